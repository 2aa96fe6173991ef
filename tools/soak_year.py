"""A year of an office, command by command, with what each must leave on file.

What is told here of the file is told in plain facts, apart from the program: a fact is a tuple of
texts that begins with its noun, as the lists with `--json` show it. Nothing here runs the program.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

Fact = tuple[str, ...]
Facts = frozenset[Fact]

UNITS = tuple(f"{letter}社区" for letter in "甲乙丙丁戊己")
MONTHS = tuple(date(2009 + month // 12, month % 12 + 1, 1) for month in range(4, 16))
AFTER = "2010-06-01"
"""A day on which the whole year is over."""

_WEEKS = 4
_UNDONE_CLOSE, _REOPENED, _RESTORED = (1, 6), (4, 9), (2, 5, 8)
"""The months, counted from 0, in which a sealing is undone, opened again, or a copy put back."""


@dataclass(frozen=True)
class Step:
    """A command of the office: its words, its day, and the facts it adds and removes.

    `known` is the code of the error that says that it was done already, where saying it twice is
    not simply harmless. A step that does not `repeat` would be done a second time: whoever is not
    sure that it was done looks first. `copy` is the file a backup is made under, `restores` the one
    that is put back.
    """

    today: str
    args: tuple[str, ...]
    adds: Facts = frozenset()
    removes: Facts = frozenset()
    known: str = ""
    repeats: bool = True
    copy: str = ""
    restores: str = ""
    seals: str = ""

    @property
    def kind(self) -> str:
        """The command without what it is about."""
        return " ".join(self.args[: 1 if self.args[1].startswith("-") else 2])


@dataclass
class Year:
    """The steps of a year, in a folder for the files that are imported.

    `last_command` answers with the number of the last command in the log, for `undo`.
    """

    folder: Path
    last_command: Callable[[], str]
    objections: int = 0
    issues: int = 0

    def __iter__(self) -> Iterator[Step]:
        """The office is made, and its months go by."""
        first = "2009-05-02"
        yield Step(first, ("init", "--office", "某街道办"), known="db-exists")
        path = self._file("units.csv", [("单位", "组别"), *((unit, "社区") for unit in UNITS)])
        made = frozenset(("unit", unit, "community") for unit in UNITS)
        yield Step(first, ("unit", "import", path), adds=made)
        for number, month in enumerate(MONTHS):
            yield from self._month(number, month)

    def _month(self, number: int, month: date) -> Iterator[Step]:
        name, today = f"{month:%Y-%m}", f"{month + timedelta(days=27)}"
        yield from self._lists(name, today, month)
        yield from self._by_hand(name, today)
        yield from self._taken_back(name, today)
        yield from self._bulletin(name, today)
        yield from self._objection(name, today)
        yield Step(today, ("backup", "make"))
        if number in _RESTORED:
            yield from self._put_back(name, today)
        yield from self._sealed(number, name)

    def _lists(self, name: str, today: str, month: date) -> Iterator[Step]:
        """What came and what was used, as lists of the month; two days after its first Friday."""
        friday = month + timedelta(days=(4 - month.weekday()) % 7)
        sent = [
            (f"{name}/{unit[0]}{week + 1}", unit, f"{unit}{name}第{week + 1}周", str(day))
            for week in range(_WEEKS)
            for day in [friday + timedelta(weeks=week)]
            for unit in UNITS
            if day.month == month.month
        ]
        path = self._file(f"{name}.csv", [("编号", "单位", "标题", "报送时间"), *sent])
        yield Step(today, ("submission", "import", path), adds=frozenset(map(_report, sent)))
        used = [(one[0], "街道", "整篇", one[3]) for one in sent[::3]]
        path = self._file(f"{name}-used.csv", [("编号", "级别", "采用形式", "采用日期"), *used])
        uses = frozenset(("adoption", ref, "street", day, "") for ref, _, _, day in used)
        yield Step(today, ("adoption", "import", path), adds=uses)

    def _by_hand(self, name: str, today: str) -> Iterator[Step]:
        for number, unit in enumerate(UNITS[:3], 1):
            yield added(today, (f"{name}/手{number}", unit, f"{unit}{name}急件{number}", today))
        first = (f"{name}/手1", UNITS[0], f"{UNITS[0]}{name}急件1", today)
        title = f"{UNITS[0]}{name}改题"
        edit = ("submission", "edit", first[0], "--title", title)
        renamed = _report((*first[:2], title, today))
        yield _instead(today, edit, _report(first), renamed, known="nothing-to-change")
        third = (f"{name}/手3", UNITS[2], f"{UNITS[2]}{name}急件3", today)
        back = ("submission", "withdraw", third[0], "--reason", "重复报送", "--yes")
        yield _instead(today, back, _report(third), _report(third, "重复报送"))
        for ref in (f"{name}/手1", f"{name}/手2"):
            yield used_by_the_city(today, ref)

    def _taken_back(self, name: str, today: str) -> Iterator[Step]:
        """A use of a report of the month's list is entered by mistake, and taken back."""
        step = used_by_the_city(today, f"{name}/戊1")
        yield step
        yield self._undo(step)

    def _undo(self, step: Step) -> Step:
        words = ("undo", self.last_command(), "--yes")
        return Step(step.today, words, step.removes, step.adds, known="taken-back")

    def _bulletin(self, name: str, today: str) -> Iterator[Step]:
        self.issues += 1
        draft = ("bulletin", f"{self.issues}", "")
        new = ("bulletin", "new")
        yield Step(today, new, adds=frozenset({draft}), repeats=False)
        refs = (f"{name}/乙1", f"{name}/丙1")
        for ref in refs:
            yield Step(today, ("bulletin", "add", ref))
        uses = (("adoption", ref, "street", today, "工作简报") for ref in refs)
        issued = frozenset({(*draft[:2], today), *uses})
        words = ("bulletin", "issue", "--bulletin", draft[1], "--on", today, "--yes")
        yield Step(today, words, issued, frozenset({draft}), known="bulletin-issued")

    def _objection(self, name: str, today: str) -> Iterator[Step]:
        self.objections += 1
        text = f"{name}少计一篇"
        raised, settled = ("objection", text, ""), ("objection", text, "dismissed")
        words = ("objection", "add", UNITS[3], text, "--period", name)
        yield Step(today, words, adds=frozenset({raised}), known="objection-exists")
        end = ("objection", "settle", f"{self.objections}", "--outcome", "dismissed")
        why = ("--reason", "迟到")
        yield _instead(today, (*end, *why), raised, settled, known="objection-settled")

    def _put_back(self, name: str, today: str) -> Iterator[Step]:
        """A copy is made, two reports are put on file in vain, and the copy is put back."""
        copy = str(self.folder / f"{name}-copy.db")
        yield Step(today, ("backup", "make", "-o", copy), known="exists", copy=copy)
        for number, unit in enumerate(UNITS[:2], 1):
            yield added(today, (f"{name}/误{number}", unit, f"{unit}{name}误录{number}", today))
        yield Step(today, ("restore", copy, "--yes"), restores=copy)

    def _sealed(self, number: int, name: str) -> Iterator[Step]:
        step = close(name)
        yield step
        if number in _UNDONE_CLOSE:
            yield self._undo(step)
            yield close(name)
        if number in _REOPENED:
            words = ("reopen", "--period", name, "--reason", "补录", "--yes")
            old, new = _seal(name), _seal(name, "补录")
            yield _instead(AFTER, words, old, new, known="not-sealed")
            yield close(name)

    def _file(self, name: str, rows: Sequence[Sequence[str]]) -> str:
        path = self.folder / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        return str(path)


def added(today: str, report: Sequence[str]) -> Step:
    """A report put on file by hand: its number, unit, title and day."""
    ref, unit, title, day = report
    words = ("submission", "add", unit, title, "--ref", ref, "--received", day)
    return Step(today, words, adds=frozenset({_report(report)}), known="submission-exists")


def used_by_the_city(today: str, ref: str) -> Step:
    """A use entered by hand."""
    words = ("adoption", "add", ref, "--level", "市委", "--on", today)
    fact = ("adoption", ref, "city", today, "")
    return Step(today, words, adds=frozenset({fact}), known="adoption-exists")


def close(name: str) -> Step:
    """A month sealed."""
    words = ("close", "--period", name, "--yes")
    return Step(AFTER, words, adds=frozenset({_seal(name)}), seals=name)


def _report(report: Sequence[str], withdrawn: str = "") -> Fact:
    return ("submission", *report, withdrawn)


def _seal(name: str, reopened: str = "") -> Fact:
    return ("seal", name, reopened)


def _instead(today: str, words: tuple[str, ...], old: Fact, new: Fact, known: str = "") -> Step:
    """A step that puts one fact in the place of another."""
    return Step(today, words, frozenset({new}), frozenset({old}), known=known)

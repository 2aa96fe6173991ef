"""Any commands in any order, and undo between them, against a model that knows no database.

Ten orders of thirty commands meet each kind many times; `make random` draws sixteen times as many.
"""

import shutil
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from msgspec.structs import replace

from inforeport import errors
from inforeport.cli._schemes import stored
from inforeport.model import Draft, Profile, Reporter, Submission, Unit, Use
from inforeport.period import Period
from inforeport.store import (
    Ledger,
    adoption,
    health,
    opened,
    reporter,
    submission,
    taking,
    trail,
    unit,
)
from inforeport.store import office as office_store
from inforeport.store.creation import create
from inforeport.store.scheme import use as put_in_force

UNITS = ("甲社区", "乙社区", "丙社区")
FIRST = date(2009, 5, 8)
REFS = st.sampled_from([f"a{n}" for n in range(6)])
TITLES = st.sampled_from(["情况", "\"引\" \\ '单'", "换\t格", "😀"])
DAYS = st.integers(0, 20).map(lambda days: FIRST + timedelta(days=days))
PHONES = st.sampled_from([None, "123", "456"])


@cache
def empty() -> bytes:
    """The file of an office with three units and their reporters."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "office.db"
        with create(path) as ledger:
            office_store.write(ledger, Profile("街道办", "zh", "Asia/Shanghai"))
            put_in_force(ledger, stored("street", None))
            for name in UNITS:
                unit.add(ledger, Unit(name, "community"))
                reporter.add(ledger, Reporter(name, name[0]))
        return path.read_bytes()


def quickly(path: Path) -> Ledger:
    """The file, opened without waiting for the disk: nobody pulls the plug here."""
    ledger = opened(path)
    ledger.rows("pragma synchronous = 0")
    return ledger


@dataclass(frozen=True)
class World:
    """What the office knows: reports by number, uses by number of the report, telephones."""

    reports: Mapping[str, tuple[str, str, date, str | None]] = field(default_factory=dict)
    uses: Mapping[str, frozenset[tuple[str, date]]] = field(default_factory=dict)
    phones: Mapping[str, str | None] = field(default_factory=lambda: dict.fromkeys(UNITS))


def world(ledger: Ledger) -> World:
    """The same, read from a file."""
    reports = {
        str(one.ref): (one.unit, one.title, one.received, one.withdrawn)
        for one in submission.submissions(ledger, Period())
    }
    uses: dict[str, frozenset[tuple[str, date]]] = {}
    for one in adoption.adoptions(ledger, Period()):
        uses[one.item] = uses.get(one.item, frozenset()) | {(one.level, one.on)}
    return World(reports, uses, {one.unit: one.phone for one in reporter.reporters(ledger)})


class Office33(RuleBasedStateMachine):
    """An office's file beside its model; a command that the model does not foresee fails."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp())
        path = self.folder / "office.db"
        path.write_bytes(empty())
        self.ledger = quickly(path)
        self.model = World()
        self.standing: tuple[int, ...] = (1,)
        self.before: dict[int, tuple[World, tuple[int, ...]]] = {}

    def teardown(self) -> None:
        """Nothing is left behind."""
        assert health.findings(self.ledger) == []
        self.ledger.close()
        shutil.rmtree(self.folder)

    def went(self, model: World) -> None:
        """A command that ended well, and what it made of the world, if anything."""
        if model != self.model:
            number = 2 + len(self.before)
            self.before[number] = (self.model, self.standing)
            self.model, self.standing = model, (*self.standing, number)

    @rule(ref=REFS, name=st.sampled_from(UNITS), title=TITLES, day=DAYS)
    def add(self, ref: str, name: str, title: str, day: date) -> None:
        """A report comes in."""
        new = Submission(name, title, day, ref=ref)
        if ref in self.model.reports:
            with pytest.raises(errors.SubmissionExists), self.ledger.writing():
                submission.add(self.ledger, new)
            return
        with self.ledger.writing():
            submission.add(self.ledger, new)
        reports = {**self.model.reports, ref: (name, title, day, None)}
        self.went(World(reports, self.model.uses, self.model.phones))

    @rule(rows=st.dictionaries(REFS, TITLES, max_size=6), name=st.sampled_from(UNITS))
    def take(self, rows: dict[str, str], name: str) -> None:
        """A file comes in; what is on file stays as it is."""
        drafts = [
            Draft(f"x.csv:{ref}", Submission(name, title, FIRST, ref=ref))
            for ref, title in rows.items()
        ]
        with self.ledger.writing():
            taking.take(self.ledger, drafts)
        fresh = {ref: (name, title, FIRST, None) for ref, title in rows.items()}
        reports = {**fresh, **self.model.reports}
        self.went(World(reports, self.model.uses, self.model.phones))

    @precondition(lambda self: self.model.reports)
    @rule(data=st.data(), title=TITLES)
    def edit(self, data: Any, title: str) -> None:
        """A title is put right."""
        ref = data.draw(st.sampled_from(sorted(self.model.reports)))
        known = submission.submission(self.ledger, ref)
        with self.ledger.writing():
            submission.edit(self.ledger, known, replace(known, title=title))
        name, _, day, withdrawn = self.model.reports[ref]
        reports = {**self.model.reports, ref: (name, title, day, withdrawn)}
        self.went(World(reports, self.model.uses, self.model.phones))

    @precondition(lambda self: self.model.reports)
    @rule(data=st.data())
    def withdraw(self, data: Any) -> None:
        """A report is taken back by its unit."""
        ref = data.draw(st.sampled_from(sorted(self.model.reports)))
        with self.ledger.writing():
            submission.withdraw(self.ledger, submission.submission(self.ledger, ref), "重复")
        name, title, day, _ = self.model.reports[ref]
        reports = {**self.model.reports, ref: (name, title, day, "重复")}
        self.went(World(reports, self.model.uses, self.model.phones))

    @precondition(lambda self: self.model.reports)
    @rule(data=st.data(), day=DAYS, level=st.sampled_from(["street", "district"]))
    def adopt(self, data: Any, day: date, level: str) -> None:
        """A report is used, where it may be."""
        ref = data.draw(st.sampled_from(sorted(self.model.reports)))
        _, _, received, withdrawn = self.model.reports[ref]
        there = self.model.uses.get(ref, frozenset())
        new = Use(ref=ref, level=level, form="whole", on=day)
        if withdrawn or day < received or (level, day) in there:
            with pytest.raises(errors.InforeportError), self.ledger.writing():
                adoption.add(self.ledger, new)
            return
        with self.ledger.writing():
            adoption.add(self.ledger, new)
        uses = {**self.model.uses, ref: there | {(level, day)}}
        self.went(World(self.model.reports, uses, self.model.phones))

    @precondition(lambda self: self.model.uses)
    @rule(data=st.data())
    def remove(self, data: Any) -> None:
        """A use that was put on file by mistake is taken off."""
        ref = data.draw(st.sampled_from(sorted(self.model.uses)))
        [one, *_] = adoption.of(self.ledger, submission.submission(self.ledger, ref))
        with self.ledger.writing():
            adoption.remove(self.ledger, one)
        left = self.model.uses[ref] - {(one.level, one.on)}
        others = {key: its for key, its in self.model.uses.items() if key != ref}
        uses = {**others, ref: left} if left else others
        self.went(World(self.model.reports, uses, self.model.phones))

    @rule(name=st.sampled_from(UNITS), phone=PHONES)
    def call(self, name: str, phone: str | None) -> None:
        """A reporter has another telephone."""
        known = reporter.reporter(self.ledger, name[0], name)
        with self.ledger.writing():
            reporter.edit(self.ledger, known, replace(known, phone=phone))
        phones = {**self.model.phones, name: phone}
        self.went(World(self.model.reports, self.model.uses, phones))

    @precondition(lambda self: self.before)
    @rule(last=st.booleans())
    def undo(self, *, last: bool) -> None:
        """The last command, or the last that stands, is taken back."""
        number = max(self.before) if last else self.standing[-1]
        if number == 1:
            with pytest.raises(errors.LastingCommand):
                trail.to_take_back(self.ledger, number)
            return
        known = trail.to_take_back(self.ledger, None if last else number)
        assert known.number == number
        with self.ledger.writing(undoes=number):
            trail.take_back(self.ledger, known)
        self.before[2 + len(self.before)] = (self.model, self.standing)
        self.model, self.standing = self.before[number]

    @rule()
    def open_again(self) -> None:
        """Another day."""
        self.ledger.close()
        self.ledger = quickly(self.ledger.path)

    @rule()
    def crash(self) -> None:
        """A command that fails in the middle."""
        with pytest.raises(KeyError), self.ledger.writing():  # noqa: PT012  the first would be kept
            self.ledger.change("delete from adoption")
            raise KeyError

    @invariant()
    def the_file_is_the_model(self) -> None:
        """After every step."""
        assert world(self.ledger) == self.model
        assert len(trail.commands(self.ledger)) == 1 + len(self.before)


Office33.TestCase.settings = settings(
    max_examples=settings().max_examples // 3, stateful_step_count=30
)
test_bar_33_the_file_is_what_a_model_says = Office33.TestCase


def dump(ledger: Ledger) -> list[tuple[Any, ...]]:
    """All rows of facts, as they are in the file."""
    tables = ("unit", "submission", "adoption", "reporter", "submission_author")
    return [row for name in tables for row in ledger.tuples(f"select * from {name}")]  # noqa: S608  five names


STEPS = st.lists(st.tuples(st.sampled_from("abcde"), REFS, DAYS, TITLES), max_size=12)


@settings(max_examples=settings().max_examples // 2)
@given(steps=STEPS)
def test_as_many_undos_as_commands_leave_what_was_there(
    steps: list[tuple[str, str, date, str]],
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "office.db"
        path.write_bytes(empty())
        with closing(quickly(path)) as ledger:
            states = [dump(ledger)]
            for step in steps:
                run(ledger, *step)
                if len(trail.commands(ledger)) > len(states):
                    states.append(dump(ledger))
            for number in range(len(states), 1, -1):
                known = trail.to_take_back(ledger, number)
                assert dump(ledger) == states[number - 1]
                with ledger.writing(undoes=number):
                    trail.take_back(ledger, known)
            assert dump(ledger) == states[0]
            assert health.findings(ledger) == []


def run(ledger: Ledger, what: str, ref: str, day: date, title: str) -> None:
    """One command of five, of which some are refused."""
    try:
        with ledger.writing():
            if what == "a":
                submission.add(ledger, Submission(UNITS[0], title, day, ref=ref))
            elif what == "b":
                known = submission.submission(ledger, ref)
                partners = () if known.partners else (UNITS[1],)
                submission.edit(ledger, known, replace(known, partners=partners, text=title))
            elif what == "c":
                adoption.add(ledger, Use(ref=ref, level="street", form="whole", on=day))
            elif what == "d":
                one = unit.unit(ledger, UNITS[0])
                unit.edit(ledger, one, replace(one, headcount=day.day))
            else:
                person = reporter.reporter(ledger, "甲")
                reporter.edit(ledger, person, replace(person, mobile=title, post=ref))
    except errors.InforeportError:
        pass

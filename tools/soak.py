"""An evening of kill -9: a year of an office, its commands killed and run again until they succeed.

    python tools/soak.py [KILLS] [--seed N]

Each command is a process of its own. At random it is killed: at any moment of its usual time, or
while SQLite's journal lies beside the file, or once the journal is hot, that is while the file
itself is written, or between the commit and the end. Years follow each other until all kills were
made. After each kill the
file must be whole, `check` must find nothing, and the lists must show what they showed before or
what the command does, nothing between; once it was reported, only the latter. Sealed months must
print the same bytes. What the file must hold is known from `soak_year.py`, not from the program.
Exits with 1 where anything is lost, done by halves, or done twice.
"""

import argparse
import platform
import sqlite3
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

import inforeport
from soak_office import LISTS, Ended, Found, LossError, Moments, Office, Ran
from soak_year import Facts, Step, Year

KILLS = 300
CHANCE = 0.7  # of a kill, each time a command is run; so most commands are met once or twice
AIMS = ("anywhere", "writing", "hot", "after")
TOLD = (
    *("years", "runs", "kills that hit a running process", "kills that left a hot journal"),
    *("kills before the commit", "kills after it, not reported", "kills after the report"),
    *("kills of a command that changes no fact", "commands run again"),
    *("repeats told that it is done already", "facts acknowledged", "facts compared"),
    *("facts lost", "seals compared", "copies read back"),
)
"""What is counted, in the order in which it is printed."""

_YEARS, _RUNS, _KILLS, _HOT, _BEFORE, _UNTOLD, _REPORTED, _NONE, _AGAIN, _KNOWN, *_REST = TOLD
_ACKNOWLEDGED, _COMPARED, _LOST, _SEALS, _COPIES = _REST


class Soak:
    """A year that is killed so many times, and what must be true of it."""

    def __init__(self, folder: Path, kills: int, seed: int) -> None:
        self.folder, self.kills, self.chance = folder, kills, Random(seed)  # noqa: S311  no secret
        self.counts: Counter[str] = Counter()
        self.moments: defaultdict[str, list[Moments]] = defaultdict(list)

    def live(self) -> None:
        """Go through years, each with an office of its own, until all kills were made."""
        while self._goes_on():
            self.counts[_YEARS] += 1
            folder = self.folder / f"{self.counts[_YEARS]}"
            folder.mkdir()
            self._live_a_year(Office(folder))

    def _live_a_year(self, office: Office) -> None:
        """Go through a year, and look at everything at its end."""
        self.office, self.model = office, Facts()
        self.copies: dict[str, Facts] = {}
        self.scores: dict[str, str] = {}
        for step in Year(office.folder, office.last_command):
            try:
                self._do(step)
            except LossError as error:
                raise LossError(f"{' '.join(step.args)}: {error}") from None
        self._look(LISTS, [self.model], self.model, self.scores)
        for copy, facts in self.copies.items():
            office.answer("backup", "verify", copy)
            self._compare(self._facts(LISTS, Path(copy)), [facts], facts)
            self.counts[_COPIES] += 1

    def _goes_on(self) -> bool:
        return self.counts[_KILLS] < self.kills

    def _do(self, step: Step) -> None:
        """Run a command until it succeeds, killed on the way or not."""
        before, after = self.model, self._after(step)
        unsealed = self.office.score(step.seals) if step.seals else ""
        was_killed = is_done = False
        while not is_done:
            self.counts[_AGAIN] += was_killed
            ended = self._run(step)
            if ended.is_killed:
                was_killed = True
                saved = self._struck(before, after, reported=bool(ended.ran.out))
                is_done = saved and not step.repeats
            else:
                self._succeeded(step, ended.ran, was_killed=was_killed)
                is_done = True
        self.model = after
        self.counts[_ACKNOWLEDGED] += len(step.adds)
        self._remember(step, unsealed)

    def _after(self, step: Step) -> Facts:
        if step.restores:
            return self.copies[step.restores]
        return (self.model - step.removes) | step.adds

    def _run(self, step: Step) -> Ended:
        """Run a command once, killed or not; what was measured is kept if it was not."""
        self.counts[_RUNS] += 1
        is_aimed_at = self._goes_on() and self.chance.random() < CHANCE
        known = self.moments[step.kind] or [Moments()]
        usual = Moments(*(median(one) for one in zip(*known, strict=True)))
        aim = (self.chance.choice(AIMS) if usual.came else AIMS[0]) if is_aimed_at else ""
        until = self.chance.uniform(0, usual.longest(aim))
        ended = self.office.watched(step.today, step.args, aim, until)
        if not ended.is_killed:
            self.moments[step.kind].append(ended.moments)
        return ended

    def _struck(self, before: Facts, after: Facts, *, reported: bool) -> bool:
        """Look at what a kill has left; whether the command's work is on file."""
        self.counts[_KILLS] += 1
        self.counts[_HOT] += self.office.is_hot()
        if not self.office.db.exists():
            if before or reported:
                raise LossError("the file is gone")
            self.counts[_NONE] += 1
            return False
        nouns = {"submission", "adoption", *(one[0] for one in before ^ after)}
        stand = [month for month in self.scores if ("seal", month, "") in before & after]
        sealed = self.chance.choices(stand) if stand else []
        may, must = ([after], after) if reported else ([before, after], before & after)
        saved = self._look(nouns, may, must, sealed) == self._only(nouns, after)
        if before == after:
            self.counts[_NONE] += 1
        else:
            self.counts[_REPORTED if reported else _UNTOLD if saved else _BEFORE] += 1
        return saved

    def _look(
        self, nouns: Iterable[str], may: Sequence[Facts], must: Facts, sealed: Iterable[str]
    ) -> Found:
        """See that the file is whole and is one of what it may be; the facts that are there."""
        with ThreadPoolExecutor(1) as pool:
            checked = pool.submit(self.office.answer, "check")
            found = self._facts(nouns)
            checked.result()
        self.office.pages()
        self._compare(found, [self._only(nouns, one) for one in may], self._only(nouns, must))
        for month in sealed:
            self.counts[_SEALS] += 1
            if self.office.score(month) != self.scores[month]:
                raise LossError(f"{month} is not printed as it was when it was sealed")
        return found

    def _facts(self, nouns: Iterable[str], db: Path | None = None) -> Found:
        return sum((self.office.facts(noun, db) for noun in sorted(nouns)), Counter())

    def _only(self, nouns: Iterable[str], facts: Iterable[tuple[str, ...]]) -> Found:
        return Counter(one for one in facts if one[0] in nouns)

    def _compare(
        self,
        found: Found,
        may: Sequence[Iterable[tuple[str, ...]]],
        must: Iterable[tuple[str, ...]],
    ) -> None:
        """See that what was found is just one of what may be, and holds what must be."""
        wanted = Counter(must)
        lost = wanted - found
        self.counts[_COMPARED] += wanted.total()
        self.counts[_LOST] += lost.total()
        if found not in [Counter(one) for one in may]:
            strange = found - sum((Counter(one) for one in may), Counter())
            raise LossError(f"lost: {[*lost]}; by halves or twice: {[*strange.elements()][:5]}")

    def _succeeded(self, step: Step, ran: Ran, *, was_killed: bool) -> None:
        """See that a run did its work, or, where one before it was killed, that it is known."""
        is_known = was_killed and step.known and f"error[{step.known}]" in ran.err
        if ran.status and not is_known:
            raise LossError(f"{step.args}: {ran}")
        self.counts[_KNOWN] += bool(is_known)

    def _remember(self, step: Step, unsealed: str) -> None:
        """Keep what a copy holds, and what is printed of a month that was sealed."""
        if step.copy:
            self.copies[step.copy] = self.model
        if step.seals:
            sealed = self.office.score(step.seals)
            if sealed.replace('"closed": true', '"closed": false') != unsealed:
                raise LossError(f"{step.seals} was sealed otherwise than it was scored")
            self.scores[step.seals] = sealed
        for month in [*self.scores]:
            if ("seal", month, "") not in self.model:
                del self.scores[month]


def main() -> int:
    """Live the year, and print the counts."""
    words = argparse.ArgumentParser(description="a year of an office under kill -9")
    words.add_argument("kills", nargs="?", type=int, default=KILLS)
    words.add_argument("--seed", type=int, default=1)
    given = words.parse_args()
    print(f"inforeport {inforeport.__version__}, Python {platform.python_version()}", end=", ")
    print(f"SQLite {sqlite3.sqlite_version}; {given.kills} kills, seed {given.seed}")
    start, fault = perf_counter(), ""
    with tempfile.TemporaryDirectory() as folder:
        soak = Soak(Path(folder), given.kills, given.seed)
        try:
            soak.live()
        except (LossError, KeyboardInterrupt) as error:
            fault = str(error) or "broken off"
    for what in TOLD:
        print(f"{what}: {soak.counts[what]}")
    print(f"minutes: {(perf_counter() - start) / 60:.1f}")
    print(fault or "nothing was lost, done by halves, or done twice")
    return 1 if fault else 0


if __name__ == "__main__":
    sys.exit(main())

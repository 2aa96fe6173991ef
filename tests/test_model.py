"""Points and places of May after any commands, undo and sealing, against a model of dictionaries.

`test_trail_model.py` does the same to what is on file, and crashes commands between.
"""

import shutil
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from msgspec import Struct, field
from msgspec.structs import replace

from conftest import Program

UNITS = ("甲社区", "乙社区", "丙社区")
WORTH = {"street": {"whole": 8, "brief": 3}, "district": {"whole": 15, "brief": 6}}
FRIDAYS = 4
"""The weeks that end in May, for each of which a report is owed."""
FIRST, DAYS = date(2009, 5, 2), 27  # to the last of those Fridays

Points = Mapping[str, int]


class Report(Struct, frozen=True):
    """A report, and how each level used it."""

    unit: str
    received: date
    withdrawn: bool = False
    uses: tuple[tuple[str, str], ...] = ()


class World(Struct, frozen=True):
    """What the office knows: reports by number, and May as it was printed, if it is sealed."""

    reports: Mapping[str, Report] = field(default_factory=dict)
    printed: Points | None = None

    def points(self) -> Points:
        """What May comes to."""
        return self.printed or {name: self._of(name) for name in UNITS}

    def _of(self, name: str) -> int:
        counted = [one for one in self.reports.values() if one.unit == name and not one.withdrawn]
        more = len(counted) - FRIDAYS
        best: dict[tuple[int, str], int] = {}
        for number, one in enumerate(counted):
            for level, form in one.uses:
                there = best.get((number, level), 0)
                best[number, level] = max(there, WORTH[level][form])
        return 20 + (more if more > 0 else 10 * more) + sum(best.values())


@cache
def empty() -> bytes:
    """The file of an office with three units, under the street's scheme."""
    with TemporaryDirectory() as folder:
        run = Program(Path(folder) / "office.db")
        run.well("init", "--office", "街道办")
        for name in UNITS:
            run.well("unit", "add", name, "--group", "社区")
        return run.db.read_bytes()


class May(RuleBasedStateMachine):
    """An office's file beside its model; `past` is what each command found."""

    def __init__(self) -> None:
        super().__init__()
        self.run = Program(Path(mkdtemp()) / "office.db")
        self.run.db.write_bytes(empty())
        self.model = World()
        self.past: list[World] = []

    def teardown(self) -> None:
        """Nothing is left behind."""
        shutil.rmtree(self.run.db.parent)

    def well(self, model: World, *line: object) -> None:
        """Run a command that ends well, and know what it makes of the world."""
        ran = self.run(*line)
        assert ran.status == 0, ran
        noted = ("is sealed: facts of it changed", "has the same title", "goes with it")
        assert all(any(one in line for one in noted) for line in ran.err.splitlines()), ran
        self.past.append(self.model)
        self.model = model

    def put(self, number: str, report: Report) -> World:
        """The world with another report of that number."""
        return replace(self.model, reports={**self.model.reports, number: report})

    @rule(name=st.sampled_from(UNITS), days=st.integers(0, DAYS - 1))
    def add(self, name: str, days: int) -> None:
        """A report comes in."""
        number, day = f"r{len(self.model.reports)}", FIRST + timedelta(days)
        line = ("submission", "add", name, "情况", "--ref", number, "--received", day)
        self.well(self.put(number, Report(name, day)), *line)

    @precondition(lambda self: self.model.reports)
    @rule(
        data=st.data(),
        level=st.sampled_from(sorted(WORTH)),
        form=st.sampled_from(["whole", "brief"]),
    )
    def adopt(self, data: Any, level: str, form: str) -> None:
        """A report is used: whole on the day when it comes, in brief on the next."""
        number = data.draw(st.sampled_from(sorted(self.model.reports)))
        known = self.model.reports[number]
        if known.withdrawn or (level, form) in known.uses:
            return
        day = known.received + timedelta(form == "brief")
        line = ("adoption", "add", number, "--level", level, "--form", form, "--on", day)
        used = replace(known, uses=(*known.uses, (level, form)))
        self.well(self.put(number, used), *line)

    @precondition(lambda self: self.model.reports)
    @rule(data=st.data())
    def withdraw(self, data: Any) -> None:
        """A report is taken back by its unit."""
        number = data.draw(st.sampled_from(sorted(self.model.reports)))
        if not self.model.reports[number].withdrawn:
            gone = self.put(number, replace(self.model.reports[number], withdrawn=True))
            self.well(gone, "submission", "withdraw", number, "--reason", "重复", "--yes")

    @precondition(lambda self: self.model.printed is None)
    @rule()
    def close(self) -> None:
        """May is sealed."""
        printed = replace(self.model, printed=self.model.points())
        self.well(printed, "close", "--month", "5", "--yes")

    @precondition(lambda self: self.model.printed is not None)
    @rule()
    def reopen(self) -> None:
        """May is opened again."""
        line = ("reopen", "--month", "5", "--reason", "更正", "--yes")
        self.well(replace(self.model, printed=None), *line)

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        """The last command is taken back, which may have been an undo."""
        self.well(self.past[-1], "undo", "--yes")

    @invariant()
    def points_and_places_are_the_models(self) -> None:
        """After every step."""
        points = self.model.points()
        [group] = self.run.well("rank", "--month", "5", "--json").json["groups"]
        assert {one["unit"]: (one["points"], one["place"]) for one in group["standings"]} == {
            name: (own, 1 + sum(other > own for other in points.values()))
            for name, own in points.items()
        }


May.TestCase.settings = settings(max_examples=settings().max_examples // 6, stateful_step_count=15)
test_bar_33_points_and_places_are_what_a_model_says = May.TestCase

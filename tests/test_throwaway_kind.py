"""A kind of rule defined here, and one line in the table: nothing of the program knows it by name.

It is read, checked, told, scored and printed like those that come with the program.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import pytest
from jsonschema import Draft202012Validator
from msgspec import Meta

from conftest import Program
from inforeport.errors import SchemeMistakes
from inforeport.model import Facts, ScoreLine
from inforeport.rules import KINDS
from inforeport.rules.above import Above
from inforeport.rules.answers import Reading, Way
from inforeport.rules.remarks import AtLeast, Between, Remarks, Table
from inforeport.rules.rule import Filtered, Voice, Written
from inforeport.rules.where import OF_REPORT, passes
from inforeport.scheme import freeze, read, revive
from inforeport.scheme.clauses import clauses, sentences
from inforeport.scheme.json_schema import json_schema
from inforeport.scheme.kinds import figures_of, summary, tables
from inforeport.scheme.readings import small_print, ways_taken
from inforeport.words import Spoken, Text, message, say

COUNTS = Reading(
    "early.counts",
    "how many early reports of a unit count",
    {"each": "Every early report counts.", "once": "One early report of a unit counts."},
)


class Step(Table, frozen=True, kw_only=True):
    """A row of days: what is received by a day of the month, and its points."""

    by: Annotated[
        int, Meta(description="the last day"), Between(1, 31, "by is a day, from 1 to 31")
    ]
    points: Annotated[Decimal, Meta(description="points of each"), AtLeast(0)]

    summary: ClassVar[str] = "what is received by a day, and its points"


class Early(Filtered, frozen=True, kw_only=True):
    """Points for reports that come early in the month, to units that have a duty."""

    steps: Annotated[tuple[Step, ...], Meta(description="the first day that fits counts")]
    of: Annotated[tuple[str, ...], Meta(description="names or clauses of quotas")]
    counts: Annotated[
        Literal["each", "once"], Meta(description="whether each report counts, or one")
    ] = "each"

    summary: ClassVar[str] = "points for early reports"
    columns: ClassVar[Mapping[str, str]] = {"early": "early birds"}
    readings: ClassVar[tuple[Reading, ...]] = (COUNTS,)
    asks: ClassVar[frozenset[str]] = OF_REPORT
    reads: ClassVar[tuple[str, ...]] = ("submissions",)

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """A line for each early report of a unit that is bound by one of the duties."""
        del so_far
        bound = {due.unit for due in facts.dues if due.is_of(self.of)}
        for report in facts.submissions:
            step = next((row for row in self.steps if report.received.day <= row.by), None)
            if step and report.unit in bound and passes(self, report, report, facts):
                yield ScoreLine(
                    unit=report.unit,
                    points=step.points,
                    part="early",
                    because=message("early: {title}", title=report.title),
                    item=report.label,
                    on=report.received,
                )
                bound -= {report.unit} if self.counts == "once" else set()

    def amiss(self, written: Written) -> Remarks:
        """Days out of order."""
        del written
        for index, (first, second) in enumerate(zip(self.steps, self.steps[1:], strict=False), 1):
            if second.by <= first.by:
                yield ("steps", index), message("step {n} comes too late", n=index + 1)

    def amiss_below(self, above: Above) -> Remarks:
        """Duties that nobody states."""
        yield from above.without_duties("of", self.of)

    def left_open(self, voice: Voice) -> Iterator[Way]:
        """Whether each counts."""
        del voice
        yield Way(COUNTS, self.counts)

    def sentences(self, voice: Voice) -> Iterator[Text]:
        """Each day and its points."""
        for step in self.steps:
            worth = {language: say(voice.worth(step.points), language) for language in ("zh", "en")}
            yield Spoken(
                {
                    "zh": f"{step.by}日前收到的，每篇{worth['zh']}。",
                    "en": f"what comes by day {step.by}: {worth['en']} each.",
                }
            )


SCHEME = """
title  = "甲办法"
since  = 2009-05-01
until  = 2009-07-31
groups = { community = "社区" }

[[rule]]
kind   = "quota"
clause = "一"
base   = 20

[[rule]]
kind   = "early"
clause = "二"
of     = ["一"]
steps  = [{ by = 5, points = 3 }, { by = 10, points = 1 }]

[[rule]]
kind   = "limit"
clause = "三"
of     = ["early"]
most   = 5
"""


@pytest.fixture(autouse=True)
def early(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, "early", Early)


def mistakes(old: str, new: str) -> list[str]:
    assert SCHEME.count(old) == 1
    with pytest.raises(SchemeMistakes) as caught:
        read(SCHEME.replace(old, new), "a.toml")
    problems: Any = caught.value.facts["problems"]
    return [f"{problem.place} {say(problem.what, 'en')}" for problem in problems]


def test_it_is_read_and_kept() -> None:
    scheme = read(SCHEME, "a.toml")
    assert [type(entry.rule) for entry in scheme.entries][1] is Early
    assert scheme.parts == ("base", "early")
    assert revive(freeze(scheme)) == scheme


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("by = 5", "by = 0", "16 rule 2: by is a day, from 1 to 31"),
        ("points = 3", "points = -3", "16 rule 2: points must not be below 0"),
        ("by = 5", "by = 12", "16 rule 2: step 2 comes too late"),
        ('of     = ["一"]', 'of     = ["四"]', "15 rule 2: of = 四: write one of 一"),
        ("by = 5", "day = 5", "16 rule 2: by is missing"),
        (
            'of     = ["early"]',
            'of     = ["late"]',
            "21 rule 3: no rule above gives points",
        ),
        (
            "steps  = [",
            'where  = { code = "late" }\nsteps  = [',
            "16 rule 2: code says nothing of a rule of kind early",
        ),
        ('kind   = "early"', 'kind   = "earliest"', "13 rule 2: kind = earliest: write one of"),
    ],
)
def test_its_mistakes_are_named_with_their_place(old: str, new: str, wrong: str) -> None:
    assert [line for line in mistakes(old, new) if line.startswith(f"a.toml:{wrong}")]


def test_a_word_that_the_scheme_does_not_declare_is_found_in_its_conditions() -> None:
    wrong = mistakes("steps  = [", 'where  = { requested_by = "city" }\nsteps  = [')
    assert wrong == ["a.toml:16 rule 2: requested_by = city: the scheme declares none"]


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", ("What comes by day 5: 3 points each.", "What comes by day 10: 1 point each.")),
        ("zh", ("5日前收到的，每篇3分。", "10日前收到的，每篇1分。")),
    ],
)
def test_it_is_told_in_both_languages(language: str, says: tuple[str, ...]) -> None:
    told = [
        sentences(one, language) for one in clauses(read(SCHEME, "a.toml")) if one.kind == "early"
    ]
    assert told == [says]


def test_what_is_open_of_it_is_asked_until_it_is_stated() -> None:
    (open_,) = (one for one in ways_taken(read(SCHEME, "a.toml")) if one.reading is COUNTS)
    assert (open_.value, open_.named) == ("each", False)
    stated = read(SCHEME.replace("steps ", 'counts = "once"\nsteps '), "a.toml")
    (named,) = (one for one in ways_taken(stated) if one.reading is COUNTS)
    assert (named.value, named.named) == ("once", True)
    assert "One early report of a unit counts." in [say(one, "en") for one in small_print(stated)]


def test_it_is_part_of_the_language_of_schemes() -> None:
    assert [figure.name for figure in figures_of("early")] == [
        *("where", "unless", "steps", "of", "counts")
    ]
    assert str(figures_of("early")[2].type) == "list of: table, see steps"
    assert (summary("early"), tables()["steps"]) == ("points for early reports", Step)
    schema = json_schema(lambda text: say(text, "en"))
    Draft202012Validator.check_schema(schema)
    assert schema["$defs"]["type-early"]["required"] == ["type", "clause", "steps", "of"]
    assert schema["$defs"]["steps"]["properties"]["points"]["type"] == "number"


def test_it_is_scored_and_printed(run: Program, tmp_path: Path) -> None:
    """A report of 4 May (3 points) and of 8 May (1), and one too late: 4, below the cap of 5."""
    path = tmp_path / "a.toml"
    path.write_text(SCHEME, encoding="utf-8")
    assert "open: how many early reports of a unit count" in run("scheme", "check", path).out
    run.well("init", "--office", "甲街道", "--scheme", path)
    run.take("unit", [{"unit": "甲社区", "group": "社区"}, {"unit": "乙社区", "group": "社区"}])
    days = {"a1": "2009-05-04", "a2": "2009-05-08", "a3": "2009-05-20"}
    sent = [
        {"ref": ref, "unit": "甲社区", "title": f"情况{ref}", "received": day}
        for ref, day in days.items()
    ]
    run.take("submission", sent)
    record = json.loads(run.well("score", "--period", "2009-05", "--json").out)
    (score,) = (one for one in record["units"] if one["unit"] == "甲社区")
    assert score["parts"] == {"base": 20, "early": 4}
    assert score["points"] == 24
    printed = run.well("score", "--period", "2009-05").out
    assert "early birds" in printed
    assert "early: 情况a1" in run.well("explain", "甲社区", "--period", "2009-05").out
    paper = tmp_path / "circular.html"
    run.well("export", "circular", "--period", "2009-05", "-o", paper)
    assert "early birds" in paper.read_text(encoding="utf-8")

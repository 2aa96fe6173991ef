"""What is counted together comes to the same as what is counted one by one, exactly.

Every scheme of `examples/` and every one that is shipped over a dense ledger drawn at random, and
random schemes too: the whole result is the definition, that of sums must be its sums.
"""

import os
import shutil
import sqlite3
import tomllib
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis.strategies import lists, sampled_from
from msgspec.structs import replace

from books import put_in_force
from conftest import Program
from drawn import HEAD, Drawn, Row, schemes, written
from inforeport import scoring
from inforeport.errors import InforeportError, SchemeMistakes
from inforeport.model import Due, Result, ScoreLine
from inforeport.model.apart import Grain, LinesOf, turning
from inforeport.office import Office
from inforeport.office.results import Results, only
from inforeport.office.rulings import rulings
from inforeport.office.snapshot import Snapshot
from inforeport.period import Period
from inforeport.scheme import SHIPPED, Scheme, read
from inforeport.store import opened

EXAMPLES = int(os.environ.get("RANDOM_SCHEMES", "8"))
FILES = sorted(
    [*(Path(__file__).parent.parent / "examples" / "schemes").glob("*.toml"), *SHIPPED.glob("*")]
)
PRICES: list[Row] = [
    {"kind": "submission", "clause": "p1", "points": 1},
    {"kind": "submission", "clause": "p2", "points": -2, "where": {"late": True}},
    {"kind": "adoption", "clause": "p3", "points": {"county": 3, "city": 9}},
    {"kind": "adoption", "clause": "p4", "part": "再加", "points": 2, "where": {"form": "whole"}},
]
BANDS = [{"below": 0.5, "points": -1}, {"least": 0.8, "points": 5}]
SINGLE: dict[str, list[Row]] = {
    "used of those sent": [{"kind": "rate", "clause": "s1", "measure": "adopted", "bands": BANDS}],
    "used of some of those sent, so far": [
        {"kind": "rate", "clause": "s2", "measure": "adopted", "bands": BANDS, "look": "year",
         "where": {"late": False}, "part": "率"}
    ],
    "used of those of a quarter": [
        {"kind": "rate", "clause": "s3", "measure": "adopted", "name": "采用率", "per": "quarter"}
    ],
    "a price of those used": [
        {"kind": "submission", "clause": "s4", "part": "用", "points": 2, "where": {"used": True},
         "look": "year"}
    ],
    "a price of those used by a level": [
        {"kind": "submission", "clause": "s5", "part": "级", "points": 2,
         "where": {"used": "city"}, "unless": {"late": True}, "per": "quarter"}
    ],
    "a price of those nobody used": [
        {"kind": "submission", "clause": "s6", "part": "闲", "points": -1, "where": {"used": False}}
    ],
    "a duty of those used": [
        {"kind": "quota", "clause": "s7", "name": "已用", "owed": 2, "every": "week", "missing": -1,
         "surplus": "stays", "where": {"used": True}}
    ],
    "a factor of those used too": [
        {"kind": "factor", "clause": "s8", "factor": 3, "where": {"used": True}}
    ],
    "a limit of what a level used": [
        {"kind": "limit", "clause": "s9", "most": 7, "where": {"used": "county"}}
    ],
    "the dearest of all there is of a report": [
        {"kind": "highest", "clause": "s10", "of": ["submission", "adoption"], "by": ["item"]}
    ],
    "a cap of each report": [
        {"kind": "limit", "clause": "s11", "most": 4, "least": -1, "each": "item"}
    ],
    "a cap of what is sent, each": [
        {"kind": "limit", "clause": "s12", "of": ["submission"], "least": -0.5, "most": 0.5,
         "each": "item"}
    ],
    "a cap of each use, of what is given": [
        {"kind": "limit", "clause": "s13", "of": ["adoption", "再加"], "most": 8, "only": "given",
         "each": "item", "look": "year"}
    ],
    "void reports": [
        {"kind": "void", "clause": "s14", "what": "item", "where": {"code": "late"}}
    ],
}  # fmt: skip
"""Rules that look at single reports, after prices of those sent and of those used."""
DAYS = 500
ON = ("received_on", "adopted_on")


def filled(db: Path, scheme: Scheme, seed: int, since: date) -> None:
    """A ledger with many facts that are alike, and some of everything that is told apart."""
    draw = Random(seed)  # noqa: S311 - examples, no secrets
    levels, groups = [*scheme.levels] or ["county"], [*scheme.groups]
    categories = [None, *scheme.categories, "调研", "问题"]
    kinds, codes = [None, *scheme.kinds], [*scheme.codes] or ["late"]
    starts, reports = since - timedelta(days=40), 600

    def day() -> str:
        return (starts + timedelta(days=draw.randrange(DAYS))).isoformat()

    def row(table: str, **columns: object) -> int:
        names, values = ", ".join(columns), ", ".join(f":{name}" for name in columns)
        sql = f"insert or ignore into {table} ({names}) values ({values})"  # noqa: S608
        return file.execute(sql, columns).lastrowid or 0

    with closing(sqlite3.connect(db)) as file, file:
        units = [
            row(
                "unit",
                name=f"单位{n}",
                fold=f"单位{n}",
                unit_group=groups[n % len(groups)],
                headcount=draw.choice([None, 3, 12]),
                since=day() if n % 5 == 3 else None,
                counts_for=1 if n == 7 else None,
            )
            for n in range(9)
        ]
        for unit in units[::2]:
            row("reporter", unit_id=unit, name=f"人员{unit}", kind=draw.choice([None, "青年"]))
        for n in range(reports):
            number = row(
                "submission",
                ref=f"r{n}" if n % 3 else None,
                unit_id=draw.choice(units),
                title=f"情况{n}",
                received_on=day(),
                kind=draw.choice(kinds),
                category=draw.choice(categories),
                form=draw.choice([None, "whole"]),
                chars=draw.choice([None, 300, 1200]),
                pictures=draw.choice([None, 0, 3]),
                late=int(draw.random() < 0.1),
                urgent=int(draw.random() < 0.1),
                requested_by=draw.choice([None, None, levels[0]]),
                withdrawn="重复" if draw.random() < 0.05 else None,
            )
            _more(draw, number, row, day, (units, levels, codes))
        for _ in range(40):
            row("mark", unit_id=draw.choice(units), code=draw.choice(codes), noted_on=day(),
                reason="说明", circulated=int(draw.random() < 0.5))  # fmt: skip
            due = {"unit_id": draw.choice(units), "title": f"约稿{draw.random()}", "due_on": day()}
            row("commission", **due)


def _more(draw: Random, number: int, row: Any, day: Any, words: Any) -> None:
    """What there is on a report: uses of many, and of a few what is told apart always."""
    units, levels, codes = words
    for _ in range(draw.choice([0, 0, 1, 1, 1, 2, 3])):
        row("adoption", submission_id=number, level=draw.choice(levels), adopted_on=day(),
            form=draw.choice([None, "whole", "brief"]), share=draw.choice([None, None, "0.5"]),
            publication=draw.choice([None, "内参", "日报"]),
            proof=draw.choice([None, None, "", "剪报"]),
            proof_on=draw.choice([None, None, day()]))  # fmt: skip
    luck = draw.random()
    if luck < 0.05:
        row("submission_partner", submission_id=number, unit_id=units[-1], position=1)
    elif luck < 0.1:
        row("submission_author", submission_id=number, unit_id=units[0], position=1,
            name=f"人员{units[0]}")  # fmt: skip
    elif luck < 0.15:
        row("instruction", submission_id=number, level=draw.choice(levels), instructed_on=day(),
            leader="领导甲")  # fmt: skip
    elif luck < 0.2:
        row("forwarding", submission_id=number, level=draw.choice(levels), forwarded_on=day())
    elif luck < 0.25:
        row("mark", unit_id=draw.choice(units), code=draw.choice(codes), noted_on=day(),
            reason="说明", submission_id=number)  # fmt: skip


def sums(result: Result | str) -> object:
    """A result without its lines."""
    if isinstance(result, str):
        return result
    groups = [
        replace(group, standings=tuple(
            replace(one, score=replace(one.score, lines=())) for one in group.standings
        ))
        for group in result.groups
    ]  # fmt: skip
    persons = {(one.group, one.unit): (one.points, dict(one.parts)) for one in result.persons}
    return groups, persons, paid(result.fees), result.settled, result.measures


def paid(fees: tuple[ScoreLine, ...]) -> dict[object, Any]:
    """What is paid to whom."""
    found: dict[object, Any] = {}
    for fee in fees:
        found[fee.unit, fee.person] = found.get((fee.unit, fee.person), 0) + fee.points
    return found


def asked(db: Path, period: str, today: date, grain: Grain) -> Result | str:
    """A period as one way of counting has it, or what it is refused for."""
    with closing(opened(db)) as ledger, ledger.snapshot():
        snapshot = Snapshot(ledger)
        try:
            days = snapshot.schemes.on(today).timetable()
            return Results(snapshot, today).of(days.period(period), change=True, grain=grain)
        except InforeportError as error:
            return str(error.message)


def periods(since: date) -> Iterator[str]:
    """The months of a year, its quarters, itself."""
    months = [divmod(since.year * 12 + since.month - 1 + number, 12) for number in range(6)]
    yield from (f"{year}-{month + 1:02}" for year, month in months)
    yield from (f"{since.year}-Q{(since.month + 2) // 3}", f"{since.year}", "campaign")


def check(db: Path, since: date) -> None:
    today = since + timedelta(days=DAYS)
    for period in periods(since):
        whole = asked(db, period, today, "facts")
        assert asked(db, period, today, "lines") == whole, period
        told = asked(db, period, today, "sums")
        assert told == whole or sums(told) == sums(whole), period
        if isinstance(whole, Result):
            of_one(db, period, today, whole)
    year = Period(date(since.year, 1, 1), date(since.year + 1, 1, 1), f"{since.year}")
    assert owed(db, year, "sums") == owed(db, year, "facts")


def of_one(db: Path, period: str, today: date, whole: Result) -> None:
    """The lines of one unit are the same where those of the others are counted together."""
    names = {one.score.unit: None for group in whole.groups for one in group.standings}
    for name in {[*names][-1], "单位0"} & names.keys():  # another counts for 单位0
        told = asked(db, period, today, LinesOf(name))
        assert isinstance(told, Result)
        assert only(told, name) == only(whole, name), (period, name)


def owed(db: Path, year: Period, grain: Grain) -> tuple[Due, ...]:
    """What everybody owes and sent in a year."""
    with closing(opened(db)) as ledger:
        snapshot = Snapshot(ledger)
        ruled = rulings(snapshot, snapshot.schemes.over(year), year, grain=grain)
        return scoring.owed([*ruled.values()], year)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_scheme_gives_the_same_sums(run: Program, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    since = tomllib.loads(text)["since"]
    run.well("init", "--office", "考核办公室", "--scheme", path)
    filled(run.db, read(text, path.name), len(path.stem), since)
    check(run.db, since)


def test_where_nothing_is_told_apart_the_sums_are_the_same(office: Program) -> None:
    office.take("unit", [{"unit": "甲社区", "group": "社区"}, {"unit": "乙社区", "group": "社区"}])
    reports = [("a1", "甲社区"), ("a2", "甲社区"), ("a3", "乙社区")]
    office.take(
        "submission",
        [
            {"ref": ref, "unit": unit, "title": ref, "received": "2009-06-03"}
            for ref, unit in reports
        ],
    )
    uses = [{"ref": ref, "level": "street", "adopted": "2009-06-04"} for ref, _ in reports]
    office.take("adoption", uses)
    check(office.db, date(2009, 5, 2))
    with Office(office.db, date(2009, 8, 1)) as asked_:
        first = asked_.result("2009-06", lines=False).groups[0].standings[0].score
        assert [line.points for line in first.lines if line.part == "adoption"] == [16]


@pytest.fixture(scope="module")
def dense(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an office with a dense ledger, and no scheme."""
    run = Program(tmp_path_factory.mktemp("dense") / "office.db")
    nothing = [{"kind": "start", "clause": "1", "points": 0}]
    text = written(nothing, HEAD.format(deadline="friday", belongs="end"))
    path = run.db.with_name("scheme.toml")
    path.write_text(text, encoding="utf-8")
    run.well("init", "--office", "考核办公室", "--scheme", path)
    filled(run.db, read(text, path.name), 2021, date(2021, 1, 1))
    with closing(sqlite3.connect(run.db)) as file, file:
        file.execute("delete from scheme")
    return run.db


@settings(max_examples=EXAMPLES, report_multiple_bugs=False)
@given(
    drawn=schemes(),
    more=lists(sampled_from(sorted(SINGLE)), max_size=2, unique=True),
    running=sampled_from(["", '"year"', '"whole"']),
)
def test_random_schemes_give_the_same_sums(
    dense: Path, drawn: Drawn, more: list[str], running: str
) -> None:
    db = dense.with_name("drawn.db")
    shutil.copyfile(dense, db)
    ties = f'ties = "gap"\nrunning = {running}' if running else 'ties = "gap"'
    single = [rule for name in more for rule in SINGLE[name]]
    try:
        for day, text in drawn.schemes:
            put_in_force(db, written(single, text.replace('ties = "gap"', ties)), day)
    except SchemeMistakes:
        assume(False)  # two rules that come to the same were drawn
    check(db, date(2021, 1, 1))


@pytest.mark.parametrize("name", SINGLE)
def test_rules_over_single_reports_give_the_same_sums(dense: Path, name: str) -> None:
    db = dense.with_name("single.db")
    shutil.copyfile(dense, db)
    head = HEAD.format(deadline="friday", belongs="end")
    put_in_force(db, written([*PRICES, *SINGLE[name]], head), date(2021, 1, 1))
    check(db, date(2021, 1, 1))


@pytest.fixture
def four(run: Program) -> Path:
    """The file of an office with four reports of a unit, alike but in what became of them.

    One was used by the county, one by the county and the city, one only in the month after.
    """
    head = HEAD.format(deadline="friday", belongs="end")
    path = run.db.with_name("scheme.toml")
    path.write_text(written(PRICES, head), encoding="utf-8")
    run.well("init", "--office", "考核办公室", "--scheme", path)
    run.take("unit", [{"unit": "甲社区", "group": "a"}])
    sent = {"unit": "甲社区", "received": "2021-06-03"}
    run.take("submission", [{**sent, "ref": f"r{n}", "title": f"情况{n}"} for n in range(1, 5)])
    used = [("r1", "county", 6), ("r2", "city", 7), ("r3", "county", 6), ("r3", "city", 6)]
    uses = [
        {"ref": ref, "level": level, "adopted": f"2021-0{month}-20", "form": "brief"}
        for ref, level, month in used
    ]
    run.take("adoption", uses)
    return run.db


@pytest.mark.parametrize(
    ("rule", "points"),
    [
        ({"kind": "start", "points": 0}, 4 + 3 + 12),  # 1 each; the county's 3, the city's 9
        ({"kind": "rate", "measure": "adopted", "bands": [{"least": 0.5, "points": 5}]}, 19 + 5),
        ({"kind": "rate", "measure": "adopted", "bands": [{"least": 0.51, "points": 5}]}, 19),
        ({"kind": "submission", "points": 2, "where": {"used": True}}, 19 + 2 * 2),
        ({"kind": "submission", "points": 2, "where": {"used": "city"}}, 19 + 2),
        ({"kind": "submission", "points": -1, "where": {"used": False}}, 19 - 2),
        ({"kind": "limit", "of": ["submission"], "most": 0.5, "each": "item"}, 4 * 0.5 + 15),
        ({"kind": "limit", "most": 4, "each": "item"}, 4 + 1 + 4 + 1),
        ({"kind": "highest", "of": ["submission", "adoption"], "by": ["item"]}, 3 + 1 + 9 + 1),
    ],
    ids=str,
)
def test_what_became_of_reports_counted_together_is_worked_out_by_hand(
    four: Path, rule: Row, points: Decimal
) -> None:
    head = HEAD.format(deadline="friday", belongs="end")
    put_in_force(four, written([*PRICES, {"clause": "s", **rule}], head), date(2021, 6, 1))
    with Office(four, date(2021, 8, 1)) as office:
        score = office.result("2021-06", lines=False).groups[0].standings[0].score
    assert score.points == points
    if rule["kind"] == "rate":  # those of which the same is to be said are one
        of_sent = [line.points for line in score.lines if line.clause == "p1"]
        assert sorted(of_sent) == [2, 2]


@pytest.mark.parametrize("name", SINGLE)
def test_more_reports_that_are_alike_are_no_more_facts(run: Program, four: Path, name: str) -> None:
    head = HEAD.format(deadline="friday", belongs="end")
    put_in_force(four, written([*PRICES, *SINGLE[name]], head), date(2021, 6, 1))
    before = facts_of_june(four)
    sent = {"unit": "甲社区", "received": "2021-06-03"}
    run.take("submission", [{**sent, "title": f"动态{n}"} for n in range(30)])
    assert facts_of_june(four) == before


def facts_of_june(db: Path) -> tuple[int, int]:
    """As how many facts what was sent and used is counted for sums."""
    june = Period(date(2021, 6, 1), date(2021, 7, 1), "2021-06")
    with closing(opened(db)) as ledger:
        snapshot = Snapshot(ledger)
        ruled = rulings(snapshot, snapshot.schemes.over(june), june, grain="sums")
    facts = [ruling.facts for ruling in ruled.values()]
    return sum(len(it.submissions) for it in facts), sum(len(it.adoptions) for it in facts)


def test_days_that_turn_a_condition_are_those_after_it_and_the_first_ones() -> None:
    turns = turning(Period(date(2024, 1, 10), date(2024, 3, 2)), {25, 31})
    assert sorted(turns) == [
        *(date(2024, 1, 1), date(2024, 1, 26), date(2024, 2, 1), date(2024, 2, 26)),
        *(date(2024, 3, 1), date(2024, 3, 26), date(2024, 4, 1)),
    ]
    assert turning(Period(end=date(2024, 3, 2)), {25}) == set()

"""A dense ledger, and what holds two ways of counting it together: one by one is the definition."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from msgspec.structs import replace

from conftest import Program
from drawn import HEAD, Row, written
from inforeport import scoring
from inforeport.errors import InforeportError
from inforeport.model import Due, Result, ScoreLine
from inforeport.model.apart import Grain, LinesOf
from inforeport.office.results import Results, only
from inforeport.office.rulings import rulings
from inforeport.office.snapshot import Snapshot
from inforeport.period import Period
from inforeport.scheme import Scheme, read
from inforeport.store import Ledger, opened

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


def filled(db: Path, scheme: Scheme, seed: int, since: date, *, reports: int = 600) -> None:
    """A ledger with many facts that are alike, and some of everything that is told apart."""
    draw = Random(seed)  # noqa: S311 - examples, no secrets
    levels, groups = [*scheme.levels] or ["county"], [*scheme.groups]
    categories = [None, *scheme.categories, "调研", "问题"]
    kinds, codes = [None, *scheme.kinds], [*scheme.codes] or ["late"]
    starts = since - timedelta(days=40)

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


def asked(ledger: Ledger, period: str, today: date, grain: Grain) -> Result | str:
    """A period as one way of counting has it, or what it is refused for."""
    with ledger.snapshot():
        snapshot = Snapshot(ledger)
        try:
            days = snapshot.schemes.on(today).timetable()
            return Results(snapshot, today).of(days.period(period), change=True, grain=grain)
        except InforeportError as error:
            return str(error.message)


def periods(since: date, months: int) -> Iterator[str]:
    """The first months of a year, a quarter, itself."""
    first = since.year * 12 + since.month - 1
    each = (divmod(first + number, 12) for number in range(months))
    yield from (f"{year}-{month + 1:02}" for year, month in each)
    yield from (f"{since.year}-Q{(since.month + 2) // 3}", f"{since.year}", "campaign")


def check(db: Path, since: date, *, months: int = 6) -> None:
    """That periods come to the same, however they are counted."""
    today = since + timedelta(days=DAYS)
    with closing(opened(db)) as ledger:
        for number, period in enumerate(periods(since, months)):
            whole = asked(ledger, period, today, "facts")
            assert asked(ledger, period, today, "lines") == whole, period
            told = asked(ledger, period, today, "sums")
            assert told == whole or sums(told) == sums(whole), period
            if isinstance(whole, Result):
                of_one(ledger, period, today, whole, turn=number)
        year = Period(date(since.year, 1, 1), date(since.year + 1, 1, 1), f"{since.year}")
        assert owed(ledger, year, "sums") == owed(ledger, year, "facts")


def of_one(ledger: Ledger, period: str, today: date, whole: Result, *, turn: int) -> None:
    """The lines of one unit are the same where those of the others are counted together.

    It is the last one and 单位0, for which another counts, by turns.
    """
    names = [one.score.unit for group in whole.groups for one in group.standings]
    name = "单位0" if turn % 2 and "单位0" in names else names[-1]
    told = asked(ledger, period, today, LinesOf(name))
    assert isinstance(told, Result)
    assert only(told, name) == only(whole, name), (period, name)


def owed(ledger: Ledger, year: Period, grain: Grain) -> tuple[Due, ...]:
    """What everybody owes and sent in a year."""
    snapshot = Snapshot(ledger)
    ruled = rulings(snapshot, snapshot.schemes.over(year), year, grain=grain)
    return scoring.owed([*ruled.values()], year)


def dense_ledger(folder: Path, *, reports: int = 600) -> Path:
    """The file of an office with a dense ledger, and no scheme."""
    run = Program(folder / "office.db")
    nothing = [{"kind": "start", "clause": "1", "points": 0}]
    text = written(nothing, HEAD.format(deadline="friday", belongs="end"))
    path = run.db.with_name("scheme.toml")
    path.write_text(text, encoding="utf-8")
    run.well("init", "--office", "考核办公室", "--scheme", path)
    filled(run.db, read(text, path.name), 2021, date(2021, 1, 1), reports=reports)
    with closing(sqlite3.connect(run.db)) as file, file:
        file.execute("delete from scheme")
    return run.db


def copied(db: Path) -> Path:
    """A copy of a ledger, to be written to."""
    return Path(shutil.copyfile(db, db.with_name("copy.db")))

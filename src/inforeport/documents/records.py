"""What a program is told: the shapes of the JSON contract, keys in English, figures exact."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from inforeport.fields import ADOPTION, SUBMISSION, Field, Kind
from inforeport.figures import count, exact
from inforeport.model import (
    Adoption,
    Attachment,
    Award,
    Due,
    GroupResult,
    Prize,
    Result,
    Score,
    ScoreLine,
    StoredScheme,
    Submission,
    Undecided,
)
from inforeport.model.counts import Counts, Tally, in_order
from inforeport.period import Period
from inforeport.words import Text

if TYPE_CHECKING:
    from inforeport.documents.page import Table
    from inforeport.model.papers import Rewards, Titled

Record = dict[str, Any]
Say = Callable[[Text], str]
T = TypeVar("T")


def score(result: Result, say: Say) -> Record:
    """`score --json`: each unit with its parts and every line."""
    result = _figured(result, result)
    scores = [one.score for group in result.groups for one in group.standings]
    units = {"units": [_unit(one, say) for one in scores]}
    persons = {"persons": [_person(one, say) for one in result.persons]}
    return _head(result) | units | (persons if result.persons else {})


def rank(result: Result) -> Record:
    """`rank --json`: each group with its standings, best first."""
    result = _figured(result, result)
    runs = any(one.running is not None for group in result.groups for one in group.standings)
    return _head(result) | {"groups": [_group(group, runs=runs) for group in result.groups]}


def reward(result: Result, rewards: "Rewards", say: Say) -> Record:
    """`reward --json`: prizes by group, titles, fees by unit, and what people must decide."""
    rewards = _figured(result, rewards)
    return _head(result) | {
        "groups": [
            {
                "group": key,
                "prizes": [_prize(one, say) for one in paid],
                "undecided": [_undecided(one, say) for one in undecided],
            }
            for key, (paid, undecided) in rewards.prizes.items()
        ],
        "titles": [_titled(one, say) for one in rewards.titles],
        "fees": [_fee(one, rewards.persons, say) for one in rewards.fees],
        "settled": _maybe(result.settled),
    }


def _titled(titled: "Titled", say: Say) -> Record:
    return {
        "title": titled.title,
        "group": titled.group,
        "awards": [
            {"place": award.place, "unit": award.unit, **_of_person(award)}
            for award in titled.awards
        ],
        "undecided": [_undecided(one, say) for one in titled.undecided],
    }


def due(period: Period, stored: StoredScheme, dues: Iterable[Due]) -> Record:
    """`due --json`: each unit's windows with what was owed and received."""
    windows = [
        {
            "unit": one.unit,
            **({"person": one.person} if one.person else {}),
            "from": one.window.start,
            "to": one.window.last,
            "deadline": one.window.last,
            "owed": exact(one.owed),
            "received": exact(one.received),
            "missing": exact(one.missing),
            "clause": one.clause,
            "what": one.what,
            "name": one.name or None,
        }
        for one in dues
    ]
    return _top(period, stored) | {"windows": windows}


def stats(counts: Counts, stored: StoredScheme) -> Record:
    """`stats --json`: the counts of each row, and of all together."""
    rows = [
        {counts.by: one.name or None}
        | ({"group": one.group} if counts.by == "unit" else {})
        | _tally(one, counts)
        for one in counts.rows
    ]
    answer = {"by": counts.by, "rows": rows, "total": _tally(counts.total, counts)}
    return _top(counts.period, stored) | answer


def table(name: str, drawn: "Table") -> Record:
    """A list as records: one for each row, by the keys of the columns."""
    keys = [column.key for column in drawn.columns]
    rows = ([_cell(cell) for cell in row] for row in drawn.rows)
    return {"schema": 1, name: [dict(zip(keys, row, strict=True)) for row in rows]}


def _cell(cell: object) -> object:
    """What stands in a list, for programs: several things are an array."""
    return [*cells] if (cells := getattr(cell, "cells", None)) is not None else cell


def scheme(stored: StoredScheme) -> Record:
    """`scheme show --json`: a scheme with its text as it was read."""
    return {"schema": 1, "scheme": scheme_head(stored) | {"text": stored.text}}


def submission(
    report: Submission, uses: Iterable[Adoption], pictures: Iterable[Attachment]
) -> Record:
    """`submission show --json`: all that is on file of one report."""
    return {
        "schema": 1,
        **{field.key: _value(field, report) for field in fields_of_report()},
        "picture_count": report.pictures,
        "pictures": [picture.name for picture in pictures],
        "adoptions": [_use(use) for use in uses],
    }


def fields_of_report() -> list[Field]:
    """The fields of a report under their own keys; its pictures are counted elsewhere."""
    return [field for field in SUBMISSION.fields if field.name not in {"id", "pictures"}]


def fields_of_use() -> list[Field]:
    """The fields of a use beside its number that are not its report's own, as its record has them.

    They stand under their names.
    """
    names = ADOPTION.record.__struct_fields__
    fields = [ADOPTION.named(name) for name in names if name not in {"id", "bulletin"}]
    return [field for field in fields if field.column and not field.of_report]


def _value(field: Field, record: Struct) -> object:
    value = getattr(record, field.shown or field.name, None)
    if field.kind is Kind.AUTHORS:
        return [{"name": author.name, "unit": author.unit} for author in value or ()]
    return value


def _use(use: Adoption) -> Record:
    return {"id": use.id, **{field.name: getattr(use, field.name) for field in fields_of_use()}}


def span(period: Period) -> Record:
    """A period with both its days included."""
    return {"name": period.name, "from": period.start, "to": period.end - timedelta(days=1)}


def _figured(result: Result, record: T) -> T:
    """A record of the result with its figures as its paper has them."""
    if result.imprint is None:
        return record
    from inforeport.documents.manner import manner_of_result  # only where something is sealed

    return manner_of_result(result).figures(record)


def _head(result: Result) -> Record:
    return _top(result.period, result.scheme) | {"closed": result.imprint is not None}


def _top(period: Period, stored: StoredScheme) -> Record:
    return {"schema": 1, "period": span(period), "scheme": scheme_head(stored), "closed": False}


def scheme_head(stored: StoredScheme) -> Record:
    """Which scheme a record is of."""
    return {"title": stored.title, "since": stored.begins, "sha256": stored.sha256}


def _unit(score: Score, say: Say) -> Record:
    return {
        "unit": score.unit,
        "group": score.group,
        "due": exact(score.due),
        "counted": exact(score.counted),
        "points": exact(score.points),
        "parts": {part: exact(points) for part, points in score.parts.items()},
        "flags": score.flags,
        "lines": [_line(line, say) for line in score.lines],
    }


def _person(score: Score, say: Say) -> Record:
    """A person's points; the group of such a score is the unit."""
    return {
        "person": score.unit,
        "unit": score.group,
        "points": exact(score.points),
        "lines": [_line(line, say) for line in score.lines],
    }


def _fee(score: Score, persons: Iterable[Score], say: Say) -> Record:
    """What a unit is paid, and beside it what its people are; the points of these are yuan."""
    return {
        "unit": score.unit,
        "amount": exact(score.points),
        "lines": [_paid(line, say) for line in score.lines],
        "persons": [
            {
                "person": one.unit,
                "amount": exact(one.points),
                "lines": [_paid(line, say) for line in one.lines],
            }
            for one in persons
            if one.group == score.unit
        ],
    }


def _paid(line: ScoreLine, say: Say) -> Record:
    keys = ("clause", "rule", "because", "item", "on", "window")
    told = _line(line, say)
    return {"amount": exact(line.points), **{key: told[key] for key in keys}}


def _tally(tally: Tally, counts: Counts) -> Record:
    """The counts that the rows have; what the scheme declares is there even at nought."""
    if counts.by in {"level", "publication"}:
        return {"uses": tally.uses, "forms": tally.forms, "reports": tally.reports}
    return {
        "sent": tally.sent,
        **(_duty(tally) if counts.by == "unit" else {}),
        "kinds": _filled(counts.names.kinds, tally.kinds),
        "categories": _filled(counts.names.categories, tally.categories),
        "pictured": tally.pictured,
        "uses": tally.uses,
        "levels": _filled(counts.names.levels, tally.levels),
        "used": tally.used,
        "rate": _maybe(tally.rate),
    }


def _duty(owed: Tally) -> Record:
    """How many reports count, what was owed and is missing, and what else there was of a unit."""
    return {
        "counted": owed.counted,
        "owed": count(owed.owed),
        "credited": count(owed.credited),
        "missing": count(owed.missing),
        "late": owed.late,
        "instructions": owed.instructions,
        "forwardings": owed.forwardings,
        "commissions": owed.commissions,
        "marks": owed.marks,
    }


def _filled(words: Iterable[str], found: Mapping[str, int]) -> dict[str, int]:
    return {key: found.get(key, 0) for key in in_order(words, [found])}


def _line(line: ScoreLine, say: Say) -> Record:
    return {
        "points": exact(line.points),
        "part": line.part,
        "rule": line.rule,
        "clause": line.clause,
        "because": say(line.because),
        "level": line.level,
        "item": line.item,
        "on": line.on,
        "window": span(line.window) if line.window else None,
        "publication": line.publication,
        "flag": line.flag,
    }


def _group(group: GroupResult, *, runs: bool) -> Record:
    standings = [
        {
            "place": one.place,
            "tied": one.tied,
            "unit": one.score.unit,
            "points": exact(one.score.points),
            "change": one.change,
            "duty": one.duty,
            "flags": one.score.flags,
        }
        | ({"running_total": _maybe(one.running)} if runs else {})
        for one in group.standings
    ]
    return {"group": group.key, "standings": standings}


def _maybe(figure: Decimal | None) -> Decimal | None:
    return None if figure is None else exact(figure)


def _prize(prize: Prize, say: Say) -> Record:
    note = say(prize.note) if prize.note else None
    return {
        "place": prize.place,
        "unit": prize.unit,
        **_of_person(prize),
        "amount": exact(prize.amount),
        "note": note,
    }


def _of_person(given: Prize | Award) -> Record:
    """The person, where one is given it."""
    return {"person": given.person} if given.person else {}


def _undecided(tie: Undecided, say: Say) -> Record:
    return {
        "places": tie.places,
        "units": tie.units,
        "amounts": [_maybe(amount) for amount in tie.amounts],
        "ways": {way: exact(amount) for way, amount in tie.ways.items()},
        "because": say(tie.because),
    }

"""What a program is told: the shapes of the JSON contract, keys in English, figures exact."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from inforeport.model import (
    Adoption,
    Attachment,
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
from inforeport.period import Period
from inforeport.words import Text

if TYPE_CHECKING:
    from inforeport.documents.page import Table

Record = dict[str, Any]
Say = Callable[[Text], str]


def score(result: Result, say: Say) -> Record:
    """`score --json`: each unit with its parts and every line."""
    scores = [one.score for group in result.groups for one in group.standings]
    return _head(result) | {"units": [_unit(one, say) for one in scores]}


def rank(result: Result) -> Record:
    """`rank --json`: each group with its standings, best first."""
    return _head(result) | {"groups": [_group(group) for group in result.groups]}


def reward(
    result: Result,
    prizes: Mapping[str, tuple[Iterable[Prize], Iterable[Undecided]]],
    say: Say,
) -> Record:
    """`reward --json`: by group, what is paid and what people must decide."""
    groups = [
        {
            "group": key,
            "prizes": [_prize(one, say) for one in paid],
            "undecided": [_undecided(one, say) for one in undecided],
        }
        for key, (paid, undecided) in prizes.items()
    ]
    return _head(result) | {"groups": groups}


def due(period: Period, stored: StoredScheme, dues: Iterable[Due]) -> Record:
    """`due --json`: each unit's windows with what was owed and received."""
    windows = [
        {
            "unit": one.unit,
            "from": one.window.start,
            "to": one.window.last,
            "deadline": one.window.last,
            "owed": one.owed,
            "received": one.received,
            "missing": max(one.owed - one.received, 0),
        }
        for one in dues
    ]
    return _top(period, stored) | {"windows": windows}


def table(name: str, drawn: "Table") -> Record:
    """A list as records: one for each row, by the keys of the columns."""
    keys = [column.key for column in drawn.columns]
    return {"schema": 1, name: [dict(zip(keys, row, strict=True)) for row in drawn.rows]}


def scheme(stored: StoredScheme) -> Record:
    """`scheme show --json`: a scheme with its text as it was read."""
    return {"schema": 1, "scheme": _scheme(stored) | {"text": stored.text}}


def submission(
    known: Submission, uses: Iterable[Adoption], pictures: Iterable[Attachment]
) -> Record:
    """`submission show --json`: all that is on file of one report."""
    first = ("unit", "title", "received", "moment", "kind", "form")
    about = (*first, "category", "channel", "text", "withdrawn")
    of_use = ("id", "level", "form", "on", "publication", "issue", "proof")
    return {
        "schema": 1,
        "ref": known.label,
        **{key: getattr(known, key) for key in about},
        "pictures": [one.name for one in pictures],
        "adoptions": [{key: getattr(one, key) for key in of_use} for one in uses],
    }


def span(period: Period) -> Record:
    """A period with both its days included."""
    return {"name": period.name, "from": period.start, "to": period.end - timedelta(days=1)}


def _head(result: Result) -> Record:
    return _top(result.period, result.scheme)


def _top(period: Period, stored: StoredScheme) -> Record:
    return {"schema": 1, "period": span(period), "scheme": _scheme(stored), "closed": False}


def _scheme(stored: StoredScheme) -> Record:
    return {"title": stored.title, "since": stored.begins, "sha256": stored.sha256}


def _unit(score: Score, say: Say) -> Record:
    return {
        "unit": score.unit,
        "group": score.group,
        "due": score.due,
        "counted": score.counted,
        "points": score.points,
        "parts": score.parts,
        "lines": [_line(line, say) for line in score.lines],
    }


def _line(line: ScoreLine, say: Say) -> Record:
    return {
        "points": line.points,
        "part": line.part,
        "rule": line.rule,
        "clause": line.clause,
        "because": say(line.because),
        "level": line.level,
        "item": line.item,
        "on": line.on,
        "window": span(line.window) if line.window else None,
    }


def _group(group: GroupResult) -> Record:
    standings = [
        {
            "place": one.place,
            "tied": one.tied,
            "unit": one.score.unit,
            "points": one.score.points,
            "change": one.change,
            "duty": one.duty,
        }
        for one in group.standings
    ]
    return {"group": group.key, "standings": standings}


def _prize(prize: Prize, say: Say) -> Record:
    note = say(prize.note) if prize.note else None
    return {"place": prize.place, "unit": prize.unit, "amount": prize.amount, "note": note}


def _undecided(one: Undecided, say: Say) -> Record:
    return {
        "places": one.places,
        "units": one.units,
        "amounts": one.amounts,
        "ways": one.ways,
        "because": say(one.because),
    }

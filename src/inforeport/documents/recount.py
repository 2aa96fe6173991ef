"""Sealed periods counted again: what would be printed otherwise today, for the screen."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from inforeport.documents.lists import LINE_HEADS, line_cells
from inforeport.documents.page import Block, Page, Paragraph, Table, grid
from inforeport.documents.windows import period_text
from inforeport.figures import exact
from inforeport.model import Profile, ScoreLine, Seal
from inforeport.model.papers import Difference, Recount
from inforeport.words import Text, message


def check_page(
    faults: Sequence[Table], recounts: Sequence[Recount], office: Profile, day: date
) -> Page:
    """What is wrong with the file; for each period the units that differ, lines come and gone."""
    title = message("What was checked")
    blocks = [block for one in recounts for block in _blocks(one)]
    return Page(title, office.name, day, (Paragraph(title, "title"), *faults, *blocks))


def _blocks(recount: Recount) -> Iterator[Block]:
    period = period_text(recount.period)
    if not recount.found:
        said = message("{period} would be printed today as it was.", period=period)
        yield Paragraph(said, "note")
        return
    yield _units(message("{period}: what differs", period=period), recount.found)
    if any(its.came or its.went for its in recount.found):
        yield _lines(message("{period}: lines", period=period), recount.found)


def _units(caption: Text, found: Iterable[Difference]) -> Table:
    heads = {
        "unit": message("unit"),
        "old_points": message("points printed"),
        "new_points": message("points now"),
        "old_place": message("place printed"),
        "new_place": message("place now"),
        "why": message("reasons"),
    }
    return grid(caption, heads, [(its.unit, *its.points, *its.places, why(its)) for its in found])


def why(one: Difference) -> Text:
    """The reasons of a difference, in a row."""
    return message("{reasons}", reasons=one.why)


def _lines(caption: Text, found: Iterable[Difference]) -> Table:
    heads = {"what": message("line"), "unit": message("unit"), **LINE_HEADS}
    return grid(caption, heads, [*_rows(found)])


def _rows(found: Iterable[Difference]) -> Iterator[tuple[Any, ...]]:
    for one in found:
        for turn, lines in ((message("gone"), one.went), (message("new"), one.came)):
            for its in lines:
                yield (turn, its.unit, *line_cells(its))


def seals(known: Iterable[Seal]) -> Table:
    """The seals there ever were, in order of their periods."""
    return grid(
        message("Sealed periods"),
        {
            "id": message("no."),
            "period": message("period"),
            "day": message("printed on"),
            "reopened": message("opened again"),
            "reason": message("reason"),
            "fingerprint": message("fingerprint"),
        },
        [
            (one.id, one.period.name, one.day, one.reopened, one.reason, one.fingerprint[:12])
            for one in known
        ],
    )


def record(recounts: Iterable[Recount], say: Any) -> dict[str, Any]:
    """`check --json`: each sealed period with the units that differ."""
    return {"schema": 1, "periods": [_record(one, say) for one in recounts]}


def _record(recount: Recount, say: Any) -> dict[str, Any]:
    last = recount.period.end - timedelta(days=1)
    return {
        "period": {"name": recount.period.name, "from": recount.period.start, "to": last},
        "printed": recount.printed,
        "units": [_difference(its, say) for its in recount.found],
    }


def _difference(difference: Difference, say: Any) -> dict[str, Any]:
    old, new = (None if points is None else exact(points) for points in difference.points)
    places = difference.places
    return {
        "unit": difference.unit,
        "points": {"printed": old, "now": new},
        "place": {"printed": places[0], "now": places[1]},
        "went": [_line(its, say) for its in difference.went],
        "came": [_line(its, say) for its in difference.came],
        "why": [say(its) for its in difference.why],
    }


def _line(one: ScoreLine, say: Any) -> dict[str, Any]:
    told = {"part": one.part, "clause": one.clause, "item": one.item, "on": one.on}
    return {"points": exact(one.points), **told, "because": say(one.because)}

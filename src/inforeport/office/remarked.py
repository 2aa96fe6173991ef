"""What there is to remark of what came in: that it came late, that it is like another report.

No point is ever taken for it; people look, and say.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from inforeport.errors import InforeportError
from inforeport.fields import SUBMISSION
from inforeport.model.desk import Kept, Remark
from inforeport.office.alike import alike, compared
from inforeport.office.doubts import Doubts
from inforeport.office.snapshot import Snapshot
from inforeport.period import Period, parse_day
from inforeport.words import Text, day_text, message

_AROUND = timedelta(days=62)
_ALIKE = 0.6
"""How much of two texts must be the same that it is worth a word."""
_LISTS = {"csv", "xlsx", "xls", "ods", "html"}
"""Letters that tell of many reports, and come when the list is done."""


def remarked(snapshot: Snapshot, pieces: Sequence[Kept], today: date) -> Mapping[int, list[Remark]]:
    """What there is to remark of some pieces, by their numbers, looked at on a day."""
    doubts = Doubts(snapshot.schemes, snapshot.units, today)
    reports = [one for one in pieces if one.fact == SUBMISSION.table]
    remarks: dict[int, list[Remark]] = defaultdict(list)
    for piece in reports:
        remarks[piece.id] += [Remark("late", one) for one in _late(snapshot, piece)]
        if snapshot.schemes.any and (day := day_of(piece)):
            remarks[piece.id] += [Remark("odd", one) for one in doubts.of_day(SUBMISSION, day)]
    for number, what in _like_others(snapshot, reports):
        remarks[number].append(Remark("like", what))
    return remarks


def may_be_of(piece: Kept, period: Period) -> bool:
    """Whether a piece is of a day of a period, or tells none and came when that may have been."""
    day = day_of(piece)
    return day in period if day else piece.letter.came >= period.start


def _late(snapshot: Snapshot, piece: Kept) -> Iterator[Text]:
    """That a report came when the week of its day was over; of a list nobody can tell."""
    day = day_of(piece)
    if day is None or piece.letter.kind in _LISTS or not snapshot.schemes.any:
        return
    week = snapshot.schemes.calendar.week(day)
    if "sender" in piece.words.cells:
        yield from _sent_before(piece, week)
    elif piece.letter.came >= week.end:
        yield message("late: its week ended on {day}", day=day_text(week.last))


def _sent_before(piece: Kept, week: Period) -> Iterator[Text]:
    """That a message was in time by its own date, which its sender's clock wrote, and came late."""
    sent, came = day_of(piece, "sent"), day_of(piece)
    if sent and came and sent < week.start:
        told = {"sent": day_text(sent), "came": day_text(came)}
        yield message("sent on {sent} by its own date; it came on {came}", **told)


def day_of(piece: Kept, key: str = "received") -> date | None:
    """The day on which a report came, or was sent, as far as it can be read."""
    try:
        return parse_day(piece.words.cells.get(key, "")[:10])
    except InforeportError:
        return None


def _like_others(snapshot: Snapshot, pieces: Sequence[Kept]) -> Iterator[tuple[int, Text]]:
    """Which of the reports that came in are like one of another unit from the weeks around."""
    days = [day for piece in pieces if (day := day_of(piece))]
    if not days:
        return
    around = Period(min(days) - _AROUND, max(days) + _AROUND)
    on_file = {one.id: one for one in snapshot.reports(around) if not one.withdrawn}
    of = {piece.number: piece.id for piece in pieces if piece.number in on_file}
    texts = {number: compared(report) for number, report in on_file.items()}
    for one, other, _ in alike(texts, share=_ALIKE):
        for mine, theirs in ((one, other), (other, one)):
            if mine in of and on_file[mine].unit != on_file[theirs].unit:
                told = {"report": on_file[theirs].number, "unit": on_file[theirs].unit}
                yield of[mine], message("like {report} of {unit}", **told)

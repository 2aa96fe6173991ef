"""Whether one thing came within so many days of another: `within`, a condition of `where`.

Both are days on file: of the fact itself, of its report, or of a mark on the report.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Annotated, Any

from inforeport.model import Commission, Facts, Submission
from inforeport.rules.remarks import AtLeast, Remarks, Table
from inforeport.words import N_, message

MOMENTS: Mapping[str, str] = {
    "receipt": N_("the receipt of the report"),
    "instruction": N_("a leader's instruction on it"),
    "forwarding": N_("its being sent up"),
    "proof": N_("the proof of the use"),
}
"""What a day may be of, beside the marks by their codes."""


_DAY_HOURS = 24


class Within(Table, frozen=True, kw_only=True):
    """So many days from an event to what answers it; the day of the event does not count itself.

    Days are on file, and no hours: 24 hours are by the next day, and so are fewer.

    Where `event` or `answer` is not stated it is the fact itself: of a commission that it was
    asked for, and that it was delivered.
    """

    days: Annotated[int | None, N_("within so many days"), AtLeast(0)] = None
    workdays: Annotated[int | None, N_("within so many days of work"), AtLeast(0)] = None
    hours: Annotated[int | None, N_("within so many hours, a part of a day whole"), AtLeast(1)] = (
        None
    )
    event: Annotated[str | None, N_("from what the days count, else from the fact itself")] = None
    answer: Annotated[str | None, N_("what must have come by then, else the fact itself")] = None

    summary = N_("a span of days between two things: from an event to what answers it")

    def contradictions(self) -> Remarks:
        """Spans of several kinds, or of none."""
        if sum(span is not None for span in (self.days, self.workdays, self.hours)) != 1:
            yield (), message("write days, workdays, or hours: one of the three")

    @property
    def whole_days(self) -> int:
        """The days that are no days of work: of hours as many as they reach into."""
        return self.days if self.days is not None else -(-(self.hours or 0) // _DAY_HOURS)

    def last(self, start: date, facts: Facts) -> date:
        """The last day that is within, from a day on."""
        if self.workdays is not None:
            return facts.workdays.later(start, self.workdays)
        return start + timedelta(days=self.whole_days)


def is_within(within: Within, fact: Any, item: Submission | None, facts: Facts) -> bool | None:
    """Whether it came in time; none as long as it may come yet, or where its start is not known."""
    starts = [*_days(within.event, fact, item, facts, own=_begins)]
    ends = [day for day in _days(within.answer, fact, item, facts, own=_ends) if day <= facts.asof]
    lasts = [(start, within.last(start, facts)) for start in starts]
    if any(start <= end <= last for start, last in lasts for end in ends):
        return True
    if not starts and within.event is None:
        return None
    waits = waits_for(within, fact) and any(last > facts.asof for _, last in lasts)
    return None if waits else False


def waits_for(within: Within, fact: Any) -> bool:
    """Whether what answers may come after the fact itself."""
    return within.answer is not None or isinstance(fact, Commission)


def _days(
    word: str | None,
    fact: Any,
    item: Submission | None,
    facts: Facts,
    *,
    own: Callable[[Any], date | None],
) -> Iterable[date]:
    """The days of what is named, as many as are on file."""
    if word is None:
        return filter(None, [own(fact)])
    if word == "proof":
        return filter(None, [getattr(fact, "proof_on", None)])
    if item is None:
        return ()
    if word == "receipt":
        return (item.received,)
    if word in {"instruction", "forwarding"}:
        entries = facts.instructed if word == "instruction" else facts.forwarded
        return (entry.on for entry in entries.get(item.label, ()))
    return (mark.on for mark in facts.marked.get(item.label, ()) if mark.code == word)


def _begins(fact: Any) -> date | None:
    return fact.on if not isinstance(fact, Submission) else fact.received


def _ends(fact: Any) -> date | None:
    return fact.delivered_on if isinstance(fact, Commission) else _begins(fact)

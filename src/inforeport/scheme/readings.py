"""Readings: what a notice leaves open, how it can be read, and how a scheme reads it.

A reading is a named setting of the scheme file. One that the file does not state is open: the
program takes the first way and `scheme check` says so.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from inforeport.period import Period
from inforeport.scheme.questions import READINGS, Reading
from inforeport.scheme.shape import Scheme
from inforeport.words import Message, Text, day_text, message


class Taken(Struct, frozen=True):
    """How a scheme reads a reading, and whether its file says so (`named`) or leaves it open."""

    reading: Reading
    value: str
    named: bool

    @property
    def of_money(self) -> bool:
        """Whether it concerns prizes: a month's circular does not speak of them."""
        return self.reading.key.startswith("reward.")

    @property
    def sentence(self) -> Message:
        """The way taken, as the circular's small print has it."""
        return Message(self.reading.ways[self.value])


def taken(scheme: Scheme) -> Iterator[Taken]:
    """Every reading that arises in a scheme, in the order of the small print."""
    for reading in READINGS:
        for value in dict.fromkeys(reading.values(scheme)):
            named = not {reading.key, *reading.also}.isdisjoint(scheme.named)
            yield Taken(reading, value, named)


def small_print(scheme: Scheme) -> tuple[Text, ...]:
    """What the circular prints under 计分口径: when counting began, each reading of points."""
    start = message("The statistics begin on {day}.", day=day_text(_first_day(scheme)))
    return (start, *(one.sentence for one in taken(scheme) if not one.of_money))


def prize_print(scheme: Scheme) -> tuple[Text, ...]:
    """What stands below a list of prizes: how ties are paid, each amount that was restored."""
    return (*(one.sentence for one in taken(scheme) if one.of_money), *_restored(scheme))


def unreadable(scheme: Scheme) -> tuple[Message, ...]:
    """The prizes whose amount the file leaves unknown."""
    return tuple(
        message(
            "the amount of place {place} of {group} is unknown; restore it, or leave it to people",
            place=place,
            group=scheme.groups[reward.group],
        )
        for reward in scheme.reward
        for place, prize in enumerate(reward.prizes, 1)
        if prize.amount is None
    )


def _restored(scheme: Scheme) -> Iterator[Message]:
    for reward in scheme.reward:
        for place, prize in enumerate(reward.prizes, 1):
            if prize.restored and prize.amount is not None:
                yield message(
                    "Place {place} of {group}, {amount} yuan, is restored from: {source}.",
                    place=place,
                    group=scheme.groups[reward.group],
                    amount=prize.amount,
                    source=prize.restored,
                )


def _first_day(scheme: Scheme) -> date:
    """The first day of the first window for which anything is owed."""
    months = Period(scheme.since, scheme.since + timedelta(days=62))
    days = scheme.timetable()
    firsts = [days.windows(entry.every, months) for entry in scheme.entries]
    starts = [max(windows[0].start, scheme.since) for windows in firsts if windows]
    return min(starts, default=scheme.since)

"""Readings: what a notice leaves open, how it can be read, and how a scheme reads it.

A reading is a named setting of the scheme file. One that the file does not state is open: the
program takes the first way and `scheme check` says so.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from inforeport.period import Period
from inforeport.rules.highest import Highest
from inforeport.rules.quota import Quota
from inforeport.scheme.shape import Scheme
from inforeport.words import N_, Message, Text, day_text, message

Values = Callable[[Scheme], Sequence[str]]


class Reading(Struct, frozen=True):
    """A setting by its key, what it answers, and a sentence for each way to read it.

    `values` are those a scheme has for it; none where the question does not arise.
    """

    key: str
    question: str
    ways: Mapping[str, str]
    values: Values


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
            yield Taken(reading, value, reading.key in scheme.named)


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


def _windows(scheme: Scheme) -> bool:
    return any(entry.every in {"week", "fortnight"} for entry in scheme.entries)


def _if_windows(value: Callable[[Scheme], str]) -> Values:
    return lambda scheme: [value(scheme)] if _windows(scheme) else []


def _quota(value: Callable[[Quota], str]) -> Values:
    return lambda scheme: [
        value(entry.rule) for entry in scheme.entries if isinstance(entry.rule, Quota)
    ]


def _repeated(scheme: Scheme) -> list[str]:
    """How a report used more than once is paid: by the `highest` rules, or every time."""
    if not any(entry.kind == "adoption" for entry in scheme.entries):
        return []
    return [
        "level" if "level" in entry.rule.by else "item"
        for entry in scheme.entries
        if isinstance(entry.rule, Highest)
    ] or ["add"]


READINGS: tuple[Reading, ...] = (
    Reading(
        "calendar.deadline",
        N_("on which day a week ends"),
        {
            "sunday": N_("A week ends on Sunday; Sunday itself is in time."),
            "monday": N_("A week ends on Monday; Monday itself is in time."),
            "tuesday": N_("A week ends on Tuesday; Tuesday itself is in time."),
            "wednesday": N_("A week ends on Wednesday; Wednesday itself is in time."),
            "thursday": N_("A week ends on Thursday; Thursday itself is in time."),
            "friday": N_("A week ends on Friday; Friday itself is in time."),
            "saturday": N_("A week ends on Saturday; Saturday itself is in time."),
        },
        _if_windows(lambda scheme: scheme.calendar.deadline),
    ),
    Reading(
        "calendar.belongs",
        N_("which month a week across two months belongs to"),
        {
            "end": N_("A week, and what is sent in it, belongs to the month in which it ends."),
            "start": N_("A week, and what is sent in it, belongs to the month in which it starts."),
        },
        _if_windows(lambda scheme: scheme.calendar.belongs),
    ),
    Reading(
        "calendar.holidays",
        N_("what public holidays change"),
        {
            "keep": N_("Public holidays change no deadline."),
            "shift": N_(
                "A deadline on a day off moves to the next working day; "
                "a week left without one is one with the next."
            ),
            "waive": N_("Nothing is owed for a week whose deadline is a day off."),
        },
        _if_windows(lambda scheme: scheme.calendar.holidays),
    ),
    Reading(
        "counting.joining",
        N_("what a unit owes that joins later"),
        {
            "ends after": N_("A unit that joins later owes what falls due after its first day."),
            "starts after": N_("A unit that joins later owes from the first whole window on."),
        },
        lambda scheme: [scheme.counting.joining] if _quota(str)(scheme) else [],
    ),
    Reading(
        "quota.surplus",
        N_("whether one week's surplus makes up for another's gap"),
        {
            "heals": N_("What is above or missing is judged by the month's total."),
            "stays": N_("What is above or missing is judged week by week."),
        },
        _quota(lambda rule: rule.surplus),
    ),
    Reading(
        "quota.short",
        N_("what a shortfall does to the base points"),
        {
            "subtract": N_("A shortfall is subtracted for each report missing, without a floor."),
            "to zero": N_("A shortfall is subtracted from the base, down to zero."),
            "lose base": N_("With a shortfall the base is lost, and the shortfall subtracted."),
        },
        _quota(lambda rule: rule.short),
    ),
    Reading(
        "counting.counts_on",
        N_("which month a use counts for"),
        {
            "adopted": N_("A use counts in the month of its own day."),
            "received": N_("A use counts in the month in which the report was received."),
        },
        lambda scheme: [scheme.counting.counts_on] if _repeated(scheme) else [],
    ),
    Reading(
        "highest.by",
        N_("what a report earns that is used more than once"),
        {
            "add": N_("Every use of a report counts."),
            "level": N_(
                "Of several uses at one level in a month the dearest counts; levels add up."
            ),
            "item": N_("Of all uses of a report in a month the dearest counts."),
        },
        _repeated,
    ),
    Reading(
        "ranking.ties",
        N_("how equal points stand in the ranking"),
        {
            "gap": N_("Equal points share a place, and the next place is skipped."),
            "dense": N_("Equal points share a place, and no place is skipped."),
        },
        lambda scheme: [scheme.ranking.ties] if scheme.entries else [],
    ),
    Reading(
        "duty.tied",
        N_("who answers where several tie for last"),
        {
            "all": N_("All who tie for last explain."),
            "none": N_("Where several tie for last, none explains."),
        },
        lambda scheme: [duty.tied for duty in scheme.ranking.duty],
    ),
    Reading(
        "counting.campaign",
        N_("what the result of several months is"),
        {"sum": N_("A longer period is the sum of its months.")},
        lambda scheme: [scheme.counting.campaign],
    ),
    Reading(
        "reward.tie",
        N_("who is paid where a tie crosses different prizes"),
        {
            "ask": N_("A tie across different prizes is left to people."),
            "share": N_("Those who tie share the prizes of their places equally."),
        },
        lambda scheme: [reward.tie for reward in scheme.reward],
    ),
)

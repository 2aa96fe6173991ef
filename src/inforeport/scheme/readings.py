"""Readings: what a notice leaves open, how it can be read, and how a scheme reads it.

A reading is a named setting of the scheme file. One that the file does not state is open: the
program takes the first way and `scheme check` says so, unless that way is the usual one of the
trade. What is open of a rule, its kind says.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from inforeport.period import Period
from inforeport.rules import KINDS, Entry
from inforeport.rules.answers import Reading, Way
from inforeport.rules.editions import NEWEST, setting_of
from inforeport.rules.rewards import OfGroups
from inforeport.scheme.shape import Scheme
from inforeport.words import N_, Message, Text, day_text, message

DEADLINE = Reading(
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
)
BELONGS = Reading(
    "calendar.belongs",
    N_("which month a week across two months belongs to"),
    {
        "end": N_("A week, and what is sent in it, belongs to the month in which it ends."),
        "start": N_("A week, and what is sent in it, belongs to the month in which it starts."),
    },
    otherwise={
        "end": N_("A week, and what is sent in it, belongs to the period it ends in."),
        "start": N_("A week, and what is sent in it, belongs to the period it starts in."),
    },
)
HOLIDAYS = Reading(
    "calendar.holidays",
    N_("what public holidays change"),
    {
        "keep": N_("Public holidays change no deadline."),
        "shift": N_(
            "A deadline on a day off moves to the next working day; "
            "a week or day left without one is one with the next."
        ),
        "waive": N_("Nothing is owed for a week or day whose deadline is a day off."),
    },
)
TIES = Reading(
    "ranking.ties",
    N_("how equal points stand in the ranking"),
    {
        "gap": N_("Equal points share a place, and the next place is skipped."),
        "dense": N_("Equal points share a place, and no place is skipped."),
        "order": N_("Equal points have places of their own, in the order of the register."),
    },
    told=("gap", "dense", "order"),
)
TIED = Reading(
    "last.tied",
    N_("who answers where several tie for last"),
    {
        "all": N_("All who tie for last explain."),
        "none": N_("Where several tie for last, none explains."),
        "everybody": N_("All who tie for last explain, also where all are equal."),
    },
    told=("all", "none", "everybody"),
)
LOOK = Reading(
    "rule.look",
    N_("how far back a rule compares and counts"),
    {
        "window": N_("What clause {clauses} compares and counts is that of the same window alone."),
        "year": N_(
            "What clause {clauses} compares and counts is that of the year so far; "
            "a change stands in the window in which it arises."
        ),
        "ever": N_(
            "What clause {clauses} compares and counts is all that is on file so far; "
            "a change stands in the window in which it arises."
        ),
    },
    told=("window", "year", "ever"),
)
CAMPAIGN = Reading(
    "counting.campaign",
    N_("what the result of several months is"),
    {"sum": N_("A longer period is the sum of its months.")},
    otherwise={"sum": N_("A longer period is the sum of its shorter ones.")},
    usual=True,
)
TIE = Reading(
    "reward.tie",
    N_("who is paid where a tie crosses different prizes"),
    {
        "ask": N_("A tie across different prizes is left to people."),
        "share": N_("Those who tie share the prizes of their places equally."),
        "all": N_("All who tie have the amount of the first of their places."),
    },
    told=("ask", "share", "all"),
)
_OF_WEEKS = (DEADLINE, BELONGS, HOLIDAYS)
_OF_PLACES = (TIES, TIED, CAMPAIGN, TIE)


class Taken(Struct, frozen=True):
    """How a scheme reads a reading, and whether its file says so (`named`) or leaves it open.

    `months` are what it scores, or other periods: the sentence does not speak of months then.
    Of what each rule says for itself, `clauses` are those that read it so.
    """

    reading: Reading
    value: str
    named: bool
    months: bool = True
    clauses: tuple[str, ...] = ()
    edition: int = NEWEST

    @property
    def key(self) -> str:
        """The key that answers it, as files of the scheme's edition call it."""
        return setting_of(self.reading.key, self.edition)

    @property
    def is_open(self) -> bool:
        """Whether nobody said how it is read, and there is no usual way."""
        return not self.named and not self.reading.usual

    @property
    def of_money(self) -> bool:
        """Whether it concerns prizes: a month's circular does not speak of them."""
        return self.reading.key.startswith("reward.")

    @property
    def sentence(self) -> Message:
        """The way taken, as the circular's small print has it."""
        return self._sentence(self.value)

    @property
    def others(self) -> Iterator[Message]:
        """The other ways to read it."""
        return (self._sentence(way) for way in self.reading.ways if way != self.value)

    def _sentence(self, way: str) -> Message:
        otherwise = {} if self.months else self.reading.otherwise
        return Message(otherwise.get(way, self.reading.ways[way]), {"clauses": self.clauses})


def readings() -> dict[str, Reading]:
    """Every reading by its key, in the order of the small print: weeks, rules, places."""
    of_kinds = (reading for kind in KINDS.values() for reading in kind.readings)
    return {reading.key: reading for reading in (*_OF_WEEKS, *of_kinds, LOOK, *_OF_PLACES)}


def ways_taken(scheme: Scheme) -> Iterator[Taken]:
    """Every reading that arises in a scheme, in the order of the small print."""
    ways: dict[str, dict[tuple[str, bool], dict[str, None]]] = defaultdict(dict)
    for clause, taken in (*_of_rules(scheme), *_of_scheme(scheme)):
        key, way = taken.reading.key, taken.way or _setting(scheme, taken.reading)
        named = taken.stated
        if named is None:
            named = not {key, *taken.reading.also}.isdisjoint(scheme.named)
        ways[key].setdefault((way, named), {})[clause] = None
    for key, reading in readings().items():
        for (way, named), clauses in ways[key].items():
            of_clauses = tuple(filter(None, clauses))
            months = scheme.period == "month"
            yield Taken(reading, way, named, months, of_clauses, scheme.edition)


def _of_rules(scheme: Scheme) -> Iterator[tuple[str, Way]]:
    """What is open of the rules, of money too, with their clauses."""
    for entries, money in ((scheme.entries, False), (scheme.fees, True)):
        for entry in entries:
            for one in entry.rule.left_open(scheme.voice(entry, money=money)):
                yield from ((clause, one) for clause in entry.clauses)
            if is_look_open(entry):
                way = Way(LOOK, entry.look or "window", stated=bool(entry.look))
                yield from ((clause, way) for clause in entry.clauses)


def is_look_open(entry: Entry) -> bool:
    """Whether how far a rule looks could matter: it compares, and its window is no whole year."""
    return bool(entry.look) or (entry.rule.compares and entry.per not in {"year", "whole"})


def _of_scheme(scheme: Scheme) -> Iterator[tuple[str, Way]]:
    """What is open beside the rules; "" is as the scheme's setting has it."""
    everys = {entry.every for entry in scheme.entries}
    if not everys.isdisjoint({"week", "fortnight"}):
        yield from (("", Way(reading)) for reading in _OF_WEEKS)
    elif "day" in everys:
        yield "", Way(HOLIDAYS)
    if scheme.parts:
        yield "", Way(TIES)
    yield from (("", Way(TIED, duty.tied)) for duty in scheme.ranking.last)
    if scheme.period not in {"year", "whole"}:  # there are longer ones than those that are scored
        yield "", Way(CAMPAIGN)
    yield from (("", Way(TIE, reward.tie)) for reward in scheme.reward if reward.prizes)


def _setting(scheme: Scheme, reading: Reading) -> str:
    """What a scheme states, or takes, for the key of a reading."""
    table, name = reading.key.split(".")
    return str(getattr(getattr(scheme, table), name))


def small_print(scheme: Scheme) -> tuple[Text, ...]:
    """What the circular prints under 计分口径: when counting began, each reading of points."""
    start = message("The statistics begin on {day}.", day=day_text(_first_day(scheme)))
    return (start, *(one.sentence for one in ways_taken(scheme) if not one.of_money))


def prize_print(scheme: Scheme) -> tuple[Text, ...]:
    """What stands below a list of prizes: how ties are paid, each amount that was restored."""
    return (*(one.sentence for one in ways_taken(scheme) if one.of_money), *_restored(scheme))


def list_word(scheme: Scheme, terms: OfGroups) -> Text:
    """The groups that are ranked together for something."""
    groups = [scheme.groups.get(group, group) for group in terms.groups]
    return groups[0] if len(groups) == 1 else message("{groups} together", groups=groups)


def unreadable(scheme: Scheme) -> tuple[Message, ...]:
    """The prizes whose amount the file leaves unknown."""
    return tuple(
        message(
            "the amount of place {place} of {group} is unknown; restore it, or leave it to people",
            place=place,
            group=list_word(scheme, reward),
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
                    group=list_word(scheme, reward),
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

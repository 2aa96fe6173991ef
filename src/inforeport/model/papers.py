"""What papers are made of: frozen records of the facts and results that they print.

Where each of them comes from, the ledger of today or a seal, is not known here.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import UNSET, Struct

from inforeport.model.counts import Counts, Item
from inforeport.model.facts import Adoption, Bulletin, Submission
from inforeport.model.ledger import Profile, Witness
from inforeport.model.parties import Reporter, Unit
from inforeport.model.reminders import Gap
from inforeport.model.scores import (
    Award,
    Due,
    Prize,
    Result,
    Score,
    ScoreLine,
    Standing,
    Undecided,
)
from inforeport.model.stationery import BulletinTerms, CircularTerms
from inforeport.model.tables import Span, TableTerms
from inforeport.period import Period
from inforeport.words import Text

Prizes = Mapping[str, Text]
"""What a unit is paid or given, in words, by unit."""


class Titled(Struct, frozen=True, kw_only=True):
    """One title of a list: who is given it, what is left to people, what people decided of it."""

    title: str
    group: str
    awards: tuple[Award, ...]
    undecided: tuple[Undecided, ...]
    notes: tuple[Text, ...] = ()


class Rewards(Struct, frozen=True, kw_only=True):
    """All that a scheme gives for a period.

    `prizes` and what is undecided of them by list: a group, several that are ranked together, or
    their persons; `words` are what lists are called that are no group. The scheme's `titles`,
    `fees` by unit and by person (their points are yuan; the group of a person is the unit), and
    those that are `barred` from titles and prizes by a flag. `offers` says whether the scheme
    gives anything.
    """

    prizes: Mapping[str, tuple[Sequence[Prize], Sequence[Undecided]]] = {}
    titles: tuple[Titled, ...] = ()
    fees: tuple[Score, ...] = ()
    persons: tuple[Score, ...] = ()
    barred: tuple[Score, ...] = ()
    offers: bool = True
    words: Mapping[str, Text] = {}


class Side(Struct, frozen=True):
    """One of the two: the result under a scheme, and what it pays."""

    result: Result
    prizes: Prizes


class Difference(Struct, frozen=True, kw_only=True):
    """A unit, under its printed name, that would be printed otherwise today.

    `old` and `new` are its standings, none where it stood in no table. `went` are the lines that
    are not counted any more, `came` those that were not printed.
    """

    unit: str
    old: Standing | None
    new: Standing | None
    went: tuple[ScoreLine, ...] = ()
    came: tuple[ScoreLine, ...] = ()
    why: tuple[Text, ...] = ()

    @property
    def by_name_only(self) -> bool:
        """Whether only the name of the unit is another one."""
        return not (self.went or self.came) and _printed(self.old) == _printed(self.new)

    @property
    def points(self) -> tuple[Decimal | None, Decimal | None]:
        """The points that were printed, and those of today."""
        return tuple(one.score.points if one else None for one in (self.old, self.new))  # type: ignore[return-value]

    @property
    def places(self) -> tuple[int | None, int | None]:
        """The place that was printed, and that of today."""
        return tuple(one.place if one else None for one in (self.old, self.new))  # type: ignore[return-value]


def _printed(standing: Standing | None) -> tuple[object, ...] | None:
    """What tables print of a unit."""
    if standing is None:
        return None
    place, tied, score = standing.place, standing.tied, standing.score
    return (place, tied, score.group, score.points, score.due, score.counted, score.flags)


class Recount(Struct, frozen=True):
    """A sealed period, the day on its papers, the units that differ, and the day of today."""

    period: Period
    printed: date
    found: tuple[Difference, ...]
    today: date


class Correction(Struct, frozen=True, kw_only=True):
    """Two circulars of one period: what was printed, and what would be today under its names.

    `units` are those whose points or places differ, with the reasons, `number` is that of the
    circular that is corrected, where its seal keeps one.
    """

    printed: "Material"
    now: "Material"
    units: tuple[Difference, ...]
    number: str = ""


NOT_GATHERED: Any = UNSET
"""Stands where a paper did not say in `Paper.prints` that it prints a field: it cannot be read."""


class Wanted(Struct, frozen=True, kw_only=True):
    """What was asked of a paper beside its period; each paper takes only some of it.

    `unit` is the name of the one unit it is to be about, `contacts` whether telephones and
    mailboxes are to be printed, `number` the document number, `so_far` whether it may be of a
    period that is not over, `demands` the paragraphs that take
    the place of the scheme's, `bulletin` which issue, else the draft; `correct` asks for the
    correction of a circular that was printed, `each` that everybody's paper stands by itself.
    """

    draft: bool = False
    unit: str | None = None
    contacts: bool = False
    number: str = ""
    so_far: bool = False
    demands: tuple[str, ...] = ()
    bulletin: int | None = None
    correct: bool = False
    each: bool = False


class Listed(Struct, frozen=True, kw_only=True):
    """What papers list beside the result, as it is sealed; the names are those of `Material`."""

    submissions: tuple[Submission, ...] = ()
    uses: tuple[Adoption, ...] = ()
    uses_of_sent: tuple[Adoption, ...] = ()
    dues: tuple[Due, ...] = ()
    items: tuple[Item, ...] = ()


class Beside(Struct, frozen=True, kw_only=True):
    """What stands in tables and texts beside a period: the figures of another one, or more of it.

    `period` is the other one; `result` is there where it was scored. `dues` are all that was owed
    in it, `reports` and `uses` what arrived and was used, `instructed` the reports that a leader
    wrote on.
    """

    period: Period
    counts: Counts
    result: Result | None = None
    dues: tuple[Due, ...] = ()
    reports: tuple[Submission, ...] = ()
    uses: tuple[Adoption, ...] = ()
    instructed: tuple[str, ...] = ()


class Past(Struct, frozen=True, kw_only=True):
    """A period with the points and places of its units: one of several of a length in a row."""

    period: Period
    points: Mapping[str, Decimal]
    places: Mapping[str, int] = {}


class Material(Struct, frozen=True, kw_only=True):
    """Whose paper it is, of which day and period, and what is printed in it.

    `units`, `reporters` and `submissions` are those of the period, or of `day` for a paper
    without one; `result` holds its small print. `uses` are those that count in the period,
    `uses_of_sent` all there ever were of its submissions; `dues` what was owed in it, `gaps` the
    same unit by unit as far as it has begun, `rules` what the scheme is called; `items` are,
    for a draft, the reports and uses one by one with whether they count. `until` is the day up to
    which a period counts that is not over; `correction` is what would be printed otherwise than it
    was; `number` is that of its circular, where it is sealed; `log` how far the log went, of which
    an old seal does not tell; `edition` is that of the seal it is read from, in whose manner it is
    laid out, none of today. `past` are the sealed periods right before it, the oldest first, and it
    itself, where there are any. Only the fields that a paper prints are there; `remarks` are what
    to tell whoever prints it.
    """

    office: Profile
    day: date
    wanted: Wanted
    period: Period
    until: date | None = None
    edition: int | None = None
    number: str = ""
    remarks: tuple[Text, ...] = ()
    result: Result = NOT_GATHERED
    counts: Counts = NOT_GATHERED
    rewards: Rewards = NOT_GATHERED
    correction: Correction = NOT_GATHERED
    units: tuple[Unit, ...] = NOT_GATHERED
    reporters: tuple[Reporter, ...] = NOT_GATHERED
    submissions: tuple[Submission, ...] = NOT_GATHERED
    uses: tuple[Adoption, ...] = NOT_GATHERED
    uses_of_sent: tuple[Adoption, ...] = NOT_GATHERED
    dues: tuple[Due, ...] = NOT_GATHERED
    gaps: tuple[Gap, ...] = NOT_GATHERED
    rules: str = NOT_GATHERED
    items: tuple[Item, ...] = NOT_GATHERED
    issue: Bulletin = NOT_GATHERED
    bulletin_terms: BulletinTerms | None = NOT_GATHERED
    circular_terms: CircularTerms = NOT_GATHERED
    log: Witness | None = NOT_GATHERED
    tables: tuple[TableTerms, ...] = NOT_GATHERED
    beside: Mapping[Span, Beside] = NOT_GATHERED
    past: tuple[Past, ...] = NOT_GATHERED

"""What a scheme holds once it is read: its words, its calendar, its entries, its prizes.

The classes are at once the shape of the TOML file: their fields are its keys.
"""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct, field

from inforeport.period import Belongs, Calendar, Holidays, Per
from inforeport.rules import Entry
from inforeport.rules.ranking import Ranking, Reward

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

_FORMS = {"whole": "整篇", "brief": "简讯"}


class Timetable(Struct, frozen=True, kw_only=True):
    """`[calendar]`: the weekday that ends a week, where counting starts, holidays, the year."""

    deadline: Weekday = "sunday"
    anchor: date | None = None
    holidays: Holidays = "keep"
    belongs: Belongs = "end"
    year_starts: int = 1


class Counting(Struct, frozen=True, kw_only=True):
    """`[counting]`: what joins later, which day a use counts on, the campaign, the decimals."""

    joining: Literal["ends after", "starts after"] = "ends after"
    counts_on: Literal["adopted", "received"] = "adopted"
    campaign: Literal["sum"] = "sum"
    places: int = 2


class BulletinTerms(Struct, frozen=True, kw_only=True):
    """`[bulletin]`: its name, the activity above it, the level that a use in it counts as.

    `foot` are the lines below the last item: 报、送、发 and the number of copies.
    """

    level: str
    name: str = "工作简报"
    activity: str = ""
    foot: tuple[str, ...] = ()


class Head(Struct, frozen=True, kw_only=True):
    """What every `[[rule]]` may carry, whatever its kind; see `Entry`."""

    kind: str
    clause: str
    per: Per | None = None
    every: Per | None = None
    groups: tuple[str, ...] = ()
    part: str | None = None


class Figures(Struct, frozen=True, kw_only=True):
    """All of a scheme but its rules. `period` is what is scored and ranked, mostly the month.

    Groups, levels and forms are keys with the office's own words; both may be used by people.
    """

    title: str
    since: date
    groups: Mapping[str, str]
    until: date | None = None
    period: Per = "month"
    levels: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=lambda: dict(_FORMS))
    calendar: Timetable = field(default_factory=Timetable)
    counting: Counting = field(default_factory=Counting)
    ranking: Ranking = field(default_factory=Ranking)
    reward: tuple[Reward, ...] = ()
    bulletin: BulletinTerms | None = None


class Scheme(Figures, frozen=True, kw_only=True):
    """An office's written rules: the figures, the entries in their order.

    `named` are the keys that the file states, such as `"ranking.ties"` and `"quota.surplus"`:
    what it does not state, it leaves open.
    """

    named: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()

    def timetable(self) -> Calendar:
        """The calendar that the figures describe."""
        figures = self.calendar
        return Calendar(
            since=self.since,
            until=self.until or date.max,
            deadline=WEEKDAYS.index(figures.deadline),
            anchor=figures.anchor,
            holidays=figures.holidays,
            belongs=figures.belongs,
            year_starts=figures.year_starts,
        )

    def words(self) -> dict[str, str]:
        """The words for levels and forms, by key."""
        return {**self.levels, **self.forms}

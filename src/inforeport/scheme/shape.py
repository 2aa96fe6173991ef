"""What a scheme holds once it is read: its words, its calendar, its entries, its prizes.

The classes are at once the shape of the TOML file: their fields are its keys.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal

from msgspec import field
from msgspec.structs import fields

from inforeport.model.stationery import BulletinTerms, CircularTerms
from inforeport.model.tables import TableTerms
from inforeport.period import Belongs, Calendar, Holidays, Look, Per
from inforeport.rules import KINDS, Entry, Rule
from inforeport.rules.answers import Marking
from inforeport.rules.columns import columns
from inforeport.rules.editions import EditionNumber, Formerly
from inforeport.rules.remarks import Between, Remarks, Table
from inforeport.rules.rewards import Ranking, Reward, Title
from inforeport.rules.rule import Voice
from inforeport.scheme.annotations import takes_table
from inforeport.words import N_, message
from inforeport.workdays import Workdays

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

FORMS = {"whole": "整篇", "brief": "简讯", "compiled": "综合"}

CODES = {
    "late": "迟报",
    "missed": "漏报",
    "concealed": "瞒报",
    "error": "差错",
    "wrong": "错报",
    "untrue": "失实",
    "bad_press": "负面报道",
    "urgent_late": "紧急信息迟报",
    "urgent_on_time": "紧急信息及时",
    "weak_supervision": "督促不力",
    "organisation": "组织领导",
    "feedback_late": "批示反馈迟报",
    "feedback_missed": "批示反馈未报",
    "commission_failed": "约稿未完成",
    "bonus": "加分",
    "subscription_met": "完成征订",
    "subscription_extra": "超额征订",
    "veto": "一票否决",
    "duplicate": "重复报送",
}
"""What an office may note of a unit whatever its scheme; a scheme may add codes of its own."""


class Timetable(Table, frozen=True, kw_only=True):
    """`[calendar]`: the weekday that ends a week, where counting starts, holidays, the year."""

    deadline: Annotated[Weekday, N_("the day on which a week ends")] = "sunday"
    anchor: Annotated[date | None, N_("the day from which weeks and fortnights are counted")] = None
    holidays: Annotated[Holidays, N_("what a deadline on a public holiday does")] = "keep"
    belongs: Annotated[Belongs, N_("which month a week across two months belongs to")] = "end"
    year_starts: Annotated[
        int,
        N_("the month in which the year begins"),
        Between(1, 12, N_("year_starts is a month, from 1 to 12")),
    ] = 1
    free: Annotated[tuple[date, ...], N_("further days off of the office's own")] = ()
    make_up: Annotated[tuple[date, ...], N_("further days of work of the office's own")] = ()

    summary = N_("weeks, holidays, the year")

    def contradictions(self) -> Remarks:
        """A day that is both."""
        for day in {*self.free} & {*self.make_up}:
            yield ("make_up",), message("{day} is a day off and a day of work: leave one", day=day)


class Counting(Table, frozen=True, kw_only=True):
    """`[counting]`: what joins later, which day a use counts on, the campaign, the decimals."""

    joining: Annotated[
        Literal["ends after", "starts after"],
        N_("which windows a unit owes that joins later"),
    ] = "ends after"
    counts_on: Annotated[
        Literal["adopted", "received"],
        N_("whether a use counts on its own day, or on that of its report"),
    ] = "adopted"
    unstated: Annotated[
        Literal["whole", "none"],
        N_("what a use is whose form nobody stated"),
    ] = "whole"
    repeated: Annotated[
        Literal["add"] | None,
        N_("that every use of a report counts, where the notice says so"),
    ] = None
    unlisted: Annotated[
        Literal["refused", "allowed"],
        N_("whether kinds and categories may come in that are not listed"),
        Formerly("others"),
    ] = "refused"
    campaign: Annotated[Literal["sum"], N_("what a longer period is")] = "sum"
    decimals: Annotated[
        int,
        N_("decimals of a total"),
        Between(0, 6, N_("{key} is a number of decimals, from 0 to {most}")),
        Formerly("places"),
    ] = 2

    summary = N_("what counts when")


class Head(Table, frozen=True, kw_only=True):
    """What every `[[rule]]` may carry, whatever its kind; see `Entry`."""

    type: Annotated[str, N_("the kind of rule"), Formerly("kind")]
    clause: Annotated[str, N_("the notice's own number")]
    judged: Annotated[
        Per | None, N_("the window it judges, else the scheme's"), Formerly("per")
    ] = None
    every: Annotated[Per | None, N_("the window in which something is owed, else the same")] = None
    groups: Annotated[tuple[str, ...], N_("the groups it concerns, else all")] = ()
    part: Annotated[str | None, N_("the column its points stand in, else the kind's own")] = None
    since: Annotated[date | None, N_("the first day it is in force, else the scheme's")] = None
    until: Annotated[date | None, N_("the last day it is in force, else the scheme's")] = None
    look: Annotated[
        Look | None,
        N_("how far back it compares and counts: its window, the year so far, ever"),
    ] = None
    persons: Annotated[
        bool | str | tuple[str, ...] | None,
        N_("that it is for persons, each alone: for all on file, or for those of these kinds"),
    ] = None

    summary = N_("what every [[rule]] and [[fee]] may state, whatever its kind")


class Figures(Table, frozen=True, kw_only=True):
    """All of a scheme but its rules. `period` is what is scored and ranked, mostly the month.

    Groups, levels and forms are keys with the office's own words; both may be used by people.
    Kinds and categories that are declared are counted in that order, even where there are none;
    others that come in are counted after them.
    """

    edition: Annotated[EditionNumber, N_("which edition of the language it is written in")] = 1
    title: Annotated[str, N_("the title of the rules")]
    since: Annotated[date, N_("the first day that counts")]
    groups: Annotated[Mapping[str, str], N_("the groups of units: key, word")]
    until: Annotated[date | None, N_("the last day that counts")] = None
    period: Annotated[Per, N_("what is scored and ranked")] = "month"
    levels: Annotated[Mapping[str, str], N_("the levels that use reports: key, word")] = field(
        default_factory=dict
    )
    forms: Annotated[Mapping[str, str], N_("the forms of a use: key, word")] = field(
        default_factory=lambda: dict(FORMS)
    )
    kinds: Annotated[Mapping[str, str], N_("the kinds of reports, in order: key, word")] = field(
        default_factory=dict
    )
    categories: Annotated[
        Mapping[str, str], N_("the categories of reports, in order: key, word")
    ] = field(default_factory=dict)
    codes: Annotated[Mapping[str, str], N_("further codes of marks: key, word")] = field(
        default_factory=dict
    )
    numbers: Annotated[
        str | None, N_("how reports are numbered that come without the office's number")
    ] = None
    media: Annotated[Mapping[str, tuple[str, ...]], N_("classes of publications, by name")] = field(
        default_factory=dict
    )
    calendar: Annotated[Timetable, N_("weeks, holidays, the year")] = field(
        default_factory=Timetable
    )
    counting: Annotated[Counting, N_("what counts when")] = field(default_factory=Counting)
    ranking: Annotated[Ranking, N_("places and duties")] = field(default_factory=Ranking)
    reward: Annotated[tuple[Reward, ...], N_("prizes by place")] = ()
    honour: Annotated[tuple[Title, ...], N_("titles by place")] = ()
    bulletin: Annotated[BulletinTerms | None, N_("the office's bulletin")] = None
    circular: Annotated[CircularTerms | None, N_("the office's circular")] = None
    table: Annotated[
        tuple[TableTerms, ...], N_("tables of papers in the office's own columns")
    ] = ()

    summary = N_("what a scheme file states besides its rules")


class Scheme(Figures, frozen=True, kw_only=True):
    """An office's written rules: the figures, the entries in their order.

    `office_days` are the days off and of work that the office has beside its rules. `named` are
    the keys that the file states, such as `"ranking.ties"` and `"quota.surplus"`: what it does not
    state, it leaves open.
    """

    named: tuple[str, ...] = ()
    office_days: Workdays = Workdays()
    entries: tuple[Entry, ...] = ()
    fees: tuple[Entry, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that its rules give points in, in order; none where there are no points."""
        of_units = (entry for entry in self.entries if not entry.is_for_persons)
        return tuple(dict.fromkeys(part for entry in of_units for part in entry.parts))

    @property
    def parts_of_all(self) -> tuple[str, ...]:
        """The same, with those that only persons have points in."""
        return tuple(dict.fromkeys(part for entry in self.entries for part in entry.parts))

    @property
    def rules(self) -> Iterator[Rule]:
        """Its rules, of points and of money."""
        return (entry.rule for entry in (*self.entries, *self.fees))

    @property
    def flags(self) -> Iterator[Marking]:
        """What its rules say that a unit is besides its points."""
        return (entry.rule.marking for entry in self.entries if entry.rule.marking)

    @property
    def owes(self) -> frozenset[str]:
        """What its rules state duties of: `submitted`, `adopted`, `points`."""
        return frozenset(entry.rule.owes for entry in self.entries if entry.rule.owes)

    @property
    def rates(self) -> frozenset[str]:
        """The names of the rates that titles and prizes may speak of."""
        return frozenset(entry.rule.called for entry in self.entries if entry.rule.of_rate)

    @property
    def scores_persons(self) -> bool:
        """Whether any of its rules gives points to persons, beside the units' or alone."""
        return any(getattr(entry.rule, "whom", "units") != "units" for entry in self.entries)

    @property
    def asks_of_units(self) -> frozenset[str]:
        """What its rules want on file for each unit: its `target`, `headcount`, `reporters`."""
        return frozenset(filter(None, (rule.asks_of_units for rule in self.rules)))

    @property
    def asks_for_persons(self) -> bool:
        """Whether any of its rules is for the persons on file, or for each of a unit's."""
        for_persons = any(entry.persons for entry in (*self.entries, *self.fees))
        return for_persons or "reporters" in self.asks_of_units

    @property
    def counts_workdays(self) -> bool:
        """Whether it matters which days are days of work."""
        wheres = (where for rule in self.rules for _, where in rule.wheres())
        return self.calendar.holidays != "keep" or any(
            where.within and where.within.workdays is not None for where in wheres
        )

    def asks_for(self, condition: str) -> bool:
        """Whether any of its rules asks a condition of its facts."""
        return any(rule.asks_for(condition) for rule in self.rules)

    def voice(self, entry: Entry, *, money: bool) -> Voice:
        """What one of its entries is told with."""
        return Voice(
            entry=entry,
            entries=self.entries,
            groups=self.groups,
            levels=self.levels,
            forms=self.forms,
            codes=self.code_words(),
            kinds=self.kinds,
            categories=self.categories,
            columns=columns(),
            money=money,
        )

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
            workdays=self.office_days.over(Workdays(figures.free, figures.make_up)),
        )

    def words(self) -> dict[str, str]:
        """The words for levels, forms and codes, by key."""
        return {**self.code_words(), **self.levels, **self.forms}

    def code_words(self) -> dict[str, str]:
        """The codes of marks that there are in every scheme, and those of this one."""
        return {**CODES, **self.codes}

    def media_of(self) -> dict[str, str]:
        """The class of each publication that has one."""
        return {name: key for key, names in self.media.items() for name in names}


@cache
def by_group(kind: str) -> tuple[str, ...]:
    """The figures of a kind of rule that may be written as a table with one for each group."""
    shape: Any = KINDS[kind]
    plain = (field.name for field in fields(shape) if not takes_table(field.type))
    return ("judged", "every", *plain)

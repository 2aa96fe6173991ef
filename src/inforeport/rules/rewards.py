"""The figures of ranking, titles and prizes: how ties stand, what the last owe, what is paid."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from inforeport.period import Per
from inforeport.ratio import Ratio
from inforeport.rules.editions import Formerly, Key
from inforeport.rules.remarks import AtLeast, MoreThan, Remarks, Table, says_nothing
from inforeport.words import N_, message

POINTS = "points"
"""What decides places where nothing else is said."""

PerOfReward = Annotated[Per | None, N_("only for periods of that length, else for any")]
GroupWords = Annotated[
    str | tuple[str, ...],
    N_("a group of the scheme, or several that are ranked together for this"),
]


class OfGroups(Table, frozen=True, kw_only=True):
    """What is given or asked by place in a group, or in several that are ranked together."""

    group: GroupWords

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that are ranked together for it."""
        return (self.group,) if isinstance(self.group, str) else self.group


class LastDuty(OfGroups, frozen=True, kw_only=True):
    """What the last of a group must do, or those below a figure.

    `tied` says whether all who tie for last must, or none. Where all of a group are equal nobody is
    last, unless it says `"everybody"`.
    """

    must: Annotated[str, N_("what they must do, as it is printed"), Formerly("last")]
    tied: Annotated[
        Literal["all", "none", "everybody"], N_("who must where several tie for last")
    ] = "all"
    count: Annotated[int, N_("how many of the last"), AtLeast(1)] = 1
    below: Annotated[Decimal | None, N_("instead of the last: all with fewer points")] = None

    summary = N_("[[ranking.last]]: what the last of a group must do")


class Ranking(Table, frozen=True, kw_only=True):
    """How a group is ranked.

    `ties`: after two firsts comes the third place (`"gap"`), the second (`"dense"`), or equals
    have places of their own in the order of the register (`"order"`). `tiebreak` are parts whose
    points decide between equals. `nothing` says whether units without any points have a place.
    Groups are ranked apart, but for those that stand `together` in one list.
    """

    ties: Annotated[Literal["gap", "dense", "order"], N_("how equal points stand")] = "gap"
    tiebreak: Annotated[tuple[str, ...], N_("the parts that decide between equals, in order")] = ()
    nothing: Annotated[
        Literal["ranked", "blank"],
        N_("whether units without points have a place"),
    ] = "ranked"
    together: Annotated[tuple[str, ...], N_("groups that are ranked in one list")] = ()
    running: Annotated[
        Literal["year", "whole"] | None,
        N_("a column with the sum since the year, or the campaign, began"),
    ] = None
    last: Annotated[
        tuple[LastDuty, ...], N_("what the last of a group must do"), Formerly("duty")
    ] = ()

    summary = N_("places and duties")


class Amount(Table, frozen=True, kw_only=True):
    """A prize in yuan; `None` where the notice cannot be read.

    `restored` says from what an unreadable amount was made good.
    """

    amount: Annotated[Decimal | None, N_("yuan")] = None
    restored: Annotated[str | None, N_("from what an unreadable amount was made good")] = None

    summary = N_('a prize of [[reward]]: a number, "unknown", or such a table')


class ByPlace(OfGroups, frozen=True, kw_only=True):
    """What is given by place: to whom, by what they are ranked, what else it takes.

    `ranked_by` and `at_least` name a part of the points, or a figure that a rule counts: a duty by
    its name or clause, a rate by its name.
    """

    among: Annotated[
        Literal["units", "persons"], N_("who is ranked: units, or the persons of these groups")
    ] = "units"
    ranked_by: Annotated[
        str, N_("what decides the places: the points, a part of them, a duty or rate by its name")
    ] = "points"
    points: Annotated[
        Decimal | None, N_("only with at least so many points"), Formerly("least")
    ] = None
    at_least: Annotated[
        Mapping[str, Ratio], N_("only with at least so much of these parts, duties or rates")
    ] = {}
    per: PerOfReward = None
    clause: Annotated[str, N_("the notice's own number")] = ""

    @property
    def measures(self) -> tuple[str, ...]:
        """The parts, duties and rates that it names."""
        by = () if self.ranked_by == POINTS else (self.ranked_by,)
        return (*by, *self.at_least)


class Reward(ByPlace, frozen=True, kw_only=True):
    """The prizes of the first places, or a `pool` that the `first` share; or what the last pay.

    A tie across amounts is asked about, or shared, or all who tie have what the first of their
    places pays. The prizes may be counted from the last place: then they are paid by those who
    stand there, and where all are equal nobody is last. A pool is shared equally or by points.
    """

    prizes: Annotated[tuple[Amount, ...], N_("yuan for the first place, the second …")] = ()
    counted_from: Annotated[
        Literal["first", "last"], N_("which place the first of the prizes is for")
    ] = "first"
    tie: Annotated[Literal["ask", "share", "all"], N_("who is paid where a tie crosses prizes")] = (
        "ask"
    )
    pool: Annotated[Decimal | None, N_("yuan that are shared out"), MoreThan(0)] = None
    first: Annotated[
        int | None,
        N_("how many of the first share the pool, else all"),
        AtLeast(1),
    ] = None
    by: Annotated[Literal["points", "equal"], N_("in which proportion a pool is shared")] = "points"

    summary = N_("[[reward]]: prizes by place, or a pool that is shared")

    def contradictions(self) -> Remarks:
        """No prize at all, two ways to pay, or amounts on the wrong side."""
        if not self.prizes and self.pool is None:
            yield (), message("it pays nothing: write prizes, or a pool")
        yield from self._wrong_side()
        if self.prizes and self.pool is not None:
            wrong = message("prizes and pool are two ways to pay; write one of them")
            yield ("pool",), wrong
        elif self.first is not None and self.pool is None:
            yield ("first",), says_nothing("first", "pool")
        if self.counted_from == "last" and not self.prizes:
            yield ("counted_from",), says_nothing("counted_from", "prizes")

    def _wrong_side(self) -> Remarks:
        """The first are given prizes, the last pay."""
        amounts = [prize.amount for prize in self.prizes if prize.amount is not None]
        if self.counted_from == "first" and any(amount < 0 for amount in amounts):
            yield ("prizes",), message("{key} must not be below {least}", key="prizes", least=0)
        wrong = next((amount for amount in amounts if amount > 0), None)
        if self.counted_from == "last" and wrong is not None:
            words = {"found": wrong, "right": -wrong}
            yield ("prizes",), message("{found} would be given to the last: write {right}", **words)


class Title(ByPlace, frozen=True, kw_only=True):
    """A title (先进单位) for the first so many of a group, or for all with enough points.

    `upto` leaves a range to the office: from `first` to so many. A unit that has a title which
    stands above in the file is passed over, unless the notice gives it `also`.
    """

    title: Annotated[str, N_("the title, as it is printed")]
    first: Annotated[int | None, N_("how many of the first"), AtLeast(1)] = None
    tie: Annotated[
        Literal["ask", "all"], N_("who has it where a tie crosses the last place with a title")
    ] = "ask"
    also: Annotated[bool, N_("whether a unit has it beside a title that stands above")] = False
    upto: Annotated[int | None, N_("at most so many, as the office decides")] = None

    summary = N_("[[honour]]: titles by place")

    def contradictions(self) -> Remarks:
        """A title for nobody; a range that is none."""
        if self.first is None and self.points is None and not self.at_least:
            yield (
                (),
                message(
                    "it says of nobody who has the title: write first or {key}", key=Key("points")
                ),
            )
        if self.upto is not None and (self.first is None or self.upto <= self.first):
            yield ("upto",), message("upto = {upto} wants first, and fewer there", upto=self.upto)

"""The figures of ranking, titles and prizes: how ties stand, what the last owe, what is paid."""

from decimal import Decimal
from typing import Annotated, Literal

from inforeport.period import Per
from inforeport.rules.editions import Formerly, Key
from inforeport.rules.remarks import AtLeast, MoreThan, Remarks, Table, says_nothing
from inforeport.words import N_, message

PerOfReward = Annotated[Per | None, N_("only for periods of that length, else for any")]
GroupWord = Annotated[str, N_("a group of the scheme")]


class LastDuty(Table, frozen=True, kw_only=True):
    """What the last of a group must do, or those below a figure.

    `tied` says whether all who tie for last must, or none. Where all of a group are equal nobody is
    last, unless it says `"everybody"`.
    """

    group: GroupWord
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
    """

    ties: Annotated[Literal["gap", "dense", "order"], N_("how equal points stand")] = "gap"
    tiebreak: Annotated[tuple[str, ...], N_("the parts that decide between equals, in order")] = ()
    nothing: Annotated[
        Literal["ranked", "blank"],
        N_("whether units without points have a place"),
    ] = "ranked"
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


class Reward(Table, frozen=True, kw_only=True):
    """The prizes of a group's first places, or a `pool` that the `first` share.

    A tie across amounts is asked about, or shared. A pool is shared equally or by points.
    """

    group: GroupWord
    prizes: Annotated[tuple[Amount, ...], N_("yuan for the first place, the second …")] = ()
    tie: Annotated[Literal["ask", "share"], N_("who is paid where a tie crosses prizes")] = "ask"
    pool: Annotated[Decimal | None, N_("yuan that are shared out"), MoreThan(0)] = None
    first: Annotated[
        int | None,
        N_("how many of the first share the pool, else all"),
        AtLeast(1),
    ] = None
    by: Annotated[Literal["points", "equal"], N_("in which proportion a pool is shared")] = "points"
    per: PerOfReward = None
    clause: Annotated[str, N_("the notice's own number")] = ""

    summary = N_("[[reward]]: prizes by place, or a pool that is shared")

    def contradictions(self) -> Remarks:
        """No prize at all, two ways to pay, or amounts that are taken."""
        if not self.prizes and self.pool is None:
            yield (), message("it pays nothing: write prizes, or a pool")
        if any(prize.amount is not None and prize.amount < 0 for prize in self.prizes):
            yield ("prizes",), message("{key} must not be below {least}", key="prizes", least=0)
        if self.prizes and self.pool is not None:
            wrong = message("prizes and pool are two ways to pay; write one of them")
            yield ("pool",), wrong
        elif self.first is not None and self.pool is None:
            yield ("first",), says_nothing("first", "pool")


class Title(Table, frozen=True, kw_only=True):
    """A title (先进单位) for the first so many of a group, or for all with enough points.

    `upto` leaves a range to the office: from `first` to so many. A unit that has a title which
    stands above in the file is passed over, unless the notice gives it `also`.
    """

    title: Annotated[str, N_("the title, as it is printed")]
    group: GroupWord
    first: Annotated[int | None, N_("how many of the first"), AtLeast(1)] = None
    tie: Annotated[
        Literal["ask", "all"], N_("who has it where a tie crosses the last place with a title")
    ] = "ask"
    also: Annotated[bool, N_("whether a unit has it beside a title that stands above")] = False
    upto: Annotated[int | None, N_("at most so many, as the office decides")] = None
    points: Annotated[
        Decimal | None, N_("only with at least so many points"), Formerly("least")
    ] = None
    per: PerOfReward = None
    clause: Annotated[str, N_("the notice's own number")] = ""

    summary = N_("[[honour]]: titles by place")

    def contradictions(self) -> Remarks:
        """A title for nobody; a range that is none."""
        if self.first is None and self.points is None:
            yield (
                (),
                message(
                    "it says of nobody who has the title: write first or {key}", key=Key("points")
                ),
            )
        if self.upto is not None and (self.first is None or self.upto <= self.first):
            yield ("upto",), message("upto = {upto} wants first, and fewer there", upto=self.upto)

"""The figures of ranking, titles and prizes: how ties stand, what the last owe, what is paid."""

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct

from inforeport.period import Per
from inforeport.words import N_

PerOfReward = Annotated[
    Per | None, Meta(description=N_("only for periods of that length, else for any"))
]
GroupWord = Annotated[str, Meta(description=N_("a group of the scheme"))]


class LastDuty(Struct, frozen=True, kw_only=True):
    """What the last of a group must do, or those below a figure.

    `tied` says whether all who tie for last must, or none.
    """

    group: GroupWord
    last: Annotated[str, Meta(description=N_("what they must do, as it is printed"))]
    tied: Annotated[
        Literal["all", "none"], Meta(description=N_("who must where several tie for last"))
    ] = "all"
    count: Annotated[int, Meta(description=N_("how many of the last"))] = 1
    below: Annotated[
        Decimal | None, Meta(description=N_("instead of the last: all with fewer points"))
    ] = None


class Ranking(Struct, frozen=True, kw_only=True):
    """How a group is ranked.

    `ties`: after two firsts comes the third place (`"gap"`), the second (`"dense"`), or equals
    have places of their own in the order of the register (`"order"`). `tiebreak` are parts whose
    points decide between equals. `nothing` says whether units without any points have a place.
    """

    ties: Annotated[
        Literal["gap", "dense", "order"], Meta(description=N_("how equal points stand"))
    ] = "gap"
    tiebreak: Annotated[
        tuple[str, ...], Meta(description=N_("the parts that decide between equals, in order"))
    ] = ()
    nothing: Annotated[
        Literal["ranked", "blank"],
        Meta(description=N_("whether units without points have a place")),
    ] = "ranked"
    running: Annotated[
        Literal["year", "whole"] | None,
        Meta(description=N_("a column with the sum since the year, or the campaign, began")),
    ] = None
    duty: Annotated[
        tuple[LastDuty, ...], Meta(description=N_("what the last of a group must do"))
    ] = ()


class Amount(Struct, frozen=True, kw_only=True):
    """A prize in yuan; `None` where the notice cannot be read.

    `restored` says from what an unreadable amount was made good.
    """

    amount: Annotated[Decimal | None, Meta(description=N_("yuan"))] = None
    restored: Annotated[
        str | None, Meta(description=N_("from what an unreadable amount was made good"))
    ] = None


class Reward(Struct, frozen=True, kw_only=True):
    """The prizes of a group's first places, or a `pool` that the `first` share.

    A tie across amounts is asked about, or shared. A pool is shared equally or by points.
    """

    group: GroupWord
    prizes: Annotated[
        tuple[Amount, ...], Meta(description=N_("yuan for the first place, the second …"))
    ] = ()
    tie: Annotated[
        Literal["ask", "share"], Meta(description=N_("who is paid where a tie crosses prizes"))
    ] = "ask"
    pool: Annotated[Decimal | None, Meta(description=N_("yuan that are shared out"))] = None
    first: Annotated[
        int | None, Meta(description=N_("how many of the first share the pool, else all"))
    ] = None
    by: Annotated[
        Literal["points", "equal"], Meta(description=N_("in which proportion a pool is shared"))
    ] = "points"
    per: PerOfReward = None
    clause: Annotated[str, Meta(description=N_("the notice's own number"))] = ""


class Title(Struct, frozen=True, kw_only=True):
    """A title (先进单位) for the first so many of a group, or for all with enough points.

    `upto` leaves a range to the office: from `first` to so many.
    """

    title: Annotated[str, Meta(description=N_("the title, as it is printed"))]
    group: GroupWord
    first: Annotated[int | None, Meta(description=N_("how many of the first"))] = None
    upto: Annotated[int | None, Meta(description=N_("at most so many, as the office decides"))] = (
        None
    )
    least: Annotated[Decimal | None, Meta(description=N_("only with at least so many points"))] = (
        None
    )
    per: PerOfReward = None
    clause: Annotated[str, Meta(description=N_("the notice's own number"))] = ""

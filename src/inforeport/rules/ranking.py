"""The figures of ranking and of prizes: how ties stand, what the last owe, what a place pays."""

from decimal import Decimal
from typing import Literal

from msgspec import Struct


class LastDuty(Struct, frozen=True, kw_only=True):
    """What the last of a group must do; `tied` says whether all who tie for last must, or none."""

    group: str
    last: str
    tied: Literal["all", "none"] = "all"


class Ranking(Struct, frozen=True, kw_only=True):
    """`ties`: after two firsts comes the third place (`"gap"`) or the second (`"dense"`)."""

    ties: Literal["gap", "dense"] = "gap"
    duty: tuple[LastDuty, ...] = ()


class Amount(Struct, frozen=True, kw_only=True):
    """A prize in yuan; `None` where the notice cannot be read.

    `restored` says from what an unreadable amount was made good.
    """

    amount: Decimal | None = None
    restored: str | None = None


class Reward(Struct, frozen=True, kw_only=True):
    """The prizes of a group's first places; a tie across amounts is asked about, or shared."""

    group: str
    prizes: tuple[Amount, ...]
    tie: Literal["ask", "share"] = "ask"
    clause: str = ""

"""Who still owes reports, and what they would change; it knows no sentence."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from msgspec import Struct

from inforeport.period import Period

_NOUGHT = Decimal(0)


class Gap(Struct, frozen=True, kw_only=True):
    """What a unit owed in the windows of a period, what counted, what is missing by the scheme.

    `deadlines` are the last days of its windows, and `ahead` is how many of those owed are not due
    yet, which no sum of the period has. What is judged over a window that is longer than
    the period stands in no sum of it, and is told apart, as `longer`; there may be nothing else.
    """

    unit: str
    owed: Decimal = _NOUGHT
    received: Decimal = _NOUGHT
    missing: Decimal = _NOUGHT
    ahead: Decimal = _NOUGHT
    deadlines: tuple[date, ...] = ()
    longer: "Gap | None" = None


class Reminder(Struct, frozen=True, kw_only=True):
    """How many reports each unit still owes on a day: overdue, by the next deadline, by later ones.

    `deadline` is the next one, none where all are past; `ends` the last one of all. `owes` tells
    whether anything is owed.
    """

    day: date
    deadline: date | None = None
    ends: date | None = None
    overdue: Mapping[str, Decimal] = {}
    coming: Mapping[str, Decimal] = {}
    later: Mapping[str, Decimal] = {}
    owes: bool = False


class Stand(Struct, frozen=True):
    """Points and place of a unit; without a place it is not ranked."""

    points: Decimal
    place: int | None


class Forecast(Struct, frozen=True, kw_only=True):
    """Where a unit would stand, all others as they are: as it is, with one more report, with all.

    All are those that are `missing` by the next deadline; there may be none.
    """

    unit: str
    missing: Decimal
    now: Stand
    one_more: Stand
    every: Stand | None = None


class Forecasts(Struct, frozen=True):
    """What more reports would change of a period, as it stands once `day` is over."""

    period: Period
    day: date
    units: tuple[Forecast, ...]

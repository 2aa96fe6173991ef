"""Whether duties are met: one answer for all that follows from them, settled by each duty alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import NamedTuple, overload

from msgspec import Struct

from inforeport.model import Due

_NONE = Decimal(0)

Key = tuple[str, str, str, date | None, date | None]
"""Which duty of which window a due is of: its clause, its name, what it counts, the days."""


class Met(Struct, frozen=True, gc=False):
    """What one duty of a unit came to over the window that it is judged by.

    `missing` and `extra` are by the sum where the surplus of one of its windows heals the gap of
    another, else window by window; `unmet` is in how many windows something is missing, of
    `windows`. `dues` are those of its windows, `owed` and `received` their sums; `binding` says
    whether the unit had to answer for any of them.
    """

    dues: Sequence[Due]
    owed: Decimal
    received: Decimal
    missing: Decimal
    extra: Decimal
    unmet: int
    windows: int
    binding: bool

    @property
    def carried(self) -> Decimal:
        """What the window before has left of it; a duty that carries on has one window."""
        return self.dues[0].carried

    @property
    def outcome(self) -> tuple[object, ...]:
        """Which duty it is and what it came to; from what is alike in that the same follows."""
        return *_duty(self.dues[0]), *_came_to(self)


_duty = attrgetter("clause", "name", "what")
_sums = attrgetter("owed", "received", "missing", "extra")
_came_to = attrgetter("owed", "received", "missing", "extra", "binding", "carried")


class Came(NamedTuple):
    """What several duties, or one over several windows, came to together."""

    owed: Decimal = _NONE
    received: Decimal = _NONE
    missing: Decimal = _NONE
    extra: Decimal = _NONE


def together(duties: Sequence[Met]) -> Came:
    """The sums of duties; what one window left to the next of the same duty counts in it alone."""
    if len(duties) == 1:
        return Came(*_sums(duties[0]))
    owed = received = missing = extra = _NONE
    for duty in duties:
        owed += duty.owed
        received += duty.received
        missing += duty.missing
        extra += duty.extra
    if not any(duty.carried for duty in duties):
        return Came(owed, received, missing, extra)
    for carried in _carried_inside(duties):
        owed -= carried
        missing -= max(carried, _NONE)
        extra += min(carried, _NONE)
    return Came(owed, received, missing, extra)


def _carried_inside(duties: Iterable[Met]) -> Iterator[Decimal]:
    """What was carried on from windows that are among those of the same duty."""
    firsts: set[object] = set()
    for duty in sorted(duties, key=lambda met: met.dues[0].window.start):
        due = duty.dues[0]
        which = due.name or due.clause, due.what
        if which in firsts:
            yield duty.carried
        firsts.add(which)


class Obligation(Struct, frozen=True, dict=True):
    """What is owed by one duty of a window, whole: the dues of each unit, one at the least."""

    dues: Mapping[str, Sequence[Due]]

    @classmethod
    def of(cls, dues: Iterable[Due]) -> "Obligation":
        """Dues of one duty, put together by units."""
        return cls(_by_unit(dues))

    @cached_property
    def met(self) -> dict[str, Met]:
        """What it came to, unit by unit: worked out once, for all rules that look at it."""
        return {unit: _met(dues) for unit, dues in self.dues.items()}

    @cached_property
    def any(self) -> Due:
        """One of its dues: what says which duty it is, all have in common."""
        return next(iter(self.dues.values()))[0]

    def among(self, units: frozenset[str]) -> "Obligation":
        """What some units owe by it."""
        if self.dues.keys() <= units:
            return self
        return Obligation({unit: dues for unit, dues in self.dues.items() if unit in units})

    def __iter__(self) -> Iterator[Due]:
        return chain.from_iterable(self.dues.values())


class Dues(Sequence[Due]):
    """What is owed, kept duty by duty, so that rules that look at one share what it came to."""

    def __init__(self, obligations: Iterable[Obligation]) -> None:
        self._obligations = [obligation for obligation in obligations if obligation.dues]

    def met(self, quotas: Sequence[str] | None) -> dict[str, list[Met]]:
        """What each duty came to, unit by unit."""
        mine = [it for it in self._obligations if quotas is None or it.any.is_of(quotas)]
        duties: dict[str, list[Met]] = {}
        for obligation in mine:
            for unit, met in obligation.met.items():
                duties.setdefault(unit, []).append(met)
        keys = {_key(obligation.any) for obligation in mine}
        if len(keys) < len(mine):  # stated in pieces, as by groups
            pieces = {unit: its for unit, its in duties.items() if len(its) > 1}
            for unit, its in pieces.items():
                duties[unit] = _by_duty(due for met in its for due in met.dues)
        return duties

    def __iter__(self) -> Iterator[Due]:
        return chain.from_iterable(self._obligations)

    def __len__(self) -> int:
        return sum(len(dues) for it in self._obligations for dues in it.dues.values())

    @overload
    def __getitem__(self, at: int) -> Due: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Due]: ...
    def __getitem__(self, at: int | slice) -> Due | Sequence[Due]:
        return tuple(self)[at]


def met_by_unit(dues: Iterable[Due], quotas: Sequence[str] | None = None) -> dict[str, list[Met]]:
    """What each duty came to, unit by unit: all duties, or those of these names and clauses."""
    if isinstance(dues, Dues):
        return dues.met(quotas)
    mine = (due for due in dues if quotas is None or due.is_of(quotas))
    return {unit: _by_duty(its) for unit, its in _by_unit(mine).items()}


def _key(due: Due) -> Key:
    judged = due.judged
    start, end = (judged.start, judged.end) if judged else (None, None)
    return due.clause, due.name, due.what, start, end


def _by_unit(dues: Iterable[Due]) -> dict[str, list[Due]]:
    units: dict[str, list[Due]] = {}
    for due in dues:
        units.setdefault(due.unit, []).append(due)
    return units


def _by_duty(dues: Iterable[Due]) -> list[Met]:
    """What each duty of a unit came to."""
    duties: dict[Key, list[Due]] = {}
    for due in dues:
        duties.setdefault(_key(due), []).append(due)
    return [_met(its) for its in duties.values()]


def _met(dues: Sequence[Due]) -> Met:
    owed = received = missing = extra = _NONE
    heals, bound, unmet = dues[0].heals, 0, 0
    for due in dues:
        owed += due.owed
        received += due.received
        bound += due.binding
    for gap in [owed - received] if heals else [due.owed - due.received for due in dues]:
        if gap > 0:
            missing, unmet = missing + gap, unmet + 1
        else:
            extra -= gap
    windows = 1 if heals else bound
    return Met(dues, owed, received, missing, extra, unmet, windows, bound > 0)

"""The duty to send so many reports: base points, what is missing, what is above."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from inforeport.model import Due, Facts, ScoreLine
from inforeport.words import Message, message

_NONE = Decimal(0)


class Quota(Struct, frozen=True, kw_only=True):
    """`owed` reports in each window; points for meeting it, for each one missing and each above.

    `surplus` says whether one window's surplus heals another's gap (judged by the total) or each
    stands alone. `short` says what a shortfall does to the base: `missing` is only subtracted, is
    subtracted down to zero, or the base is lost as well.
    """

    owed: int = 1
    base: Decimal = _NONE
    missing: Decimal = _NONE
    extra: Decimal = _NONE
    surplus: Literal["heals", "stays"] = "heals"
    short: Literal["subtract", "to zero", "lose base"] = "subtract"

    @property
    def parts(self) -> tuple[str, ...]:
        """Base, shortfall and extra, those that have a figure."""
        figures = {"base": self.base, "shortfall": self.missing, "extra": self.extra}
        return tuple(part for part, figure in figures.items() if figure)

    def dues(self, facts: Facts) -> Iterator[Due]:
        """What each unit owed and sent, window by window; a waived window owes nothing."""
        for slot in facts.slots:
            owed = self.owed if slot.binding and not slot.window.waived else 0
            yield Due(slot.unit, slot.window, owed, len(slot.submissions))

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """Base, shortfall and extra of each unit that has a window to answer for."""
        del so_far
        bound = {slot.unit for slot in facts.slots if slot.binding}
        dues: dict[str, list[Due]] = defaultdict(list)
        for due in self.dues(facts):
            dues[due.unit].append(due)
        for unit, its in dues.items():
            if unit in bound or not self.owed:  # who joined too late has nothing to meet or exceed
                yield from self._judged(unit, its)

    def _judged(self, unit: str, dues: Sequence[Due]) -> Iterator[ScoreLine]:
        owed, received = sum(due.owed for due in dues), sum(due.received for due in dues)
        missing, extra = self._gaps(dues)
        counts = {"owed": owed, "received": received, "missing": missing, "extra": extra}
        if self.base:
            base = message("{owed} due, {received} received: base points", **counts)
            yield from self._base(unit, missing, because=base)
        if missing and self.missing:
            because = message("{owed} due, {received} received, {missing} missing", **counts)
            yield from self._short(unit, self.missing * missing, because=because)
        if extra and self.extra:
            because = message("{owed} due, {received} received, {extra} extra", **counts)
            yield ScoreLine(unit=unit, points=self.extra * extra, part="extra", because=because)

    def _gaps(self, dues: Sequence[Due]) -> tuple[int, int]:
        gaps = [due.owed - due.received for due in dues]
        if self.surplus == "heals":
            gaps = [sum(gaps)]
        return sum(gap for gap in gaps if gap > 0), -sum(gap for gap in gaps if gap < 0)

    def _base(self, unit: str, missing: int, *, because: Message) -> Iterator[ScoreLine]:
        line = ScoreLine(unit=unit, points=self.base, part="base", because=because)
        yield line
        if missing and self.short == "lose base":
            yield line.undone(message("base lost: {missing} missing", missing=missing))

    def _short(self, unit: str, points: Decimal, *, because: Message) -> Iterator[ScoreLine]:
        line = ScoreLine(unit=unit, points=points, part="shortfall", because=because)
        yield line
        below = self.base + points
        if self.short == "to zero" and below < 0:
            yield replace(line, points=-below, because=message("not below zero"))

"""What meeting, missing and exceeding duties gives; the duties themselves are stated by quotas."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from inforeport.model import Due, Facts, ScoreLine
from inforeport.words import N_, Message, Text, message

_NONE = Decimal(0)
_ONE = Decimal(1)

Short = Literal["subtract", "to zero", "lose base", "pro rata"]

Duty = tuple[str, str, str]
"""Which quota a due is of: its clause, its name, what it counts."""


class Consequences(Struct, frozen=True, kw_only=True):
    """What meeting, missing and exceeding a duty gives.

    `surplus` says whether one window's surplus heals another's gap (judged by the total) or each
    stands alone. `short` says what a shortfall does to the base: `missing` is only subtracted, is
    subtracted down to zero, the base is lost as well, or shrinks in proportion. Where it is not
    stated the base stays if something is subtracted for what is missing, else it is lost.
    """

    base: Annotated[Decimal, Meta(description=N_("points for meeting the duty"))] = _NONE
    missing: Annotated[Decimal, Meta(description=N_("points for each one missing"))] = _NONE
    flat: Annotated[Decimal, Meta(description=N_("points once if any is missing"))] = _NONE
    extra: Annotated[Decimal, Meta(description=N_("points for each one above"))] = _NONE
    most_extra: Annotated[
        Decimal | None, Meta(description=N_("at most so many points for those above"))
    ] = None
    surplus: Annotated[
        Literal["heals", "stays"],
        Meta(description=N_("whether one window's surplus makes up for another's gap")),
    ] = "heals"
    short: Annotated[Short | None, Meta(description=N_("what a shortfall does to the base"))] = None

    @property
    def parts(self) -> tuple[str, ...]:
        """Base, shortfall and extra, those that have a figure."""
        figures = {"base": self.base, "shortfall": self.missing or self.flat, "extra": self.extra}
        return tuple(part for part, figure in figures.items() if figure)

    @property
    def shortened(self) -> Short:
        """What a shortfall does to the base, stated or not."""
        return self.short or ("subtract" if self.missing else "lose base")

    def judged(
        self, dues: Iterable[Due], *, unmet: Iterable[str] = (), free: bool = False
    ) -> Iterator[ScoreLine]:
        """The lines of every unit for what it owed.

        Who was bound by nothing, having joined too late, has nothing to meet or exceed, unless
        the duty is `free` and owes nobody anything. `unmet` are the units that missed another
        duty without which there is neither base nor extra.
        """
        of_unit: dict[str, list[Due]] = defaultdict(list)
        for due in dues:
            of_unit[due.unit].append(due)
        for unit, its in of_unit.items():
            if free or any(due.binding for due in its):
                yield from self._of_unit(unit, its, met=unit not in unmet)

    def gaps(self, dues: Iterable[Due]) -> tuple[Decimal, Decimal]:
        """How many are missing and above, each duty for itself."""
        gaps = [
            gap
            for its in _by_duty(dues).values()
            for gap in self._counted([due.owed - due.received for due in its])
        ]
        above = [-gap for gap in gaps if gap < 0]
        return sum((gap for gap in gaps if gap > 0), _NONE), sum(above, _NONE)

    def _counted(self, gaps: list[Decimal]) -> list[Decimal]:
        return [settled(gap) for gap in ([sum(gaps, _NONE)] if self.surplus == "heals" else gaps)]

    def _of_unit(self, unit: str, dues: Sequence[Due], *, met: bool) -> Iterator[ScoreLine]:
        missing, extra = self.gaps(dues)
        counts = [_counts(its) for its in _by_duty(dues).values()]
        if self.base:
            because = message("{counts}: base points", counts=counts)
            line = ScoreLine(unit=unit, points=self.base, part="base", because=because)
            yield from self._base(line, missing, owed=sum(due.owed for due in dues), met=met)
        because = message("{counts}, {missing} missing", counts=counts, missing=missing)
        if missing and self.missing:
            yield from self._short(unit, self.missing * missing, because=because)
        if missing and self.flat:
            yield ScoreLine(unit=unit, points=self.flat, part="shortfall", because=because)
        if extra and self.extra and met:
            because = message("{counts}, {extra} extra", counts=counts, extra=extra)
            yield self._extra(unit, self.extra * extra, because=because)

    def _base(
        self, line: ScoreLine, missing: Decimal, *, owed: Decimal | int, met: bool
    ) -> Iterator[ScoreLine]:
        yield line
        if not met:
            yield line.undone(message("base lost: another duty is not met"))
        elif missing and self.shortened == "pro rata" and owed:
            lost = -line.points * min(missing / owed, _ONE)
            because = message("base in proportion: {missing} missing", missing=missing)
            yield replace(line, points=lost, because=because)
        elif missing and self.shortened in {"lose base", "pro rata"}:
            yield line.undone(message("base lost: {missing} missing", missing=missing))

    def _short(self, unit: str, points: Decimal, *, because: Text) -> Iterator[ScoreLine]:
        line = ScoreLine(unit=unit, points=points, part="shortfall", because=because)
        yield line
        below = self.base + points
        if self.shortened == "to zero" and below < 0:
            yield replace(line, points=-below, because=message("not below zero"))

    def _extra(self, unit: str, points: Decimal, *, because: Text) -> ScoreLine:
        if self.most_extra is not None and points > self.most_extra:
            points = self.most_extra
            because = message("{because}, at most {most}", because=because, most=points)
        return ScoreLine(unit=unit, points=points, part="extra", because=because)


class Task(Consequences, frozen=True, kw_only=True):
    """What meeting or missing duties gives that are stated by quotas above.

    `of` are their names or clauses; together they are one task, met when each of them is.
    `needs` are further duties without which nothing is given for meeting or exceeding it.
    """

    of: Annotated[tuple[str, ...], Meta(description=N_("names or clauses of the quotas"))]
    needs: Annotated[
        tuple[str, ...], Meta(description=N_("further quotas that must be met for base and extra"))
    ] = ()

    reads: ClassVar[tuple[str, ...]] = ()

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """Base, shortfall and extra of each unit that is bound by one of the duties."""
        del so_far
        needed: dict[str, list[Due]] = defaultdict(list)
        for due in facts.dues:
            if due.is_of(self.needs):
                needed[due.unit].append(due)
        unmet = {unit for unit, dues in needed.items() if self.gaps(dues)[0]}
        yield from self.judged((due for due in facts.dues if due.is_of(self.of)), unmet=unmet)


def settled(count: Decimal, places: int = 6) -> Decimal:
    """A count of parts without the dust of division: three thirds are one."""
    return count if count == count.to_integral_value() else round(count, places)


_COUNTS: Mapping[str, str] = {
    "submitted": N_("{owed} due, {received} received"),
    "adopted": N_("{owed} due, {received} adopted"),
    "points": N_("{owed} points due, {received} reached"),
}


def _counts(dues: Sequence[Due]) -> Message:
    """What one duty owed and came to."""
    owed = sum((due.owed for due in dues), _NONE)
    received = settled(sum((due.received for due in dues), _NONE))
    return Message(_COUNTS[dues[0].what], {"owed": owed, "received": received})


def _by_duty(dues: Iterable[Due]) -> dict[Duty, list[Due]]:
    found: dict[Duty, list[Due]] = defaultdict(list)
    for due in dues:
        found[due.clause, due.name, due.what].append(due)
    return found

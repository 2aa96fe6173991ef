"""Points for each fact of a kind: what a use, an instruction, a mark or a report itself is worth.

Which facts fall into a window, and which units a rule concerns, is not known here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from msgspec import Meta
from msgspec.structs import replace

from inforeport.model import Facts, ScoreLine, Submission
from inforeport.rules.shares import Shared
from inforeport.rules.where import Where, fits, form_of, passes
from inforeport.words import N_, Message, Text, message

Alike = Literal["unit", "item", "level", "publication", "media"]
Which = Literal["dearest", "first"]
Points = Decimal | Mapping[str, Decimal | Mapping[str, Decimal]]


class Price(Where, frozen=True, kw_only=True):
    """A row of a table: conditions, and the points of what fits all of them.

    With `least` and `most` in place of points the office judges within that range, and the fact
    itself says how many.
    """

    points: Annotated[Decimal | None, Meta(description=N_("points of each"))] = None
    least: Annotated[Decimal | None, Meta(description=N_("where the office judges: at least"))] = (
        None
    )
    most: Annotated[Decimal | None, Meta(description=N_("where the office judges: at most"))] = None


class Priced(Shared, frozen=True, kw_only=True):
    """A table of points: the first of `rows` that fits, else `points`.

    `points` is one figure, or a figure for each word, or for each word a figure for each form.
    `once` pays only the dearest of those that agree in all that it names (the `keep` dearest, or
    the first), and `further` for each one beyond.
    """

    points: Annotated[
        Points | None, Meta(description=N_("points of each, or a table of points by word and form"))
    ] = None
    rows: Annotated[
        tuple[Price, ...], Meta(description=N_("a table of rows; the first that fits counts"))
    ] = ()
    once: Annotated[
        tuple[Alike, ...], Meta(description=N_("of those alike in all these, the dearest counts"))
    ] = ()
    keep: Annotated[int, Meta(description=N_("how many of those alike count"))] = 1
    which: Annotated[
        Which, Meta(description=N_("which of those alike count: the dearest, or the first"))
    ] = "dearest"
    further: Annotated[Decimal, Meta(description=N_("points of each one beyond"))] = Decimal(0)
    times: Annotated[
        Literal["pictures", "count"] | None,
        Meta(description=N_("multiplied by the pictures of the report, or the mark's number")),
    ] = None

    part: ClassVar[str] = ""
    fact: ClassVar[str] = ""
    key: ClassVar[str] = "level"

    @property
    def parts(self) -> tuple[str, ...]:
        """The one part its points fall in."""
        return (self.part,)

    @property
    def reads(self) -> tuple[str, ...]:
        """The facts of its kind."""
        return (self.fact,)

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """A line for each fact that has a figure, in the order of the days, for whom it counts."""
        del so_far
        priced = (line for fact in getattr(facts, self.fact) for line in self._lines(fact, facts))
        yield from self._once(priced, facts) if self.once else priced

    def _lines(self, fact: Any, facts: Facts) -> Iterator[ScoreLine]:
        item = self.item_of(fact, facts)
        if (self.where or self.unless) and not passes(self, fact, item, facts):
            return
        points, why = self._figure(fact, item, facts)
        if points is None:
            return
        if self.times:
            points *= self._times(fact, item)
        because = self.because(fact, facts)
        if why:
            because = message("{because} ({why})", because=because, why=Message(why))
        line = ScoreLine(
            unit=fact.unit,
            points=points,
            part=self.part,
            because=because,
            level=getattr(fact, "level", None),
            item=item.label if item else getattr(fact, "item", None),
            on=self.day_of(fact),
            publication=getattr(fact, "publication", None),
            position=getattr(fact, "position", None),
            form=getattr(fact, "form", None),
        )
        yield from self.shared(line, item)

    def _times(self, fact: Any, item: Submission | None) -> int:
        if self.times == "count":
            return 1 if fact.count is None else int(fact.count)
        return (item.pictures if item else None) or 0

    def _figure(
        self, fact: Any, item: Submission | None, facts: Facts
    ) -> tuple[Decimal | None, str]:
        """What one fact is worth, and what there is to say of that; none where nothing fits."""
        for row in self.rows:
            if fits(row, fact, item, facts):
                return _of_row(row, fact)
        return self._of_table(fact, facts), ""

    def _of_table(self, fact: Any, facts: Facts) -> Decimal | None:
        if not isinstance(self.points, Mapping):
            return self.points
        figure = self.points.get(getattr(fact, self.key) or "")
        if isinstance(figure, Mapping):
            return figure.get(form_of(fact, facts) or "")
        return figure

    def _once(self, lines: Iterable[ScoreLine], facts: Facts) -> Iterator[ScoreLine]:
        """Those alike in all that `once` names: the dearest whole, the others as `further`."""
        lines = list(lines)
        alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for index, line in enumerate(lines):
            key = line.unit, line.person, *(trait(line, name, facts) for name in self.once)
            alike[key].append(index)
        for indexes in alike.values():
            if self.which == "dearest":
                indexes.sort(key=lambda index: -abs(lines[index].points))
            for index in indexes[self.keep :]:
                line = lines[index]
                why = (
                    message("{because} (a further one)", because=line.because)
                    if self.further
                    else message("{because} (another one like it counts)", because=line.because)
                )
                lines[index] = replace(line, points=self.further, because=why)
        yield from lines

    def item_of(self, fact: Any, facts: Facts) -> Submission | None:
        """The report that a fact is about, if any."""
        return facts.items.get(fact.item) if fact.item else None

    def day_of(self, fact: Any) -> Any:
        """The day of a fact."""
        return fact.on

    def because(self, fact: Any, facts: Facts) -> Text:
        """What the fact is, for people."""
        raise NotImplementedError


def _of_row(row: Price, fact: Any) -> tuple[Decimal | None, str]:
    if row.least is None and row.most is None:
        return row.points, ""
    given = getattr(fact, "points", None)
    if given is None:
        return Decimal(0), N_("the office has not judged it yet")
    if (row.least is not None and given < row.least) or (row.most is not None and given > row.most):
        return Decimal(0), N_("the points given are outside the range of the scheme")
    return given, ""


def trait(line: ScoreLine, name: str, facts: Facts) -> object:
    if name == "media":
        return facts.media.get(line.publication or "", line.publication)
    return getattr(line, name)

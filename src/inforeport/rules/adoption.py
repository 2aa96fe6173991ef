"""Points for reports that were used: by level, and by form within a level."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from inforeport.model import Adoption, Facts, ScoreLine
from inforeport.words import N_, Message

_PRICED = N_("{level}, {form}: {title}")
_UNPRICED = N_("{level}, {form}: {title} (the scheme sets no points for this)")


class Adopted(Struct, frozen=True, kw_only=True):
    """`points` of one use: a figure for each level, or for each level a figure for each form.

    A use for which the table has no figure is shown with nothing, never left out.
    """

    points: Mapping[str, Decimal | Mapping[str, Decimal]]

    @property
    def parts(self) -> tuple[str, ...]:
        """The one part of points for use."""
        return ("adoption",)

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """One line for each use, in the order of the days."""
        del so_far
        for adoption in facts.adoptions:
            points = self._figure(adoption)
            words = {
                "level": facts.word(adoption.level),
                "form": facts.word(adoption.form),
                "title": adoption.title,
            }
            yield ScoreLine(
                unit=adoption.unit,
                points=points or Decimal(0),
                part="adoption",
                because=Message(_UNPRICED if points is None else _PRICED, words),
                level=adoption.level,
                item=adoption.item,
                on=adoption.on,
            )

    def _figure(self, adoption: Adoption) -> Decimal | None:
        figure = self.points.get(adoption.level)
        return figure.get(adoption.form) if isinstance(figure, Mapping) else figure

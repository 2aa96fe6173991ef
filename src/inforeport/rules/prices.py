"""The figures of a table of points: its rows, what they are worth, and how they are told."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import Annotated, Any, Literal

from inforeport.model import Facts, ScoreLine
from inforeport.ratio import ExactByWord
from inforeport.rules.conditions import OUTCOMES, condition
from inforeport.rules.editions import Formerly
from inforeport.rules.remarks import AtLeast, Remarks, upright
from inforeport.rules.rule import Voice
from inforeport.rules.where import Where, stated
from inforeport.words import N_, Message, Text, message

Alike = Literal["unit", "item", "level", "publication", "media"]
AlikeFacts = Literal["unit", "item", "level", "publication", "media", "leader"]
"""What lines may agree in, and what facts may, of which a line does not tell all."""
Which = Literal["dearest", "first"]
Points = Decimal | Mapping[str, Decimal | Mapping[str, Decimal]]
_ALIKE: Mapping[str, str] = {
    "unit": N_("same unit"),
    "item": N_("same report"),
    "level": N_("same level"),
    "publication": N_("same publication"),
    "media": N_("same class of publication"),
    "leader": N_("same leader"),
}


class Price(Where, frozen=True, kw_only=True):
    """A row of a table: conditions, and the points of what fits all of them.

    With `after` it is only for those beyond so many of the unit's, in the order of their days. With
    `from` and `to` in place of points the office judges within that range, and the fact
    itself says how many.
    """

    clause: Annotated[str | None, N_("the notice's own number, else the rule's")] = None
    part: Annotated[str | None, N_("the column its points stand in, else the rule's")] = None
    points: Annotated[ExactByWord | None, N_("points of each, or a table of points by form")] = None
    from_: Annotated[Decimal | None, N_("where the office judges: at least"), Formerly("least")] = (
        None
    )
    to: Annotated[Decimal | None, N_("where the office judges: at most"), Formerly("most")] = None

    after: Annotated[
        int | None,
        N_("only those of the unit beyond so many, as far as the rule looks"),
        AtLeast(1),
    ] = None

    summary = N_("a row of a table of points: conditions, and what fits is worth")

    def __hash__(self) -> int:
        """By what tells most rows apart: a table of points has no hash."""
        return hash((self.clause, self.level, self.publication, self.form, self.category))

    def contradictions(self) -> Remarks:
        """Limits that are upside down."""
        yield from super().contradictions()
        yield from upright(self, "from_", "to")

    @property
    def takes_all(self) -> bool:
        """Whether it asks for nothing."""
        return not stated(self) and self.after is None

    def reaches(self, other: "Price") -> bool:
        """Whether it takes those of a count from which another row takes them."""
        return (self.after or 0) <= (other.after or 0)

    def worth(self, fact: Any, form: str | None) -> tuple[Decimal | None, str]:
        """What a fact of a form that fits is worth, and what there is to say of that."""
        least, most = self.from_, self.to
        if least is None and most is None:
            return self._of_form(form), ""
        judged = getattr(fact, "points", None)
        if judged is None:
            return Decimal(0), N_("the office has not judged it yet")
        if (least is not None and judged < least) or (most is not None and judged > most):
            return Decimal(0), N_("the points given are outside the range of the scheme")
        return judged, ""

    def _of_form(self, form: str | None) -> Decimal | None:
        return self.points.get(form or "") if isinstance(self.points, Mapping) else self.points

    def in_words(self, voice: Voice) -> Text:
        """What fits, and its points, or the range within which the office judges."""
        row_words = self._condition_and_worth(voice)
        if self.part:
            words = {"row": row_words, "part": voice.column(self.part)}
            row_words = message("{row} (in the column {part})", **words)
        if self.clause and len(voice.entry.clauses) > 1:
            return message("clause {clause}: {row}", clause=self.clause, row=row_words)
        return row_words

    def _condition_and_worth(self, voice: Voice) -> Text:
        worth = self._worth_in_words(voice)
        words = condition(self, voice)
        if self.after is not None:
            nth = message("from number {n} on", n=self.after + 1)
            words = message("{a}, {b}", a=words, b=nth) if words else nth
        if words:
            return message("{condition}: {worth}", condition=words, worth=worth)
        return message("all others: {worth}", worth=worth)

    def _worth_in_words(self, voice: Voice) -> Text:
        least, most = self.from_, self.to
        if least is not None and most is not None:
            first, last = (most, least) if most <= 0 else (least, most)
            words = {"least": _bound(first, voice), "most": _bound(last, voice)}
            return message("from {least} to {most}, as the office judges", **words)
        if least is not None:
            return message("{least} or more, as the office judges", least=_bound(least, voice))
        if most is not None:
            return message("{most} or less, as the office judges", most=_bound(most, voice))
        if isinstance(self.points, Mapping):
            return _forms(self.points, voice)
        return voice.worth(self.points if self.points is not None else Decimal(0))


def traits(names: Sequence[str], facts: Facts) -> Callable[[ScoreLine], tuple[object, ...]]:
    """What finds in lines whose they are, and what those alike agree in."""
    of_line = attrgetter("unit", "person", *(name for name in names if name != "media"))
    if "media" not in names:
        return of_line
    media = facts.media
    return lambda line: (
        *of_line(line),
        media.get(line.publication or "", line.publication),
    )


def left_over(
    lines: Sequence[ScoreLine],
    keys: Sequence[object],
    worth: Callable[[ScoreLine], Decimal],
    *,
    keep: int,
    which: Which,
) -> list[int]:
    """The places of lines that do not count, as others with their key do; of equals later ones."""
    too_many = {key for key, count in Counter(keys).items() if count > keep}
    alike: dict[object, list[int]] = defaultdict(list)
    for place, key in enumerate(keys) if too_many else ():
        if key in too_many:
            alike[key].append(place)
    if which == "dearest":
        for places in alike.values():
            places.sort(key=lambda place: -worth(lines[place]))
    return [place for places in alike.values() for place in places[keep:]]


def traits_apart(names: Iterable[str]) -> set[str]:
    """What facts are told apart by where those alike in some traits are compared."""
    known = {"item": "item", **dict.fromkeys(("publication", "media"), "adoption.publication")}
    return {known[name] for name in names if name in known}


def kept(names: tuple[str, ...], keep: int, which: str) -> Text:
    """Which of several alike count."""
    words = {"alike": [Message(_ALIKE[name]) for name in names], "keep": keep}
    if which == "first":
        return message("of several ({alike}) only the first {keep} count", **words)
    if keep == 1:
        return message("of several ({alike}) only the dearest counts", **words)
    return message("of several ({alike}) only the dearest {keep} count", **words)


def points_in_words(points: Points | None, head: str, voice: Voice) -> Text:
    """One figure, or a figure for each word that a condition names, or for each form below it."""
    if not isinstance(points, Mapping):
        return voice.worth(points or Decimal(0))
    bits: list[Text] = []
    for key, figure in points.items():
        word = _word(head, key, voice)
        if isinstance(figure, Mapping):
            bits.append(message("{word} {figures}", word=word, figures=_forms(figure, voice)))
        else:
            bits.append(message("{word} {worth}", word=word, worth=voice.worth(figure)))
    return message("{bits}", bits=bits)


def _bound(figure: Decimal, voice: Voice) -> Text:
    return voice.worth(figure) if figure else voice.amount(figure)


def _forms(figures: Mapping[str, Decimal], voice: Voice) -> Text:
    bits = [
        message("{word} {worth}", word=voice.forms.get(key, key), worth=voice.worth(figure))
        for key, figure in figures.items()
    ]
    return message("({bits})", bits=bits)


def _word(head: str, word: str, voice: Voice) -> Text:
    if head == "outcome":
        return Message(OUTCOMES[word]) if word in OUTCOMES else word
    if head == "category":
        return message("“{word}”", word=voice.categories.get(word, word))
    return {**voice.levels, **voice.codes}.get(word, word)

"""Whose points an item earns: one unit's, those of all who sent it, or of those who signed it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, Literal, Protocol

from msgspec.structs import replace

from inforeport.figures import number
from inforeport.model import Author, ScoreLine, Submission
from inforeport.ratio import Ratio, ratio
from inforeport.rules.remarks import MoreThan, PartOfOne, Remarks
from inforeport.rules.rule import Filtered
from inforeport.words import N_, Message, Text, message

Joint = Annotated[
    Literal["first", "each", "equal"],
    N_("whose a report is that several units sent"),
]
Others = Annotated[
    Ratio | None,
    N_("what each of the other units has of a joint report"),
    PartOfOne(),
]
Lead = Annotated[
    Ratio | None,
    N_("what the first unit has of a joint report; the others share the rest"),
    PartOfOne(),
]
Authors = Annotated[
    Literal["each", "equal"] | tuple[Decimal, ...] | None,
    N_("the parts of those who signed, in their order"),
    MoreThan(0),
]

_ONE = Decimal(1)


class Divides(Protocol):
    """A rule that says whose a report is.

    `joint` is of a report that several units sent: all to the `first`, all to `each`, `equal`
    parts; with `others` all to the first and that part of it to each of the others; with `lead`
    that part to the first, and the rest in equal parts to the others. `authors`
    divides by those who signed, or rather their units: all to `each`, `equal` parts, or a list of
    parts for the first so many.
    """

    @property
    def joint(self) -> Literal["first", "each", "equal"]:
        """Of a joint report."""

    @property
    def others(self) -> Ratio | None:
        """Of a joint report, where the first has the whole."""

    @property
    def lead(self) -> Ratio | None:
        """Of a joint report, where the first has a part, and the others share the rest."""

    @property
    def authors(self) -> Literal["each", "equal"] | tuple[Decimal, ...] | None:
        """Of a report that was signed."""


class Shared(Filtered, frozen=True, kw_only=True):
    """A rule whose points are divided, as `Divides` says.

    `whom` says whether the parts of authors go to their units, or to the persons beside the units'
    points; with `both` the unit that sent it has the whole, and the persons have their parts.
    """

    joint: Joint = "first"
    others: Others = None
    lead: Lead = None
    authors: Authors = None
    whom: Annotated[
        Literal["units", "persons", "both"],
        N_("to whom go the parts of authors: their units, the persons, or both"),
    ] = "units"

    @property
    def is_for_persons(self) -> bool:
        """Whether the persons alone have what it gives."""
        return self.whom == "persons"

    def shared(self, line: ScoreLine, item: Submission | None) -> Iterable[ScoreLine]:
        """The line, divided among those whose it is; as it is where nothing is to be divided."""
        if item is None or not (item.partners or item.authors):
            return () if self.whom == "persons" else (line,)
        return self._divided(line, item)

    def _divided(self, line: ScoreLine, item: Submission) -> Iterator[ScoreLine]:
        """The lines of the units and persons whose a report is."""
        if self.whom != "persons":
            whose = self if self.whom == "units" else replace(self, authors=None)
            for unit, part in parts_of(whose, item):
                yield _divided(line, unit, part)
        if self.whom != "units":
            for author, part in _of_authors(self, item):
                yield replace(_divided(line, author.unit, part), person=author.name)


def parts_of(rule: Divides, item: Submission) -> Sequence[tuple[str, Decimal]]:
    """The units whose an item is, and the part of each."""
    if rule.authors and item.authors:
        parts: dict[str, Decimal] = {}
        for author, part in _of_authors(rule, item):
            parts[author.unit] = parts.get(author.unit, Decimal(0)) + part
        return [(unit, min(part, _ONE)) for unit, part in parts.items()]
    units = dict.fromkeys((item.unit, *item.partners))
    if rule.others is not None:
        return [(unit, _ONE if unit == item.unit else rule.others * _ONE) for unit in units]
    if rule.lead is not None and len(units) > 1:
        rest = ratio(_ONE - rule.lead * _ONE, len(units) - 1)
        return [(unit, rule.lead * _ONE if unit == item.unit else rest) for unit in units]
    if rule.joint == "first":
        return [(item.unit, _ONE)]
    part = _ONE if rule.joint == "each" else ratio(1, len(units))
    return [(unit, part) for unit in units]


def _of_authors(rule: Divides, item: Submission) -> Iterator[tuple[Author, Decimal]]:
    """The part of each author; behind the end of a list there is none."""
    count = len(item.authors)
    if isinstance(rule.authors, tuple):
        heard = rule.authors[:count]
        parts = [ratio(part, sum(heard)) for part in heard]
    else:
        parts = [_ONE if rule.authors == "each" else ratio(1, max(count, 1))] * count
    yield from zip(item.authors, parts, strict=False)


def _divided(line: ScoreLine, unit: str, part: Decimal) -> ScoreLine:
    if part == 1:
        return line if line.unit == unit else replace(line, unit=unit)
    because = message("{because}, {part} of it", because=line.because, part=part)
    return replace(line, unit=unit, points=line.points * part, because=because)


def idle_shares(rule: Divides, keys: Mapping[str, Any]) -> Remarks:
    """A part for the others, or for the first, where the whole is given away already."""
    if "lead" in keys and rule.others is not None:
        yield ("lead",), message("lead says nothing beside others: write one of them")
    elif "lead" in keys and rule.joint != "first":
        wrong = message("lead says nothing with joint = {joint}; leave one out", joint=rule.joint)
        yield ("lead",), wrong
    if "others" in keys and rule.joint != "first":
        wrong = message("others says nothing with joint = {joint}; leave one out", joint=rule.joint)
        yield ("others",), wrong


_JOINT: Mapping[str, str] = {
    "each": N_("What several units sent counts in full for each of them."),
    "equal": N_("What several units sent is divided equally among them."),
}
_AUTHORS: Mapping[str, str] = {
    "each": N_("Each of those who signed has the whole."),
    "equal": N_("Those who signed have equal parts."),
}
_WHOM: Mapping[str, str] = {
    "persons": N_("It goes to the persons who signed, not to their units."),
    "both": N_("The unit that sent it has the whole, and the persons who signed their parts."),
}


_SIGNED: Mapping[str, str] = {
    "first": N_("What several signed counts for the first of them."),
    "each": N_("What several signed counts in full for each of them."),
    "equal": N_("What several signed is divided equally among them."),
}


def sharing(rule: Any, *, persons: bool = False) -> Iterator[Text]:
    """Whose a report is, where it is not simply the first unit's; of persons always."""
    if persons:
        yield Message(_SIGNED[rule.joint])
    elif rule.joint in _JOINT:
        yield Message(_JOINT[rule.joint])
    if rule.others is not None:
        yield message(
            "Of what several units sent the first has the whole, each of the others {part} of it.",
            part=rule.others,
        )
    if rule.lead is not None:
        yield message(
            "Of what several units sent the first has {part} of it; the others share the rest.",
            part=rule.lead,
        )
    if isinstance(rule.authors, tuple):
        ratio = ":".join(number(one) for one in rule.authors)
        yield message("Those who signed first share it {ratio}; later ones have none.", ratio=ratio)
    elif rule.authors:
        yield Message(_AUTHORS[rule.authors])
    if getattr(rule, "whom", None) in _WHOM:
        yield Message(_WHOM[rule.whom])

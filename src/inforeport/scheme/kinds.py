"""The language of a scheme file from the code: every kind of rule, every table, every figure.

What a figure does is said by its rule; here it is only told.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec import NODEFAULT, Meta, Struct
from msgspec.structs import FieldInfo, fields

from inforeport.rules import KINDS
from inforeport.rules.given import Band
from inforeport.rules.priced import Price
from inforeport.rules.quota import Season, Weight
from inforeport.rules.ranking import Amount, LastDuty, Ranking, Reward, Title
from inforeport.rules.where import CONDITIONS, Where
from inforeport.scheme.shape import Counting, Figures, Head, Timetable, by_group
from inforeport.stationery import BulletinTerms, CircularTerms
from inforeport.words import N_, Message, Text, message, number

SUMMARY: Mapping[str, str] = {
    "quota": N_("how many reports, uses or points each unit owes, and what follows"),
    "task": N_("what meeting or missing duties gives that quotas above state"),
    "start": N_("points that every unit starts each window with"),
    "submission": N_("points of each report that was sent, used or not"),
    "adoption": N_("points of each use of a report, by level, form, publication …"),
    "instruction": N_("points of each leader's instruction on a report"),
    "forwarding": N_("points of each report that the office sent up"),
    "commission": N_("points of each commission: delivered in time, late, or not at all"),
    "mark": N_("points of each mark that the office made, by its code"),
    "rate": N_("points for a rate: of those used, of those in time, of what was owed"),
    "highest": N_("of several uses of one report only the dearest count"),
    "limit": N_("a cap or a floor for what the rules above give or take"),
    "factor": N_("multiplies what the rules above give"),
    "void": N_("takes away all points of a report, or of a unit, because of a mark"),
    "average": N_("makes the sum of several windows their average"),
    "scale": N_("folds a unit's points into another score"),
    "flag": N_("a word for a unit, with or without a place in the ranking, or a title"),
    "pay": N_("money for points"),
}
"""What each kind of rule is for, in a sentence."""

TABLES: Mapping[str, tuple[type[Struct], str]] = {
    "scheme": (Figures, N_("what a scheme file states besides its rules")),
    "rule": (Head, N_("what every [[rule]] and [[fee]] may state, whatever its kind")),
    "where": (Where, N_("the conditions of where, unless, rows and weights; all must hold")),
    "rows": (Price, N_("a row of a table of points: conditions, and what fits is worth")),
    "weights": (Weight, N_("a row of weights: conditions, and as how many it counts")),
    "seasons": (Season, N_("another number in some months of the year")),
    "bands": (Band, N_("a row of a measure: from which rate to which, and the points")),
    "calendar": (Timetable, N_("weeks, holidays, the year")),
    "counting": (Counting, N_("what counts when")),
    "ranking": (Ranking, N_("places and duties")),
    "duty": (LastDuty, N_("[[ranking.duty]]: what the last of a group must do")),
    "reward": (Reward, N_("[[reward]]: prizes by place, or a pool that is shared")),
    "prizes": (Amount, N_('a prize of [[reward]]: a number, "unknown", or such a table')),
    "honour": (Title, N_("[[honour]]: titles by place")),
    "bulletin": (BulletinTerms, N_("the office's bulletin")),
    "circular": (CircularTerms, N_("the office's circular")),
}
"""The other tables of a file, each with its shape and what it is for."""

_NAMES = {shape: name for name, (shape, _) in TABLES.items()}
_PLAIN: Mapping[Any, str] = {
    Decimal: N_("number"),
    int: N_("whole number"),
    str: N_("text"),
    bool: N_("true or false"),
    date: N_("a day, as 2009-05-02"),
}


class Figure(Struct, frozen=True, kw_only=True):
    """A key of a table: what may be written for it, what it is where not stated, what it means.

    `by_group` says whether it may be a table with one for each group; `default` is as in TOML,
    and nothing where there is none.
    """

    name: str
    type: Text
    default: str
    required: bool
    by_group: bool
    meaning: str


def figures_of(name: str) -> tuple[Figure, ...]:
    """The keys of a kind of rule, or of another table of the file."""
    grouped = by_group(name) if name in KINDS else ("per", "every") if name == "rule" else ()
    shape: Any = KINDS[name] if name in KINDS else TABLES[name][0]
    known = CONDITIONS if shape in {Price, Weight} else ()
    return tuple(_figure(one, grouped) for one in fields(shape) if one.name not in known)


def summary(name: str) -> str:
    """What a kind of rule, or another table, is for."""
    return SUMMARY[name] if name in SUMMARY else TABLES[name][1]


def meaning(annotation: Any) -> str:
    """What a field means, as its declaration says."""
    if get_origin(annotation) is Annotated:
        told = (one.description for one in annotation.__metadata__ if isinstance(one, Meta))
        return next((one for one in told if one), "")
    return ""


def default_of(field: FieldInfo) -> Any:
    """What a field is where it is not stated; `NODEFAULT` where it must be."""
    if field.default_factory is not NODEFAULT:
        return field.default_factory()
    return field.default


def plain(annotation: Any) -> Any:
    """An annotation without its description."""
    return plain(get_args(annotation)[0]) if get_origin(annotation) is Annotated else annotation


def choices(annotation: Any) -> list[Any]:
    """What an annotation lets one write: its alternatives, without nothing."""
    annotation = plain(annotation)
    if get_origin(annotation) not in {UnionType, Union}:
        return [annotation]
    return [inner for one in get_args(annotation) if one is not NoneType for inner in choices(one)]


def type_words(annotation: Any) -> Text:
    """What may be written for a field, in plain words."""
    told = list(_types(choices(annotation)))
    first, *rest = told
    for one in rest:
        first = message("{a} or {b}", a=first, b=one)
    return first


def _types(annotations: list[Any]) -> Iterator[Text]:
    for one in annotations:
        origin, inner = get_origin(one), get_args(one)
        if origin is Literal:
            yield message("one of {words}", words=[f'"{word}"' for word in inner])
        elif origin is tuple:
            yield message("list of: {what}", what=type_words(inner[0]))
        elif one in _NAMES:
            yield message("table, see {name}", name=_NAMES[one])
        elif one in _PLAIN:
            yield Message(_PLAIN[one])
        else:
            yield message("table of: {what}", what=type_words(inner[1]))


def _figure(field: FieldInfo, grouped: tuple[str, ...]) -> Figure:
    default = default_of(field)
    return Figure(
        name=field.name,
        type=type_words(field.type),
        default=_toml(default),
        required=default is NODEFAULT,
        by_group=field.name in grouped,
        meaning=meaning(field.type),
    )


def _toml(value: Any) -> str:
    """A default as one would write it; nothing for what is simply left out."""
    if value is NODEFAULT or value is None or isinstance(value, Struct):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(one) for one in value)}]"
    if isinstance(value, Mapping):
        rows = (f"{key} = {_toml(one)}" for key, one in value.items())
        return f"{{ {', '.join(rows)} }}" if value else "{}"
    return f'"{value}"' if isinstance(value, str) else str(value)

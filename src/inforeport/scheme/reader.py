"""Reads a scheme's TOML with pydantic and names every mistake by file, line and rule."""

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache, partial, reduce
from itertools import chain
from operator import or_
from types import UnionType
from typing import Annotated, Any, Literal, LiteralString, get_args, get_origin

import msgspec
from msgspec.structs import asdict, fields
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ValidationError,
    WithJsonSchema,
    create_model,
)
from pydantic_core import PydanticCustomError

from inforeport.errors import SchemeMistakes
from inforeport.period import Per
from inforeport.ratio import Exact, Ratio
from inforeport.rules import KINDS, Entry, Rule
from inforeport.rules.editions import Key, keys_of
from inforeport.rules.remarks import At, not_among
from inforeport.scheme.annotations import fraction, is_table, plain, tables_in
from inforeport.scheme.blanks import blanks, is_deep, no_tables
from inforeport.scheme.duties import settled, written_out
from inforeport.scheme.fractions import FRACTION, is_fraction, write_fractions_out
from inforeport.scheme.mistakes import Mistakes, deepest, inside
from inforeport.scheme.sense import alone, contradictions
from inforeport.scheme.shape import (
    Figures,
    Head,
    Scheme,
    by_group,
)
from inforeport.scheme.syntax import marked, syntax
from inforeport.scheme.vocabulary import strangers
from inforeport.scheme.wording import LISTS, Wording, edition_of, tables
from inforeport.words import message

Found = list[tuple[At, Entry]]
_HEAD = tuple(field.name for field in fields(Head))


def read(text: str, place: str) -> Scheme:
    """The scheme that `text` states. Raises `SchemeMistakes` with all that is wrong in it."""
    mistakes = Mistakes(text, place)
    document, raw = _by_fields(_document(text, mistakes), mistakes)
    for rule in chain.from_iterable(raw.values()):
        write_fractions_out(rule)
    _write_prizes_out(document)
    figures = _checked(Figures, document, mistakes=mistakes, at=())
    entries = _all_rules(document, raw, mistakes)
    _look_at_each(document, raw, entries, mistakes)
    scheme = Scheme(
        **asdict(figures),
        entries=tuple(entry for _, entry in entries["rule"]),
        fees=tuple(entry for _, entry in entries["fee"]),
        named=tuple(sorted({*_named(document, raw)})),
    )
    for at, wrong in contradictions(scheme, entries, document):
        mistakes.add(at, "scheme-sense", wrong)
    mistakes.raise_any()
    return scheme


def _by_fields(
    file: dict[str, Any], mistakes: Mistakes
) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """What a file states besides its rules, and its rules, by the names of fields."""
    edition, wrong = edition_of(file)
    wording = mistakes.wording = Wording(edition)
    if wrong:
        mistakes.add(("edition",), "scheme-key", wrong)
    for name in LISTS:
        for at, mistake in no_tables(name, file.get(name, {})):
            mistakes.add(at, "scheme-value", mistake)
    document = wording.head_of(file) | {"edition": edition}
    raw = {name: wording.rules_of(file, name) for name in LISTS}
    for at, mistake in wording.misnamed:
        mistakes.note(at, "scheme-key", mistake)
    return document, raw


def _look_at_each(
    document: Mapping[str, Any],
    raw: dict[str, list[dict[str, Any]]],
    entries: Mapping[str, Found],
    mistakes: Mistakes,
) -> None:
    """Note what is wrong with each rule by itself; raise where the rest would only follow."""
    for at, wrong in chain(strangers(document, raw), blanks(document, raw)):
        mistakes.add(at, "scheme-value", wrong)
    well_formed = not mistakes.found
    for at, wrong in alone(entries, raw):
        mistakes.add(at, "scheme-sense", wrong)
    if not well_formed:  # what the rules say of each other would draw mistakes after the first
        mistakes.raise_any()


def _all_rules(
    document: Mapping[str, Any], raw: Mapping[str, list[dict[str, Any]]], mistakes: Mistakes
) -> dict[str, Found]:
    """The rules of both lists, with all that follows from their duties."""
    entries = {name: _all_entries(name, raw[name], document, mistakes) for name in LISTS}
    entries, differing = settled(entries, raw)
    for at, wrong in differing:
        mistakes.add(at, "scheme-sense", wrong)
    points, of_points = written_out(entries["rule"])
    fees, _ = written_out(entries["fee"])
    return {"rule": points, "fee": [*of_points, *fees]}


def _all_entries(
    name: str, tables: list[dict[str, Any]], document: Mapping[str, Any], mistakes: Mistakes
) -> Found:
    return [
        ((name, index), entry)
        for index, raw in enumerate(tables)
        for entry in _entries(raw, document, mistakes=mistakes, at=(name, index))
    ]


def _document(text: str, mistakes: Mistakes) -> dict[str, Any]:
    for line, wrong in marked(text):
        mistakes.add_syntax(line, wrong)
    mistakes.raise_any()
    try:
        document = tomllib.loads(text, parse_float=Decimal)
        if is_deep(document):
            raise RecursionError  # noqa: TRY301  as the reader itself does where it is far deeper
    except (ValueError, ArithmeticError, RecursionError) as error:
        mistakes.add_syntax(*syntax(text, error))
        raise SchemeMistakes(problems=mistakes.found, count=1, place=mistakes.place) from None
    return document


def _write_prizes_out(document: dict[str, Any]) -> None:
    """`prizes = [3000, "unknown"]` is short for tables with an `amount`, or without one."""
    for reward in tables(document.get("reward", [])):
        prizes = reward.get("prizes")
        if isinstance(prizes, list):
            reward["prizes"] = [
                {} if one == "unknown" else one if isinstance(one, dict) else {"amount": one}
                for one in prizes
            ]


def _entries(
    raw: dict[str, Any], document: Mapping[str, Any], *, mistakes: Mistakes, at: tuple[str, int]
) -> Iterator[Entry]:
    kind = mistakes.wording.kinds.get(at)
    if kind is None and "type" not in raw:
        mistakes.add((*at, "type"), "scheme-key", message("{key} is missing", key=Key("type")))
        return
    if kind is None:
        wrong = not_among("type", raw["type"], mistakes.wording.types)
        mistakes.add((*at, "type"), "scheme-value", wrong)
        return
    for key in (key for key, value in raw.items() if value == {}):
        mistakes.add((*at, key), "scheme-value", message("{key} is an empty table", key=key))
    for table in _by_group(_with_clause(raw), kind):
        head = _checked(Head, _part(table, _HEAD), mistakes=mistakes, at=at)
        rest = {name: value for name, value in table.items() if name not in _HEAD}
        rule = _checked(KINDS[kind], rest, mistakes=mistakes, at=at)
        if head and rule:
            yield _entry(head, rule, _period(document))


def _entry(head: Head, rule: Rule, period: Per) -> Entry:
    """A rule in its place, judged by the scheme's windows where it says nothing of its own."""
    place = asdict(head)
    per = place.pop("judged") or period
    place |= {"kind": place.pop("type"), "per": per, "every": head.every or per}
    return Entry(rule=rule, **place)


def _with_clause(raw: dict[str, Any]) -> dict[str, Any]:
    """A rule with a clause: the first of its rows, where each of them has its own."""
    rows = tables(raw.get("rows"))
    if "clause" in raw or "points" in raw or not rows or not all("clause" in row for row in rows):
        return raw
    return raw | {"clause": rows[0]["clause"]}


def _period(document: Mapping[str, Any]) -> Per:
    """What is scored and ranked; where the file says nothing that can be, the usual."""
    stated = document.get("period")
    return next((per for per in get_args(Per) if per == stated), "month")


def _by_group(raw: dict[str, Any], kind: str) -> Iterator[dict[str, Any]]:
    """One table for each group, where a figure is written as a table of groups."""
    grouped = [name for name in by_group(kind) if isinstance(raw.get(name), dict)]
    if not grouped:
        yield raw
        return
    named = list(dict.fromkeys(group for name in grouped for group in raw[name]))
    for group in named:
        mine = {name: raw[name][group] for name in grouped if group in raw[name]}
        rest = {name: value for name, value in raw.items() if name not in grouped}
        yield rest | mine | {"groups": [group]}


def _part(raw: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: raw[name] for name in names if name in raw}


def _checked(
    shape: Any,
    raw: Mapping[str, Any],
    *,
    mistakes: Mistakes,
    at: tuple[str | int, ...],
) -> Any:
    """`raw` as an instance of `shape`, or `None` with its mistakes noted."""
    try:
        stated = twin(shape).model_validate(raw).model_dump(exclude_unset=True)
    except ValidationError as error:
        for mistake in deepest(raw, error.errors(include_url=False)):
            inner = inside(raw, mistake["loc"][:-1])
            keys = _keys_of(shape, inner, mistakes.wording.edition, in_rule=bool(at))
            mistakes.add_pydantic(at, mistake, raw=raw, keys=keys)
        return None
    return msgspec.convert(stated, shape, dec_hook=fraction)


def _keys_of(shape: Any, inner: At, edition: int, *, in_rule: bool) -> tuple[str, ...]:
    """The keys of the table that `inner` leads to, those that a mistake there may be near to."""
    names = [one for one in inner if isinstance(one, str)]
    inside_it = tables_in(shape)
    if names and names[-1] in inside_it:
        return (*keys_of((inside_it[names[-1]],), edition),)
    return (*keys_of((shape, Head) if in_rule else (shape,), edition), *(() if in_rule else LISTS))


@cache
def twin(shape: Any) -> type[BaseModel]:
    """A pydantic model of the same fields, by which an unknown key is a mistake.

    pydantic names every mistake at once and knows no Structs; the Structs load a great deal
    faster, and stay the only place where a field is declared.
    """
    figures = {
        field.name: (_twinned(field.type), ... if field.required else None)
        for field in fields(shape)
    }
    model: Any = create_model
    twin: type[BaseModel] = model(shape.__name__, __config__=ConfigDict(extra="forbid"), **figures)
    return twin


def _twinned(annotation: Any) -> Any:
    """The annotation with every Struct in it replaced by its twin."""
    annotation = plain(annotation)
    if annotation in {Ratio, Exact}:
        return Annotated[Any, BeforeValidator(_fraction), WithJsonSchema(_FRACTION)]
    if annotation in _UNQUOTED:
        return Annotated[annotation, BeforeValidator(partial(_unquoted, _UNQUOTED[annotation]))]
    if is_table(annotation):
        return twin(annotation)
    if not (parts := get_args(annotation)) or get_origin(annotation) is Literal:
        return annotation
    if get_origin(annotation) is tuple and _is_word(parts[0]):
        return Annotated[annotation, BeforeValidator(_listed), WithJsonSchema(_words(parts[0]))]
    twins = tuple(_twinned(part) for part in parts)
    if isinstance(annotation, UnionType):
        return reduce(or_, twins)
    return get_origin(annotation)[twins]


_UNQUOTED = {Decimal: "decimal_type", int: "int_type", bool: "bool_type"}
"""What is written without quotes, and how pydantic calls the mistake."""


def _unquoted(mistake: LiteralString, value: object) -> object:
    """A figure, or yes and no; what stands in quotes is text, whatever it says."""
    text = isinstance(value, str)
    if text or isinstance(value, bool) is not (mistake == "bool_type"):
        raise PydanticCustomError(mistake, "text")
    return value


_FRACTION = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": FRACTION}]}
"""A figure, or a fraction in quotes, as an editor is told."""


def _fraction(value: object) -> Ratio:
    """A figure exactly as it is written: a number, or a fraction such as "1/3"."""
    if is_fraction(value) and isinstance(value, str):
        return Ratio(value)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        if Decimal(value).is_finite():
            return Ratio(value)
        raise PydanticCustomError("finite_number", "text")
    raise PydanticCustomError("decimal_type", "text")


def _is_word(annotation: Any) -> bool:
    return annotation is str or get_origin(annotation) is Literal


def _words(annotation: Any) -> dict[str, Any]:
    """A list of words, or one of them alone, as an editor is told."""
    word = {"type": "string"} if annotation is str else {"enum": [*get_args(annotation)]}
    return {"anyOf": [{"type": "array", "items": word}, word]}


def _listed(value: object) -> object:
    """A list of words; one alone is a list of one."""
    return [value] if isinstance(value, str) else value


def _named(document: Mapping[str, Any], raw: Mapping[str, Any]) -> Iterator[str]:
    for key, value in document.items():
        inner = tables(value)
        yield from (f"{key}.{name}" for table in inner for name in table) if inner else (key,)
    for duty in tables(document.get("ranking", {}).get("last", [])):
        yield from (f"last.{name}" for name in duty)
    for rule in (rule for rules in raw.values() for rule in rules):
        yield from (f"{rule.get('type')}.{name}" for name in rule)

"""Reads a scheme's TOML with pydantic and names every mistake by file, line and rule."""

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache, reduce
from operator import or_
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec.structs import asdict, fields
from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from inforeport.errors import SchemeMistakes
from inforeport.rules import KINDS, Entry
from inforeport.rules.ranking import Amount, LastDuty, Ranking, Reward
from inforeport.scheme.mistakes import Mistakes, not_among
from inforeport.scheme.sense import contradictions, strangers
from inforeport.scheme.shape import BulletinTerms, Counting, Figures, Head, Scheme, Timetable
from inforeport.words import message

_SECTIONS = (Figures, Head, Timetable, Counting, BulletinTerms, Ranking, LastDuty, Reward, Amount)
_HEAD = tuple(field.name for field in fields(Head))
_KEYS = tuple({field.name for shape in _SECTIONS for field in fields(shape)} - {*_HEAD})


def read(text: str, place: str) -> Scheme:
    """The scheme that `text` states. Raises `SchemeMistakes` with all that is wrong in it."""
    mistakes = Mistakes(text, place)
    document = _document(text, mistakes)
    rules = _tables(document.pop("rule", []))
    _write_prizes_out(document)
    figures = _checked(Figures, document, mistakes=mistakes, at=())
    entries = [
        (index, entry)
        for index, raw in enumerate(rules)
        for entry in _entries(raw, document, mistakes=mistakes, at=("rule", index))
    ]
    for at, what in strangers(document, rules):
        mistakes.add(at, "scheme-value", what)
    mistakes.raise_any()
    scheme = Scheme(
        **asdict(figures),
        entries=tuple(entry for _, entry in entries),
        named=tuple(sorted({*_named(document, rules)})),
    )
    for at, what in contradictions(scheme, entries):
        mistakes.add(at, "scheme-sense", what)
    mistakes.raise_any()
    return scheme


def _document(text: str, mistakes: Mistakes) -> dict[str, Any]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        mistakes.add_syntax(str(error))
        raise SchemeMistakes(problems=mistakes.found, count=1, place=mistakes.place) from None


def _tables(raw: object) -> list[dict[str, Any]]:
    """The `[[rule]]` tables; a lone `[rule]` is read as one."""
    if isinstance(raw, dict):
        return [raw]
    return [one for one in raw if isinstance(one, dict)] if isinstance(raw, list) else []


def _write_prizes_out(document: dict[str, Any]) -> None:
    """`prizes = [3000, "unknown"]` is short for tables with an `amount`, or without one."""
    for reward in _tables(document.get("reward", [])):
        prizes = reward.get("prizes")
        if isinstance(prizes, list):
            reward["prizes"] = [
                {} if one == "unknown" else one if isinstance(one, dict) else {"amount": one}
                for one in prizes
            ]


def _entries(
    raw: dict[str, Any], document: Mapping[str, Any], *, mistakes: Mistakes, at: tuple[str, int]
) -> Iterator[Entry]:
    kind = raw.get("kind")
    if kind is None:
        mistakes.add((*at, "kind"), "scheme-key", message("{key} is missing", key="kind"))
        return
    if not isinstance(kind, str) or kind not in KINDS:
        mistakes.add((*at, "kind"), "scheme-value", not_among("kind", kind, list(KINDS)))
        return
    for key in (key for key, value in raw.items() if value == {}):
        mistakes.add((*at, key), "scheme-value", message("{key} is an empty table", key=key))
    for one in _by_group(raw, kind):
        head = _checked(Head, _part(one, _HEAD), mistakes=mistakes, at=at)
        rest = {name: value for name, value in one.items() if name not in _HEAD}
        rule = _checked(KINDS[kind], rest, mistakes=mistakes, at=at)
        if head and rule:
            per = head.per or document.get("period", "month")
            yield Entry(rule=rule, **asdict(head) | {"per": per, "every": head.every or per})


def _by_group(raw: dict[str, Any], kind: str) -> Iterator[dict[str, Any]]:
    """One table for each group, where a figure is written as a table of groups."""
    hints = get_type_hints(KINDS[kind]) | dict.fromkeys(("per", "every"), str)
    tables = {
        name
        for name, value in raw.items()
        if isinstance(value, dict) and name in hints and get_origin(hints[name]) is not _MAPPING
    }
    if not tables:
        yield raw
        return
    named = list(dict.fromkeys(group for name in tables for group in raw[name]))
    for group in named:
        mine = {name: raw[name][group] for name in tables if group in raw[name]}
        rest = {name: value for name, value in raw.items() if name not in tables}
        yield rest | mine | {"groups": [group]}


_MAPPING = get_origin(Mapping[str, str])


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
        stated = _twin(shape).model_validate(raw).model_dump(exclude_unset=True)
    except ValidationError as error:
        near = (*_HEAD, *(field.name for field in fields(shape))) if at else _KEYS
        for one in error.errors(include_url=False):
            mistakes.add_pydantic(at, one, raw=raw, known=near)
        return None
    return msgspec.convert(stated, shape)


@cache
def _twin(shape: Any) -> type[BaseModel]:
    """A pydantic model of the same fields, by which an unknown key is a mistake.

    pydantic names every mistake at once and knows no Structs; the Structs load a great deal
    faster, and stay the only place where a field is declared.
    """
    given = {one.name: (_twinned(one.type), ... if one.required else None) for one in fields(shape)}
    model: Any = create_model
    twin: type[BaseModel] = model(shape.__name__, __config__=ConfigDict(extra="forbid"), **given)
    return twin


def _twinned(annotation: Any) -> Any:
    """The annotation with every Struct in it replaced by its twin."""
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        return _twin(annotation)
    if not (parts := get_args(annotation)) or get_origin(annotation) is Literal:
        return annotation
    twins = tuple(_twinned(part) for part in parts)
    if isinstance(annotation, UnionType):
        return reduce(or_, twins)
    return get_origin(annotation)[twins]


def _named(document: Mapping[str, Any], rules: list[dict[str, Any]]) -> Iterator[str]:
    for key, value in document.items():
        tables = [value] if isinstance(value, dict) else _tables(value)
        yield from (f"{key}.{name}" for table in tables for name in table) if tables else (key,)
    for duty in _tables(document.get("ranking", {}).get("duty", [])):
        yield from (f"duty.{name}" for name in duty)
    for rule in rules:
        yield from (f"{rule.get('kind')}.{name}" for name in rule)

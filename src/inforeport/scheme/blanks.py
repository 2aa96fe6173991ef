"""What can be seen in the tables alone: nothing where something should be, figures too large."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from inforeport.rules.remarks import At, Remarks
from inforeport.words import message

LARGEST = 10**9
_DEEPEST = 50
_TEXTS = {"clause", "flag", "part", "name", "title"}
_PRINTED = {*_TEXTS, "last"}


def blanks(document: Mapping[str, Any], raw: Mapping[str, Sequence[Mapping[str, Any]]]) -> Remarks:
    """Each empty list or text, each figure that is too large, each text that cannot be printed."""
    for at, value in _values({**document, **raw}):
        key = next((one for one in reversed(at) if isinstance(one, str)), "")
        if value in ([], ()) and len(at) > 1:
            yield at, message("{key} is empty", key=key)
        elif isinstance(value, str):
            yield from _text(at, key, value)
        elif isinstance(value, int | Decimal) and _is_large(value):
            yield at, message("no figure may be {most} or more", most=LARGEST)


def _text(at: At, key: str, value: str) -> Remarks:
    if key in _TEXTS and not value.strip():
        yield at, message("{key} is empty", key=key)
    elif key in _PRINTED and any(ord(one) < ord(" ") or ord(one) == 0x7F for one in value):  # noqa: PLR2004
        yield at, message("{key} holds a line break or another character of control", key=key)


def _is_large(figure: int | Decimal) -> bool:
    exact = Decimal(figure)
    return exact.is_finite() and abs(exact) >= LARGEST


def _values(top: object) -> Iterator[tuple[At, Any]]:
    """Every value of a file with its place, those inside it after it; however deep."""
    left: list[tuple[At, Any]] = [((), top)]
    while left:
        at, value = left.pop()
        if at:
            yield at, value
        if isinstance(value, Mapping):
            left += [((*at, key), one) for key, one in value.items()]
        elif isinstance(value, list | tuple):
            left += [((*at, index), one) for index, one in enumerate(value)]


def is_deep(document: Mapping[str, Any]) -> bool:
    """Whether tables and lists stand in one another further than any scheme needs."""
    return any(len(at) > _DEEPEST for at, _ in _values(document))


def no_tables(name: str, raw: object) -> Remarks:
    """A list of rules that is none: `rule = "x"`, or with something else in it than tables."""
    if raw == []:
        yield (name,), message("{key} is empty", key=name)
    tables = [raw] if isinstance(raw, dict) else raw
    if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        yield (name,), message("{key} is not a table; write [[{key}]] above its lines", key=name)

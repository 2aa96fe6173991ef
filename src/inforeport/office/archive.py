"""What was printed, kept for good: records as packed JSON, with what they say in every language.

It knows no record by name and stores nothing.
"""

import zlib
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache, partial
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from inforeport.figures import rounded
from inforeport.words import Message, Spoken, Titled, spoken

T = TypeVar("T")

_JSON = (b"{", b"[")
"""With what JSON begins, and nothing that is packed."""
_KEPT = 9
"""Decimals that are kept of a figure that is no decimal."""


def encoded(record: object) -> bytes:
    """A record as packed JSON: figures exact, every message in it as it is said today.

    A third, which no decimal can hold, is kept with more decimals than any paper shows.
    """
    return packed(msgspec.json.encode(fixed(record), enc_hook=_as_decimal))


def decoded(content: bytes, kind: type[T]) -> T:
    """The record that was encoded; older seals have theirs unpacked."""
    unpacked = content if content[:1] in _JSON else zlib.decompress(content)
    return msgspec.json.decode(unpacked, type=kind)


def packed(content: bytes) -> bytes:
    """A content as it is kept: a list of reports takes a fifteenth."""
    return zlib.compress(content, 1)


def fixed(record: Any, said: dict[int, Spoken] | None = None) -> Any:
    """The same record with its messages said in every language, those that recur once."""
    how = _how(type(record))  # type: ignore[arg-type]
    return how(record, {} if said is None else said)


@cache
def _how(kind: type) -> Callable[[Any, dict[int, Spoken]], Any]:
    """How a record of a kind is fixed: there are few kinds, and many records."""
    if issubclass(kind, Message | Titled):
        return spoken
    if issubclass(kind, Struct) and (names := _speaking(kind)):
        return partial(_with_fields, names)
    if issubclass(kind, list | tuple):
        return lambda several, said: tuple([fixed(one, said) for one in several])
    if issubclass(kind, Mapping):
        return lambda named, said: {key: fixed(one, said) for key, one in named.items()}
    return lambda record, _: record


def _with_fields(names: Sequence[str], record: Struct, said: dict[int, Spoken]) -> Struct:
    fields = {}
    for name in names:
        if value := getattr(record, name):
            fields[name] = fixed(value, said)
    return replace(record, **fields) if fields else record


def _as_decimal(figure: Fraction) -> Decimal:
    return rounded(figure, _KEPT)


def _speaking(kind: type[Struct]) -> tuple[str, ...]:
    """The fields of a record in which a message may stand; of what was said, none."""
    return tuple(name for name, hint in get_type_hints(kind).items() if _speaks(hint))


def _speaks(hint: Any) -> bool:
    if isinstance(hint, type) and issubclass(hint, Struct):
        return bool(_speaking(hint))
    return hint is Message or any(map(_speaks, get_args(hint)))

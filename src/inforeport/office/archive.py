"""What was printed, kept for good: records as packed JSON, with what they say in every language.

It knows no record by name and stores nothing.
"""

import zlib
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
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


def fixed(record: Any, spoken_so_far: dict[int, Spoken] | None = None) -> Any:
    """The same record with its messages said in every language, those that recur once."""
    spoken_so_far = {} if spoken_so_far is None else spoken_so_far
    if isinstance(record, Message | Titled):
        return spoken(record, spoken_so_far)
    if isinstance(record, Struct) and not isinstance(record, Spoken):
        values = {name: getattr(record, name) for name in _speaking(type(record))}
        speaking = {name: fixed(value, spoken_so_far) for name, value in values.items() if value}
        return replace(record, **speaking) if speaking else record
    if isinstance(record, list | tuple):
        return tuple([fixed(one, spoken_so_far) for one in record])
    if isinstance(record, Mapping):
        return {key: fixed(one, spoken_so_far) for key, one in record.items()}
    return record


def _as_decimal(figure: Fraction) -> Decimal:
    return rounded(figure, _KEPT)


@cache
def _speaking(kind: type[Struct]) -> tuple[str, ...]:
    """The fields of a record in which a message may stand; there are few, and many records."""
    return tuple(name for name, hint in get_type_hints(kind).items() if _speaks(hint))


def _speaks(hint: Any) -> bool:
    if isinstance(hint, type) and issubclass(hint, Struct) and hint is not Spoken:
        return bool(_speaking(hint))
    return hint is Message or any(map(_speaks, get_args(hint)))

"""The records of very many rows: some thousands are in memory at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from msgspec import Struct

from inforeport.store._reader import Reader

R = TypeVar("R", bound=Struct)

_AT_ONCE = 5_000


def each(reader: Reader[R], rows: Iterable[tuple[Any, ...]]) -> Iterator[R]:
    """A record of each row, one by one."""
    following = iter(rows)
    while some := [*islice(following, _AT_ONCE)]:
        yield from reader.records(some)

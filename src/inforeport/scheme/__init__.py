"""From a TOML file to a scheme: every mistake in it named, what it leaves open named too.

A checked scheme can be kept as bytes and revived without reading the file again; pydantic, which
checks what people write, is loaded only where a file is read.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec
from msgspec import Struct
from msgspec.structs import asdict, replace

from inforeport.errors import UnknownShippedScheme
from inforeport.model.stationery import BulletinTerms, CircularTerms, SectionTerms
from inforeport.model.tables import ColumnTerms, TableTerms
from inforeport.rules import KINDS, Entry, Place
from inforeport.rules.remarks import Table
from inforeport.scheme.annotations import fraction
from inforeport.scheme.shape import Scheme
from inforeport.version import __version__


def _shapes(shape: type[Struct]) -> Iterator[type[Struct]]:
    yield shape
    for inner in shape.__subclasses__():
        yield from _shapes(inner)


_FIELDS = sorted(
    f"{shape.__name__}{shape.__struct_fields__}"
    for top in (Table, Place, BulletinTerms, CircularTerms, SectionTerms, TableTerms, ColumnTerms)
    for shape in _shapes(top)
)
EDITION = f"{__version__}-{crc32(repr(_FIELDS).encode()):08x}"
"""Which program understood a scheme: its version, and the fields it had for schemes."""

SHIPPED = Path(__file__).parent.parent / "schemes"

__all__ = ["EDITION", "SHIPPED", "Scheme", "freeze", "read", "revive", "shipped", "upgraded"]


def read(text: str, place: str) -> Scheme:
    """The scheme that `text` states; `place` is how its file is called in mistakes.

    Raises `SchemeMistakes` with every mistake that was found.
    """
    from inforeport.scheme.reader import read as read_text

    return read_text(text, place)


def upgraded(text: str, place: str) -> str:
    """The text of a scheme in the second edition.

    Raises `SchemeMistakes`, or `SchemeMeansOther` where it would be read otherwise than before.
    """
    from inforeport.scheme.upgrade import upgraded as rewritten

    return rewritten(text, place)


def shipped(name: str) -> str:
    """The text of a scheme that comes with the program; `UnknownShippedScheme` for others."""
    names = sorted(path.stem for path in SHIPPED.glob("*.toml"))
    if name not in names:
        raise UnknownShippedScheme(name=name, names=names)
    return (SHIPPED / f"{name}.toml").read_text(encoding="utf-8")


def freeze(scheme: Scheme) -> bytes:
    """A checked scheme as bytes, for `revive`."""
    return msgspec.json.encode(scheme, enc_hook=str)  # a fraction, as it is written


def revive(checked: bytes) -> Scheme:
    """The scheme that `freeze` kept."""
    raw: dict[str, Any] = msgspec.json.decode(checked)
    lists = {name: tuple(_entry(one) for one in raw.pop(name)) for name in ("entries", "fees")}
    return replace(msgspec.convert(raw, Scheme, dec_hook=fraction), **lists)


def _entry(raw: dict[str, Any]) -> Entry:
    rule = msgspec.convert(raw.pop("rule"), KINDS[raw["kind"]], dec_hook=fraction)
    return Entry(rule=rule, **asdict(msgspec.convert(raw, Place)))

"""Days and numbers between people, records and rows.

SQLite has no decimals. A share of 0.1 is stored as the text 0.1 with a check that it is a figure,
never as a float.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import Struct

from inforeport.errors import EndsBeforeStart, InforeportError
from inforeport.model import Draft, Problem
from inforeport.words import message

NUMBERS = 2**63
"""SQLite counts rows below this."""

_DIGITS = 19


def day(text: str | None) -> date | None:
    """The day that a column holds, if any."""
    return date.fromisoformat(text) if text else None


def iso(value: date | None) -> str | None:
    """A day as a column holds it, if any."""
    return value.isoformat() if value else None


def figure(text: str | None) -> Decimal | None:
    """The exact figure that a column holds, if any."""
    return Decimal(text) if text else None


def exact(value: Decimal | None) -> str | None:
    """A figure as a column holds it, if any: as text, for SQLite would make a float of it."""
    return f"{value:f}" if value is not None else None


def refused(draft: Draft[Any], error: InforeportError, key: str = "") -> Problem:
    """The mistake that an error makes of a row that came in, at the column of `key`."""
    head = draft.heads.get(key)
    place = f"{draft.place}:{head}" if head else draft.place
    if error.hint is None:
        return Problem(place, error.code, error.message)
    what = message("{what} ({hint})", what=error.message, hint=error.hint)
    return Problem(place, error.code, what)


def adds_nothing(new: Struct, there: Struct, names: Iterable[str]) -> bool:
    """Whether a row that came in says nothing that is not on file; what it leaves out agrees."""
    said = ((getattr(new, name), getattr(there, name)) for name in names)
    return all(mine is None or mine is False or mine in {(), its} for mine, its in said)


def check_span(name: str, since: date | None, until: date | None) -> None:
    """Raise `EndsBeforeStart` where a first and a last day are the wrong way round."""
    if since and until and until < since:
        raise EndsBeforeStart(name=name, since=since, until=until)


def numbered(wanted: str, *, bare: bool) -> int | None:
    """The number in `#12`, or in a bare `12` where that is let pass; else none."""
    number = wanted.removeprefix("#")
    if (bare or number != wanted) and number.isascii() and number.isdecimal():
        return int(number) if len(number) < _DIGITS else None
    return None

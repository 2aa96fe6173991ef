"""Days and numbers between people, records and rows."""

from datetime import date

from inforeport.errors import EndsBeforeStart


def day(text: str | None) -> date | None:
    """The day that a column holds, if any."""
    return date.fromisoformat(text) if text else None


def iso(value: date | None) -> str | None:
    """A day as a column holds it, if any."""
    return value.isoformat() if value else None


def check_span(name: str, since: date | None, until: date | None) -> None:
    """Raise `EndsBeforeStart` where a first and a last day are the wrong way round."""
    if since and until and until < since:
        raise EndsBeforeStart(name=name, since=since, until=until)


def numbered(wanted: str, *, bare: bool) -> int | None:
    """The number in `#12`, or in a bare `12` where that is let pass; else none."""
    number = wanted.removeprefix("#")
    if (bare or number != wanted) and number.isascii() and number.isdecimal():
        return int(number)
    return None

"""What is typed of the fields of a fact, made into their values."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from inforeport.cli._entry import Entry, option
from inforeport.cli._named import (
    day_named,
    edited_figure,
    edited_whole,
    edited_word,
    figure,
    name,
    of_report,
    optional,
    report_named,
    unit_named,
    word,
)
from inforeport.cli._session import Session
from inforeport.errors import NotADay
from inforeport.fields import Field, Kind
from inforeport.model import Submission
from inforeport.text import NAME, TITLE, one_line
from inforeport.words import message

Given = str | bool | None
"""What is typed of a field; nothing where it is not."""

_MEANT = {
    "level": message("level"),
    "code": message("code"),
    "what": message("target"),
    "per": message("span"),
}
"""What a word is, where it is not understood."""


def applied(
    session: Session, entry: Entry, given: Mapping[str, Given], values_before: Mapping[str, Any]
) -> dict[str, Any]:
    """The values that are known, with what is given of one instead; its days are looked at first.

    Raises what its values raise where they are not understood.
    """
    values = dict(values_before)
    fields = entry.asked() + entry.more()
    begins = [one.name for one in fields if one.kind is Kind.DAY and not one.ahead]
    for field in sorted(fields, key=lambda field: field.name not in {entry.today, *begins}):
        typed = given.get(field.name)
        if typed is None or _is_kept(field, typed, values_before):
            continue
        if field.kind is Kind.REPORT:
            values |= _of_report(session, entry, field, str(typed))
        else:
            named = (
                field.metavar if "id" not in values_before and field.name in entry.arguments else ""
            )
            since = next(filter(None, map(values.get, begins)), None)
            asked = _Asked(session, field, named or option(field), values.get(entry.today), since)
            values[field.name] = (_needed if field.required else _spare)(asked, typed)
    return values


def with_reports_named(
    session: Session, entry: Entry, given: Mapping[str, Given]
) -> dict[str, Given]:
    """What is typed, a report by its number in the file: which is meant is asked for here.

    So that it is not asked while the file is held.
    """
    named = dict(given)
    for field in (*entry.asked(), *entry.more()):
        typed = given.get(field.name)
        if field.kind is Kind.REPORT and isinstance(typed, str) and one_line(typed):
            named[field.name] = f"#{report_named(session, typed).id}"
    return named


def _is_kept(field: Field, typed: str | bool, known: Mapping[str, Any]) -> bool:
    """Whether nothing was written for what must not be empty, and is known."""
    return typed == "" and field.required and field.name in known


class _Asked(NamedTuple):
    """A field of which something is typed, how it was asked for, the day that it is of.

    `since` is the day from which a deadline is counted, where one is known.
    """

    session: Session
    field: Field
    what: str
    on: date | None
    since: date | None

    @property
    def begins(self) -> date | None:
        """The day behind which the next is meant, of a field that lies ahead."""
        return (self.since or self.session.today) if self.field.ahead else None

    def words(self) -> Mapping[str, str]:
        """The words that it may be."""
        if not isinstance(self.field.words, str):
            return self.field.words
        if self.field.words == "codes":
            return self.session.office.schemes.codes
        return self.session.office.scheme(self.on).levels


def _needed(asked: _Asked, typed: Any) -> object:
    """What is typed of a field that must not be empty, and refers to no report."""
    field, label = asked.field, asked.what
    match field.kind:
        case Kind.UNIT:
            return unit_named(asked.session, typed).name
        case Kind.WORD:
            return word(asked.words(), typed, what=_MEANT[field.name])
        case Kind.DAY:
            return _day(asked, typed)
        case Kind.FIGURE:
            return figure(typed, what=label, least=field.least, most=field.most)
    return name(typed, what=label, most=TITLE if field.kind is Kind.TITLE else NAME)


def _day(asked: _Asked, typed: str) -> date:
    """A day that must be told; an empty text is none."""
    day = day_named(asked.session, typed, behind=asked.begins)
    if day is None:
        raise NotADay(text=typed)
    return day


def _spare(asked: _Asked, typed: Any) -> object:
    """What is typed of a field that an empty text clears."""
    field, label = asked.field, asked.what
    match field.kind:
        case Kind.WORD:
            return edited_word(asked.words(), typed, None, what=_MEANT[field.name])
        case Kind.DAY:
            return day_named(asked.session, typed, behind=asked.begins)
        case Kind.FIGURE:
            return edited_figure(typed, None, what=label, least=field.least, most=field.most)
        case Kind.WHOLE:
            return edited_whole(typed, None, what=label, least=field.least)
        case Kind.FLAG:
            return bool(typed)
    return optional(typed)


def _of_report(session: Session, entry: Entry, field: Field, typed: str) -> dict[str, Any]:
    """What is known of a fact with the report that is named; an empty name clears it."""
    report: Submission | None = None
    if field.required or one_line(typed):
        report = report_named(session, typed)
    return of_report(entry.fact, report)

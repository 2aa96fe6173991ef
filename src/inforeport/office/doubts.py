"""What there is to doubt of a fact that is taken all the same: a day far off, a word of no price.

A fact may be right and look odd; so it is put on file, and said.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

from msgspec import Struct

from inforeport.fields import ADOPTION, SUBMISSION, Fact
from inforeport.model import Commission, Exemption, Target, Unit
from inforeport.office.schemes import Schemes
from inforeport.scheme.pricing import priced
from inforeport.store import Ledger, adoption, submission
from inforeport.store.registers import (
    COMMISSIONS,
    EXEMPTIONS,
    FORWARDINGS,
    INSTRUCTIONS,
    MARKS,
    TARGETS,
)
from inforeport.words import Message, Text, day_text, message

_AHEAD = timedelta(days=62)
"""How far ahead the day of a fact may be: a list may be of a term that is just beginning."""
_ASKED_AHEAD = timedelta(days=366)
"""The same of the day by which a report is asked for."""
_WORDS = {"adoptions": "level", "instructions": "level", "forwardings": "level", "marks": "code"}
"""By which of its words a fact is priced."""
_FOR_POINTS = {"marks"}  # the others may be on file for themselves, and no rule speak of them


class Doubt(Struct, frozen=True):
    """Something odd, and the facts it is said of, by their numbers."""

    what: Message
    facts: tuple[Text, ...]


class Doubts:
    """Says what there is to doubt of facts, by the schemes and on a day.

    `whose` tells the unit of a report by its number.
    """

    def __init__(
        self,
        schemes: Schemes,
        units: Iterable[Unit],
        today: date,
        whose: Callable[[str], str | None] = lambda _: None,
    ) -> None:
        self._schemes = schemes
        self._whose = whose
        self._units = {unit.name: unit for unit in units}
        self._today = today
        self._scheme = cache(schemes.on)
        self._words = cache(self._priced)

    def of(self, fact: Fact[Any], record: Any) -> Iterator[Message]:
        """What is odd of a fact."""
        match record:
            case Exemption():
                yield from self._of_clause(record)
            case Target():
                yield from self._of_number(record)
            case _ if fact.day and self._schemes.any:
                yield from self._of_dated(fact, record, getattr(record, fact.day))

    def _of_dated(self, fact: Fact[Any], record: Any, day: date) -> Iterator[Message]:
        yield from self.of_day(fact, day)
        word = getattr(record, _WORDS.get(fact.plural, ""), None)
        if word:
            yield from self.of_word(fact, day, word)
        if fact.plural == "submissions":
            yield from self._of_unit(record.unit, day)
        if isinstance(record, Commission):
            yield from _of_commission(record)
            yield from self._of_delivery(record)

    def _of_delivery(self, asked: Commission) -> Iterator[Message]:
        """That another unit delivered what one was asked for."""
        unit = self._whose(asked.delivered) if asked.delivered else None
        if unit and unit != asked.unit:
            yield message(
                "{unit} was asked for it, and {other} delivered it", unit=asked.unit, other=unit
            )

    def _of_unit(self, name: str, day: date) -> Iterator[Message]:
        """That its unit was not there yet, or is not any more."""
        unit = self._units.get(name)
        if unit and unit.since and day < unit.since:
            since = day_text(unit.since)
            yield message("{unit} is on file from {day} on", unit=name, day=since)
        elif unit and unit.until and day > unit.until:
            yield message("{unit} is on file until {day}", unit=name, day=day_text(unit.until))

    def _of_clause(self, exemption: Exemption) -> Iterator[Message]:
        """That no rule has its clause."""
        if self._schemes.any:
            entries = self._scheme(exemption.until).entries
            if exemption.clause not in {entry.clause for entry in entries}:
                yield message("no rule has the clause {clause}", clause=exemption.clause)

    def _of_number(self, target: Target) -> Iterator[Message]:
        """That no rule asks for such a number of a unit."""
        if self._schemes.any:
            entries = self._scheme(self._today).entries
            asking = [entry for entry in entries if entry.rule.asks_of_units == "target"]
            numbers = {(entry.rule.owes, entry.every) for entry in asking}
            if (target.what, target.per) not in numbers:
                yield message("no rule asks for such a number of a unit")

    def of_day(self, fact: Fact[Any], day: date) -> Iterator[Message]:
        """That it has not come, or counts nowhere."""
        scheme = self._scheme(day)
        ahead = _ASKED_AHEAD if fact.plural == "commissions" else _AHEAD
        if day > self._today + ahead:
            yield message("{day} has not come yet", day=day_text(day))
        elif day < scheme.since:
            yield message("{day} is before the scheme begins: it counts nowhere", day=day_text(day))
        elif scheme.until and day > scheme.until:
            yield message("{day} is after the scheme ended: it counts nowhere", day=day_text(day))

    def of_word(self, fact: Fact[Any], day: date, word: str) -> Iterator[Message]:
        """That no rule has anything to say of its level or code."""
        words = self._words(day, fact.plural)
        if words is not None and word not in words and (words or fact.plural in _FOR_POINTS):
            said = self._scheme(day).words().get(word, word)
            yield message("the scheme sets no points for {word}", word=said)

    def _priced(self, day: date, plural: str) -> frozenset[str] | None:
        scheme = self._scheme(day)
        return priced(scheme, plural, _WORDS[plural]) if scheme.parts else None


def _of_commission(asked: Commission) -> Iterator[Message]:
    """That its days do not follow one another."""
    if asked.on and asked.due < asked.on:
        days = {"day": day_text(asked.on), "due": day_text(asked.due)}
        yield message("asked for on {day}, and due on {due}", **days)
    if asked.on and asked.delivered_on and asked.delivered_on < asked.on:
        came = day_text(asked.delivered_on)
        yield message(
            "the report that was delivered came on {day}, before it was asked for", day=came
        )


def of_file(ledger: Ledger, doubts: Doubts) -> list[Doubt]:
    """Everything odd on file, each thing once with the facts that it is said of."""
    labels_of: dict[str, tuple[Message, list[Text]]] = {}
    for fact, record in _on_file(ledger):
        for doubt in doubts.of(fact, record):
            listed = message("{list} no. {number}", list=Message(fact.caption), number=record.id)
            label = getattr(record, "label", None) or listed
            labels_of.setdefault(str(doubt), (doubt, []))[1].append(label)
    return [Doubt(doubt, tuple(labels)) for doubt, labels in labels_of.values()]


def _on_file(ledger: Ledger) -> Iterator[tuple[Fact[Any], Any]]:
    """Every fact that counts, with the kind it is of."""
    yield from ((SUBMISSION, one) for one in submission.every(ledger) if not one.withdrawn)
    yield from ((ADOPTION, one) for one in adoption.every(ledger))
    for register in (INSTRUCTIONS, FORWARDINGS, COMMISSIONS, MARKS, TARGETS, EXEMPTIONS):
        yield from ((register.fact, one) for one in register.among(ledger, standing=True))

"""What there is to doubt of a fact that is taken all the same: a day far off, a word of no price.

A fact may be right and look odd; so it is put on file, and said.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

from msgspec import Struct

from inforeport.fields import ADOPTION, SUBMISSION, Fact
from inforeport.office.schemes import Schemes
from inforeport.period import Period
from inforeport.scheme.pricing import priced
from inforeport.store import Ledger, adoption, submission
from inforeport.store.registers import COMMISSIONS, FORWARDINGS, INSTRUCTIONS, MARKS
from inforeport.words import Message, day_text, message

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
    facts: tuple[str, ...]


class Doubts:
    """Says what there is to doubt of facts, by the schemes and on a day."""

    def __init__(self, schemes: Schemes, today: date) -> None:
        self._schemes = schemes
        self._today = today
        self._scheme = cache(schemes.on)
        self._words = cache(self._priced)

    def of(self, fact: Fact[Any], record: Any) -> Iterator[Message]:
        """What is odd of a fact."""
        if fact.day and self._schemes.any and fact.plural != "exemptions":
            day: date = getattr(record, fact.day)
            yield from self.of_day(fact, day)
            word = getattr(record, _WORDS.get(fact.plural, ""), None)
            if word:
                yield from self.of_word(fact, day, word)

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


def of_file(ledger: Ledger, doubts: Doubts) -> list[Doubt]:
    """Everything odd on file, each thing once with the facts that it is said of."""
    told: dict[str, tuple[Message, list[str]]] = {}
    for fact, record in _on_file(ledger):
        for what in doubts.of(fact, record):
            label = getattr(record, "label", None) or f"{fact.table} {record.id}"
            told.setdefault(str(what), (what, []))[1].append(label)
    return [Doubt(what, tuple(labels)) for what, labels in told.values()]


def _on_file(ledger: Ledger) -> Iterator[tuple[Fact[Any], Any]]:
    """Every dated fact that counts, with the kind it is of."""
    ever = Period()
    standing = (one for one in submission.submissions(ledger, ever) if not one.withdrawn)
    yield from ((SUBMISSION, one) for one in standing)
    yield from ((ADOPTION, one) for one in adoption.adoptions(ledger, ever))
    for register in (INSTRUCTIONS, FORWARDINGS, COMMISSIONS, MARKS):
        yield from ((register.fact, one) for one in register.among(ledger, standing=True))

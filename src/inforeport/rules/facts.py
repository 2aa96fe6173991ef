"""The priced kinds of rule, one for each kind of fact: where its facts are, what they are called.

How a fact is priced is said in `priced`.
"""

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, ClassVar

from inforeport.model import (
    Adoption,
    Commission,
    Facts,
    Forwarding,
    Instruction,
    Mark,
    Submission,
)
from inforeport.rules.priced import Priced
from inforeport.words import Text, message


class Adopted(Priced, frozen=True, kw_only=True):
    """Points of each use of a report: by level, form, publication, position, category …"""

    part: ClassVar[str] = "adoption"
    fact: ClassVar[str] = "adoptions"

    def _figure(
        self, fact: Any, item: Submission | None, facts: Facts
    ) -> tuple[Decimal | None, str]:
        """The table's figure; of a use that is the unit's in part, that part."""
        points, why = super()._figure(fact, item, facts)
        if fact.share is not None and points is not None:
            points *= fact.share
        return points, why

    def because(self, fact: Adoption, facts: Facts) -> Text:
        """Who used the report, in what, in which form."""
        return message("{use}: {title}", use=use_words(fact, facts), title=fact.title)


class Instructed(Priced, frozen=True, kw_only=True):
    """Points of each leader's instruction (批示): by level, publication, kind of leader."""

    part: ClassVar[str] = "instruction"
    fact: ClassVar[str] = "instructions"

    def because(self, fact: Instruction, facts: Facts) -> Text:
        """Who wrote on which report."""
        words = {"level": facts.word(fact.level), "title": fact.title}
        if fact.publication:
            words["publication"] = fact.publication
            return message("instruction, {level}, on {publication}: {title}", **words)
        return message("instruction, {level}: {title}", **words)


class Forwarded(Priced, frozen=True, kw_only=True):
    """Points of each report that the office sent up (转报): by level, and as what."""

    part: ClassVar[str] = "forwarding"
    fact: ClassVar[str] = "forwardings"

    def because(self, fact: Forwarding, facts: Facts) -> Text:
        """To whom which report was sent up, and as what."""
        words = {"level": facts.word(fact.level), "title": fact.title}
        if fact.name:
            return message("sent up to {level} as {name}: {title}", **words, name=fact.name)
        return message("sent up to {level}: {title}", **words)


class Sent(Priced, frozen=True, kw_only=True):
    """Points of each report that was sent, used or not: by category, kind, length, pictures."""

    part: ClassVar[str] = "submission"
    fact: ClassVar[str] = "submissions"
    key: ClassVar[str] = "category"

    def item_of(self, fact: Submission, facts: Facts) -> Submission:
        """The report itself."""
        del facts
        return fact

    def day_of(self, fact: Submission) -> date:
        """The day it was received."""
        return fact.received

    def because(self, fact: Submission, facts: Facts) -> Text:
        """Which report."""
        del facts
        if fact.late:
            return message("sent late: {title}", title=fact.title)
        return message("sent: {title}", title=fact.title)


class Commissioned(Priced, frozen=True, kw_only=True):
    """Points of each commission (约稿) on its last day: `delivered` in time, `late` or `missed`."""

    part: ClassVar[str] = "commission"
    fact: ClassVar[str] = "commissions"
    key: ClassVar[str] = "outcome"

    def item_of(self, fact: Commission, facts: Facts) -> Submission | None:
        """The report that was delivered."""
        return facts.items.get(fact.delivered) if fact.delivered else None

    def day_of(self, fact: Commission) -> date:
        """The last day to deliver."""
        return fact.due

    def because(self, fact: Commission, facts: Facts) -> Text:
        """What was asked for, and what became of it."""
        del facts
        words = {"title": fact.title, "due": fact.due}
        if fact.outcome == "missed":
            return message("commission not delivered by {due}: {title}", **words)
        if fact.outcome == "late":
            return message("commission delivered after {due}: {title}", **words)
        return message("commission delivered: {title}", **words)


class Marked(Priced, frozen=True, kw_only=True):
    """Points of each mark that the office made: by code, circulated or not, or as it judged."""

    part: ClassVar[str] = "mark"
    fact: ClassVar[str] = "marks"
    key: ClassVar[str] = "code"

    def because(self, fact: Mark, facts: Facts) -> Text:
        """What was marked, and why."""
        return message("{code}: {reason}", code=facts.word(fact.code), reason=fact.reason)


def use_words(use: Adoption, facts: Facts) -> Text:
    """A use in few words: its level, publication and form, as far as they are stated."""
    form = facts.word(use.form) if use.form else None
    return _use_words(facts.word(use.level), use.publication, use.position, form)


@cache  # a month has thousands of uses and a dozen ways to be used
def _use_words(level: str, publication: str | None, position: str | None, form: str | None) -> Text:
    where = f"{publication}（{position}）" if publication and position else publication
    if form and where:
        return message("{level}, {publication}, {form}", level=level, publication=where, form=form)
    if where:
        return message("{level}, {publication}", level=level, publication=where)
    if form:
        return message("{level}, {form}", level=level, form=form)
    return level

"""Points of each use of a report: `adoption`."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar

from inforeport.model import Adoption, Facts, ends_in_use
from inforeport.rules.answers import Reading, Way
from inforeport.rules.priced import Priced
from inforeport.rules.prices import Price
from inforeport.rules.rule import Voice
from inforeport.rules.where import OF_REPORT, OF_USE
from inforeport.words import N_, Message, Text, Titled, message

COUNTS_ON = Reading(
    "counting.counts_on",
    N_("which month a use counts for"),
    {
        "adopted": N_("A use counts in the month of its own day."),
        "received": N_("A use counts in the month in which the report was received."),
    },
    otherwise={
        "adopted": N_("A use counts in the period of its own day."),
        "received": N_("A use counts in the period in which the report was received."),
    },
    usual=True,
)
REPEATED = Reading(
    "counting.repeated",
    N_("what a report earns that is used more than once"),
    {
        "add": N_("Every use of a report counts."),
        "level": N_("Of several uses at one level in a month the dearest counts; levels add up."),
        "item": N_("Of all uses of a report in a month the dearest counts."),
    },
    also=("highest.once", "adoption.once"),
    told=("level", "item"),
    otherwise={
        "level": N_("Of several uses at one level in a period the dearest counts; levels add up."),
        "item": N_("Of all uses of a report in a period the dearest counts."),
    },
)
UNSTATED = Reading(
    "counting.unstated",
    N_("what a use is whose form is not stated"),
    {
        "whole": N_("A use whose form is not stated counts as one of the whole report."),
        "none": N_("A use whose form is not stated is of no form."),
    },
)

_way = attrgetter("level", "publication", "position", "form", "n")


class Adopted(Priced, frozen=True, kw_only=True):
    """Points of each use of a report: by level, form, publication, position, category …"""

    summary = N_("points of each use of a report, by level, form, publication …")
    columns: ClassVar[Mapping[str, str]] = {"adoption": N_("adoption")}
    readings = (COUNTS_ON, REPEATED, UNSTATED)
    fact = "adoptions"
    subject = N_("each use of a report")
    has_form = True
    asks = OF_REPORT | OF_USE | {"within"}

    def _figure(self, row: Price | None, fact: Any, facts: Facts) -> tuple[Decimal | None, str]:
        """The table's figure; of a use that is the unit's in part, that part."""
        points, why = super()._figure(row, fact, facts)
        if fact.share is not None and points is not None:
            points *= fact.share
        return points, why

    def alike(self, fact: Adoption) -> tuple[object, ...] | None:
        """Its level, publication and form; one in part is looked at for itself."""
        return None if fact.share is not None else _way(fact)

    def because(self, fact: Adoption, facts: Facts) -> Titled:
        """Who used the report, in what, in which form."""
        return use_words(fact, facts)

    def left_open(self, voice: Voice) -> Iterator[Way]:
        """Which day a use counts on, whether each use of a report counts, and a form unstated."""
        if not voice.money:
            yield Way(COUNTS_ON)
            yield from (Way(REPEATED, way) for way in _ways_to_repeat(voice))
        tables = [*self._table().values(), *(row.points for row in self.rows)]
        forms = any(isinstance(figure, Mapping) for figure in tables)
        if forms or self.asks_for("form"):
            yield Way(UNSTATED)


def _ways_to_repeat(voice: Voice) -> list[str]:
    """By rules that keep the dearest use, else every one; a price with `once` has said it."""
    rules = [entry.rule for entry in voice.entries]
    if any(isinstance(rule, Adopted) and rule.once for rule in rules):
        return []
    return [rule.repeated for rule in rules if rule.repeated] or ["add"]


def use_words(use: Adoption, facts: Facts, *, priced: bool = True) -> Titled:
    """A use of a report, and whether there are points for it."""
    form = facts.word(use.form) if use.form else None
    way = facts.word(use.level), use.publication, use.position, form
    return Titled(_use_words(*way, priced=priced), use.title)


@cache  # a month has thousands of uses and a dozen ways to be used
def _use_words(
    level: str, publication: str | None, position: str | None, form: str | None, *, priced: bool
) -> Message:
    use = _way_words(level, publication, position, form)
    if priced:
        return message("{use}: {title}", use=use)
    return message("{use}: {title} (the scheme sets no points for this)", use=use)


def _way_words(level: str, publication: str | None, position: str | None, form: str | None) -> Text:
    """Its level, publication and form, as far as they are stated."""
    where = f"{publication}（{position}）" if publication and position else publication
    if ends_in_use(level) or ends_in_use(form or ""):
        return _used_words(level, where, form)
    if form and where:
        return message("{level}, {publication}, {form}", level=level, publication=where, form=form)
    if where:
        return message("{level}, {publication}", level=level, publication=where)
    if form:
        return message("{level}, {form}", level=level, form=form)
    return level


def _used_words(level: str, where: str | None, use: str | None) -> Text:
    """The same where one of these words says itself that it is a use: 市委综合采用."""
    if use and where:
        return message("{level}, {publication}, {use}", level=level, publication=where, use=use)
    if where:
        return message("{use}, {publication}", use=level, publication=where)
    return message("{level}, {use}", level=level, use=use) if use else level

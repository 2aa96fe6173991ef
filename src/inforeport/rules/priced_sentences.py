"""How the figures of a kind of rule that gives points fact by fact are told."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from inforeport.rules.conditions import chosen
from inforeport.rules.phrases import sentence
from inforeport.rules.prices import Price, kept, points_in_words
from inforeport.rules.rule import Voice
from inforeport.rules.shares import sharing
from inforeport.words import N_, Message, Text, message

_TIMES: Mapping[str, str] = {
    "pictures": N_("The points are multiplied by the number of its pictures."),
    "chars": N_("The points are multiplied by the number of its characters."),
    "count": N_("The points are multiplied by the number that is marked."),
}


def of(rule: Any, voice: Voice) -> Iterator[Text]:
    """The figures, a sentence for each row, then what is counted once, and whose it is."""
    subject = chosen(Message(rule.subject), rule, voice)
    rows = [*_row_sentences(rule, voice)]
    if len(rows) == 1 and (plain := _plain_row(rule)) is not None:
        yield message("{subject} {gain}.", subject=subject, gain=voice.gain(plain))
    elif len(rows) == 1 and rule.rows:
        yield message("{subject}, {row}.", subject=subject, row=rows[0])
    elif rule.rows:
        yield message("{subject}, by the first of these that fits:", subject=subject)
        yield from rows
    elif isinstance(rule.points, Mapping):
        figures = _points_in_words(rule, voice)
        yield message("{subject}: {figures}.", subject=subject, figures=figures)
    elif rule.points is not None:
        yield message("{subject} {gain}.", subject=subject, gain=voice.gain(rule.points))
    yield from _more_sentences(rule, voice)


def _plain_row(rule: Any) -> Decimal | None:
    """The points of a row that takes everything."""
    row: Price | None = next(iter(rule.rows), None)
    if row is None or row.part or isinstance(row.points, Mapping) or not row.takes_all:
        return None
    return row.points


def _more_sentences(rule: Any, voice: Voice) -> Iterator[Text]:
    """By what the points are multiplied, what is counted once, and whose they are."""
    if rule.back:
        yield message("What may still come in time is left until that time is over.")
    if rule.multiplied_by:
        yield Message(_TIMES[rule.multiplied_by])
    if rule.step > 1:
        yield message("Of that number each {step} count as one, the rest is left.", step=rule.step)
    if rule.once:
        bits: list[Text] = [kept(rule.once, rule.keep, rule.which)]
        if rule.further:
            gain = voice.gain(rule.further)
            bits.append(message("each further one {gain}", gain=gain))
        yield sentence(*bits)
    yield from sharing(rule)


def _row_sentences(rule: Any, voice: Voice) -> Iterator[Text]:
    for row in rule.rows:
        yield row.in_words(voice)
    if rule.points is not None:
        yield message("all others: {worth}", worth=_points_in_words(rule, voice))


def _points_in_words(rule: Any, voice: Voice) -> Text:
    return points_in_words(rule.points, rule.keyed["points"], voice)

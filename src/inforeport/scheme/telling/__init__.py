"""A scheme told back as numbered clauses, so that it can be compared with its notice.

Every figure that its entries state is told; in which language is left to those who ask.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from inforeport.parts import part_head
from inforeport.rules import Entry
from inforeport.rules.flag import Flag
from inforeport.rules.given import Pay, Rate, Start
from inforeport.rules.highest import Highest
from inforeport.rules.priced import Priced
from inforeport.rules.quota import Quota
from inforeport.rules.task import Task
from inforeport.rules.totals import Average, Factor, Limit, Scale, Void
from inforeport.scheme.shape import Scheme
from inforeport.scheme.telling import closing
from inforeport.scheme.telling.duties import quota, start, task
from inforeport.scheme.telling.priced import priced
from inforeport.scheme.telling.totals import (
    average,
    factor,
    flag,
    highest,
    limit,
    pay,
    rate,
    scale,
    void,
)
from inforeport.scheme.telling.voice import COMMA, EVERY, Voice, joined, whom
from inforeport.words import Message, Text, day_text, message, say

_TELL: tuple[tuple[type, Callable[[Any, Voice], Iterator[Text]]], ...] = (
    (Quota, quota),
    (Task, task),
    (Start, start),
    (Priced, priced),
    (Rate, rate),
    (Highest, highest),
    (Limit, limit),
    (Factor, factor),
    (Void, void),
    (Average, average),
    (Scale, scale),
    (Flag, flag),
    (Pay, pay),
)


class Clause(Struct, frozen=True, kw_only=True):
    """What one clause of the notice says as the program understood it.

    `clause` is the notice's number, empty for what the file states without one; `kind` is the kind
    of rule, or the table of the file.
    """

    clause: str
    kind: str
    says: tuple[Text, ...]


def clauses(scheme: Scheme) -> tuple[Clause, ...]:
    """Every rule, fee, prize and title in the file's order, then ranking and counting."""
    return (
        _clause("", "scheme", closing.span(scheme)),
        *(_entry(one, scheme, money=False) for one in _merged(scheme.entries)),
        *(_entry(one, scheme, money=True) for one in _merged(scheme.fees)),
        *_beside(scheme),
    )


def told(clause: Clause, language: str) -> tuple[str, ...]:
    """What a clause says in a language, each sentence with its capital."""
    said = (say(text, language) for text in clause.says)
    return tuple(one[:1].upper() + one[1:] for one in said)


def _beside(scheme: Scheme) -> Iterator[Clause]:
    for one in scheme.reward:
        yield _clause(one.clause, "reward", closing.reward(one, scheme))
    for title in scheme.honour:
        yield _clause(title.clause, "honour", closing.title(title, scheme))
    if scheme.parts:
        yield _clause("", "ranking", closing.ranking(scheme))
    for duty in scheme.ranking.duty:
        yield _clause("", "duty", closing.duty(duty, scheme))
    if scheme.bulletin:
        yield _clause("", "bulletin", closing.bulletin(scheme.bulletin, scheme))
    if scheme.circular:
        yield _clause("", "circular", closing.circular(scheme.circular))
    yield _clause("", "counting", closing.counting(scheme))


def _merged(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries, those that stand together and differ in their groups only as one."""
    last: Entry | None = None
    for entry in entries:
        if last and last.groups and entry.groups and _bare(last) == _bare(entry):
            last = replace(last, groups=(*last.groups, *entry.groups))
            continue
        if last:
            yield last
        last = entry
    if last:
        yield last


def _bare(entry: Entry) -> Entry:
    return replace(entry, groups=())


def _clause(number: str, kind: str, says: Iterable[Text]) -> Clause:
    return Clause(clause=number, kind=kind, says=tuple(says))


def _entry(entry: Entry, scheme: Scheme, *, money: bool) -> Clause:
    voice = Voice(scheme=scheme, entry=entry, money=money)
    tell = next(tell for kind, tell in _TELL if isinstance(entry.rule, kind))
    first, *rest = tell(entry.rule, voice)
    if bits := list(_lead(entry, scheme)):
        first = message("{lead}: {what}", lead=joined(bits, COMMA), what=first)
    if entry.part:
        rest.append(message("It stands in the column {part}.", part=part_head(entry.part)))
    return _clause(entry.clause, entry.kind, (first, *rest))


def _lead(entry: Entry, scheme: Scheme) -> Iterator[Text]:
    """Whom it concerns, from when to when, and in which windows where they are its own."""
    duty = isinstance(entry.rule, Quota)
    if entry.groups and not duty:
        yield message("{groups}", groups=whom(entry.groups, scheme))
    if entry.since:
        yield message("from {day}", day=day_text(entry.since))
    if entry.until:
        yield message("until {day}", day=day_text(entry.until))
    if entry.per != scheme.period and not isinstance(entry.rule, Quota | Task | Start):
        yield Message(EVERY[entry.per])
    if entry.every != entry.per and not isinstance(entry.rule, Quota | Average):
        yield message("in windows {every}", every=Message(EVERY[entry.every]))

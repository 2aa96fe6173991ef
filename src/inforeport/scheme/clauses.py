"""A scheme told back as numbered clauses, so that it can be compared with its notice.

Every figure that its entries state is told; in which language is left to those who ask.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from inforeport.rules import Entry
from inforeport.rules.phrases import COMMA, EVERY, joined
from inforeport.rules.rule import Voice
from inforeport.scheme import tables, terms
from inforeport.scheme.readings import is_look_open
from inforeport.scheme.shape import Scheme
from inforeport.words import N_, Message, Text, day_text, message, say

_LOOKS = {
    "window": N_("It compares and counts within each window alone."),
    "year": N_("It compares and counts over the year so far; a change stands where it arises."),
    "ever": N_("It compares and counts over all so far; a change stands where it arises."),
}


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
        _clause("", "scheme", terms.span(scheme)),
        *(_entry(one, scheme, money=False) for one in _merged(scheme.entries)),
        *(_entry(one, scheme, money=True) for one in _merged(scheme.fees)),
        *_beside(scheme),
    )


def sentences(clause: Clause, language: str) -> tuple[str, ...]:
    """What a clause says in a language, each sentence with its capital."""
    lines = (say(text, language) for text in clause.says)
    return tuple(line[:1].upper() + line[1:] for line in lines)


def _beside(scheme: Scheme) -> Iterator[Clause]:
    for reward in scheme.reward:
        yield _clause(reward.clause, "reward", terms.reward(reward, scheme))
    for title in scheme.honour:
        yield _clause(title.clause, "honour", terms.title(title, scheme))
    if scheme.parts:
        yield _clause("", "ranking", terms.ranking(scheme))
    for duty in scheme.ranking.last:
        yield _clause("", "duty", terms.duty(duty, scheme))
    if scheme.bulletin:
        yield _clause("", "bulletin", terms.bulletin(scheme.bulletin, scheme))
    if scheme.circular:
        yield _clause("", "circular", terms.circular(scheme.circular))
    for table in scheme.table:
        yield _clause("", "table", tables.table(table, scheme))
    yield _clause("", "counting", terms.counting(scheme))


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
    voice = scheme.voice(entry, money=money)
    first, *rest = entry.rule.sentences(voice)
    if bits := list(_lead(voice, scheme)):
        first = message("{lead}: {what}", lead=joined(bits, COMMA), what=first)
    if is_look_open(entry):
        rest.append(Message(_LOOKS[entry.look or "window"]))
    if entry.part:
        rest.append(message("It stands in the column {part}.", part=voice.column(entry.part)))
    return _clause(_number(entry), entry.kind, (first, *rest))


def _number(entry: Entry) -> str:
    """The notice's number; where rows alone have numbers, all of theirs."""
    own = dict.fromkeys(entry.rule.own_clauses)
    return "、".join(own) if entry.clause in own else entry.clause


def _lead(voice: Voice, scheme: Scheme) -> Iterator[Text]:
    """Whom it concerns, from when to when, and in which windows where they are its own."""
    entry = voice.entry
    if entry.kinds:
        yield message("each {kinds}, alone", kinds=[*entry.kinds])
    elif entry.persons:
        yield message("each person on file, alone")
    if entry.groups and "groups" not in entry.rule.tells:
        yield message("{groups}", groups=voice.group_words())
    if entry.since:
        yield message("from {day}", day=day_text(entry.since))
    if entry.until:
        yield message("until {day}", day=day_text(entry.until))
    if entry.per != scheme.period and "per" not in entry.rule.tells:
        yield Message(EVERY[entry.per])
    if entry.every != entry.per and "every" not in entry.rule.tells:
        yield message("in windows {every}", every=Message(EVERY[entry.every]))

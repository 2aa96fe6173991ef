"""Duties told: what a quota owes, and what meeting, missing and exceeding it gives."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from inforeport.parts import part_head
from inforeport.rules import Entry
from inforeport.rules.given import Start
from inforeport.rules.quota import Quota, Season
from inforeport.rules.task import Consequences, Task
from inforeport.scheme.shape import Scheme
from inforeport.scheme.telling.conditions import chosen, condition
from inforeport.scheme.telling.priced import sharing
from inforeport.scheme.telling.voice import (
    COMMA,
    EVERY,
    JUDGED,
    SEMICOLON,
    SUM_OF,
    Voice,
    joined,
    points,
    reports,
    whom,
)
from inforeport.words import N_, Message, Text, message

_OWED: Mapping[str, str] = {
    "submitted": N_("{owed} to be sent {every}"),
    "adopted": N_("{owed} to be used {every}"),
    "points": N_("{owed} to be reached {every}"),
}
_SET: Mapping[str, str] = {
    "submitted": N_("as many reports to be sent {every} as are set for each unit"),
    "adopted": N_("as many reports to be used {every} as are set for each unit"),
    "points": N_("as many points to be reached {every} as are set for each unit"),
}
_MISSING: Mapping[str, str] = {
    "submitted": N_("each report missing {gain}"),
    "adopted": N_("each use missing {gain}"),
    "points": N_("each point missing {gain}"),
}
_ABOVE: Mapping[str, str] = {
    "submitted": N_("each report above it {gain}"),
    "adopted": N_("each use above it {gain}"),
    "points": N_("each point above it {gain}"),
}
_CARRY: Mapping[str, str] = {
    "missing": N_("What is missing is carried on to the next window of the year."),
    "surplus": N_("What is above is carried on to the next window of the year."),
    "both": N_("What is missing or above is carried on to the next window of the year."),
}


def quota(rule: Quota, voice: Voice) -> Iterator[Text]:
    """What is owed, how it is counted, and what follows."""
    duty = chosen(_duty(rule, voice), rule.where, rule.unless, voice.scheme)
    if voice.entry.groups:
        groups = whom(voice.entry.groups, voice.scheme)
        duty = message("{groups}: {duty}", groups=groups, duty=duty)
    judged = _judged(rule, voice, rule.what)
    yield message("{what}.", what=joined([duty, *judged], SEMICOLON))
    yield from _counting(rule, voice)
    yield from sharing(rule)
    if rule.name:
        yield message("Other clauses call this duty “{name}”.", name=rule.name)


def task(rule: Task, voice: Voice) -> Iterator[Text]:
    """Which duties are one task, and what follows."""
    duties = quota_words(rule.of, voice.scheme)
    quotas = (one.rule for one in _quotas(rule.of, voice.scheme))
    what = next((one.what for one in quotas if isinstance(one, Quota)), "submitted")
    bits = [message("for {duties}", duties=duties), *_judged(rule, voice, what)]
    yield message("{what}.", what=joined(bits, SEMICOLON))
    if rule.needs:
        needs = quota_words(rule.needs, voice.scheme)
        yield message("Nothing is given for meeting or exceeding it without {needs}.", needs=needs)


def start(rule: Start, voice: Voice) -> Iterator[Text]:
    """What everybody begins with."""
    words = {"every": Message(EVERY[voice.entry.per]), "worth": voice.worth(rule.points)}
    yield message("{every} each unit starts with {worth}.", **words)


def quota_words(names: tuple[str, ...], scheme: Scheme) -> list[Text]:
    """Duties as their clause has it, with their name where the clause has several."""
    return [_quota_word(name, scheme) for name in names]


def _quota_word(name: str, scheme: Scheme) -> Text:
    clauses = [one.clause for one in scheme.entries if isinstance(one.rule, Quota)]
    of_name = [one.clause for one in scheme.entries if _name(one) == name]
    clause = of_name[0] if of_name else name
    if of_name and clauses.count(clause) > len(of_name):
        return message("clause {clause} (“{name}”)", clause=clause, name=name)
    return message("clause {clause}", clause=clause)


def _name(entry: Entry) -> str:
    return entry.rule.name if isinstance(entry.rule, Quota) else ""


def _quotas(names: tuple[str, ...], scheme: Scheme) -> Iterator[Entry]:
    for entry in scheme.entries:
        if isinstance(entry.rule, Quota) and {entry.rule.name, entry.clause} & {*names}:
            yield entry


def _duty(rule: Quota, voice: Voice) -> Text:
    every = Message(EVERY[voice.entry.every])
    if rule.target:
        return Message(_SET[rule.what], {"every": every})
    owed: Text = points(Decimal(rule.owed)) if rule.what == "points" else reports(rule.owed)
    if rule.heads is not None:
        owed = message("{owed} for each {heads} of staff", owed=owed, heads=rule.heads)
    duty: Text = Message(_OWED[rule.what], {"every": every, "owed": owed})
    if rule.of:
        parts = [part_head(key) for key in rule.of]
        duty = message("{what} (points of {parts})", what=duty, parts=parts)
    return duty


def _counting(rule: Quota, voice: Voice) -> Iterator[Text]:
    """What differs in some months, what weighs more or less, what is carried on."""
    yield from (_season(one, rule.what) for one in rule.seasons)
    for row in rule.weights:
        words = condition(row, voice.scheme) or message("all others")
        yield message("Counted as {count}: {condition}.", count=row.counts, condition=words)
    if rule.whole:
        yield message("The count is rounded down to whole ones.")
    if rule.carry:
        yield Message(_CARRY[rule.carry])


def _season(season: Season, what: str) -> Text:
    owed = points(Decimal(season.owed)) if what == "points" else reports(season.owed)
    return message("In the months {months} instead: {owed}.", months=season.months, owed=owed)


def _judged(rule: Consequences, voice: Voice, what: str) -> Iterator[Text]:
    """How it is judged, where that gives or takes anything."""
    bits = [*_gains(rule, voice, what), *_short(rule), *_surplus(rule, voice)]
    if rule.parts:
        judged = Message(JUDGED[voice.entry.per])
        yield message("{judged}: {bits}", judged=judged, bits=joined(bits, COMMA))
    elif voice.entry.per != voice.entry.every:
        yield Message(JUDGED[voice.entry.per])


def _gains(rule: Consequences, voice: Voice, what: str) -> Iterator[Text]:
    if rule.base:
        yield message("meeting it {gain}", gain=voice.gain(rule.base))
    if rule.missing:
        yield Message(_MISSING[what], {"gain": voice.gain(rule.missing)})
    if rule.flat:
        yield message("missing any {gain}, once", gain=voice.gain(rule.flat))
    if rule.extra:
        yield Message(_ABOVE[what], {"gain": voice.gain(rule.extra)})
    if rule.extra and rule.most_extra is not None:
        yield message("at most {amount} in all for those", amount=voice.worth(rule.most_extra))


def _short(rule: Consequences) -> Iterator[Text]:
    """What a shortfall does to the base, and how far down it goes."""
    short = rule.shortened
    if rule.base and short == "pro rata":
        yield message("with a shortfall the base shrinks in proportion")
    elif rule.base and short == "lose base":
        yield message("with a shortfall the base is lost")
    elif rule.base and not rule.missing:
        yield message("with a shortfall the base stays")
    if rule.missing and short == "to zero":
        yield message("the shortfall is subtracted down to zero")
    elif rule.missing and rule.base and short == "subtract":
        yield message("the shortfall is subtracted without a floor")


def _surplus(rule: Consequences, voice: Voice) -> Iterator[Text]:
    """Whether windows, or duties, make up for each other, where there are several."""
    if not _several_windows(rule, voice):
        return
    if rule.surplus == "heals":
        whole = Message(SUM_OF[voice.entry.per])
        yield message("what is above or missing counts by {sum}", sum=whole)
    else:
        yield message("what is above in one window makes up for nothing in another")


def _several_windows(rule: Consequences, voice: Voice) -> bool:
    """Whether what is judged at once is made of more than one window."""
    if not isinstance(rule, Task):
        return voice.entry.every != voice.entry.per
    quotas = _quotas(rule.of, voice.scheme)
    return any(one.every != voice.entry.per for one in quotas)

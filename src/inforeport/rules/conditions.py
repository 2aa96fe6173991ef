"""Conditions told in words: `condition` says what a `Where` lets pass.

What fits a condition is worth is told by those who ask.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from inforeport.rules.phrases import OR, joined, percent, quoted
from inforeport.rules.rule import Voice
from inforeport.rules.where import Chooses, Where, stated
from inforeport.rules.within import MOMENTS, Within
from inforeport.words import N_, Message, Text, message

OUTCOMES: Mapping[str, str] = {
    "delivered": N_("delivered in time"),
    "late": N_("delivered late"),
    "missed": N_("not delivered"),
}
"""What may become of a commission."""

_WORDS: Mapping[str, str] = {
    "level": N_("level {it}"),
    "form": N_("form {it}"),
    "publication": N_("publication {it}"),
    "media": N_("class of publication {it}"),
    "position": N_("position {it}"),
    "leader_kind": N_("kind of leader {it}"),
    "sent_as": N_("sent up as {it}"),
    "code": N_("code {it}"),
    "outcome": N_("outcome {it}"),
    "category": N_("category {it}"),
    "kind": N_("kind of report {it}"),
    "channel": N_("way it came {it}"),
    "requested_by": N_("asked for by {it}"),
    "min_chars": N_("at least {it} characters"),
    "max_chars": N_("at most {it} characters"),
    "min_pictures": N_("number of pictures at least {it}"),
    "by_day": N_("received by day {it} of the month"),
    "proof_by": N_("proved by day {it} of the month after"),
    "min_count": N_("number at least {it}"),
    "max_count": N_("number at most {it}"),
    "min_rewritten": N_("at least {it} rewritten"),
    "forwarded": N_("sent up to {it} before"),
    "instructed": N_("with a leader's instruction of {it}"),
    "used": N_("used by {it} too"),
    "marked": N_("marked {it}"),
}
_YES: Mapping[str, str] = {
    "late": N_("sent late"),
    "urgent": N_("urgent"),
    "joint": N_("sent by several units"),
    "circulated": N_("named in a circular"),
    "proof": N_("proved"),
    "commissioned": N_("asked for by the office"),
    "forwarded": N_("sent up before"),
    "instructed": N_("with a leader's instruction"),
    "used": N_("used by another level too"),
}
_NO: Mapping[str, str] = {
    "late": N_("sent in time"),
    "urgent": N_("not urgent"),
    "joint": N_("sent by one unit"),
    "circulated": N_("not named in a circular"),
    "proof": N_("not proved"),
    "commissioned": N_("not asked for by the office"),
    "forwarded": N_("not sent up before"),
    "instructed": N_("without a leader's instruction"),
    "used": N_("used by no other level"),
}


def condition(where: Where, voice: Voice) -> Text:
    """Everything that must hold, one after the other; nothing where there is no condition."""
    bits = [_one_condition(name, value, voice) for name, value in stated(where).items()]
    return message("{conditions}", conditions=bits) if bits else ""


def chosen(subject: Text, rule: Chooses, voice: Voice) -> Text:
    """What a rule is about, with what it chooses and what it leaves out."""
    if rule.where is not None and (only := condition(rule.where, voice)):
        subject = message("{what} (only {condition})", what=subject, condition=only)
    if rule.unless is not None and (but := condition(rule.unless, voice)):
        subject = message("{what} (but not {condition})", what=subject, condition=but)
    return subject


def _one_condition(name: str, value: Any, voice: Voice) -> Message:
    if isinstance(value, Within):
        return _within(value, voice)
    if isinstance(value, bool):
        return Message((_YES if value else _NO)[name])
    if isinstance(value, (str, tuple)):
        words = (value,) if isinstance(value, str) else value
        return Message(_WORDS[name], {"it": _NAMED.get(name, _quoted)(words, voice)})
    return Message(_WORDS[name], {"it": percent(value) if name == "min_rewritten" else value})


def _within(within: Within, voice: Voice) -> Message:
    """So many days, from what to what."""
    words: dict[str, Text] = {"days": _span(within)} | {
        key: _moment(word, voice)
        for key, word in (("event", within.event), ("answer", within.answer))
        if word is not None
    }
    if within.event and within.answer:
        return message("{answer} within {days} of {event}", **words)
    if within.answer:
        return message("{answer} within {days} of it", **words)
    if within.event:
        return message("within {days} of {event}", **words)
    return message("delivered within {days} of being asked for", **words)


def _span(within: Within) -> Message:
    if within.workdays is not None:
        return message("{n} days of work", n=within.workdays)
    if within.hours is not None:
        return message("{n} hours (by the day: {days})", n=within.hours, days=within.whole_days)
    return message("{n} days", n=within.days)


def _moment(word: str, voice: Voice) -> Text:
    if word in MOMENTS:
        return Message(MOMENTS[word])
    return message("the mark {code}", code=voice.codes.get(word, word))


def _quoted(words: Iterable[str], voice: Voice) -> Text:
    del voice
    return quoted(words)


def _levels(keys: Iterable[str], voice: Voice) -> Text:
    return joined((voice.levels.get(key, key) for key in keys), OR)


def _forms(keys: Iterable[str], voice: Voice) -> Text:
    return joined((voice.forms.get(key, key) for key in keys), OR)


def _codes(keys: Iterable[str], voice: Voice) -> Text:
    return joined((voice.codes.get(key, key) for key in keys), OR)


def _kinds(keys: Iterable[str], voice: Voice) -> Text:
    return quoted(voice.kinds.get(key, key) for key in keys)


def _categories(keys: Iterable[str], voice: Voice) -> Text:
    return quoted(voice.categories.get(key, key) for key in keys)


def _outcomes(keys: Iterable[str], voice: Voice) -> Text:
    del voice
    return joined((Message(OUTCOMES.get(key, key)) for key in keys), OR)


_NAMED: Mapping[str, Callable[[Iterable[str], Voice], Text]] = {
    "level": _levels,
    "requested_by": _levels,
    "forwarded": _levels,
    "instructed": _levels,
    "used": _levels,
    "form": _forms,
    "code": _codes,
    "marked": _codes,
    "kind": _kinds,
    "category": _categories,
    "outcome": _outcomes,
}

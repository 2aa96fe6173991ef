"""Conditions told in words: `condition` says what a `Where` lets pass.

What fits a condition is worth is told by those who ask.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from inforeport.rules.where import Where, stated
from inforeport.scheme.shape import Scheme
from inforeport.scheme.telling.voice import OR, joined, percent, quoted
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
    "name": N_("sent up as {it}"),
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
    "min_count": N_("number at least {it}"),
    "max_count": N_("number at most {it}"),
    "min_rewritten": N_("at least {it} rewritten"),
    "forwarded": N_("sent up to {it} before"),
    "instructed": N_("with a leader's instruction of {it}"),
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
}


def condition(where: Where, scheme: Scheme) -> Text:
    """Everything that must hold, one after the other; nothing where there is no condition."""
    told = [_told(name, value, scheme) for name, value in stated(where).items()]
    return message("{conditions}", conditions=told) if told else ""


def chosen(what: Text, where: Where | None, unless: Where | None, scheme: Scheme) -> Text:
    """What a rule is about, with what it chooses and what it leaves out."""
    if where is not None and (only := condition(where, scheme)):
        what = message("{what} (only {condition})", what=what, condition=only)
    if unless is not None and (but := condition(unless, scheme)):
        what = message("{what} (but not {condition})", what=what, condition=but)
    return what


def level_words(keys: Iterable[str], scheme: Scheme) -> Text:
    """Levels by the scheme's words, any of them."""
    return joined((scheme.levels.get(key, key) for key in keys), OR)


def _told(name: str, value: Any, scheme: Scheme) -> Message:
    if isinstance(value, bool):
        return Message((_YES if value else _NO)[name])
    if isinstance(value, (str, tuple)):
        words = (value,) if isinstance(value, str) else value
        return Message(_WORDS[name], {"it": _NAMES.get(name, _quoted)(words, scheme)})
    return Message(_WORDS[name], {"it": percent(value) if name == "min_rewritten" else value})


def _quoted(words: Iterable[str], scheme: Scheme) -> Text:
    del scheme
    return quoted(words)


def _forms(keys: Iterable[str], scheme: Scheme) -> Text:
    return joined((scheme.forms.get(key, key) for key in keys), OR)


def _codes(keys: Iterable[str], scheme: Scheme) -> Text:
    words = scheme.code_words()
    return joined((words.get(key, key) for key in keys), OR)


def _outcomes(keys: Iterable[str], scheme: Scheme) -> Text:
    del scheme
    return joined((Message(OUTCOMES.get(key, key)) for key in keys), OR)


_NAMES: Mapping[str, Callable[[Iterable[str], Scheme], Text]] = {
    "level": level_words,
    "requested_by": level_words,
    "forwarded": level_words,
    "instructed": level_words,
    "form": _forms,
    "code": _codes,
    "outcome": _outcomes,
}

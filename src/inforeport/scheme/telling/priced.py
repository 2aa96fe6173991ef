"""The priced kinds of rule told: what each use, instruction, mark … is worth, and whose it is."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from inforeport.rules.priced import Price, Priced
from inforeport.scheme.telling.conditions import OUTCOMES, chosen, condition
from inforeport.scheme.telling.voice import Voice, sentence
from inforeport.words import N_, Message, Text, message, number

_SUBJECTS: Mapping[str, str] = {
    "submission": N_("each report sent"),
    "adoption": N_("each use of a report"),
    "instruction": N_("each leader's instruction"),
    "forwarding": N_("each report sent up"),
    "commission": N_("each commission"),
    "mark": N_("each mark of the office"),
}
_ALIKE: Mapping[str, str] = {
    "unit": N_("same unit"),
    "item": N_("same report"),
    "level": N_("same level"),
    "publication": N_("same publication"),
    "media": N_("same class of publication"),
}
_TIMES: Mapping[str, str] = {
    "pictures": N_("The points are multiplied by the number of its pictures."),
    "count": N_("The points are multiplied by the number that is marked."),
}
_JOINT: Mapping[str, str] = {
    "each": N_("What several units sent counts in full for each of them."),
    "equal": N_("What several units sent is divided equally among them."),
}
_AUTHORS: Mapping[str, str] = {
    "each": N_("Each of those who signed has the whole."),
    "equal": N_("Those who signed have equal parts."),
}
_WHOM: Mapping[str, str] = {
    "persons": N_("It goes to the persons who signed, not to their units."),
    "both": N_("The unit that sent it has the whole, and the persons who signed their parts."),
}


def priced(rule: Priced, voice: Voice) -> Iterator[Text]:
    """The figures, a sentence for each row, then what is counted once, and whose it is."""
    subject = chosen(Message(_SUBJECTS[voice.entry.kind]), rule.where, rule.unless, voice.scheme)
    if len(rule.rows) == 1 and rule.points is None:
        yield message("{subject}, {row}.", subject=subject, row=next(_rows(rule, voice)))
    elif rule.rows:
        yield message("{subject}, by the first of these that fits:", subject=subject)
        yield from _rows(rule, voice)
    elif isinstance(rule.points, Mapping):
        yield message("{subject}: {figures}.", subject=subject, figures=_table(rule, voice))
    elif rule.points is not None:
        yield message("{subject} {gain}.", subject=subject, gain=voice.gain(rule.points))
    if rule.times:
        yield Message(_TIMES[rule.times])
    if rule.once:
        yield _once(rule, voice)
    yield from sharing(rule)


def sharing(rule: Any) -> Iterator[Text]:
    """Whose a report is, where it is not simply the first unit's."""
    if rule.joint in _JOINT:
        yield Message(_JOINT[rule.joint])
    if rule.others is not None:
        yield message(
            "Of what several units sent the first has the whole, each of the others {part} of it.",
            part=rule.others,
        )
    if isinstance(rule.authors, tuple):
        ratio = ":".join(number(one) for one in rule.authors)
        yield message("Those who signed first share it {ratio}; later ones have none.", ratio=ratio)
    elif rule.authors:
        yield Message(_AUTHORS[rule.authors])
    if getattr(rule, "whom", None) in _WHOM:
        yield Message(_WHOM[rule.whom])


def _rows(rule: Priced, voice: Voice) -> Iterator[Text]:
    for row in rule.rows:
        words = condition(row, voice.scheme)
        worth = _of_row(row, voice)
        if words:
            yield message("{condition}: {worth}", condition=words, worth=worth)
        else:
            yield message("all others: {worth}", worth=worth)
    if isinstance(rule.points, Mapping):
        yield message("all others: {worth}", worth=_table(rule, voice))
    elif rule.points is not None:
        yield message("all others: {worth}", worth=voice.worth(rule.points))


def _of_row(row: Price, voice: Voice) -> Text:
    """Its points, or the range within which the office judges."""
    least, most = row.least, row.most
    if least is not None and most is not None:
        first, last = (most, least) if most <= 0 else (least, most)
        words = {"least": _bound(first, voice), "most": _bound(last, voice)}
        return message("from {least} to {most}, as the office judges", **words)
    if least is not None:
        return message("{least} or more, as the office judges", least=_bound(least, voice))
    if most is not None:
        return message("{most} or less, as the office judges", most=_bound(most, voice))
    return voice.worth(row.points if row.points is not None else Decimal(0))


def _bound(figure: Decimal, voice: Voice) -> Text:
    return voice.worth(figure) if figure else voice.amount(figure)


def _table(rule: Priced, voice: Voice) -> Text:
    """A figure for each word, or for each form below it."""
    figures: Any = rule.points
    bits: list[Text] = []
    for key, figure in figures.items():
        word = _word(rule.key, key, voice)
        if isinstance(figure, Mapping):
            bits.append(message("{word} {figures}", word=word, figures=_forms(figure, voice)))
        else:
            bits.append(message("{word} {worth}", word=word, worth=voice.worth(figure)))
    return message("{bits}", bits=bits)


def _forms(figures: Mapping[str, Decimal], voice: Voice) -> Text:
    bits = [
        message("{word} {worth}", word=voice.scheme.forms.get(key, key), worth=voice.worth(figure))
        for key, figure in figures.items()
    ]
    return message("({bits})", bits=bits)


def _word(key: str, word: str, voice: Voice) -> Text:
    if key == "outcome":
        return Message(OUTCOMES[word]) if word in OUTCOMES else word
    if key == "category":
        return message("“{word}”", word=word)
    return {**voice.scheme.levels, **voice.scheme.code_words()}.get(word, word)


def _once(rule: Priced, voice: Voice) -> Text:
    """Of several alike only the dearest count; each further one as stated."""
    bits: list[Text] = [kept(rule.once, rule.keep, rule.which)]
    if rule.further:
        further = voice.gain(rule.further)
        bits.append(message("each further one {gain}", gain=further))
    return sentence(*bits)


def kept(names: tuple[str, ...], keep: int, which: str) -> Text:
    """Which of several alike count."""
    words = {"alike": [Message(_ALIKE[name]) for name in names], "keep": keep}
    if which == "first":
        return message("of several ({alike}) only the first {keep} count", **words)
    if keep == 1:
        return message("of several ({alike}) only the dearest counts", **words)
    return message("of several ({alike}) only the dearest {keep} count", **words)

"""Sentences as values: what is said, kept apart from the language in which it is said.

It holds no sentence of its own and never asks which language is wanted: the caller says so.
"""

import gettext
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from inforeport.figures import number

LANGUAGES = ("zh", "en")
_SMALL = (3, 6, 7, 9)
"""The denominators of fractions that are told as such: 2/3."""
_PLAIN = (str, Decimal, int, date)
"""What nearly all facts are; what else one may be takes longer to find out."""
_HERE = "\0"
"""Where a title goes into what is said of many; no text holds one."""
_LOCALE = Path(__file__).parent / "locale"


class Message(NamedTuple):
    """An English sentence with `{named}` places, and the facts that stand in them.

    The sentence is the key of the catalogues; a fact may itself be a message, or several.
    """

    text: str
    facts: Mapping[str, object] = {}

    def __str__(self) -> str:
        """The sentence in English."""
        return say(self, "en")


class Spoken(Struct, frozen=True):
    """A sentence as it was once said, by language: what was printed is not worded anew."""

    said: Mapping[str, str]


class Titled(Struct, frozen=True, gc=False):
    """A sentence with a `{title}` that many share, and whose title it is said of.

    It is put together where it is said: of thousands of lines few ever are.
    """

    shared: Message
    title: str

    @property
    def whole(self) -> Message:
        """The message with the title in it."""
        return Message(self.shared.text, {**self.shared.facts, "title": self.title})

    def __str__(self) -> str:
        """The sentence in English."""
        return say(self, "en")


if TYPE_CHECKING:
    Text = str | Message | Spoken | Titled
else:  # as it is read back: that was said, and one record alone goes without a tag
    Text = str | Message | Spoken


def message(text: str, /, **facts: object) -> Message:
    """A sentence with its facts; the call is what the catalogues are gathered by."""
    return Message(text, facts)


def of_title(text: Text, title: str) -> Text:
    """The same said of another title, where it is said of one."""
    if isinstance(text, Titled):
        return Titled(text.shared, title)
    if not isinstance(text, Message):
        return text
    facts = text.facts.items()
    return Message(text.text, {name: _of_title(fact, title) for name, fact in facts})


def _of_title(fact: object, title: str) -> object:
    return of_title(fact, title) if isinstance(fact, Message | Titled) else fact


def did_you_mean(what: Message, word: str, words: Sequence[str]) -> Message:
    """The sentence, and the nearest of the words there are, if one is near."""
    from difflib import get_close_matches

    near = get_close_matches(word, [one for one in words if one != word], n=1)
    return message("{what}; did you mean {near}?", what=what, near=near[0]) if near else what


def N_(text: str) -> str:  # noqa: N802  the usual name of the mark
    """Mark a sentence for the catalogues and give it back untouched."""
    return text


def say(text: Text, language: str) -> str:
    """The sentence in `language`; a plain string is somebody's data and stays as it is.

    >>> say(message("{n} of {m}", n=Decimal("2.50"), m=3), "en")
    '2.5 of 3'
    """
    if isinstance(text, str):
        return text
    if isinstance(text, Spoken):
        return text.said.get(language) or text.said["en"]
    if isinstance(text, Titled):
        text = text.whole
    words = _catalogue(language).gettext(text.text)
    if not text.facts:
        return words
    return words.format_map({name: _fact(fact, language) for name, fact in text.facts.items()})


def recorded(text: Text) -> Spoken:
    """The same as a record that can be kept; somebody's data is so in every language."""
    said = spoken(text)
    return said if isinstance(said, Spoken) else Spoken(dict.fromkeys(LANGUAGES, str(said)))


def spoken(text: Text, said: dict[int, Spoken] | None = None) -> Text:
    """The same, said now in every language, so that it stays as it is whatever a message becomes.

    Of many texts that stay there meanwhile, `said` are the messages that stood in one, by identity:
    they recur.

    >>> spoken(message("{n} of {m}", n=Decimal("2.50"), m=3)).said["en"]
    '2.5 of 3'
    """
    said = {} if said is None else said
    if isinstance(text, Titled):
        return _spoken_of(text, said)
    if not isinstance(text, Message):
        return text
    both = {name: _neutral(fact) for name, fact in text.facts.items() if not _varies(fact)}
    varying = [
        (name, _said_once(fact, said)) for name, fact in text.facts.items() if name not in both
    ]
    by_language = {}
    for language in LANGUAGES:
        words = _catalogue(language).gettext(text.text)
        facts = both | {name: _fact(fact, language) for name, fact in varying} if varying else both
        by_language[language] = words.format_map(facts) if facts else words
    return Spoken(by_language)


def _spoken_of(text: Titled, said: dict[int, Spoken]) -> Spoken:
    """What many share is said once, and the title put in."""
    shared = text.shared
    if id(shared) not in said:
        said[id(shared)] = recorded(Titled(shared, _HERE).whole)
    words = said[id(shared)].said.items()
    return Spoken({language: sentence.replace(_HERE, text.title) for language, sentence in words})


def _said_once(fact: object, said: dict[int, Spoken]) -> object:
    if isinstance(fact, Message):
        if id(fact) not in said:
            said[id(fact)] = recorded(fact)
        return said[id(fact)]
    if isinstance(fact, Sequence) and not isinstance(fact, str):
        return [_said_once(one, said) for one in fact]
    return fact


def day_text(day: date) -> Message:
    """A day in each reader's own way: 2009-05-02, 2009年5月2日."""
    return message("{year}-{month:0>2}-{day:0>2}", year=day.year, month=day.month, day=day.day)


def _fact(fact: object, language: str) -> str:
    if isinstance(fact, _PLAIN):
        return _neutral(fact)
    if isinstance(fact, Message | Spoken | Titled):
        return say(fact, language)
    if isinstance(fact, Sequence):
        return ("、" if language == "zh" else ", ").join(_fact(one, language) for one in fact)
    return _neutral(fact)


def _varies(fact: object) -> bool:
    """Whether a fact is told in another way in each language."""
    if isinstance(fact, _PLAIN):
        return False
    return isinstance(fact, Spoken | Titled | Sequence)  # or a message


def _neutral(fact: object) -> str:
    """A fact that is told alike in all languages."""
    if isinstance(fact, Decimal):
        return number(fact)
    if isinstance(fact, date):
        return fact.isoformat()
    if isinstance(fact, str | int) or not isinstance(fact, Fraction):
        return str(fact)
    return str(fact) if fact.denominator in _SMALL and abs(fact) < 1 else number(fact)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("inforeport", _LOCALE, [language], fallback=True)

"""Sentences as values: what is said, kept apart from the language in which it is said.

It holds no sentence of its own and never asks which language is wanted: the caller says so.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from inforeport.figures import number

LANGUAGES = ("zh", "en")
_SMALL = (3, 6, 7, 9)
"""The denominators of fractions that are told as such: 2/3."""
_PLAIN = (str, Decimal, int, date)
"""What nearly all facts are; what else one may be takes longer to find out."""
_HERE = "\0"
"""Where a title goes into what is said of many; no text holds one."""
_LOCALE = Path(__file__).parent / "locale"
_COUNT, _SENTENCES, _TRANSLATIONS = 8, 12, 16
"""Where a compiled catalogue says how many sentences it has, and where those and their translations
are listed: eight bytes each, the length of a text and its place."""
_LITTLE = b"\xde\x12\x04\x95"
"""How a catalogue begins whose figures begin with their smallest part."""


class Message(NamedTuple):
    """An English sentence with `{named}` places, and the facts that stand in them.

    The sentence is the key of the catalogues; a fact may itself be a message, or several.
    """

    text: str
    facts: Mapping[str, object] = {}

    def __str__(self) -> str:
        """The sentence in English."""
        return say(self, "en")


@dataclass(frozen=True, slots=True)  # no Struct of msgspec: help needs nothing else of it
class Spoken:
    """A sentence as it was once said, by language: what was printed is not worded anew."""

    said: Mapping[str, str]


@dataclass(slots=True)  # frozen, it would take three times as long to make
class Titled:
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
    words = _catalogue(language)[text.text]
    if not text.facts:
        return words
    return words.format_map({name: _fact(fact, language) for name, fact in text.facts.items()})


def recorded(text: Text) -> Spoken:
    """The same as a record that can be kept; somebody's data is so in every language."""
    said = spoken(text)
    return said if isinstance(said, Spoken) else Spoken(dict.fromkeys(LANGUAGES, str(said)))


def spoken(text: Text, in_words: dict[int, Spoken] | None = None) -> Text:
    """The same, said now in every language, so that it stays as it is whatever a message becomes.

    Of many texts that stay there meanwhile, `in_words` are the messages that stood in one, by
    identity: they recur.

    >>> spoken(message("{n} of {m}", n=Decimal("2.50"), m=3)).said["en"]
    '2.5 of 3'
    """
    in_words = {} if in_words is None else in_words
    if isinstance(text, Titled):
        return _spoken_of(text, in_words)
    if not isinstance(text, Message):
        return text
    both = {name: _neutral(fact) for name, fact in text.facts.items() if not _varies(fact)}
    varying = [
        (name, _said_once(fact, in_words)) for name, fact in text.facts.items() if name not in both
    ]
    by_language = {}
    for language in LANGUAGES:
        words = _catalogue(language)[text.text]
        facts = both | {name: _fact(fact, language) for name, fact in varying} if varying else both
        by_language[language] = words.format_map(facts) if facts else words
    return Spoken(by_language)


def _spoken_of(text: Titled, in_words: dict[int, Spoken]) -> Spoken:
    """What many share is said once, and the title put in."""
    shared = text.shared
    if id(shared) not in in_words:
        in_words[id(shared)] = recorded(Titled(shared, _HERE).whole)
    words = in_words[id(shared)].said.items()
    return Spoken({language: sentence.replace(_HERE, text.title) for language, sentence in words})


def _said_once(fact: object, in_words: dict[int, Spoken]) -> object:
    if isinstance(fact, Message):
        if id(fact) not in in_words:
            in_words[id(fact)] = recorded(fact)
        return in_words[id(fact)]
    if isinstance(fact, Sequence) and not isinstance(fact, str):
        return [_said_once(one, in_words) for one in fact]
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


class _Catalogue(dict[str, str]):
    """What is said in a language for each sentence, looked up when it is first said.

    A run says a few of some three thousand; to read them all costs more than most answers.
    """

    def __init__(self, compiled: bytes) -> None:
        self._compiled = compiled
        self._order: Literal["little", "big"] = "little" if compiled[:4] == _LITTLE else "big"

    def __missing__(self, sentence: str) -> str:
        wanted, there = sentence.encode(), range(self._number(_COUNT))
        place = bisect_left(there, wanted, key=lambda number: self._text(_SENTENCES, number))
        is_there = place in there and self._text(_SENTENCES, place) == wanted
        self[sentence] = self._text(_TRANSLATIONS, place).decode() if is_there else sentence
        return self[sentence]

    def _text(self, listed: int, number: int) -> bytes:
        entry = self._number(listed) + 8 * number
        start = self._number(entry + 4)
        return self._compiled[start : start + self._number(entry)]

    def _number(self, at: int) -> int:
        return int.from_bytes(self._compiled[at : at + 4], self._order)


@cache
def _catalogue(language: str) -> _Catalogue:
    try:
        return _Catalogue((_LOCALE / language / "LC_MESSAGES" / "inforeport.mo").read_bytes())
    except FileNotFoundError:  # the sentences are in English
        return _Catalogue(b"")

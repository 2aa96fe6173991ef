"""Who used a report, as the list of reports tells it: in words, or by a mark below each level."""

import re
from collections.abc import Iterator, Mapping

from inforeport.fields import ADOPTION
from inforeport.fields.heads import MARKS, UNUSED
from inforeport.intake.columns import USES
from inforeport.intake.layouts import Words
from inforeport.intake.values import Unfit
from inforeport.text import fold, one_line
from inforeport.words import Message, message

_PARTS = re.compile(r"[、，,；;/+\s]+")
_FILLING = re.compile(r"采用|录用|刊用|刊发|转发|被|已|用|级|[（）()：:]|[一1]?[篇次]")
_OWN = f"{ADOPTION.table}:"

Use = dict[str, str]


class Uses:
    """Reads the uses of a row by the levels and forms of the scheme."""

    def __init__(self, words: Mapping[str, Words]) -> None:
        self._levels = words.get("levels", {})
        self._forms = words.get("forms", {})

    def of(self, cells: Mapping[str, str]) -> tuple[Use, ...]:
        """The uses that cells tell, by the keys of their columns.

        One without a day of its own is of the day on which the report came. Raises `Unfit`.
        """
        own = {key.removeprefix(_OWN): cell for key, cell in cells.items() if key.startswith(_OWN)}
        words = own.pop(USES.removeprefix(_OWN), "")
        marks = {key: own.pop(key) for key in [*own] if key.startswith("=")}
        uses = [*self._in_words(words), *self._by_marks(marks)]
        if "level" in own:
            uses.append({})
        day = {"adopted": cells["received"][:10]} if "received" in cells else {}
        return tuple(day | own | use for use in uses)

    def _in_words(self, cell: str) -> Iterator[Use]:
        """The uses in 街道、区委整篇; nothing in 未采用."""
        for part in _PARTS.split(one_line(cell)):
            if fold(part) in UNUSED:
                continue
            level, rest = _taken_out(fold(part), self._levels)
            form, rest = _taken_out(rest, self._forms)
            if not level or _FILLING.sub("", rest):
                raise Unfit("unknown-use", self._not_a_use(part))
            yield {"level": level} | ({"form": form} if form else {})

    def _by_marks(self, marks: Mapping[str, str]) -> Iterator[Use]:
        """A use for each level below which there is a mark, or the form of it."""
        for key, cell in marks.items():
            words = fold(cell)
            level = self._levels[key.removeprefix("=")]
            form, rest = _taken_out(words, self._forms)
            if words in UNUSED:
                continue
            if words not in MARKS and (not form or _FILLING.sub("", rest)):
                raise Unfit("unknown-use", self._not_a_use(f"{level}: {cell}"))
            yield {"level": level} | ({"form": form} if form else {})

    def _not_a_use(self, text: str) -> Message:
        facts = {"text": text, "words": list(self._levels.values())}
        return message("{text} does not say which level used it; write one of {words}", **facts)


def _taken_out(text: str, words: Words) -> tuple[str, str]:
    """The longest of the words that stands in a text, and what else stands there."""
    there = sorted((one for one in words.values() if fold(one) in text), key=len, reverse=True)
    if not there:
        return "", text
    return there[0], text.replace(fold(there[0]), "", 1)

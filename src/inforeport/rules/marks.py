"""The marks of the office that a rule is about, and how they are told."""

from collections.abc import Iterator

from inforeport.model import Facts, Mark
from inforeport.rules.conditions import chosen
from inforeport.rules.rule import Voice
from inforeport.rules.where import Chooses, passes
from inforeport.words import Text, message


def marks_of(facts: Facts, rule: Chooses) -> Iterator[Mark]:
    """The marks that a rule is about."""
    for mark in facts.marks:
        item = facts.items.get(mark.item) if mark.item else None
        if passes(rule, mark, item, facts):
            yield mark


def marks_in_words(rule: Chooses, times: int, voice: Voice) -> Text:
    """Which marks it takes, and how many."""
    marks = chosen(message("a mark of the office"), rule, voice)
    if times > 1:
        return message("{marks}, {times} times or more", marks=marks, times=times)
    return marks

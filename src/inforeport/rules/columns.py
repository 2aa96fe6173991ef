"""The parts of a score by the words people read for them: each kind of rule names its own."""

from inforeport.rules import KINDS
from inforeport.words import Message, Text


def columns() -> dict[str, str]:
    """The words of all parts that the kinds of rule give points in."""
    return {part: word for kind in KINDS.values() for part, word in kind.columns.items()}


def part_head(key: str) -> Text:
    """The parts of the kinds of rule have names; another is named by its scheme."""
    words = columns()
    return Message(words[key]) if key in words else key

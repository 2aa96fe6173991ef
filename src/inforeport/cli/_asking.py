"""Questions at the terminal: what is typed there, and the one that is chosen of several."""

import sys
from collections.abc import Sequence

from inforeport.cli._session import Session
from inforeport.cli._streams import aside
from inforeport.text import one_line, plain
from inforeport.words import Message, Text, message


def reply(session: Session, question: Text, *, after: str = " ") -> str:
    """What somebody types at a question, without spaces around it; nothing at the end of input."""
    aside(f"{session.say(question)}{after}", end="")
    return sys.stdin.readline().strip()


def line(prompt: str) -> str | None:
    """A line that somebody types at a terminal, which may edit it there; none at the end."""
    if sys.stdout is None or not sys.stdout.isatty():
        aside(prompt, end="")
        return sys.stdin.readline() or None
    try:
        return input(prompt)
    except EOFError:
        aside("")  # what is told next begins a line
        return None


def chosen(session: Session, question: Message, among: Sequence[Text]) -> int | str | None:
    """The place of the one that somebody chooses by its number, else what is written instead.

    None where nothing is written. Not inside `Ledger.writing`: others would wait for the answer.
    """
    for number, shown in enumerate(among, 1):
        aside(f"{number:>4}  {session.say(shown)}")
    leave = session.say(message("nothing leaves it open"))
    numbers = f"{'1-' if among[1:] else ''}{len(among)}; " if among else ""
    typed = one_line(reply(session, question, after=f" [{numbers}{leave}] "))
    digits = plain(typed)
    if digits.isascii() and digits.isdecimal() and 1 <= int(digits) <= len(among):
        return int(digits) - 1
    return typed or None

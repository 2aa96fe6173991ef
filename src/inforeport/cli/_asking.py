"""Questions at the terminal: what is typed there, and the one that is chosen of several."""

import sys
from collections.abc import Sequence

import typer

from inforeport.cli._session import Session
from inforeport.cli._streams import aside
from inforeport.errors import Status
from inforeport.text import plain
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


def choice(session: Session, question: Message, among: Sequence[Text]) -> int:
    """The place of the one that somebody chooses by its number.

    Ends the run where none is chosen: nothing was changed.
    """
    for number, shown in enumerate(among, 1):
        aside(f"{number:>4}  {session.say(shown)}")
    typed = plain(reply(session, question, after=f" [1-{len(among)}] "))
    if typed.isdecimal() and 1 <= int(typed) <= len(among):
        return int(typed) - 1
    session.note(message("nothing was changed"))
    raise typer.Exit(Status.REFUSED)

"""A printed paper held against what was sealed, line by line, and what is said of it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from inforeport.documents.page import Page, Paragraph
from inforeport.documents.trail import findings
from inforeport.model import Problem, Profile, Seal
from inforeport.words import Text, message

_QUOTED = 40  # characters of a line


def differences(name: str, printed: Sequence[str], sealed: Sequence[str]) -> Iterator[Problem]:
    """Each line that a paper lacks, or has beside what was sealed, with its place in the paper."""
    matcher = SequenceMatcher(None, sealed, printed, autojunk=False)
    for _, first, last, place, end in (op for op in matcher.get_opcodes() if op[0] != "equal"):
        for line in sealed[first:last]:
            difference = message("“{text}” was sealed, and is not there", text=_short(line))
            yield Problem(f"{name}:{place + 1}", "paper", difference)
        for number, line in enumerate(printed[place:end], place + 1):
            difference = message("“{text}” is there, and was not sealed", text=_short(line))
            yield Problem(f"{name}:{number}", "paper", difference)


def page(problems: Sequence[Problem], office: Profile, day: date) -> Page:
    """What was found, for the screen."""
    title = message("What was checked")
    return Page(title, office.name, day, (Paragraph(title, "title"), findings(problems)))


def record(problems: Sequence[Problem], seal: Seal, say: Callable[[Text], str]) -> dict[str, Any]:
    """The same for programs."""
    rows = [{"place": one.place, "code": one.code, "what": say(one.what)} for one in problems]
    period = {"name": seal.period.name, "from": seal.period.start, "to": seal.period.last}
    return {"schema": 1, "period": period, "sealed": seal.day, "findings": rows}


def _short(line: str) -> str:
    return line if len(line) <= _QUOTED else f"{line[:_QUOTED]}…"

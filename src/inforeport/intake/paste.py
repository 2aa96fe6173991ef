"""A plain text that came in, pasted from a chat or saved from a mail, made a letter of its reports.

Lines with a sender and a time, as chats put them between messages, cut it apart as well, and tell
the day on which each came.
"""

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from inforeport.errors import EncodingUnclear
from inforeport.intake.around import as_day, signature
from inforeport.intake.asked import Asked
from inforeport.intake.blocks import Line, Look
from inforeport.intake.corrected import corrected
from inforeport.intake.decoding import decoded
from inforeport.intake.kind import Kind
from inforeport.intake.report import reports
from inforeport.intake.secrecy import refuse_secret
from inforeport.intake.sections import ENDS, NUMBERED, is_title
from inforeport.intake.values import Unfit
from inforeport.intake.word import named
from inforeport.model import Problem
from inforeport.model.letters import Letter, Piece
from inforeport.text import clean
from inforeport.words import message

_TIME = r"(?:上午|下午|晚上|凌晨)?\s?\d{1,2}:\d\d(?::\d\d)?"
_DAY = r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-/.月]\d{1,2}日?"
_SENT = (
    re.compile(rf"(?P<who>\S.{{0,40}}?)[:：]?\s+(?:(?P<day>{_DAY})\s+)?{_TIME}"),
    re.compile(rf"(?P<day>{_DAY})\s+{_TIME}\s+(?P<who>\S.{{0,40}})"),
)
_ACCOUNT = re.compile(r"[(（<][\w.@]+[)）>]$")
_CHATTER = 20  # characters of what people say between reports


class _Message(Struct, frozen=True):
    """What one person sent at once, and when."""

    lines: list[str]
    who: str = ""
    day: str | None = None


def letter(content: bytes, name: str, asked: Asked) -> Letter:
    """What a text holds. Raises `EncodingUnclear`, or `MarkedSecret` where it is so marked."""
    try:
        lines = [line.strip() for line in clean(decoded(content, asked.encoding)).splitlines()]
    except Unfit as unfit:
        raise EncodingUnclear(file=name, why=unfit.what) from None
    refuse_secret(lines, name)
    pieces: list[Piece] = []
    passed: list[Problem] = []
    for sent in _messages(lines, asked.today):
        if sent.who and len("".join(sent.lines)) <= _CHATTER:
            passed += _left_out(sent)
            continue
        reading = reports(looked_at(sent.lines), asked.today, first=len(pieces) + 1)
        pieces += (_sent(piece, sent, asked.today) for piece in reading.pieces)
        passed += reading.passed
    return Letter(
        name=name,
        kind=Kind.TEXT,
        content=content,
        pieces=tuple(corrected(one, name) for one in named(pieces, name)),
        passed=tuple(passed),
    )


def _messages(lines: list[str], today: date | None) -> Iterator[_Message]:
    """The messages of a chat; a text without senders is one."""
    sent = _Message([])
    for line in lines:
        match = next(filter(None, (pattern.fullmatch(line) for pattern in _SENT)), None)
        if match is None:
            sent.lines.append(line)
            continue
        yield sent
        day = as_day(match["day"], today) if match["day"] else None
        sent = _Message([], _ACCOUNT.sub("", match["who"]), day)
    yield sent


def _left_out(sent: _Message) -> Iterator[Problem]:
    text = "".join(sent.lines)
    if text:
        yield Problem("", "left-out", message("left out: {line}", line=text))


def looked_at(lines: list[str]) -> Iterator[Line]:
    """The lines that say anything; a short one below an empty one stands out before a text."""
    filled = [place for place, line in enumerate(lines) if line]
    for number, place in enumerate(filled):
        line = Line(lines[place])
        above = lines[filled[number - 1]] if number else ""
        below = lines[filled[number + 1]] if number + 1 < len(filled) else ""
        free = not number or (not lines[place - 1] and above.endswith((*ENDS, "）", ")")))
        heads = free and below.endswith(ENDS) and is_title(line, 0)
        if heads and not NUMBERED.match(line.text) and not signature(line.text, None):
            line = replace(line, look=Look(heading=True))
        yield line


def _sent(piece: Piece, sent: _Message, today: date | None) -> Piece:
    """A report with what the message says of it, where the report itself says nothing."""
    cells = signature(re.sub(r"[-—_]", " ", sent.who), today) or {}
    if sent.day:
        cells["received"] = sent.day
    if "unit" in piece.cells:
        cells = {key: value for key, value in cells.items() if key == "received"}
    return replace(piece, cells={**cells, **piece.cells})

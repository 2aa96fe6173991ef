"""Messages that lie in one file, one behind the other (mbox), read as one goes.

Programs put lines of their own into the head of each, which change whenever somebody reads it:
they are no part of the message.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

_BEGINS = re.compile(rb"From .*\d\d:\d\d")
_QUOTED = re.compile(rb">+From ")
_KEPT_BY_PROGRAMS = re.compile(
    rb"(?:Status|X-Status|X-Keywords|X-UID|X-IMAPbase|X-IMAP|Content-Length|X-Mozilla-[\w-]+):",
    re.IGNORECASE,
)


def messages(file: BinaryIO, most: int) -> Iterator[bytes | None]:
    """Each message in its order; none in the place of one that is larger than so many bytes."""
    lines: list[bytes] = []
    size, blank = 0, True
    for line in iter(lambda: file.readline(most), b""):
        begins = blank and _BEGINS.match(line)
        if begins and size:
            yield None if size > most else _message(lines)
            lines, size = [], 0
        size += len(line)
        if not begins and size <= most:
            lines.append(line)
        blank = not line.strip()
    if size:
        yield None if size > most else _message(lines)


def _message(lines: list[bytes]) -> bytes:
    """The message without what the file adds to it."""
    end = next((place for place, line in enumerate(lines) if not line.strip()), len(lines))
    head: list[bytes] = []
    ours = True
    for line in lines[:end]:
        if not line[:1].isspace():
            ours = not _KEPT_BY_PROGRAMS.match(line)
        head += [line] if ours else []
    body = [line[1:] if _QUOTED.match(line) else line for line in lines[end:]]
    if len(body) > 1 and not body[-1].strip():
        body.pop()  # it parts this message from the next
    return b"".join((*head, *body))

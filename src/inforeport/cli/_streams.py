"""The streams of a run: they may be closed, full or left by their reader. It knows no words.

`cli/_streams.py` alone writes to stdout and stderr. An answer that cannot be written is
`answer-lost`, 7; a reader who left is 141; what was changed is said on stderr all the same; a
stderr that is closed or full loses words and no exit status. `print` elsewhere would take a closed
stderr for stdout, and leave Python to complain at its end.
"""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from inforeport.errors import AnswerLost, FileUnreadable, reason
from inforeport.words import message

STDIN = "-"
"""How standard input is named where a file is asked for."""


def taken_in(path: Path) -> bytes:
    """The bytes of a file, or of standard input where its name is `-`.

    Raises `FileMissing`, `FileUnreadable`.
    """
    from inforeport.intake.containers import LARGEST, content_of

    if str(path) != STDIN:
        return content_of(path)
    if sys.stdin is None:
        raise FileUnreadable(file=STDIN, why=message("it is closed"))
    content = sys.stdin.buffer.read(LARGEST * 10**6 + 1)
    if len(content) > LARGEST * 10**6:
        raise FileUnreadable(file=STDIN, why=message("it is larger than {n} MB", n=LARGEST))
    return content


def put_out(content: bytes) -> None:
    """The answer, on its way whole. Raises `AnswerLost`, or `BrokenPipeError` if nobody reads."""
    if sys.stdout is None:
        raise AnswerLost(reason=message("it is closed"))
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        silence(sys.stdout)
        raise AnswerLost(reason=reason(error)) from None


def put_out_text(text: str) -> None:
    """The same for words: a sign that the console lacks is shown by its code."""
    put_out(text.encode(getattr(sys.stdout, "encoding", "utf-8"), "backslashreplace"))


def put_out_json(record: Mapping[str, object]) -> None:
    """A record as JSON on stdout: UTF-8 whatever the locale, figures exact."""
    put_out(laid_out(record))


def laid_out(record: Mapping[str, object] | None) -> bytes:
    """A record as JSON that people can read too."""
    import msgspec

    return msgspec.json.format(encoded(record), indent=2) + b"\n"


def encoded(record: Mapping[str, object] | None) -> bytes:
    """A record as JSON on one line."""
    import msgspec

    return msgspec.json.Encoder(decimal_format="number").encode(record)


def aside_json(record: Mapping[str, object]) -> None:
    """The same on stderr, on a line of its own."""
    aside(encoded(record).decode())


def aside(text: str, *, end: str = "\n") -> None:
    """Say something on stderr, never on stdout; what is lost there too changes no exit status."""
    if sys.stderr is None:  # print() would take stdout for it
        return
    try:
        print(text, end=end, file=sys.stderr, flush=True)
    except OSError:
        silence(sys.stderr)


def silence(stream: TextIO | None) -> None:
    """Let what is still to be written go nowhere, or Python would complain of it at the end."""
    if stream is not None:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())

"""Writes a man page from the program's help, in English or Chinese.

python tools/manual.py [zh|en] > inforeport.1
"""

import sys
from collections.abc import Iterator
from typing import Any

import typer

from inforeport.cli import _help, app
from inforeport.cli._told import PROGRAM
from inforeport.errors import Status
from inforeport.version import __version__
from inforeport.words import Message, Text, say
from reference import STATUSES, context

_WIDTH = 72


def manual(language: str = "en") -> str:
    """The whole page, as roff."""

    def told(text: Text) -> str:
        return say(text, language)

    root: Any = typer.main.get_command(app)
    top = context(root, PROGRAM)
    return "\n".join([*_head(root, told), *_commands(root, top, told), *_statuses(), ""])


def _head(root: Any, told: _help.Say) -> Iterator[str]:
    about = " ".join((root.help or "").split())
    yield f'.TH INFOREPORT 1 "" "inforeport {__version__}"'
    yield ".SH NAME"
    yield _plain(f"{PROGRAM} - {told(Message(about)).rstrip('.。')}")
    yield ".SH SYNOPSIS"
    yield r"\fBinforeport\fR [OPTIONS] COMMAND …"
    yield ".SH OPTIONS"


def _commands(root: Any, top: Any, told: _help.Say) -> Iterator[str]:
    yield from _page(root, top, told)
    yield ".SH COMMANDS"
    for noun in root.list_commands(top):
        command = root.get_command(top, noun)
        here = context(command, noun, top)
        yield f".SS {_plain(here.command_path)}"
        yield from _page(command, here, told)
        for verb, below in getattr(command, "commands", {}).items():
            inner = context(below, verb, here)
            yield f".SS {_plain(inner.command_path)}"
            yield from _page(below, inner, told)


def _page(command: Any, ctx: Any, told: _help.Say) -> Iterator[str]:
    yield ".nf"
    yield from map(_plain, _help.page(command, ctx, told, width=_WIDTH).splitlines())
    yield ".fi"


def _statuses() -> Iterator[str]:
    yield ".SH EXIT STATUS"
    for status in Status:
        yield f".TP\n{status:d}\n{_plain(STATUSES[status])}"


def _plain(line: str) -> str:
    r"""A line in which roff finds no command of its own.

    >>> _plain(".x --a")
    '\\&.x \\-\\-a'
    """
    line = line.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{line}" if line[:1] in {".", "'"} else line


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(manual(*sys.argv[1:2]))

"""Whether a hint names what exists: commands, and options of the command it is about."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import typer

from inforeport.cli import app
from inforeport.cli._root import ByItself

OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
COMMAND = re.compile(r"(?<!after )(?<!as )inforeport((?: [a-z][a-z-]*| \{noun\})+)")
SOME_NOUN = "mark"  # one of the six that are alike


@cache
def _root() -> Any:
    return typer.main.get_command(app)


def command_of(words: Sequence[str]) -> tuple[Any, list[str]]:
    """The command that some words call, and the words that are left."""
    found, left = _root(), list(words)
    while left and hasattr(found, "get_command"):
        context = typer.Context(found)
        name, *rest = left
        inner = None if name.startswith("-") else found.get_command(context, name)
        if inner is None and found is not _root():
            break
        found, left = inner or found, rest
    if isinstance(found, ByItself) and left:
        found = found.commands["show"]
    return found, left


def commands_in(text: str) -> list[Any]:
    """The commands that a sentence names."""
    named = COMMAND.findall(text.replace("{noun}", SOME_NOUN))
    return [command_of(words.split())[0] for words in named]


def options_of(command: Any) -> set[str]:
    """Every option of a command, and those that stand before any."""
    params = [*command.params, *_root().params]
    return {opt for param in params for opt in (*param.opts, *param.secondary_opts)} | {"--help"}


def amiss(hint: str, words: Sequence[str] = ()) -> Iterator[str]:
    """What a hint names that does not exist; `words` called the command that gave it, if known."""
    for clause in re.split("[;；]", hint.replace("{noun}", SOME_NOUN)):
        yield from _amiss(clause, [command_of(words)[0]] if words else [])


def _amiss(clause: str, running: Sequence[Any]) -> Iterator[str]:
    """The same of a part: its options are those of the command that it names, if it names one."""
    named = list(COMMAND.finditer(clause))
    about = [command_of(one[1].split()) for one in named]
    for one, (command, left) in zip(named, about, strict=True):
        if command is _root() or (left and hasattr(command, "get_command")):
            yield one[0]
    for option in OPTION.findall(clause):
        commands = [command for command, _ in about] or running
        if commands and not any(option in options_of(one) for one in commands):
            yield option

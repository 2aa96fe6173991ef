"""The pages of `--help`, in the language of the run: Typer's own words are ours here."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from inforeport.fields import FACTS
from inforeport.fields.columns import columns, holds
from inforeport.words import Message, Spoken, Text, message

Say = Callable[[Text], str]
_INDENT = "  "
_WIDEST_LEFT = 34
_STOPS, _BRACKETS = "，。；：、！？）》”", "（《“"
_OTHER_HEADS = 3
"""How many of the other names of a column are told."""
_BETWEEN = message("; ")


def page(command: Any, ctx: Any, say: Say, *, width: int) -> str:
    """The help of a command or group of Typer's, folded to `width` columns."""
    parts = [_usage(command, ctx, say)]
    if command.help:
        parts.append("\n".join(wrapped(_in_language(say, command.help), width, _INDENT)))
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.get_params(ctx) if one.param_type_name == "option"]
    sections = (
        (message("Arguments:"), [(say(metavar(one)), _about(one, say)) for one in arguments]),
        (message("Options:"), [(_names(one, say), _about(one, say)) for one in options]),
        (message("Commands:"), list(_commands(command, ctx, say))),
        (message("Columns of the list, named in its first row:"), list(_columns_of(ctx, say))),
    )
    parts += [_section(say(head), rows, width) for head, rows in sections if rows]
    return "\n\n".join(parts) + "\n"


def metavar(param: Any) -> Message:
    """What stands for the value of an argument or option: FILE, DAY, UNIT."""
    return Message(str(param.metavar or (param.name or "").upper()))


def wrapped(text: str, width: int, indent: str = "") -> Iterator[str]:
    """Lines of at most `width` columns, broken at spaces; in Chinese anywhere but before a stop."""
    for paragraph in text.splitlines() or [""]:
        line = ""
        for piece in _kept_together(_pieces(paragraph)):
            if line and _columns(indent + line + piece.rstrip()) > width:
                yield indent + line.rstrip()
                line = piece.lstrip()
            else:
                line += piece
        yield (indent + line).rstrip()


def _usage(command: Any, ctx: Any, say: Say) -> str:
    pieces = [
        say(metavar(one)) if one.required else f"[{say(metavar(one))}]"
        for one in command.params
        if one.param_type_name == "argument"
    ]
    options = [say(message("[OPTIONS]"))] if command.get_params(ctx) else []
    below = [say(message("COMMAND …"))] if hasattr(command, "list_commands") else []
    return " ".join([say(message("Usage:")), ctx.command_path, *options, *pieces, *below])


def _about(param: Any, say: Say) -> str:
    text = param.help or ""
    if text == "Show this message and exit.":
        return say(message("show this page"))
    need = say(message(" [required]")) if param.required and text else ""
    return _in_language(say, text) + need


def _in_language(say: Say, text: str) -> str:
    """Help written in the code is the key of its translation, its lines joined."""
    return say(Message(" ".join(text.split()))) if text else ""


def _names(option: Any, say: Say) -> str:
    names = ", ".join(sorted((*option.opts, *option.secondary_opts), key=len))
    return names if option.is_flag or option.count else f"{names} {say(metavar(option))}"


def _commands(command: Any, ctx: Any, say: Say) -> Iterator[tuple[str, str]]:
    if not hasattr(command, "list_commands"):
        return
    for name in command.list_commands(ctx):
        yield name, _in_language(say, command.short_help_of(name)).split("。")[0].split(". ")[0]


def _columns_of(ctx: Any, say: Say) -> Iterator[tuple[str, str]]:
    """What a list of the noun may hold, where the command reads one."""
    fact = FACTS.get(ctx.parent.info_name) if ctx.info_name == "import" else None
    for field in columns(fact) if fact else ():
        about = [message("required")] * field.required + holds(field)
        if field.also:
            about.append(_also(field.also))
        named = Spoken({"zh": field.head, "en": f"{field.head} or {field.key}"})
        yield say(named), say(_BETWEEN).join(map(say, about))


def _also(names: Sequence[str]) -> Message:
    if len(names) > _OTHER_HEADS:
        return message("also called {names} …", names=names[:_OTHER_HEADS])
    return message("also called {names}", names=names)


def _section(head: str, rows: Iterable[tuple[str, str]], width: int) -> str:
    rows = list(rows)
    left = min(max(_columns(one) for one, _ in rows), _WIDEST_LEFT) + 2
    lines = [head]
    for name, about in rows:
        start = _INDENT + name + " " * max(left - _columns(name), 2)
        pad = " " * (len(_INDENT) + left)
        folded = list(wrapped(about, width, pad)) or [""]
        lines.append((start + folded[0].lstrip()).rstrip())
        lines += folded[1:]
    return "\n".join(lines)


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _kept_together(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces, with the stop after them and the bracket before them."""
    held = ""
    for piece in pieces:
        if held and piece[0] not in _STOPS and held[-1] not in _BRACKETS:
            yield held
            held = ""
        held += piece
    if held:
        yield held


def _pieces(text: str) -> Iterator[str]:
    """What must stay on one line: a word with the space after it, or one Chinese sign."""
    word = ""
    for sign in text:
        if unicodedata.east_asian_width(sign) in "WF":
            if word:
                yield word
            yield sign
            word = ""
        else:
            word += sign
            if sign == " ":
                yield word
                word = ""
    if word:
        yield word

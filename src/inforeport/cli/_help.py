"""The pages of `--help`, in the language of the run: Typer's own words are ours here."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from inforeport.folding import columns, folded
from inforeport.words import Message, Spoken, Text, message

Say = Callable[[Text], str]
_INDENT = "  "
_WIDEST_LEFT = 34

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
    """Lines of at most `width` columns, all with that indent."""
    for line in folded(text, width - len(indent)):
        yield f"{indent}{line}".rstrip()


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
    if ctx.info_name != "import":
        return
    from inforeport.fields import FACTS  # only what reads a list has columns
    from inforeport.fields.columns import columns as columns_of
    from inforeport.fields.columns import holds

    fact = FACTS.get(ctx.parent.info_name)
    for field in columns_of(fact) if fact else ():
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
    left = min(max(columns(one) for one, _ in rows), _WIDEST_LEFT) + 2
    pad = " " * (len(_INDENT) + left)
    lines = [head]
    for name, about in rows:
        folded_lines = list(wrapped(about, width, pad))
        if columns(name) < left - 1:
            start = f"{_INDENT}{name}{' ' * (left - columns(name))}"
            folded_lines[0] = f"{start}{folded_lines[0].lstrip()}".rstrip()
        else:  # too long to have anything beside it
            folded_lines.insert(0, f"{_INDENT}{name}")
        lines += folded_lines
    return "\n".join(lines)

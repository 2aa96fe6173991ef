"""Writes docs/commands.md: every command with its help, the exit statuses, the error codes.

Beside it the table of commands and options that shells complete from, in the Chinese README the
columns of every list, and in docs/rollup.md those of every table of facts.

    python tools/reference.py

`tests/test_reference.py` fails when a file is not what this would write.
"""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import typer

from inforeport import completion
from inforeport.cli import _help, app
from inforeport.cli._root import ByItself
from inforeport.cli._told import PROGRAM
from inforeport.errors import InforeportError, Status
from inforeport.fields import FACTS, Fact
from inforeport.fields.columns import columns
from inforeport.rollup import facts
from inforeport.words import Message, Text, say

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "commands.md"
README = ROOT / "README.zh-CN.md"
ROLLUP = ROOT / "docs" / "rollup.md"
TABLE = ROOT / "src" / "inforeport" / "completion" / completion.TABLE
_WIDTH = 100
_OF_FACTS = re.compile(r"(?<=^\| `)(\w+)` \| `office`[^|]*", re.MULTILINE)
"""The first cells of a row in docs/rollup.md: a table of facts, and its columns."""
_BEGIN, _END = "<!-- 自此以下由 make reference 写出 -->", "<!-- 自此以上由 make reference 写出 -->"

_INTRODUCTION = """\
# Commands

Written by `make reference` from the program itself. The root's options stand before the command: \
`inforeport --db office.db score --month 5`."""

STATUSES = {
    Status.DONE: "done, also where there was nothing to do",
    Status.BUG: "a fault of the program; nothing was changed",
    Status.USAGE: "the command line does not fit; nothing was changed",
    Status.PARTIAL: "done in part: some rows were refused, or something is to be looked at",
    Status.REFUSED: "refused; nothing was changed",
    Status.DATABASE: "the office's file is missing, damaged, not ours or not to be written",
    Status.BUSY: "another program holds the office's file; nothing was changed, try again",
    Status.OUTPUT: "the output could not be written",
    Status.FINDINGS: "something was found: a deadline passed, a question left open, a damaged file",
}

_SIGNALS = """\
A run that is cut short ends with 130 (Ctrl-C), 143 (told to end) or 129 (its terminal went away), \
and the change it was making is not kept; with 141, whoever read its output stopped reading."""

_JSON = """\
Where `--json` is asked, a command that changes something answers with one record: `schema`, \
`command`, `dry_run`, `done`, a list of what was done, each with the facts of its sentence (`ref`, \
`unit`, `title` …), the sentence itself in `said`, and its number in `id`; and `id` once more \
beside them where one thing was done, so that `inforeport submission add … --json | jq .id` is the \
new number. All else is told on stderr, a line of JSON each: `{"note": …}`, `{"problem": {"place", \
"code", "message"}}`, and where the command is refused `{"schema", "error": {"code", "status", \
"message", "hint", "problems"}}`. The exit status stays the same."""

_CODES = """\
An error is told on stderr as `inforeport: error[code]: sentence`, on a Chinese screen as \
`inforeport: 错误[code]：…`. The code stays the same in every language; scripts should look at it \
and at the exit status, not at the sentence. Each row that was refused, and each mistake in a \
scheme, has a line before it, `FILE:ROW:COLUMN: error[code]: sentence` or `FILE:LINE: …`. All \
are met in [when-it-goes-wrong.md](../examples/when-it-goes-wrong.md)."""


def reference() -> str:
    """The whole page."""
    parts = [
        _INTRODUCTION,
        *_commands(),
        "## Exit statuses",
        _table(("status", "meaning"), [(f"{one:d}", STATUSES[one]) for one in Status]),
        _SIGNALS,
        "## What was done, as JSON",
        _JSON,
        "## Error codes",
        _CODES,
        _table(("code", "exit status", "sentence"), sorted(_codes())),
    ]
    return "\n\n".join(parts) + "\n"


def table() -> str:
    """What may be typed, for `completion`: of every command its options, arguments and verbs."""
    root: Any = typer.main.get_command(app)
    rows = {" ".join(path): _typed(command) for path, command in _below(root)}
    lines = [
        f"{json.dumps(path)}: {json.dumps(row, ensure_ascii=False)}" for path, row in rows.items()
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def readme() -> str:
    """The Chinese README with the columns of every list between their marks."""
    before, begin, rest = README.read_text(encoding="utf-8").partition(_BEGIN)
    _, end, after = rest.partition(_END)
    rows = [(_list_name(fact), _import_of(fact), _heads(fact)) for fact in FACTS.values()]
    return f"{before}{begin}\n{_table(('表', '导入', '列'), rows)}\n{end}{after}"


def rollup() -> str:
    """The page on the facts of many offices with the columns that each of their tables has."""
    return _OF_FACTS.sub(_facts_row, ROLLUP.read_text(encoding="utf-8"))


def _facts_row(found: re.Match[str]) -> str:
    names = ", ".join(f"`{name}`" for name in facts.columns(found[1]))
    return f"{found[1]}` | {names} "


def _list_name(fact: Fact[Any]) -> str:
    return say(Message(fact.caption), "zh")


def _import_of(fact: Fact[Any]) -> str:
    return f"`{PROGRAM} {fact.table} import`"


def _heads(fact: Fact[Any]) -> str:
    return "、".join(f"**{one.head}**" if one.required else one.head for one in columns(fact))


def _below(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield path, command
    if hasattr(command, "list_commands"):
        context = typer.Context(command)
        for name in command.list_commands(context):
            yield from _below(command.get_command(context, name), (*path, name))


def _typed(command: Any) -> dict[str, Any]:
    context = typer.Context(command, **command.context_settings)
    below = command.list_commands(context) if hasattr(command, "list_commands") else []
    params = command.params
    if isinstance(command, ByItself):  # asked without a verb it shows
        params = [*params, *command.commands["show"].params]
    return {
        "below": below,
        "arguments": [_wanted(one) for one in params if one.param_type_name == "argument"],
        "options": {
            name: "" if one.is_flag else _wanted(one)
            for one in params
            if one.param_type_name == "option"
            for name in (*one.opts, *one.secondary_opts)
        }
        | dict.fromkeys(("-h", "--help"), ""),
    }


def _wanted(param: Any) -> str:
    return _help.metavar(param).text


def _commands() -> Iterator[str]:
    root: Any = typer.main.get_command(app)
    top = context(root, PROGRAM)
    yield _page(root, top)
    for noun in root.list_commands(top):
        command = root.get_command(top, noun)
        here = context(command, noun, top)
        yield f"## {noun}"
        yield _page(command, here)
        for verb, below in getattr(command, "commands", {}).items():
            yield f"### {noun} {verb}"
            yield _page(below, context(below, verb, here))


def context(command: Any, name: str, parent: Any = None) -> Any:
    """What a page of help is shown in."""
    return typer.Context(command, info_name=name, parent=parent, **command.context_settings)


def _page(command: Any, ctx: Any) -> str:
    return f"```text\n{_help.page(command, ctx, _english, width=_WIDTH)}```"


def _english(text: Text) -> str:
    return say(text, "en")


def _codes() -> Iterator[tuple[str, str, str]]:
    yield "`bug`", f"{Status.BUG:d}", "a fault of the program"
    for kind in _kinds(InforeportError):
        if hasattr(kind, "code"):
            sentence = re.sub(r"\{(\w+)\}", r"*\1*", kind.sentence)
            yield f"`{kind.code}`", f"{kind.status:d}", sentence.replace("|", "\\|")


def _kinds(kind: type[InforeportError]) -> Iterator[type[InforeportError]]:
    for below in kind.__subclasses__():
        yield below
        yield from _kinds(below)


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(reference(), encoding="utf-8")
    TABLE.write_text(table(), encoding="utf-8")
    README.write_text(readme(), encoding="utf-8")
    ROLLUP.write_text(rollup(), encoding="utf-8")
    print(f"wrote: {PAGE.parent.name}/{PAGE.name}, {TABLE.name}, {README.name}, {ROLLUP.name}")

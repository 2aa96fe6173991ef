"""The root of the command line: its nouns loaded when asked for, its errors told in one place."""

import errno
import re
import sys
from collections import UserDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException
from typer.models import CommandInfo

from inforeport.cli._bundle import bundled
from inforeport.cli._plain import taken_plainly, with_this_week
from inforeport.cli._session import Session
from inforeport.cli._streams import put_out_text, silence
from inforeport.cli._told import (
    PROGRAM,
    complain,
    in_our_words,
    own_up,
    tell_deeds,
    tell_sealed,
    usage,
)
from inforeport.errors import (
    InforeportError,
    OutputNotWritable,
    Status,
    reason,
)
from inforeport.text import plain
from inforeport.words import did_you_mean, message

if TYPE_CHECKING:
    pass

Command = Callable[..., None]

_HELP_WIDTH = 100
_VALUED, _FLAGS = (
    ("--db", "--today", "--lang", "--lock-wait"),
    ("--no-migrate", "--quiet", "-q", "--debug"),
)
"""The root's options, which may stand anywhere."""
_OPTION_WORDS = {"help": "--help", "version": "--version"}
"""Options that people type as commands, at the beginning."""
_SHELL_OPTIONS = ("--install-completion", "--show-completion")
"""Options of other programs that ask for what `completion` prints."""
_GONE = ("remove", "withdraw", "retire")
_SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "ls": ("list",),
    "rm": _GONE,
    "del": _GONE,
    "delete": _GONE,
    "return": ("withdraw",),
    "search": ("find",),
}
"""Verbs of other programs and of the office, and ours that a noun may have for them."""
_INTERRUPTED, _PIPE_CLOSED = 130, 141  # 128 and the number of the signal
_SETTINGS: dict[str, Any] = {
    "add_completion": False,  # it would edit the user's shell files
    "pretty_exceptions_enable": False,  # it would print our source, and data with it
    "rich_markup_mode": None,  # it would eat [brackets], and costs half the start-up of --help
    "context_settings": {"help_option_names": ["-h", "--help"]},
}


def _help_page(command: Any, ctx: Any) -> None:
    """Show the page of help; by us, because Typer's echo is content with a closed stdout."""
    from inforeport.cli import _help

    session: Session = ctx.obj
    width = min(session.width or _HELP_WIDTH, _HELP_WIDTH)
    put_out_text(_help.page(command, ctx, session.say, width=width))
    raise typer.Exit


@contextmanager
def _maybe_unread() -> Iterator[None]:
    """Whoever stops reading early (`| head`) ends the run without a word."""
    try:
        yield
    except BrokenPipeError:
        silence(sys.stdout)
        raise typer.Exit(_PIPE_CLOSED) from None


@contextmanager
def _known_where(ctx: Any) -> Iterator[None]:
    """Let a complaint know its command, for the hint; Typer's parser forgets to say."""
    try:
        yield
    except TyperException as error:
        error.ctx = getattr(error, "ctx", None) or ctx  # type: ignore[attr-defined]
        raise


class Leaf(TyperCommand):
    """A command: its help and its complaints in our words."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        del formatter
        _help_page(self, ctx)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse; what is left over is told in our words."""
        ctx.allow_extra_args = True
        taken_plainly(self.get_params(ctx))
        with _known_where(ctx):
            rest = super().parse_args(ctx, with_this_week(args))
        if rest:
            wrong = message(
                "more words than wanted: {rest}; put a text with spaces in quotation marks",
                rest=rest,
            )
            raise usage(ctx, wrong)
        return rest


class Group(TyperGroup):
    """A noun: its verbs in a list, a wrong one answered with the nearest."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        del formatter
        _help_page(self, ctx)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the options of the noun."""
        taken_plainly(self.get_params(ctx))
        with _known_where(ctx):
            return super().parse_args(ctx, args)

    def list_commands(self, ctx: Any) -> list[str]:
        """The verbs, in the order in which they stand."""
        del ctx
        return [*self.commands]

    def short_help_of(self, name: str) -> str:
        """The help of one verb, for the list of them."""
        return str(self.commands[name].help or "")

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The verb that is meant; raises `WrongUsage` with the nearest for one not there."""
        args = [self._verb(ctx, args[0]), *args[1:]]
        if self.get_command(ctx, args[0]) is None and not ctx.resilient_parsing:
            what = message("no command {name}", name=args[0])
            raise usage(ctx, did_you_mean(what, args[0], self.list_commands(ctx)))
        return super().resolve_command(ctx, args)

    def _verb(self, ctx: Any, typed: str) -> str:
        """The verb of the noun for one that other programs have; else what was typed."""
        there = self.list_commands(ctx)
        if typed in there:
            return typed
        return next((verb for verb in _SYNONYMS.get(typed, ()) if verb in there), typed)

    def invoke(self, ctx: Any) -> Any:
        """Run the verb; where there is none, show which there are."""
        if not ctx._protected_args:  # noqa: SLF001  Typer tells it in no other way
            _help_page(self, ctx)
        return super().invoke(ctx)


class ByItself(Group):
    """A noun that can be asked by itself: without a verb it shows."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the options of the noun, with the verb that is meant where none is typed."""
        known = {*self.commands, "-h", "--help"}
        return super().parse_args(ctx, args if args and args[0] in known else ["show", *args])


class Noun(typer.Typer):
    """A Typer with the house's settings, whose commands take bundles of options."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**_SETTINGS | {"cls": Group} | settings)
        self.verbs: dict[str, Command] = {}

    def command(self, name: str | None = None) -> Callable[[Command], Command]:  # type: ignore[override]
        """Register a command; it stays what it was."""

        def register(function: Command) -> Command:
            self.verbs[name or function.__name__] = function
            return function

        return register

    def made(self) -> Any:
        """The noun as it is run: a group of its verbs, or what it does where it has none."""
        if len(self.verbs) > 1:
            group = typer.main.get_group(self)
            group.commands = _Verbs(self.verbs)
            return group
        [(name, function)] = self.verbs.items()
        return _leaf(name, function, _SETTINGS["context_settings"])


class _Verbs(UserDict[str, Any]):
    """The verbs of a noun, each made for Typer when it is asked for: a run asks for one."""

    def __getitem__(self, name: str) -> Any:
        if not isinstance(self.data[name], Leaf):
            self.data[name] = _leaf(name, self.data[name])
        return self.data[name]


def _leaf(name: str, function: Command, settings: dict[str, Any] | None = None) -> Any:
    """A command of Typer's with its bundles spread out."""
    callback = bundled(function)
    info = CommandInfo(name, cls=Leaf, callback=callback, context_settings=settings)
    return typer.main.get_command_from_info(
        info, pretty_exceptions_short=False, rich_markup_mode=None
    )


class Root(Group):
    """The program: its nouns are found in `table`, its errors turned into lines and statuses."""

    table: Mapping[str, str] = {}

    def list_commands(self, ctx: Any) -> list[str]:
        """The nouns and verbs of the first level, in the table's order."""
        del ctx
        return list(self.table)

    def short_help_of(self, name: str) -> str:
        """The table's line."""
        return self.table[name]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Load the module of that name: only what is asked for is imported."""
        del ctx
        if cmd_name not in self.table:
            return None
        if cmd_name not in self.commands:
            module = import_module(f"inforeport.cli.{cmd_name}")
            command = module.app.made()
            command.name = cmd_name
            command.help = command.help or self.table[cmd_name]
            self.commands[cmd_name] = command
        return self.commands[cmd_name]

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        with _maybe_unread():
            return super().invoke(ctx)

    def make_context(self, *args: Any, **more: Any) -> Any:
        """Read the command line; `--help` and `--version` answer here."""
        with _maybe_unread():
            return super().make_context(*args, **more)

    def main(self, args: Sequence[str] | None = None, *_: Any, **extra: Any) -> Any:
        """Run and exit; nothing but `SystemExit` comes out."""
        given = roots_first(sys.argv[1:] if args is None else args)
        session = Session.of(given)
        with closing(session), _errors_told(session):
            extra |= {"args": given, "prog_name": PROGRAM, "standalone_mode": False}
            try:
                status = super().main(**extra, obj=session)
            finally:  # also where the answer was lost
                tell_sealed(session)
                tell_deeds(session)
            _flush()
            raise typer.Exit(status or Status.DONE)


def roots_first(args: Sequence[str]) -> list[str]:
    """The words with the root's options before the command, wherever they were typed.

    What stands behind `--` is left as it is.

    >>> roots_first(["score", "5", "--db", "x.db", "-q"])
    ['--db', 'x.db', '-q', 'score', '5']
    >>> roots_first([])
    ['status']
    """
    roots: list[str] = []
    rest: list[str] = []
    words = iter(args)
    for word in map(_narrow, words):
        if word == "--":
            rest += [word, *words]
        elif word in _VALUED:
            roots += [word, *islice(words, 1)]
        elif word in _FLAGS or word.partition("=")[0] in _VALUED:
            roots.append(word)
        else:
            rest.append(word)
    by_itself = rest in ([], ["--json"])  # then it says where one stands
    return roots + _as_meant(["status", *rest] if by_itself else rest)


def _narrow(word: str) -> str:
    """A number or an option as it is, where it was typed in full width or with a long dash.

    >>> _narrow("１４"), _narrow("－－month"), _narrow("—month=５"), _narrow("——甲社区")
    ('14', '--month', '--month=５', '——甲社区')
    """
    if word.isascii():  # as nearly all are: no start waits for patterns
        return word
    if re.fullmatch("[０-９]+", word):
        return plain(word)
    option = re.fullmatch("[-－–—]{1,2}([a-z][a-z-]*(?:=.*)?)", word, re.DOTALL)
    if option is None or word.startswith("-"):
        return word
    return f"--{option[1]}" if len(option[1].partition("=")[0]) > 1 else f"-{option[1]}"


def _as_meant(args: list[str]) -> list[str]:
    """The words with what other programs take at their beginning as it is said here.

    >>> _as_meant(["help", "score"]), _as_meant(["--install-completion", "zsh"])
    (['score', '--help'], ['completion', 'zsh'])
    """
    first, *rest = args or [""]
    if first in _SHELL_OPTIONS:
        return ["completion", *rest]
    return [*rest, _OPTION_WORDS[first]] if first in _OPTION_WORDS else args


@contextmanager
def _errors_told(session: Session) -> Iterator[None]:
    """The one place where an exception becomes a line, a hint and an exit status."""
    try:
        yield
    except typer.Exit as done:
        sys.exit(done.exit_code)
    except typer.Abort:
        sys.exit(_INTERRUPTED)
    except InforeportError as error:
        complain(session, error)
        sys.exit(error.status)
    except TyperException as error:
        complain(session, in_our_words(error))
        sys.exit(Status.USAGE)
    except OSError as error:
        if error.errno != errno.EPIPE:
            complain(
                session, OutputNotWritable(path=error.filename or "stdout", reason=reason(error))
            )
            sys.exit(Status.OUTPUT)
        silence(sys.stdout)
        sys.exit(_PIPE_CLOSED)
    except Exception as error:  # noqa: BLE001  a bug: one line, no data, the trace on request
        own_up(session, error)
        sys.exit(Status.BUG)


def _flush() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()

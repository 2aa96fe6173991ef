"""Many facts entered one after another, a line each: asked for at a terminal, or piped in."""

import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

import typer

from inforeport.cli._asking import line
from inforeport.cli._output import done, note
from inforeport.cli._session import Session, as_typed
from inforeport.cli._streams import STDIN, taken_in
from inforeport.cli._told import complain, tell
from inforeport.days import read_day
from inforeport.errors import InforeportError, NotADay, Status, WrongUsage
from inforeport.model import Problem
from inforeport.text import meant, one_line
from inforeport.words import Message, message

_END = {"退出", "结束", "exit", "quit", "q"}
"""What people type to be done."""

Entered = tuple[Message, Callable[[], None]]
"""What a line came to, and what tells what there is to remark of it once it is kept."""
Putting = Callable[[], Entered]
"""What puts on file what a line says; whoever had to be asked has been asked."""


class Sitting(NamedTuple):
    """What is entered: by which command, how a line looks, what reads one to be put on file.

    `counted` says how many there are so far, `words` are those that a terminal completes.
    """

    command: tuple[str, str]
    form: Message
    read: Callable[[Sequence[str]], Putting]
    counted: Callable[[int], Message]
    words: Callable[[], Sequence[str]]


def sit(session: Session, sitting: Sitting, *, dry_run: bool) -> None:
    """Enter what is typed at a terminal, or the lines of standard input.

    At a terminal each line is on file as it is entered. Of lines that are piped in the good ones
    are, all in one transaction, and the others are named with their places.
    """
    if session.at_terminal:
        _asked(session, sitting, dry_run=dry_run)
    else:
        _piped(session, sitting, dry_run=dry_run)


def words_in(text: str) -> list[str]:
    r"""The words of a line: what stands between tabs, else between spaces of any width.

    >>> words_in("甲社区　开设夜校 5.7"), words_in("甲社区\t开设 夜校\t5.7")
    (['甲社区', '开设夜校', '5.7'], ['甲社区', '开设 夜校', '5.7'])
    """
    if "\t" in text.strip():
        return [one_line(cell) for cell in text.split("\t")]
    return one_line(text).split()


class ReportLine(NamedTuple):
    """A line of a report: its unit and day only where they are written."""

    unit: str
    title: str
    day: date | None


def read_report(words: Sequence[str], today: date) -> ReportLine:
    """What a line says of a report: its unit first, its day last, between them its title.

    A single word is a title, whatever it looks like.
    """
    *before, last = words
    day = _day(last, today) if before else None
    title = before if day else [*before, last]
    if len(title) == 1:
        return ReportLine("", title[0], day)
    return ReportLine(title[0], " ".join(title[1:]), day)


class UseLine(NamedTuple):
    """A line of a use: what is written of it beside its report; a lone report says nothing more."""

    ref: str
    level: str
    form: str | None
    day: date | None
    publication: str | None


def read_use(words: Sequence[str], forms: Mapping[str, str], today: date) -> UseLine:
    """What a line says of a use: its report, its level, then in any order form, day, publication.

    A word behind the level that is neither a form of the scheme nor a day is of the publication.
    """
    ref, level, *rest = [*words, ""] if len(words) == 1 else words
    form, day, publication = None, None, list[str]()
    for word in filter(None, rest):
        if form is None and meant(forms, word):
            form = word
        elif day is None and (read := _day(word, today)):
            day = read
        else:
            publication.append(word)
    return UseLine(ref, level, form, day, " ".join(publication) or None)


def _day(word: str, today: date) -> date | None:
    try:
        return read_day(word, today).day
    except NotADay:
        return None


def _asked(session: Session, sitting: Sitting, *, dry_run: bool) -> None:
    """Ask for line after line, until the end of input or an interruption."""
    note(session, sitting.form)
    note(session, message("to be done, type 退出"))
    count = 0
    try:
        with _completing(sitting.words()):
            for typed in _typed():
                count += _enter(session, sitting, typed, count + 1, dry_run=dry_run)
    finally:
        note(session, message("entered: {n}", n=sitting.counted(count)))


def _typed() -> Iterator[list[str]]:
    """The words of each line, until the end of input or a word that says so."""
    while (text := line("> ")) is not None:
        if (words := words_in(text)) and words[0].lower() in _END and len(words) == 1:
            return
        if words:
            yield words


def _enter(
    session: Session, sitting: Sitting, words: list[str], number: int, *, dry_run: bool
) -> bool:
    """Put a line on file at once; whether it is. One that is refused is told, and that is all."""
    session.typed = as_typed([*sitting.command, *words])
    try:
        put = sitting.read(words)
        with session.ledger.writing(keep=not dry_run):
            entered, remarks = put()
    except InforeportError as error:
        if error.status not in {Status.REFUSED, Status.USAGE}:
            raise
        complain(session, error)
        return False
    except typer.Exit:  # of several that it fits none was chosen
        return False
    remarks()
    said = message("{what}; entered: {n}", what=entered, n=sitting.counted(number))
    done(session, said, dry_run=dry_run)
    return True


def _piped(session: Session, sitting: Sitting, *, dry_run: bool) -> None:
    """Put the lines of standard input on file, all in one transaction."""
    lines = list(_lines(sitting))
    problems, remarks = list[Problem](), list[Callable[[], None]]()
    with session.ledger.writing(keep=not dry_run):
        for place, words in lines:
            try:
                remarks.append(sitting.read(words)()[1])
            except InforeportError as error:
                if error.status not in {Status.REFUSED, Status.USAGE}:
                    raise
                problems.append(Problem(place, error.code, error.message))
    for told in remarks:
        told()
    tell(session, problems)
    counts = {"n": sitting.counted(len(remarks)), "bad": len(problems)}
    done(session, message("entered: {n}, refused: {bad}", **counts), dry_run=dry_run)
    if problems:
        raise typer.Exit(Status.PARTIAL)


def _lines(sitting: Sitting) -> Iterator[tuple[str, list[str]]]:
    """The lines of standard input that say something, with their places. Raises `WrongUsage`."""
    from inforeport import intake

    content = taken_in(Path(STDIN))
    text = intake.text(content, STDIN) if content.strip() else ""
    lines = [
        (f"{STDIN}:{number}", words)
        for number, row in enumerate(text.splitlines(), 1)
        if (words := words_in(row))
    ]
    if not lines:
        what = message("nothing is named, and no lines come in: {form}", form=sitting.form)
        raise WrongUsage(what=what, command=f"inforeport {shlex.join(sitting.command)}")
    yield from lines


@contextmanager
def _completing(words: Iterable[str]) -> Iterator[None]:
    """Let the terminal complete these words, where it can."""
    try:
        import readline
    except ImportError:  # Windows has none
        yield
        return
    choices = list(dict.fromkeys(words))

    def complete(begun: str, number: int) -> str | None:
        fitting = [word for word in choices if word.startswith(begun)]
        return f"{fitting[number]} " if number < len(fitting) else None

    before = readline.get_completer(), readline.get_completer_delims()
    readline.set_completer(complete)
    readline.set_completer_delims(" \t")
    readline.parse_and_bind("tab: complete")
    try:
        yield
    finally:
        readline.set_completer(before[0])
        readline.set_completer_delims(before[1])

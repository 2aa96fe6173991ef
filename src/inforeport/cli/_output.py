"""Everything a command says: answers on stdout, all else on stderr, in the language of the run."""

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from inforeport.cli._asking import reply
from inforeport.cli._options import Sink
from inforeport.cli._progress import working
from inforeport.cli._session import Session
from inforeport.cli._streams import aside, laid_out, put_out, put_out_json, put_out_text
from inforeport.cli._told import for_programs, tell
from inforeport.errors import AnswerLost, NameTaken, NeedsYes, NoTable, Status, UnknownFormat
from inforeport.folding import hanging
from inforeport.model import Outcome, Problem
from inforeport.text import one_line
from inforeport.words import Message, Text, message

if TYPE_CHECKING:
    from inforeport.documents.page import Page
    from inforeport.fields import Fact
    from inforeport.render import Draw

T = TypeVar("T")
Row = tuple[str, tuple[str | int, ...], int]
_YES = {"y", "yes", "是", "好"}


def answer(
    session: Session,
    draw: "Callable[[], Page]",
    record: Mapping[str, object] | Callable[[], Mapping[str, object]],
    sink: Sink,
) -> None:
    """Give a reading command's answer: the page to people, the record or the rows to programs.

    The page is drawn only where somebody wants it: a program that asks for JSON does not. So a
    large record may be given as what makes it.
    """
    if callable(record):
        record = record() if sink.json or sink.output else {}
    if sink.output:
        drawn = csv_heads(sink.output) if sink.heads else None
        save(session, draw(), sink.output, force=sink.force, record=record, draw=drawn)
    elif sink.json:
        put_out_json(record)
    elif sink.csv:
        from inforeport.render import csv_

        draw_list = csv_.with_heads if sink.heads else csv_.draw
        put_out(draw_list(draw(), session.language).removeprefix(BOM_UTF8))  # a pipe is no Excel
    else:
        _show(session, draw())


def lines_out(session: Session, lines: Iterable[str]) -> None:
    """Lines of an answer that is no page, folded to the terminal."""
    put_out_text("".join(f"{hanging(line, session.width)}\n" for line in lines))


def csv_heads(path: Path) -> "Draw | None":
    """What draws a CSV with heads for people; another file has them anyway."""
    from inforeport.render import csv_

    return csv_.with_heads if path.suffix.lower() == ".csv" else None


def _show(session: Session, page: "Page") -> None:
    if not session.quiet or any(table.rows for table in page.tables()):
        from inforeport.render import terminal

        put_out_text(terminal.draw(page, session.language, session.width))


def save(
    session: Session,
    page: "Page",
    path: Path,
    *,
    force: bool,
    record: Mapping[str, object] | None = None,
    draw: "Draw | None" = None,
) -> None:
    """Write a page into a file, drawn by its ending if not by `draw`, and name the file."""
    from inforeport.files.disk import PRIVATE, PUBLIC
    from inforeport.render import PAPER, RENDERERS, endings

    ending = path.suffix.lower()
    if ending not in endings(page):
        if ending in RENDERERS:
            raise NoTable(path=path, ending=ending, endings=endings(page))
        raise UnknownFormat(path=path, endings=endings(page))
    as_record = record is not None and ending == ".json"
    language = "zh" if ending in PAPER else session.language
    with working(session, message("writing {path}", path=path.name)):
        content = laid_out(record) if as_record else _drawn(page, path, language, draw)
    put_file(session, path, content, force=force, mode=PRIVATE if page.bears_contacts else PUBLIC)
    done(session, message("wrote: {path}", path=path))


def put_file(
    session: Session, path: Path, content: bytes | Iterable[bytes], *, force: bool, mode: int
) -> None:
    """Write a file, but never in the place of the office's own, even with `force`.

    Raises `NameTaken`, and the errors of an output.
    """
    from inforeport.render.file import write

    if force and path.exists() and session.path.exists() and path.samefile(session.path):
        raise NameTaken(path=path)
    write(path, content, force=force, mode=mode)


def _drawn(page: "Page", path: Path, language: str, draw: "Draw | None") -> bytes:
    from inforeport.render import PDF, checked

    if path.suffix.lower() != PDF:
        return checked.drawn(page, path, language, draw=draw)
    from inforeport.render import pdf

    return pdf.drawn(page, path, language, draw=draw)


def done(
    session: Session, sentence: Message, *, dry_run: bool = False, number: int | None = None
) -> None:
    """Tell what a command did, in one line; of a dry run the same, said as one.

    A program that asked for JSON is told all deeds together when the command ends: the facts of
    the sentence, and the `number` of what was put on file or changed.
    """
    if session.json:
        session.tries |= dry_run
        session.deeds.append(_deed(session, sentence, number))
        return
    if dry_run:
        sentence = message("dry run, nothing was changed: {what}", what=sentence)
    if not session.quiet:
        _report(one_line(session.say(sentence)))


def _deed(session: Session, sentence: Message, number: int | None) -> dict[str, object]:
    """What was done, as a program is told it: the facts of the sentence, and the sentence."""
    facts = {name: for_programs(fact, session.say) for name, fact in sentence.facts.items()}
    said = one_line(session.say(sentence))
    return {"id": facts.get("number") if number is None else number, **facts, "said": said}


def note(session: Session, what: Message) -> None:
    """Tell something beside the answer."""
    session.note(what)


def remark(session: Session, remarks: Iterable[Text]) -> None:
    """Tell what there is to remark of an answer."""
    for one in remarks:
        session.note(one)


def doubt(session: Session, fact: "Fact[Any]", record: Any, place: str = "") -> None:
    """Tell what is odd of a fact that was taken all the same."""
    for one in session.office.doubts.of(fact, record):
        note(session, message("{place}: {what}", place=place, what=one) if place else one)


def ask(session: Session, question: Message, *, yes: bool, knowing: Iterable[Message] = ()) -> None:
    """Go on only if somebody says yes, having been told what is to be known before.

    Raises `NeedsYes` where nobody is there to be asked.
    """
    if not yes and not session.at_terminal:
        raise NeedsYes(question=question)
    for one in knowing:
        note(session, one)
    if yes:
        return
    if reply(session, question, after=" [y/N] ").casefold() not in _YES:
        note(session, message("nothing was changed"))
        raise typer.Exit(Status.REFUSED)


def tell_outcome(session: Session, outcome: Outcome, *, dry_run: bool) -> None:
    """Tell what an import came to."""
    tell(session, outcome.problems)
    counts = {"added": outcome.added, "known": outcome.known, "bad": rows(outcome.problems)}
    counted = message("added: {added}, on file already: {known}, refused: {bad}", **counts)
    if outcome.changed:
        counted = message("{what}, changed: {changed}", what=counted, changed=outcome.changed)
    done(session, counted, dry_run=dry_run)


def row(problem: Problem) -> Row:
    """The row of a file in which a mistake stands."""
    return row_of(problem.place)


def row_of(place: str) -> Row:
    """The row in a place, such as `list.xlsx:5月!3:单位`: its file, sheet and number, to sort by.

    Of a place that names no row the number is nought.

    >>> sorted(map(row_of, ["a.xlsx:10月!2", "a.xlsx:5月!30:单位", "a.xlsx"]))
    [('a.xlsx', (), 0), ('a.xlsx', ('', 5, '月'), 30), ('a.xlsx', ('', 10, '月'), 2)]
    """
    match = re.match(r"(.*?):(?:([^:]*)!)?(\d+)(?=[:(]|$)", place)
    if not match:
        return place, (), 0
    parts = enumerate(re.split(r"(\d+)", match[2] or ""))
    return match[1], tuple(int(one) if at % 2 else one for at, one in parts), int(match[3])


def rows(problems: Iterable[Problem]) -> int:
    """How many rows of files have a mistake; a row may have several, the whole file is none."""
    return len({one for one in map(row, problems) if one[2]})


def _report(line: str) -> None:
    """What a writing command did: it is done, so it is said somewhere even if stdout is gone."""
    try:
        put_out_text(f"{line}\n")
    except (AnswerLost, BrokenPipeError):
        aside(line)
        raise

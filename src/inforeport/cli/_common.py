"""What several nouns do alike: put the rows of a file on file, answer with a list."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from inforeport.cli._options import Reading, Sink
from inforeport.cli._output import answer, progress, row, rows, tell_outcome
from inforeport.cli._session import Session
from inforeport.documents import lists, records
from inforeport.documents.page import Page, Table
from inforeport.errors import RowsRefused
from inforeport.fields import Fact
from inforeport.model import Draft, Outcome, Problem
from inforeport.store import Ledger
from inforeport.words import message

Take = Callable[[Ledger, Iterable[Draft[Any]]], Outcome]

_WORDS: Mapping[str, Callable[[Session], Mapping[str, str]]] = {
    "groups": lambda session: session.office.scheme().groups,
    "levels": lambda session: session.office.schemes.levels,
    "forms": lambda session: session.office.schemes.forms,
    "codes": lambda session: session.office.schemes.codes,
}
"""The scheme's words, by what they are of."""


def import_facts(
    session: Session, fact: Fact[Any], file: Path, take: Take, reading: Reading
) -> None:
    """Put the rows of a file on file. Raises as `intake.records` and `put_on_file` do."""
    from inforeport import intake

    known = {name: _WORDS[name](session) for name in sorted(fact.word_sets)}
    came_in = intake.records(fact, file, known, encoding=reading.encoding)
    put_on_file(session, came_in, take, reading)


def put_on_file(
    session: Session,
    came_in: tuple[Sequence[Draft[Any]], Sequence[Problem]],
    take: Take,
    reading: Reading,
) -> None:
    """Store the good rows in one transaction and name the bad ones; `strict` wants no bad one.

    Raises `RowsRefused` where `strict` finds one; then nothing is stored.
    """
    drafts, unread = came_in
    if drafts and not reading.dry_run:
        session.keep("import")
    with session.ledger.writing(keep=not reading.dry_run):
        taken = take(session.ledger, progress(session, drafts, message("putting on file")))
        problems = tuple(sorted((*unread, *taken.problems), key=row))
        if reading.strict and problems:
            raise RowsRefused(problems=problems, count=rows(problems))
    tell_outcome(session, Outcome(taken.added, taken.known, problems), dry_run=reading.dry_run)


def answer_list(
    session: Session, name: str, table: Table, sink: Sink, *, keys: Table | None = None
) -> None:
    """Answer with a list: to people as a table, to programs as records called `name`.

    `keys` is the same table with the scheme's keys for its words, where it has any.
    """
    answer(session, list_page(session, table), records.table(name, keys or table), sink)


def answer_facts(
    session: Session,
    fact: Fact[Any],
    listed: Sequence[Any],
    spoken: Mapping[str, str],
    sink: Sink,
) -> None:
    """Answer with a list of facts: to people in the scheme's words, to programs with its keys."""
    table = lists.filled(fact, listed, spoken)
    answer_list(session, fact.plural, table, sink, keys=lists.facts(fact, listed))


def list_page(session: Session, table: Table) -> Callable[[], Page]:
    """What draws a page of nothing but one table."""
    issuer, day = session.profile.name, session.today
    return lambda: lists.page(table.caption, [table], issuer=issuer, day=day)

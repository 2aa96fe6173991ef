"""What several nouns do alike: put the rows of a file on file, answer with a list."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from inforeport.cli._options import Reading, Sink
from inforeport.cli._output import answer, progress, row, rows, tell_outcome
from inforeport.cli._session import Session
from inforeport.documents import lists, records
from inforeport.documents.page import Page, Table
from inforeport.errors import RowsRefused
from inforeport.model import Draft, Outcome, Problem
from inforeport.store import Ledger
from inforeport.words import message

Take = Callable[[Ledger, Iterable[Draft[Any]]], Outcome]


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


def list_page(session: Session, table: Table) -> Callable[[], Page]:
    """What draws a page of nothing but one table."""
    issuer, day = session.profile.name, session.today
    return lambda: lists.page(table.caption, [table], issuer=issuer, day=day)

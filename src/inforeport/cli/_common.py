"""What several nouns do alike: put the rows of a file on file, answer with a list."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import typer
from msgspec.structs import replace

from inforeport.cli._listing import Listing
from inforeport.cli._options import Reading
from inforeport.cli._output import answer, note, progress, row, row_of, rows, tell_outcome
from inforeport.cli._session import Session
from inforeport.documents import lists, records
from inforeport.documents.page import Page, Table, trimmed
from inforeport.errors import RowsRefused, Status
from inforeport.fields import Fact
from inforeport.model import Draft, Outcome, Problem
from inforeport.store import Ledger
from inforeport.words import message

_TOLD = 20  # odd rows that are named one by one

Check = Callable[[Draft[Any]], Iterable[Problem]]
"""What there is against a row beside what it says by itself."""

Take = Callable[[Ledger, Iterable[Draft[Any]]], Outcome]

_WORDS: Mapping[str, Callable[[Session], Mapping[str, str]]] = {
    "groups": lambda session: session.office.scheme().groups,
    "levels": lambda session: session.office.schemes.levels,
    "forms": lambda session: session.office.schemes.forms,
    "codes": lambda session: session.office.schemes.codes,
}
"""The scheme's words, by what they are of."""


def import_facts(
    session: Session,
    fact: Fact[Any],
    file: Path,
    take: Take,
    reading: Reading,
    check: Check | None = None,
) -> None:
    """Put the rows of a file on file; what `check` says against one keeps it out.

    Raises as `intake.records` and `put_on_file` do.
    """
    from inforeport import intake

    known = {name: _WORDS[name](session) for name in sorted(fact.word_sets)}
    drafts, problems = intake.records(fact, file, known, encoding=reading.encoding)
    wrong = [one for draft in drafts for one in check(draft)] if check else []
    bad = {row(one) for one in wrong}
    drafts = tuple(draft for draft in drafts if row_of(draft.place) not in bad)
    kept_out = put_on_file(session, (drafts, (*problems, *wrong)), take, reading)
    _tell_doubts(session, fact, [draft for draft in drafts if row_of(draft.place) not in kept_out])
    if kept_out:
        raise typer.Exit(Status.PARTIAL)


def put_on_file(
    session: Session,
    came_in: tuple[Sequence[Draft[Any]], Sequence[Problem]],
    take: Take,
    reading: Reading,
) -> set[int]:
    """Store the good rows in one transaction and name the bad ones; `strict` wants no bad one.

    Gives the rows that were kept out, 0 for the whole file. Raises `RowsRefused` where `strict`
    finds one; then nothing is stored.
    """
    drafts, unread = came_in
    if drafts and not reading.dry_run:
        session.keep("import")
    with session.ledger.writing(keep=not reading.dry_run):
        taken = take(session.ledger, progress(session, drafts, message("putting on file")))
        problems = tuple(sorted((*unread, *taken.problems), key=row))
        if reading.strict and problems:
            raise RowsRefused(problems=problems, count=rows(problems))
    tell_outcome(session, replace(taken, problems=problems), dry_run=reading.dry_run)
    return {row(one) for one in problems}


def _tell_doubts(session: Session, fact: Fact[Any], drafts: Iterable[Draft[Any]]) -> None:
    """What is odd of the rows that were taken; of very many, that there are more."""
    doubts = session.office.doubts
    odd = [(one.place, what) for one in drafts for what in doubts.of(fact, one.record)]
    for place, what in odd[:_TOLD]:
        note(session, message("{place}: {what}", place=place, what=what))
    if len(odd) > _TOLD:
        more = len(odd) - _TOLD
        note(session, message("and {n} more such rows (see: inforeport doctor)", n=more))


def answer_list(
    session: Session,
    name: str,
    table: Table,
    sink: Listing,
    *,
    spare: Iterable[str] = (),
    keys: Table | None = None,
) -> None:
    """Answer with a list: to people as a table, to programs as records called `name`.

    `keys` is the same table with the scheme's keys for its words, where it has any. Columns that
    are `spare` are left out where nothing stands in them.
    """
    rows = sink.rows_of(session, table)
    shown, told = sink.of(session, table, rows), sink.of(session, keys or table, rows)
    if not sink.columns:
        shown = trimmed(shown, *spare)
    answer(session, list_page(session, shown), records.table(name, told), sink)


def answer_facts(
    session: Session,
    fact: Fact[Any],
    listed: Sequence[Any],
    spoken: Mapping[str, str],
    sink: Listing,
) -> None:
    """Answer with a list of facts: to people in the scheme's words, to programs with its keys."""
    table, keys = lists.facts(fact, listed, spoken), lists.facts(fact, listed)
    answer_list(session, fact.plural, table, sink, spare=fact.rare, keys=keys)


def list_page(session: Session, table: Table) -> Callable[[], Page]:
    """What draws a page of nothing but one table."""
    issuer, day = session.profile.name, session.today
    return lambda: lists.page(table.caption, [table], issuer=issuer, day=day)

"""What several nouns do alike: put the rows of a file on file, answer with a list."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import typer
from msgspec.structs import replace

from inforeport.cli._listing import Listing
from inforeport.cli._lists import check_lists, check_return, give_back, read_lists, write_template
from inforeport.cli._options import Reading
from inforeport.cli._output import Row, answer, done, note, row, row_of, rows, tell_outcome
from inforeport.cli._progress import keep_copy, working
from inforeport.cli._session import Session
from inforeport.documents import lists, records
from inforeport.documents.page import Page, Table, trimmed
from inforeport.errors import RowsRefused, SameRow, Status
from inforeport.fields import Fact
from inforeport.model import Draft, Outcome, Problem
from inforeport.pace import paced
from inforeport.store import Ledger
from inforeport.words import message

if TYPE_CHECKING:
    from inforeport.intake import Imported

_TOLD = 20  # odd rows that are named one by one

Check = Callable[[Draft[Any]], Iterable[Problem]]
"""What there is against a row beside what it says by itself."""

Take = Callable[[Ledger, Iterable[Draft[Any]]], Outcome]


class Import(NamedTuple):
    """How the facts of a list are put on file: what takes them, and their uses where it has some.

    What `check` says against a row keeps it out.
    """

    fact: Fact[Any]
    take: Take
    check: Check | None = None
    uses: Take | None = None


def import_facts(
    session: Session, how: Import, files: Sequence[Path] | None, reading: Reading
) -> None:
    """Put the rows of files on file, all in one transaction, or write an empty list instead.

    Raises as `read_lists` and `put_on_file` do.
    """
    words = {name: session.office.words_of(name) for name in sorted(how.fact.word_sets)}
    if reading.template:
        write_template(session, how.fact, words, reading)
        return
    check_return(how.fact, files or (), reading)
    lists = read_lists(session, how.fact, files or (), words, encoding=reading.encoding)
    check_lists(how.fact, lists, reading)
    if put_on_file(session, how, _coming(how, lists), reading):
        raise typer.Exit(Status.PARTIAL)


class Coming(NamedTuple):
    """What comes in: lists, their good rows, the uses told there, what is wrong with the others."""

    lists: "Sequence[Imported]"
    drafts: Sequence[Draft[Any]]
    uses: Sequence[Draft[Any]]
    problems: Sequence[Problem]

    def taken(self, problems: Iterable[Problem]) -> list[Draft[Any]]:
        """The rows of which nothing is wrong."""
        kept_out = {row(one) for one in problems}
        return [one for one in self.drafts if row_of(one.place) not in kept_out]


def _coming(how: Import, lists: "Sequence[Imported]") -> Coming:
    """What the lists say, without the rows that something is said against."""
    drafts = [draft for one in lists for draft in one.drafts]
    wrong = [one for draft in drafts for one in how.check(draft)] if how.check else []
    bad = {row(one) for one in wrong}
    unread = [problem for one in lists for problem in one.problems]
    return Coming(
        lists,
        [draft for draft in drafts if row_of(draft.place) not in bad],
        [use for one in lists for use in one.uses if row_of(use.place) not in bad],
        (*unread, *wrong),
    )


def put_on_file(
    session: Session, how: Import, came_in: Coming, reading: Reading
) -> tuple[Problem, ...]:
    """Store the good rows in one transaction and name the bad ones; `strict` wants no bad one.

    Gives what is wrong with the rows that were kept out. Raises `RowsRefused` where `strict` finds
    one; then nothing is stored.
    """
    if came_in.drafts and not reading.dry_run:
        keep_copy(session, "import")
    with session.ledger.writing(keep=not reading.dry_run):
        with working(session, message("putting on file")):
            taken, used = _taken(session, how, came_in)
        problems = tuple(sorted((*came_in.problems, *taken.problems, *used.problems), key=row))
        if reading.strict and problems:
            raise RowsRefused(problems=problems, count=rows(problems))
        give_back(came_in.lists, replace(taken, problems=problems), reading)  # or nothing is kept
    _tell_doubts(session, how.fact, came_in.taken(problems))
    tell_outcome(session, replace(taken, problems=problems), dry_run=reading.dry_run)
    if used.added or used.known:
        told = message("uses added: {n}, on file already: {m}", n=used.added, m=used.known)
        done(session, told, dry_run=reading.dry_run)
    if reading.output:
        done(session, message("wrote: {path}", path=reading.output))
    return problems


def _taken(session: Session, how: Import, came_in: Coming) -> tuple[Outcome, Outcome]:
    """What came of the rows, and of the uses that those which were taken tell."""
    taken = how.take(session.ledger, paced(came_in.drafts))
    kept_out = {row(one) for one in taken.problems if one.code != SameRow.code}
    uses = [one for one in came_in.uses if row_of(one.place) not in kept_out]
    if not (how.uses and uses):
        return taken, Outcome(0, 0)
    used = how.uses(session.ledger, uses)
    again = {row_of(place) for place in used.there} | {row(one) for one in used.problems}
    return _used_again(taken, {row_of(one.place) for one in uses} - again), used


def _used_again(taken: Outcome, told: Collection[Row]) -> Outcome:
    """The same, where rows like earlier ones told another use: they are of reports on file."""
    like = [one for one in taken.problems if one.code == SameRow.code and row(one) in told]
    left = tuple(one for one in taken.problems if one not in like)
    return replace(taken, known=taken.known + len(like), problems=left)


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
    keys: Callable[[], Table] | None = None,
) -> None:
    """Answer with a list: to people as a table, to programs as records called `name`.

    `keys` makes the same table with the scheme's keys for its words, where it has any. Columns that
    are `spare` are left out where nothing stands in them.
    """
    rows = sink.rows_of(session, table)
    shown = sink.of(session, table, rows)
    if not sink.columns:
        shown = trimmed(shown, *spare)

    def record() -> records.Record:
        return records.table(name, sink.of(session, keys() if keys else table, rows))

    answer(session, list_page(session, shown), record, sink)


def answer_facts(
    session: Session,
    fact: Fact[Any],
    listed: Sequence[Any],
    spoken: Mapping[str, str],
    sink: Listing,
) -> None:
    """Answer with a list of facts: to people in the scheme's words, to programs with its keys."""
    some = sink.first(listed)
    table, keys = lists.facts(fact, some, spoken), partial(lists.facts, fact, some)
    answer_list(session, fact.plural, table, sink, spare=fact.rare, keys=keys)


def list_page(session: Session, table: Table) -> Callable[[], Page]:
    """What draws a page of nothing but one table."""
    issuer, day = session.profile.name, session.today
    return lambda: lists.page(table.caption, [table], issuer=issuer, day=day)

"""A draft of the bulletin that was edited in a word processor, read back into it."""

from collections.abc import Iterable, Iterator
from difflib import unified_diff
from pathlib import Path

from inforeport.cli._output import done, lines_out, note
from inforeport.cli._session import Session
from inforeport.cli._streams import taken_in
from inforeport.documents.bulletin import bulletin_page
from inforeport.documents.edited import Edited, Part, edited
from inforeport.errors import (
    BulletinEmpty,
    BulletinIssued,
    EditedElsewhere,
    FileUnreadable,
    FormatNotRead,
    NothingToChange,
)
from inforeport.files.package import UnusablePackageError
from inforeport.intake.blocks import Block, Drawn, Line
from inforeport.intake.document import document
from inforeport.intake.kind import Kind, kind
from inforeport.model import Bulletin, BulletinItem, Problem
from inforeport.store import bulletin as store
from inforeport.text import one_line
from inforeport.words import message


def read_back(session: Session, number: int | None, path: Path, *, dry_run: bool) -> None:
    """Take the titles and texts of a file as those that a draft prints, and show what differs.

    Raises `BulletinIssued`, `BulletinEmpty`, `NothingToChange`, `EditedElsewhere`, or what reading
    a Word file raises.
    """
    parts = [*_parts(session, path)]
    with session.ledger.writing(keep=not dry_run):
        draft = store.bulletin(session.ledger, number)
        read = _edited(session, draft, parts)
        if read.problems:
            file = one_line(path.name)
            problems = tuple(Problem(file, EditedElsewhere.code, one) for one in read.problems)
            raise EditedElsewhere(file=file, count=len(problems), problems=problems)
        if not read.items:
            raise NothingToChange(what=message("draft {number}", number=draft.id))
        for item in read.items:
            store.edit_item(session.ledger, draft, item)
    for line in read.left:
        note(session, message("not read back, as it is no title or text: {line}", line=line))
    if not session.json:
        lines_out(session, _differences(draft, read.items))
    facts = {"number": draft.id, "n": len(read.items)}
    what = message("draft {number}: items edited: {n}", **facts)
    done(session, what, dry_run=dry_run)


def _edited(session: Session, draft: Bulletin, parts: Iterable[Part]) -> Edited:
    """What a file says of a draft. Raises `BulletinIssued` or `BulletinEmpty`."""
    if draft.issued:
        raise BulletinIssued(number=draft.number, day=draft.issued)
    if not draft.items:
        raise BulletinEmpty(number=draft.id)
    terms = session.office.scheme().bulletin
    page = bulletin_page(draft, session.profile, session.today, terms)
    return edited(draft, page, [*parts], authors=bool(terms and terms.authors))


def _parts(session: Session, path: Path) -> Iterator[Part]:
    """The lines, pictures and tables of a Word file."""
    content, file = taken_in(path), one_line(path.name)
    if kind(content, file) is not Kind.DOCX:
        raise FormatNotRead(file=file, endings=(".docx",))
    try:
        read = document(content)
    except UnusablePackageError as error:
        raise FileUnreadable(file=file, why=error.reason) from None
    if read.hides:
        note(session, message("hidden text is left out"))
    return map(_part, read.blocks)


def _part(block: Block) -> Part:
    if isinstance(block, Line):
        return Part(block.text, is_caption=block.look.caption)
    return Part(kind="picture" if isinstance(block, Drawn) else "table")


def _differences(draft: Bulletin, items: Iterable[BulletinItem]) -> Iterator[str]:
    """The lines in which each item prints otherwise than before."""
    before = {one.submission.id: one for one in draft.items}
    for item in items:
        yield f"{item.submission.number} {item.submission.unit}"
        was, now = (_lines(one) for one in (before[item.submission.id], item))
        different = list(unified_diff(was, now, lineterm="", n=0))[2:]
        yield from (line for line in different if not line.startswith("@@"))


def _lines(item: BulletinItem) -> list[str]:
    return [item.printed_title, *item.printed_text.strip().splitlines()]

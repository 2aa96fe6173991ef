"""Papers that leave the office: written, then told what in them wants another look."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inforeport.cli._output import save
from inforeport.cli._session import Session
from inforeport.cli._template import fitted
from inforeport.cli._told import tell
from inforeport.documents import contacts, personal
from inforeport.documents.page import Page
from inforeport.errors import ContactsPrinted, PicturesLeftOut
from inforeport.model import Problem
from inforeport.text import one_line

if TYPE_CHECKING:
    from inforeport.render import Draw


@dataclass(frozen=True)
class Privacy:
    """What becomes of the mobile numbers, mailboxes and identity numbers in a paper's texts."""

    redact: Annotated[
        bool, typer.Option("--redact", help="mask personal contacts in texts, as 138****8000")
    ] = False
    allow_contact: Annotated[
        bool, typer.Option("--allow-contact", help="say nothing of personal contacts in texts")
    ] = False


def publish(
    session: Session,
    page: Page,
    path: Path,
    *,
    privacy: Privacy,
    force: bool,
    draw: "Draw | None" = None,
) -> None:
    """Write a paper into a file, drawn by its ending if not by `draw`, and name it.

    What is printed that perhaps should not be, and what could not be printed, is told after it is
    written: raises `ContactsPrinted` or `PicturesLeftOut`, beside what `save` raises.
    """
    page, exposed = unpersonal(session, fitted(page, draw), privacy)
    save(session, page, path, force=force, draw=draw)
    look_again(session, page, path, exposed)


def unpersonal(
    session: Session, page: Page, privacy: Privacy
) -> tuple[Page, Sequence[personal.Found]]:
    """The page as it may be printed, and the contacts that stand in it all the same."""
    own = own_contacts(session)
    page = personal.redacted(page, own) if privacy.redact else page
    return page, () if privacy.allow_contact else tuple(personal.contacts_on(page, own))


def printed_contacts(path: Path, exposed: Sequence[personal.Found]) -> None:
    """Raise `ContactsPrinted` where there are any in what was written."""
    if exposed:
        problems = tuple(_printed(one, path) for one in exposed)
        raise ContactsPrinted(path=path, count=len(exposed), problems=problems)


def look_again(session: Session, page: Page, path: Path, exposed: Sequence[personal.Found]) -> None:
    """Tell what in a paper that was written wants another look, as `publish` does."""
    left_out = tuple(_left_out(page, path))
    if exposed:
        tell(session, left_out)
        printed_contacts(path, exposed)
    if left_out:
        raise PicturesLeftOut(path=path, count=len(left_out), problems=left_out)


def own_contacts(session: Session) -> set[str]:
    """The contacts that the office itself gives in its schemes, for its units to use."""
    return {
        one.value for line in session.office.schemes.contacts for one in contacts.contacts_in(line)
    }


def _printed(one: personal.Found, path: Path) -> Problem:
    place = ":".join(filter(None, (one_line(path.name), one_line(one.head), str(one.place))))
    return Problem(place, ContactsPrinted.code, one.what)


def _left_out(page: Page, path: Path) -> Iterator[Problem]:
    from inforeport.render.pictures import unusable

    for place, picture, why in unusable(page):
        name = contacts.redacted(one_line(picture.name))
        yield Problem(f"{one_line(path.name)}:{place}:{name}", PicturesLeftOut.code, why)

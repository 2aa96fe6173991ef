"""A paper for many, written into a folder as a file for each: all of them, or none."""

import gc
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from inforeport.cli._output import done
from inforeport.cli._publish import Privacy, printed_contacts, unpersonal
from inforeport.cli._session import Session
from inforeport.cli._template import fitted
from inforeport.documents.page import Page, by_owner
from inforeport.errors import OutputExists
from inforeport.words import message

if TYPE_CHECKING:
    from inforeport.render import Draw


def publish_each(
    session: Session,
    page: Page,
    folder: Path,
    *,
    privacy: Privacy,
    force: bool,
    draw: "Draw | None" = None,
) -> None:
    """Write a Word file for each, under its name, into a folder, which is made.

    Raises `OutputExists` before anything is written where one is there, and `ContactsPrinted`.
    """
    from inforeport.render.file import write_all

    page, contacts_left = unpersonal(session, fitted(page, draw), privacy)
    pages = _named(page)
    if not force:
        _check_free(folder, pages)
    files = {name: partial(_content, one, folder / name, draw) for name, one in pages.items()}
    write_all(folder, files, force=force)
    done(session, message("wrote {n} files into: {path}", n=len(pages), path=folder))
    printed_contacts(folder, contacts_left)


def _content(page: Page, path: Path, draw: "Draw | None") -> bytes:
    """The file of one of many: a Word file is a circle of parts, which goes before the next."""
    from inforeport.render.checked import drawn

    content = drawn(page, path, "zh", draw=draw)
    gc.collect(0)
    return content


def _check_free(folder: Path, names: Iterable[str]) -> None:
    there = next((path for path in map(folder.joinpath, names) if path.exists()), None)
    if there:
        raise OutputExists(path=there)


def _named(page: Page) -> Mapping[str, Page]:
    """The paper of each by the name of its file; of names that only differ in case one is longer.

    What a file cannot be called is written in other signs.
    """
    from inforeport.files.names import file_stem

    named: dict[str, Page] = {}
    taken = set[str]()
    for owner, page_of in by_owner(page):
        stem = file_stem(owner)
        while stem.casefold() in taken:
            stem += "_"
        taken.add(stem.casefold())
        named[f"{stem}.docx"] = page_of
    return named

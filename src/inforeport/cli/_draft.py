"""What may be told of a draft of the bulletin, and of how it prints one of its reports."""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace

from inforeport import intake
from inforeport.cli._named import edited_whole, name, optional, word
from inforeport.cli._session import Session
from inforeport.cli._streams import taken_in
from inforeport.errors import NameTooLong, WrongUsage
from inforeport.model import Bulletin, BulletinItem
from inforeport.text import TEXT, TITLE, clean, one_line
from inforeport.words import Message, message

_COMMAND = "inforeport bulletin edit"


@dataclass(frozen=True)
class AboutIssue:
    """What an issue says beside its reports; an empty text takes away what it said."""

    note: Annotated[
        str | None, typer.Option(metavar="TEXT", help="the editor's note before all items")
    ] = None
    note_file: Annotated[
        Path | None, typer.Option("--note-file", metavar="FILE", help="the same from a text file")
    ] = None
    copies: Annotated[str | None, typer.Option(metavar="N", help="how many are printed")] = None
    also: Annotated[
        str | None, typer.Option(metavar="TEXT", help="who gets this issue beside the usual")
    ] = None
    editor: Annotated[str | None, typer.Option(metavar="NAME", help="who edited it")] = None
    checker: Annotated[str | None, typer.Option(metavar="NAME", help="who checked it")] = None
    signer: Annotated[str | None, typer.Option(metavar="NAME", help="who signed it")] = None

    def applied_to(self, before: Bulletin) -> Bulletin:
        """The draft with what was given. Raises `WrongUsage`, `NotAFigure` or `NameTooLong`."""
        if self.note is not None and self.note_file is not None:
            sentence = message("{a} and {b} say the same", a="--note", b="--note-file")
            raise WrongUsage(what=sentence, command=_COMMAND)
        note = _of_file(self.note_file) if self.note_file else self.note
        return replace(
            before,
            note=_lines(note, before.note, what="--note"),
            copies=edited_whole(self.copies, before.copies, what="--copies", least=1),
            also=_line(self.also, before.also, what="--also", most=TITLE),
            editor=_line(self.editor, before.editor, what="--editor"),
            checker=_line(self.checker, before.checker, what="--checker"),
            signer=_line(self.signer, before.signer, what="--signer"),
        )


@dataclass(frozen=True)
class AboutItem:
    """How an issue prints one report; the report itself stays as it came."""

    item: Annotated[
        str | None, typer.Option(metavar="REF", help="the report that what follows is about")
    ] = None
    title: Annotated[
        str | None, typer.Option(metavar="TITLE", help="the title to print instead of its own")
    ] = None
    text: Annotated[
        Path | None,
        typer.Option("--text", metavar="FILE", help="the text to print instead of its own"),
    ] = None
    item_note: Annotated[
        str | None, typer.Option("--item-note", metavar="TEXT", help="the editor's note on it")
    ] = None
    position: Annotated[
        str | None, typer.Option(metavar="N", help="its place in the issue, from 1")
    ] = None
    form: Annotated[str | None, typer.Option(metavar="FORM", help="whole or brief")] = None
    original: Annotated[
        bool, typer.Option("--original", help="print its own title and text again")
    ] = False

    def check(self) -> None:
        """That it is said which report is meant, where anything is said of one.

        Raises `WrongUsage`.
        """
        given = [one.name for one in fields(self) if getattr(self, one.name) not in {None, False}]
        if given and not self.item:
            option = f"--{given[0].replace('_', '-')}"
            what = message("{name} wants --item REF", name=option)
            raise WrongUsage(what=what, command=_COMMAND)

    def applied_to(self, session: Session, before: BulletinItem) -> BulletinItem:
        """The item with what was given. Raises what a name, a figure or a word may raise."""
        base = replace(before, title=None, text=None) if self.original else before
        form_word, forms = message("form"), session.office.scheme().forms
        return replace(
            base,
            title=name(self.title, what="--title", most=TITLE) if self.title else base.title,
            text=_text(self.text) if self.text else base.text,
            note=_lines(self.item_note, before.note, what="--item-note"),
            position=edited_whole(self.position, before.position, what="--position", least=1)
            or before.position,
            form=word(forms, self.form, what=form_word) if self.form else before.form,
        )


def _line(given: str | None, known: str | None, *, what: str, most: int = 100) -> str | None:
    """A line after an edit; an empty one clears it. Raises `NameTooLong`."""
    if given is None:
        return known
    return name(given, what=what, most=most) if optional(given) else None


def _lines(given: str | None, known: str | None, *, what: str) -> str | None:
    """The same of a text of several lines."""
    if given is None:
        return known
    kept = clean(given).strip()
    if len(kept) > TEXT:
        raise NameTooLong(what=Message(what), length=len(kept), most=TEXT)
    return kept or None


def _text(file: Path) -> str:
    """The text of a file; an empty one prints none."""
    return _lines(_of_file(file), None, what="--text") or ""


def _of_file(file: Path) -> str:
    return intake.text(taken_in(file), one_line(str(file)))

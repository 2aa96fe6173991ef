"""Personal contacts on a page: where they stand, and the page without them.

Every paper is looked through alike, whatever it is made of: its blocks are walked as they are.
"""

from collections.abc import Callable, Container, Iterator
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from inforeport.documents import contacts
from inforeport.documents.contacts import Contact
from inforeport.documents.page import Block, Day, Heading, Page, Paragraph, Picture, Table
from inforeport.text import clean
from inforeport.words import N_, Message, Spoken, Text, Titled, message, say

T = TypeVar("T")

KINDS = {
    "mobile": N_("a mobile number"),
    "email": N_("a mailbox"),
    "identity": N_("an identity number"),
}
_HEADS = {"title", "item title", "masthead name", "annex mark", "caption", "contents head"}
_PAPER = "zh"


class Found(Struct, frozen=True):
    """A personal contact on a page: below which head, in which paragraph or row from 1."""

    head: str
    place: int
    contact: Contact

    @property
    def what(self) -> Message:
        """What stands there, masked: who reads of it shall not read it."""
        return message(
            "{kind} is printed: {masked}",
            kind=Message(KINDS[self.contact.kind]),
            masked=self.contact.masked,
        )


def contacts_on(page: Page, spared: Container[str] = ()) -> tuple[Found, ...]:
    """The contacts on a page but for those whose values are `spared`, each with its place.

    A paragraph is counted from the head above it, a row from the head of its table. What stands
    in `page.title` stands on the page too, and is not told twice.
    """
    return tuple(
        Found(head, place, one)
        for head, place, part in places(page)
        for text in _texts(part)
        for one in contacts.contacts_in(text)
        if one.value not in spared
    )


def places(page: Page) -> Iterator[tuple[str, int, object]]:
    """Each part of a page with the head it stands below and its number there, the head itself 0."""
    head, place = "", 0
    for block in page.blocks:
        begins = _head(block)
        if begins is not None:
            head, place = contacts.redacted(_text(begins)), 0
            yield head, place, block
        elif isinstance(block, Table):
            caption = contacts.redacted(_text(block.caption)) or head
            yield caption, 0, (block.caption, block.columns, block.unit_note)
            yield from ((caption, number, row) for number, row in enumerate(block.rows, 1))
        else:
            place += 1
            yield head, place, block


def redacted(page: T, spared: Container[str] = ()) -> T:
    """The same page, or pages, with contacts masked, but for those whose values are `spared`."""

    def masked(text: str) -> str:
        return contacts.redacted(text, spared)

    return _each_text(page, masked)


def _head(block: Block) -> Text | None:
    match block:
        case Heading(text):
            return text
        case Paragraph(text, role) if role in _HEADS:
            return text
        case _:
            return None


def _texts(part: object) -> Iterator[str]:
    """Every text in a part of a page, as it is read."""
    match part:
        case str():
            yield clean(part)
        case Message() | Spoken() | Titled():
            yield _text(part)
        case Day(_, words):  # no contact is a day
            yield words
        case Picture(_, name, caption):
            yield from _texts((name, caption))
        case tuple():
            for one in part:
                yield from _texts(one)
        case Struct():
            yield from _texts(tuple(getattr(part, name) for name in part.__struct_fields__))


def _each_text(part: T, change: Callable[[str], str]) -> T:
    """The part with every text in it changed, sentences by the facts that stand in them."""
    changed: object = part
    match part:
        case str():
            changed = change(clean(part))
        case Message(text, facts):
            changed = Message(text, {key: _each_text(one, change) for key, one in facts.items()})
        case Titled(shared, title):
            changed = Titled(shared, change(clean(title)))
        case Spoken(said):
            changed = Spoken({key: change(clean(words)) for key, words in said.items()})
        case tuple():
            changed = tuple(_each_text(one, change) for one in part)
        case list():
            changed = [_each_text(one, change) for one in part]
        case Struct():
            names = part.__struct_fields__
            its = {name: _each_text(getattr(part, name), change) for name in names}
            changed = replace(part, **its)
    return changed  # type: ignore[return-value]  # the same kind of thing, case by case


def _text(text: Text) -> str:
    return clean(say(text, _PAPER))

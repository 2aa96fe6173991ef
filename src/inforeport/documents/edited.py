"""A draft of the bulletin that was edited in a word processor: what it says of each report now.

The items are told apart by the line that says who supplied each, which stands at their ends. Titles
and texts are taken; what was edited elsewhere is told, and what has no place is a problem.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from inforeport.documents.bulletin import OWN_HEAD, in_order, note_lines, paragraphs, supplier
from inforeport.documents.page import Block, Ends, Heading, Page, Paragraph, Picture
from inforeport.model import Bulletin, BulletinItem
from inforeport.text import TEXT, TITLE, fold
from inforeport.words import N_, Message, message, say

_DATED = re.compile(r".*\d{4}年\d{1,2}月\d{1,2}日")
_SUPPLIED = re.compile(r".*（[^（）]*供稿）")
_CONTENTS = re.compile("本期要目|◆.*|（其余.*")
_BRIEF_HEAD = "简讯"


class Part(Struct, frozen=True):
    """A line of the file, a picture or a table; `is_caption` where the line looks like one."""

    text: str = ""
    kind: Literal["line", "picture", "table"] = "line"
    is_caption: bool = False


class Edited(Struct, frozen=True):
    """The items that print otherwise now, lines elsewhere that are not taken, what has no place."""

    items: tuple[BulletinItem, ...] = ()
    left: tuple[str, ...] = ()
    problems: tuple[Message, ...] = ()


class _UnmatchedError(Exception):
    """Something of the file that has no place in the draft."""

    def __init__(self, what: Message) -> None:
        self.what = what


def edited(issue: Bulletin, printed: Page, parts: Sequence[Part], *, authors: bool) -> Edited:
    """What a file says of a draft that was `printed` so, with the authors or without."""
    items = [item for some in in_order(issue) for item in some]
    suppliers = [supplier(one.submission, authors=authors) for one in items]
    try:
        first = _first(issue, parts)
        last = _ends(items, suppliers, parts)
    except _UnmatchedError as error:
        return Edited(problems=(error.what,))
    changed, problems = [], []
    starts = [first, *(one + 1 for one in last)]
    for item, supplied, start, end in zip(items, suppliers, starts, last, strict=False):
        try:
            changed.append(_taken(issue, item, supplied, parts[start : end + 1]))
        except _UnmatchedError as error:
            problems.append(error.what)
    new = tuple(one for one in changed if one not in items)
    around = (*parts[:first], *parts[last[-1] + 1 :]) if last else ()
    return Edited(new, tuple(_left(printed.blocks, new, around)), tuple(problems))


def _first(issue: Bulletin, parts: Sequence[Part]) -> int:
    """Where the first item begins: below head, contents and the editor's note."""
    at = next((n for n, one in enumerate(parts, 1) if _DATED.fullmatch(one.text)), 0)
    if not at:
        raise _UnmatchedError(message("the line with the day of the issue is not there"))
    while at < len(parts) and _CONTENTS.fullmatch(parts[at].text):
        at += 1
    note = note_lines("编者按：", issue.note)
    if [one.text for one in parts[at : at + len(note)]] != note:
        option = "inforeport bulletin edit --note"
        raise _UnmatchedError(
            message("the editor's note was edited; use: {command}", command=option)
        )
    return at + len(note)


def _ends(
    items: Sequence[BulletinItem], suppliers: Sequence[str], parts: Sequence[Part]
) -> list[int]:
    """Where each item ends: every line of a supplier, in the order of the draft."""
    places = [
        at
        for at, one in enumerate(parts)
        if _SUPPLIED.fullmatch(one.text) or one.text.endswith(tuple(suppliers))
    ]
    for n, (item, supplied) in enumerate(zip(items, suppliers, strict=True)):
        if n >= len(places) or not parts[places[n]].text.endswith(supplied):
            facts = {"n": n + 1, "title": item.printed_title, "line": supplied}
            what = N_("item {n}, {title}: its last line {line} is not where the draft has it")
            raise _UnmatchedError(Message(what, facts))
    if len(places) > len(items):
        line = parts[places[len(items)]].text
        raise _UnmatchedError(
            message("the draft has no item that ends so: {line}", line=line[-40:])
        )
    return places


def _taken(
    issue: Bulletin, item: BulletinItem, supplied: str, parts: Sequence[Part]
) -> BulletinItem:
    """An item with the title and the text that its part of the file has."""
    facts = {"title": item.printed_title}
    if any(one.kind == "table" for one in parts):
        raise _UnmatchedError(message("{title}: the bulletin prints no table", **facts))
    lines = [one for one in _without_pictures(parts) if one]
    lines[-1] = lines[-1].removesuffix(supplied).strip()
    lines = [line for line in lines if line]
    if lines[:1] == [_BRIEF_HEAD]:
        lines = lines[1:]
    if not lines:
        raise _UnmatchedError(message("{title}: there is no title left", **facts))
    title, text = lines[0], _below_note(item, lines[1:])
    _check_place(issue, item, title, text)
    own = paragraphs(item.printed_text)
    return replace(
        item,
        title=item.title if title == item.printed_title else title,
        text=item.text if text == own else "\n".join(text),
    )


def _without_pictures(parts: Sequence[Part]) -> Iterator[str]:
    """The lines, without what stands below a picture as its caption."""
    below = False
    for part in parts:
        below = part.kind == "picture" or (below and part.is_caption)
        if not below:
            yield part.text


def _below_note(item: BulletinItem, lines: Sequence[str]) -> list[str]:
    """The text of an item, below the editor's note, which must stand as it was printed."""
    note = note_lines("按语：", item.note)
    below = lines[len(note) :]
    if [*lines[: len(note)]] != note or (below and OWN_HEAD.match(below[0])):
        advice = N_("{title}: its editor's note was edited; use: {command}")
        command = "inforeport bulletin edit --item REF --item-note TEXT"
        raise _UnmatchedError(Message(advice, {"title": item.printed_title, "command": command}))
    return [*below]


def _check_place(issue: Bulletin, item: BulletinItem, title: str, text: Sequence[str]) -> None:
    """Raise where an item stands in the place of another, or something above it, or too much."""
    facts = {"title": item.printed_title}
    others = {fold(one.printed_title) for one in issue.items if one != item}
    if fold(title) != fold(item.printed_title) and fold(title) in others:
        command = "inforeport bulletin edit --item REF --position N"
        wrong = N_("{title}: another item stands in its place; use: {command}")
        raise _UnmatchedError(Message(wrong, {**facts, "command": command}))
    if title != item.printed_title and item.printed_title in text:
        raise _UnmatchedError(message("{title}: something stands above its title", **facts))
    for length, most in ((len(title), TITLE), (len("\n".join(text)), TEXT)):
        if length > most:
            facts_of_length = {**facts, "length": length, "most": most}
            wrong = N_("{title}: its title or text has {length} characters; at most {most}")
            raise _UnmatchedError(Message(wrong, facts_of_length))


def _left(
    printed: Sequence[Block], new: Sequence[BulletinItem], around: Sequence[Part]
) -> Iterator[str]:
    """The lines around the items that were printed otherwise; the day of a draft is today's."""
    lines = {line for block in printed for line in _printed_lines(block)}
    lines |= {f"◆{item.printed_title}" for item in new}
    for part in around:
        if part.kind == "line" and part.text not in lines and not _DATED.match(part.text):
            yield part.text


def _printed_lines(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph | Heading):
        yield say(block.text, "zh")
    elif isinstance(block, Ends):
        left, right = say(block.left, "zh"), say(block.right, "zh")
        yield from left.splitlines()
        yield f"{left}\t{right}".strip()
    elif isinstance(block, Picture):
        yield say(block.caption, "zh")

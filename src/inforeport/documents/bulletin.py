"""An issue of the office's bulletin (工作简报): masthead, contents, items whole, items in brief.

It chooses and orders nothing: what is in the issue and where was decided before.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePath

from inforeport.documents.chinese import day_words
from inforeport.documents.page import Block, Ends, Heading, Page, Paragraph, Picture
from inforeport.model import Attachment, Bulletin, BulletinItem, Office

_BRIEF = "brief"
_MANY = 2  # items that want a list of contents
_SAYS_SOMETHING = re.compile(r"[\u3400-\u9fff，、“”（）《》]{4,}")


def bulletin_page(
    bulletin: Bulletin, office: Office, day: date, *, activity: str = "", foot: Sequence[str] = ()
) -> Page:
    """The issue; one that is not issued yet says so and bears `day`.

    `activity` stands above the name; `foot` are the lines 报、送、发 and the number of copies.
    """
    issued = bulletin.issued or day
    items = sorted(bulletin.items, key=lambda item: item.position)
    whole = [item for item in items if item.form != _BRIEF]
    brief = [item for item in items if item.form == _BRIEF]
    blocks: list[Block] = [
        *([Paragraph(activity, "masthead activity")] if activity else []),
        Paragraph(bulletin.name, "masthead name"),
        Paragraph(_issue(bulletin), "masthead issue"),
        Ends(office.name, day_words(issued)),
        *_contents(whole, brief),
        *(block for item in whole for block in _whole(item)),
        *_in_brief(brief),
        *_foot(foot, office, issued),
    ]
    return Page(f"{bulletin.name}{_issue(bulletin)}", office.name, issued, tuple(blocks))


def _issue(bulletin: Bulletin) -> str:
    if bulletin.issued is None or bulletin.number is None:
        return "（草稿）"
    total = f"（总第{bulletin.total}期）" if bulletin.total is not None else ""
    return f"第{bulletin.number}期{total}"


def _contents(whole: Sequence[BulletinItem], brief: Sequence[BulletinItem]) -> Iterator[Block]:
    if len(whole) + len(brief) < _MANY or not whole:
        return
    yield Paragraph("本期要目", "contents head")
    for item in whole:
        yield Paragraph(f"◆{item.submission.title}", "contents")
    if brief:
        yield Paragraph(f"◆简讯{len(brief)}则", "contents")


def _whole(item: BulletinItem) -> Iterator[Block]:
    yield Paragraph(item.submission.title, "item title")
    yield from _texts(item)
    yield from map(_picture, item.pictures)
    yield Paragraph(_supplier(item), "supplier")


def _in_brief(items: Sequence[BulletinItem]) -> Iterator[Block]:
    if items:
        yield Paragraph("简讯", "item title")
    for item in items:
        yield Heading(item.submission.title, 2)
        *before, last = _texts(item) or [Paragraph("")]
        yield from before
        yield Paragraph(f"{last.text}{_supplier(item)}", last.role)
        yield from map(_picture, item.pictures)


def _texts(item: BulletinItem) -> list[Paragraph]:
    """The report's own paragraphs; their indents are the style's."""
    lines = [line.strip() for line in (item.submission.text or "").splitlines()]
    return [Paragraph(line) for line in lines if line]


def _supplier(item: BulletinItem) -> str:
    return f"（{item.submission.unit}供稿）"


def _picture(attachment: Attachment) -> Picture:
    """A file name made of words is a caption; one that a camera gave is not."""
    stem = PurePath(attachment.name).stem
    caption = stem if _SAYS_SOMETHING.fullmatch(stem) else ""
    return Picture(attachment.content, attachment.name, caption)


def _foot(lines: Sequence[str], office: Office, issued: date) -> Iterator[Block]:
    if lines:
        yield from (Paragraph(line, "foot") for line in lines)
        yield Ends(office.name, f"{day_words(issued)}印发", "foot ends")

"""An issue of the office's bulletin (工作简报): masthead, contents, items, foot.

It chooses and orders nothing: what is in the issue and where was decided before.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePath

from inforeport.documents.chinese import day_words, listed
from inforeport.documents.page import Block, Ends, Heading, Page, Paragraph, Picture, Role
from inforeport.model import Attachment, Bulletin, BulletinItem, Profile, Submission
from inforeport.model.stationery import BulletinTerms

_BRIEF = "brief"
_MANY = 2  # items that want a list of contents
_SAYS_SOMETHING = re.compile(r"[\u3400-\u9fff，、“”（）《》]{4,}")
OWN_HEAD = re.compile("(编者|编辑)?按语?[：:]")
_HEAD = re.compile(
    r"(?:(?P<first>[一二三四五六七八九十]+、)|（[一二三四五六七八九十]+）)[^。；：！？]+"
)
_WIDE, _SMALL = 26, 34  # characters of 三号 and of 小四 on a line of the contents
_FEW, _MOST = 5, 9  # lines of them that leave room for text on the first page
_STAFF = {"editor": "责任编辑", "checker": "审核", "signer": "签发"}


def bulletin_page(
    bulletin: Bulletin, office: Profile, day: date, terms: BulletinTerms | None = None
) -> Page:
    """The issue with what the scheme says of head and foot; a draft says so and bears `day`."""
    terms = terms or BulletinTerms(level="")
    issued = bulletin.issued or day
    whole, brief = in_order(bulletin)
    blocks: list[Block] = [
        *_masthead(bulletin, terms),
        Ends(_issuers(office, terms), day_words(issued)),
        *_contents(whole, brief),
        *_note("编者按：", bulletin.note),
        *(block for item in whole for block in _whole(item, authors=terms.authors)),
        *_in_brief(brief, authors=terms.authors),
        *_staff(bulletin),
        *_foot(bulletin, terms, office, issued),
    ]
    return Page(f"{bulletin.name}{_issue(bulletin)}", office.name, issued, tuple(blocks))


def in_order(bulletin: Bulletin) -> tuple[list[BulletinItem], list[BulletinItem]]:
    """The items as they are printed: those that are whole, then those in brief."""
    items = sorted(bulletin.items, key=lambda item: item.position)
    whole = [item for item in items if item.form != _BRIEF]
    return whole, [item for item in items if item.form == _BRIEF]


def _masthead(bulletin: Bulletin, terms: BulletinTerms) -> Iterator[Block]:
    if terms.notice:
        yield Paragraph(terms.notice, "masthead notice")
    if terms.activity:
        yield Paragraph(terms.activity, "masthead activity")
    yield Paragraph(bulletin.name, "masthead name")
    yield Paragraph(_issue(bulletin), "masthead issue")


def _issuers(office: Profile, terms: BulletinTerms) -> str:
    """Who issues it, one below the other: 主办：甲局, and below it 乙局."""
    before = f"{terms.hosted}：" if terms.hosted else ""
    names = terms.issuers or (office.name,)
    return "\n".join([f"{before}{names[0]}", *(f"{'　' * len(before)}{one}" for one in names[1:])])


def _issue(bulletin: Bulletin) -> str:
    """第1期（总第7期）; an extra one is never mistaken for one of the main series."""
    series = "增刊" if bulletin.extra else ""
    if bulletin.issued is None or bulletin.number is None:
        return f"{series}（草稿）"
    total = f"（总第{bulletin.total}期）" if bulletin.total is not None else ""
    withdrawn = "（已撤回）" if bulletin.withdrawn else ""
    return f"{series}第{bulletin.number}期{total}{withdrawn}"


def _contents(whole: Sequence[BulletinItem], brief: Sequence[BulletinItem]) -> Iterator[Block]:
    """The titles; so many that they would fill the page in small letters, or the first of them.

    The first page bears some of the text, as GB/T 9704 has it.
    """
    if len(whole) + len(brief) < _MANY or not whole:
        return
    titles = [item.printed_title for item in whole]
    if brief:
        titles.append(f"简讯{len(brief)}则")
    role: Role = "contents" if _lines_of(titles, _WIDE) <= _FEW else "contents small"
    first = titles
    while len(first) > 1 and _lines_of(first, _SMALL) > _MOST:
        first = first[:-1]
    yield Paragraph("本期要目", "contents head")
    yield from (Paragraph(f"◆{title}", role) for title in first)
    if len(first) < len(titles):
        yield Paragraph(f"（其余{len(titles) - len(first)}则见正文）", role)


def _lines_of(titles: Sequence[str], wide: int) -> int:
    """How many lines titles take, of so many characters each."""
    return sum(-(-len(title) // wide) for title in titles)


def _whole(item: BulletinItem, *, authors: bool) -> Iterator[Block]:
    yield Paragraph(item.printed_title, "item title")
    yield from _note("按语：", item.note)
    yield from map(_part, paragraphs(item.printed_text))
    yield from map(_picture, item.pictures)
    yield Paragraph(supplier(item.submission, authors=authors), "supplier")


def _part(line: str, *, brief: bool = False) -> Block:
    """A paragraph of an item; a line of its own that is numbered as a head is one.

    In `brief` it is below the title, which is a head itself.
    """
    head = _HEAD.fullmatch(line)
    if head is None or len(line) > _WIDE:
        return Paragraph(line)
    if brief:
        return Heading(line, 3 if head["first"] else 4)
    return Heading(line, 1 if head["first"] else 2)


def _in_brief(items: Sequence[BulletinItem], *, authors: bool) -> Iterator[Block]:
    if items:
        yield Paragraph("简讯", "item title")
    for item in items:
        yield Heading(item.printed_title, 2)
        yield from _note("按语：", item.note)
        *before, last = paragraphs(item.printed_text) or [""]
        yield from (_part(line, brief=True) for line in before)
        yield Paragraph(f"{last}{supplier(item.submission, authors=authors)}")
        yield from map(_picture, item.pictures)


def _note(head: str, note: str | None) -> Iterator[Block]:
    yield from (Paragraph(line, "editor's note") for line in note_lines(head, note))


def note_lines(head: str, note: str | None) -> list[str]:
    """The editor's note, with its head unless whoever wrote it gave one."""
    lines = paragraphs(note or "")
    if lines and not OWN_HEAD.match(lines[0]):
        lines[0] = f"{head}{lines[0]}"
    return lines


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text; their indents are the style's."""
    lines = [line.strip() for line in text.splitlines()]
    return [line for line in lines if line]


def supplier(report: Submission, *, authors: bool) -> str:
    """（甲社区、乙社区供稿）, or with names （甲社区　作者甲、作者乙；乙社区　作者丙）."""
    units = dict.fromkeys((report.unit, *report.partners))
    if not authors or not report.authors:
        return f"（{listed([*units])}供稿）"
    named = units | dict.fromkeys(one.unit for one in report.authors)
    its = {unit: [one.name for one in report.authors if one.unit == unit] for unit in named}
    signed = (f"{unit}　{listed(names)}" if names else unit for unit, names in its.items())
    return f"（{'；'.join(signed)}）"


def _picture(attachment: Attachment) -> Picture:
    """With its caption; a file name made of words is one too, a name that a camera gave is not."""
    stem = PurePath(attachment.name).stem
    named = stem if _SAYS_SOMETHING.fullmatch(stem) else ""
    return Picture(attachment.content, attachment.name, attachment.caption or named)


def _staff(bulletin: Bulletin) -> Iterator[Block]:
    names = {head: getattr(bulletin, key) for key, head in _STAFF.items()}
    if any(names.values()):
        told = (f"{head}：{name}" for head, name in names.items() if name)
        yield Paragraph("　".join(told), "staff")


def _foot(
    bulletin: Bulletin, terms: BulletinTerms, office: Profile, issued: date
) -> Iterator[Block]:
    """报、送、发, who else gets this one, who printed it when, and how many at the right."""
    also = [f"本期增发：{bulletin.also}"] if bulletin.also else []
    if not (terms.foot or also or bulletin.copies):
        return
    yield from (Paragraph(line, "foot") for line in (*terms.foot, *also))
    yield Ends(terms.printer or office.name, f"{day_words(issued)}印发", "foot ends")
    if bulletin.copies:
        yield Ends("", f"共印{bulletin.copies}份", "foot ends")


def item_page(
    bulletin: Bulletin, item: BulletinItem, office: Profile, terms: BulletinTerms | None = None
) -> Page:
    """One item of an issue by itself, a brief one too, with the issue that it stood in."""
    authors = terms.authors if terms else False
    day = bulletin.issued or bulletin.created
    stood = Ends(f"{bulletin.name}{_issue(bulletin)}", day_words(day), "form ends")
    blocks = (*_whole(item, authors=authors), stood)
    return Page(item.printed_title, office.name, day, blocks)

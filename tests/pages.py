"""A checker of printed pages: what an eye would find fault with, read off PDF and Word file.

It looks at how full each page is, at heads, days, figures and mailboxes that are broken, at lone
signs, at signatures, at blanks to be written in, and at what stands outside the text block. It is
told nothing by the program: lines are those that LibreOffice laid out, cells are found by where
their columns stand.
"""

import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from docx import Document
from docx.document import Document as Paper
from docx.oxml.ns import qn
from docx.section import Section
from docx.table import Table
from lxml import etree

from roles import role

_POINT = 25.4 / 72  # millimetres
_TWIP = 25.4 / 1440
_QUARTER, _HALF = 0.25, 0.5
_A_LINE = 0.08  # of a page; a line or two
_FOOT = 0.8  # of the block; where the lines below the text may begin
_SAME_LINE = 3.0  # points; words of a line stand as high
_SAME_CELL = 3.5  # points between two lines of a cell; less than between two cells
_NEARLY = 1.0  # millimetres
_BLANK, _PHONE, _ROW = 25.0, 35.0, 10.0  # millimetres, of a place to write in
_KEEP_TEXT = 2  # lines of text above a signature

_STOPS = "，。；：、．！？）》”’"
_DAY = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日")
_FIGURE = re.compile(r"[−-]?\d+(?:\.\d+)?")
_MAILBOX = re.compile(r"[\w.-]+@[\w.-]+", re.ASCII)
_NUMBER = re.compile(r"[—\d\s]+")
_WHOLE = (
    *("基础分", "总分", "计分", "备注", "采用率", "姓名", "签字", "采用", "级别", "形式", "日期"),
    *("报送", "信息员", "通讯员", "领取人", "电子", "邮箱", "办公", "电话", "手机", "职务", "单位"),
    *("分管", "领导", "序号", "标题", "名次", "应报", "实报", "得分", "篇次", "本月", "累计"),
)
"""Words of heads that no line may break."""

_BY_HAND = {"分管领导", "职务", "领取人签字", "信息员姓名", "通讯员姓名"}
_PHONES = {"办公电话", "手机", "电子邮箱"}


class Word(NamedTuple):
    """A run of signs on a page, in points from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


class Block(NamedTuple):
    """The text block of a page, in points."""

    left: float
    top: float
    right: float
    bottom: float


class Sheet(NamedTuple):
    """A printed page: its words without the page number, and the block they should stand in."""

    number: int
    words: Sequence[Word]
    block: Block

    @property
    def lines(self) -> list[list[Word]]:
        """The words line by line."""
        return _lines(self.words)

    def fullness(self, foot: Sequence[str]) -> float:
        """How far down the page the text goes, without the lines at its foot."""
        high = self.block.bottom - self.block.top
        low = self.block.top + _FOOT * high
        bottoms = [
            line[-1].bottom
            for line in self.lines
            if line[-1].bottom < low or not _is_foot(_joined(line), foot)
        ]
        return (max(bottoms, default=self.block.top) - self.block.top) / high


def pdfs(folder: Path, profile: Path) -> list[Path]:
    """All Word files of a folder as PDF, by one start of LibreOffice."""
    files = sorted(path.name for path in folder.glob("*.docx"))
    user = f"-env:UserInstallation={profile.as_uri()}"
    command = ["soffice", user, "--headless", "--convert-to", "pdf", *files]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=400)
    return [folder / Path(name).with_suffix(".pdf") for name in files]


def faults(pdf: Path) -> list[str]:
    """What is wrong with the pages of a paper, whose Word file lies beside the PDF."""
    paper = Document(str(pdf.with_suffix(".docx")))
    sheets = _sheets(pdf, paper)
    every = [*_fullness(sheets, paper), *_signature(sheets, paper), *_blanks(paper)]
    columns = [column for table in paper.tables for column in _columns(table, paper)]
    for sheet in sheets:
        said = [*_outside(sheet), *_stops(sheet), *_figures(sheet), *_cells(sheet, columns)]
        every += [f"page {sheet.number}: {one}" for one in dict.fromkeys(said)]
    return [f"{pdf.stem}: {one}" for one in every]


# The pages


def _sheets(pdf: Path, paper: Paper) -> list[Sheet]:
    command = ["pdftotext", "-bbox", str(pdf), "-"]
    ran = subprocess.run(command, check=True, capture_output=True, timeout=120)
    tree = etree.fromstring(ran.stdout, etree.XMLParser(recover=True))
    blocks = {_is_turned(section): _block(section) for section in paper.sections}
    sheets = []
    for number, page in enumerate(tree.iter("{*}page"), 1):
        turned = float(page.get("width", 0)) > float(page.get("height", 0))
        block = blocks.get(turned) or next(iter(blocks.values()))
        words = [_word(one) for one in page.iter("{*}word")]
        kept = [one for one in words if not _is_number(one, block)]
        sheets.append(Sheet(number, kept, block))
    return sheets


def _word(one: etree._Element) -> Word:
    left, top, right, bottom = (float(one.get(side, 0)) for side in _SIDES)
    return Word(left, top, right, bottom, one.text or "")


_SIDES = ("xMin", "yMin", "xMax", "yMax")


def _is_turned(section: Section) -> bool:
    return (section.page_width or 0) > (section.page_height or 0)


def _block(section: Section) -> Block:
    return Block(
        (section.left_margin or 0) / 12700,
        (section.top_margin or 0) / 12700,
        ((section.page_width or 0) - (section.right_margin or 0)) / 12700,
        ((section.page_height or 0) - (section.bottom_margin or 0)) / 12700,
    )


def _is_number(word: Word, block: Block) -> bool:
    """Whether it belongs to the page number, below the block or beside it."""
    outside = word.top > block.bottom or word.right < block.left
    return outside and bool(_NUMBER.fullmatch(word.text))


def _lines(words: Iterable[Word]) -> list[list[Word]]:
    """Words that stand as high are a line."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.bottom, one.left)):
        if lines and abs(lines[-1][0].bottom - word.bottom) < _SAME_LINE:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line) for line in lines]


def _joined(words: Iterable[Word]) -> str:
    return "".join(word.text for word in words)


def _plain(text: str) -> str:
    return re.sub(r"\s|\u2060", "", text)


def _is_foot(line: str, foot: Sequence[str]) -> bool:
    return any(line and line in text for text in foot)


def _foot(paper: Paper) -> list[str]:
    """The lines at the foot of the last page."""
    return [
        _plain(cell.text)
        for table in paper.tables
        if role(table.style) == "foot table"
        for row in table.rows
        for cell in row.cells
    ]


def _fullness(sheets: Sequence[Sheet], paper: Paper) -> Iterator[str]:
    """Pages that are nearly empty; the last is as full as it is, if more than a line is on it."""
    foot = _foot(paper)
    for sheet in sheets:
        full = sheet.fullness(foot)
        if full < (_QUARTER if sheet is not sheets[-1] else _A_LINE):
            yield f"page {sheet.number} of {len(sheets)} is only {full:.0%} full"


def excused(pdf: Path) -> list[str]:
    """What an eye would rather see otherwise, and no rule forbids."""
    paper = Document(str(pdf.with_suffix(".docx")))
    sheets = _sheets(pdf, paper)
    return [f"{pdf.stem}: {one}" for one in (*_short_ends(sheets, paper), *_bare(sheets, paper))]


def _short_ends(sheets: Sequence[Sheet], paper: Paper) -> Iterator[str]:
    """A last page that is not a quarter full."""
    full = sheets[-1].fullness(_foot(paper))
    if len(sheets) > 1 and full < _QUARTER:
        yield f"the last page is {full:.0%} full"


def _bare(sheets: Sequence[Sheet], paper: Paper) -> Iterator[str]:
    """A page with the list of annexes and the signature, and no text above them."""
    lists = {_plain(line) for one in _styled(paper, *_LISTS) for line in one.text.split("\n")}
    for sheet in sheets[1:]:
        first = next(iter(sheet.lines), [])
        if first and _plain(_joined(first)) in lists:
            yield f"page {sheet.number} begins with the list of annexes"


def _signature(sheets: Sequence[Sheet], paper: Paper) -> Iterator[str]:
    """A signature alone on its page, or half a page left before it."""
    ends = {_plain(one.text) for one in _styled(paper, "signature", "signature day")}
    days = {text for text in ends if _DAY.fullmatch(text)}
    titles = {_plain(line) for one in _styled(paper, *_BEGIN) for line in one.text.split("\n")}
    for before, sheet in pairwise(sheets):
        lines = [_joined(line) for line in sheet.lines]
        places = [at for at, line in enumerate(lines) if line in days]
        if not places or any(line in titles for line in lines[: places[-1] - 1]):
            continue  # a paper of several begins on this page
        if sum(line not in ends for line in lines[: places[-1]]) < _KEEP_TEXT:
            yield f"page {sheet.number}: the signature stands alone"
        if (full := before.fullness(())) < _HALF:
            yield f"page {before.number}: {1 - full:.0%} of it left before the signature"


_LISTS = ("annex list", "annex list first", "annex list next")
_BEGIN = ("title", "letter issuer", "letter issuer long")


def _styled(paper: Paper, *names: str) -> list:  # type: ignore[type-arg]
    return [one for one in paper.paragraphs if role(one.style) in names]


def _outside(sheet: Sheet) -> Iterator[str]:
    near = _NEARLY / _POINT
    block = sheet.block
    for word in sheet.words:
        hanging = 6 * near if word.text[-1] in _STOPS else 0  # a stop may hang over the edge
        wide = word.left < block.left - near or word.right > block.right + near + hanging
        if wide or word.top < block.top - 2 * near or word.bottom > block.bottom + 2 * near:
            yield f"{word.text!r} stands outside the block"


def _stops(sheet: Sheet) -> Iterator[str]:
    for line in sheet.lines:
        text = _joined(line)
        if text and text[0] in _STOPS:
            yield f"a line begins with a stop: {text[:12]!r}"


def _figures(sheet: Sheet) -> Iterator[str]:
    """Figures of the running text that go on in the next line."""
    near = 3 * _NEARLY / _POINT
    for line, after in pairwise(sheet.lines):
        runs_on = all(one.left - before.right < near for before, one in pairwise(line))
        if not runs_on or line[-1].right < sheet.block.right - 2 * near:
            continue
        if re.search(r"[\d−]$", line[-1].text) and re.match(r"[\d.]", after[0].text):
            yield f"a figure is broken: {line[-1].text}/{after[0].text}"


# The cells


class Column(NamedTuple):
    """Where a column of a table stands, in points, and what stands in its cells."""

    left: float
    right: float
    heads: frozenset[str]
    cells: frozenset[str]


def _columns(table: Table, paper: Paper) -> Iterator[Column]:
    """The columns of a table; it stands in the middle of its block."""
    if role(table.style) != "paper table":
        return
    wide = [int(one.get(qn("w:w"))) / 20 for one in table._tbl.tblGrid]  # noqa: SLF001  no other
    heads, cells = _by_column(table)
    for section in paper.sections:
        block = _block(section)
        left = block.left + (block.right - block.left - sum(wide)) / 2
        for at, own in enumerate(wide):
            yield Column(left, left + own, frozenset(heads[at]), frozenset(cells[at]))
            left += own


def _by_column(table: Table) -> tuple[Mapping[int, set[str]], Mapping[int, set[str]]]:
    heads, cells = defaultdict[int, set[str]](set), defaultdict[int, set[str]](set)
    for row in table._tbl.tr_lst:  # noqa: SLF001  python-docx is slow with large tables
        is_head = row.trPr is not None and row.trPr.find(qn("w:tblHeader")) is not None
        at = 0
        for cell in row.tc_lst:
            text = _plain("".join(one.text or "" for one in cell.iter(qn("w:t"))))
            if text:
                (heads if is_head else cells)[at].add(text)
            at += cell.grid_span
    return heads, cells


def _cells(sheet: Sheet, columns: Iterable[Column]) -> Iterator[str]:
    """What is wrong with how the cells of a page are folded."""
    for column in columns:
        inside = [
            word
            for word in sheet.words
            if column.left < (word.left + word.right) / 2 < column.right
        ]
        for lines in _stacked(_lines(inside)):
            text = "".join(lines)
            if len(lines) > 1 and text in column.heads:
                yield from _ill_head(text, lines)
            if len(lines) > 1 and text in column.heads | column.cells:
                yield from _ill_folded(text, lines)


def _stacked(lines: Sequence[list[Word]]) -> Iterator[list[str]]:
    """Lines close below each other: those of one cell."""
    cell: list[str] = []
    below = float("-inf")
    for line in lines:
        if cell and line[0].top - below > _SAME_CELL:
            yield cell
            cell = []
        cell.append(_joined(line))
        below = max(word.bottom for word in line)
    if cell:
        yield cell


def _ends(lines: Sequence[str]) -> list[int]:
    ends, at = [], 0
    for line in lines[:-1]:
        at += len(line)
        ends.append(at)
    return ends


def _ill_head(text: str, lines: Sequence[str]) -> Iterator[str]:
    for word in _WHOLE:
        for hit in re.finditer(word, text):
            if any(hit.start() < end < hit.end() for end in _ends(lines)):
                yield f"a head is broken inside a word: {'/'.join(lines)}"
    if any(text[end - 1] in "（(" for end in _ends(lines)):
        yield f"a head is broken after its bracket: {'/'.join(lines)}"


def _ill_folded(text: str, lines: Sequence[str]) -> Iterator[str]:
    told = "/".join(lines)
    if min(map(len, lines)) == 1:
        yield f"a sign stands alone on its line: {told}"
    if any(line[0] in _STOPS for line in lines):
        yield f"a line begins with a stop: {told}"
    ends = _ends(lines)
    for name, pattern in (("day", _DAY), ("figure", _FIGURE)):
        for hit in pattern.finditer(text):
            if any(hit.start() < end < hit.end() for end in ends):
                yield f"a {name} is broken: {told}"
    if _MAILBOX.fullmatch(text) and not all(text[end] in "@." for end in ends):
        yield f"a mailbox is broken: {told}"


def _blanks(paper: Paper) -> Iterator[str]:
    """Places to be written in by hand that have no room for a hand."""
    for table in paper.tables:
        wide = [int(one.get(qn("w:w"))) * _TWIP for one in table._tbl.tblGrid]  # noqa: SLF001
        heads, cells = _by_column(table)
        empty = [at for at in range(len(wide)) if heads[at] and not cells[at]]
        for at in empty:
            (head, *_) = heads[at]
            least = _PHONE if head in _PHONES else _BLANK if head in _BY_HAND else 0
            if wide[at] < least - 0.1:
                yield f"{head} is only {wide[at]:.1f} mm wide"
        if any(heads[at] & (_BY_HAND | _PHONES) for at in empty):
            yield from _low_rows(table)


def _low_rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        is_head = row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None  # noqa: SLF001
        if not is_head and (row.height is None or row.height.mm < _ROW - 0.1):
            yield "rows are too low to be written in"
            return

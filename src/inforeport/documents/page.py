"""What a paper says, as a tree: headings, paragraphs, tables, pictures. Nothing here is drawn.

A `role` names what a paragraph is on the page (`"masthead"`, `"issue"`, `"note"` …). The Word
template has a style of the same name for each, and other renderers may treat roles alike.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from inforeport.words import Text


class Day(Struct, frozen=True):
    """A day that paper has in words (5月8日); files for programs hold the day itself."""

    day: date
    words: str


class Phrase(Struct, frozen=True):
    """Words with days among them that are one thing: 街道整篇（街道网站，5月6日）."""

    parts: tuple["str | Day", ...]


class Several(Struct, frozen=True):
    """Several things in one cell; files for programs keep them apart.

    `none` is what people read where there are none.
    """

    cells: tuple["Cell", ...]
    between: str = "；"
    none: str = ""


class Graph(Struct, frozen=True):
    """Figures by their names, as a small line from the first to the last, which stand beside it.

    With `most` it is a bar, of its only figure, `most` of which would fill the cell.
    """

    points: tuple[tuple[str, Decimal], ...]
    most: Decimal | None = None


Cell = Text | Decimal | int | date | Day | Phrase | Several | Graph | None
"""What stands in a table: words, a figure, a day, several of them, a small drawing, or nothing."""

Role = Literal[
    "title",  # of a circular: 二号小标宋, centred
    "addressee",  # 主送机关, flush left
    "body",  # the running text, two characters in
    "draft mark",  # 征求意见稿, on top of a paper that is not final
    "masthead issuer",  # the office's name in red on top of a circular
    "document number",  # 〔2009〕1号, or room for it, below the issuer, a red rule below
    "number",  # the same below a title that has no red head above it
    "letter issuer",  # the office's name in red on top of a letter, a red double rule below
    "letter number",  # 〔2009〕1号 of a letter, at the right below the rule
    "remark",  # （此件主动公开）, below the day
    "annex mark",  # 附件1, flush left in 黑体
    "caption",  # the title above a table, the line below a picture
    "note",  # small print: 计分口径
    "editor's note",  # 编者按, before what it is about
    "annex list",  # 附件：1. …, below the text
    "signature",  # the issuer and the day, at the right
    "masthead notice",  # 内部资料 注意保存, on top of a bulletin
    "masthead activity",  # the line above the bulletin's name
    "masthead name",  # the bulletin's name, large and red
    "masthead issue",  # 第1期
    "contents head",  # 本期要目
    "contents",  # one line of it
    "contents small",  # the same where there are many
    "item title",  # the title of one item of a bulletin
    "supplier",  # (甲社区供稿), at the right
    "staff",  # 责任编辑、审核, below the last item
    "foot",  # 报、送、发, 抄送, between rules at the end of the last page
]


class Heading(Struct, frozen=True):
    """A head in the text; levels are 一、（一）1．（1）; the numeral is part of the text."""

    text: Text
    level: Literal[1, 2, 3, 4] = 1


class Paragraph(Struct, frozen=True):
    """A run of text in one role; line breaks inside `text` are kept.

    `link` leads where it can be followed: to a file beside this one, by its name, or to a heading
    of the same page (`#一、台账`), never elsewhere.
    """

    text: Text
    role: Role = "body"
    link: str = ""


class Ends(Struct, frozen=True):
    """One line with one thing at each end.

    The issuer and the day of a bulletin, ruled off in red below; who printed and when, between
    rules; who fills in a form and when, without any.
    """

    left: Text
    right: Text
    role: Literal["masthead ends", "foot ends", "form ends"] = "masthead ends"


Align = Literal["left", "centre", "right"]


class Column(Struct, frozen=True):
    """A column: its key (English, for files other programs read), its head, how it is set.

    Neighbours with the same `over` share it as a second head above their own. What is written in
    `by_hand` has the room for it.
    """

    key: str
    head: Text
    align: Align = "centre"
    over: Text = ""
    by_hand: bool = False


class Table(Struct, frozen=True):
    """A table with its caption; every row has one cell for each column.

    Where rows stand together in `bands` (so many rows each), they share one cell of each of the
    `merged` columns; it is in all of them. Of the columns so many runs are `alike`: several units
    stand on a line.
    """

    caption: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    unit_note: Text | None = None  # 单位:篇, right above the table
    bands: tuple[int, ...] = ()
    merged: tuple[int, ...] = ()
    alike: int = 1


class Picture(Struct, frozen=True):
    """A picture as bytes of any common format; it is fitted to the text block when drawn."""

    content: bytes
    name: str
    caption: Text = ""


class Field(Struct, frozen=True):
    """A place in a form: what belongs there, what stands there, how many lines it has room for."""

    label: Text
    value: Text = ""
    lines: int = 1


class Form(Struct, frozen=True):
    """A form to be filled in or signed: rows of fields side by side, each ruled round."""

    rows: tuple[tuple[Field, ...], ...]


class PageBreak(Struct, frozen=True):
    """What follows begins on a new page, on its long side where it is `turned`.

    Where that is None, it is turned if its table does not fit upright. Where the break is `loose`,
    what follows stays on the page as long as it fits there and lies alike. Where it is the paper
    `of` somebody for himself, its pages are counted from 1 and its first one is an odd one, so that
    printed on both sides it stands on a sheet of its own; not if it is not `anew`.
    """

    turned: bool | None = False
    of: str = ""
    loose: bool = False
    anew: bool = True


Block = Heading | Paragraph | Ends | Table | Form | Picture | PageBreak


_CONTACTS = {"phone", "mobile", "email"}

Kind = Literal["text", "figure", "day", "graph", "hand", "phone"]
"""What stands in a column: words, figures, days, small drawings, or nothing yet, for a hand."""


class Page(Struct, frozen=True):
    """A whole paper: what it is called, who issues it on which day, and its blocks in order.

    `reference` stands in the properties of its file and not on the paper; see `reference`.
    `shorter` are the short names of units, for where the full ones would be folded again and again;
    where its text `is_short` all its tables have them. Of a time before files for programs had
    keys, its CSV `has_heads` above the columns; in a workbook it `titles_sheets` of tables without
    a caption.
    """

    title: Text
    issuer: str
    day: date
    blocks: tuple[Block, ...]
    reference: str = ""
    shorter: Mapping[str, str] = {}
    is_short: bool = False
    has_heads: bool = False
    titles_sheets: bool = True

    @property
    def bears_contacts(self) -> bool:
        """Whether it tells how to reach people, column by column: its file is its owner's alone."""
        return any(
            row[index]
            for table in self.tables()
            for index, column in enumerate(table.columns)
            for row in table.rows
            if column.key in _CONTACTS
        )

    def tables(self) -> tuple[Table, ...]:
        """The tables in their order, for outputs that hold nothing else."""
        return tuple(block for block in self.blocks if isinstance(block, Table))


def by_owner(page: Page) -> Iterator[tuple[str, Page]]:
    """The papers that a page holds for several, each by its owner; all are called as the whole."""
    owner, blocks = "", list[Block]()
    for block in (*page.blocks, PageBreak(of="end")):
        if not isinstance(block, PageBreak) or not block.of:
            blocks.append(block)
            continue
        if blocks:
            yield owner, replace(page, blocks=tuple(blocks))
        owner, blocks = block.of, []


def grid(caption: Text, heads: Mapping[str, Text], rows: Sequence[tuple[Cell, ...]]) -> Table:
    """A table whose figures stand right and whose long words stand left."""
    columns = []
    for index, (key, head) in enumerate(heads.items()):
        figures = all(isinstance(row[index], int | Decimal | None) for row in rows)
        columns.append(Column(key, head, "right" if figures and rows else "left"))
    return Table(caption, tuple(columns), tuple(rows))


def kinds(table: Table) -> list[Kind]:
    """The kind of each column, by how it is set and what stands in it."""
    cells = zip(*table.rows, strict=True) if table.rows else [()] * len(table.columns)
    return [_kind(column, each) for column, each in zip(table.columns, cells, strict=True)]


def _kind(column: Column, cells: Sequence[Cell]) -> Kind:
    if column.by_hand:
        return "phone" if column.key in _CONTACTS else "hand"
    if column.align == "right":
        return "figure"
    if any(isinstance(cell, Graph) for cell in cells):
        return "graph"
    return "day" if any(isinstance(cell, date | Day) for cell in cells) else "text"


def is_blank(cell: Cell) -> bool:
    """Whether nothing stands in a cell."""
    return cell in (None, "") or (isinstance(cell, Several) and not (cell.cells or cell.none))


def undrawn(page: Page) -> Page:
    """The same page without the tables that draw figures: for programs, which draw their own."""
    kept = (one for one in page.blocks if not (isinstance(one, Table) and "graph" in kinds(one)))
    return replace(page, blocks=tuple(kept))


def trimmed(table: Table, *spare: str) -> Table:
    """The same table without those of the columns `spare` in which nothing stands."""
    kept = [
        index
        for index, column in enumerate(table.columns)
        if column.key not in spare or not all(is_blank(row[index]) for row in table.rows)
    ]
    return replace(
        table,
        columns=tuple(table.columns[index] for index in kept),
        rows=tuple(tuple(row[index] for index in kept) for row in table.rows),
    )

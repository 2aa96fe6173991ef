"""A file is believed only when it was opened again and says what the page says, in its order."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from inforeport.documents.page import (
    Block,
    Cell,
    Day,
    Ends,
    Form,
    Graph,
    Heading,
    Page,
    PageBreak,
    Paragraph,
    Picture,
    Several,
    Table,
    undrawn,
)
from inforeport.errors import OutputUnproved
from inforeport.figures import exact
from inforeport.files.picture import UnusablePictureError, printable
from inforeport.render import RENDERERS, Draw, reread
from inforeport.render.heads import head_rows, head_text, row_spans
from inforeport.render.parts import parted
from inforeport.render.reread import Found, Row, squeezed
from inforeport.render.text import cell_text, paper_text, shown
from inforeport.text import one_line, unguarded
from inforeport.words import Message, Text, message

_CUT = 200  # characters; of a longer title the file may tell the beginning
_QUOTED = 30  # characters of a text that is missing
_EPOCH = date(1899, 12, 30).toordinal()  # day 0 of a spreadsheet


def drawn(page: Page, path: Path, language: str, *, draw: Draw | None = None) -> bytes:
    """The bytes of the file for `path`, drawn by its ending if not by `draw`, and proved.

    Raises `OutputUnproved`.
    """
    ending = path.suffix.lower()
    page = parted(page, language) if ending == ".docx" else page
    content = (draw or RENDERERS[ending])(page, language)
    heads = ending == ".csv" and draw is not None  # keys are what it has by itself
    fault = prove(content, page, ending, language, heads=heads)
    if fault:
        raise OutputUnproved(path=one_line(str(path)), reason=fault)
    return content


def prove(
    content: bytes, page: Page, ending: str, language: str, *, heads: bool = False
) -> Message | None:
    """The first thing in which the file is not what the page says, if there is one.

    With `heads` a CSV has them for people in place of its keys, or where its page does.
    """
    way = _HEADED if heads or (ending == ".csv" and page.has_heads) else _WAYS[ending]
    page = undrawn(page) if way.names_rows else page
    try:
        problems = way.read(content)
    except Exception:  # noqa: BLE001  whatever a reader throws, the file cannot be read
        return message("it cannot be opened")
    return next(_faults(problems, way, page, language), None)


def _faults(problems: Found, way: "_Way", page: Page, language: str) -> Iterator[Message]:
    yield from problems.faults
    if problems.has_empty_line and all(_says_something(block, language) for block in page.blocks):
        yield message("a line with nothing on it")
    if problems.about is not None and not _is_about(problems.about, page, language):
        yield message("its title, author or day is not that of the paper")
    yield from _missing_texts(problems.flow, way, page, language)
    yield from _missing_rows(problems.rows, way, page, language)


def _says_something(block: Block, language: str) -> bool:
    """Whether no text of it is empty: of what was sent in, nothing may be left when it is clean."""
    return not isinstance(block, Heading | Paragraph) or bool(squeezed(shown(block.text, language)))


def _is_about(about: tuple[str, str, str], page: Page, language: str) -> bool:
    *printed, day = about
    wanted = [squeezed(shown(text, language)) for text in (page.title, page.issuer)]
    texts = zip(map(squeezed, printed), wanted, strict=True)
    return day == page.day.isoformat() and all(
        text == whole or (len(text) >= _CUT and whole.startswith(text)) for text, whole in texts
    )


def _missing_texts(flow: str, way: "_Way", page: Page, language: str) -> Iterator[Message]:
    """Texts that do not come where they should: after those before them."""
    place = 0
    for block in way.blocks(page):
        for text in way.texts(block, language):
            piece = str(way.cell(text, language))
            at = flow.find(piece, place)
            if at >= 0:
                place = at + len(piece)
            elif not (isinstance(block, Picture) and _is_unusable(block)):
                yield message("“{text}” is missing", text=_short(text, language))


def _missing_rows(rows: Sequence[Row], way: "_Way", page: Page, language: str) -> Iterator[Message]:
    """Rows that do not come, cell by cell, where they should."""
    following = iter(rows)
    for table in page.tables():
        first = [table.caption] if way.names_rows and len(page.tables()) > 1 else []
        spans = row_spans(table) if way.covered is not None else {}
        for count, row in enumerate(table.rows, start=1):
            seen = _seen(row, spans.get(count - 1), way)
            wanted = tuple(way.cell(cell, language) for cell in (*first, *seen))
            if wanted not in following:
                name = _short(table.caption, language)
                yield message("row {n} of “{table}” is missing", n=count, table=name)


def _seen(row: Sequence[Cell], spans: Mapping[int, int] | None, way: "_Way") -> Iterator[Cell]:
    """The cells of a row as a file holds them: one that another covers is blank, or gone."""
    for at, cell in enumerate(row):
        if spans is None or spans.get(at, 1):
            yield cell
        elif way.covered == "blank":
            yield None


def _is_unusable(picture: Picture) -> bool:
    """A picture that cannot be printed has a line in its place, and no caption."""
    try:
        printable(picture.content)
    except UnusablePictureError:
        return True
    return False


def _short(text: Text, language: str) -> str:
    whole = shown(text, language)
    return whole if len(whole) <= _QUOTED else f"{whole[:_QUOTED]}…"


# What each format holds of a page, and how a cell is compared


def _texts(block: Block, language: str) -> list[Text]:
    """What the block says besides the rows of a table, in its order."""
    match block:
        case Heading(text) | Paragraph(text):
            return [text]
        case Ends(left, right):
            return [left, right]
        case Picture():
            return [block.caption]
        case Form(rows):
            return [text for row in rows for one in row for text in (one.label, one.value)]
        case PageBreak():
            return []
        case Table():
            heads = [one.text for row in head_rows(block.columns, language) for one in row]
            return [block.caption, block.unit_note or "", *heads]


def _flat_texts(block: Block, language: str) -> list[Text]:
    """The same where both heads of a column stand together."""
    if isinstance(block, Table):
        return [block.caption, *(head_text(column, language) for column in block.columns)]
    return _texts(block, language)


def _bare_texts(block: Block, language: str) -> list[Text]:
    """The same where nothing stands above the heads."""
    return _flat_texts(block, language)[isinstance(block, Table) :]


def _keys(block: Block, language: str) -> list[Text]:
    """The same where keys stand above the columns."""
    if isinstance(block, Table):
        return [column.key for column in block.columns]
    return _texts(block, language)


def _every(page: Page) -> Sequence[Block]:
    return page.blocks


def _tables_first(page: Page) -> Sequence[Block]:
    return sorted(page.blocks, key=lambda block: not isinstance(block, Table | Form))


def _tables_only(page: Page) -> Sequence[Block]:
    """Tables and forms; of neighbours with the same columns the first, whose heads serve both."""
    problems: list[Block] = []
    keys: list[str] = []
    for block in page.blocks:
        if isinstance(block, Table):
            mine = [column.key for column in block.columns]
            problems += [block] if mine != keys else []
            keys = mine
        elif isinstance(block, Form):
            problems.append(block)
            keys = []
    return problems


def _as_printed(cell: Cell, language: str) -> str:
    return squeezed(paper_text(cell, language))


def _as_guarded(cell: Cell, language: str) -> str:
    return squeezed(unguarded(cell_text(cell, language)))


def _as_values(cell: Cell, language: str) -> str | Decimal:
    if isinstance(cell, Graph):
        return "".join(str(exact(figure)) for _, figure in cell.points)
    if isinstance(cell, Several):  # an array
        return "".join(str(_as_values(one, language)) for one in cell.cells)
    if isinstance(cell, Decimal | int):
        return exact(cell + Decimal(0))
    return squeezed(cell_text(cell, language))


def _as_stored(cell: Cell, language: str) -> str | Decimal:
    """A day is a number in a workbook; one of before 1900, and a figure too exact, are texts."""
    from inforeport.render.xlsx_sheet import FIRST_DAY, is_kept

    day = cell.day if isinstance(cell, Day) else cell
    if isinstance(day, date) and day >= FIRST_DAY:
        return Decimal(day.toordinal() - _EPOCH)
    text = cell_text(cell, language)
    return Decimal(text) if isinstance(cell, Decimal | int) and is_kept(text) else squeezed(text)


class _Way(Struct, frozen=True):
    """How a format is read again, which blocks it holds, what it says of each, and its cells."""

    read: Callable[[bytes], Found]
    cell: Callable[[Cell, str], str | Decimal]
    texts: Callable[[Block, str], list[Text]] = _texts
    blocks: Callable[[Page], Sequence[Block]] = _every
    names_rows: bool = False  # several tables are told apart by a first column
    covered: Literal["blank", "gone"] | None = None  # what is left of a cell that one above covers


_HEADED = _Way(reread.comma, _as_guarded, _bare_texts, _tables_only, names_rows=True)
_WAYS: Mapping[str, _Way] = {
    ".docx": _Way(reread.word, _as_printed, covered="blank"),
    ".xlsx": _Way(reread.excel, _as_stored, blocks=_tables_first, covered="blank"),
    ".html": _Way(reread.html, _as_printed, covered="gone"),
    ".csv": replace(_HEADED, texts=_keys),
    ".json": _Way(reread.objects, _as_values, _flat_texts),
    ".eml": _Way(reread.mail, _as_printed, covered="blank"),
}

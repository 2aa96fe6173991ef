"""Tables of a Word file as XML: as wide as the text block, heads repeated, rows kept whole.

They get plain texts; their languages and signs are the caller's. The XML is written down rather
than built cell by cell: a ranking may have ten thousand rows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from math import inf

from msgspec import Struct

from inforeport.documents.page import Kind
from inforeport.files.picture import TEXT_WIDTH
from inforeport.render.breaks import last_rows
from inforeport.render.graphs import Drawn
from inforeport.render.lines import balanced, width
from inforeport.render.measure import head_lines, set_in
from inforeport.render.widths import SIZES, Ask, Said, asks, characters, laid
from inforeport.render.word_sheet import holding, run

Ids = Mapping[str, str]
"""The ids of the template's styles by name."""

_SHORT = 6  # characters; a column of such cells is centred
_BY_HAND = 10.0  # millimetres; the height of a row to be written in
_TWIPS = 1440 / 25.4  # in a millimetre
_ALIGN = {"left": "left", "centre": "center", "right": "right"}
# Counted from the edge of the paper: LibreOffice lets no table float that is as wide as the text.
_FOOT = '<w:tblpPr w:vertAnchor="margin" w:horzAnchor="page" w:tblpX="{}" w:tblpYSpec="bottom"/>'
_FORM_CHARACTER = 4.24  # millimetres; 小四
_FORM_PADDING = 3.0
_FORM_LINE = 400  # twips
_LABEL = 6  # characters; a longer label is folded


class Place(Struct, frozen=True):
    """A field of a form in plain words, with the lines it has room for."""

    label: str
    value: str
    lines: int


def table(texts: Said, total: float, ids: Ids) -> str:
    """The table as wide as `total` millimetres; heads over heads make a second row of them.

    No figure is broken: where they do not fit side by side, the letters are smaller.
    """
    asked = asks(texts)
    millimetres, size = laid(asked, total, texts.alike)
    twips = _twips(millimetres, total)
    sides = [
        "centre" if ask.widest <= _SHORT and kind != "graph" else side
        for ask, side, kind in zip(asked, texts.align, texts.kinds, strict=True)
    ]
    cells = [
        (_cell(wide), _paragraph("table cell", ids, side), _fit(ask, wide, size))
        for ask, wide, side in zip(asked, twips, sides, strict=True)
    ]
    height = _height(texts.kinds)
    held = _held(texts)
    rows = "".join(
        f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>{holding(row) if at in held else row}</w:tr>"
        for at, row in enumerate(_rows(texts, cells, twips))
    )
    drawn = _sized(_heads(texts, twips, ids, size) + rows, size)
    return _table("paper table", twips, drawn, ids)


def _held(texts: Said) -> set[int]:
    """The rows that stay on the page of the next: the first, the last but one, those of a unit."""
    count = len(texts.rows)
    ends = {0, *range(max(0, count - last_rows(count)), count)} - {count - 1}
    covered = {at - 1 for at, spans in texts.spans.items() if 0 in spans.values()}
    return ends | covered


def _fit(ask: Ask, twips: int, size: float) -> float:
    """The characters that fit a cell; of what is never broken any number."""
    return inf if ask.whole else characters(twips / _TWIPS, size)


def _height(kinds: Sequence[Kind]) -> str:
    """How high a row is at least, where something is written into it."""
    if not {"hand", "phone"} & {*kinds}:
        return ""
    return f'<w:trHeight w:val="{round(_BY_HAND * _TWIPS)}" w:hRule="atLeast"/>'


def _rows(
    texts: Said, cells: Sequence[tuple[str, str, float]], twips: Sequence[int]
) -> Iterator[str]:
    """The cells of each row."""
    for at, row in enumerate(texts.rows):
        if at in texts.spans:
            yield _spanned(row, texts.spans[at], twips, cells)
            continue
        yield "".join(
            f"{begin}{look}{_inside(text, wide)}</w:p></w:tc>"
            for (begin, look, wide), text in zip(cells, row, strict=True)
        )


def _inside(text: str, wide: float) -> str:
    """What stands in a cell, as a run."""
    if isinstance(text, Drawn):
        return text.run
    return run(text if len(text) <= wide else set_in(text, wide))


def _sized(drawn: str, size: float) -> str:
    """What is drawn, in smaller letters where they are not those of the style."""
    if size == SIZES[0]:
        return drawn
    half = round(2 * size)
    return drawn.replace("<w:r>", f'<w:r><w:rPr><w:sz w:val="{half}"/></w:rPr>')


def _spanned(
    row: Sequence[str],
    spans: Mapping[int, int],
    twips: Sequence[int],
    cells: Sequence[tuple[str, str, float]],
) -> str:
    """A row in which some cells go down, or are covered by one above."""
    drawn = ""
    for at, text in enumerate(row):
        down = spans.get(at, 1)
        merge = "" if down == 1 else _RESTART if down else _GOES_ON
        _, look, wide = cells[at]
        inside = run(set_in(text, wide)) if down else ""
        drawn += f"{_cell(twips[at], merge=merge)}{look}{inside}</w:p></w:tc>"
    return drawn


def form(rows: Sequence[Sequence[Place]], total: float, ids: Ids) -> str:
    """The form: a row's fields share its width alike, each with its label before it."""
    label = max((min(_LABEL, width(one.label)) for row in rows for one in row), default=0)
    room = round((label * _FORM_CHARACTER + _FORM_PADDING) * _TWIPS)
    edges = [_edges(row, room, round(total * _TWIPS)) for row in rows]
    marks = sorted({0, *(mark for row in edges for mark in row)})
    drawn = "".join(_form_row(row, ends, marks, ids) for row, ends in zip(rows, edges, strict=True))
    return _table("form table", [after - mark for mark, after in pairwise(marks)], drawn, ids)


def foot(
    lines: Sequence[str], ends: Sequence[str], margin: int, ids: Ids, *, total: float = TEXT_WIDTH
) -> str:
    """The lines at the end of a paper, each as XML, between rules at the bottom of its last page.

    Every one of `ends` is ruled off from what is above it; `margin` is the left one in twips.
    """
    twips = round(total * _TWIPS)
    cells = ["".join(lines)] if lines else []
    drawn = "".join(
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cell(twips)}{inside}</w:tc></w:tr>"
        for inside in (*cells, *ends)
    )
    return _table("foot table", [twips], drawn, ids, place=_FOOT.format(margin))


def _twips(millimetres: Sequence[float], total: float) -> list[int]:
    """Whole twips that sum to the whole width."""
    wanted = [round(mm * _TWIPS) for mm in millimetres]
    wanted[-1] += round(total * _TWIPS) - sum(wanted)
    return wanted


def _table(style: str, twips: Sequence[int], rows: str, ids: Ids, *, place: str = "") -> str:
    grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in twips)
    centred = "" if place else '<w:jc w:val="center"/>'
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{ids[style]}"/>{place}'
        f'<w:tblW w:w="{sum(twips)}" w:type="dxa"/>{centred}<w:tblLayout w:type="fixed"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _cell(twips: int, *, span: int = 1, merge: str = "", align: str = "center") -> str:
    """The beginning of a cell, up to its paragraph."""
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips}" w:type="dxa"/>{spans}{merge}'
        f'<w:vAlign w:val="{align}"/></w:tcPr>'
    )


def _paragraph(style: str, ids: Ids, side: str = "") -> str:
    """The beginning of a paragraph, up to its text."""
    aligned = f'<w:jc w:val="{_ALIGN[side]}"/>' if side else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{ids[style]}"/>{aligned}</w:pPr>'


def _heads(texts: Said, twips: Sequence[int], ids: Ids, size: float) -> str:
    if not any(texts.overs):
        heads = zip(texts.heads, twips, strict=True)
        return _head_row([_head(_folded(head, wide, size), wide, ids) for head, wide in heads])
    columns = list(zip(texts.overs, texts.heads, twips, strict=True))
    above, below = [], []
    for over, group in groupby(columns, key=lambda column: column[0]):
        ones = list(group)
        if over:
            wide = sum(one[2] for one in ones)
            above.append(_head(_folded(over, wide, size), wide, ids, span=len(ones)))
            below += [_head(_folded(head, own, size), own, ids) for _, head, own in ones]
        else:
            above += [
                _head(_folded(head, own, size), own, ids, merge=_RESTART) for _, head, own in ones
            ]
            below += [_head("", own, ids, merge=_GOES_ON) for _, _, own in ones]
    return _head_row(above) + _head_row(below)


_RESTART, _GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def _head_row(cells: Iterable[str]) -> str:
    marks = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    return f"<w:tr>{marks}{''.join(cells)}</w:tr>"


def _folded(text: str, twips: int, size: float) -> str:
    """A head in lines of about the same length."""
    return head_lines(text, characters(twips / _TWIPS, size))


def _head(lines: str, twips: int, ids: Ids, *, span: int = 1, merge: str = "") -> str:
    start = _cell(twips, span=span, merge=merge) + _paragraph("table head", ids, "centre")
    return f"{start}{run(lines)}</w:p></w:tc>"


def _edges(row: Sequence[Place], room: int, total: int) -> list[int]:
    """Where the cells of a row end: after each label that there is, and after each value."""
    share = total / len(row)
    edges = []
    for place, one in enumerate(row):
        edges += [round(place * share) + room] if one.label else []
        edges.append(round((place + 1) * share))
    return edges


def _form_row(row: Sequence[Place], edges: Sequence[int], marks: Sequence[int], ids: Ids) -> str:
    cells = [cell for one in row for cell in _field(one, ids)]
    drawn, start = "", 0
    for end, (align, inside) in zip(edges, cells, strict=True):
        span = marks.index(end) - marks.index(start)
        drawn += f"{_cell(end - start, span=span, align=align)}{inside}</w:p></w:tc>"
        start = end
    high = max(one.lines for one in row) * _FORM_LINE
    height = f'<w:cantSplit/><w:trHeight w:val="{high}" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr>{height}</w:trPr>{drawn}</w:tr>"


def _field(field: Place, ids: Ids) -> Iterable[tuple[str, str]]:
    """Its cells: how they stand in their row, and their paragraph."""
    if field.label:
        folded = balanced(field.label, _LABEL)
        yield "center", _paragraph("form label", ids) + run(folded)
    yield "center" if field.lines == 1 else "top", _paragraph("form value", ids) + run(field.value)

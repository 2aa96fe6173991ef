"""Tables of an HTML page: an old office system gives such a page the name of a workbook."""

import re
from itertools import count
from typing import Any

from inforeport.errors import WorkbookUnusable
from inforeport.intake.csv_ import text
from inforeport.intake.rows import Row, Sheet
from inforeport.words import message

_LARGEST = 10_000_000  # bytes; its tree takes twenty times as much
_WIDEST = 200
"""The most columns of a table; a cell that says it goes over more is cut to them."""


def sheets(content: bytes, file: str, *, encoding: str | None = None) -> tuple[Sheet, ...]:
    """Each table that holds no other. Raises `WorkbookUnusable` or `EncodingUnclear`."""
    from lxml import etree, html

    if len(content) > _LARGEST:
        raise WorkbookUnusable(file=file, why=message("it is too large, or would be when unpacked"))
    try:
        page = html.document_fromstring(text(content, file, encoding).encode(), _parser())
    except (etree.LxmlError, ValueError):
        why = message("there is no table in it")
        raise WorkbookUnusable(file=file, why=why) from None
    tables = [one for one in page.iter("table") if one.find(".//table") is None]
    named = [f"{number}" if len(tables) > 1 else "" for number in range(1, len(tables) + 1)]
    return tuple(map(_sheet, tables, named))


def _parser() -> Any:
    from lxml import html

    return html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)


def _sheet(table: Any, name: str) -> Sheet:
    """A table with its cells in their columns, pushed aside by those that reach down into a row."""
    lines = [*table.iter("tr")]
    rows: list[Row] = []
    merged: list[tuple[int, int, int, int]] = []
    taken: dict[int, int] = {}  # by column, the last row that a cell above reaches down to
    for at, line in enumerate(lines):
        cells: dict[int, str] = {}
        column = 0
        for cell in line.iterchildren("td", "th"):
            column = next(one for one in count(column) if taken.get(one, -1) < at)
            if column >= _WIDEST:
                break
            below = at + _span(cell, "rowspan", len(lines) - at) - 1
            beside = column + _span(cell, "colspan", _WIDEST - column) - 1
            cells[column] = _text(cell)
            if (below, beside) != (at, column):
                merged.append((at, column, below, beside))
            taken |= dict.fromkeys(range(column, beside + 1), below)
            column = beside + 1
        width = max(cells, default=-1) + 1
        rows.append(Row(at + 1, tuple(cells.get(one, "") for one in range(width))))
    return Sheet(rows=tuple(rows), name=name, merged=tuple(merged))


def _span(cell: Any, name: str, most: int) -> int:
    """Over how many rows or columns a cell goes."""
    given = re.fullmatch(r"\s*([0-9]{1,9})\s*", cell.get(name) or "")
    return min(max(1, int(given[1])), most) if given else 1


def _text(cell: Any) -> str:
    """What stands in a cell; a line break of it is one, any other white space is a blank."""
    parts = []
    for node in cell.iter():
        own = node.text if isinstance(node.tag, str) else ""
        after = node.tail if node is not cell else ""
        parts += ["\n" * (node.tag == "br"), *(_blanks(part or "") for part in (own, after))]
    return "\n".join(line.strip() for line in "".join(parts).split("\n")).strip()


def _blanks(text: str) -> str:
    return re.sub(r"\s+", " ", text)

"""What the XML of an .xlsx says of cells before it is read: how far out they stand, which lack a
value. It reads no value.
"""

import io
import re
from collections.abc import Iterator, Mapping
from zipfile import ZipFile

ROWS, CELLS = 200_000, 2_000_000
"""The most rows of a sheet, and the most cells between its first and its last."""

_SHEET = b"<sheetData"
_FILLED = rb'<(?:\w+:)?c\s+r="%s"[^>/]*>(?!</)'
_ROW = re.compile(_FILLED % rb"[A-Z]{1,3}(\d{1,7})")
_COLUMN = re.compile(_FILLED % rb"([A-Z]{1,3})\d{1,7}")
_CELL = re.compile(
    rb"<(?:\w+:)?c\s+r=\"([A-Z]{1,3})(\d{1,7})\"([^>/]*)>(.*?)</(?:\w+:)?c>", re.DOTALL
)
_VALUE = re.compile(rb"<(?:\w+:)?v>[^<]")
_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_NAMED = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")


def far_cell(content: bytes) -> str | None:
    """The address of a cell with something in it that stands farther out than any list goes."""
    with ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            xml = archive.read(name) if name.endswith(".xml") else b""
            if _SHEET in xml and (far := _far(xml)):
                return far
    return None


def _far(xml: bytes) -> str | None:
    """The cell in the last row or the last column, whichever is farther out than it may be."""
    rows = {int(row) for row in {*_ROW.findall(xml)}}
    letters = {*_COLUMN.findall(xml)}
    last_row = max(rows, default=0)
    last = max(letters, key=column_number, default=b"")
    if last_row <= ROWS and last_row * column_number(last) <= CELLS:
        return None
    by_row = last_row > ROWS or last_row > column_number(last)
    wanted = rb"[A-Z]{1,3}%d" % last_row if by_row else last + rb"\d{1,7}"
    cell = re.search(_FILLED % (b"(" + wanted + b")"), xml)
    return cell[1].decode() if cell else None


def column_number(letters: bytes) -> int:
    """The number of a column from 1.

    >>> column_number(b"A"), column_number(b"AB")
    (1, 28)
    """
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number


def valueless(content: bytes) -> Mapping[str, frozenset[tuple[int, int]]]:
    """By sheet, the cells with a formula and no value, or an error; rows and columns from nought.

    A program that writes workbooks does not reckon; what it wrote has no values until a spreadsheet
    has saved it.
    """
    with ZipFile(io.BytesIO(content)) as archive:
        parts = {*archive.namelist()}
        if not {_BOOK, _RELATIONS} <= parts:
            return {}
        return {
            name: frozenset(_valueless(archive.read(part)))
            for name, part in _parts(archive)
            if part in parts
        }


def _parts(archive: ZipFile) -> Iterator[tuple[str, str]]:
    """The part of each sheet, by its name."""
    from html import unescape

    relations = archive.read(_RELATIONS).decode("utf-8", "replace")
    each = [match[0] for match in _RELATION.finditer(relations)]
    targets = {_attribute(relation, "Id"): _attribute(relation, "Target") for relation in each}
    for sheet in _NAMED.finditer(archive.read(_BOOK).decode("utf-8", "replace")):
        target = targets.get(_attribute(sheet[0], r"\w+:id"), "")
        part = target[1:] if target.startswith("/") else f"xl/{target}"
        yield unescape(_attribute(sheet[0], "name")), part


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"\s{name}\s*=\s*[\"']([^\"']*)", tag)
    return found[1] if found else ""


def _valueless(xml: bytes) -> Iterator[tuple[int, int]]:
    if b"<f" not in xml and b't="e"' not in xml and b":f" not in xml:
        return
    for letters, row, attributes, inside in _CELL.findall(xml):
        is_text = b't="str"' in attributes  # which may be no text at all
        is_formula = (b"<f" in inside or b":f" in inside) and not is_text
        if b't="e"' in attributes or (is_formula and not _VALUE.search(inside)):
            yield int(row) - 1, column_number(letters) - 1

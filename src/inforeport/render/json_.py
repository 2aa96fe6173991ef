"""A page as JSON for other programs: English keys, exact numbers, `"schema": 1` on top.

Pictures are named, not included.
"""

from datetime import date
from decimal import Decimal

import msgspec

from inforeport.documents.page import (
    Block,
    Cell,
    Column,
    Day,
    Ends,
    Field,
    Form,
    Graph,
    Heading,
    Page,
    PageBreak,
    Paragraph,
    Picture,
    Several,
    Table,
)
from inforeport.figures import exact
from inforeport.render.text import cell_text, shown

SCHEMA = 1

_Tree = dict[str, object]


def draw(page: Page, language: str) -> bytes:
    """The whole page as one object and a line feed; texts are in `language`."""
    tree = {
        "schema": SCHEMA,
        "title": shown(page.title, language),
        "issuer": shown(page.issuer, language),
        "day": page.day,
        **({"reference": page.reference} if page.reference else {}),
        "blocks": [_block(block, language) for block in page.blocks],
    }
    return msgspec.json.Encoder(decimal_format="number").encode(tree) + b"\n"


def _block(block: Block, language: str) -> _Tree:
    match block:
        case Heading(text, level):
            return {"type": "heading", "level": level, "text": shown(text, language)}
        case Paragraph(text, role):
            return {"type": "paragraph", "role": role, "text": shown(text, language)}
        case Ends(left, right, role):
            sides = shown(left, language), shown(right, language)
            return {"type": "ends", "role": role, "left": sides[0], "right": sides[1]}
        case Picture(_, name, caption):
            return {
                "type": "picture",
                "name": shown(name, language),
                "caption": shown(caption, language),
            }
        case PageBreak(turned, whose):
            more = {"turned": turned, "of": whose}
            return {"type": "page break", **{key: one for key, one in more.items() if one}}
        case Form(rows):
            said = [[_field(field, language) for field in row] for row in rows]
            return {"type": "form", "rows": said}
        case Table():
            return _table(block, language)


def _field(field: Field, language: str) -> _Tree:
    return {"label": shown(field.label, language), "value": shown(field.value, language)}


def _table(table: Table, language: str) -> _Tree:
    keys = [column.key for column in table.columns]
    return {
        "type": "table",
        "caption": shown(table.caption, language),
        "columns": [_column(column, language) for column in table.columns],
        "rows": [
            {key: _cell(cell, language) for key, cell in zip(keys, row, strict=True)}
            for row in table.rows
        ],
    }


def _column(column: Column, language: str) -> _Tree:
    over = {"over": shown(column.over, language)} if column.over else {}
    return {"key": column.key, **over, "head": shown(column.head, language)}


def _cell(cell: Cell, language: str) -> object:
    match cell:
        case Decimal():
            return exact(cell)
        case Day(day):
            return day
        case Graph(points):
            return [exact(figure) for _, figure in points]
        case Several(cells):
            return [_cell(one, language) for one in cells]
        case None | int() | date():
            return cell
        case _:
            return cell_text(cell, language)

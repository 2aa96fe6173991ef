"""A page as one HTML file: opens in any browser, on a telephone too, and prints on A4.

It asks for nothing from elsewhere and runs nothing: pictures and styles are in the file.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from html import escape
from pathlib import Path

from inforeport.documents.page import (
    Block,
    Cell,
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
    Table,
    kinds,
)
from inforeport.render.breaks import A4, A4_TURNED, placed
from inforeport.render.graphs import svg
from inforeport.render.heads import Head, head_rows, row_spans
from inforeport.render.text import paper_text, shown
from inforeport.words import Text, message

_STYLE = Path(__file__).with_name("paper.css")
_NUMBER = 12  # characters
_TAGS = {"title": "h1", "masthead name": "h1", "item title": "h2"}


def draw(page: Page, language: str) -> bytes:
    """The file in UTF-8; every text in it is escaped."""
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{"zh-CN" if language == "zh" else language}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta name="author" content="{_inline(page.issuer, language)}">',
        f'<meta name="date" content="{page.day.isoformat()}">',
        *([f'<meta name="identifier" content="{page.reference}">'] if page.reference else []),
        f"<title>{_inline(page.title, language)}</title>",
        f"<style>\n{_STYLE.read_text(encoding='utf-8')}</style>",
        "</head>",
        "<body>",
        *sections(page, language),
        "</body>",
        "</html>",
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def sections(page: Page, language: str) -> list[str]:
    """A section for each sheet of the paper: what begins a page begins one."""
    lines: list[str] = []
    for block in placed(page.blocks, language, A4, A4_TURNED):
        if isinstance(block, PageBreak):
            lines += ["</section>"] if lines else []
            lines.append('<section class="turned">' if block.turned else "<section>")
        else:
            lines += [] if lines else ["<section>"]
            lines.append(drawn(block, language))
    return [*(lines or ["<section>"]), "</section>"]


def drawn(block: Block, language: str) -> str:
    """One block."""
    match block:
        case Heading(text, level):
            place = f' id="{_inline(text, language)}"' if level == 1 else ""
            return f"<h{level + 1}{place}>{_lines(text, language)}</h{level + 1}>"
        case Paragraph(text, role, link):
            tag = _TAGS.get(role, "p")
            inside = _lines(text, language)
            inside = f'<a href="{escape(link)}">{inside}</a>' if link else inside
            return f'<{tag} class="{_name(role)}">{inside}</{tag}>'
        case Ends(left, right, role):
            sides = f"<span>{_lines(left, language)}</span> <span>{_lines(right, language)}</span>"
            return f'<p class="ends {_name(role)}">{sides}</p>'
        case Table():
            return _table(block, language)
        case Form(rows):
            return "\n".join(_form_row(row, language) for row in rows)
        case Picture():
            return _picture(block, language)
        case PageBreak():
            return ""


def _table(table: Table, language: str) -> str:
    sides = [
        f"{column.align} {kind}" if column.by_hand else column.align
        for column, kind in zip(table.columns, kinds(table), strict=True)
    ]
    head = "\n".join(_head(row) for row in head_rows(table.columns, language))
    spans = row_spans(table)
    body = "\n".join(_row(row, sides, language, spans.get(at)) for at, row in enumerate(table.rows))
    heads = (table.caption, table.unit_note or "")
    caption = "<br>".join(
        f'<span class="{name}">{_lines(text, language)}</span>'
        for text, name in zip(heads, ("caption", "unit-note"), strict=True)
        if text
    )
    return (
        '<div class="table"><table>'
        f"{f'<caption>{caption}</caption>' if caption else ''}\n"
        f"<thead>\n{head}\n</thead>\n<tbody>\n{body}\n</tbody>\n</table></div>"
    )


def _head(row: Sequence[Head]) -> str:
    cells = "".join(
        f'<th scope="{"colgroup" if one.across > 1 else "col"}"'
        f"{_over('colspan', one.across)}{_over('rowspan', one.down)}>{_br(one.text)}</th>"
        for one in row
    )
    return f"<tr>{cells}</tr>"


def _row(
    row: tuple[Cell, ...], sides: Sequence[str], language: str, spans: Mapping[int, int] | None
) -> str:
    """A row; `spans` are the rows that some cells go down, nought of one that another covers."""
    spans = spans or {}
    cells = "".join(
        _cell(cell, side, language, spans.get(at, 1))
        for at, (cell, side) in enumerate(zip(row, sides, strict=True))
        if spans.get(at, 1)
    )
    return f"<tr>{cells}</tr>"


def _cell(cell: Cell, side: str, language: str, down: int) -> str:
    text = paper_text(cell, language)
    inside = svg(cell) if isinstance(cell, Graph) else _br(text)
    whole = " figure" if isinstance(cell, Decimal | int | date | Day) or _is_number(text) else ""
    return f'<td class="{side}{whole}"{_over("rowspan", down)}>{inside}</td>'


def _is_number(text: str) -> bool:
    """Whether it is the number of a report, 2009-017, which no line breaks."""
    return text.isascii() and 0 < len(text) <= _NUMBER


def _over(name: str, count: int) -> str:
    return f' {name}="{count}"' if count > 1 else ""


def _form_row(row: tuple[Field, ...], language: str) -> str:
    """A table of its own, so that the fields of each row share the width as they need."""
    cells = "".join(
        f'<th scope="row">{_lines(one.label, language)}</th>'
        f'<td style="height: {one.lines * 2}em">{_lines(one.value, language)}</td>'
        for one in row
    )
    return f'<table class="form"><tbody><tr>{cells}</tr></tbody></table>'


def _picture(picture: Picture, language: str) -> str:
    from inforeport.files.picture import UnusablePictureError, printable

    try:
        fit = printable(picture.content)
    except UnusablePictureError as error:
        line = message(
            "[picture {name} could not be used: {reason}]", name=picture.name, reason=error.reason
        )
        return f'<p class="note">{_lines(line, language)}</p>'
    caption = _lines(picture.caption, language)
    return (
        f'<figure><img alt="{_inline(picture.caption or picture.name, language)}"'
        f' style="width: {fit.width:.1f}mm"'
        f' src="data:image/jpeg;base64,{b64encode(fit.content).decode()}">'
        f"{f'<figcaption>{caption}</figcaption>' if caption else ''}</figure>"
    )


def _lines(text: Text, language: str) -> str:
    return _br(shown(text, language))


def _br(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _inline(text: Text, language: str) -> str:
    return escape(shown(text, language).replace("\n", ""))


def _name(role: str) -> str:
    """The class of a role: `editor's note` is `editors-note`."""
    return role.replace("'", "").replace(" ", "-")

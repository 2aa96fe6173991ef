"""A page on which every role stands once, by name: to look at a template with.

It reports nothing.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import get_args

from inforeport.documents.chinese import day_words
from inforeport.documents.page import (
    Block,
    Column,
    Ends,
    Field,
    Form,
    Heading,
    Page,
    PageBreak,
    Paragraph,
    Role,
    Table,
)

_DAY = date(2009, 6, 3)
_OFFICE = "甲街道办事处"
_TOGETHER = {"signature", "foot", "annex mark", "caption"}  # set below, where they belong
_TEXT = "某" * 60


def sample_page() -> Page:
    """Every role with its name, a table, a form, a turned page and a foot."""
    return Page("样张", _OFFICE, _DAY, tuple(_blocks()))


def _blocks() -> Iterator[Block]:
    for role in get_args(Role):
        if role not in _TOGETHER:
            yield Paragraph(f"{role} {_TEXT}" if role == "body" else role, role)
    yield Ends("masthead ends", day_words(_DAY))
    yield Heading("一、heading 1")
    yield Heading("（一）heading 2", 2)
    yield Heading("1．heading 3", 3)
    yield Heading("（1）heading 4", 4)
    yield Paragraph(_TEXT)
    yield Paragraph("附件：1．annex list first\n2．annex list next", "annex list")
    yield Paragraph("signature", "signature")
    yield Paragraph(day_words(_DAY), "signature")
    for turned in (False, True):
        yield PageBreak(turned=turned)
        yield Paragraph("annex mark", "annex mark")
        yield _table("annex title")
    yield PageBreak()
    yield _table("caption")
    yield Form(
        ((Field("form label", "form value"), Field("form label")), (Field("form label", lines=4),))
    )
    yield Ends("form ends", "年　月　日", "form ends")
    yield Paragraph("抄送：foot", "foot")
    yield Ends("foot ends", f"{day_words(_DAY)}印发", "foot ends")


def _table(caption: str) -> Table:
    columns = (
        Column("unit", "table head", "left"),
        Column("base", "基础分", "right", "得分"),
        Column("total", "总分", "right", "得分"),
    )
    rows = (("table cell", Decimal(20), Decimal("31.5")), ("甲社区", Decimal(20), Decimal(-2)))
    return Table(caption, columns, rows, "unit note")

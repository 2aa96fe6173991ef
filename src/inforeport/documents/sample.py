"""A page on which every role stands once, by name: to look at a template with.

It reports nothing.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import get_args

from msgspec import Struct

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


def sample_page(called: Mapping[str, str] | None = None) -> Page:
    """Every role with its name, a table, a form, a turned page and a foot.

    Roles are called as `called` has them, else by themselves.
    """
    return Page("样张", _OFFICE, _DAY, tuple(_Sample(called or {}).blocks()))


class _Sample(Struct, frozen=True):
    called: Mapping[str, str]

    def name(self, role: str) -> str:
        """What a role is called."""
        return self.called.get(role, role)

    def blocks(self) -> Iterator[Block]:
        """The text, and what stands below it and behind it."""
        for role in get_args(Role):
            if role not in _TOGETHER:
                name = self.name(role)
                yield Paragraph(f"{name} {_TEXT}" if role == "body" else name, role)
        yield Ends(self.name("masthead ends"), day_words(_DAY))
        yield Heading(f"一、{self.name('heading 1')}")
        yield Heading(f"（一）{self.name('heading 2')}", 2)
        yield Heading(f"1．{self.name('heading 3')}", 3)
        yield Heading(f"（1）{self.name('heading 4')}", 4)
        yield Paragraph(_TEXT)
        first, following = self.name("annex list first"), self.name("annex list next")
        yield Paragraph(f"附件：1．{first}\n2．{following}", "annex list")
        yield Paragraph(self.name("signature"), "signature")
        yield Paragraph(day_words(_DAY), "signature")
        yield from self.behind()

    def behind(self) -> Iterator[Block]:
        """Annexes upright and turned, a form, the foot."""
        for turned in (False, True):
            yield PageBreak(turned=turned)
            yield Paragraph(self.name("annex mark"), "annex mark")
            yield self.table("annex title")
        yield PageBreak()
        yield self.table("caption")
        label, value = self.name("form label"), self.name("form value")
        yield Form(((Field(label, value), Field(label)), (Field(label, lines=4),)))
        yield Ends(self.name("form ends"), "年　月　日", "form ends")
        yield Paragraph(f"抄送：{self.name('foot')}", "foot")
        yield Ends(self.name("foot ends"), f"{day_words(_DAY)}印发", "foot ends")

    def table(self, caption: str) -> Table:
        """A small table with heads over heads."""
        columns = (
            Column("unit", self.name("table head"), "left"),
            Column("base", "基础分", "right", "得分"),
            Column("total", "总分", "right", "得分"),
        )
        rows = (
            (self.name("table cell"), Decimal(20), Decimal("31.5")),
            ("甲社区", Decimal(20), Decimal(-2)),
        )
        return Table(self.name(caption), columns, rows, self.name("unit note"))

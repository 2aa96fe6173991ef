"""The roster of the people who write for the units (信息员名册), and who has named nobody."""

from inforeport.documents.chinese import day_words, listed
from inforeport.documents.page import (
    Block,
    Cell,
    Column,
    Page,
    PageBreak,
    Paragraph,
    Table,
    trimmed,
)
from inforeport.model import Reporter
from inforeport.model.papers import Material

_SPARE = ("phone", "mobile", "email")
"""Columns that are left out where nothing stands in them."""


def page(material: Material) -> Page:
    """One table in the order of the register; contacts only where they were asked for."""
    writer = material.circular_terms.writer
    title = f"{writer}名册"
    people = {unit.name: list[Reporter]() for unit in material.units}
    for one in material.reporters:
        people.setdefault(one.unit, []).append(one)
    blocks: list[Block] = []
    if material.reporters:
        blocks.append(_table(people, writer, contacts=material.wanted.contacts))
    if nobody := [unit for unit, its in people.items() if not its]:
        blocks.append(Paragraph(f"尚未报送{writer}名单的单位：{listed(nobody)}。", "note"))
    if blocks:
        blocks = [PageBreak(turned=None, loose=True), Paragraph(title, "title"), *blocks]
        blocks.append(Paragraph(f"统计日期：{day_words(material.day)}", "note"))
    return Page(title, material.office.name, material.day, tuple(blocks))


def _table(people: dict[str, list[Reporter]], writer: str, *, contacts: bool) -> Table:
    columns = [
        Column("no", "序号"),
        Column("unit", "单位", "left"),
        Column("name", f"{writer}姓名"),
        Column("post", "职务"),
        Column("remark", "备注"),
    ]
    if contacts:
        columns[4:4] = [
            Column("phone", "办公电话"),
            Column("mobile", "手机"),
            Column("email", "电子邮箱", "left"),
        ]
    every = [one for its in people.values() for one in its]
    kinds = any(one.kind for one in every)
    if kinds:
        columns.insert(3, Column("kind", "人员类别"))
    rows = [
        (place, *_row(one, contacts=contacts, kinds=kinds)) for place, one in enumerate(every, 1)
    ]
    return trimmed(Table("", tuple(columns), tuple(rows)), *_SPARE)


def _row(one: Reporter, *, contacts: bool, kinds: bool) -> tuple[Cell, ...]:
    reached = (one.phone, one.mobile, one.email) if contacts else ()
    return (one.unit, one.name, *((one.kind,) if kinds else ()), one.post, *reached, one.remark)

"""The blank form on which units name the people who write for them (信息报送人员登记表)."""

from collections.abc import Iterator, Sequence

from inforeport.documents.page import Block, Column, Ends, Page, PageBreak, Paragraph, Table
from inforeport.model.papers import Material

_TITLE = "信息报送人员登记表"
_PEOPLE = 5  # rows of one unit's form
_HEADS = {
    "no": "序号",
    "unit": "单位",
    "leader": "分管领导",
    "name": "{writer}姓名",
    "post": "职务",
    "phone": "办公电话",
    "mobile": "手机",
    "email": "电子邮箱",
    "remark": "备注",
}
_PRINTED = {"no", "unit"}


def page(material: Material) -> Page:
    """A row for each unit, to be filled in and stamped; or a sheet for each, or for the one."""
    writer = material.circular_terms.writer
    columns = tuple(
        Column(key, head.format(writer=writer), by_hand=key not in _PRINTED)
        for key, head in _HEADS.items()
    )
    if material.wanted.each or material.wanted.unit:
        sheets = tuple(block for unit in material.units for block in _sheet(unit.name, columns))
        return Page(_TITLE, material.office.name, material.day, sheets)
    columns = columns[:-1]  # beside the units there is no room for remarks to be written
    blank = (None,) * (len(columns) - 2)
    rows = tuple((place, unit.name, *blank) for place, unit in enumerate(material.units, 1))
    blocks = (PageBreak(turned=None, loose=True), *_form("", Table("", columns, rows)))
    return Page(_TITLE, material.office.name, material.day, blocks if rows else ())


def _sheet(unit: str, columns: Sequence[Column]) -> Iterator[Block]:
    """The form of one unit, with room for some people."""
    own = tuple(column for column in columns if column.key != "unit")
    rows = tuple((place, *(None,) * (len(own) - 1)) for place in range(1, _PEOPLE + 1))
    yield PageBreak(turned=None, of=unit)
    yield from _form(unit, Table("", own, rows))


def _form(unit: str, table: Table) -> Iterator[Block]:
    yield Paragraph(_TITLE, "title")
    yield Ends(f"填报单位（盖章）：{unit}", "填表日期：　　　　年　　月　　日", "form ends")
    yield table
    yield Ends("填表人：　　　　　　", "联系电话：　　　　　　　　", "form ends")

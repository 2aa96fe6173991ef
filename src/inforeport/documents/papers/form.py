"""The blank form on which units name the people who write for them (信息报送人员登记表)."""

from inforeport.documents.page import Block, Column, Ends, Page, PageBreak, Paragraph, Table
from inforeport.model.papers import Material

_TITLE = "信息报送人员登记表"
_HEADS = {
    "no": "序号",
    "unit": "单位",
    "leader": "分管领导",
    "name": "{writer}姓名",
    "post": "职务",
    "phone": "办公电话",
    "mobile": "手机",
    "email": "电子邮箱",
}
_PRINTED = {"no", "unit"}


def page(material: Material) -> Page:
    """A row for each unit, to be filled in and stamped."""
    writer = material.circular_terms.writer
    columns = tuple(
        Column(key, head.format(writer=writer), by_hand=key not in _PRINTED)
        for key, head in _HEADS.items()
    )
    blank = (None,) * (len(columns) - 2)
    rows = tuple((place, unit.name, *blank) for place, unit in enumerate(material.units, 1))
    blocks: tuple[Block, ...] = (
        PageBreak(turned=None, loose=True),
        Paragraph(_TITLE, "title"),
        Ends("填报单位（盖章）：", "填表日期：　　　　年　　月　　日", "form ends"),
        Table("", columns, rows),
        Ends("填表人：　　　　　　", "联系电话：　　　　　　　　", "form ends"),
    )
    return Page(_TITLE, material.office.name, material.day, blocks if rows else ())

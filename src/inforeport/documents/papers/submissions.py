"""The register of what arrived in a period (信息报送登记表), and what came of it until today."""

from collections import defaultdict

from inforeport.counts import Names
from inforeport.documents.chinese import day_within, day_words, period_words
from inforeport.documents.material import Material
from inforeport.documents.page import Block, Column, Ends, Page, PageBreak, Paragraph, Table
from inforeport.documents.used import uses_told
from inforeport.model import Adoption, Submission

_HEADS = {
    "no": "序号",
    "ref": "编号",
    "received": "日期",
    "unit": "单位",
    "title": "标题",
    "form": "体裁",
    "used": "采用情况",
}
_LEFT = {"unit", "title", "used"}


def page(material: Material) -> Page:
    """One row for each report in order of arrival; without blocks where none arrived."""
    title = f"{period_words(material.period)}信息报送登记表"
    who, when = f"填写单位：{material.office.name}", f"登记时间：{day_words(material.day)}"
    blocks: tuple[Block, ...] = (
        PageBreak(turned=True),  # titles and uses are long
        Paragraph(title, "title"),
        Ends(who, when, "form ends"),
        _register(material),
    )
    return Page(title, material.office.name, material.day, blocks if material.submissions else ())


def _register(material: Material) -> Table:
    uses: dict[int, list[Adoption]] = defaultdict(list)
    for use in material.uses_of_sent:
        uses[use.submission].append(use)
    names = material.counts.names
    words = {**names.levels, **names.forms}
    columns = tuple(
        Column(key, head, "left" if key in _LEFT else "centre") for key, head in _HEADS.items()
    )
    period = material.period
    rows = tuple(
        (
            *(place, one.label, day_within(period, one.received), one.unit, one.title),
            *(_form(one, names), _came_of(one, uses_told(uses[one.id], words, period))),
        )
        for place, one in enumerate(material.submissions, 1)
    )
    return Table("", columns, rows)


def _form(one: Submission, names: Names) -> str | None:
    """Its form, else its kind, in the scheme's words."""
    if one.form:
        return names.forms.get(one.form, one.form)
    return names.kinds.get(one.kind or "", one.kind)


def _came_of(one: Submission, used: str) -> str:
    return "已撤回" if one.withdrawn else used or "未采用"

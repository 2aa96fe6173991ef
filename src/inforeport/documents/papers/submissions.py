"""The register of what arrived in a period (信息报送登记表), and what came of it until today."""

from collections import defaultdict

from inforeport.documents.chinese import day_words, period_words, told_day
from inforeport.documents.manner import manner_of
from inforeport.documents.page import (
    Block,
    Cell,
    Column,
    Ends,
    Page,
    PageBreak,
    Paragraph,
    Several,
    Table,
    trimmed,
)
from inforeport.documents.tallies import aside
from inforeport.documents.used import head, only_filled, printed_cells, printed_columns, uses_told
from inforeport.model import Adoption, Submission
from inforeport.model.counts import Names
from inforeport.model.papers import Material


def page(material: Material) -> Page:
    """One row for each report in order of arrival; without blocks where none arrived."""
    title = f"{period_words(material.period)}信息报送登记表"
    who, when = f"填写单位：{material.office.name}", f"登记时间：{day_words(material.day)}"
    blocks: tuple[Block, ...] = (
        PageBreak(turned=None, loose=True),  # titles and uses are long
        Paragraph(title, "title"),
        # below a table of many pages it would stand alone on the last
        *(Paragraph(one, "note") for one in aside(material, material.counts)),
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
    period = material.period
    rows = tuple(
        (
            *(place, report.label, told_day(period, report.received), report.unit, report.title),
            *(_form(report, names), *printed_cells(report, words)),
            _came_of(report, uses_told(uses[report.id], words, material)),
        )
        for place, report in enumerate(material.submissions, 1)
    )
    table = only_filled(Table("", _columns(), rows))
    return trimmed(table, "form") if manner_of(material).trims else table


def _columns() -> tuple[Column, ...]:
    return (
        Column("no", "序号"),
        Column("ref", head("ref")),
        Column("received", "日期"),
        Column("unit", head("unit"), "left"),
        Column("title", head("title"), "left"),
        Column("form", head("form")),
        *printed_columns(),
        Column("used", "采用情况", "left"),
    )


def _form(report: Submission, names: Names) -> str | None:
    """Its form, else its kind, in the scheme's words."""
    if report.form:
        return names.forms.get(report.form, report.form)
    return names.kinds.get(report.kind or "", report.kind)


def _came_of(report: Submission, used: Several) -> Cell:
    return "已撤回" if report.withdrawn else used

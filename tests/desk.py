"""The lists of an office as they lie on the desk, written as files, with what must come of them.

`samples/desk/ledger.txt` holds the rows and the truth, `workbook` writes them with all that such a
list has: a title over it, merged and blank cells, real days and written ones, a head over two
lines, colours, comments, totals and notes.
"""

import io
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

LEDGER = Path(__file__).parent / "samples" / "desk" / "ledger.txt"
LEVELS = {"街道": "street", "区委": "district", "市委": "city"}
HEAD = ("序号", "报送单位", "信息标题", "报送日期", "报送方式", "采用情况", "备注")
FORMATS = {"date": 'm"月"d"日"', "date2": "m/d"}


class Entry(NamedTuple):
    """A row of the ledger as it is written, and what must come of it."""

    sheet: str
    unit: str
    title: str
    day: str
    channel: str
    use: str
    remark: str
    verdict: str
    its_unit: str
    its_day: str
    its_uses: str

    @property
    def uses(self) -> list[tuple[str, str | None]]:
        """The level and the form of each use that must come of it."""
        each = [one.split() for one in self.its_uses.split(" + ")] if self.its_uses else []
        return [(one[0], one[1] if len(one) > 1 else None) for one in each]


def entries() -> list[Entry]:
    """The rows, in the order of the list."""
    lines = LEDGER.read_text(encoding="utf-8").splitlines()
    return [_entry(line) for line in lines if not line.startswith("#")]


def _entry(line: str) -> Entry:
    written, _, truth = line.partition("=>")
    left = [one[1:-1] for one in f" {written}".split("|")]  # a blank in a name is meant
    right = [one.strip() for one in f"{truth} | | | ".split("|")]
    return Entry(*left[:7], *right[:4])


class Day(NamedTuple):
    """A real date, and the format in which it is shown."""

    day: date
    shown: str


Value = str | float | Day | None


class Grid(NamedTuple):
    """A sheet as it is to be written: its rows, and which cells are one (row and column, twice)."""

    name: str
    rows: list[list[Value]]
    merged: list[tuple[int, int, int, int]]


def ledger() -> list[Grid]:
    """The sheets of 信息台账."""
    return [_grid(name, [*its]) for name, its in groupby(entries(), lambda one: one.sheet)]


def _grid(name: str, its: Sequence[Entry]) -> Grid:
    """A sheet: title, empty line, head, rows, the sum, two empty lines, a note."""
    is_july = name == "7月"
    title = "某街道2009年7月信息报送登记台账" if is_july else "某街道信息报送登记台账"
    width = len(HEAD) + 2 * is_july
    merged = [(0, 0, 0, width - 1)]
    rows: list[list[Value]] = [[title], []]
    if is_july:
        rows += [[*HEAD[:6], None, None, HEAD[6]], [*[None] * 5, *LEVELS]]
        merged += [(2, 5, 2, 7), *((2, at, 3, at) for at in (0, 1, 2, 3, 4, 8))]
    else:
        rows.append([*HEAD])
    for unit, group in groupby(enumerate(its, 1), lambda one: one[1].unit):
        first = len(rows)
        for number, one in group:
            named = unit if len(rows) == first else None
            uses = _marks(one.use) if is_july else [one.use or None]
            rows.append([number, named, *_told(one), *uses, one.remark or None])
        if name != "6月" and len(rows) - 1 > first:  # in June it is written once, and not merged
            merged.append((first, 1, len(rows) - 1, 1))
    note = f"注：{name}报送情况以收到时间为准。"
    return Grid(name, [*rows, ["合计", None, f"{len(its)}篇"], [], [], [note]], merged)


def _told(one: Entry) -> list[Value]:
    return [one.title.replace("\\n", "\n"), _day(one.day), one.channel]


def _day(written: str) -> Value:
    kind, _, text = written.partition(" ")
    if kind in FORMATS:
        return Day(date.fromisoformat(text), FORMATS[kind])
    return float(text) if kind == "number" else text or None


def _marks(use: str) -> list[Value]:
    """What stands below each level: 街道=√ 区委=整篇."""
    told = dict(one.split("=") for one in use.split())
    return [told.get(level) for level in LEVELS]


def staff() -> list[Grid]:
    """通讯员名单: units and reporters in one list, telephones as people write them."""
    head = ["序号", "单位", "类别", "姓名", "职务", "办公电话", "手机", "邮箱"]
    rows: list[list[Value]] = [
        ["通讯员名单"],
        [*head],
        [1, "甲社区", "社区", "信息员甲", "文书", 88880001, 13800138001, "jia@example.org"],
        [2, None, None, "信息员乙", "主任", "8888 0001", "138 0013 8002", None],
        [3, "壬科室", "部门", "信息员丙", "科员", "0571-88880003", "１３８００１３８００３", None],
    ]
    return [Grid("名单", rows, [(0, 0, 0, 7), (2, 1, 3, 1), (2, 2, 3, 2)])]


def xlsx(grids: Sequence[Grid]) -> bytes:
    """The sheets as .xlsx, with a colour and a comment that say something to people only."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for grid in grids:
        sheet = book.create_sheet(grid.name)
        for row, column, value in _cells(grid):
            cell = sheet.cell(row + 1, column + 1, value.day if isinstance(value, Day) else value)
            if isinstance(value, Day):
                cell.number_format = value.shown
        for first, left, last, right in grid.merged:
            sheet.merge_cells(None, first + 1, left + 1, last + 1, right + 1)
        sheet.cell(len(grid.rows) // 2, 3).fill = PatternFill("solid", fgColor="FFFF00")
        sheet.cell(len(grid.rows) // 2, 3).comment = Comment("迟报", "办公室")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls(grids: Sequence[Grid]) -> bytes:
    """The same as .xls."""
    import xlwt

    book = xlwt.Workbook()
    for grid in grids:
        sheet: Any = book.add_sheet(grid.name)
        tops = {(first, left): (last, right) for first, left, last, right in grid.merged}
        for row, column, value in _cells(grid):
            given = value.day if isinstance(value, Day) else value
            shown = value.shown if isinstance(value, Day) else "General"
            style = xlwt.easyxf(num_format_str=shown)
            if (row, column) in tops:
                last, right = tops[row, column]
                sheet.write_merge(row, last, column, right, given, style)
            else:
                sheet.write(row, column, given, style)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def html(grids: Sequence[Grid]) -> bytes:
    """The same as an old office system gives it out: tables in GBK, called .xls."""
    tables = "".join(f"<table border=1>{''.join(_lines(grid))}</table>" for grid in grids)
    head = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
    return f"<html><head>{head}</head><body>{tables}</body></html>".encode("gb18030")


def _lines(grid: Grid) -> Iterator[str]:
    tops = {(first, left): (last, right) for first, left, last, right in grid.merged}
    covered = {
        (row, column)
        for first, left, last, right in grid.merged
        for row in range(first, last + 1)
        for column in range(left, right + 1)
    } - {*tops}
    for row, cells in enumerate(grid.rows):
        told = []
        for column, value in enumerate(cells):
            last, right = tops.get((row, column), (row, column))
            span = f' rowspan="{last - row + 1}" colspan="{right - column + 1}"'
            if (row, column) not in covered:
                told.append(f"<td{span}>{_shown(value)}</td>")
        yield f"<tr>{''.join(told)}</tr>"


def _shown(value: Value) -> str:
    """A cell as a page shows it."""
    if isinstance(value, Day):
        return f"{value.day.month}月{value.day.day}日"
    if isinstance(value, float | int):
        return f"{value:.10g}"
    return (value or "").replace("\n", "<br>")


def _cells(grid: Grid) -> Iterator[tuple[int, int, Value]]:
    for row, cells in enumerate(grid.rows):
        for column, value in enumerate(cells):
            if value is not None:
                yield row, column, value

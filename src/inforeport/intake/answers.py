"""A list of what units say of an issue of the bulletin: that it came, that it was read.

A row names a unit; its columns tell days, or nothing but a mark. Which units there are is not known
here.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from inforeport.days import listed_day
from inforeport.errors import FormatNotRead, ListRefused, NotADay
from inforeport.fields import UNIT
from inforeport.fields.heads import MARKS, TOTALS, UNUSED
from inforeport.intake.kind import Kind, kind
from inforeport.intake.letters import is_list, sheets
from inforeport.intake.rows import Row, Sheet, is_blank
from inforeport.model import Problem
from inforeport.model.letters import Letter
from inforeport.model.reading import Answer
from inforeport.text import fold, one_line, plain
from inforeport.words import message

_DAYS = ("received", "read")
_HEADS: Mapping[str, Sequence[str]] = {
    "unit": (*("unit", "单位"), *UNIT.named("name").also, "学校", "学校名称"),
    "received": ("received", "查收", "查收日期", "查收时间", "签收", "签收日期", "收到日期"),
    "read": ("read", "阅知", "阅知日期", "阅知时间", "领导阅知", "领导阅知日期", "传阅日期"),
    "reader": ("reader", "阅知人", "阅知领导", "领导姓名"),
}
_KEYS = {fold(name): key for key, names in _HEADS.items() for name in names}
_ENDINGS = (".csv", ".xlsx", ".xls", ".et", ".ods")


def answers(content: bytes, file: str, verb: str, on: date) -> list[Answer]:
    """What each row says. A mark stands for the day `on`, a list without columns for the `verb`.

    Raises `FormatNotRead`, what reading a list raises, or `ListRefused` with every mistake.
    """
    told = kind(content, file)
    letter = Letter(name=file, kind=Kind.CSV if told is Kind.TEXT else told, content=content)
    if not is_list(letter):
        raise FormatNotRead(file=file, endings=_ENDINGS)
    every = [one for sheet in sheets(letter, None) for one in _of_sheet(sheet, file, verb, on)]
    problems = tuple(one for one in every if isinstance(one, Problem))
    if not every:
        what = message("no row below a head with the column 单位 is in it")
        problems = (Problem(file, "empty", what),)
    if problems:
        raise ListRefused(problems=problems, count=len(problems))
    return [one for one in every if isinstance(one, Answer)]


def _of_sheet(sheet: Sheet, file: str, verb: str, on: date) -> Iterator[Answer | Problem]:
    """The rows below the first that names the column of units."""
    columns: dict[str, int] = {}
    for row in sheet.rows:
        if not columns:
            keys = {_KEYS.get(fold(cell)): at for at, cell in enumerate(row.cells)}
            columns = {key: at for key, at in keys.items() if key} if "unit" in keys else {}
        elif not row.is_blank:
            cells = {key: _cell(row, at) for key, at in columns.items()}
            if not {*_DAYS} & cells.keys():
                cells[verb] = MARKS[0]
            if cells["unit"] and cells["unit"] not in TOTALS:
                at = f"{sheet.name}!{row.number}" if sheet.name else row.number
                yield _answer(cells, f"{file}:{at}", on)


def _cell(row: Row, at: int) -> str:
    cell = row.cells[at] if at < len(row.cells) else ""
    return "" if is_blank(cell) else one_line(cell)


def _answer(cells: Mapping[str, str], place: str, on: date) -> Answer | Problem:
    try:
        days = {key: _day(cells.get(key, ""), on) for key in _DAYS}
    except NotADay as error:
        return Problem(place, error.code, error.message)
    reader = cells.get("reader") or None
    return Answer(unit=cells["unit"], place=place, reader=reader if days["read"] else None, **days)


def _day(cell: str, on: date) -> date | None:
    """The day in a cell; `on` for a mark, none for what says that there was none."""
    if cell in UNUSED:
        return None
    return on if cell in MARKS else listed_day(plain(cell).partition(" ")[0], on)

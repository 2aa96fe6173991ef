"""The sheets of a workbook, read by calamine in a process of its own, for the process may die.

A hostile file can make calamine ask for all memory there is, which ends the process that asks, or
go round in circles (tafia/calamine#693 is one such case). So this file is also a script: it takes a
workbook on stdin, within bounds of memory and time, and gives its sheets on stdout as JSON. It
imports nothing of ours, to start quickly; `sheets` is what the rest of the program calls.
"""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

ASKED = "__workbook"
"""How a program that is its own interpreter is asked to run this file."""

MEMORY = 600_000_000
"""The most memory that the process may ask for, in bytes; where the system knows such a bound."""

LOCKED, UNREADABLE = 3, 4
"""The statuses of a process that said what is wrong."""

_MONTHS = 13
_BIG = 10**15  # beyond it a cell has lost digits


class Raw(msgspec.Struct, array_like=True, frozen=True):
    """A sheet: its rows from the first one on, as text, and what is merged, by rows and columns.

    `shorn` are the cells of a figure such as 5.1, which may have been written 5.10.
    """

    name: str
    hidden: bool
    rows: list[list[str]]
    merged: list[tuple[int, int, int, int]]
    shorn: list[tuple[int, int]]


class DiedError(Exception):
    """The process that read a workbook ended without an answer; `status` is what it ended with."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def sheets(content: bytes) -> list[Raw]:
    """The sheets of an .xlsx, .xls, .et or .ods, with numbers from nought. Raises `DiedError`."""
    seconds = 4 + len(content) // 1_000_000
    command = (*_reader(), str(seconds))
    try:
        ran = subprocess.run(  # noqa: S603  this file, with the interpreter that runs it
            command, input=content, capture_output=True, check=False, timeout=10 * seconds
        )
    except subprocess.TimeoutExpired:
        raise DiedError(UNREADABLE) from None
    if ran.returncode:
        raise DiedError(ran.returncode)
    return msgspec.json.decode(ran.stdout, type=list[Raw])


def _reader() -> tuple[str, ...]:
    """What runs this file; a folder made by PyInstaller has no interpreter but the program."""
    if getattr(sys, "frozen", False):
        return sys.executable, ASKED
    return sys.executable, "-P", str(Path(__file__))


def _read(content: bytes) -> Iterator[Raw]:
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    for number, about in enumerate(book.sheets_metadata):
        if about.typ is python_calamine.SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_index(number)
            hidden = about.visible is not python_calamine.SheetVisibleEnum.Visible
            rows = sheet.to_python(skip_empty_area=False) if sheet.start else []
            merged = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
            shorn = [
                (at, column)
                for at, row in enumerate(rows)
                for column, cell in enumerate(row)
                if isinstance(cell, float) and _is_shorn(cell)
            ]
            yield Raw(about.name, hidden, [[*map(text, row)] for row in rows], merged, shorn)


def text(cell: Any) -> str:
    """What stands in a cell: a day as 2009-05-08, a figure without closing noughts.

    >>> text(13800138000.0), text(5.8), text(datetime(2009, 5, 8, 9, 30)), text(True)
    ('13800138000', '5.8', '2009-05-08 09:30', 'true')
    """
    match cell:
        case str():
            return cell
        case bool():
            return "true" if cell else "false"
        case int():  # as .xls has them
            return str(cell)
        case float():
            is_whole = cell.is_integer() and abs(cell) < _BIG
            return f"{cell:.0f}" if is_whole else f"{Decimal(repr(cell)):f}"
        case datetime():
            return cell.isoformat(" ", "seconds" if cell.second else "minutes")
        case date():
            return cell.isoformat()
        case timedelta():
            return str(cell)
        case _:
            return cell.isoformat("minutes") if cell is not None else ""


def _is_shorn(figure: float) -> bool:
    """Whether a figure may be a day of a month whose closing nought is gone: 5.1 of 5.10."""
    return 1 <= figure < _MONTHS and round(figure % 1, 9) in {0.1, 0.2, 0.3}


def _bounded(seconds: int) -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(seconds: str) -> None:
    """Answer and end the process, whatever state calamine left it in."""
    status = _main(int(seconds))
    sys.stdout.flush()
    os._exit(status)


def _main(seconds: int) -> int:
    _bounded(seconds)
    content = sys.stdin.buffer.read()
    try:
        answer = msgspec.json.encode([*_read(content)])
    except BaseException as error:  # noqa: BLE001  also a panic of calamine, which is no Exception
        return LOCKED if type(error).__name__ == "PasswordError" else UNREADABLE
    sys.stdout.buffer.write(answer)
    return 0


if __name__ == "__main__":
    run(sys.argv[1])

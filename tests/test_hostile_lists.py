"""Lists from strangers, made to do harm or broken on the way: refused or read, and never worse."""

import io
import random
import re
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import desk
from conftest import Program, made_once
from damaged import changed
from inforeport.errors import (
    EncodingUnclear,
    FormatNotRead,
    HeaderMistakes,
    InforeportError,
    WorkbookUnusable,
)
from inforeport.fields import SUBMISSION
from inforeport.intake import Asked, drafts, imported, letter
from inforeport.model.letters import Letter
from shell import shell
from test_desk import TODAY, WORDS

HEAD = ["单位", "标题", "报送时间"]
GOOD = ["甲社区", "甲社区召开动员大会", "2009-05-08"]
MAPPED = (EncodingUnclear, FormatNotRead, HeaderMistakes, WorkbookUnusable)
ASKED = Asked(today=TODAY, words=WORDS)
Parts = Mapping[str, bytes]


def workbook(rows: list[list[Any]], **cells: Any) -> bytes:
    """A workbook of one sheet with these rows, and what stands in single cells beside."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    for address, value in cells.items():
        book.worksheets[0][address] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(its: Parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in its.items():
            archive.writestr(name, content)
    return out.getvalue()


def why(content: bytes, name: str = "台账.xlsx") -> str:
    """What is said of a file that is refused, which is soon."""
    begun = time.monotonic()
    with pytest.raises(WorkbookUnusable) as raised:
        letter(content, name, ASKED)
    assert time.monotonic() - begun < 5
    return str(raised.value.facts["why"])


# Workbooks


SHEET = "xl/worksheets/sheet1.xml"
ENTITY = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


def far(address: str) -> bytes:
    return workbook([HEAD, GOOD], **{address: 1})


def swollen() -> bytes:
    """A part of 100 MB in a file of a hundred thousandth."""
    its = parts(workbook([HEAD, GOOD]))
    return packed(
        its | {SHEET: its[SHEET].replace(b"</sheetData>", b" " * 10**8 + b"</sheetData>")}
    )


def with_doctype() -> bytes:
    its = parts(workbook([HEAD, GOOD]))
    return packed(its | {SHEET: ENTITY + its[SHEET].partition(b"?>")[2]})


def macros() -> bytes:
    return packed(parts(workbook([HEAD, GOOD])) | {"xl/vbaProject.bin": b"x"})


def repeated() -> bytes:
    """One text of 30,000 signs in 40,000 cells: a megabyte that wants a thousand."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 40_000))
    its = parts(workbook([HEAD, GOOD]))
    strings = f"<sst><si><t>{'a' * 30_000}</t></si></sst>"
    sheet = re.sub(
        rb"<sheetData>.*</sheetData>", b"<sheetData>%b</sheetData>" % rows.encode(), its[SHEET]
    )
    return packed(its | {"xl/sharedStrings.xml": strings.encode(), SHEET: sheet})


def open_workbook(rows: list[list[str]], repeated: int = 1) -> bytes:
    """An .ods with these rows, each of whose cells says that it is there so many times."""
    cell = (
        f'<table:table-cell table:number-columns-repeated="{repeated}"'
        ' office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    )
    lines = "".join(
        f'<table:table-row table:number-rows-repeated="{repeated}">'
        f"{''.join(cell.format(one) for one in row)}</table:table-row>"
        for row in rows
    )
    names = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(f'xmlns:{one}="{names}:{one}:1.0"' for one in ("office", "table", "text"))
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="a">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    its = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content,
        "META-INF/manifest.xml": f"<manifest:manifest xmlns:manifest='{names}:manifest:1.0'/>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in its.items():
            archive.writestr(name, part)
    return out.getvalue()


def old_workbook(mark: bytes, behind: int, value: int) -> bytes:
    """An .xls with another figure so many bytes behind a mark."""
    good = desk.xls(desk.ledger())
    at = good.index(mark) + behind
    return good[:at] + value.to_bytes(4, "little") + good[at + 4 :]


DIMENSIONS = b"\x00\x02\x0e\x00"
"""How the record begins that says how many rows and columns a sheet has."""

HARMFUL: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "a cell as far out as there are cells": (lambda: far("XFD1048576"), "far out in XFD1048576"),
    "a cell far below": (lambda: far("C300000"), "far out in C300000"),
    "a cell far to the right": (lambda: far("XFD900"), "far out in XFD900"),
    "a part that is far too large": (swollen, "too large"),
    "an entity from outside": (with_doctype, "DOCTYPE"),
    "macros": (macros, "macros"),
    "one text in very many cells": (repeated, "far too large"),
    "one cell of very many": (lambda: open_workbook([HEAD], repeated=10**6), "damaged"),
    "the end of a file is not there": (lambda: workbook([HEAD, GOOD])[:-200], "damaged"),
    "more rows than there is memory": (
        lambda: old_workbook(DIMENSIONS, 8, 0xFFFFFFFF),
        "far too large",
    ),
    "sectors that lead in a circle": (lambda: old_workbook(b"\xd0\xcf", 68, 0), ""),
}


@cache
def harmful(name: str) -> bytes:
    """The file of that name, made once."""
    return HARMFUL[name][0]()


@pytest.mark.parametrize("name", HARMFUL)
def test_bar_45_a_workbook_that_would_do_harm_is_refused_soon(name: str) -> None:
    assert HARMFUL[name][1] in why(harmful(name))


@pytest.mark.skipif(sys.platform != "linux", reason="memory has its bounds there")
@pytest.mark.parametrize("name", HARMFUL)
def test_bar_45_the_whole_program_withstands_it_in_little_memory(
    office: Program, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(harmful(name))
    ran = shell(office.db, "submission", "import", path, memory=800_000_000)
    assert ran.status == 4, ran
    assert ran.err.startswith("inforeport: error[workbook]: 台账.xlsx cannot be read as a list: ")
    assert len(ran.err.splitlines()) == 2


def test_bar_45_a_formula_without_a_value_is_named_by_its_cell() -> None:
    content = workbook([["序号", *HEAD], ["=ROW()-1", *GOOD], [2, "=B2", "甲", "2009-05-09"]])
    read = imported(content, "台账.xlsx", Asked(today=TODAY, words=WORDS, fact="submission"))
    assert [one.record.title for one in read.drafts] == ["甲社区召开动员大会"]
    assert [(one.place, one.code) for one in read.problems] == [("台账.xlsx:3:单位", "no-value")]


def test_bar_45_what_is_called_a_workbook_and_is_a_text_is_read_as_what_it_is() -> None:
    content = f"{','.join(HEAD)}\n{','.join(GOOD)}\n".encode("gb18030")
    assert len(letter(content, "台账.xlsx", ASKED).pieces) == 1


def test_an_open_workbook_is_read() -> None:
    found = letter(open_workbook([HEAD, GOOD]), "台账.ods", ASKED)
    assert [dict(one.cells) for one in found.pieces] == [
        {"unit": "甲社区", "title": "甲社区召开动员大会", "received": "2009-05-08"},
    ]


def test_bar_45_a_cell_that_is_far_out_and_empty_does_no_harm() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook([HEAD, GOOD])))
    book.worksheets[0]["XFD1048576"].number_format = "0.00"
    out = io.BytesIO()
    book.save(out)
    assert len(letter(out.getvalue(), "台账.xlsx", ASKED).pieces) == 1


# Figures and days, typed, in CSV and in Excel

FIGURES = {
    "１２": 12,
    "12": 12,
    "1,200": 1200,
    "8篇": 8,
    " 7 ": 7,
    "8.0": 8,
    **dict.fromkeys(("②", "5_0", "−5", "1e3", "NaN", "٣", "1,20", "八", "1.5", "-1", "")),
}
DAYS = {
    "2009-5-8": date(2009, 5, 8),
    "2009.5.8": date(2009, 5, 8),
    "2009/5/8": date(2009, 5, 8),
    "20090508": date(2009, 5, 8),
    "2009年5月8日": date(2009, 5, 8),
    "２００９年５月８日": date(2009, 5, 8),
    "5/8": date(2009, 5, 8),
    "5.8": date(2009, 5, 8),
    "5月8日": date(2009, 5, 8),
    "5月8号": date(2009, 5, 8),
    **dict.fromkeys(("39941", "2009-W19-5", "2009-04-31", "4.31", "0209-05-08", "09-05-08", "8")),
}


def in_csv(rows: list[list[str]]) -> bytes:
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows).encode()


@pytest.mark.parametrize("write", [in_csv, workbook])
def test_bar_44_figures_are_read_alike_in_every_list(write: Callable[..., bytes]) -> None:
    cells = [["甲社区", f"第{at}篇", "2009-05-08", text] for at, text in enumerate(FIGURES)]
    asked = Asked(today=TODAY, words=WORDS, fact="submission")
    read = imported(write([[*HEAD, "字数"], *cells]), "台账", asked)
    its = {one.record.title: one.record.chars for one in read.drafts}
    wanted = {f"第{at}篇": n for at, (text, n) in enumerate(FIGURES.items()) if n or not text}
    assert its == wanted


@made_once
def with_a_unit(office: Program) -> Program:
    """An office with the unit that sends."""
    office.well("unit", "add", "甲社区", "--group", "社区")
    return office


@pytest.mark.parametrize("text", FIGURES)
def test_bar_44_figures_are_read_alike_where_they_are_typed(
    with_a_unit: Program, text: str
) -> None:
    ran = with_a_unit("submission", "add", "甲社区", "一", f"--chars={text}", "--dry-run")
    assert (ran.status == 0) == (FIGURES[text] is not None or not text)


@pytest.mark.parametrize("write", [in_csv, workbook])
def test_bar_44_days_are_read_alike_in_every_list(write: Callable[..., bytes]) -> None:
    cells = [["甲社区", f"第{at}篇", text] for at, text in enumerate(DAYS)]
    asked = Asked(today=TODAY, words=WORDS, fact="submission")
    read = imported(write([HEAD, *cells]), "台账", asked)
    wanted = {f"第{at}篇": day for at, day in enumerate(DAYS.values()) if day}
    assert {one.record.title: one.record.received for one in read.drafts} == wanted


@pytest.mark.parametrize("text", DAYS)
def test_bar_44_days_are_read_alike_where_they_are_typed(with_a_unit: Program, text: str) -> None:
    ran = with_a_unit("submission", "add", "甲社区", "一", "--received", text, "--dry-run")
    assert (ran.status == 0) == (DAYS[text] is not None)


@pytest.mark.parametrize("epoch", [1900, 1904])
def test_bar_44_a_real_day_is_that_day_in_both_epochs_and_a_bare_number_is_none(epoch: int) -> None:
    book = openpyxl.Workbook()
    if epoch == 1904:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    for row in (
        HEAD,
        ["甲社区", "一", date(2009, 5, 8)],
        ["甲社区", "二", 39941],
        ["甲社区", "三", 5.1],
    ):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    read = imported(out.getvalue(), "台账", Asked(today=TODAY, words=WORDS, fact="submission"))
    assert [one.record.received for one in read.drafts] == [date(2009, 5, 8)]
    assert [str(one.what).partition(" is")[0] for one in read.problems] == ["39941", "5.1/5.10"]


# Anything


def html_page() -> bytes:
    return desk.html(desk.ledger())


def csv_file() -> bytes:
    rows = [HEAD, *([GOOD[0], f"{GOOD[1]}{n}", GOOD[2]] for n in range(60))]
    return in_csv(rows)


SOUND: Mapping[str, Callable[[], bytes]] = {
    "xlsx": lambda: desk.xlsx(desk.ledger()),
    "xls": lambda: desk.xls(desk.ledger()),
    "html": html_page,
    "csv": csv_file,
}


def mutants(kind: str, count: int) -> Iterator[bytes]:
    """A good file with bytes flipped, lost, doubled; of a package often within its parts."""
    good = SOUND[kind]()
    inside = parts(good) if kind == "xlsx" else {}
    for seed in range(count):
        chance = random.Random(seed)  # noqa: S311  the same mutants every time
        if inside and seed % 4:
            name = chance.choice(sorted(inside))
            yield packed(inside | {name: changed(inside[name], chance)})
        else:
            yield changed(good, chance, sparing=26 if kind == "xls" else 0)


def see(content: bytes, name: str) -> Letter | InforeportError:
    """What comes of a file: a letter whose pieces are read, or a refusal; and soon."""
    begun = time.monotonic()
    try:
        found = letter(content, name, ASKED)
        for one in drafts(found, WORDS):
            assert one.draft or one.problems
    except MAPPED as error:
        return error
    finally:
        assert time.monotonic() - begun < 10, "a busy machine has twice five seconds"
    return found


@pytest.mark.parametrize("kind", SOUND)
def test_bar_56_mutants_of_good_lists_are_read_or_refused(kind: str) -> None:
    """Twelve, in which each way to damage a file is met; `make fuzz` tries five hundred."""
    for content in mutants(kind, 12):
        see(content, f"台账.{kind}")


@pytest.mark.slow
@pytest.mark.parametrize("kind", SOUND)
def test_bar_56_five_hundred_mutants_of_good_lists_are_read_or_refused(kind: str) -> None:
    came = [see(content, f"台账.{kind}") for content in mutants(kind, 500)]
    read = sum(isinstance(one, Letter) for one in came)
    assert 0 < read < len(came)


def test_bar_56_what_is_told_of_a_mutant_has_its_place() -> None:
    fact = SUBMISSION.table
    for content in mutants("csv", 100):
        try:
            read = imported(content, "a.csv", Asked(today=TODAY, words=WORDS, fact=fact))
        except MAPPED:
            continue
        for one in read.problems:
            assert re.match(r"a\.csv(:\d+(:.*)?)?$", one.place), one.place

"""Lists as offices keep them, put on file by the nouns' own imports: taken, named, given back."""

import io
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import desk
from conftest import Program, made_once
from inforeport.fields import FACTS
from test_desk import rows

UNITS = """\
单位,组别,别名
甲社区,社区,甲社区居委会
乙社区,社区,
丙社区,社区,
丁社区,社区,
己社区,社区,己社区（居委会）
戊科室,部门,
庚科室,部门,
"""
HEAD = ["单位", "标题", "报送时间"]
GOOD = ["甲社区", "甲社区召开动员大会", "2009-05-08"]

Put = Callable[..., Path]


@made_once
def staffed(office: Program) -> Program:
    """The office with the units of the ledger."""
    assert office("unit", "import", "-", stdin=UNITS.encode()).status == 0
    return office


@made_once
def supplied(office: Program) -> Program:
    """The same with the ledger's reports on file, and a reporter."""
    assert office("unit", "import", "-", stdin=UNITS.encode()).status == 0
    assert office("submission", "import", ledger_in(office.db.parent)).status == 3
    office("reporter", "add", "甲社区", "信息员甲")
    return office


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """A function that writes sheets of rows into a workbook and gives its path."""

    def put(*sheets: list[list[Any]], name: str = "台账.xlsx") -> Path:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for number, cells in enumerate(sheets, 1):
            sheet = book.create_sheet(f"第{number}页")
            for row in cells:
                sheet.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    return put


def ledger_in(folder: Path) -> Path:
    """The ledger of 82 rows as a workbook in a folder."""
    path = folder / "信息台账.xlsx"
    path.write_bytes(_ledger())
    return path


@cache
def _ledger() -> bytes:
    return desk.xlsx(desk.ledger())


@pytest.fixture
def ledger_file(tmp_path: Path) -> Path:
    return ledger_in(tmp_path)


def on_file(office: Program) -> list[dict[str, Any]]:
    """The reports on file."""
    found: list[dict[str, Any]] = office.well("submission", "list", "--json").json["submissions"]
    return found


# The ledger of 82 rows


def test_every_row_of_the_ledger_ends_as_it_must(staffed: Program, ledger_file: Path) -> None:
    ran = staffed("submission", "import", ledger_file)
    entries = desk.entries()
    taken = [one for one in entries if one.verdict == "taken"]
    assert (ran.status, len(taken)) == (3, 76)
    assert ran.out.splitlines() == [
        "added: 76, on file already: 0, refused: 6",
        "uses added: 65, on file already: 0",
    ]
    for one, number in zip(entries, rows(entries), strict=True):
        place = f"信息台账.xlsx:{one.sheet}!{number}"
        said = [
            line for line in ran.err.splitlines() if line.startswith((f"{place}:", f"{place} "))
        ]
        assert len(said) == (one.verdict != "taken"), one
        assert one.verdict == "taken" or f"error[{one.verdict}]" in said[0], one
    reports = {(one["unit"], one["title"], one["received"]) for one in on_file(staffed)}
    assert reports == {(one.its_unit, one.title.replace("\\n", ""), one.its_day) for one in taken}
    uses = staffed.well("adoption", "list", "--json").json["adoptions"]
    assert sorted((one["title"], one["level"], one["form"], one["adopted"]) for one in uses) == (
        sorted(
            (one.title.replace("\\n", ""), *use, one.its_day) for one in taken for use in one.uses
        )
    )


def test_the_same_ledger_again_changes_nothing(staffed: Program, ledger_file: Path) -> None:
    staffed("submission", "import", ledger_file)
    before = on_file(staffed)
    again = staffed("submission", "import", ledger_file)
    assert again.out.splitlines() == [
        "added: 0, on file already: 76, refused: 6",
        "uses added: 0, on file already: 65",
    ]
    assert on_file(staffed) == before


def test_a_list_comes_back_with_verdicts_and_only_what_is_corrected_there_changes(
    staffed: Program, ledger_file: Path, tmp_path: Path
) -> None:
    back = tmp_path / "回.xlsx"
    assert staffed("submission", "import", ledger_file, "-o", back).status == 3
    book = openpyxl.load_workbook(back)
    may = book["5月"]
    assert [may.cell(3, at).value for at in (2, 7, 8, 9)] == [
        *("报送单位", "备注", "处理结果", "处理说明"),
    ]
    verdicts = [may.cell(row, 8).value for row in range(4, 36)]
    assert verdicts.count("未收") == 3
    assert verdicts.count("已收") == 29
    assert may.cell(15, 9).value == "此项必填，不能为空"
    assert "F3:H3" in map(str, book["7月"].merged_cells.ranges)
    may.cell(15, 4).value = "5.20"
    book["6月"].cell(22, 4).value = "6.10"
    book["6月"].cell(31, 2).value = "乙社区"
    book.save(back)
    before = on_file(staffed)
    again = staffed("submission", "import", back, "-o", back, "--force")
    assert again.out.startswith("added: 3, on file already: 76, refused: 3\n")
    may = openpyxl.load_workbook(back)["5月"]
    assert [may.cell(row, 8).value for row in (14, 15, 22)] == ["原有", "已收", "未收"]
    new = [one for one in on_file(staffed) if one not in before]
    assert [(one["unit"], one["received"]) for one in new] == [
        *(("乙社区", "2009-05-20"), ("丁社区", "2009-06-10"), ("乙社区", "2009-06-24")),
    ]


def test_a_list_that_came_back_goes_back_with_one_verdict(
    staffed: Program, ledger_file: Path, tmp_path: Path
) -> None:
    once, twice = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    staffed("submission", "import", ledger_file, "-o", once)
    assert staffed("submission", "import", once, "-o", twice, "--dry-run").status == 3
    first, second = (
        [[cell.value for cell in row] for row in openpyxl.load_workbook(path)["7月"].iter_rows()]
        for path in (once, twice)
    )
    assert [row[:9] + row[10:] for row in first] == [row[:9] + row[10:] for row in second]
    assert {row[9] for row in first} == {None, "处理结果", "已收", "未收"}
    assert {row[9] for row in second} == {None, "处理结果", "原有", "未收"}


def test_where_a_list_cannot_go_back_nothing_is_put_on_file(
    staffed: Program, put: Put, tmp_path: Path
) -> None:
    list_ = put([HEAD, GOOD])
    assert "unknown-format" in staffed("submission", "import", list_, "-o", "a.csv").err
    assert (
        "folder-missing" in staffed("submission", "import", list_, "-o", tmp_path / "b/a.xlsx").err
    )
    ran = staffed("submission", "import", list_, list_, "-o", tmp_path / "a.xlsx")
    assert (ran.status, "one list at a time" in ran.err) == (2, True)
    assert on_file(staffed) == []


def test_units_and_reporters_come_out_of_one_list(staffed: Program, tmp_path: Path) -> None:
    path = tmp_path / "通讯员名单.xlsx"
    path.write_bytes(desk.xlsx(desk.staff()))
    assert staffed("unit", "import", path).out == "added: 1, on file already: 2, refused: 0\n"
    assert staffed("reporter", "import", path).out == "added: 3, on file already: 0, refused: 0\n"
    people = staffed.well("reporter", "list", "--show-contact", "--json").json["reporters"]
    assert [(one["unit"], one["name"], one["phone"], one["mobile"]) for one in people] == [
        ("甲社区", "信息员甲", "88880001", "13800138001"),
        ("甲社区", "信息员乙", "88880001", "13800138002"),
        ("壬科室", "信息员丙", "0571-88880003", "13800138003"),
    ]


# Lists of every make


def test_what_is_pasted_from_a_spreadsheet_is_read(staffed: Program) -> None:
    pasted = "序号\t报送单位\t信息标题\t报送时间\r\n1\t甲社区\t甲社区召开动员大会\t5月8日\r\n"
    ran = staffed("submission", "import", "-", stdin=pasted.encode())
    assert (ran.status, ran.out) == (0, "added: 1, on file already: 0, refused: 0\n")
    assert on_file(staffed)[0]["received"] == "2009-05-08"


def test_several_lists_are_one_import(staffed: Program, put: Put) -> None:
    first = put([HEAD, GOOD], name="五月.xlsx")
    other = ["乙社区", "乙社区召开动员大会", "2009-06-31"]
    second = put([HEAD, GOOD, other], name="六月.xlsx")
    ran = staffed("submission", "import", first, second)
    assert ran.out == "added: 1, on file already: 0, refused: 2\n"
    assert ran.err.splitlines() == [
        (
            "六月.xlsx:2: error[same-row]: it says the same as 五月.xlsx:2"
            " (leave one out; of reports that are two: --twice)"
        ),
        "六月.xlsx:3:报送时间: error[not-a-day]: 2009-06-31 is not a day; write it as 2009-05-08",
    ]
    assert len(staffed.well("log", "--json").json["commands"]) == 3  # init, units, both lists


def test_lists_of_one_name_are_told_apart(staffed: Program, put: Put, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        put([HEAD, ["甲社区", folder, "?"]], name=f"{folder}/台账.xlsx")
    ran = staffed("submission", "import", tmp_path / "a/台账.xlsx", tmp_path / "b/台账.xlsx")
    assert ran.out == "added: 0, on file already: 0, refused: 2\n"


def test_a_list_without_a_file_is_asked_for(staffed: Program) -> None:
    ran = staffed("submission", "import")
    assert (ran.status, ran.err.splitlines()[0]) == (
        2,
        "inforeport: error[usage]: FILE is missing",
    )


def test_the_heads_that_offices_use_are_known_and_what_they_were_taken_for_is_said(
    staffed: Program, put: Put
) -> None:
    head = ["序号", "来稿单位", "题目", "收稿日期", "方式", "经办人", None]
    row = [1, "甲社区", "甲社区召开动员大会", "5.8", "微信", "某", None]
    ran = staffed("submission", "import", put([["五月来稿登记"], head, row]))
    assert ran.out == "added: 1, on file already: 0, refused: 0\n"
    assert ran.err.splitlines() == [
        (
            "inforeport: 台账.xlsx: columns taken for: "
            "来稿单位 = 单位, 题目 = 标题, 收稿日期 = 报送时间, 方式 = 渠道"
        ),
        "inforeport: 台账.xlsx: columns passed over: 序号, 经办人",
    ]


def test_a_workbook_without_a_column_that_must_be_there_is_refused_whole(
    staffed: Program, put: Put
) -> None:
    ran = staffed(
        "submission", "import", put([["台账"], ["报送单位", "信息标题"], ["甲社区", "甲"]])
    )
    assert ran.err.splitlines() == [
        "台账.xlsx:2: error[column-missing]: there is no column received (报送时间)",
        "inforeport: error[header]: 台账.xlsx: mistakes in the first row: 1; nothing was changed",
    ]


def test_sheets_that_are_no_lists_are_passed_over_and_named(staffed: Program, put: Put) -> None:
    path = put([["填表说明"], ["请按时报送"]], [HEAD, GOOD], [HEAD, ["乙社区", "乙", "2009-05-09"]])
    book = openpyxl.load_workbook(path)
    book.worksheets[2].sheet_state = "hidden"
    book.save(path)
    ran = staffed("submission", "import", path)
    assert ran.out == "added: 1, on file already: 0, refused: 0\n"
    assert ran.err.splitlines() == [
        "inforeport: 台账.xlsx: no row of it names the columns of a list (第1页)",
        "inforeport: 台账.xlsx: the sheet is hidden; it was not read (第3页)",
    ]


def test_whose_year_a_day_is_of(staffed: Program, put: Put) -> None:
    told = [["甲社区", "一", "12.28"], ["甲社区", "二", "1月3日"], ["甲社区", "三", "2009-01-09"]]
    for title, days in (
        ("2008年度信息台账", ["2008-12-28", "2008-01-03", "2009-01-09"]),
        ("信息台账", ["2008-12-28", "2009-01-03", "2009-01-09"]),
    ):
        path = put([[title], HEAD, *([one[0], title + one[1], one[2]] for one in told)])
        assert staffed("submission", "import", path).out.startswith("added: 3,")
        its = {one["title"]: one["received"] for one in on_file(staffed)}
        assert [its[title + one[1]] for one in told] == days


# Empty cells


@pytest.mark.parametrize(
    ("days", "read"),
    [
        (["5.8", None, None, "5.9", None], ["5.8", "5.8", "5.8", "5.9", "5.9"]),
        (["5.8", "同上", "5.9", "〃", "5.10"], ["5.8", "5.8", "5.9", "5.9", "5.10"]),
        (["5.8", "5.8", "5.9", None, None], ["5.8", "5.8", "5.9", None, None]),
        (["5.8", "5.9", "5.11", None, "5.12"], ["5.8", "5.9", "5.11", None, "5.12"]),
    ],
)
def test_an_empty_cell_is_filled_only_where_the_column_is_kept_so(
    staffed: Program, put: Put, days: list[str | None], read: list[str | None]
) -> None:
    cells = [["甲社区", f"第{number}篇", day] for number, day in enumerate(days)]
    ran = staffed("submission", "import", put([HEAD, *cells]))
    its = {one["title"]: one["received"] for one in on_file(staffed)}
    wanted = {f"第{at}篇": _iso(day) for at, day in enumerate(read) if day}
    assert its == wanted
    assert ran.err.count("error[missing]") == read.count(None)


def _iso(day: str) -> str:
    month, _, number = day.partition(".")
    return f"2009-{int(month):02}-{int(number):02}"


# Templates


def test_an_empty_list_offers_the_words_that_may_stand_in_it(
    staffed: Program, tmp_path: Path
) -> None:
    path = tmp_path / "空表.xlsx"
    staffed.well("submission", "import", "--template", path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    assert heads[:4] == ["编号", "单位", "标题", "报送时间"]
    offered = {}
    for rule in sheet.data_validations.dataValidation:
        column = str(rule.sqref).split(":")[0].rstrip("0123456789")
        source = book.worksheets[1][rule.formula1.partition("!")[2].replace("$", "")]
        cells = source if isinstance(source, tuple) else ((source,),)
        offered[sheet[f"{column}1"].value] = [row[0].value for row in cells]
    assert offered == {
        "单位": ["甲社区", "乙社区", "丙社区", "丁社区", "己社区", "戊科室", "庚科室"],
        "体裁": ["整篇", "简讯"],
        "迟报": ["是", "否"],
        "紧急": ["是", "否"],
        "约稿级别": ["街道", "区委", "市委"],
    }
    assert "exists" in staffed("submission", "import", "--template", path).err


NOUNS = ["unit", "reporter", "submission", "adoption", "instruction", "forwarding"]
NOUNS += ["commission", "mark", "target", "exemption"]


@pytest.mark.parametrize("written", ["空表.xlsx", "空表.csv"])
@pytest.mark.parametrize("noun", NOUNS)
def test_every_empty_list_is_one_of_its_noun(
    staffed: Program, tmp_path: Path, noun: str, written: str
) -> None:
    path = tmp_path / written
    staffed.well(noun, "import", "--template", path)
    ran = staffed(noun, "import", path)
    assert "error[empty]" in ran.err
    assert "column" not in ran.err


def test_an_empty_list_as_csv_is_its_first_row(staffed: Program, tmp_path: Path) -> None:
    path = tmp_path / "空表.CSV"
    staffed.well("unit", "import", "--template", path)
    heads = "单位,组别,别名,起,止,人数,计入\r\n"
    assert path.read_bytes() == b"\xef\xbb\xbf" + heads.encode()
    other = staffed("unit", "import", "--template", tmp_path / "空表.docx")
    assert "error[unknown-format]" in other.err
    assert "write one of .xlsx, .csv" in other.err


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize(("language", "must"), [("zh", "必填"), ("en", "required")])
def test_the_help_of_an_import_tells_the_columns_of_the_empty_list(
    staffed: Program, tmp_path: Path, noun: str, language: str, must: str
) -> None:
    path = tmp_path / "空表.csv"
    staffed.well(noun, "import", "--template", path)
    heads = path.read_text("utf-8-sig").strip().split(",")
    shown = staffed(noun, "import", "--help", lang=language).out.splitlines()
    first = next(at for at, line in enumerate(shown) if line.startswith(f"  {heads[0]} "))
    told = [line for line in shown[first:] if not line.startswith("   ")]
    assert [line.split()[0] for line in told] == heads
    required = {field.head for field in FACTS[noun].fields if field.head and field.required}
    assert {line.split()[0] for line in told if must in line} == required


def test_a_list_that_was_filled_in_is_read(staffed: Program, tmp_path: Path) -> None:
    path = tmp_path / "空表.xlsx"
    staffed.well("unit", "import", "--template", path)
    book = openpyxl.load_workbook(path)
    book.worksheets[0].append(["辛社区", "社区", "辛居委会", "2009-05-02"])
    book.save(path)
    assert staffed("unit", "import", path).out == "added: 1, on file already: 0, refused: 0\n"


# What the program writes, it reads


@pytest.mark.parametrize("written", ["a.xlsx", "a.csv", "heads.csv"])
@pytest.mark.parametrize("noun", ["unit", "reporter", "submission", "adoption"])
def test_our_own_lists_come_in_again(
    supplied: Program, tmp_path: Path, noun: str, written: str
) -> None:
    count = len(supplied.well(noun, "list", "--json").json[f"{noun}s"])
    path = tmp_path / written
    heads = ["--heads"] if written.startswith("heads") else []
    assert supplied(noun, "list", "-o", path, *heads, lang="zh").status == 0
    ran = supplied(noun, "import", path)
    assert ran.out.splitlines()[0] == f"added: 0, on file already: {count}, refused: 0", ran.err


def test_what_looks_like_a_formula_goes_out_and_comes_back_as_text(
    staffed: Program, tmp_path: Path
) -> None:
    titles = ["=1+1", "+1", "-1", "@甲", "＝2", "'甲'", "普通"]
    for title in titles:
        staffed("submission", "add", "甲社区", "--received", "2009-05-08", "--", title)
    for name in ("a.xlsx", "a.csv"):
        staffed.well("submission", "list", "-o", tmp_path / name)
        ran = staffed("submission", "import", tmp_path / name)
        assert ran.out == "added: 0, on file already: 7, refused: 0\n"
    assert sorted(one["title"] for one in on_file(staffed)) == sorted(titles)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value in titles}
    assert kinds == {"s"}
    text = (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert [f",'{one}," in text for one in titles] == [one[0] in "=+-@＝" for one in titles]


def test_a_list_that_comes_back_holds_no_formula(staffed: Program, tmp_path: Path) -> None:
    csv = tmp_path / "a.csv"
    csv.write_text("单位,标题,报送时间\n甲社区,=1+1,2009-05-08\n", encoding="utf-8")
    staffed("submission", "import", csv, "-o", tmp_path / "b.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx").worksheets[0]
    assert [(cell.value, cell.data_type) for cell in sheet["B"]] == [("标题", "s"), ("=1+1", "s")]
    assert staffed("submission", "import", tmp_path / "b.xlsx").out.startswith("added: 0, on file")


def test_json_is_not_read(staffed: Program, tmp_path: Path) -> None:
    path = tmp_path / "units.json"
    path.write_text(json.dumps({"units": []}), encoding="utf-8")
    assert staffed("unit", "import", path).status == 4


def test_a_page_of_html_that_is_no_table_is_refused(staffed: Program, tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(io.BytesIO(b"<html><body>404</body></html>").getvalue())
    ran = staffed("unit", "import", path)
    assert (ran.status, "error[empty]" in ran.err) == (3, True)

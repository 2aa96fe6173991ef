"""Forms that come back filled in: ours and others', row by row or label by label."""

import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from conftest import Program
from inforeport.fields import REPORTER
from inforeport.intake import letter
from inforeport.intake.around import around
from inforeport.intake.letters import Asked
from inforeport.model.letters import Letter
from shell import tool
from typed_up import body, docx, para, table, title

ASKED = Asked(today=date(2009, 6, 3))
HEADS = ("序号", "信息员姓名", "职务", "办公电话", "手机", "电子邮箱", "备注")
ONE = ("1", "信息员甲", "文书", "8133360", "138 0013 8000", "jia@example.org", "")


def read(*blocks: str, name: str = "登记表.docx", asked: Asked = ASKED) -> Letter:
    return letter(docx(*blocks), name, asked)


def told(came: Letter) -> list[tuple[str, Mapping[str, str]]]:
    return [(one.fact, one.cells) for one in came.pieces]


# With a head


def test_a_unit_that_stands_above_the_table_is_that_of_its_rows() -> None:
    came = read(
        title("信息员登记表"),
        para("填报单位（盖章）：甲社区\t填表日期：2009年5月8日"),
        table(HEADS, ONE, ("2", "信息员乙", "", "", "", "", ""), ("3", "", "", "", "", "", "")),
        para("填表人：某某\t联系电话：8133360"),
    )
    assert told(came) == [
        (
            "reporter",
            {
                "name": "信息员甲",
                "post": "文书",
                "phone": "8133360",
                "unit": "甲社区",
                "mobile": "138 0013 8000",
                "email": "jia@example.org",
            },
        ),
        ("reporter", {"name": "信息员乙", "unit": "甲社区"}),
    ]
    assert "rows left blank: 1" in [str(one.what) for one in came.passed]


def test_where_nothing_says_whose_form_it_is_its_name_does() -> None:
    came = read(title("信息员登记表"), table(HEADS, ONE), name="乙社区登记表.docx")
    assert came.pieces[0].cells["unit"] == "乙社区"
    assert "unit" not in read(title("登记表"), table(HEADS, ONE)).pieces[0].cells


def test_units_that_are_merged_over_their_people_are_told_of_each() -> None:
    heads = ("单位", "姓名", "职务", "手机")
    first = ("甲社区", "信息员甲", "文书", "13800138000")
    second = ("^", "信息员乙", "", "")
    third = ("乙社区", "信息员丙", "", "")
    came = read(title("通讯员名单"), table(heads, first, second, third))
    assert [(one.cells["unit"], one.cells["name"]) for one in came.pieces] == [
        ("甲社区", "信息员甲"),
        ("甲社区", "信息员乙"),
        ("乙社区", "信息员丙"),
    ]


def test_a_list_of_reports_in_a_word_table_is_a_list() -> None:
    rows = (("报送单位", "信息标题", "报送日期"), ("甲社区", "消防演练", "5.8"))
    assert told(read(title("信息报送台账"), table(*rows))) == [
        ("submission", {"unit": "甲社区", "title": "消防演练", "received": "2009-05-08"})
    ]


def test_a_table_in_a_report_is_text() -> None:
    text = "5月7日，甲社区表彰了一批优秀信息员，名单如下，望大家学习，再接再厉。"
    names = table(("单位", "姓名"), ("甲社区", "信息员甲"))
    came = read(title("表彰优秀信息员"), body(text), names)
    assert [one.fact for one in came.pieces] == ["submission"]
    came = read(title("优秀信息员"), names)
    assert [one.fact for one in came.pieces] == ["submission"]  # nobody says how to reach them


# Label by label


def test_a_card_of_one_person() -> None:
    came = read(
        title("信息员登记表"),
        table(
            ("姓名", "信息员甲", "性别", "男"),
            ("单位", "<3甲社区居委会"),
            ("职务", "文书", "政治面貌", "党员"),
            ("联系电话", "8133360", "手机", "13800138000"),
            ("电子邮箱：", "<3jia@example.org"),
        ),
    )
    assert told(came) == [
        (
            "reporter",
            {
                "name": "信息员甲",
                "unit": "甲社区居委会",
                "post": "文书",
                "phone": "8133360",
                "mobile": "13800138000",
                "email": "jia@example.org",
            },
        )
    ]


def test_several_people_on_one_card_and_their_leader() -> None:
    came = read(
        table(
            ("单位", "<4甲社区"),
            ("分管领导", "姓名", "主任某", "职务", "主任"),
            ("信息员", "姓名", "信息员甲", "职务", "文书"),
            ("^", "手机", "13800138000", "邮箱", "jia@example.org"),
            ("信息员", "姓名", "信息员乙", "职务", ""),
        )
    )
    first, second = (one.cells for one in came.pieces)
    assert (first["unit"], first["name"], first["post"]) == ("甲社区", "信息员甲", "文书")
    assert (first["mobile"], first["email"]) == ("13800138000", "jia@example.org")
    assert (second["unit"], second["name"], second.get("post")) == ("甲社区", "信息员乙", None)


def test_a_sheet_that_goes_with_a_report() -> None:
    text = "5月7日，甲社区开展消防演练，居民二百多人参加，演练很及时，效果很好。"
    came = read(
        title("信息报送单"),
        table(
            ("标题", "<3甲社区开展消防演练"),
            ("报送单位：甲社区", "报送时间：2009-05-08"),
            ("作者", "张三", "审核", "李四"),
            ("<4正文",),
            (f"<4{text}",),
        ),
    )
    assert told(came) == [
        (
            "submission",
            {
                "title": "甲社区开展消防演练",
                "unit": "甲社区",
                "received": "2009-05-08",
                "authors": "张三",
                "text": text,
            },
        )
    ]


# Ours


def fill(path: Path, people: Mapping[str, Sequence[str]], *, rows: int = 0) -> None:
    """Write people into our form as somebody does in Word, with some rows more at its end."""
    form = Document(str(path))
    (grid,) = form.tables
    for _ in range(rows):
        grid.add_row()  # type: ignore[no-untyped-call]
    for row in grid.rows:
        for cell, text in zip(row.cells[2:], people.get(row.cells[1].text, ()), strict=False):
            cell.text = text
    form.save(str(path))


@pytest.fixture
def form(office: Program, tmp_path: Path) -> Path:
    """The form of an office with three communities, as the program prints it."""
    for name in ("甲社区", "乙社区", "丙社区"):
        office.well("unit", "add", name, "--group", "community")
    path = tmp_path / "登记表.docx"
    office.well("export", "form", "-o", path)
    return path


PEOPLE = {
    "甲社区": ("主任某", "信息员甲", "文书", "8133360", "13800138000", "jia@example.org"),
    "丙社区": ("", "信息员丙", "", "", "", "bing@example.org"),
}
WANTED = [
    {
        "unit": "甲社区",
        "leader": "主任某",
        "name": "信息员甲",
        "post": "文书",
        "phone": "8133360",
        "mobile": "13800138000",
        "email": "jia@example.org",
    },
    {"unit": "丙社区", "name": "信息员丙", "email": "bing@example.org"},
]


def converted(path: Path, *endings: str) -> Path:
    """The same file saved by LibreOffice in one format after the other."""
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    for ending in endings:
        words = [tool("soffice"), "--headless", profile, "--convert-to", ending]
        words += ["--outdir", str(path.parent / ending), str(path)]
        subprocess.run(words, capture_output=True, check=True)
        path = path.parent / ending / f"{path.stem}.{ending}"
    return path


@pytest.mark.parametrize(
    "saved",
    [
        lambda path: path,
        lambda path: converted(path, "docx"),
        pytest.param(lambda path: converted(path, "odt", "docx"), marks=pytest.mark.slow),
    ],
    ids=["as it is", "saved by LibreOffice", "saved as another format between"],
)
def test_our_form_comes_back(office: Program, form: Path, saved: Callable[[Path], Path]) -> None:
    fill(form, PEOPLE, rows=2)
    form = saved(form)
    came = letter(form.read_bytes(), form.name, ASKED)
    assert [one.cells for one in came.pieces] == WANTED
    ran = office("reporter", "import", form)
    assert ran.out == "added: 2, on file already: 0, refused: 0\n"
    listed = office.well("reporter", "list", "--show-contact", "--json").json["reporters"]
    kept = [_said(one, WANTED[0].keys()) for one in listed]
    assert kept == [_said(one, WANTED[0].keys()) for one in WANTED]


def test_a_form_is_no_list_that_could_be_given_back(office: Program, form: Path) -> None:
    fill(form, PEOPLE)
    ran = office("reporter", "import", form, "-o", form.with_suffix(".xlsx"))
    assert (ran.status, office.well("reporter", "list", "--json").json["reporters"]) == (2, [])
    assert "登记表.docx is no list that could be given back" in ran.err


def _said(record: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    return {key: record[key] for key in keys if record.get(key)}


def test_nothing_on_our_form_is_without_a_field(form: Path) -> None:
    """What is no field's is the number of a row, or is said of the form itself and left out."""
    document = Document(str(form))
    (grid,) = document.tables
    heads = [cell.text.replace("\n", "") for cell in grid.rows[0].cells]
    names = {name for field in REPORTER.fields for name in (field.head, *field.also)}
    assert [head for head in heads if head not in names] == ["序号"]
    around_it = [one.text.replace("：", "：某社区") for one in document.paragraphs[1:] if one.text]
    assert [around(line, None) for line in around_it] == [
        {"unit": "某社区", "": "填表日期"},
        {"": "填表人 联系电话"},
    ]

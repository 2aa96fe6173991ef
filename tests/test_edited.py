"""A draft of the bulletin edited in Word is read back: titles and texts, all or nothing."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from conftest import Program, made_once
from shell import tool, unchanged

Change = Callable[[Any], None]


@made_once
def drafted(office: Program) -> Program:
    """An office with a draft of two whole items of one unit and one in brief, with notes."""
    for unit in ("甲社区", "乙社区"):
        office.well("unit", "add", unit, "--group", "社区")
    texts = {"a1": "甲社区开设夜校。\n学员三十人。", "a2": "路灯亮了。", "b1": "义诊一次。"}
    titles = {"a1": "甲社区开设夜校", "a2": "甲社区修好路灯", "b1": "乙社区组织义诊"}
    for ref, title in titles.items():
        unit = title[:3]
        office.well("submission", "add", unit, title, "--ref", ref, "--received", "2009-05-05")
        text = office.db.with_name(f"{ref}.txt")
        text.write_text(texts[ref], encoding="utf-8")
        office.well("submission", "edit", ref, "--text", text)
    office.well("bulletin", "new")
    office.well("bulletin", "add", "a1", "a2")
    office.well("bulletin", "add", "b1", "--form", "brief")
    office.well("bulletin", "edit", "--note", "请各单位借鉴。", "--copies", "50")
    office.well("bulletin", "edit", "--item", "a2", "--item-note", "做法可学。")
    return office


@pytest.fixture
def paper(drafted: Program, tmp_path: Path) -> Path:
    path = tmp_path / "草稿.docx"
    drafted.well("export", "bulletin", "-o", path)
    return path


def edit(path: Path, *changes: Change) -> Path:
    """The paper with some changes of its paragraphs, as a word processor would make them."""
    document = Document(str(path))
    for change in changes:
        change(document)
    document.save(str(path))
    return path


def line(document: Any, text: str) -> Any:
    """The last paragraph that has a text; titles stand in the contents too."""
    return [one for one in document.paragraphs if text in one.text][-1]


def put(text: str, other: str) -> Change:
    def change(document: Any) -> None:
        paragraph = line(document, text)
        new = paragraph.text.replace(text, other)
        for run in paragraph.runs[1:]:
            run.text = ""
        paragraph.runs[0].text = new

    return change


def above(text: str, new: str) -> Change:
    return lambda document: line(document, text).insert_paragraph_before(new)


def gone(text: str) -> Change:
    def change(document: Any) -> None:
        element = line(document, text)._p  # noqa: SLF001  python-docx removes nothing
        element.getparent().remove(element)

    return change


def table_below(text: str) -> Change:
    def change(document: Any) -> None:
        made = document.add_table(rows=2, cols=2)
        for cell in made.row_cells(0):
            cell.text = "格"
        line(document, text)._p.addnext(made._tbl)  # noqa: SLF001  as above

    return change


def printed(office: Program, ref: str) -> tuple[str, str]:
    told = office.well("bulletin", "show", ref, "--json").json["printed"]
    return told["title"], told["text"].strip()


EDITED = (
    put("甲社区修好路灯", "甲社区十盏路灯全部修好"),
    put("学员三十人", "学员三十二人"),
    above("（甲社区供稿）", "居民都说好。"),
    put("义诊一次", "义诊两次"),
)


def edited_all(office: Program) -> None:
    assert printed(office, "a1") == ("甲社区开设夜校", "甲社区开设夜校。\n学员三十二人。")
    assert printed(office, "a2") == ("甲社区十盏路灯全部修好", "路灯亮了。\n居民都说好。")
    assert printed(office, "b1") == ("乙社区组织义诊", "义诊两次。")


def test_reports_that_are_added_at_once_stand_in_the_order_in_which_they_were_named(
    office: Program,
) -> None:
    office.well("unit", "add", "甲社区", "--group", "社区")
    for ref in ("a1", "a2", "a3"):
        args = ("--ref", ref, "--received", "2009-05-05")
        office.well("submission", "add", "甲社区", f"情况{ref}", *args)
    office.well("bulletin", "new")
    assert office("bulletin", "add", "a3", "a1", "a2").status == 0
    items = office.well("bulletin", "show", "--json").json["items"]
    assert [one["ref"] for one in items] == ["a3", "a1", "a2"]


def test_titles_and_texts_are_those_of_the_edited_paper(drafted: Program, paper: Path) -> None:
    told = drafted.well("bulletin", "edit", "--from", edit(paper, *EDITED)).out
    edited_all(drafted)
    assert "-甲社区修好路灯\n+甲社区十盏路灯全部修好\n" in told
    assert "draft 1: items edited: 3" in told
    assert drafted.well("submission", "show", "a2", "--json").json["title"] == "甲社区修好路灯"


def test_a_paper_that_another_program_saved_is_read_as_well(
    drafted: Program, paper: Path, tmp_path: Path
) -> None:
    words = [tool("soffice"), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    words += ["--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "saved")]
    subprocess.run([*words, str(edit(paper, *EDITED))], check=True, capture_output=True)
    drafted.well("bulletin", "edit", "--from", tmp_path / "saved" / paper.name)
    edited_all(drafted)


def test_an_unedited_paper_changes_nothing(drafted: Program, paper: Path) -> None:
    assert "error[nothing-to-change]" in drafted("bulletin", "edit", "--from", paper).err


def test_it_is_tried_first_and_taken_back(drafted: Program, paper: Path) -> None:
    edit(paper, *EDITED)
    with unchanged(drafted.db):
        drafted.well("bulletin", "edit", "--from", paper, "--dry-run")
    drafted.well("bulletin", "edit", "--from", paper)
    drafted.well("undo", "--yes")
    assert printed(drafted, "a2") == ("甲社区修好路灯", "路灯亮了。")


def test_what_is_edited_elsewhere_is_told(drafted: Program, paper: Path) -> None:
    edit(paper, put("义诊一次", "义诊两次"), put("工作简报", "工作简讯"))
    ran = drafted("bulletin", "edit", "--from", paper)
    assert ran.status == 0
    assert "no title or text: 工作简讯" in ran.err


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (put("（乙社区供稿）", "（乙社区）"), "（乙社区供稿）"),
        (gone("（甲社区供稿）"), "（甲社区供稿）"),
        (above("（乙社区供稿）", "（丙社区供稿）"), "（乙社区供稿）"),
        (put("做法可学", "做法要学"), "--item-note"),
        (put("请各单位借鉴", "请借鉴"), "--note"),
        (gone("甲社区修好路灯"), "甲社区修好路灯"),
        (put("甲社区修好路灯", "甲社区开设夜校"), "--position"),
        (above("乙社区组织义诊", "又一行"), "above its title"),
        (table_below("路灯亮了"), "table"),
        (gone("2009年"), "day"),
        (put("甲社区修好路灯", "甲社区修好路灯" * 40), "characters"),
    ],
)
def test_bar_121_what_has_no_place_is_named_and_nothing_is_changed(
    drafted: Program, paper: Path, change: Change, told: str
) -> None:
    edit(paper, put("义诊一次", "义诊两次"), change)
    with unchanged(drafted.db):
        ran = drafted("bulletin", "edit", "--from", paper)
    assert "error[edited-elsewhere]" in ran.err
    assert told in ran.err


def test_an_issue_stays_as_it_is(drafted: Program, paper: Path) -> None:
    edit(paper, *EDITED)
    drafted.well("bulletin", "issue", "--on", "2009-05-20", "--yes")
    assert "error[bulletin-issued]" in drafted("bulletin", "edit", 1, "--from", paper).err


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("甲.docx", None, "file-missing"),
        ("甲.txt", "甲", "format"),
        ("甲.docx", "PK\3\4", "format"),
    ],
)
def test_bar_121_a_file_that_is_no_word_file_is_refused(
    drafted: Program, tmp_path: Path, name: str, content: str | None, code: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_text(content, encoding="utf-8")
    assert f"error[{code}]" in drafted("bulletin", "edit", "--from", path).err


def test_other_changes_are_made_apart(drafted: Program, paper: Path) -> None:
    ran = drafted("bulletin", "edit", "--from", paper, "--note", "x")
    assert (ran.status, "error[usage]" in ran.err) == (2, True)

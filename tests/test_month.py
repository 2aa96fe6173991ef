"""What a month needs, made with one command: what is open, its papers, what to print."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from conftest import Program
from every import an_office, the_same
from inforeport.documents.print_list import ToPrint
from inforeport.errors import PapersExist
from inforeport.files import disk, soffice
from inforeport.render.file import write_all
from shell import tool
from test_museum import ended_at
from test_pdf import one_that

AFTER = date(2009, 6, 3)
FINAL = {
    *(
        "通报",
        "报送及采用情况统计表",
        "得分通知单",
        "报送情况统计表",
        "报送登记表",
        "催报函",
        "情况说明",
    ),
    *("奖励名单", "打印清单"),
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return an_office(tmp_path_factory.mktemp("base") / "office")


@pytest.fixture
def may(base: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The office after May, where no LibreOffice is found."""
    monkeypatch.setattr(soffice, "program", lambda: None)
    return the_same(base, tmp_path / "office")


@pytest.fixture(scope="module")
def sealed_base(base: Program, tmp_path_factory: pytest.TempPathFactory) -> Program:
    office = the_same(base, tmp_path_factory.mktemp("sealed") / "office")
    office("close", "--month", "5", "--yes")
    return office


@pytest.fixture
def sealed(sealed_base: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The same, its May sealed."""
    monkeypatch.setattr(soffice, "program", lambda: None)
    return the_same(sealed_base, tmp_path / "office")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_before_a_month_is_sealed_there_is_a_draft(may: Program, tmp_path: Path) -> None:
    ran = may("month", "5", "-o", tmp_path / "五月")
    assert ran.status == 0
    assert names(tmp_path / "五月") == {
        "2009年5月通报（征求意见稿）.docx",
        "2009年5月打印清单（征求意见稿）.docx",
    }
    assert "not sealed, so a draft for comments; then: inforeport close --period 2009-05" in ran.out


def test_once_it_is_sealed_there_are_all_papers(sealed: Program, tmp_path: Path) -> None:
    ran = sealed("month", "5", "-o", tmp_path / "五月", "--format", "docx,html")
    assert ran.status == 0
    assert names(tmp_path / "五月") == {
        f"2009年5月{name}{ending}" for name in FINAL for ending in (".docx", ".html")
    }
    assert "sealed; these are the final papers" in ran.out


def test_what_is_open_is_told_and_blocks_nothing(may: Program, tmp_path: Path) -> None:
    answer = may("month", "5", "-o", tmp_path / "五月", "--json").json
    assert [one["about"] for one in answer["open"]] == ["waiting", "owing", "objections", "drafts"]
    assert "open objection 1 of 乙社区: 少计一篇" in [one["said"] for one in answer["open"]]
    assert (answer["sealed"], answer["papers"][0]["paper"]) == (False, "circular")


def test_a_sealed_month_that_would_come_out_otherwise_is_told(
    sealed: Program, tmp_path: Path
) -> None:
    sealed("submission", "withdraw", "2009-004", "--reason", "重复", "--yes")
    answer = sealed("month", "5", "-o", tmp_path / "五月", "--json").json
    assert answer["open"][-1]["about"] == "differing"
    assert len(answer["papers"]) == len(FINAL) - 1


def test_a_paper_of_which_there_is_none_is_told(
    office: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(soffice, "program", lambda: None)
    office.well("unit", "add", "甲社区", "--group", "community")
    office("close", "--month", "5", "--yes")
    answer = office("month", "5", "-o", tmp_path / "五月", "--json").json
    none = {one["paper"]: one["code"] for one in answer["none"]}
    assert none["submissions"] == "nothing-to-print"
    assert "2009年5月报送登记表.docx" not in names(tmp_path / "五月")
    assert "报送登记表: nothing to print" in office("month", "5", "-o", tmp_path / "又").err


def test_bar_113_a_folder_that_is_half_full_is_not_touched(sealed: Program, tmp_path: Path) -> None:
    folder = tmp_path / "五月"
    folder.mkdir()
    (folder / "2009年5月通报.docx").write_bytes(b"mine")
    ran = sealed("month", "5", "-o", folder)
    assert (ran.status, ran.err.count("error[exists]")) == (7, 1)
    assert "holds 1 of these files already, one of them 2009年5月通报.docx" in ran.err
    assert names(folder) == {"2009年5月通报.docx"}
    assert (folder / "2009年5月通报.docx").read_bytes() == b"mine"
    (folder / "别的.txt").write_bytes(b"mine")
    assert sealed("month", "5", "-o", folder, "--force").status == 0
    assert (folder / "别的.txt").read_bytes() == b"mine"
    assert (folder / "2009年5月通报.docx").read_bytes() != b"mine"


def test_bar_113_a_full_disk_leaves_a_folder_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "五月"
    folder.mkdir()
    (folder / "甲").write_bytes(b"old")
    files = {"甲": b"new", "乙": bytes(200_000)}
    with ended_at(128), pytest.raises(Exception, match="disk is full"):
        write_all(folder, files, force=True)
    assert (names(folder), (folder / "甲").read_bytes()) == ({"甲"}, b"old")
    with ended_at(128), pytest.raises(Exception, match="disk is full"):
        write_all(tmp_path / "六月", files)
    assert not (tmp_path / "六月").exists()


def test_bar_113_a_name_that_cannot_be_given_takes_the_others_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "甲").write_bytes(b"old")
    put = disk.put

    def failing(made: Path, path: Path, *, force: bool = False) -> None:
        if path.name == "丙":
            raise PermissionError(13, "no")
        put(made, path, force=force)

    monkeypatch.setattr("inforeport.render.file.put", failing)
    with pytest.raises(Exception, match="cannot be written"):
        write_all(tmp_path, {"甲": b"1", "乙": b"2", "丙": b"3"}, force=True)
    assert (names(tmp_path), (tmp_path / "甲").read_bytes()) == ({"甲"}, b"old")


def test_what_is_ours_is_replaced_unasked(tmp_path: Path) -> None:
    (tmp_path / "甲").write_bytes(b"old")
    (tmp_path / "乙").write_bytes(b"old")
    with pytest.raises(PapersExist):
        write_all(tmp_path, {"甲": b"new", "乙": b"new"}, ours={"甲"})
    write_all(tmp_path, {"甲": b"new"}, ours={"甲"})
    assert (tmp_path / "甲").read_bytes() == b"new"


@pytest.mark.parametrize("does", ["exit 1", "exec sleep 60"])
def test_bar_113_without_pages_the_list_is_left_open(
    does: str, may: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_that(does, tmp_path, monkeypatch)
    ran = may("month", "5", "-o", tmp_path / "五月", "--format", "docx,xlsx")
    assert (ran.status, "pages are not counted: LibreOffice made no PDF" in ran.err) == (0, True)
    sheet = load_workbook(tmp_path / "五月" / "2009年5月打印清单（征求意见稿）.xlsx").active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet]
    assert [1, "通报", "2009年5月通报（征求意见稿）.docx", None, None, 14, None] in rows


def test_bar_113_pdfs_that_are_asked_for_and_cannot_be_made_refuse_all(
    may: Program, tmp_path: Path
) -> None:
    ran = may("month", "5", "-o", tmp_path / "五月", "--format", "docx,pdf")
    assert (ran.status, ran.err.count("error[no-pdf]")) == (7, 1)
    assert not (tmp_path / "五月").exists()


def test_pages_are_counted_where_libreoffice_is_found(base: Program, tmp_path: Path) -> None:
    tool("soffice")
    answer = base("month", "5", "-o", tmp_path / "五月", "--format", "pdf", "--json").json
    [paper] = answer["papers"]
    assert paper["files"] == ["2009年5月通报（征求意见稿）.pdf"]
    assert paper["pages"] > 1
    assert paper["sheets"] == (paper["pages"] + 1) // 2 * 14


def test_sheets_are_counted_by_sides_and_copies() -> None:
    def paper(pages: int | None, copies: int = 1) -> ToPrint:
        return ToPrint(key="", called="", files=(), pages=pages, copies=copies)

    assert [(one.sides, one.sheets) for one in (paper(1, 13), paper(2, 13), paper(7, 2))] == [
        (1, 13),
        (2, 13),
        (2, 8),
    ]
    assert (paper(None).sides, paper(None).sheets) == (None, None)


def test_a_format_that_is_none_is_refused(may: Program, tmp_path: Path) -> None:
    for formats in ("doc", "", "docx,odt"):
        ran = may("month", "5", "-o", tmp_path / "五月", "--format", formats)
        assert (ran.status, "error[unknown-format]" in ran.err) == (2, True)
    assert not (tmp_path / "五月").exists()


def test_personal_contacts_are_told_of_all_papers(may: Program, tmp_path: Path) -> None:
    may("submission", "edit", "2009-002", "--title", "请联系13800138000")
    ran = may("month", "5", "-o", tmp_path / "五月")
    assert (ran.status, "error[contact]" in ran.err) == (3, True)
    assert may("month", "5", "-o", tmp_path / "遮", "--redact").status == 0

"""Papers as PDF: what LibreOffice makes of the Word files, opened again before it is believed."""

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal

import pytest

from conftest import Program
from inforeport.documents.page import Column, Heading, Page, PageBreak, Paragraph, Table
from inforeport.errors import OutputUnproved
from inforeport.files import soffice
from inforeport.files.soffice import Given
from inforeport.render import checked, pdf
from inforeport.render.pdf import Printout
from inforeport.render.reread_pdf import pages_and_text
from shell import tool

DAY = date(2009, 6, 3)
LONG = "关于荆东区东城街道花台社区居民委员会二〇〇九年五月份信息报送、采用和得分情况的通报"


def no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let none be found."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(soffice, "_ELSEWHERE", ())


def one_that(does: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a program be found that does this in a shell, and be given a fifth of a second."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(soffice, "program", lambda: str(program))
    monkeypatch.setattr(soffice, "_START", 0.2)
    monkeypatch.setattr(soffice, "_EACH", 0)


def printout(name: str, *blocks: Paragraph | Heading | Table | PageBreak) -> Printout:
    """A paper and its Word file."""
    page = Page("通报", "街道实践办", DAY, blocks)
    return Printout(Path(name), page, checked.drawn(page, Path("a.docx"), "zh"))


@pytest.fixture(scope="module")
def made() -> tuple[list[pdf.Pdf], list[int]]:
    """Three papers, and how many files each start of LibreOffice was given."""
    tool("soffice")
    run, starts = soffice.converted, list[int]()

    def converted(program: str, files: Sequence[Given], ending: Literal["pdf"]) -> list[bytes]:
        starts.append(len(files))
        return run(program, files, ending)

    table = Table("得分表", (Column("unit", "单位"), Column("n", "分")), (("甲社区", 3),))
    papers = [
        printout("一.pdf", Paragraph(LONG, "title"), Paragraph("各社区："), PageBreak(), table),
        printout("二.pdf", Paragraph("另一份", "title"), table),
        printout("三.pdf", Heading("<b>一</b> &amp; ]]> ％ 甲_x000D_"), Paragraph("正文")),
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(soffice, "converted", converted)
        return pdf.made(papers, "zh"), starts


def test_papers_are_made_with_one_start_and_their_pages_are_counted(
    made: tuple[list[pdf.Pdf], list[int]],
) -> None:
    papers, starts = made
    assert starts == [3]
    assert [one.pages for one in papers] == [2, 1, 1]
    assert all(one.content.startswith(b"%PDF-") for one in papers)


def test_an_export_may_be_a_pdf(office: Program, tmp_path: Path) -> None:
    tool("soffice")
    office.well("unit", "add", "甲社区", "--group", "community")
    path = tmp_path / "通报.pdf"
    office.well("export", "circular", "--month", "5", "-o", path)
    pages, text = pages_and_text(path.read_bytes())
    assert pages > 0
    assert "情况的通报" in text


def test_bar_112_without_libreoffice_a_pdf_is_refused_in_one_sentence(
    office: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_libreoffice(monkeypatch)
    office.well("unit", "add", "甲社区", "--group", "community")
    ran = office("export", "circular", "--month", "5", "-o", tmp_path / "通报.pdf")
    assert (ran.status, ran.err.count("error[no-pdf]"), ran.err.count("\n")) == (7, 1, 2)
    assert list(tmp_path.glob("*.pdf")) == []


@pytest.mark.parametrize("does", ["exit 1", "exec sleep 60"])
def test_bar_112_one_that_fails_or_never_ends_is_told_in_one_sentence(
    does: str, office: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_that(does, tmp_path, monkeypatch)
    office.well("unit", "add", "甲社区", "--group", "community")
    ran = office("export", "circular", "--month", "5", "-o", tmp_path / "通报.pdf")
    assert (ran.status, ran.err.count("error[pdf-failed]"), ran.err.count("\n")) == (7, 1, 2)
    assert list(tmp_path.glob("*.pdf")) == []


def test_bar_112_a_pdf_that_cannot_be_opened_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes = 'while [ "$1" != --outdir ]; do shift; done; printf rubbish > "$2/0.pdf"'
    one_that(writes, tmp_path, monkeypatch)
    with pytest.raises(OutputUnproved):
        pdf.made([printout("一.pdf", Paragraph(LONG, "title"))], "zh")


def test_bar_112_a_pdf_without_the_title_of_its_paper_is_not_believed(
    made: tuple[list[pdf.Pdf], list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, other, _ = made[0]
    monkeypatch.setattr(soffice, "converted", lambda *_: [other.content])
    with pytest.raises(OutputUnproved):
        pdf.made([printout("一.pdf", Paragraph(LONG, "title"))], "zh")

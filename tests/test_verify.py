"""`verify`: a printed circular, held against what was sealed and against the log."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from conftest import Program
from inforeport.documents.reference import parsed
from shell import refused
from test_seal import ASKED, CLOSED, LATER, may
from test_watched import another, chain_anew

__all__ = ["may"]


@pytest.fixture
def printed(may: Program) -> Path:
    """The circular of a sealed May."""
    may.well("close", *ASKED, "--yes", today=CLOSED)
    path = may.db.with_name("通报.docx")
    may.well("export", "circular", *ASKED, "-o", path, today=CLOSED)
    return path


def found(office: Program, path: Path, *more: object) -> list[tuple[str, str]]:
    """What is found of a paper, by code and sentence."""
    ran = office("verify", path, "--json", *more, today=LATER)
    problems = [(one["code"], one["what"]) for one in ran.json["findings"]]
    assert ran.status == (8 if problems else 0)
    return problems


def test_bar_84_a_circular_says_of_which_sealed_month_it_is(may: Program, printed: Path) -> None:
    ran = may.well("verify", printed, today=LATER)
    assert ran.out == "通报.docx is the circular of 2009-05, sealed on 2009-06-03\n"
    told = may.well("verify", printed, "--json", today=LATER).json
    assert told["period"] == {"name": "2009-05", "from": "2009-05-01", "to": "2009-05-31"}
    assert (told["schema"], told["sealed"], told["findings"]) == (1, "2009-06-03", [])


def test_bar_84_a_figure_that_was_changed_is_named(may: Program, printed: Path) -> None:
    rewrite(printed, lambda text: text.replace("乙社区", "己社区", 1))
    problems = found(may, printed)
    assert {code for code, _ in problems} == {"paper"}
    was, now = (what for _, what in problems)
    assert "乙社区" in was
    assert was.endswith("was sealed, and is not there")
    assert "己社区" in now
    assert now.endswith("is there, and was not sealed")


def test_bar_84_a_sentence_that_was_put_in_is_named(may: Program, printed: Path) -> None:
    paper = Document(str(printed))
    paper.add_paragraph("甲社区予以通报批评。")
    paper.save(str(printed))
    assert found(may, printed) == [("paper", "“甲社区予以通报批评。” is there, and was not sealed")]


def test_bar_84_what_was_late_is_in_no_sealed_circular(may: Program, printed: Path) -> None:
    may("adoption", "add", "乙社2", "--level", "street", "--on", "2009-05-28", today=LATER)
    assert found(may, printed) == []


def test_a_circular_that_word_has_saved_again_is_the_same(may: Program, printed: Path) -> None:
    Document(str(printed)).save(str(printed))
    assert found(may, printed) == []


def test_what_was_handed_in_is_named_again(may: Program, printed: Path, tmp_path: Path) -> None:
    demands = tmp_path / "要求.txt"
    demands.write_text("一是及时报送。\n二是提高质量。\n", encoding="utf-8")
    more = ("--number", "街办〔2009〕3号", "--demands", demands)
    may.well("export", "circular", *ASKED, "-o", printed, "--force", *more)
    assert found(may, printed, *more) == []
    assert len(found(may, printed)) == 4  # the number, the head, two demands


def test_a_circular_from_before_its_month_was_sealed_is_the_same(may: Program) -> None:
    early, late = (may.db.with_name(f"{name}.docx") for name in ("前", "后"))
    may.well("export", "circular", *ASKED, "-o", early, today=CLOSED)
    refused(may("verify", early), "not-sealed", 4)
    may.well("close", *ASKED, "--yes", today=CLOSED)
    may.well("export", "circular", *ASKED, "-o", late, today=LATER)
    assert early.read_bytes() == late.read_bytes()
    assert found(may, early) == []


def test_bar_84_a_circular_bears_witness_of_the_log(may: Program, printed: Path) -> None:
    shutil.rmtree(may.db.with_name("backups"))
    may.well("check", today=LATER)
    chain_anew(may.db, "update command set who = '别人' where id = 2")
    with_log = [what for code, what in found(may, printed) if code == "witness"]
    assert len(with_log) == 1
    assert "is not the one that the log had" in with_log[0]


def test_a_file_that_says_nothing_of_itself_wants_a_period(may: Program, printed: Path) -> None:
    paper = Document(str(printed))
    paper.core_properties.identifier = "街办档案 17"
    paper.save(str(printed))
    refused(may("verify", printed), "paper-unmarked", 4)
    assert found(may, printed, *ASKED) == []


@pytest.mark.parametrize("content", [b"", b"PK\3\4 half", b"nothing of the kind"])
def test_what_is_no_word_file_is_told(may: Program, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "通报.docx"
    path.write_bytes(content)
    refused(may("verify", path), "paper-unusable", 4)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    refused(may("verify", path), "paper-unusable", 4)
    refused(may("verify", tmp_path / "none.docx"), "file-missing", 4)


def test_the_reference_is_in_the_file_and_not_on_the_paper(may: Program, printed: Path) -> None:
    paper = Document(str(printed))
    reference = parsed(paper.core_properties.identifier)
    assert reference is not None
    assert (str(reference.period.start), str(reference.period.last)) == ("2009-05-01", "2009-05-31")
    assert reference.log.sha256 not in "".join(one.text for one in paper.paragraphs)
    for ending in (".html", ".xlsx", ".json"):
        path = printed.with_suffix(ending)
        may.well("export", "circular", *ASKED, "-o", path, today=CLOSED)
        content = path.read_bytes()
        if ending == ".xlsx":
            with zipfile.ZipFile(path) as book:
                content = book.read("docProps/core.xml")
        assert reference.log.sha256.encode() in content


def test_the_file_of_an_older_seal_says_no_more_than_it_did(may: Program, printed: Path) -> None:
    """Its seal does not tell of the log; whoever has its files has just these bytes."""
    with another(may.db) as other:
        other.execute("update seal set command = null, command_sha256 = null")
    for ending, part in OWN_WORDS.items():
        path = printed.with_name(f"旧{ending}")
        may.well("export", "circular", *ASKED, "-o", path, today=CLOSED)
        content = path.read_bytes()
        if part:
            with zipfile.ZipFile(path) as archive:
                content = archive.read(part)
        assert [one for one in (b"identifier", b"keywords", b"reference") if one in content] == []
    assert found(may, printed.with_name("旧.docx"), *ASKED) == []


OWN_WORDS = {".docx": "docProps/core.xml", ".xlsx": "docProps/core.xml", ".html": "", ".json": ""}
"""Where a file speaks of itself."""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "inforeport",
        "别的 2009-05",
        f"inforeport 2009-05-01..2009-02-30 1 {'0' * 64}",
        f"inforeport 2009-05-01..9999-12-31 1 {'0' * 64}",
    ],
)
def test_what_is_no_reference_is_none(text: str) -> None:
    assert parsed(text) is None


def rewrite(path: Path, change: Callable[[str], str]) -> None:
    """Change the text of a Word file, as somebody does who has it open."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts["word/document.xml"].decode()
    assert change(text) != text
    parts["word/document.xml"] = change(text).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)

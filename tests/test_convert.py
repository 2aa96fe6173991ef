"""Older Word files: read as what LibreOffice makes of them, held where there is none."""

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

import pytest

from inforeport.errors import FileUnreadable
from inforeport.files import soffice
from inforeport.files.soffice import Given
from inforeport.intake import gather, letter
from inforeport.intake.letters import Asked
from inforeport.model.letters import Letter
from mailed import Head, file, joined, message, text
from typed_up import body, docx, para, title

ASKED = Asked(today=date(2009, 6, 3))
TEXT = "5月7日，甲社区开展消防演练。"
RTF = rb"""{\rtf1\ansi\ansicpg936\uc1
{\pard\qc\fs44 \u28040?\u-28424?\par}
{\pard\fs32 \u30002?\u31038?\u21306?\u24320?\u23637?\u28436?\u32451?\u12290?\par}
{\pard\qr\fs32 \u65288?\u30002?\u31038?\u21306?\u20379?\u31295?\u65289?\par}
}"""


OLD_WORD = (Path(__file__).parent / "samples" / "word" / "report.doc").read_bytes()
"""A .doc, as LibreOffice 7.4 wrote it: a title, TEXT and a signature at the right."""


class Came(NamedTuple):
    """What came of a folder, by name, and how many files each start of the converter was given."""

    letters: dict[str, Letter]
    starts: list[int]


@pytest.fixture(scope="module")
def came(tmp_path_factory: pytest.TempPathFactory) -> Came:
    """What comes of older files beside a newer one, and of messages that bear some."""
    if not soffice.program():
        pytest.skip("no LibreOffice here")
    folder, starts = tmp_path_factory.mktemp("older"), list[int]()
    newer = docx(title("座谈"), body(TEXT), para("（乙社区）"))
    files = {"a.doc": OLD_WORD, "b.wps": OLD_WORD, "c.rtf": RTF, "d.docx": newer}
    for number in range(2):
        head = Head("信息", received="Fri, 08 May 2009 17:31:00 +0800", number=f"{number}")
        parts = [text(""), file("a.doc", OLD_WORD), file("b.rtf", RTF)]
        files[f"{number}.eml"] = message(head, joined("mixed", parts))
    for name, content in files.items():
        (folder / name).write_bytes(content)
    run = soffice.converted

    def converted(program: str, files: Sequence[Given], ending: Literal["docx"]) -> list[bytes]:
        starts.append(len(files))
        return run(program, files, ending)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(soffice, "converted", converted)
        letters = [one for one in gather.letters(folder, ASKED) if isinstance(one, Letter)]
    return Came({Path(one.name).name: one for one in letters}, starts)


def test_older_files_are_read_with_one_start(came: Came) -> None:
    letters, starts = came
    assert [name for name in letters if not name.endswith(".eml")] == [
        *("d.docx", "a.doc", "b.wps", "c.rtf")
    ]
    assert starts == [3 + 2 * 2]
    for name in ("a.doc", "b.wps"):
        assert letters[name].content == OLD_WORD
        assert letters[name].kind == "doc"
        (piece,) = letters[name].pieces
        assert (piece.doubts, piece.cells) == (
            (),
            {"title": "甲社区开展消防演练", "unit": "甲社区", "authors": "张三", "text": TEXT},
        )
    assert letters["c.rtf"].pieces[0].cells["unit"] == "甲社区"


def test_those_in_messages_share_the_start(came: Came) -> None:
    letters, starts = came
    mails = [letters["0.eml"], letters["1.eml"]]
    assert [len(one.pieces) for one in mails] == [2, 2]
    assert {one.pieces[0].cells["title"] for one in mails} == {"甲社区开展消防演练"}
    assert starts == [3 + 2 * 2]


def test_without_a_converter_an_older_file_is_held(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(soffice, "_ELSEWHERE", ())
    came = letter(RTF, "甲社区信息.rtf", ASKED)
    (piece,) = came.pieces
    assert (came.kind, came.content) == ("rtf", RTF)
    assert [one.code for one in piece.doubts] == ["older-format"]
    assert piece.cells == {"unit": "甲社区"}


def test_a_converter_that_makes_nothing_or_never_ends_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    for does in ("exit 1", "exec sleep 60"):
        program.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setattr(soffice, "program", lambda: str(program))
        monkeypatch.setattr(soffice, "_START", 0.2)
        monkeypatch.setattr(soffice, "_EACH", 0)
        with pytest.raises(FileUnreadable):
            letter(RTF, "a.rtf", ASKED)


def test_nothing_is_left_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    assert soffice.converted("true", [Given("rtf", RTF)], "docx") == [b""]
    assert list(tmp_path.iterdir()) == []

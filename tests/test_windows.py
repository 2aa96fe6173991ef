"""What is Windows' own, with Windows simulated: nothing here was run there."""

import ctypes
import errno
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

from conftest import Program
from inforeport.cli._editor import changed_in_editor
from inforeport.cli._session import Session, locale_language
from inforeport.intake import workbook
from test_examples import ROOT


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Make this a Windows whose screens are in a language, by its number."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def speaking(number: int) -> None:
        kernel = SimpleNamespace(GetUserDefaultUILanguage=lambda: number)
        monkeypatch.setattr(sys, "platform", "win32")
        monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)

    return speaking


@pytest.mark.parametrize(
    ("number", "language"), [(0x0804, "zh"), (0x0404, "zh"), (0x0409, "en"), (0x0411, "en")]
)
def test_the_screen_speaks_as_windows_does(windows: Any, number: int, language: str) -> None:
    windows(number)
    assert locale_language() == language


def test_what_the_environment_says_comes_first(
    windows: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows(0x0804)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert locale_language() == "en"


def test_another_system_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert locale_language() == "en"


def test_a_windows_that_does_not_say_is_taken_for_english(
    windows: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows(0x0804)
    monkeypatch.delattr(ctypes, "windll")
    assert locale_language() == "en"


def test_a_program_without_an_interpreter_reads_workbooks_by_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As PyInstaller's folder is one: the program is asked to be the reader."""
    program = tmp_path / "inforeport"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m inforeport "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    book = openpyxl.Workbook()
    book.active.append(["单位", "标题"])
    book.save(tmp_path / "list.xlsx")
    content = (tmp_path / "list.xlsx").read_bytes()
    before = workbook.sheets(content)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    assert workbook.sheets(content) == before != []


def refusal(number: int) -> OSError:
    """An error of Windows, as Python raises it there: its own number, and a lack of rights."""
    error = PermissionError(errno.EACCES, "Access is denied")
    error.winerror = number  # type: ignore[attr-defined,unused-ignore]
    return error


@pytest.mark.parametrize("number", [32, 33])
def test_a_list_that_is_open_in_a_spreadsheet_is_told_as_such(
    office: Program, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    path = office.db.with_name("五月.csv")
    path.write_text("单位,标题,报送时间\n", encoding="utf-8")

    def held(*_: object) -> bytes:
        raise refusal(number)

    monkeypatch.setattr(Path, "read_bytes", held)
    ran = office("submission", "import", path)
    assert ran.status == 4
    assert "error[file-unreadable]" in ran.err
    assert "another program has it open: close it there" in ran.err


@pytest.mark.parametrize("number", [5, 32])
def test_a_paper_that_is_open_in_word_is_told_as_such_and_not_replaced(
    office: Program, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    office.well("unit", "add", "甲社区", "社区")
    path = office.db.with_name("名册.docx")
    office.well("export", "roster", "-o", path)
    before = path.read_bytes()

    def held(*_: object) -> None:
        raise refusal(number)

    monkeypatch.setattr(Path, "replace", held)
    ran = office("export", "roster", "-o", path, "--force")
    assert (ran.status, "error[open-elsewhere]" in ran.err) == (7, True), ran
    assert path.read_bytes() == before
    assert {one.name for one in path.parent.glob("*名册*")} == {"名册.docx"}


def test_a_folder_without_the_right_to_it_is_not_taken_for_an_open_file(
    office: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.well("unit", "add", "甲社区", "社区")

    def refused(*_: object, **__: object) -> int:
        raise refusal(5)

    monkeypatch.setattr("os.open", refused)
    ran = office("export", "roster", "-o", office.db.with_name("名册.docx"))
    assert "error[not-writable]" in ran.err


def test_a_terminal_without_readline_takes_lines_all_the_same(
    office: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.well("unit", "add", "甲社区", "社区")
    monkeypatch.setitem(sys.modules, "readline", None)
    monkeypatch.setattr(Session, "at_terminal", True)
    ran = office("submission", "add", stdin="甲社区 开设夜校 5.8\n".encode())
    assert (ran.status, "added: 1, 开设夜校 (甲社区)" in ran.out) == (0, True), ran


def test_a_system_without_names_of_users_leaves_the_log_without(
    office: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setitem(sys.modules, "pwd", None)
    office.well("unit", "add", "甲社区", "社区")
    assert office.well("log", "--json").json["commands"][-1]["who"] == ""


def test_the_editor_is_notepad_which_is_told_the_encoding(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    began: list[tuple[str, bytes]] = []

    def run(command: list[str], **_: object) -> SimpleNamespace:
        path = Path(command[-1])
        began.append((command[0], path.read_bytes()))
        path.write_bytes("夜校已开课。\r\n".encode("utf-16"))
        return SimpleNamespace(returncode=0)

    monkeypatch.setattr("subprocess.run", run)
    assert changed_in_editor("夜校").strip() == "夜校已开课。"
    assert began == [("notepad", "\ufeff夜校".encode())]

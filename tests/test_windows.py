"""What is Windows' own, with Windows simulated: nothing here was run there."""

import ctypes
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

from inforeport.cli._session import locale_language
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

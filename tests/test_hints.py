"""27: every hint in the catalogue names commands and options that there are."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer

from conftest import Program
from hints import OPTION, amiss, options_of
from inforeport import errors
from inforeport.cli import app
from inforeport.words import Message, say

ERRORS = [
    one
    for one in vars(errors).values()
    if isinstance(one, type) and issubclass(one, errors.InforeportError)
]
TIPS = sorted({one.tip for one in ERRORS if one.tip})


@cache
def every_option() -> set[str]:
    """The options of all commands."""
    root: Any = typer.main.get_command(app)
    found, left = set[str](), [root]
    while left:
        one = left.pop()
        found |= options_of(one)
        if hasattr(one, "list_commands"):
            context = typer.Context(one)
            left += [one.get_command(context, name) for name in one.list_commands(context)]
    return found


@pytest.mark.parametrize("tip", TIPS)
def test_fault_27_every_hint_names_what_exists(tip: str) -> None:
    for text in (tip, say(Message(tip), "zh") if "{" not in tip else tip):
        assert [*amiss(text)] == []
        assert set(OPTION.findall(text)) <= every_option()


def test_fault_27_a_scheme_that_is_not_utf_8_is_not_sent_to_an_option(
    office: Program, tmp_path: Path
) -> None:
    path = tmp_path / "s.toml"
    path.write_bytes('title = "办法"'.encode("gb18030"))
    ran = office("scheme", "check", path)
    assert "error[encoding]" in ran.err
    assert "--encoding" not in ran.err
    assert "save it as UTF-8" in ran.err


def test_fault_27_a_text_in_word_is_not_sent_to_an_option(office: Program, tmp_path: Path) -> None:
    office.well("unit", "add", "甲社区", "--group", "社区")
    path = tmp_path / "x.docx"
    path.write_bytes(b"PK\x03\x04\x00\xff\xfe\x9c")
    words = ("submission", "add", "甲社区", "题", "--received", "2009-05-04", "--text", path)
    ran = office(*words)
    assert "error[encoding]" in ran.err
    assert "--encoding" not in ran.err
    assert "plain text" in ran.err


def test_fault_27_a_folder_in_the_way_of_the_demo_is_not_replaced(
    run: Program, tmp_path: Path
) -> None:
    ran = run("demo", tmp_path)
    assert "error[exists]" in ran.err
    assert "--force" not in ran.err


def test_no_example_in_a_hint_is_of_a_file_that_is_not_read() -> None:
    endings = {ending for tip in TIPS for ending in re.findall(r"[A-Z]\.(\w+)", tip)}
    assert endings <= {"docx", "csv", "toml", "xlsx"}

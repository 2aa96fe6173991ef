"""27: every hint in the catalogue names commands and options that there are."""

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer
from babel.messages.pofile import read_po

from conftest import Program
from hints import COMMAND, OPTION, amiss, commands_in, options_of
from inforeport import errors
from inforeport.cli import app
from inforeport.days import read_day, read_period
from inforeport.period import Calendar
from inforeport.words import Message, say

ERRORS = [
    one
    for one in vars(errors).values()
    if isinstance(one, type) and issubclass(one, errors.InforeportError)
]
ROOT = Path(__file__).parent.parent
EXAMPLES = sorted(
    {
        example
        for one in ERRORS
        for example in re.findall(r"\b\d{4}(?:-(?:\d\d|Q\d|H\d|W\d\d))*(?:\.\.[\d-]+)?\b", one.tip)
    }
)
"""The days and periods that hints show."""
TIPS = sorted({one.tip for one in ERRORS if one.tip})


def chinese() -> dict[str, str]:
    """The sentences of the catalogue, which holds all that are said (test_catalogue.py)."""
    with (ROOT / "src/inforeport/locale/zh/LC_MESSAGES/inforeport.po").open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file) if one.id}


CHINESE = chinese()
NAMING = sorted(one for one in CHINESE if OPTION.search(one) or COMMAND.search(one))
"""Those, of whatever kind, that name a command or an option."""


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


@pytest.mark.parametrize("sentence", NAMING)
def test_every_sentence_that_names_a_command_or_an_option_names_one_there_is(sentence: str) -> None:
    for text in (sentence, CHINESE[sentence]):
        assert [*amiss(text)] == []
        assert set(OPTION.findall(text)) <= every_option()
    named = commands_in(CHINESE[sentence])
    assert all(command in named for command in commands_in(sentence))


@pytest.mark.parametrize("example", EXAMPLES)
def test_what_a_hint_gives_as_an_example_is_understood(example: str) -> None:
    today, calendar = date(2009, 8, 3), Calendar(since=date(2009, 5, 2))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", example):
        assert read_day(example, today).sure
    else:
        assert read_period(example, calendar, today)


BESIDE_SESSIONS = re.compile(
    r"`(inforeport [^`]*)`|^(?:\S*\\)?(inforeport(?:\.exe)? .*)$", re.MULTILINE
)
CHINESE_PAGES = sorted(path for path in ROOT.rglob("*.zh-CN.md") if ".venv" not in path.parts)


@pytest.mark.parametrize("page", CHINESE_PAGES, ids=lambda page: page.name)
def test_every_command_that_a_page_names_beside_its_sessions_is_one_there_is(page: Path) -> None:
    text = re.sub(
        r"^```console$.*?^```$", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE
    )
    named = [one[0] or one[1] for one in BESIDE_SESSIONS.findall(text)]
    assert [wrong for command in named for wrong in amiss(command)] == []


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


@pytest.mark.parametrize(
    ("scheme", "group"), [("E2", "乡镇"), ("S13", "县区"), ("S58", "科室"), ("S05", "各单位")]
)
@pytest.mark.parametrize("words", [("score", "2022-05-04..2022-05-10"), ("close",)])
def test_the_period_of_a_hint_is_one_that_the_scheme_scores(
    run: Program, scheme: str, group: str, words: tuple[str, ...]
) -> None:
    """By the quarter, the year, half a year and the month: what is shown can be typed."""
    path, today = ROOT / "examples/schemes" / f"{scheme}.toml", date(2022, 6, 3)
    run.well("init", "--office", "区委办", "--scheme", path, today=today)
    run.well("unit", "add", "甲社区", "--group", group, today=today)
    ran = run(*words, today=today)
    (period,) = re.findall(r"for example: --period (\S+)", ran.err)
    assert run("score", "--period", period, today=today).status == 0

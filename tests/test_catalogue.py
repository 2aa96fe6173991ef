"""The Chinese catalogue: whole, true to its English, and the only words on a Chinese screen."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from runpy import run_path
from string import Formatter
from typing import Any

import pytest
import typer
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from inforeport.cli import app
from inforeport.rules import types
from inforeport.scheme.kinds import figures_of, tables
from inforeport.words import Message, message, say

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "inforeport"
COMMAND = re.compile(r"inforeport( [a-z]+| 某)*|--?[a-z][a-z-]*")
OF_SCHEMES = {
    word
    for name in (*types(), *tables())
    for key in (name, *(one.name for one in figures_of(name)))
    for word in key.split("_")
}
KEPT = OF_SCHEMES | {
    *("inforeport", "chinesecalendar", "tzdata", "zh", "en", "utf", "big"),
    *("CSV", "JSON", "TOML", "JPEG", "PNG", "UTF", "GB", "gb", "NUL", "MB", "csv", "docx", "json"),
    *("xlsx", "html", "eml", "pdf", "PDF", "SMTP", "smtp"),
    *("Word", "WPS", "Excel", "ods", "DOCTYPE", "LibreOffice"),
    *("street", "whole", "brief", "Asia", "Shanghai", "Schema", "fee", "met", "unknown"),
    *("unit", "month", "schools", "add", "export", "template", "new", "true", "false"),
    *("Python", "SQLite", "INFOREPORT", "DB", "EDITOR", "sha", "chmod"),
    *("backup", "make", "restore", "doctor"),
    *("bash", "zsh", "fish", "powershell"),
    *("db", "lang", "config", "set", "help", "json", "write", "error"),
    *("score", "rank", "due", "stats"),
    *("QQ", "IMAP", "imap", "com", "TLS", "PEM", "pip", "install", "mail", "keyring"),
    *("intake", "fetch", "BEGIN", "CERTIFICATE"),
    *("Parquet", "Dask", "dask", "scheduler", "worker", "engine", "processes", "txt", "tcp"),
}
"""English that stays: commands, formats, keys and words of a scheme file, stand-ins in hints."""
RIVALS = {
    "台账": "账本 台帐 库文件 数据库 档案",
    "退出码": "退出状态 状态码 返回码 返回值",
    "编号": "信息号 流水号",
    "信息": "稿件 稿子 报送件",
    "采用": "录用 采纳 采录",
    "时段": "期间 时期 区间 个周期 指明周期",
    "备份": "副本 拷贝",
    "操作记录": "日志",
    "豁免": "免除",
    "评分办法": "评分方案 计分方案 考核方案",
    "信息员": "联络员",
    "单位": "部门",
    "截止日": "截止期",
    "封存": "封账 密封 结账",
}
"""One word for one thing: what the catalogue says, and what it does not say instead."""


@cache
def messages() -> set[str]:
    """The sentences of the source, as they are gathered for translation."""
    gathered: set[str] = run_path(str(ROOT / "tools" / "catalogue.py"))["messages"]()
    return gathered


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with (PACKAGE / "locale/zh/LC_MESSAGES/inforeport.po").open("rb") as file:
        return read_po(file)


@pytest.fixture(scope="module")
def chinese(catalogue: Catalog) -> dict[str, str]:
    return {str(one.id): str(one.string) for one in catalogue if one.id}


def test_every_message_is_in_the_catalogue_and_nothing_that_is_no_longer_said(
    catalogue: Catalog, chinese: dict[str, str]
) -> None:
    assert chinese.keys() == messages()
    assert not catalogue.obsolete


def test_every_message_has_its_chinese(catalogue: Catalog) -> None:
    assert [one.id for one in catalogue if one.id and (not one.string or one.fuzzy)] == []


def test_no_message_of_the_source_escapes_the_gathering() -> None:
    """One said inside an f-string is not seen by Babel."""
    said = {text for path in PACKAGE.rglob("*.py") for text in _said(path)}
    assert said - messages() == set()


def test_the_facts_of_a_sentence_are_those_of_its_chinese(chinese: dict[str, str]) -> None:
    """A format may be left out, as the naught of 05 in 5月; none may be put in."""
    assert {
        english: text
        for english, text in chinese.items()
        if _facts(english).keys() != _facts(text).keys()
        or any(form not in {"", _facts(english)[fact]} for fact, form in _facts(text).items())
    } == {}


def test_the_signs_beside_chinese_are_chinese(chinese: dict[str, str]) -> None:
    beside = re.compile(r"[一-鿿、-〗，-；？“”][,;:!?()]|[,;:!?()][一-鿿“”]")
    assert [text for text in chinese.values() if beside.search(_without_facts(text))] == []


def test_the_only_english_left_is_what_people_type(chinese: dict[str, str]) -> None:
    left = {text: _english(_without_facts(text), KEPT, 2) for text in chinese.values()}
    assert {text: words for text, words in left.items() if words} == {}


def test_one_thing_has_one_word(chinese: dict[str, str]) -> None:
    """What two screens call by two names is taken for two things."""
    said = "\n".join(chinese.values()).replace("约稿件数", "")
    assert {word for words in RIVALS.values() for word in words.split() if word in said} == set()
    assert {word for word in RIVALS if word not in said} == set()


def test_an_error_and_its_hint_are_called_so_in_the_language_of_the_screen(run: Any) -> None:
    ran = run("unit", "lsit", lang="zh")
    assert [line.partition("：")[0] for line in ran.err.splitlines()] == [
        "inforeport: 错误[usage]",
        "inforeport: 提示",
    ]


def test_the_compiled_catalogue_says_the_same(chinese: dict[str, str]) -> None:
    assert say(message("{first} to {last}", first=1, last="乙"), "zh") == "1至乙"
    assert {english: say(Message(english), "zh") for english in chinese} == chinese


def _said(path: Path) -> Iterator[str]:
    text = path.read_text("utf8")
    calls = ast.walk(ast.parse(text)) if "message" in text or "N_" in text else ()
    for call in calls:
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.args:
            first = call.args[0]
            if call.func.id in {"message", "N_"} and isinstance(first, ast.Constant):
                yield str(first.value)


def _facts(text: str) -> dict[str, str]:
    """The names of the places in a sentence, each with its format."""
    return {name: spec or "" for _, name, spec, _ in Formatter().parse(text) if name}


def _without_facts(text: str) -> str:
    """The sentence with a Chinese sign in each place, so that signs beside it are judged too."""
    return re.sub(r"\{[^}]*\}", "某", text)


def _english(text: str, allowed: set[str], least: int) -> list[str]:
    words = re.findall(f"[A-Za-z]{{{least},}}", COMMAND.sub(" ", text))
    return [word for word in words if word not in allowed]


# What Typer says of itself is gone too


def _commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield path, command
    if hasattr(command, "list_commands"):
        context = typer.Context(command)
        for name in command.list_commands(context):
            yield from _commands(command.get_command(context, name), (*path, name))


COMMANDS = dict(_commands(typer.main.get_command(app)))


def test_every_noun_and_verb_is_looked_at() -> None:
    assert {(), ("score",), ("unit", "list"), ("bulletin", "issue")} <= COMMANDS.keys()


STOPS = tuple("，。；：、！？）》”")
"""Signs with which no line begins."""


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_is_chinese(run: Any, path: tuple[str, ...]) -> None:
    ran = run(*path, "--help", lang="zh")
    command = COMMANDS[path]
    below = {name for one in COMMANDS for name in one}
    stand_ins = {word for one in command.params for word in _letters(one.metavar or "")}
    assert (ran.status, _english(ran.out, KEPT | below | stand_ins, 3)) == (0, [])
    assert ran.out.startswith("用法：")
    assert not [line for line in ran.out.splitlines() if line.strip().startswith(STOPS)]


def _letters(text: str) -> list[str]:
    return re.findall("[A-Za-z]+", text)


@pytest.mark.parametrize(
    "given",
    [
        "nuon",
        "unit verb",
        "unit list rest",
        "unit list --jsn",
        "unit list --json=1",
        "unit add 甲社区",
        "unit add",
        "close",
        "score --month",
        "score --month 5 --quarter 2",
        "score --period someday",
        "adoption edit first",
        "adoption edit",
        "bulletin show --bulletin first",
        "bulletin add 1 --form",
        "--today someday unit list",
    ],
)
def test_a_complaint_about_the_command_line_is_chinese(office: Any, given: str) -> None:
    ran = office(*given.split(), lang="zh")
    said = re.sub(r"(?m)^inforeport: (错误\[[a-z-]+\]|提示)：", "", ran.err)
    allowed = KEPT | {*_letters(given)} | {name for path in COMMANDS for name in path}
    assert (ran.status, _english(said, allowed | {"NUMBER", "UNIT"}, 3)) == (2, [])
    assert re.search("[一-鿿]", said)

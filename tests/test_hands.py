"""Every line that people typed, as `cases/hands.toml` lists it: what it means, or why it is not."""

import shlex
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from PIL import Image

from conftest import CASES, Program, Ran
from every import an_example, the_same
from shell import ENVIRONMENT, at_terminal

DAY = date(2009, 6, 3)
ROWS: list[dict[str, Any]] = tomllib.loads((CASES / "hands.toml").read_text("utf-8"))["row"]
TYPED = [(line, row) for row in ROWS for line in row["typed"]]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The example office, with the files that the lines name."""
    folder = tmp_path_factory.mktemp("hands") / "office"
    office = an_example(folder)
    for number, name in enumerate("ab"):
        Image.new("RGB", (90 + number, 60)).save(folder / f"{name}.jpg")
        rows = f"单位,标题,报送时间\n乙社区,第{number}次义诊,2009-06-02\n"
        (folder / f"{name}.csv").write_text(rows, encoding="utf-8")
    word = Document()
    word.add_paragraph("夜校于六月一日开课。")
    word.save(str(folder / "a.docx"))
    return office


@pytest.fixture
def office(demo: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """A copy of it, and its folder that of whoever types."""
    office = the_same(demo, tmp_path / "office")
    monkeypatch.chdir(office.db.parent)
    return office


def typed(office: Program, line: str, stdin: str = "") -> Ran:
    return office(*shlex.split(line), today=DAY, stdin=stdin.encode())


@pytest.mark.parametrize(("line", "row"), TYPED, ids=[line for line, _ in TYPED])
def test_what_was_typed_is_taken_as_it_was_meant(
    office: Program, line: str, row: dict[str, Any]
) -> None:
    for before in row.get("before", ()):
        assert typed(office, before).status == 0, before
    ran = typed(office, line, row.get("stdin", ""))
    assert [*_missing(row, ran, office.db.parent)] == [], ran
    if "refused" in row:
        assert f"error[{row['refused']}]" in ran.err, ran
        assert (ran.out, row["because"] != "") == ("", True)
        return
    assert ran.status == 0, ran
    if "same" in row:
        assert ran == typed(office, row["same"])
    if "then" in row:
        then = dict(row["then"])
        answer = typed(office, f"{then.pop('line')} --json").json
        assert _like(answer, then), answer


def _missing(row: dict[str, Any], ran: Ran, folder: Path) -> Iterator[str]:
    """What of the answer, of what stands beside it and of the files is not there."""
    yield from (text for text in row.get("out", ()) if text not in ran.out)
    yield from (text for text in row.get("err", ()) if text not in ran.err)
    yield from (name for name in row.get("files", ()) if not (folder / name).exists())


def _like(answer: Any, wanted: Any) -> bool:
    """Whether an answer holds what is wanted; of a list each in its place, and no more of them."""
    if isinstance(wanted, dict):
        return all(key in answer and _like(answer[key], wanted[key]) for key in wanted)
    if isinstance(wanted, list):
        return len(answer) == len(wanted) and all(map(_like, answer, wanted))
    return bool(answer == wanted)


def test_a_row_says_what_a_line_means_and_what_holds_it() -> None:
    for row in ROWS:
        assert row["means"]
        assert ("because" in row) == ("refused" in row), row
        assert row.keys() & {"same", "then", "out", "err", "files", "refused"}, row


def test_an_edit_without_an_option_opens_the_editor_at_a_terminal(
    office: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that writes what it was told; the environment of the run is a clean one otherwise."""
    script = office.db.with_name("editor.sh")
    script.write_text('#!/bin/sh\nprintf 夜校已开课。 > "$1"\n', encoding="utf-8")
    script.chmod(0o700)
    monkeypatch.setitem(ENVIRONMENT, "EDITOR", str(script))
    ran = at_terminal(office.db, "", "submission", "edit", "4", today=f"{DAY}")
    assert (ran.status, ran.out) == (0, "changed: 2009-004\n"), ran
    assert typed(office, "submission show 4 --json").json["text"] == "夜校已开课。"

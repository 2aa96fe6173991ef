"""Long work is shown from its first moment where somebody watches, and nowhere else."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from conftest import Program
from every import an_office, the_same
from forked import forked
from inforeport.pace import heard, paced
from shell import ENVIRONMENT

pytestmark = pytest.mark.skipif(not hasattr(os, "openpty"), reason="there is no terminal here")

SHOWN = {
    "score --month 5": ("正在计算", "counting"),
    "rank --month 5": ("正在计算", "counting"),
    "check": ("正在检查", "looking it over"),
    "export all --month 5 -o {folder}/全部": ("：通报", ": 通报"),
    "export circular --month 5 -o {folder}/甲.docx": ("正在写出甲.docx", "writing 甲.docx"),
    "intake add {folder}/来件.csv": ("正在收件", "taking in"),
    "submission import {folder}/submissions.csv": ("正在登记", "putting on file"),
    "unit import {folder}/units.csv": ("正在读取units.csv", "reading units.csv"),
    "backup make": ("正在备份并校验", "copying the file"),
    "backup verify {folder}/copy.db": ("正在校验copy.db", "proving copy.db"),
    "restore {folder}/copy.db --yes": ("正在校验copy.db", "proving copy.db"),
    "close --month 5 --yes": ("正在封存", "sealing"),
    "undo --yes": ("正在备份并校验", "copying the file"),
}
"""What is typed, and what is shown meanwhile in Chinese and in English."""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return an_office(tmp_path_factory.mktemp("base") / "office")


def watched(office: Program, line: str, *, lang: str = "zh", terminal: bool = True) -> str:
    """What a run shows on stderr, at a terminal or in a pipe."""
    words = line.format(folder=office.db.parent).split()
    asked = [["--lang", lang, "--db", str(office.db), *words]]
    own = {"INFOREPORT_CONFIG": str(office.db.with_name("settings.toml"))}
    own |= {"TERM": "xterm", "LC_ALL": "C.UTF-8", "INFOREPORT_TODAY": "2009-08-03"}
    run = partial(forked, asked, environment=ENVIRONMENT | own, cwd=office.db.parent)
    silent = "</dev/null >/dev/null"
    if not terminal:
        [came] = run(streams=silent)
        shown = came.err
    else:
        reader, writer = os.openpty()
        with ThreadPoolExecutor(1) as pool:
            running = pool.submit(run, streams=f"{silent} 2>{os.ttyname(writer)}")
            running.add_done_callback(lambda _: os.close(writer))
            shown = b"".join(_read(reader))
        os.close(reader)
        [came] = running.result()
    assert came.status == 0, shown
    return shown.decode("utf-8", "replace")


def _read(reader: int) -> Iterator[bytes]:
    """What comes until nobody writes any more; a terminal says so by an error."""
    with suppress(OSError):
        while some := os.read(reader, 1 << 16):
            yield some


@pytest.mark.parametrize("line", SHOWN)
def test_long_work_is_shown_at_a_terminal(base: Program, line: str, tmp_path: Path) -> None:
    assert SHOWN[line][0] in watched(the_same(base, tmp_path / "office"), line)


@pytest.mark.parametrize("line", ["check", "export all --month 5 -o {folder}/全部"])
def test_it_is_shown_in_english_on_an_english_screen(
    base: Program, line: str, tmp_path: Path
) -> None:
    assert SHOWN[line][1] in watched(the_same(base, tmp_path / "office"), line, lang="en")


@pytest.mark.parametrize("line", ["score --month 5", "check", "backup make"])
def test_in_a_pipe_nothing_is_shown(base: Program, line: str, tmp_path: Path) -> None:
    assert watched(the_same(base, tmp_path / "office"), line, terminal=False) == ""


def test_what_is_left_is_told_of_rows(base: Program, tmp_path: Path) -> None:
    office = the_same(base, tmp_path / "office")
    rows = ["单位,标题,报送时间", *(f"甲社区,第{n}篇,2009-07-01" for n in range(300))]
    office.db.with_name("多.csv").write_text("\n".join(rows), encoding="utf-8")
    assert "300/300" in watched(office, "submission import {folder}/多.csv")


def test_only_the_outermost_loop_is_told() -> None:
    told: list[tuple[int, int | None]] = []
    with heard(lambda done, total: told.append((done, total))):
        for _ in paced(iter("ab")):
            assert [*paced("xyz")] == [*"xyz"]
    assert told == [(0, None), (1, None), (2, None)]


def test_a_loop_that_was_left_leaves_nobody_listening() -> None:
    told: list[int] = []
    with heard(lambda done, _: told.append(done)):
        loop = paced("abc")
        next(loop)
    assert [*paced("xy")] == [*"xy"]
    loop.close()
    assert (told, [*paced("xy")]) == ([0], [*"xy"])

"""What shells complete: what is offered at a place of a line, and the shells themselves."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from conftest import Program
from every import an_example
from inforeport.completion import FILES, candidates
from inforeport.completion.scripts import SCRIPTS
from shell import ENVIRONMENT, tool


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the example office."""
    return an_example(tmp_path_factory.mktemp("demo") / "office").db


def offered(db: Path, line: str) -> list[str]:
    """What may stand at the end of a line, the last word of which is begun."""
    *before, word = line.split(" ")
    return candidates(["--db", str(db), *before], word)


@pytest.mark.parametrize(
    ("line", "some"),
    [
        ("sub", {"submission"}),
        ("submission a", {"add", "attach"}),
        ("submission add 甲", {"甲社区", "甲科室"}),
        ("submission list --un", {"--unit"}),
        ("submission list --unit 丁社", {"丁社区"}),
        ("score --period 2009-0", {"2009-05", "2009-06", "2009-07"}),
        ("score --period=2009-05", {"--period=2009-05"}),
        ("score --period = 2009-05", {"2009-05"}),
        ("score 上", {"上月", "上周", "上季度"}),
        ("adoption add 2009-001 --level 区", {"区委"}),
        ("adoption add 2009-001 --form ", {"整篇", "简讯"}),
        ("adoption add 2009-001 2009-00", {f"2009-00{n}" for n in range(1, 10)}),
        ("submission add 甲社区 题 --received 昨", {"昨天"}),
        ("unit add 新 部", {"部门"}),
        ("stats --by k", {"kind"}),
        ("score --lan", {"--lang"}),
        ("score --lang ", {"zh", "en"}),
        ("office --js", {"--json"}),
        ("office e", {"edit"}),
        ("score -o ", {FILES}),
        ("submission attach 2009-001 ", {FILES}),
        ("--db ", {FILES}),
        ("submission add 甲社区 ", set()),
        ("nothing of ours ", set()),
        ("submission add -- --", set()),
    ],
)
def test_what_may_be_typed_is_offered(demo: Path, line: str, some: set[str]) -> None:
    assert set(offered(demo, line)) == some


def test_an_office_s_file_that_is_not_there_offers_no_names_and_is_not_made(tmp_path: Path) -> None:
    assert offered(tmp_path / "x.db", "submission add ") == []
    assert [*tmp_path.iterdir()] == []


def test_a_file_that_is_none_of_ours_offers_no_names(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"SQLite format 3\0" + b"rubbish" * 1000)
    assert offered(tmp_path / "x.db", "submission add ") == []


def test_a_title_is_offered_whole(demo: Path) -> None:
    [title] = offered(demo, "submission show 丁社区举办")
    assert title.startswith("丁社区举办专题党课")


@pytest.mark.parametrize("shell", SCRIPTS)
def test_the_script_is_printed_and_nothing_is_written(run: Program, shell: str) -> None:
    ran = run.well("completion", shell)
    assert ran.out == SCRIPTS[shell]
    assert ran.out.startswith("#")


def test_an_unknown_shell_is_told_with_those_there_are(run: Program) -> None:
    ran = run("completion", "powershel")
    assert (ran.status, ran.out) == (2, "")
    assert "powershell" in ran.err


HARNESS = {
    "bash": """
source {script}
COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_inforeport
printf '%s\\n' "${{COMPREPLY[@]}}"
""",
    "zsh": """
compdef() {{ : }}
compadd() {{ shift; print -rl -- "$@" }}
_files() {{ print -rl -- * }}
source {script}
words=({words}); CURRENT=${{#words}}
_inforeport
""",
    "fish": """
source {script}
complete -C "{line}" | string replace -r '\\t.*' ''
""",
}
"""What a shell runs when Tab is pressed, the line and the word being known."""


def completed(shell: str, folder: Path, words: Sequence[str], db: Path) -> list[str]:
    """What a real shell offers for the last of some words."""
    path, script, program = tool(shell), folder / "script", folder / "bin" / "inforeport"
    program.parent.mkdir(exist_ok=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m inforeport "$@"\n')
    program.chmod(0o755)
    script.write_text(SCRIPTS[shell], encoding="utf-8")
    quoted = " ".join(f"'{one}'" for one in words)
    asked = HARNESS[shell].format(script=script, words=quoted, line=" ".join(words))
    plainly = {"bash": ["--norc"], "zsh": ["-f"], "fish": ["--no-config"]}[shell]
    ran = subprocess.run(
        [path, *plainly, "-c", asked],
        env={
            **ENVIRONMENT,
            "PATH": f"{program.parent}:{os.defpath}",
            "LC_ALL": "C.UTF-8",
            "HOME": str(folder),
            "INFOREPORT_DB": str(db),
        },
        cwd=db.parent,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert ran.stderr.decode() == ""
    return ran.stdout.decode().split("\n")[:-1]


@pytest.mark.parametrize("shell", HARNESS)
def test_a_real_shell_completes(shell: str, demo: Path, tmp_path: Path) -> None:
    def offers(*words: str) -> list[str]:
        return completed(shell, tmp_path, ("inforeport", *words), demo)

    assert offers("submission", "a") == ["add", "attach"]
    assert offers("submission", "add", "丁社") == ["丁社区"]
    assert offers("score", "--quar") == ["--quarter"]
    assert sorted(offers("score", "-p", "2009-0")) == ["2009-05", "2009-06", "2009-07"]
    assert "units.csv" in offers("unit", "import", "u" if shell != "zsh" else "")


@pytest.mark.parametrize("shell", ["bash"])
def test_bash_offers_the_value_alone_behind_the_sign_it_parts_at(
    shell: str, demo: Path, tmp_path: Path
) -> None:
    words = ("inforeport", "score", "--period", "=", "2009-05")
    assert completed(shell, tmp_path, words, demo) == ["2009-05"]
    assert "2009-05" in completed(shell, tmp_path, words[:-1], demo)


def empty_program(tmp_path: Path) -> Path:
    """A program of Typer's that does nothing."""
    path = tmp_path / "empty.py"
    path.write_text(
        "import typer\napp = typer.Typer(add_completion=False)\n"
        "@app.command()\ndef main() -> None: ...\napp()\n"
    )
    return path


def answering(demo: Path) -> tuple[str, ...]:
    """The words behind Python that ask for an answer."""
    return ("-m", "inforeport", "__complete", "--db", str(demo), "submission", "add", "=甲")


def test_an_answer_loads_less_than_an_empty_program_of_typer_s(demo: Path, tmp_path: Path) -> None:
    def loaded(*args: str) -> int:
        return ran_alone("-X", "importtime", *args).count("import time:")

    assert loaded(*answering(demo)) < loaded(str(empty_program(tmp_path)))


@pytest.mark.slow
def test_an_answer_costs_less_than_an_empty_program_of_typer_s(demo: Path, tmp_path: Path) -> None:
    """Counted in instructions, which no other load on the machine changes."""
    counting = ("--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null")
    valgrind = (tool("valgrind"), *counting)

    def instructions(*args: str) -> int:
        told = ran_alone(*args, before=valgrind).rpartition("I   refs:")[2]
        return int(told.split()[0].replace(",", ""))

    assert instructions(*answering(demo)) < instructions(str(empty_program(tmp_path)))


def ran_alone(*args: str, before: tuple[str, ...] = ()) -> str:
    """What a run of Python with nothing of this environment says on stderr."""
    return subprocess.run(
        [*before, sys.executable, *args],
        env={**ENVIRONMENT, "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"},
        capture_output=True,
        check=True,
        text=True,
    ).stderr

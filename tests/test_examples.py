"""Every session in the README, `examples/` and some `docs/` is run and must come out as is.

    python tests/test_examples.py --update

runs them and writes what comes out in its place. In a ```console block a line `$ …` is typed to a
shell, lines `> …` right below go on with it, a line `? N` states an exit status that is not 0, and
the rest is what is printed. A ```toml, ```csv or ```python block that begins with `# file: NAME` is
written to that file. What a block leaves in the folder, the next one on the page finds there.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from difflib import unified_diff
from functools import partial
from pathlib import Path
from shlex import quote
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from forked import SOURCES, serving

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    [
        *ROOT.glob("README*.md"),
        *(ROOT / "examples").glob("*.md"),
        *(ROOT / "docs").glob("schemes*.md"),
        ROOT / "docs" / "office.md",
        ROOT / "docs" / "rollup.md",
        *(ROOT / "docs").glob("tables*.md"),
    ]
)

STARTED = {"README.md", "cron.md"}
"""Pages on which each command is a start of its own; on the others the program is loaded once."""

_PYTHON = quote(sys.executable)
_STARTING = f"{_PYTHON} -m inforeport"
_EVERYWHERE = {"LC_ALL": "C.UTF-8", "TZ": "UTC"}
_HERE = f"PYTHONPATH={quote(SOURCES)}"
_BLOCK = re.compile(r"^```(console|toml|csv|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*\n(?:> .*\n)*)", re.MULTILINE)
_STATUS = re.compile(r"^\? (\d+)\n\Z", re.MULTILINE)
_FILE = "# file: "
_MARK = "\x1e"


class Step(NamedTuple):
    """A command, what it printed on both streams, and its exit status."""

    command: str
    output: str
    status: int

    def __str__(self) -> str:
        lines = self.output.splitlines() + ([f"? {self.status}"] if self.status else [])
        return f"$ {self.command}" + "".join(f"{line}\n" for line in lines)


def written(page: Path) -> Iterator[Step]:
    """The steps of a page, with what the page says comes out."""
    for kind, content in _BLOCK.findall(page.read_text(encoding="utf-8")):
        if kind == "console":
            _, *pieces = _COMMAND.split(content)
            for command, shown in zip(pieces[::2], pieces[1::2], strict=True):
                status = _STATUS.search(shown)
                yield Step(command, _STATUS.sub("", shown), int(status[1]) if status else 0)


def updated(page: Path, folder: Path, program: str) -> str:
    """The text of a page with what comes out when one shell runs its steps in a new folder.

    `program` is what the shell runs for `inforeport`, but where each command is a start of its own.
    """
    ran = _run(page, folder, _STARTING if page.name in STARTED else program)

    def block(found: re.Match[str]) -> str:
        if found[1] != "console":
            return found[0]
        return f"```console\n{''.join(str(next(ran)) for _ in _COMMAND.findall(found[2]))}```"

    return _BLOCK.sub(block, page.read_text(encoding="utf-8"))


@contextmanager
def loaded() -> Iterator[str]:
    """The start of a command that is the program without its loading, where there is a fork."""
    if hasattr(os, "fork"):
        with serving(_EVERYWHERE) as program:
            yield program
    else:
        yield _STARTING


def _run(page: Path, folder: Path, program: str) -> Iterator[Step]:
    home, tools = folder / "home", folder / "tools"
    home.mkdir(parents=True)
    tools.mkdir()
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    environment = {**_EVERYWHERE, "HOME": str(home), "PATH": path}
    for name, run in {"inforeport": program, "python3": _PYTHON}.items():
        (tools / name).write_text(f'#!/bin/sh\n{_HERE} exec {run} "$@"\n', "utf-8")
        (tools / name).chmod(0o755)
    script = "exec 2>&1 </dev/null\n" + "\n".join(_script(page))
    bash = ["bash", "-c", script]
    out = subprocess.check_output(bash, cwd=home, env=environment)
    pieces = out.decode().split(_MARK)[:-1]
    shown = zip(written(page), pieces[::2], pieces[1::2], strict=True)
    return (Step(step.command, output, int(status)) for step, output, status in shown)


def _script(page: Path) -> Iterator[str]:
    for kind, content in _BLOCK.findall(page.read_text(encoding="utf-8")):
        if kind == "console":
            for command in _COMMAND.findall(content):
                yield command.replace("\n> ", "\n") + f"printf '{_MARK}%s{_MARK}' $?"
        elif content.startswith(_FILE):
            head, _, rows = content.partition("\n")
            body = content if kind == "toml" else rows  # to TOML the first line is a comment
            yield f"printf %s {quote(body)} > {quote(head.removeprefix(_FILE))}"


@pytest.fixture(scope="module")
def program() -> Iterator[str]:
    """The start of a command, loaded once for all pages."""
    with loaded() as start:
        yield start


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_sessions_come_out_as_written(page: Path, tmp_path: Path, program: str) -> None:
    old = page.read_text(encoding="utf-8").splitlines()
    new = updated(page, tmp_path, program).splitlines()
    found = list(unified_diff(old, new, "as written", "as it came out", lineterm=""))
    if found:
        pytest.fail("\n".join([page.name, *found]), pytrace=False)


if __name__ == "__main__":
    assert sys.argv[1:] == ["--update"], __doc__
    with (
        TemporaryDirectory() as parent,
        loaded() as start,
        ThreadPoolExecutor() as pool,
    ):
        folders = [Path(parent) / each.stem for each in PAGES]
        texts = pool.map(partial(updated, program=start), PAGES, folders)
        for each, text in zip(PAGES, texts, strict=True):
            each.write_text(text, encoding="utf-8")

"""Every session in the README, `examples/` and some `docs/` is run and must come out as is.

    python tests/test_examples.py --update

runs them and writes what comes out in its place. In a ```console block a line `$ …` is typed to a
shell (to the program, where it is a mere command), lines `> …` right below go on with it, a line
`? N` states an exit status that is not 0, and the rest is what is printed. A ```toml, ```csv or
```python block that begins with `# file: NAME` is written to that file. What a block leaves in the
folder, the next one on the page finds there.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from difflib import unified_diff
from functools import cache, partial
from pathlib import Path
from shlex import quote, split
from tempfile import TemporaryDirectory, TemporaryFile
from threading import Lock
from typing import IO, NamedTuple

import pytest

from forked import SOURCES, ask, asking_at, serving

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    [
        *ROOT.glob("README*.md"),
        *(ROOT / "examples").glob("*.md"),
        *(ROOT / "docs").glob("schemes*.md"),
        ROOT / "docs" / "office.md",
        *(ROOT / "docs").glob("rollup*.md"),
        *(ROOT / "docs").glob("tables*.md"),
    ]
)

STARTED = {"README.md"}
"""Pages on which each command is a start of its own; on the others the program is loaded once.

That cron starts it is proved by the jobs in test_doctor.

There a line that is nothing but a command goes straight to a process of the program, without a
shell; the shell says where it is, and what it hands on to what it starts.
"""

_FOR_GOOD = ExitStack()
_MAKING = Lock()  # pages that are written anew are run side by side
_PYTHON = quote(sys.executable)
_STARTING = f"{_PYTHON} -m inforeport"
_EVERYWHERE = {"LC_ALL": "C.UTF-8", "TZ": "UTC"}
_HERE = f"PYTHONPATH={quote(SOURCES)}"
_BLOCK = re.compile(r"^```(console|toml|csv|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*\n(?:> .*\n)*)", re.MULTILINE)
_STATUS = re.compile(r"^\? (\d+)\n\Z", re.MULTILINE)
_FILE = "# file: "
_MARK = "\x1e"
_EXAMPLE = re.compile(r"inforeport --quiet demo > ?/dev/null\n")
_PLAIN = re.compile(
    r"""inforeport(?: +(?:[^\s"'$`\\|&;<>(){}*?\[\]~!#]|'[^'\n]*'|"[^"$`\\!\n]*")+)*\n"""
)
_TYPED = f"""
exec 3<&0 </dev/null 2>&1
while IFS= read -rd '' -u 3 _typed; do
eval "$_typed"
printf '{_MARK}%s{_MARK}' $?; export -p; printf '{_MARK}'
done
"""
"""A shell that runs what it is sent, and says after each what came of it and what it hands on."""
_HANDED_ON = re.compile(r'^declare -x (\w+)="((?:[^"\\]|\\.)*)"$', re.MULTILINE | re.DOTALL)


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
    """The text of a page with what comes out when its steps are run in a new folder.

    `program` is where the loaded program can be asked, but on pages that start each command.
    """
    ran = iter([*_run(page, folder, "" if page.name in STARTED else program)])

    def block(found: re.Match[str]) -> str:
        if found[1] != "console":
            return found[0]
        return f"```console\n{''.join(str(next(ran)) for _ in _COMMAND.findall(found[2]))}```"

    return _BLOCK.sub(block, page.read_text(encoding="utf-8"))


@contextmanager
def loaded() -> Iterator[str]:
    """Where the program can be asked without its loading; nowhere, where there is no fork."""
    if hasattr(os, "fork"):
        with serving(_EVERYWHERE) as program:
            yield program
    else:
        yield ""


class Shell:
    """A shell that runs one thing after another, and its environment after the last of them."""

    def __init__(self, bash: subprocess.Popen[bytes]) -> None:
        assert bash.stdin
        assert bash.stdout
        self._sending: IO[bytes] = bash.stdin
        self._saying: IO[bytes] = bash.stdout
        self.environment: Mapping[str, str] = {}

    def run(self, typed: str) -> tuple[str, int]:
        """What came out, and the exit status."""
        self._sending.write(typed.encode() + b"\0")
        self._sending.flush()
        said = b""
        while said.count(_MARK.encode()) < 3:
            said += os.read(self._saying.fileno(), 1 << 16)
        output, status, handed_on, _ = said.decode().split(_MARK)
        self.environment = {
            name: re.sub(r"\\(.)", r"\1", value) for name, value in _HANDED_ON.findall(handed_on)
        }
        return output, int(status)


def _run(page: Path, folder: Path, program: str) -> Iterator[Step]:
    with _shell(folder, program) as shell, socket.socket(socket.AF_UNIX) as asking:
        if program:
            asking.connect(program)
        for command, typed in _typed(page):
            if program and _EXAMPLE.fullmatch(typed):
                output, status = _example(shell, typed)
            elif program and _PLAIN.fullmatch(typed):
                output, status = _asked(asking, typed, shell.environment)
            else:
                output, status = shell.run(typed)
            if command:
                yield Step(command, output, status)


@contextmanager
def _shell(folder: Path, program: str) -> Iterator[Shell]:
    """A shell at home in a new folder, where `inforeport` and `python3` are ours."""
    home, tools = folder / "home", folder / "tools"
    home.mkdir(parents=True)
    tools.mkdir()
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    environment = {**_EVERYWHERE, "HOME": str(home), "PATH": path}
    start = asking_at(program) if program else _STARTING
    for name, run in {"inforeport": start, "python3": _PYTHON}.items():
        (tools / name).write_text(f'#!/bin/sh\n{_HERE} exec {run} "$@"\n', "utf-8")
        (tools / name).chmod(0o755)
    bash, pipe = ["bash", "-c", _TYPED], subprocess.PIPE
    with subprocess.Popen(bash, cwd=home, env=environment, stdin=pipe, stdout=pipe) as started:
        shell = Shell(started)
        shell.run(":")
        yield shell


def _example(shell: Shell, typed: str) -> tuple[str, int]:
    """What comes of making the example office in silence, which it is once for each language.

    On other pages it is copied; those that show what is said of it make it themselves.
    """
    here = Path(shell.environment["PWD"], "demo")
    with _MAKING:
        kept = _examples() / shell.environment.get("INFOREPORT_LANG", "none")
        if kept.exists():
            shutil.copytree(kept, here)
            return "", 0
        came = shell.run(typed)
        if came == ("", 0):
            shutil.copytree(here, kept)
        return came


@cache
def _examples() -> Path:
    """A folder that goes when we do."""
    return Path(_FOR_GOOD.enter_context(TemporaryDirectory()))


def _asked(asking: socket.socket, typed: str, environment: Mapping[str, str]) -> tuple[str, int]:
    """What comes of a line that is nothing but a command, and its exit status."""
    own = {**environment, "PYTHONPATH": SOURCES}
    with TemporaryFile() as out, Path(os.devnull).open("rb") as nothing:
        streams = {0: nothing.fileno(), 1: out.fileno(), 2: out.fileno()}
        status = ask(asking, (split(typed)[1:], environment["PWD"], own), streams)
        out.seek(0)
        return out.read().decode(), status


def _typed(page: Path) -> Iterator[tuple[str, str]]:
    """Each command of a page, with what is typed for it; nothing, with what writes a file."""
    for kind, content in _BLOCK.findall(page.read_text(encoding="utf-8")):
        if kind == "console":
            for command in _COMMAND.findall(content):
                yield command, command.replace("\n> ", "\n")
        elif content.startswith(_FILE):
            head, _, rows = content.partition("\n")
            body = content if kind == "toml" else rows  # to TOML the first line is a comment
            yield "", f"printf %s {quote(body)} > {quote(head.removeprefix(_FILE))}"


@pytest.fixture(scope="module")
def program() -> Iterator[str]:
    """Where the program can be asked, loaded once for all pages."""
    with loaded() as asked_at:
        yield asked_at


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
        loaded() as asked_at,
        ThreadPoolExecutor() as pool,
    ):
        folders = [Path(parent) / each.stem for each in PAGES]
        texts = pool.map(partial(updated, program=asked_at), PAGES, folders)
        for each, text in zip(PAGES, texts, strict=True):
            each.write_text(text, encoding="utf-8")

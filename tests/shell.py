"""The program as a shell or cron runs it: a process of its own; started, it can be killed too."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

import pytest

from conftest import Ran
from forked import SOURCES, forked

PROGRAM = (sys.executable, "-m", "inforeport", "--lang", "en")
ENVIRONMENT = {
    "PATH": os.defpath,
    "PYTHONPATH": SOURCES,
    "LC_ALL": "C",
}


def shell(
    db: Path,
    *args: object,
    before: Sequence[object] = (),
    cwd: Path | None = None,
    memory: int = 0,
    user: int = 0,
) -> Ran:
    """Run the program on a file, with nothing of this environment and nobody at the terminal.

    `before` are the words of another program, which starts it; `memory` is how many bytes it may
    address, `user` as whom it runs, where it is not to be as we are.
    """
    environment = ENVIRONMENT | {"INFOREPORT_CONFIG": str(db.with_name("settings.toml"))}
    words = [str(one) for one in ("--lang", "en", "--db", db, *args)]
    if before or not hasattr(os, "fork"):
        ran = subprocess.run(
            [str(one) for one in (*before, *PROGRAM[:-2], *words)],
            env=environment,
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        status, out, err = ran.returncode, ran.stdout.decode(), ran.stderr.decode()
    else:
        [came] = forked(
            [words],
            environment=environment,
            streams="</dev/null",
            cwd=cwd or Path.cwd(),
            bounds=(memory, user),
        )
        status, out, err = came.status, came.out.decode(), came.err.decode()
    assert "Traceback" not in err, err
    assert "Exception ignored" not in err, err
    return Ran(status, out, err)


def at_terminal(db: Path, answers: str, *args: object, today: str) -> Ran:
    """Run the program on a file as at a terminal, where somebody types these answers on a day."""
    if not hasattr(os, "openpty"):
        pytest.skip("there is no terminal to be had here")
    master, terminal = os.openpty()
    settings = str(db.with_name("settings.toml"))
    try:
        os.write(master, answers.encode())
        [came] = forked(
            [[*PROGRAM[3:], "--db", str(db), *map(str, args)]],
            environment=ENVIRONMENT | {"INFOREPORT_TODAY": today, "INFOREPORT_CONFIG": settings},
            streams=f"<{os.ttyname(terminal)}",
            cwd=Path.cwd(),
        )
    finally:
        os.close(master)
        os.close(terminal)
    return Ran(came.status, came.out.decode(), came.err.decode())


def refused(ran: Ran, code: str, status: int) -> None:
    """See that a run ended with this error, said in at most two lines, and answered nothing."""
    assert ran.err.startswith(f"inforeport: error[{code}]: "), ran
    assert (ran.status, ran.out, len(ran.err.splitlines()) <= 2) == (status, "", True), ran


def content(db: Path) -> str:
    """The digest of all that a file holds; its integrity is looked at on the way.

    A file that is the same to the byte, with nothing beside it to be undone, is looked at once.
    """
    if db.with_name(f"{db.name}-journal").exists():
        return _content(db)
    key = hashlib.sha256(db.read_bytes()).digest()
    if key not in _CONTENTS:
        _CONTENTS[key] = _content(db)
    return _CONTENTS[key]


_CONTENTS: dict[bytes, str] = {}


def _content(db: Path) -> str:
    with closing(sqlite3.connect(db)) as tables:
        assert tables.execute("pragma integrity_check").fetchall() == [("ok",)]
        return hashlib.sha256("\n".join(tables.iterdump()).encode()).hexdigest()


@contextmanager
def unchanged(db: Path) -> Iterator[None]:
    """See that a file holds afterwards what it held, and that nothing strange lies beside it."""
    before, beside = content(db), visible(db.parent)
    yield
    assert (content(db), visible(db.parent)) == (before, beside)


def visible(folder: Path) -> set[str]:
    """The names in a folder, without the hidden ones of a run that was killed."""
    return {one.name for one in folder.iterdir() if not one.name.startswith(".")}


@cache
def tool(name: str) -> str:
    """The path of a tool of the system; without it, or the right to it, the test is skipped."""
    path = shutil.which(name)
    trial = {"strace": [path, "-o", os.devnull, "true"]}.get(name, [path, "--version"])
    if (
        not path
        or subprocess.run([str(one) for one in trial], capture_output=True, check=False).returncode
    ):
        pytest.skip(f"no {name} here, or it may not do its work")
    return path

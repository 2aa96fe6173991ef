"""A command met by a signal at its every step: the n-th time right before its n-th.

A step is what the program asks of the system for a folder: to open or make a file, to name one, to
take one away, to connect to one. A kill leaves the same at two steps between which nothing has
changed there, so it comes at the first of them. `faults/crash.py` meets it also where SQLite
writes, which takes long; this is quick, and needs nothing of the system but `fork`.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from signal import Signals
from typing import NamedTuple

import pytest

from shell import ENVIRONMENT

_FOR_GOOD = ExitStack()
_DRIVER = """
import ast, os, shutil, sys
from pathlib import Path

import forking
STEPS = {"open", "os.link", "os.rename", "os.remove", "os.mkdir", "sqlite3.connect"}
KILL = 9

def run(n, folder, sign, line):
    met, last = 0, None
    def hook(event, args):
        nonlocal met, last
        if event in STEPS and folder in repr(args):
            before, last = last, sign == KILL and forking.lies_in(folder)
            met += before != last or sign != KILL
            if met == n:
                os.kill(os.getpid(), sign)
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    os.dup2(0, 1)
    os.dup2(os.open(f"{folder}-{n}.err", os.O_WRONLY | os.O_CREAT), 2)
    sys.addaudithook(hook)
    forking.run(line)

def meet(folder, sign, first, every, *line):
    shutil.copytree(folder, f"{folder}-kept")
    n, status = first - every, 1
    while status and n < 500:
        n += every
        shutil.rmtree(folder)
        shutil.copytree(f"{folder}-kept", folder)
        child = os.fork()
        if not child:
            run(n, folder, sign, line)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        shutil.copytree(folder, f"{folder}-{n}")
        Path(f"{folder}-{n}.status").write_text(str(status))

forking.load()
for asked in os.fdopen(os.dup(0)):  # sys.stdin itself stays as a run finds it
    meet(*ast.literal_eval(asked))
    os.write(1, os.linesep.encode())
"""

EVERY_THIRD = pytest.mark.parametrize("step", [3, pytest.param(1, marks=pytest.mark.slow)])
"""The usual run cuts short at every third place, `make killed` at each."""


class Left(NamedTuple):
    """What a run has left: a copy of the folder, its exit status, what it said on stderr."""

    folder: Path
    status: int
    err: str


def met(
    folder: Path, sign: Signals, *line: object, first: int = 1, every: int = 1
) -> Iterator[Left]:
    """What is left by each run of a line about a folder; the last met no signal, and went well.

    From the `first` step on every so many a run meets the signal.
    """
    if not hasattr(os, "fork"):
        pytest.skip("this system has no fork")
    driver = _driver()
    assert driver.stdin
    assert driver.stdout
    driver.stdin.write(f"{(str(folder), int(sign), first, every, *map(str, line))!a}\n")
    driver.stdin.flush()
    assert driver.stdout.readline() == "\n"
    runs = len(list(folder.parent.glob(f"{folder.name}-*.status")))
    for number in range(first, first + runs * every, every):
        status, err = (
            folder.with_name(f"{folder.name}-{number}.{one}") for one in ("status", "err")
        )
        left = folder.with_name(f"{folder.name}-{number}")
        yield Left(left, int(status.read_text("utf-8")), err.read_text("utf-8"))


@cache
def _driver() -> subprocess.Popen[str]:
    """What runs the lines, loaded once for all of them; it ends when we do."""
    return _FOR_GOOD.enter_context(
        subprocess.Popen(
            (sys.executable, "-c", _DRIVER),
            env=ENVIRONMENT,
            cwd=Path(__file__).parent,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
    )

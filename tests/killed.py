"""A command met by a signal at its every step: the n-th time right before its n-th.

A step is what the program asks of the system for a folder: to open or make a file, to name one, to
take one away, to connect to one. A kill leaves the same at two steps between which nothing has
changed there, so it comes at the first of them. `faults/crash.py` meets it also where SQLite
writes, which takes long; this is quick, and needs nothing of the system but `fork`.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from signal import Signals
from typing import NamedTuple

import pytest

from shell import ENVIRONMENT

_DRIVER = """
import gc, os, shutil, sys
from pathlib import Path
folder, sign, first, every, *line = sys.argv[1:]

import forking
STEPS = {"open", "os.link", "os.rename", "os.remove", "os.mkdir", "sqlite3.connect"}
KILL = "9"
shutil.copytree(folder, f"{folder}-kept")

def run(n):
    met, last = 0, None
    def hook(event, args):
        nonlocal met, last
        if event in STEPS and folder in repr(args):
            before, last = last, sign == KILL and forking.lies_in(folder)
            met += before != last or sign != KILL
            if met == n:
                os.kill(os.getpid(), int(sign))
    os.dup2(os.open(f"{folder}-{n}.err", os.O_WRONLY | os.O_CREAT), 2)
    sys.addaudithook(hook)
    forking.run(line)

os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
forking.status_of(line)  # once unhindered, so that everything is loaded
gc.collect()
gc.freeze()  # a child that ends need not look through it

n, status = int(first) - int(every), 1
while status and n < 500:
    n += int(every)
    shutil.rmtree(folder)
    shutil.copytree(f"{folder}-kept", folder)
    child = os.fork()
    if not child:
        run(n)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    shutil.copytree(folder, f"{folder}-{n}")
    Path(f"{folder}-{n}.status").write_text(str(status))
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
    python: Sequence[object] = (sys.executable, "-c", _DRIVER)
    command = [str(one) for one in (*python, folder, int(sign), first, every, *line)]
    here = Path(__file__).parent
    subprocess.run(
        command, env=ENVIRONMENT, cwd=here, stdin=subprocess.DEVNULL, check=True, timeout=300
    )
    runs = len(list(folder.parent.glob(f"{folder.name}-*.status")))
    for number in range(first, first + runs * every, every):
        status, err = (
            folder.with_name(f"{folder.name}-{number}.{one}") for one in ("status", "err")
        )
        left = folder.with_name(f"{folder.name}-{number}")
        yield Left(left, int(status.read_text("utf-8")), err.read_text("utf-8"))

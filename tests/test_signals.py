"""A run that is told to end while it loads, while it ends, or while Python calls back."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence

import pytest

from conftest import Program
from shell import ENVIRONMENT

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")

SIGNS = {signal.SIGTERM: 143, signal.SIGINT: 130, signal.SIGHUP: 129}
LAST = 10_000
"""More modules than the program ever loads: the signal comes when Python ends."""

TOLD_AT = """
import atexit, os, sys, weakref

class Told:
    '''Sends this process signals when its n-th module is looked for, or when Python ends.'''

    def __init__(self, signs, count, how):
        self.signs, self.left, self.how = signs, count, how

    def find_spec(self, name, path=None, target=None):
        self.left -= 1
        if not self.left:
            getattr(self, self.how)()

    def plainly(self):
        for sign in self.signs:
            os.kill(os.getpid(), sign)

    def in_a_callback(self):
        class Thing: pass
        thing = Thing()
        held = weakref.ref(thing, lambda _: self.plainly())
        del thing

    def at_the_end(self):
        if self.left > 0:
            self.plainly()

signs, count, how, *words = sys.argv[1:]
from inforeport.__main__ import main
told = Told([int(sign) for sign in signs.split()], int(count), how)
atexit.register(told.at_the_end)
sys.meta_path.insert(0, told)
sys.argv = ["inforeport", *words]
main()
"""


def told(
    office: Program,
    *signs: signal.Signals,
    count: int,
    how: str = "plainly",
    before: Sequence[str] = (),
) -> "subprocess.CompletedProcess[str]":
    """A run that is sent signals when its n-th module is looked for."""
    words = (how, "--db", str(office.db), "unit", "list")
    numbers = " ".join(str(int(sign)) for sign in signs)
    command = [*before, sys.executable, "-c", TOLD_AT, numbers, str(count), *words]
    return subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("sign", "status"), SIGNS.items(), ids=str)
@pytest.mark.parametrize("count", [1, 2, 40, 150, 260, LAST])
def test_bar_91_a_signal_while_the_program_loads_or_ends_is_obeyed_quietly(
    office: Program, sign: signal.Signals, status: int, count: int
) -> None:
    ran = told(office, sign, count=count)
    assert (ran.returncode, ran.stderr) == (status, "")


@pytest.mark.parametrize(("sign", "status"), SIGNS.items(), ids=str)
def test_bar_94_a_signal_where_python_calls_back_is_not_lost(
    office: Program, sign: signal.Signals, status: int
) -> None:
    ran = told(office, sign, count=260, how="in_a_callback")
    assert (ran.returncode, ran.stderr) == (status, "")


@pytest.mark.parametrize("count", [1, 260, LAST])
def test_bar_90_a_signal_that_is_to_be_ignored_is_ignored(office: Program, count: int) -> None:
    """Each of them, one after the other at the same moment."""
    names = " ".join(sign.name.removeprefix("SIG") for sign in SIGNS)
    ignored = ("sh", "-c", f"trap '' {names}; exec \"$@\"", "sh")
    ran = told(office, *SIGNS, count=count, before=ignored)
    assert (ran.returncode, ran.stderr) == (0, "")

"""A run that fetches, killed right before any change of the file: run again, it ends the same."""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from arrived import UNITS
from conftest import Program
from killed import EVERY_THIRD
from mailserver import Server, fake, has_mailbox, until
from shell import ENVIRONMENT, PROGRAM, content
from test_fetch import kept, mark
from test_mail_corpus import MESSAGES

pytestmark = [
    pytest.mark.network,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork"),
]

DRIVER = """
import gc, os, shutil, signal, sys
from pathlib import Path
folder, step, *line = sys.argv[1:]

import forking
from inforeport.store.ledger import Ledger
shutil.copytree(folder, f"{folder}-kept")

def counted(n):
    met, last = 0, None
    def before(do):
        def also(*args, **named):
            nonlocal met, last
            before, last = last, forking.lies_in(folder)
            met += before != last  # else a kill would leave what it left before
            if met == n:
                os.kill(os.getpid(), signal.SIGKILL)
            return do(*args, **named)
        return also
    for name in ("change", "change_many", "update", "_commit"):
        setattr(Ledger, name, before(getattr(Ledger, name)))

os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
forking.status_of(line)  # once unhindered, so that everything is loaded
gc.collect()
gc.freeze()  # a child that ends need not look through it
n, status = 0, -9
while status == -9 and n < 500:
    n += 1
    shutil.rmtree(folder)
    shutil.copytree(f"{folder}-kept", folder)
    child = os.fork()
    if not child:
        counted(1 + (n - 1) * int(step))
        forking.run(line)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    shutil.copytree(folder, f"{folder}-{n}")
Path(f"{folder}.times").write_text(f"{n} {status}")
"""


def filled(office: Program, tmp_path: Path) -> tuple[Program, dict[str, str]]:
    """An office with its units, in a folder of its own; two good messages, a troubled one."""
    run = Program(tmp_path / "here" / "office.db")
    run.db.parent.mkdir()
    for unit in UNITS:
        office.well("unit", "add", unit, "--group", "社区")
    office.db.rename(run.db)
    files = {}
    for number, message in enumerate(MESSAGES[:3], 1):
        path = tmp_path / f"{number}.eml"
        path.write_bytes(message.content)
        files[str(number)] = str(path)
    return run, files


@EVERY_THIRD
def test_bar_103_killed_before_any_change_and_run_again_it_ends_the_same(
    office: Program, tmp_path: Path, step: int
) -> None:
    run, files = filled(office, tmp_path)
    with fake(tmp_path / "fake", files=files) as server:
        has_mailbox(run, server.port)
        folder = run.db.parent
        line = ("--db", run.db, "--today", "2009-08-03", "intake", "fetch")
        python = [str(one) for one in (sys.executable, "-c", DRIVER, folder, step, *line)]
        subprocess.run(
            python,
            env=ENVIRONMENT,
            cwd=Path(__file__).parent,
            check=True,
            timeout=300,
            stdin=subprocess.DEVNULL,
        )
        times, status = map(int, Path(f"{folder}.times").read_text(encoding="utf-8").split())
        assert status in {0, 3}
        whole = ended(folder.with_name(f"here-{times}"))
        assert (len(whole["letter"]), len(whole["submission"]), times * step > 8) == (3, 2, True)
        for number in range(1, times):
            left = Program(folder.with_name(f"here-{number}") / run.db.name)
            assert left("intake", "fetch").status in {0, 3}
            assert ended(left.db.parent) == whole, number


def ended(folder: Path) -> dict[str, Any]:
    """What is on file at the end, and how far the box was read."""
    office = Program(folder / "office.db")
    content(office.db)  # which is whole
    return {**kept(office), "mark": mark(office)}


def test_bar_103_killed_while_a_message_is_on_its_way(office: Program, tmp_path: Path) -> None:
    """The first of all, and one after which nothing more comes."""
    run, files = filled(office, tmp_path)
    for number in ("1", "3"):
        at = tmp_path / f"fake{number}"
        with fake(at, files=files, faults={"stall_at": int(number)}) as server:
            name = f"信箱{number}"
            has_mailbox(run, server.port, name=name)
            command = [str(one) for one in (*PROGRAM, "--db", run.db, "intake", "fetch", name)]
            with subprocess.Popen(command, env=ENVIRONMENT, stderr=subprocess.DEVNULL) as process:
                until(partial(_asked_for, server, int(number)), process)
                process.kill()
        assert len(kept(run)["letter"]) == int(number) - 1
    with fake(tmp_path / "good", files=files) as server:
        has_mailbox(run, server.port)
        run("intake", "fetch", "信箱")
    assert (len(kept(run)["letter"]), len(kept(run)["submission"])) == (3, 2)


def _asked_for(server: Server, number: int) -> bool:
    """Whether a message has been asked for."""
    return any(f"UID FETCH {number} " in one for one in server.asked if "BODY" in one)

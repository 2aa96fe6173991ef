"""Many commands in one fresh interpreter, each in a process of its own: what an environment does.

A start of Python is paid for once; streams, environment and folder are those of a real run.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

import inforeport

NOWHERE = "/proc" if Path("/proc").is_dir() else "/"
"""A folder in which nobody can write, where there is one."""

_DRIVER = """
import json, os, sys
from pathlib import Path
folder, lines, streams = json.loads(Path(sys.argv[1]).read_text("utf-8"))

from inforeport.cli import main
ended = []
for number, words in enumerate(lines):
    child = os.fork()
    if not child:
        for stream in streams:
            new = os.open(f"{folder}/{number}.{stream}", os.O_WRONLY | os.O_CREAT)
            os.dup2(new, stream)
        sys.argv = ["inforeport", *words]
        main()
    ended.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
Path(folder, "ended").write_text(json.dumps(ended), "utf-8")
"""


class Came(NamedTuple):
    """What a run came to, to the byte."""

    status: int
    out: bytes
    err: bytes


def forked(
    lines: Sequence[Sequence[str]],
    folder: Path,
    *,
    environment: Mapping[str, str],
    streams: str = "<&-",
    stdout: int | None = None,
) -> list[Came]:
    """Run each line, in a folder where nobody can write.

    `streams` says how they stand, as a shell would; an output that it names, or that
    `stdout` takes, is left as it is, and what was written to it is not told.
    """
    if not hasattr(os, "fork"):
        pytest.skip("this system has no fork")
    folder.mkdir()
    ours = [2] if stdout is not None or " >" in streams else [1, 2]
    kept = [one for one in ours if f"{one}>" not in streams]
    plan = folder / "plan"
    plan.write_text(json.dumps([str(folder), lines, kept]), encoding="utf-8")
    found = {"PATH": os.defpath, "PYTHONPATH": str(Path(inforeport.__file__).parent.parent)}
    python = (sys.executable, "-c", _DRIVER, str(plan))
    command = ("/bin/sh", "-c", f'exec "$@" {streams}', "sh", *python)
    subprocess.run(
        command, env={**found, **environment}, cwd=NOWHERE, stdout=stdout, check=True, timeout=300
    )
    return list(_came(folder))


def _came(folder: Path) -> Iterator[Came]:
    for number, status in enumerate(json.loads((folder / "ended").read_text("utf-8"))):
        said = [folder / f"{number}.{stream}" for stream in (1, 2)]
        out, err = (one.read_bytes() if one.exists() else b"" for one in said)
        yield Came(status, out, err)

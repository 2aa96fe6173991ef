"""Many commands in processes of their own, forked by one fresh interpreter: see `forking.py`.

A start of Python is paid for once; streams, environment and folder are those of a real run.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from shlex import join
from typing import NamedTuple

import pytest

import inforeport

NOWHERE = "/proc" if Path("/proc").is_dir() else "/"
"""A folder in which nobody can write, where there is one."""

_SCRIPTS = Path(__file__).parent
_HERE = {"PATH": os.defpath, "PYTHONPATH": str(Path(inforeport.__file__).parent.parent)}


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
    python = (sys.executable, str(_SCRIPTS / "forking.py"), "lines", str(plan))
    command = ("/bin/sh", "-c", f'exec "$@" {streams}', "sh", *python)
    subprocess.run(
        command, env={**_HERE, **environment}, cwd=NOWHERE, stdout=stdout, check=True, timeout=300
    )
    return list(_came(folder))


@contextmanager
def serving(folder: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """The start of a command, in the words of a shell, that is the program without its loading."""
    place = folder / "socket"
    command = (sys.executable, str(_SCRIPTS / "forking.py"), "serve", place)
    with subprocess.Popen(
        command, env={**_HERE, **environment}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
    ) as server:
        if not (server.stdout and server.stdout.readline()):
            raise RuntimeError(command)
        try:
            yield join((sys.executable, "-IS", str(_SCRIPTS / "asking.py"), str(place)))
        finally:
            server.terminate()


def _came(folder: Path) -> Iterator[Came]:
    for number, status in enumerate(json.loads((folder / "ended").read_text("utf-8"))):
        said = [folder / f"{number}.{stream}" for stream in (1, 2)]
        out, err = (one.read_bytes() if one.exists() else b"" for one in said)
        yield Came(status, out, err)

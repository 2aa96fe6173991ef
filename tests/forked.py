"""Many commands in a process that one interpreter forks for them: see `forking.py`.

A start of Python is paid for once; streams, environment and folder of each are those of a real run.
"""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from functools import cache
from pathlib import Path
from shlex import join
from tempfile import TemporaryDirectory
from threading import Lock
from typing import NamedTuple

import pytest

import inforeport

NOWHERE = "/proc" if Path("/proc").is_dir() else "/"
"""A folder in which nobody can write, where there is one."""

_SCRIPTS = Path(__file__).parent
SOURCES = os.pathsep.join(map(str, (Path(inforeport.__file__).parent.parent, _SCRIPTS / "lean")))
"""Where a program that is started finds its modules, without those that users have not got."""
_HERE = {"PATH": os.defpath, "PYTHONPATH": SOURCES}

_READ_BY_FORKS = {"PYTHONIOENCODING"}
_REDIRECTED = re.compile(r"(\d?)([<>])(&-|\S+)")
_OPEN = os.O_RDWR | os.O_CREAT | os.O_NOCTTY  # a terminal does not become ours
_FOR_GOOD = ExitStack()
_STARTING = Lock()


class Came(NamedTuple):
    """What a run came to, to the byte."""

    status: int
    out: bytes
    err: bytes


def forked(
    lines: Sequence[Sequence[str]],
    *,
    environment: Mapping[str, str],
    streams: str = "<&-",
    cwd: str | Path = NOWHERE,
    bounds: tuple[int, int] = (0, 0),
) -> list[Came]:
    """Run each line, in a folder where nobody can write if none is named, one after the other.

    They share one process, which is forked for them and knows nothing of those before it.
    `streams` says how they stand, as a shell would; an output that it names is left as it is, and
    what was written to it is not told. An environment that Python reads at its start gets an
    interpreter of its own. `bounds` are how many bytes they may address and the user as whom they
    run, where these are not ours.
    """
    if not hasattr(os, "fork"):
        pytest.skip("this system has no fork")
    own = {**_HERE, **environment}
    places = {
        int(number or "<>".index(sign)): _place(place)
        for number, sign, place in _REDIRECTED.findall(streams)
    }
    differing = {name for name, value in environment.items() if _HERE.get(name) != value}
    starts = any(name.startswith("PYTHON") for name in differing - _READ_BY_FORKS)
    with (
        _listening(own, "bare") if starts else nullcontext(_shared()) as asked_at,
        TemporaryDirectory() as folder,
        socket.socket(socket.AF_UNIX) as asking,
    ):
        asking.connect(asked_at)
        return [
            _came(asking, (list(line), str(cwd), own, bounds), Path(folder, f"{number}"), places)
            for number, line in enumerate(lines)
        ]


def _place(said: str) -> str | int | None:
    """A path, a stream of ours by its number, or nothing where a stream is closed."""
    if not said.startswith("&"):
        return said
    return None if said == "&-" else int(said[1:])


def _came(
    asking: socket.socket,
    asked: tuple[object, ...],
    said: Path,
    places: Mapping[int, str | int | None],
) -> Came:
    """What a line came to; its streams lie at these places, or in files of its own."""
    kept = {number: said.with_suffix(f".{number}") for number in (1, 2) if number not in places}
    streams = {
        number: os.dup(place) if isinstance(place, int) else os.open(place, _OPEN)
        for number, place in {**places, **kept}.items()
        if place is not None
    }
    status = ask(asking, asked, streams)
    for stream in streams.values():
        os.close(stream)
    out, err = (kept[number].read_bytes() if number in kept else b"" for number in (1, 2))
    return Came(status, out, err)


def ask(asking: socket.socket, asked: tuple[object, ...], streams: Mapping[int, int]) -> int:
    """The status of a line: its words, its folder and its environment, run with these streams."""
    line = f"{(*asked, tuple(streams))!a}\n"
    socket.send_fds(asking, [line.encode()], [*streams.values()])
    return int(asking.recv(16))


@contextmanager
def serving(environment: Mapping[str, str]) -> Iterator[str]:
    """The socket at which the program can be asked for without its loading."""
    with _listening({**_HERE, **environment}) as asked_at:
        yield asked_at


def asking_at(asked_at: str) -> str:
    """The start of a command, in the words of a shell, that asks there."""
    return join((sys.executable, "-IS", str(_SCRIPTS / "asking.py"), asked_at))


@contextmanager
def _listening(environment: Mapping[str, str], *how: str) -> Iterator[str]:
    """The socket at which an interpreter that was started in an environment can be asked."""
    command = (sys.executable, str(_SCRIPTS / "forking.py"), *how)
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdin
        assert server.stdout
        asked_at = server.stdout.readline().strip()
        if not asked_at:
            raise RuntimeError(command)
        yield asked_at
        server.stdin.close()


def _shared() -> str:
    """The socket of an interpreter that was started as cron would, and ends when we do."""
    with _STARTING:  # several may ask at the same moment, and are to share it
        return _started()


@cache
def _started() -> str:
    return _FOR_GOOD.enter_context(_listening({**_HERE, "LC_ALL": "C"}))

"""The program loaded once, in an interpreter of its own, and forked for whoever asks at a socket.

    python forking.py [bare]

says where the socket is, and ends when its own stdin does; `bare`, it has loaded nothing but the
root of the commands. `asking.py` asks for a shell, `forked.py` for a test. A child is a process
like another: it starts with modules loaded and nothing else done. It runs the lines that are asked
for, one after the other: the streams of each are opened as Python opens them at its start and
flushed as at its end, and then the status is told.
"""

import ast
import gc
import importlib
import os
import pkgutil
import resource
import select
import socket
import sys
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from tempfile import TemporaryDirectory
from typing import NoReturn, TextIO, cast

import typer.main
import typer.testing

import inforeport
from inforeport.cli import app, main

LIBRARIES = (
    *("chinese_calendar", "docx", "lxml.etree", "PIL.JpegImagePlugin", "PIL.PngImagePlugin"),
    *("platformdirs", "pydantic.type_adapter", "pydantic.types", "rich.table", "sqlite_utils"),
    "xlsxwriter",
)
LOST = 120
"""What Python ends with where at its end a stream cannot be flushed."""


def load() -> None:
    """Load all that a command may want; a child that ends need not look through it again."""
    for module in pkgutil.walk_packages(inforeport.__path__, "inforeport."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for name in LIBRARIES:
        importlib.import_module(name)
    _use()
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 50)


def _use() -> None:
    """Make what every process makes once: the commands, the shapes of schemes and of rows."""
    typer.main.get_command = cache(typer.main.get_command)
    typer.testing._get_command = typer.main.get_command  # type: ignore[attr-defined]  # noqa: SLF001
    with TemporaryDirectory() as folder:
        for words in ("init --office 某街道 --scheme street", "rank", "unit list"):
            typer.testing.CliRunner().invoke(app, ["--db", f"{folder}/office.db", *words.split()])


def run(words: Sequence[str]) -> NoReturn:
    """Be the program, and end."""
    os._exit(status_of(words))


def status_of(words: Sequence[str]) -> int:
    """Be the program; what it ends with once its streams are flushed.

    The rest of Python's end is to take apart the modules, which costs half of a short command.
    """
    sys.argv = ["inforeport", *words]
    status = 1
    try:
        main()
    except SystemExit as end:
        status = int(end.code or 0)
    except BaseException:  # noqa: BLE001  as Python says what nobody caught
        traceback.print_exc()
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except OSError:
        traceback.print_exc()
        return LOST
    return status


def lies_in(folder: str) -> set[tuple[str, int, int, int]]:
    """What lies in a folder and below: the same where nothing was changed between."""
    there = set()
    for place, _, files in os.walk(folder):
        for path in (place, *(f"{place}/{name}" for name in files)):
            known = os.lstat(path)
            there.add((path, known.st_ino, known.st_size, known.st_mtime_ns))
    return there


def serve() -> None:
    """Say where one may ask, and run what is asked for, side by side, until stdin ends."""
    with TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as listening:
        listening.bind(f"{folder}/socket")
        listening.listen()
        sys.stdout.write(f"{folder}/socket\n")
        sys.stdout.flush()
        while listening in select.select([listening, sys.stdin], [], [])[0]:
            asking, _ = listening.accept()
            with asking:
                if not os.fork():
                    _answer(asking)
            with suppress(ChildProcessError):  # those that have answered meanwhile
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass


def _answer(asking: socket.socket) -> NoReturn:
    """Run the lines that are sent, each with its words, folder, environment and streams."""
    nothing = os.open(os.devnull, os.O_RDWR)
    sent, streams = _sent(asking)
    while sent:
        words, folder, environment, *bounds, numbers = ast.literal_eval(sent.decode())
        os.chdir(folder)
        _bind(*bounds)
        os.environ.clear()
        os.environ.update(environment)
        _open(dict(zip(numbers, streams, strict=True)))
        status = status_of(words)
        for number in range(3):
            os.dup2(nothing, number)  # what could not be written is written nowhere
        sys.stdin = sys.stdout = sys.stderr = None
        asking.sendall(f"{status}".encode())
        sent, streams = _sent(asking)
    os._exit(0)


def _bind(bounds: tuple[int, int] = (0, 0)) -> None:
    """Address no more memory than these bytes, and be this user, for good."""
    memory, user = bounds
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    if user:
        os.setgroups([])
        os.setresuid(user, user, user)


def _open(streams: Mapping[int, int]) -> None:
    """Let the streams of a line take the place of ours; those it has not got are closed."""
    for number in range(3):
        if number in streams:
            os.dup2(streams[number], number)
            os.close(streams[number])
        else:
            os.close(number)
    sys.stdin, sys.stdout, sys.stderr = map(_stream, range(3), "rww")


def _sent(asking: socket.socket) -> tuple[bytes, list[int]]:
    """The next line as it was sent, with its streams; nothing if there is none."""
    sent, streams, *_ = socket.recv_fds(asking, 1 << 16, 3)
    while sent and not sent.endswith(b"\n"):
        sent += asking.recv(1 << 16)
    return sent, streams


def _stream(number: int, mode: str) -> TextIO | None:
    """A stream as Python opens it at its start: in the encoding asked for, none if it is closed."""
    usual = cast("TextIO", (sys.__stdin__, sys.__stdout__, sys.__stderr__)[number])
    encoding = os.environ.get("PYTHONIOENCODING")
    errors = "backslashreplace" if number == 2 else "strict" if encoding else usual.errors
    try:
        opened = open(  # noqa: SIM115  it stays open
            number, mode, encoding=encoding or usual.encoding, errors=errors, closefd=False
        )
    except OSError:
        return None
    return cast("TextIO", opened)


if __name__ == "__main__":
    if sys.argv[1:] != ["bare"]:
        load()
    serve()

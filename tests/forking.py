"""The program loaded once, in an interpreter of its own, and forked for each line: a script.

    python forking.py lines PLAN      the lines of a plan, one after the other
    python forking.py serve SOCKET    whoever asks at a socket, which `asking.py` does

A child is a process like another: it starts with modules loaded and nothing else done. Of a plan it
ends as Python does, streams closed and all; who asks is answered as soon as the status is known.
"""

import ast
import atexit
import ctypes
import gc
import importlib
import json
import os
import pkgutil
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO, cast

import typer.main
import typer.testing

import inforeport
from inforeport.cli import app, main

LIBRARIES = (
    *("chinese_calendar", "docx", "lxml.etree", "PIL.JpegImagePlugin", "PIL.PngImagePlugin"),
    *("platformdirs", "pydantic.type_adapter", "pydantic.types", "rich.table", "sqlite_utils"),
    "xlsxwriter",
)


def load() -> None:
    """Load all that a command may want; a child that ends need not look through it again."""
    atexit.register(_leave)  # the first to be registered is the last to be called
    for module in pkgutil.walk_packages(inforeport.__path__, "inforeport."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for name in LIBRARIES:
        importlib.import_module(name)
    _use()
    gc.collect()
    gc.freeze()


def _use() -> None:
    """Make what every process makes once: the commands, the shapes of schemes and of rows."""
    typer.main.get_command = cache(typer.main.get_command)
    typer.testing._get_command = typer.main.get_command  # type: ignore[attr-defined]  # noqa: SLF001
    with TemporaryDirectory() as folder:
        for words in ("init --office 某街道 --scheme street", "rank", "unit list"):
            typer.testing.CliRunner().invoke(app, ["--db", f"{folder}/office.db", *words.split()])


def _leave() -> None:
    """Spare a child that ends to take apart the modules that it shares with its parent."""
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(sys.modules.copy()))
    sys.modules.clear()


def run(words: Sequence[str]) -> None:
    """Be the program; ends with `SystemExit`."""
    sys.argv = ["inforeport", *words]
    main()


def lines(plan: str) -> None:
    """Run a plan's lines; its folder then holds what each wrote, and what they ended with."""
    folder, calls, kept = json.loads(Path(plan).read_text("utf-8"))
    ended = []
    for number, words in enumerate(calls):
        child = os.fork()
        if not child:
            places = {one: f"{folder}/{number}.{one}" for one in kept}
            for stream, path in places.items():
                os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), stream)
            run(words)
        ended.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    Path(folder, "ended").write_text(json.dumps(ended), "utf-8")


def serve(path: str) -> None:
    """Say that one may ask, and run what is asked for, side by side, until we are ended."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(path)
        listening.listen()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            asking, _ = listening.accept()
            with asking:
                if not os.fork():
                    _answer(asking)
            with suppress(ChildProcessError):  # those that have answered meanwhile
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass


def _answer(asking: socket.socket) -> None:
    """Run one line with the words, the folder, the environment and the streams that were sent."""
    sent, streams, *_ = socket.recv_fds(asking, 1 << 16, 3)
    while more := asking.recv(1 << 16):
        sent += more
    words, folder, environment = ast.literal_eval(sent.decode())
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    sys.stdin, sys.stdout, sys.stderr = map(_stream, range(3), "rww")
    try:
        run(words)
    except SystemExit as end:
        asking.sendall(f"{end.code}".encode())
    os._exit(0)


def _stream(number: int, mode: str) -> TextIO:
    """A stream as Python opens it at its start, which asks what it is that is open there."""
    return cast("TextIO", open(number, mode, closefd=False))


if __name__ == "__main__":
    load()
    {"lines": lines, "serve": serve}[sys.argv[1]](sys.argv[2])

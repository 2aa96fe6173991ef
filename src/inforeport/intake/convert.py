"""Older Word files (.doc, .wps, .rtf) made .docx by LibreOffice, where it is found.

A start takes seconds, so that it is started once for many. It runs on copies under names of ours,
with a profile of its own, so that it asks nobody and meets no window that is open.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from inforeport.intake.kind import Kind

_NAMES = ("soffice", "libreoffice")
_ELSEWHERE = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_KILL = 9  # the signal that none can refuse
_START, _EACH = 60, 10  # seconds it is given


ENDINGS: Mapping[Kind, str] = {Kind.DOC: "doc", Kind.RTF: "rtf"}
"""What the older kinds are known by; a .wps is a .doc with another name."""


class Old(Struct, frozen=True):
    """An older file: its name, what it is, its bytes."""

    name: str
    kind: Kind
    content: bytes


def converter() -> str | None:
    """The program that converts, if there is one."""
    there = [path for name in _NAMES if (path := shutil.which(name))]
    there += [path for path in _ELSEWHERE if Path(path).exists()]
    return there[0] if there else None


def converted(program: str, olds: Sequence[Old]) -> list[bytes]:
    """Each file as .docx; empty where that failed."""
    with TemporaryDirectory(prefix="inforeport") as folder:
        here, made = Path(folder, "in"), Path(folder, "out")
        here.mkdir()
        made.mkdir()
        for number, old in enumerate(olds):
            (here / f"{number}.{ENDINGS[old.kind]}").write_bytes(old.content)
        profile = Path(folder, "profile").as_uri()
        words = [program, "--headless", "--norestore", f"-env:UserInstallation={profile}"]
        words += ["--convert-to", "docx", "--outdir", str(made), *map(str, here.iterdir())]
        _run(words, seconds=_START + _EACH * len(olds))
        return [_content(made / f"{number}.docx") for number in range(len(olds))]


def _run(words: Sequence[str], *, seconds: float) -> None:
    """Run a program and all that it starts; too long, and it is ended."""
    with subprocess.Popen(  # noqa: S603  the words are ours
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as program:
        try:
            program.wait(seconds)
        except BaseException as error:  # also where somebody ends us
            _end(program)
            if not isinstance(error, subprocess.TimeoutExpired):
                raise


def _end(program: "subprocess.Popen[bytes]") -> None:
    with suppress(OSError):
        if os.name == "posix":
            os.killpg(program.pid, _KILL)
        else:
            program.kill()
    program.wait()


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""

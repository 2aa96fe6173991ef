"""LibreOffice, where it is found: it makes one kind of file of another.

A start takes seconds, so that it is started once for many. It runs on copies under names of ours,
with a profile of its own, so that it asks nobody and meets no window that is open.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from msgspec import Struct

_NAMES = ("soffice", "libreoffice")
_ELSEWHERE = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_KILL = 9  # the signal that none can refuse
_START, _EACH = 60, 10  # seconds it is given

# The blank page before one that must be odd is kept, or a print on both sides would be out of step.
_PDF = 'pdf:writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'
_FILTERS = {"docx": "docx", "pdf": _PDF}


class Given(Struct, frozen=True):
    """A file to convert: its ending without the dot, its bytes."""

    ending: str
    content: bytes


def program() -> str | None:
    """The program, if there is one."""
    there = [path for name in _NAMES if (path := shutil.which(name))]
    there += [path for path in _ELSEWHERE if Path(path).exists()]
    return there[0] if there else None


def seconds(count: int) -> int:
    """How long it is given for so many files."""
    return _START + _EACH * count


def converted(soffice: str, files: Sequence[Given], ending: Literal["docx", "pdf"]) -> list[bytes]:
    """Each file in the other format, in one start; empty where that failed."""
    with TemporaryDirectory(prefix="inforeport") as folder:
        here, made = Path(folder, "in"), Path(folder, "out")
        here.mkdir()
        made.mkdir()
        for number, file in enumerate(files):
            (here / f"{number}.{file.ending}").write_bytes(file.content)
        profile = Path(folder, "profile").as_uri()
        words = [soffice, "--headless", "--norestore", f"-env:UserInstallation={profile}"]
        words += ["--convert-to", _FILTERS[ending], "--outdir", str(made)]
        _run([*words, *map(str, here.iterdir())], limit=seconds(len(files)))
        return [_content(made / f"{number}.{ending}") for number in range(len(files))]


def _run(words: Sequence[str], *, limit: float) -> None:
    """Run a program and all that it starts; too long, and it is ended."""
    with subprocess.Popen(  # noqa: S603  the words are ours
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as run:
        try:
            run.wait(limit)
        except BaseException as error:  # also where somebody ends us
            _end(run)
            if not isinstance(error, subprocess.TimeoutExpired):
                raise


def _end(run: "subprocess.Popen[bytes]") -> None:
    with suppress(OSError):
        if os.name == "posix":
            os.killpg(run.pid, _KILL)
        else:
            run.kill()
    run.wait()


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""

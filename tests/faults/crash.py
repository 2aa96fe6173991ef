"""Kills the program, or fails it, at its every call of the system that writes.

`crash` runs a command again and again: the n-th time its n-th call of a kind is met by a kill or an
error, until a run ends without having met one. After each run the caller looks at what is left.
"""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from conftest import Ran
from shell import ENVIRONMENT, PROGRAM, tool

CALLS = (
    *("openat", "pwrite64", "write", "fsync", "fdatasync", "ftruncate", "close"),
    *("link", "linkat", "unlink", "rename", "renameat", "mkdir"),
)
"""What a program asks of the system when it makes or changes files."""

_MOST = 500  # calls of one kind; a command that makes more is not what is meant here
_INTERRUPTED = (-9, 137)


@dataclass(frozen=True)
class Crash:
    """A command, a folder that is put back before each run, and the files that are watched.

    Without files everything that the program writes counts, but not what it opens and closes, as
    Python opens hundreds of files when it starts.
    """

    line: Sequence[object]
    folder: Path
    watch: Sequence[Path] = ()
    how: str = "signal=KILL"
    calls: Sequence[str] = CALLS
    met: Counter[str] = field(default_factory=Counter)

    def at_every_call(self, check: Callable[[Ran], None]) -> None:
        """Meet the command at each of its calls; `check` looks at what each run has left."""
        for call in self._made():
            for n in range(1, _MOST):
                self._put_back()
                ran, was_met = self._run(call, f"inject={call}:{self.how}:when={n}")
                check(ran)
                if not was_met:
                    assert ran.status == 0, ran
                    break
                self.met[call] += 1
            else:
                raise AssertionError(call)
        command = " ".join(map(str, self.line[2:5]))
        print(f"\n{command}: {self.met.total()} points, {dict(self.met)}")

    def _made(self) -> list[str]:
        """The kinds of calls that the command makes at all."""
        self._put_back()
        calls = self.calls if self.watch else sorted({*self.calls} - {"openat", "close"})
        shutil.copytree(self.folder, self._kept(), dirs_exist_ok=True)
        ran, _ = self._run(",".join(calls), f"trace={','.join(calls)}")
        assert ran.status == 0, ran
        told = self._log().read_text("utf8", "replace")
        return [call for call in calls if re.search(rf"\b{call}\(", told)]

    def _put_back(self) -> None:
        """Make the folder what it was at first."""
        if self._kept().exists():
            shutil.rmtree(self.folder)
            shutil.copytree(self._kept(), self.folder)

    def _kept(self) -> Path:
        return self.folder.with_name(f"{self.folder.name}-kept")

    def _log(self) -> Path:
        return self.folder.with_name("strace.log")

    def _run(self, call: str, what: str) -> tuple[Ran, bool]:
        """One run under strace, and whether it was met."""
        paths = [part for path in self.watch for part in ("-P", path)]
        watched = [tool("strace"), "-f", "-qq", "-o", self._log(), *paths]
        command = [*watched, "-e", f"trace={call}", "-e", what, *PROGRAM, *self.line]
        ran = subprocess.run(
            [str(one) for one in command],
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        told = self._log().read_text("utf8", "replace")
        met = ran.returncode in _INTERRUPTED or "(INJECTED)" in told
        assert b"Traceback" not in ran.stderr, ran.stderr.decode()
        return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode()), met

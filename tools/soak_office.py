"""The office's file, the program run on it, and how a run is killed; used by `soak.py`."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from math import inf
from pathlib import Path
from time import perf_counter, sleep
from typing import NamedTuple

import inforeport
from soak_year import AFTER

GLANCE = 0.0002  # seconds between two looks at the journal
HOT = bytes.fromhex("d9d505f920a163d7")  # how a journal begins that must be rolled back

LISTS = {
    "unit": (("unit", "list"), ("unit", "group")),
    "submission": (
        ("submission", "list"),
        ("ref", "unit", "title", "received", "withdrawn"),
    ),
    "adoption": (("adoption", "list"), ("ref", "level", "adopted", "publication")),
    "objection": (("objection", "list"), ("text", "outcome")),
    "bulletin": (("bulletin", "list"), ("id", "issued")),
    "seal": (("check", "--list"), ("period", "reason")),
}
"""The list that shows each noun's facts, and the columns that make one."""

Found = Counter[tuple[str, ...]]


class LossError(Exception):
    """What was found that must not be."""


class Ran(NamedTuple):
    """How a run ended: its status (below 0 for a signal), and what it said."""

    status: int
    out: str
    err: str


class Moments(NamedTuple):
    """Seconds into a run: the journal came, was hot, was last seen, the run ended; 0 for never."""

    came: float = 0.0
    hot: float = 0.0
    went: float = 0.0
    ended: float = 0.4

    def since(self, aim: str) -> float:
        """When that came about which a kill is aimed at; endless where it has not."""
        known = {"anywhere": 1e-9, "writing": self.came, "hot": self.hot, "after": self.went}
        return known.get(aim) or inf

    def longest(self, aim: str) -> float:
        """How long it usually lasts."""
        writing, after = self.went - self.came, self.ended - self.went
        return {"writing": writing, "hot": 0.0, "after": after}.get(aim, self.ended)


class Ended(NamedTuple):
    """A run, and what was measured of it."""

    ran: Ran
    moments: Moments

    @property
    def is_killed(self) -> bool:
        """Whether the kill hit it."""
        return self.ran.status == -signal.SIGKILL


class Office:
    """A file in a folder of its own, and the program that works on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.db = folder / "office.db"
        self.journal = folder / "office.db-journal"
        self.environment = {
            "PATH": os.defpath,
            "PYTHONPATH": str(Path(inforeport.__file__).parent.parent),
            "LOGNAME": "clerk",
        }

    def line(self, today: str, args: Iterable[str], db: Path | None = None) -> list[str]:
        """What is typed."""
        root = ("--lang", "en", "--today", today, "--db", str(db or self.db))
        return [sys.executable, "-m", "inforeport", *root, *args]

    def run(self, *args: str, db: Path | None = None) -> Ran:
        """A run on the day after the year that nothing happens to."""
        ran = subprocess.run(
            self.line(AFTER, args, db),
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())

    def answer(self, *args: str, db: Path | None = None) -> str:
        """What a run answers that must succeed."""
        ran = self.run(*args, db=db)
        if ran.status:
            raise LossError(f"{args}: {ran}")
        return ran.out

    def facts(self, noun: str, db: Path | None = None) -> Found:
        """The facts of a noun, and how often each is there."""
        words, columns = LISTS[noun]
        told = json.loads(self.answer(*words, "--json", db=db))
        (rows,) = (rows for key, rows in told.items() if key != "schema")
        return Counter((noun, *(str(row[name] or "") for name in columns)) for row in rows)

    def score(self, month: str) -> str:
        """The points of a month, as JSON."""
        return self.answer("score", "--period", month, "--json")

    def last_command(self) -> str:
        """The number of the last command in the log."""
        return str(json.loads(self.answer("log", "--last", "1", "--json"))["commands"][0]["number"])

    def is_hot(self) -> bool:
        """Whether a journal lies beside the file that the next to open it must roll back."""
        try:
            with self.journal.open("rb") as file:
                return file.read(len(HOT)) == HOT
        except FileNotFoundError:
            return False

    def pages(self) -> None:
        """See that SQLite finds the file whole."""
        with closing(sqlite3.connect(self.db)) as tables:
            found = tables.execute("pragma integrity_check").fetchall()
            found += tables.execute("pragma foreign_key_check").fetchall()
        if found != [("ok",)]:
            raise LossError(f"SQLite says: {found}")

    def watched(self, today: str, args: Iterable[str], aim: str = "", until: float = 0.0) -> Ended:
        """A run that is killed so many seconds after what is aimed at, if it lives so long."""
        out, err = self.folder / "out", self.folder / "err"
        with out.open("wb") as said, err.open("wb") as warned:
            child = subprocess.Popen(
                self.line(today, args),
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=warned,
            )
            moments = self._watch(child, aim, until)
        ran = Ran(child.returncode, out.read_text("utf-8"), err.read_text("utf-8"))
        return Ended(ran, moments)

    def _watch(self, child: "subprocess.Popen[bytes]", aim: str, until: float) -> Moments:
        start, came, hot, went = perf_counter(), 0.0, 0.0, 0.0
        while child.poll() is None:
            now = perf_counter() - start
            if self.journal.exists():
                came, went = came or now, now
                hot = hot or now * self.is_hot()
            else:
                sleep(GLANCE)
            if Moments(came, hot, went).since(aim) + until <= now:
                child.kill()
                child.wait()
        return Moments(came, hot, went, perf_counter() - start)

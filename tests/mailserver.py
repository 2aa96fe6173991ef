"""Servers for mail on this machine, started and stopped by the tests that need one.

What needs one stands in files of its own, under the mark `network`; without a loopback it is
skipped aloud.
"""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from conftest import Program

TLS = Path(__file__).parent / "samples" / "tls"
CERTIFICATE = TLS / "server.pem"
USER, PASSWORD = "office@street.example", "word of the office"
_FAKE = Path(__file__).with_name("imap_fake.py")


class Server(NamedTuple):
    """One that runs: its port, and what it was asked."""

    port: int
    log: Path

    @property
    def asked(self) -> list[str]:
        """The commands that it got, in their order."""
        return self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []

    def times(self, command: str) -> int:
        """How many commands began so."""
        return sum(one.startswith(command) for one in self.asked)


def needs_loopback() -> None:
    """Skip aloud where a machine cannot speak to itself."""
    with socket.socket() as server, socket.socket() as client:
        try:
            server.bind(("127.0.0.1", 0))
            server.listen()
            client.connect(server.getsockname())
        except OSError:
            pytest.skip("no network, not even to this machine itself")


@contextmanager
def fake(at: Path, **config: Any) -> Iterator[Server]:
    """A server that answers like 163.

    `files` are its messages by their numbers, else there are `count` of `size` bytes; `faults` are
    what it does wrong: silent, plain, refuses, busy, no_id, no_next, endless, changing, off=N,
    literal=N, large={number: size}, rebuilt_at, stall_at, drop_at=number.
    """
    needs_loopback()
    at.mkdir(parents=True, exist_ok=True)
    usual: Mapping[str, Any] = {
        "user": USER,
        "password": PASSWORD,
        "certificate": str(CERTIFICATE),
        "folder": "INBOX",
        "validity": 7,
        "files": {},
        "count": 0,
        "size": 100,
        "faults": {},
        "log": str(at / "asked.log"),
    }
    path = at / "config.json"
    path.write_text(json.dumps({**usual, **config}), encoding="utf-8")
    python = [sys.executable, str(_FAKE), str(path)]
    with subprocess.Popen(python, stdout=subprocess.PIPE, encoding="utf-8") as process:
        try:
            assert process.stdout
            yield Server(int(process.stdout.readline()), at / "asked.log")
        finally:
            process.kill()


def has_mailbox(office: Program, port: int, *more: object, name: str = "信箱") -> None:
    """Put a mailbox on that port on file, whose password a file holds."""
    kept = office.db.with_name("word.txt")
    kept.write_text(f"{PASSWORD}\nand more\n", encoding="utf-8")
    given = [*("--host", "127.0.0.1", "--port", port, "--user", USER), *more]
    for option, usual in (("--password-command", f"cat '{kept}'"), ("--ca", CERTIFICATE)):
        given += [] if option in more else [option, usual]
    ran = office("mailbox", "add", name, *given)
    assert ran.status == 0, ran

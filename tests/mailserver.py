"""Servers for mail on this machine, started and stopped by the tests that need one.

What needs one stands in files of its own, under the mark `network`; without a loopback it is
skipped aloud.
"""

import imaplib
import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, TextIO, cast

import pytest

from conftest import Program

TLS = Path(__file__).parent / "samples" / "tls"
CERTIFICATE = TLS / "server.pem"
USER, PASSWORD = "office@street.example", "word of the office"
_FAKE = Path(__file__).with_name("imap_fake.py")
_FOR_GOOD = ExitStack()


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
    with served(_FAKE, path) as port:
        yield Server(port, at / "asked.log")


@contextmanager
def served(script: Path, line: object) -> Iterator[int]:
    """The port of a server that a script forks for a line, as long as it is needed."""
    told, answers = _forking(script)
    print(line, file=told, flush=True)
    port, process = map(int, answers.readline().split())
    try:
        yield port
    finally:
        os.kill(process, signal.SIGKILL)
        with suppress(ProcessLookupError):  # which is when it has gone
            while True:
                os.kill(process, 0)
                os.sched_yield()


@cache
def _forking(script: Path) -> tuple[TextIO, TextIO]:
    """The streams of a script that forks a server for each line, and ends when we do."""
    if not hasattr(os, "fork"):
        pytest.skip("this system has no fork")
    pipe, python = subprocess.PIPE, (sys.executable, "-W", "ignore", str(script))
    process = _FOR_GOOD.enter_context(
        subprocess.Popen(python, stdin=pipe, stdout=pipe, encoding="utf-8")
    )
    return cast("tuple[TextIO, TextIO]", (process.stdin, process.stdout))


def until(happened: Callable[[], bool], process: "subprocess.Popen[bytes]") -> None:
    """Wait for something that happens while a process runs."""
    while not happened():
        with suppress(subprocess.TimeoutExpired):
            pytest.fail(f"it ended before, with {process.wait(0.01)}")


def has_mailbox(office: Program, port: int, *more: object, name: str = "信箱") -> None:
    """Put a mailbox on that port on file, whose password a file holds."""
    office.has_copy()
    kept = office.db.with_name("word.txt")
    kept.write_text(f"{PASSWORD}\nand more\n", encoding="utf-8")
    given = [*("--host", "127.0.0.1", "--port", port, "--user", USER), *more]
    for option, usual in (("--password-command", f"cat '{kept}'"), ("--ca", CERTIFICATE)):
        given += [] if option in more else [option, usual]
    ran = office("mailbox", "add", name, *given)
    assert ran.status == 0, ran


_DOVECOT = """
base_dir = {at}/run
state_dir = {at}/state
instance_name = inforeport-{name}
log_path = {at}/log
listen = 127.0.0.1
protocols = imap
ssl = required
ssl_cert = <{certificate}
ssl_key = <{certificate}
mail_location = maildir:{at}/mail
first_valid_uid = 1
imap_id_log = *
passdb {{
  driver = passwd-file
  args = {at}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={at}/mail
}}
service imap-login {{
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service stats {{
  unix_listener stats-writer {{
    mode = 0666
  }}
}}
"""


class Dovecot(NamedTuple):
    """A real server with one user, whose mail lies in a folder."""

    port: int
    log: Path
    mail: Path

    @contextmanager
    def user(self) -> Iterator[imaplib.IMAP4_SSL]:
        """The user of the mailbox, who may do with it what he likes."""
        context = ssl.create_default_context(cafile=str(CERTIFICATE))
        with imaplib.IMAP4_SSL("127.0.0.1", self.port, ssl_context=context, timeout=20) as client:
            client.login(USER, PASSWORD)
            yield client

    def holds(self, messages: Iterable[bytes], folder: str = "INBOX") -> None:
        """Put messages into a folder, in their order."""
        with self.user() as client:
            client.create(folder)
            for content in messages:
                answer, told = client.append(folder, "", "", content)
                assert answer == "OK", told


@contextmanager
def dovecot(name: str, mail: Path | None = None) -> Iterator[Dovecot]:
    """A real server, all in one folder under /tmp; `mail` are the messages that it begins with."""
    needs_loopback()
    program = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if not program or not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("no Dovecot here, or no right to start one (apt install dovecot-imapd)")
    version = subprocess.run([program, "--version"], capture_output=True, check=True).stdout
    if not version.startswith(b"2.3"):
        pytest.skip(f"Dovecot 2.3 is wanted, and this is {version.decode().strip()}")
    with TemporaryDirectory(prefix="inforeport-") as folder:
        at, port = Path(folder), _free_port()
        at.chmod(0o755)
        (at / "dovecot.conf").write_text(_configured(at, name, port, mail), encoding="utf-8")
        command = [program, "-F", "-c", str(at / "dovecot.conf")]
        with subprocess.Popen(command, start_new_session=True) as process:
            try:
                _wait_for(port, process)
                yield Dovecot(port, at / "log", at / "mail")
            finally:  # told to end, it takes a second to see that all its processes have
                os.killpg(process.pid, signal.SIGKILL)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _configured(at: Path, name: str, port: int, mail: Path | None) -> str:
    """What Dovecot is to be; the mail is of somebody who may do nothing else."""
    import pwd  # Windows has none, and no Dovecot

    nobody = pwd.getpwnam("nobody")
    if mail:
        shutil.copytree(mail, at / "mail")
    else:
        (at / "mail").mkdir()
    for path in (at / "mail", *(at / "mail").rglob("*")):
        os.chown(path, nobody.pw_uid, nobody.pw_gid)
    (at / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n", encoding="utf-8")
    facts = {"at": at, "name": name, "port": port, "certificate": CERTIFICATE}
    facts |= {"uid": nobody.pw_uid, "gid": nobody.pw_gid}
    return _DOVECOT.format(**facts)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    """Wait until a server listens."""
    for _ in range(300):
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None, "Dovecot did not start"
        time.sleep(0.05)
    pytest.fail("Dovecot does not listen")

"""Mails sent to a real server: once, with its answer; what it refuses, and when it breaks off."""

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import Program, made_once
from mailserver import CERTIFICATE, PASSWORD, USER, needs_loopback, served, until
from shell import ENVIRONMENT, PROGRAM

pytestmark = pytest.mark.network
DAY = date(2009, 6, 5)
TO = ("jia", "refused", "grey", "full")
_SERVER = Path(__file__).with_name("smtp_server.py")


class Post(NamedTuple):
    """A server that runs, and what it took."""

    port: int
    folder: Path

    @property
    def mails(self) -> list[str]:
        """To whom mails came, in their order."""
        return [one.stem.partition("-")[2] for one in sorted(self.folder.glob("*.eml"))]

    @property
    def log(self) -> list[str]:
        """What it was asked."""
        at = self.folder / "log"
        return at.read_text(encoding="utf-8").splitlines() if at.exists() else []


@contextmanager
def posted(at: Path, tls: str = "tls") -> Iterator[Post]:
    """A server, as long as it is needed."""
    needs_loopback()
    pytest.importorskip("aiosmtpd", reason="no SMTP server to be had here")
    folder = at / "post"
    folder.mkdir()
    with served(_SERVER, json.dumps([str(folder), tls, str(CERTIFICATE)])) as port:
        yield Post(port, folder)


@made_once
def drafted(office: Program) -> Program:
    """Four units, each with a reporter whose mailbox says how the server takes mails to him."""
    for name in TO:
        office.well("unit", "add", f"{name}社区", "--group", "社区")
        office.well("reporter", "add", f"{name}社区", name, "--email", f"{name}@street.example")
    assert office("outbox", "due", today=DAY).status == 0
    return office


def named(office: Program, port: int, *more: object, password: str = PASSWORD) -> None:
    """Put the server on file, with a command that prints the password."""
    secret = office.db.with_name("password.txt")
    secret.write_text(f"{password}\n", encoding="utf-8")
    command = f"cat '{secret}'"
    about = ("--host", "localhost", "--port", port, "--sender", USER, "--ca", CERTIFICATE, *more)
    office.well("outbox", "server", *about, "--password-command", command)


def states(office: Program) -> dict[str, tuple[str, str | None]]:
    """What became of the mail to each, and what was answered."""
    every = office.well("outbox", "list", "--all", "--json").json["mails"]
    return {one["recipient"]: (one["state"], one["answer"]) for one in every}


@pytest.mark.parametrize("tls", ["tls", "starttls"])
def test_each_mail_is_sent_once_with_the_answer(drafted: Program, tmp_path: Path, tls: str) -> None:
    with posted(tmp_path, tls) as post:
        named(drafted, post.port, *(["--starttls"] if tls == "starttls" else []))
        ran = drafted("outbox", "send", "1", "--yes")
        assert (ran.status, ran.err) == (0, ""), ran
        assert ran.out == "sent: 1, not taken: 0, perhaps sent: 0, not tried: 0\n"
        assert states(drafted)["jia"] == ("sent", "250 2.0.0 OK queued as 1")
        again = drafted("outbox", "send", "1", "--yes")
        assert (again.status, post.mails) == (4, ["jia"])
        assert "error[mail-settled]: mail 1 is sent" in again.err
        [content] = [one.read_bytes() for one in post.folder.glob("*.eml")]
    read = message_from_bytes(content, policy=policy.default)
    assert (read["X-Unsent"], str(read["To"])) == (None, "jia <jia@street.example>")
    assert str(read["From"]).endswith(f"<{USER}>")
    assert read["Date"] is not None
    assert post.log.count("auth PLAIN") == 1


def test_a_copy_of_before_a_mail_went_out_is_put_back_with_a_word(
    drafted: Program, tmp_path: Path
) -> None:
    """In the copy it waits: it would be sent a second time."""
    copy = drafted.db.with_name("copy.db")
    drafted.well("backup", "make", "-o", copy)
    assert drafted("restore", copy, "--yes").err == ""  # nothing went out since
    with posted(tmp_path) as post:
        named(drafted, post.port)
        assert drafted("outbox", "send", "1", "--yes").status == 0
    ran = drafted("restore", copy, "--yes")
    [kept] = re.findall(r"kept: (\S+)", ran.out)
    assert (ran.status, states(drafted)["jia"][0]) == (0, "drafted")
    assert ran.err == (
        "inforeport: mails that went out since that copy, of which it knows nothing: 1; do not"
        f" send them again (see: inforeport outbox list --all --db {kept})\n"
    )
    listed = Program(Path(kept)).well("outbox", "list", "--all", "--json").json["mails"]
    assert [one["recipient"] for one in listed if one["state"] == "sent"] == ["jia"]


def test_bar_106_what_is_not_taken_stays_drafted_with_the_answer(
    drafted: Program, tmp_path: Path
) -> None:
    with posted(tmp_path) as post:
        named(drafted, post.port)
        ran = drafted("outbox", "send", "--all", "--yes")
    assert ran.status == 3
    assert ran.out == "sent: 1, not taken: 3, perhaps sent: 0, not tried: 0\n"
    assert states(drafted) == {
        "jia": ("sent", "250 2.0.0 OK queued as 1"),
        "refused": ("drafted", "550 5.1.1 <r***@street.example> no such user"),
        "grey": ("drafted", "451 4.7.1 greylisted, try again in 300 seconds"),
        "full": ("drafted", "552 5.2.2 mailbox full"),
    }
    assert "mail 3 is drafted: 451 4.7.1 greylisted" in ran.err
    assert post.log.count("auth PLAIN") == 1


def test_bar_105_a_wrong_password_is_tried_once(drafted: Program, tmp_path: Path) -> None:
    with posted(tmp_path) as post:
        named(drafted, post.port, password="another word")  # noqa: S106  it is none
        ran = drafted("outbox", "send", "--all", "--yes")
        assert (ran.status, ran.out, post.log) == (4, "", ["auth PLAIN"])
    assert f"error[mail-password]: localhost does not let {USER} in: 535" in ran.err
    assert "another word" not in ran.err
    assert {state for state, _ in states(drafted).values()} == {"drafted"}


def test_bar_104_one_whose_answer_was_lost_is_not_sent_again_in_silence(
    drafted: Program, tmp_path: Path
) -> None:
    drafted.well("reporter", "edit", "jia", "--email", "drop@street.example")
    drafted("outbox", "due", "--unit", "jia社区", today=DAY)
    with posted(tmp_path) as post:
        named(drafted, post.port)
        ran = drafted("outbox", "send", "5", "2", "--yes")
        assert ran.status == 3
        assert ran.out == "sent: 0, not taken: 0, perhaps sent: 1, not tried: 1\n"
        drafted.well("outbox", "drop", "1", "2", "3", "4")
        later = drafted("outbox", "send", "--all", "--yes")
        assert (later.status, post.mails) == (3, ["drop"])
        assert "mail 5 to jia社区 was being sent when the program ended" in later.err
        asked = drafted("outbox", "send", "5")
        assert (asked.status, post.mails) == (2, ["drop"])
        once_more = drafted("outbox", "send", "5", "--yes")
        assert (once_more.status, post.mails) == (3, ["drop", "drop"])
    first, second = (
        message_from_bytes(one.read_bytes())["Message-ID"] for one in post.folder.glob("*.eml")
    )
    assert first == second, "whoever gets both knows them for one"


def test_bar_104_a_kill_while_the_server_thinks_never_sends_twice_in_silence(
    drafted: Program, tmp_path: Path
) -> None:
    drafted.well("reporter", "edit", "jia", "--email", "hang@street.example")
    drafted("outbox", "due", "--unit", "jia社区", today=DAY)
    with posted(tmp_path) as post:
        named(drafted, post.port)
        command = [*PROGRAM, "--db", drafted.db, "outbox", "send", "5", "--yes"]
        own = {"INFOREPORT_CONFIG": str(drafted.db.with_name("settings.toml"))}
        with subprocess.Popen([str(one) for one in command], env=ENVIRONMENT | own) as sending:
            until(lambda: "data hang@street.example" in post.log, sending)
            sending.kill()
        assert states(drafted)["jia"][0] == "sending"
        ran = drafted("outbox", "send", "--all", "--yes")
        assert "mail 5 to jia社区 was being sent when the program ended" in ran.err
        assert post.mails.count("hang") == 1
        drafted.well("outbox", "drop", "5")
        assert "hang" not in "".join(drafted("outbox", "send", "--all", "--yes").err)


def test_bar_105_a_server_without_tls_hears_nothing(drafted: Program, tmp_path: Path) -> None:
    with posted(tmp_path, "plain") as post:
        named(drafted, post.port, "--starttls")
        ran = drafted("outbox", "send", "--all", "--yes")
    assert (ran.status, ran.out, post.log) == (7, "", [])
    assert f"error[mail-server]: localhost:{post.port} takes no mail: it does not turn to TLS" in (
        ran.err
    )


def test_bar_105_a_certificate_that_nobody_vouches_for_ends_it(
    drafted: Program, tmp_path: Path
) -> None:
    with posted(tmp_path) as post:
        about = ("--host", "localhost", "--port", post.port, "--sender", USER)
        drafted.well("outbox", "server", *about, "--password-command", "uname")
        ran = drafted("outbox", "send", "--all", "--yes")
    assert (ran.status, ran.out, post.log) == (7, "", [])
    assert "error[mail-server]: localhost" in ran.err
    assert "its certificate cannot be trusted: it is signed by itself" in ran.err


def test_a_command_that_holds_the_password_itself_is_not_kept(drafted: Program) -> None:
    about = ("--host", "localhost", "--sender", USER, "--password-command", "echo word")
    ran = drafted("outbox", "server", *about)
    assert (ran.status, "must not hold the password" in ran.err) == (2, True)


def test_what_was_sent_is_not_taken_back(drafted: Program, tmp_path: Path) -> None:
    with posted(tmp_path) as post:
        named(drafted, post.port)
        drafted("outbox", "send", "1", "--yes")
    ran = drafted("undo", "--yes")
    assert (ran.status, states(drafted)["jia"][0]) == (4, "sent")
    assert "error[lasting]" in ran.err
    assert PASSWORD.encode() not in drafted.db.read_bytes()

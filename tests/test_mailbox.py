"""Mailboxes on file: what is kept of them, and that a password never is."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

from conftest import Opening, Program
from inforeport.cli import _folders
from inforeport.errors import MailboxExists, UnknownMailbox
from inforeport.model.mailbox import Mailbox, Mark
from inforeport.store import mailbox as store
from mailserver import CERTIFICATE, PASSWORD, TLS, has_mailbox
from shell import refused

SCRIPT = """
import sys
from inforeport.cli import main
sys.argv = ["inforeport", *sys.argv[1:]]
main()
"""


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("INBOX", "INBOX"),
        ("信息报送", "&T+Fgb2KlkAE-"),
        ("报送 & 2009", "&YqWQAQ- &- 2009"),
        ("台北", "&U,BTFw-"),  # the example of RFC 3501
        ("日本語", "&ZeVnLIqe-"),
        ("𠮷", "&2ELftw-"),  # beyond the first plane
    ],
)
def test_a_folder_is_called_over_the_line_as_the_standard_says(name: str, line: str) -> None:
    assert _folders.written(name) == line
    assert _folders.read(line) == name


def test_a_folder_that_is_badly_written_is_shown_as_it_stands() -> None:
    assert _folders.read("&2EI-") == "&2EI-"  # half of a sign


def test_a_mailbox_is_kept_with_how_far_it_was_read(ledger: Opening) -> None:
    file = ledger()
    new = Mailbox(name="信箱", host="imap.example", user="a@example", unlock_command="pass show a")
    with file.writing():
        store.add(file, Mailbox(name="另一", host="imap.example", user="a@example"))
        with pytest.raises(MailboxExists):
            store.add(file, Mailbox(name="另 一", host="x", user="y"))
    assert new.mark is None
    with file.writing():
        store.read_until(file, store.mailbox(file, "另一"), Mark(7, 200, 180))
        store.refused(file, store.mailbox(file, "另一"), 2)
    there = store.mailbox(file, "另一")
    assert (there.mark, there.refusals, there.port) == (Mark(7, 200, 180), 2, 993)
    with file.writing():
        store.remove(file, there)
    with pytest.raises(UnknownMailbox):
        store.mailbox(file, "另一")


def test_a_mailbox_is_added_listed_and_removed(office: Program) -> None:
    has_mailbox(office, 11993, "--folder", "信息报送")
    [listed] = office.well("mailbox", "list", "--json").json["mailboxes"]
    assert listed == {
        "name": "信箱",
        "host": "127.0.0.1",
        "port": 11993,
        "user": "office@street.example",
        "folder": "信息报送",
        "unlock": "command",
        "read": 0,
    }
    refused(office("mailbox", "add", "信箱", "--host", "x", "--user", "y"), "mailbox-exists", 4)
    office.well("mailbox", "remove", "信箱", "--dry-run")
    office.well("mailbox", "remove", "信箱")
    refused(office("mailbox", "remove", "信箱"), "unknown-mailbox", 4)
    refused(office("intake", "fetch"), "no-mailbox", 4)
    assert office.well("undo", "--yes").status == 0
    assert len(office.well("mailbox", "list", "--json").json["mailboxes"]) == 1


def test_a_certificate_that_is_none_is_refused(office: Program, tmp_path: Path) -> None:
    line = ("mailbox", "add", "信箱", "--host", "x", "--user", "y", "--ca")
    for content in (b"", b"no certificate", b"\xff\xfe", CERTIFICATE.read_bytes()[:200]):
        path = tmp_path / "ca.pem"
        path.write_bytes(content)
        refused(office(*line, path), "authority", 4)
    key = CERTIFICATE.read_text(encoding="utf-8").partition("-----BEGIN PRIVATE KEY-----")
    path.write_text(key[1] + key[2], encoding="utf-8")
    refused(office(*line, path), "authority", 4)
    office(*line, TLS / "expired.pem")


def test_the_key_beside_a_certificate_is_not_kept(office: Program) -> None:
    has_mailbox(office, 11993)
    assert "BEGIN CERTIFICATE" in office.well("dump").out
    assert "PRIVATE KEY" not in office.well("dump").out


def test_only_one_way_to_a_password_is_kept(office: Program) -> None:
    ways = ("--keyring", "--password-command", "x")
    ran = office("mailbox", "add", "信箱", "--host", "x", "--user", "y", *ways)
    assert ran.status == 2
    assert "only one of them" in ran.err


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("false", "status 1"),
        ("true", "it is empty"),
        (f"'{sys.executable}' -c 'print(chr(9))'", "signs"),
        ("there-is-no-such-command", "no such file"),
        ("true 'a", "quotation mark"),
    ],
)
def test_a_command_that_gives_no_password_is_told(office: Program, command: str, why: str) -> None:
    has_mailbox(office, 9, "--password-command", command)
    ran = office("mailbox", "test", "信箱")
    assert ran.status == 4
    assert ran.err.startswith("inforeport: error[password-missing]: 信箱: ")
    assert why in ran.err


@pytest.mark.parametrize("command", [f"echo {PASSWORD}", f"/bin/echo {PASSWORD}", "printf a"])
def test_a_command_that_holds_the_password_itself_is_not_kept(
    office: Program, command: str
) -> None:
    line = ("mailbox", "add", "信箱", "--host", "x", "--user", "y", "--password-command", command)
    ran = office(*line)
    assert (ran.status, "must not hold the password" in ran.err) == (2, True)
    assert PASSWORD not in office.well("dump").out + ran.err


def test_no_shell_reads_the_command(office: Program, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    has_mailbox(office, 9, "--password-command", f"true; touch {trap} $(touch {trap})")
    office("mailbox", "test", "信箱")
    assert not trap.exists()


def test_where_nobody_sits_there_nothing_is_asked(office: Program) -> None:
    office("mailbox", "add", "信箱", "--host", "127.0.0.1", "--port", "9", "--user", "y")
    ran = office("intake", "fetch", "信箱")
    assert (ran.status, "nobody is at a terminal" in ran.err) == (4, True), ran


class _Keyring(ModuleType):
    """A store of passwords that is there, or is not."""


def test_the_system_may_keep_the_password(office: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {("inforeport imap.example", "y"): PASSWORD}
    errors = ModuleType("keyring.errors")
    errors.KeyringError = RuntimeError  # type: ignore[attr-defined]
    keyring = _Keyring("keyring")
    keyring.get_password = lambda *of: kept.get(of)  # type: ignore[attr-defined]
    keyring.errors = errors  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)
    line = ("mailbox", "add", "信箱", "--user", "y", "--keyring", "--host")
    assert office(*line, "imap.example").status == 0
    refused(office(*line, "other.example"), "mailbox-exists", 4)
    office.well("mailbox", "remove", "信箱")
    refused(office(*line, "other.example"), "password-missing", 4)  # none is kept, nobody is asked
    assert office.well("mailbox", "list", "--json").json["mailboxes"] == []
    assert PASSWORD not in office.well("dump").out


def test_a_system_without_a_store_says_so(office: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    line = ("mailbox", "add", "信箱", "--host", "x", "--user", "y", "--keyring")
    refused(office(*line), "keyring-missing", 4)
    assert office.well("mailbox", "list", "--json").json["mailboxes"] == []

"""Mail fetched from a server that answers like 163, and does wrong whatever a server can."""

import json
import os
import sqlite3
import subprocess
import tracemalloc
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from conftest import Program, Ran
from inforeport.cli._box import Box
from inforeport.cli._imap import opened
from inforeport.model.mailbox import Mailbox, Mark
from inforeport.store import mailbox as store
from inforeport.store import opened as file_of
from mailserver import CERTIFICATE, PASSWORD, TLS, USER, Dovecot, Server, fake, has_mailbox
from shell import ENVIRONMENT, PROGRAM, content, refused, shell
from test_museum import ended_at

pytestmark = pytest.mark.network

FETCH = ("intake", "fetch", "--timeout", "1")


def letters(office: Program) -> int:
    """How many letters are on file."""
    with closing(sqlite3.connect(office.db)) as tables:
        return int(tables.execute("select count(*) from letter").fetchone()[0])


def mark(office: Program, name: str = "信箱") -> Mark | None:
    """How far a mailbox was read."""
    with closing(file_of(office.db)) as ledger:
        return store.mailbox(ledger, name).mark


def fetched(office: Program, server: Server, *more: object) -> Ran:
    """A run that fetches from a server, whose mailbox is put on file the first time."""
    if not office.db.with_name("word.txt").exists():  # which `has_mailbox` writes
        has_mailbox(office, server.port)
    return office(*FETCH, *more)


def test_who_asks_is_said_before_a_folder_is_opened_and_nothing_is_marked(
    office: Program, tmp_path: Path
) -> None:
    with fake(tmp_path / "fake", count=3) as server:
        assert fetched(office, server).status in {0, 3}
        asked = server.asked
    assert letters(office) == 3
    verbs = [one.split()[0] for one in asked]
    assert verbs.index("LOGIN") < verbs.index("ID") < verbs.index("EXAMINE")
    assert {*verbs} == {"CAPABILITY", "LOGIN", "ID", "EXAMINE", "UID", "LOGOUT"}
    bodies = [one for one in asked if "BODY" in one]
    assert len(bodies) == 3
    assert all("BODY.PEEK[]" in one for one in bodies)


def test_a_server_that_has_no_ear_for_who_asks_is_read_all_the_same(
    office: Program, tmp_path: Path
) -> None:
    with fake(tmp_path / "fake", count=2, faults={"no_id": True}) as server:
        fetched(office, server)
    assert letters(office) == 2


def test_a_folder_with_a_chinese_name(office: Program, tmp_path: Path) -> None:
    with fake(tmp_path / "fake", count=2, folder="&T+Fgb2KlkAE-") as server:
        has_mailbox(office, server.port, "--folder", "信息报送")
        office(*FETCH)
    assert letters(office) == 2


def test_bar_95_fetched_again_only_what_is_new_comes(office: Program, tmp_path: Path) -> None:
    with fake(tmp_path / "one", count=5) as server:
        fetched(office, server)
        assert server.times("UID FETCH") == 1 + 5
        before = content(office.db)
        fetched(office, server)
        assert server.times("UID FETCH") == 1 + 5
    assert content(office.db) == before
    assert mark(office) == Mark(7, 5, 5)


def test_bar_95_the_same_numbered_anew_changes_nothing(office: Program, tmp_path: Path) -> None:
    with fake(tmp_path / "one", count=5) as server:
        fetched(office, server)
    stored = kept(office)
    with fake(tmp_path / "two", count=5, validity=8) as server:
        moved(office, server)
        assert fetched(office, server).status in {0, 3}
        assert server.times("UID FETCH") == 1 + 5
    assert kept(office) == stored
    assert mark(office) == Mark(8, 5, 5)


def test_bar_96_a_message_that_comes_late_below_the_others_is_not_skipped(
    office: Program, tmp_path: Path
) -> None:
    """A server may give a message that was put back a number between the others."""
    files = {}
    for number in (1, 2, 3, 5, 9):
        path = tmp_path / f"{number}.eml"
        path.write_bytes(b"From: a@b.example\r\nSubject: %d\r\n\r\n%d\r\n" % (number, number))
        files[number] = str(path)
    without = {number: path for number, path in files.items() if number != 3}
    with fake(tmp_path / "one", files=without) as server:
        fetched(office, server)
    assert letters(office) == 4
    with fake(tmp_path / "two", files=files) as server:
        moved(office, server)
        fetched(office, server)
    assert letters(office) == 5
    assert mark(office) == Mark(7, 9, 5)


def test_what_was_deleted_on_the_server_stays_on_file(office: Program, tmp_path: Path) -> None:
    with fake(tmp_path / "one", count=5) as server:
        fetched(office, server)
    with fake(tmp_path / "two", count=3) as server:
        moved(office, server)
        fetched(office, server)
    assert letters(office) == 5


def test_a_box_that_is_empty(office: Program, tmp_path: Path) -> None:
    with fake(tmp_path / "one") as server:
        assert fetched(office, server).status == 0
    assert letters(office) == 0


def test_an_old_server_that_does_not_tell_the_next_number(office: Program, tmp_path: Path) -> None:
    with fake(tmp_path / "one", count=4, faults={"no_next": True}) as server:
        fetched(office, server)
        fetched(office, server)
        assert server.times("UID FETCH") == 1 + 4
    assert letters(office) == 4


def test_a_server_that_does_not_say_which_numbering_it_is_is_read_whole_each_time(
    office: Program, tmp_path: Path
) -> None:
    with fake(tmp_path / "one", count=4, validity=0) as server:
        fetched(office, server)
        before = kept(office)
        fetched(office, server)
        assert server.times("UID FETCH") == 2 * (1 + 4)
    assert kept(office) == before


@pytest.mark.parametrize("password", ["办公室的密码", 'with "quotes" and a \\ in it'])
def test_a_password_of_any_signs(office: Program, tmp_path: Path, password: str) -> None:
    word = tmp_path / "other.txt"
    word.write_text(password, encoding="utf-8")
    with fake(tmp_path / "fake", count=2, password=password) as server:
        has_mailbox(office, server.port, "--password-command", f"cat '{word}'")
        assert office(*FETCH).status in {0, 3}
    assert letters(office) == 2


WRONG: dict[str, tuple[dict[str, Any], str, int]] = {
    "says nothing": ({"silent": True}, "mailbox-unreachable", 0),
    "speaks no TLS": ({"plain": True}, "mailbox-unreachable", 0),
    "stalls in the middle": ({"stall_at": 3}, "mailbox-stalled", 2),
    "drops in the middle": ({"drop_at": 3}, "mailbox-dropped", 2),
    "announces far too much": ({"literal": 400_000_000}, "server-senseless", 0),
    "never ends its answer": ({"endless": True}, "server-senseless", 0),
    "sends another text each time": ({"off": 1, "changing": True}, "server-senseless", 0),
    "numbers anew in the middle": ({"rebuilt_at": 3}, "mailbox-rebuilt", 2),
    "refuses the password": ({"refuses": True}, "password-refused", 0),
    "has too much to do": ({"busy": True}, "server-senseless", 0),
}


@pytest.mark.parametrize("fault", WRONG)
def test_bar_97_a_server_that_goes_wrong_is_told_in_a_sentence_and_loses_nothing(
    office: Program, tmp_path: Path, fault: str
) -> None:
    faults, code, came = WRONG[fault]
    with fake(tmp_path / "bad", count=5, faults=faults) as server:
        ran = fetched(office, server)
    assert ran.status == 4, ran
    assert f"error[{code}]: 信箱: " in ran.err
    assert PASSWORD not in ran.out + ran.err
    assert letters(office) == came
    with fake(tmp_path / "good", count=5) as server:
        moved(office, server)
        fetched(office, server)
        assert server.times("UID FETCH") == 1 + 5 - came
    assert letters(office) == 5


def test_bar_97_a_disk_that_is_full_in_the_middle(office: Program, tmp_path: Path) -> None:
    with fake(tmp_path / "fake", count=6, size=100_000) as server:
        has_mailbox(office, server.port)
        with ended_at(office.db.stat().st_size + 350_000):
            ran = office(*FETCH)
        refused(Ran(ran.status, "", ran.err), "no-space", 7)
        came = letters(office)
        assert 0 < came < 6
        asked = server.times("UID FETCH")
        office(*FETCH)
        assert server.times("UID FETCH") == asked + 1 + 6 - came
    assert letters(office) == 6


def test_a_server_that_counts_wrongly_and_always_so_is_believed(
    office: Program, tmp_path: Path
) -> None:
    with fake(tmp_path / "fake", count=3, faults={"off": 7}) as server:
        fetched(office, server)
        assert server.times("UID FETCH") == 1 + 3 * 2
    assert letters(office) == 3


def test_bar_98_a_message_that_is_too_large_is_held_and_not_fetched(
    office: Program, tmp_path: Path
) -> None:
    with fake(tmp_path / "fake", count=3, faults={"large": {"2": 60_000_000}}) as server:
        ran = fetched(office, server)
        bodies = [one for one in server.asked if "BODY.PEEK[]" in one]
    assert len(bodies) == 2
    assert ran.status == 3
    assert "the message has 60 MB, more than 50" in ran.err
    assert letters(office) == 3


@pytest.mark.parametrize(
    ("certificate", "why"),
    [
        ("expired", "it has expired"),
        ("server", "it is signed by itself"),
        ("elsewhere", "it is of another host"),
    ],
)
def test_bar_99_a_certificate_that_is_not_trusted_gets_no_password(
    office: Program, tmp_path: Path, certificate: str, why: str
) -> None:
    shown = TLS / f"{certificate}.pem"
    trusted = TLS / "elsewhere.pem" if certificate == "server" else shown
    with fake(tmp_path / "fake", count=3, certificate=str(shown)) as server:
        has_mailbox(office, server.port, "--ca", trusted)
        ran = office(*FETCH)
        assert server.asked == []
    assert ran.status == 4
    assert "error[server-untrusted]: 信箱: " in ran.err
    assert why in ran.err


def test_bar_100_three_runs_with_a_wrong_password_never_make_three_tries(
    office: Program, tmp_path: Path
) -> None:
    with fake(tmp_path / "fake", count=1, password="another") as server:  # noqa: S106
        has_mailbox(office, server.port)
        has_mailbox(office, server.port, "--folder", "另一", name="另一")
        runs = [office(*FETCH)]
        assert server.times("LOGIN") == 1  # two folders, one account
        runs += [office(*FETCH) for _ in range(3)]
        assert server.times("LOGIN") == 2
        assert [one.status for one in runs] == [4] * 4
        assert "error[password-rests]" in runs[3].err
        assert "error[password-refused]" in office("mailbox", "test", "信箱").err
        assert server.times("LOGIN") == 3  # somebody asked for it
    with fake(tmp_path / "right", count=1) as server:
        moved(office, server)
        office.well("mailbox", "test", "信箱")
        office("intake", "fetch", "信箱")
    assert letters(office) == 1


def test_a_folder_that_was_renamed_is_named_with_those_there_are(
    office: Program, tmp_path: Path
) -> None:
    with fake(tmp_path / "fake", count=1, folder="&T+Fgb2KlkAE-") as server:
        has_mailbox(office, server.port, "--folder", "报送")
        ran = office(*FETCH)
    refused(Ran(ran.status, "", ran.err), "folder-gone", 4)
    assert "it has: INBOX, 信息报送" in ran.err


def test_what_one_mailbox_keeps_from_its_end_keeps_no_other(
    office: Program, tmp_path: Path
) -> None:
    with (
        fake(tmp_path / "bad", count=3, faults={"drop_at": 2}) as bad,
        fake(tmp_path / "good", count=4, size=50) as good,
    ):
        has_mailbox(office, bad.port, name="坏")
        has_mailbox(office, good.port, name="好")
        ran = office(*FETCH)
    assert ran.status == 4
    assert "坏: the server broke off" in ran.err
    assert letters(office) == 5


def test_from_cron_it_is_one_line_and_tells_by_its_status_that_something_waits(
    office: Program, tmp_path: Path
) -> None:
    with fake(tmp_path / "fake", count=2) as server:
        has_mailbox(office, server.port)
        first, again = (shell(office.db, "--today", "2009-08-03", *FETCH) for _ in range(2))
    waits = len(office.well("intake", "list", "--held", "--json").json["pieces"])
    assert (first.status, first.out) == (
        3,
        f"messages fetched: 2, refused: 0; taken: 0, on file already: 0, held: {waits}\n",
    )
    assert waits == 2
    assert (again.status, again.err) == (0, "")
    assert again.out == "messages fetched: 0, refused: 0; taken: 0, on file already: 0, held: 0\n"


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there is no terminal to be had here")
@pytest.mark.parametrize(("password", "status"), [(PASSWORD, 3), ("wrong", 4), ("", 4)])
def test_at_a_terminal_the_password_is_typed_unseen(
    office: Program, tmp_path: Path, password: str, status: int
) -> None:
    with fake(tmp_path / "fake", count=2) as server:
        given = ("--host", "127.0.0.1", "--port", server.port, "--user", USER, "--ca", CERTIFICATE)
        office.well("mailbox", "add", "信箱", *given)
        ran, shown = typed_in(office, password)
    assert ran.status == status
    assert f"password of {USER} at 127.0.0.1 (it is not shown):" in ran.err
    assert not password or password not in shown + ran.out + ran.err
    assert letters(office) == (2 if status == 3 else 0)


def typed_in(office: Program, password: str) -> tuple[Ran, str]:
    """A run that fetches at a terminal of its own, where a password is typed; what that shows."""
    line = [str(one) for one in (*PROGRAM, "--db", office.db, *FETCH)]
    master, terminal = os.openpty()
    with subprocess.Popen(
        line,
        env=ENVIRONMENT,
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stderr
        asked = b""
        while not asked.endswith(b": ") and process.poll() is None:
            asked += process.stderr.read(1)
        os.write(master, f"{password}\n".encode())
        out, err = process.communicate()
    os.set_blocking(master, False)
    shown = b""
    with suppress(BlockingIOError):  # nothing was
        shown = os.read(master, 10_000)
    os.close(master)
    os.close(terminal)
    return Ran(process.returncode, out.decode(), (asked + err).decode()), shown.decode()


def test_a_box_is_tried_without_fetching(office: Program, tmp_path: Path) -> None:
    with fake(tmp_path / "fake", count=3) as server:
        has_mailbox(office, server.port)
        assert office.well("mailbox", "test", "信箱").out == (
            "信箱: messages in INBOX: 3, new: 3\n"
        )
        assert server.times("UID FETCH") == 0


def test_bar_101_the_password_is_nowhere(office: Program, tmp_path: Path) -> None:
    with fake(tmp_path / "fake", count=2) as server:
        ran = fetched(office, server, "--json")
        listed = office.well("mailbox", "list", "--json")
    assert json.loads(ran.out)
    told = ran.out + ran.err + listed.out + office.well("log").out + office.well("dump").out
    assert PASSWORD not in told
    for path in office.db.parent.rglob("*"):
        if path.is_file() and path.name not in {"word.txt", "config.json"}:
            assert PASSWORD.encode() not in path.read_bytes(), path


def test_bar_102_of_fifty_thousand_only_the_new_are_fetched(
    office: Program, tmp_path: Path
) -> None:
    with fake(tmp_path / "fake", count=50_000, size=10) as server:
        has_mailbox(office, server.port)
        with closing(file_of(office.db)) as ledger, ledger.writing():
            there = store.mailbox(ledger, "信箱")
            store.read_until(ledger, there, Mark(7, 49_990, 49_990))
        fetched(office, server)
        assert server.times("UID FETCH") == 1 + 10
    assert letters(office) == 10


def test_bar_102_memory_does_not_grow_with_the_box(tmp_path: Path) -> None:
    authority = CERTIFICATE.read_text(encoding="utf-8")
    peaks = []
    for count in (20, 200):
        with fake(tmp_path / f"{count}", count=count, size=100_000) as server:
            mailbox = Mailbox(
                name="信箱", host="127.0.0.1", port=server.port, user=USER, authority=authority
            )
            with opened(mailbox, PASSWORD, seconds=30) as connection:
                peaks.append(peak(lambda: every(Box(connection, mailbox)), count))  # noqa: B023
    assert peaks[1] < peaks[0] + 1_000_000


def every(box: Box) -> int:
    """How many messages there are, each read."""
    numbers, _ = box.after(None)
    sizes = box.sizes(numbers)
    return sum(box.message(one, sizes[one]) is not None for one in numbers)


def peak(read: Callable[[], int], count: int) -> int:
    """The bytes that reading takes at most."""
    tracemalloc.start()
    try:
        assert read() == count
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def moved(office: Program, server: Server | Dovecot) -> None:
    """Let all mailboxes be on another server, as an office's own may move."""
    with closing(sqlite3.connect(office.db)) as tables:
        tables.execute("drop trigger trail_mailbox_update")
        tables.execute("update mailbox set port = ?", [server.port])
        tables.commit()


def kept(office: Program) -> dict[str, list[tuple[Any, ...]]]:
    """What is on file of letters, pieces and reports."""
    tables = {"letter": "id, name, came_on", "piece": "*", "submission": "*"}
    with closing(sqlite3.connect(office.db)) as file:
        return {
            name: file.execute(f"select {columns} from {name}").fetchall()  # noqa: S608  ours
            for name, columns in tables.items()
        }

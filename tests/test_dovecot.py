"""A box of 100 messages on a real server: each report on file once, or held for its reason."""

import re
import shutil
import sys
from collections import Counter
from pathlib import Path

import pytest

from conftest import Program
from mailserver import dovecot, has_mailbox
from shell import content
from test_fetch import kept, mark, moved
from test_mail_corpus import HALF, nothing_converts, office_with_mailboxes

__all__ = ["nothing_converts", "office_with_mailboxes"]

pytestmark = [pytest.mark.network, pytest.mark.usefixtures("nothing_converts")]

AWAY = b"From: a@b.example\r\nSubject: away\r\nAuto-Submitted: auto-replied\r\n\r\n.\r\n"
FOLDER, CALLED = "信息报送", "&T+Fgb2KlkAE-"


Ended = list[tuple[int, list[tuple[str, str]]]]


def fetched(office: Program) -> Ended:
    """What became of each message: its number when it first came, how its pieces ended."""
    ran = office("intake", "fetch", "--json")
    assert ran.status in {0, 3}, ran.err
    refused = [(_number(one["file"]), [("refused", one["code"])]) for one in ran.json["refused"]]
    letters = ran.json["letters"]
    return [*refused, *((_number(one["letter"]), _ends(one["pieces"])) for one in letters)]


def _ends(pieces: list[dict[str, str | None]]) -> list[tuple[str, str]]:
    return [(one["state"] or "", one["code"] or "") for one in pieces]


def _number(name: str) -> int:
    match = re.fullmatch(r"信箱/(\d+)\.eml", name)
    assert match, name
    return int(match[1])


def test_bar_95_a_box_on_a_real_server_comes_in_once_however_often_and_from_wherever(
    office_with_mailboxes: Program, tmp_path: Path
) -> None:
    office = office_with_mailboxes
    with dovecot("first") as server:
        server.holds((one.content for one in HALF), CALLED)
        has_mailbox(office, server.port, "--folder", FOLDER)
        ended = dict(fetched(office))
        wanted = {n: [(w.state, w.code) for w in one.wanted] for n, one in enumerate(HALF, 1)}
        styles = {n: one.style for n, one in enumerate(HALF, 1)}
        assert {n: (styles[n], ended.get(n)) for n in wanted if ended.get(n) != wanted[n]} == {}
        counts = Counter(state for pieces in ended.values() for state, _ in pieces)
        sys.stdout.write(f"fetched: {len(ended)}, {dict(counts)}\n")  # pytest -s shows it
        assert "name=inforeport" in server.log.read_text(encoding="utf-8")
        with server.user() as client:
            client.select(CALLED, readonly=True)
            assert client.search(None, "UNSEEN")[1][0].split() == [
                b"%d" % n for n in range(1, len(HALF) + 1)
            ]
        before = kept(office)
        whole = content(office.db)
        assert fetched(office) == []
        assert content(office.db) == whole
        copy = shutil.copytree(server.mail, tmp_path / "copy")
    for numbering in copy.rglob("dovecot*"):
        numbering.unlink()
    # another server numbers by itself, and not in the second in which the first one did
    (copy / f".{CALLED}" / "dovecot-uidlist").write_text("3 V1 N1\n")
    with dovecot("second", copy) as server:
        moved(office, server)
        assert len(fetched(office)) == len(HALF)
        assert kept(office) == before
        read = mark(office)
        with server.user() as client:  # built anew: numbered otherwise, and upside down
            client.delete(CALLED)
        server.holds([AWAY, *(one.content for one in HALF[::-1])], CALLED)
        assert len(fetched(office)) == len(HALF) + 1
        assert read != mark(office)
    *letters, away = kept(office)["letter"]
    assert (letters, away[1]) == (before["letter"], "信箱/1.eml")
    assert {**kept(office), "letter": letters} == before

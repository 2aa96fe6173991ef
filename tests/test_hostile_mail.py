"""Messages from strangers, made to do harm or broken on the way: refused, held or read."""

import mailbox
import random
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

import mail_corpus as corpus
from conftest import Program
from damaged import changed
from inforeport.errors import InforeportError
from inforeport.intake import gather, letter
from inforeport.model import Problem
from inforeport.model.letters import Letter
from mailed import Part, file, html, inside, joined, text
from shell import content as on_file
from shell import shell
from test_mail import ASKED, TEXT, mail, only, word_file
from test_mail_corpus import nothing_converts

__all__ = ["nothing_converts"]

HEADING = "甲社区召开动员大会"
SOON = 5  # seconds


def see(content: bytes) -> Letter | InforeportError:
    """What becomes of a message: a letter, or a refusal that is foreseen, and soon."""
    begun = time.monotonic()
    try:
        return letter(content, "1.eml", ASKED)
    except InforeportError as error:
        return error
    finally:
        assert time.monotonic() - begun < SOON


def nested(deep: int) -> bytes:
    part = text(TEXT)
    for number in range(deep):
        part = joined("mixed", [part], f"b{number}")
    return mail(part)


def sent_on(deep: int) -> bytes:
    content = mail(text(TEXT))
    for number in range(deep):
        content = mail(joined("mixed", [text(""), inside(content)], f"o{number}"))
    return content


def with_field(field: bytes) -> bytes:
    return mail(text(TEXT), subject=HEADING).replace(b"MIME-V", field + b"\r\nMIME-V", 1)


LONG, MANY = "its head is far too long", "it has far too many parts"
TORN = "its parts cannot be told from each other, or its end is missing"
REFUSED: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "300 parts inside each other": (lambda: nested(300), MANY),
    "3,000 parts inside each other": (lambda: nested(3_000), MANY),
    "30 parts inside each other": (lambda: nested(30), MANY),
    "5,000 parts beside each other": (lambda: mail(*[text("a")] * 5_000), MANY),
    "sent on 40 times": (lambda: sent_on(40), MANY),
    "a field of a megabyte": (lambda: with_field(b"X-A: " + b"a" * 10**6), LONG),
    "40,000 addresses": (lambda: with_field(b"Cc: " + b"a@b.cn,\r\n " * 40_000), LONG),
    "20,000 encoded words": (lambda: with_field(b"X-A: " + b"=?gbk?B?vNc=?= " * 20_000), LONG),
    "a head without an end": (lambda: b"From: a\r\nTo: b\r\n" + b"X-A: b\r\n" * 10**5, LONG),
    "a field of a part of a megabyte": (
        lambda: mail(text("a"), Part((b"X-A: " + b"a" * 10**6,), b"")),
        LONG,
    ),
    "no boundary": (lambda: mail(text("a"), text("b")).replace(b" boundary=", b" x="), TORN),
    "a boundary that is not there": (
        lambda: mail(text("a"), text("b")).replace(b'boundary="-', b'boundary="+'),
        TORN,
    ),
    "half of it": (lambda: mail(text("a"), file("1.docx", word_file()))[:-500], TORN),
}


@pytest.mark.parametrize("name", REFUSED)
def test_bar_51_a_message_that_would_do_harm_is_refused_in_one_sentence(name: str) -> None:
    make, why = REFUSED[name]
    came = see(make())
    assert isinstance(came, InforeportError)
    assert (came.code, str(came.facts["why"])) == ("file-unreadable", why)


@pytest.mark.skipif(sys.platform != "linux", reason="prlimit")
def test_bar_51_the_others_are_read_in_little_memory(office: Program, tmp_path: Path) -> None:
    office.well("unit", "add", "甲社区", "--group", "社区")
    for number, (make, _) in enumerate(REFUSED.values()):
        (tmp_path / f"{number:02}.eml").write_bytes(make())
    (tmp_path / "99.eml").write_bytes(mail(text(TEXT), subject=HEADING))
    ran = shell(
        office.db, "intake", *sorted(tmp_path.glob("*.eml")), before=("prlimit", "--as=600000000")
    )
    counts = f"files read: 1, refused: {len(REFUSED)}; taken: 1, on file already: 0, held: 0"
    assert (ran.status, ran.out) == (3, f"{counts}\n"), ran


HELD: Mapping[str, tuple[Callable[[], Part], str]] = {
    "base64 that is none": (lambda: _with(file("1.docx", word_file()), b"*" * 40), "damaged"),
    "a sign that is none": (lambda: _with(file("1.docx", word_file()), b"UEsD\xff*=="), "damaged"),
    "half a Word file": (lambda: file("1.docx", word_file()[:300]), "format"),
    "nothing at all": (lambda: _with(file("1.docx", word_file()), b""), "empty-file"),
    "a message in five others": (lambda: inside(sent_on(5)), "too-deep"),
    "a message that is torn": (
        lambda: file("a.eml", mail(text("a"), text("b"))[:-30]),
        "file-unreadable",
    ),
}


def _with(part: Part, content: bytes) -> Part:
    return Part(part.fields, content)


@pytest.mark.parametrize("name", HELD)
def test_bar_51_a_part_that_cannot_be_read_is_held_and_the_others_are_read(name: str) -> None:
    make, code = HELD[name]
    came = see(mail(text(""), make(), file("2.docx", word_file())))
    assert isinstance(came, Letter)
    held = [one for piece in came.pieces for one in piece.doubts]
    assert [one.code for one in held] == [code]
    assert [one.cells["title"] for one in came.pieces if not one.doubts] == [HEADING]


def test_bar_51_what_a_message_says_of_its_size_is_not_believed() -> None:
    for lie in (b"Content-Length: 3", b"Lines: 1", b"Content-Length: 999999999999"):
        assert only(with_field(lie)).cells["text"] == TEXT


# 52: mailboxes


def test_bar_52_a_mailbox_that_is_not_there_is_told_and_none_is_made(
    office: Program, tmp_path: Path
) -> None:
    ran = office("intake", tmp_path / "none.mbox")
    assert (ran.status, "none.mbox" in ran.err) == (3, True)
    assert not (tmp_path / "none.mbox").exists()


def test_bar_52_an_empty_mailbox_holds_nothing(office: Program, tmp_path: Path) -> None:
    corpus.as_maildir(tmp_path / "Maildir", [])
    assert office("intake", tmp_path / "Maildir").status == 0


def test_bar_52_a_mailbox_is_left_as_it_is(office: Program, tmp_path: Path) -> None:
    messages = corpus.Box(15).all()[:6]
    box = corpus.as_mailbox(tmp_path / "a.mbox", messages)
    folder = corpus.as_maildir(tmp_path / "Maildir", messages)
    there = [box, *(one for one in sorted(folder.rglob("*")) if one.is_file())]
    before = [(one, one.read_bytes(), one.stat().st_mtime_ns) for one in there]
    office("intake", box, folder)
    assert [(one, one.read_bytes(), one.stat().st_mtime_ns) for one in there] == before
    assert len(sorted(folder.rglob("*"))) == len(there) + 2


def test_bar_52_a_mailbox_that_grows_while_it_is_read_keeps_its_last_for_the_next_time(
    tmp_path: Path,
) -> None:
    path = corpus.as_mailbox(tmp_path / "a.mbox", corpus.Box(15).all()[:4])
    came = []
    for one in gather.letters(path, ASKED):
        came.append(one)
        if len(came) == 1:
            with path.open("ab") as box:
                box.write(b"From a@b.cn Fri May  8 16:30:00 2009\nSubject: half")
    last = came.pop()
    assert all(isinstance(one, Letter) for one in came)
    assert isinstance(last, Problem)
    assert "still being written" in str(last.what)


def test_a_mailbox_is_read_as_another_program_wrote_it(tmp_path: Path) -> None:
    """The standard library's own writer of mailboxes is asked, which we never read with."""
    path = tmp_path / "a.mbox"
    box = mailbox.mbox(path)
    for number in range(3):
        part = Part((b"Content-Type: text/plain",), f"{TEXT}\r\n\r\nFrom here on.".encode())
        box.add(mail(part, subject=f"甲社区召开动员大会{number}"))
    box.close()
    came = [one for one in gather.letters(path, ASKED) if isinstance(one, Letter)]
    assert [one.pieces[0].cells["text"] for one in came] == [f"{TEXT}\nFrom here on."] * 3


def test_of_a_mailbox_one_message_is_held_at_a_time(tmp_path: Path) -> None:
    """As much for twelve as for three."""
    its = file("1.docx", word_file(said=TEXT * 2_000))
    messages = [corpus.Mailed(mail(text(f"{n}"), its), ()) for n in range(12)]
    most = []
    for count in (3, 12):
        path = corpus.as_mailbox(tmp_path / f"{count}.mbox", messages[:count])
        tracemalloc.start()
        assert sum(isinstance(one, Letter) for one in gather.letters(path, ASKED)) == count
        most.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert most[1] < 1.2 * most[0]


# 54: pages


def test_bar_54_a_page_that_is_far_too_long_is_held_soon_and_nothing_is_fetched() -> None:
    far = '<img src="http://192.0.2.1/a.gif"><link rel="stylesheet" href="http://192.0.2.1/a.css">'
    more = "<p>很长的一段话。</p>" * 100_000
    page = f"<html><head>{far}</head><body>{far}<p>{TEXT}</p>{more}</body></html>"
    came = see(mail(html(page), subject=HEADING))
    assert isinstance(came, Letter)
    assert [one.code for piece in came.pieces for one in piece.doubts] == ["too-long"]


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 3_000 + TEXT,
        f"<!DOCTYPE html [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><p>{TEXT}&e;</p>",
        f"<?xml version='1.0'?><p>{TEXT}</p>",
        f"<p>{TEXT}<p><table><td><table><td>",
        f"\0<p>{TEXT}",
        "<html>",
        "<!-- only that -->",
    ],
)
def test_bar_54_a_page_that_is_torn_or_deep_is_read_as_far_as_it_goes(page: str) -> None:
    came = see(mail(html(page), subject=HEADING))
    assert isinstance(came, Letter)
    if TEXT in page and "<div>" not in page:
        assert TEXT in came.pieces[0].cells["text"]


# Anything

SOUND = [one.content for one in corpus.Box(15).all()[:80] if len(one.content) < 100_000]


def mutants(count: int) -> Iterator[bytes]:
    """Good messages and troubled ones with bytes flipped, lost, doubled."""
    for seed in range(count):
        chance = random.Random(seed)  # noqa: S311  the same mutants every time
        yield changed(SOUND[seed % len(SOUND)], chance)


@pytest.mark.usefixtures("nothing_converts")  # whoever draws many starts LibreOffice too
def test_bar_51_mutants_of_messages_are_read_held_or_refused() -> None:
    for content in mutants(100):
        see(content)


@pytest.mark.slow
def test_bar_51_five_hundred_mutants_of_messages_are_read_held_or_refused() -> None:
    came = [see(content) for content in mutants(500)]
    read = sum(isinstance(one, Letter) for one in came)
    assert 0 < read < len(came)


def test_a_message_that_is_refused_leaves_nothing_behind(office: Program, tmp_path: Path) -> None:
    path = tmp_path / "1.eml"
    path.write_bytes(nested(300))
    before = on_file(office.db)
    assert office("intake", path).status == 3
    assert on_file(office.db) == before

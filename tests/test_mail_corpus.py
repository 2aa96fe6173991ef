"""A box of 200 messages, and half of it two other ways: each report is on file once, or held."""

import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

import mail_corpus as corpus
from arrived import COMMUNITIES, DEPARTMENTS
from conftest import Program, made_once
from inforeport.files import soffice
from mail_corpus import Mailed, mailbox
from shell import content

MESSAGES = corpus.Box(15).all()
Writing = Callable[[Path, Sequence[Mailed]], Path]
HALF = MESSAGES[: corpus.COUNT // 2]
"""In which there is already something of each style."""
WAYS: dict[str, tuple[Writing, Sequence[Mailed]]] = {
    "来件": (corpus.as_files, MESSAGES),
    "来件.mbox": (corpus.as_mailbox, HALF),
    "Maildir": (corpus.as_maildir, HALF),
}


@made_once
def office_with_mailboxes(office: Program) -> Program:
    """The street's office: its units, each with a reporter whose mailbox is on file."""
    for group, units in (("社区", COMMUNITIES), ("部门", DEPARTMENTS)):
        for unit in units:
            office.well("unit", "add", unit, "--group", group)
            office.well("reporter", "add", unit, f"{unit}信息员", "--email", mailbox(unit))
    return office


@pytest.fixture
def nothing_converts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether LibreOffice is there is no matter of mail."""
    monkeypatch.setattr(soffice, "program", lambda: None)


def _number(name: str) -> int:
    """Which message of the box a letter is."""
    match = re.search(r"(\d+)(?:\.eml|\.host.*)?$", name)
    assert match, name
    return int(match[1])


def test_the_box_is_what_it_is_said_to_be() -> None:
    assert len(MESSAGES) == corpus.COUNT
    styles = {one.style for one in MESSAGES}
    assert len(styles) == len(corpus.GOOD) + len(corpus.TROUBLED) - 1
    assert {one.style for one in HALF} == styles
    good = {maker.__name__.strip("_") for maker in corpus.GOOD}
    assert 90 <= sum(one.style in good for one in MESSAGES) <= 110


@pytest.mark.usefixtures("nothing_converts")
@pytest.mark.parametrize("way", WAYS)
def test_each_report_is_in_the_ledger_once_or_held_for_its_reason(
    office_with_mailboxes: Program, tmp_path: Path, way: str
) -> None:
    write, messages = WAYS[way]
    run, path = office_with_mailboxes, write(tmp_path / way, messages)
    ran = run("intake", path, "--json")
    assert ran.status == 3, ran
    ended: dict[int, list[tuple[str, str]]] = {n: [] for n in range(1, len(messages) + 1)}
    for letter in ran.json["letters"]:
        its = [(one["state"], one["code"] or "") for one in letter["pieces"]]
        ended[_number(letter["letter"])] += its
    for one in ran.json["refused"]:
        ended[_number(one["file"])].append(("refused", one["code"]))
    wanted = {n: [(w.state, w.code) for w in one.wanted] for n, one in enumerate(messages, 1)}
    styles = {n: one.style for n, one in enumerate(messages, 1)}
    assert {n: (styles[n], ended[n]) for n in ended if ended[n] != wanted[n]} == {}
    counts = Counter(state for its in ended.values() for state, _ in its)
    sys.stdout.write(f"{way}: {dict(counts)}\n")  # pytest -s shows it
    _see_that_nothing_else_is_there(run, messages)
    before = content(run.db)
    again = run("intake", path, "--json")
    states = {one["state"] for letter in again.json["letters"] for one in letter["pieces"]}
    assert states == {"known", "held"}
    assert content(run.db) == before


def _see_that_nothing_else_is_there(run: Program, messages: Sequence[Mailed]) -> None:
    """Each report of the truth is on file, of its unit and day, and none beside them."""
    reports = run.well("submission", "list", "--json").json["submissions"]
    kept = Counter((one["unit"], one["title"], one["received"][:10]) for one in reports)
    taken = [w.cells for one in messages for w in one.wanted if w.state == "taken"]
    assert kept == Counter((c["unit"], c["title"], c["received"]) for c in taken if "title" in c)


@pytest.mark.usefixtures("nothing_converts")
def test_the_same_box_by_another_way_changes_nothing(
    office_with_mailboxes: Program, tmp_path: Path
) -> None:
    """The message is known by what was sent, however it is kept."""
    run, messages = office_with_mailboxes, MESSAGES[:40]
    run("intake", corpus.as_files(tmp_path / "files", messages))
    before = content(run.db)
    for way in (corpus.as_mailbox, corpus.as_maildir):
        run("intake", way(tmp_path / way.__name__, messages))
        assert content(run.db) == before


def test_what_was_sent_in_time_by_its_own_date_and_came_late_is_remarked(
    office_with_mailboxes: Program, tmp_path: Path
) -> None:
    late = next(one for one in MESSAGES if one.style == "late_by_the_trace")
    run, came = office_with_mailboxes, date.fromisoformat(late.wanted[0].cells["received"])
    assert run("intake", corpus.as_files(tmp_path / "late", [late])).status == 0
    [piece] = run.well("intake", "list", "--json").json["pieces"]
    sent = came - timedelta(days=7)
    assert piece["remarks"] == [f"sent on {sent} by its own date; it came on {came}"]


def test_a_correction_is_proposed_for_its_report_and_leaves_the_day_as_it_was(
    office_with_mailboxes: Program, tmp_path: Path
) -> None:
    first, second = [one for one in MESSAGES if one.style == "corrected"][:2]
    run = office_with_mailboxes
    run("intake", corpus.as_files(tmp_path / "both", [first, second]))
    [report] = run.well("submission", "list", "--json").json["submissions"]
    [held] = run.well("intake", "list", "--held", "--json").json["pieces"]
    assert (held["code"], len(held["near"])) == ("correction", 1)
    assert run("intake", "same", held["piece"], held["near"][0], "--update").status == 0
    [after] = run.well("submission", "list", "--json").json["submissions"]
    assert after["received"] == report["received"]
    shown = run.well("submission", "show", held["near"][0], "--json").json
    assert "特此更正" in str(shown)


def test_of_two_messages_with_one_report_the_day_of_the_first_counts_also_if_it_is_read_last(
    office_with_mailboxes: Program, tmp_path: Path
) -> None:
    first, second = [one for one in MESSAGES if one.style == "again"][:2]
    run, day = office_with_mailboxes, first.wanted[0].cells["received"]
    run("intake", corpus.as_files(tmp_path / "later", [second]))
    run("intake", corpus.as_files(tmp_path / "earlier", [first]))
    [held] = run.well("intake", "list", "--held", "--json").json["pieces"]
    assert held["code"] == "submission-near"
    assert run("intake", "same", held["piece"], held["near"][0], "--update").status == 0
    [report] = run.well("submission", "list", "--json").json["submissions"]
    assert report["received"][:10] == day

"""What must not go wrong with the trail: killed, full, shared, tampered with, looked through.

The numbers are those of the list of faults that the project keeps; each test provokes its fault.
"""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO, cast

import pytest

from conftest import Program, made_once
from forked import SOURCES
from inforeport.model import Command, Unit
from inforeport.store import Ledger, health, opened, submission, trail, unit
from inforeport.store._triggers import made
from killed import EVERY_THIRD
from test_facts import older
from test_store import POSIX

CANARY = "13812345678"
BOX = "canary@example.org"
APPENDED = ("command", "change", "original")

ENVIRONMENT = {"PYTHONPATH": SOURCES, "LC_ALL": "C.UTF-8"}


# Killed, and full disks: each write of a script is cut short in turn


SCRIPT = """
import ctypes, gc, os, signal, sys
from datetime import date
from pathlib import Path
from inforeport.model import Draft, Submission
from inforeport.store import opened, taking

def script(path, many):
    ledger = opened(path)
    names = [(f"第{n}篇", f"n{n}") for n in range(many)]
    reports = [Submission("甲社区", name, date(2009, 6, 1), ref=ref) for name, ref in names]
    with ledger.writing():
        taking.take(ledger, [Draft(f"x.csv:{n}", one) for n, one in enumerate(reports)])
    print("saved")

def ready(out):
    for number, path in ((1, out), (2, os.devnull)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    ctypes.CDLL(None).prctl(0x59616D61, ctypes.c_ulong(-1))  # whoever wants may trace us
    os.kill(os.getpid(), signal.SIGSTOP)  # until somebody does

gc.freeze()
for line in sys.stdin:
    path = Path(line.strip())
    child = os.fork()
    if not child:
        ready(f"{path}.out")
        script(path, int(sys.argv[1]))
        sys.exit()
    os.waitpid(child, os.WUNTRACED)
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""Forks for each file that it is told of, and puts reports into it as soon as somebody watches."""

CALLS = "openat,pwrite64,fdatasync,fsync,unlink,ftruncate"


@cache
def can_trace() -> bool:
    """Whether system calls can be cut short here."""
    tracer = shutil.which("strace")
    command = [tracer or "", "-o", os.devnull, "-e", "trace=none", sys.executable, "-c", ""]
    return (
        bool(tracer) and subprocess.run(command, check=False, capture_output=True).returncode == 0
    )


@contextmanager
def scripted(many: int) -> Iterator[Callable[[Path, str], tuple[int, bool]]]:
    """A run of the script on a file, with a fault at one of its writes, if it has so many.

    It gives the exit status, and whether a write was cut short.
    """
    if not can_trace():
        pytest.skip("system calls cannot be traced here, so no write can be cut short")
    pipe, command = subprocess.PIPE, (sys.executable, "-c", SCRIPT, str(many))
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, env=ENVIRONMENT, text=True) as running:
        asked, told = cast("tuple[TextIO, TextIO]", (running.stdin, running.stdout))

        def run(ledger: Path, fault: str) -> tuple[int, bool]:
            print(ledger, file=asked, flush=True)
            log = ledger.with_name("strace.txt")
            process = int(told.readline())
            with tracing(ledger, process, f"inject={CALLS}:{fault}", log):
                os.kill(process, signal.SIGCONT)
                status = int(told.readline())
            said = ledger.with_name(f"{ledger.name}.out").read_text()
            assert (said == "saved\n") is (status == 0)
            return status, "INJECTED" in log.read_text() or status < 0

        yield run
        asked.close()


@contextmanager
def tracing(ledger: Path, process: int, fault: str, log: Path) -> Iterator[None]:
    """See what a process does to a file and what lies beside it, and let it meet a fault there."""
    beside = [f"{ledger}-journal", str(ledger.parent)]
    places = [word for place in (str(ledger), *beside) for word in ("-P", place)]
    command = ["strace", "-f", "-o", str(log), *places, "-e", fault, "-p", str(process)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as tracer:
        assert tracer.stderr
        assert "attached" in tracer.stderr.readline()
        yield
        tracer.communicate(timeout=60)


def cut_short(filled: Ledger, many: int, fault: str, step: int) -> Iterator[tuple[Path, bool]]:
    """A copy of the file for every so-manieth write cut short, and whether the script saw an end.

    Ends when the script had no more writes to cut.
    """
    filled.close()
    with scripted(many) as run:
        for point in count(step, step):
            with TemporaryDirectory(dir=filled.path.parent) as folder:
                path = Path(shutil.copy(filled.path, folder))
                status, met = run(path, f"{fault}:when={point}")
                yield path, status == 0
            if not met:
                assert point >= 20
                return


def whole(path: Path, many: int, *, saved: bool) -> None:
    """See that all of the script's reports are there with their command, or none."""
    with closing(opened(path)) as ledger:
        assert health.findings(ledger) == []
        reports = ledger.tuples("select count(*) from submission where ref glob 'n*'")[0][0]
        commands = len(trail.commands(ledger))
    assert (reports, commands) in ([(many, 3)] if saved else [(0, 2), (many, 3)])


@EVERY_THIRD
def test_bar_01_a_command_that_is_killed_is_there_with_its_trail_or_not_at_all(
    filled: Ledger, step: int
) -> None:
    for path, saved in cut_short(filled, 1, "signal=KILL", step):
        whole(path, 1, saved=saved)


@EVERY_THIRD
def test_bar_02_an_import_that_is_killed_is_whole_or_not_at_all(filled: Ledger, step: int) -> None:
    with scripted(200) as run:
        for path, saved in cut_short(filled, 200, "signal=KILL", step=4 * step):
            whole(path, 200, saved=saved)
            assert run(path, "signal=KILL:when=9999") == (0, False)
            whole(path, 200, saved=True)


@EVERY_THIRD
@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
def test_bar_09_what_could_not_be_kept_is_not_said_to_be_saved(
    filled: Ledger, error: str, step: int
) -> None:
    for path, saved in cut_short(filled, 1, f"error={error}", 2 * step):
        whole(path, 1, saved=saved)


# Several at work


COUNTING = """
import os, sys
from pathlib import Path
from msgspec.structs import replace
from inforeport.store import opened
from inforeport.store.registers import TARGETS

def count():
    for _ in range(10):
        ledger = opened(Path(sys.argv[1]))
        with ledger.writing():
            known = TARGETS.one(ledger, 1)
            TARGETS.edit(ledger, known, replace(known, n=known.n + 1))
        ledger.close()

begin, go = os.pipe()
for _ in range(4):
    if not os.fork():
        os.close(go)
        os.read(begin, 1)  # until all are there
        count()
        os._exit(0)
os.close(go)
sys.exit(any(os.wait()[1] for _ in range(4)))
"""


def test_bar_10_of_four_at_work_each_finds_what_the_others_did(office: Program) -> None:
    office.well("unit", "add", "甲社区", "--group", "社区")
    office("target", "add", "甲社区", "--what", "报送", "--per", "月", "--n", "0")  # for no rule
    command = [sys.executable, "-c", COUNTING, str(office.db)]
    assert subprocess.run(command, env=ENVIRONMENT, timeout=60, check=False).returncode == 0
    with closing(opened(office.db)) as ledger:
        assert ledger.tuples("select n from target") == [("40",)]
        assert len(trail.commands(ledger)) == 3 + 40
        assert health.findings(ledger) == []


# Tampered with


def test_bar_18_a_bit_that_flipped_is_found(office: Program) -> None:
    """In the row or in the trail, each place by itself; SQLite's own check finds none of it."""
    office.well("unit", "add", "甲社区", "--group", "社区")
    target = ("target", "add", "甲社区", "--what", "报送", "--per", "月", "--n")
    office(*target, "12.5125")
    content = office.db.read_bytes()
    found, places = -1, []
    while (found := content.find(b"12.5125", found + 1)) >= 0:
        places.append(found)
    assert len(places) == 3  # the row, the trail, and the command as typed
    for place in places:
        other = bytearray(content)
        other[place + 1] ^= 1
        office.db.write_bytes(other)
        with closing(sqlite3.connect(office.db)) as plain:
            assert plain.execute("pragma integrity_check").fetchall() == [("ok",)]
        ran = office("check", "--json")
        assert (ran.status, ran.err) == (8, "")
        assert {one["code"] for one in ran.json["findings"]} & {"row", "chain"}


def tampering(path: Path) -> sqlite3.Connection:
    """The file as another program opens it, with nothing that guards it but itself."""
    return sqlite3.connect(path, isolation_level=None)


@pytest.fixture(scope="module")
def aged(street: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """A file of today and one of the first version, both with something that came attached."""
    folder = tmp_path_factory.mktemp("aged")
    files = {age: folder / f"{age}.db" for age in ("new", "migrated")}
    shutil.copy(street, files["new"])
    older(files["migrated"])
    for path in files.values():
        with closing(opened(path)) as ledger, ledger.writing():
            ledger.change("insert into original values ('a', x'01')")
    return files


EDITS = [
    "update {table} set rowid = rowid",
    "delete from {table}",
    "insert or replace into {table} select * from {table}",
    "insert into {table} select * from {table} where true on conflict do update set {key} = {key}",
]


@pytest.mark.parametrize("sql", EDITS)
@pytest.mark.parametrize("table", APPENDED)
@pytest.mark.parametrize("age", ["new", "migrated"])
def test_bar_22_what_was_written_into_the_trail_stays(
    aged: Mapping[str, Path], tmp_path: Path, age: str, table: str, sql: str
) -> None:
    path = Path(shutil.copy(aged[age], tmp_path))
    key = "sha256" if table == "original" else "id"
    with closing(tampering(path)) as other:
        before = other.execute(f"select * from {table}").fetchall()  # noqa: S608  three names
        assert before
        with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
            other.execute(sql.format(table=table, key=key))
        assert other.execute(f"select * from {table}").fetchall() == before  # noqa: S608


@pytest.mark.parametrize(
    "sql",
    [
        "update change set after = replace(after, '情况', '别的')",
        "delete from change where id = 2",
        "update command set who = '别人' where id = 2",
        "update command set previous = ''",
        "update command set at = '2009-05-08T00:00:00+00:00' where id = 1",
        "delete from command where id = 1",
        "insert into change select 999, command_id, table_name, key, before, after from change",
    ],
)
def test_bar_22_a_trail_that_was_edited_is_found(filled: Ledger, sql: str) -> None:
    with closing(tampering(filled.path)) as other:
        for name in made(filled):
            other.execute(f"drop trigger {name}")
        other.execute(sql if "999" not in sql else f"{sql} limit 1")
    ran = Program(filled.path)("check", "--json")
    assert ran.status == 8
    assert {one["code"] for one in ran.json["findings"]} >= {"chain", "guard"}


def test_bar_22_guards_that_were_taken_away_are_found(filled: Ledger) -> None:
    with closing(tampering(filled.path)) as other:
        other.execute("drop trigger trail_submission_update")
    [finding] = Program(filled.path)("check", "--json").json["findings"]
    assert (finding["place"], finding["code"]) == ("trail_submission_update", "guard")


@pytest.mark.parametrize(
    ("sql", "what"),
    [
        ("delete from original", "its content is missing"),
        ("update original set content = substr(content, 1, 3)", "not what was attached"),
        ("update original set content = x'00'", "not what was attached"),
    ],
)
def test_bar_29_an_original_that_is_not_what_came_is_named(
    filled: Ledger, sql: str, what: str
) -> None:
    with filled.writing():
        known = submission.submission(filled, "a1")
        submission.attach(filled, known, "图.png", b"a picture")
        submission.attach(filled, known, "又名.png", b"a picture")
    with closing(tampering(filled.path)) as other:
        guards = {name: sql for name, sql in made(filled).items() if "original" in name}
        for name in guards:
            other.execute(f"drop trigger {name}")
        other.execute(sql)
        for guard in guards.values():
            other.execute(guard)
    found = Program(filled.path)("check", "--json").json["findings"]
    [finding] = [one for one in found if one["code"] == "original"]
    assert finding["place"] == "attachment 1"
    assert what in finding["what"]


# Personal data


@POSIX
@pytest.mark.parametrize("mask", [0o000, 0o022])
def test_bar_58_the_file_is_its_owners_whatever_the_umask(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        run = Program(tmp_path / "folder" / "office.db")
        run.well("init", "--office", "街道办")
        run.well("log", "-o", run.db.with_name("log.csv"))
        with closing(opened(run.db)) as ledger, ledger.writing():
            unit.add(ledger, Unit("甲社区", "community"))
            ledger.rows("pragma cache_spill = 1")
            modes = {one.name: one.stat().st_mode & 0o777 for one in run.db.parent.iterdir()}
    finally:
        os.umask(before)
    assert modes["office.db"] == modes["office.db-journal"] == 0o600
    assert modes["log.csv"] == 0o666 & ~mask
    assert run.db.parent.stat().st_mode & 0o777 == 0o700


@made_once
def known(office: Program) -> Program:
    """An office with a reporter whose telephones and mailbox are canaries, and some life in it."""
    office.well("unit", "add", "甲社区", "--group", "社区")
    contacts = ("--phone", CANARY, "--mobile", CANARY, "--email", BOX)
    office.well("reporter", "add", "甲社区", "甲员", *contacts)
    row = {"单位": "甲社区", "姓名": "乙员", "手机": CANARY, "邮箱": BOX, "办公电话": CANARY}
    office.take("reporter", [row])
    office.db.with_name("reporters.csv").unlink()
    text = office.db.with_name("text.txt")
    text.write_text("甲社区召开座谈会。", encoding="utf-8")
    report = ("submission", "add", "甲社区", "情况", "--received", "2009-05-08", "--text", text)
    office.well(*report, "--author", "甲员/甲社区")
    office.well("adoption", "add", "#1", "--level", "street", "--on", "2009-05-11")
    office.well("bulletin", "new")
    office("bulletin", "add", "#1")
    return office


def clean(content: bytes) -> bool:
    """Whether no canary is in it, plain or masked."""
    return not {CANARY.encode(), BOX.encode(), CANARY[3:].encode()} & {
        one for one in (CANARY.encode(), BOX.encode(), CANARY[3:].encode()) if one in content
    }


PAPERS = ("circular", "ranking", "slips", "bulletin", "rewards", "submissions")


def test_bar_59_contacts_are_in_no_paper(known: Program) -> None:
    folder = known.db.parent / "out"
    folder.mkdir()
    for ending in ("docx", "csv", "json"):
        for paper in PAPERS:
            known("export", paper, "--month", "5", "-o", folder / f"{paper}.{ending}")
        known("export", "bulletin", "--bulletin", "1", "-o", folder / f"b.{ending}")
        for noun in (["unit"], ["reporter"], ["submission"], ["adoption"]):
            known(*noun, "list", "-o", folder / f"{noun[0]}.{ending}")
        for verb in (["rank", "--month", "5"], ["score", "--month", "5"], ["log"], ["log", "3"]):
            known(*verb, "-o", folder / f"{''.join(verb)}.{ending}")
    papers = sorted(folder.iterdir())
    assert len(papers) >= 20
    for path in papers:
        parts = [path.read_bytes()]
        if path.suffix == ".docx":
            with zipfile.ZipFile(path) as paper_file:
                parts = [paper_file.read(name) for name in paper_file.namelist()]
        assert all(map(clean, parts)), path


FAILURES = (
    ("reporter", "add", "甲社区", "甲员", "--phone", CANARY),
    ("reporter", "add", "乙社区", "甲员", "--phone", CANARY, "--email", BOX),
    ("reporter", "add", "甲社区", "丁员", "--phone", CANARY, "--since", "2009-02-30"),
    ("reporter", "add", "甲社区", "丁员", "--phone", CANARY, "--colour", "red"),
    ("reporter", "add", "--phone", CANARY),
    ("reporter", "edit", "甲员", "--name", "乙员", "--phone", CANARY),
    ("reporter", "edit", "甲员", "--phone", CANARY),
    ("reporter", "edit", "丙员", "--email", BOX),
    ("reporter", "edit", "甲员", "--unit", "乙社区", "--phone", CANARY),
    ("reporter", "leave", "甲员", "--on", "x"),
    ("reporter", "forget", "甲员"),
    ("reporter", "forget", "丙员", "--yes"),
    ("reporter", "import", "missing.csv"),
    ("reporter", "import", "bad.csv"),
    ("reporter", "import", "bad.csv", "--strict"),
    ("unit", "show", "丙"),
    ("log", "99"),
    ("undo", "1", "--yes"),
    ("undo",),
    ("score", "--month", "13"),
    ("export", "circular", "--month", "5", "-o", "x.doc"),
)
BAD = (
    "单位,姓名,手机,邮箱,起,止\n"
    f"乙社区,丁员,{CANARY},{BOX},,\n"
    f"甲社区,甲员,{CANARY}0,{BOX},,\n"
    f"甲社区,戊员,{CANARY},{BOX},2009-02-30,\n"
    f"甲社区,己员,{CANARY},{BOX},2009-05-02,2009-05-01\n"
    f"甲社区,,{CANARY},{BOX},,\n"
    f"甲社区,庚员,{CANARY},{BOX}{'x' * 300},,\n"
)


@pytest.mark.parametrize("debug", [(), ("--debug",)])
def test_bar_60_contacts_are_in_no_error(
    known: Program, monkeypatch: pytest.MonkeyPatch, debug: tuple[str, ...]
) -> None:
    monkeypatch.chdir(known.db.parent)
    Path("bad.csv").write_text(BAD, encoding="utf-8")
    for line in FAILURES:
        ran = known(*debug, *line)
        assert ran.status != 0, (line, ran)
        assert clean((ran.out + ran.err).encode()), (line, ran)
    assert clean(known.well("log").out.encode())


def test_bar_60_contacts_are_in_no_trace_of_a_fault(known: Program) -> None:
    with closing(tampering(known.db)) as other:
        refusal = "begin select raise(abort, 'out of order'); end"
        other.execute(f"create trigger fault before insert on contact {refusal}")
    ran = known("--debug", "reporter", "edit", "甲员", "--email", f"new{BOX}", "--phone", CANARY)
    assert ran.status == 1
    assert "Traceback" in ran.err
    assert clean(ran.err.encode())


def test_bar_61_who_is_forgotten_is_in_the_file_no_more(known: Program) -> None:
    known.well("reporter", "edit", "甲员", "--phone", f"{CANARY}1")
    known.well("reporter", "edit", "乙员", "--phone", f"{CANARY}2")
    known.well("undo", "--yes")
    scores = known.well("score", "--month", "5", "--json").out
    assert CANARY.encode() in known.db.read_bytes()
    for name in ("甲员", "乙员"):
        ran = known("reporter", "forget", name, "--yes")
        assert ran.status == 0
        assert "copies that were made before still hold the contacts" in ran.err
    copy = known.db.with_name("copy.db")
    with closing(tampering(known.db)) as other:
        other.execute("vacuum into ?", (str(copy),))
    assert clean(known.db.read_bytes())
    assert clean(copy.read_bytes())
    assert known.well("score", "--month", "5", "--json").out == scores
    assert [one.text.split()[2:5] for one in forgettings(known.db)] == [
        ["reporter", "forget", name] for name in ("甲员", "乙员")
    ]
    known.well("check")


def forgettings(path: Path) -> list[Command]:
    """The last two commands of a file."""
    with closing(opened(path)) as ledger:
        return trail.commands(ledger, last=2)


def test_bar_61_undo_brings_no_contact_back(known: Program) -> None:
    assert known("reporter", "forget", "甲员", "--yes").status == 0
    known.well("undo", "--yes")
    known.well("undo", "--yes")
    listed = known.well("reporter", "list", "--show-contact", "--json").json["reporters"]
    assert [one["phone"] for one in listed] == [None, CANARY]

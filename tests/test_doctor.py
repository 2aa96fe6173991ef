"""`doctor`, what it finds and what it leaves alone; the jobs of `examples/cron.md`."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from conftest import Program, first, made_once
from forked import Came, forked
from inforeport.render.fonts import fonts
from inforeport.store import share as share_module
from inforeport.store.ledger import SCHEMA
from shell import ENVIRONMENT, content, shell, unchanged
from test_examples import ROOT
from test_file import POSIX, at_once, older

JUNE = date(2009, 6, 5)


def looked(run: Program, *args: object) -> dict[str, tuple[str, bool]]:
    """What was found, by key: the words, and whether something must be done."""
    ran = run("doctor", "--json", *args, today=JUNE)
    found = {one["about"]: (one["said"], one["finding"]) for one in ran.json["checks"]}
    assert ran.status == (8 if any(finding for _, finding in found.values()) else 0) or ran.err
    return found


def findings(run: Program) -> set[str]:
    """The keys of what must be seen to."""
    return {about for about, (_, finding) in looked(run).items() if finding}


@made_once
def sound(office: Program) -> Program:
    """An office in which all is well."""
    office.well("unit", "add", "甲社区", "--group", "社区")
    office.well("reporter", "add", "甲社区", "信息员甲一")
    office.well("backup")
    return office


def test_an_office_in_which_all_is_well(sound: Program) -> None:
    with unchanged(sound.db):
        assert findings(sound) == set()
        assert sound.well("--quiet", "doctor").out == ""
        found = looked(sound)
    assert found["file"][0] == f"{sound.db}, named by --db"
    assert found["size"][0] == f"{sound.db.stat().st_size} bytes"
    assert [found[key][0] for key in ("mode", "schema", "zone", "today", "pages", "language")] == [
        *("0600", f"{SCHEMA}", "Asia/Shanghai", "2009-06-05", "undamaged", "en")
    ]
    assert re.fullmatch(r"\d+\.\d+\.\d+", found["sqlite"][0])
    assert "typer 0." in found["libraries"][0]
    assert found["copy"][0].endswith(", good")


def test_the_table_for_people_is_in_their_language(sound: Program) -> None:
    ran = sound("doctor", lang="zh")
    assert (ran.status, ran.err) == (0, "")
    assert re.search(r"最近备份 +.*，完好\n", ran.out)


@pytest.mark.parametrize("why", ["--db", "INFOREPORT_DB", "default"])
def test_which_file_and_why(tmp_path: Path, why: str) -> None:
    path = tmp_path / "data" / "inforeport" / "inforeport.db"
    path.parent.mkdir(parents=True)
    given = {"INFOREPORT_DB": str(path)} if why == "INFOREPORT_DB" else {}
    named = ["--db", str(path)] if why == "--db" else []
    own = {**given, "XDG_DATA_HOME": str(tmp_path / "data"), "HOME": "/"}
    [ran] = forked([[*named, "--lang", "en", "doctor", "--json"]], environment=ENVIRONMENT | own)
    assert ran.status == 5
    assert (str(path) in ran.out.decode()) or os.name != "posix"
    assert f"named by {why}" in ran.out.decode() or "the default" in ran.out.decode()


def no_copy(run: Program) -> None:
    shutil.rmtree(run.db.parent / "backups")


def bad_copy(run: Program) -> None:
    [copy] = (run.db.parent / "backups").glob("*.db")
    copy.write_bytes(copy.read_bytes()[:-1])


def readable(run: Program) -> None:
    run.db.chmod(0o644)


def nobody_writes(run: Program) -> None:
    run.well("unit", "add", "乙社区", "--group", "社区")


def a_gap(run: Program) -> None:
    run.well("submission", "add", "甲社区", "甲社区召开座谈会", "--ref", "a1", today=JUNE)
    for _ in range(3):
        run.well("bulletin", "new", today=JUNE)
        run("bulletin", "add", "a1", today=JUNE)
        run("bulletin", "issue", "--yes", today=JUNE)
    with closing(sqlite3.connect(run.db, isolation_level=None)) as tables:
        tables.execute("pragma foreign_keys = 0")
        for table in ("adoption", "bulletin_item"):
            tables.execute(f"delete from {table} where bulletin_id = 2")  # noqa: S608  two names
        tables.execute("delete from bulletin where id = 2")
    run.well("submission", "edit", "a1", "--category", "经验", today=JUNE)  # after the stranger


def no_proof(run: Program) -> None:
    scheme = run.db.with_name("proof.toml")
    text = first("street")
    wanted = 'kind   = "adoption"\nwhere  = { proof = true }'
    scheme.write_text(text.replace('kind   = "adoption"', wanted), encoding="utf-8")
    run.well("scheme", "use", scheme, "--from", "2009-05-09", "--yes")
    run.well("submission", "add", "甲社区", "甲社区召开座谈会", "--ref", "a1", today=JUNE)
    run.well("adoption", "add", "a1", "--level", "street", "--on", "2009-06-05", today=JUNE)


@pytest.mark.parametrize(
    ("spoil", "about", "said"),
    [
        (no_copy, "copy", "no copy yet; make one with: inforeport backup"),
        (bad_copy, "copy", "none is known"),
        pytest.param(readable, "mode", "chmod 600", marks=POSIX),
        (nobody_writes, "reporters", "units without a reporter: 乙社区"),
        (a_gap, "issues", "no issue has the number: 2009-2"),
        (no_proof, "proofs", "the scheme asks for: 1"),
    ],
)
def test_what_is_found(
    sound: Program, spoil: Callable[[Program], None], about: str, said: str
) -> None:
    spoil(sound)
    found = looked(sound)
    assert {key for key, (_, finding) in found.items() if finding} == {about}
    assert said in found[about][0]


def test_a_draft_is_told_and_is_no_finding(sound: Program) -> None:
    sound.well("bulletin", "new", today=JUNE)
    assert looked(sound)["drafts"] == ("not issued yet: 1", False)


def test_a_share_is_a_finding(sound: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    table = sound.db.with_name("mounts")
    table.write_text(f"srv:/a {sound.db.parent} fuse.sshfs rw 0 0\n")
    monkeypatch.setattr(share_module, "MOUNTS", table)
    assert looked(sound)["share"] == (
        "on a network share (fuse.sshfs), where a file may come to harm",
        True,
    )


def test_an_older_file_is_looked_at_and_stays_older(run: Program) -> None:
    older(run.db, 1)
    before = content(run.db)
    assert looked(run)["schema"] == (f"1; this program works with {SCHEMA}", False)
    assert content(run.db) == before


def test_what_the_file_does_not_tell_is_still_told_of_one_that_is_missing(run: Program) -> None:
    ran = run("doctor", "--json")
    assert (ran.status, '"code":"db-missing"' in ran.err) == (5, True)
    assert {"file", "sqlite", "copy", "PATH"} <= {one["about"] for one in ran.json["checks"]}
    assert not run.db.exists()


@pytest.mark.parametrize(
    ("lister", "said"),
    [
        (None, "it cannot be told here"),
        ("echo 宋体,SimSun; echo 黑体", "not on this computer: 仿宋, 方正小标宋简体, 楷体"),
        ("exit 1", "it cannot be told here"),
        ("printf '%s\\n' 仿宋 宋体 黑体 楷体 方正小标宋简体", "all there"),
    ],
)
@POSIX
def test_fonts_that_are_missing(
    sound: Program, monkeypatch: pytest.MonkeyPatch, lister: str | None, said: str
) -> None:
    """As the system's own lister tells, which is one of ours here."""
    tools = sound.db.parent / "tools"
    tools.mkdir()
    if lister:
        (tools / "fc-list").write_text(f"#!/bin/sh\n{lister}\n", encoding="utf-8")
        (tools / "fc-list").chmod(0o755)
    monkeypatch.setenv("PATH", str(tools))
    assert looked(sound)["fonts"][0].startswith(said)


def test_the_fonts_are_those_of_the_template() -> None:
    assert fonts() == ["仿宋", "宋体", "方正小标宋简体", "楷体", "黑体"]


# 62 Cron


def jobs() -> list[list[str]]:
    """The commands of the crontab on the page, without their times."""
    page = (ROOT / "examples" / "cron.md").read_text("utf8")
    lines = re.findall(r"^ *(?:[\d*]+ +){5}inforeport (.*)$", page, re.MULTILINE)
    assert "%" not in "".join(lines)
    return [line.split() for line in lines]


def cron(run: Program, jobs: list[list[str]], cwd: Path) -> list[Came]:
    """What jobs come to as cron runs them: no home, no terminal, standard input closed."""
    return forked(jobs, environment={**ENVIRONMENT, "INFOREPORT_DB": str(run.db)}, cwd=cwd)


@POSIX
def test_bar_62_the_jobs_of_the_page_say_nothing_where_all_is_well(
    sound: Program, tmp_path: Path
) -> None:
    bare = tmp_path / "bare"
    bare.mkdir()
    bare.chmod(0o555)
    for job, ran in zip(jobs() * 2, cron(sound, jobs() * 2, bare), strict=True):
        assert ran == (0, b"", b""), job
    assert len(list((sound.db.parent / "backups").glob("*.db"))) == 1


@POSIX
def test_bar_62_two_jobs_at_once(sound: Program, tmp_path: Path) -> None:
    sound.well("unit", "alias", "甲社区", "甲居委会")
    ran: list[list[Came]] = at_once(3, lambda _: cron(sound, jobs()[:1], tmp_path))
    assert ran == [[(0, b"", b"")]] * 3
    assert len(list((sound.db.parent / "backups").glob("*.db"))) == 2


@POSIX
@pytest.mark.parametrize(
    "line",
    [
        "unit list --json",
        "score --month 5 --json",
        "rank --month 5",
        "due --month 6 --json",
        "export circular --month 5 -o {out}/通报.docx",
        "export ranking --month 5 -o {out}/表.csv",
        "backup -o {out}/c.db",
        "dump -o {out}/d.jsonl",
        "bulletin new",
        "unit add 乙社区 --group 社区",
    ],
)
def test_bar_62_every_kind_of_command_in_that_environment(
    sound: Program, tmp_path: Path, line: str
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    sound_line = ["--today", "2009-06-05", *line.format(out=out).split()]
    [ran] = cron(sound, [sound_line], out)
    assert (ran.status, b"Traceback" in ran.err) == (0, False), ran


def test_bar_62_a_job_that_fails_says_why_and_with_which_status(tmp_path: Path) -> None:
    """A process as cron really starts it; the others are forked."""
    missing = Program(tmp_path / "no.db")
    ran = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" <&-', "sh", sys.executable, "-m", "inforeport", *jobs()[0]],
        env={**ENVIRONMENT, "INFOREPORT_DB": str(missing.db)},
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (5, b"")
    assert b"error[db-missing]" in ran.stderr
    assert shell(missing.db, *jobs()[1]).status == 5

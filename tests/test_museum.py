"""Each error is met once: by a session of `examples/when-it-goes-wrong.md`, or by a test here."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import pytest
from msgspec.structs import replace

from conftest import Program, Ran
from forked import SOURCES
from inforeport.documents.page import Page
from inforeport.errors import InforeportError, Status
from inforeport.files import soffice
from inforeport.render import RENDERERS, Draw
from inforeport.scheme import upgrade
from inforeport.store import ledger, opened, submission
from shell import ENVIRONMENT, at_terminal, shell
from test_examples import ROOT, Step, written
from typed_up import body, docx, para, title

PAGE = ROOT / "examples" / "when-it-goes-wrong.md"
STEPS = list(written(PAGE))
BUG = "bug"

_LISTED = re.compile(r"^\| `([a-z-]+)` \| (\d) \|.*\| (`test_.*`) \|$", re.MULTILINE)
_ERROR = re.compile(r"^inforeport: error\[([a-z-]+)\]: ", re.MULTILINE)
_ROW = re.compile(r"^[^ ]+:\d+(?::[^ ]+)?: error\[([a-z-]+)\]: ")
_HINT = re.compile(r"^inforeport: hint: ")

ELSEWHERE = _LISTED.findall(PAGE.read_text(encoding="utf-8"))
"""The rows of the page's last list: code, exit status, tests."""


def kinds(kind: type[InforeportError] = InforeportError) -> Iterator[type[InforeportError]]:
    """Every class of error that has a code."""
    if hasattr(kind, "code"):
        yield kind
    for below in kind.__subclasses__():
        yield from kinds(below)


def statuses() -> dict[str, set[int]]:
    """The exit statuses of each code."""
    found: dict[str, set[int]] = defaultdict(set, {BUG: {Status.BUG}})
    for kind in kinds():
        found[kind.code].add(kind.status)
    return found


def shown() -> list[tuple[str, Step]]:
    """Each code that a session ends with."""
    return [(code, step) for step in STEPS for code in _ERROR.findall(step.output)]


def test_every_code_is_met_and_met_once() -> None:
    counts = Counter(code for code, _ in shown())
    assert {code: times for code, times in counts.items() if times > 1} == {}
    in_rows = {row[1] for step in STEPS for row in map(_ROW.match, step.output.splitlines()) if row}
    here = {*counts, *(in_rows & statuses().keys())}
    elsewhere = {code for code, _, _ in ELSEWHERE}
    assert here | elsewhere == statuses().keys()
    assert here & elsewhere == set()


def test_every_exit_status_is_the_one_of_the_class() -> None:
    for code, step in shown():
        assert {step.status} == statuses()[code], step
    for code, status, _ in ELSEWHERE:
        assert {int(status)} == statuses()[code], code


def test_an_error_is_one_line_with_its_rows_before_it_and_a_hint_after_it() -> None:
    for _, step in shown():
        *rows, last = step.output.splitlines()
        if _HINT.match(last):
            *rows, last = rows
        assert _ERROR.match(last), step
        assert all(map(_ROW.match, rows)), step


def test_no_session_shows_where_the_program_was() -> None:
    assert not [step for step in STEPS if "Traceback" in step.output]


def test_what_is_not_shown_is_met_here() -> None:
    for _, _, names in ELSEWHERE:
        assert all(name in globals() for name in re.findall(r"`(\w+)`", names)), names
        for file, name in re.findall(r"`(\w+\.py)::(\w+)`", names):
            assert f"def {name}(" in Path(__file__).with_name(file).read_text(encoding="utf-8")


def refused(ran: Ran, code: str) -> None:
    """See that a run ended with this error, in its shape."""
    assert ran.err.startswith(f"inforeport: error[{code}]: "), ran
    assert {ran.status} == statuses()[code]
    assert len(ran.err.splitlines()) <= 2
    assert ran.out == ""


@contextmanager
def unchanged(office: Program) -> Iterator[None]:
    """See that the office's file is byte for byte what it was."""
    before = office.db.read_bytes()
    yield
    assert office.db.read_bytes() == before


@contextmanager
def tampered(office: Program) -> Iterator[sqlite3.Connection]:
    """The file's tables as another program would open them."""
    with closing(sqlite3.connect(office.db, isolation_level=None)) as tables:
        yield tables


def test_a_file_in_use(office: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inforeport.store._connection._WAIT", 0.05)
    with tampered(office) as other:
        other.execute("begin exclusive")
        with unchanged(office):
            refused(office("unit", "add", "甲社区", "--group", "community"), "busy")
            refused(office("unit", "list"), "busy")
    office.well("unit", "add", "甲社区", "--group", "community")


@contextmanager
def ended_at(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond `size` bytes, as if the disk were full."""
    resource = pytest.importorskip("resource", reason="this system has no limits to set")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_for_the_file(office: Program) -> None:
    office.well("unit", "add", "甲社区", "--group", "community")
    text = office.db.with_name("text.txt")
    text.write_text("甲社区召开座谈会。" * 1000, encoding="utf-8")
    with unchanged(office), ended_at(office.db.stat().st_size):
        ran = office("submission", "add", "甲社区", "甲社区召开座谈会", "--text", text)
    refused(ran, "no-space")


@pytest.mark.parametrize("ending", RENDERERS)
def test_a_full_disk_for_the_output(office: Program, ending: str) -> None:
    office.well("unit", "add", "甲社区", "--group", "community")
    target = office.db.with_name(f"通报{ending}")
    with ended_at(128):
        ran = office("export", "circular", "--month", "5", "-o", target)
    refused(ran, "no-space")
    assert sorted(path.name for path in target.parent.iterdir()) == ["office.db"]


def test_a_file_that_does_not_say_what_it_should(
    office: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here a renderer loses the last block; it is found out before anything is written."""
    office.well("unit", "add", "甲社区", "--group", "community")
    for ending, whole in dict(RENDERERS).items():
        target = office.db.with_name(f"通报{ending}")
        target.write_bytes(b"old")

        def lossy(page: Page, language: str, whole: Draw = whole) -> bytes:
            return whole(replace(page, blocks=page.blocks[:-1]), language)

        monkeypatch.setitem(cast("dict[str, Draw]", RENDERERS), ending, lossy)
        refused(office("export", "ranking", "--month", "5", "-o", target, "--force"), "unproved")
        assert target.read_bytes() == b"old"


def test_a_scheme_that_would_mean_something_else(
    office: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here a figure is changed with the keys; what is written is read again before it is kept."""
    text = (ROOT / "tests" / "cases" / "first" / "E4.toml").read_text("utf-8")
    path = office.db.with_name("first.toml")
    path.write_text(text, encoding="utf-8")
    figure, changes = text.index("pool   = 900") + len("pool   = "), upgrade._changes  # noqa: SLF001
    slip = (figure, figure + 3, "90")
    monkeypatch.setattr(upgrade, "_changes", lambda text: [slip, *changes(text)])
    refused(office("scheme", "upgrade", path), "scheme-means-other")
    assert path.read_text("utf-8") == text


def test_a_pdf_without_libreoffice(office: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    office.well("unit", "add", "甲社区", "--group", "community")
    monkeypatch.setattr(soffice, "program", lambda: None)
    refused(office("unit", "list", "-o", office.db.with_name("名单.pdf")), "no-pdf")


def test_a_libreoffice_that_makes_nothing(office: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    office.well("unit", "add", "甲社区", "--group", "community")
    monkeypatch.setattr(soffice, "program", lambda: "true")
    refused(office("unit", "list", "-o", office.db.with_name("名单.pdf")), "pdf-failed")


def test_a_text_too_long_for_a_cell(office: Program) -> None:
    """No command keeps so long a text in a table; a file edited by others may hold one."""
    office.well("unit", "add", "甲社区", "--group", "community")
    with tampered(office) as tables:
        tables.execute("update unit set name = ?", ("长" * 40_000,))
    target = office.db.with_name("名单.xlsx")
    refused(office("unit", "list", "-o", target), "cell-too-long")
    assert not target.exists()


def test_a_sqlite_that_is_too_old(office: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    with unchanged(office):
        refused(office("unit", "list"), "sqlite-old")
    other = Program(office.db.with_name("other.db"))
    refused(other("init", "--office", "街道办"), "sqlite-old")
    assert not other.db.exists()


def test_a_sqlite_that_does_not_take_a_setting(
    office: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one that was built without it: a setting that this one does not take either."""
    monkeypatch.setitem(ledger._SETTINGS, "synchronous", 9)  # noqa: SLF001  what is wanted of it
    with unchanged(office):
        refused(office("unit", "list"), "sqlite-unfit")


def test_a_disk_that_fails(office: Program) -> None:
    """Every write into the file fails, as strace has it."""
    tool = shutil.which("strace")
    failing = ["-f", "-o", os.devnull, "-P", str(office.db), "-e", "inject=pwrite64:error=EIO"]
    command = [tool or "", *failing, sys.executable, "-m", "inforeport", "--db", str(office.db)]
    if not tool or subprocess.run([tool, "-o", os.devnull, "true"], check=False).returncode:
        pytest.skip("no strace here, or it may not watch")
    with unchanged(office):
        ran = subprocess.run(
            [*command, "unit", "add", "甲社区", "--group", "社区"],
            capture_output=True,
            text=True,
            env=environment(),
            check=False,
        )
        refused(Ran(ran.returncode, ran.stdout, ran.stderr), "io-error")


NOBODY = 65534
"""A user for whom rights count; the superuser has all of them."""


@cache
def as_nobody() -> tuple[str, ...]:
    """What to put before a command so that rights count for it; nothing if they do already."""
    if os.name != "posix":
        pytest.skip("rights are another matter here")
    if os.geteuid() != 0:
        return ()
    ids = (f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
    drop = (shutil.which("setpriv") or "", *ids)
    trial = (*drop, sys.executable, "-c", "import inforeport.cli")
    if not drop[0] or subprocess.run(trial, env=environment(), check=False).returncode:
        pytest.skip("run as the superuser, and nobody else can run the program")
    return drop


def environment() -> dict[str, str]:
    return {"PYTHONPATH": SOURCES, "LC_ALL": "C.UTF-8"}


@pytest.fixture
def common_folder() -> Iterator[Path]:
    """A folder that everybody may look into; pytest's own is for its user alone."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


def test_a_file_that_may_only_be_read(office: Program, common_folder: Path) -> None:
    path = Path(shutil.copy(office.db, common_folder))
    path.chmod(0o444)
    common_folder.chmod(0o555)
    user = NOBODY if as_nobody() else 0
    assert shell(path, "unit", "list", user=user).status == Status.DONE
    refused(shell(path, "unit", "add", "甲社区", "--group", "community", user=user), "db-readonly")


def test_a_user_without_a_home() -> None:
    """One that the system knows by number only, as a service may be."""
    if not (drop := as_nobody()):
        pytest.skip("only the superuser can run the program as somebody else")
    ran = subprocess.run(
        [drop[0], "--reuid=54321", *drop[2:], sys.executable, "-m", "inforeport", "unit", "list"],
        capture_output=True,
        text=True,
        env=environment(),
        check=False,
    )
    refused(Ran(ran.returncode, ran.stdout, ran.stderr), "no-home")


def test_an_office_without_a_scheme(office: Program) -> None:
    office.well("unit", "add", "甲社区", "--group", "社区")
    with tampered(office) as tables:
        tables.execute("delete from scheme")
    for command in (["score", "--month", "5"], ["unit", "list"], ["bulletin", "new"]):
        with unchanged(office):
            refused(office(*command), "no-scheme")
    office.well("scheme", "use", "street")
    office.well("score", "--month", "5")


def test_a_picture_that_went_bad(office: Program) -> None:
    """One that the file holds and no decoder reads: the paper is made, a line stands for it."""
    office.well("unit", "add", "甲社区", "--group", "community")
    office.well("submission", "add", "甲社区", "甲社区召开座谈会", "--ref", "a1")
    with closing(opened(office.db)) as ledger, ledger.writing():
        submission.attach(ledger, submission.submission(ledger, "a1"), "会场.jpg", b"\0")
    office.well("bulletin", "new")
    office("bulletin", "add", "a1")
    path = office.db.with_name("简报.docx")
    ran = office("--quiet", "export", "bulletin", "-o", path)
    row, error, _ = ran.err.splitlines()
    assert row.startswith("简报.docx:1:会场.jpg: error[picture-left-out]: ")
    assert error.startswith("inforeport: error[picture-left-out]: ")
    assert (ran.status, path.exists()) == (Status.PARTIAL, True)


def test_a_scheme_without_points(run: Program) -> None:
    """One without a rule: units and reports are kept, nothing is scored."""
    scheme = run.db.with_name("idle.toml")
    scheme.write_text(
        "title = 'x'\nsince = 2009-05-02\n[groups]\ncommunity = '社区'\n",
        encoding="utf-8",
    )
    run.well("init", "--office", "街道办", "--scheme", scheme)
    with unchanged(run):
        refused(run("score", "--month", "5"), "no-points")


def test_a_seal_of_an_older_program(office: Program) -> None:
    """It holds no lists: a paper of them says so, and does not say that nothing was owed."""
    office.well("unit", "add", "甲社区", "--group", "社区")
    office.well("close", "--month", "5", "--yes")
    with tampered(office) as tables:
        [(digest, content)] = tables.execute(
            "select sha256, content from original join seal on stationery = sha256"
        )
        old = {
            name: field
            for name, field in json.loads(zlib.decompress(content)).items()
            if name not in {"edition", "listed"}
        }
        tables.execute("drop trigger fixed_original_update")
        tables.execute(
            "update original set content = ? where sha256 = ?",
            (json.dumps(old).encode(), digest),
        )
    paper = office.db.with_name("催报函.docx")
    with unchanged(office):
        ran = office("export", "letter", "--month", "5", "-o", paper)
        refused(ran, "not-in-seal")
    assert "2009-05" in ran.err
    assert "what was owed by when" in ran.err
    assert not paper.exists()
    office.well("export", "ranking", "--month", "5", "-o", paper)


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there is no terminal to be had here")
def test_a_beginning_at_a_terminal(office: Program) -> None:
    """One that fits a single unit is taken there; elsewhere only whole names are."""
    for unit in ("甲社区", "甲科室"):
        office.well("unit", "add", unit, "--group", "社区")
    several, one = (
        at_terminal(office.db, "", "unit", "show", beginning, today="2009-08-03")
        for beginning in ("甲", "甲社")
    )
    assert (several.status, one.status) == (4, 0)
    assert "error[ambiguous-unit]: 甲 fits several units: 甲社区, 甲科室" in several.err
    refused(office("unit", "show", "甲社"), "unknown-unit")


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there is no terminal to be had here")
def test_an_editor_that_fails(office: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text is as it was; an editor that ends well is asked without any option."""
    office.well("unit", "add", "甲社区", "--group", "社区")
    office.well("submission", "add", "甲社区", "情况")
    good = office.db.with_name("editor.sh")
    good.write_text("#!/bin/sh\nprintf '5月8日开课。\\n' > \"$1\"\n", encoding="utf-8")
    good.chmod(0o755)
    monkeypatch.setitem(ENVIRONMENT, "VISUAL", "")
    ran = []
    for editor in ("false", "no-such-editor -w", str(good), str(good)):
        monkeypatch.setitem(ENVIRONMENT, "EDITOR", editor)
        ran.append(at_terminal(office.db, "", "submission", "edit", "1", today="2009-08-03"))
    failed, absent, well, again = ran
    for one in (failed, absent):
        refused(one, "editor-failed")
    assert (well.status, well.out) == (0, "changed: 1\n")
    assert "5月8日开课。" in office.well("submission", "show", "1").out
    assert "error[nothing-to-change]" in again.err


def test_a_piece_that_waits_for_nobody(office: Program) -> None:
    office.well("unit", "add", "甲社区", "--group", "社区")
    office.db.with_name("a.csv").write_text("单位,标题,报送时间\n甲社区,座谈,2009-05-08\n", "utf-8")
    office.well("intake", office.db.with_name("a.csv"))
    refused(office("intake", "drop", "1", "--why", "重复"), "piece-settled")


def test_no_server_for_mails(office: Program) -> None:
    office.well("unit", "add", "甲社区", "--group", "community")
    office.well("reporter", "add", "甲社区", "信息员某", "--email", "mou@example.cn")
    office("outbox", "due", "--month", "5")
    with unchanged(office):
        refused(office("outbox", "send", "1", "--yes"), "no-mail-server")
        words = ("outbox", "server", "--host", "smtp.street.example", "--sender", "甲@乙，丙@丁")
        refused(office(*words), "not-a-mailbox")


def test_a_mail_that_waits_for_nobody(office: Program) -> None:
    office.well("unit", "add", "甲社区", "--group", "community")
    office.well("reporter", "add", "甲社区", "信息员某", "--email", "mou@example.cn")
    office("outbox", "due", "--month", "5")
    office.well("outbox", "drop", "1")
    with unchanged(office):
        refused(office("outbox", "drop", "1"), "mail-settled")


def test_nobody_to_write_to(office: Program) -> None:
    office.well("unit", "add", "甲社区", "--group", "community")
    with unchanged(office):
        refused(office("outbox", "circular", "--month", "5"), "no-mailboxes")


def test_a_letter_that_was_forgotten(office: Program) -> None:
    """Whoever is forgotten is so in the list that he came in with."""
    office.well("unit", "add", "甲社区", "--group", "社区")
    people = office.db.with_name("a.csv")
    people.write_text("单位,姓名,手机\n甲社区,信息员甲,13800000000\n", encoding="utf-8")
    office.well("intake", people)
    assert office("reporter", "forget", "信息员甲", "--yes").status == 0
    refused(office("intake", "show", "1", "-o", office.db.with_name("b.csv")), "letter-forgotten")


@pytest.mark.parametrize("line", ["unit list", "unit add 甲社区 --group 社区"])
def test_an_answer_that_nobody_takes(office: Program, line: str) -> None:
    """A command that changed something says so on stderr, where its report is lost."""
    words = f'exec "$@" {line} >&-'
    ran = subprocess.run(
        ("/bin/sh", "-c", words, "sh", sys.executable, "-m", "inforeport", "--db", str(office.db)),
        capture_output=True,
        check=False,
        text=True,
    )
    assert (ran.returncode, ran.stdout) == (7, "")
    assert "error[answer-lost]" in ran.stderr
    assert ("甲社区" in ran.stderr) is ("add" in line)


def test_a_fault_of_the_program(office: Program) -> None:
    """What no message foresees is one line without anybody's data; the trace is for `--debug`."""
    with tampered(office) as tables:
        tables.execute("update scheme set checked = ?", (b"\0SECRET",))
    with unchanged(office):
        ran = office("score", "--month", "5")
        refused(ran, BUG)
        assert "SECRET" not in ran.err
        assert "Traceback" in office("--debug", "score", "--month", "5").err


def test_the_text_of_several_reports(office: Program, tmp_path: Path) -> None:
    several = tmp_path / "several.docx"
    first = (title("甲社区开展消防演练"), body("居民参加。"), para("（甲社区供稿）"))
    several.write_bytes(docx(*first, *first))
    office.well("unit", "add", "甲社区", "--group", "community")
    with unchanged(office):
        ran = office("submission", "add", "甲社区", "消防演练", "--text", several)
        refused(ran, "not-one-report")

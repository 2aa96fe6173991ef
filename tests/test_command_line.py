"""The manners of the command line, row by row of `bar.toml`: streams, statuses, prompts, clocks.

`every.py` says what is typed.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from threading import Barrier
from typing import Any, Self
from zoneinfo import ZoneInfo

import pytest
import typer
from typer.testing import CliRunner

from conftest import AFTER, Program, Ran
from every import ASKING, COMMANDS, EVERY, READING, WRITING, Line, an_office, as_good
from forked import Came, forked
from forking import lies_in
from inforeport.cli import app
from inforeport.errors import OutputExists, Status
from inforeport.render.file import write
from test_examples import PAGES, ROOT, written
from test_museum import ELSEWHERE, tampered

CRON = {"LC_ALL": "C"}
ESCAPE = b"\x1b"
MOMENT = re.compile(r"\b\d{8}-\d{6}\b")
"""The second of a run, which is in the name of what `restore` keeps."""
FORCED = ("FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "CLICOLOR_FORCE", "GITHUB_ACTIONS")
SHOWN_BEFORE = ("scheme upgrade",)
"""What shows line by line what it would do, before it says so."""
ZONES = ("UTC", "Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati", "Pacific/Pago_Pago")


@dataclass
class Typed:
    """Runs lines in real processes, each at a copy of its own of the office."""

    base: Program
    folder: Path
    runs: int = 0

    def __call__(
        self, lines: Sequence[Line], *before: str, more: str = "", **how: Any
    ) -> list[Came]:
        """What they came to; `how` is what `forked` is told, `more` stands behind the words."""
        self.runs += 1
        calls = [[*self.root(line), *before, *self.words(line), *more.split()] for line in lines]
        own = {"INFOREPORT_CONFIG": str(self.folder / f"{self.runs}.toml")}
        how["environment"] = how.get("environment", CRON) | own
        came = forked(calls, **how)
        here = str(self.folder / f"{self.runs}").encode()
        return [Came(one.status, *(said.replace(here, b"") for said in one[1:])) for one in came]

    def root(self, line: Line) -> list[str]:
        """The file and the day."""
        office = as_good(self.base, self.place(line))
        db = office.db.with_name("new.db") if line.path == ("init",) else office.db
        return ["--db", str(db), "--today", AFTER.isoformat()]

    def words(self, line: Line) -> list[str]:
        """The line for its own folder."""
        return line.typed(self.place(line))

    def place(self, line: Line) -> Path:
        """The folder of a line's own copy in this run."""
        return self.folder / f"{self.runs}" / "_".join(line.path)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """An office with everything; it is copied and never changed."""
    return an_office(tmp_path_factory.mktemp("every") / "office")


@pytest.fixture
def full(base: Program, tmp_path: Path) -> Program:
    """A copy of it."""
    return as_good(base, tmp_path / "office")


@pytest.fixture
def typed(base: Program, tmp_path: Path) -> Typed:
    """Runs lines in real processes."""
    return Typed(base, tmp_path)


@pytest.fixture(scope="module")
def plainly(base: Program, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Line], str]:
    """What a line says, on stdout and stderr, where nothing is in its way; each is run once."""
    folder = tmp_path_factory.mktemp("plainly")

    @cache
    def said(line: Line) -> str:
        office = as_good(base, folder / "_".join(line.path))
        return MOMENT.sub("then", line.at(office).both.replace(str(folder), ""))

    return said


def some(*names: str) -> list[Line]:
    """The lines of these commands."""
    return [one for one in EVERY if str(one) in names]


SHOWN = some("rank", "unit show", "unit add", "scheme show", "adoption list", "due")


@pytest.fixture(scope="module")
def shown(base: Program, tmp_path_factory: pytest.TempPathFactory) -> list[Came]:
    """What some lines come to in Chinese on a console that has every sign."""
    typed = Typed(base, tmp_path_factory.mktemp("shown"))
    return typed(SHOWN, "--lang", "zh", environment={"PYTHONIOENCODING": "utf-8"})


def contents(folder: Path) -> Mapping[str, bytes]:
    """Every file of a folder."""
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}


def files_in(folder: Path) -> set[tuple[str, int, int, int]]:
    """What is known of every file in a folder and below: one that is written to is another."""
    return {known for known in lies_in(str(folder)) if not Path(known[0]).is_dir()}


@contextmanager
def untouched(office: Program) -> Iterator[None]:
    """See that nothing in the office's folder changes, and that nothing appears there."""
    before = files_in(office.db.parent)
    yield
    assert files_in(office.db.parent) == before


def test_every_command_is_typed_once() -> None:
    """If this fails, a new command wants a line in every.py."""
    assert sorted(one.path for one in EVERY) == sorted(COMMANDS)


def test_bar_62_cron_needs_no_home_no_terminal_and_no_place_to_write(typed: Typed) -> None:
    for line, came in zip(EVERY, typed(EVERY, "--quiet"), strict=True):
        assert (came.status, came.err == b"") == (line.status, not line.is_refused), line
        assert (
            line in READING
            or str(line) in {"demo", "completion", "schema", "config get"}
            or came.out == b""
        ), line


@pytest.mark.parametrize("encoding", ["gbk", "latin-1", "cp437"])
def test_bar_63_a_console_without_a_sign_shows_its_code(
    typed: Typed, shown: list[Came], encoding: str
) -> None:
    narrow = typed(SHOWN, "--lang", "zh", environment={"PYTHONIOENCODING": encoding})
    assert [one.status for one in narrow] == [one.status for one in shown]
    for there, here in zip(shown, narrow, strict=True):
        words = there.out.decode("utf-8")
        assert here.out == words.encode(encoding, "backslashreplace")
        assert encoding != "gbk" or here.out.decode("gbk") == words


def test_bar_63_help_and_errors_fit_a_console_too() -> None:
    calls = [("--lang", "zh", *words) for words in (["--help"], ["unit", "--help"], ["单位"])]
    for environment in ({"PYTHONIOENCODING": "ascii"}, CRON | {"PYTHONUTF8": "0"}):
        came = forked(calls, environment=environment)
        assert [one.status for one in came] == [0, 0, 2]
        assert all((one.out + one.err).isascii() for one in came)


def test_bar_63_json_is_utf_8_everywhere(typed: Typed) -> None:
    lines = some("rank", "unit list", "submission list")
    wide = typed(lines, more="--json", environment={"PYTHONIOENCODING": "utf-8"})
    narrow = typed(lines, more="--json", environment={"PYTHONIOENCODING": "latin-1"})
    assert [one.out for one in narrow] == [one.out for one in wide]
    assert all("社区" in one.out.decode("utf-8") for one in narrow)


def test_bar_64_nothing_in_the_environment_brings_colour_to_a_pipe(typed: Typed) -> None:
    lines = some("rank", "submission import", "scheme check", "unit list")
    calls = [[*typed.root(line), *typed.words(line)] for line in lines]
    calls += [["--help"], ["unit", "lst"]]
    for came in forked(calls, environment=CRON | dict.fromkeys(FORCED, "1")):
        assert ESCAPE not in came.out + came.err


def at_a_screen(words: list[str], environment: Mapping[str, str]) -> tuple[Came, bytes]:
    """What a run came to whose stderr is a terminal, and what that terminal got."""
    master, terminal = os.openpty()
    try:
        streams = f"</dev/null 2>{os.ttyname(terminal)}"
        [came] = forked([words], environment=environment, streams=streams)
        os.write(terminal, b".")  # or there might be nothing to read
        return came, os.read(master, 1 << 16)
    finally:
        os.close(master)
        os.close(terminal)


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there is no terminal to be had here")
@pytest.mark.parametrize(
    ("environment", "moves"),
    [
        ({"TERM": "xterm"}, True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
    ],
)
def test_bar_64_a_bar_moves_at_a_terminal_that_wants_it(
    full: Program, environment: dict[str, str], *, moves: bool
) -> None:
    rows = ["单位,标题,报送时间", *(f"甲社区,第{n}篇,2009-06-01" for n in range(200))]
    (full.db.parent / "many.csv").write_text("\n".join(rows), encoding="utf-8")
    words = ["--db", str(full.db), "submission", "import", str(full.db.parent / "many.csv")]
    ran, seen = at_a_screen(words, environment)
    assert (ran.status, ESCAPE in ran.out, ESCAPE in seen) == (0, False, moves)


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there is no terminal to be had here")
def test_bar_64_check_shows_that_it_works_from_the_first_moment(full: Program) -> None:
    words = ["--db", str(full.db), "--lang", "zh", "check"]
    ran, seen = at_a_screen(words, {"TERM": "xterm", "PYTHONIOENCODING": "utf-8"})
    assert (ran.status, ESCAPE in ran.out) == (0, False)
    assert "正在检查" in seen.decode("utf-8", "replace")


@pytest.mark.parametrize("line", READING, ids=str)
def test_bar_65_an_answer_for_programs_is_nothing_but_the_answer(
    base: Program, tmp_path: Path, line: Line
) -> None:
    if "-o" in line.words:
        ran = line.at(as_good(base, tmp_path / "office"), "--json")
    else:
        with untouched(base):
            ran = line.at(base, "--json")
    assert (ran.status, ran.err == "") == (line.status, not line.is_refused)
    assert line.is_refused or ran.json["schema"] == 1


@pytest.mark.parametrize("line", EVERY, ids=str)
def test_bar_65_an_error_is_not_on_stdout(base: Program, line: Line) -> None:
    with untouched(base):
        ran = line.at(base, "--no-such-option")
    assert (ran.status, ran.out) == (Status.USAGE, "")
    assert ran.err.startswith("inforeport: error[usage]: ")


@pytest.mark.parametrize("stderr", ["2>&-", "2>/dev/full"])
def test_bar_65_an_error_that_cannot_be_told_is_not_on_stdout_either(stderr: str) -> None:
    calls = [["unit", "lst"], ["--db", "/nowhere/office.db", "unit", "list"], ["--debug", "x"]]
    came = forked(calls, environment=CRON, streams=f"<&- {stderr}")
    assert [(one.status, one.out) for one in came] == [(2, b""), (5, b""), (2, b"")]


@pytest.mark.parametrize("stdout", [">/dev/full", ">&-"])
def test_bar_66_an_answer_that_is_lost_is_told(
    typed: Typed, plainly: Callable[[Line], str], stdout: str
) -> None:
    """And whoever changed something hears that it is changed."""
    names = ("rank", "scheme show", "export ranking", "demo", "adoption remove")
    beside = ("reporter forget", "restore", "commission import")
    made = some("backup make", "template new", "export ranking")
    lines = [*dict.fromkeys((*WRITING[::7], *some(*names, *beside), *made, *some("check")))]
    for line, lost in zip(lines, typed(lines, streams=f"<&- {stdout}"), strict=True):
        *said, last = lost.err.decode("utf-8").splitlines(keepends=True)
        assert lost.status == Status.OUTPUT, line
        assert last.startswith("inforeport: error[answer-lost]: "), line
        if line not in (*WRITING, *made):
            continue
        assert MOMENT.sub("then", "".join(said)) == plainly(line), line


@pytest.mark.parametrize("stdout", [">/dev/full", ">&-"])
def test_bar_66_help_is_an_answer_too(stdout: str) -> None:
    calls = [["--help"], ["--version"], ["unit", "--help"], ["unit", "add", "--help"]]
    for came in forked(calls, environment=CRON, streams=f"<&- {stdout}"):
        assert (came.status, came.err.count(b"\n")) == (Status.OUTPUT, 1)
        assert b"error[answer-lost]" in came.err


def test_bar_66_who_stops_reading_is_told_nothing_but_what_was_changed(
    typed: Typed, plainly: Callable[[Line], str]
) -> None:
    lines = [*WRITING[3::9], *some("rank", "scheme show", "submission list")]
    ends = os.pipe()
    os.close(ends[0])
    try:
        for line, came in zip(lines, typed(lines, streams=f"<&- >&{ends[1]}"), strict=True):
            assert came.status == 141, line
            said = plainly(line) if line in WRITING else ""
            assert MOMENT.sub("then", came.err.decode("utf-8")) == said, line
        [page] = forked([["--help"]], environment=CRON, streams=f"<&- >&{ends[1]}")
        assert (page.status, page.err) == (141, b"")
    finally:
        os.close(ends[1])


@pytest.mark.parametrize("streams", ["<&-", "</dev/null"])
def test_bar_67_where_nobody_can_be_asked_nothing_is_done(typed: Typed, streams: str) -> None:
    calls, places = [], []
    for line in ASKING:
        root = typed.root(line)
        places.append(Program(Path(root[1])))
        calls.append([*root, *line.typed(typed.place(line), without="--yes")])
    before = [contents(one.db.parent) for one in places]
    for line, came in zip(ASKING, forked(calls, environment=CRON, streams=streams), strict=True):
        assert (came.status, came.out) == (Status.USAGE, b""), line
        assert came.err.startswith(b"inforeport: error[needs-yes]: "), line
    assert [contents(one.db.parent) for one in places] == before


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there is no terminal to be had here")
@pytest.mark.parametrize("encoding", ["ascii", "gbk", "utf-8"])
@pytest.mark.parametrize("answer", [b"\xca\xc7\n", b"\xe6\x98\xaf\n", b"\xff\n", b"\x04"])
def test_bar_67_a_strange_answer_is_no_yes_and_no_fault(
    full: Program, encoding: str, answer: bytes
) -> None:
    master, terminal = os.openpty()
    try:
        os.write(master, answer)
        [came] = forked(
            [["--db", str(full.db), "adoption", "remove", "1"]],
            environment={"PYTHONIOENCODING": encoding},
            streams=f"<{os.ttyname(terminal)}",
        )
    finally:
        os.close(master)
        os.close(terminal)
    yes = answer.decode(encoding, "replace") == "是\n"
    assert came.status == (Status.DONE if yes else Status.REFUSED), came


@pytest.mark.parametrize("line", WRITING, ids=str)
def test_bar_68_a_dry_run_says_what_the_real_one_does_and_does_nothing(
    full: Program, line: Line
) -> None:
    with untouched(full):
        dry = line.at(full, "--dry-run")
    real = line.at(full)
    assert (dry.status, dry.err) == (real.status, real.err)
    said = "" if line.is_refused else f"dry run, nothing was changed: {real.out}"
    plan = MOMENT.sub("then", dry.out)
    if str(line) in SHOWN_BEFORE:
        plan = plan[plan.rindex("dry run, ") :]
    assert plan == MOMENT.sub("then", said)


def test_bar_69_of_many_who_write_one_file_one_wins_whole(tmp_path: Path) -> None:
    writers = 8
    together = Barrier(writers)

    def one(number: int, path: Path) -> bool:
        together.wait()
        try:
            write(path, bytes([number]) * 5000)
        except OutputExists:
            return False
        return True

    with ThreadPoolExecutor(writers) as pool:
        for turn in range(40):
            path = tmp_path / f"{turn}.csv"
            won = list(pool.map(one, range(writers), [path] * writers))
            assert won.count(True) == 1
            assert path.read_bytes() == bytes([won.index(True)]) * 5000
    assert len(list(tmp_path.iterdir())) == 40


def test_bar_69_who_comes_first_by_a_hair_keeps_what_they_wrote(tmp_path: Path) -> None:
    """Another writes the file right before it gets its name."""
    path = tmp_path / "a.csv"
    coming = [b"theirs"]

    def between(event: str, _: object) -> None:
        if event in {"os.link", "os.rename"} and coming:
            write(path, coming.pop())

    sys.addaudithook(between)  # it cannot be taken off, and does nothing from the second time on
    with pytest.raises(OutputExists):
        write(path, b"ours")
    assert path.read_bytes() == b"theirs"


@pytest.mark.parametrize("line", [one for one in EVERY if one.takes("--output")], ids=str)
def test_bar_69_no_command_writes_over_a_file(full: Program, line: Line) -> None:
    """Of papers, which are written in one way whatever they are, the least."""
    there = full.db.with_name("old.json" if line.path[0] == "export" else f"old{line.ending}")
    there.write_bytes(b"old")
    with untouched(full):
        ran = line.at(full, "-o", str(there))
    assert ran.status == Status.OUTPUT
    assert "error[exists]" in ran.err
    if line.takes("--force"):  # a copy never takes the place of another file
        assert line.at(full, "-o", str(there), "--force").status == line.status
        assert there.read_bytes() != b"old"
    else:
        assert str(line) == "backup make"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("template check {folder}/plain.docx --sample {folder}/plain.docx", Status.OUTPUT),
        ("demo {folder}", Status.OUTPUT),
        ("init --office 某街道", Status.REFUSED),
    ],
)
def test_bar_69_what_is_written_under_another_option_keeps_a_file_too(
    full: Program, words: str, status: int
) -> None:
    """`restore` alone takes the place of a file, which it asks for, and keeps: rows 25 and 26."""
    with untouched(full):
        ran = full(*words.format(folder=full.db.parent).split())
    assert (ran.status, "exists]" in ran.err) == (status, True), ran


@pytest.mark.parametrize(
    ("typed_words", "nearest"),
    [
        ("unt list", "did you mean unit?"),
        ("unit lst", "did you mean list?"),
        ("rank --mnth 5", "did you mean --month?"),
        ("rank --month", "wants a value"),
        ("adoption remove one", "NUMBER wants a whole number"),
        ("unit add", "UNIT is missing"),
        ("unit list --json=3", "--json takes no value"),
        ("unit list more words", "more words than wanted: more, words"),
    ],
)
def test_bar_70_a_mistake_of_use_is_told_in_two_lines(
    run: Program, typed_words: str, nearest: str
) -> None:
    ran = run(*typed_words.split())
    assert (ran.status, ran.out) == (Status.USAGE, "")
    assert len(ran.err.splitlines()) <= 2
    assert nearest in ran.err.splitlines()[0]


@pytest.mark.parametrize("words", ["unit list --db {db} -q", "unit --lang=en list --db {db}"])
def test_options_of_the_program_may_stand_anywhere(full: Program, words: str) -> None:
    ran = CliRunner().invoke(app, words.format(db=full.db).split(), env={"INFOREPORT_LANG": "en"})
    assert (ran.exit_code, ran.stdout) == (0, full.well("unit", "list").out)


def test_no_command_has_an_option_of_the_program() -> None:
    of_program = {option for param in typer.main.get_command(app).params for option in param.opts}
    for path, command in COMMANDS.items():
        own = {option for param in command.params for option in param.opts}
        assert own & of_program == set(), path


@pytest.mark.parametrize("line", EVERY, ids=str)
def test_bar_70_help_is_for_every_command_and_in_no_need_of_a_file(
    run: Program, line: Line
) -> None:
    for option in ("-h", "--help"):
        ran = run(*line.path, option)
        assert (ran.status, ran.err) == (Status.DONE, "")
        assert ran.out.startswith(f"Usage: inforeport {line}")
    assert not run.db.exists()


def test_bar_71_a_fault_is_told_without_data_even_where_the_language_cannot_be_asked(
    full: Program,
) -> None:
    with tampered(full) as tables:
        tables.execute("delete from office")
        tables.execute("update scheme set title = 'SECRET', checked = ?", (b"\0SECRET",))
    asked = ("--db", str(full.db), "score", "--month", "5")
    ran = CliRunner().invoke(app, asked)
    assert (ran.exit_code, ran.stdout) == (Status.BUG, "")
    assert ran.stderr.startswith("inforeport: error[bug]: ")
    assert len(ran.stderr.splitlines()) == 2
    assert "SECRET" not in ran.stderr
    assert "Traceback" in CliRunner().invoke(app, ("--debug", *asked)).stderr


def test_bar_72_every_exit_status_is_documented_and_reached() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    table = page.partition("## Exit statuses")[2].partition("\n## ")[0]
    assert set(map(int, re.findall(r"^\| (\d+) \|", table, re.MULTILINE))) == set(Status)
    assert all(f"{signal}" in table for signal in (129, 130, 141, 143))
    reached = {step.status for page in PAGES for step in written(page)}
    assert reached | {int(status) for _, status, _ in ELSEWHERE} == set(Status)


def asked(*words: object, **environment: str | None) -> Ran:
    """A run in which nothing is set but what is named."""
    unset = dict.fromkeys(
        ("INFOREPORT_DB", "INFOREPORT_LANG", "INFOREPORT_TODAY", "LC_ALL", "LC_MESSAGES", "LANG")
    )
    ran = CliRunner().invoke(app, list(map(str, words)), env=unset | environment)
    return Ran(ran.exit_code, ran.stdout, ran.stderr)


def test_bar_73_an_option_goes_before_the_environment_and_that_before_the_usual(
    tmp_path: Path,
) -> None:
    usual = tmp_path / "data" / "inforeport" / "inforeport.db"
    usual.parent.mkdir(parents=True)
    files = {name: tmp_path / f"{name}.db" for name in ("option", "environment")} | {"usual": usual}
    for name, path in files.items():
        asked("--db", path, "--lang", "en", "init", "--office", name)
        asked("--db", path, "unit", "add", name, "--group", "社区")

    def used(*root: object, **environment: str) -> str:
        listed = asked(
            *root, "unit", "list", "--json", XDG_DATA_HOME=str(tmp_path / "data"), **environment
        )
        return str(listed.json["units"][0]["unit"])

    assert used() == "usual"
    assert used(INFOREPORT_DB=str(files["environment"])) == "environment"
    assert used("--db", files["option"], INFOREPORT_DB=str(files["environment"])) == "option"


def test_bar_73_the_language_and_the_day_of_a_run(full: Program) -> None:
    def title(*root: str, **environment: str) -> str:
        return asked("--db", full.db, *root, "unit", "list", **environment).out.split()[0]

    assert title(LANG="zh_CN.UTF-8") == "Units"  # the office's own goes before the locale's
    assert title(INFOREPORT_LANG="zh") == "单位名单"
    assert title("--lang", "en", INFOREPORT_LANG="zh") == "Units"

    def day(*root: str, **environment: str) -> str:
        report = (full.db, *root, "submission", "add", "甲社区", f"{root}{environment}")
        assert asked("--db", *report, **environment).status == Status.DONE
        reports = full.well("submission", "list", "--json").json["submissions"]
        return "".join(one["received"] for one in reports if one["title"] == report[-1])

    assert day(INFOREPORT_TODAY="2009-07-02") == "2009-07-02"
    assert day("--today", "2009-07-01", INFOREPORT_TODAY="2009-07-02") == "2009-07-01"


def test_bar_73_what_a_setting_cannot_be_is_refused(full: Program) -> None:
    for words, environment in (
        (["--lang", "fr"], {}),
        ([], {"INFOREPORT_LANG": "fr"}),
        (["--today", "2009-02-29"], {}),
    ):
        assert asked("--db", full.db, *words, "unit", "list", **environment).status == Status.USAGE


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Sets the time zone of the machine."""

    def be(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield be
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone is not to be set here")
def test_bar_74_a_day_is_the_offices_wherever_the_machine_stands(full: Program, zone: Any) -> None:
    """The two offices never have the same day, and each keeps its own."""
    for name in ZONES[-2:]:
        db = full.db.with_name(f"{name.partition('/')[2]}.db")
        asked("--db", db, "init", "--office", "某街道", "--zone", name, "--from", "2020-01-01")
        asked("--db", db, "unit", "add", "甲社区", "--group", "社区")
        for number, machine in enumerate(ZONES):
            zone(machine)
            known = {datetime.now(ZoneInfo(name)).date()}
            assert asked("--db", db, "submission", "add", "甲社区", f"{number}").status == 0
            known.add(datetime.now(ZoneInfo(name)).date())
            reports = asked("--db", db, "submission", "list", "--json").json["submissions"]
            assert date.fromisoformat(reports[-1]["received"]) in known


class LastEvening(datetime):
    """A clock that stands at 16:30 UTC on the last of May."""

    @classmethod
    def now(cls, tz: Any = None) -> Self:
        return cls.fromtimestamp(datetime(2009, 5, 31, 16, 30, tzinfo=UTC).timestamp(), tz)


def test_bar_74_the_last_evening_of_a_month_is_the_next_month_in_shanghai(
    full: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inforeport.cli._session.datetime", LastEvening)
    asked("--db", full.db, "submission", "add", "甲社区", "夜里报送")
    reports = full.well("submission", "list", "--json").json["submissions"]
    assert [one["received"] for one in reports if one["title"] == "夜里报送"] == ["2009-06-01"]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone is not to be set here")
def test_bar_74_points_are_the_same_in_every_zone(full: Program, zone: Any) -> None:
    said = set()
    for machine in ZONES:
        zone(machine)
        said.add(
            tuple(line.at(full, "--json").out for line in some("score", "rank", "due", "stats"))
        )
    assert len(said) == 1


def test_bar_74_a_leap_day_is_a_day_in_leap_years_only(office: Program) -> None:
    office.well("unit", "add", "甲社区", "--group", "社区")
    office.well("submission", "add", "甲社区", "闰日", today=date(2012, 2, 29))
    assert office("submission", "add", "甲社区", "x", "--received", "2011-02-29").status == 2
    february = ("submission", "list", "--period", "2012-02", "--json")
    [report] = office.well(*february, today=date(2012, 4, 1)).json["submissions"]
    assert report["received"] == "2012-02-29"


def test_bar_74_without_zones_the_hint_says_what_is_missing(full: Program) -> None:
    program = "import sys; sys.modules['tzdata'] = None; from inforeport.cli import main; main()"
    ran = subprocess.run(
        (sys.executable, "-c", program, "--db", full.db, "submission", "add", "甲社区", "题"),
        env={**os.environ, "PYTHONTZPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (Status.USAGE, "")
    assert "error[unknown-zone]" in ran.stderr
    assert "tzdata" in ran.stderr.splitlines()[1]


def test_bar_75_the_same_list_twice_at_once_is_taken_once(full: Program) -> None:
    path = full.db.with_name("once.csv")
    path.write_text(
        "单位,标题,报送时间\n" + "".join(f"甲社区,第{n}篇,2009-06-01\n" for n in range(300)),
        "utf-8",
    )
    words = ["--db", str(full.db), "--lang", "en", "submission", "import", str(path)]
    with ThreadPoolExecutor(2) as pool:
        both = [*pool.map(lambda line: forked([line], environment=CRON)[0], [words] * 2)]
    assert sorted((one.status, one.out) for one in both) == [
        (0, b"added: 0, on file already: 300, refused: 0\n"),
        (0, b"added: 300, on file already: 0, refused: 0\n"),
    ]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone is not to be set here")
@pytest.mark.parametrize("paper", ["甲.docx", "甲.csv", "甲.json"])
def test_bar_76_a_paper_is_the_same_to_the_byte_whenever_it_is_printed(
    full: Program, zone: Any, paper: str
) -> None:
    made = set()
    for number, machine in enumerate((ZONES[0], *ZONES[-2:])):  # the last two are a day apart
        zone(machine)
        path = full.db.with_name(f"{number}{paper}")
        for line in some("export circular", "rank", "stats"):
            line.at(full, "-o", str(path), "--force")
            made.add((str(line), path.read_bytes()))
    assert len(made) == 3


def test_bar_77_what_is_asked_of_the_file_does_not_grow_with_it(
    full: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a measure of speed that no machine moves: `make bench` has the seconds."""

    def questions() -> int:
        asked_of: list[str] = []
        connect = "inforeport.store.ledger.connected"
        from inforeport.store import ledger

        real = ledger.connected

        def watched(path: Path) -> Any:
            connection = real(path)
            connection.set_trace_callback(asked_of.append)
            return connection

        with monkeypatch.context() as patch:
            patch.setattr(connect, watched)
            full.well("score", "--month", "5", "--json")
        return len(asked_of)

    few = questions()
    full.take("unit", [{"unit": f"第{n}社区", "group": "社区"} for n in range(60)])
    full.take(
        "submission",
        [
            {"unit": f"第{n % 60}社区", "title": f"第{n}篇", "received": date(2009, 5, 2 + n % 28)}
            for n in range(1000)
        ],
    )
    assert questions() == few


def test_bar_77_a_start_loads_nothing_heavy(full: Program) -> None:
    program = (
        "import sys; from inforeport.cli import main\ntry: main()\nfinally: print(*sys.modules)"
    )
    heavy = {"docx", "rich", "sqlite_utils", "PIL", "openpyxl", "chinese_calendar", "pydantic"}
    counts = ["--db", f"{full.db}", "stats", "5", "--json", "--by", "kind"]
    for words in (["--version"], ["unit", "lst"], counts):  # test_start looks at pages and scores
        said = subprocess.run(
            (sys.executable, "-c", program, *words), capture_output=True, text=True, check=False
        ).stdout
        assert not heavy & set(said.splitlines()[-1].split())


def test_bar_78_nothing_warns(typed: Typed) -> None:
    strict = CRON | {"PYTHONWARNDEFAULTENCODING": "1", "PYTHONWARNINGS": "error"}
    lines = some(
        "demo", "submission import", "rank", "scheme use", "export circular", "scheme check"
    )
    for line, came in zip(lines, typed(lines, environment=strict), strict=True):
        assert (came.status, came.err) == (line.status, b""), line


def test_bar_79_what_no_test_notices_is_listed() -> None:
    page = (ROOT / "docs" / "mutants.md").read_text(encoding="utf-8")
    [[tried, noticed]] = re.findall(r"(\d+) of them tried, (\d+) noticed", page)
    assert int(noticed) / int(tried) >= 0.9
    rows = re.findall(r"^\| `([\w.]+)` \| (\d+) \| (.+) \|$", page, re.MULTILINE)
    assert sum(int(alive) for _, alive, _ in rows) == int(tried) - int(noticed)
    assert all(reason for _, _, reason in rows)

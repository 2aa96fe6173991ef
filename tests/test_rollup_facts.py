"""`rollup --facts`: the facts of many ledgers as Parquet, which answer as the ledgers do."""

import json
import os
import re
import shutil
import stat
import sys
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from filecmp import cmpfiles
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pyarrow import parquet

from books import founded, put_in_force, under
from conftest import AFTER, Program, Ran
from drawn import Drawn, schemes
from drawn_ledger import book
from every import an_example
from inforeport import Office
from inforeport.cli._schemes import stored
from inforeport.errors import (
    DatabaseReadOnly,
    InforeportError,
    NoLedgers,
    SchemeMistakes,
)
from inforeport.model import Problem
from inforeport.model.rollup import Ask, Filed, Taken, Told
from inforeport.period import Period
from inforeport.rollup import facts_written
from inforeport.rollup.asking import answer_of, offices, told_by
from inforeport.rollup.engines import on_this_machine
from inforeport.rollup.facts import MARK, columns, filed
from inforeport.store.columns import tables
from inforeport.words import say
from province import POINTS, SECOND, ledger, on_one_core, province
from test_museum import ended_at
from test_rollup import of, units

SCHEMES = Path(__file__).parent.parent / "examples" / "schemes"
MAY = Period(date(2009, 5, 1), date(2009, 6, 1), "2009-05")
MOBILE = "13800138000"


@pytest.fixture(scope="module", autouse=True)
def alone() -> Iterator[None]:
    """A pool is asked for by name below; `test_rollup.py` runs the command as it is, too."""
    with on_one_core():
        yield


@pytest.fixture(scope="module")
def counties_once(street: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two counties, of which one has closed May and put something on file later; and the demo."""
    folder = province(street, tmp_path_factory.mktemp("province") / "全市")
    closed = Program(folder / "甲县" / "甲县.db")
    closed.take("reporter", [{"unit": "甲社区", "name": "信息员某", "mobile": MOBILE}])
    text = folder / "全文.txt"
    text.write_text("一篇的全文", encoding="utf-8")
    closed.well("submission", "edit", "甲05-12", "--text", text)
    text.unlink()
    closed.well("close", "--month", "5", "--yes")
    closed(
        "adoption", "add", "甲05-12", "--level", "street", "--form", "whole", "--on", "2009-05-21"
    )
    an_example(folder / "示例")
    return folder


@pytest.fixture(scope="module")
def facts_once(counties_once: Path) -> Path:
    folder = counties_once.with_name("事实")
    Program(folder).well("rollup", counties_once, "--facts", "-o", folder)
    return folder


@pytest.fixture
def facts(facts_once: Path, tmp_path: Path) -> Path:
    """The folder with the facts of three offices, to do to it what one likes."""
    return shutil.copytree(facts_once, tmp_path / "事实")


@pytest.fixture(scope="module")
def ledgers(facts_once: Path) -> list[Path]:
    """The ledgers that the facts are of, in their order."""
    return [office.ledger.path for office in offices(facts_once, AFTER)]


@pytest.fixture(scope="module")
def second_once(street: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ledger(street, tmp_path_factory.mktemp("second") / "丁县.db", "丁县", SECOND)


def same_files(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files, to the byte."""
    names = [sorted(str(path.relative_to(it)) for path in it.rglob("*.*")) for it in (one, other)]
    files = [name for name in names[0] if (one / name).is_file()]
    return names[0] == names[1] and cmpfiles(one, other, files, shallow=False)[0] == files != []


@pytest.mark.parametrize("form", ["--json", "--csv", ""])
def test_facts_answer_as_the_ledgers_do(
    run: Program, counties_once: Path, facts: Path, form: str
) -> None:
    by_file, by_facts = (
        run("rollup", source, "--month", "5", *form.split()) for source in (counties_once, facts)
    )
    assert (by_file.status, by_file.out, by_file.err) == (0, by_facts.out, by_facts.err)


@pytest.mark.parametrize("period", ["2009-05", "2009-06", "2009-Q2", "campaign"])
def test_facts_make_the_same_parquet_as_the_ledgers(
    run: Program, counties_once: Path, facts: Path, period: str
) -> None:
    outs = [run.db.with_name(name) for name in ("一", "二")]
    when = ("--campaign",) if period == "campaign" else ("--period", period)
    for source, out in zip((counties_once, facts), outs, strict=True):
        assert run("rollup", source, *when, "-o", out).status == 0
    assert same_files(*outs)


@pytest.mark.parametrize("scheme", ["street", *sorted(map(str, SCHEMES.glob("*.toml")))])
def test_facts_answer_by_another_scheme_as_the_ledgers_do(
    facts_once: Path, ledgers: list[Path], scheme: str
) -> None:
    ask = Ask(period=MAY, today=AFTER, rows=True, scheme=stored(scheme, "2009-05-01"))
    for there, path in zip(filed(facts_once), ledgers, strict=True):
        by_facts, by_file = answer_of(ask, there), answer_of(ask, path)
        if isinstance(by_file, Problem):
            by_file = replace(by_file, place=str(there))
        assert by_facts == by_file


def test_a_sealed_month_answers_from_its_seal(run: Program, facts: Path) -> None:
    ran = run.well("rollup", facts, "--month", "5", "--json")
    points = {name: row[2] for name, row in units(ran).items()}
    assert {name: points[name] for name in ("甲社区", "乙社区")} == {"甲社区": 23, "乙社区": 18}


def questions(office: Office) -> Iterator[object]:
    """What an office answers of May and June, or how it refuses."""
    asked: tuple[Callable[[str], object], ...] = (
        *(office.result, office.outcome, office.dues, office.reminder, office.forecasts),
        *(office.counts, office.rewards, office.differences),
        partial(office.counts, by="level"),
        lambda period: getattr(office.sealed(period), "stationery", None),
        lambda period: office.schemes.on(office.period(period).last),
    )
    for period in ("2009-05", "2009-06"):
        for question in asked:
            try:
                yield question(period)
            except InforeportError as error:
                yield error.code, str(error)


def test_the_same_office_answers_every_question(facts: Path, ledgers: list[Path]) -> None:
    assert {path.name for path in ledgers} == {"甲县.db", "乙县.db", "inforeport.db"}
    for path, by_facts in zip(ledgers, offices(facts, AFTER), strict=True):
        with Office(path, AFTER) as by_file:
            assert by_file.profile == by_facts.profile
            assert [*questions(by_facts)] == [*questions(by_file)]


@settings(max_examples=6, report_multiple_bugs=False, deadline=None)
@given(seed=st.integers(0, 3), drawn=schemes())
def test_drawn_ledgers_answer_the_same_from_facts(
    tmp_path_factory: pytest.TempPathFactory, seed: int, drawn: Drawn
) -> None:
    folder = tmp_path_factory.mktemp("drawn")
    (day, text), *later = drawn.schemes
    try:
        founded(Program(folder / "office.db"), [(day, text)], book(seed))
        for after, other in later:
            put_in_force(folder / "office.db", other, after)
    except SchemeMistakes:
        assume(False)  # two rules that come to the same were drawn
    taken = [told_by(folder / "office.db", Ask(), facts_written.taken)]
    facts_written.write([one for one in taken if isinstance(one, Taken)], folder / "facts")
    (there,) = filed(folder / "facts")
    for period in ("2021-03", "2021-Q2", "2021"):
        days = Period(date(2021, 1, 1), date(2022, 1, 1), period)
        ask = Ask(period=days, today=date(2022, 2, 1), rows=True)
        by_file = answer_of(ask, folder / "office.db")
        assert answer_of(ask, there) == by_file
        assert isinstance(by_file, Told), by_file


def test_points_of_persons_come_from_facts_too(run: Program) -> None:
    under(run, (SCHEMES / "E2.toml").read_text(encoding="utf-8"))
    run.well("office", "edit", "--name", "某县")
    run.take("unit", [{"unit": "甲乡", "group": "town"}])
    run.take("reporter", [{"unit": "甲乡", "name": "信息员某", "since": "2021-01-01"}])
    sent = {"ref": "1", "unit": "甲乡", "title": "一篇", "received": "2021-02-01"}
    run.take("submission", [sent | {"authors": "信息员某/甲乡"}])
    run.take("adoption", [{"ref": "1", "level": "city", "form": "whole", "adopted": "2021-02-03"}])
    out = run.db.with_name("事实")
    run.well("rollup", run.db, "--facts", "-o", out)
    today = date(2021, 7, 1)
    with Office(run.db, today) as by_file:
        persons = by_file.result("2021-Q1").persons
        assert [one.result("2021-Q1").persons for one in offices(out, today)] == [persons] != [()]


def test_a_pool_of_processes_gives_what_one_process_gives(facts: Path) -> None:
    ask = Ask(period=MAY, today=AFTER, rows=True)
    by_one, by_two = (
        [*on_this_machine(partial(answer_of, ask), filed(facts), workers=n)] for n in (1, 2)
    )
    assert by_one == by_two
    assert all(isinstance(one, Told) and one.rows["lines"] for one in by_two)


def test_nobody_writes_to_facts(facts: Path) -> None:
    for office in offices(facts):
        with pytest.raises(DatabaseReadOnly), office.ledger.writing():
            office.ledger.change("delete from unit")


# What is in the files


def test_duckdb_counts_units_reports_and_uses_of_a_month(run: Program, facts: Path) -> None:
    query = f"""
        with
        report as (
            select office, count(*) as reports
            from '{facts}/submission/*.parquet'
            where withdrawn is null and received_on between '2009-05-01' and '2009-05-31'
            group by office
        ),
        use as (
            select adoption.office, count(*) as uses
            from '{facts}/adoption/*.parquet' as adoption
            join '{facts}/submission/*.parquet' as submission
              on submission.office = adoption.office and submission.id = submission_id
            where withdrawn is null and adopted_on between '2009-05-01' and '2009-05-31'
            group by adoption.office
        )
        select office, count(*) as units, any_value(reports), any_value(uses)
        from '{facts}/unit/*.parquet' join report using (office) join use using (office)
        where since is null or since <= '2009-05-31'
        group by office
    """  # noqa: S608  a path of ours
    printed = run.well("rollup", facts, "--month", "5", "--json").json["offices"]
    counted = {row[0]: row[1:] for row in duckdb.execute(query).fetchall()}
    assert counted.pop("甲县") == (2, 7, 3)  # one use came after May was printed
    figures = {one["office"]: (one["units"], one["received"], one["uses"]) for one in printed}
    assert figures.pop("甲县") == (2, 7, 2)
    assert counted == figures
    assert counted["乙县"] == (2, 8, 1)


def test_pandas_reads_a_table_as_a_folder(facts: Path) -> None:
    reports = pd.read_parquet(facts / "submission")
    sent = reports[reports.received_on.str.startswith("2009-05")].merge(
        pd.read_parquet(facts / "unit"), left_on=["office", "unit_id"], right_on=["office", "id"]
    )
    counts = sent[sent.office.isin(["甲县", "乙县"])].groupby("name").size()
    assert dict(counts) == dict.fromkeys(POINTS, 4) | {"乙社区": 3}


def test_the_columns_are_those_that_are_documented(facts: Path) -> None:
    page = (Path(__file__).parent.parent / "docs" / "rollup.md").read_text(encoding="utf-8")
    assert sorted(path.name for path in facts.iterdir()) == sorted(tables())
    for table in tables():
        described = duckdb.execute(f"describe from '{facts}/{table}/1.parquet'").fetchall()
        assert [row[0] for row in described] == [*columns(table)]
        (row,) = (line for line in page.splitlines() if line.startswith(f"| `{table}` | `office`"))
        assert re.findall(r"`(\w+)`", row.split("|")[2]) == [*columns(table)]


def test_nothing_of_contacts_texts_and_the_trail_is_in_facts(
    counties_once: Path, facts: Path
) -> None:
    ledgers = b"".join(path.read_bytes() for path in counties_once.rglob("*.db"))
    cells = "".join(
        parquet.read_table(path).to_pandas().to_csv() for path in facts.rglob("*.parquet")
    )
    sealed = parquet.read_table(facts / "original").column("content").to_pylist()
    cells += "".join(
        zlib.decompress(one).decode() if one[:1] == b"x" else str(one) for one in sealed
    )
    assert "甲05-12" in cells
    for secret in (MOBILE, "一篇的全文"):
        assert secret.encode() in ledgers
        assert secret not in cells
    assert "信息员某" in cells
    assert not {"contact", "command", "change", "letter", "outgoing", "attachment"} & {*tables()}


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX's")
def test_facts_are_for_their_owner_alone(facts: Path) -> None:
    assert {stat.S_IMODE(path.stat().st_mode) for path in facts.rglob("*.parquet")} == {0o600}


@pytest.mark.parametrize("of", ["ledgers", "facts"])
def test_the_same_facts_make_the_same_files(
    run: Program, counties_once: Path, facts: Path, of: str
) -> None:
    source = counties_once if of == "ledgers" else facts
    run.well("rollup", source, "--facts", "-o", run.db.with_name("又"))
    assert same_files(facts, run.db.with_name("又"))


# What cannot be asked, or written


@pytest.fixture
def second(second_once: Path, tmp_path: Path) -> Path:
    """A ledger that lies beside the facts."""
    return Path(shutil.copy(second_once, tmp_path))


def broken(path: Path, *, at: float) -> None:
    """Turn some bytes over in a file, at a part of it."""
    content = bytearray(path.read_bytes())
    start = int(len(content) * at)
    content[start : start + 8] = bytes(byte ^ 0xFF for byte in content[start : start + 8])
    path.write_bytes(content)


def named(ran: Ran) -> list[tuple[str, str, str]]:
    """Place, code and sentence of each problem of a run with `--json`."""
    last = json.loads(ran.err.splitlines()[-1])["error"]
    assert (ran.status, last["code"]) == (3, "ledgers-left-out")
    return [(one["place"], one["code"], one["message"]) for one in last["problems"]]


def test_a_damaged_page_is_named_with_the_offices_that_need_it(
    run: Program, facts: Path, second: Path
) -> None:
    path = facts / "submission" / "1.parquet"
    broken(path, at=0.2)
    ran = run("rollup", facts, second, "--month", "5", "--json")
    assert {one[1:] for one in named(ran)} == {
        ("facts-bad", f"{path} is not what was written: it is damaged")
    }
    assert "丁县" in {one["office"] for one in ran.json["offices"]}


def test_an_office_whose_rows_are_damaged_stops_no_other(
    run: Program, counties_once: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts_written, "_GROUP", 1)
    out = run.db.with_name("事实")
    run.well("rollup", counties_once, "--facts", "-o", out)
    path = out / "submission" / "1.parquet"
    start = parquet.ParquetFile(path).metadata.row_group(1).column(3).data_page_offset
    broken(path, at=start / path.stat().st_size + 0.001)
    ran = run("rollup", out, "--month", "5", "--json")
    ((place, code, _),) = named(ran)
    names = [one.office for one in filed(out)]
    assert (place, code) == (f"{out}:{names[1]}", "facts-bad")
    assert sorted(one["office"] for one in ran.json["offices"]) == sorted([names[0], names[2]])


def remade(path: Path, **changed: Any) -> None:
    """Write a file again that says something else of itself."""
    table = parquet.read_table(path)
    mark = json.loads(table.schema.metadata[MARK]) | changed
    parquet.write_table(table.replace_schema_metadata({MARK: json.dumps(mark)}), path)


def torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def nameless(path: Path) -> None:
    parquet.write_table(pa.table({"office": ["甲县"]}), path)


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (torn, ("facts-bad", "it is damaged")),
        (Path.unlink, ("facts-bad", "it is not there")),
        (nameless, ("facts-bad", "it is no file of facts")),
        (partial(remade, schema=9), ("db-older", "has schema 9,")),
        (partial(remade, schema=999), ("db-newer", "has schema 999,")),
        (partial(remade, written="0"), ("facts-bad", "its files were not written together")),
    ],
)
def test_a_file_that_is_not_as_it_was_written_is_named_and_the_rest_goes_on(
    run: Program, facts: Path, second: Path, harm: Callable[[Path], None], told: tuple[str, str]
) -> None:
    path = facts / "adoption" / "1.parquet"
    harm(path)
    ran = run("rollup", facts, second, "--month", "5", "--json")
    ((place, code, sentence),) = named(ran)
    assert (place, code) == (str(facts), told[0])
    assert told[1] in sentence
    assert str(path) in sentence or "together" in sentence
    assert of(ran.json["offices"], "office") == [("丁县",)]


def test_facts_of_which_a_share_is_gone_are_named(run: Program, facts: Path) -> None:
    for path in facts.rglob("*.parquet"):
        remade(path, shares=2)
    ran = run("rollup", facts, "--month", "5", "--json")
    assert [one[1:] for one in named(ran)] == [
        ("facts-bad", f"{facts / 'office' / '2.parquet'} is not what was written: it is not there")
    ]
    assert len(ran.json["offices"]) == 3


def test_rows_that_no_ledger_could_hold_are_named(run: Program, facts: Path) -> None:
    path = facts / "submission" / "1.parquet"
    table = parquet.read_table(path)
    days = pa.array(["昨天"] * len(table))
    place = table.schema.get_field_index("received_on")
    parquet.write_table(table.set_column(place, "received_on", days), path)
    ran = run("rollup", facts, "--month", "5", "--json")
    assert {one[2] for one in named(ran)} == {
        f"{facts} is not what was written: its rows do not fit together"
    }


def test_many_offices_are_shares_and_each_is_read_alone(
    run: Program, counties_once: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts_written, "_SHARE", 1)
    out = run.db.with_name("事实")
    run.well("rollup", counties_once, "--facts", "-o", out)
    assert len([*(out / "unit").iterdir()]) == 3
    by_file, by_facts = (
        run("rollup", source, "--month", "5", "--json") for source in (counties_once, out)
    )
    assert by_file.out == by_facts.out
    (out / "unit" / "2.parquet").unlink()
    ran = run("rollup", out, "--month", "5", "--json")
    assert len(ran.json["offices"]) == 2
    assert [one[0] for one in named(ran)] == [str(out)]
    for path in out.glob("*/3.parquet"):  # one share in the place of another
        shutil.copy(path, path.with_name("2.parquet"))
    assert "were not written together" in named(run("rollup", out, "--month", "5", "--json"))[0][2]


@pytest.mark.skipif(os.name != "posix", reason="limits of files are POSIX's")
def test_a_full_disk_leaves_no_facts(run: Program, counties_once: Path) -> None:
    line = ("rollup", counties_once, "--facts", "-o", run.db.with_name("事实"))
    before = {*run.db.parent.iterdir()}
    with ended_at(3000):
        ran = run(*line)
    assert (ran.status, "error[no-space]" in ran.err) == (7, True)
    assert {*run.db.parent.iterdir()} == before
    run.well(*line)
    again = run(*line)
    assert (again.status, "error[exists]" in again.err) == (7, True)


def test_facts_are_written_of_whoever_can_be_asked(
    run: Program, counties_once: Path, tmp_path: Path
) -> None:
    again = shutil.copy(counties_once / "甲县" / "甲县.db", tmp_path / "又一本.db")
    out = tmp_path / "事实"
    given_ = (counties_once, again, tmp_path / "没有.db")
    ran = run("rollup", *given_, "--facts", "-o", out, "--json")
    assert sorted(one[1] for one in named(ran)) == ["db-missing", "same-office", "same-office"]
    assert "甲县" not in {one.office for one in filed(out)}


def test_an_office_in_facts_and_in_a_ledger_is_counted_in_neither(
    run: Program, facts: Path, counties_once: Path, tmp_path: Path
) -> None:
    again = shutil.copy(counties_once / "甲县" / "甲县.db", tmp_path / "又一本.db")
    ran = run("rollup", facts, again, "--month", "5", "--json")
    assert [one[:2] for one in named(ran)] == [
        (f"{facts}:甲县", "same-office"),
        (str(again), "same-office"),
    ]
    assert "甲县" not in {one["office"] for one in ran.json["offices"]}


def test_what_facts_cannot_take_is_said_before_any_work(run: Program, counties_once: Path) -> None:
    nowhere = run("rollup", counties_once, "--facts")
    assert (nowhere.status, "--facts wants -o FOLDER" in nowhere.err) == (2, True)
    for more in (("--month", "5"), ("--scheme", "street")):
        ran = run("rollup", counties_once, "--facts", "-o", run.db.with_name("无"), *more)
        assert (ran.status, "--facts takes all there is" in ran.err) == (2, True)


def test_what_facts_are_read_with_is_missed_in_a_sentence(
    run: Program, facts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    ran = run("rollup", facts, "--month", "5")
    assert (ran.status, ran.out, "pyarrow is not installed" in ran.err) == (4, "", True)


def test_where_facts_cannot_stand_is_said_before_any_is_there(
    run: Program, counties_once: Path
) -> None:
    ran = run("rollup", counties_once, "--facts", "-o", run.db.parent / "没有" / "事实")
    assert (ran.status, "error[folder-missing]" in ran.err) == (7, True)


def test_a_folder_without_facts_has_no_offices(tmp_path: Path, facts: Path) -> None:
    with pytest.raises(NoLedgers):
        next(offices(tmp_path))
    told = answer_of(Ask(), Filed(facts, 1, "无县"))
    assert isinstance(told, Problem)
    assert "no office 无县" in say(told.what, "en")


def test_the_ledgers_are_only_read(run: Program, counties_once: Path) -> None:
    before = {path: path.read_bytes() for path in counties_once.rglob("*.db")}
    run.well("rollup", counties_once, "--facts", "-o", run.db.with_name("事实"))
    for office in offices(run.db.with_name("事实"), AFTER):
        assert office.result("2009-05").groups
    assert {path: path.read_bytes() for path in counties_once.rglob("*.db")} == before

"""`rollup`: the ledgers of many offices side by side, and what of them cannot be asked."""

import csv
import io
import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from conftest import AFTER, Program, Ran
from inforeport.model import Problem
from inforeport.model.rollup import Ask, Told
from inforeport.period import Period
from inforeport.rollup.asking import answer_of
from inforeport.rollup.engines import on_this_machine
from inforeport.rollup.gather import sources
from inforeport.rollup.tables import COLUMNS
from province import POINTS, SECOND, ledger, on_one_core, province
from shell import content
from stand_ins import DEADLY, told_by_name
from test_museum import ended_at


@pytest.fixture(scope="module")
def counties_once(street: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return province(street, tmp_path_factory.mktemp("province") / "全市")


@pytest.fixture
def counties(counties_once: Path, tmp_path: Path) -> Iterator[Path]:
    """The folder with the ledgers of two counties, to be asked one after the other."""
    with on_one_core():
        yield shutil.copytree(counties_once, tmp_path / "全市")


def left_out(ran: Ran, *codes: str) -> None:
    """See that these problems were named, and the rest answered."""
    *problems, told, _ = ran.err.splitlines()
    for code in codes:
        assert any(f"error[{code}]" in line for line in problems), ran.err
    assert len([line for line in problems if "error[" in line]) == len(codes), ran.err
    assert "error[ledgers-left-out]" in told
    assert ran.status == 3


def of(rows: list[dict[str, Any]], *keys: str) -> list[tuple[Any, ...]]:
    """These figures of each row."""
    return [tuple(row[key] for key in keys) for row in rows]


def units(ran: Ran) -> dict[str, tuple[int, int, int | None]]:
    """Each unit of an answer: its place among all, its place at home, its points."""
    return {one["unit"]: (one["place"], one["at_home"], one["points"]) for one in ran.json["units"]}


def test_offices_groups_and_units_are_ranked_side_by_side(
    run: Program, counties_once: Path
) -> None:
    answer = run.well("rollup", counties_once, "--month", "5", "--json").json
    offices = [
        (one["place"], one["office"], one["points"], one["mean"]) for one in answer["offices"]
    ]
    assert offices == [(1, "乙县", 48, 24), (2, "甲县", 41, 20.5)]
    assert of(answer["offices"], "received", "uses") == [(8, 1), (7, 2)]
    assert of(answer["groups"], "group", "offices", "units", "mean") == [("社区", 2, 4, 22.25)]
    assert of(answer["units"], "place", "unit", "at_home", "of_group") == [
        (1, "丁社区", 1, 1),
        (2, "甲社区", 1, 2),
        (3, "丙社区", 2, 3),
        (4, "乙社区", 2, 4),
    ]
    assert {one["unit"]: one["points"] for one in answer["units"]} == POINTS


def test_the_ledgers_stay_as_they_are(run: Program, counties_once: Path) -> None:
    before = {path: path.read_bytes() for path in counties_once.rglob("*") if path.is_file()}
    run.well("rollup", counties_once, "--month", "5")
    after = {path: path.read_bytes() for path in counties_once.rglob("*") if path.is_file()}
    assert after == before


def test_a_list_names_ledgers_from_its_own_folder(run: Program, counties: Path) -> None:
    paths = "# 各县台账\n\n乙县/乙县.db\n乙县/../乙县/乙县.db\n"
    (counties / "各县.txt").write_text(paths, encoding="utf-8")
    ran = run.well("rollup", counties / "各县.txt", "--month", "5", "--json")
    assert [one["office"] for one in ran.json["offices"]] == ["乙县"]


def test_copies_beside_a_ledger_are_none_of_the_ledgers(run: Program, counties: Path) -> None:
    Program(counties / "甲县" / "甲县.db").well("backup")
    assert len(run.well("rollup", counties, "--month", "5", "--json").json["offices"]) == 2


def test_all_by_one_scheme(run: Program, counties: Path, tmp_path: Path) -> None:
    text = (Path(__file__).parent / "cases" / "first" / "street.toml").read_text(encoding="utf-8")
    assert "whole = 8" in text
    path = tmp_path / "全市.toml"
    path.write_text(text.replace("whole = 8", "whole = 10"), encoding="utf-8")
    ran = run.well("rollup", counties, "--month", "5", "--scheme", path, "--json")
    assert {name: row[2] for name, row in units(ran).items()} == POINTS | {
        "乙社区": 20,
        "丁社区": 30,
    }


def test_a_sealed_month_is_what_was_printed(run: Program, counties: Path) -> None:
    own = Program(counties / "甲县" / "甲县.db")
    own.well("close", "--month", "5", "--yes")
    own("adoption", "add", "甲05-12", "--level", "street", "--form", "whole", "--on", "2009-05-21")
    ran = run.well("rollup", counties, "--month", "5", "--json")
    assert {name: row[2] for name, row in units(ran).items()} == POINTS


def test_a_spreadsheet_gets_every_unit(run: Program, counties: Path) -> None:
    rows = [*csv.DictReader(io.StringIO(run.well("rollup", counties, "--month", "5", "--csv").out))]
    assert {row["unit"]: int(row["points"]) for row in rows} == POINTS


def test_a_period_that_is_not_over_is_remarked(run: Program, counties: Path) -> None:
    ran = run("rollup", counties, "--month", "8")
    assert (ran.status, "not over for: 乙县, 甲县" in ran.err) == (0, True)


# Parquet, read by programs that did not write it


def parquet(run: Program, counties: Path, *more: object) -> Path:
    """The folder in which the tables of May were written."""
    out = run.db.with_name("汇总")
    run.well("rollup", counties, "--month", "5", "-o", out, *more)
    return out / "year=2009" / "month=5" / "2009-05"


def test_duckdb_sums_the_lines_to_the_printed_totals(run: Program, counties: Path) -> None:
    parquet(run, counties)
    glob = f"{run.db.with_name('汇总')}/**/lines.parquet"
    query = f"""
        select unit, sum(points) from read_parquet('{glob}', hive_partitioning = true)
        where year = 2009 and month = 5 and person is null group by unit
    """  # noqa: S608  a path of ours
    assert dict(duckdb.execute(query).fetchall()) == {
        name: Decimal(points) for name, points in POINTS.items()
    }


def test_pandas_gets_what_the_other_tables_tell(run: Program, counties: Path) -> None:
    place = parquet(run, counties)
    standings = pd.read_parquet(place / "standings.parquet")
    assert dict(zip(standings.unit, standings.points.map(int), strict=True)) == POINTS
    dues = pd.read_parquet(place / "dues.parquet").groupby("unit")[["owed", "missing"]].sum()
    assert {unit: (int(row.owed), int(row.missing)) for unit, row in dues.iterrows()} == {
        **dict.fromkeys(POINTS, (4, 0)),
        "乙社区": (4, 1),
    }
    counts = pd.read_parquet(place / "counts.parquet")
    assert {name: int(n) for name, n in counts.groupby("office").sent.sum().items()} == {
        "甲县": 7,
        "乙县": 8,
    }
    uses = pd.read_parquet(place / "uses.parquet")
    assert {(row.unit, row.form): row.uses for row in uses.itertuples()} == {
        ("甲社区", "brief"): 1,
        ("乙社区", "whole"): 1,
        ("丁社区", "whole"): 1,
    }
    offices = pd.read_parquet(place / "offices.parquet")
    assert [*offices.office] == ["乙县", "甲县"]


def test_the_columns_are_those_that_are_documented(run: Program, counties: Path) -> None:
    place = parquet(run, counties)
    page = (Path(__file__).parent.parent / "docs" / "rollup.md").read_text(encoding="utf-8")
    for name, columns in COLUMNS.items():
        written = duckdb.execute(f"describe from read_parquet('{place}/{name}.parquet')").fetchall()
        assert [row[0] for row in written if row[0] not in {"year", "month"}] == [*columns]
        assert f"| `{name}` |" in page
        for column in columns:
            assert f"`{column}`" in page, (name, column)


def test_another_month_lies_beside_the_first(run: Program, counties: Path) -> None:
    place = parquet(run, counties)
    out = run.db.with_name("汇总")
    run.well("rollup", counties, "--month", "6", "-o", out)
    assert (out / "year=2009" / "month=6" / "2009-06" / "lines.parquet").exists()
    before = (place / "lines.parquet").read_bytes()
    again = run("rollup", counties, "--month", "5", "-o", out)
    assert (again.status, "error[exists]" in again.err) == (7, True)
    assert (place / "lines.parquet").read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="limits of files are POSIX's")
def test_bar_116_a_full_disk_leaves_nothing(run: Program, counties: Path) -> None:
    out = run.db.with_name("汇总")
    line = ("rollup", counties, "--month", "5", "-o", out)
    with ended_at(3000):
        ran = run(*line)
    assert (ran.status, "error[no-space]" in ran.err, out.exists()) == (7, True, False)
    run.well(*line)


# What cannot be asked


def test_bar_119_a_ledger_that_cannot_be_read_is_named_and_the_rest_goes_on(
    run: Program, counties: Path
) -> None:
    older, newer, damaged = (counties / f"{name}.db" for name in ("旧", "新", "坏"))
    for path in (older, newer, damaged):
        shutil.copy(counties / "甲县" / "甲县.db", path)
    with closing(sqlite3.connect(older)) as file, file:
        file.execute("delete from _sqlite_migrations where name > '006'")
        file.execute("pragma user_version = 6")
    with closing(sqlite3.connect(newer)) as file:
        file.execute("pragma user_version = 999")
    size = damaged.stat().st_size
    damaged.write_bytes(damaged.read_bytes()[:4096] + bytes(size - 4096))
    before = content(older)
    (counties / "各县.txt").write_text(
        "乙县/乙县.db\n旧.db\n新.db\n坏.db\n没有.db\n", encoding="utf-8"
    )
    ran = run("rollup", counties / "各县.txt", "--month", "5", "--json")
    assert [*units(ran)] == ["丁社区", "丙社区"]
    problems = json.loads(ran.err.splitlines()[-1])["error"]["problems"]
    assert {Path(one["place"]).name: one["code"] for one in problems} == {
        "旧.db": "db-older",
        "新.db": "db-newer",
        "坏.db": "db-damaged",
        "没有.db": "db-missing",
    }
    assert (ran.status, content(older)) == (3, before)


def test_bar_122_a_ledger_that_is_held_is_named_and_the_rest_goes_on(
    run: Program, counties: Path
) -> None:
    with closing(sqlite3.connect(counties / "甲县" / "甲县.db")) as file:
        file.execute("begin exclusive")
        ran = run("rollup", counties, "--month", "5", "--lock-wait", "0")
    left_out(ran, "busy")
    assert "丁社区" in ran.out


def test_a_change_that_was_cut_short_is_named_and_left_as_it_is(
    run: Program, counties: Path
) -> None:
    path = counties / "甲县" / "甲县.db"
    cut = path.with_name("断.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("pragma cache_size = 2")
        file.execute("begin immediate")
        file.execute("create table much as select zeroblob(100000)")
        file.execute("update office set name = '乙'")
        for ending in ("", "-journal"):
            shutil.copy(f"{path}{ending}", f"{cut}{ending}")
        file.execute("rollback")
    path.unlink()
    before = cut.read_bytes()
    ran = run("rollup", counties, "--month", "5")
    left_out(ran, "db-unfinished")
    assert (cut.read_bytes(), "丁社区" in ran.out) == (before, True)


def test_bar_123_two_ledgers_of_one_office_are_named_and_neither_is_counted(
    run: Program, counties: Path, street: Path
) -> None:
    ledger(street, counties / "又一本.db", "甲县", SECOND)
    ran = run("rollup", counties, "--month", "5")
    left_out(ran, "same-office", "same-office")
    assert "乙县" in ran.out
    assert "甲县" not in ran.out


def test_bar_124_a_worker_that_dies_is_named_with_its_ledger_and_the_rest_goes_on() -> None:
    names = ["1", "2", DEADLY, "3", DEADLY, "4"]
    paths = [Path(name) for name in names]
    answers = [*on_this_machine(told_by_name, paths, workers=2)]
    assert [one.place if isinstance(one, Problem) else one.path for one in answers] == names
    assert {(one.place, one.code) for one in answers if isinstance(one, Problem)} == {
        (DEADLY, "worker-died")
    }


def test_bar_117_what_is_not_installed_is_said_in_a_sentence(
    run: Program, counties: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    dask = run("rollup", counties, "--month", "5", "--engine", "dask")
    assert (dask.status, dask.out, "Dask is not installed" in dask.err) == (4, "", True)
    out = run.db.with_name("汇总")
    written = run("rollup", counties, "--month", "5", "-o", out)
    assert (written.status, written.out, out.exists()) == (4, "", False)
    assert "pyarrow is not installed" in written.err


def test_where_none_can_be_asked_nothing_is_answered(run: Program, tmp_path: Path) -> None:
    ran = run("rollup", tmp_path / "没有.db", "--month", "5")
    assert ran.out == ""
    left_out(ran, "db-missing")
    empty = tmp_path / "空"
    empty.mkdir()
    assert "error[no-ledgers]" in run("rollup", empty, "--month", "5").err
    lone = run("rollup", empty, "--scheduler", "tcp://127.0.0.1:1")
    assert (lone.status, "--engine dask" in lone.err) == (2, True)


def test_a_pool_of_processes_gives_what_one_process_gives(counties: Path) -> None:
    ask = Ask(period=Period(date(2009, 5, 1), date(2009, 6, 1), "2009-05"), today=AFTER, rows=True)
    paths, _ = sources([counties])
    by_one, by_two = ([*on_this_machine(partial(answer_of, ask), paths, workers=n)] for n in (1, 2))
    assert by_one == by_two
    assert all(isinstance(one, Told) and one.rows["lines"] for one in by_two)

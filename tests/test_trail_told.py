"""What the trail says of a row, byte by byte, for every table there is and every value."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import pairwise
from typing import Any

import pytest

from conftest import Opening, Program
from inforeport.scheme import shipped
from inforeport.store import Ledger, health, opened
from inforeport.store._tables import APPEND_ONLY, Column, Table, tables
from inforeport.store._triggers import make
from inforeport.text import MARK

TEXTS = (
    *("甲", "", '"', "\\", '\\"', "'", "\n", "\t", "\r\n", '"甲"\t\\n\n\\\\', "\0乙", "甲\0丙"),
    *("\x01\x1f\x7f\x85", "😀\u2028\ufeff", "null", '{"id":1}', "a" * 70_000 + '"'),
)
VALUES: dict[str, Sequence[Any]] = {
    "text": TEXTS,
    "integer": (0, 1, -1, 2**63 - 1, -(2**63)),
    "blob": (b"", b"\0\xff", b'"\\\n'),
    "real": (0.0, -1.5, 123456789.125),
}
OTHERS = """
create table extra (
  name text not null,
  n integer not null,
  share real,
  size integer not null default 3,
  colour text default 'red',
  primary key (name, n)
) strict
"""
"""What no table of ours has: figures that are not whole, a key of two, a default that may go."""
Row = dict[str, Any]


def json_of(row: Row, known: Table) -> str:
    """A row as it is told: its key first, without what is not there where no default says so."""
    others = [
        column
        for column in known.columns
        if not column.key and (row[column.name] is not None or column.default is not None)
    ]
    return object_of(row, [*known.keys, *others])


def key_of(row: Row, known: Table) -> str:
    """The key of a row as it is told."""
    return object_of(row, known.keys)


def object_of(row: Row, columns: Iterable[Column]) -> str:
    """Some columns as JSON."""
    pairs = (f'"{one.name}":{literal(row[one.name], one.type)}' for one in columns)
    return f"{{{','.join(pairs)}}}"


def literal(value: Any, kind: str) -> str:
    """A value; of the signs that JSON wants escaped four are, the others stand as they are."""
    if value is None:
        return "null"
    if kind == "integer":
        return str(value)
    text = value.hex().upper() if isinstance(value, bytes) else str(value)
    for sign, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        text = text.replace(sign, escaped)
    return f'"{text}"'


def rows_of(known: Table) -> Iterator[Row]:
    """Rows of a table with every value somewhere, and none wherever it may be."""
    for number in range(len(TEXTS) + 1):
        row: Row = {}
        for place, column in enumerate(known.columns):
            values = [*VALUES[column.type], *([] if column.filled or column.key else [None])]
            row[column.name] = values[(number + place) % len(values)]
        yield row


@pytest.fixture
def free(ledger: Opening) -> Iterator[Ledger]:
    """A file with one more table, in which any row may stand: its checks do not bind."""
    one = ledger()
    with one.writing():
        one.change(OTHERS)
        make(one)
    one.rows("pragma foreign_keys = off")
    one.rows("pragma ignore_check_constraints = on")
    with one.held("immediate"):
        yield one


def told(ledger: Ledger, last: int) -> list[tuple[Any, ...]]:
    """What the trail says since that change."""
    sql = "select table_name, key, before, after from change where id > :last order by id"
    return ledger.tuples(sql, last=last)


def test_every_value_of_every_table_is_told_as_it_always_was(free: Ledger) -> None:
    """Inserted, changed and taken away one by one, so that none is another's double."""
    for known in (one for one in tables(free) if one.name not in APPEND_ONLY):
        free.rows(f'delete from "{known.name}"')  # noqa: S608  a table that is there
        ((last,),) = free.tuples("select max(id) from change")
        expected: list[tuple[str, str, str | None, str | None]] = []
        for row, other in pairwise(rows_of(known)):
            later = {**other, **{column.name: row[column.name] for column in known.keys}}
            key, before, after = key_of(row, known), json_of(row, known), json_of(later, known)
            free.rows(known.insert(), **row)
            expected.append((known.name, key, None, before))
            if before != after:
                free.rows(known.update(), **later)
                expected.append((known.name, key, before, after))
            free.rows(known.delete(), **row)
            expected.append((known.name, key, after, None))
        assert told(free, last) == expected


def test_a_row_that_is_written_as_it_was_leaves_nothing(free: Ledger) -> None:
    ((last,),) = free.tuples("select max(id) from change")
    free.rows("update unit set name = name, headcount = null")
    assert told(free, last) == []


@pytest.mark.parametrize("sql", ["update extra set n = n + 1", "update or replace extra set n = 2"])
def test_the_key_of_a_row_is_never_changed(free: Ledger, sql: str) -> None:
    for n in (1, 2):
        free.rows("insert into extra (name, n) values ('甲', :n)", n=n)
    with pytest.raises(sqlite3.IntegrityError, match=r"the key of a row is never changed|UNIQUE"):
        free.rows(sql)
    assert free.tuples("select n from extra order by n") == [(1,), (2,)]


# The sign that the trail keeps for itself


MARKED = f"甲{MARK}社区"


def test_no_door_lets_in_the_sign_that_the_trail_keeps_for_itself(office: Program) -> None:
    folder = office.db.parent
    office.well("unit", "add", MARKED, "--group", "社区")
    text = folder / f"text{MARKED}.txt"
    text.write_text(f"报告{MARKED}", encoding="utf-8")
    office.well("submission", "add", "甲社区", MARKED, "--text", text, "--author", MARKED)
    rows = folder / f"reports{MARKED}.csv"
    rows.write_text(f"编号,单位,标题,报送时间\n{MARKED},甲社区,{MARKED},2009-05-08\n", "utf-8")
    office.well("submission", "import", rows)
    office("intake", "add", rows, text)
    office.well("submission", "withdraw", "1", "--reason", MARKED, "--yes")
    with closing(opened(office.db)) as ledger:
        assert health.findings(ledger) == []


@pytest.mark.parametrize("written", [MARK, "\\uFDD0", "\\U0000fdd0", f'"  # {MARK}'])
def test_a_scheme_that_holds_it_is_refused_with_its_line(office: Program, written: str) -> None:
    path = office.db.with_name("a.toml")
    text = shipped("street")
    line = next(n for n, row in enumerate(text.splitlines(), 1) if row.startswith("title"))
    path.write_text(text.replace('title  = "', f'title = "甲{written}乙', 1), "utf-8")
    ran = office("scheme", "use", path, "--yes")
    assert ran.status == 4
    assert f"a.toml:{line}: error[scheme-syntax]: the sign U+FDD0" in ran.err


def test_a_text_with_it_that_another_program_wrote_is_one_finding(filled: Ledger) -> None:
    with closing(sqlite3.connect(filled.path)) as other, other:
        other.execute("update unit set headcount = 3, name = ? where id = 1", (MARKED,))
        number = other.execute("select max(command_id) from change").fetchone()[0]
    run = Program(filled.path)
    found = [one for one in run("check", "--json").json["findings"] if one["code"] == "row"]
    assert found == [{"place": "unit 1", "code": "row", "what": found[0]["what"]}]
    assert "U+FDD0" in found[0]["what"]
    run("unit", "edit", "1", "--name", "甲社区")
    assert not {one["code"] for one in run("check", "--json").json["findings"]} & {"row"}
    for line in (["log", number], ["undo", str(number), "--yes"]):
        ran = run(*line)
        assert "error[" in ran.err
        assert "fault" not in ran.err

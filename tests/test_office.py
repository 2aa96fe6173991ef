"""What other programs ask of an office: one state of the file, read once, and no more of it."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from docx import Document

import inforeport
from conftest import Program
from every import an_example
from inforeport.cli import _streams
from inforeport.errors import NoPoints, PeriodNotBegun
from inforeport.office import Office
from inforeport.office.facts import within
from inforeport.period import Period
from inforeport.store import Ledger, opened
from inforeport.store.facts import facts

MAY = Period(date(2009, 5, 1), date(2009, 6, 1), "2009-05")
TODAY = date(2009, 6, 5)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the example office."""
    return an_example(tmp_path_factory.mktemp("office") / "demo").db


@pytest.fixture
def demo(made: Path, tmp_path: Path) -> Program:
    """The example office, to do to it what one likes."""
    shutil.copyfile(made, tmp_path / "office.db")
    return Program(tmp_path / "office.db")


def asked(monkeypatch: pytest.MonkeyPatch, each: Callable[[str], object]) -> None:
    """Hand every question that is put to the file, but for its settings, to a function."""
    for name in ("rows", "tuples"):
        ask = getattr(Ledger, name)

        def told(ledger: Ledger, sql: str, *, ask: Any = ask, **named: object) -> Any:
            if not sql.lstrip().startswith("pragma"):
                each(sql)
            return ask(ledger, sql, **named)

        monkeypatch.setattr(Ledger, name, told)


@pytest.mark.parametrize(
    ("line", "most"),
    [
        ("close --month 5 --yes", 55),
        ("export circular --month 5 -o {folder}/通报.docx", 20),
        ("score --month 5", 20),
    ],
)
def test_a_command_asks_the_file_no_more_than_it_needs(
    demo: Program, monkeypatch: pytest.MonkeyPatch, line: str, most: int
) -> None:
    questions: list[str] = []
    asked(monkeypatch, questions.append)
    demo.well(*line.format(folder=demo.db.parent).split(), today=TODAY)
    assert 0 < len(questions) <= most


_INTRUSION = """
insert into adoption (submission_id, level, form, adopted_on, issue)
values (1, 'street', 'whole', '2009-05-20', :issue)
"""


_LET_IN = "select count(*) from adoption where issue = '1'"


def intruder(db: Path) -> Callable[[str], None]:
    """Another program that puts a use on file whenever it is let, at every question asked."""
    issue = count(1)

    def intrude(_: str) -> None:
        with closing(sqlite3.connect(db, timeout=0)) as other, suppress(sqlite3.OperationalError):
            other.execute(_INTRUSION, {"issue": str(next(issue))})
            other.commit()

    return intrude


def test_text_and_annex_of_a_paper_are_of_one_state(
    demo: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Uses come in at every question: the text counts just those that the annex lists."""
    paper = demo.db.with_name("通报.docx")
    asked(monkeypatch, intruder(demo.db))
    demo.well("export", "circular", "--month", "5", "-o", paper, today=TODAY)
    document = Document(str(paper))
    text = "".join(paragraph.text for paragraph in document.paragraphs)
    used = len(document.tables[-1].rows) - 1
    assert f"信息被采用{used}篇次" in text.replace(" ", "")


def test_a_slow_reader_of_the_answer_holds_nobody_up(
    demo: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When a command begins to print it has let go of the file."""
    write, intrude = _streams.put_out_text, intruder(demo.db)
    let_in: list[int] = []

    def slow(text: str) -> None:
        intrude("")
        with closing(sqlite3.connect(demo.db)) as tables:
            let_in.extend(tables.execute(_LET_IN).fetchone())
        write(text)

    monkeypatch.setattr("inforeport.cli._output.put_out_text", slow)
    demo.well("rank", "--month", "5", today=TODAY)
    assert let_in == [1]


@pytest.mark.parametrize("uses_by", ["adopted", "received"])
def test_facts_of_a_shorter_span_are_those_that_the_file_gives(made: Path, uses_by: Any) -> None:
    everything = Period(date(2009, 4, 1), date(2009, 9, 1))
    with closing(opened(made)) as ledger:
        longer = inforeport.office.snapshot.Snapshot(ledger).facts(everything, uses_by)
        for first in days(everything):
            span = Period(first, first + timedelta(days=9))
            read = facts(ledger, span, uses_by=uses_by)
            cut = within(longer, span)
            for name in read.__struct_fields__:
                if name != "counts_on":
                    assert getattr(cut, name) == getattr(read, name), (name, span)


def days(period: Period) -> Iterator[date]:
    """Every third day of a period."""
    day = period.start
    while day in period:
        yield day
        day += timedelta(days=3)


def test_an_office_answers_another_program(made: Path) -> None:
    with inforeport.Office(made, "2009-06-05") as office:
        result = office.result("2009-05")
        assert office.today == TODAY
    first = result.groups[0].standings[0]
    assert (first.score.unit, first.score.points, result.remarks) == ("丙社区", 56, ())


def test_an_office_sees_what_others_wrote_meanwhile(demo: Program) -> None:
    with Office(demo.db, TODAY) as office:
        before = office.counts("2009-05").total.uses
        intruder(demo.db)("")
        assert office.counts("2009-05").total.uses == before + 1


def test_what_is_asked_inside_a_snapshot_is_of_one_state(demo: Program) -> None:
    with Office(demo.db, TODAY) as office, office.snapshot():
        before = office.counts("2009-05").total.uses
        intruder(demo.db)("")
        assert office.counts("2009-05").total.uses == before


def test_what_there_is_to_remark_is_part_of_the_answer(made: Path) -> None:
    with Office(made, "2009-05-20") as office:
        [remark] = office.result("2009-05").remarks
    assert str(remark) == "2009-05 is not over: counted until 2009-05-20, what was due by then"


def test_what_cannot_be_answered_is_raised(run: Program, made: Path) -> None:
    with Office(made, "2009-04-20") as office, pytest.raises(PeriodNotBegun):
        office.result("2009-05")
    run.well("init", "--office", "教育局", "--scheme", "schools")
    with Office(run.db, date(2009, 12, 1)) as office, pytest.raises(NoPoints):
        office.result("2009-10")

"""Which reports rows may be is asked of the file row by row; to ask of all of them is the same."""

import shutil
from collections.abc import Collection, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from conftest import Opening, Program
from inforeport.errors import InforeportError
from inforeport.model import Draft, Submission, Unit
from inforeport.period import Period
from inforeport.store import Ledger, identity, opened, submission, taking, trail, unit
from inforeport.store.candidates import Candidates
from inforeport.store.taking import Taking

UNITS = ("甲社区", "乙社区", "丙社区")
TITLES = ("召开座谈会", "召开座谈会（二）", "开展夜校活动", "开展夜校活动的情况", "走 访", "走访")
TEXTS = (None, None, "今天来了很多人。", "今天 来了很多人。", "另一篇。")
FIRST = date(2009, 5, 8)
ALL = "select id from submission"
Found = list[tuple[str, str, str, str]]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, street: Path) -> Path:
    """A file of reports much alike, some of them corrected and some taken back since."""
    path = tmp_path_factory.mktemp("alike") / "office.db"
    shutil.copy(street, path)
    draw = Random(7)  # noqa: S311 - examples, no secrets
    with closing(opened(path)) as ledger:
        with ledger.writing():
            for name in UNITS:
                unit.add(ledger, Unit(name, "community"))
        for n in range(12):
            with ledger.writing():
                taking.take(ledger, [*drafts(draw, 25)], twice=n % 2 == 0)
            with ledger.writing():
                corrected(ledger, draw)
            if n % 3 == 2:
                Program(path).well("undo", "--yes")
                Program(path).well("undo", "--yes")
    return path


def drafts(draw: Random, n: int) -> Iterator[Draft[Submission]]:
    """Rows that come in: of a few titles, units, numbers and texts, of half a year."""
    for place in range(n):
        ref = draw.choice([None, None, f"a{draw.randrange(60)}", f"{draw.randrange(1, 90)}"])
        day = FIRST + timedelta(days=draw.randrange(180))
        report = Submission(
            draw.choice(UNITS), draw.choice(TITLES), day, ref=ref, text=draw.choice(TEXTS)
        )
        yield Draft(f"台账.csv:{place}", report)


def corrected(ledger: Ledger, draw: Random) -> None:
    """Some reports on file said otherwise."""
    numbers = [number for (number,) in ledger.tuples(ALL)]
    for report in submission.on_file(ledger, draw.sample(numbers, 8)):
        (another,) = drafts(draw, 1)
        values = {name: getattr(another.record, name) for name in ("unit", "title", "received")}
        name = draw.choice([*values])
        try:
            submission.edit(ledger, report, replace(report, **{name: values[name]}))
        except InforeportError:
            continue


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("how", ["plain", "update", "twice", "complete"])
def test_what_becomes_of_rows_is_the_same_where_all_reports_are_asked(
    filled: Path, monkeypatch: pytest.MonkeyPatch, how: str, seed: int
) -> None:
    asked = found(filled, how, seed)
    with closing(opened(filled)) as ledger:
        every = {number for (number,) in ledger.tuples(ALL)}
    monkeypatch.setattr(Candidates, "of", lambda *_: every)
    assert asked == found(filled, how, seed)


def test_for_one_row_are_read_the_reports_of_its_unit_and_days(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []

    def noted(ledger: Ledger, numbers: Collection[int]) -> list[Submission]:
        read.extend(numbers)
        return submission.on_file(ledger, numbers)

    monkeypatch.setattr(identity, "on_file", noted)
    row = Submission("甲社区", "从未来过", date(2009, 7, 1), ref="新1")
    with closing(opened(filled)) as ledger, ledger.writing(keep=False):
        near = submission.submissions(ledger, Period(date(2009, 5, 31), date(2009, 8, 2)), "甲社区")
        total = len(ledger.tuples(ALL))
        Taking(ledger).take([Draft("台账.csv:2", row)])
    assert sorted(read) == sorted(report.id for report in near)
    assert 0 < len(read) < total / 4


def test_what_was_taken_back_is_not_what_has_its_number_since(ledger: Opening) -> None:
    file = ledger()
    with file.writing():
        unit.add(file, Unit("甲社区", "community"))
    first, other = (
        [Draft("台账.csv:2", Submission("甲社区", title, FIRST))] for title in ("夜校", "义诊")
    )
    with file.writing():
        taking.take(file, first)
    last = trail.to_take_back(file)
    with file.writing(undoes=last.number):
        trail.take_back(file, last)
    with file.writing():
        taking.take(file, other)  # under the number that the first one had
    with file.writing():
        assert taking.take(file, first).added == 1
    titles = [report.title for report in submission.submissions(file, Period())]
    assert titles == ["义诊", "夜校"]


def test_a_number_that_a_row_gave_a_report_is_not_that_of_another_row(ledger: Opening) -> None:
    file = ledger()
    with file.writing():
        unit.add(file, Unit("甲社区", "community"))
        submission.add(file, Submission("甲社区", "夜校", FIRST))
    rows = [
        Draft(f"台账.csv:{place}", Submission("甲社区", title, FIRST, ref="b1"))
        for place, title in enumerate(("夜校", "义诊"), 2)
    ]
    with file.writing():
        outcome = taking.take(file, rows, update=True)
    assert [(problem.place, problem.code) for problem in outcome.problems] == [
        ("台账.csv:3", "submission-exists")
    ]
    assert [report.title for report in submission.submissions(file, Period())] == ["夜校"]


def found(path: Path, how: str, seed: int) -> Found:
    """What becomes of some lists, one after the other; nothing of it is kept."""
    draw = Random(seed)  # noqa: S311
    arrivals: Found = []
    with closing(opened(path)) as ledger, ledger.writing(keep=False):
        given = {name: how == name for name in ("update", "twice", "complete")}
        rows = Taking(ledger, numbering=None, **given)
        for _ in range(3):
            for one in rows.take([*drafts(draw, draw.choice([1, 8, 30]))]):
                why = str(one.error.facts) if one.error else ""
                near = rows.titled(draw.choice(UNITS), draw.choice(TITLES))
                labels = " ".join(report.label for report in near)
                arrivals.append((one.how, str(one.report), why, labels))
    return arrivals

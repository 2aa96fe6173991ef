"""What schemes ask of reports, uses and units: kept, read back, and gathered as facts."""

from collections.abc import Iterable
from contextlib import closing
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from msgspec.structs import replace

from conftest import Opening
from inforeport import errors
from inforeport.model import (
    Author,
    Commission,
    Draft,
    Exemption,
    Forwarding,
    Instruction,
    Mark,
    Outcome,
    R,
    Submission,
    Target,
    Unit,
    Use,
)
from inforeport.period import Period
from inforeport.store import Ledger, adoption, opened, submission, taking, unit
from inforeport.store import facts as fact_store
from inforeport.store.creation import create
from inforeport.store.ledger import SCHEMA, connected
from inforeport.store.registers import (
    COMMISSIONS,
    EXEMPTIONS,
    FORWARDINGS,
    INSTRUCTIONS,
    MARKS,
    TARGETS,
)
from older import of_schema

MAY = Period(date(2009, 5, 1), date(2009, 6, 1))
JUNE = Period(date(2009, 6, 1), date(2009, 7, 1))


def counts(outcome: Outcome) -> tuple[int, int]:
    """How many were added, and how many were on file already."""
    assert outcome.problems == ()
    return outcome.added, outcome.known


def drafts(records: Iterable[R]) -> list[Draft[R]]:
    """Records as they come in from a file."""
    return [Draft(f"rows.csv:{n}", one, {"with": "联合单位"}) for n, one in enumerate(records, 2)]


# Units


def test_a_unit_keeps_its_staff_and_whom_it_counts_for(filled: Ledger) -> None:
    with filled.writing():
        unit.add(filled, Unit("直报点", "community", headcount=12, counts_for="甲居委会"))
    known = unit.unit(filled, "直报点")
    assert (known.headcount, known.counts_for) == (12, "甲社区")
    with filled.writing():
        unit.edit(filled, known, replace(known, headcount=None, counts_for=None))
    known = unit.unit(filled, "直报点")
    assert (known.headcount, known.counts_for) == (None, None)


def test_points_are_handed_on_once(filled: Ledger) -> None:
    with pytest.raises(errors.CountsForItself), filled.writing():
        unit.add(filled, Unit("直报点", "community", counts_for="直报点"))
    with pytest.raises(errors.UnknownUnit), filled.writing():
        unit.add(filled, Unit("直报点", "community", counts_for="乙社区"))
    with filled.writing():
        unit.add(filled, Unit("直报点", "community", counts_for="甲社区"))
    with pytest.raises(errors.CountsForChain), filled.writing():
        unit.add(filled, Unit("又一个", "community", counts_for="直报点"))
    known = unit.unit(filled, "甲社区")
    for other, error in {
        "甲居委会": errors.CountsForItself,
        "甲科室": errors.CountsForChain,  # it is counted for itself
        "乙社区": errors.UnknownUnit,
    }.items():
        with pytest.raises(error), filled.writing():
            unit.edit(filled, known, replace(known, counts_for=other))
    office = unit.unit(filled, "甲科室")
    with pytest.raises(errors.CountsForChain), filled.writing():
        unit.edit(filled, office, replace(office, counts_for="直报点"))


def test_a_unit_may_count_for_one_that_comes_later(ledger: Opening) -> None:
    one = ledger()
    rows = drafts(
        [
            Unit("直报点", "community", counts_for="甲居委会"),
            Unit("甲社区", "community", aliases=("甲居委会",)),
            Unit("链一", "community", counts_for="直报点"),
            Unit("无", "community", counts_for="没有"),
        ]
    )
    with one.writing():
        taken = unit.take(one, rows)
        assert counts(unit.take(one, rows[:2])) == (0, 2)
    assert (taken.added, taken.known) == (2, 0)
    assert [(problem.place, problem.code) for problem in taken.problems] == [
        ("rows.csv:4", "counts-for-chain"),
        ("rows.csv:5", "unknown-unit"),
    ]
    assert [(its.name, its.counts_for) for its in unit.units(one)] == [
        ("直报点", "甲社区"),
        ("甲社区", None),
    ]


# Reports


JOINT = Submission(
    "甲居委会",
    "联合调研",
    date(2009, 5, 9),
    ref="b1",
    partners=("甲科室",),
    authors=(Author("甲员", ""), Author("乙员", "甲科室")),
    chars=800,
    pictures=2,
    late=True,
    urgent=True,
    requested_by="city",
)


def test_a_report_keeps_who_stands_behind_it(filled: Ledger) -> None:
    with filled.writing():
        submission.add(filled, JOINT)
    known = submission.submission(filled, "b1")
    signed = (Author("甲员", "甲社区"), Author("乙员", "甲科室"))
    assert known == replace(JOINT, unit="甲社区", authors=signed, id=2)
    assert submission.submissions(filled, MAY)[1] == known
    with filled.writing():
        submission.edit(filled, known, replace(known, partners=(), authors=signed[1:], late=False))
    known = submission.submission(filled, "b1")
    assert (known.partners, known.authors, known.late) == ((), signed[1:], False)


def test_a_report_again_changes_nothing_and_more_is_named(filled: Ledger) -> None:
    bare = replace(JOINT, partners=(), authors=(), chars=None, late=False)
    with filled.writing():
        assert counts(taking.take(filled, drafts([JOINT]))) == (1, 0)
        assert counts(taking.take(filled, drafts([JOINT]))) == (0, 1)
        assert counts(taking.take(filled, drafts([bare]))) == (0, 1)
        taken = taking.take(filled, drafts([replace(JOINT, chars=900)]))
    assert [one.code for one in taken.problems] == ["submission-exists"]
    assert submission.submission(filled, "b1").partners == ("甲科室",)


def test_many_reports_keep_their_own_partners(filled: Ledger) -> None:
    rows = [replace(JOINT, ref=None, title=f"第{n}篇") for n in range(3)]
    rows[1] = replace(rows[1], partners=(), authors=())
    with filled.writing():
        taking.take(filled, drafts(rows))
    found = submission.submissions(filled, MAY)[1:]
    assert [len(one.partners) for one in found] == [1, 0, 1]


@pytest.mark.parametrize(
    ("changes", "code", "column"),
    [
        ({"partners": ("甲社区",)}, "partner-twice", "联合单位"),
        ({"partners": ("甲科室", "甲科室")}, "partner-twice", "联合单位"),
        ({"partners": ("乙社区",)}, "unknown-unit", "联合单位"),
        ({"authors": (Author("甲员", "乙社区"),)}, "unknown-unit", None),
    ],
)
def test_the_units_of_a_joint_report_are_known_and_named_once(
    filled: Ledger, changes: dict[str, tuple[str, ...]], code: str, column: str | None
) -> None:
    new = replace(JOINT, **changes)
    with filled.writing():
        [problem] = taking.take(filled, drafts([new])).problems
    place = f"rows.csv:2:{column}" if column else "rows.csv:2"
    assert (problem.place, problem.code) == (place, code)
    with pytest.raises(errors.InforeportError), filled.writing():
        submission.add(filled, new)


# Uses


def test_a_use_keeps_what_is_told_of_it(filled: Ledger) -> None:
    use = Use(
        ref="a1",
        level="city",
        form=None,
        on=date(2009, 5, 12),
        position="头版",
        share=Decimal("0.10"),
        rewritten=Decimal("0.3"),
        proof="样报",
        proof_on=date(2009, 6, 1),
    )
    with filled.writing():
        added = adoption.add(filled, use)
    assert (added.form, added.position, str(added.share)) == (None, "头版", "0.10")
    assert (added.rewritten, added.proof_on) == (Decimal("0.3"), date(2009, 6, 1))
    with filled.writing():
        adoption.edit(filled, added, replace(added, share=None, form="whole"))
        assert adoption.take(filled, drafts([replace(use, form="whole", share=None)])).known == 1
        taken = adoption.take(filled, drafts([replace(use, form="whole")]))
    assert [one.code for one in taken.problems] == ["adoption-exists"]
    assert adoption.adoption(filled, added.id).share is None


def test_a_file_that_contradicts_itself_names_the_use_it_put_on_file(filled: Ledger) -> None:
    use = Use(ref="a1", level="city", form=None, on=date(2009, 5, 12), share=Decimal("0.5"))
    with filled.writing():
        taken = adoption.take(filled, drafts([use, use, replace(use, share=Decimal("0.4"))]))
    assert (taken.added, taken.known) == (1, 1)
    assert "under number 2" in str(taken.problems[0].what)
    assert adoption.adoption(filled, 2).share == Decimal("0.5")


def test_a_form_that_was_not_stated_is_no_second_use_of_none(filled: Ledger) -> None:
    use = Use(ref="a1", level="street", form=None, on=date(2009, 5, 11))
    with filled.writing():
        adoption.add(filled, use)
    with pytest.raises(errors.AdoptionExists), filled.writing():
        adoption.add(filled, use)


# Facts


@pytest.fixture
def told(filled: Ledger) -> Ledger:
    """A file in which something of each kind happened in June to the report a1 of May."""
    day = date(2009, 6, 10)
    with filled.writing():
        submission.add(filled, JOINT)
        INSTRUCTIONS.add(filled, Instruction(item="a1", level="city", on=day))
        INSTRUCTIONS.add(filled, Instruction(item="a1", level="city", on=date(2009, 7, 1)))
        FORWARDINGS.add(filled, Forwarding(item="a1", level="city", on=date(2009, 5, 10)))
        COMMISSIONS.add(filled, Commission(unit="甲社区", title="约", due=day, delivered="b1"))
        MARKS.add(filled, Mark(unit="甲社区", code="late", on=day, reason="迟", item="b1"))
        MARKS.add(filled, Mark(unit="甲科室", code="bonus", on=day, reason="好"))
        TARGETS.add(filled, Target(unit="甲社区", what="adopted", per="year", n=Decimal(3)))
        since = date(2008, 1, 1)
        free = Exemption(unit="甲科室", clause="一", since=since, until=since, reason="因故")
        EXEMPTIONS.add(filled, free)
    return filled


def test_facts_fall_in_the_period_of_their_days(told: Ledger) -> None:
    june, may = fact_store.facts(told, JUNE), fact_store.facts(told, MAY)
    assert [len(one) for one in (june.instructions, june.forwardings)] == [1, 0]
    assert [len(one) for one in (june.commissions, june.marks)] == [1, 2]
    assert [len(one) for one in (may.instructions, may.forwardings)] == [0, 1]
    assert (june.submissions, june.adoptions) == ((), ())
    assert [len(one) for one in (may.submissions, may.adoptions)] == [2, 1]
    for one in (june, may):
        assert (len(one.targets), len(one.exemptions), len(one.units)) == (1, 1, 2)


def test_the_reports_of_facts_are_there_whenever_they_came(told: Ledger) -> None:
    june, may = fact_store.facts(told, JUNE), fact_store.facts(told, MAY)
    assert sorted(june.items) == ["a1", "b1"]
    assert sorted(may.items) == ["a1"]
    assert june.items["b1"] == replace(submission.submission(told, "b1"), text=None)
    assert june.items["a1"] is not None
    assert may.items["a1"] is may.submissions[0]


def test_all_that_was_ever_told_of_a_report_is_there(told: Ledger) -> None:
    june = fact_store.facts(told, JUNE)
    assert [one.on.month for one in june.instructed["a1"]] == [6, 7]
    assert [one.on.month for one in june.forwarded["a1"]] == [5]
    assert "b1" not in june.instructed


def test_what_concerns_a_withdrawn_report_is_no_fact(told: Ledger) -> None:
    with told.writing():
        for ref in ("a1", "b1"):
            submission.withdraw(told, submission.submission(told, ref), "重复")
    june = fact_store.facts(told, JUNE)
    assert (june.instructions, june.items, june.instructed) == ((), {}, {})
    assert [one.code for one in june.marks] == ["bonus"]
    assert [(one.title, one.delivered) for one in june.commissions] == [("约", None)]


def test_a_use_counts_by_the_day_of_its_report_where_that_is_asked(told: Ledger) -> None:
    with told.writing():
        adoption.add(told, Use(ref="b1", level="city", form="whole", on=date(2009, 6, 3)))
    for by, count in {"adopted": 1, "received": 2}.items():
        found = fact_store.facts(told, MAY, uses_by=by).adoptions
        assert len(found) == count
    assert found[-1] == adoption.adoptions(told, JUNE)[0]


# A file of before


def test_an_older_file_is_brought_up_to_date_with_all_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    older(path)
    with closing(opened(path)) as now:
        assert now.rows("pragma user_version")[0][0] == SCHEMA
        [use] = adoption.adoptions(now, MAY)
        assert (use.item, use.form, use.bulletin, use.id) == ("a1", "whole", None, 7)
        assert submission.submission(now, "a1").late is False
        with now.writing():
            adoption.add(now, Use(ref="a1", level="city", form=None, on=date(2009, 5, 9)))
        with pytest.raises(errors.AdoptionExists), now.writing():
            adoption.add(now, Use(ref="a1", level="street", form="whole", on=date(2009, 5, 9)))
        tables = shape(now)
    with create(tmp_path / "new.db") as fresh:
        assert shape(fresh) == tables


def test_an_older_file_that_cannot_be_brought_up_to_date_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    older(path)
    with closing(connected(path)) as other:
        other.execute("create table target (id integer)")  # in the way of ours
    with pytest.raises(errors.DatabaseDamaged):
        opened(path)
    with closing(connected(path)) as other:
        assert other.execute("pragma user_version").fetchone() == (1,)
        columns = [row[1] for row in other.execute("pragma table_info(unit)")]
    assert "headcount" not in columns


def older(path: Path) -> None:
    """A file as the first version left it, with a report that was used."""
    path.touch(mode=0o600)
    path.write_bytes(_older())


@cache
def _older() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "office.db"
        with of_schema(path, 1) as old:
            old.change("insert into unit (name, fold, unit_group) values ('甲社区', '甲社区', 'c')")
            old.change(
                "insert into submission (ref, unit_id, title, received_on)"
                " values ('a1', 1, '情况', '2009-05-08')"
            )
            old.change(
                "insert into adoption (id, submission_id, level, form, adopted_on)"
                " values (7, 1, 'street', 'whole', '2009-05-09')"
            )
        return path.read_bytes()


def shape(ledger: Ledger) -> list[tuple[object, ...]]:
    """Everything that a file is made of, but for its rows."""
    return ledger.tuples("select type, name, sql from sqlite_schema order by type, name")

"""What is on file, noun by noun: found, put there once, changed, refused with its own error."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from conftest import Opening
from inforeport import errors
from inforeport.model import Adoption, Draft, Outcome, R, Reporter, Submission, Unit, Use
from inforeport.period import Period
from inforeport.store import Ledger, adoption, bulletin, reporter, submission, taking, unit
from inforeport.store import facts as fact_store
from inforeport.store import scheme as scheme_store
from inforeport.store.creation import create

MAY = date(2009, 5, 8)
EVER = Period()


def drafts(records: Iterable[R]) -> list[Draft[R]]:
    """Records as they come in from a file."""
    return [Draft(f"rows.csv:{n}", one) for n, one in enumerate(records, 2)]


def report(
    title: str = "情况", unit: str = "甲社区", day: date = MAY, ref: str | None = None
) -> Submission:
    """A report as it arrives."""
    return Submission(unit, title, day, ref=ref)


def use(ref: str, *, form: str = "whole", day: date = date(2009, 5, 11)) -> Use:
    """A use of the report of that number."""
    return Use(ref=ref, level="street", form=form, on=day)


# Units


@pytest.mark.parametrize("name", ["甲社区", "甲居委会", " 甲 社区 ", "#1"])
def test_a_unit_is_found_by_name_alias_or_number(filled: Ledger, name: str) -> None:
    assert unit.unit(filled, name).name == "甲社区"


@pytest.mark.parametrize("name", ["甲社", "1", "#9", "", "乙社区"])
def test_a_unit_is_not_guessed(filled: Ledger, name: str) -> None:
    with pytest.raises(errors.UnknownUnit):
        unit.unit(filled, name)


def test_a_person_may_write_the_beginning_of_a_unit(filled: Ledger) -> None:
    assert unit.unit(filled, "甲社", guess=True).name == "甲社区"
    assert unit.unit(filled, "2", typed=True).name == "甲科室"
    with pytest.raises(errors.AmbiguousUnit, match="甲社区, 甲科室"):
        unit.unit(filled, "甲", guess=True)


def test_a_unit_not_known_is_answered_with_the_nearest(filled: Ledger) -> None:
    with pytest.raises(errors.UnknownUnit) as refused:
        unit.unit(filled, "甲小区")
    assert "甲社区" in str(refused.value.hint)


def test_an_old_name_goes_on_being_understood(filled: Ledger) -> None:
    known = unit.unit(filled, "甲社区")
    with filled.writing():
        unit.edit(filled, known, Unit("新社区", "community", id=known.id))
    assert unit.unit(filled, "甲社区").name == "新社区"
    assert unit.unit(filled, "甲居委会").name == "新社区"


def test_two_units_have_no_name_in_common(filled: Ledger) -> None:
    with pytest.raises(errors.UnitExists), filled.writing():
        unit.add_alias(filled, unit.unit(filled, "甲科室"), "甲 居委会")
    with pytest.raises(errors.UnitExists), filled.writing():
        unit.edit(filled, unit.unit(filled, "甲科室"), Unit("甲居委会", "department"))


def test_a_unit_does_not_leave_before_it_came(filled: Ledger) -> None:
    upside_down = Unit("丙社区", "community", since=date(2009, 6, 1), until=date(2009, 5, 1))
    with pytest.raises(errors.InforeportError), filled.writing():
        unit.add(filled, upside_down)


# Reports and their uses


def test_a_report_is_on_file_once(filled: Ledger) -> None:
    with filled.writing():
        submission.add(filled, report("无号"))
    for copy in (report("别的", ref="a1"), report("无号")):
        with pytest.raises(errors.SubmissionExists), filled.writing():
            submission.add(filled, copy)
    with filled.writing():
        submission.add(filled, report("无号", day=date(2009, 5, 9)))


def test_a_report_is_named_by_its_number_or_the_files(filled: Ledger) -> None:
    assert submission.submission(filled, "a1").id == submission.submission(filled, "#1").id == 1
    for wanted in ("a2", "#2", "1", "情况"):
        with pytest.raises(errors.UnknownSubmission):
            submission.submission(filled, wanted)
    assert submission.submission(filled, "1", typed=True).ref == "a1"


def test_a_report_is_of_a_unit_that_is_known(filled: Ledger) -> None:
    with pytest.raises(errors.UnknownUnit), filled.writing():
        submission.add(filled, report(unit="乙社区"))


def test_a_number_is_not_taken_twice_by_a_change(filled: Ledger) -> None:
    with filled.writing():
        other = submission.add(filled, report("别的", ref="a2"))
    with pytest.raises(errors.SubmissionExists), filled.writing():
        submission.edit(filled, other, report("别的", ref="a1"))


def test_a_report_is_not_moved_behind_its_use(filled: Ledger) -> None:
    known = submission.submission(filled, "a1")
    with pytest.raises(errors.AdoptedBeforeReceived), filled.writing():
        submission.edit(filled, known, report(ref="a1", day=date(2009, 5, 12)))


def test_the_same_picture_is_kept_once(filled: Ledger) -> None:
    known = submission.submission(filled, "a1")
    with filled.writing():
        submission.attach(filled, known, "图.png", b"x")
        submission.attach(filled, known, "又.png", b"x")
    [kept] = submission.attachments(filled, known)
    assert (kept.name, kept.content) == ("图.png", b"x")


def test_a_use_is_on_file_once(filled: Ledger) -> None:
    with pytest.raises(errors.AdoptionExists, match="a1"), filled.writing():
        adoption.add(filled, use("a1"))
    with filled.writing():
        adoption.add(filled, use("a1", form="brief"))


def test_a_use_is_not_changed_into_another(filled: Ledger) -> None:
    with filled.writing():
        brief = adoption.add(filled, use("a1", form="brief"))
    whole: Adoption = adoption.adoption(filled, 1)
    with pytest.raises(errors.AdoptionExists), filled.writing():
        adoption.edit(filled, brief, whole)


def test_nothing_is_used_before_it_came(filled: Ledger) -> None:
    with pytest.raises(errors.AdoptedBeforeReceived), filled.writing():
        adoption.add(filled, use("a1", day=date(2009, 5, 7)))
    with filled.writing():
        adoption.add(filled, use("a1", day=MAY))


def test_what_was_withdrawn_is_not_used(filled: Ledger) -> None:
    with filled.writing():
        submission.withdraw(filled, submission.submission(filled, "a1"), "重复")
    with pytest.raises(errors.WithdrawnSubmission), filled.writing():
        adoption.add(filled, use("a1", form="brief"))


def test_what_was_withdrawn_is_on_file_and_no_fact(filled: Ledger) -> None:
    with filled.writing():
        submission.withdraw(filled, submission.submission(filled, "a1"), "重复")
    assert [one.withdrawn for one in submission.submissions(filled, EVER)] == ["重复"]
    assert fact_store.facts(filled, EVER).submissions == ()
    assert fact_store.facts(filled, EVER).adoptions == ()


def test_a_use_may_name_its_report_by_unit_and_title(filled: Ledger) -> None:
    named = Use(unit="甲居委会", title="情况", level="city", form="whole", on=date(2009, 5, 20))
    with filled.writing():
        assert adoption.add(filled, named).item == "a1"
        submission.add(filled, report(day=date(2009, 5, 9)))
    with pytest.raises(errors.AmbiguousSubmission), filled.writing():
        adoption.add(filled, named)


@pytest.mark.parametrize(
    ("unit_name", "title", "error"),
    [("甲社区", "没有", errors.UnknownSubmission), ("乙社区", "情况", errors.UnknownUnit)],
)
def test_a_use_of_nothing_known_is_refused(
    filled: Ledger, unit_name: str, title: str, error: type[errors.InforeportError]
) -> None:
    wrong = Use(unit=unit_name, title=title, level="street", form="whole", on=MAY)
    with pytest.raises(error), filled.writing():
        adoption.add(filled, wrong)


def test_a_use_entered_by_mistake_is_taken_off(filled: Ledger) -> None:
    with filled.writing():
        adoption.remove(filled, adoption.adoption(filled, 1))
    assert adoption.adoptions(filled, EVER) == []
    with pytest.raises(errors.UnknownAdoption):
        adoption.adoption(filled, 1)


def test_a_period_holds_its_last_day_and_not_the_next(filled: Ledger) -> None:
    to_the_8th = Period(date(2009, 5, 1), date(2009, 5, 9))
    to_the_7th = Period(date(2009, 5, 1), date(2009, 5, 8))
    assert len(submission.submissions(filled, to_the_8th)) == 1
    assert submission.submissions(filled, to_the_7th) == []
    assert adoption.adoptions(filled, to_the_8th) == []


# Reporters


def test_a_reporter_is_once_in_a_unit(filled: Ledger) -> None:
    with filled.writing():
        reporter.add(filled, Reporter("甲社区", "甲员"))
        reporter.add(filled, Reporter("甲科室", "甲员"))
    with pytest.raises(errors.ReporterExists), filled.writing():
        reporter.add(filled, Reporter("甲居委会", "甲员"))


def test_a_reporter_of_two_units_is_named_with_the_unit(filled: Ledger) -> None:
    with filled.writing():
        reporter.add(filled, Reporter("甲社区", "甲员"))
        reporter.add(filled, Reporter("甲科室", "甲员"))
    assert reporter.reporter(filled, "甲员", "甲科室").id == 2
    assert reporter.reporter(filled, "#1").unit == "甲社区"
    for wanted in ("甲员", "乙员"):
        with pytest.raises(errors.InforeportError):
            reporter.reporter(filled, wanted)


def test_a_reporter_is_not_renamed_into_another(filled: Ledger) -> None:
    with filled.writing():
        reporter.add(filled, Reporter("甲社区", "甲员"))
        other = reporter.add(filled, Reporter("甲社区", "乙员"))
    with pytest.raises(errors.ReporterExists), filled.writing():
        reporter.edit(filled, other, Reporter("甲社区", "甲员"))


# Many at once


def test_the_same_import_twice_adds_nothing(ledger: Opening) -> None:
    one = ledger()
    units = drafts(
        [Unit("甲社区", "community", aliases=("甲居委会",)), Unit("甲科室", "department")]
    )
    people = drafts([Reporter("甲社区", "甲员", phone="1")])
    reports = drafts([report(ref="a1"), report("无号"), report("无号", unit="甲居委会")])
    uses = drafts([use("a1"), use("a1", form="brief"), use("a1")])

    def take() -> list[Outcome]:
        with one.writing():
            return [
                unit.take(one, units),
                reporter.take(one, people),
                taking.take(one, reports),
                adoption.take(one, uses),
            ]

    first, again = take(), take()
    assert [(one.added, one.known) for one in first] == [(2, 0), (1, 0), (2, 0), (2, 1)]
    assert [(one.added, one.known) for one in again] == [(0, 2), (0, 1), (0, 2), (0, 3)]
    for taken in (first[2], again[2]):  # the like rows of one list, which may be two reports
        assert [(its.place, its.code) for its in taken.problems] == [("rows.csv:4", "same-row")]
    assert len(submission.submissions(one, EVER)) == 2
    assert len(adoption.adoptions(one, EVER)) == 2


def test_good_rows_are_taken_and_bad_ones_named(filled: Ledger) -> None:
    rows = drafts([report("好"), report("坏", unit="甲小区"), report("别的", ref="a1")])
    with filled.writing():
        taken = taking.take(filled, rows)
    assert (taken.added, taken.known) == (1, 0)
    assert [(one.place, one.code) for one in taken.problems] == [
        ("rows.csv:3", "unknown-unit"),
        ("rows.csv:4", "submission-exists"),
    ]


def test_a_unit_that_comes_in_otherwise_is_named(filled: Ledger) -> None:
    rows = drafts(
        [Unit("甲社区", "department"), Unit("新社区", "community", aliases=("甲居委会",))]
    )
    with filled.writing():
        taken = unit.take(filled, rows)
    assert taken.added == taken.known == 0
    assert [one.code for one in taken.problems] == ["unit-exists", "unit-exists"]


def test_a_reporter_who_has_left_since_comes_in_again_and_changes_nothing(filled: Ledger) -> None:
    left = Reporter("甲社区", "甲员", phone="1", until=date(2009, 5, 20))
    with filled.writing():
        reporter.add(filled, left)
        taken = reporter.take(filled, drafts([Reporter("甲社区", "甲员", phone="1")]))
    assert (taken.added, taken.known, taken.problems) == (0, 1, ())
    assert reporter.reporter(filled, "甲员").until == date(2009, 5, 20)


def test_a_reporter_that_comes_in_otherwise_is_named(filled: Ledger) -> None:
    with filled.writing():
        reporter.add(filled, Reporter("甲社区", "甲员", phone="1"))
        taken = reporter.take(
            filled, drafts([Reporter("甲社区", "甲员", phone="2"), Reporter("乙社区", "乙员")])
        )
    assert [one.code for one in taken.problems] == ["reporter-exists", "unknown-unit"]


def test_uses_that_do_not_fit_are_named(filled: Ledger) -> None:
    with filled.writing():
        taken = adoption.take(filled, drafts([use("a9"), use("a1", day=date(2009, 5, 1))]))
    assert [one.code for one in taken.problems] == ["unknown-submission", "adopted-too-early"]


# Schemes


def test_a_scheme_is_in_force_from_its_day_on(ledger: Opening) -> None:
    one = ledger()
    [first] = scheme_store.schemes(one)
    second = type(first)(date(2009, 6, 1), "新办法", "text", "sha", b"{}", "0")
    with one.writing():
        assert scheme_store.use(one, second)
        assert not scheme_store.use(one, second)
    days = [date(2009, 1, 1), date(2009, 5, 31), date(2009, 6, 1), date(2010, 1, 1)]
    titles = [scheme_store.in_force(one, day).title for day in days]
    assert titles == [first.title, first.title, "新办法", "新办法"]
    third = type(first)(date(2009, 6, 1), "又一个", "text", "other", b"{}", "0")
    with pytest.raises(errors.SchemeBegins), one.writing():
        scheme_store.use(one, third)


def test_an_office_without_a_scheme_says_so(tmp_path: Path) -> None:
    with create(tmp_path / "bare.db") as fresh, pytest.raises(errors.NoSchemeInForce):
        scheme_store.in_force(fresh, MAY)


# Bulletins


def issued(one: Ledger, title: str, on: date) -> tuple[int | None, int | None]:
    """The numbers of an issue with one report in it."""
    sent = submission.add(one, report(title))
    draft = bulletin.new(one, "工作简报", on)
    bulletin.add(one, draft, sent, "whole")
    out = bulletin.issue(one, bulletin.bulletin(one, draft.id), level="street", on=on)
    return out.number, out.total


def test_issues_are_numbered_without_gaps_within_the_year_and_over_the_years(
    filled: Ledger,
) -> None:
    days = [date(2009, 5, 9), date(2009, 12, 31), date(2010, 1, 1), date(2010, 1, 2)]
    with filled.writing():
        numbers = [issued(filled, f"第{n}篇", day) for n, day in enumerate(days)]
    assert numbers == [(1, 1), (2, 2), (1, 3), (2, 4)]


def test_an_issue_that_fails_leaves_no_gap(filled: Ledger) -> None:
    with pytest.raises(errors.AdoptedBeforeReceived), filled.writing():
        issued(filled, "太早", date(2009, 5, 1))
    with filled.writing():
        assert issued(filled, "及时", date(2009, 5, 9)) == (1, 1)


def test_issuing_is_the_use_of_what_is_in_it(filled: Ledger) -> None:
    with filled.writing():
        issued(filled, "入选", date(2009, 5, 20))
    [used] = [one for one in adoption.adoptions(filled, EVER) if one.title == "入选"]
    assert (used.level, used.form, used.on) == ("street", "whole", date(2009, 5, 20))
    assert (used.publication, used.issue) == ("工作简报", "2009-1")


def test_an_issue_that_is_out_stays_as_it_is(filled: Ledger) -> None:
    with filled.writing():
        issued(filled, "入选", date(2009, 5, 20))
    out = bulletin.bulletin(filled, 1)
    known = submission.submission(filled, "a1")
    for change in (
        lambda: bulletin.add(filled, out, known, "whole"),
        lambda: bulletin.remove(filled, out, out.items[0].submission),
        lambda: bulletin.issue(filled, out, level="street", on=MAY),
    ):
        with pytest.raises(errors.BulletinIssued), filled.writing():
            change()


def test_a_draft_holds_a_report_once(filled: Ledger) -> None:
    known = submission.submission(filled, "a1")
    with filled.writing():
        bulletin.new(filled, "工作简报", MAY)
        bulletin.add(filled, bulletin.bulletin(filled, None), known, "whole")
        bulletin.add(filled, bulletin.bulletin(filled, None), known, "brief")
    [item] = bulletin.bulletin(filled, None).items
    assert (item.submission.ref, item.form, item.position) == ("a1", "brief", 1)


def test_an_empty_draft_is_not_issued(filled: Ledger) -> None:
    with filled.writing():
        draft = bulletin.new(filled, "工作简报", MAY)
    with pytest.raises(errors.BulletinEmpty), filled.writing():
        bulletin.issue(filled, draft, level="street", on=MAY)


def test_a_draft_takes_nothing_withdrawn_and_gives_back_only_what_it_has(filled: Ledger) -> None:
    known = submission.submission(filled, "a1")
    with filled.writing():
        draft = bulletin.new(filled, "工作简报", MAY)
        submission.withdraw(filled, known, "重复")
    with pytest.raises(errors.WithdrawnSubmission), filled.writing():
        bulletin.add(filled, draft, submission.submission(filled, "a1"), "whole")
    with pytest.raises(errors.NotInBulletin), filled.writing():
        bulletin.remove(filled, draft, known)


def test_which_draft_is_meant_must_be_clear(filled: Ledger) -> None:
    with pytest.raises(errors.NoDraft):
        bulletin.bulletin(filled, None)
    with filled.writing():
        bulletin.new(filled, "工作简报", MAY)
        bulletin.new(filled, "工作简报", MAY)
    with pytest.raises(errors.SeveralDrafts):
        bulletin.bulletin(filled, None)
    with pytest.raises(errors.UnknownBulletin):
        bulletin.bulletin(filled, 3)
    assert bulletin.bulletin(filled, 2).id == 2

"""What comes in becomes facts or is held with its reason; done again, it ends the same."""

from collections.abc import Mapping, Sequence
from datetime import date

import pytest
from msgspec.structs import replace

from conftest import Opening
from inforeport.errors import PieceSettled
from inforeport.model import Problem, Reporter, Submission, Unit, Use
from inforeport.model.desk import Ended
from inforeport.model.letters import Image, Letter, Piece
from inforeport.office import Office
from inforeport.office.desk import Desk
from inforeport.period import Period
from inforeport.store import adoption, health, letter, reporter, submission, trail, unit

TODAY = date(2009, 5, 25)
MAY_8 = {"unit": "甲社区", "title": "甲社区召开座谈会", "received": "2009-05-08"}
Cells = Mapping[str, str]


@pytest.fixture
def office(ledger: Opening) -> Office:
    """An office with two communities and a department, none of which has sent anything."""
    file = ledger()
    with file.writing():
        unit.add(file, Unit("甲社区", "community"))
        unit.add(file, Unit("乙社区", "community"))
        unit.add(file, Unit("甲科室", "department"))
    return Office(file, TODAY)


def a_letter(*rows: Cells | Piece, name: str = "台账.csv") -> Letter:
    """A letter of some reports, as a list has them; its bytes are what it says."""
    pieces = [
        row if isinstance(row, Piece) else Piece(place=f"{n}", fact="submission", cells=row)
        for n, row in enumerate(rows, 2)
    ]
    content = repr([(one.place, one.cells, one.uses, one.doubts) for one in pieces]).encode()
    return Letter(name=name, kind="csv", content=content, pieces=tuple(pieces))


def taken(office: Office, *rows: Cells | Piece, name: str = "台账.csv") -> Ended:
    with office.ledger.writing():
        return office.desk().take(a_letter(*rows, name=name))


def ends(ended: Ended) -> list[str]:
    """What became of each piece: taken, known, or why it is held."""
    return [one.code or one.state for one in ended.pieces]


def reports(office: Office) -> list[tuple[str, str, str]]:
    every = submission.submissions(office.ledger, Period())
    return [(one.unit, one.title, f"{one.received}") for one in every]


def test_good_pieces_become_reports_and_the_others_wait(office: Office) -> None:
    ended = taken(
        office,
        MAY_8,
        MAY_8 | {"unit": "甲居委会", "title": "走访"},
        MAY_8 | {"unit": "丙社区", "title": "培训"},
        {"title": "巡查", "received": "2009-05-08"},
        {"unit": "乙社区", "received": "2009-05-08"},
        {"unit": "乙社区", "title": "义诊"},
        {"unit": "乙社区", "title": "义演", "received": "上周五"},
        MAY_8 | {"title": "值班", "form": "长篇"},
    )
    reasons = ["unknown-unit", "no-unit", "no-title", "no-day", "not-a-day", "unknown-word"]
    assert ends(ended) == ["taken", "taken", *reasons]
    assert [one[:2] for one in reports(office)] == [
        ("甲社区", "甲社区召开座谈会"),
        ("甲社区", "走访"),
    ]
    assert health.findings(office.ledger) == []


def test_why_a_piece_is_held_is_said_with_whom_it_may_be_of(office: Office) -> None:
    unknown, nobody = taken(
        office, MAY_8 | {"unit": "甲小区"}, {"title": "乙社区义诊", "received": "2009-05-08"}
    ).pieces
    assert unknown.reason
    assert unknown.reason.said.said["en"] == "no unit is called 甲小区"
    assert unknown.reason.near[0] == "甲社区"
    assert nobody.reason
    assert nobody.reason.said.said["en"] == "it does not say whose it is"
    assert nobody.reason.near == ("乙社区",)


def test_the_same_letter_again_changes_nothing(office: Office) -> None:
    rows = (MAY_8, {"title": "巡查", "received": "2009-05-08"})
    first = taken(office, *rows)
    written = office.ledger.tuples("select count(*) from change")
    again = taken(office, *rows)
    assert (again.again, ends(again)) == (True, ["known", "no-unit"])
    assert [one.id for one in again.pieces] == [one.id for one in first.pieces]
    assert office.ledger.tuples("select count(*) from change") == written


def test_a_longer_list_adds_only_what_is_new(office: Office) -> None:
    held = {"title": "巡查", "received": "2009-05-08"}
    first = taken(office, MAY_8, held)
    longer = taken(office, MAY_8, held, MAY_8 | {"title": "走访"})
    assert ends(longer) == ["known", "no-unit", "taken"]
    assert longer.pieces[1].id == first.pieces[1].id
    assert len(letter.pieces(office.ledger, state="held")) == 1
    assert len(reports(office)) == 2


def test_a_weekly_note_of_one_title_is_no_other_that_the_list_has_too(office: Office) -> None:
    week = MAY_8 | {"title": "一周工作"}
    assert ends(taken(office, week)) == ["taken"]
    longer = taken(office, week, week | {"received": "2009-05-15"})
    assert ends(longer) == ["known", "taken"]


def test_what_was_corrected_here_is_known(office: Office) -> None:
    taken(office, MAY_8)
    with office.ledger.writing():
        [report] = submission.submissions(office.ledger, Period())
        changed = replace(report, received=date(2009, 5, 9), title="甲社区开座谈会")
        submission.edit(office.ledger, report, changed)
    assert ends(taken(office, MAY_8, MAY_8 | {"title": "走访"})) == ["known", "taken"]


@pytest.mark.parametrize(
    "corrected",
    [
        MAY_8 | {"received": "2009-05-09"},
        MAY_8 | {"title": "甲社区召开了座谈会"},
        MAY_8 | {"title": "另一个标题", "text": "甲社区今天召开座谈会，二十人到会。"},
    ],
)
def test_what_was_corrected_there_is_asked_about_as_one(office: Office, corrected: Cells) -> None:
    taken(office, MAY_8 | {"text": "甲社区今天召开 座谈会，二十人到会。"})
    again = taken(office, corrected)
    assert ends(again) == ["submission-near"]
    assert again.pieces[0].reason
    assert again.pieces[0].reason.near == ("1",)


def test_what_came_by_two_ways_is_one_report_and_says_more(office: Office) -> None:
    taken(office, MAY_8)
    picture = Image("会场.png", b"png", "会场")
    word = Piece(
        place="第1篇", fact="submission", cells=MAY_8 | {"text": "正文。"}, images=(picture,)
    )
    [kept] = taken(office, word, name="座谈会.docx").pieces
    assert (kept.state, kept.more, kept.label) == ("known", True, "#1")
    [report] = submission.submissions(office.ledger, Period())
    assert (report.text, report.pictures) == ("正文。", 1)
    [attached] = submission.attachments(office.ledger, report)
    assert (attached.name, attached.caption) == ("会场.png", "会场")


def test_two_like_rows_of_a_list_are_asked_about(office: Office) -> None:
    row = MAY_8 | {"title": "走访12户"}
    assert ends(taken(office, row, row | {"title": "走访１２户"})) == ["taken", "same-row"]


def test_one_title_of_two_units_is_two_reports(office: Office) -> None:
    assert ends(taken(office, MAY_8, MAY_8 | {"unit": "乙社区"})) == ["taken", "taken"]


def test_uses_go_with_their_report_or_not_at_all(office: Office) -> None:
    def used(title: str, *uses: Cells) -> Piece:
        cells = MAY_8 | {"title": title}
        return Piece(place=title, fact="submission", cells=cells, uses=uses)

    day = {"adopted": "2009-05-08"}
    both = ({"level": "街道"} | day, {"level": "区委", "form": "整篇"} | day)
    early = {"level": "街道", "adopted": "2009-05-01"}
    ended = taken(
        office, used("座谈", *both), used("走访", {"level": "省委"} | day), used("义诊", early)
    )
    assert ends(ended) == ["taken", "unknown-word", "adopted-too-early"]
    uses = adoption.adoptions(office.ledger, Period())
    assert [(one.title, one.level, one.form) for one in uses] == [
        ("座谈", "street", None),
        ("座谈", "district", "whole"),
    ]
    assert [one[1] for one in reports(office)] == ["座谈"]


def test_a_use_told_later_is_added_and_one_that_is_on_file_is_not(office: Office) -> None:
    taken(office, MAY_8)
    with office.ledger.writing():
        by_hand = Use(ref="#1", level="street", form="whole", on=date(2009, 5, 20))
        adoption.add(office.ledger, by_hand)
    day = {"adopted": "2009-05-08"}
    row = Piece(
        place="2",
        fact="submission",
        cells=MAY_8,
        uses=({"level": "街道"} | day, {"level": "市委"} | day),
    )
    [kept] = taken(office, row).pieces
    assert (kept.state, kept.more) == ("known", True)
    uses = adoption.adoptions(office.ledger, Period())
    assert sorted(one.level for one in uses) == ["city", "street"]


def test_units_and_reporters_come_before_reports(office: Office) -> None:
    ended = taken(
        office,
        MAY_8 | {"unit": "丁社区"},
        Piece(place="甲", fact="reporter", cells={"unit": "丁居委会", "name": "信息员丁"}),
        Piece(place="乙", fact="unit", cells={"unit": "丁社区", "group": "社区"}),
        Piece(place="丙", fact="unit", cells={"unit": "甲社区居委会", "group": "社区"}),
    )
    assert ends(ended) == ["taken", "taken", "taken", "known"]
    assert [one.unit for one in reporter.reporters(office.ledger)] == ["丁社区"]


def test_a_letter_that_is_called_by_its_unit_is_of_it(office: Office) -> None:
    bare = {"title": "座谈", "received": "2009-05-08"}
    [kept] = taken(office, bare, name="信息（甲居委会）.docx").pieces
    assert kept.state == "taken"
    names = ("甲社区医院.docx", "大甲社区.docx", "甲社区、乙社区.docx", "信息.docx")
    for place, name in enumerate(names):
        [kept] = taken(office, bare | {"title": f"座谈{place}"}, name=name).pieces
        assert kept.code == "no-unit", name


def test_a_report_is_of_the_unit_of_whoever_signed_it(office: Office) -> None:
    with office.ledger.writing():
        reporter.add(office.ledger, Reporter("乙社区", "信息员乙"))
    taken(office, {"title": "座谈", "received": "2009-05-08", "authors": "信息员乙"})
    assert reports(office) == [("乙社区", "座谈", "2009-05-08")]


def test_a_held_piece_is_assigned_and_its_name_learnt(office: Office) -> None:
    first, second = taken(
        office,
        MAY_8 | {"unit": "老地方"},
        MAY_8 | {"unit": "老地方", "title": "走访"},
    ).pieces
    desk = office.desk()
    with office.ledger.writing():
        [kept] = desk.change([first.id], {"unit": "甲社区"})
        unit.add_alias(office.ledger, unit.unit(office.ledger, "甲社区"), "老地方")
        [other] = desk.again()
    assert (kept.state, other.state, other.id) == ("taken", "taken", second.id)
    assert ends(taken(office, MAY_8 | {"unit": "老地方", "title": "义诊"})) == ["taken"]


def test_a_held_piece_is_corrected_and_what_was_doubted_is_settled(office: Office) -> None:
    doubt = Problem("第1篇", "no-title", "there is no title")
    piece = Piece(place="第1篇", fact="submission", cells=MAY_8, doubts=(doubt,))
    [held] = taken(office, piece, name="无题.docx").pieces
    assert held.code == "no-title"
    desk = office.desk()
    with office.ledger.writing():
        [still] = desk.change([held.id], {"received": "2009-05-09"})
        [kept] = desk.change([held.id], {"title": "定下的标题"})
    assert (still.code, kept.state) == ("no-title", "taken")
    assert reports(office) == [("甲社区", "定下的标题", "2009-05-09")]
    assert ends(taken(office, piece, name="无题.docx")) == ["known"]


def test_a_held_piece_is_right_as_it_is(office: Office) -> None:
    doubt = Problem("第1篇", "several-reports", "it may be several reports")
    piece = Piece(place="第1篇", fact="submission", cells=MAY_8, doubts=(doubt,))
    [doubtful] = taken(office, piece, name="几篇.docx").pieces
    with office.ledger.writing():
        assert office.desk().accept(doubtful.id).state == "taken"
    [near] = taken(office, MAY_8 | {"received": "2009-05-15"}).pieces
    assert near.code == "submission-near"
    with office.ledger.writing():
        assert office.desk().accept(near.id).state == "taken"
    assert len(reports(office)) == 2


def test_a_held_piece_is_a_report_on_file(office: Office) -> None:
    taken(office, MAY_8)
    corrected = MAY_8 | {"received": "2009-05-11", "category": "经验"}
    [near] = taken(office, corrected).pieces
    with office.ledger.writing():
        kept = office.desk().same(near.id, submission.plain(office.ledger, "#1"), update=False)
    assert (kept.state, kept.label, kept.more) == ("known", "#1", True)
    [report] = submission.submissions(office.ledger, Period())
    assert (f"{report.received}", report.category) == ("2009-05-08", "经验")
    longer = taken(office, corrected, MAY_8 | {"title": "走访"})
    assert ends(longer) == ["known", "taken"]


def test_what_a_piece_says_otherwise_is_written_where_it_is_wanted(office: Office) -> None:
    taken(office, MAY_8)
    [near] = taken(office, MAY_8 | {"received": "2009-05-11"}).pieces
    with office.ledger.writing():
        office.desk().same(near.id, submission.plain(office.ledger, "#1"), update=True)
    assert reports(office) == [("甲社区", "甲社区召开座谈会", "2009-05-11")]


def test_what_contradicts_what_is_on_file_is_held(office: Office) -> None:
    taken(office, MAY_8 | {"category": "动态"})
    assert ends(taken(office, MAY_8 | {"category": "经验"})) == ["submission-exists"]


def test_a_dropped_piece_stays_dropped_when_it_comes_again(office: Office) -> None:
    bare = {"title": "巡查", "received": "2009-05-08"}
    [held] = taken(office, bare).pieces
    with office.ledger.writing():
        [dropped] = office.desk().drop([held.id], "重复报送")
    assert (dropped.state, dropped.why) == ("dropped", "重复报送")
    assert ends(taken(office, bare, MAY_8)) == ["dropped", "taken"]
    with pytest.raises(PieceSettled, match="is not held: it is dropped"), office.ledger.writing():
        office.desk().drop([held.id], "重复报送")


def test_a_held_piece_is_tried_again_with_its_letter(office: Office) -> None:
    row = MAY_8 | {"unit": "丙社区"}
    [held] = taken(office, row).pieces
    with office.ledger.writing():
        unit.add(office.ledger, Unit("丙社区", "community"))
    longer = taken(office, row, MAY_8)
    assert [(one.id, one.state) for one in longer.pieces[:1]] == [(held.id, "taken")]
    assert len(reports(office)) == 2


def test_a_row_that_could_not_be_read_is_like_no_other(office: Office) -> None:
    doubt = Problem("7", "ragged", "the row has 2 cells")
    ragged = [
        Piece(place=place, fact="submission", cells={}, doubts=(doubt,)) for place in ("7", "8")
    ]
    taken(office, *ragged)
    assert len(letter.pieces(office.ledger, state="held")) == 2


def test_the_intake_of_a_letter_is_taken_back_whole(office: Office) -> None:
    day = {"adopted": "2009-05-08"}
    use = Piece(place="9", fact="submission", cells=MAY_8, uses=({"level": "街道"} | day,))
    taken(office, use, {"title": "巡查", "received": "2009-05-08"})
    last = trail.to_take_back(office.ledger)
    with office.ledger.writing(undoes=last.number):
        trail.take_back(office.ledger, last)
    assert reports(office) == []
    assert letter.pieces(office.ledger) == []
    assert health.findings(office.ledger) == []
    assert ends(taken(office, use)) == ["taken"]


def test_a_desk_that_stays_open_knows_what_it_took(office: Office) -> None:
    desk = office.desk()
    every: Sequence[Letter] = [
        a_letter(MAY_8, name="甲.csv"),
        a_letter(MAY_8, MAY_8 | {"title": "走访"}, name="乙.csv"),
        a_letter(MAY_8 | {"text": "正文。"}, name="丙.csv"),
        a_letter(MAY_8 | {"text": "正文。", "category": "经验"}, name="丁.csv"),
    ]
    states = []
    for one in every:
        with office.ledger.writing():
            states += [(kept.state, kept.more) for kept in desk.take(one).pieces]
    assert states == [
        ("taken", False),
        ("known", False),
        ("taken", False),
        ("known", True),
        ("known", True),
    ]
    first = submission.submissions(office.ledger, Period())[0]
    assert (first.text, first.category) == ("正文。", "经验")


def test_the_desk_looks_again_where_somebody_else_wrote(office: Office, ledger: Opening) -> None:
    desk = office.desk()
    with office.ledger.writing():
        desk.take(a_letter(MAY_8))
    other = ledger()
    with other.writing():
        submission.add(other, Submission("甲社区", "走访", date(2009, 5, 8)))
    with office.ledger.writing():
        ended = desk.take(a_letter(MAY_8 | {"title": "走访"}, name="乙.csv"))
    assert ends(ended) == ["known"]
    assert isinstance(desk, Desk)

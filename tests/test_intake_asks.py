"""Whoever sits there is asked once what a column is and whose a name is; in a pipe nobody is."""

import pytest

from conftest import Program
from shell import at_terminal

LIST = "投稿方,话题,报送时间,类别\n甲社区,召开座谈会,2009-05-08,动态\n老地方,走访,2009-05-09,动态\n"


@pytest.fixture
def street(office: Program) -> Program:
    office.well("unit", "add", "甲社区", "--group", "社区")
    office.well("unit", "add", "乙社区", "--group", "社区")
    office.db.with_name("a.tsv").write_text(LIST.replace(",", "\t"), encoding="utf-8")
    return office


def held(office: Program) -> list[str]:
    listed = office.well("intake", "list", "--held", "--json").json["pieces"]
    return [one["code"] for one in listed]


def counts(office: Program, *words: object) -> str:
    return office("intake", *words).out.strip()


def test_a_column_is_told_beforehand_and_known_the_next_time(street: Program) -> None:
    first = street.db.with_name("a.tsv")
    told = ("--column", "话题=标题", "--column", "投稿方=unit")
    assert counts(street, first, *told, "--dry-run").endswith(
        "taken: 1, on file already: 0, held: 1"
    )
    assert counts(street, first, *told).endswith("taken: 1, on file already: 0, held: 1")
    more = street.db.with_name("b.tsv")
    more.write_text(first.read_text("utf-8") + "乙社区\t义诊\t2009-05-12\t动态\n", encoding="utf-8")
    assert counts(street, more).endswith("taken: 1, on file already: 1, held: 1")
    assert held(street) == ["unknown-unit"]


@pytest.mark.parametrize(("told", "code"), [("话题", "usage"), ("话题=体温", "unknown-column")])
def test_what_is_no_column_is_refused(street: Program, told: str, code: str) -> None:
    ran = street("intake", street.db.with_name("a.tsv"), "--column", told)
    assert f"error[{code}]" in ran.err


def test_at_a_terminal_each_thing_is_asked_once(street: Program) -> None:
    folder = street.db.with_name("来件")
    folder.mkdir()
    for name in ("a.tsv", "b.tsv"):
        month = "5-0" if name == "a.tsv" else "7-0"
        text = LIST.replace(",", "\t").replace("5-0", month)
        (folder / name).write_text(text, encoding="utf-8")
    ran = at_terminal(street.db, "1\n1\n乙社区\n", "intake", folder, today="2009-08-03")
    questions = [line for line in ran.err.split("Wh") if "nothing leaves it open" in line]
    assert len(questions) == 3, ran
    assert "1  投稿方\n   2  话题\nWhich column is 单位? [1-2; nothing leaves it open]" in ran.err
    assert "1  话题\nWhich column is 标题? [1; " in ran.err
    assert "Which unit is 老地方?" in ran.err
    assert ran.out.splitlines()[-1] == "taken: 2, on file already: 0, held: 0"
    assert held(street) == []

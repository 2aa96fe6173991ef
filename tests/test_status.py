"""What the program says by itself: where the office stands, and what to do next."""

from datetime import date

from conftest import Program

WEDNESDAY = date(2009, 6, 3)


def test_the_program_by_itself_says_where_one_stands(office: Program) -> None:
    first = office.well("--json", today=WEDNESDAY).json
    assert first["next"][0] == "inforeport unit add NAME GROUP"
    for unit in ("甲社区", "乙社区"):
        office.well("unit", "add", unit, "社区")
    office.well("submission", "add", "甲社区", "情况", "--received", "2009-06-01")
    office.db.with_name("a.csv").write_text("单位,标题,报送时间\n丁镇,座谈,2009-06-02\n", "utf-8")
    office("intake", office.db.with_name("a.csv"))
    told = office.well("--json", today=WEDNESDAY).json
    assert (told["office"], told["last"]["name"], told["last"]["sealed"]) == (
        *("街道实践办", "2009-05", False),
    )
    assert told["due"] == {"deadline": "2009-06-05", "missing": 1}
    assert (told["held"], told["objections"]) == (1, 0)
    assert told["next"] == [
        "inforeport intake list",
        "inforeport due --message",
        "inforeport rank 2009-05",
        "inforeport close --period 2009-05",
        "inforeport submission add",
    ]
    page = office.well(today=WEDNESDAY).out
    assert page == office.well("status", today=WEDNESDAY).out
    assert "inforeport due --message" in page


def test_a_sealed_month_is_told_as_such(office: Program) -> None:
    office.well("unit", "add", "甲社区", "社区")
    office.well("close", "--month", "5", "--yes", today=WEDNESDAY)
    told = office.well("status", "--json", today=WEDNESDAY).json
    assert told["last"]["sealed"] is True
    assert "inforeport close --period 2009-05" not in told["next"]


def test_before_the_scheme_comes_into_force_nothing_is_missing(office: Program) -> None:
    """The street's scheme is in force from 2 May on: an office makes its file before that."""
    office.well("unit", "add", "甲社区", "社区")
    april = date(2009, 4, 20)
    told = office.well("--json", today=april).json
    assert told["due"] == {"deadline": None, "missing": 0}
    assert told["next"] == ["inforeport submission add"]
    [row] = [line for line in office.well(today=april).out.splitlines() if "2009-05-02" in line]
    assert row.split("  ")[0] == "the scheme comes into force on"
    assert "2009-05-02" not in office.well(today=WEDNESDAY).out


def test_without_a_file_it_says_how_to_begin(run: Program) -> None:
    assert [line.split()[:2] for line in run.well().out.splitlines()[1:]] == [
        *(["inforeport", word] for word in ("demo", "init", "--help")),
    ]
    assert run.well("--json").json["file"] is None
    assert not run.db.exists()

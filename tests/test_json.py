"""What a program that asked for JSON is told of what was done, and of what was refused."""

import json
from typing import Any

import pytest

from conftest import Program, Ran
from every import WRITING, Line


@pytest.fixture
def filled(office: Program) -> Program:
    """An office with a unit and a report."""
    office.well("unit", "add", "甲社区", "社区")
    office.well("submission", "add", "甲社区", "甲社区修好路灯", "--received", "2009-05-05")
    return office


def refusal(ran: Ran) -> Any:
    """What is told of a refused command: on stderr alone."""
    assert ran.out == ""
    return json.loads(ran.err.splitlines()[-1])["error"]


def test_the_number_of_what_was_added_is_told(filled: Program) -> None:
    ran = filled.well("submission", "add", "甲社区", "题", "--received", "2009-05-06", "--json")
    assert ran.json == {
        "schema": 1,
        "command": "submission add",
        "dry_run": False,
        "id": 2,
        "done": [
            {"id": 2, "ref": "2", "title": "题", "unit": "甲社区", "said": "added: 2, 题 (甲社区)"}
        ],
    }


def test_of_several_each_number_is_told(filled: Program) -> None:
    filled.well("submission", "add", "甲社区", "题", "--received", "2009-05-06")
    used = ("adoption", "add", 1, 2, "--level", "区委", "--on", "2009-05-08", "--json")
    told = filled.well(*used).json
    assert told["id"] is None
    assert [one["id"] for one in told["done"]] == [1, 2]
    assert {one["level"] for one in told["done"]} == {"区委"}


def test_a_dry_run_is_told_as_one_and_changes_nothing(filled: Program) -> None:
    told = filled.well("unit", "add", "乙社区", "社区", "--dry-run", "--json").json
    assert (told["dry_run"], told["done"][0]["unit"]) == (True, "乙社区")
    assert len(filled.well("unit", "list", "--json").json["units"]) == 1


def test_an_import_tells_its_counts_and_each_row_that_was_refused(filled: Program) -> None:
    path = filled.db.with_name("list.csv")
    path.write_text("单位,标题,报送时间\n甲社区,题,2009-05-06\n丁社区,题,2009-05-06\n", "utf-8")
    ran = filled("submission", "import", path, "--json")
    assert ran.status == 3
    told = ran.json["done"][0]
    assert (told["added"], told["known"], told["bad"]) == (1, 0, 1)
    [problem] = [json.loads(line)["problem"] for line in ran.err.splitlines()]
    assert (problem["code"], problem["place"]) == ("unknown-unit", "list.csv:3:单位")


def test_an_error_is_told_with_its_code_its_sentence_and_its_hint(filled: Program) -> None:
    ran = filled("submission", "add", "丁社区", "题", "--json")
    told = refusal(ran)
    assert (told["code"], told["status"], ran.status) == ("unknown-unit", 4, 4)
    assert "丁社区" in told["message"]
    assert told["problems"] == []


def test_a_command_line_that_does_not_fit_is_told_as_json(filled: Program) -> None:
    ran = filled("score", "--mont", "5", "--json")
    assert (refusal(ran)["code"], ran.status) == ("usage", 2)


def test_an_answer_s_errors_are_told_as_json(filled: Program) -> None:
    ran = filled("submission", "show", "路障", "--json")
    assert (refusal(ran)["status"], ran.status) == (4, 4)


def test_mistakes_in_a_scheme_stand_in_the_error_with_their_places(run: Program) -> None:
    path = run.db.with_name("s.toml")
    path.write_text('title = 3\n[groups]\na = "甲"\n', "utf-8")
    told = refusal(run("scheme", "check", path, "--json"))
    assert told["problems"][0]["place"] == f"{path}:1"


def test_what_there_is_to_remark_is_a_line_of_json_too(filled: Program) -> None:
    ran = filled("submission", "add", "甲社区", "甲社区修好路灯", "--received", "5.6", "--json")
    assert ran.json["id"] == 2
    notes = [json.loads(line)["note"] for line in ran.err.splitlines()]
    assert "1 of 2009-05-05 has the same title" in notes


@pytest.mark.parametrize("line", WRITING, ids=str)
def test_every_command_that_changes_something_takes_json(line: Line) -> None:
    assert line.takes("--json")

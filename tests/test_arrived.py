"""A folder of 200 files: each is in the ledger once, held for the right reason, or refused."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

import arrived
from arrived import Wanted
from conftest import Program, made_once
from inforeport.intake import gather
from inforeport.intake.letters import Asked
from inforeport.model.letters import Letter
from shell import content

Truth = Mapping[str, tuple[Wanted, ...]]
ASKED = Asked(today=date(2009, 8, 3))


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder, still empty."""
    return tmp_path_factory.mktemp("desk") / "收件"


@pytest.fixture(scope="module")
def truth(inbox: Path) -> Truth:
    """What must come of each file, once they lie in the folder."""
    return arrived.write(inbox)


def test_the_folder_is_what_it_is_said_to_be(truth: Truth) -> None:
    assert len(truth) == arrived.COUNT
    good = [name for name, wanted in truth.items() if {one.state for one in wanted} == {"taken"}]
    assert 90 <= len(good) <= 110


def _file(name: str) -> str:
    """The name of the file in the folder that a letter is, or lies in."""
    inside = name.removeprefix("收件/")
    first, zip_, _ = inside.partition(".zip/")
    return f"{first}.zip" if zip_ else inside


def test_every_file_is_read_for_what_it_says(inbox: Path, truth: Truth) -> None:
    seen: dict[str, list[object]] = {name: [] for name in truth}
    for one in gather.letters(inbox, ASKED):
        if isinstance(one, Letter):
            seen[_file(one.name)] += one.pieces
        else:
            seen[_file(one.place)].append(one.code)
    for name, wanted in truth.items():
        assert len(seen[name]) == len(wanted), name
        for piece, should in zip(seen[name], wanted, strict=True):
            if should.state == "refused":
                assert piece == should.code, name
            elif should.state == "taken":
                assert getattr(piece, "doubts", None) == (), (name, piece)
                assert (piece.fact, dict(piece.cells)) == (should.fact, dict(should.cells)), name  # type: ignore[attr-defined]


@made_once
def office_of_units(office: Program) -> Program:
    """The street's office with the units that send."""
    for unit in arrived.COMMUNITIES:
        office.well("unit", "add", unit, "--group", "社区")
    for unit in arrived.DEPARTMENTS:
        office.well("unit", "add", unit, "--group", "部门")
    return office


def test_each_is_in_the_ledger_once_or_held_for_the_right_reason(
    office_of_units: Program, inbox: Path, truth: Truth
) -> None:
    run = office_of_units
    ran = run("intake", inbox, "--json")
    assert ran.status == 3
    states: dict[str, list[tuple[str, str]]] = {name: [] for name in truth}
    for letter in ran.json["letters"]:
        its = [(one["state"], one["code"] or "") for one in letter["pieces"]]
        states[_file(letter["letter"])] += its
    for one in ran.json["refused"]:
        states[_file(one["file"])].append(("refused", one["code"]))
    wanted = {name: [(one.state, one.code) for one in its] for name, its in truth.items()}
    assert states == wanted
    reports = run.well("submission", "list", "--json").json["submissions"]
    kept = Counter((one["unit"], one["title"], one["received"]) for one in reports)
    should = [one.cells for its in truth.values() for one in its if one.state == "taken"]
    said = [(one["unit"], one["title"], one["received"]) for one in should if "title" in one]
    assert kept == Counter(said)
    people = run.well("reporter", "list", "--json").json["reporters"]
    assert len(people) == len([one for one in should if "name" in one])
    before = content(run.db)
    again = run("intake", inbox, "--json").json
    assert {one["state"] for letter in again["letters"] for one in letter["pieces"]} == {
        *("known", "held")
    }
    assert content(run.db) == before

"""The case sheets: written schemes with small ledgers and what they must give, as neutral facts.

`load` puts a sheet's facts into an office's file through the command line, under the scheme file of
the same name in `examples/schemes/`. Sheets other than ours keep their scheme beside them.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from books import without_scheme
from conftest import CASES, Program

SHEETS = CASES / "sheets"
SCHEMES = CASES.parent.parent / "examples" / "schemes"

Row = dict[str, Any]

_FOR_GOOD = ExitStack()

COLUMNS: Mapping[str, Mapping[str, str]] = {
    "submission": {
        **{key: key for key in ("ref", "unit", "title", "received", "kind", "form", "category")},
        **{key: key for key in ("channel", "chars", "pictures", "requested_by", "late", "urgent")},
    },
    "adoption": {
        **{key: key for key in ("ref", "level", "form", "publication", "position", "share")},
        **{key: key for key in ("rewritten", "proof", "proof_on")},
        "adopted": "on",
    },
    "instruction": {
        **{key: key for key in ("ref", "leader", "on", "publication", "leader_kind")},
        "level": "by_level",
    },
    "forwarding": {"ref": "ref", "level": "to_level", "on": "on", "as": "as"},
    "commission": {key: key for key in ("unit", "title", "on", "due", "delivered")},
    "mark": {
        key: key for key in ("unit", "code", "on", "reason", "ref", "points", "count", "circulated")
    },
    "exemption": {
        **{key: key for key in ("unit", "reason")},
        "clause": "rule_no",
        "since": "from",
        "until": "to",
    },
}
"""The columns of each file that comes in, and the keys of a sheet's facts that fill them."""

FACTS = {"forwarding": "forwarded", "exemption": "exempt"}
"""What a sheet calls the facts of a noun, where it calls them something else."""


NAMES = {"city": "市局网站", "province": "省", "state": "国家"}
"""How a scheme file calls the duties that a sheet tells apart by their level."""


def sheets() -> list[str]:
    """The names of all sheets."""
    return sorted(path.stem for path in SHEETS.glob("*.json"))


@cache
def sheet(name: str) -> Row:
    """One sheet; whoever reads it leaves it as it is."""
    found: Row = json.loads((SHEETS / f"{name}.json").read_text("utf8"), parse_float=Decimal)
    return found


def load(run: Program, name: str) -> None:
    """Put the scheme of a sheet in force in a new office, and its facts on file."""
    facts = sheet(name)
    run = without_scheme(run)
    run.well("scheme", "use", SCHEMES / f"{name}.toml", "--yes")
    run.take("unit", [_unit(one) for one in facts["units"]])
    for noun, rows in _rows(facts):
        if rows:
            ran = run.take(noun, rows)
            assert ran.out == f"added: {len(rows)}, on file already: 0, refused: 0\n"


@cache
def loaded(name: str) -> Program:
    """The office of a sheet, made once; whoever asks it leaves it as it is."""
    run = Program(Path(_FOR_GOOD.enter_context(TemporaryDirectory())) / "office.db")
    load(run, name)
    return run


def _rows(facts: Row) -> Iterator[tuple[str, list[Row]]]:
    """The rows of each file, the reports before what is said of them."""
    yield "target", list(_targets(facts["units"]))
    for noun, columns in COLUMNS.items():
        fact = FACTS.get(noun, noun)
        yield (
            noun,
            [
                {column: _cell(one.get(key)) for column, key in columns.items()} | _people(one)
                for one in facts["facts"]
                if one["fact"] == fact
            ],
        )


def _unit(one: Row) -> Row:
    return {
        "unit": one["name"],
        "group": one["group"],
        "since": one.get("from"),
        "until": one.get("until"),
        "headcount": one.get("headcount"),
        "counts_for": one.get("counts_for"),
    }


def _targets(units: Iterable[Row]) -> Iterator[Row]:
    keys = ("what", "per", "n", "level", "category", "publication")
    for unit in units:
        for target in unit.get("targets", ()):
            per = {"half-year": "half"}.get(target["per"], target["per"])
            yield {"unit": unit["name"]} | {key: target.get(key) for key in keys} | {"per": per}


def _people(one: Row) -> Row:
    """The columns of a report that hold several names."""
    if one["fact"] != "submission":
        return {}
    authors = (f"{author['name']}/{author['unit']}" for author in one.get("authors", ()))
    return {"with": ";".join(one.get("with", ())), "authors": ";".join(authors)}


def _cell(value: object) -> object:
    return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


def when(period: str) -> list[str]:
    """The option that names a period of a sheet."""
    return ["--campaign"] if period == "campaign" else ["--period", period]


def sums(lines: Iterable[Row], key: str, points: str = "points") -> dict[str, Decimal]:
    """Points by clause or rule; what comes to nothing is left out."""
    found: dict[str, Decimal] = {}
    for line in lines:
        name = str(line[key])
        found[name] = found.get(name, Decimal(0)) + Decimal(str(line[points]))
    return {name: total for name, total in found.items() if total}


def read(path: Path) -> Any:
    """A JSON file with exact figures."""
    return json.loads(path.read_text("utf8"), parse_float=Decimal, parse_int=Decimal)

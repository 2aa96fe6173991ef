"""A ledger of the plain calculation put into an office's file, and what the program makes of it."""

import csv
import shutil
import sqlite3
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack, closing
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from conftest import AFTER, Program
from inforeport.cli._schemes import stored
from inforeport.fields import FACTS
from inforeport.intake import Asked, imported
from inforeport.model import Draft, Outcome
from inforeport.office import Office
from inforeport.store import Ledger, adoption, opened, reporter, taking, unit
from inforeport.store.registers import REGISTERS
from inforeport.store.scheme import use
from referee.editions import first

Row = dict[str, Any]
Schemes = Sequence[tuple[date, str]]
"""The texts of schemes, each with the day from which it is in force."""

_FOR_GOOD = ExitStack()
LONG_AFTER = date(2026, 1, 31)

_TAKE: Mapping[str, Callable[[Ledger, Iterable[Draft[Any]]], Outcome]] = {
    "unit": unit.take,
    "reporter": reporter.take,
    "submission": taking.take,
    "adoption": adoption.take,
    **{table: register.take for table, register in REGISTERS.items()},
}
COLUMNS = {
    "unit": {"unit": "name", "group": "group", "since": "since", "headcount": "headcount"},
    "reporter": {key: key for key in ("unit", "name", "kind", "since", "until")},
    "target": {key: key for key in ("unit", "what", "per", "n", "level", "category")},
    "submission": {
        **{key: key for key in ("ref", "unit", "title", "received", "kind", "form", "category")},
        **{key: key for key in ("chars", "pictures", "late", "urgent", "with", "authors")},
    },
    "adoption": {"adopted": "on"}
    | {key: key for key in ("ref", "level", "form", "publication", "position", "proof_on")},
    "instruction": {key: key for key in ("ref", "level", "leader", "on", "publication")},
    "forwarding": {"ref": "ref", "level": "level", "on": "on", "as": "name"},
    "commission": {key: key for key in ("unit", "title", "on", "due", "delivered")},
    "mark": {key: key for key in ("unit", "code", "on", "reason", "ref", "points", "count")},
}
"""The columns of each file that comes in, and the keys of a fact that fill them."""


def plain(text: str) -> Row:
    """A scheme as the plain calculation takes it, its figures exact."""
    return first(tomllib.loads(text, parse_float=Decimal))


def founded(run: Program, schemes: Schemes, book: Row) -> None:
    """An office with the schemes one after another, and the ledger on file.

    Its lists are read and put on file as `import` does, all in one transaction.
    """
    (day, text), *later = schemes
    run = under(run, text, day)
    with Office(run.db, AFTER) as office, office.ledger.writing():
        for noun, columns in COLUMNS.items():
            if book.get(noun):
                _take(office, noun, [_row(columns, fact) for fact in book[noun]])
    for day, text in later:
        put_in_force(run.db, text, day)


def _take(office: Office, noun: str, rows: Sequence[Row]) -> None:
    """Put rows on file as a list of them would be."""
    words = {name: office.words_of(name) for name in FACTS[noun].word_sets}
    lines = StringIO()
    writer = csv.DictWriter(lines, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    asked = Asked(today=AFTER, words=words, fact=noun)
    came_in = imported(lines.getvalue().encode(), f"{noun}s.csv", asked)
    outcome = _TAKE[noun](office.ledger, came_in.drafts)
    assert (came_in.problems, outcome.problems) == ((), ())


def under(run: Program, text: str, day: date | None = None) -> Program:
    """An office under a scheme, as `init` makes it, in a file that was made before."""
    founded = without_scheme(run)
    put_in_force(run.db, text, day, name="scheme.toml")
    return founded


def without_scheme(run: Program) -> Program:
    """An office that has no scheme yet, in a file that was made before."""
    made = _without_scheme()
    shutil.copy(made, run.db)
    return Program(run.db, made.with_name("backups"))


@cache
def _without_scheme() -> Path:
    """The file of an office as it is made, before it has a scheme."""
    run = Program(Path(_FOR_GOOD.enter_context(TemporaryDirectory())) / "office.db")
    run.well("init", "--office", "街道办")
    with closing(sqlite3.connect(run.db)) as file, file:
        file.execute("delete from scheme")
    run.well("backup")
    return run.db


def put_in_force(db: Path, text: str, day: date | None, *, name: str = "later.toml") -> None:
    """A scheme from a day on, or its own first, whatever the program would ask of it first."""
    path = db.with_name(name)
    path.write_text(text, encoding="utf-8")
    with closing(opened(db)) as ledger, ledger.writing():
        use(ledger, stored(str(path), str(day) if day else None))


def _row(columns: dict[str, str], fact: Row) -> Row:
    title = f"情况{fact.get('ref', '')}"  # no two are taken for the same report
    fact = {"title": title, "reason": "说明", "leader": "领导甲"} | fact
    return {column: _cell(fact.get(key)) for column, key in columns.items()}


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ";".join(
            f"{one['name']}/{one['unit']}" if isinstance(one, dict) else one for one in value
        )
    return value


def points(db: Path, *periods: str) -> dict[str, dict[str, Fraction]]:
    """The points of every unit in each period, as the program has them."""
    found: dict[str, dict[str, Fraction]] = {}
    with Office(db, LONG_AFTER) as office, office.snapshot():
        for period in periods:
            standings = [it for group in office.result(period).groups for it in group.standings]
            found[period] = {it.score.unit: Fraction(it.score.points) for it in standings}
    return found

"""The bar: every row is there, its tests exist, its saboteur fits, and the page lists the same."""

import ast
import sys
from functools import cache

import pytest

from test_examples import ROOT

sys.path.insert(0, str(ROOT / "tools"))

import saboteurs
from saboteurs import Row

NUMBERS = {*range(1, 125)}
ROWS = saboteurs.rows()


@cache
def functions(path: str) -> set[str]:
    """The test functions of a file, and the test cases that are given a name, by their names."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    given = (part.targets[0] for part in tree.body if isinstance(part, ast.Assign))
    named = {one.id for one in given if isinstance(one, ast.Name)}
    return named | {
        node.name if inside is None else f"{inside}::{node.name}"
        for part in tree.body
        for inside, nodes in [
            (part.name, part.body) if isinstance(part, ast.ClassDef) else (None, [part])
        ]
        for node in nodes
        if isinstance(node, ast.FunctionDef)
    }


def test_every_row_is_there_once() -> None:
    numbers = [row.number for row in ROWS]
    assert len(numbers) == len(set(numbers))
    assert {*numbers} == NUMBERS


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.number))
def test_every_test_that_is_named_is_there(row: Row) -> None:
    named = [one.partition("::") for one in (*row.tests, row.saboteur.fails)]
    assert [name for path, _, name in named if name not in functions(path)] == []
    assert row.saboteur.fails in row.tests


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.number))
def test_every_saboteur_fits_its_file(row: Row) -> None:
    text = (ROOT / row.saboteur.path).read_text(encoding="utf-8")
    assert text.count(row.saboteur.old) == 1
    ast.parse(text.replace(row.saboteur.old, row.saboteur.new))


def test_the_page_lists_the_same_rows() -> None:
    """If this fails: python tools/saboteurs.py --page."""
    assert saboteurs.PAGE.read_text(encoding="utf-8") == saboteurs.page(saboteurs.results())


def test_no_saboteur_lives() -> None:
    said = saboteurs.results().values()
    lives = [one for one in said if not one.startswith((saboteurs.CAUGHT, saboteurs.NOT_TRIED))]
    assert lives == []

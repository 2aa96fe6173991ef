"""The reference of the commands is written by a tool, and must be what the tool would write."""

import sys

from inforeport.errors import Status
from test_examples import ROOT

sys.path.insert(0, str(ROOT / "tools"))

import reference


def test_the_reference_is_current() -> None:
    """If this fails: make reference."""
    assert reference.PAGE.read_text(encoding="utf-8") == reference.reference()


def test_the_table_of_what_shells_complete_is_current() -> None:
    """If this fails: make reference."""
    assert reference.TABLE.read_text(encoding="utf-8") == reference.table()


def test_the_columns_in_the_readme_are_current() -> None:
    """If this fails: make reference."""
    assert reference.README.read_text(encoding="utf-8") == reference.readme()


def test_the_columns_of_facts_are_current() -> None:
    """If this fails: make reference."""
    assert reference.ROLLUP.read_text(encoding="utf-8") == reference.rollup()


def test_the_reference_names_every_exit_status() -> None:
    text = reference.reference()
    assert all(f"\n| {status:d} | " in text for status in Status)

"""The fields of every fact, listed once: what the file, CSV, JSON, lists, log and papers call them.

Whoever keeps, reads or shows a fact goes by its list. A new column is a migration and an entry
here. What is to stay is declared in `model` as well, for the records that seals keep; an entry that
is not is added to the record as the program runs.
"""

from collections.abc import Mapping
from typing import Any

from inforeport.fields.bodies import REPORTER, UNIT
from inforeport.fields.entries import (
    COMMISSION,
    EXEMPTION,
    FORWARDING,
    INSTRUCTION,
    MARK,
    PER,
    TARGET,
    WHAT,
)
from inforeport.fields.field import MOST, Fact, Field, Kind
from inforeport.fields.reports import ADOPTION, SUBMISSION

__all__ = [
    "ADOPTION",
    "COMMISSION",
    "EXEMPTION",
    "FACTS",
    "FORWARDING",
    "INSTRUCTION",
    "MARK",
    "MOST",
    "PER",
    "PERIOD_FACTS",
    "REPORTER",
    "SUBMISSION",
    "TARGET",
    "UNIT",
    "WHAT",
    "Fact",
    "Field",
    "Kind",
]

PERIOD_FACTS: tuple[Fact[Any], ...] = (
    SUBMISSION,
    ADOPTION,
    INSTRUCTION,
    FORWARDING,
    COMMISSION,
    MARK,
    TARGET,
    EXEMPTION,
)
"""What a period is counted from; a target has no day of its own."""

_BODIES: tuple[Fact[Any], ...] = (UNIT, REPORTER)

FACTS: Mapping[str, Fact[Any]] = {fact.table: fact for fact in _BODIES + PERIOD_FACTS}
"""All of them by their tables."""

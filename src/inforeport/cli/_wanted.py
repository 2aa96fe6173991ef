"""What is handed in for a circular beside its figures: as options, and as papers want it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from inforeport.documents.numbers import is_right, right_form
from inforeport.errors import EmptyName, WrongNumber
from inforeport.model.papers import Wanted
from inforeport.text import one_line

DraftOpt = Annotated[
    bool, typer.Option("--draft", help="for comments: marked so, with every report to be checked")
]
NumberOpt = Annotated[
    str, typer.Option("--number", metavar="TEXT", help="the document number, as 某办〔2026〕12号")
]
DemandsOpt = Annotated[
    Path | None,
    typer.Option(
        "--demands",
        metavar="FILE",
        help="what is asked of the units: a text, a paragraph a line",
        readable=False,
    ),
]


def wanted_of(given: Mapping[str, Any]) -> Wanted:
    """What was typed, as papers want it: a number on one line, demands by their paragraphs."""
    wanted = dict(given)
    if "number" in given:
        wanted["number"] = document_number(given["number"])
    if "each" in given:
        wanted["each"] = given["each"] is not None
    if "demands" in given:
        wanted["demands"] = _paragraphs(given["demands"]) if given["demands"] else ()
    return Wanted(**wanted)


def document_number(typed: str) -> str:
    """The number of a document as it was typed; raises `WrongNumber` with the right form."""
    number = one_line(typed)
    if number and not is_right(number):
        raise WrongNumber(number=number, right=right_form(number) or "某办〔2026〕12号")
    return number


def _paragraphs(path: Path) -> tuple[str, ...]:
    """The lines of a text that say something. Raises `EmptyName` where none does."""
    from inforeport.intake import content_of, text

    lines = text(content_of(path), one_line(str(path))).splitlines()
    paragraphs = tuple(line for one in lines if (line := one_line(one)))
    if not paragraphs:
        raise EmptyName(what=one_line(str(path)))
    return paragraphs

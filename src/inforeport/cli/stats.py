"""`stats`: what was sent and used in a period, counted."""

from enum import StrEnum
from typing import Annotated

import typer

from inforeport.cli._counts import counts
from inforeport.cli._options import Sink, When
from inforeport.cli._output import answer
from inforeport.cli._reigns import calendar
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.documents import records
from inforeport.documents.stats import stats_page
from inforeport.store import scheme as scheme_store

app = Noun()


class By(StrEnum):
    """What the rows of the table are."""

    UNIT = "unit"
    KIND = "kind"
    CATEGORY = "category"
    LEVEL = "level"
    MONTH = "month"
    PUBLICATION = "publication"


ByOpt = Annotated[
    By,
    typer.Option(
        "--by",
        metavar="unit|kind|category|level|month|publication",
        help="what the rows of the table are",
    ),
]


@app.command()
def stats(session: Session, when: When, sink: Sink, by: ByOpt = By.UNIT) -> None:
    """Count what was sent and used: kinds, categories, pictures, uses by level, adoption rate.

    Reports count on the day of receipt and uses on their own day, not by the windows of a duty.
    """
    period = when.wanted(calendar(session), session.today)
    found = counts(session, period, by.value)
    stored = scheme_store.in_force(session.ledger, period.last)
    answer(
        session,
        lambda: stats_page(found, session.office, session.today),
        records.stats(found, stored),
        sink,
    )

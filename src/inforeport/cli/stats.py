"""`stats`: what was sent and used in a period, counted."""

from enum import StrEnum
from functools import partial
from typing import Annotated

import typer

from inforeport.cli._named import period_or_last
from inforeport.cli._options import Sink, When
from inforeport.cli._output import answer, note
from inforeport.cli._progress import working
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.documents import records
from inforeport.documents.stats import stats_page
from inforeport.model.counts import Counts
from inforeport.words import message

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
    office, period = session.office, period_or_last(session, when)
    with office.snapshot(), working(session, message("counting")):
        counts, sealed = office.counts(period, by.value), office.sealed(period)
        stored = office.schemes.stored_on(counts.period.last)
        fared = sink.is_drawn and by is By.UNIT
        past = office.material(("past",), counts.period).past if fared else ()
        imprint = office.profile, office.today
    if sealed and _differ(counts, sealed.counts):
        what = message(
            "{period} was printed with other counts; these are of what is on file today "
            "(as printed: inforeport export statistics --period {period})",
            period=counts.period.name,
        )
        note(session, what)
    draw = partial(stats_page, counts, *imprint, past)
    answer(session, draw, records.stats(counts, stored), sink)


def _differ(counts: Counts, printed: Counts) -> bool:
    """Whether a sealed period counts otherwise today; what an old seal lacks is not known."""
    if not printed.complete:
        return False
    rows_differ = counts.by == printed.by and counts.rows != printed.rows
    return rows_differ or counts.total != printed.total

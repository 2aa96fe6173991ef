"""`pairs`: what came without its other half."""

from functools import partial

from inforeport.cli._options import Sink, When
from inforeport.cli._output import answer
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.documents import lists
from inforeport.documents import pairs as documents
from inforeport.documents.page import grid
from inforeport.office.pairs import halves
from inforeport.words import message

app = Noun()

_DAYS = 62


@app.command()
def pairs(session: Session, when: When, sink: Sink) -> None:
    """List what lacks its other half, of the last two months or of a period.

    A report and the photo of its signed sheet (where the office has any), an instruction and a
    later report of the unit on what became of it, a commission and what was delivered.
    """
    office = session.office
    period = when.of(office.calendar, office.today) or office.last_days(_DAYS)
    pairs_found = halves(session.ledger, period)
    title = message("What lacks its other half")
    tables = documents.tables(pairs_found) or [grid(title, {"unit": message("unit")}, [])]
    draw = partial(lists.page, title, tables, issuer=session.profile.name, day=session.today)
    answer(session, draw, documents.record(period, pairs_found), sink)

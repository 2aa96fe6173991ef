"""`rank`: the standings of each group."""

from inforeport.cli._gather import result
from inforeport.cli._options import Sink, When
from inforeport.cli._output import answer
from inforeport.cli._reigns import calendar
from inforeport.cli._root import Noun
from inforeport.cli._sealed import imprint
from inforeport.cli._session import Session
from inforeport.documents import records
from inforeport.documents.ranking import rank_page

app = Noun()


@app.command()
def rank(session: Session, when: When, sink: Sink) -> None:
    """Rank each group: place, points, parts, places risen, and what the last must do."""
    found = result(session, when.wanted(calendar(session), session.today), change=True)
    answer(
        session,
        lambda: rank_page(found, *imprint(session, found)),
        records.rank(found),
        sink,
    )

"""`explain`: where every point of one unit comes from."""

from inforeport.cli._gather import only, result
from inforeport.cli._options import Sink, UnitArg, When
from inforeport.cli._output import answer
from inforeport.cli._reigns import calendar
from inforeport.cli._root import Noun
from inforeport.cli._sealed import imprint
from inforeport.cli._session import Session
from inforeport.documents import records
from inforeport.documents.lists import lines_page

app = Noun()


@app.command()
def explain(session: Session, unit: UnitArg, when: When, sink: Sink) -> None:
    """Show each point of a unit with its clause, report and day; the lines sum to the score."""
    found = only(session, result(session, when.wanted(calendar(session), session.today)), unit)
    answer(
        session,
        lambda: lines_page(found, *imprint(session, found)),
        records.score(found, session.say),
        sink,
    )

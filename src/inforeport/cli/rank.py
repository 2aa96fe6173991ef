"""`rank`: the standings of each group."""

from inforeport.cli._options import Sink, When
from inforeport.cli._output import answer, remark
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.documents import records
from inforeport.documents.ranking import rank_page

app = Noun()


@app.command()
def rank(session: Session, when: When, sink: Sink) -> None:
    """Rank each group: place, points, parts, places risen, and what the last must do."""
    office = session.office
    with office.snapshot():
        result = office.result(when.wanted(office.calendar, office.today), change=True)
        imprint = office.imprint(result)
    remark(session, result.remarks)
    answer(session, lambda: rank_page(result, *imprint), records.rank(result), sink)

"""`rank`: the standings of each group."""

from msgspec.structs import replace

from inforeport.cli._named import period_or_last
from inforeport.cli._options import Sink, When
from inforeport.cli._output import answer, remark
from inforeport.cli._progress import working
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.documents import records
from inforeport.documents.ranking import rank_page
from inforeport.words import message

app = Noun()


@app.command()
def rank(session: Session, when: When, sink: Sink) -> None:
    """Rank each group: place, points, parts, places risen, and what the last must do."""
    office, period = session.office, period_or_last(session, when)
    with office.snapshot(), working(session, message("counting")):
        result = office.result(period, change=True, lines=False)
        given = office.material(() if result.parts else ("counts",), period)
    remark(session, result.remarks)
    material = replace(given, result=result)
    answer(session, lambda: rank_page(material), lambda: records.rank(result), sink)

"""`explain`: where every point of one unit comes from."""

from inforeport.cli._named import period_or_last
from inforeport.cli._options import Sink, UnitArg, When
from inforeport.cli._output import answer, remark
from inforeport.cli._progress import working
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.documents import records
from inforeport.documents.lists import lines_page
from inforeport.words import message

app = Noun()


@app.command()
def explain(session: Session, unit: UnitArg, when: When, sink: Sink) -> None:
    """Show each point of a unit with its clause, report and day; the lines sum to the score."""
    office, period = session.office, period_or_last(session, when)
    with office.snapshot(), working(session, message("counting")):
        result = office.result(period, unit=unit)
        imprint = office.imprint(result)
    remark(session, result.remarks)
    record = records.score(result, session.say)
    answer(session, lambda: lines_page(result, *imprint), record, sink)

"""`score`: points of every unit in a period."""

from typing import TYPE_CHECKING, Annotated

import typer

from inforeport.cli._named import period_or_last
from inforeport.cli._options import Sink, UnitOpt, When
from inforeport.cli._output import answer, remark
from inforeport.cli._progress import working
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.documents import PAPERS, records
from inforeport.words import message

if TYPE_CHECKING:
    from inforeport.documents.page import Page

app = Noun()

ExplainOpt = Annotated[bool, typer.Option("--explain", help="every line of every unit")]


@app.command()
def score(
    session: Session, when: When, sink: Sink, unit: UnitOpt = None, explain: ExplainOpt = False
) -> None:
    """Score a period: what was due and counted, base, shortfall, extra, uses by level, total."""
    office, period = session.office, period_or_last(session, when)
    with office.snapshot(), working(session, message("counting")):
        drawn = sink.is_drawn and not (unit or explain)
        office.check_points(period)
        # first, as it is made of single facts, of which the result is made then
        material = office.material(PAPERS["ranking"].prints, period) if drawn else None
        result = office.result(period, unit=unit)
        imprint = office.imprint(result)

    def draw() -> "Page":
        from inforeport.documents.lists import lines_page
        from inforeport.documents.ranking import score_page

        return score_page(material) if material else lines_page(result, *imprint)

    remark(session, result.remarks)
    answer(session, draw, lambda: records.score(result, session.say), sink)

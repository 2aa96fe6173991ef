"""`reward`: what each place is paid, who is given a title, what is paid by the item."""

from inforeport.cli._options import Sink, When
from inforeport.cli._output import answer, remark
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.documents import records
from inforeport.documents.rewards import rewards_page

app = Noun()


@app.command()
def reward(session: Session, when: When, sink: Sink) -> None:
    """Show prizes and titles by final place, and fees; of the campaign if no period is named."""
    office = session.office
    with office.snapshot():
        days, today = office.calendar, office.today
        result, rewards = office.rewards(when.of(days, today) or days.campaign(today))
        imprint = office.imprint(result)
    remark(session, result.remarks)
    record = records.reward(result, rewards, session.say)
    answer(session, lambda: rewards_page(result, rewards, *imprint), record, sink)

"""`reward`: what each place is paid, who is given a title, what is paid by the item."""

from inforeport.cli._gather import counted
from inforeport.cli._options import Sink, When
from inforeport.cli._output import answer
from inforeport.cli._payouts import paid
from inforeport.cli._reigns import calendar
from inforeport.cli._root import Noun
from inforeport.cli._sealed import imprint
from inforeport.cli._session import Session
from inforeport.documents import records
from inforeport.documents.rewards import rewards_page

app = Noun()


@app.command()
def reward(session: Session, when: When, sink: Sink) -> None:
    """Show prizes and titles by final place, and fees; of the campaign if no period is named."""
    days = calendar(session)
    found = counted(session, when.of(days, session.today) or days.campaign(session.today))
    found, rewards = paid(session, found)
    answer(
        session,
        lambda: rewards_page(found, rewards, *imprint(session, found)),
        records.reward(found, rewards, session.say),
        sink,
    )

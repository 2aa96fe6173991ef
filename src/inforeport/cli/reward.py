"""`reward`: what each place is paid, who is given a title, what is paid by the item."""

from msgspec.structs import replace

from inforeport.cli._gather import counted
from inforeport.cli._options import Sink, When
from inforeport.cli._output import answer
from inforeport.cli._payouts import payouts
from inforeport.cli._reigns import calendar, checked
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.documents import records
from inforeport.documents.rewards import rewards_page
from inforeport.scheme.readings import prize_print

app = Noun()


@app.command()
def reward(session: Session, when: When, sink: Sink) -> None:
    """Show prizes and titles by final place, and fees; of the campaign if no period is named."""
    days = calendar(session)
    found = counted(session, when.of(days, session.today) or days.campaign(session.today))
    scheme = checked(found.scheme)
    found = replace(found, readings=prize_print(scheme))
    rewards = payouts(found, scheme)
    answer(
        session,
        lambda: rewards_page(found, rewards, session.office, session.today),
        records.reward(found, rewards, session.say),
        sink,
    )

"""`reward`: what each place is paid, and what is left to people."""

from msgspec.structs import replace

from inforeport import scoring
from inforeport.cli._gather import result
from inforeport.cli._options import Sink, When
from inforeport.cli._output import answer
from inforeport.cli._reigns import calendar, checked
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.documents import records
from inforeport.documents.lists import prizes_page
from inforeport.model import Prize, Undecided
from inforeport.scheme.readings import prize_print

app = Noun()


@app.command()
def reward(session: Session, when: When, sink: Sink) -> None:
    """Show prizes by final place, of the campaign if no period is named."""
    days = calendar(session)
    period = when.of(days, session.today) or days.campaign(session.today)
    found = result(session, period)
    prizes: dict[str, tuple[tuple[Prize, ...], tuple[Undecided, ...]]] = {}
    standings = {group.key: group.standings for group in found.groups}
    scheme = checked(found.scheme)
    for reward in scheme.reward:
        prizes[reward.group] = scoring.prizes(standings.get(reward.group, ()), reward)
    found = replace(found, readings=prize_print(scheme))
    answer(
        session,
        lambda: prizes_page(found, prizes, session.office, session.today),
        records.reward(found, prizes, session.say),
        sink,
    )

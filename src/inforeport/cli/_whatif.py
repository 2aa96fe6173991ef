"""Two schemes over the same facts: the results of both, and what each of them pays."""

from collections import defaultdict

from inforeport.cli._gather import counted, supposed
from inforeport.cli._payouts import payouts
from inforeport.cli._reigns import checked
from inforeport.cli._session import Session
from inforeport.documents.whatif import Side
from inforeport.model import Result, StoredScheme
from inforeport.period import Period
from inforeport.words import Text, message


def sides(session: Session, stored: StoredScheme, period: Period) -> tuple[Side, Side]:
    """What a period is, and what another scheme would make of it. Nothing is stored."""
    return _side(counted(session, period)), _side(supposed(session, stored, period))


def _side(found: Result) -> Side:
    scheme = checked(found.scheme)
    given: dict[str, list[Text]] = defaultdict(list)
    rewards = payouts(found, scheme)
    for paid, undecided in rewards.prizes.values():
        for prize in paid:
            given[prize.unit].append(message("{amount} yuan", amount=prize.amount))
        for one in undecided:
            for unit in one.units:
                given[unit].append(message("not decided"))
    for title in rewards.titles:
        for award in title.awards:
            given[award.unit].append(title.title)
    for fee in rewards.fees:
        given[fee.unit].append(message("fees {amount} yuan", amount=fee.points))
    return Side(found, {unit: message("{gifts}", gifts=its) for unit, its in given.items()})

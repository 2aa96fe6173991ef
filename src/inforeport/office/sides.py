"""Two schemes over the same facts: what a period is under one, and would be under the other."""

from collections import defaultdict

from inforeport.model import Result
from inforeport.model.papers import Side
from inforeport.office.payouts import payouts
from inforeport.office.schemes import checked
from inforeport.words import Text, message


def side(result: Result) -> Side:
    """A result with what its scheme pays and gives, in words, unit by unit."""
    scheme = checked(result.scheme)
    given: dict[str, list[Text]] = defaultdict(list)
    rewards = payouts(result, scheme)
    for paid, undecided in rewards.prizes.values():
        for prize in paid:
            given[prize.unit].append(message("{amount} yuan", amount=prize.amount))
        for tie in undecided:
            for unit in tie.units:
                given[unit].append(message("not decided"))
    for title in rewards.titles:
        for award in title.awards:
            given[award.unit].append(title.title)
    for fee in rewards.fees:
        given[fee.unit].append(message("fees {amount} yuan", amount=fee.points))
    words = {unit: message("{gifts}", gifts=gifts) for unit, gifts in given.items()}
    return Side(result, words)

"""Two schemes over the same facts: what a period is under one, and would be under the other."""

from collections import defaultdict

from inforeport import scoring
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
            amount = message("{amount} yuan", amount=prize.amount)
            given[prize.unit].append(_of_whom(amount, prize.person))
        for tie in undecided:
            for name in tie.units:
                unit = scoring.whose(name)[0] if tie.persons else name
                given[unit].append(message("not decided"))
    for title in rewards.titles:
        for award in title.awards:
            given[award.unit].append(_of_whom(title.title, award.person))
    for fee in rewards.fees:
        given[fee.unit].append(message("fees {amount} yuan", amount=fee.points))
    words = {unit: message("{gifts}", gifts=gifts) for unit, gifts in given.items()}
    return Side(result, words)


def _of_whom(gift: Text, person: str | None) -> Text:
    """What is given, with the person who has it where it is not the unit."""
    return message("{person}: {gift}", person=person, gift=gift) if person else gift

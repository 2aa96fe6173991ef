"""What places and uses are paid: prizes, titles and fees, and what people must decide.

Nothing is said of what a scheme does not give.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from inforeport.documents.manner import manner_of_result
from inforeport.documents.page import Block, Cell, Page, Paragraph, Table, grid
from inforeport.documents.windows import period_text, windows_of
from inforeport.model import Award, Prize, Profile, Result, Score, ScoreLine, Undecided
from inforeport.model.papers import Rewards
from inforeport.words import N_, Message, Text, message


def rewards_page(result: Result, rewards: Rewards, office: Profile, day: date) -> Page:
    """Prizes group by group, titles, fees with their lines; below them the readings."""
    manner = manner_of_result(result)
    rewards = manner.figures(rewards)
    blocks = [
        *_prizes(result, rewards),
        *_titles(result, rewards),
        *_fees(rewards, result),
        *_small_print(result, rewards),
    ]
    title = message("Prizes, titles and fees, {period}", period=period_text(result.period))
    return manner.page(Page(title, office.name, day, tuple(blocks)))


def _prizes(result: Result, rewards: Rewards) -> Iterator[Block]:
    words = list_words(result, rewards)
    for key, word in words.items():
        if key in rewards.prizes:
            paid, undecided = rewards.prizes[key]
            yield _prize_table(word, paid)
            yield from (Paragraph(undecided_text(one), "note") for one in undecided)


def list_words(result: Result, rewards: Rewards) -> dict[str, Text]:
    """What each list is called: the groups, then those that are of several or of persons."""
    return {**{group.key: group.word for group in result.groups}, **rewards.words}


def _prize_table(word: Text, paid: Iterable[Prize]) -> Table:
    paid = list(paid)
    heads = _heads(paid, {"amount": message("amount, yuan"), "note": message("note")})
    rows = [(one.place, one.unit, one.person, one.amount, one.note) for one in paid]
    return grid(message("Prizes of {group}", group=word), heads, _without_persons(paid, rows))


def _heads(given: Sequence[Prize | Award], more: Mapping[str, Text]) -> dict[str, Text]:
    """The heads of a list; persons have a column where they are given anything."""
    heads: dict[str, Text] = {"place": message("place"), "unit": message("unit")}
    if any(one.person for one in given):
        heads["person"] = message("person")
    return heads | dict(more)


def _without_persons(
    given: Sequence[Prize | Award], rows: Sequence[tuple[Cell, ...]]
) -> Sequence[tuple[Cell, ...]]:
    """The rows, without the third column where no person is given anything."""
    if any(one.person for one in given):
        return rows
    return [(*row[:2], *row[3:]) for row in rows]


def _titles(result: Result, rewards: Rewards) -> Iterator[Block]:
    words = list_words(result, rewards)
    for titled in rewards.titles:
        caption = message(
            "{title}, {group}", title=titled.title, group=words.get(titled.group, titled.group)
        )
        heads = _heads(titled.awards, {"title": message("title given")})
        rows = [(its.place, its.unit, its.person, its.title) for its in titled.awards]
        yield grid(caption, heads, _without_persons(titled.awards, rows))
        yield from (Paragraph(its, "note") for its in titled.notes)
        yield from (Paragraph(undecided_text(its), "note") for its in titled.undecided)


def _fees(rewards: Rewards, result: Result) -> Iterator[Block]:
    """The sums of units and persons, then every line of both."""
    if rewards.fees:
        yield _sums(rewards.fees)
    if rewards.persons:
        yield _persons(rewards.persons)
    lines = [line for one in rewards.fees for line in one.lines]
    lines += [line for one in rewards.persons for line in one.lines]
    if lines:
        yield _lines(lines, result)
    if result.settled is not None:
        sentence = message(
            "The fees of the shorter periods in it stand in their own lists: {amount} yuan.",
            amount=result.settled,
        )
        yield Paragraph(sentence, "note")


def _sums(fees: Sequence[Score]) -> Table:
    rows: list[tuple[Cell, ...]] = [(one.unit, one.points) for one in fees]
    rows.append((message("all together"), _sum(fees)))
    heads = {"unit": message("unit"), "amount": message("yuan")}
    return grid(message("Fees of units"), heads, rows)


def _persons(persons: Sequence[Score]) -> Table:
    rows: list[tuple[Cell, ...]] = [(one.group, one.unit, one.points) for one in persons]
    rows.append((message("all together"), None, _sum(persons)))
    heads = {"unit": message("unit"), "person": message("person"), "amount": message("yuan")}
    return grid(message("Fees of persons"), heads, rows)


def _lines(lines: Sequence[ScoreLine], result: Result) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (one.unit, one.person, one.clause, one.item, one.on, one.points, one.because)
        for one in lines
    ]
    heads: dict[str, Text] = {
        "unit": message("unit"),
        "person": message("person"),
        "clause": message("clause"),
        "item": message("report"),
        "on": message("day"),
        "amount": message("yuan"),
        "because": message("because"),
    }
    if windows := windows_of(lines, result, period_text):
        heads["window"] = message("window")
        rows = [(*row, window) for row, window in zip(rows, windows, strict=True)]
    return grid(message("Every fee"), heads, rows)


def _sum(scores: Iterable[Score]) -> Decimal:
    return sum((one.points for one in scores), Decimal(0))


def _small_print(result: Result, rewards: Rewards) -> Iterator[Block]:
    if not rewards.offers:
        sentence = message(
            "The scheme {title} gives no prizes, titles or fees.", title=result.scheme.title
        )
        yield Paragraph(sentence, "note")
    elif not (rewards.fees or rewards.persons or rewards.prizes or rewards.titles):
        yield Paragraph(message("Nothing is to be paid for this period."), "note")
    for barred in rewards.barred:
        flags = [flag for flag in barred.flags if flag in result.untitled]
        sentence = message(
            "{unit} ({flags}) is given no title and no prize; whoever comes next is.",
            unit=barred.unit,
            flags=flags,
        )
        yield Paragraph(sentence, "note")
    yield from (Paragraph(barred, "note") for barred in result.readings)


def undecided_text(tie: Undecided) -> Message:
    """Who is left to people to decide, for which places, why, and what each way would pay."""
    facts: dict[str, Text | Sequence[object]] = {
        "units": tie.units,
        "places": tie.places,
        "because": tie.because,
    }
    if not tie.ways:
        return message("Not decided: {units}, places {places}: {because}.", **facts)
    ways = [Message(_WAYS[way], {"amount": amount}) for way, amount in tie.ways.items()]
    return message("Not decided: {units}, places {places}: {because}. {ways}.", **facts, ways=ways)


_WAYS = {
    "shared": N_("shared: {amount} each"),
    "highest": N_("the highest to all: {amount} each"),
    "lowest": N_("the lowest to all: {amount} each"),
}

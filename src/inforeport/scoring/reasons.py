"""Why a period counts otherwise than it was printed: what was changed on file since."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from inforeport.fields import PERIOD_FACTS, UNIT, Fact
from inforeport.model import Facts, Submission
from inforeport.model.papers import Difference
from inforeport.words import Text, day_text, message

_OF_A_UNIT = UNIT.given("name")


class Since(Struct, frozen=True, kw_only=True):
    """What a period was counted from, and is today.

    `newest` are the highest numbers that there were in each table when it was sealed; `names` the
    printed names of units by those of today; `words` the scheme's words for levels; `schemes` the
    titles of those that were not in force then. `program` says whether another version counts.
    """

    before: Facts
    now: Facts
    newest: Mapping[str, int] = {}
    names: Mapping[str, str] = {}
    words: Mapping[str, str] = {}
    schemes: tuple[str, ...] = ()
    program: bool = False


def explained(found: Iterable[Difference], since: Since) -> tuple[Difference, ...]:
    """The differences with their reasons."""
    changes = _changes(since)
    return tuple(
        replace(one, why=(*changes.get(one.unit, ()), *_of_rules(one, since)) or (_rest(since),))
        for one in found
    )


def _changes(since: Since) -> dict[str, list[Text]]:
    """By unit, each fact that came, went or was corrected."""
    changes: dict[str, list[Text]] = defaultdict(list)
    for new, old in since.names.items():
        changes[old].append(message("it is called {new} now", new=new))
    for name, change in _of_units(since):
        changes[name].append(change)
    for name in _of_people(since):
        changes[name].append(message("what is on file of a person of it was corrected since"))
    for fact in PERIOD_FACTS:
        before, now = _numbered(since.before, fact), _numbered(since.now, fact)
        for number in sorted(before.keys() | now.keys()):
            for name, change in _change(since, fact, before.get(number), now.get(number)):
                changes[since.names.get(name, name)].append(change)
    return changes


def _numbered(facts: Facts, fact: Fact[Any]) -> dict[int, Any]:
    return {record.id: record for record in getattr(facts, fact.plural)}


def _of_units(since: Since) -> Iterator[tuple[str, Text]]:
    before = {unit.id: unit for unit in since.before.units}
    for unit in since.now.units:
        name, old = since.names.get(unit.name, unit.name), before.get(unit.id)
        if old is None:
            yield name, message("the unit was put on file after the sealing")
        elif any(getattr(unit, key) != getattr(old, key) for key in _OF_A_UNIT):
            yield name, message("what is on file of the unit was corrected after the sealing")


def _of_people(since: Since) -> set[str]:
    """The units of whose persons something else is on file; only where rules are for persons."""
    now = {_alike(since, one) for one in since.now.reporters}
    return {one.unit for one in {*since.before.reporters} ^ now}


def _change(since: Since, fact: Fact[Any], old: Any, new: Any) -> Iterator[tuple[str, Text]]:
    """What happened to one fact, told of the unit that it belongs or belonged to."""
    day = fact.day
    if old is None:
        late = new.id > since.newest.get(fact.table, 0)
        yield new.unit, _entry(since, fact, new, _LATE if late else _MOVED)
    elif new is None:
        yield old.unit, _entry(since, fact, old, _GONE)
    elif day and getattr(old, day) != getattr(new, day):
        days = {"old": day_text(getattr(old, day)), "new": day_text(getattr(new, day))}
        corrected = message("the day was {old} and is {new}", **days)
        yield new.unit, _entry(since, fact, old, corrected)
    elif _alike(since, new) != old:
        for unit in dict.fromkeys((old.unit, new.unit)):
            yield unit, _entry(since, fact, new, message("corrected after the sealing"))


def _alike(since: Since, one: Any) -> Any:
    """The same fact under the printed name of its unit."""
    return replace(one, unit=since.names.get(one.unit, one.unit))


_LATE = message("put on file after the sealing")
_MOVED = message("on file before, of this period only since it was corrected")
_GONE = message("not of this period any more: withdrawn, removed or of another day")


def _entry(since: Since, fact: Fact[Any], record: Any, what: Text) -> Text:
    """A fact by its kind, report, level and day, and what happened to it."""
    item = record.label if isinstance(record, Submission) else getattr(record, "item", None)
    level = getattr(record, "level", None)
    on = day_text(getattr(record, fact.day)) if fact.day else None
    marks = [item, since.words.get(level, level) if level else None, on]
    facts = {"kind": fact.article, "told": [mark for mark in marks if mark], "what": what}
    if not facts["told"]:
        return message("{kind}: {what}", **facts)
    return message("{kind} ({told}): {what}", **facts)


def _of_rules(one: Difference, since: Since) -> Iterator[Text]:
    """Another scheme, with the clauses by which lines came."""
    if since.schemes:
        clauses = [*dict.fromkeys(line.clause for line in one.came if line.clause)]
        titles = [*since.schemes]
        if clauses:
            yield message("another rule: {title}, clause {clauses}", title=titles, clauses=clauses)
        else:
            yield message("another rule: {title}", title=titles)


def _rest(since: Since) -> Text:
    if since.program:
        return message("another version of the program counts it otherwise")
    return message("it follows from what was changed of others")

"""Why a period counts otherwise than it was printed: what was changed on file since."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from inforeport.model import Facts
from inforeport.recount import Difference
from inforeport.words import Text, day_text, message

_DATED = {
    "submissions": ("submission", message("the report"), "received"),
    "adoptions": ("adoption", message("the use"), "on"),
    "instructions": ("instruction", message("the instruction"), "on"),
    "forwardings": ("forwarding", message("the forwarding"), "on"),
    "commissions": ("commission", message("the commission"), "due"),
    "marks": ("mark", message("the mark"), "on"),
    "targets": ("target", message("the number set"), ""),
    "exemptions": ("exemption", message("the exemption"), "since"),
}
"""By the field of `Facts`: the table, what one is called, and the field that holds its day."""

_OF_A_UNIT = ("group", "since", "until", "headcount", "counts_for")


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
    told = _told(since)
    return tuple(
        replace(one, why=(*told.get(one.unit, ()), *_of_rules(one, since)) or (_rest(since),))
        for one in found
    )


def _told(since: Since) -> dict[str, list[Text]]:
    """By unit, each fact that came, went or was corrected."""
    told: dict[str, list[Text]] = defaultdict(list)
    for new, old in since.names.items():
        told[old].append(message("it is called {new} now", new=new))
    for name, said in _of_units(since):
        told[name].append(said)
    for field in _DATED:
        before, now = ({one.id: one for one in _facts(its, field)} for its in _both(since))
        for number in sorted(before.keys() | now.keys()):
            for name, said in _change(since, field, before.get(number), now.get(number)):
                told[since.names.get(name, name)].append(said)
    return told


def _both(since: Since) -> tuple[Facts, Facts]:
    return since.before, since.now


def _facts(facts: Facts, field: str) -> Iterable[Any]:
    found: Iterable[Any] = getattr(facts, field)
    return found


def _of_units(since: Since) -> Iterator[tuple[str, Text]]:
    before = {one.id: one for one in since.before.units}
    for one in since.now.units:
        name, old = since.names.get(one.name, one.name), before.get(one.id)
        if old is None:
            yield name, message("the unit was put on file after the sealing")
        elif any(getattr(one, key) != getattr(old, key) for key in _OF_A_UNIT):
            yield name, message("what is on file of the unit was corrected after the sealing")


def _change(since: Since, field: str, old: Any, new: Any) -> Iterator[tuple[str, Text]]:
    """What happened to one fact, told of the unit that it belongs or belonged to."""
    table, _, day = _DATED[field]
    if old is None:
        late = new.id > since.newest.get(table, 0)
        yield new.unit, _said(since, field, new, _LATE if late else _MOVED)
    elif new is None:
        yield old.unit, _said(since, field, old, _GONE)
    elif day and getattr(old, day) != getattr(new, day):
        days = {"old": day_text(getattr(old, day)), "new": day_text(getattr(new, day))}
        corrected = message("the day was {old} and is {new}", **days)
        yield new.unit, _said(since, field, old, corrected)
    elif _alike(since, new) != old:
        for unit in dict.fromkeys((old.unit, new.unit)):
            yield unit, _said(since, field, new, message("corrected after the sealing"))


def _alike(since: Since, one: Any) -> Any:
    """The same fact under the printed name of its unit."""
    return replace(one, unit=since.names.get(one.unit, one.unit))


_LATE = message("put on file after the sealing")
_MOVED = message("on file before, of this period only since it was corrected")
_GONE = message("not of this period any more: withdrawn, removed or of another day")


def _said(since: Since, field: str, one: Any, what: Text) -> Text:
    """A fact by its kind, report, level and day, and what happened to it."""
    _, kind, day = _DATED[field]
    item = one.label if field == "submissions" else getattr(one, "item", None)
    level = getattr(one, "level", None)
    on = day_text(getattr(one, day)) if day else None
    told = [item, since.words.get(level, level) if level else None, on]
    facts = {"kind": kind, "told": [its for its in told if its], "what": what}
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

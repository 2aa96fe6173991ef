"""Duties as a file states them: what follows from each written out, whose surplus it is."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from inforeport.rules import KINDS, Entry
from inforeport.rules.remarks import At, Remarks
from inforeport.words import Text, message

Found = list[tuple[At, Entry]]
Raw = Mapping[str, Sequence[Mapping[str, Any]]]


def table_at(raw: Raw, at: At) -> Mapping[str, Any]:
    """The table of a rule, or the row of `then` that a rule is written out from."""
    name, index, *inner = at
    table: Any = raw[str(name)][int(index)]
    for step in inner:
        table = table[step]
    return table if isinstance(table, Mapping) else {}


def written_out(found: Found) -> tuple[Found, Found]:
    """The rules, with those that follow from their duties behind them; and those of money."""
    rules: Found = []
    money: Found = []
    entries: dict[At, list[Entry]] = defaultdict(list)
    for at, entry in found:
        entries[at].append(entry)
    for at, mine in entries.items():
        rules += [(at, entry) for entry in mine]
        for entry in mine:
            for place, rule, yuan in _following(at, entry):
                (money if yuan else rules).append((place, rule))
    return rules, money


def _following(at: At, entry: Entry) -> Iterator[tuple[At, Entry, bool]]:
    for next_rule in entry.rule.following(entry.clause):
        rule = replace(
            entry,
            kind=next_rule.kind,
            rule=KINDS[next_rule.kind](**next_rule.figures),
            clause=next_rule.clause,
            part=next_rule.part,
            every=entry.per,
            look=None,
        )
        yield (*at, *next_rule.at), rule, next_rule.money


def settled(
    entries_of: Mapping[str, Found], raw: Raw
) -> tuple[dict[str, Found], list[tuple[At, Text]]]:
    """The rules, the surplus that a task states handed to its duties; and where the two differ.

    A task that is judged over longer windows than its duties has them judged over these.
    """
    entries = {name: [*those] for name, those in entries_of.items()}
    duties = [index for index, (_, entry) in enumerate(entries["rule"]) if entry.rule.owes]
    wrong: list[tuple[At, Text]] = []
    for at, entry in (pair for those in entries_of.values() for pair in those):
        handed = entry.rule.handed
        if handed is None:
            continue
        for index in duties:
            place, other = entries["rule"][index]
            if {other.rule.called, other.clause} & {*handed.names}:
                wrong += _differ(at, handed.surplus, other)
                per = other.per if "judged" in table_at(raw, place) else entry.per
                duty = replace(other, rule=other.rule.taking(handed.surplus), per=per)
                entries["rule"][index] = place, duty
    return entries, wrong


def _differ(at: At, surplus: str, duty: Entry) -> Remarks:
    stated = getattr(duty.rule, "surplus", None)
    if stated not in {None, surplus}:
        words = {"found": surplus, "clause": duty.clause, "right": stated}
        wrong = message(
            "surplus = {found}: the duty of clause {clause} says {right}; leave it out here",
            **words,
        )
        yield (*at, "surplus"), wrong

"""Duties as a file states them: what follows from each written out, whose surplus it is."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from inforeport.rules import KINDS, Entry
from inforeport.rules.quota import Quota
from inforeport.rules.remarks import At, Remarks
from inforeport.rules.task import Task
from inforeport.words import message

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
    """The rules with those that follow from their duties behind them; and those of money."""
    rules: Found = []
    money: Found = []
    for at in dict.fromkeys(at for at, _ in found):
        mine = [entry for other, entry in found if other == at]
        rules += [(at, entry) for entry in mine]
        for entry in mine:
            if isinstance(entry.rule, Quota):
                for place, then, yuan in _following(at, entry, entry.rule):
                    (money if yuan else rules).append((place, then))
    return rules, money


def _following(at: At, entry: Entry, duty: Quota) -> Iterator[tuple[At, Entry, bool]]:
    for number, then in enumerate(duty.then):
        for kind, figures in then.rules(duty.name or entry.clause):
            rule = KINDS[kind](**figures)
            place = replace(
                entry,
                kind=kind,
                rule=rule,
                clause=then.clause or entry.clause,
                part=then.part,
                every=entry.per,
                look=None,
            )
            yield (*at, "then", number), place, then.yuan


def settled(found: Mapping[str, Found], raw: Raw) -> tuple[dict[str, Found], list[tuple[At, Any]]]:
    """The rules, the surplus that a task states handed to its duties; and where the two differ.

    A task that is judged over longer windows than its duties has them judged over these.
    """
    entries = {name: [*those] for name, those in found.items()}
    wrong: list[tuple[At, Any]] = []
    for at, entry in (pair for those in found.values() for pair in those):
        task = entry.rule
        if not isinstance(task, Task) or task.surplus is None:
            continue
        for index, (place, other) in enumerate(entries["rule"]):
            if isinstance(other.rule, Quota) and {other.rule.name, other.clause} & {*task.of}:
                wrong += _differ(at, task, other.clause, other.rule)
                duty = replace(other.rule, surplus=other.rule.surplus or task.surplus)
                per = other.per if "per" in table_at(raw, place) else entry.per
                entries["rule"][index] = place, replace(other, rule=duty, per=per)
    return entries, wrong


def _differ(at: At, task: Task, clause: str, duty: Quota) -> Remarks:
    if duty.surplus not in {None, task.surplus}:
        words = {"found": task.surplus, "clause": clause, "right": duty.surplus}
        wrong = message(
            "surplus = {found}: the duty of clause {clause} says {right}; leave it out here",
            **words,
        )
        yield (*at, "surplus"), wrong

"""Settings that would do nothing, or could mean two things: each refused with the reason.

What is stated is seen in the tables; what is left out has its default there too.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from inforeport.rules import KINDS, Entry
from inforeport.rules.given import Pay
from inforeport.rules.priced import Priced
from inforeport.rules.quota import Quota
from inforeport.rules.task import Consequences
from inforeport.rules.where import stated
from inforeport.scheme.mistakes import At, not_among
from inforeport.scheme.shape import Scheme, by_group
from inforeport.words import Message, Text, message

Found = Iterator[tuple[At, Text]]
Table = Mapping[str, Any]

RESERVED = ("unit", "place", "total", "due", "counted", "flag", "change", "duty")
"""The columns of a table of points that are no parts."""


def idle(at: At, entry: Entry, raw: Table) -> Found:
    """What a rule states that changes nothing there."""
    rule: object = entry.rule
    if entry.part in RESERVED:
        what = message("part = {part} is the name of another column; choose one", part=entry.part)
        yield (*at, "part"), what
    yield from _by_group(at, entry.kind, raw)
    if isinstance(rule, Consequences):
        for key, wanted in _needs(rule, raw).items():
            yield (*at, key), _says_nothing(key, wanted)
    if isinstance(rule, Quota):
        yield from _with_target(at, raw)
    if isinstance(rule, Quota | Priced) and "others" in raw and rule.joint != "first":
        what = message("others says nothing with joint = {joint}; leave one out", joint=rule.joint)
        yield (*at, "others"), what
    if isinstance(rule, Priced):
        yield from _priced(at, rule, raw)
    if isinstance(rule, Pay) and at[0] == "rule":
        yield (*at, "kind"), message("pay gives money: write it as a [[fee]]")


def of_scheme(scheme: Scheme, document: Table) -> Found:
    """What prizes and duties state that changes nothing there; parts that nobody has."""
    for index, reward in enumerate(scheme.reward):
        if reward.prizes and reward.pool is not None:
            what = message("prizes and pool are two ways to pay; write one of them")
            yield ("reward", index, "pool"), what
        elif reward.first is not None and reward.pool is None:
            yield ("reward", index, "first"), _says_nothing("first", "pool")
    for index, duty in enumerate(document.get("ranking", {}).get("duty", ())):
        if "count" in duty and "below" in duty:
            what = message("count says nothing beside below: all with fewer points are meant")
            yield ("ranking", "duty", index, "count"), what
    for part in scheme.ranking.tiebreak:
        if part not in scheme.parts:
            what = not_among("tiebreak", part, scheme.parts)
            yield ("ranking", "tiebreak"), what if scheme.parts else _no_points(part)


def of_parts(found: Mapping[str, Sequence[tuple[At, Entry]]]) -> Found:
    """Pay for parts that no rule gives points in."""
    parts = list(dict.fromkeys(part for _, one in found["rule"] for part in one.parts))
    for at, entry in found["fee"]:
        for part in entry.rule.of if isinstance(entry.rule, Pay) else ():
            if part not in parts:
                yield (*at, "of"), not_among("of", part, parts) if parts else _no_points(part)


def ambiguous(entries: Sequence[tuple[At, Entry]]) -> Found:
    """A quota whose name is the clause of another: a rule that speaks of it could mean both."""
    clauses: dict[str, set[At]] = {}
    quotas = [(at, one.clause, one.rule) for at, one in entries if isinstance(one.rule, Quota)]
    for at, clause, _ in quotas:
        clauses.setdefault(clause, set()).add(at)
    for at, _, rule in quotas:
        if rule.name and clauses.get(rule.name, set()) - {at}:
            what = message(
                "name = {name} is the clause of another quota: a rule that speaks of it "
                "could mean both; choose another name",
                name=rule.name,
            )
            yield (*at, "name"), what


def _no_points(part: str) -> Message:
    return message("no rule gives points in part {part}", part=part)


def _says_nothing(key: str, wanted: str) -> Message:
    return message("{key} says nothing without {wanted}", key=key, wanted=wanted)


def _needs(rule: Consequences, raw: Table) -> dict[str, str]:
    """What is missing for each figure of a duty to say something."""
    needs = {}
    figures = any(raw.get(key) for key in ("base", "missing", "flat", "extra"))
    if isinstance(rule, Quota) and not figures and raw.get("surplus", "heals") != "heals":
        needs["surplus"] = "base, missing, flat, extra"
    if "most_extra" in raw and not raw.get("extra"):
        needs["most_extra"] = "extra"
    # that what is missing is only subtracted holds without a base too
    plain = raw.get("short") == "subtract" and raw.get("missing")
    if "short" in raw and not raw.get("base") and not plain:
        needs["short"] = "base"
    return needs


def _with_target(at: At, raw: Table) -> Found:
    if raw.get("target") is not True:
        return
    for key in ("seasons", "owed"):
        if raw.get(key, 1) != 1:
            what = message("{key} says nothing where target = true: each unit has its own", key=key)
            yield (*at, key), what


def _by_group(at: At, kind: str, raw: Table) -> Found:
    tables = [key for key in by_group(kind) if isinstance(raw.get(key), dict)]
    if kind in KINDS and tables and "groups" in raw:
        what = message("groups says nothing beside {key}, which names its groups", key=tables[0])
        yield (*at, "groups"), what


def _priced(at: At, rule: Priced, raw: Table) -> Found:
    for key in ("keep", "further"):
        if key in raw and not rule.once:
            yield (*at, key), _says_nothing(key, "once")
    all_taken = next((n for n, row in enumerate(rule.rows, 1) if not stated(row)), None)
    if all_taken and rule.points is not None:
        what = message("points says nothing: row {number} takes all that is left", number=all_taken)
        yield (*at, "points"), what

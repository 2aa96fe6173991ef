"""Rules that say what another above them says, of the same units at the same time."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

import msgspec

from inforeport.rules import Entry
from inforeport.rules.answers import Claim
from inforeport.rules.remarks import Remarks
from inforeport.words import message


class Twins:
    """Finds them, rule by rule."""

    def __init__(self) -> None:
        self._rules: dict[object, list[Entry]] = defaultdict(list)
        self._claims: dict[object, list[tuple[Claim, Entry]]] = defaultdict(list)

    def of_rule(self, entry: Entry) -> Remarks:
        """The same rule twice, or two rules with points for one thing; then it is known itself."""
        rules = self._rules[entry.kind, entry.per, entry.persons, _hashable(_plain(entry.rule))]
        same = next((other for other in rules if _meet(other, entry)), None)
        rules.append(entry)
        if same:
            yield (), message("this is the rule of clause {clause} once more", clause=same.clause)
        rivals: dict[str, Entry] = {}
        for claim in list(entry.rule.claims):
            claims = self._claims[entry.kind, entry.parts, claim.alike, claim.word]
            both = (of for other, of in claims if _are_one(other, claim) and _meet(of, entry))
            if of := next((of for of in both if of is not entry), None):
                rivals.setdefault(claim.word, of)
            claims.append((claim, entry))
        for word, rival in rivals.items():
            wrong = message(
                "{word} has points in clause {clause} already, and a report would have "
                "both; give one of the two a part of its own, or a condition",
                word=word,
                clause=rival.clause,
            )
            yield ("points",), wrong


def _meet(entry: Entry, other: Entry) -> bool:
    """Whether two entries are of some of the same units at the same time."""
    apart = entry.groups and other.groups and not {*entry.groups} & {*other.groups}
    return not apart and bool(entry.days & other.days)


def _are_one(claim: Claim, other: Claim) -> bool:
    """Whether a fact could have both, and both give points to units, or both to persons."""
    forms = None in {claim.form, other.form} or claim.form == other.form
    return forms and {claim.whom, other.whom} != {"units", "persons"}


def _plain(value: object) -> Any:
    return msgspec.to_builtins(value, builtin_types=(Decimal,), enc_hook=str)


def _hashable(value: Any) -> object:
    """Plain values as keys: equal ones are one, however their figures are written."""
    if isinstance(value, dict):
        return tuple((key, _hashable(value[key])) for key in sorted(value))
    if isinstance(value, list | tuple):
        return tuple(_hashable(one) for one in value)
    return value

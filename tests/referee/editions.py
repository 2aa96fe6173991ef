"""A scheme of the second edition with the keys of the first, which the plain calculation knows."""

from typing import Any

from referee.days import Row

RULE = {"type": "kind", "judged": "per"}
OVER = {"parts": "of", "for_each": "each"}
PRICE = {"multiplied_by": "times"}
OF_TYPE = {
    "duty": {"parts": "of", "duties": "of", "rounded_down": "whole"},
    **dict.fromkeys(["submission", "adoption", "instruction", "forwarding"], PRICE),
    **dict.fromkeys(["commission", "mark"], PRICE),
    "rate": {"duties": "of"},
    "highest": {"parts": "of", "once": "by"},
    "limit": OVER | {"cap": "most", "floor": "least"},
    "factor": OVER,
    "void": OVER | {"takes": "what", "count": "times"},
    "average": OVER,
    "scale": OVER,
    "flag": {"count": "times", "in_a_row": "running"},
    "pay": {"parts": "of", "yuan": "each"},
}
CONDITIONS = {"sent_as": "name"}
INSIDE = {
    "rows": CONDITIONS | {"from": "least", "to": "most"},
    "bands": {"from": "least", "rest": "part"},
    "rate": {"from": "least", "rest": "part"},
    "then": {"count": "times", "measure": "by", "money": "yuan"},
    **dict.fromkeys(["where", "unless", "weights"], CONDITIONS),
}
BESIDE = {
    "counting": {"unlisted": "others", "decimals": "places"},
    "ranking": {"last": "duty"},
    "duty": {"must": "last"},
    "honour": {"points": "least"},
}


def first(scheme: Row) -> Row:
    """The same scheme with the keys of the first edition; one that is of it stays as it is."""
    if scheme.get("edition", 1) == 1:
        return scheme
    found: Row = {}
    for key, value in scheme.items():
        found[key] = _renamed(value, BESIDE.get(key, {}), BESIDE)
    for key in {"rule", "fee"} & scheme.keys():
        found[key] = [_rule(rule) for rule in scheme[key]]
    return found


def _rule(rule: Row) -> Row:
    keys = RULE | OF_TYPE.get(str(rule.get("type")), {})
    found: Row = _renamed(rule, keys, INSIDE)
    if found.get("kind") == "duty":
        found["kind"] = "task" if "duties" in rule else "quota"
    rows = [row for row in rule.get("rows", ()) if "clause" in row]
    return ({"clause": rows[0]["clause"]} if rows else {}) | found


def _renamed(value: Any, keys: dict[str, str], inside: dict[str, dict[str, str]]) -> Any:
    """A table, or each of a list of them, by other keys; and the tables in it."""
    if isinstance(value, list):
        return [_renamed(one, keys, inside) for one in value]
    if not isinstance(value, dict):
        return value
    found: Row = {}
    for key, inner in value.items():
        name = keys.get(str(key), str(key))
        found[name] = _renamed(inner, inside.get(name, {}), inside)
    return found

"""A case sheet's facts as the ledger that the plain calculation takes."""

from datetime import date
from typing import Any

from referee.days import Row

SORTS = {"forwarded": "forwarding", "exempt": "exemption"}
KEYS = {
    "by_level": "level",
    "to_level": "level",
    "as": "name",
    "from": "since",
    "half-year": "half",
}
OF_AN_EXEMPTION = {"rule_no": "clause", "to": "until"}


def ledger(sheet: Row) -> Row:
    """The ledger of a sheet: lists of units, targets and facts."""
    found: Row = {"unit": [], "target": []}
    for unit in sheet["units"]:
        found["unit"].append(_plain(unit))
        for target in unit.get("targets", ()):
            per = KEYS.get(target["per"], target["per"])
            found["target"].append({**target, "unit": unit["name"], "per": per})
    for fact in sheet["facts"]:
        sort = SORTS.get(fact["fact"], fact["fact"])
        found.setdefault(sort, []).append(_plain(fact))
    return found


def _plain(row: Row) -> Row:
    keys = KEYS | (OF_AN_EXEMPTION if row.get("fact") == "exempt" else {})
    return {keys.get(key, key): _value(key, value) for key, value in row.items() if key != "fact"}


def _value(key: str, value: Any) -> Any:
    days = {"on", "received", "due", "from", "to", "until", "proof_on"}
    return date.fromisoformat(value) if key in days and value else value

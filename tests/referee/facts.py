"""The facts of a ledger, each with its report and its day, and the conditions of `where`."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from referee.days import NotCovered, Row, Run
from referee.within import within

PRICED = ("submission", "adoption", "instruction", "forwarding", "commission", "mark")
OF_THE_USE = {"level", "publication", "position", "leader_kind", "name", "code", "outcome"}
OF_THE_REPORT = {"category", "kind", "channel", "requested_by"}


@dataclass
class World:
    """The ledger: units by name with their group's key, facts by sort, and the days that count."""

    units: dict[str, Row]
    facts: dict[str, list[Row]]
    targets: list[Row]
    exemptions: list[Row]
    run: Run
    counted_for: dict[str, str] = field(default_factory=dict)

    def group(self, unit: str) -> str:
        """The key of a unit's group."""
        return str(self.units[unit]["group"])


def world(ledger: Row, scheme: Row, run: Run) -> World:
    """The ledger as the rules see it."""
    keys = {word: key for key, word in scheme["groups"].items()}
    every = {
        one["name"]: one | {"group": keys.get(one["group"], one["group"])} for one in ledger["unit"]
    }
    counted_for = {name: one["counts_for"] for name, one in every.items() if one.get("counts_for")}
    units = {name: one for name, one in every.items() if name not in counted_for}
    reports = {one["ref"]: one for one in ledger.get("submission", []) if one.get("ref")}
    facts: dict[str, list[Row]] = {}
    for sort in PRICED:
        facts[sort] = []
        for number, plain in enumerate(ledger.get(sort, [])):
            fact = _fact(sort, number, plain, reports)
            if scheme.get("counting", {}).get("counts_on") == "received" and sort == "adoption":
                fact["day"] = fact["report"]["received"]
            if run.since <= fact["day"] <= run.until:
                facts[sort].append(fact)
    return World(
        units, facts, ledger.get("target", []), ledger.get("exemption", []), run, counted_for
    )


def _fact(sort: str, number: int, plain: Row, reports: dict[str, Row]) -> Row:
    if sort == "submission":
        return {**plain, "id": (sort, number), "report": plain, "day": plain["received"]}
    if sort == "commission":
        return {**plain, **_outcome(plain, reports), "id": (sort, number), "day": plain["due"]}
    report = reports.get(plain.get("ref") or "", {})
    return {**plain, "id": (sort, number), "report": report, "day": plain["on"]}


def _outcome(commission: Row, reports: dict[str, Row]) -> Row:
    """What became of a commission: delivered in time, late, or not at all."""
    report = reports.get(commission.get("delivered") or "", {})
    if not report:
        return {"report": {}, "outcome": "missed"}
    in_time = report["received"] <= commission["due"]
    return {"report": report, "ref": report["ref"], "outcome": "delivered" if in_time else "late"}


def fits(rule: Row, fact: Row, ledger: World, scheme: Row, asof: date) -> bool:
    """Whether a rule is about a fact: `where` holds of it, and `unless` does not."""
    if not holds(rule.get("where", {}), fact, ledger, scheme, asof):
        return False
    return "unless" not in rule or not holds(rule["unless"], fact, ledger, scheme, asof)


def holds(conditions: Row, fact: Row, ledger: World, scheme: Row, asof: date) -> bool:
    """Whether all conditions hold, as far as is known on a day."""
    return all(_holds(condition, fact, ledger, scheme, asof) for condition in conditions.items())


def _holds(condition: tuple[str, Any], fact: Row, ledger: World, scheme: Row, asof: date) -> bool:
    key, wanted = condition
    report = fact["report"]
    words = {
        "media": media(fact, scheme),
        "form": form(fact, scheme),
        **{name: fact.get(name) for name in OF_THE_USE},
        **{name: report.get(name) for name in OF_THE_REPORT},
    }
    truths = {
        "late": report.get("late"),
        "urgent": report.get("urgent"),
        "joint": report.get("with"),
        "circulated": fact.get("circulated"),
        "proof": fact.get("proof") or fact.get("proof_on"),
    }
    if key in words:
        return words[key] in _words(wanted)
    if key in truths:
        return bool(truths[key]) is wanted
    if key == "within":
        return within(wanted, fact, ledger.facts, scheme, asof) is True
    if key == "marked":
        return any(
            it["code"] in _words(wanted) and it["on"] <= asof
            for it in ledger.facts["mark"]
            if it.get("ref") and it["ref"] == report.get("ref")
        )
    if key in {"instructed", "forwarded", "commissioned"}:
        return _history(key, wanted, fact, ledger, asof)
    return _measured(key, wanted, fact, report)


def waits(conditions: Row, fact: Row, ledger: World, scheme: Row, asof: date) -> bool:
    """Whether it hangs on what may still come, and on nothing else."""
    others = {key: it for key, it in conditions.items() if key != "within"}
    return (
        "within" in conditions
        and within(conditions["within"], fact, ledger.facts, scheme, asof) is None
        and holds(others, fact, ledger, scheme, asof)
    )


def _measured(key: str, wanted: Any, fact: Row, report: Row) -> bool:
    if key == "by_day":
        return bool(report) and report["received"].day <= wanted
    if key == "proof_by":
        return _proved_by(wanted, fact)
    limit, _, name = key.partition("_")
    if limit not in {"min", "max"} or name not in {"chars", "pictures", "count"}:
        raise NotCovered(key)
    value = (fact if name == "count" else report).get(name)
    if value is None:
        return False
    return bool(value >= wanted if limit == "min" else value <= wanted)


def _proved_by(day: int, fact: Row) -> bool:
    """Whether a use was proved by a day of the month after it."""
    last = (fact["on"].replace(day=1) + timedelta(days=31)).replace(day=day)
    return fact.get("proof_on") is not None and bool(fact["proof_on"] <= last)


def _history(key: str, wanted: Any, fact: Row, ledger: World, asof: date) -> bool:
    """What happened to the report up to a day, whatever comes later."""
    ref = fact["report"].get("ref")
    if ref is None:
        return wanted is False
    if key == "commissioned":
        mine = [it for it in ledger.facts["commission"] if it.get("delivered") == ref]
        return any((it.get("on") or it["due"]) <= asof for it in mine) is wanted
    sort = {"instructed": "instruction", "forwarded": "forwarding"}[key]
    mine = [it for it in ledger.facts[sort] if it["ref"] == ref and it["on"] <= asof]
    if not isinstance(wanted, bool):
        return any(it["level"] in _words(wanted) for it in mine)
    if key == "forwarded" and fact["id"][0] == "adoption":  # before it was used, to that level
        mine = [it for it in mine if it["level"] == fact["level"] and it["on"] <= fact["on"]]
    return bool(mine) is wanted


def form(fact: Row, scheme: Row) -> str | None:
    """The form of a use; one that nobody stated is what the scheme says."""
    stated: str | None = fact.get("form")
    unstated = scheme.get("counting", {}).get("unstated", "whole")
    if stated is None and fact["id"][0] == "adoption" and unstated != "none":
        return str(unstated)
    return stated


def media(fact: Row, scheme: Row) -> str | None:
    """The class of a publication; one without a class is its own."""
    publication: str | None = fact.get("publication")
    for name, publications in scheme.get("media", {}).items():
        if publication in publications:
            return str(name)
    return publication


def _words(wanted: Any) -> list[Any]:
    return wanted if isinstance(wanted, list) else [wanted]


def exact(figure: Any) -> Fraction:
    """A figure of a scheme, exactly as it is written; "1/3" is a third."""
    return Fraction(figure) if isinstance(figure, (int, str, Fraction)) else Fraction(str(figure))


def shares(rule: Row, report: Row, unit: str) -> dict[str, Fraction]:
    """What part of a report each unit has."""
    signed = report.get("authors") or []
    authors = rule.get("authors")
    if authors and signed and rule.get("whom", "units") == "units":
        return _signed(authors, [one.get("unit") or unit for one in signed])
    partners = [unit, *(report.get("with") or [])]
    if "others" in rule:
        return dict.fromkeys(partners[1:], exact(rule["others"])) | {unit: Fraction(1)}
    if "lead" in rule and len(partners) > 1:
        rest = (1 - exact(rule["lead"])) / (len(partners) - 1)
        return dict.fromkeys(partners[1:], rest) | {unit: exact(rule["lead"])}
    joint = rule.get("joint", "first")
    if joint == "first":
        return {unit: Fraction(1)}
    return dict.fromkeys(partners, Fraction(1) if joint == "each" else Fraction(1, len(partners)))


def _signed(authors: Any, units: list[str]) -> dict[str, Fraction]:
    if authors == "each":
        return dict.fromkeys(units, Fraction(1))
    weights = [Fraction(1)] * len(units) if authors == "equal" else [*map(exact, authors)]
    pairs = list(zip(units, weights, strict=False))
    parts: dict[str, Fraction] = {}
    for unit, weight in pairs:
        parts[unit] = parts.get(unit, Fraction(0)) + weight / sum(weight for _, weight in pairs)
    return parts

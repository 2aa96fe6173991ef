"""Small ledgers drawn at random: three units over a year and some days around it."""

from datetime import date, timedelta
from random import Random
from typing import Any

from not_yet import is_ready

Row = dict[str, Any]

JOINED = date(2021, 5, 12)
"""The first day of 乙 in every second ledger; it has nothing on file before."""


def book(seed: int) -> Row:
    """A ledger of three units over a year and some days around it."""
    draw = Random(seed)  # noqa: S311 - examples, no secrets
    units: list[Row] = [
        {"name": "甲", "group": "a"},
        {"name": "乙", "group": "a"},
        {"name": "丙", "group": "b"},
    ]
    reports = [_report(draw, f"r{number}") for number in range(draw.randint(5, 40))]
    if seed % 2:
        units[1]["since"] = JOINED
        reports = [it for it in reports if "乙" not in (it["unit"], *it["with"]) or _is_late(it)]
    found: Row = {"unit": units, "submission": reports, "adoption": [], "instruction": []}
    found |= {"forwarding": [], "mark": [], "commission": []}
    for report in reports:
        for _ in range(draw.choice([0, 0, 1, 1, 2, 3])):
            found["adoption"].append(_use(draw, report))
        if draw.random() < 0.25:
            on = _later(draw, report)
            level = draw.choice(["county", "city"])
            found["instruction"].append({"ref": report["ref"], "level": level, "on": on})
        if draw.random() < 0.2:
            on = _later(draw, report)
            found["forwarding"].append({"ref": report["ref"], "level": "city", "on": on})
    for number in range(draw.randint(0, 15)):
        found["mark"].append(_mark(draw, reports, number))
    for number in range(draw.randint(0, 4)):
        found["commission"].append(_commission(draw, reports, number))
    found["adoption"] = list({str(use): use for use in found["adoption"]}.values())
    if seed % 2:
        found["mark"] = [it for it in found["mark"] if it["unit"] != "乙" or it["on"] > JOINED]
    return found


def _is_late(report: Row) -> bool:
    return bool(report["received"] > JOINED)


def _report(draw: Random, ref: str) -> Row:
    unit = draw.choice(["甲", "甲", "乙", "丙"])
    others = [it for it in ("甲", "乙", "丙") if it != unit]
    partners = others if is_ready("thirds") and draw.random() < 0.1 else [draw.choice(others)]
    return {
        "ref": ref,
        "unit": unit,
        "received": date(2020, 12, 25) + timedelta(days=draw.randint(0, 380)),
        "category": draw.choice([None, "动态", "调研"]),
        "late": draw.random() < 0.2,
        "pictures": draw.choice([None, 0, 1, 3]),
        "with": partners if draw.random() < 0.2 else [],
    }


def _later(draw: Random, report: Row) -> date:
    day: date = report["received"] + timedelta(days=draw.choice([0, 1, 5, 20, 60]))
    return day


def _use(draw: Random, report: Row) -> Row:
    return {
        "ref": report["ref"],
        "on": _later(draw, report),
        "level": draw.choice(["county", "county", "city"]),
        "form": draw.choice([None, "whole", "brief"]),
        "publication": draw.choice([None, "晨报", "晚报"]),
    }


def _mark(draw: Random, reports: list[Row], number: int) -> Row:
    on = date(2021, 1, 1) + timedelta(days=draw.randint(0, 364))
    mark = {"code": draw.choice(["error", "late", "untrue", "bonus"]), "on": on}
    mark |= {"reason": f"第{number}次", "points": None, "unit": draw.choice(["甲", "乙", "丙"])}
    if mark["code"] == "bonus":
        mark["points"] = draw.randint(1, 5)
    elif draw.random() < 0.6:
        report = draw.choice(reports)
        mark |= {"ref": report["ref"], "unit": report["unit"]}
    return mark


def _commission(draw: Random, reports: list[Row], number: int) -> Row:
    report = draw.choice(reports)
    due = report["received"] + timedelta(days=draw.choice([-1, 0, 1]))
    delivered = report["ref"] if draw.random() < 0.7 else None
    return {"unit": report["unit"], "title": f"约稿{number}", "due": due, "delivered": delivered}

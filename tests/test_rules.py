"""Each kind of rule below, at and above its limits: the cases in `cases/rules/`, a file a kind."""

import json
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from inspect import get_annotations
from typing import Any

import pytest
from msgspec import convert
from msgspec.structs import fields, replace

from conftest import CASES
from inforeport.model import (
    Adoption,
    Author,
    Commission,
    Due,
    Facts,
    Forwarding,
    Instruction,
    Mark,
    Reporter,
    ScoreLine,
    Slot,
    Submission,
    Target,
    Unit,
)
from inforeport.period import Window
from inforeport.rules import KINDS, Rule
from inforeport.rules.editions import keys_of
from inforeport.rules.quota import Quota
from inforeport.scheme import read
from inforeport.scheme.shape import CODES
from inforeport.words import say

DAY = date(2009, 5, 2)
HEAD = {"every"}  # what stands beside the figures of a kind that asks for it
WORDS = {
    "street": "街道",
    "district": "区委",
    "city": "市委",
    "whole": "整篇",
    "brief": "简讯",
    "late": "迟报",
    "bonus": "加分",
}

Case = dict[str, Any]


def cases() -> Iterator[Any]:
    """Every case, named by what it says."""
    for path in sorted((CASES / "rules").glob("*.toml")):
        file = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        for case in file["case"]:
            yield pytest.param(file["kind"], case, id=f"{file['kind']}: {case['says']}")


def rule(kind: str, figures: Case) -> Rule:
    """The rule with its figures, as the reader of scheme files has them."""
    found = read(file_of(kind, figures), "case.toml")
    return (found.fees if kind == "pay" else found.entries)[-1].rule


def file_of(kind: str, figures: Case) -> str:
    """A scheme file with the rule of a case, below all that it speaks of."""
    words = {name: [*worded(figures, keys)] for name, keys in WORDS_OF.items()}
    heads = KINDS[kind].keyed.get("points") if isinstance(figures.get("points"), dict) else None
    words["levels"] += figures["points"] if heads == "level" else []
    words["codes"] += figures["points"] if heads == "code" else []
    words["codes"] = [code for code in words["codes"] if code not in CODES]
    tables: Case = {
        name: {one: f"{one}的" for one in found} for name, found in words.items() if found
    }
    tables["media"] = {one: ["某报"] for one in tables.get("media", ())}
    head = {"title": "办法", "since": DAY, "until": date(2010, 5, 1), **tables}
    head["groups"] = {"community": "社区", "department": "科室"}
    parts = [] if kind in {"task", "rate"} else listed(figures.get("of", ()))
    parts += ["adoption"] if kind == "highest" and not parts else []
    above = [
        {"kind": "submission", "clause": "上", "part": part, "points": 100 + number}
        for number, part in enumerate(("上", *parts), 1)
    ]
    duties = listed(figures.get("of", ())) if kind in {"task", "rate"} else []
    duties += [name for key in ("needs", "unmet", "met") for name in figures.get(key, ())]
    above += [
        {"kind": "quota", "clause": name, "owed": number}
        for number, name in enumerate(dict.fromkeys(duties), 2)
    ]
    mine = {"kind": kind, "clause": "本条", **figures}
    rows = [f"[[rule]]\n{toml(one)}" for one in above]
    return "\n".join([toml(head), *rows, f"[[{'fee' if kind == 'pay' else 'rule'}]]", toml(mine)])


WORDS_OF = {
    "levels": ("level", "requested_by", "forwarded", "instructed", "used"),
    "codes": ("code",),
    "media": ("media",),
}
"""The tables of a scheme that declare the words of conditions."""


def worded(figures: Any, keys: Iterable[str]) -> Iterator[str]:
    """Every word of some conditions, wherever they stand."""
    if isinstance(figures, list):
        for one in figures:
            yield from worded(one, keys)
    elif isinstance(figures, dict):
        for key, value in figures.items():
            if key in keys and not isinstance(value, bool):
                yield from listed(value)
            yield from worded(value, keys)


def listed(words: Any) -> list[str]:
    """One word or several."""
    return [words] if isinstance(words, str) else [*words]


def toml(table: Case) -> str:
    """A table as lines of TOML."""
    return "".join(
        f"{json.dumps(key, ensure_ascii=False)} = {value(one)}\n" for key, one in table.items()
    )


def value(one: Any) -> str:
    """A value as TOML has it."""
    if isinstance(one, dict):
        inner = ", ".join(
            f"{json.dumps(key, ensure_ascii=False)} = {value(it)}" for key, it in one.items()
        )
        return f"{{ {inner} }}"
    if isinstance(one, (list, tuple)):
        return f"[{', '.join(map(value, one))}]"
    return json.dumps(one, ensure_ascii=False) if isinstance(one, (str, bool)) else str(one)


def week(number: int, case: Case) -> Window:
    """The week of that number, the first from 2 May 2009."""
    start = DAY + timedelta(weeks=number - 1)
    return Window(start, start + timedelta(weeks=1), waived=number in case.get("waived", ()))


def spans(case: Case) -> tuple[Window, ...]:
    """As many weeks as the case counts reports for, or says."""
    most = max((len(weeks) for weeks in case.get("sent", {}).values()), default=0)
    return tuple(week(number, case) for number in range(1, case.get("weeks", most) + 1))


def units(case: Case) -> tuple[Unit, ...]:
    """The units of the case, those that sent something where it does not say."""
    given = case.get("units", list(case.get("sent", {})))
    tables = ({"name": one} if isinstance(one, str) else one for one in given)
    return tuple(convert({"group": "community", **one}, Unit) for one in tables)


def submissions(case: Case) -> Iterator[Submission]:
    """The reports of the case, then one for each that it only counts."""
    for one in case.get("reports", ()):
        authors = tuple(Author(name, unit) for name, unit in one.get("authors", ()))
        report = convert({"title": one["ref"], "received": DAY, **one, "authors": []}, Submission)
        yield replace(report, authors=authors)
    for unit, weeks in case.get("sent", {}).items():
        for number, count in enumerate(weeks, 1):
            yield from (Submission(unit, f"{n}", week(number, case).start) for n in range(count))


def told(case: Case, name: str, shape: Any, **usual: Any) -> tuple[Any, ...]:
    """The facts of a kind, each a table in which what is usual may be left out."""
    tables = case.get(name, ())
    named = (
        {"title": one["item"]} if "item" in one and shape is not Mark else {} for one in tables
    )
    return tuple(
        convert({**usual, **title, **one}, shape) for title, one in zip(named, tables, strict=True)
    )


def uses(case: Case) -> tuple[Adoption, ...]:
    """The uses of the case, each as unit, report, level and form or as a table."""
    names = ("unit", "item", "level", "form")
    given = case.get("uses", ())
    tables = [one if isinstance(one, dict) else dict(zip(names, one, strict=True)) for one in given]
    usual = {"received": DAY, "form": None, "on": DAY}
    return told({"uses": tables}, "uses", Adoption, **usual)


def facts(case: Case) -> Facts:
    """What the case lets the rule look at."""
    used, reports, weeks = uses(case), tuple(submissions(case)), spans(case)
    sent_up = told(case, "forwardings", Forwarding, on=DAY)
    free, there = case.get("free", ()), units(case)
    only = {one.item: Submission(one.unit, one.title, DAY, ref=one.item) for one in used}
    judged = case.get("judged")
    return Facts(
        units=there,
        submissions=reports,
        adoptions=used,
        slots=tuple(
            Slot(unit.name, one, number not in free)
            for unit in there
            for number, one in enumerate(weeks, 1)
        ),
        instructions=told(case, "instructions", Instruction, on=DAY),
        forwardings=sent_up,
        commissions=told(case, "commissions", Commission),
        marks=told(case, "marks", Mark, on=DAY, reason="说明"),
        targets=told(case, "targets", Target, per="week"),
        items=only | {one.label: one for one in reports if one.ref},
        used={use.item: frozenset({use.level}) for use in used},
        words=WORDS,
        media=case.get("media", {}),
        unstated=case.get("unstated"),
        window=week(judged, case) if judged else Window(),
        opens=week(judged, case).start if judged else date.min,
        per="week",
        spans=weeks,
        dues=told(case, "dues", Due, window=week(1, case)),
        scored=lines(case.get("scored", ()), case),
        reporters=told(case, "reporters", Reporter),
        marked={
            one.item: (one,) for one in told(case, "marks", Mark, on=DAY, reason="说明") if one.item
        },
    )


def lines(rows: Iterable[Any], case: Case) -> list[ScoreLine]:
    """Lines of points, each as unit, points, part, report and level or as a table."""
    names = ("unit", "points", "part", "item", "level")
    tables = [row if isinstance(row, dict) else dict(zip(names, row, strict=False)) for row in rows]
    return [
        ScoreLine(
            unit=one["unit"],
            points=Decimal(one["points"]),
            part=one["part"],
            because="",
            item=one.get("item") or None,
            level=one.get("level") or None,
            publication=one.get("publication"),
            person=one.get("person"),
            given=one.get("given"),
            form=one.get("form") or _form(index, tables),
            on=DAY,
            window=week(one.get("week", 1), case),
        )
        for index, one in enumerate(tables)
    ]


def _form(index: int, tables: list[dict[str, Any]]) -> str:
    """What tells one use of a case from another; what takes a use back is of that use."""
    mine = tables[index]
    for earlier, one in enumerate(tables[:index]):
        alike = all(one.get(key) == mine.get(key) for key in ("unit", "item", "level", "person"))
        if alike and mine["points"] < 0 and one["points"] + mine["points"] == 0:
            return f"{earlier}"
    return f"{index}"


def before(case: Case) -> list[ScoreLine]:
    """The lines of the rules above."""
    return lines(case.get("before", ()), case)


@pytest.mark.parametrize(("kind", "case"), list(cases()))
def test_a_rule_gives_the_lines_of_its_case(kind: str, case: Case) -> None:
    found = rule(kind, case["figures"]).lines(facts(case), before(case))
    told = [
        [line.unit, round(line.points, 6), line.part, say(line.because, "en"), line.person]
        for line in found
    ]
    widths = [len(row) for row in case["lines"]]  # why, and whose, may be left out of a case
    assert len(told) == len(widths), told
    assert [row[:width] for row, width in zip(told, widths, strict=True)] == case["lines"]


@pytest.mark.parametrize(("kind", "case"), list(cases()))
def test_a_line_names_a_part_that_its_rule_owns_to(kind: str, case: Case) -> None:
    judge = rule(kind, case["figures"])
    own = {*judge.gives, *(line.part for line in before(case))}
    found = judge.lines(facts(case), before(case))
    assert {line.part for line in found if not line.flag} <= own


def test_every_kind_has_its_cases() -> None:
    assert {path.stem for path in (CASES / "rules").glob("*.toml")} == KINDS.keys()


def test_of_equal_uses_the_earlier_counts() -> None:
    [first] = before({"before": [["甲社区", 8, "adoption", "a1", "street"]]})
    second = replace(first, on=DAY + timedelta(days=3))
    undone = list(rule("highest", {"by": ["item"]}).lines(Facts(), [first, second]))
    assert [line.on for line in undone] == [second.on]


def test_what_takes_back_a_line_is_of_its_unit_part_report_level_and_day() -> None:
    [line] = before({"before": [["甲社区", 8, "adoption", "a1", "street"]]})
    undone = line.undone("why")
    assert undone.points + line.points == 0
    same = ("unit", "part", "item", "level", "on", "window")
    assert [getattr(undone, name) for name in same] == [getattr(line, name) for name in same]


def test_a_use_carries_its_report_level_and_day_into_its_line() -> None:
    case = {"uses": [["甲社区", "a1", "street", "whole"]]}
    [line] = rule("adoption", {"points": {"street": 8}}).lines(facts(case), ())
    assert (line.item, line.level, line.on) == ("a1", "street", DAY)


def test_a_window_that_is_waived_or_not_binding_owes_nothing() -> None:
    case = {"sent": {"甲社区": [1, 0, 2]}, "waived": [2], "free": [3]}
    dues = Quota(owed=2).dues(facts(case))
    found = [(int(due.owed), int(due.received)) for due in dues]
    assert found == [(2, 1), (0, 0), (0, 2)]


def test_every_figure_of_every_kind_is_in_a_case() -> None:
    """A figure that kinds have in common is shown by one of them."""
    shown = set()
    for path in (CASES / "rules").glob("*.toml"):
        file = tomllib.loads(path.read_text(encoding="utf-8"))
        kind = KINDS[file["kind"]]
        keys = keys_of((kind,), 1)
        stated = {key for case in file["case"] for key in case["figures"]} - HEAD
        names = {keys[key].name for key in stated}
        shown |= {(declaring(kind, name), name) for name in names}
    shapes: list[Any] = [*KINDS.values()]
    every = {(declaring(kind, one.name), one.name) for kind in shapes for one in fields(kind)}
    every -= {("Duty", "then"), ("Task", "surplus")}  # what becomes of them is the reader's
    assert every - shown == set()


def declaring(kind: type, name: str) -> str:
    """The class that a figure of a kind comes from."""
    return [one.__name__ for one in kind.__mro__ if name in get_annotations(one)][-1]

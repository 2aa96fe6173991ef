"""Schemes drawn at random, for the property that program and plain calculation agree.

What the program does not give yet is not drawn; `not_yet` names it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from not_yet import is_ready

Row = dict[str, Any]

HEAD = """
title  = "办法"
since  = 2021-01-01
period = "month"
groups = {{ a = "甲类", b = "乙类" }}
levels = {{ county = "县", city = "市" }}
categories = {{ "动态" = "动态", "调研" = "调研" }}

[counting]
joining   = "ends after"
counts_on = "adopted"
unstated  = "whole"
campaign  = "sum"

[calendar]
deadline = "{deadline}"
belongs  = "{belongs}"
holidays = "keep"

[ranking]
ties = "gap"
"""


def written(rules: list[Row], head: str) -> str:
    """The text of a scheme file."""
    return head + "\n".join(f"[[rule]]\n{_table(rule)}\n" for rule in rules)


def _table(rule: Row) -> str:
    return "\n".join(f"{key} = {_value(value)}" for key, value in rule.items())


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        pairs = ", ".join(f'"{key}" = {_value(it)}' for key, it in value.items())
        return f"{{ {pairs} }}"
    return str(value)


# Schemes

WHERE = [{}, {}, {}, {"category": "调研"}, {"late": False}, {"category": ["动态", "调研"]}]


@dataclass(frozen=True)
class Drawn:
    """Schemes, each with the day from which it is in force, and the longest window in them."""

    schemes: list[tuple[date, str]]
    longest: str

    def __repr__(self) -> str:
        """The files, to be read."""
        return "\n".join(f"from {day}:\n{text}" for day, text in self.schemes)


@st.composite
def schemes(draw: DrawFn) -> Drawn:
    """One scheme, or two after one another."""
    deadline = draw(st.sampled_from(["friday", "sunday"]))
    belongs = draw(st.sampled_from(["end", "start"]))
    head = HEAD.format(deadline=deadline, belongs=belongs)
    changes = draw(st.booleans())
    long = is_ready("change") or not changes
    first = draw(rules(long=long))
    found = [(date(2021, 1, 1), written(first, head))]
    both = [*first]
    if changes:
        day = date(2021, draw(st.integers(2, 12)), 1)
        second = draw(rules(long=long))
        found.append((day, written(second, head)))
        both += second
    pers = {rule.get("per", "month") for rule in both}
    longest = next(per for per in ("year", "quarter", "month") if per in pers | {"month"})
    return Drawn(found, longest)


@st.composite
def rules(draw: DrawFn, *, long: bool) -> list[Row]:
    """Duties, prices, and what is done to their sums, each after the parts that it is about."""
    pers = ["month", "quarter", "year"] if long else ["month"]
    per_duty = pers[:2] if is_ready("papers") else ["month"]
    duties = [draw(duty(number, per_duty)) for number in range(draw(st.integers(0, 2)))]
    duties = list({_alike(rule): rule for rule in duties}.values())
    some = st.lists(st.one_of(PRICES), min_size=1, max_size=4, unique_by=str)
    priced: list[Row] = draw(some)
    for number, rule in enumerate(priced):
        if rule["kind"] in {it["kind"] for it in priced[:number]}:
            rule["part"] = f"另{number}"
    found = [*duties, *priced]
    if draw(st.booleans()) and duties:
        found.append(draw(task(duties)))
    if draw(st.integers(0, 3)) == 0:
        found.insert(0, {"kind": "start", "points": draw(st.sampled_from([10, 100]))})
    for rule in found:
        rule.update(_looking(draw, rule))
    parts = _parts(found)
    sums = draw(st.lists(over(parts, pers), max_size=3, unique_by=str))
    if not is_ready("papers"):
        sums.sort(key=lambda rule: ["month", "quarter", "year"].index(rule.get("per", "month")))
    found += sums
    if "year" in pers and draw(st.integers(0, 3)) == 0:
        found.append(draw(st.sampled_from(YEARLY)).copy())
    if not is_ready("sides") and sum(rule["kind"] in SUMS for rule in found) > 1:
        found = [rule for rule in found if "only" not in rule]
    return [{"kind": rule["kind"], "clause": str(at), **rule} for at, rule in enumerate(found, 1)]


def _alike(rule: Row) -> str:
    """What two rules that are the same have in common, whatever they are called."""
    return str({key: rule[key] for key in sorted(rule.keys() - {"name", "part"})})


SUMS = {"limit", "highest", "factor", "void", "average", "scale"}
YEARLY: list[Row] = [
    {"kind": "average", "per": "year", "every": "month"},
    {"kind": "scale", "per": "year", "full": 50, "into": 10},
    {"kind": "scale", "per": "year", "best": True, "into": 10},
]


def _parts(found: list[Row]) -> list[str]:
    """The parts in which the rules give points."""
    parts: set[str] = set()
    for rule in found:
        if rule["kind"] in {"quota", "task"}:
            names = {"base": "base", "missing": "shortfall", "flat": "shortfall", "extra": "extra"}
            parts |= {part for key, part in names.items() if rule.get(key)}
        else:
            kind = str(rule["kind"])
            parts.add(rule.get("part") or {"start": "base"}.get(kind, kind))
    return sorted(parts)


def _looking(draw: DrawFn, rule: Row) -> Row:
    counts = any("after" in row for row in rule.get("rows", ()))
    can = ("once" in rule or counts) and is_ready("look")
    return {"look": draw(st.sampled_from(["window", "year", "ever"]))} if can else {}


@st.composite
def duty(draw: DrawFn, number: int, pers: list[str]) -> Row:
    """A quota, with its price or without."""
    rule: Row = {"kind": "quota", "name": f"任务{number}"}
    rule["owed"] = draw(
        st.sampled_from([1, 2, 3, *([{"a": 3, "b": 1}] if is_ready("groups") else [])])
    )
    rule["what"] = draw(st.sampled_from(["submitted", "adopted"]))
    rule |= draw(st.sampled_from([{}, {"per": pers[-1]}]))
    everys: list[Row] = [{}, {"every": "month"}]
    if rule["what"] == "submitted" or is_ready("weeks"):
        everys += [{"every": "week"}, {"every": "fortnight"}]
    rule |= draw(st.sampled_from(everys))
    where = draw(st.sampled_from(WHERE))
    rule |= {"where": where} if where else {}
    rule |= draw(price_of_a_duty())
    if rule.keys() & {"base", "missing", "flat", "extra"}:
        rule["surplus"] = draw(st.sampled_from(["heals", "stays"]))
    if draw(st.integers(0, 4)) == 0:
        rule["weights"] = [{"category": "调研", "counts": draw(st.sampled_from([2, 0.5, 0.25]))}]
        rule["whole"] = draw(st.booleans())
    if draw(st.integers(0, 5)) == 0 and not rule.keys() & {"extra", "every", "per"}:
        rule["carry"] = "missing"
    return rule


@st.composite
def price_of_a_duty(draw: DrawFn) -> Row:
    """What meeting a duty gives, and missing it costs."""
    rule: Row = {}
    if draw(st.booleans()):
        rule |= {
            "base": draw(st.sampled_from([10, 20])),
            "missing": draw(st.sampled_from([-1, -7])),
        }
        rule["short"] = draw(st.sampled_from(["subtract", "to zero", "lose base", "pro rata"]))
    elif draw(st.booleans()):
        rule["missing"] = -2
    if draw(st.integers(0, 3)) == 0:
        rule["extra"] = 1.5
        rule |= draw(st.sampled_from([{}, {"most_extra": 4}]))
    return rule


@st.composite
def task(draw: DrawFn, duties: list[Row]) -> Row:
    """A task for the duties above it, judged as they judge themselves."""
    if not is_ready("duty"):
        duties = [
            it for it in duties if it.get("surplus", "heals") == duties[0].get("surplus", "heals")
        ]
    per = {rule.get("per", "month") for rule in duties}
    of = [rule["name"] for rule in duties]
    rule: Row = {"kind": "task", "of": of, "base": 5, "short": "lose base"}
    if len(of) > 1 and draw(st.booleans()):
        rule |= {"of": of[:1], "needs": of[1:], "extra": 1}
    if draw(st.booleans()):
        rule |= {"missing": -3}
    if len(per) == 1 and per != {"month"}:
        rule["per"] = per.pop()
    if not is_ready("duty"):
        rule["surplus"] = duties[0].get("surplus", "heals")
    return rule


def _price(kind: str, **choices: SearchStrategy[Any]) -> SearchStrategy[Row]:
    """A price of a kind; a choice of none is left out."""
    return st.fixed_dictionaries({"kind": st.just(kind), **choices}).map(
        lambda rule: {key: value for key, value in rule.items() if value not in (None, {}, [])}
    )


def _once(*keys: str) -> SearchStrategy[Row]:
    return st.one_of(
        st.just({}),
        st.fixed_dictionaries(
            {
                "once": st.lists(st.sampled_from(keys), min_size=1, max_size=2, unique=True),
                "keep": st.integers(1, 2),
                "further": st.sampled_from([0, 1]),
            }
        ),
    )


def _merged(price: SearchStrategy[Row], once: SearchStrategy[Row]) -> SearchStrategy[Row]:
    def merged(pair: tuple[Row, Row]) -> Row:
        rule = pair[0] | pair[1]
        if rule.get("further") and not is_ready("further"):
            rule.pop("joint", None)
        return rule

    return st.tuples(price, once).map(merged)


LEVELS = [
    8,
    {"county": 8, "city": 15},
    {"county": {"whole": 8, "brief": 3}, "city": 15.5},
    {"county": "1/3", "city": {"whole": 15, "brief": "2/3"}},
]
TIERS = [
    [{"after": 2, "points": 20}, {"points": 5}],
    [{"after": 3, "points": 1}, {"after": 1, "level": "city", "points": "7/3"}],
]
JOINT = st.sampled_from([None, None, "each", "equal"])
PRICES: list[SearchStrategy[Row]] = [
    _merged(
        _price(
            "adoption",
            points=st.sampled_from(LEVELS),
            where=st.sampled_from(WHERE),
            unless=st.sampled_from([{}, {}, {"late": True}, {"marked": ["error", "late"]}]),
            rows=st.sampled_from([[], [{"publication": "晨报", "points": 20}]]),
            joint=JOINT,
        ),
        _once("item", "level", "publication"),
    ),
    _price(
        "submission",
        points=st.sampled_from([1, {"动态": 1, "调研": 3}]),
        where=st.sampled_from(WHERE),
        times=st.sampled_from([None, "pictures"]),
        joint=JOINT,
    ),
    _price("submission", points=st.just(-1), where=st.just({"late": True})),
    _price(
        "adoption",
        rows=st.sampled_from(TIERS),
        unless=st.sampled_from([{}, {"late": True}]),
        lead=st.sampled_from([None, 0.6, "2/3"]),
    ),
    _price(
        "instruction",
        points=st.just(-2),
        unless=st.sampled_from(
            [{"within": {"workdays": 3, "answer": it}} for it in ("forwarding", "error", "late")]
        ),
    ),
    _price(
        "submission",
        points=st.just(2),
        where=st.sampled_from(
            [
                {"within": {"days": 20, "answer": "instruction"}},
                {"within": {"workdays": 4, "answer": "forwarding"}, "late": False},
                {"marked": "error"},
            ]
        ),
    ),
    _merged(_price("instruction", points=st.sampled_from(LEVELS[:2])), _once("item", "level")),
    _price("forwarding", points=st.just({"city": 2})),
    _price("commission", points=st.just({"delivered": 3, "late": 0, "missed": -5})),
    _price("mark", points=st.just({"error": -2, "late": -1.5})),
    _price("mark", rows=st.just([{"code": "bonus", "least": 1, "most": 4}])),
]


@st.composite
def over(draw: DrawFn, parts: list[str], pers: list[str]) -> Row:
    """What is done to sums of the parts."""
    kinds = ["limit", "limit", "limit"]
    kinds += ["highest", "factor"] if "adoption" in parts else []
    kinds += ["factor"] if is_ready("reports") else []
    kinds += ["void"] if is_ready("void") else []
    kind = draw(st.sampled_from(kinds))
    of = draw(st.lists(st.sampled_from(parts), max_size=2, unique=True)) if parts else []
    rule: Row = {"kind": kind} | ({"of": of} if of and kind != "highest" else {})
    if kind == "limit":
        rule |= {"per": draw(st.sampled_from(pers))} | draw(st.sampled_from(LIMITS))
    elif kind == "factor":
        rule |= {"factor": draw(st.sampled_from([2, 0.5])), "where": {"late": draw(st.booleans())}}
        if not is_ready("reports"):
            rule["of"] = ["adoption"]
        if is_ready("look") and draw(st.booleans()):
            rule["where"] = {"instructed": True}
    elif kind == "highest":
        rule |= {"by": draw(st.sampled_from([["item"], ["item", "level"]]))}
        rule["keep"] = draw(st.integers(1, 2))
    else:
        rule |= {"what": draw(st.sampled_from(["item", "all"])), "where": {"code": "untrue"}}
    if "carry" in rule:
        rule["per"] = "month"
    elif is_ready("look") and kind in {"limit", "factor", "void", "highest"}:
        rule["look"] = draw(st.sampled_from(["window", "window", "year", "ever"]))
    return rule


LIMITS: list[Row] = [
    {"most": 20},
    {"least": 0},
    {"most": 30, "least": -10},
    {"most": 15, "only": "given"},
    {"least": -5, "only": "taken"},
    {"most": 12, "each": "item"},
    {"most": 9, "carry": "surplus"},
    {"most": 9, "least": 1, "carry": "both"},
]

"""A scheme told back: no figure stays untold, in either language, and the whole can be read."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec
import pytest
from msgspec.structs import fields, replace

from inforeport.figures import number
from inforeport.model.stationery import BulletinTerms, CircularTerms, SectionTerms
from inforeport.model.tables import ColumnTerms, TableTerms
from inforeport.ratio import Ratio
from inforeport.rules import KINDS, Entry
from inforeport.rules.duty import Season, Weight
from inforeport.rules.prices import Price
from inforeport.rules.quota import Quota
from inforeport.rules.rate import Band
from inforeport.rules.rewards import Amount, LastDuty, Ranking, Reward, Title
from inforeport.rules.scale import Scale
from inforeport.rules.then import Consequence
from inforeport.rules.where import Where
from inforeport.rules.within import Within
from inforeport.scheme import read, shipped
from inforeport.scheme.clauses import clauses, sentences
from inforeport.scheme.leftovers import unused
from inforeport.scheme.shape import Counting, Head, Scheme, Timetable
from inforeport.words import LANGUAGES, say

HERE = Path(__file__).parent
SCHEMES = HERE.parent / "examples" / "schemes"
SHOWN = {"street": "street", "S13": "S13", "S62": "S62"}

WEEKLY = Entry(kind="quota", clause="一", per="month", every="week", rule=Quota())
SCHEME = Scheme(
    title="甲办法",
    since=date(2020, 1, 1),
    groups={"town": "乡镇", "bureau": "部门"},
    levels={"city": "市", "province": "省"},
    entries=(WEEKLY,),
)
ONE = Decimal(3)
BASES: dict[str, dict[str, Any]] = {
    "quota": {"base": Decimal(20), "missing": Decimal(-5), "extra": ONE},
    "task": {"duties": ("一",), "base": Decimal(20), "missing": Decimal(-5), "extra": ONE},
    "start": {"points": ONE},
    **{
        kind: {"points": ONE, "once": ("item",)}
        for kind in ("submission", "adoption", "instruction", "forwarding", "commission", "mark")
    },
    "rate": {"measure": "adopted", "bands": (Band(points=ONE),)},
    "highest": {"once": ("item",)},
    "limit": {"cap": ONE},
    "factor": {"factor": Ratio(3)},
    "void": {},
    "average": {},
    "scale": {"into": ONE},
    "flag": {"flag": "甲", "where": Where(code="late")},
    "pay": {"yuan": ONE},
}
"""The least of each kind with which all of its other figures mean something."""


def rule_of(kind: str, **figures: Any) -> Any:
    shape: Any = KINDS[kind]
    return shape(**figures)


def others(annotation: Any) -> Iterator[Any]:
    """Values that differ from each other and from every default, by the type of a field."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from others(inner[0])
    elif origin is Literal:
        yield from inner
    elif origin is UnionType or str(origin) == "typing.Union":
        values = [value for one in inner for value in others(one)]
        yield from (one for one in values if not (isinstance(one, tuple) and one[0] in values))
    elif origin is tuple:
        words = inner[0] is str
        yield from [("丙", "丁")] if words else ((value,) for value in others(inner[0]))
    elif isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        yield OF_SHAPE[annotation.__name__]
    else:
        yield from OF_TYPE.get(annotation, [{"city": Decimal(7)}] if origin else ())


OF_SHAPE: dict[str, Any] = {
    "Where": Where(kind="长篇"),
    "Within": Within(days=7, answer="late"),
    "Price": Price(kind="长篇", points=Decimal(7)),
    "Weight": Weight(kind="长篇", counts=Ratio(7)),
    "Season": Season(months=(7,), owed=7),
    "Consequence": Consequence(missing=Decimal(-7)),
    "Band": Band(from_=Decimal("0.7"), points=Decimal(7)),
    "LastDuty": LastDuty(group="town", must="作说明"),
    "Amount": Amount(amount=Decimal(7)),
    "SectionTerms": SectionTerms(head="总体情况", text="{overall}"),
    "ColumnTerms": ColumnTerms(shows="sent"),
}
OF_TYPE: dict[Any, tuple[Any, ...]] = {
    Decimal: (Decimal(7), Decimal(-7), Decimal("0.5")),
    Ratio: (Ratio(7), Ratio(1, 3)),
    int: (7,),
    str: ("乙",),
    bool: (True, False),
    date: (date(2020, 7, 6),),
}


LATIN = re.compile("[A-Za-z_]+")


def spoken(scheme: Scheme, language: str) -> str:
    return "\n".join(line for one in clauses(scheme) for line in sentences(one, language))


def with_rule(kind: str, rule: Any, **head: Any) -> Scheme:
    terms = {"clause": "二", "per": "month", "every": "week" if kind == "quota" else "month"}
    return replace(SCHEME, entries=(WEEKLY, Entry(kind=kind, rule=rule, **terms | head)))


MEANT = {"short": "shortened"}
"""Figures that mean something of their own where they are not stated, and who tells what."""
USUAL = {"surplus": "heals", "only": "both"}
"""What other figures mean where they are not stated."""
ELSEWHERE = {("Quota", "then"), ("Task", "surplus"), ("Task", "together"), ("Flag", "all")}
"""What is told by rules of its own, or where there are several duties or reasons alone."""


def variants(shape: Any, base: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Each field with each of its values, in an instance that is otherwise `base`."""
    plain = shape(**base)
    for field in fields(shape):
        for value in others(field.type):
            if (shape.__name__, field.name) in ELSEWHERE:
                continue
            meant = getattr(plain, MEANT.get(field.name, field.name), None)
            meant = meant or USUAL.get(field.name)
            if value not in (getattr(plain, field.name), meant):
                yield field.name, value, replace(plain, **{field.name: value})


def test_every_kind_is_walked() -> None:
    assert BASES.keys() == KINDS.keys()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_of_a_rule_that_differs_is_told(kind: str, language: str) -> None:
    usual = spoken(with_rule(kind, rule_of(kind, **BASES[kind])), language)
    said = {
        f"{name}={value!r}": spoken(with_rule(kind, rule), language)
        for name, value, rule in variants(KINDS[kind], BASES[kind])
    }
    assert [figure for figure, text in said.items() if text == usual] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_two_figures_are_told_alike(kind: str, language: str) -> None:
    """Two schemes of different figures never read the same, save for a range turned round."""
    rules = [rule for name, _, rule in variants(KINDS[kind], BASES[kind])]
    said = [spoken(with_rule(kind, rule), language) for rule in rules]
    assert len(said) == len({*said})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_what_all_rules_share_is_told(kind: str, language: str) -> None:
    rule = rule_of(kind, **BASES[kind])
    heads: list[dict[str, Any]] = [
        *({"groups": groups} for groups in (("town",), ("bureau",), ("town", "bureau"))),
        *({"per": per} for per in ("quarter", "year", "whole")),
        *({"every": every} for every in ("fortnight", "halfmonth")),
        {"part": "甲项"},
        {"since": date(2021, 7, 1)},
        {"until": date(2021, 7, 1)},
        *({"look": look} for look in ("year", "ever")),
        *({"persons": persons} for persons in (True, "青年", ("青年", "专职"))),
    ]
    said = {spoken(with_rule(kind, rule, **head), language) for head in [{}, *heads]}
    assert len(said) == len(heads) + 1
    assert {next(iter(head)) for head in heads} == {
        {"judged": "per"}.get(field.name, field.name)
        for field in fields(Head)
        if field.name not in {"type", "clause"}
    }


CONDITIONS = [where for _, _, where in variants(Where, {})]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_condition_is_told_in_its_own_words(language: str) -> None:
    rules = [rule_of("adoption", points=ONE, where=where) for where in CONDITIONS]
    said = {spoken(with_rule("adoption", rule), language) for rule in rules}
    assert len(said) == len(CONDITIONS)


SPANS = [
    msgspec.convert({kind: count, **words}, Within)
    for kind in ("days", "workdays", "hours")
    for count in (1, 2)
    for words in (
        {},
        {"event": "receipt"},
        {"event": "late"},
        {"answer": "proof"},
        {"event": "late", "answer": "proof"},
    )
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_span_of_days_is_told_in_its_own_words(language: str) -> None:
    rules = [rule_of("adoption", points=ONE, where=Where(within=span)) for span in SPANS]
    said = {spoken(with_rule("adoption", rule), language) for rule in rules}
    assert len(said) == len(SPANS)


ROWS: list[tuple[str, str, Any, tuple[dict[str, Any], dict[str, Any]]]] = [
    ("adoption", "rows", Price, ({}, {"level": "city"})),
    ("quota", "weights", Weight, ({}, {"counts": ONE})),
    ("quota", "seasons", Season, ({}, {"months": (1,), "owed": 1})),
    ("rate", "bands", Band, ({"measure": "met"}, {"points": ONE, "step": ONE / 10})),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "key", "shape", "figures"), ROWS)
def test_every_figure_of_a_row_is_told(
    kind: str, key: str, shape: Any, figures: tuple[dict[str, Any], dict[str, Any]], language: str
) -> None:
    of_rule, base = figures
    rows = [shape(**base), *(row for _, _, row in variants(shape, base))]
    said = {
        spoken(with_rule(kind, rule_of(kind, **of_rule | {key: (row,)})), language) for row in rows
    }
    assert len(said) == len(rows)


BESIDE: list[tuple[str, Any, dict[str, Any]]] = [
    ("calendar", Timetable, {}),
    ("counting", Counting, {}),
    ("ranking", Ranking, {}),
    ("duty", LastDuty, {"group": "town", "must": "作说明"}),
    ("reward", Reward, {"group": "town", "prizes": (Amount(amount=ONE),), "pool": ONE}),
    ("prize", Amount, {}),
    ("honour", Title, {"title": "先进", "group": "town"}),
    ("bulletin", BulletinTerms, {"level": "city"}),
    ("circular", CircularTerms, {}),
    ("table", TableTerms, {"paper": "ranking", "columns": (ColumnTerms(shows="unit"),)}),
    ("columns", ColumnTerms, {"shows": "uses"}),
]


SAID_ANYWAY = {"clause", "repeated"}
"""The number before a sentence, and what is told alike whether it is stated or only taken so."""


def beside(key: str, one: Any) -> Scheme:
    if key == "duty":
        return replace(SCHEME, ranking=Ranking(last=(one,)))
    if key == "prize":
        return replace(SCHEME, reward=(Reward(group="town", prizes=(one,)),))
    if key == "columns":
        return replace(SCHEME, table=(TableTerms(paper="ranking", columns=(one,)),))
    table = {"city": {"whole": ONE}}
    scheme = with_rule("adoption", rule_of("adoption", points=table))
    return replace(scheme, **{key: (one,) if key in {"reward", "honour", "table"} else one})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("key", "shape", "base"), BESIDE)
def test_every_figure_beside_the_rules_is_told(
    key: str, shape: Any, base: dict[str, Any], language: str
) -> None:
    others = variants(shape, base)
    found = [shape(**base), *(one for name, _, one in others if name not in SAID_ANYWAY)]
    said = {spoken(beside(key, one), language) for one in found}
    assert len(said) == len(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_and_days_of_a_scheme_are_told(language: str) -> None:
    changes: list[dict[str, Any]] = [
        {},
        {"since": date(2021, 1, 1)},
        {"until": date(2021, 1, 1)},
        {"period": "quarter"},
        {"groups": {"town": "乡镇"}},
        {"levels": {"city": "市"}},
        {"forms": {"whole": "单条"}},
        {"codes": {"praise": "表扬"}},
        {"media": {"central": ("甲日报",)}},
    ]
    said = {spoken(replace(SCHEME, **change), language) for change in changes}
    assert len(said) == len(changes)


def test_money_is_told_in_yuan() -> None:
    rule = rule_of("adoption", points=Decimal(50))
    fee = Entry(kind="adoption", clause="三", per="month", every="month", rule=rule)
    told_of = clauses(replace(SCHEME, fees=(fee,)))
    assert [line for one in told_of if one.clause == "三" for line in sentences(one, "en")] == [
        "Each use of a report gives 50 yuan."
    ]


def test_rules_of_a_clause_that_differ_in_their_groups_only_are_one() -> None:
    entries = tuple(replace(WEEKLY, groups=(group,)) for group in ("town", "bureau"))
    found = [one for one in clauses(replace(SCHEME, entries=entries)) if one.clause == "一"]
    assert [sentences(one, "en")[0] for one in found] == [
        (
            "乡镇, 部门: 1 report to be sent every week; judged by the month; "
            "what is above or missing counts by the sum of the month."
        )
    ]


def test_an_empty_list_of_words_breaks_nothing() -> None:
    rule = rule_of("adoption", points=ONE, where=Where(level=(), category=()))
    assert spoken(with_rule("adoption", rule), "en")


@cache
def scheme_of(name: str) -> Scheme:
    path = SCHEMES / f"{name}.toml"
    return read(path.read_text("utf8") if path.exists() else shipped(name), name)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["street", *sorted(path.stem for path in SCHEMES.glob("*.toml"))])
def test_every_figure_in_a_file_is_found_in_its_clauses(name: str, language: str) -> None:
    scheme = scheme_of(name)
    said = spoken(scheme, language)
    rules = [entry.rule for entry in (*scheme.entries, *scheme.fees)]
    figures = {abs(one) for rule in rules for one in decimals(rule)} - {Decimal(0), Decimal(1)}
    figures -= {rule.full for rule in rules if isinstance(rule, Scale) and rule.best}  # unread
    missing = [one for one in figures if number(one) not in said]
    assert [one for one in missing if f"{number(one * 100)}%" not in said] == []


@pytest.mark.parametrize("name", ["street", *sorted(path.stem for path in SCHEMES.glob("*.toml"))])
def test_no_key_stands_in_place_of_a_word(name: str) -> None:
    assert LATIN.findall(spoken(scheme_of(name), "zh")) == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_key_of_a_rule_stands_in_place_of_a_word(kind: str) -> None:
    for name, value, rule in variants(KINDS[kind], BASES[kind]):
        found = LATIN.findall(spoken(with_rule(kind, rule), "zh"))
        figure = f"{name}={value!r}"
        assert [word for word in found if word != "city"] == [], figure  # no category declares it


@pytest.mark.parametrize(("key", "shape", "base"), BESIDE)
def test_no_key_beside_the_rules_stands_in_place_of_a_word(
    key: str, shape: Any, base: dict[str, Any]
) -> None:
    said = [spoken(beside(key, one), "zh") for _, _, one in variants(shape, base)]
    found = [word for one in said for word in LATIN.findall(one)]
    assert [word for word in found if word != "city"] == []  # a duty or a rate by its own name


def decimals(value: Any) -> Iterator[Decimal]:
    if isinstance(value, Decimal):
        yield value
    elif isinstance(value, msgspec.Struct):
        yield from (one for field in fields(value) for one in decimals(getattr(value, field.name)))
    elif isinstance(value, dict):
        yield from (one for inner in value.values() for one in decimals(inner))
    elif isinstance(value, tuple):
        yield from (one for inner in value for one in decimals(inner))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SHOWN)
def test_a_scheme_reads_as_it_is_kept_in_the_cases(name: str, language: str) -> None:
    kept = HERE / "cases" / "telling" / f"{name}.{language}.txt"
    assert kept.read_text("utf8") == page(scheme_of(name), language)


def page(scheme: Scheme, language: str) -> str:
    """One sentence a line, the number of its clause before the first."""
    lines = []
    for one in clauses(scheme):
        first, *rest = sentences(one, language)
        lines += [f"{one.clause or '-'}  {first}", *(f"    {line}" for line in rest)]
    return "\n".join(lines) + "\n"


def test_a_level_and_a_group_that_nothing_uses_are_named() -> None:
    quota = replace(WEEKLY, groups=("town",))
    rule = rule_of("adoption", points={"city": ONE})
    use = Entry(
        kind="adoption", clause="二", per="month", every="month", rule=rule, groups=("town",)
    )
    assert [say(one, "en") for one in unused(replace(SCHEME, entries=(quota, use)))] == [
        "no rule says anything of level 省 (province)",
        "no rule holds for group 部门 (bureau)",
    ]


def test_a_rule_that_asks_for_no_level_uses_them_all() -> None:
    rule = rule_of("instruction", points=ONE)
    use = Entry(kind="instruction", clause="二", per="month", every="month", rule=rule)
    assert unused(replace(SCHEME, entries=(use,))) == ()


if __name__ == "__main__":  # writes the cases anew
    for each in SHOWN:
        for tongue in LANGUAGES:
            case = HERE / "cases" / "telling" / f"{each}.{tongue}.txt"
            case.parent.mkdir(exist_ok=True)
            case.write_text(page(scheme_of(each), tongue), encoding="utf-8")

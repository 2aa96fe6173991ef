"""The language of scheme files told from the code, and the JSON Schema that editors read."""

import json
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from msgspec.structs import fields

from conftest import Program
from inforeport.rules import types
from inforeport.rules.quota import Quota
from inforeport.scheme import SHIPPED
from inforeport.scheme.json_schema import json_schema
from inforeport.scheme.kinds import figures_of, summary, tables, type_words
from inforeport.scheme.shape import Figures
from inforeport.words import LANGUAGES, say

EXAMPLES = Path(__file__).parent.parent / "examples" / "schemes"
FILES = [*sorted(EXAMPLES.glob("*.toml")), *sorted(SHIPPED.glob("*.toml"))]
SCHEMA: dict[str, Any] = json_schema(lambda text: say(text, "en"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())


def as_json(path: Path) -> Any:
    """A TOML file as an editor sees it: days are strings."""
    found = tomllib.loads(path.read_text("utf8"))
    return json.loads(json.dumps(found, default=date.isoformat))


def street() -> Any:
    return as_json(SHIPPED / "street.toml")


def complaints(document: Any) -> list[Any]:
    return [[*error.absolute_path] for error in VALIDATOR.iter_errors(document)]


def test_every_kind_of_rule_has_its_sentence() -> None:
    assert [word for word in types() if not summary(word)] == []


@pytest.mark.parametrize("name", [*types(), *tables()])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_has_a_type_and_a_meaning(name: str, language: str) -> None:
    keys = figures_of(name)
    assert keys or name in types()
    assert [one.name for one in keys if not (say(one.type, language) and one.meaning)] == []


def test_a_key_is_told_with_its_type_its_default_and_whether_it_goes_by_group() -> None:
    owed, *_ = (one for one in figures_of("duty") if one.name == "owed")
    assert (str(owed.type), owed.default, owed.required, owed.by_group) == (
        *("whole number", "1", False),
        True,
    )
    assert owed.meaning == "how many are owed in each window"


@pytest.mark.parametrize(
    ("kind", "key", "words"),
    [
        ("duty", "missing", "number, or a fraction as “1/3”"),
        ("pay", "above", "number"),
        ("duty", "surplus", 'one of "heals", "stays"'),
        ("duty", "where", "table, see where"),
        ("duty", "seasons", "list of: table, see seasons"),
        ("duty", "duties", "list of: text"),
        ("where", "level", "text or list of: text"),
        ("scheme", "since", "a day, as 2009-05-02"),
        ("scheme", "groups", "table of: text"),
        ("scheme", "edition", "one of 1, 2"),
        ("adoption", "points", "number or table of: number or table of: number"),
    ],
)
def test_a_type_is_told_in_plain_words(kind: str, key: str, words: str) -> None:
    assert [str(one.type) for one in figures_of(kind) if one.name == key] == [words]


def test_nothing_is_no_alternative() -> None:
    assert str(type_words(Decimal | None)) == "number"


# the JSON Schema


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_good_scheme_fits_the_schema(path: Path) -> None:
    assert complaints(as_json(path)) == []


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"titel": "甲"}, []),
        ({"period": "monthly"}, ["period"]),
        ({"edition": 1}, ["edition"]),
        ({"since": "second of May"}, ["since"]),
        ({"calendar": {"dedline": "friday"}}, ["calendar"]),
        ({"rule": [{"type": "dutty", "clause": "一"}]}, ["rule", 0]),
        ({"rule": [{"type": "duty", "clause": "一", "ownd": 1}]}, ["rule", 0]),
        ({"rule": [{"type": "duty"}]}, ["rule", 0]),
        ({"rule": [{"type": "duty", "clause": "一", "every": {"a": "weak"}}]}, ["rule", 0]),
        ({"reward": [{"group": "a", "prizes": ["unknwon"]}]}, ["reward", 0, "prizes", 0]),
    ],
)
def test_a_slip_of_the_pen_does_not(change: dict[str, Any], place: list[Any]) -> None:
    assert complaints(street() | change) == [place]


@pytest.mark.parametrize("key", ["edition", "title", "since", "groups"])
def test_what_must_be_stated_must(key: str) -> None:
    assert complaints({name: value for name, value in street().items() if name != key}) == [[]]


@pytest.mark.parametrize(
    "rule",
    [
        {"type": "duty", "clause": "一", "owed": {"a": 1, "b": 2}},
        {"type": "duty", "clause": "一", "judged": {"a": "month"}, "missing": -0.5},
        {"type": "adoption", "clause": "一", "points": {"city": {"whole": 1}}},
        {"type": "adoption", "clause": "一", "where": {"forwarded": ["city"]}},
    ],
)
def test_what_the_language_allows_fits(rule: dict[str, Any]) -> None:
    assert complaints(street() | {"rule": [rule]}) == []


def test_a_prize_may_be_short_or_long_or_unknown() -> None:
    prizes = [3000, "unknown", {"amount": 2000, "restored": "甲"}]
    assert complaints(street() | {"reward": [{"group": "a", "prizes": prizes}]}) == []


def test_every_key_is_described() -> None:
    assert SCHEMA["properties"].keys() == {
        *(field.name for field in fields(Figures)),
        *("rule", "fee"),
    }
    quota = SCHEMA["$defs"]["type-duty"]["properties"]
    assert {field.name for field in fields(Quota)} < quota.keys()
    assert [key for key, node in quota.items() if not node["description"]] == []


# the commands


def test_kinds_lists_every_kind_and_table_without_a_file(run: Program) -> None:
    ran = run("scheme", "kinds")
    assert ran.status == 0
    assert {*types(), *tables()} <= {line.split(" ")[0] for line in ran.out.splitlines() if line}


def test_one_kind_is_shown_with_its_keys(run: Program) -> None:
    ran = run("scheme", "kinds", "start", "--json")
    (start,) = json.loads(ran.out)["kinds"]
    assert start["name"] == "start"
    assert start["keys"] == [
        {
            "key": "points",
            "type": "number, or a fraction as “1/3”",
            "default": None,
            "required": True,
            "by_group": True,
            "meaning": "points of each unit",
        }
    ]


def test_a_kind_that_is_none_is_answered_with_the_nearest(run: Program) -> None:
    ran = run("scheme", "kinds", "dutty")
    assert (ran.status, "did you mean duty?" in ran.err) == (2, True)


def test_the_schema_goes_into_a_file(run: Program, tmp_path: Path) -> None:
    path = tmp_path / "scheme.json"
    ran = run("scheme", "kinds", "--json-schema", "-o", str(path))
    assert (ran.status, json.loads(path.read_text("utf8"))) == (0, SCHEMA)
    assert run("scheme", "kinds", "--json-schema", "-o", str(path)).status != 0
    assert run("scheme", "kinds", "--json-schema", "-o", str(tmp_path / "a.txt")).status == 2


def test_the_schema_is_told_in_chinese_too(run: Program) -> None:
    ran = run("scheme", "kinds", "--json-schema", lang="zh")
    assert json.loads(ran.out)["properties"]["title"]["description"] == "办法的标题"


def test_a_scheme_is_shown_as_clauses_or_as_its_text(run: Program) -> None:
    text = (SHIPPED / "street.toml").read_text("utf8")
    assert run("scheme", "show", "street", "--text").out == text
    shown = json.loads(run("scheme", "show", "street", "--json").out)
    assert shown["scheme"]["text"] == text
    assert {"clause", "kind", "says"} == shown["clauses"][0].keys()
    assert "三.3  社区: 1 report to be sent every week" in run("scheme", "show", "street").out


def test_a_file_and_a_day_are_not_asked_for_together(run: Program) -> None:
    assert run("scheme", "show", "street", "--on", "2009-05-02").status == 2


def test_a_check_says_how_each_clause_is_understood(run: Program) -> None:
    ran = run("scheme", "check", "street")
    assert ran.status == 0
    assert "  三.4  Prizes of 社区: place 1: 3000 yuan" in ran.out
    assert json.loads(run("scheme", "check", "street", "--json").out)["clauses"]


def test_what_is_never_used_is_a_finding(run: Program, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    text = (SHIPPED / "street.toml").read_text("utf8")
    path.write_text(text.replace('city     = "市委"', 'city = "市委"\nstate = "国家"'), "utf8")
    ran = run("scheme", "check", str(path))
    assert ran.status == 8
    assert "unused: no rule says anything of level 国家 (state)" in ran.out

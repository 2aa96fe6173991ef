"""Tables as data: what a scheme may lay out, what is refused, and what is then printed."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from books import founded, under
from conftest import Program
from inforeport.errors import SchemeMistakes
from inforeport.scheme import read
from inforeport.words import say

SCHEME = """
title = "办法"
since = 2009-05-01
[groups]
community = "社区"
[levels]
street = "街道"
city = "市委"
[categories]
party = "党建"
[[rule]]
kind = "submission"
clause = "一"
points = 1
[[rule]]
kind = "adoption"
clause = "二"
points = { street = 5, city = 10 }
"""
PLACE = len(SCHEME.splitlines()) + 1


def table(columns: str, *keys: str) -> str:
    """The scheme with a table of these columns."""
    return "\n".join([SCHEME.rstrip(), "[[table]]", 'paper = "circular"', *keys, columns])


def wrong(text: str) -> list[str]:
    """What is said of a scheme."""
    with pytest.raises(SchemeMistakes) as refused:
        read(text, "s.toml")
    problems: Any = refused.value.facts["problems"]
    return [f"{one.place}: {say(one.what, 'en')}" for one in problems]


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ('shows = "uses", level = "province"', "level = province: write one of street, city"),
        ('shows = "uses", level = "citi"', "did you mean city?"),
        ('shows = "points", part = "extra"', "part = extra: write one of submission, adoption"),
        ('shows = "uses", each = "part"', "each says nothing of what shows = uses shows"),
        ('shows = "sent", category = "财务"', "category = 财务: write one of party"),
        ('shows = "uses", digits = -1', "digits = -1: write a number from 0 to 6"),
        ('shows = "place", level = "city"', "level says nothing of what shows = place shows"),
        ('shows = "unit", over = "before"', "over says nothing of what shows = unit shows"),
        ('shows = "marks", code = "latte"', "code = latte: write one of late"),
        ('shows = "title"', "title wants rows = report"),
        ('shows = "unit", merged = true', "merged says nothing without rows = report"),
        ('shows = "uses", duty = "adopted"', "duty says nothing of what shows = uses shows"),
        ('shows = "used_up"', "shows = used_up: write one of number"),
        ('shows = "owed"', "no rule states a duty of what is submitted"),
        ('shows = "met", duty = "adopted"', "no rule states a duty of what is adopted"),
        ('shows = "change", over = "before"', "over says nothing of what shows = change shows"),
        ('shows = "place", place = true', "place says nothing of what shows = place shows"),
        ('shows = "unit", digits = 2', "digits says nothing of what shows = unit shows"),
        ('shows = "flags", zero = "—"', "zero says nothing of what shows = flags shows"),
    ],
)
def test_a_column_of_what_the_scheme_lacks_is_refused_with_its_place(
    column: str, said: str
) -> None:
    [one] = wrong(table(f"columns = [{{ {column} }}]"))
    assert said in one
    assert one.startswith("s.toml:21: table 1: ")


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ('groups = ["school"]', "groups = school: write one of community"),
        ('rows = "person"', "rows = person: no rule gives points to persons"),
        ('caption = "{month}{group}表"', "caption = {month}: write one of period, group"),
        ('caption = "{"', "caption = "),
        ('order = "得分"', "order = 得分: write one of place, register, 单位"),
        ("pairs = 9", "pairs is a number from 1 to 4"),
        ("pairs = 2\nturned = true", "pairs says nothing where turned = true"),
        ('paper = "roster"', "paper = roster: write one of circular, ranking, statistics"),
    ],
)
def test_what_a_table_cannot_be_is_refused(keys: str, said: str) -> None:
    text = table('columns = [{ shows = "unit", head = "单位" }]', keys)
    text = text.replace('paper = "circular"\npaper', "paper")
    [one] = wrong(text)
    assert said in one


@pytest.mark.parametrize(
    ("rows", "column", "said"),
    [
        ("person", 'shows = "sent"', "sent says nothing of a person"),
        ("person", 'shows = "uses", each = "level"', "uses says nothing of a person"),
        ("person", 'shows = "running"', "running says nothing of a person"),
        ("report", 'shows = "title", merged = true', "merged says nothing of what shows = title"),
    ],
)
def test_a_column_that_its_rows_have_not_is_refused(rows: str, column: str, said: str) -> None:
    text = table(f'columns = [{{ shows = "unit" }}, {{ {column} }}]', f'rows = "{rows}"')
    [one] = wrong(text.replace('clause = "二"\n', 'clause = "二"\nwhom = "both"\n'))
    assert said in one
    assert one.startswith("s.toml:23: table 1: column 2: ")


def test_two_columns_of_one_head_are_refused() -> None:
    columns = 'columns = [{ shows = "sent", head = "条数" }, { shows = "uses", head = "条数" }]'
    assert wrong(table(columns)) == ["s.toml:21: table 1: columns 1 and 2 have one head: 条数"]


def test_forty_columns_are_refused() -> None:
    columns = ", ".join(f'{{ shows = "uses", head = "第{n}栏" }}' for n in range(40))
    assert wrong(table(f"columns = [{columns}]")) == [
        "s.toml:21: table 1: a table has at most 36 columns, not 40"
    ]


# What is printed

UNITS = ("甲社区", "乙社区", "丙社区")
REPORTS = [
    {
        "ref": "a1",
        "unit": "甲社区",
        "title": "学习会",
        "received": "2009-05-04",
        "category": "党建",
    },
    {"ref": "a2", "unit": "甲社区", "title": "走访", "received": "2009-05-05", "category": ""},
    {"ref": "b1", "unit": "乙社区", "title": "整治", "received": "2009-05-06", "category": ""},
]
USES = [
    ("a1", "street", "2009-05-08", "街道简报"),
    ("a1", "city", "2009-05-11", "市委信息"),
    ("b1", "street", "2009-05-12", "街道网站"),
]
BOOK = {
    "unit": [{"name": unit, "group": "community"} for unit in UNITS],
    "submission": REPORTS,
    "adoption": [dict(zip(("ref", "level", "on", "publication"), it, strict=True)) for it in USES],
    "instruction": [{"ref": "a2", "level": "city", "on": "2009-05-20", "leader": "某"}],
}


def printed(run: Program, columns: str, *keys: str, paper: str = "circular") -> dict[str, Any]:
    """The first table of a paper of May, laid out so."""
    text = table(columns, *keys).replace('paper = "circular"', f'paper = "{paper}"')
    founded(run, [(date(2009, 5, 1), text)], BOOK)
    path = run.db.with_name("paper.json")
    assert run("export", paper, "--month", "5", "-o", path, lang="zh").status == 0
    blocks = json.loads(path.read_text(encoding="utf-8"))["blocks"]
    found: dict[str, Any] = next(block for block in blocks if block["type"] == "table")
    for ending in (".docx", ".xlsx", ".html", ".csv"):  # each is opened again and compared
        run.well("export", paper, "--month", "5", "-o", path.with_suffix(ending))
    return found


def cells(found: dict[str, Any]) -> list[list[Any]]:
    return [list(row.values()) for row in found["rows"]]


def heads(found: dict[str, Any]) -> list[str]:
    return ["-".join(filter(None, (one.get("over"), one["head"]))) for one in found["columns"]]


def test_publications_down_and_units_across(run: Program) -> None:
    found = printed(
        run,
        'columns = [{ shows = "unit", head = "媒体" }, { shows = "uses", each = "publication" }]',
        "turned = true",
    )
    assert heads(found) == ["媒体", "甲社区", "乙社区", "丙社区", "合计"]
    assert cells(found) == [
        ["市委信息", 1, 0, 0, 1],
        ["街道简报", 1, 0, 0, 1],
        ["街道网站", 0, 1, 0, 1],
    ]


def test_two_units_on_a_line_in_the_order_of_the_register(run: Program) -> None:
    found = printed(
        run,
        'columns = [{ shows = "number", head = "序号" }, { shows = "unit", head = "单位" }, '
        '{ shows = "sent", head = "条数" }]',
        'order = "register"',
        "pairs = 2",
    )
    assert heads(found) == ["序号", "单位", "条数"] * 2
    assert cells(found) == [
        [1, "甲社区", 2, 3, "丙社区", 0],
        [2, "乙社区", 1, None, None, None],
        [None, "合计", 3, None, None, None],
    ]


def test_titles_stand_under_each_unit_with_the_signs_of_who_used_them(run: Program) -> None:
    found = printed(
        run,
        'columns = [{ shows = "unit", head = "单位" }, { shows = "titles", head = "篇目", '
        'signs = { city = "▲", "街道网站" = "★", instruction = "☆" } }]',
        "total = false",
    )
    assert cells(found) == [
        ["甲社区", ["学习会▲", "走访☆"]],
        ["乙社区", ["整治★"]],
        ["丙社区", []],
    ]


def test_points_of_each_report_beside_the_sums_of_its_unit(run: Program) -> None:
    found = printed(
        run,
        'columns = [{ shows = "unit", head = "单位", merged = true }, '
        '{ shows = "title", head = "标题" }, { shows = "points", head = "分值" }, '
        '{ shows = "points", head = "当月", merged = true }, '
        '{ shows = "points", head = "累计", over = "to date", merged = true }]',
        'rows = "report"',
        "total = false",
    )
    assert cells(found) == [
        ["甲社区", "学习会", 16, 17, 17],
        ["甲社区", "走访", 1, 17, 17],
        ["乙社区", "整治", 6, 6, 6],
        ["丙社区", None, None, 0, 0],
    ]


def test_places_by_what_was_sent_and_what_was_used(run: Program) -> None:
    found = printed(
        run,
        'columns = [{ shows = "unit", head = "单位" }, { shows = "sent", head = "报送" }, '
        '{ shows = "sent", place = true, head = "报送名次" }, { shows = "uses", head = "采用" }, '
        '{ shows = "uses", place = true, head = "采用名次" }, '
        '{ shows = "rate", digits = 0, head = "采用率%" }, '
        '{ shows = "instructions", head = "批示" }]',
        'order = "采用"',
    )
    assert cells(found) == [
        ["甲社区", 2, 1, 2, 1, 50, 1],
        ["乙社区", 1, 2, 1, 2, 100, 0],
        ["丙社区", 0, 3, 0, 3, None, 0],
        ["合计", 3, None, 3, None, 67, 1],
    ]


def test_a_column_for_each_level_with_counts_beside_points(run: Program) -> None:
    found = printed(
        run,
        'columns = [{ shows = "unit", head = "单位" }, { shows = "uses", head = "条", '
        'each = "level" }, { shows = "points", part = "adoption", head = "分", each = "level" }]',
        paper="ranking",
    )
    assert heads(found) == ["单位", "街道采用-条", "街道采用-分", "市委采用-条", "市委采用-分"]
    assert cells(found)[0] == ["甲社区", 1, 5, 1, 10]
    assert cells(found)[-1] == ["合计", 2, 10, 1, 10]


def test_what_is_more_than_in_the_month_before(run: Program) -> None:
    scheme = SCHEME.replace("2009-05-01", "2009-04-01")
    text = table(
        'columns = [{ shows = "unit", head = "单位" }, { shows = "sent", head = "本月" }, '
        '{ shows = "sent", head = "上月", over = "before" }, '
        '{ shows = "sent", head = "增减", over = "difference" }]'
    ).replace(SCHEME.rstrip(), scheme.rstrip())
    run = under(run, text)
    run.take("unit", [{"unit": unit, "group": "community"} for unit in UNITS])
    april = [dict(one, ref=f"x{one['ref']}", received="2009-04-09") for one in REPORTS[1:]]
    run.take("submission", [*REPORTS, *april])
    out = run.db.with_name("c.json")
    assert run("export", "circular", "--month", "5", "-o", out, lang="zh").status == 0
    blocks = json.loads(out.read_text(encoding="utf-8"))["blocks"]
    found = next(block for block in blocks if block["type"] == "table")
    assert cells(found) == [
        ["甲社区", 2, 1, 1],
        ["乙社区", 1, 1, 0],
        ["丙社区", 0, 0, 0],
        ["合计", 3, 2, 1],
    ]


def test_a_sealed_month_keeps_the_tables_that_it_was_printed_in(
    run: Program, tmp_path: Path
) -> None:
    columns = 'columns = [{ shows = "unit", head = "单位" }, { shows = "titles", head = "篇目" }]'
    first = printed(run, columns)
    run.well("close", "--month", "5", "--yes")
    run("submission", "withdraw", "a1", "--reason", "误报")
    again = tmp_path / "again.json"
    assert run("export", "circular", "--month", "5", "-o", again, lang="zh").status == 0
    blocks = json.loads(again.read_text(encoding="utf-8"))["blocks"]
    assert next(block for block in blocks if block["type"] == "table") == first

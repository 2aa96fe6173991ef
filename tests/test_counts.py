"""What was sent and used, counted: a schools' office without points, and the pure counts."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from conftest import Program, first
from inforeport.documents.stats import stats_page
from inforeport.model import Adoption, Facts, Profile, Submission, Unit
from inforeport.model.counts import Names, in_order, together
from inforeport.period import Period
from inforeport.scoring.counting import Basis, counted

OCTOBER = Period(date(2009, 10, 1), date(2009, 11, 1), "2009-10")
NOVEMBER_3 = date(2009, 11, 3)

UNITS = ["甲学校", "乙学校", "丙学校", "丁学校"]
SENT = [  # ref, unit, received, kind, category
    ("1", "甲学校", "2009-10-09", "信息", "主题活动"),
    ("2", "甲学校", "2009-10-12", "简报", "measures"),
    ("3", "甲学校", "2009-10-16", "信息", "意见建议"),
    ("4", "乙学校", "2009-10-16", "信息", "难点突破"),
    ("5", "乙学校", "2009-10-20", "信息", ""),
    ("6", "丙学校", "2009-10-21", "briefing", "思路机制"),
    ("7", "丙学校", "2009-10-23", "通讯", "后勤"),
    ("8", "丙学校", "2009-11-02", "信息", "主题活动"),  # of the next month
]
USED = [  # ref, level, form, adopted, publication
    ("1", "bulletin", "whole", "2009-10-15", "《工作简报》"),
    ("1", "web", "whole", "2009-10-16", "教育信息网"),
    ("2", "web", "brief", "2009-10-16", "教育信息网"),
    ("4", "《工作简报》", "whole", "2009-10-23", "《工作简报》"),
    ("5", "web", "whole", "2009-11-02", ""),  # of the next month
]


@pytest.fixture(scope="module")
def schools(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The office of the schools, its October come in through the command line."""
    run = Program(tmp_path_factory.mktemp("schools") / "office.db")
    scheme = run.db.with_name("schools.toml")
    text = first("schools").replace("[counting]", '[counting]\nothers = "allowed"')
    scheme.write_text(text, encoding="utf-8")
    run.well("init", "--office", "教育局办公室", "--scheme", scheme)
    run.take("unit", [{"unit": unit, "group": "学校"} for unit in UNITS])
    sent = ("ref", "unit", "received", "kind", "category")
    run.take(
        "submission",
        [{"title": f"第{row[0]}篇", **dict(zip(sent, row, strict=True))} for row in SENT],
        today=NOVEMBER_3,
    )
    used = ("ref", "level", "form", "adopted", "publication")
    rows = [dict(zip(used, row, strict=True)) for row in USED]
    run.take("adoption", rows, today=NOVEMBER_3)
    return run


def stats(run: Program, *options: str) -> Any:
    """The record of October."""
    ran = run.well("stats", "--period", "2009-10", *options, "--json", today=NOVEMBER_3)
    return ran.json


def paper(run: Program, path: Path, *options: str) -> list[str]:
    """What a circular says outside its tables."""
    given = options or ("--period", "2009-10")
    run.well("export", "circular", *given, "-o", path, today=NOVEMBER_3)
    blocks = json.loads(path.read_text(encoding="utf-8"))["blocks"]
    return [block["text"] for block in blocks if "text" in block]


@pytest.mark.parametrize(
    "command",
    [["score"], ["rank"], ["explain", "甲学校"], ["export", "ranking", "-o", "r.docx"]],
)
def test_where_there_are_no_points_the_hint_names_what_counts(
    schools: Program, command: list[str]
) -> None:
    ran = schools(*command, "--period", "2009-10", today=NOVEMBER_3)
    assert (ran.status, ran.out) == (4, "")
    assert "error[no-points]" in ran.err
    assert "inforeport stats, inforeport export circular" in ran.err


def test_each_unit_has_its_counts_and_its_rate(schools: Program) -> None:
    rows = {row["unit"]: row for row in stats(schools)["rows"]}
    assert [*rows] == UNITS
    assert rows["甲学校"] == {
        "unit": "甲学校",
        "group": "school",
        "sent": 3,
        "counted": 3,  # nothing is owed: they count as they came
        "owed": 0,
        "credited": 3,
        "missing": 0,
        "late": 0,
        "instructions": {},
        "forwardings": {},
        "commissions": {},
        "marks": {},
        "kinds": {"information": 2, "briefing": 1},
        "categories": {
            "measures": 1,
            "activities": 1,
            "insights": 0,
            "breakthroughs": 0,
            "thinking": 0,
            "opinions": 1,
            "examples": 0,
        },
        "pictured": 0,
        "uses": 3,  # report 1 twice, report 2 once
        "levels": {"bulletin": 1, "web": 2},
        "used": 2,
        "rate": 66.7,  # 2 of 3
    }
    assert rows["丙学校"]["kinds"] == {"information": 0, "briefing": 1, "通讯": 1}
    assert [rows[unit]["rate"] for unit in UNITS] == [66.7, 50, 0, None]


def test_the_last_row_is_the_sum(schools: Program) -> None:
    total = stats(schools)["total"]
    assert total["kinds"] == {"information": 4, "briefing": 2, "通讯": 1}
    assert (total["sent"], total["uses"], total["used"], total["rate"]) == (7, 4, 3, 42.9)
    out = schools.well("stats", "--period", "2009-10", today=NOVEMBER_3).out
    [last, _] = [line.split()[2:] for line in out.splitlines() if line.startswith("all together")]
    assert last == ["7", "4", "2", "1", "2", "2", "3", "42.9"]


@pytest.mark.parametrize(
    ("by", "rows"),
    [
        ("kind", [("information", 4, 2, 50), ("briefing", 2, 1, 50), ("通讯", 1, 0, 0)]),
        ("month", [("2009-10", 7, 3, 42.9)]),
        (
            "category",
            [
                ("measures", 1, 1, 100),
                ("activities", 1, 1, 100),
                ("insights", 0, 0, None),
                ("breakthroughs", 1, 1, 100),
                ("thinking", 1, 0, 0),
                ("opinions", 1, 0, 0),
                ("examples", 0, 0, None),
                ("后勤", 1, 0, 0),  # nobody declared it
                (None, 1, 0, 0),  # nobody stated one
            ],
        ),
    ],
)
def test_reports_are_counted_by_what_they_are(
    schools: Program, by: str, rows: list[tuple[object, ...]]
) -> None:
    found = stats(schools, "--by", by)["rows"]
    assert [(row[by], row["sent"], row["used"], row["rate"]) for row in found] == rows


@pytest.mark.parametrize(
    ("by", "first", "second"),
    [("level", "bulletin", "web"), ("publication", "《工作简报》", "教育信息网")],
)
def test_uses_are_counted_by_where_they_were(
    schools: Program, by: str, first: str, second: str
) -> None:
    answer = stats(schools, "--by", by)
    assert answer["rows"] == [
        {by: first, "uses": 2, "forms": {"whole": 2}, "reports": 2},
        {by: second, "uses": 2, "forms": {"whole": 1, "brief": 1}, "reports": 2},
    ]
    assert answer["total"] == {"uses": 4, "forms": {"whole": 3, "brief": 1}, "reports": 3}


def test_a_run_of_months_has_a_row_for_each(schools: Program) -> None:
    ran = schools.well("stats", "--campaign", "--by", "month", "--json", today=NOVEMBER_3)
    rows = [(row["month"], row["sent"], row["uses"]) for row in ran.json["rows"]]
    assert rows == [("2009-09", 0, 0), ("2009-10", 7, 4), ("2009-11", 1, 1)]
    assert ran.json["total"]["used"] == 4  # report 5 was used in November


def test_any_days_will_do(schools: Program) -> None:
    ran = schools.well("stats", "--period", "2009-10-16..2009-10-20", "--json", today=NOVEMBER_3)
    assert [row["sent"] for row in ran.json["rows"]] == [1, 2, 0, 0]


def test_what_no_table_is_made_by_is_refused(schools: Program) -> None:
    assert schools("stats", "--month", "10", "--by", "colour", today=NOVEMBER_3).status == 2


def test_the_tables_go_to_spreadsheets(schools: Program) -> None:
    out = schools.well("stats", "--month", "10", "--by", "kind", "--csv", today=NOVEMBER_3).out
    assert out.splitlines()[1:] == [
        "信息,4,2,1,2,50",
        "简报,2,0,1,1,50",
        "通讯,1,0,0,0,0",
        "all together,7,2,2,3,42.9",
    ]


def test_the_circular_counts(schools: Program, tmp_path: Path) -> None:
    assert paper(schools, tmp_path / "c.json") == [
        "教育局办公室关于2009年10月信息报送及采用情况的通报",
        "各学校：",
        "根据《市直学校学习实践活动信息报送统计办法》，现将2009年10月各学校信息报送及采用情况通报如下：",
        "一、报送情况",
        "2009年10月，4个学校共报送信息和简报7篇，其中信息4篇、简报2篇、通讯1篇。",
        "二、报送内容",
        (
            "按内容分，工作举措1篇、主题活动1篇、难点突破1篇、思路机制1篇、意见建议1篇、后勤1篇、"
            "未注明1篇。“认识成果”、“示范带头”方面没有报送。"
        ),
        "三、采用情况",
        (
            "共采用4篇次，其中《工作简报》采用2篇次、教育信息网专栏采用2篇次。"
            "本期报送的7篇中有3篇被采用，采用率42.9%。被采用的单位有：甲学校3篇次、乙学校1篇次。"
        ),
        "四、未报送信息的单位",
        "丁学校未报送信息和简报。",
        (
            "附件：1．2009年10月学校信息报送及采用情况统计表\n2．2009年10月学校报送信息内容分类统计表"
            "\n3．2009年10月信息采用明细表"
        ),
        "教育局办公室",
        "2009年11月3日",
        "附件1",
        "附件2",
        "统计口径：",
        "1．统计自2009年9月25日起。",
        "2．报送数按信息收到之日统计，采用数按信息采用之日统计。",
        "3．采用率为本期报送且已采用的篇数占本期报送篇数的比例。",
        "附件3",
    ]


def test_the_annexes_add_up(schools: Program, tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    schools.well("export", "circular", "--period", "2009-10", "-o", path, today=NOVEMBER_3)
    blocks = json.loads(path.read_text(encoding="utf-8"))["blocks"]
    *sums, used = (block for block in blocks if block["type"] == "table")
    for table in sums:
        *rows, total = table["rows"]
        for key in (key for key in total if key not in {"unit", "rate"}):
            assert total[key] == sum(row[key] for row in rows), key
    for row in rows:  # the categories of a unit are all it sent
        sent = {"甲学校": 3, "乙学校": 2, "丙学校": 2, "丁学校": 0}[row["unit"]]
        assert sum(figure for key, figure in row.items() if key != "unit") == sent
    assert [row["unit"] for row in used["rows"]].count("甲学校") == 3
    assert len(used["rows"]) == 4


def test_the_circular_is_drawn_in_word(schools: Program, tmp_path: Path) -> None:
    path = tmp_path / "c.docx"
    schools.well("export", "circular", "--period", "2009-10", "-o", path, today=NOVEMBER_3)
    assert path.read_bytes().startswith(b"PK")


def test_a_month_in_which_nothing_came_says_so(schools: Program, tmp_path: Path) -> None:
    said = paper(schools, tmp_path / "c.json", "--period", "2009-09")
    assert said[4:9] == [
        "2009年9月，4个学校共报送信息和简报0篇。",
        "二、报送内容",
        "重点报送的7个方面均没有报送。",
        "三、未报送信息的单位",
        "甲学校、乙学校、丙学校、丁学校未报送信息和简报。",
    ]


def test_an_office_without_prizes_and_fees_is_told_so(schools: Program) -> None:
    ran = schools.well("reward", "--period", "2009-10", today=NOVEMBER_3)
    title = "市直学校学习实践活动信息报送统计办法"
    assert ran.out.strip() == f"The scheme {title} gives no prizes, titles or fees."
    answer = schools.well("reward", "--json", today=NOVEMBER_3).json
    assert (answer["groups"], answer["titles"], answer["fees"]) == ([], [], [])


def test_a_street_counts_too(office: Program) -> None:
    office.well("unit", "add", "甲社区", "--group", "社区")
    office.well("submission", "add", "甲社区", "情况", "--received", "2009-05-08")
    [row] = office.well("stats", "--month", "5", "--json").json["rows"]
    assert (row["sent"], row["kinds"], row["levels"]) == (
        1,
        {"": 1},
        {"street": 0, "district": 0, "city": 0},
    )


def test_what_the_bulletin_prints_is_used_there(run: Program) -> None:
    run.well("init", "--office", "教育局办公室", "--scheme", "schools")
    run.well("unit", "add", "甲学校", "--group", "学校")
    day = date(2009, 10, 12)
    report = ("甲学校", "举措", "--received", "2009-10-09", "--ref", "1")
    run.well("submission", "add", *report, today=day)
    run.well("bulletin", "new", today=day)
    assert "工作简报" in run("bulletin", "list", today=day).out
    run("bulletin", "add", "1", today=day)
    run.well("bulletin", "issue", "--yes", today=day)
    assert stats(run)["rows"][0]["levels"] == {"bulletin": 1, "web": 0}


# The counts themselves


def report(unit: str, ref: str, **given: Any) -> Submission:
    return Submission(unit, f"第{ref}篇", date(2009, 10, 9), ref=ref, **given)


def use(one: Submission, level: str, on: date = date(2009, 10, 12)) -> Adoption:
    return Adoption(one.unit, one.label, one.title, one.received, level, "whole", on)


A1 = report("甲学校", "a1", kind="信息", pictures=2)
B1 = report("乙学校", "b1", kind="信息", pictures=0)
B2 = report("乙学校", "b2")
NAMES = Names(groups={"b": "乙组", "a": "甲组"}, levels={"city": "市"}, kinds={"i": "信息"})
UNITS_OF_GROUPS = (Unit("甲学校", "a"), Unit("乙学校", "b"))


def test_groups_stand_in_the_order_of_the_scheme() -> None:
    counts = counted(Basis(facts=Facts(units=UNITS_OF_GROUPS)), NAMES, by="unit", period=OCTOBER)
    assert [(one.name, one.group) for one in counts.rows] == [("乙学校", "b"), ("甲学校", "a")]
    table = stats_page(counts, Profile("办公室", "zh", ""), NOVEMBER_3).tables()[0]
    assert [row[:2] for row in table.rows[:2]] == [("乙组", "乙学校"), ("甲组", "甲学校")]


def test_a_report_with_a_picture_counts_as_one_with_pictures() -> None:
    facts = Facts(units=UNITS_OF_GROUPS, submissions=(A1, B1, B2))
    counts = counted(Basis(facts=facts), NAMES, by="unit", period=OCTOBER)
    assert [one.pictured for one in counts.rows] == [0, 1]
    columns = stats_page(counts, Profile("办公室", "zh", ""), NOVEMBER_3).tables()[0].columns
    assert "pictured" in [column.key for column in columns]


def test_a_use_of_an_earlier_report_is_of_its_kind_and_in_no_rate() -> None:
    facts = Facts(
        units=UNITS_OF_GROUPS,
        submissions=(B1, B2),
        adoptions=(use(A1, "city"), use(B1, "city")),
        items={"a1": A1, "b1": B1},
    )
    counts = counted(Basis(facts=facts), NAMES, by="kind", period=OCTOBER)
    assert [(one.name, one.sent, one.uses, one.used) for one in counts.rows] == [
        ("i", 1, 2, 1),
        ("", 1, 0, 0),
    ]
    assert counts.total.rate == Decimal("50.0")


def test_the_sum_of_the_units_is_all_together() -> None:
    facts = Facts(
        units=UNITS_OF_GROUPS,
        submissions=(A1, B1, B2),
        adoptions=(use(A1, "city"), use(A1, "web"), use(B1, "web")),
    )
    counts = counted(Basis(facts=facts), NAMES, by="unit", period=OCTOBER)
    assert together(counts.rows) == counts.total


def test_what_is_declared_stands_first_and_what_is_not_stated_last() -> None:
    assert in_order(["b", "a"], [{"": 1, "z": 1}, {"c": 2}]) == ["b", "a", "c", "z", ""]

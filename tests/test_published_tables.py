"""What offices published: points and places, whole tables and sums, made again from counts.

`cases/published.json` holds the counts of three tables with their sources, `cases/tables.json`
those tables as they were printed, `cases/schemes/` a scheme for each. Of two more only the columns
are published; their figures are worked out by hand here.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from conftest import CASES, Program, made_once

TABLES = {
    one["id"]: one for one in json.loads((CASES / "published.json").read_text(encoding="utf-8"))
}
ZHALANTUN, HUOLINGUOLE, TONGZHOU = TABLES
LATER = date(2024, 1, 5)

Row = dict[str, Any]
PUBLISHED = json.loads((CASES / "tables.json").read_text(encoding="utf-8"))
"""The same tables as they were printed: their heads, and their cells row by row."""


def counted(made: Program, table: str, group: str, *, sent: str, day: str) -> Program:
    """An office under the table's scheme, its units and as many reports as `sent` counts."""
    made.db.unlink()
    run = Program(made.db)
    scheme = CASES / "schemes" / f"{table}.toml"
    run.well("init", "--office", TABLES[table]["issuer"], "--scheme", scheme)
    rows: list[Row] = TABLES[table]["rows"]
    run.take("unit", [{"unit": row["unit"], "group": group} for row in rows], today=LATER)
    reports = [
        {"ref": f"{row['unit']}-{n}", "unit": row["unit"], "title": f"第{n}条", "received": day}
        for row in rows
        for n in range(1, row[sent] + 1)
    ]
    run.take("submission", reports, today=LATER)
    return run


def uses(table: str, *, counted: str, level: str, form: str, first: str = "") -> Iterator[Row]:
    """One use each of as many reports as `counted` says, after those that `first` took."""
    for row in TABLES[table]["rows"]:
        start = row.get(first, 0)
        for n in range(start + 1, start + row[counted] + 1):
            ref = f"{row['unit']}-{n}"
            yield {"ref": ref, "level": level, "form": form, "adopted": TABLES[table]["published"]}


def points(run: Program, period: str) -> dict[str, Row]:
    """What `score` says of each unit."""
    units = run.well("score", "--period", period, "--json", today=LATER).json["units"]
    return {one["unit"]: one for one in units}


def places(run: Program, period: str) -> list[tuple[int, str, int]]:
    """The one group's standings."""
    groups = run.well("rank", "--period", period, "--json", today=LATER).json["groups"]
    return [(one["place"], one["unit"], one["points"]) for one in groups[0]["standings"]]


def printed(run: Program, period: str) -> tuple[list[str], list[list[Any]]]:
    """The heads and the cells of the first table of the circular."""
    return next(tables(run, "circular", period))


def tables(run: Program, paper: str, period: str) -> Iterator[tuple[list[str], list[list[Any]]]]:
    """The heads and the cells of each table of a paper."""
    for block in blocks(run, paper, period):
        if block["type"] == "table":
            columns = block["columns"]
            heads = ["-".join(filter(None, (one.get("over"), one["head"]))) for one in columns]
            yield heads, [list(row.values()) for row in block["rows"]]


def blocks(run: Program, paper: str, period: str) -> list[Row]:
    """A paper, block by block."""
    path = run.db.with_name(f"{paper}.json")
    words = ("export", paper, "--period", period, "-o", path, "--force")
    assert run(*words, today=LATER, lang="zh").status == 0
    found: list[Row] = json.loads(path.read_text(encoding="utf-8"))["blocks"]
    return found


@made_once
def zhalantun(office: Program) -> Program:
    """The office of the first table."""
    run = counted(office, ZHALANTUN, "市直各部门", sent="adopted_local", day="2023-01-09")
    local = uses(ZHALANTUN, counted="adopted_local", level="扎兰屯市政府网", form="whole")
    upper = uses(ZHALANTUN, counted="adopted_upper", level="呼伦贝尔市政府网", form="whole")
    run.take("adoption", [one | {"adopted": "2023-03-31"} for one in (*local, *upper)], today=LATER)
    return run


def test_zhalantun_first_quarter_of_2023(zhalantun: Program) -> None:
    """5 points for each item on the town's site, 10 on the one above; places 1 to 5."""
    run = zhalantun
    rows = TABLES[ZHALANTUN]["rows"]
    for period in ("2023-Q1", "2023-01..2023-03"):
        assert places(run, period) == [(row["rank"], row["unit"], row["score"]) for row in rows]


@made_once
def huolinguole(office: Program) -> Program:
    """The office of the second table."""
    run = counted(office, HUOLINGUOLE, "各街道办事处", sent="submitted", day="2018-01-31")
    wechat = uses(HUOLINGUOLE, counted="adopted_wechat", level="市本级", form="微信公众号")
    asked = uses(
        HUOLINGUOLE,
        counted="adopted_commissioned",
        level="市本级",
        form="约稿",
        first="adopted_wechat",
    )
    run.take(
        "adoption", [one | {"adopted": "2018-02-28"} for one in (*wechat, *asked)], today=LATER
    )
    return run


def test_huolinguole_january_and_february_of_2018(huolinguole: Program) -> None:
    """5 points for each item on the city's channel or asked for; nothing for sending."""
    run = huolinguole
    found = points(run, TABLES[HUOLINGUOLE]["period"])
    for row in TABLES[HUOLINGUOLE]["rows"]:
        assert found[row["unit"]]["points"] == row["score"] == row["score_ytd"]
    assert places(run, TABLES[HUOLINGUOLE]["period"]) == [
        (1, "珠斯花街道", 25),
        (2, "沙尔呼热街道", 15),
        (3, "宝日呼吉尔街道", 10),
        (4, "达来胡硕苏木", 5),
        (4, "莫斯台街道", 5),
    ]


@made_once
def tongzhou(office: Program) -> Program:
    """The office of the third table: 1 point for each item sent, 3 for each used."""
    run = counted(office, TONGZHOU, "局机关科室", sent="submitted", day="2016-09-12")
    used = [
        one | {"adopted": "2016-09-30"} | ({"form": ""} if one["ref"] in UNSTATED else {})
        for one in uses(TONGZHOU, counted="adopted", level="园林动态", form="whole")
    ]
    run.take("adoption", used, today=LATER)
    return run


UNSTATED = {"监察(审计)科-1", "监察(审计)科-2"}
"""Items of which the table says that they were used, and not in which form."""


def test_tongzhou_september_of_2016(tongzhou: Program) -> None:
    found = points(tongzhou, "2016-09")
    rows = [row for row in TABLES[TONGZHOU]["rows"] if row["unit"] != "城乡绿化科"]
    assert len(rows) == 10
    for row in rows:
        one = found[row["unit"]]
        assert one["points"] == row["score"]
        assert one["parts"].get("extra", 0) == row["score_submitted"]
        assert one["parts"].get("adoption", 0) == row["score_adopted"]


def test_tongzhou_ranks_those_with_nothing_together(tongzhou: Program) -> None:
    found = places(tongzhou, "2016-09")
    assert found[:3] == [
        (1, "工会共青团", 16),
        (2, "森林公安处", 8),
        (2, "监察(审计)科", 8),
    ]
    assert {(place, its) for place, _, its in found[3:]} == {(4, 0)}


def test_the_row_that_its_own_table_contradicts_is_not_followed(tongzhou: Program) -> None:
    """城乡绿化科 has 3 points for use where the same row counts no item sent and none used.

    A score here is the sum of its lines, and a line wants a report: without one there is nothing.
    """
    row = next(one for one in TABLES[TONGZHOU]["rows"] if one["unit"] == "城乡绿化科")
    assert (row["submitted"], row["adopted"], row["score"]) == (0, 0, 3)
    found = points(tongzhou, "2016-09")["城乡绿化科"]
    assert (found["points"], found["lines"]) == (0, [])


def test_counts_and_points_of_each_level_are_printed_as_zhalantun_did(zhalantun: Program) -> None:
    assert printed(zhalantun, "2023-Q1") == (
        PUBLISHED[ZHALANTUN]["columns"],
        PUBLISHED[ZHALANTUN]["rows"],
    )


def test_sums_to_date_are_printed_as_huolinguole_did(huolinguole: Program) -> None:
    period = TABLES[HUOLINGUOLE]["period"]
    assert printed(huolinguole, period) == (
        PUBLISHED[HUOLINGUOLE]["columns"],
        PUBLISHED[HUOLINGUOLE]["rows"],
    )


def test_uses_by_form_are_printed_as_tongzhou_did(tongzhou: Program) -> None:
    """What stood in the year's sums before September is put on file as what the table says.

    Of 城乡绿化科 the table does not say what its own points are made of.
    """
    rows = {row[0]: row for row in PUBLISHED[TONGZHOU]["rows"]}
    earlier = {unit: (row[2] - (row[1] or 0), row[13] - row[12]) for unit, row in rows.items()}
    reports = [
        {"ref": f"{unit}-x{n}", "unit": unit, "title": f"前{n}条", "received": "2016-03-01"}
        for unit, (sent, _) in earlier.items()
        for n in range(sent)
    ]
    tongzhou.take("submission", reports, today=LATER)
    marks = [
        {"unit": unit, "code": "bonus", "on": "2016-03-01", "reason": "前期", "points": left}
        for unit, (sent, points) in earlier.items()
        if (left := points - sent)
    ]
    tongzhou.take("mark", marks, today=LATER)
    heads, cells = printed(tongzhou, "2016-09")
    assert heads == PUBLISHED[TONGZHOU]["columns"]
    assert [row for row in cells if row[0] != "城乡绿化科"] == [
        ["" if cell is None else cell for cell in row]
        for row in PUBLISHED[TONGZHOU]["rows"]
        if row[0] != "城乡绿化科"
    ]


def test_the_sums_that_zhalantun_told_stand_below_its_two_tables(tmp_path: Path) -> None:
    """2000 items were sent, 1165 by departments, 835 by townships; 456, 317 used; 14 above.

    What the five rows that can be read leave of them is one department's here, and one township's.
    """
    run, path = Program(tmp_path / "office.db"), tmp_path / "counts.toml"
    path.write_text(COUNTS, encoding="utf-8")
    run.well("init", "--office", TABLES[ZHALANTUN]["issuer"], "--scheme", path)
    known = {
        row["unit"]: (row["adopted_local"], row["adopted_local"], row["adopted_upper"])
        for row in TABLES[ZHALANTUN]["rows"]
    }
    wholes, sums = (1165, 456, 14), [sum(of) for of in zip(*known.values(), strict=True)]
    left = [whole - part for whole, part in zip(wholes, sums, strict=True)]
    counts = known | {"其余部门": tuple(left), "各乡镇": (835, 317, 0)}
    units = [
        {"unit": name, "group": "各乡镇街道" if name == "各乡镇" else "市直各部门"}
        for name in counts
    ]
    run.take("unit", units, today=LATER)
    reports = [
        {"ref": f"{unit}-{n}", "unit": unit, "title": f"第{n}条", "received": "2023-02-01"}
        for unit, (sent, _, _) in counts.items()
        for n in range(1, sent + 1)
    ]
    run.take("submission", reports, today=LATER)
    used = [
        {"ref": f"{unit}-{n}", "level": level, "adopted": "2023-03-31"}
        for unit, (_, local, upper) in counts.items()
        for level, count in (("local", local), ("upper", upper))
        for n in range(1, count + 1)
    ]
    run.take("adoption", used, today=LATER)
    (_, departments), (_, townships), _ = tables(run, "circular", "2023-Q1")
    assert departments[-1] == ["合计", 1165, 456, 14]
    assert townships[-1] == ["合计", 835, 317, 0]
    texts = [one.get("text") for one in blocks(run, "circular", "2023-Q1")]
    assert "1-3月共报送信息2000条，其中本级采用773条。" in texts


COUNTS = """
title  = "政府门户网站信息采用计分"
since  = 2023-01-01
period = "quarter"
[groups]
department = "市直各部门"
township   = "各乡镇街道"
[levels]
local = "扎兰屯市政府网"
upper = "呼伦贝尔市政府网"
[[rule]]
kind   = "adoption"
clause = "表"
points = { local = 5, upper = 10 }
[circular]
report = "条"
use    = "条"
[[circular.section]]
head = "总体情况"
text = "1-3月共报送信息{sent}条，其中本级采用{uses_local}条。"
[[table]]
paper   = "circular"
columns = [
    { shows = "unit" },
    { shows = "sent" },
    { shows = "uses", level = "local", head = "本级采用" },
    { shows = "uses", level = "upper", head = "上级采用" },
]
"""


def test_who_huolinguole_named_for_nothing_sent_and_nothing_used(huolinguole: Program) -> None:
    named = ("市医保局", "社保局", "城投公司", "交投公司")
    huolinguole.take("unit", [{"unit": unit, "group": "各街道办事处"} for unit in named])
    texts = [one.get("text") for one in blocks(huolinguole, "circular", "2018-01..2018-02")]
    assert "市医保局、社保局、城投公司、交投公司未报送信息。" in texts


def test_two_forms_of_a_railway_office_in_their_columns(tmp_path: Path) -> None:
    """Kinds sent, with the place by their number; each kind by each level, with points and place.

    甲所: 3 sent; one news used by division and ministry, one study by the state, one instruction
    of the bureau: 1 + 3 + 4 + 5 = 13. 乙所: 2 sent; coverage in a city's and the centre's: 1 + 3.
    """
    run = Program(tmp_path / "office.db")
    scheme = CASES / "schemes" / "railway-office.toml"
    run.well("init", "--office", "公安处办公室", "--scheme", scheme)
    run.take("unit", [{"unit": name, "group": "派出所"} for name in ("甲所", "乙所")], today=LATER)
    kinds = {
        "甲1": "信息动态",
        "甲2": "调研文章",
        "甲3": "总结",
        "乙1": "宣传报道",
        "乙2": "信息动态",
    }
    reports = [
        {"ref": ref, "unit": f"{ref[0]}所", "title": ref, "kind": kind, "received": "2014-05-06"}
        for ref, kind in kinds.items()
    ]
    run.take("submission", reports, today=LATER)
    used = ("甲1 公安处", "甲1 部局", "甲2 公安部", "乙1 地市级", "乙1 中央级")
    rows = [dict(zip(("ref", "level"), one.split(), strict=True)) for one in used]
    run.take("adoption", [row | {"adopted": "2014-05-20"} for row in rows], today=LATER)
    words = ("--level", "公安局", "--leader", "领导甲", "--on", "2014-05-21")
    run.well("instruction", "add", "甲1", *words, today=LATER)
    (heads, sendings), (over, uses) = tables(run, "statistics", "2014-05")
    assert "，".join(heads) == (
        "序号，单位，时间，信息动态(篇)，工作简报(篇)，调研文章(篇)，总结(篇)，其它，排名，备注"
    )
    assert sendings == [
        [1, "甲所", None, 1, 0, 1, 1, 0, 1, None],
        [2, "乙所", None, 1, 0, 0, 0, 0, 2, None],
    ]
    levels = ("公安处", "公安局", "部局", "公安部")
    of_kinds = ("信息动态", "工作简报", "调研文章", "领导批示", "其他材料")
    assert over == [
        *("序号", "单位", "时间"),
        *(f"{kind}-{level}" for kind in of_kinds for level in levels),
        *("宣传报道-地市级", "宣传报道-省部级", "宣传报道-中央级", "得分", "排名", "备注"),
    ]
    nothing = [0, 0, 0, 0]
    first = [*[1, 0, 1, 0], *nothing, *[0, 0, 0, 1], *[0, 1, 0, 0], *nothing, *[0, 0, 0]]
    second = [*nothing * 5, *[1, 0, 1]]
    assert uses == [[1, "甲所", None, *first, 13, 1, None], [2, "乙所", None, *second, 4, 2, None]]

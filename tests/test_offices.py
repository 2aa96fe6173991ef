"""Offices that no example is: what a notice of theirs says, put as a clerk would, and what that
comes to by hand.
"""

from datetime import date
from typing import Any

import pytest

from conftest import Program

HEAD = """\
edition = 2
title   = "信息工作考核办法"
since   = 2021-01-01
groups  = { unit = "单位" }
levels  = { county = "县", city = "市" }
[counting]
repeated = "add"
[ranking]
ties = "gap"
"""
LONG_AFTER = date(2022, 1, 31)

Row = dict[str, Any]


def office(run: Program, scheme: str, **lists: list[Row]) -> Program:
    """An office under a scheme, with the lists that it imports."""
    path = run.db.with_name("scheme.toml")
    path.write_text(scheme, encoding="utf-8")
    run.well("init", "--office", "办公室", "--scheme", path, today=LONG_AFTER)
    for noun, rows in lists.items():
        run.take(noun, rows, today=LONG_AFTER)
    return run


def points(run: Program, period: str, today: date = LONG_AFTER) -> dict[str, float]:
    """What each unit has in a period, as `rank` tells it."""
    groups = run("rank", "--period", period, "--json", today=today).json["groups"]
    return {row["unit"]: row["points"] for group in groups for row in group["standings"]}


# A running period

COURT = """
[[rule]]
type   = "start"
clause = "一"
points = 100
[[rule]]
type   = "adoption"
clause = "二"
points = { county = 1, city = 3 }
"""
LATER = [
    {"unit": "甲庭", "group": "单位", "since": ""},
    {"unit": "乙庭", "group": "单位", "since": ""},
    {"unit": "丙庭", "group": "单位", "since": "2021-05-10"},
]
COURT_USED = {
    "unit": LATER,
    "submission": [{"ref": "1", "unit": "甲庭", "title": "一", "received": "2021-01-05"}],
    "adoption": [
        {"ref": "1", "level": "市", "adopted": "2021-02-10"},
        {"ref": "1", "level": "市", "adopted": "2021-02-20"},
    ],
}
MARCH = date(2021, 3, 15)


def test_months_that_have_not_begun_give_no_points_yet(run: Program) -> None:
    court = office(run, HEAD + COURT, **COURT_USED)
    assert points(court, "2021-H1", MARCH) == {"甲庭": 306, "乙庭": 300}  # three times 100
    assert points(court, "2021", MARCH) == {"甲庭": 306, "乙庭": 300}
    assert points(court, "2021-H1") == {"甲庭": 606, "乙庭": 600, "丙庭": 200}  # 丙庭: May, June


def test_an_average_so_far_is_over_the_months_begun(run: Program) -> None:
    average = '[[rule]]\ntype = "average"\nclause = "三"\njudged = "year"\nevery = "month"\n'
    court = office(run, HEAD + COURT + average, **COURT_USED)
    assert points(court, "2021", MARCH) == {"甲庭": 102, "乙庭": 100}  # 306 / 3
    assert points(court, "2021") == {"甲庭": 100.5, "乙庭": 100, "丙庭": 100}  # 1206 / 12, 800 / 8


def test_a_unit_that_is_not_there_yet_has_no_floor_and_no_flag(run: Program) -> None:
    low = '[[rule]]\ntype = "flag"\nclause = "三"\njudged = "year"\nflag = "偏低"\nbelow = 1200\n'
    low += '[[rule]]\ntype = "limit"\nclause = "四"\njudged = "year"\nfloor = 400\n'
    court = office(run, HEAD + COURT + low, **COURT_USED)
    assert points(court, "2021", MARCH) == {"甲庭": 400, "乙庭": 400}
    assert points(court, "2021") == {"甲庭": 1206, "乙庭": 1200, "丙庭": 800}


def test_a_commission_is_not_missed_before_its_last_day(run: Program) -> None:
    """Asked for by 22 and 29 January: nothing until then, 2 off for each afterwards."""
    asked = (
        '[[rule]]\ntype = "commission"\nclause = "一"\npoints = { delivered = 3, missed = -2 }\n'
    )
    unit = {"unit": "甲镇", "group": "单位"}
    town = office(
        run,
        HEAD + asked,
        unit=[unit],
        commission=[
            {"unit": "甲镇", "title": "约一", "on": "2021-01-11", "due": "2021-01-22"},
            {"unit": "甲镇", "title": "约二", "on": "2021-01-11", "due": "2021-01-29"},
        ],
    )
    days = {19: 0, 21: 0, 22: -2, 28: -2, 29: -4}
    told = {day: points(town, "2021-01", date(2021, 1, day))["甲镇"] for day in days}
    assert told == days


# Marks that a rule asks for, and no rule prices

FLOOD = """
[codes]
flood    = "汛情"
feedback = "反馈"
copied   = "重复"
[[rule]]
type   = "duty"
clause = "一"
unless = { marked = "copied" }
base   = 10
[[rule]]
type   = "submission"
clause = "二"
where  = { within = { hours = 24, event = "flood" } }
points = 3
[[rule]]
type   = "instruction"
clause = "三"
unless = { within = { workdays = 2, answer = "feedback" } }
points = -2
[[rule]]
type   = "mark"
clause = "四"
points = { error = -1 }
"""


def test_a_mark_that_a_condition_asks_for_is_no_doubt(run: Program) -> None:
    station = office(
        run,
        HEAD + FLOOD,
        unit=[{"unit": "甲站", "group": "单位"}],
        submission=[{"ref": "1", "unit": "甲站", "title": "一", "received": "2021-07-05"}],
    )
    on = ("--on", "2021-07-05", "--reason", "登记")
    for code in ("flood", "feedback", "copied", "error"):
        station.well("mark", "add", "甲站", code, "--ref", "1", *on, today=LONG_AFTER)
    late = station("mark", "add", "甲站", "late", *on, today=LONG_AFTER)
    assert "the scheme sets no points for 迟报" in late.err


# Prizes of one group, where several are ranked together

BANK = """
edition = 2
title   = "信息宣传考核办法"
since   = 2021-01-01
groups  = { branch = "支行", dept = "部室" }
levels  = { hq = "分行" }
[ranking]
together = ["branch", "dept"]
[[rule]]
type   = "adoption"
clause = "一"
points = 10
[[reward]]
group  = ["branch", "dept"]
clause = "二"
prizes = [500]
[[reward]]
group  = "branch"
clause = "三"
pool   = 1000
[[honour]]
title  = "先进支行"
group  = "branch"
first  = 1
"""


def test_a_prize_of_one_group_is_listed_though_it_is_ranked_with_others(run: Program) -> None:
    """东支行 3 uses, 西支行 1, 信贷部 4: of the 1000 the branches have 750 and 250."""
    units = [("东支行", "支行"), ("西支行", "支行"), ("信贷部", "部室")]
    uses = ["1"] * 3 + ["2"] + ["3"] * 4
    bank = office(
        run,
        BANK,
        unit=[{"unit": unit, "group": group} for unit, group in units],
        submission=[
            {"ref": ref, "unit": unit, "title": unit, "received": "2021-01-05"}
            for ref, (unit, _) in enumerate(units, 1)
        ],
        adoption=[
            {"ref": ref, "level": "分行", "adopted": f"2021-01-{day}"}
            for day, ref in enumerate(uses, 10)
        ],
    )
    told = bank("reward", "--period", "2021-01", lang="zh", today=LONG_AFTER).out
    rows = [line.split() for line in told.splitlines()]
    assert ["支行、部室奖励名单"] in rows
    assert ["1", "信贷部", "500"] in rows
    assert ["支行奖励名单"] in rows
    assert ["1", "东支行", "750"] in rows
    assert ["2", "西支行", "250"] in rows
    assert ["先进支行（支行）"] in rows
    sheet = run.db.with_name("prizes.html")
    bank.well("export", "rewards", "--period", "2021-01", "-o", sheet, today=LONG_AFTER)
    assert ">支行奖金<" in sheet.read_text(encoding="utf-8")


# A number by staff


def test_the_number_by_staff_says_what_a_part_counts_as(run: Program) -> None:
    """21 of staff, one report for each 10: three."""
    duty = '[[rule]]\ntype = "duty"\nclause = "一"\nheads = 10\n'
    unit = {"unit": "甲局", "group": "单位", "headcount": 21}
    bureau = office(run, HEAD + duty, unit=[unit])
    due = bureau("due", "--period", "2021-01", "--json", today=LONG_AFTER).json["windows"]
    assert [row["owed"] for row in due] == [3]
    shown = bureau("scheme", "show", lang="zh").out
    assert "一  每月应报1篇（按每10人计，不足10人的按10人计）。" in shown


# What is carried on, and who is bound by nothing

CARRIED = """
[[rule]]
type    = "duty"
clause  = "一"
owed    = 2
carry   = "missing"
missing = -2
"""


def test_what_is_carried_on_is_not_asked_of_whom_nothing_binds(run: Program) -> None:
    """甲局 misses two in January, is free in February and sends one; 乙局 is no more in March."""
    zone = office(
        run,
        HEAD + CARRIED,
        unit=[{"unit": "甲局", "group": "单位"}, {"unit": "乙局", "group": "单位"}],
        submission=[{"ref": "1", "unit": "甲局", "title": "一", "received": "2021-02-05"}],
    )
    free = ("--since", "2021-02-01", "--until", "2021-02-28", "--reason", "抗灾")
    zone.well("exemption", "add", "甲局", "--clause", "一", *free, today=LONG_AFTER)
    zone.well("unit", "retire", "乙局", "--on", "2021-02-28", "--reason", "撤并", today=LONG_AFTER)

    def owed(month: str) -> dict[str, tuple[int, int]]:
        due = zone("due", "--period", month, "--json", today=LONG_AFTER).json["windows"]
        return {row["unit"]: (row["owed"], row["missing"]) for row in due}

    assert owed("2021-01") == {"甲局": (2, 2), "乙局": (2, 2)}
    assert owed("2021-02") == {"甲局": (0, 0), "乙局": (4, 4)}
    assert owed("2021-03") == {"甲局": (3, 3)}  # its own two, and one of January's
    assert points(zone, "2021-Q1") == {"甲局": -10, "乙局": -12}
    table = zone("score", "--period", "2021-Q1", "--json", today=LONG_AFTER).json["units"]
    assert {row["unit"]: row["due"] for row in table} == {"甲局": 4, "乙局": 4}


QUARTER = """
[[rule]]
type    = "duty"
clause  = "一"
name    = "报送"
owed    = 3
carry   = "both"
[[rule]]
type    = "duty"
clause  = "二"
judged  = "quarter"
duties  = ["报送"]
base    = 18
missing = -2
extra   = 1
short   = "pro rata"
[[rule]]
type    = "rate"
clause  = "三"
judged  = "quarter"
measure = "met"
duties  = ["报送"]
bands   = [{ from = 0.5, points = 5 }, { from = 0.3, points = 2 }]
[[rule]]
type    = "flag"
clause  = "四"
judged  = "quarter"
flag    = "欠报"
unmet   = ["报送"]
"""


def test_what_is_carried_on_is_owed_once_in_a_sum_of_months(run: Program) -> None:
    """甲局 sends 2, 1 and none of nine: six are missing. 乙局 sends 5, 2, 3: one above.

    甲局 keeps a third of 18, loses 12, and has 2 for a third; 乙局 has 18, 1 and 5.
    """
    sent = {"甲局": (2, 1, 0), "乙局": (5, 2, 3)}
    zone = office(
        run,
        HEAD + QUARTER,
        unit=[{"unit": unit, "group": "单位"} for unit in sent],
        submission=[
            {"ref": f"{unit}{month}{n}", "unit": unit, "title": f"{unit}{month}{n}"}
            | {"received": f"2021-0{month}-0{n}"}
            for unit, counts in sent.items()
            for month, count in enumerate(counts, 1)
            for n in range(1, count + 1)
        ],
    )
    quarter = ("--period", "2021-Q1")
    assert points(zone, "2021-Q1") == {"乙局": 24, "甲局": -4}
    table = zone("score", *quarter, "--json", today=LONG_AFTER).json["units"]
    assert {row["unit"]: (row["due"], row["counted"]) for row in table} == {
        "甲局": (9, 3),
        "乙局": (9, 10),
    }
    due = zone("due", *quarter, "--json", today=LONG_AFTER).json
    assert [(row["unit"], row["missing"]) for row in due["overdue"]][-1:] == [("甲局", 6)]
    message = zone("due", *quarter, "--message", lang="zh", today=LONG_AFTER).out
    assert "尚有甲局6篇逾期未报送" in message
    circular = run.db.with_name("circular.html")
    zone.well("export", "circular", *quarter, "-o", circular, today=LONG_AFTER)
    assert "2个单位应报送信息18篇，实报13篇" in circular.read_text(encoding="utf-8")


MONTHLY = """
[[rule]]
type    = "duty"
clause  = "{clause}"
name    = "任务"
owed    = {owed}
carry   = "missing"
missing = -1
"""


def test_what_an_earlier_scheme_left_is_carried_on_as_it_left_it(run: Program) -> None:
    """Two a month, from May on three; 2, 1, 2, 1 come, then 3 and 4.

    Missing are 0, 1, 1 of three and 2 of three; in May 2 of five, in June 1 of five. Fourteen were
    owed in all, thirteen came.
    """
    sent = (2, 1, 2, 1, 3, 4)
    zone = office(
        run,
        HEAD + MONTHLY.format(clause="一", owed=2),
        unit=[{"unit": "甲园", "group": "单位"}],
        submission=[
            {"ref": f"{month}-{n}", "unit": "甲园", "title": f"{month}-{n}"}
            | {"received": f"2021-0{month}-1{n}"}
            for month, count in enumerate(sent, 1)
            for n in range(count)
        ],
    )
    path = run.db.with_name("new.toml")
    path.write_text(HEAD + MONTHLY.format(clause="二", owed=3), encoding="utf-8")
    zone.well("scheme", "use", path, "--from", "2021-05-01", today=LONG_AFTER)
    half = ("--period", "2021-H1")
    due = zone("due", *half, "--json", today=LONG_AFTER).json["windows"]
    assert [(row["owed"], row["missing"]) for row in due] == [
        (2, 0), (2, 1), (3, 1), (3, 2), (5, 2), (5, 1),
    ]  # fmt: skip
    assert points(zone, "2021-H1") == {"甲园": -7}
    [row] = zone("score", *half, "--json", today=LONG_AFTER).json["units"]
    assert (row["due"], row["counted"]) == (14, 13)
    circular = run.db.with_name("circular.html")
    zone.well("export", "circular", *half, "-o", circular, today=LONG_AFTER)
    assert "应报送信息14篇，实报13篇" in circular.read_text(encoding="utf-8")
    zone.well(
        "export", "circular", "--period", "2021-06", "-o", circular, "--force", today=LONG_AFTER
    )
    assert "应报送信息5篇，实报4篇" in circular.read_text(encoding="utf-8")


def test_nothing_is_carried_from_before_a_rule_is_in_force(run: Program) -> None:
    """A duty of March and later: nothing came in January and February, when nothing was owed."""
    scheme = HEAD + MONTHLY.format(clause="一", owed=2) + "since = 2021-03-01\n"
    zone = office(run, scheme, unit=[{"unit": "甲园", "group": "单位"}])
    assert points(zone, "2021-03") == {"甲园": -2}
    due = zone("due", "--period", "2021-03", "--json", today=LONG_AFTER).json["windows"]
    assert [row["owed"] for row in due] == [2]


# Two duties over the same days

BOTH = """
[calendar]
deadline = "friday"
holidays = "keep"
belongs  = "end"
[[rule]]
type    = "duty"
clause  = "一"
every   = "week"
judged  = "month"
surplus = "stays"
missing = -1
[[rule]]
type    = "duty"
clause  = "二"
owed    = 5
missing = -2
"""


def test_a_report_owed_by_the_week_and_by_the_month_is_one_report(run: Program) -> None:
    """One a week, of which January has four, and five a month.

    甲所 sends one in each week, 乙所 five in the first: one is missing of the month, three weeks
    are missed; five were owed of each, and none has done all of it.
    """
    sent = {"甲所": (5, 12, 19, 26), "乙所": (4, 5, 6, 7, 8)}
    power = office(
        run,
        HEAD + BOTH,
        unit=[{"unit": unit, "group": "单位"} for unit in sent],
        submission=[
            {"ref": f"{unit}{day}", "unit": unit, "title": f"{unit}{day}"}
            | {"received": f"2021-01-{day:02}"}
            for unit, days in sent.items()
            for day in days
        ],
    )
    january = ("--period", "2021-01")
    assert points(power, "2021-01") == {"甲所": -2, "乙所": -3}
    table = power("score", *january, "--json", today=LONG_AFTER).json["units"]
    assert {row["unit"]: (row["due"], row["counted"]) for row in table} == {
        "甲所": (5, 4),
        "乙所": (5, 5),
    }
    message = power("due", *january, "--message", lang="zh", today=LONG_AFTER).out
    assert "尚有甲所1篇、乙所3篇逾期未报送" in message
    circular = run.db.with_name("circular.html")
    power.well("export", "circular", *january, "-o", circular, today=LONG_AFTER)
    text = circular.read_text(encoding="utf-8")
    assert "2个单位应报送信息10篇，实报9篇。各单位均未完成报送任务。" in text


def test_what_is_still_to_come_is_asked_for_once(run: Program) -> None:
    """On the 13th 甲所 owes one by the 15th; of the five of the month three more after that."""
    power = office(run, HEAD + BOTH, unit=[{"unit": "甲所", "group": "单位"}])
    power.well("submission", "add", "甲所", "一", "--received", "2021-01-05", today=LONG_AFTER)
    middle = date(2021, 1, 13)
    message = power("due", "--period", "2021-01", "--message", lang="zh", today=middle).out
    assert "尚有甲所1篇未报送，请于1月15日（周五）前报送" in message
    assert "还应报送：甲所3篇" in message


# A unit that joins, and is bound by nothing yet

NEW = """
edition = 2
title   = "信息工作考核办法"
since   = 2021-01-01
groups  = { unit = "科室" }
levels  = { county = "县" }
[counting]
joining = "starts after"
repeated = "add"
[ranking]
ties = "gap"
[[ranking.last]]
group = "unit"
must  = "书面说明"
[[rule]]
type   = "duty"
clause = "一"
base   = 20
short  = "lose base"
[[rule]]
type   = "adoption"
clause = "二"
points = 5
[[reward]]
group  = "unit"
clause = "三"
prizes = [100, 50, 50]
[[honour]]
title  = "先进"
group  = "unit"
first  = 3
"""


def test_who_joins_and_only_sends_stands_in_the_table_without_a_place(run: Program) -> None:
    """儿科 comes on 10 March and sends one: it owes nothing, and is not the last of anything."""
    since = {"内科": "", "外科": "", "儿科": "2021-03-10", "新科": "2021-03-10"}
    hospital = office(
        run,
        NEW,
        unit=[{"unit": unit, "group": "科室", "since": day} for unit, day in since.items()],
        submission=[
            {"ref": unit, "unit": unit, "title": unit, "received": "2021-03-12"}
            for unit in ("内科", "儿科")
        ],
    )
    march = ("--period", "2021-03")
    ranked = hospital("rank", *march, "--json", today=LONG_AFTER).json["groups"][0]["standings"]
    assert [(row["unit"], row["place"], row["duty"]) for row in ranked] == [
        ("内科", 1, None),
        ("外科", 2, "书面说明"),
        ("儿科", None, None),
    ]
    circular = run.db.with_name("circular.html")
    hospital.well("export", "circular", *march, "-o", circular, today=LONG_AFTER)
    text = circular.read_text(encoding="utf-8")
    assert "3个科室应报送信息2篇，实报2篇" in text
    assert "儿科没有得分" in text
    table = hospital("score", *march, "--json", today=LONG_AFTER).json["units"]
    assert sum(row["counted"] for row in table) == 2
    paid = hospital("reward", *march, "--json", today=LONG_AFTER).json
    assert [row["unit"] for row in paid["groups"][0]["prizes"]] == ["内科", "外科"]
    assert [row["unit"] for row in paid["titles"][0]["awards"]] == ["内科", "外科"]


# A scheme that judges by other windows than the one before

BY = """
edition = 2
title   = "{title}"
since   = 2021-01-01
period  = "{period}"
groups  = {{ park = "园区" }}
levels  = {{ city = "市" }}
[counting]
repeated = "add"
[ranking]
ties = "gap"
[[rule]]
type   = "adoption"
clause = "{clause}"
points = 5
"""


def asked(run: Program, periods: tuple[str, str], begins: str) -> str:
    """What putting a second scheme in force asks, where it asks at all."""
    old, new = (
        BY.format(title=title, period=period, clause=clause)
        for title, period, clause in zip(("原办法", "新办法"), periods, ("一", "二"), strict=True)
    )
    zone = office(run, old, unit=[{"unit": "甲园", "group": "园区"}])
    path = run.db.with_name("new.toml")
    path.write_text(new, encoding="utf-8")
    use = ("scheme", "use", path, "--from", begins, "--dry-run")
    return zone(*use, lang="zh", today=LONG_AFTER).err


def test_a_change_that_counts_something_twice_is_asked_about(run: Program) -> None:
    """April was judged by its month; the quarter that holds it ends under the new scheme."""
    said = asked(run, ("month", "quarter"), "2021-05-01")
    assert (
        "2021-Q2：2021年5月1日之前的已按《原办法》（第一条）计过，还会按《新办法》（第二条）再计一次"
        in said
    )


def test_a_change_that_counts_something_nowhere_is_asked_about(run: Program) -> None:
    """The quarter that holds April ends under the new scheme, whose months begin in May."""
    said = asked(run, ("quarter", "month"), "2021-05-01")
    assert "2021-Q2：2021年5月1日之前的两边都不计：《原办法》（第一条）要看整期" in said


@pytest.mark.parametrize(
    ("periods", "begins"),
    [
        (("month", "quarter"), "2021-04-01"),
        (("quarter", "month"), "2021-07-01"),
        (("quarter", "quarter"), "2021-05-01"),
        (("month", "month"), "2021-05-16"),
    ],
)
def test_a_change_that_divides_no_window_is_not(
    run: Program, periods: tuple[str, str], begins: str
) -> None:
    assert asked(run, periods, begins) == ""


# Points by length

LENGTH = """
[[rule]]
type          = "adoption"
clause        = "一"
points        = { county = 2, city = 5 }
multiplied_by = "chars"
step          = 1000
"""


def test_points_by_length_are_the_same_use_by_use_and_in_a_sum(run: Program) -> None:
    """2,999 characters count as 2, 999 as none: 4 and 0 in January, 10 in February."""
    head = HEAD.replace("[ranking]", '[ranking]\nrunning = "year"')
    chars = {"1": 2999, "2": 999, "3": ""}
    paper = office(
        run,
        head + LENGTH,
        unit=[{"unit": "甲社", "group": "单位"}],
        submission=[
            {"ref": ref, "unit": "甲社", "title": ref, "received": "2021-01-05", "chars": count}
            for ref, count in chars.items()
        ],
        adoption=[{"ref": ref, "level": "县", "adopted": "2021-01-10"} for ref in chars]
        + [{"ref": "1", "level": "市", "adopted": "2021-02-10"}],
    )
    assert points(paper, "2021-01") == {"甲社": 4}
    february = paper("rank", "--period", "2021-02", "--json", today=LONG_AFTER).json["groups"]
    [row] = february[0]["standings"]
    assert (row["points"], row["running_total"]) == (10, 14)
    told = paper("explain", "甲社", "--period", "2021-01", lang="zh", today=LONG_AFTER).out
    assert told.count("未登记字数") == 1


# What says nothing, and was taken in silence

SILENT = {
    "a rule that is over before the scheme begins": (
        'type = "submission"\npoints = 1\nuntil = 2020-05-01',
        "until = 2020-05-01 comes before since = 2021-01-01",
    ),
    "a rule that is about nothing": (
        'type = "submission"\npoints = 1\nwhere = { late = true }\nunless = { late = true }',
        "unless leaves out all that where lets pass",
    ),
    "a year that carries on into none": (
        'type = "duty"\njudged = "year"\nmissing = -1\ncarry = "missing"',
        "carry says nothing: no other window of the year comes after",
    ),
    "a prize for weeks where months are scored": (
        'type = "submission"\npoints = 1\n[[reward]]\ngroup = "unit"\nprizes = [100]\nper = "week"',
        "per = week: nothing so short is scored; write month or longer",
    ),
}


@pytest.mark.parametrize("case", SILENT)
def test_what_says_nothing_is_told(run: Program, case: str) -> None:
    rule, said = SILENT[case]
    path = run.db.with_name("scheme.toml")
    path.write_text(f'{HEAD}[[rule]]\nclause = "1"\n{rule}\n', encoding="utf-8")
    ran = run("scheme", "check", path)
    assert (ran.status, said in ran.err) == (4, True), ran

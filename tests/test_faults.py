"""Each fault that was once seen in counts and papers, by its number, with the right value.

The inputs are small, and what is right was worked out by hand.
"""

import json
import shutil
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import books
from conftest import Program, Ran, first

JUNE_3 = date(2009, 6, 3)
THREE = ("甲社区", "乙社区", "丙社区")
QUOTA = 'kind    = "quota"\n'
ADOPTION = 'kind   = "adoption"\n'

Change = tuple[str, str]


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What gives the office under the street's scheme with some text changed, each made once."""

    @cache
    def made(changes: tuple[Change, ...]) -> Program:
        text = first("street")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        run = Program(tmp_path_factory.mktemp("under") / "office.db")
        books.under(run, text)
        run.take("unit", [{"unit": unit, "group": "社区"} for unit in THREE])
        return run

    return made


@pytest.fixture
def under(run: Program, offices: Any) -> Any:
    """What makes an office with three communities under the street's scheme, some text changed."""

    def made(*changes: Change) -> Program:
        shutil.copytree(offices(changes).db.parent, run.db.parent, dirs_exist_ok=True)
        return run

    return made


@pytest.fixture
def changing(under: Any) -> Program:
    """One of whose units one has gone, one has come late, and one has sent a report."""
    run: Program = under()
    sent(run, "丙社区", "情况", "2009-05-12", "--ref", "c1")
    run.well("unit", "retire", "甲社区", "--on", "2009-05-20", "--reason", "撤并")
    run.well("unit", "edit", "乙社区", "--since", "2009-05-10")
    return run


def sent(run: Program, unit: str, title: str, day: str, *more: str) -> Ran:
    """A report put on file."""
    return run.well("submission", "add", unit, title, "--received", day, *more)


def used(run: Program, ref: str, level: str, day: str, *more: str) -> Ran:
    """A use put on file."""
    return run.well("adoption", "add", ref, "--level", level, "--form", "whole", "--on", day, *more)


class Paper:
    """A paper as a program reads it: its texts, its tables row by row."""

    def __init__(self, run: Program, name: str, *options: str, today: date = JUNE_3) -> None:
        path = run.db.with_name(f"{name}.json")
        options = options or ("--month", "5")
        ran = run("export", name, *options, "-o", path, "--force", today=today)
        assert ran.status == 0, ran
        blocks = json.loads(path.read_text(encoding="utf-8"))["blocks"]
        self.texts: list[str] = [block["text"] for block in blocks if "text" in block]
        self.text = "\n".join(self.texts)
        self.tables: list[dict[str, Any]] = [block for block in blocks if "rows" in block]

    def table(self, caption: str) -> list[dict[str, Any]]:
        """The rows of the table whose caption has these words."""
        [found] = [one for one in self.tables if caption in one["caption"]]
        return [dict(row) for row in found["rows"]]


def circular(run: Program, *options: str, today: date = JUNE_3) -> Paper:
    return Paper(run, "circular", *options, today=today)


def stats(run: Program, *options: str, today: date = JUNE_3) -> Any:
    return run("stats", *(options or ("--month", "5")), "--json", today=today).json


def joint(run: Program) -> None:
    """One report of the three communities, used once by the street."""
    sent(
        run,
        "甲社区",
        "联合整治",
        "2009-05-08",
        "--ref",
        "a1",
        "--with",
        "乙社区",
        "--with",
        "丙社区",
    )
    used(run, "a1", "street", "2009-05-11")


def shared_by(way: str) -> tuple[Change, Change]:
    return (QUOTA, f'{QUOTA}joint = "{way}"\n'), (ADOPTION, f'{ADOPTION}joint = "{way}"\n')


def test_a_month_of_thirds_is_listed_sealed_and_printed_again(under: Any, tmp_path: Path) -> None:
    run = under(*shared_by("equal"))
    joint(run)
    windows = run("due", "--month", "5", "--json").json["windows"]
    first = [one for one in windows if one["deadline"] == "2009-05-08"]
    assert [(one["received"], one["missing"]) for one in first] == [(0.33, 0.67)] * 3
    before = circular(run, "--month", "5").tables
    run.well("close", "--month", "5", "--yes")
    assert circular(run, "--month", "5").tables == before
    paper = tmp_path / "circular.docx"
    assert run("export", "circular", "--month", "5", "-o", paper).status == 0
    assert run("verify", paper).status == 0


@pytest.mark.parametrize("way", ["each", "equal"])
def test_fault_1_a_joint_report_is_one_report_and_one_use(under: Any, way: str) -> None:
    run = under(*shared_by(way))
    joint(run)
    paper = circular(run)
    assert "3个社区应报送信息12篇，实报1篇" in paper.text
    assert "信息被街道采用1篇次" in paper.text
    total = stats(run)["total"]
    assert (total["sent"], total["counted"], total["uses"], total["used"]) == (1, 1, 1, 1)
    assert [(one["sent"], one["uses"]) for one in stats(run)["rows"]] == [(1, 1)] * 3
    form = Paper(run, "statistics")
    assert [row["sent"] for row in form.tables[0]["rows"]] == [1, 1, 1, 1]
    sharing = {"each": "各单位均按全额计", "equal": "由各单位平均分配"}[way]
    assert sharing in form.text
    assert sharing in paper.text


def test_fault_2_a_third_of_a_report_is_shown_with_two_decimals(under: Any) -> None:
    run = under(*shared_by("equal"))
    joint(run)
    paper = circular(run)
    rows = paper.table("社区信息报送")
    assert [row["counted"] for row in rows][:3] == [0.33, 0.33, 0.33]
    assert "0.99" not in paper.text
    units = run("score", "--month", "5", "--json").json["units"]
    assert [one["counted"] for one in units] == [0.33, 0.33, 0.33]


def test_fault_2_three_thirds_of_three_weeks_are_one(under: Any) -> None:
    run = under(*shared_by("equal"))
    for day in ("08", "15", "22"):
        partners = ("--with", "乙社区", "--with", "丙社区")
        sent(run, "甲社区", f"联合{day}", f"2009-05-{day}", *partners)
    units = run("score", "--month", "5", "--json").json["units"]
    assert [one["counted"] for one in units] == [1, 1, 1]
    assert "实报3篇" in circular(run).text


@pytest.mark.parametrize(
    ("short", "said"),
    [
        ("subtract", ["4 due, 3.33 received: base points", "4 due, 3.33 received, 0.67 missing"]),
        ("lose base", ["base lost: 0.67 missing"]),
        ("pro rata", ["base in proportion: 0.67 missing"]),
    ],
)
def test_fault_2_parts_are_told_as_the_tables_have_them(
    under: Any, short: str, said: list[str]
) -> None:
    """Not 2/3 in one sentence and 0.67 in another; a share of a use stays 1/3 of it."""
    run = under(*shared_by("equal"), ('short   = "subtract"', f'short   = "{short}"'))
    short_of_two_thirds(run)
    told = reasons(run)
    assert [one for one in said if one not in told] == []
    assert any(one.endswith("1/3 of it") for one in told)


def test_fault_2_a_flag_tells_parts_so_too(under: Any) -> None:
    quota = '[[rule]]\nkind    = "quota"\n'
    flag = '[[rule]]\nkind = "flag"\nclause = "四"\nflag = "未完成"\nunmet = ["每周"]\n\n'
    run = under(
        *shared_by("equal"),
        (quota, f'{quota}name    = "每周"\n'),
        ("[ranking]", f"{flag}[ranking]"),
    )
    short_of_two_thirds(run)
    assert "未完成: 0.67 missing" in reasons(run)


def short_of_two_thirds(run: Program) -> None:
    """甲社区 owes four, and sent three alone and one with two others."""
    joint(run)
    for day in ("13", "20", "27"):
        sent(run, "甲社区", f"独自{day}", f"2009-05-{day}")


def reasons(run: Program) -> list[str]:
    """Why each line of 甲社区 is there."""
    lines = run("explain", "甲社区", "--month", "5", "--json").json["units"][0]["lines"]
    return [line["because"] for line in lines]


def test_fault_2_what_is_above_is_told_so_too(under: Any) -> None:
    """Four reports and a third of one where four are owed."""
    run = under(*shared_by("equal"))
    short_of_two_thirds(run)
    sent(run, "甲社区", "独自06", "2009-05-06")
    assert "4 due, 4.33 received, 0.33 extra" in reasons(run)


def test_fault_3_a_share_of_points_is_printed_as_the_scheme_rounds(under: Any) -> None:
    """Two of three authors are of 甲社区: 10 points are 6.67 and 3.33."""
    run = under(
        (ADOPTION, f'{ADOPTION}authors = "equal"\n'),
        ("street   = { whole = 8, brief = 3 }", "street   = { whole = 10, brief = 3 }"),
    )
    authors = ("--author", "张三", "--author", "李四", "--author", "王五/乙社区")
    sent(run, "甲社区", "共同整治", "2009-05-08", "--ref", "a1", *authors)
    used(run, "a1", "street", "2009-05-11")
    slips = Paper(run, "slips")
    cells = [row["points"] for table in slips.tables for row in table["rows"]]
    assert 6.67 in cells
    assert 3.33 in cells
    assert all(round(cell, 2) == cell for cell in cells)
    assert "总分取舍" not in str(slips.tables)
    assert "6.67分" not in slips.texts[0]
    told = run("explain", "甲社区", "--month", "5", today=JUNE_3).out
    assert "6.67" in told
    assert "6.666" not in told


def test_fault_4_six_that_count_a_third_each_are_two(under: Any) -> None:
    run = under(
        ("owed    = 1\n", 'owed    = 2\nweights = [{ kind = "图片", counts = "1/3" }]\n'),
        ('every   = { community = "week", department = "fortnight" }   # 二.2\n', ""),
    )
    for n in range(6):
        sent(run, "甲社区", f"图片{n}", "2009-05-08", "--kind", "图片")
    row = run("score", "--month", "5", "--json").json["units"][0]
    assert (row["points"], row["due"], row["counted"]) == (20, 2, 2)


# 2009-05-01 is a Friday: the week that ends on it begins on 25 April and belongs to May.
EARLIER: Change = ("since  = 2009-05-02", "since  = 2009-04-04")


def test_fault_5_what_came_on_30_april_counts_for_may_and_both_figures_are_said(under: Any) -> None:
    run = under(EARLIER)
    sent(run, "甲社区", "月末", "2009-04-30", "--ref", "a0")
    sent(run, "甲社区", "月初", "2009-05-06", "--ref", "a1")
    sent(run, "乙社区", "月底", "2009-05-30", "--ref", "b1")  # of the week that ends on 5 June
    total = stats(run)["total"]
    assert (total["sent"], total["counted"]) == (2, 2)
    rows = {one["unit"]: (one["sent"], one["counted"]) for one in stats(run)["rows"]}
    assert rows == {"甲社区": (1, 2), "乙社区": (1, 0), "丙社区": (0, 0)}
    paper = circular(run, "--month", "5", "--draft")
    both = "本期收到2篇，其中1篇按办法不计入本期；期外收到的1篇按办法计入本期"
    assert both in paper.text
    assert both in Paper(run, "statistics").text
    checked = paper.table("核对")
    counted = [(row["unit"], row["title"]) for row in checked if row["counts"] == "是"]
    assert counted == [("甲社区", "月末"), ("甲社区", "月初")]
    [left] = [row for row in checked if row["counts"] == "否"]
    assert (left["unit"], left["title"]) == ("乙社区", "月底")
    assert "6月5日" in "".join(left["because"])


def test_fault_6_a_use_without_a_price_is_a_use(under: Any) -> None:
    run = under(("city     = { whole = 30, brief = 10 }\n", ""))
    sent(run, "甲社区", "甲", "2009-05-08", "--ref", "a1")
    sent(run, "乙社区", "乙", "2009-05-08", "--ref", "b1")
    used(run, "a1", "street", "2009-05-11")
    added = run("adoption", "add", "b1", "--level", "city", "--on", "2009-05-12")
    assert "the scheme sets no points for 市委" in added.err
    assert stats(run)["total"]["uses"] == 2
    paper = circular(run)
    assert "信息被采用2篇次，其中街道采用1篇次、市委采用1篇次" in paper.text
    assert len(paper.table("明细")) == 2


def test_fault_7_a_report_that_was_booked_is_named_when_it_is_put_into_the_bulletin(
    under: Any,
) -> None:
    run = under()
    sent(run, "甲社区", "甲", "2009-05-08", "--ref", "a1")
    used(run, "a1", "street", "2009-05-11", "--publication", "《工作简报》")
    run.well("bulletin", "new")
    added = run("bulletin", "add", "a1")
    assert added.status == 0
    assert "a1 is on file as used by 街道 already (2009-05-11)" in added.err
    issued = run("bulletin", "issue", "--on", "2009-05-15", "--yes", today=JUNE_3)
    assert "a1 is on file as used by 街道 already (2009-05-11)" in issued.err
    uses = stats(run)["total"]["uses"]
    assert uses == 2
    assert "信息被街道采用2篇次" in circular(run).text


ROWS = [
    {"unit": "甲社区", "title": "清理小广告12处", "received": "2009-05-08"},
    {"unit": "乙社区", "title": "夜校开课", "received": "2009-05-09"},
]


def imported(run: Program, rows: Sequence[Mapping[str, str]], *options: str) -> Ran:
    """A list imported, whatever comes of it."""
    path = run.db.with_name("报送.csv")
    lines = [",".join(rows[0]), *(",".join(row.values()) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return run("submission", "import", path, *options)


def reports(run: Program) -> list[dict[str, Any]]:
    return list(run("submission", "list", "--json").json["submissions"])


def test_fault_8_a_report_whose_day_was_corrected_is_known_again(under: Any) -> None:
    run = under()
    imported(run, ROWS)
    run.well("submission", "edit", "1", "--received", "2009-05-07")
    again = imported(run, ROWS)
    assert "added: 0, on file already: 2" in again.out
    assert [one["received"] for one in reports(run)] == ["2009-05-07", "2009-05-09"]


@pytest.mark.parametrize("title", ["清理小广告 12处", "清理小广告１２处"])
def test_fault_9_a_title_that_differs_in_width_or_spaces_is_the_same(
    under: Any, title: str
) -> None:
    run = under()
    imported(run, ROWS)
    again = imported(run, [{**ROWS[0], "title": title}, ROWS[1]])
    assert "added: 0, on file already: 2" in again.out


def test_fault_10_two_like_rows_are_both_named_and_can_be_two(under: Any) -> None:
    run = under()
    ran = imported(run, [ROWS[0], ROWS[1], ROWS[0]])
    assert ran.status == 3
    assert "报送.csv:4" in ran.err
    assert "报送.csv:2" in ran.err
    assert "added: 2, on file already: 0, refused: 1" in ran.out
    twice = imported(run, [ROWS[0], ROWS[1], ROWS[0]], "--twice")
    assert (twice.status, len(reports(run))) == (0, 3)
    assert "added: 1, on file already: 2" in twice.out


def test_fault_11_an_attached_picture_is_a_picture(under: Any, picture: Path) -> None:
    run = under(("owed    = 1\n", "owed    = 1\nwhere   = { min_pictures = 1 }\n"))
    sent(run, "甲社区", "路灯", "2009-05-08")
    run.well("submission", "attach", "1", picture)
    assert run("submission", "show", "1", "--json").json["picture_count"] == 1
    assert stats(run)["total"]["pictured"] == 1
    row = run("score", "--month", "5", "--json").json["units"][0]
    assert (row["unit"], row["counted"]) == ("甲社区", 1)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A small picture."""
    from PIL import Image

    path = tmp_path / "lamp.png"
    Image.new("RGB", (8, 8), "white").save(path)
    return path


@pytest.mark.parametrize("dry", [True, False])
def test_fault_12_withdrawing_tells_what_goes_with_it(under: Any, *, dry: bool) -> None:
    run = under()
    sent(run, "甲社区", "甲", "2009-05-08", "--ref", "a1")
    used(run, "a1", "city", "2009-05-11")
    options = ["--dry-run"] if dry else ["--yes"]
    ran = run("submission", "withdraw", "a1", "--reason", "重复", *options, today=JUNE_3)
    assert ran.status == 0
    assert "used by 市委 on 2009-05-11" in ran.err
    assert "30 points" in ran.err


def test_fault_13_a_category_that_the_scheme_lacks_is_refused_with_the_list(
    under: Any, tmp_path: Path
) -> None:
    run = under(("[forms]", '[categories]\nparty = "党建"\nlaw = "法治"\n\n[forms]'))
    ran = run("submission", "add", "甲社区", "甲", "--category", "群众意见")
    assert (ran.status, reports(run)) == (4, [])
    assert "群众意见" in ran.err
    assert "党建" in ran.err
    rows = [{**ROWS[0], "category": "群众意见"}, {**ROWS[1], "category": "党建"}]
    bad = imported(run, rows)
    assert (bad.status, len(reports(run))) == (3, 1)
    assert "报送.csv:2:category" in bad.err
    open_ = tmp_path / "open.toml"
    text = (tmp_path / "scheme.toml").read_text(encoding="utf-8")
    counting = text.replace("[counting]", '[counting]\nothers = "allowed"')
    open_.write_text(counting, encoding="utf-8")
    run.well("scheme", "use", open_, "--from", "2009-07-01")
    run.well("submission", "add", "甲社区", "乙", "--category", "群众意见")


def test_fault_14_a_day_far_off_is_taken_with_a_note_and_listed(under: Any) -> None:
    run = under()
    far = run("submission", "add", "甲社区", "甲", "--received", "2042-05-08", "--ref", "a1")
    assert far.status == 0
    assert "2042-05-08" in far.err
    old = run("mark", "add", "甲社区", "late", "--on", "1999-05-08", "--reason", "迟")
    assert old.status == 0
    assert "1999-05-08" in old.err
    told = run("doctor").out
    assert "a1" in told
    assert "2042-05-08" in told
    assert "1999-05-08" in told
    summary = imported(run, [{**ROWS[0], "received": "1999-05-08"}])
    assert summary.status == 0
    assert "报送.csv:2" in summary.err
    assert "1999-05-08" in summary.err


ODD = (
    (
        "submission add 甲社区 晚报 --received 2009-05-25 --ref z1",
        "甲社区 is on file until 2009-05-20",
    ),
    (
        "submission add 乙社区 早报 --received 2009-05-08 --ref z2",
        "乙社区 is on file from 2009-05-10 on",
    ),
    (
        "commission add 丙社区 约稿 --on 2009-05-20 --due 2009-05-12",
        "asked for on 2009-05-20, and due on 2009-05-12",
    ),
    (
        "commission add 丙社区 约稿二 --on 2009-05-20 --due 2009-05-30 --delivered c1",
        "the report that was delivered came on 2009-05-12, before it was asked for",
    ),
    (
        "exemption add 丙社区 --clause 九 --since 2009-05-09 --until 2009-05-30 --reason 停电",
        "no rule has the clause 九",
    ),
    (
        "target add 丙社区 --what points --per year --n 9",
        "no rule asks for such a number of a unit",
    ),
)


@pytest.mark.parametrize(("line", "said"), ODD)
def test_what_changes_nothing_is_taken_with_a_note_and_listed(
    changing: Program, line: str, said: str
) -> None:
    ran = changing(*line.split())
    assert ran.status == 0
    assert said in ran.err
    assert said in changing("doctor").out


def test_a_number_that_is_asked_for_is_no_doubt(under: Any) -> None:
    run = under(("owed    = 1\n", "target  = true\n"))
    run.well("target", "add", "丙社区", "--what", "submitted", "--per", "week", "--n", "2")
    run.well("exemption", "add", "丙社区", "--clause", "三.3", *DAYS, "--reason", "停电")
    assert "number of a unit" not in run("doctor").out


DAYS = ("--since", "2009-05-09", "--until", "2009-05-30")


def test_fault_15_a_mark_without_a_price_is_said(under: Any) -> None:
    run = under()
    ran = run("mark", "add", "甲社区", "late", "--on", "2009-05-08", "--reason", "迟")
    assert ran.status == 0
    assert "the scheme sets no points for 迟报" in ran.err
    assert "迟报" in run("doctor", lang="zh").out


def test_fault_16_a_later_month_is_no_change_of_a_sealed_one(under: Any) -> None:
    """The week from 30 May ends on 5 June: what comes on 31 May counts for June."""
    run = under()
    sent(run, "甲社区", "甲", "2009-05-08")
    run.well("close", "--month", "5", "--yes", today=JUNE_3)
    late = run("submission", "add", "甲社区", "新", "--received", "2009-05-31", today=JUNE_3)
    assert late.err == ""
    assert run("check", "--month", "5", today=JUNE_3).status == 0
    true = run("submission", "add", "甲社区", "旧", "--received", "2009-05-20", today=JUNE_3)
    assert "2009-05 is sealed" in true.err


MAY_20 = date(2009, 5, 20)  # a Wednesday: two weeks are over, the 8th and the 15th


def test_fault_17_a_running_month_says_so_and_asks_for_what_was_due(under: Any) -> None:
    run = under()
    sent(run, "甲社区", "甲", "2009-05-06")
    refused = run(
        "export", "circular", "--month", "5", "-o", run.db.with_name("x.docx"), today=MAY_20
    )
    assert refused.status == 4
    assert "--so-far" in refused.err
    paper = circular(run, "--month", "5", "--so-far", today=MAY_20)
    assert "截至2009年5月20日" in paper.text
    assert "3个社区应报送信息6篇，实报1篇" in paper.text
    units = run("score", "--month", "5", "--json", today=MAY_20).json["units"]
    assert [(one["due"], one["points"]) for one in units] == [(2, 10), (2, 0), (2, 0)]


def test_fault_17_a_campaign_is_ended_and_then_its_prizes_are_printed(under: Any) -> None:
    run = under()
    sent(run, "甲社区", "甲", "2009-05-06")
    july = date(2009, 8, 3)
    out = run.db.with_name("r.docx")
    open_ = run("export", "rewards", "--campaign", "-o", out, today=july)
    assert open_.status == 4
    assert "inforeport scheme end" in open_.err
    run.well("scheme", "end", "--on", "2009-07-31", today=july)
    paper = Paper(run, "rewards", "--campaign", today=july)
    assert "截至" not in paper.text
    run.well("undo", "--yes")
    assert run("export", "rewards", "--campaign", "-o", out, today=july).status == 4


def test_fault_21_nothing_is_said_of_months_where_it_is_scored_by_quarter(under: Any) -> None:
    run = under(('period = "month"', 'period = "quarter"'))
    paper = circular(run, "--quarter", "2", today=date(2009, 7, 3))
    assert "各月得分之和" not in paper.text


def test_fault_24_a_manual_line_break_is_kept(under: Any) -> None:
    run = under()
    path = run.db.with_name("甲.txt")
    path.write_text("第一行\v第二行\n第三行", encoding="utf-8")
    sent(run, "甲社区", "甲", "2009-05-06", "--text", str(path))
    assert run("submission", "show", "1", "--json").json["text"] == "第一行\n第二行\n第三行"


def test_fault_25_another_caption_is_another_caption(under: Any, picture: Path) -> None:
    run = under()
    sent(run, "甲社区", "路灯", "2009-05-08")
    run.well("submission", "attach", "1", picture, "--caption", "修前")
    again = run.well("submission", "attach", "1", picture, "--caption", "修后")
    assert "caption changed" in again.out
    assert "修后" in run("submission", "show", "1").out
    same = run("submission", "attach", "1", picture, "--caption", "修后")
    assert "already; nothing was changed" in same.out


@pytest.mark.parametrize("content", ["", "\n\n", "unit,title,received\n"])
def test_fault_26_an_empty_file_is_said(under: Any, content: str) -> None:
    run = under()
    path = run.db.with_name("空.csv")
    path.write_text(content, encoding="utf-8")
    ran = run("submission", "import", path)
    assert ran.status == 3
    assert "空.csv" in ran.err


def test_fault_28_the_best_unit_has_the_higher_of_two_titles(under: Any) -> None:
    honours = "".join(
        f'[[honour]]\ngroup = "community"\nclause = "三.5"\ntitle = "{title}"\nfirst = {first}\n\n'
        for title, first in (("一等", 1), ("二等", 3))
    )
    run = under(("[bulletin]", f"{honours}[bulletin]"))
    sent(run, "甲社区", "甲", "2009-05-06")
    sent(run, "甲社区", "乙", "2009-05-07")
    sent(run, "乙社区", "丙", "2009-05-07")
    titles = run("reward", "--month", "5", "--json", today=JUNE_3).json["titles"]
    given = {one["title"]: [its["unit"] for its in one["awards"]] for one in titles}
    assert given == {"一等": ["甲社区"], "二等": ["乙社区", "丙社区"]}


def test_a_tie_that_people_decided_is_printed_with_its_reason(under: Any) -> None:
    """The three are all at -20: they share the places of 3000, 2500 and 2000 yuan."""
    run = under()
    run.well("scheme", "end", "--on", "2009-07-31", today=JUNE_3)
    after = date(2009, 8, 3)
    shares = [part for unit in THREE for part in ("--give", f"{unit}=2500")]
    wrong = run("reward", "decide", *shares[:4], "--reason", "集体研究", today=after)
    assert wrong.status == 4
    assert "nothing-to-decide" in wrong.err
    dry = run.well("reward", "decide", *shares, "--reason", "集体研究", "--dry-run", today=after)
    assert "decided for campaign" in dry.out
    open_ = run.well("reward", "--json", today=after).json["groups"][0]
    assert (len(open_["prizes"]), len(open_["undecided"])) == (0, 1)
    run.well("reward", "decide", *shares, "--reason", "经集体研究平均发放", today=after)
    group = run.well("reward", "--json", today=after).json["groups"][0]
    assert [(one["unit"], one["amount"]) for one in group["prizes"]] == [
        (unit, 2500) for unit in THREE
    ]
    assert group["undecided"] == []
    paper = Paper(run, "rewards", "--campaign", today=after)
    assert "经集体研究平均发放" in paper.text
    assert "合计人民币7500元" in paper.text
    run.well("undo", "--yes", today=after)
    assert run.well("reward", "--json", today=after).json["groups"][0]["prizes"] == []

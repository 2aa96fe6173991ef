"""The words of the circular are the office's: title, units of counting, sections, small print."""

import json
import shutil
import sqlite3
from contextlib import ExitStack, closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

import books
from conftest import Program, first
from inforeport.errors import SchemeMistakes
from inforeport.scheme import read
from inforeport.words import say

LINES = len(first("street").splitlines())
_FOR_GOOD = ExitStack()
UNITS = ("甲社区", "乙社区", "丙社区")


def under(run: Program, circular: str) -> Program:
    """Three communities in May: 甲 sent four and had two used, 乙 sent one, 丙 nothing."""
    shutil.copytree(_filled(), run.db.parent, dirs_exist_ok=True)
    books.put_in_force(run.db, f"{first('street')}\n[circular]\n{circular}\n", None)
    return run


@cache
def _filled() -> Path:
    """The folder of their office, made once."""
    folder = Path(_FOR_GOOD.enter_context(TemporaryDirectory()))
    run = books.under(Program(folder / "office.db"), first("street"))
    run.take("unit", [{"unit": unit, "group": "社区"} for unit in UNITS])
    sent = [("甲社区", day) for day in (4, 11, 18, 25)] + [("乙社区", 6)]
    run.take(
        "submission",
        [
            {"ref": f"r{n}", "unit": unit, "title": f"第{n}题", "received": f"2009-05-{day:02}"}
            for n, (unit, day) in enumerate(sent, 1)
        ],
    )
    run.take(
        "adoption",
        [
            {"ref": "r1", "level": "street", "form": "whole", "adopted": "2009-05-08"},
            {"ref": "r1", "level": "city", "form": "brief", "adopted": "2009-05-15"},
        ],
    )
    with closing(sqlite3.connect(run.db)) as file, file:
        file.execute("delete from scheme")  # each test has its own
    return folder


def blocks(run: Program, *options: str) -> list[dict[str, Any]]:
    path = run.db.with_name("c.json")
    given = options or ("--month", "5")
    assert run("export", "circular", *given, "-o", path, "--force", lang="zh").status == 0
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["blocks"]
    return found


def texts(run: Program, *options: str) -> list[str]:
    return [one["text"] for one in blocks(run, *options) if "text" in one]


def test_the_title_may_name_the_issuer(run: Program) -> None:
    said = texts(under(run, 'title = "{issuer}关于{period}{groups}信息工作情况的通报"'))
    assert said[0] == "街道办关于2009年5月各社区信息工作情况的通报"


def test_reports_and_uses_are_counted_by_the_office_s_words(run: Program) -> None:
    run = under(run, 'report = "条"\nuse = "条次"')
    said = texts(run)
    assert said[4] == (
        "2009年5月，3个社区应报送信息12条，实报5条。1个社区完成报送任务，2个社区未完成。"
        "信息被采用2条次，其中街道采用1条次、市委采用1条次。"
    )


def test_one_word_for_both_is_said_once_above_the_table(run: Program) -> None:
    path = run.db.with_name("c.html")
    under(run, 'report = "条"\nuse = "条"').well("export", "circular", "--month", "5", "-o", path)
    assert "单位：条、分" in path.read_text(encoding="utf-8")


def test_how_many_are_praised_is_the_office_s(run: Program) -> None:
    said = "\n".join(texts(under(run, "praised = 1")))
    assert "甲社区得38分，列第1名。" in said  # 20 + 8 + 10


def test_all_below_their_quota_are_named(run: Program) -> None:
    said = texts(under(run, "below_quota = true"))
    head = said.index("四、未完成报送任务的单位")
    assert said[head + 1] == "乙社区（缺3篇）、丙社区（缺4篇）未完成报送任务。"


def test_what_is_lacking_is_told_by_the_same_figures(run: Program) -> None:
    said = texts(under(run, "problems = true"))
    head = next(at for at, one in enumerate(said) if one.endswith("、存在问题"))
    assert said[head + 1] == (
        "一是2个社区未完成报送任务，共缺7篇；二是丙社区未报送信息；三是乙社区报送的信息均未被采用。"
    )


def test_who_owes_nothing_is_not_among_those_that_are_lacking(run: Program) -> None:
    """丁社区 need not send anything in May: it is silent in no section."""
    run = under(run, "problems = true")
    run.well("unit", "add", "丁社区", "--group", "社区")
    days = ("--since", "2009-05-01", "--until", "2009-05-31")
    run.well("exemption", "add", "丁社区", "--clause", "三.3", *days, "--reason", "停电")
    run.well("submission", "withdraw", "r4", "--reason", "重复", "--yes")
    said = texts(run)
    assert "承担报送任务的3个社区均未完成。" in said[4]
    head = next(at for at, one in enumerate(said) if one.endswith("、未报送信息的单位"))
    assert said[head + 1] == "丙社区未报送信息。"
    head = next(at for at, one in enumerate(said) if one.endswith("、存在问题"))
    assert "二是丙社区未报送信息；" in said[head + 1]


def test_one_unit_is_not_spoken_of_as_several(run: Program) -> None:
    run = under(run, "")
    run.well("submission", "withdraw", "r5", "--reason", "重复", "--yes")
    for unit in ("乙社区", "丙社区"):
        run.well("unit", "retire", unit, "--on", "2009-04-30")
    said = texts(run)[4]
    assert said.startswith("2009年5月，1个社区应报送信息4篇，实报4篇。该社区完成报送任务。")


def test_who_owes_nothing_is_not_counted_with_those_who_did_or_did_not(run: Program) -> None:
    """甲社区 sent its four, 乙社区 one of four; 丙社区 need not send any."""
    run = under(run, "")
    days = ("--since", "2009-05-01", "--until", "2009-05-31")
    run.well("exemption", "add", "丙社区", "--clause", "三.3", *days, "--reason", "停电")
    assert "承担报送任务的2个社区中，1个完成，1个未完成。" in texts(run)[4]


def test_topics_are_asked_for_before_the_demands(run: Program) -> None:
    said = texts(under(run, 'topics = ["学习成果", "整改落实"]\ndemands = ["抓紧报送。"]'))
    head = next(at for at, one in enumerate(said) if one.endswith("、下期报送重点"))
    assert said[head + 1] == "请各社区围绕以下内容报送信息：学习成果；整改落实。"
    assert said[head + 2].endswith("、工作要求")


def test_the_period_is_compared_with_the_one_before(run: Program) -> None:
    run = under(run, 'compared = ["before", "year before"]')
    run.take(
        "submission",
        [{"ref": "j", "unit": "丙社区", "title": "六月", "received": "2009-06-02"}],
    )
    said = texts(run, "--month", "6")
    assert "与上月相比，报送信息减少4篇，采用减少2篇次。" in said
    assert not any("上年同期" in one for one in said)  # nothing was scored then


def test_sections_are_data_with_figures_by_name(run: Program) -> None:
    section = '''
[[circular.section]]
head = "{period}基本情况"
text = """
全街道{units}个单位应报{owed}条、实报{counted}条，采用{uses}条次，其中市委{uses_city}条次。
{silent}
"""
[[circular.section]]
head = "问题"
text = "{problems}"
[[circular.section]]
head = "末位"
text = "{last}"
'''
    said = texts(under(run, section))
    at = said.index("一、2009年5月基本情况")
    assert said[at : at + 5] == [
        "一、2009年5月基本情况",
        "全街道3个单位应报12条、实报5条，采用2条次，其中市委1条次。",
        "丙社区未报送信息。",
        "二、末位",
        "社区排名末位的是丙社区（-20分），须在下个月的学习实践工作会议上作情况说明。",
    ]


@pytest.mark.parametrize(
    ("circular", "said"),
    [
        ('title = "{month}通报"', "title = {month}: write one of period, issuer, groups"),
        ("praised = 0", "praised must not be below 1"),
        ('[[circular.section]]\nhead = "x"\ntext = "{unit}"', "did you mean units?"),
        ('[[circular.section]]\nhead = "x"\ntext = "{uses_town}"', "text = {uses_town}: "),
        ('[[circular.section]]\nhead = "{"\ntext = "x"', "head = {}: "),
        ('[[circular.section]]\nhead = "x"', "text is missing"),
        ('compared = ["ever"]', "compared = ever: write one of before, year before"),
    ],
)
def test_a_figure_that_nobody_knows_is_refused_with_its_place(circular: str, said: str) -> None:
    with pytest.raises(SchemeMistakes) as refused:
        read(f"{first('street')}\n[circular]\n{circular}\n", "s.toml")
    problems: Any = refused.value.facts["problems"]
    [one] = problems
    assert said in say(one.what, "en")
    assert int(one.place.rpartition(":")[2]) > LINES


def test_the_small_print_stands_below_the_table_of_figures(run: Program) -> None:
    every = blocks(under(run, 'contact = "联系人：某"'))
    kinds = ["table" if "rows" in one else one.get("text", "") for one in every]
    note = kinds.index("计分口径：")
    assert kinds[note - 1] == "table"
    assert note > kinds.index("街道办")


def test_the_small_print_may_stand_in_the_text(run: Program) -> None:
    kinds = texts(under(run, 'small_print = "text"'))
    assert kinds.index("计分口径：") < kinds.index("街道办")


def test_those_who_write_may_be_called_otherwise(run: Program) -> None:
    run = under(run, 'writer = "通讯员"')
    run.well("reporter", "add", "甲社区", "张三")
    for name, words in (("roster", "通讯员名册"), ("form", "通讯员姓名")):
        path = run.db.with_name(f"{name}.html")
        run.well("export", name, "-o", path)
        said = path.read_text(encoding="utf-8")
        assert words in said
        assert "信息员" not in said

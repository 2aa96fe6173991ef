"""What a clerk without patience typed, and what lay on the desk, through the program's own door."""

import io
import os

import docx
import openpyxl
import pytest
from PIL import Image

from conftest import Program, Ran
from shell import at_terminal


@pytest.fixture
def clerk(office: Program) -> Program:
    """The street's office with two communities."""
    for unit in ("甲社区", "乙社区"):
        office.well("unit", "add", unit, "社区")
    return office


def word(*lines: str) -> bytes:
    """A Word file of these paragraphs."""
    document, written = docx.Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("二〇〇九年五月八日", "2009-05-08"),
        ("二〇〇九年五月十日", "2009-05-10"),
        ("二○○九年五月十二日", "2009-05-12"),
        ("二零零九年六月二十日", "2009-06-20"),
        ("二〇〇八年十月三十一日", "2008-10-31"),
        ("二〇〇八年十二月十九日", "2008-12-19"),
    ],
)
def test_a_day_in_chinese_figures_below_a_text(clerk: Program, written: str, day: str) -> None:
    path = clerk.db.with_name("甲社区信息.docx")
    path.write_bytes(
        word("甲社区召开消防演练", "甲社区组织居民消防演练，共50人参加。", "甲社区", written)
    )
    ran = clerk("intake", path)
    assert (ran.status, "taken: 1," in ran.out) == (0, True), ran
    [report] = clerk.well("submission", "list", "--json").json["submissions"]
    assert (report["received"], report["unit"]) == (day, "甲社区")


def listed(office: Program, *rows: str) -> Ran:
    """Take in a list of reports with what became of each; every row is of a unit of the clerk."""
    path = office.db.with_name("台账.csv")
    path.write_text("\n".join(("单位,标题,报送日期,采用情况", *rows)), encoding="utf-8")
    return office("intake", path)


def used(office: Program) -> list[tuple[str, str, str | None, str]]:
    """Title, level, form and day of every use on file."""
    uses = office.well("adoption", "list", "--json").json["adoptions"]
    return [(one["title"], one["level"], one["form"], one["adopted"]) for one in uses]


def held(office: Program) -> dict[str, str]:
    """The titles of what is held, with the code of the reason."""
    pieces = office.well("intake", "list", "--held", "--json").json["pieces"]
    return {one["cells"]["title"]: one["code"] for one in pieces}


@pytest.mark.parametrize(
    "line", [("accept", "1"), ("edit", "1", "--received", "7.15"), ("assign", "1", "乙社区")]
)
def test_a_use_that_nobody_can_read_is_never_lost(clerk: Program, line: tuple[str, ...]) -> None:
    listed(clerk, "甲社区,开设夜校,7.14,人民日报")
    ran = clerk("intake", *line)
    assert (ran.status, "taken: 0, on file already: 0, held: 1" in ran.out) == (3, True), ran
    assert held(clerk) == {"开设夜校": "unknown-use"}


@pytest.mark.parametrize("head", ["级别", "采用情况", "采用", "采用级别"])
def test_what_the_page_says_of_such_a_use_is_typed(clerk: Program, head: str) -> None:
    listed(clerk, "甲社区,开设夜校,7.14,区委采用2次")
    clerk.well("intake", "edit", "1", "--set", f"{head}=区委")
    assert used(clerk) == [("开设夜校", "district", None, "2009-07-14")]


def test_such_a_use_may_be_none_or_several(clerk: Program) -> None:
    listed(clerk, "甲社区,开设夜校,7.14,√", "乙社区,清理楼道,7.15,见报")
    clerk.well("intake", "edit", "1", "--set", "采用情况=未采用")
    clerk.well(
        "intake", "edit", "2", "--set", "采用情况=街道简讯、区委整篇", "--set", "采用日期=7.20"
    )
    assert sorted(used(clerk)) == [
        ("清理楼道", "district", "whole", "2009-07-20"),
        ("清理楼道", "street", "brief", "2009-07-20"),
    ]


def test_a_use_is_of_the_day_that_its_report_is_given_later(clerk: Program) -> None:
    listed(clerk, "甲社区,开设夜校,,街道", "乙社区,清理楼道,7.32,区委")
    for number, day in (("1", "7.14"), ("2", "7.15")):
        clerk.well("intake", "edit", number, "--received", day)
    assert sorted(used(clerk)) == [
        ("开设夜校", "street", None, "2009-07-14"),
        ("清理楼道", "district", None, "2009-07-15"),
    ]


def test_the_day_of_a_use_alone_is_set(clerk: Program) -> None:
    path = clerk.db.with_name("台账.csv")
    path.write_text(
        "单位,标题,报送日期,级别,采用日期\n甲社区,开设夜校,7.14,区委,7.33\n", encoding="utf-8"
    )
    clerk("intake", path)
    clerk.well("intake", "edit", "1", "--set", "采用日期=7.16")
    assert used(clerk) == [("开设夜校", "district", None, "2009-07-16")]


def test_a_column_that_a_piece_does_not_have_is_told_as_one(clerk: Program) -> None:
    listed(clerk, "甲社区,开设夜校,,")
    ran = clerk("intake", "edit", "1", "--set", "天气=晴", lang="zh")
    assert (ran.status, "没有“天气”" in ran.err, "评分办法" in ran.err) == (2, True, False), ran


@pytest.mark.parametrize("level", ["街道,区委", "街道、区委", "区委；市委", "街道区委"])
def test_two_levels_in_one_word_are_not_the_first_of_them(clerk: Program, level: str) -> None:
    clerk.well("submission", "add", "甲社区", "开设夜校")
    ran = clerk("adoption", "add", "夜校", "--level", level, lang="zh")
    assert (ran.status, "错误[unknown-word]" in ran.err) == (4, True), ran
    assert used(clerk) == []
    piped = clerk("adoption", "add", stdin=f"夜校 {level} 整篇\n".encode())
    assert (piped.status, used(clerk)) == (3, [])


def test_a_form_behind_its_level_is_one(clerk: Program) -> None:
    clerk.well("submission", "add", "甲社区", "开设夜校")
    clerk.well("adoption", "add", "夜校", "--level", "街道简讯", "--on", "2009-08-03")
    clerk.well("adoption", "add", "夜校", "--level", "区委实践办")
    clerk("adoption", "add", stdin="夜校 市委简讯 8.3\n".encode())
    day = "2009-08-03"
    assert sorted(used(clerk), key=str) == [
        ("开设夜校", "city", "brief", day),
        ("开设夜校", "district", None, day),
        ("开设夜校", "street", "brief", day),
    ]
    clerk.well("adoption", "edit", "1", "--level", "市委整篇")
    assert ("开设夜校", "city", "whole", day) in used(clerk)


def test_no_english_word_is_left_where_something_is_missing(clerk: Program) -> None:
    assert "缺少 标题" in clerk("submission", "add", "甲社区", lang="zh").err
    assert "缺少 文件" in clerk("submission", "import", lang="zh").err


def test_what_to_type_next_is_told_in_the_language_of_the_screen(office: Program) -> None:
    assert "inforeport unit add 名称 组别" in office(lang="zh").out


def people(office: Program) -> list[tuple[str, str]]:
    """The reporters on file, each with the unit."""
    listed = office.well("reporter", "list", "--json").json["reporters"]
    return [(one["unit"], one["name"]) for one in listed]


def test_a_name_spread_to_the_width_of_others_is_that_name(clerk: Program) -> None:
    path = clerk.db.with_name("名单.csv")
    rows = "乙社区,李　四\n乙社区居委会,李四\n甲社区,李 四\n乙社区,张 三 某"
    path.write_text(f"单位,姓名\n{rows}\n", encoding="utf-8")
    there = [("甲社区", "李四"), ("乙社区", "李四"), ("乙社区", "张三某")]
    assert "taken: 3, on file already: 1" in clerk("intake", path).out
    assert people(clerk) == there
    assert clerk("reporter", "import", path).status == 0
    assert clerk("reporter", "add", "乙社区", "李 四").status == 4
    assert people(clerk) == there
    clerk.well("reporter", "edit", "李 四", "--unit", "乙社区居委会", "--post", "干事")
    clerk.well("submission", "add", "乙社区", "开设夜校", "--author", "李　四")
    report = clerk.well("submission", "show", "夜校", "--json").json
    assert report["authors"] == [{"name": "李四", "unit": "乙社区"}]


def test_a_telephone_that_a_spreadsheet_rounded_is_none(clerk: Program) -> None:
    path = clerk.db.with_name("名单.csv")
    path.write_text("单位,姓名,手机\n甲社区,王某,1.38E+10\n", encoding="utf-8")
    ran = clerk("intake", path, lang="zh")
    assert (ran.status, "1.38E+10" in ran.err, people(clerk)) == (3, True, []), ran
    assert clerk("reporter", "import", path).status == 3
    assert people(clerk) == []


def test_blanks_around_the_words_are_not_looked_for(clerk: Program) -> None:
    clerk.well("submission", "add", "甲社区", "开设夜校")
    for words in (" 夜校", "夜校　", "\t夜校 "):
        assert "开设夜校" in clerk.well("find", words).out


def test_what_is_odd_of_a_use_is_named_in_the_language_of_the_screen(clerk: Program) -> None:
    clerk("submission", "add", "甲社区", "开设夜校", "--received", "2008-06-02")
    clerk("adoption", "add", "夜校", "--level", "街道", "--on", "2008-06-02")
    shown = clerk("doctor", lang="zh").out
    assert ("信息采用登记表编号1" in shown, "adoption" in shown) == (True, False), shown


def named(office: Program) -> dict[str, list[str]]:
    """The units on file, each with its other names."""
    listed = office.well("unit", "list", "--json").json["units"]
    return {one["unit"]: one["aliases"] for one in listed}


@pytest.mark.parametrize("name", ["甲社区居委会", "甲居委会", "甲社区（居委会）", "甲 社 区"])
def test_another_way_to_write_a_unit_is_no_second_one(clerk: Program, name: str) -> None:
    ran = clerk("unit", "add", name, "社区", lang="zh")
    assert (ran.status, "已登记（甲社区）" in ran.err, [*named(clerk)]) == (
        4,
        True,
        ["甲社区", "乙社区"],
    )


def test_a_unit_that_has_its_old_name_again_is_not_called_so_besides(clerk: Program) -> None:
    clerk.well("unit", "rename", "甲社区", "丙社区")
    assert named(clerk)["丙社区"] == ["甲社区"]
    clerk.well("unit", "rename", "丙社区", "甲社区")
    assert named(clerk)["甲社区"] == ["丙社区"]
    clerk.well("unit", "show", "丙社区")


def test_numbers_and_options_in_full_width_are_those(clerk: Program) -> None:
    assert "甲社区" in clerk.well("unit", "show", "１").out
    listed(clerk, "甲社区,开设夜校,7.8,", "甲社区,清理楼道,,")
    clerk.well("intake", "drop", "２", "--why", "重复")
    clerk.well("adoption", "add", "１", "－－level", "街道", "—form", "简讯")
    clerk.well("adoption", "edit", "１", "––form", "整篇")
    assert used(clerk) == [("开设夜校", "street", "whole", "2009-08-03")]


def reports(office: Program) -> list[tuple[str, str]]:
    """Every report on file: whose it is, and its title."""
    listed = office.well("submission", "list", "--json").json["submissions"]
    return [(one["unit"], one["title"]) for one in listed]


@pytest.mark.parametrize(
    "title", ["“清理楼道”", "清理楼道。", "「清理楼道」", '"清理 楼道"', "清理楼道！"]
)
def test_a_report_typed_again_with_other_signs_is_no_second_one(clerk: Program, title: str) -> None:
    clerk.well("submission", "add", "甲社区", "清理楼道")
    assert clerk("submission", "add", "甲社区", title).status == 4
    assert reports(clerk) == [("甲社区", "清理楼道")]


@pytest.mark.parametrize("title", ["“清理楼道”", "清理楼道。"])
def test_a_list_in_which_it_has_other_signs_brings_no_second_one(
    clerk: Program, title: str
) -> None:
    clerk.well("submission", "add", "甲社区", "清理楼道", "--received", "2009-05-08")
    row = {"单位": "甲社区", "标题": title, "报送时间": "2009-05-08"}
    assert clerk.take("submission", [row]).out.startswith("added: 0, on file already: 1")
    use = {"单位": "甲社区", "标题": title, "采用级别": "街道", "采用日期": "2009-05-11"}
    assert clerk.take("adoption", [use]).out.startswith("added: 1, on file already: 0")
    assert reports(clerk) == [("甲社区", "清理楼道")]


def test_quotation_marks_around_a_title_are_the_shell_s(clerk: Program) -> None:
    clerk.well("submission", "add", "甲社区", "“清理 楼道”")
    clerk.well("submission", "add", "甲社区", "召开“回头看”座谈会")
    clerk("submission", "add", stdin="乙社区 “消防 演练” 8.3\n".encode())
    clerk.well("submission", "edit", "楼道", "--title", "“清理楼道杂物”")
    titles = [title for _, title in reports(clerk)]
    assert titles == ["清理楼道杂物", "召开“回头看”座谈会", "消防 演练"]
    clerk.well("adoption", "add", "“清理楼道杂物”", "--level", "街道")


@pytest.mark.parametrize("title", ["。", "“”", "……"])
def test_a_title_of_signs_alone_is_none(clerk: Program, title: str) -> None:
    assert clerk("submission", "add", "甲社区", title).status == 2
    assert reports(clerk) == []


def test_a_number_of_the_office_in_full_width_is_that_number(clerk: Program) -> None:
    clerk.well("submission", "add", "甲社区", "开设夜校", "--ref", "2009-01")
    assert clerk("submission", "add", "乙社区", "清理楼道", "--ref", "２００９－０１").status == 4
    clerk.well("adoption", "add", "２００９－０１", "--level", "街道")
    assert used(clerk) == [("开设夜校", "street", None, "2009-08-03")]


def test_a_number_that_two_reports_have_is_asked_about(clerk: Program) -> None:
    clerk.well("submission", "add", "甲社区", "开设夜校")  # which lists show as 1
    clerk.well("submission", "add", "乙社区", "清理楼道", "--ref", "1")
    ran = clerk("adoption", "add", "1", "--level", "街道")
    assert "error[ambiguous-number]" in ran.err
    assert (ran.status, "开设夜校" in ran.err, "清理楼道" in ran.err) == (4, True, True)
    assert used(clerk) == []
    clerk.well("adoption", "add", "楼道", "--level", "街道")
    assert [title for title, *_ in used(clerk)] == ["清理楼道"]


def test_a_line_with_commas_is_of_the_unit_that_stands_in_it(clerk: Program) -> None:
    lines = "甲社区，开设夜校，8.1\n乙社区,清理楼道,8.2\n甲社区、乙社区联合巡逻\n说明，附后 8.2\n"
    clerk("submission", "add", stdin=lines.encode())
    assert reports(clerk) == [
        ("甲社区", "开设夜校"),
        ("乙社区", "清理楼道"),
        ("乙社区", "甲社区、乙社区联合巡逻"),
        ("乙社区", "说明，附后"),
    ]


def test_a_stray_key_or_command_is_no_title(clerk: Program) -> None:
    ran = clerk("submission", "add", stdin="甲社区 开设夜校 8.1\ny\nundo\n".encode())
    assert (ran.status, reports(clerk)) == (3, [("甲社区", "开设夜校")])


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there is no terminal to be had here")
@pytest.mark.parametrize("word", ["退出", "exit", "q"])
def test_a_word_ends_the_sitting(clerk: Program, word: str) -> None:
    typed = f"甲社区 开设夜校 8.1\n{word}\n"
    ran = at_terminal(clerk.db, typed, "submission", "add", today="2009-08-03")
    assert (ran.status, "退出" in ran.err) == (0, True), ran
    assert reports(clerk) == [("甲社区", "开设夜校")]


def test_a_day_that_counts_nowhere_is_told_as_it_comes_in(clerk: Program) -> None:
    ran = listed(
        clerk, "甲社区,去年的事,2008-06-02,", "甲社区,年底的事,2009-12-30,", "甲社区,今日的事,8.3,"
    )
    assert "台账.csv:2: 2008-06-02 is before the scheme begins: it counts nowhere" in ran.err
    assert "台账.csv:3: 2009-12-30 has not come yet" in ran.err
    assert (ran.status, "台账.csv:4" in ran.err, "taken: 3" in ran.out) == (0, False, True), ran
    again = clerk("intake", clerk.db.with_name("台账.csv"))
    assert "counts nowhere" not in again.err


def test_an_issue_in_other_signs_is_no_second_use(clerk: Program) -> None:
    clerk.well("submission", "add", "甲社区", "开设夜校")
    use = ("adoption", "add", "夜校", "--level", "街道", "--publication")
    clerk.well(*use, "街道简报", "--issue", "第3期")
    for publication, issue in (("街道简报", "第３期"), ("街道 简报", "3"), ("街道简报", "３期")):
        ran = clerk(*use, publication, "--issue", issue)
        assert (ran.status, "error[adoption-exists]" in ran.err) == (4, True), ran
    clerk.well(*use, "街道简报", "--issue", "4")
    assert len(used(clerk)) == 2


def test_a_use_that_may_be_one_on_file_is_told(clerk: Program) -> None:
    clerk.well("submission", "add", "甲社区", "开设夜校")
    clerk.well("adoption", "add", "夜校", "--level", "街道", "--form", "整篇")
    ran = clerk("adoption", "add", "夜校", "--level", "街道", lang="zh")
    assert (ran.status, "与1的采用记录1同级同日" in ran.err) == (0, True), ran
    clerk.well("adoption", "add", "夜校", "--level", "区委")


def test_the_last_day_of_a_span_is_the_next_behind_its_first(clerk: Program) -> None:
    span = ("--clause", "三.3", "--reason", "换届", "--since")
    clerk("exemption", "add", "甲社区", *span, "5.1", "--until", "5.10")
    clerk("exemption", "add", "乙社区", *span, "2008-12-20", "--until", "1.10")
    clerk("exemption", "add", "乙社区", *span, "7.1", "--until", "今天")
    spans = clerk.well("exemption", "list", "--json").json["exemptions"]
    assert sorted((one["since"], one["until"]) for one in spans) == [
        ("2008-12-20", "2009-01-10"),
        ("2009-05-01", "2009-05-10"),
        ("2009-07-01", "2009-08-03"),
    ]
    clerk("exemption", "edit", "1", "--until", "5.20")
    spans = clerk.well("exemption", "list", "--json").json["exemptions"]
    assert ("2009-05-01", "2009-05-20") in [(one["since"], one["until"]) for one in spans]


def test_what_was_asked_for_is_due_after_that_day(clerk: Program) -> None:
    clerk("commission", "add", "甲社区", "夜校做法", "--on", "5.1", "--due", "5.10")
    clerk("commission", "add", "甲社区", "防汛做法", "--due", "8.10")
    asked = clerk.well("commission", "list", "--json").json["commissions"]
    assert sorted(one["due"] for one in asked) == ["2009-05-10", "2009-08-10"]


def test_days_off_that_have_begun_end_this_year(clerk: Program) -> None:
    clerk("dayoff", "add", "2009-08-01..8.5", "--reason", "高温")
    days = clerk.well("dayoff", "list", "--json").json["days"]
    assert [one["day"] for one in days] == [f"2009-08-0{n}" for n in range(1, 6)]


def test_a_month_before_the_scheme_is_said_to_be_one(clerk: Program) -> None:
    for command in ("rank", "score", "explain 甲社区", "close"):
        ran = clerk(*command.split(), "2009-04", *(["--yes"] if command == "close" else []))
        assert (ran.status, "error[before-schemes]" in ran.err) == (4, True), ran
    assert clerk("rank", "5月").status == 0  # whose month before is none
    assert clerk("rank", "5月至6月").status == 0
    assert "2009-05..2009-06" in clerk("rank", "5月到6月", "--json").out


def test_our_own_empty_list_is_taken_without_a_word_about_its_choices(clerk: Program) -> None:
    path = clerk.db.with_name("单位.xlsx")
    clerk.well("unit", "import", "--template", path)
    book = openpyxl.load_workbook(path)
    book.worksheets[0].append(["丙社区", "社区"])
    book.save(path)
    clerk.well("unit", "import", path)
    assert clerk("intake", path).err == ""


def test_a_ledger_among_what_came_in_is_left_where_it_is(clerk: Program) -> None:
    folder = clerk.db.parent
    clerk.well("backup")
    (folder / "~$台账.xlsx").write_bytes(b"\x06user" + bytes(100))
    ran = listed(clerk, "甲社区,开设夜校,8.1,")
    ran = clerk("intake", folder, lang="zh")
    assert ("office" in ran.err, "拒收 0 个" in ran.out, ran.status) == (False, True, 0), ran
    named = clerk("intake", clerk.db, lang="zh")
    assert ("错误[format]" in named.err, "编码" in named.err) == (True, False)
    locked = clerk("intake", folder / "~$台账.xlsx", lang="zh")
    assert ("临时文件" in locked.err, locked.status) == (True, 3)


def test_columns_are_named_as_they_are_typed(clerk: Program) -> None:
    clerk.well("submission", "add", "甲社区", "开设夜校")
    for columns in ("编号，标题", "编号、标题", "编号;标题"):
        head = clerk.well("submission", "list", "--columns", columns, "--csv", "--heads").out
        assert head.splitlines()[-1] == "1,开设夜校"


def test_a_paper_is_written_into_a_folder_under_its_own_name(clerk: Program) -> None:
    folder = clerk.db.with_name("五月")
    folder.mkdir()
    clerk("export", "circular", "5月", "-o", folder)
    assert [one.name for one in folder.iterdir()] == ["2009年5月通报.docx"]
    assert clerk("export", "circular", "5月", "-o", folder).status == 7


@pytest.mark.parametrize("around", ["“{}”", '"{}"', "'{}'", " {} "])
def test_a_path_is_pasted_with_what_stands_around_it(clerk: Program, around: str) -> None:
    path = clerk.db.with_name("五月 台账.csv")
    path.write_text("单位,标题,报送日期\n甲社区,开设夜校,8.1\n", encoding="utf-8")
    assert clerk("intake", around.format(path)).status == 0
    assert reports(clerk) == [("甲社区", "开设夜校")]


USES = """单位,标题,报送日期,采用级别,采用形式,刊物
甲社区,开设夜校,7.9,区委,整篇,区委信息
甲社区,开设夜校,7.9,市委,简讯,市委信息
甲社区,开设夜校,7.9,市委,简讯,市委信息
乙社区,清理楼道,7.9,街道,,
"""


@pytest.mark.parametrize("line", [("intake",), ("submission", "import")])
def test_a_row_for_each_use_is_one_report_with_its_uses(
    clerk: Program, line: tuple[str, ...]
) -> None:
    path = clerk.db.with_name("采用.csv")
    path.write_text(USES, encoding="utf-8")
    ran = clerk(*line, path)
    assert (ran.status, "采用.csv:4" in ran.err, "采用.csv:3:" in ran.err) == (3, True, False), ran
    assert reports(clerk) == [("甲社区", "开设夜校"), ("乙社区", "清理楼道")]
    day = "2009-07-09"
    uses = [
        ("开设夜校", "city", "brief", day),
        ("开设夜校", "district", "whole", day),
        ("清理楼道", "street", None, day),
    ]
    assert sorted(used(clerk)) == uses
    path.write_text(f"{USES}甲社区,开设夜校,7.9,街道,,街道简报\n", encoding="utf-8")
    assert clerk(*line, path).status == 3
    assert sorted(used(clerk)) == sorted([*uses, ("开设夜校", "street", None, day)], key=str)
    assert len(reports(clerk)) == 2


def test_several_persons_in_a_cell_are_no_reporter(clerk: Program) -> None:
    path = clerk.db.with_name("名单.csv")
    path.write_text("单位,姓名,邮箱\n甲社区,钱某、孙某,\n乙社区,赵某,无\n", encoding="utf-8")
    ran = clerk("intake", path, lang="zh")
    assert (ran.status, "“钱某、孙某”是几个人" in ran.err) == (3, True), ran
    [reporter] = clerk.well("reporter", "list", "--json", "--show-contact").json["reporters"]
    assert (reporter["name"], reporter["email"]) == ("赵某", None)


def test_who_made_a_list_is_no_row_of_it(clerk: Program) -> None:
    path = clerk.db.with_name("台账.csv")
    rows = "甲社区,开设夜校,8.1\n制表人：张某,,审核：李某\n"
    path.write_text(f"单位,标题,报送日期\n{rows}", encoding="utf-8")
    ran = clerk("intake", path)
    assert (ran.status, "台账.csv:3: a note; it was passed over" in ran.err) == (0, True), ran


HEADED = (
    "信息简报",
    "第3期",
    "甲社区居委会                              2009年7月8日",
    "甲社区开展防汛演练",
    "7月8日上午，甲社区组织开展防汛演练，社区干部、居民代表共60余人参加。",
)


def test_who_and_when_above_a_title_are_not_the_title(clerk: Program) -> None:
    path = clerk.db.with_name("新建 Microsoft Word 文档.docx")
    path.write_bytes(word(*HEADED))
    ran = clerk("intake", path)
    assert (ran.status, "taken: 1" in ran.out) == (0, True), ran
    [report] = clerk.well("submission", "list", "--json").json["submissions"]
    keys = ("unit", "title", "received")
    assert [report[key] for key in keys] == ["甲社区", "甲社区开展防汛演练", "2009-07-08"]


TOLD = "7月8日上午，甲社区组织开展防汛演练，社区干部、居民代表共{}余人参加。"


@pytest.mark.parametrize("name", ["甲社区信息.docx", "甲社区信息.txt"])
def test_a_report_that_says_it_is_a_correction_is_no_second_one(clerk: Program, name: str) -> None:
    clerk.well("submission", "add", "甲社区", "甲社区开展防汛演练", "--received", "2009-07-08")
    lines = ("甲社区开展防汛演练（修改稿）", TOLD.format(80), "甲社区", "2009年7月8日")
    path = clerk.db.with_name(name)
    path.write_bytes(word(*lines) if name.endswith("docx") else "\n".join(lines).encode())
    assert clerk("intake", path).status == 3
    assert held(clerk) == {"甲社区开展防汛演练": "correction"}
    clerk.well("intake", "same", "1", "1", "--update")
    assert reports(clerk) == [("甲社区", "甲社区开展防汛演练")]
    assert "80余人" in clerk.well("submission", "show", "1").out


def test_another_group_is_said_to_hold_for_past_months_too(clerk: Program) -> None:
    ran = clerk("unit", "edit", "甲社区", "--group", "部门", lang="zh")
    assert (ran.status, "以前的也在内" in ran.err) == (0, True), ran
    clerk.well("unit", "edit", "甲社区", "--name", "丙社区")


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there is no terminal to be had here")
def test_a_wrong_answer_about_a_column_is_asked_again(clerk: Program) -> None:
    path = clerk.db.with_name("台账.csv")
    path.write_text("单位,题名,报送日期\n甲社区,开设夜校,2009-08-01\n", encoding="utf-8")
    ran = at_terminal(clerk.db, "标题\n3\n题名\n", "intake", path, today="2009-08-03")
    assert ("标题 is none of them" in ran.err, "3 is none of them" in ran.err) == (True, True)
    assert reports(clerk) == [("甲社区", "开设夜校")]


def test_a_column_told_of_no_list_is_said_to_be_of_none(clerk: Program) -> None:
    path = clerk.db.with_name("台账.csv")
    path.write_text("单位,题名,报送日期\n甲社区,开设夜校,2009-08-01\n", encoding="utf-8")
    ran = clerk("intake", path, "--column", "题目=标题", lang="zh")
    assert "没有一张表有“题目”这一列" in ran.err
    ran = clerk("intake", path, "--column", "题名=题", lang="zh")
    assert (ran.status, "没有“题”这一列" in ran.err, "评分办法" in ran.err) == (2, True, False)
    assert clerk("intake", path, "--column", "题名=标题").err == ""


@pytest.mark.parametrize("given", ["乙社区、丙社区", "乙社区，丙社区", "乙居委会;丙社区"])
def test_partners_are_named_with_commas_between_them(clerk: Program, given: str) -> None:
    clerk.well("unit", "add", "丙社区", "社区")
    clerk.well("submission", "add", "甲社区", "联合巡逻", "--with", given)
    shown = clerk.well("submission", "show", "巡逻", "--json").json
    assert shown["with"] == ["乙社区", "丙社区"]
    assert clerk("submission", "add", "甲社区", "联合清扫", "--with", "乙社区、丁社区").status == 4


def test_a_joint_report_is_settled_as_the_page_says(clerk: Program) -> None:
    listed(clerk, "甲社区、乙社区,联合巡逻,2009-08-01,")
    clerk.well("intake", "edit", "1", "--unit", "甲社区", "--set", "联合单位=乙社区")
    assert clerk.well("submission", "show", "巡逻", "--json").json["with"] == ["乙社区"]


def test_what_an_option_wants_is_told_as_it_is(clerk: Program) -> None:
    ran = clerk("stats", "5月", "--by", "级别", lang="zh")
    assert "--by 的取值应为 unit、kind、category、level、month、publication 之一" in ran.err
    ran = clerk("intake", "fetch", "--timeout", "久", lang="zh")
    assert "--timeout 的取值应为数字" in ran.err
    assert "编号 的取值应为整数" in clerk("intake", "show", "三", lang="zh").err


def test_a_day_that_a_spreadsheet_counts_is_said_to_be_which(clerk: Program) -> None:
    ran = listed(clerk, "甲社区,开设夜校,39946,")  # 39,946 days after 30 December 1899
    assert (ran.status, "39946 is not a day; it may be 2009-05-13" in ran.err) == (3, True), ran
    clerk("intake", "edit", "1", "--received", "2009-05-13")
    assert reports(clerk) == [("甲社区", "开设夜校")]


def test_a_picture_by_itself_is_told_where_it_goes(clerk: Program) -> None:
    path = clerk.db.with_name("IMG_20090512.png")
    Image.new("RGB", (60, 40)).save(path)
    ran = clerk("intake", path, lang="zh")
    assert (ran.status, "是图片" in ran.err, "submission attach 编号 文件" in ran.err) == (
        3,
        True,
        True,
    )
    clerk.well("submission", "add", "甲社区", "开设夜校")
    clerk.well("submission", "attach", "夜校", path)


@pytest.mark.parametrize("several", ["丙社区、丁社区", "丙社区,丁社区", "丙社区；丁科室"])
def test_several_units_are_not_added_as_one(clerk: Program, several: str) -> None:
    ran = clerk("unit", "add", several, "社区", lang="zh")
    assert (ran.status, "是几个单位，请逐个登记" in ran.err) == (2, True), ran
    assert [*named(clerk)] == ["甲社区", "乙社区"]


@pytest.mark.parametrize("name", ["住建、交通局", "党建（组织、宣传）办公室"])
def test_a_unit_may_have_such_a_sign_in_its_name(clerk: Program, name: str) -> None:
    clerk.well("unit", "add", name, "部门")


def test_a_list_has_a_number_below_the_head_that_our_own_has(clerk: Program) -> None:
    clerk.well("submission", "add", "甲社区", "开设夜校", "--ref", "2009-01")
    path = clerk.db.with_name("采用.csv")
    rows = "2009-01,区委,8.3\n２００９－０１,市委,8.3\n"
    path.write_text(f"信息编号,采用级别,采用日期\n{rows}", encoding="utf-8")
    assert clerk("intake", path).status == 0
    assert clerk("adoption", "import", path).status == 0
    assert sorted(level for _, level, *_ in used(clerk)) == ["city", "district"]
    path.write_text("信息编号,批示级别,批示日期\n2009-01,区委,8.3\n", encoding="utf-8")
    assert clerk("instruction", "import", path).status == 0


def test_a_row_of_two_units_is_no_unit(clerk: Program) -> None:
    path = clerk.db.with_name("单位.csv")
    path.write_text("单位,组别\n丙社区、丁社区,社区\n戊社区,社区\n", encoding="utf-8")
    for line in (("unit", "import"), ("intake",)):
        ran = clerk(*line, path, lang="zh")
        assert (ran.status, "是几个单位" in ran.err) == (3, True), ran
    assert [*named(clerk)] == ["甲社区", "乙社区", "戊社区"]


@pytest.mark.parametrize("ref", [(), ("--ref", "2009-01")])
def test_a_report_is_not_made_the_same_as_another(clerk: Program, ref: tuple[str, ...]) -> None:
    clerk.well("submission", "add", "甲社区", "开设夜校", "--received", "2009-08-01", *ref)
    clerk("submission", "add", "甲社区", "开设夜校", "--received", "2009-08-03")
    ran = clerk("submission", "edit", *(ref[1:] or ("1",)), "--received", "2009-08-03")
    assert (ran.status, "error[submission-exists]" in ran.err) == (4, True), ran
    clerk.well("submission", "edit", *(ref[1:] or ("1",)), "--title", "开设夜校二班")


@pytest.mark.parametrize("numbers", ["1、2", "1,2", "１，２"])
def test_several_numbers_have_commas_between_them(clerk: Program, numbers: str) -> None:
    for title in ("开设夜校", "清理楼道"):
        clerk.well("submission", "add", "甲社区", title)
    clerk.well("adoption", "add", numbers, "--level", "街道")
    assert sorted(title for title, *_ in used(clerk)) == ["开设夜校", "清理楼道"]


def test_what_cannot_be_another_report_yet_stays_of_its_unit(clerk: Program) -> None:
    clerk.well("submission", "add", "甲社区", "开设夜校")
    listed(clerk, "乙社区,清理楼道,2009-08-01,√")
    assert clerk("intake", "same", "1", "1").status == 3
    clerk.well("intake", "edit", "1", "--set", "采用情况=街道")
    assert reports(clerk) == [("乙社区", "清理楼道"), ("甲社区", "开设夜校")]

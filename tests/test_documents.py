"""What the papers say, worked out by hand from small results."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from msgspec.structs import replace

from inforeport.documents.bulletin import bulletin_page
from inforeport.documents.chinese import numeral, period_words
from inforeport.documents.circular import circular_page
from inforeport.documents.page import Ends, Heading, Page, PageBreak, Paragraph, Picture
from inforeport.documents.ranking import rank_page, score_page
from inforeport.model import (
    Attachment,
    GroupResult,
    Score,
    ScoreLine,
    Standing,
)
from inforeport.model.stationery import BulletinTerms
from inforeport.period import Period
from inforeport.words import say
from material import CAMPAIGN, DAY, ISSUE, MAY, OFFICE, RESULT, standing, stated


def lines(page: Page) -> list[str]:
    """All that is said outside tables, in order."""
    return [say(one.text, "zh") for one in page.blocks if isinstance(one, Heading | Paragraph)]


def test_the_circular_says_what_the_figures_say() -> None:
    assert lines(circular_page(stated())) == [
        "街道实践办关于2009年5月信息报送及采用情况的通报",
        "各社区、各部门：",
        "根据《信息报送评分办法》，现将2009年5月各社区、各部门信息报送及采用情况通报如下：",
        "一、总体情况",
        (
            "2009年5月，8个单位应报送信息28篇，实报23篇。"
            "其中，6个社区应报送信息24篇，实报20篇；2个部门应报送信息4篇，实报3篇。"
            "5个单位完成报送任务，3个单位未完成。"
            "信息被采用5篇次，其中街道采用4篇次、市委采用1篇次。"
        ),
        "二、报送和采用情况较好的单位",
        "（一）社区",
        "甲社区得59分，列第1名；乙社区、丙社区均得28分，并列第2名。",
        "（二）部门",
        "甲部门得23分，列第1名。",
        "三、未报送信息的单位",
        "己社区未报送信息。",
        "四、排名末位的单位",
        "社区排名末位的是己社区（-20分），须在下个月的会议上作情况说明。",
        (
            "附件：1．2009年5月社区信息报送及采用情况统计表\n2．2009年5月部门信息报送及采用情况统计表"
            "\n3．2009年5月信息采用明细表"
        ),
        "街道实践办",
        "2009年6月3日",
        "附件1",
        "附件2",
        "计分口径：",
        "1．得分相同的名次并列。",
        "附件3",
    ]


def test_what_there_is_nothing_to_say_about_is_left_out_and_heads_are_renumbered() -> None:
    all_sent = GroupResult("s", "学校", (standing(1, "甲学校", 4, 4), standing(1, "乙学校", 4, 4)))
    page = circular_page(stated(result=replace(RESULT, groups=(all_sent,), readings=())))
    assert lines(page) == [
        "街道实践办关于2009年5月信息报送及采用情况的通报",
        "各学校：",
        "根据《信息报送评分办法》，现将2009年5月各学校信息报送及采用情况通报如下：",
        "一、总体情况",
        "2009年5月，2个学校应报送信息8篇，实报8篇。各学校均完成报送任务。",
        "附件：2009年5月学校信息报送及采用情况统计表",
        "街道实践办",
        "2009年6月3日",
        "附件",
    ]


def test_a_unit_that_owes_nothing_is_not_named_for_sending_nothing() -> None:
    exempt = GroupResult("s", "学校", (standing(1, "甲学校", 4, 4), standing(2, "乙学校", 0, 0)))
    page = circular_page(stated(result=replace(RESULT, groups=(exempt,))))
    assert not any("未报送" in line for line in lines(page))


def test_an_adoption_that_was_taken_back_is_not_counted() -> None:
    whole, brief = (
        ScoreLine(
            unit="甲学校", points=Decimal(n), part="adoption", because="", level=level, item="#1"
        )
        for n, level in ((8, "street"), (30, "city"))
    )
    score = Score(
        unit="甲学校",
        group="s",
        points=Decimal(30),
        parts={"adoption": Decimal(30)},
        lines=(whole, brief, whole.undone("only the highest counts")),
    )
    one = GroupResult("s", "学校", (Standing(place=1, tied=False, score=score),))
    page = circular_page(stated(result=replace(RESULT, groups=(one,))))
    assert "信息被市委采用1篇次。" in lines(page)[4]


def test_each_annex_is_on_a_page_of_its_own() -> None:
    blocks = circular_page(stated()).blocks
    after_breaks = [one for before, one in pairwise(blocks) if isinstance(before, PageBreak)]
    assert after_breaks == [Paragraph(f"附件{place}", "annex mark") for place in (1, 2, 3)]


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (MAY, "2009年5月"),
        (CAMPAIGN, "2009年5月至7月"),
        (Period(date(2009, 4, 1), date(2009, 7, 1)), "2009年第二季度"),
        (Period(date(2009, 7, 1), date(2010, 1, 1)), "2009年下半年"),
        (Period(date(2009, 1, 1), date(2010, 1, 1)), "2009年"),
        (Period(date(2008, 12, 1), date(2009, 12, 1)), "2008年12月至2009年11月"),
        (Period(date(2009, 5, 2), date(2009, 5, 9)), "2009年5月2日至5月8日"),
        (Period(date(2009, 5, 8), date(2009, 5, 9)), "2009年5月8日"),
    ],
)
def test_a_period_is_named_as_a_title_names_it(period: Period, words: str) -> None:
    assert period_words(period) == words


def test_numerals_go_past_ten() -> None:
    assert [numeral(n) for n in (1, 10, 11, 20, 21)] == ["一", "十", "十一", "二十", "二十一"]


def test_the_score_table_has_a_column_for_each_part_and_level_and_each_row_adds_up() -> None:
    table = score_page(stated(result=RESULT)).tables()[0]
    assert [column.key for column in table.columns] == [
        "place", "unit", "due", "counted", "base", "shortfall", "extra",
        "uses_street", "adoption_street", "uses_city", "adoption_city", "total",
    ]  # fmt: skip
    unknown = None  # nothing was counted in this small month
    assert table.rows[0] == (1, "甲社区", 4, 5, 20, 0, 1, unknown, 8, unknown, 30, 59)
    assert table.rows[5] == (6, "己社区", 4, 0, 20, -40, 0, unknown, 0, unknown, 0, -20)


def test_points_of_adoption_without_a_level_get_a_column_when_there_are_any() -> None:
    odd = standing(1, "甲学校", 4, 4)
    line = ScoreLine(unit="甲学校", points=Decimal(5), part="adoption", because="")
    parts, total = {"adoption": Decimal(5)}, Decimal(5)
    odd = replace(odd, score=replace(odd.score, points=total, parts=parts, lines=(line,)))
    one = replace(RESULT, groups=(GroupResult("s", "学校", (odd,)),), parts=("adoption",))
    table = score_page(stated(result=one)).tables()[0]
    assert [column.key for column in table.columns][-2:] == ["adoption_other", "total"]
    assert table.rows[0][-2] == 5


def test_a_scheme_without_points_has_counts_and_no_places() -> None:
    table = score_page(stated(result=replace(RESULT, parts=()))).tables()[0]
    assert [column.key for column in table.columns] == ["unit", "due", "counted"]


def test_the_ranking_shows_change_and_duty_only_where_there_is_one() -> None:
    keys = [column.key for column in rank_page(stated(result=RESULT)).tables()[0].columns]
    assert keys == ["place", "unit", "total", "base", "shortfall", "extra", "adoption", "duty"]
    risen = replace(standing(1, "甲学校", 4, 4), change=2)
    one = replace(RESULT, groups=(GroupResult("s", "学校", (risen,)),), parts=("base",))
    table = rank_page(stated(result=one)).tables()[0]
    assert [column.key for column in table.columns] == ["place", "unit", "total", "base", "change"]
    assert table.rows == ((1, "甲学校", 20, 20, 2),)


def test_captions_name_the_period_in_the_reader_s_way() -> None:
    assert str(rank_page(stated(result=RESULT)).title) == "Ranking, 2009-05"
    whole = rank_page(stated(result=replace(RESULT, period=CAMPAIGN)))
    assert str(whole.title) == "Ranking, 2009-05 to 2009-07"


# The bulletin


def test_a_bulletin_prints_whole_items_in_order_and_brief_ones_at_the_end() -> None:
    page = bulletin_page(ISSUE, OFFICE, DAY, BulletinTerms(level="street", activity="学习实践活动"))
    assert lines(page) == [
        "学习实践活动",
        "工作简报",
        "第3期（总第7期）",
        "本期要目",
        "◆召开动员大会",
        "◆听民声",
        "◆简讯1则",
        "召开动员大会",
        "第一段。",
        "第二段。",
        "（甲社区供稿）",
        "听民声",
        "（甲社区供稿）",
        "简讯",
        "开设夜校",
        "5月11日开课。（甲社区供稿）",
    ]
    assert Ends("街道实践办", "2009年5月12日") in page.blocks
    assert page.day == date(2009, 5, 12)


def test_a_draft_says_so_and_bears_the_day_of_today() -> None:
    page = bulletin_page(replace(ISSUE, issued=None, number=None), OFFICE, DAY)
    assert lines(page)[:2] == ["工作简报", "（草稿）"]
    assert Ends("街道实践办", "2009年6月3日") in page.blocks


def test_a_single_item_needs_no_contents() -> None:
    page = bulletin_page(replace(ISSUE, items=ISSUE.items[1:2]), OFFICE, DAY)
    assert "本期要目" not in lines(page)


def test_a_file_name_made_of_words_is_a_caption_and_a_camera_s_is_not() -> None:
    names = ("动员大会现场.jpg", "IMG_2031.jpg", "微信图片_20090508.jpg")
    pictures = tuple(Attachment(name, name, b"") for name in names)
    issue = replace(ISSUE, items=(replace(ISSUE.items[2], pictures=pictures),))
    blocks = bulletin_page(issue, OFFICE, DAY).blocks
    assert [one.caption for one in blocks if isinstance(one, Picture)] == ["动员大会现场", "", ""]


def test_the_foot_names_the_recipients_when_they_are_given() -> None:
    terms = BulletinTerms(level="street", foot=("报：区委实践办", "送：各成员单位"))
    page = bulletin_page(ISSUE, OFFICE, DAY, terms)
    assert page.blocks[-3:] == (
        Paragraph("报：区委实践办", "foot"),
        Paragraph("送：各成员单位", "foot"),
        Ends("街道实践办", "2009年5月12日印发", "foot ends"),
    )

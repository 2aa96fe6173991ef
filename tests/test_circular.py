"""What stands on a circular around its figures, and that its text says what its tables say."""

import io
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from inforeport.documents import write
from inforeport.documents.page import Ends, Heading, Page, Paragraph, Table
from inforeport.model import Adoption, Facts, GroupResult, Result, ScoreLine, Submission, Unit
from inforeport.model.counts import Item, Names
from inforeport.model.papers import Wanted
from inforeport.model.stationery import CircularTerms
from inforeport.render.word import draw
from inforeport.scoring.counting import Basis, counted
from inforeport.words import say
from material import COMMUNITIES, EXPLAIN, MAY, RESULT, as_printed, standing, stated

TERMS = CircularTerms(
    masthead="某街道办事处",
    addressees="各社区居委会",
    demands=("一是按时报送。", "二是提高质量。"),
    contact="联系人：办公室。",
    remark="（此件主动公开）",
    copies="抄送：街道领导。",
)
SENT = (
    Submission("甲社区", "召开动员会", date(2009, 5, 8), ref="a1", late=True),
    Submission("甲社区", "开设夜校", date(2009, 5, 9), ref="a2", withdrawn="重复"),
    Submission("乙社区", "整治环境", date(2009, 5, 10), ref="b1"),
)
USES = (
    Adoption(
        *("甲社区", "a1", "召开动员会", date(2009, 5, 8), "street", "whole", date(2009, 5, 11)),
        publication="街道网站",
    ),
    Adoption("乙社区", "b0", "走访", date(2009, 4, 30), "city", None, date(2009, 5, 12)),
)
ITEMS = (
    *(
        Item(item=one.label, title=one.title, units=(one.unit,), on=one.received)
        for one in (SENT[0], SENT[2])
    ),
    Item(
        *(), item="a2", title="开设夜校", units=("甲社区",), on=date(2009, 5, 9), counts=False,
        why="已撤回：重复",
    ),
    *(
        Item(
            *(), item=use.item, title=use.title, units=(use.unit,), on=use.on, level=use.level,
            form=use.form, publication=use.publication,
        )
        for use in USES
    ),
)  # fmt: skip


def circular(**given: object) -> Page:
    return write("circular", stated(**given))


def said(page: Page) -> list[tuple[str, str]]:
    """What stands outside tables, and in which role."""
    return [
        (one.role if isinstance(one, Paragraph) else "heading", say(one.text, "zh"))
        for one in page.blocks
        if isinstance(one, Heading | Paragraph)
    ]


def test_what_the_scheme_says_of_its_circulars_stands_in_the_standard_s_order() -> None:
    page = circular(circular_terms=TERMS, wanted=Wanted(number="某街办〔2009〕5号"))
    roles = [role for role, _ in said(page)]
    assert roles[:5] == ["masthead issuer", "document number", "title", "addressee", "body"]
    texts = [text for _, text in said(page)]
    assert texts[:2] == ["某街道办事处", "某街办〔2009〕5号"]
    assert texts[3] == "各社区居委会："
    start = texts.index("五、工作要求")
    assert texts[start : start + 4] == [
        "五、工作要求", "一是按时报送。", "二是提高质量。", "联系人：办公室。",
    ]  # fmt: skip
    assert roles[start + 4 : start + 8] == ["annex list", "signature", "signature", "remark"]
    assert texts[start + 7] == "（此件主动公开）"
    assert page.blocks[-2:] == (
        Paragraph("抄送：街道领导。", "foot"),
        Ends("街道实践办", "2009年6月3日印发", "foot ends"),
    )


def test_demands_handed_in_take_the_place_of_the_scheme_s() -> None:
    page = circular(circular_terms=TERMS, wanted=Wanted(demands=("抓好落实。",)))
    texts = [text for _, text in said(page)]
    assert texts[texts.index("五、工作要求") + 1] == "抓好落实。"
    assert "一是按时报送。" not in texts


def test_nothing_stands_where_the_scheme_says_nothing() -> None:
    roles = {role for role, _ in said(circular())}
    assert not roles & {"masthead issuer", "document number", "remark", "foot", "draft mark"}
    assert not any(isinstance(one, Ends) for one in circular().blocks)


def test_a_draft_is_marked_and_asks_for_objections() -> None:
    page = circular(wanted=Wanted(draft=True), submissions=SENT, uses=USES)
    assert said(page)[0] == ("draft mark", "征求意见稿")
    assert page.title == "街道实践办关于2009年5月信息报送及采用情况的通报（征求意见稿）"
    texts = [text for _, text in said(page)]
    asked = texts[texts.index("五、核对和反馈") + 1]
    assert asked.startswith("请各单位对照附件4核对")
    assert "请于　　月　　日前书面报送街道实践办" in asked
    assert texts[-1] == "附件4"


def test_a_draft_lists_every_report_with_what_came_of_it() -> None:
    lines = tuple(
        ScoreLine(
            unit="甲社区",
            points=Decimal(n),
            part="adoption",
            because=why,
            level="street",
            item="a1",
        )
        for n, why in ((8, "整篇"), (-8, "迟报不计分"))
    )
    first, second = standing(1, "乙社区", 4, 4), standing(2, "甲社区", 4, 4)
    second = replace(second, score=replace(second.score, lines=lines))
    one = replace(
        RESULT, groups=(GroupResult("c", "社区", (first, second)),), words={"whole": "整篇"}
    )
    page = circular(result=one, wanted=Wanted(draft=True), submissions=SENT, items=ITEMS)
    *_, table = page.tables()
    assert [column.key for column in table.columns] == [
        "unit", "ref", "title", "received", "counts", "used", "points", "because",
    ]  # fmt: skip
    assert as_printed(table.rows) == (
        ("乙社区", "b1", "整治环境", "5月10日", "是", "未采用", 0, ""),
        ("乙社区", "b0", "走访", None, "此前收到", "city采用（5月12日）", 0, ""),
        (
            *("甲社区", "a1", "召开动员会", "5月8日", "是"),
            *("street整篇（街道网站，5月11日）", 0, "迟报不计分"),
        ),
        ("甲社区", "a2", "开设夜校", "5月9日", "否", "未采用", 0, "已撤回：重复"),
    )


def test_a_use_that_gave_nothing_is_listed_and_not_counted() -> None:
    whole = ScoreLine(
        *(), unit="甲社区", points=Decimal(8), part="adoption", because="", level="street",
        item="a1", form="whole", publication="街道网站", on=date(2009, 5, 11),
    )  # fmt: skip
    brief = replace(whole, points=Decimal(3), form="brief", on=date(2009, 5, 12))
    gone = replace(whole, item="b0", level="city")
    one = standing(1, "甲社区", 4, 4)
    its = (whole, brief, brief.undone(""), gone, gone.undone(""))
    one = replace(one, score=replace(one.score, lines=its))
    words = {"whole": "整篇", "brief": "简讯", "street": "街道", "city": "市委"}
    result = replace(RESULT, groups=(GroupResult("c", "社区", (one,)),), words=words)
    page = circular(result=result, uses=USES)
    assert "信息被街道采用1篇次。" in said(page)[4][1]
    table = page.tables()[-1]
    assert as_printed(table.rows) == (
        (1, "甲社区", "召开动员会", "街道", "整篇；简讯", "街道网站", "5月11日；5月12日", 8),
        (2, "甲社区", "走访", "市委", "整篇", "街道网站", "5月11日", 0),
    )
    assert said(page)[-1][0] == "note"


def test_a_wide_table_stands_on_the_long_side_and_the_foot_upright() -> None:
    levels = {f"l{n}": f"第{n}级" for n in range(24)}
    one = GroupResult("c", "社区", (standing(1, "甲社区", 4, 4),))
    page = circular(result=replace(RESULT, groups=(one,), levels=levels), circular_terms=TERMS)
    assert isinstance(page.blocks[-5], Table)  # the small print and the foot follow
    paper = Document(io.BytesIO(draw(page, "zh")))
    assert [section.orientation for section in paper.sections] == [0, 1, 0]
    assert "印发" in paper.tables[-1].rows[-1].cells[0].text


def test_a_group_without_units_is_not_named() -> None:
    empty = GroupResult("d", "部门", ())
    page = circular(result=replace(RESULT, groups=(COMMUNITIES, empty)))
    assert not any("部门" in text for _, text in said(page))


def test_of_a_scheme_in_which_nobody_owes_all_who_sent_nothing_are_named() -> None:
    ones = (standing(1, "甲社区", 0, 2), standing(2, "乙社区", 0, 0))
    page = circular(result=replace(RESULT, groups=(GroupResult("c", "社区", ones),)))
    texts = [text for _, text in said(page)]
    assert "乙社区未报送信息。" in texts


def test_a_circular_without_points_has_the_same_parts() -> None:
    facts = Facts(units=(Unit("甲社区", "c"), Unit("乙社区", "c")), submissions=SENT[::2])
    facts = replace(facts, adoptions=USES, items={use.item: SENT[0] for use in USES})
    names = Names(levels={"street": "街道", "city": "市"})
    counts = counted(Basis(facts=facts), names, by="unit", period=MAY)
    plain = replace(
        RESULT, parts=(), groups=(GroupResult("c", "社区", (standing(1, "甲社区", 0, 0),)),)
    )
    page = circular(
        result=plain, counts=counts, circular_terms=TERMS, wanted=Wanted(draft=True),
        items=ITEMS, uses=USES,
    )  # fmt: skip
    texts = [text for _, text in said(page)]
    assert texts[:2] == ["征求意见稿", "某街道办事处"]
    assert "三、工作要求" in texts
    assert "四、核对和反馈" in texts
    assert "共采用2篇次，其中街道采用1篇次、市采用1篇次。" in "".join(texts)
    used, items = page.tables()[-2:]
    assert len(used.rows) == 2
    assert [column.key for column in items.columns][-2:] == ["used", "because"]
    assert not any(isinstance(block, Ends) for block in page.blocks)  # nothing is printed yet


def test_ten_thousand_reports_and_long_names_stand_whole() -> None:
    unit, title = "甲" * 40, "题" * 200
    day = date(2009, 5, 8)
    sent = tuple(Item(item=str(n), title=title, units=(unit,), on=day) for n in range(10_000))
    one = GroupResult("c", "社区", (standing(1, unit, 4, 4),))
    page = circular(result=replace(RESULT, groups=(one,)), wanted=Wanted(draft=True), items=sent)
    rows = page.tables()[-1].rows
    assert len(rows) == 10_000
    assert rows[0][:3] == (unit, "0", title)


# The text says what the tables say

levels = st.dictionaries(st.sampled_from(["street", "city"]), st.integers(0, 30))


@st.composite
def results(draw: st.DrawFn) -> Result:
    """One or two groups of units that owe, sent and were used as it happens."""
    groups = []
    for key, word in (("c", "社区"), ("d", "部门"))[: draw(st.integers(1, 2))]:
        ones = [
            standing(0, f"第{n}{word}", draw(st.integers(0, 5)), draw(st.integers(0, 9)),
                     **draw(levels))
            for n in range(draw(st.integers(1, 6)))
        ]  # fmt: skip
        ones.sort(key=lambda one: -one.score.points)
        points = [one.score.points for one in ones]
        placed = [replace(one, place=points.index(one.score.points) + 1) for one in ones]
        last = placed[-1].place
        duty = EXPLAIN if draw(st.booleans()) else None
        told = [replace(one, duty=duty if one.place == last else None) for one in placed]
        groups.append(GroupResult(key, word, tuple(told)))
    return replace(RESULT, groups=tuple(groups))


def column(table: Table, key: str) -> list[Decimal]:
    at = [one.key for one in table.columns].index(key)
    return [Decimal(str(row[at])) for row in table.rows[:-1]]  # the last row is their sum


def sums(texts: str) -> Iterator[tuple[str, Decimal, Decimal, Decimal]]:
    """Of whom, how many of them, what they owed and what they sent, as the text says."""
    for many, whom, owed, sent in re.findall(
        r"(\d+)个(单位|社区|部门)(?:应报送信息(\d+)篇，)?实报(?:信息)?(\d+)篇", texts
    ):
        yield whom, Decimal(many), Decimal(owed or 0), Decimal(sent)


@given(results())
def test_every_figure_of_the_text_is_that_of_the_tables(result: Result) -> None:
    page = circular(result=result)
    text = "".join(one for role, one in said(page) if role == "body")
    tables = dict(zip([group.word for group in result.groups], page.tables(), strict=False))
    owed = {word: sum(column(table, "due")) for word, table in tables.items()}
    sent = {word: sum(column(table, "counted")) for word, table in tables.items()}
    many = {word: len(table.rows) - 1 for word, table in tables.items()}
    for whom, units, due, counts in sums(text):
        those = [whom] if whom in tables else [*tables]
        assert units == sum(many[one] for one in those)
        assert due == sum(owed[one] for one in those)
        assert counts == sum(sent[one] for one in those)
    _done_as_tabled(text, [*tables.values()])
    _points_as_tabled(text, [*tables.values()])
    _used_as_tabled(text, page)


def _done_as_tabled(text: str, tables: list[Table]) -> None:
    pairs = [
        pair
        for table in tables
        for pair in zip(column(table, "due"), column(table, "counted"), strict=True)
        if pair[0]
    ]
    done = sum(counts >= due for due, counts in pairs)
    if found := re.search(r"(\d+)个(?:\w+?完成报送任务|完成)，(\d+)个\w*?未完成", text):
        assert (int(found[1]), int(found[2])) == (done, len(pairs) - done)
    elif pairs:
        who = re.search(r"(?:各|该|承担报送任务的(\d+)个)(?:单位|社区|部门)均?(未?)完成", text)
        assert who is not None
        assert who[1] in {None, str(len(pairs))}
        assert (not who[2]) is (done == len(pairs))


def _points_as_tabled(text: str, tables: list[Table]) -> None:
    """The points and places of those who are praised, and the points of the last."""
    totals = {
        str(row[1]): (Decimal(str(row[0])), Decimal(str(row[-1])))
        for table in tables
        for row in table.rows[:-1]
    }
    praised = re.findall(r"([^。；，：]*?)均?得(-?[\d.]+)分，(?:并)?列第(\d+)名", text)
    for names, points, place in praised:
        for name in re.findall(r"第\d(?:社区|部门)", names):
            assert totals[name] == (Decimal(place), Decimal(points))
    for name, points in re.findall(r"(第\d(?:社区|部门))（(-?[\d.]+)分）", text):
        assert totals[name][1] == Decimal(points)


def _used_as_tabled(text: str, page: Page) -> None:
    """How often reports were used, in all and by each level, against the list of uses."""
    listed = [table for table in page.tables() if table.columns[-1].key == "points"]
    counted_ = [row[3] for table in listed for row in table.rows if Decimal(str(row[-1])) > 0]
    found = re.search(r"信息被采用(\d+)篇次", text)
    if found:
        assert int(found[1]) == len(counted_)
    said_ = {word: int(n) for word, n in re.findall(r"(街道|市委)采用(\d+)篇次", text)}
    words = {"街道", "市委"}
    assert said_ == {word: counted_.count(word) for word in words if word in counted_}

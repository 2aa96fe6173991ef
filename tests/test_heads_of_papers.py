"""Heads of papers: the red one whole, numbers in the standard's form, letters, a paper for each."""

import io
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from msgspec.structs import replace
from PIL import Image

from conftest import Program
from inforeport.documents import write
from inforeport.documents.bulletin import bulletin_page
from inforeport.documents.manner import BEFORE_TABLES, TODAY
from inforeport.documents.numbers import is_right, right_form
from inforeport.documents.page import (
    Block,
    Column,
    Ends,
    Heading,
    Page,
    PageBreak,
    Paragraph,
    Picture,
    Table,
    by_owner,
)
from inforeport.documents.used import cited
from inforeport.files.names import file_stem
from inforeport.model import Adoption, BulletinItem, GroupResult
from inforeport.model.papers import Wanted
from inforeport.model.reminders import Gap
from inforeport.model.stationery import BulletinTerms, CircularTerms
from inforeport.render.word import draw
from material import EXPLAIN, ISSUE, OFFICE, RESULT, standing, stated
from test_papers import in_may
from test_render_word import TABLE
from test_standard import HEADED, SIGNED, laid_out, page, picture, rows, texts

NUMBER = "某办〔2026〕12号"
LETTER: tuple[Block, ...] = (
    Paragraph("某街道办事处", "letter issuer"),
    Paragraph(NUMBER, "letter number"),
    Paragraph("关于催报2026年5月信息的函", "title"),
    Paragraph("甲社区：", "addressee"),
    Paragraph("正文。" * 40),
    *SIGNED,
)


def of(*owners: str, blocks: tuple[Block, ...]) -> Page:
    return page(*(one for owner in owners for one in (PageBreak(of=owner), *blocks)))


def shot(shape: tuple[int, int], caption: str = "") -> Picture:
    out = io.BytesIO()
    Image.new("RGB", shape, "navy").save(out, "PNG")
    return Picture(out.getvalue(), "现场.png", caption)


def twelve(count: int) -> Page:
    """An issue of so many items with two issuers and a long title each."""
    text = "社区召开动员会，学习文件，查找问题，制定措施。" * 8
    report = replace(
        ISSUE.items[0].submission, title="甲社区深入开展学习实践活动取得明显成效", text=text
    )
    items = tuple(
        BulletinItem(submission=report, form="whole", position=place) for place in range(count)
    )
    terms = BulletinTerms(
        level="street",
        activity="学习实践活动",
        issuers=("某街道党工委", "某街道办事处"),
        hosted="主办",
    )
    return bulletin_page(replace(ISSUE, items=items), OFFICE, ISSUE.created, terms)


ROWS = (9, 11, 12)
LONG = "荆东区东城街道第一人民医院家属区社区居民委员会"


def slip(count: int) -> Page:
    """A paper whose table ends near the end of the page, its signature below."""
    rows = tuple(("甲", "某" * 60) for _ in range(count))
    table = Table(
        "得分明细表", (Column("a", "项目"), Column("b", "说明", "left")), rows, "单位：分"
    )
    return page(Paragraph("标题", "title"), Paragraph("甲社区：", "addressee"), table, *SIGNED)


PAPERS = {
    "letters": of("甲社区", "乙社区", blocks=LETTER),
    "slips": of("甲社区", "乙社区", blocks=(Paragraph("标题", "title"), Paragraph("某" * 700))),
    "unnumbered": page(
        Paragraph("某街道办事处文件", "masthead issuer"),
        Paragraph("", "document number"),
        Paragraph("关于通报的通报", "title"),
        Paragraph("正文。"),
    ),
    "pictures": page(
        Paragraph("正文。"), shot((1200, 800), "左"), shot((800, 1200), "右"), shot((90, 90))
    ),
    "annexed": page(
        Paragraph("关于2009年5月信息报送情况的通报", "title"),
        *(Paragraph("某" * length) for length in (200, 200, 75)),  # fills the first page
        Paragraph("街道实践办", "signature"),
        Paragraph("2009年6月3日", "signature"),
        PageBreak(),
        Paragraph("附件1", "annex mark"),
        TABLE,
    ),
    **{f"items{count}": twelve(count) for count in (2, 12, 40)},
    "figures": page(*(Paragraph("某" * count + "2009年5月。") for count in range(18, 30))),
    **{f"rows{count}": slip(count) for count in ROWS},
    "long": of(
        LONG,
        LONG.replace("一", "二"),
        blocks=write(
            "explanation",
            stated(
                office=replace(
                    OFFICE, name="荆东区东城街道深入学习实践科学发展观活动领导小组办公室"
                ),
                result=replace(
                    RESULT,
                    groups=(
                        GroupResult(
                            "c", "社区", (replace(standing(1, LONG, 4, 0), duty=EXPLAIN * 2),)
                        ),
                    ),
                ),
            ),
        ).blocks[1:],
    ),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    return laid_out(PAPERS, tmp_path_factory.mktemp("heads"))


@pytest.fixture
def may(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return in_may(tmp_path_factory.mktemp("may"))


# The number


@pytest.mark.parametrize("number", [NUMBER, "〔2026〕1号", "街办字〔2009〕105号"])
def test_a_number_in_the_form_of_the_standard_is_taken(number: str) -> None:
    assert is_right(number)


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("[2026]012号", "〔2026〕12号"),
        ("某办［2026］第12号", NUMBER),
        ("某办（２０２６）１２号", NUMBER),
        ("某办〔26〕12", NUMBER),
        ("第12号", None),
        ("某办12号", None),
        ("〔2026〕0号", None),
    ],
)
def test_another_is_refused_and_what_was_meant_is_offered(number: str, right: str | None) -> None:
    assert not is_right(number)
    assert right_form(number) == right


def test_a_number_by_hand_is_refused_before_anything_is_written(may: Program) -> None:
    path = may.db.with_name("通报.docx")
    asked = ("export", "circular", "--month", "5", "-o", path)
    ran = may(*asked, "--number", "[2009]012号")
    assert (ran.status, path.exists()) == (2, False)
    assert "〔2009〕12号" in ran.err
    ran = may("close", "--month", "5", "--number", "第12号", "--yes")
    assert ran.status == 2
    assert (
        may("export", "circular", "--month", "5", "--number", "〔2009〕12号", "-o", path).status
        == 0
    )


def test_the_number_that_was_sealed_is_on_every_circular_of_the_month(may: Program) -> None:
    may.well("close", "--month", "5", "--number", NUMBER, "--yes")
    path = may.db.with_name("通报.docx")
    may.well("export", "circular", "--month", "5", "-o", path)
    assert NUMBER in [one.text for one in Document(str(path)).paragraphs]


# The red head


def test_the_red_head_has_its_rule_and_room_where_there_is_no_number_yet(
    pages: Callable[[str], Path],
) -> None:
    """The rule stands as far below the issuer as with a number, and the title two lines below."""
    red = rows(picture(pages("unnumbered")), red=True)
    issuer, rule = red[0], red[-1]
    assert issuer[0] == pytest.approx(72, abs=1)
    assert rule[2] == pytest.approx(156, abs=0.5)
    assert rule[0] - issuer[1] == pytest.approx(32, abs=2)  # two lines of 10.2, the number's, 4 mm


def said(given: Page, *roles: str) -> list[str]:
    return [
        str(one.text) for one in given.blocks if isinstance(one, Paragraph) and one.role in roles
    ]


def test_the_title_names_the_issuer_where_no_red_head_does() -> None:
    plain = write("circular", stated())
    headed = write("circular", stated(circular_terms=CircularTerms(masthead="街道实践办")))
    assert said(plain, "title") == ["街道实践办关于2009年5月信息报送及采用情况的通报"]
    assert said(headed, "title") == ["关于2009年5月信息报送及采用情况的通报"]
    assert said(headed, "document number") == [""]
    then = write("circular", stated(edition=5))
    assert said(then, "title") == ["关于2009年5月信息报送及采用情况的通报"]


def test_a_number_without_a_red_head_stands_below_the_title() -> None:
    given = write("circular", stated(wanted=Wanted(number=NUMBER)))
    assert said(given, "title", "number", "document number")[1:] == [NUMBER]


def test_several_issuers_sign_and_another_office_prints() -> None:
    terms = CircularTerms(masthead="某街道", issuers=("甲办", "乙办"), printer="某街道党政办")
    given = write("circular", stated(circular_terms=terms))
    assert said(given, "signature") == ["甲办", "乙办", "2009年6月3日"]
    (foot,) = [one for one in given.blocks if isinstance(one, Ends)]
    assert foot.left == "某街道党政办"


# Letters


def test_no_figure_is_broken_over_two_lines(pages: Callable[[str], Path]) -> None:
    (seen,) = texts(pages("figures"))
    assert seen.count("2009") == 12


def test_a_letter_has_the_form_of_the_standard(pages: Callable[[str], Path]) -> None:
    for number in (1, 2):
        red = rows(picture(pages("letters"), number), red=True)
        name, thick, thin, upper, lower = red
        assert name[0] == pytest.approx(30, abs=1)
        assert thick[0] - name[1] == pytest.approx(4, abs=0.7)
        assert [round(band[2]) for band in red[1:]] == [170] * 4
        assert thick[1] - thick[0] > thin[1] - thin[0]
        assert upper[1] - upper[0] < lower[1] - lower[0]
        assert 297 - lower[1] == pytest.approx(20, abs=1)
        black = [
            band for band in rows(picture(pages("letters"), number), red=False) if band[0] > thin[1]
        ]
        assert black[0][0] - thin[1] == pytest.approx(16 / 72 * 25.4 * 7 / 8 + 1.5, abs=2.5)


def test_a_letter_bears_no_page_number_on_its_first_page(pages: Callable[[str], Path]) -> None:
    assert [("—" in text) for text in texts(pages("letters"))] == [False, False]


def test_a_letter_of_a_month_that_runs_has_its_head_on_top() -> None:
    gap = Gap(
        unit="甲社区",
        owed=Decimal(2),
        received=Decimal(1),
        missing=Decimal(1),
        deadlines=(date(2009, 5, 8),),
    )
    given = write("letter", stated(gaps=(gap,), rules="办法", until=date(2009, 5, 20)))
    assert next(one.role for one in given.blocks if isinstance(one, Paragraph)) == "letter issuer"


def test_each_unit_s_slip_of_a_month_that_runs_says_up_to_which_day() -> None:
    page = write("slips", stated(until=date(2009, 5, 20)))
    for _, slip in by_owner(page):
        first, *others = [one for one in slip.blocks if isinstance(one, Paragraph)]
        assert (first.text, first.role) == ("截至2009年5月20日，本期尚未结束", "draft mark")
        assert "draft mark" not in {one.role for one in others}


def test_annexes_of_a_month_that_runs_say_up_to_which_day() -> None:
    """They are hung up and handed on without the text."""
    page = write("circular", stated(until=date(2009, 5, 20)))
    called = [str(table.caption) for table in page.tables()]
    assert called == [
        *(f"2009年5月（截至5月20日）{word}信息报送及采用情况统计表" for word in ("社区", "部门")),
        "2009年5月（截至5月20日）信息采用明细表",
    ]


def test_the_pages_come_out_as_meant(pages: Callable[[str], Path]) -> None:
    first, second, third = texts(pages("annexed"))
    assert "—1—" in first.replace(" ", "")
    assert "2009" in second
    assert "某" in second  # the signature did not come alone
    assert "−20" in third


# A paper for each


def test_each_unit_s_paper_begins_with_page_1_on_an_odd_page(pages: Callable[[str], Path]) -> None:
    seen = ["".join(text.split()) for text in texts(pages("slips"))]
    assert [text[text.index("—") :] for text in seen] == ["—1—", "—2—", "—1—", "—2—"]
    document = Document(io.BytesIO(draw(PAPERS["slips"], "zh")))
    kinds = [section.start_type for section in document.sections]
    assert [int(kind) for kind in kinds] == [2, 4]  # new page; odd page
    starts = [section._sectPr.find(qn("w:pgNumType")) for section in document.sections]  # noqa: SLF001
    assert [None if one is None else one.get(qn("w:start")) for one in starts] == [None, "1"]


@pytest.mark.parametrize("paper", ["letter", "slips", "explanation", "form"])
def test_each_gives_a_file_for_each_unit(may: Program, tmp_path: Path, paper: str) -> None:
    when = () if paper == "form" else ("--month", "5")
    may.well("export", paper, *when, "--each", tmp_path / "各单位")
    files = sorted((tmp_path / "各单位").iterdir())
    assert files
    for file in files:
        document = Document(str(file))
        words = "".join(one.text for one in document.paragraphs)
        assert file.stem in words
        assert len(document.sections) == 1
    before = {file: file.read_bytes() for file in files}
    files[0].unlink()
    ran = may("export", paper, *when, "--each", tmp_path / "各单位")
    if len(files) > 1:
        assert ran.status == 7
        assert not files[0].exists()  # all or none
    assert {file: file.read_bytes() for file in files[1:]} == {
        file: before[file] for file in files[1:]
    }


def test_each_and_one_file_exclude_each_other(may: Program, tmp_path: Path) -> None:
    ran = may("export", "slips", "--month", "5", "--each", tmp_path, "-o", tmp_path / "a.docx")
    assert (ran.status, [*tmp_path.iterdir()]) == (2, [])


@pytest.mark.parametrize(
    ("words", "stem"),
    [
        ("甲/乙:丙", "甲／乙：丙"),
        ("CON", "_CON"),
        ("nul.x", "_nul.x"),
        ("乙 . ", "乙"),
        ("..", "_"),
    ],
)
def test_a_file_s_name_is_one_that_windows_takes(words: str, stem: str) -> None:
    assert file_stem(words) == stem
    assert len(file_stem("某" * 300).encode()) < 250


@pytest.mark.parametrize("count", ROWS)
def test_a_signature_is_never_alone_on_a_page(pages: Callable[[str], Path], count: int) -> None:
    last = texts(pages(f"rows{count}"))[-1]
    assert "某街道办事处" in last
    assert last.count("甲") >= 2


def test_an_explanation_sheet_of_long_names_is_one_page_for_each_unit(
    pages: Callable[[str], Path],
) -> None:
    assert len(texts(pages("long"))) == 2


# The bulletin


def test_the_bulletin_names_its_issuers_below_each_other() -> None:
    (ends, *_) = [one for one in twelve(2).blocks if isinstance(one, Ends)]
    assert ends.left == "主办：某街道党工委\n　　　某街道办事处"


@pytest.mark.parametrize("count", [2, 12, 40])
def test_the_first_page_of_the_bulletin_bears_text(
    pages: Callable[[str], Path], count: int
) -> None:
    first = texts(pages(f"items{count}"))[0]
    assert "制定措施" in first.replace(" ", "").replace("\n", "")


@pytest.mark.parametrize(("form", "title"), [("whole", []), ("brief", [("动员会", 2)])])
def test_heads_inside_an_item_are_heads(form: str, title: list[tuple[str, int]]) -> None:
    """So no page ends with one; in brief they are below the title, which is a head too."""
    text = "一、组织领导\n（一）健全机构\n街道成立小组。\n一、街道成立小组。\n1．其他"
    report = replace(ISSUE.items[0].submission, title="动员会", text=text)
    item = BulletinItem(submission=report, form=form, position=1)
    given = bulletin_page(replace(ISSUE, items=(item,)), OFFICE, ISSUE.created)
    heads = [(one.text, one.level) for one in given.blocks if isinstance(one, Heading)]
    above = title[0][1] if title else 0
    assert heads == [*title, ("一、组织领导", above + 1), ("（一）健全机构", above + 2)]


def test_pictures_stand_side_by_side_and_say_what_they_show(pages: Callable[[str], Path]) -> None:
    document = Document(io.BytesIO(draw(PAPERS["pictures"], "zh")))
    told = [one.get("descr") for one in document.element.body.iter(qn("wp:docPr"))]
    assert told == ["左", "右", "通报"]
    (table,) = document.tables
    assert [cell.text for cell in table.rows[1].cells] == ["左", "右"]
    extents = [*table._tbl.iter(qn("wp:extent"))]  # noqa: SLF001
    assert len({one.get("cy") for one in extents}) == 1
    assert sum(int(one.get("cx")) for one in extents) / 36000 <= 156
    assert len(texts(pages("pictures"))) == 1


def uses() -> Iterator[tuple[str, str]]:
    yield "2026-2", "简报2026年第2期"
    yield "2026-增刊2", "简报2026年增刊第2期"
    yield "22", "简报第22期"
    yield "第022期", "简报第22期"
    yield "2026年第2期", "简报2026年第2期"
    yield "五月号", "简报五月号"


@pytest.mark.parametrize(("issue", "words"), [*uses()])
def test_an_issue_is_cited_in_one_way(issue: str, words: str) -> None:
    use = Adoption(
        *("甲社区", "a1", "标题", ISSUE.created, "street", None, ISSUE.created),
        publication="简报",
        issue=issue,
    )
    assert cited(use, TODAY) == words
    assert cited(use, BEFORE_TABLES) == f"简报{issue}"


def test_the_head_with_a_number_stays_where_it_was() -> None:
    assert said(HEADED, "document number") == ["某街办〔2009〕1号"]

"""A file that was drawn is opened again: what is missing, moved or too much in it is found."""

import io
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_BREAK
from msgspec.structs import replace
from PIL import Image

from inforeport.documents.page import (
    Block,
    Column,
    Ends,
    Field,
    Form,
    Heading,
    Page,
    PageBreak,
    Paragraph,
    Picture,
    Table,
)
from inforeport.render import RENDERERS
from inforeport.render.checked import prove
from inforeport.render.reread import squeezed

UNIT = Column("unit", "单位", "left")
TOTAL = Column("total", "总分", "right")
TABLE = Table(
    "社区统计表",
    (UNIT, TOTAL, Column("on", "日期")),
    (("甲社区", Decimal("31.50"), date(2009, 5, 8)), ("=乙社区", Decimal(-20), None)),
    "单位：分",
)
BLOCKS: tuple[Block, ...] = (
    Paragraph("关于2009年5月至7月信息报送及采用情况的通报", "title"),
    Ends("街道实践办", "2009年6月3日"),
    Heading("一、总体情况"),
    Paragraph("共得-20分，\n较上月减少。"),
    TABLE,
    Picture(b"<html>", "坏图.jpg", "看不到的说明"),
    Form(((Field("填报单位", "甲社区"), Field("领导意见", lines=3)),)),
    PageBreak(),
    Paragraph("附件", "annex mark"),
    Table("部门统计表", (UNIT, TOTAL), (("甲科室", 3),)),
    Paragraph("完"),
)


def page(*blocks: Block) -> Page:
    return Page("通报", "街道实践办", date(2009, 6, 3), blocks or BLOCKS)


def fault(content: bytes, ending: str, wanted: Page | None = None) -> str:
    """What is wrong with a file, said in English; '' where nothing is."""
    return str(prove(content, wanted or page(), ending, "zh") or "")


def drawn(ending: str, *blocks: Block) -> bytes:
    return RENDERERS[ending](page(*blocks), "zh")


def word(change: Callable[[Paper], object], *blocks: Block) -> bytes:
    """The Word file after a change, as if it had been drawn so."""
    paper = Document(io.BytesIO(drawn(".docx", *blocks)))
    change(paper)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same archive with one part changed."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as before, ZipFile(out, "w") as after:
        for one in before.namelist():
            part = before.read(one)
            after.writestr(one, change(part) if one == name else part)
    return out.getvalue()


@pytest.mark.parametrize("ending", RENDERERS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_drawn_is_what_the_page_says(ending: str, language: str) -> None:
    assert prove(RENDERERS[ending](page(), language), page(), ending, language) is None


@pytest.mark.parametrize("ending", RENDERERS)
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xff\xfe\x00"])
def test_what_cannot_be_opened_is_no_file(ending: str, content: bytes) -> None:
    assert fault(content, ending)


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_half_an_archive_is_none(ending: str) -> None:
    content = drawn(ending)
    assert fault(content[: len(content) // 2], ending) == "it cannot be opened"
    flipped = bytearray(content)
    flipped[len(content) // 3] ^= 0xFF
    assert fault(bytes(flipped), ending)


@pytest.mark.parametrize("ending", RENDERERS)
@pytest.mark.parametrize("lost", [4, 6, 9])
def test_a_lost_table_or_form_is_named(ending: str, lost: int) -> None:
    left = drawn(ending, *BLOCKS[:lost], *BLOCKS[lost + 1 :])
    assert "is missing" in fault(left, ending)


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".html", ".json"])
@pytest.mark.parametrize("lost", [0, 1, 2, 3, 8, 10])
def test_a_lost_text_is_named(ending: str, lost: int) -> None:
    left = drawn(ending, *BLOCKS[:lost], *BLOCKS[lost + 1 :])
    assert "is missing" in fault(left, ending)


@pytest.mark.parametrize("ending", RENDERERS)
@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (TABLE.rows[:1], "row 2 of “社区统计表” is missing"),
        (TABLE.rows[::-1], "row 2 of “社区统计表” is missing"),
        ((("甲社区", Decimal("31.51"), date(2009, 5, 8)), TABLE.rows[1]), "row 1 of"),
        ((("甲社区", Decimal("31.50"), date(2009, 5, 9)), TABLE.rows[1]), "row 1 of"),
        (((Decimal("31.50"), "甲社区", date(2009, 5, 8)), TABLE.rows[1]), "row 1 of"),
        ((TABLE.rows[0], ("=乙社区", None, Decimal(-20))), "row 2 of"),
    ],
)
def test_a_row_that_is_lost_moved_or_changed_is_named(
    ending: str, rows: tuple[tuple[object, ...], ...], said: str
) -> None:
    other = Table(TABLE.caption, TABLE.columns, rows, TABLE.unit_note)  # type: ignore[arg-type] # a pair of any cells
    assert said in fault(drawn(ending, other), ending, page(TABLE))


def test_a_figure_that_became_text_is_found() -> None:
    text = Table("", (UNIT, TOTAL), (("甲社区", "3"),))
    figure = Table("", (UNIT, TOTAL), (("甲社区", 3),))
    assert "row 1" in fault(drawn(".xlsx", text), ".xlsx", page(figure))


def test_a_formula_is_found() -> None:
    content = with_part(
        drawn(".xlsx"),
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b"<v>31.5</v>", b"<f>30+1.5</f><v>31.5</v>"),
    )
    assert fault(content, ".xlsx") == "a formula in it"


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_a_link_to_elsewhere_is_found(ending: str) -> None:
    content = with_part(
        drawn(ending),
        "_rels/.rels",
        lambda part: part.replace(
            b"</Relationships>",
            b'<Relationship Id="x" Type="t" Target="a:b" TargetMode="External"/></Relationships>',
        ),
    )
    assert fault(content, ending) == "a link to something outside it"


def test_the_title_the_author_and_the_day_are_looked_at() -> None:
    said = "its title, author or day is not that of the paper"
    for ending in (".docx", ".xlsx", ".html"):
        for other in (
            Page("别的", "街道实践办", date(2009, 6, 3), BLOCKS),
            Page("通报", "别的", date(2009, 6, 3), BLOCKS),
            Page("通报", "街道实践办", date(2009, 6, 4), BLOCKS),
            Page("", "街道实践办", date(2009, 6, 3), BLOCKS),
        ):
            assert fault(RENDERERS[ending](other, "zh"), ending) == said


@pytest.mark.parametrize(
    "added",
    [
        '<script src="a.js"></script>',
        '<img src="https://a/b.jpg">',
        '<link rel="stylesheet" href="a.css">',
        '<a href="https://a">甲</a>',
    ],
)
def test_a_page_that_asks_for_something_is_found(added: str) -> None:
    content = drawn(".html").replace(b"</section>", f"{added}</section>".encode(), 1)
    assert fault(content, ".html") == "something in it that is asked for elsewhere"


def test_a_style_without_a_font_for_chinese_is_named() -> None:
    def change(paper: Paper) -> None:
        paper.styles.add_style("bare", 1)
        paper.paragraphs[-1].style = "bare"

    content = with_part(
        word(change),
        "word/styles.xml",
        lambda part: part.replace(b"w:eastAsia=", b"w:x=") if b"w:eastAsia=" in part else part,
    )
    assert "has no font for Chinese" in fault(content, ".docx")


@pytest.mark.parametrize(
    "change",
    [
        lambda paper: paper.add_page_break(),
        lambda paper: (
            paper.paragraphs[0].insert_paragraph_before().add_run().add_break(WD_BREAK.PAGE)
        ),
        lambda paper: [paper.paragraphs[2].runs[0].add_break(WD_BREAK.PAGE) for _ in range(2)],
    ],
    ids=["at the end", "at the beginning", "twice"],
)
def test_an_empty_page_is_found(change: Callable[[Paper], object]) -> None:
    assert fault(word(change), ".docx") == "a page with nothing on it"


def test_an_empty_line_is_found_unless_it_parts_two_tables() -> None:
    text = (Paragraph("甲"), Paragraph("乙"))
    content = word(lambda paper: paper.paragraphs[1].insert_paragraph_before(), *text)
    assert fault(content, ".docx", page(*text)) == "a line with nothing on it"
    bare = replace(TABLE, caption="")
    content = word(lambda _: None, *text, bare, bare)
    assert fault(content, ".docx", page(*text, bare, bare)) == ""


def test_a_picture_that_tells_where_it_was_taken_is_found() -> None:
    about = Image.Exif()
    about.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "navy").save(out, "JPEG", exif=about)
    picture = Picture(out.getvalue(), "会场.jpg")
    clean = drawn(".docx", Paragraph("甲"), picture)
    assert fault(clean, ".docx", page(Paragraph("甲"), picture)) == ""
    with ZipFile(io.BytesIO(clean)) as archive:
        (name,) = [name for name in archive.namelist() if name.startswith("word/media/")]
    content = with_part(clean, name, lambda _: out.getvalue())
    said = fault(content, ".docx", page(Paragraph("甲"), picture))
    assert said == "a picture in it that says where it was taken"


def test_csv_with_an_open_quote_is_no_file() -> None:
    assert fault(drawn(".csv") + b'"', ".csv") == "it cannot be opened"


def test_json_that_lost_a_block_is_found() -> None:
    tree = json.loads(drawn(".json"))
    tree["blocks"].pop()
    assert fault(json.dumps(tree).encode(), ".json") == "“完” is missing"


def test_how_a_text_is_set_makes_no_difference() -> None:
    assert squeezed("得 −20⁠分\n甲　乙") == "得-20分甲乙"

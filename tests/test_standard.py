"""The figures of GB/T 9704-2012, read off the Word files and off the pages they come to.

Pages are laid out by LibreOffice; the files are held against the published schema of the format
where `INFOREPORT_OOXML_XSD` names a folder with its `wml.xsd`.
"""

import io
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import groupby, pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Paper
from docx.oxml.ns import qn
from lxml import etree
from msgspec.structs import replace
from PIL import Image

from inforeport.documents import write
from inforeport.documents.page import (
    Block,
    Ends,
    Field,
    Form,
    Page,
    PageBreak,
    Paragraph,
    Picture,
)
from inforeport.documents.sample import sample_page
from inforeport.model import GroupResult
from inforeport.render.word import draw
from material import EXPLAIN, OFFICE, RESULT, standing, stated
from roles import roles, styled

DAY = "2009年6月3日"
COPIES = "抄送：" + "、".join(f"区委{word}办公室" for word in "甲乙丙丁戊") + "。"
FOOT = (Paragraph(COPIES, "foot"), Ends("某街道办事处办公室", f"{DAY}印发", "foot ends"))
SIGNED = (Paragraph("某街道办事处", "signature"), Paragraph(DAY, "signature"))
DOTS = 150  # an inch
BOTTOM = 37 + 225  # millimetres from the top of the paper to the end of the block


def page(*blocks: Block) -> Page:
    return Page("通报", "某街道办事处", date(2009, 6, 3), blocks)


def opened(paper: Page) -> Paper:
    return Document(io.BytesIO(draw(paper, "zh")))


HEADED = page(
    Paragraph("某街道办事处文件", "masthead issuer"),
    Paragraph("某街办〔2009〕1号", "document number"),
    Paragraph("关于2009年5月信息报送情况的通报", "title"),
    Paragraph("各社区：", "addressee"),
    Paragraph("正文。"),
    *SIGNED,
    *FOOT,
)
FULL = page(Paragraph("某" * (28 * 24), "addressee"))
FILLS = (0, 5, 13, 14, 18, 20, 21, 22)
FILLED = {
    f"fill{count}": page(
        Paragraph("标题", "title"), *(Paragraph("某" * 20) for _ in range(count)), *SIGNED, *FOOT
    )
    for count in FILLS
}
MARKED = page(Paragraph("征求意见稿", "draft mark"), *HEADED.blocks)
LONG = "荆东区东城街道第二人民医院社区居民委员会"
EXPLAINED = write(
    "explanation",
    stated(
        office=replace(OFFICE, name="荆东区东城街道学习实践活动办公室"),
        result=replace(
            RESULT,
            groups=(
                GroupResult("community", "社区", (replace(standing(1, LONG, 4, 0), duty=EXPLAIN),)),
            ),
        ),
    ),
)
PAPERS = {
    "explained": EXPLAINED,
    "headed": HEADED,
    "marked": MARKED,
    "full": FULL,
    "sample": sample_page(),
    **FILLED,
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The papers as PDF, by name; laid out once for all tests."""
    return laid_out(PAPERS, tmp_path_factory.mktemp("standard"))


def laid_out(papers: Mapping[str, Page], folder: Path) -> Callable[[str], Path]:
    """Papers as PDF in a folder, by name."""
    if not all(map(shutil.which, ("soffice", "pdftotext", "pdftoppm"))):
        pytest.skip("LibreOffice, pdftotext and pdftoppm are needed to lay out the pages")
    for name, paper in papers.items():
        (folder / f"{name}.docx").write_bytes(draw(paper, "zh"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [f"{name}.docx" for name in papers]
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", *files]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=400)
    return lambda name: folder / f"{name}.pdf"


def texts(pdf: Path) -> list[str]:
    """The text of each page."""
    command = ["pdftotext", "-layout", str(pdf), "-"]
    ran = subprocess.run(command, check=True, capture_output=True, timeout=60)
    return ran.stdout.decode().split("\f")[:-1]


def picture(pdf: Path, number: int = 1) -> Image.Image:
    """A page as it is seen."""
    command = ["pdftoppm", "-r", str(DOTS), "-f", str(number), "-l", str(number), str(pdf)]
    ran = subprocess.run(command, check=True, capture_output=True, timeout=60)
    return Image.open(io.BytesIO(ran.stdout)).convert("RGB")


def mm(dots: float) -> float:
    return dots / DOTS * 25.4


def rows(seen: Image.Image, *, red: bool) -> list[tuple[float, float, float]]:
    """Bands of ink from the top: where they begin and end, and how wide they are, in mm."""
    channels = seen.split()
    ink = channels[1].point(lambda value: 255 * (value < 128))
    if red:  # what is dark in green and bright in red
        bright = channels[0].point(lambda value: 255 * (value > 128))
        ink = Image.composite(ink, Image.new("L", ink.size), bright)
    found = []
    inked = enumerate(ink.getprojection()[1])
    for is_inked, band in groupby(inked, key=lambda row: row[1]):
        if is_inked:
            heights = [y for y, _ in band]
            top, bottom = heights[0], heights[-1] + 1
            left, _, right, _ = ink.crop((0, top, ink.width, bottom)).getbbox() or (0, 0, 0, 0)
            found.append((mm(top), mm(bottom), mm(right - left)))
    return found


# The page


def test_the_block_is_156_by_225_mm_with_the_margins_of_the_standard() -> None:
    section = opened(HEADED).sections[-1]
    sides = (section.page_width, section.page_height)
    assert [round(side.mm) for side in sides if side] == [210, 297]
    edges = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(edge.mm) for edge in edges if edge] == [37, 35, 28, 26]


def test_a_page_holds_22_lines_of_28_characters(pages: Callable[[str], Path]) -> None:
    first, second = texts(pages("full"))
    lines = [line.strip() for line in first.splitlines() if "某" in line]
    assert [len(line) for line in lines] == [28] * 22
    assert second.count("某") == 28 * 2


@pytest.mark.parametrize(("number", "left", "right"), [(1, None, 26), (2, 28, None)])
def test_the_page_number_stands_7_mm_below_the_block_a_character_in(
    pages: Callable[[str], Path], number: int, left: float | None, right: float | None
) -> None:
    seen = picture(pages("full"), number)
    assert re.search(rf"— *{number} *—", texts(pages("full"))[number - 1])
    below = seen.crop((0, round((BOTTOM + 1) / 25.4 * DOTS), seen.width, seen.height))
    mask = below.convert("L").point(lambda value: 255 * (value < 128))
    box = mask.getbbox()
    assert box is not None
    middle = BOTTOM + 1 + mm((box[1] + box[3]) / 2)  # where the dashes are
    assert middle == pytest.approx(BOTTOM + 7, abs=1)
    character = 14 / 72 * 25.4
    if left:
        assert mm(box[0]) == pytest.approx(left + character, abs=1)
    if right:
        assert 210 - mm(box[2]) == pytest.approx(right + character, abs=1)


# The parts


@pytest.mark.parametrize("name", ["headed", "marked"])
def test_the_issuer_stands_35_mm_below_the_top_and_the_rule_4_mm_below_the_number(
    pages: Callable[[str], Path], name: str
) -> None:
    seen = picture(pages(name))
    red = rows(seen, red=True)
    issuer, rule = red[0], red[-1]
    assert issuer[0] == pytest.approx(37 + 35, abs=1)
    assert rule[2] == pytest.approx(156, abs=0.5)
    number = [band for band in rows(seen, red=False) if band[1] < rule[0] - 1][-1]
    assert rule[0] - number[1] == pytest.approx(4, abs=0.7)


def test_the_parts_stand_in_their_order_with_the_blank_lines_of_the_standard() -> None:
    paper = opened(HEADED)
    styles = roles(paper.paragraphs)
    assert styles == [
        *("masthead issuer", "document number", "title", "addressee", "body"),
        *("signature", "signature day", "anchor"),
    ]
    line = 579
    assert space(paper, "document number") == (2 * line, 2 * line)  # above; before the title
    assert space(paper, "title")[1] == line
    assert space(paper, "annex list")[0] == line
    assert space(paper, "annex mark")[1] == line  # so the title stands on the third line


def space(paper: Paper, style: str) -> tuple[int, int]:
    """What a style leaves before and after, in twips."""
    found = styled(paper, style).element.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    return int(found.get(qn("w:before"))), int(found.get(qn("w:after")))


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("title", "方正小标宋简体", 22),
        ("masthead issuer", "方正小标宋简体", 36),
        ("document number", "仿宋", 16),
        ("addressee", "仿宋", 16),
        ("body", "仿宋", 16),
        ("heading 1", "黑体", 16),
        ("heading 2", "楷体", 16),
        ("heading 3", "仿宋", 16),
        ("heading 4", "仿宋", 16),
        ("annex mark", "黑体", 16),
        ("signature", "仿宋", 16),
        ("foot", "仿宋", 14),
        ("foot ends", "仿宋", 14),
        ("page number odd", "宋体", 14),
        ("page number even", "宋体", 14),
    ],
)
def test_a_part_is_set_in_the_font_and_size_of_the_standard(
    style: str, font: str, size: int
) -> None:
    look = styled(opened(HEADED), style).element.find(qn("w:rPr"))
    assert look.find(qn("w:rFonts")).get(qn("w:eastAsia")) == font
    assert int(look.find(qn("w:sz")).get(qn("w:val"))) == 2 * size


@pytest.mark.parametrize("day", ["2009年6月3日", "2009年12月13日"])
def test_the_day_ends_four_characters_in_and_the_issuer_is_centred_on_it(day: str) -> None:
    paper = opened(
        page(Paragraph("正文"), Paragraph("某办", "signature"), Paragraph(day, "signature"))
    )
    issuer, last = paper.paragraphs[-2:]
    indent = styled(paper, "signature day").element.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    assert indent.get(qn("w:rightChars")) == "400"
    assert last.text == day
    assert issuer.paragraph_format.left_indent is not None
    left = issuer.paragraph_format.left_indent.twips / 315
    wide = 6 if len(day) == 9 else 7
    assert (left + 28) / 2 == pytest.approx(24 - wide / 2, abs=0.05)


def test_a_long_issuer_ends_two_characters_in_and_the_day_is_centred_below_it() -> None:
    office = "某街道学习实践活动领导小组办公室"  # 16 characters; 20 with 2 on both sides
    paper = opened(
        page(Paragraph("正文"), Paragraph(office, "signature"), Paragraph(DAY, "signature"))
    )
    last = paper.paragraphs[-2:]
    assert [one.text for one in last] == [office, DAY]
    assert roles(last) == ["signature", "signature"]
    indents = [one.paragraph_format.left_indent for one in last]
    assert [one.twips for one in indents if one is not None] == [(28 - 20) * 315] * 2


def test_names_of_annexes_are_folded_below_their_first_character() -> None:
    names = "附件：1．" + "某" * 30 + "\n2．登记表"
    paper = opened(page(Paragraph(names, "annex list")))
    assert roles(paper.paragraphs) == [
        "annex list first",
        "annex list next",
    ]
    for style, hanging in (("annex list first", "450"), ("annex list next", "150")):
        indent = styled(paper, style).element.find(f"{qn('w:pPr')}/{qn('w:ind')}")
        assert indent.get(qn("w:leftChars")) == "650"
        assert indent.get(qn("w:hangingChars")) == hanging


# The foot


def test_the_rules_of_the_foot_are_35_and_25_hundredths_of_a_millimetre() -> None:
    style = styled(opened(HEADED), "foot table").element
    rules = style.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}")
    thick = {
        side: int(rules.find(qn(f"w:{side}")).get(qn("w:sz"))) / 8 * 25.4 / 72 for side in SIDES
    }
    assert thick == pytest.approx({"top": 0.35, "insideH": 0.25, "bottom": 0.35}, abs=0.02)


SIDES = ("top", "insideH", "bottom")


@pytest.mark.parametrize("count", FILLS)
def test_the_foot_ends_with_the_block_of_the_last_page_and_never_stands_there_alone(
    pages: Callable[[str], Path], count: int
) -> None:
    seen = texts(pages(f"fill{count}"))
    assert [("印发" in text) for text in seen] == [False] * (len(seen) - 1) + [True]
    assert DAY in seen[-1].replace(" ", "").replace(f"{DAY}印发", "")
    assert len(seen) == 1 or "某" * 20 in seen[-1]
    bands = rows(picture(pages(f"fill{count}"), len(seen)), red=False)
    rules = [band for band in bands if band[1] - band[0] < 1 and band[2] > 100]
    assert [round(rule[2]) for rule in rules] == [156] * 3
    assert rules[-1][1] == pytest.approx(BOTTOM, abs=0.6)


def test_a_line_of_the_foot_is_folded_below_what_follows_its_colon() -> None:
    paper = opened(page(Paragraph("正文"), Paragraph("报：区委", "foot"), *FOOT))
    cells = [row.cells[0] for row in paper.tables[-1].rows]
    names = [roles(cell.paragraphs) for cell in cells]
    assert names == [["foot short", "foot"], ["foot ends"]]
    for style, left, hanging in (("foot", "400", "300"), ("foot short", "300", "200")):
        indent = styled(paper, style).element.find(f"{qn('w:pPr')}/{qn('w:ind')}")
        sides = [indent.get(qn(f"w:{side}Chars")) for side in ("left", "right", "hanging")]
        assert sides == [left, "100", hanging]


# Turned pages, forms


def test_a_turned_page_has_the_block_of_an_upright_one_on_its_side() -> None:
    blocks = (Paragraph("正文"), PageBreak(turned=True), Paragraph("附件", "annex mark"))
    paper = opened(page(*blocks, PageBreak(), Paragraph("附件", "annex mark")))
    upright, turned, last = paper.sections
    assert [section.orientation for section in (upright, turned, last)] == [0, 1, 0]
    assert (turned.page_width, turned.page_height) == (upright.page_height, upright.page_width)
    assert turned.top_margin == upright.left_margin  # the head toward the binding
    assert turned.left_margin == upright.bottom_margin
    assert "PAGE" in etree.tostring(turned.header._element).decode()  # noqa: SLF001  no other way


def test_a_form_fills_the_block_and_gives_each_field_its_lines() -> None:
    form = Form(((Field("姓名"), Field("性别"), Field("职务")), (Field("意见", "（公章）", 6),)))
    (table,) = opened(page(form)).tables
    grid = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]  # noqa: SLF001  the same
    assert sum(grid) == 8844  # twips; 156 mm
    texts_ = [[cell.text for cell in dict.fromkeys(row.cells)] for row in table.rows]
    assert texts_ == [["姓名", "", "性别", "", "职务", ""], ["意见", "（公章）"]]
    heights = [row.height.twips for row in table.rows if row.height]
    assert heights == [400, 6 * 400]


def test_the_sheet_of_a_unit_with_a_long_name_is_one_page(pages: Callable[[str], Path]) -> None:
    (seen,) = texts(pages("explained"))
    assert "请按要求填写" in seen.replace(" ", "")


# The format


def schema() -> etree.XMLSchema:
    """The published schema of WordprocessingML, which is not ours to hand on."""
    folder = os.environ.get("INFOREPORT_OOXML_XSD")
    if not folder:
        pytest.skip("INFOREPORT_OOXML_XSD names no folder with the schema of the format (wml.xsd)")
    return etree.XMLSchema(etree.parse(Path(folder) / "wml.xsd"))


def parts(file: bytes) -> Iterator[tuple[str, etree._Element]]:
    with ZipFile(io.BytesIO(file)) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"word/[a-zA-Z0-9]+\.xml", name):
                yield name, etree.fromstring(archive.read(name))


def test_every_part_of_a_paper_keeps_to_the_schema_of_the_format() -> None:
    rules = schema()
    image = io.BytesIO()
    Image.new("RGB", (30, 20), "navy").save(image, "PNG")
    papers = (*PAPERS.values(), page(Picture(image.getvalue(), "会场<1>.png", "会场")))
    for paper in papers:
        for name, part in parts(draw(paper, "zh")):
            assert rules.validate(part), (name, rules.error_log)


def test_two_tables_never_touch() -> None:
    """Word would join them."""
    body = opened(sample_page()).element.body
    kinds = [etree.QName(one).localname for one in body]
    assert ("tbl", "tbl") not in pairwise(kinds)
    assert kinds[-2:] == ["p", "sectPr"]

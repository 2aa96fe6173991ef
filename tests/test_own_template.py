"""An office's own template is followed; what would spoil a paper is left out."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Paper
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor
from lxml import etree
from PIL import Image

from conftest import Program
from inforeport.documents.page import Column, Ends, Page, Paragraph, Table
from inforeport.files.package import UnusablePackageError
from inforeport.render.checked import prove
from inforeport.render.standard import departures
from inforeport.render.template import SHIPPED, fitted, lacking, opened, spoiling
from inforeport.render.word import draw
from roles import roles, styled
from test_papers import in_may
from test_standard import SIGNED, page

TABLE = Table("表", (Column("a", "甲"), Column("b", "乙")), (("一", "二"),))
PAPER = page(
    Paragraph("某街道办事处文件", "masthead issuer"),
    Paragraph("某街办〔2026〕12号", "document number"),
    Paragraph("关于通报的通报", "title"),
    Paragraph("正文。"),
    TABLE,
    *SIGNED,
    Ends("某办", "2009年6月3日印发", "foot ends"),
)


def made(change: Callable[[Paper], object]) -> bytes:
    """The template that ships, changed as an office would."""
    paper = Document(str(SHIPPED))
    change(paper)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def drawn(template: bytes, paper: Page = PAPER) -> Paper:
    """The paper in a template; it is proved first."""
    paper = fitted(paper, template)
    content = draw(paper, "zh", template)
    assert prove(content, paper, ".docx", "zh") is None
    return Document(io.BytesIO(content))


def body_of(paper: Paper) -> list[str]:
    return [one.text for one in paper.element.body.iter(qn("w:t"))]


# Its paper


def margins(paper: Paper, side: float = 31.7) -> None:
    for section in paper.sections:
        section.left_margin = section.right_margin = Mm(side)


def a3(paper: Paper) -> None:
    for section in paper.sections:
        section.page_width, section.page_height = Mm(297), Mm(420)


@pytest.mark.parametrize(("change", "wide"), [(margins, 210 - 63.4), (a3, 297 - 54)])
def test_tables_and_ends_are_as_wide_as_the_text_of_the_template(
    change: Callable[[Paper], None], wide: float
) -> None:
    paper = drawn(made(change))
    for table in paper.tables:
        grid = [int(one.get(qn("w:w"))) for one in table._tbl.tblGrid]  # noqa: SLF001  no other way
        assert sum(grid) / 1440 * 25.4 == pytest.approx(wide, abs=0.2)
    (ends,) = paper.tables[-1].rows[-1].cells[0].paragraphs
    stops = [one.position.mm for one in ends.paragraph_format.tab_stops if one.alignment == 2]
    assert max(stops) == pytest.approx(wide - 4.9, abs=0.3)


def narrow(paper: Paper) -> None:
    for section in paper.sections:
        section.page_width = Mm(150)


def columns(paper: Paper) -> None:
    for section in paper.element.body.iter(qn("w:sectPr")):
        two = OxmlElement("w:cols")
        two.set(qn("w:num"), "2")
        section.append(two)


def placed_in_a_table(paper: Paper) -> None:
    cell = paper.add_table(1, 1).cell(0, 0).paragraphs[0]
    cell._p.append(bookmark())  # noqa: SLF001  no other way


def bookmark() -> object:
    mark = OxmlElement("w:bookmarkStart")
    mark.set(qn("w:id"), "7")
    mark.set(qn("w:name"), "正文")
    return mark


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (narrow, "its text is 96 mm wide; a paper wants 120"),
        (columns, "its text stands in 2 columns; a paper has one"),
        (placed_in_a_table, "its place for the text is inside a table"),
    ],
)
def test_a_template_no_paper_can_be_set_in_is_refused(
    office: Program, change: Callable[[Paper], None], why: str
) -> None:
    path = office.db.with_name("own.docx")
    path.write_bytes(made(change))
    ran = office("template", "check", path)
    assert ran.status == 4
    assert why in ran.err
    with pytest.raises(UnusablePackageError):
        spoiling(path.read_bytes())


# Its head and foot


def red(paper: Paper, words: str) -> None:
    line = paper.add_paragraph().add_run(words)
    line.font.color.rgb = RGBColor(0xFF, 0, 0)


def headed(paper: Paper) -> None:
    """A red head with another name than the scheme has, and a line for the number."""
    red(paper, "中共某街道工作委员会文件")
    paper.add_paragraph("某委〔2026〕　号")


def placed(paper: Paper) -> None:
    headed(paper)
    paper.add_paragraph()._p.append(bookmark())  # noqa: SLF001  no other way
    paper.add_paragraph("本文件存档一份")


def pictured(paper: Paper) -> None:
    out = io.BytesIO()
    Image.new("RGB", (300, 40), "red").save(out, "PNG")
    out.seek(0)
    paper.add_picture(out)


def test_a_red_head_in_the_body_takes_the_place_of_ours() -> None:
    said = body_of(drawn(made(headed)))
    assert said[0] == "中共某街道工作委员会文件"
    assert "某街道办事处文件" not in said


def test_the_number_is_written_into_the_line_of_the_head() -> None:
    said = body_of(drawn(made(placed)))
    assert said[:3] == ["中共某街道工作委员会文件", "某街办〔2026〕12号", "关于通报的通报"]
    assert said[-1] == "本文件存档一份"
    assert [section.orientation for section in drawn(made(placed)).sections] == [0]
    unnumbered = page(Paragraph("某", "masthead issuer"), Paragraph("", "document number"))
    assert body_of(drawn(made(placed), unnumbered))[1] == "某委〔2026〕　号"


def test_a_head_of_pictures_is_kept() -> None:
    paper = drawn(made(pictured))
    assert len(list(paper.element.body.iter(qn("w:drawing")))) == 1
    assert "某街道办事处文件" not in body_of(paper)


def test_a_head_with_a_line_drawn_by_word_is_kept_whole() -> None:
    """Its name spaces are those of newer Words, which the document has to name."""

    def ruled(paper: Paper) -> None:
        headed(paper)
        spaces = (
            'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
            'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        )
        line = etree.fromstring(
            f"<w:r {spaces}><mc:AlternateContent>"
            '<mc:Choice Requires="wps"><w:t>一</w:t></mc:Choice>'
            "<mc:Fallback><w:t>二</w:t></mc:Fallback></mc:AlternateContent></w:r>"
        )
        paper.paragraphs[-2]._p.append(line)  # noqa: SLF001  no other way

    content = draw(fitted(PAPER, made(ruled)), "zh", made(ruled))
    with ZipFile(io.BytesIO(content)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    choice = next(root.iter("{*}Choice"))
    assert "wps" in choice.nsmap


def test_text_in_a_body_without_a_place_is_said_to_be_left_out() -> None:
    template = made(lambda paper: paper.add_paragraph("样张文字"))
    assert [str(one)[:16] for one in spoiling(template)] == ["text in its body"]
    assert "样张文字" not in body_of(drawn(template))


# What would spoil a paper


def attached(paper: Paper) -> None:
    settings = paper.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
    key = settings.relate_to("file:///c:/own.dotm", "x/attachedTemplate", is_external=True)
    mark = OxmlElement("w:attachedTemplate")
    mark.set(qn("r:id"), key)
    paper.settings.element.append(mark)


def mailed(paper: Paper) -> None:
    """An address in the footer that is a link."""
    footer = paper.sections[1].footer
    link = OxmlElement("w:hyperlink")
    key = footer.part.relate_to("mailto:a@b.cn", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), key)
    line = footer.paragraphs[0]
    line._p.append(link)  # noqa: SLF001  no other way
    run = line.add_run("联系邮箱")
    link.append(run._r)  # noqa: SLF001  no other way


def hidden(paper: Paper) -> None:
    styled(paper, "body").font.hidden = True


def protected(paper: Paper) -> None:
    paper.settings.element.append(OxmlElement("w:documentProtection"))


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (attached, "a template that is attached to it"),
        (mailed, "a link to something outside it"),
        (hidden, "a style whose text is hidden: 公文正文"),
        (protected, "protection against changes"),
    ],
)
def test_what_would_spoil_a_paper_is_said_and_left_out(
    change: Callable[[Paper], None], what: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    template = made(change)
    assert [str(one) for one in spoiling(template)] == [what]
    drawn(template)
    may = in_may(tmp_path_factory.mktemp("may"))
    own = may.db.with_name("own.docx")
    own.write_bytes(template)
    assert may("template", "check", own, "--json").json["left_out"] == [what]
    target = may.db.with_name("通报.docx")
    ran = may("export", "circular", "--month", "5", "--template", own, "-o", target)
    assert (ran.status, what in ran.err) == (0, True)
    if change is mailed:
        footers = [section.footer for section in Document(str(target)).sections]
        assert any("联系邮箱" in line.text for one in footers for line in one.paragraphs)


# Its styles


def test_word_s_own_title_and_caption_are_known_and_ours_come_before_them() -> None:
    plain = io.BytesIO()
    Document().save(plain)  # what a new file of Word has
    names = lacking(plain.getvalue())
    assert {"公文标题", "表格标题", "heading 1"}.isdisjoint(names)
    assert "主送机关" in names
    paper = opened(made(lambda paper: paper.styles.add_style("Title", 1)))
    assert roles(Document(io.BytesIO(draw(PAPER, "zh", None))).paragraphs)[2] == "title"
    assert paper is not None


def test_styles_are_called_in_chinese_and_few_are_offered() -> None:
    paper = Document(str(SHIPPED))
    kinds = [one for one in paper.styles if one.type == 1]
    assert all(not one.name.isascii() or one.builtin for one in kinds if one.name)
    offered = [one for one in kinds if one.quick_style]
    assert 10 <= len(offered) <= 24
    assert styled(paper, "title").next_paragraph_style.name == "主送机关"
    assert styled(paper, "heading 1").next_paragraph_style.name == "公文正文"


# The standard, and the office


def test_a_sample_calls_the_styles_as_word_shows_them(office: Program) -> None:
    own, sample = office.db.with_name("own.docx"), office.db.with_name("样张.docx")
    office.well("template", "new", "-o", own)
    office("template", "check", own, "--sample", sample, lang="zh")
    said = body_of(Document(str(sample)))
    assert "公文标题" in said
    assert "一、标题 1" in said
    assert not [text for text in said if re.search("[a-z]", text)]
    office("template", "check", own, "--sample", sample, "--force")
    assert "title" in body_of(Document(str(sample)))


def test_departures_from_the_standard_are_listed() -> None:
    assert list(departures(opened(None))) == []
    found = [(str(what), is_, wanted) for what, is_, wanted in departures(opened(made(margins)))]
    assert found == [
        ("left margin", "31.7 mm", "28 mm"),
        ("right margin", "31.7 mm", "26 mm"),
    ]


def test_the_office_s_template_is_kept_beside_its_file(office: Program) -> None:
    office.well("unit", "add", "甲社区", "--group", "community")
    own = office.db.with_name("own.docx")
    own.write_bytes(made(headed))
    office.well("template", "use", own)
    target = office.db.with_name("通报.docx")
    office.well("export", "circular", "--month", "5", "-o", target)
    assert body_of(Document(str(target)))[0] == "中共某街道工作委员会文件"
    assert office("template", "use", own).status == 7
    office.well("template", "use", own, "--force")


def test_a_backup_takes_the_office_s_template_along_each_version_once(office: Program) -> None:
    own, folder = office.db.with_name("own.docx"), office.db.with_name("stick")
    folder.mkdir()
    office.well("backup", folder)
    assert [*folder.glob("*.docx")] == []
    for change in (headed, margins):
        own.write_bytes(made(change))
        office.well("template", "use", own, "--force")
        assert "office.template-" in office.well("backup", folder).out
        assert "office.template-" not in office.well("backup", folder).out
    assert own.read_bytes() in [path.read_bytes() for path in folder.glob("*.docx")]
    assert len([*folder.glob("office.template-*.docx")]) == 2
    office("backup", "-o", folder.parent / "copy.db")
    assert len([*folder.parent.glob("office.template-*.docx")]) == 1
    assert "office.template.docx" in office("doctor").out


def test_a_circular_in_the_office_s_template_is_verified(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Its head is not ours to prove, its number and all else are."""
    may = in_may(tmp_path_factory.mktemp("may"))
    own, target = may.db.with_name("own.docx"), may.db.with_name("通报.docx")
    own.write_bytes(made(placed))
    may.well("close", "--month", "5", "--number", "某委〔2009〕5号", "--yes")
    may("export", "circular", "--month", "5", "--template", own, "-o", target)
    assert may("verify", target).status == 0
    paper = Document(str(target))
    for one in paper.element.body.iter(qn("w:t")):
        one.text = one.text.replace("〔2009〕5号", "〔2009〕6号")
    paper.save(str(target))
    assert may("verify", target).status == 8


def test_the_templates_that_were_made_before_are_still_known(tmp_path: Path) -> None:
    """Their styles bear the roles as names."""

    def renamed(paper: Paper) -> None:
        for one in paper.styles.element.iter(qn("w:style")):
            other = one.find(qn("w:aliases"))
            if other is not None:
                one.find(qn("w:name")).set(qn("w:val"), other.get(qn("w:val")))
                one.remove(other)

    assert lacking(made(renamed)) == []
    assert tmp_path.exists()

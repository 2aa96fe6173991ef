"""Papers say the same to other readers of Word files, and to those who do not see them."""

import io
import re

import mammoth
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx2python import docx2python

from inforeport.documents.page import Column, Heading, Page, PageBreak, Paragraph, Picture, Table
from inforeport.documents.sample import sample_page
from inforeport.render.word import draw
from roles import role
from test_heads_of_papers import LETTER, of, shot
from test_standard import HEADED, SIGNED, page

TABLE = Table(
    "得分表",
    (Column("unit", "单位", "left"), Column("points", "总分", "right")),
    (("甲社区", 31), ("乙社区", 28)),
    "单位：分",
)
PAPERS: dict[str, Page] = {
    "headed": page(*HEADED.blocks[:5], TABLE, *SIGNED),
    "letters": of("甲社区", "乙社区", blocks=LETTER),
    "pictures": page(Paragraph("正文。"), shot((1200, 800), "左"), shot((800, 1200), "右"), TABLE),
    "turned": page(
        Paragraph("正文。"), PageBreak(turned=True), Paragraph("附件", "annex mark"), TABLE
    ),
    "sample": sample_page(),
}
EACH = pytest.mark.parametrize("name", PAPERS)


def plain(text: str) -> str:
    """A text without what only parts it."""
    return re.sub(r"\s", "", text)


def words(content: bytes) -> str:
    """All text of the body, in its order."""
    body = Document(io.BytesIO(content)).element.body
    return plain("".join(one.text or "" for one in body.iter(qn("w:t"))))


@EACH
def test_mammoth_reads_the_same_text(name: str) -> None:
    content = draw(PAPERS[name], "zh")
    read = mammoth.convert_to_html(io.BytesIO(content)).value
    assert plain(re.sub(r"<[^>]+>", "", read)).replace("&lt;", "<") == words(content)


@EACH
def test_docx2python_reads_the_same_text(name: str) -> None:
    content = draw(PAPERS[name], "zh")
    with docx2python(io.BytesIO(content), duplicate_merged_cells=False) as read:
        found = plain("".join(_flat(read.body)))
    found = re.sub(r"-{4}Imagealttext-{4}>.*?<(-{4}.*?-{4})?", "", found)  # its own marks
    assert re.sub(r"-{4}media.*?-{4}", "", found) == words(content)


def _flat(part: object) -> list[str]:
    return [text for one in part for text in _flat(one)] if isinstance(part, list) else [str(part)]


def test_what_is_read_out_is_there_for_pictures_tables_and_heads() -> None:
    blocks = (Heading("一、情况"), Paragraph("正文。"), Heading("（一）社区", 2), TABLE)
    content = draw(
        page(*blocks, shot((90, 60), "会场"), shot((60, 90)), Picture(b"", "x.png")), "zh"
    )
    paper = Document(io.BytesIO(content))
    told = [one.get("descr") for one in paper.element.body.iter(qn("wp:docPr"))]
    assert told == ["会场", "通报"]
    levels = {role(one.style) for one in paper.paragraphs}
    assert {"heading 1", "heading 2"} <= levels
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in paper.tables[0].rows]  # noqa: SLF001
    assert heads == [True, False, False]
    language = paper.styles.element.find(f".//{qn('w:lang')}")
    assert language.get(qn("w:eastAsia")) == "zh-CN"
    assert paper.core_properties.language == "zh-CN"
    assert "<th><p>单位</p></th>" in mammoth.convert_to_html(io.BytesIO(content)).value

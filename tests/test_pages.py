"""Whole papers, laid out and looked at by the checker of pages; and that the checker sees.

What takes long is marked slow: `pytest -n0 -m slow tests/test_pages.py`.
"""

import re
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

import long_names
from conftest import Program
from inforeport.cli import app
from inforeport.documents.page import Block, Column, Page, PageBreak, Paragraph, Table
from inforeport.render.word import draw
from pages import excused, faults, pdfs
from test_n2 import street

__all__ = ["street"]

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, ("soffice", "pdftotext"))),
    reason="LibreOffice and pdftotext are needed to lay out the pages",
)
DAY = date(2009, 6, 5)
_MOST = 5  # papers of a month at least
SIGNED = (Paragraph("某街道办事处", "signature"), Paragraph("2009年6月5日", "signature"))
UNIT = "某区某街道甲某社区居民委员会"


def written(folder: Path, **papers: Sequence[Block]) -> None:
    for name, blocks in papers.items():
        paper = Page("通报", "某街道办事处", DAY, tuple(blocks))
        (folder / f"{name}.docx").write_bytes(draw(paper, "zh"))


def looked_at(folder: Path) -> dict[str, list[str]]:
    """The faults of each paper of a folder."""
    return {pdf.stem: faults(pdf) for pdf in pdfs(folder, folder / "profile")}


def let_pass(folder: Path) -> list[str]:
    """What the checker excuses on the papers of a folder that it has looked at."""
    return [told for pdf in sorted(folder.glob("*.pdf")) for told in excused(pdf)]


def uses(count: int) -> Table:
    """As the annex of uses has them, with one cell that is longer than all others."""
    columns = (
        *(Column("no", "序号"), Column("unit", "单位", "left"), Column("title", "标题", "left")),
        *(Column("form", "采用形式"), Column("on", "采用日期"), Column("points", "计分", "right")),
    )
    title = "组织党员开展走访活动并建立民情台账"
    rows = [(at, UNIT, title, "整篇", date(2009, 5, 18), 8) for at in range(1, count)]
    last = (count, UNIT, title, "整篇；简讯；约稿；专报", date(2009, 5, 28), -10)
    return Table("信息采用明细表", columns, (*rows, last))


def figures(count: int) -> Table:
    columns = (
        Column("place", "名次", "right"),
        Column("unit", "单位", "left"),
        *(Column(f"p{at}", "基础分", "right") for at in range(count)),
        Column("rate", "采用率（%）", "right"),
        Column("signature", "领取人签字", by_hand=True),
    )
    return Table("统计表", columns, tuple((at, UNIT, *[10] * (count + 1), None) for at in range(9)))


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The faults of four hard papers and of a broken one, laid out by one start of LibreOffice."""
    folder = tmp_path_factory.mktemp("pages")
    mark = Paragraph("附件", "annex mark")
    written(
        folder,
        annexes=(
            *(Paragraph("关于信息报送情况的通报", "title"), Paragraph("某" * 28 * 16)),
            *(Paragraph("附件：1．明细表\n2．统计表\n3．统计表", "annex list"), *SIGNED),
            *(PageBreak(turned=None), mark, uses(31)),
            *(PageBreak(turned=None, loose=True), mark, figures(3)),
            *(PageBreak(turned=None, loose=True), mark, figures(14)),
        ),
        slip=(Paragraph("得分通知单", "title"), uses(13), *SIGNED),
        wide=(PageBreak(turned=None, loose=True), figures(80)),
        figures=[Paragraph("某" * at + "（−20分）、" * 6) for at in range(1, 28)],
        broken=(Paragraph("得分通知单", "title"), figures(5), uses(10), *SIGNED),
    )
    spoil(folder / "broken.docx")
    return looked_at(folder)


def spoil(path: Path) -> None:
    """Give columns half the width, and hold nothing on the page of the next."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts["word/document.xml"].decode().replace("<w:keepNext/>", "")
    text = re.sub(r'(<w:(?:gridCol|tcW|tblW) w:w=")(\d+)', _halved, text).replace("567", "400")
    parts["word/document.xml"] = text.encode()
    with ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def test_the_pages_of_hard_papers_have_no_faults(seen: dict[str, list[str]]) -> None:
    sound = {name: told for name, told in seen.items() if name != "broken"}
    assert sound == {"annexes": [], "slip": [], "wide": [], "figures": []}


def test_the_checker_sees_what_is_broken(seen: dict[str, list[str]]) -> None:
    said = " ".join(seen["broken"])
    for fault in ("a head is broken", "a day is broken", "a sign stands alone", "too low"):
        assert fault in said


def _halved(hit: re.Match[str]) -> str:
    return f"{hit[1]}{int(hit[2]) // 2}"


@pytest.mark.slow
def test_the_pages_of_an_office_with_long_names_have_no_faults(tmp_path: Path) -> None:
    long_names.papers(long_names.filled(tmp_path))
    assert not {name: told for name, told in looked_at(tmp_path).items() if told}
    assert let_pass(tmp_path) == [
        "statistics: the last page is 23% full",  # what each level used; no month before is sealed
    ]


@pytest.mark.slow
def test_the_pages_of_the_demo_have_no_faults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INFOREPORT_DB", "")
    monkeypatch.setenv("INFOREPORT_TODAY", "")
    folder = tmp_path / "demo"
    ran = CliRunner().invoke(app, ["--lang", "zh", "demo", str(folder)])
    assert ran.exit_code == 0, ran.output
    assert not {name: told for name, told in looked_at(folder).items() if told}
    assert let_pass(folder) == [
        "简报: the last page is 14% full",  # three lines above its foot
        "通报: the last page is 21% full",  # the last three uses
    ]


@pytest.mark.slow
@pytest.mark.parametrize("period", ["2009-05", "2009-07"])
def test_the_pages_of_a_published_office_have_no_faults(
    street: Program, tmp_path: Path, period: str
) -> None:
    street("export", "all", "--period", period, "-o", tmp_path)
    assert len([*tmp_path.glob("*.docx")]) > _MOST
    assert not {name: told for name, told in looked_at(tmp_path).items() if told}
    assert let_pass(tmp_path) == []

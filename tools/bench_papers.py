"""How fast papers become Word files, as ratios to the same work done by others.

    python tools/bench_papers.py [RUNS]

A ranking of 10,000 rows against python-docx adding it row by row, and against lxml building the
same tree by hand; a bulletin of 100 items with 100 pictures against decoding, scaling, encoding
and zipping the pictures alone. The two run in turn, after one run that does not count; the median
of the pairs' ratios is printed with what the paper held in memory at most. Adding row by row is
timed on a tenth of the rows, which flatters it, and counted tenfold. Nothing here fails: the
figures are for people to judge.
"""

import io
import sys
import tracemalloc
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.document import Document as Paper
from docx.oxml.ns import nsmap, qn
from lxml import etree
from PIL import Image

from inforeport.documents.page import Block, Column, Page, Paragraph, Picture, Table
from inforeport.files.picture import printable
from inforeport.render.checked import drawn
from inforeport.render.template import SHIPPED
from inforeport.render.word import draw

RUNS = 5
ROWS, PART = 10_000, 10
ITEMS = 100
PHOTOGRAPH = (2000, 1500)
HEADS = ("名次", "单位", "应报", "实报", "基础分", "欠报", "采用", "总分")
DAY = date(2009, 6, 3)
Work = Callable[[], object]


def main() -> None:
    """Print a line for each comparison."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    ranking, proved = partial(draw, page(table(ROWS)), "zh"), partial(exported, page(table(ROWS)))
    row_wise = partial(row_by_row, ROWS // PART)
    told("ranking / python-docx row by row", ranking, row_wise, runs, PART)
    told("ranking, opened again and compared / the same", proved, row_wise, runs, PART)
    told("ranking / lxml by hand", ranking, partial(by_hand, ROWS), runs)
    pictures = photographs()
    bulletin = partial(exported, page(*items(pictures)))
    told("bulletin, compared / its pictures alone", bulletin, partial(alone, pictures), runs)


def exported(paper: Page) -> bytes:
    """The paper as `export` makes it: drawn, opened again and compared; no picture is known yet."""
    printable.cache_clear()
    return drawn(paper, Path("papers.docx"), "zh")


def told(what: str, one: Work, other: Work, runs: int, times: int = 1) -> None:
    """Time two works in turn; the other counts so many times."""
    one(), other()
    ratio = median(seconds(one) / (seconds(other) * times) for _ in range(runs))
    print(f"{what}: {ratio:.2f} ({1 / ratio:.1f} times as fast); {peak(one):.0f} MB at most")


def seconds(work: Work) -> float:
    """What one run takes of the processor: a busy machine tells the same."""
    start = process_time()
    work()
    return process_time() - start


def peak(work: Work) -> float:
    """The most that a run holds in Python's own memory, in megabytes."""
    tracemalloc.start()
    work()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1e6


def page(*blocks: Block) -> Page:
    """A paper of these blocks."""
    return Page("统计表", "某办公室", DAY, blocks)


def rows(count: int) -> list[tuple[str | int | Decimal, ...]]:
    """Lines of a ranking."""
    return [
        (n, f"第{n}单位", 4, 3, Decimal(20), Decimal(-10), Decimal(n % 30), Decimal(10 + n % 30))
        for n in range(1, count + 1)
    ]


def table(count: int) -> Table:
    """A ranking of so many units."""
    columns = tuple(Column(head, head, "right") for head in HEADS)
    return Table("统计表", columns, tuple(rows(count)))


def row_by_row(count: int) -> bytes:
    """The same cells by python-docx's own means, in the same template, and nothing else set."""
    paper = Document(str(SHIPPED))
    drawn = paper.add_table(rows=1, cols=len(HEADS), style="公文表格")
    for cell, head in zip(drawn.rows[0].cells, HEADS, strict=True):
        cell.text = head
    for row in rows(count):
        for cell, value in zip(drawn.add_row().cells, row, strict=True):
            cell.text = str(value)
    return saved(paper)


def by_hand(count: int) -> bytes:
    """The same tree, element by element."""
    paper = Document(str(SHIPPED))
    grid = etree.SubElement(paper.element.body, qn("w:tbl"), nsmap={"w": nsmap["w"]})
    for row in (HEADS, *rows(count)):
        line = etree.SubElement(grid, qn("w:tr"))
        etree.SubElement(etree.SubElement(line, qn("w:trPr")), qn("w:cantSplit"))
        for value in row:
            one_cell(line, str(value))
    return saved(paper)


def one_cell(line: etree._Element, text: str) -> None:
    """A cell with all that ours has."""
    cell = etree.SubElement(line, qn("w:tc"))
    look = etree.SubElement(cell, qn("w:tcPr"))
    etree.SubElement(look, qn("w:tcW"), {qn("w:w"): "1105", qn("w:type"): "dxa"})
    etree.SubElement(look, qn("w:vAlign"), {qn("w:val"): "center"})
    paragraph = etree.SubElement(cell, qn("w:p"))
    set_as = etree.SubElement(paragraph, qn("w:pPr"))
    etree.SubElement(set_as, qn("w:pStyle"), {qn("w:val"): "TableCell"})
    etree.SubElement(set_as, qn("w:jc"), {qn("w:val"): "center"})
    etree.SubElement(etree.SubElement(paragraph, qn("w:r")), qn("w:t")).text = text


def saved(paper: Paper) -> bytes:
    """The file."""
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def photographs() -> list[bytes]:
    """Pictures of noise over a slope, each its own, about as large as a telephone's."""
    chance = Random(1)  # noqa: S311  a picture is no secret
    small = [chance.randbytes(3 * 240 * 180) for _ in range(ITEMS)]
    return [photograph(noise) for noise in small]


def photograph(noise: bytes) -> bytes:
    """One of them as JPEG."""
    picture = Image.frombytes("RGB", (240, 180), noise).resize(PHOTOGRAPH, Image.Resampling.BICUBIC)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=92)
    return out.getvalue()


def items(pictures: list[bytes]) -> list[Block]:
    """An issue: a title, 400 characters and a picture for each item."""
    return [
        block
        for place, picture in enumerate(pictures, 1)
        for block in (
            Paragraph(f"第{place}社区召开动员大会部署第一阶段学习实践活动", "item title"),
            Paragraph("某" * 400),
            Picture(picture, f"{place}.jpg"),
            Paragraph(f"（第{place}社区供稿）", "supplier"),
        )
    ]


def alone(pictures: list[bytes]) -> bytes:
    """The pictures decoded, scaled, encoded and zipped."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for place, content in enumerate(pictures, 1):
            picture = Image.open(io.BytesIO(content))
            picture.thumbnail((1600, 1600))
            small = io.BytesIO()
            picture.save(small, "JPEG", quality=90)
            archive.writestr(f"{place}.jpg", small.getvalue())
    return out.getvalue()


if __name__ == "__main__":
    main()

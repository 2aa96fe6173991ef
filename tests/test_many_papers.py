"""Papers for very many: what is drawn, proved and written of one does not stay in memory."""

import io
import tracemalloc
from datetime import date
from pathlib import Path
from time import process_time
from zipfile import ZipFile

import pytest

from inforeport.documents.page import Column, Page, PageBreak, Paragraph, Table
from inforeport.errors import InforeportError
from inforeport.render import reread_word
from inforeport.render.checked import drawn
from inforeport.render.file import write_all
from inforeport.render.word import draw

COLUMNS = (Column("item", "信息编号"), Column("because", "说明", "left"))
ROWS = tuple((f"b{n}", f"第{n}项采用") for n in range(30))
"""The same rows for everybody: the page itself holds them once."""


def slips(count: int) -> Page:
    """A paper for each of so many units."""
    blocks = [
        block
        for n in range(count)
        for block in (
            PageBreak(of=f"第{n}社区"),
            Paragraph(f"第{n}社区："),
            Table("", COLUMNS, ROWS),
        )
    ]
    return Page("得分通知单", "街道实践办", date(2009, 6, 3), tuple(blocks))


def peak(count: int) -> int:
    """The most bytes of Python's own that drawing so many papers holds."""
    page = slips(count)
    tracemalloc.start()
    draw(page, "zh")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def test_drawing_for_five_times_as_many_takes_hardly_more_memory() -> None:
    peak(2)  # what is loaded and kept once
    few, many = peak(60), peak(300)
    assert many < 1.5 * few


def seconds(rows: int) -> float:
    """What it takes of the processor, at the least, to read a paper of one long table again."""
    table = Table("", COLUMNS, tuple((f"b{n}", f"第{n}项采用") for n in range(rows)))
    content = draw(Page("明细表", "街道实践办", date(2009, 6, 3), (table,)), "zh")
    with ZipFile(io.BytesIO(content)) as archive:
        text = archive.read("word/document.xml")
    return min(_once(text) for _ in range(3))


def _once(text: bytes) -> float:
    start = process_time()
    read = sum(1 for _ in reread_word.blocks(io.BytesIO(text)))
    assert read > 1
    return process_time() - start


def test_four_times_the_rows_of_a_table_are_read_again_in_some_four_times_as_long() -> None:
    few, many = seconds(1_000), seconds(4_000)
    assert many < 9 * few  # sixteen times, if the time went up with their square


def test_a_file_is_read_again_block_by_block() -> None:
    content = drawn(slips(100), Path("a.docx"), "zh")
    with ZipFile(io.BytesIO(content)) as archive:
        text = archive.read("word/document.xml")
    part = io.BytesIO(text)
    read = [(block.tag.rpartition("}")[2], part.tell()) for block in reread_word.blocks(part)]
    assert read[-1] == ("sectPr", len(text))
    assert [tag for tag, _ in read].count("tbl") == 100
    assert [at for tag, at in read if tag == "tbl"][10] < len(text) // 5


def test_the_files_of_a_folder_are_made_one_by_one_and_all_or_none(tmp_path: Path) -> None:
    folder, there = tmp_path / "各单位", list[list[int]]()

    def content() -> bytes:
        there.append(sorted(one.stat().st_size for one in folder.iterdir()))
        if len(there) == 3:
            raise OSError
        return b"12345"

    names = ("甲", "乙", "丙")
    with pytest.raises(InforeportError):
        write_all(folder, dict.fromkeys(names, content))
    assert there == [[], [5], [5, 5]]
    assert not folder.exists()

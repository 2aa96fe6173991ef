"""Each output: the same bytes for the same page, and whole whatever units have sent in."""

import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import inforeport
from inforeport.cli._options import INTO_FILE
from inforeport.documents.page import (
    Block,
    Cell,
    Column,
    Field,
    Form,
    Heading,
    Page,
    Paragraph,
    Picture,
    Table,
)
from inforeport.render import PAPER, PDF, RENDERERS, checked, endings

UNIT = Column("unit", "单位", "left")
HOSTILE = (
    "甲\x1b[31m社区\x00\x0b\x0c\x1f\x7f\x85",
    "甲\u202e社区\u2066乙\u200b丙\ufeff\ufffe\ud800",
    "\x1b]0;窗口\x07甲",
    "[red]甲[/] [link=x] :smile: {name} %s",
    "<b>甲</b> & \"乙\" '丙' ]]> <!-- -->",
    "=HYPERLINK(1)",
    "＝1",
    "'=1",
    "'甲",
    "@甲\n=乙",
    "\t甲\r\n乙\u2028丙",
    '甲,乙;"丙"',
    "_x000D_",
    "😀𠮷㈠①",
    "−20分 -20分",
    " 甲 ",
    "",
)


def page(*blocks: Block, title: str = "通报") -> Page:
    return Page(title, "街道实践办", date(2009, 6, 3), blocks)


def table(*rows: tuple[Cell, ...], caption: str = "表") -> Table:
    return Table(caption, (UNIT, Column("n", "数", "right", over="五月")), rows)


def proved(one: Page, ending: str) -> bytes:
    """The file, drawn and opened again."""
    return checked.drawn(one, Path(f"通报{ending}"), "zh")


def test_every_output_can_be_opened_again_and_is_named_in_the_help() -> None:
    assert checked._WAYS.keys() == RENDERERS.keys()  # noqa: SLF001  the table is the module's own
    assert {*RENDERERS, PDF} >= PAPER
    assert all(ending in INTO_FILE for ending in (*RENDERERS, PDF))


def test_only_tables_and_forms_go_into_csv() -> None:
    assert ".csv" not in endings(page(Paragraph("正文")))
    assert ".csv" in endings(page(table()))
    assert ".csv" in endings(page(Form(((Field("填报单位"),),))))


@pytest.mark.parametrize("ending", RENDERERS)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_units_send_in_spoils_no_file(ending: str, text: str) -> None:
    one = page(
        Paragraph(text),
        Heading(text),
        Table(text, (Column("unit", text), Column("n", "数")), ((text, 1), ("乙", Decimal(-1)))),
        Form(((Field(text, text),),)),
        Picture(b"", text, text),
        Table("又一表", (Column("on", "日期"),), ((text,), (date(2009, 5, 8),))),
        title=text,
    )
    content = proved(one, ending)
    if ending in {".html", ".csv", ".json"}:
        said = content.decode("utf-8-sig")
        assert not set(said) & {chr(code) for code in (*range(9), 11, 12, *range(14, 32), 0x202E)}


@pytest.mark.parametrize("ending", RENDERERS)
@pytest.mark.parametrize(
    "blocks",
    [
        (Paragraph("长" * 30_000), Table("表", (UNIT,), ())),
        (Table("表", (UNIT,), (("长" * 30_000,),)),),
        (Table("题" * 200, (UNIT,), (("单" * 40,),)),),
        (Table("", (UNIT,), ()), Table("", (UNIT,), ())),
        (Form(((Field("单" * 40, "长" * 2000),),)),),
    ],
    ids=["long paragraph", "long cell", "long title", "empty tables", "long field"],
)
def test_long_and_empty_things_are_whole(ending: str, blocks: tuple[Block, ...]) -> None:
    proved(page(*blocks, title="题" * 200), ending)


@pytest.mark.parametrize("ending", [one for one in RENDERERS if one not in {".docx", ".eml"}])
def test_ten_thousand_rows_are_all_there(ending: str) -> None:
    rows = tuple((f"第{n}社区", n) for n in range(10_000))
    assert len(proved(page(table(*rows)), ending)) > 10_000


DRAWING = """
import sys
from collections.abc import Mapping
from datetime import date
from inforeport.documents.page import *
from inforeport.render import RENDERERS

blocks = (Paragraph('正文'), Table('表', (Column('a', '单位'), Column('b', '日期')),
          (('甲', date(2009, 5, 8)), ('乙', 3))))
page = Page('通报', '街道实践办', date(2009, 6, 3), blocks)
for ending, draw in RENDERERS.items():
    print(ending, draw(page, 'zh').hex())
"""


@pytest.fixture(scope="module")
def drawn() -> tuple[Mapping[str, str], ...]:
    """A page in each form, from two processes with other seeds of the hash, in other zones."""
    return tuple(
        dict(line.split() for line in _printed(PYTHONHASHSEED=seed, TZ=zone).splitlines())
        for seed, zone in (("1", "Asia/Shanghai"), ("2", "America/New_York"))
    )


def _printed(**more: str) -> str:
    source = str(Path(inforeport.__file__).parent.parent)
    environment = {"PYTHONPATH": source, "PATH": os.environ["PATH"], **more}
    command = (sys.executable, "-c", DRAWING)
    return subprocess.run(
        command, env=environment, capture_output=True, check=True, text=True
    ).stdout


@pytest.mark.parametrize("ending", RENDERERS)
def test_two_processes_two_zones_and_two_seeds_make_no_difference(
    ending: str, drawn: tuple[Mapping[str, str], ...]
) -> None:
    """The clock has gone on between them."""
    one, two = (each[ending] for each in drawn)
    assert one == two != ""

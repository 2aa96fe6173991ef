"""What a clerk without patience typed, and what lay on the desk, through the program's own door."""

import io

import docx
import pytest

from conftest import Program


@pytest.fixture
def street(office: Program) -> Program:
    """The street's office with two communities."""
    for unit in ("甲社区", "乙社区"):
        office.well("unit", "add", unit, "社区")
    return office


def word(*lines: str) -> bytes:
    """A Word file of these paragraphs."""
    document, written = docx.Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("二〇〇九年五月八日", "2009-05-08"),
        ("二〇〇九年五月十日", "2009-05-10"),
        ("二○○九年五月十二日", "2009-05-12"),
        ("二零零九年六月二十日", "2009-06-20"),
        ("二〇〇八年十月三十一日", "2008-10-31"),
        ("二〇〇八年十二月十九日", "2008-12-19"),
    ],
)
def test_a_day_in_chinese_figures_below_a_text(street: Program, written: str, day: str) -> None:
    path = street.db.with_name("甲社区信息.docx")
    path.write_bytes(
        word("甲社区召开消防演练", "甲社区组织居民消防演练，共50人参加。", "甲社区", written)
    )
    ran = street("intake", path)
    assert (ran.status, "taken: 1," in ran.out) == (0, True), ran
    [report] = street.well("submission", "list", "--json").json["submissions"]
    assert (report["received"], report["unit"]) == (day, "甲社区")

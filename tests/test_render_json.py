"""JSON: a shape that other programs rely on, field by field."""

import json
from datetime import date
from decimal import Decimal

from inforeport.documents.page import (
    Column,
    Day,
    Ends,
    Heading,
    Page,
    PageBreak,
    Paragraph,
    Phrase,
    Picture,
    Several,
    Table,
)
from inforeport.render.json_ import draw
from inforeport.words import message

PAGE = Page(
    message("Ranking, {period}", period="2009-05"),
    "街道实践办",
    date(2009, 6, 3),
    (
        Heading("一、总体情况"),
        Paragraph("正文\x1b[31m"),
        Ends("甲", "乙"),
        PageBreak(),
        Picture(b"\0", "会场.jpg", "会场"),
        Table(
            "社区",
            (Column("unit", message("unit")), Column("total", message("total"))),
            (("甲社区", Decimal("1.10")), ("乙社区", None)),
        ),
    ),
)


def test_the_whole_page_is_one_object() -> None:
    assert draw(PAGE, "en").decode() == (
        '{"schema":1,"title":"Ranking, 2009-05","issuer":"街道实践办","day":"2009-06-03","blocks":['
        '{"type":"heading","level":1,"text":"一、总体情况"},'
        '{"type":"paragraph","role":"body","text":"正文"},'
        '{"type":"ends","role":"masthead ends","left":"甲","right":"乙"},'
        '{"type":"page break"},'
        '{"type":"picture","name":"会场.jpg","caption":"会场"},'
        '{"type":"table","caption":"社区",'
        '"columns":[{"key":"unit","head":"unit"},{"key":"total","head":"total"}],'
        '"rows":[{"unit":"甲社区","total":1.1},{"unit":"乙社区","total":null}]}]}\n'
    )


def test_a_second_head_is_told_where_there_is_one() -> None:
    columns = (Column("unit", "单位"), Column("sent", "报送", over="五月"))
    page = Page("", "", date(2009, 6, 3), (Table("", columns, ()),))
    heads = '[{"key":"unit","head":"单位"},{"key":"sent","over":"五月","head":"报送"}]'
    assert f'"columns":{heads}' in draw(page, "en").decode()


def test_names_are_clean_too() -> None:
    page = Page("", "街道\x1b[31m", date(2009, 6, 3), (Picture(b"", "\ud800会场.jpg"),))
    said = draw(page, "en").decode()
    assert '"issuer":"街道"' in said
    assert '"name":"会场.jpg"' in said


def test_several_things_in_a_cell_are_an_array_and_a_day_is_a_day() -> None:
    day = Day(date(2009, 5, 8), "5月8日")
    cells = (
        day,
        Several((Phrase(("街道（", day, "）")), "市委"), none="未采用"),
        Several((), none="无"),
    )
    columns = (Column("on", "日期"), Column("used", "采用"), Column("flags", "备注"))
    page = Page("表", "某办", date(2009, 6, 3), (Table("", columns, (cells,)),))
    [row] = json.loads(draw(page, "zh"))["blocks"][0]["rows"]
    assert row == {"on": "2009-05-08", "used": ["街道（2009-05-08）", "市委"], "flags": []}

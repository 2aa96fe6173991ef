"""How units fared over the months, and what each level used, in figures and as small drawings."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from conftest import Program
from inforeport.documents.graphs import on_paper, trend
from inforeport.documents.page import Column, Graph, Page, Table
from inforeport.model.papers import Past
from inforeport.period import Period
from inforeport.render import RENDERERS
from inforeport.render.graphs import drawing, signs, svg

THREE = tuple((f"{n}月", Decimal(figure)) for n, figure in ((5, "0"), (6, "10"), (7, "5.5")))
LINE, BAR = Graph(THREE), Graph((("采用", Decimal(2)),), most=Decimal(8))


def month(number: int, **points: int) -> Past:
    """A month with the points of units, whose places are those of their order."""
    places = {name: at for at, name in enumerate(points, 1)}
    period = Period(date(2009, number, 1), date(2009, number + 1, 1))
    return Past(period=period, points={k: Decimal(v) for k, v in points.items()}, places=places)


def test_a_unit_has_its_points_of_each_month_its_line_and_its_rise() -> None:
    past = [
        month(5, 甲=9, 乙=8, 丙=7),
        month(6, 丙=9, 甲=4, 乙=2),
        month(7, 丙=6, 乙=5, 甲=5, 丁=1),
    ]
    [table] = on_paper(trend(past))
    assert [one.head for one in table.columns[1:4]] == ["5月", "6月", "7月"]
    told = {row[0]: (row[1:4], row[-1]) for row in table.rows}
    assert told["丙"] == ((7, 9, 6), "—")
    assert told["乙"] == ((8, 2, 5), "▲1")
    assert told["甲"] == ((9, 4, 5), "▼1")
    assert told["丁"] == ((None, None, 1), None)
    assert table.rows[-1][-2] is None


def test_of_one_month_there_is_no_trend() -> None:
    assert [*trend([month(5, 甲=9)])] == []


def test_signs_go_from_the_lowest_to_the_highest() -> None:
    assert (signs(LINE), signs(BAR)) == ("▁█▅", "██")


def test_a_line_of_equal_figures_and_a_bar_of_nothing_are_drawn() -> None:
    same = Graph((("5月", Decimal(3)), ("6月", Decimal(3))))
    none = Graph((("采用", Decimal(0)),), most=Decimal(8))
    for graph in (same, none):
        assert drawing(graph)
        assert svg(graph)
    assert (signs(same), signs(none)) == ("▁▁", "")


def drawn(ending: str, *cells: Graph) -> bytes:
    """A page of one table with drawings."""
    columns = (Column("name", "名称"), Column("graph", "走势", "left"))
    rows = tuple((f"第{n}行", cell) for n, cell in enumerate(cells))
    page = Page("表", "某街道党政办", date(2009, 8, 3), (Table("表", columns, rows),))
    return RENDERERS[ending](page, "zh")


def test_a_drawing_in_word_is_black_and_says_what_it_shows() -> None:
    with ZipFile(BytesIO(drawn(".docx", LINE, BAR))) as file:
        body = file.read("word/document.xml").decode()
    assert re.findall('descr="([^"]*)"', body) == ["5月0、6月10、7月5.5", "采用2"]
    assert {*re.findall('srgbClr val="([^"]*)"', body)} == {"000000"}
    numbers = re.findall('<wp:docPr id="([^"]*)"', body)
    assert len({*numbers}) == len(numbers) == 2
    assert "0" not in numbers


def test_a_web_page_draws_it_and_says_what_it_shows() -> None:
    page = drawn(".html", LINE, BAR).decode()
    assert page.count("<svg") == 2
    assert 'aria-label="5月0、6月10、7月5.5"' in page


def test_programs_get_the_figures_and_no_drawing() -> None:
    assert '"graph":[0,10,5.5]' in drawn(".json", LINE).decode()
    assert "第0行" not in drawn(".csv", LINE).decode("utf-8-sig")


@pytest.fixture
def summer(office: Program) -> Program:
    """Two months of two communities; the first is sealed."""
    for unit in ("甲社区", "乙社区"):
        office.well("unit", "add", unit, "--group", "社区")
    for n, (unit, day) in enumerate(
        [("甲社区", "2009-05-08"), ("乙社区", "2009-06-09"), ("乙社区", "2009-06-16")]
    ):
        args = ("--ref", f"a{n}", "--received", day)
        office.well("submission", "add", unit, f"情况{n}", *args)
    office.well("adoption", "add", "a1", "--level", "区委", "--form", "整篇", "--on", "2009-06-10")
    office.well("close", "--month", "5", "--yes", "--on", "2009-06-03")
    return office


def papers(office: Program, folder: Path, name: str, month: int) -> str:
    path = folder / f"{name}.json"
    office.well("export", name, "--month", month, "-o", path, "--force")
    return path.read_text(encoding="utf-8")


def test_slips_and_statistics_draw_the_months_that_were_sealed(
    summer: Program, tmp_path: Path
) -> None:
    assert "走势" not in papers(summer, tmp_path, "slips", 5)
    assert papers(summer, tmp_path, "slips", 6).count("近期得分走势") == 2
    statistics = papers(summer, tmp_path, "statistics", 6)
    assert "近期得分走势" in statistics
    assert '{"level":"区委","uses":1,"bar":[1]}' in statistics


def test_a_sealed_month_draws_what_it_drew_then(summer: Program, tmp_path: Path) -> None:
    summer.well("close", "--month", "6", "--yes", "--on", "2009-07-02")
    before = [papers(summer, tmp_path, name, 6) for name in ("slips", "statistics")]
    summer.well("reopen", "--month", "5", "--reason", "更正", "--yes")
    assert [papers(summer, tmp_path, name, 6) for name in ("slips", "statistics")] == before


def test_the_screen_draws_them_too_and_a_list_for_programs_does_not(summer: Program) -> None:
    levels = summer.well("stats", "6月", "--by", "level").out
    assert re.search(r"区委 +1 +██████████", levels)
    units = summer.well("stats", "6月").out
    assert re.search(r"Points of late.*trend.*甲社区 .*[▁█]{2} ", units, re.DOTALL)
    for by in ("level", "unit"):
        assert not {*"▁█"} & {*summer.well("stats", "6月", "--by", by, "--csv").out}

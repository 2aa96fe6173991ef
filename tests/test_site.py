"""The web column: plain pages of what was issued, whole each time, and nothing else touched."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from conftest import Program
from every import an_example
from inforeport.documents.page import Page, Paragraph, Table
from inforeport.documents.site import Issue, Item, Site
from inforeport.errors import OutputUnproved
from inforeport.period import zone_of
from inforeport.render import site as render

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "]]> &amp; '甲' <!-- -->",
    "</title><base href=//example.cn>",
    "甲\x00\x0b\u202e\ufffe\ud800乙",
    'a" href="https://example.cn',
)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The example office, in which the first issue of the bulletin is out."""
    return an_example(tmp_path_factory.mktemp("base") / "demo")


@pytest.fixture
def office(base: Program, tmp_path: Path) -> Program:
    shutil.copytree(base.db.parent, tmp_path / "office")
    return Program(tmp_path / "office" / base.db.name)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def second(office: Program, *refs: str) -> None:
    """A second issue of these reports."""
    office("bulletin", "new", today=date(2009, 6, 5))
    office("bulletin", "add", *refs)
    office("bulletin", "issue", "--yes", "--on", "2009-06-05")


def test_an_issue_and_each_of_its_items_have_a_page(office: Program, tmp_path: Path) -> None:
    folder = tmp_path / "专栏"
    assert office.well("site", "-o", folder).out == f"made: {folder}, issues: 1, items: 5\n"
    assert names(folder) == {
        *("index.html", "units.html", "feed.xml", "style.css", ".inforeport-site"),
        "issue-2009-1.html",
        *(f"item-2009-1-{place}.html" for place in range(1, 6)),
    }
    item = (folder / "item-2009-1-1.html").read_text("utf-8")
    assert "<title>丙社区边查边改解决路灯不亮问题 - 工作简报</title>" in item
    assert re.search(r'<img alt="[^"]+"[^>]* src="data:image/jpeg;base64,', item)
    assert "下一条：甲社区组织党员走访困难家庭" in item


def test_the_newest_issue_comes_first_and_counts_are_of_all(
    office: Program, tmp_path: Path
) -> None:
    second(office, "2009-021", "2009-001")
    office.well("site", "-o", tmp_path / "专栏")
    index = (tmp_path / "专栏" / "index.html").read_text("utf-8")
    assert index.index("第2期") < index.index("第1期")
    units = etree.parse(str(tmp_path / "专栏" / "units.html"), etree.HTMLParser(encoding="utf-8"))
    rows = [[cell.text for cell in row.iter("td")] for row in units.iter("tr")]
    assert ["甲社区", "2", "0", "2"] in rows
    feed = etree.parse(str(tmp_path / "专栏" / "feed.xml")).getroot()
    days = [one.findtext(f"{ATOM}updated") for one in feed.iter(f"{ATOM}entry")]
    assert days[:3] == ["2009-06-05T00:00:00+08:00"] * 2 + ["2009-05-20T00:00:00+08:00"]
    assert len({one.findtext(f"{ATOM}id") for one in feed.iter(f"{ATOM}entry")}) == 7


def test_what_is_not_issued_or_was_withdrawn_is_left_out(office: Program, tmp_path: Path) -> None:
    second(office, "2009-021")
    office("bulletin", "new")
    office("bulletin", "add", "2009-030")
    office("bulletin", "withdraw", "2", "--reason", "有误", "--yes")
    office.well("site", "-o", tmp_path / "专栏")
    assert "issue-2009-2.html" not in names(tmp_path / "专栏")
    assert "2009-030" not in (tmp_path / "专栏" / "index.html").read_text("utf-8")
    office("bulletin", "withdraw", "1", "--reason", "有误", "--yes")
    ran = office("site", "-o", tmp_path / "空")
    assert (ran.status, "error[nothing-to-print]" in ran.err) == (4, True)
    assert not (tmp_path / "空").exists()


def test_every_link_leads_to_a_file_beside_it_and_nothing_runs(
    office: Program, tmp_path: Path
) -> None:
    folder = tmp_path / "专栏"
    office.well("site", "-o", folder)
    for path in folder.glob("*.html"):
        tree = etree.parse(str(path), etree.HTMLParser(encoding="utf-8"))
        assert [*tree.iter("script", "iframe", "object", "base", "form")] == []
        links = {one.get("href") for one in tree.iter("a", "link")}
        assert links <= names(folder)
        assert all(one.get("alt") and one.get("src")[:5] == "data:" for one in tree.iter("img"))
    assert "http" not in (folder / "style.css").read_text("utf-8")


def test_made_again_it_takes_away_what_it_made_and_nothing_else(
    office: Program, tmp_path: Path
) -> None:
    folder = tmp_path / "专栏"
    second(office, "2009-021")
    office.well("site", "-o", folder)
    (folder / "item-9-9-9.html").write_bytes(b"mine")
    (folder / "徽标.png").write_bytes(b"mine")
    (tmp_path / "index.html").write_bytes(b"mine")
    with (folder / ".inforeport-site").open("a", encoding="utf-8") as listed:
        listed.write("../index.html\n徽标.png\n")
    office("bulletin", "withdraw", "2", "--reason", "有误", "--yes")
    office.well("site", "-o", folder)
    assert {"item-2009-2-1.html", "issue-2009-2.html"} & names(folder) == set()
    for path in (folder / "item-9-9-9.html", folder / "徽标.png", tmp_path / "index.html"):
        assert path.read_bytes() == b"mine"


def test_bar_115_a_page_of_others_is_not_written_over(office: Program, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"mine")
    before = names(tmp_path)
    ran = office("site", "-o", tmp_path)
    assert (ran.status, ran.err.count("error[exists]")) == (7, 1)
    assert (names(tmp_path), (tmp_path / "index.html").read_bytes()) == (before, b"mine")
    office.well("site", "-o", tmp_path, "--force")
    assert (tmp_path / "index.html").read_bytes() != b"mine"


def test_contacts_in_texts_are_told_as_of_every_paper(office: Program, tmp_path: Path) -> None:
    office("submission", "edit", "2009-030", "--title", "请联系13800138000办理")
    second(office, "2009-030")
    ran = office("site", "-o", tmp_path / "专栏")
    assert (ran.status, "error[contact]: " in ran.err, "13800138000" in ran.err) == (3, True, False)
    office.well("site", "-o", tmp_path / "遮", "--redact")
    for path in (tmp_path / "遮").iterdir():
        assert b"13800138000" not in path.read_bytes()
    assert "138****8000" in (tmp_path / "遮" / "feed.xml").read_text("utf-8")


def column(text: str) -> Site:
    """A column in which everything that was sent in says this."""
    page = Page(text, text, date(2009, 5, 20), (Paragraph(text, "item title"), Paragraph(text)))
    item = Item("item-2009-1-1", text, (text,), text, page)
    issue = Issue("issue-2009-1", text, date(2009, 5, 20), page, (item, item))
    return Site(text, text, (issue,), Table(text, (), ()))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_bar_115_what_units_send_in_stays_text(text: str) -> None:
    files = render.draw(column(text), zone_of("Asia/Shanghai"))
    etree.fromstring(files["feed.xml"])
    for name in files:
        if name.endswith(".html"):
            tree = etree.fromstring(files[name], etree.HTMLParser(encoding="utf-8"))
            assert [*tree.iter("script", "img", "base")] == []
            assert {key for one in tree.iter() for key in one.attrib if key[:2] == "on"} == set()
            assert {one.get("href") for one in tree.iter("a", "link")} <= files.keys()


def test_bar_115_a_page_that_leads_out_is_refused() -> None:
    with pytest.raises(OutputUnproved):
        render._prove({"index.html": '<a href="https://example.cn">'})  # noqa: SLF001

"""All papers and answers of one period say one and the same of it, whatever is on file.

Small ledgers are drawn at random: joint reports, reports and uses about the ends of the month, uses
without a price, withdrawn reports, units that come and go, with or without a duty. Four are drawn
for each way to share a report; `make random` draws many.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Program, first
from inforeport.documents import PAPERS, records, write
from inforeport.documents.page import Page, Paragraph, Table
from inforeport.figures import count
from inforeport.model import Submission, Unit, Use
from inforeport.model.papers import Wanted
from inforeport.office import Office
from inforeport.render import RENDERERS
from inforeport.store import adoption, opened, submission, unit
from inforeport.words import say

MAY, TODAY = "2009-05", date(2009, 6, 3)
FIRST = date(2009, 4, 20)
UNITS = (
    Unit("甲社区", "community"),
    Unit("乙社区", "community"),
    Unit("丙社区", "community", since=date(2009, 5, 10)),
    Unit("甲科室", "department"),
    Unit("乙科室", "department", until=date(2009, 5, 15)),
)
WAYS = ("first", "each", "equal", "free", "changed")


class Sent(NamedTuple):
    """A report: whose, of which day from the first on, with whom, and whether it was withdrawn."""

    unit: int
    day: int
    partners: frozenset[int]
    withdrawn: bool
    uses: tuple[tuple[str, str, int], ...]


uses = st.tuples(
    st.sampled_from(["street", "district", "city"]),
    st.sampled_from(["whole", "brief"]),
    st.integers(0, 45),
)
sent = st.builds(
    Sent,
    st.integers(0, 4),
    st.integers(0, 45),
    st.frozensets(st.integers(0, 4), max_size=2),
    st.booleans(),
    st.lists(uses, max_size=3, unique=True).map(tuple),
)
ledgers = st.lists(sent, max_size=12)


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The file of an office for each way to share a report, and one in which nobody owes.

    In the last of them another scheme has been in force since the middle of the month.
    """
    folder = tmp_path_factory.mktemp("offices")
    return {way: _office(folder / way, way) for way in WAYS}


def _office(folder: Path, way: str) -> Path:
    folder.mkdir()
    text = first("street").replace("since  = 2009-05-02", "since  = 2009-04-04")
    text = text.replace("city     = { whole = 30, brief = 10 }\n", "city     = { whole = 30 }\n")
    if way == "free":
        start, end = text.index("[[rule]]"), text.index('[[rule]]\nkind   = "adoption"')
        text = text[:start] + text[end:]
    elif way != "changed":
        for kind in ('kind    = "quota"\n', 'kind   = "adoption"\n'):
            text = text.replace(kind, f'{kind}joint = "{way}"\n')
    (folder / "scheme.toml").write_text(text, encoding="utf-8")
    run = Program(folder / "office.db")
    run.well("init", "--office", "街道办", "--scheme", folder / "scheme.toml")
    with closing(opened(run.db)) as ledger, ledger.writing():
        for one in UNITS:
            unit.add(ledger, one)
    if way == "changed":
        scheme = folder / "other.toml"
        scheme.write_text(text.replace("extra   = 1", "extra   = 2"), encoding="utf-8")
        run.well("scheme", "use", scheme, "--from", "2009-05-12", "--yes")
    return run.db


def _filled(db: Path, those: list[Sent]) -> None:
    with closing(opened(db)) as ledger, ledger.writing():
        for number, one in enumerate(those):
            _put(ledger, number, one)


def _put(ledger: Any, number: int, one: Sent) -> None:
    name = UNITS[one.unit].name
    partners = tuple(UNITS[at].name for at in sorted(one.partners) if at != one.unit)
    received = FIRST + timedelta(days=one.day)
    new = Submission(name, f"第{number}篇", received, ref=f"r{number}", partners=partners)
    known = submission.add(ledger, new)
    for level, form, after in one.uses:
        day = received + timedelta(days=after)
        adoption.add(ledger, Use(ref=new.ref, level=level, form=form, on=day))
    if one.withdrawn:
        submission.withdraw(ledger, known, "重复")


class Papers:
    """The papers of the month, and what programs are told of it."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.counts = office.counts(MAY)
        self.result = office.result(MAY)
        self.circular = self._written("circular", Wanted(draft=True))
        self.statistics = self._written("statistics")
        self.register = self._written("submissions")
        self.slips = self._written("slips")
        stored = office.schemes.stored_on(TODAY)
        self.json = records.stats(self.counts, stored)["total"]

    def _written(self, name: str, wanted: Wanted = Wanted()) -> Page:  # noqa: B008  frozen
        return write(name, self.office.material(PAPERS[name].prints, MAY, wanted))


def text(page: Page) -> str:
    return "".join(say(one.text, "zh") for one in page.blocks if isinstance(one, Paragraph))


def column(table: Table, key: str) -> list[Any]:
    at = [one.key for one in table.columns].index(key)
    return [row[at] for row in table.rows]


def tables(page: Page, caption: str) -> Iterator[Table]:
    return (one for one in page.tables() if caption in say(one.caption, "zh"))


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=settings().max_examples // 7)
@given(those=ledgers)
def test_every_paper_of_a_month_has_the_same_totals(
    offices: dict[str, Path], those: list[Sent], way: str
) -> None:
    db = offices[way].with_name("drawn.db")
    shutil.copyfile(offices[way], db)
    _filled(db, those)
    with Office(db, TODAY) as office:
        papers = Papers(office)
        _reports_agree(papers)
        _uses_agree(papers)
        _units_agree(papers)
        _web_pages_agree(papers)


def _reports_agree(papers: Papers) -> None:
    total, said = papers.counts.total, text(papers.circular)
    assert re.search(rf"实报(信息)?{total.counted}篇", said)
    assert papers.json["counted"] == total.counted
    owed = re.search(r"应报送信息(\d+)篇", said)
    assert int(owed[1] if owed else 0) == total.owed == papers.json["owed"]
    # the list to be checked: what counts above, what does not below
    counted = [
        ref
        for listed in tables(papers.circular, "核对表")
        for ref, counts in zip(column(listed, "ref"), column(listed, "counts"), strict=True)
        if counts == "是"
    ]
    assert len({*counted}) == total.counted
    # by the day: statistics and register
    forms = [*tables(papers.statistics, "统计表")]
    shared = any(one.shared for one in papers.counts.rows)
    sums = sum(column(form, "sent")[-1] for form in forms)
    assert sums == total.sent if not shared else sums >= total.sent
    register = [*papers.register.tables()]
    kept = [one for form in register for one in column(form, "used") if one != "已撤回"]
    assert len(kept) == total.sent == papers.json["sent"]
    assert (f"本期收到{total.sent}篇" in said) == bool(papers.counts.reports_aside)


def _uses_agree(papers: Papers) -> None:
    total, said = papers.counts.total, text(papers.circular)
    found = re.search(r"被采用(\d+)篇次|被(?:街道|区委|市委)采用(\d+)篇次", said)
    assert int((found[1] or found[2]) if found else 0) == total.uses == papers.json["uses"]
    each = {word: int(n) for word, n in re.findall(r"(街道|区委|市委)采用(\d+)篇次", said)}
    words = papers.counts.names.levels
    assert each == {words[key]: n for key, n in total.levels.items() if n}
    numbered = [no for one in tables(papers.circular, "明细表") for no in column(one, "no") if no]
    assert len(numbered) == total.uses
    forms = [*tables(papers.statistics, "统计表")]
    sums = sum(column(form, "uses")[-1] for form in forms)
    assert sums == total.uses or any(one.shared for one in papers.counts.rows)


def _web_pages_agree(papers: Papers) -> None:
    """What is read on the web pages of these papers: their text, their sums, their rows."""
    total, said = papers.counts.total, _read(papers.circular)
    assert re.search(rf"实报(信息)?{total.counted}篇", said)
    uses = re.search(r"被采用(\d+)篇次|被(?:街道|区委|市委)采用(\d+)篇次", said)
    assert int((uses[1] or uses[2]) if uses else 0) == total.uses
    listed = said.partition("逐篇核对表")[2]
    assert total.counted <= listed.count("|是|") <= sum(one.counted for one in papers.counts.rows)
    forms = re.findall(r"^\|合计\|(.*)\|$", _read(papers.statistics), re.MULTILINE)
    shared = any(one.shared for one in papers.counts.rows)
    sums = [[int(cell or 0) for cell in form.split("|")[:5]] for form in forms]
    if not shared:
        assert sum(form[0] for form in sums) == total.sent
        assert sum(form[4] for form in sums) == total.uses
    register = re.findall(r"^\d+\|r\d+\|.*", _read(papers.register), re.MULTILINE)
    assert sum("已撤回" not in row for row in register) == total.sent


def _read(page: Page) -> str:
    """A web page as it is read: a paragraph or a row of a table a line, cells parted by strokes."""
    body = RENDERERS[".html"](page, "zh").decode("utf-8").partition("<body>")[2]
    lines = re.sub(r"</t[hd]>", "|", body)
    return unescape(re.sub(r"<[^>]+>", "", lines))


def _units_agree(papers: Papers) -> None:
    """A unit's row, its slip, its lines in the list to be checked, and what its points are for."""
    for ranked in papers.result.groups:
        for standing in ranked.standings:
            tally, score = papers.counts.of(standing.score.unit), standing.score
            owed = (tally.owed, count(tally.credited)) if tally.owed else (0, count(score.counted))
            assert (score.due, count(score.counted)) == owed
    rows = [
        row
        for listed in tables(papers.circular, "核对表")
        for row in zip(column(listed, "unit"), column(listed, "counts"), strict=True)
    ]
    slips = text(papers.slips)
    for one in papers.counts.rows:
        assert rows.count((one.name, "是")) == one.counted
        told = re.search(rf"{one.name}：.*?实报(\d+)篇", slips)
        if told:
            assert int(told[1]) == one.counted
    for group, tally in papers.counts.groups.items():
        mine = [one for one in papers.counts.rows if one.group == group]
        assert tally.counted <= sum(one.counted for one in mine)
        assert tally.owed == sum(one.owed for one in mine)
        if not any(one.shared for one in mine):
            assert tally.counted == sum(one.counted for one in mine)
            assert tally.uses == sum(one.uses for one in mine)

"""The statistics form (信息报送情况统计表): what was sent by kind, what was used by level."""

from collections.abc import Iterator

from inforeport.documents.chinese import period_words
from inforeport.documents.graphs import by_level, on_paper, trend
from inforeport.documents.manner import manner_of
from inforeport.documents.notice import on_sheets
from inforeport.documents.page import Block, Page, Paragraph, Table
from inforeport.documents.tables import shipped
from inforeport.documents.tables.build import Head
from inforeport.documents.tables.paper import laid, listing, of_group
from inforeport.documents.tallies import aside, shared
from inforeport.model.papers import Material


def page(material: Material) -> Page:
    """A table for each group, with its sums."""
    blocks: list[Block] = [*_tables(material)]
    if blocks:
        on = "采用" if material.counts.uses_on == "adopted" else "收到"
        said = f"报送数按收到之日统计，采用数按{on}之日统计；采用率为报送信息中已被采用的比例。"
        notes = (said, *aside(material, material.counts), *shared(material.counts))
        blocks += [Paragraph(one, "note") for one in notes]
        blocks += _graphs(material)
    title = f"{period_words(material.period)}信息报送情况统计表"
    sheets = on_sheets(blocks, loose=manner_of(material).by_fit)
    return Page(title, material.office.name, material.day, tuple(sheets))


def _graphs(material: Material) -> Iterator[Table]:
    """Used by level as bars, how the units fared over the months; none on an office's own form."""
    own = any(one.paper == "statistics" for one in material.tables)
    if manner_of(material).graphs and not own:
        yield from on_paper((*by_level(material.counts), *trend(material.past)))


def _tables(material: Material) -> Iterator[Table]:
    counts, listed = material.counts, listing(material)
    present = {one.group for one in counts.rows}
    for group in dict.fromkeys([*counts.names.groups, *(one.group for one in counts.rows)]):
        if group in present:
            for terms in laid(material.tables, "statistics", group, (shipped.statistics(),)):
                yield of_group(terms, listed, group, Head("", key=manner_of(material).key))

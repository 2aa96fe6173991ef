"""The tables of a result, one for each group: how the points came about, and who stands where.

They are read on screens in every language, so their heads are messages; units are data.
"""

from collections.abc import Iterator, Sequence

from inforeport.documents.manner import in_its_manner, manner_of
from inforeport.documents.page import Page, Paragraph, Table
from inforeport.documents.tables.build import Head
from inforeport.documents.tables.paper import laid, listing, of_group
from inforeport.documents.tables.rows import Listing
from inforeport.documents.windows import period_text
from inforeport.model.counts import Counts, Names, Tally
from inforeport.model.papers import Material
from inforeport.model.tables import TableTerms
from inforeport.period import Period
from inforeport.words import Message, Text, message


def scores(material: Material, called: Text = "") -> Page:
    """Place, what was due and counted, each part of the points, and their sum; then persons.

    The period is `called` otherwise on paper than on a screen.
    """
    period = called or period_text(material.result.period)
    if manner_of(material).one_name:
        title = message("Reports, uses and scores, {period}", period=period)
    else:
        title = message("Scores, {period}", period=period)
    usual = (manner_of(material).ranking(material.result),)
    own = any(one.rows == "person" for one in material.tables if one.paper == "ranking")
    tables = [*_tables(material, usual, period), *(() if own else _persons(material, period))]
    return Page(title, material.office.name, material.day, (Paragraph(title, "title"), *tables))


score_page = in_its_manner(scores)
"""The same by itself, as the screen and files for programs have it."""


@in_its_manner
def rank_page(material: Material) -> Page:
    """Place, sum and parts of the points, places risen since the period before, and duties.

    Counts are wanted only where there are no points, for the order of the units.
    """
    period = period_text(material.result.period)
    title = message("Ranking, {period}", period=period)
    counts = _nothing(material.result.period) if material.result.parts else material.counts
    listed = Listing(result=material.result, counts=counts)
    terms = manner_of(material).standings(material.result)
    tables = [
        of_group(terms, listed, group.key, Head(caption(group.word, period)))
        for group in material.result.groups
    ]
    return Page(title, material.office.name, material.day, (Paragraph(title, "title"), *tables))


def _nothing(period: Period) -> Counts:
    return Counts(period=period, by="unit", names=Names(), rows=(), total=Tally())


def _tables(material: Material, usual: Sequence[TableTerms], period: Text) -> Iterator[Table]:
    listed = listing(material)
    for group in material.result.groups:
        head = Head(caption(group.word, period))
        for terms in laid(material.tables, "ranking", group.key, usual):
            yield of_group(terms, listed, group.key, head)


def _persons(material: Material, period: Text) -> Iterator[Table]:
    """The points of persons, where they have any."""
    if material.result.persons:
        said = message("Points of persons, {period}", period=period)
        yield of_group(manner_of(material).persons(), listing(material), None, Head(said))


def caption(word: Text, period: Text) -> Message:
    """What a table of a group is called."""
    return message("{group}, {period}", group=word, period=period)

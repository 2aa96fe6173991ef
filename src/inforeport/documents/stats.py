"""The tables of what was sent and used on the screen: one row for a unit, a kind, a month …"""

from collections.abc import Mapping, Sequence
from datetime import date

from inforeport.documents.graphs import by_level, trend
from inforeport.documents.page import Page, Paragraph
from inforeport.documents.tables import shipped
from inforeport.documents.tables.build import Head
from inforeport.documents.tables.paper import of_group
from inforeport.documents.tables.rows import Listing
from inforeport.documents.windows import period_text
from inforeport.model import Profile
from inforeport.model.counts import By, Counts
from inforeport.model.papers import Past
from inforeport.words import Message, message


def stats_page(counts: Counts, office: Profile, day: date, past: Sequence[Past] = ()) -> Page:
    """The counts of a period in one table, of levels with bars.

    Those of units with one of their categories too, and with how they fared in `past` periods.
    """
    title = message("Reports sent and used, {period}", period=period_text(counts.period))
    listed = Listing(result=None, counts=counts)
    several = counts.by == "unit" and len({one.group for one in counts.rows}) > 1
    head = Head(_CAPTIONS[counts.by], rows=counts.by)
    tables = [of_group(shipped.stats(counts.by, groups=several), listed, None, head)]
    if counts.by == "unit" and has_categories(counts):
        head = Head(message("Counts by unit and category"))
        tables.append(of_group(shipped.stats_of_categories(), listed, None, head))
    tables += by_level(counts) if counts.by == "level" else trend(past)
    return Page(title, office.name, day, (Paragraph(title, "title"), *tables))


def has_categories(counts: Counts) -> bool:
    """Whether the scheme declares categories, or somebody stated one."""
    return bool(counts.names.categories or {*counts.total.categories} - {""})


_CAPTIONS: Mapping[By, Message] = {
    "unit": message("Counts by unit"),
    "kind": message("Counts by kind"),
    "category": message("Counts by category"),
    "level": message("Counts by level"),
    "month": message("Counts by month"),
    "publication": message("Counts by publication"),
}

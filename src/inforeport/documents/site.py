"""The web column (专栏): issues of the bulletin as pages, an item a page, and counts of the units.

Only what was issued and not withdrawn is in it.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from inforeport.documents.bulletin import bulletin_page, item_page
from inforeport.documents.page import Column, Page, Table
from inforeport.model import Bulletin, BulletinItem, Profile
from inforeport.model.stationery import BulletinTerms
from inforeport.words import say

_BRIEF = "brief"
_PAPER = "zh"
_SUMMARY = 100  # characters of an item that stand in the feed

Printed = tuple[Bulletin, BulletinTerms | None]
"""An issue with its items, and what the scheme of its day says of the bulletin."""


class Item(Struct, frozen=True):
    """An item on a page of its own: the name of the page, its title, who supplied it."""

    key: str
    title: str
    units: tuple[str, ...]
    summary: str
    page: Page


class Issue(Struct, frozen=True):
    """An issue on a page, and its items."""

    key: str
    title: str
    day: date
    page: Page
    items: tuple[Item, ...]


class Site(Struct, frozen=True):
    """The whole column: what it is called, whose it is, its issues, the newest first."""

    name: str
    office: str
    issues: tuple[Issue, ...]
    counts: Table


def site(printed: Sequence[Printed], office: Profile) -> Site:
    """The column of these issues; there must be one."""
    newest = sorted(printed, key=_age, reverse=True)
    issues = tuple(_made(issue, terms, office) for issue, terms in newest)
    return Site(newest[0][0].name, office.name, issues, _counts([one for one, _ in newest]))


def _age(printed: Printed) -> tuple[date, bool, int]:
    issue, _ = printed
    return issue.issued or issue.created, not issue.extra, issue.number or 0


def _made(issue: Bulletin, terms: BulletinTerms | None, office: Profile) -> Issue:
    day = issue.issued or issue.created
    key = f"{day.year}-{'extra-' if issue.extra else ''}{issue.number}"
    page = bulletin_page(issue, office, day, terms)
    items = tuple(
        Item(
            key=f"item-{key}-{place}",
            title=item.printed_title,
            units=_units(item),
            summary=_summary(item.printed_text),
            page=item_page(issue, item, office, terms),
        )
        for place, item in enumerate(sorted(issue.items, key=lambda one: one.position), 1)
    )
    return Issue(f"issue-{key}", say(page.title, _PAPER), day, page, items)


def _units(item: BulletinItem) -> tuple[str, ...]:
    return tuple(dict.fromkeys((item.submission.unit, *item.submission.partners)))


def _summary(text: str) -> str:
    whole = "".join(text.split())
    return whole if len(whole) <= _SUMMARY else f"{whole[:_SUMMARY]}…"


def _counts(issues: Sequence[Bulletin]) -> Table:
    """How many items of each unit were printed, whole and brief, those with most first."""
    whole, brief = Counter[str](), Counter[str]()
    for item in (item for issue in issues for item in issue.items):
        (brief if item.form == _BRIEF else whole).update(_units(item))
    units = sorted({*whole, *brief}, key=lambda unit: (-whole[unit] - brief[unit], unit))
    columns = (
        Column("unit", "单位", "left"),
        Column("whole", "整篇", "right"),
        Column("brief", "简讯", "right"),
        Column("total", "合计", "right"),
    )
    rows = tuple((unit, whole[unit], brief[unit], whole[unit] + brief[unit]) for unit in units)
    return Table("各单位刊用篇数", columns, rows)

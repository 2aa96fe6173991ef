"""The tables of what was sent and used: one row for a unit, a kind, a month …, and their sum.

The same tables stand on the screen and behind the circular of a scheme without points.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import get_args

from msgspec.structs import replace

from inforeport.documents.page import Cell, Column, Page, Paragraph, Table
from inforeport.documents.ranking import period_text
from inforeport.model import Profile
from inforeport.model.counts import By, Counts, Tally, in_order
from inforeport.words import Message, Text, message

Field = tuple[Column, Callable[[Tally], Cell]]
"""A column and what stands in it for a tally."""

_OF_USES = {"level", "publication"}


def stats_page(counts: Counts, office: Profile, day: date) -> Page:
    """The counts of a period in one table; those of units with one of their categories too."""
    title = message("Reports sent and used, {period}", period=period_text(counts.period))
    tables = [_table(counts, _CAPTIONS[counts.by])]
    if counts.by == "unit" and has_categories(counts):
        tables.append(category_table(counts, message("Counts by unit and category")))
    return Page(title, office.name, day, (Paragraph(title, "title"), *tables))


def unit_table(counts: Counts, caption: Text, *, extra: Sequence[Field] = (), note: Text) -> Table:
    """The counts of the units of a circular, without their groups; `extra` stands behind names."""
    fields = [_name(counts), *extra, *_sent(counts), *_used(counts)]
    return _drawn(fields, counts, caption, note)


def category_table(counts: Counts, caption: Text, note: Text | None = None) -> Table:
    """How many reports of each category every unit sent."""
    return _drawn([_name(counts), *_categories(counts)], counts, caption, note)


def has_categories(counts: Counts) -> bool:
    """Whether the scheme declares categories, or somebody stated one."""
    return bool(counts.names.categories or {*counts.total.categories} - {""})


def of_group(counts: Counts, key: str) -> Counts:
    """The counts of the units of one group, with their own sum."""
    rows = tuple(one for one in counts.rows if one.group == key)
    return replace(counts, rows=rows, total=counts.of_group(key))


def word(words: Mapping[str, str], key: str) -> Text:
    """The scheme's word, or what was written; of nothing, that nobody stated it."""
    return words.get(key, key) or message("not stated")


def columns_of(words: Mapping[str, str], counts: Counts, name: str) -> dict[str, Text]:
    """The kinds (categories, levels, forms) that have a column, in order, with their words.

    None where the scheme declares none and nobody stated any.
    """
    seen: list[Mapping[str, int]] = [getattr(counts.total, name)]
    keys = in_order(words, seen)
    return {key: word(words, key) for key in keys} if any(keys) else {}


def _table(counts: Counts, caption: Text) -> Table:
    fields = [*_group(counts), _name(counts)]
    if counts.by in _OF_USES:
        fields += [_figure("uses", message("uses"), lambda one: one.uses), *_forms(counts)]
        fields.append(_figure("reports", message("reports used"), lambda one: one.reports))
    else:
        fields += [*_sent(counts), *_used(counts)]
    return _drawn(fields, counts, caption)


def _drawn(
    fields: Sequence[Field], counts: Counts, caption: Text, note: Text | None = None
) -> Table:
    """The rows, and below them the sum, called so in the column of names."""
    columns = tuple(column for column, _ in fields)
    rows = [tuple(cell(one) for _, cell in fields) for one in counts.rows]
    keys = {*get_args(By), "group"}
    called = message("all together")
    total = [
        (called if column.key == counts.by else None) if column.key in keys else cell(counts.total)
        for column, cell in fields
    ]
    return Table(caption, columns, (*rows, tuple(total)), note)


def _figure(key: str, head: Text, cell: Callable[[Tally], Cell]) -> Field:
    return Column(key, head, "right"), cell


def _group(counts: Counts) -> Iterator[Field]:
    """A column of groups where the units are of several."""
    groups = counts.names.groups
    if len({one.group for one in counts.rows}) > 1:
        column = Column("group", message("group"), "left")
        yield column, lambda one: groups.get(one.group, one.group)


def _name(counts: Counts) -> Field:
    words = {
        "kind": counts.names.kinds,
        "category": counts.names.categories,
        "level": counts.names.levels,
    }.get(counts.by, {})
    return Column(counts.by, _HEADS[counts.by], "left"), lambda one: word(words, one.name)


def _sent(counts: Counts) -> Iterator[Field]:
    """How many were sent: in all, of each kind, with pictures where there are any."""
    yield _figure("sent", message("reports sent"), lambda one: one.sent)
    if counts.by != "kind":
        for key, head in columns_of(counts.names.kinds, counts, "kinds").items():
            yield _figure(f"kind_{key}", head, lambda one, key=key: one.kinds.get(key, 0))  # type: ignore[misc]
    if counts.total.pictured:
        yield _figure("pictured", message("with pictures"), lambda one: one.pictured)


def _used(counts: Counts) -> Iterator[Field]:
    """How often reports were used at each level, how many of those sent, and their rate."""
    for key, its in columns_of(counts.names.levels, counts, "levels").items():
        head = message("{level} adoption", level=its)
        yield _figure(f"level_{key}", head, lambda one, key=key: one.levels.get(key, 0))  # type: ignore[misc]
    yield _figure("used", message("of them used"), lambda one: one.used)
    yield _figure("rate", message("adoption rate, %"), lambda one: one.rate)


def _forms(counts: Counts) -> Iterator[Field]:
    if any(counts.total.forms):
        for key, head in columns_of(counts.names.forms, counts, "forms").items():
            if key in counts.total.forms:
                yield _figure(f"form_{key}", head, lambda one, key=key: one.forms.get(key, 0))  # type: ignore[misc]


def _categories(counts: Counts) -> Iterator[Field]:
    for key, head in columns_of(counts.names.categories, counts, "categories").items():
        yield _figure(f"category_{key}", head, lambda one, key=key: one.categories.get(key, 0))  # type: ignore[misc]


_HEADS: Mapping[By, Message] = {
    "unit": message("unit"),
    "kind": message("kind"),
    "category": message("category"),
    "level": message("level"),
    "month": message("month"),
    "publication": message("publication"),
}

_CAPTIONS: Mapping[By, Message] = {
    "unit": message("Counts by unit"),
    "kind": message("Counts by kind"),
    "category": message("Counts by category"),
    "level": message("Counts by level"),
    "month": message("Counts by month"),
    "publication": message("Counts by publication"),
}

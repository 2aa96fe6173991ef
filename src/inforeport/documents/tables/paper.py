"""The tables of a paper, group by group: the office's own where it wrote any, else ours."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from inforeport.documents.chinese import so_far
from inforeport.documents.page import Table
from inforeport.documents.tables.build import Head, table
from inforeport.documents.tables.columns import Words
from inforeport.documents.tables.rows import Listing, persons, reports, total, units, word
from inforeport.model import Result
from inforeport.model.counts import Counts, in_order
from inforeport.model.papers import NOT_GATHERED, Material
from inforeport.model.scores import groups_in
from inforeport.model.tables import PaperWithTables, TableTerms
from inforeport.rules.columns import part_head
from inforeport.words import Text


def listing(material: Material) -> Listing:
    """What the rows of a paper's tables are made from."""
    more, result = material.beside.get("period"), _gathered(material.result)
    if result is None and more:
        result = more.result
    return Listing(
        result=result, counts=material.counts, beside=material.beside, until=material.until
    )


def _gathered(result: Any) -> Result | None:
    """The result, where the paper prints one."""
    return None if result is NOT_GATHERED else result


def laid(
    tables: Sequence[TableTerms], paper: PaperWithTables, group: str, usual: Sequence[TableTerms]
) -> Sequence[TableTerms]:
    """The tables of a group on a paper."""
    mine = {*groups_in(group)}
    own = [one for one in tables if one.paper == paper and (not one.groups or mine & {*one.groups})]
    return own or usual


def of_group(terms: TableTerms, listed: Listing, group: str | None, head: Head) -> Table:
    """One table of one group, or of all units together."""
    ranked = terms.order != "register"
    if terms.rows == "person":
        rows = persons(listed, group)
    else:
        rows = units(listed, group, ranked=ranked)
        rows = [*reports(rows)] if terms.rows == "report" else rows
    sums = total(listed, rows, group)
    return table(terms, rows, sums, words=words(listed), head=_head(terms, listed, group, head))


def _head(terms: TableTerms, listed: Listing, group: str | None, head: Head) -> Head:
    """What stands above it: its own words, else the usual ones."""
    word = "" if group is None else group_word(listed, group)
    names = {"period": so_far(listed.counts.period, listed.until), "group": word}
    caption = terms.caption.format_map(names) if terms.caption else head.caption
    note = head.note if terms.note is None else terms.note
    return replace(head, caption=caption, note=note)


def group_word(listed: Listing, group: str) -> str:
    """A group as the scheme writes it."""
    known = {one.key: one.word for one in listed.result.groups} if listed.result else {}
    return known.get(group) or listed.counts.names.groups.get(group, group)


def words(listed: Listing) -> Words:
    """What there is of everything that columns may stand for one by one, in order."""
    counts, result = listed.counts, listed.result
    levels = result.levels if result else {}
    return {
        "part": {part: part_head(part) for part in result.parts} if result else {},
        "level": columns_of(levels or counts.names.levels, counts, "levels"),
        "form": columns_of(counts.names.forms, counts, "forms"),
        "publication": columns_of({}, counts, "publications"),
        "category": columns_of(counts.names.categories, counts, "categories"),
        "kind": columns_of(counts.names.kinds, counts, "kinds"),
    }


def columns_of(known: Mapping[str, str], counts: Counts, name: str) -> dict[str, Text]:
    """The kinds (categories, levels, forms) that have a column, in order, with their words.

    None where the scheme declares none and nobody stated any.
    """
    seen: list[Mapping[str, int]] = [getattr(counts.total, name, {})]
    keys = in_order(known, seen)
    return {key: word(known, key) for key in keys} if any(keys) else {}

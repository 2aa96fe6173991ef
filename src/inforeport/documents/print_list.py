"""The print list of a period (打印清单): each paper with its pages, how to print it, how often."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct

from inforeport.documents.page import Block, Cell, Page, Paragraph, Several, Table, grid
from inforeport.documents.windows import period_text
from inforeport.model import GroupResult, Result
from inforeport.period import Period
from inforeport.words import Text, message

CALLED = "打印清单"


class ToPrint(Struct, frozen=True, kw_only=True):
    """A paper: its key, what it is called, its files, its pages where counted, its copies."""

    key: str
    called: str
    files: tuple[str, ...]
    pages: int | None
    copies: int

    @property
    def sides(self) -> int | None:
        """Whether one or both sides of a sheet are printed on; unknown with the pages."""
        return None if self.pages is None else 1 + (self.pages > 1)

    @property
    def sheets(self) -> int | None:
        """The sheets of paper that all copies take."""
        if self.pages is None or self.sides is None:
            return None
        return -(-self.pages // self.sides) * self.copies


def page(
    papers: Sequence[ToPrint],
    period: Period,
    *,
    issuer: str,
    day: date,
    notes: Sequence[Text] = (),
) -> Page:
    """The list, and below it what is to be known of it."""
    heads = {
        "n": message("no."),
        "paper": message("document"),
        "file": message("file"),
        "pages": message("pages"),
        "sides": message("sides"),
        "copies": message("copies to print"),
        "sheets": message("sheets"),
    }
    rows = [_row(number, paper) for number, paper in enumerate(papers, 1)]
    title = message("Print list, {period}", period=period_text(period))
    total = _total(papers)
    every = [*rows, total] if total and len(rows) > 1 else rows
    blocks: list[Block] = [grid(title, heads, every)]
    blocks += [Paragraph(note, "note") for note in notes]
    return Page(title, issuer, day, tuple(blocks))


def leaders(result: Result) -> Table:
    """Who leads each group, and with how many points; no rows where none are given."""
    heads = {
        "group": message("group"),
        "units": message("number of units"),
        "first": message("first place"),
        "points": message("points"),
    }
    rows: list[tuple[Cell, ...]] = [
        (group.word, len(group.standings), Several(tuple(names)), points)
        for group, names, points in _leading(result)
    ]
    return grid(message("Leaders, {period}", period=period_text(result.period)), heads, rows)


def leaders_record(result: Result) -> list[dict[str, object]]:
    """The same for programs."""
    return [
        {"group": group.key, "units": names, "points": points}
        for group, names, points in _leading(result)
    ]


def _leading(result: Result) -> Iterator[tuple[GroupResult, list[str], Decimal]]:
    """Each group with the units that share its first place, and their points."""
    for group in result.groups if result.parts else ():
        first = [one.score for one in group.standings if one.place == 1]
        if first:
            yield group, [score.unit for score in first], first[0].points


def _row(number: int, paper: ToPrint) -> tuple[Cell, ...]:
    how = {1: message("one side"), 2: message("both sides")}
    sides = how[paper.sides] if paper.sides else None
    file = paper.files[0] if paper.files else None
    return (number, paper.called, file, paper.pages, sides, paper.copies, paper.sheets)


def _total(papers: Sequence[ToPrint]) -> tuple[Cell, ...] | None:
    """The sheets of all, where they are known."""
    sheets = [paper.sheets for paper in papers]
    if None in sheets:
        return None
    return (None, message("all together"), None, None, None, None, sum(filter(None, sheets)))


def record(paper: ToPrint) -> dict[str, object]:
    """A paper for programs."""
    return {
        "paper": paper.key,
        "called": paper.called,
        "files": [*paper.files],
        **{name: getattr(paper, name) for name in ("pages", "sides", "copies", "sheets")},
    }

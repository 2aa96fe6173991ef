"""How papers put things, edition by edition: one that was sealed is laid out as it was then."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import wraps
from typing import Any, Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from inforeport.documents.chinese import cell_words, listed
from inforeport.documents.page import (
    Block,
    Cell,
    Column,
    Day,
    Page,
    PageBreak,
    Phrase,
    Several,
    Table,
)
from inforeport.documents.tables import shipped, then
from inforeport.documents.tables.columns import key_of
from inforeport.figures import Whole
from inforeport.model import Result
from inforeport.model.papers import Material
from inforeport.model.tables import ColumnTerms, TableTerms

_FIRST = 10  # names of a list that is cut
_CENTRED = {"no", "remark"}  # columns
_UPRIGHT = 10  # columns of a table that was not turned

T = TypeVar("T")


class Manner(Struct, frozen=True, kw_only=True):
    """What an edition of papers has of its own; the defaults are those of today.

    A sentence names `named` units at most, of more the first ones; `bare` says whether 各 before
    the word of a group is left out. Places are praised until half of a group is named, with
    `by_place` until half of its places are; with `heads_alone` one of several groups is headed by
    its word though no other is praised; with `issuer_in_title` a title begins with the issuer
    where no red head names it, and with `issues_in_words` every issue is cited as 2026年第2期;
    with `one_name` the tables of points are called as the annexes of the circular are. With
    `short_names` units have them where the full ones take too much room, and with `names_once` many
    that sent nothing are named in one section, and counted where it is said again what is lacking;
    `owing_only` says whether who owes nothing is left out of those of whom something is lacking.
    The `note` stands above the tables of points; `graphs` says whether statistics and slips draw
    figures. With `tails` a division is printed with all its decimals; with `worded` files for
    programs hold the heads and words that people read, 5月8日 for 2009-05-08; `key` gives columns
    of counts their keys in them. With `by_fit` a table lies as it fits; before, one of many columns
    or of reports was turned, every other one upright, the pages of all units were counted together,
    and what is written by hand had no more room than the rest.
    With `apart` each table of a ranking begins a page; with `red_number` the red head has room for
    the number where there is none yet; a unit that explains itself has `room` for its reasons.
    With `trims` lists of reports and uses have no column for forms where none is told; `by_word`
    says whether units are called by the word of their group also where it is said who did what was
    owed, and 各 is left out before 其他; with `by_span` a ranking calls its period as other papers
    do.
    """

    named: int | None = 20
    bare: bool = True
    by_place: bool = False
    owing_only: bool = True
    heads_alone: bool = True
    issuer_in_title: bool = True
    issues_in_words: bool = True
    one_name: bool = True
    graphs: bool = True
    short_names: bool = True
    names_once: bool = True
    tails: bool = False
    worded: bool = False
    by_fit: bool = True
    apart: bool = True
    red_number: bool = True
    trims: bool = True
    by_word: bool = True
    by_span: bool = True
    room: int = 5  # lines
    note: str = "单位：篇、篇次、分"
    small_print: Literal["annex", "text"] | None = None  # else the office's
    ranking: Callable[[Result], TableTerms] = shipped.ranking
    standings: Callable[[Result], TableTerms] = shipped.standings
    persons: Callable[[], TableTerms] = shipped.persons
    key: Callable[[ColumnTerms], str] = key_of

    def members(self, word: str) -> str:
        """What the members of a group are, whose word may begin with 各.

        >>> TODAY.members("各镇街"), BEFORE_TABLES.members("各镇街")
        ('镇街', '各镇街')
        """
        return (word.removeprefix("各") or word) if self.bare else word

    def each(self, word: str) -> str:
        """All of a group.

        >>> TODAY.each("社区"), TODAY.each("各镇街"), TODAY.each("其他医疗单位")
        ('各社区', '各镇街', '其他医疗单位')
        """
        if self.by_word and word.startswith("其他"):
            return word
        return f"各{self.members(word)}"

    def some(self, names: Sequence[str], word: str) -> str:
        """Names in a row; of more than a few lines the first, and how many they are of what.

        >>> TODAY.some([f"第{n}社区" for n in range(1, 241)], "社区")[-13:]
        '、第10社区等240个社区'
        """
        if self.named is None or len(names) <= self.named:
            return listed(names)
        return f"{listed(names[:_FIRST])}等{len(names)}个{self.members(word)}"

    def figures(self, record: T) -> T:
        """The record with its figures as they are printed."""
        whole: T = _whole(record) if self.tails else record
        return whole

    def page(self, page: Page) -> Page:
        """The page with its cells as files for programs hold them, its tables as they lie."""
        if self.worded:
            page = replace(page, blocks=tuple(map(_worded, page.blocks)), has_heads=True)
        if self.by_fit:
            return page
        return replace(page, blocks=tuple(_lying(page.blocks)), titles_sheets=False)


def _whole(record: Any) -> Any:
    match record:
        case Decimal():
            return Whole(record)
        case list() | tuple():
            return tuple(map(_whole, record))
        case dict():
            return {key: _whole(value) for key, value in record.items()}
        case Struct():
            names = record.__struct_fields__
            return replace(record, **{name: _whole(getattr(record, name)) for name in names})
        case _:
            return record


def _worded(block: Block) -> Block:
    if not isinstance(block, Table):
        return block
    columns = tuple(map(_column, block.columns))
    return replace(block, columns=columns, rows=tuple(tuple(map(_cell, row)) for row in block.rows))


def _column(column: Column) -> Column:
    return replace(column, align="centre") if column.key in _CENTRED else column


def _lying(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, each table on the sheet that its columns want, what follows it upright."""
    turned = False
    for at, block in enumerate(blocks):
        if isinstance(block, PageBreak) and block.of:
            yield replace(block, anew=False)
        elif isinstance(block, PageBreak):
            before, turned = turned, _wants_turning(blocks[at + 1 :], block)
            if turned or before or (at and not block.loose):
                yield PageBreak(turned=turned)
        elif isinstance(block, Table):
            yield replace(block, columns=tuple(map(_narrow, block.columns)))
        else:
            yield block


def _wants_turning(following: Sequence[Block], before: PageBreak) -> bool:
    """Whether what begins a page has a table of many columns, or of reports."""
    table = next((one for one in following if isinstance(one, Table)), None)
    if before.turned is not None or table is None:
        return False
    return len(table.columns) > _UPRIGHT or any(column.key == "ref" for column in table.columns)


def _narrow(column: Column) -> Column:
    return replace(column, by_hand=False)


def _cell(cell: Cell) -> Cell:
    return cell_words(cell) if isinstance(cell, Day | Phrase | Several) else cell


TODAY = Manner()
_BEFORE_WORDS = Manner(trims=False, by_word=False, by_span=False)
BEFORE_TABLES = replace(
    _BEFORE_WORDS,
    named=None,
    bare=False,
    by_place=True,
    owing_only=False,
    heads_alone=False,
    issuer_in_title=False,
    issues_in_words=False,
    one_name=False,
    graphs=False,
    short_names=False,
    names_once=False,
    worded=True,
    by_fit=False,
    apart=False,
    red_number=False,
    room=7,
    note="单位：篇、分",
    small_print="text",
    ranking=then.ranking,
    standings=then.standings,
    persons=then.persons,
    key=then.key_of,
)
"""Of the time when no office could lay out its tables and words."""

_BEFORE_SHORT = replace(
    _BEFORE_WORDS,
    issuer_in_title=False,
    issues_in_words=False,
    one_name=False,
    short_names=False,
    names_once=False,
    by_fit=False,
    red_number=False,
    room=6,
    graphs=False,
)

_OF_EDITION: Mapping[int | None, Manner] = {
    **dict.fromkeys((1, 2), replace(BEFORE_TABLES, tails=True)),
    3: BEFORE_TABLES,
    4: replace(_BEFORE_SHORT, owing_only=False, room=7),
    5: _BEFORE_SHORT,
    6: replace(_BEFORE_WORDS, graphs=False),
    7: _BEFORE_WORDS,
}


def manner_of(material: Material) -> Manner:
    """How a paper is to be put: as then where it was sealed, else as today."""
    return _OF_EDITION.get(material.edition, TODAY)


def manner_of_result(result: Result) -> Manner:
    """How a result is to be told, as then where it was sealed."""
    return _OF_EDITION.get(result.imprint.edition if result.imprint else None, TODAY)


def figured(material: Material) -> Material:
    """What is printed, with its figures as those of its edition were."""
    manner = manner_of(material)
    figures = {name: manner.figures(getattr(material, name)) for name in ("result", "rewards")}
    return replace(material, **figures)


def in_its_manner(paper: Callable[[Material], Page]) -> Callable[[Material], Page]:
    """The paper with its figures and its sheets as those of its edition were."""

    @wraps(paper)
    def put(material: Material) -> Page:
        return manner_of(material).page(paper(figured(material)))

    return put

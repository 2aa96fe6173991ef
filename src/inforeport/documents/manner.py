"""How papers put things, edition by edition: one that was sealed is laid out as it was then."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from inforeport.documents.chinese import listed
from inforeport.documents.tables import shipped, then
from inforeport.model import Result
from inforeport.model.papers import Material
from inforeport.model.tables import TableTerms

_FIRST = 10  # names of a list that is cut


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
    figures.
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
    note: str = "单位：篇、篇次、分"
    small_print: Literal["annex", "text"] | None = None  # else the office's
    ranking: Callable[[Result], TableTerms] = shipped.ranking
    standings: Callable[[Result], TableTerms] = shipped.standings
    persons: Callable[[], TableTerms] = shipped.persons

    def members(self, word: str) -> str:
        """What the members of a group are, whose word may begin with 各.

        >>> TODAY.members("各镇街"), BEFORE_TABLES.members("各镇街")
        ('镇街', '各镇街')
        """
        return (word.removeprefix("各") or word) if self.bare else word

    def each(self, word: str) -> str:
        """All of a group.

        >>> TODAY.each("社区"), TODAY.each("各镇街")
        ('各社区', '各镇街')
        """
        return f"各{self.members(word)}"

    def some(self, names: Sequence[str], word: str) -> str:
        """Names in a row; of more than a few lines the first, and how many they are of what.

        >>> TODAY.some([f"第{n}社区" for n in range(1, 241)], "社区")[-13:]
        '、第10社区等240个社区'
        """
        if self.named is None or len(names) <= self.named:
            return listed(names)
        return f"{listed(names[:_FIRST])}等{len(names)}个{self.members(word)}"


TODAY = Manner()
BEFORE_TABLES = Manner(
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
    note="单位：篇、分",
    small_print="text",
    ranking=then.ranking,
    standings=then.standings,
    persons=then.persons,
)
"""Of the time when no office could lay out its tables and words."""

_BEFORE_SHORT = Manner(
    issuer_in_title=False,
    issues_in_words=False,
    one_name=False,
    short_names=False,
    names_once=False,
    graphs=False,
)

_OF_EDITION: Mapping[int | None, Manner] = {
    **dict.fromkeys((1, 2, 3), BEFORE_TABLES),
    4: replace(_BEFORE_SHORT, owing_only=False),
    5: _BEFORE_SHORT,
    6: Manner(graphs=False),
}


def manner_of(material: Material) -> Manner:
    """How a paper is to be put: as then where it was sealed, else as today."""
    return _OF_EDITION.get(material.edition, TODAY)

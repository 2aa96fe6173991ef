"""The columns of a table, one by one: what stands for each level, part or kind is spread out."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from inforeport.documents.page import Align, Column
from inforeport.documents.tables.figures import is_figure
from inforeport.model import ends_in_use
from inforeport.model.counts import By
from inforeport.model.tables import HEADS, ColumnTerms, Each
from inforeport.rules.columns import part_head
from inforeport.words import N_, Message, Text, message, say

Words = Mapping[Each, Mapping[str, Text]]
"""What there is of each, key and word, in order."""

_NARROWED = ("part", "level", "form", "publication", "category", "kind", "code")


class Shown(Struct, frozen=True):
    """A single column: what it shows, its head and the head over it."""

    terms: ColumnTerms
    head: Text
    under: Text = ""


def spread(columns: Sequence[ColumnTerms], words: Words, rows: By = "unit") -> list[Shown]:
    """The columns one by one; neighbours of the same `each` and `under` take turns.

    `rows` says what the rows are called by.
    """
    shown: list[Shown] = []
    for (each, under), run in groupby(columns, key=lambda one: (one.each, one.under)):
        if each is None:
            shown += [Shown(one, _head(one, rows), under) for one in run]
        else:
            shown += _in_turns(list(run), each, words.get(each, {}))
    return shown


def _in_turns(
    columns: Sequence[ColumnTerms], each: Each, words: Mapping[str, Text]
) -> Iterator[Shown]:
    """For every word its columns: below the word where they are several, else headed by it."""
    for key, word in words.items():
        is_use = each == "level" and not ends_in_use(say(word, "zh"))
        level_head = message("{level} adoption", level=word) if is_use else word
        for column in columns:
            terms = replace(column, each=None, **{each: key})
            if column.under:
                yield Shown(terms, word, column.under)
            elif len(columns) > 1:
                yield Shown(terms, column.head or Message(HEADS[column.shows]), level_head)
            else:
                yield Shown(terms, level_head if not column.head else word, column.head)


def drawn(
    shown: Sequence[Shown], rows: By, key_of: Callable[[ColumnTerms], str]
) -> tuple[Column, ...]:
    """The columns as papers have them, each with a key of its own for other programs."""
    keys: Counter[str] = Counter()
    columns = []
    for column in shown:
        key = rows if column.terms.shows == "unit" else key_of(column.terms)
        keys[key] += 1
        own = key if keys[key] == 1 else f"{key}_{keys[key]}"
        side: Align = "right" if is_figure(column.terms) else "left"
        by_hand = column.terms.shows == "blank"
        columns.append(Column(own, column.head, side, column.under, by_hand=by_hand))
    return tuple(columns)


def key_of(terms: ColumnTerms) -> str:
    """The key of a column in files for programs: what it shows, of what, over which time.

    >>> key_of(ColumnTerms(shows="uses", level="city", over="to date"))
    'uses_city_to_date'
    >>> key_of(ColumnTerms(shows="points", part="base")), key_of(ColumnTerms(shows="points"))
    ('base', 'total')
    """
    of = [value or "other" for name in _NARROWED if (value := getattr(terms, name)) is not None]
    first = [] if terms.shows == "points" and terms.part else [_KEYS.get(terms.shows, terms.shows)]
    if first == ["points"] and not of:
        first = ["total"]
    duty = [] if terms.duty == "submitted" else [terms.duty]
    over = [] if terms.over == "period" else [terms.over.replace(" ", "_")]
    return "_".join([*first, *duty, *of, *over, *(["place"] if terms.place else [])])


_KEYS = {"owed": "due", "running": "running_total", "blank": "remark"}


def _head(terms: ColumnTerms, rows: By) -> Text:
    """The head of a column: its own, else the usual one."""
    if terms.head:
        return terms.head
    if terms.shows == "unit":
        return Message(ROWS[rows])
    if terms.shows == "points" and terms.part is not None:
        return message("other adoption") if terms.level == "" else part_head(terms.part)
    if terms.shows == "points" and {terms.level, terms.form, terms.publication} == {None}:
        return message("total")
    return Message(HEADS[terms.shows])


ROWS: Mapping[By, str] = {
    "unit": N_("unit"),
    "kind": N_("kind"),
    "category": N_("category"),
    "level": N_("level"),
    "month": N_("month"),
    "publication": N_("publication"),
}
"""The head over the names of the rows."""

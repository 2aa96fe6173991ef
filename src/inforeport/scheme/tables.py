"""A table of the office's own told in words: its columns one by one, and how its rows stand."""

from collections.abc import Iterator, Mapping

from inforeport.model.tables import HEADS, ColumnTerms, TableTerms
from inforeport.rules.columns import part_head
from inforeport.rules.phrases import COMMA, joined, sentence
from inforeport.scheme.shape import Scheme
from inforeport.words import LANGUAGES, N_, Message, Text, message, say

_PAPERS: Mapping[str, str] = {
    "circular": N_("Columns of a table of the circular: {columns}."),
    "ranking": N_("Columns of the table of places: {columns}."),
    "statistics": N_("Columns of a table of the statistics: {columns}."),
}
_OVER: Mapping[str, str] = {
    "to date": N_("since the year began"),
    "before": N_("of the period before"),
    "year before": N_("of a year before"),
    "difference": N_("against the period before"),
}
_EACH: Mapping[str, str] = {
    "part": N_("a column for each part"),
    "level": N_("a column for each level"),
    "form": N_("a column for each form"),
    "publication": N_("a column for each publication"),
    "category": N_("a column for each category"),
    "kind": N_("a column for each kind"),
}
_OF: Mapping[str, str] = {
    "part": N_("part {word}"),
    "level": N_("level {word}"),
    "form": N_("form {word}"),
    "publication": N_("publication {word}"),
    "category": N_("category {word}"),
    "kind": N_("kind of report {word}"),
    "code": N_("code {word}"),
}
_OTHER: Mapping[str, str] = {
    "level": N_("other levels"),
    "form": N_("other forms"),
    "publication": N_("other publications"),
    "category": N_("other categories"),
    "kind": N_("other kinds"),
}
_DUTIES: Mapping[str, str] = {
    "adopted": N_("of the duty to be used"),
    "points": N_("of the duty in points"),
}
_ROWS: Mapping[str, str] = {
    "report": N_("a row for each report"),
    "person": N_("a row for each person"),
}


def table(terms: TableTerms, scheme: Scheme) -> Iterator[Text]:
    """What a table shows, column by column, and how its rows stand."""
    columns = [_column(one, scheme) for one in terms.columns]
    yield Message(_PAPERS[terms.paper], {"columns": columns})
    if terms.groups:
        groups = [scheme.groups.get(group, group) for group in terms.groups]
        yield message("It is of: {groups}.", groups=groups)
    if bits := [*_laid_out(terms)]:
        yield sentence(*bits)


def _laid_out(terms: TableTerms) -> Iterator[Text]:
    """Its title and how its rows stand, as far as that is not the usual."""
    if terms.caption:
        told = terms.caption.replace("{period}", "…").replace("{group}", "…")
        yield message("its title is “{title}”", title=told)
    if terms.note is not None:
        yield message("above it stands “{note}”", note=terms.note)
    if terms.rows in _ROWS:
        yield Message(_ROWS[terms.rows])
    if terms.order == "register":
        yield message("in the order of the register")
    elif terms.order != "place":
        yield message("by the column {head}, the largest first", head=terms.order)
    if not terms.total:
        yield message("without a row of sums")
    if terms.pairs != 1:
        yield message("{n} units side by side", n=terms.pairs)
    if terms.turned:
        yield message("units stand across, what is shown of them down")


def _column(terms: ColumnTerms, scheme: Scheme) -> Text:
    """A column by its heads, with what it shows of what, and how."""
    shown: Text = Message(HEADS[terms.shows])
    says_so = not terms.head or terms.head in {say(shown, language) for language in LANGUAGES}
    head: Text = f"{terms.under}／{terms.head}" if terms.under else terms.head
    bits = [*([] if says_so else [shown]), *_of_what(terms, scheme), *_drawn(terms, scheme)]
    head = head if terms.head else message("{under}{shown}", under=head, shown=shown)
    return message("{head} ({bits})", head=head, bits=joined(bits, COMMA)) if bits else head


def _of_what(terms: ColumnTerms, scheme: Scheme) -> Iterator[Text]:
    if terms.over in _OVER:
        yield Message(_OVER[terms.over])
    if terms.each:
        yield Message(_EACH[terms.each])
    for name, sentence_of in _OF.items():
        key = getattr(terms, name)
        if key == "" and name in _OTHER:
            yield Message(_OTHER[name])
        elif key is not None:
            yield Message(sentence_of, {"word": _word(name, key, scheme)})
    if terms.duty in _DUTIES:
        yield Message(_DUTIES[terms.duty])


def _drawn(terms: ColumnTerms, scheme: Scheme) -> Iterator[Text]:
    if terms.shows == "blank":
        yield message("left to be filled in")
    if terms.place:
        yield message("the place by it")
    if terms.digits is not None:
        yield message("decimals: {n}", n=terms.digits)
    if terms.zero is not None:
        yield (
            message("“{sign}” for nought", sign=terms.zero)
            if terms.zero
            else message("nothing for nought")
        )
    if terms.spare:
        yield message("left out where it is empty")
    if terms.merged:
        yield message("one cell for all rows of a unit")
    for key, sign in terms.signs.items():
        word = {**scheme.levels, **scheme.forms}.get(key, key)
        yield message("“{sign}” behind what {word} used", sign=sign, word=word)


def _word(name: str, key: str, scheme: Scheme) -> Text:
    """The word of a part, a level, a form …, for its key."""
    if name == "part":
        return part_head(key)
    words: Mapping[str, Mapping[str, str]] = {
        "level": scheme.levels,
        "form": scheme.forms,
        "category": scheme.categories,
        "kind": scheme.kinds,
        "code": scheme.code_words(),
    }
    return words.get(name, {}).get(key, key)

"""What is wrong with the tables that a scheme lays out: columns of what it lacks, heads, decimals.

What a column shows is found where tables are made; here it is only held against the scheme.
"""

from collections.abc import Iterator, Mapping, Sequence
from string import Formatter

from inforeport.model.stationery import IN_TITLE, NUMBERS, SENTENCES, CircularTerms
from inforeport.model.tables import ColumnTerms, TableTerms
from inforeport.rules.remarks import At, Remarks, below, not_among, not_given
from inforeport.scheme.shape import Scheme
from inforeport.words import Message, Text, did_you_mean, message

MOST = 36
"""Columns of a table; more fit on no sheet of paper."""
_DIGITS = range(7)
_PAIRS = range(1, 5)
_IN_CAPTION = ("period", "group")
_OF_USES = ("level", "form", "publication", "category", "kind")
_NARROWED: Mapping[str, tuple[str, ...]] = {
    "uses": _OF_USES,
    "sent": ("category", "kind"),
    "points": ("part", "level", "form", "publication"),
    "instructions": ("level",),
    "forwardings": ("level",),
    "marks": ("code",),
}
"""What a column may be of, by what it shows."""
_OF_DUTY = ("owed", "counted", "missing", "met")
_WORDS = ("number", "unit", "group", "person", "ref", "title", "titles", "flags", "duty", "blank")
_OF_POINTS = ("place", "points", "running", "rounding", "change")
_OF_PERSONS = ("number", "place", "unit", "person", "points", "blank")
"""What can be shown of a person."""
_FIXED = ("place", "rounding", "change")
"""What is no figure to have a place by."""
_WORDS_OF: Mapping[str, str] = {
    "level": "levels",
    "form": "forms",
    "category": "categories",
    "kind": "kinds",
    "code": "codes",
}


def amiss(scheme: Scheme) -> Remarks:
    """Each thing that is wrong, with its place below the scheme."""
    for index, terms in enumerate(scheme.table):
        yield from below(("table", index), _table(scheme, terms))
    if scheme.circular:
        yield from below(("circular",), _circular(scheme, scheme.circular))


def _circular(scheme: Scheme, terms: CircularTerms) -> Remarks:
    """Figures that its title and its sections name and nobody knows; praise of nobody."""
    yield from _named(("title",), terms.title, IN_TITLE)
    names = (*SENTENCES, *NUMBERS, *(f"uses_{level}" for level in scheme.levels))
    for index, section in enumerate(terms.section):
        yield from _named(("section", index, "head"), section.head, names)
        yield from _named(("section", index, "text"), section.text, names)
    if terms.praised < 1:
        yield ("praised",), message("{key} must not be below {least}", key="praised", least=1)


def _named(at: At, text: str, known: Sequence[str]) -> Remarks:
    for name in figures_in(text):
        if name not in known:
            yield at, _no_figure(str(at[-1]), name, known)


def _no_figure(key: str, name: str, names: Sequence[str]) -> Text:
    """That there is no such figure, and the nearest that there is."""
    wrong = message(
        "{key} = {found}: write one of {words}", key=key, found=f"{{{name}}}", words=names
    )
    return did_you_mean(wrong, name, names)


def _table(scheme: Scheme, terms: TableTerms) -> Remarks:
    for group in terms.groups:
        if group not in scheme.groups:
            yield ("groups",), not_among("groups", group, [*scheme.groups])
    yield from _named(("caption",), terms.caption, _IN_CAPTION)
    yield from _shape(terms)
    if terms.rows == "person" and not scheme.scores_persons:
        yield ("rows",), message("rows = person: no rule gives points to persons")
    count = sum(_columns(scheme, one) for one in terms.columns)
    if count > MOST:
        words = {"most": MOST, "found": count}
        yield ("columns",), message("a table has at most {most} columns, not {found}", **words)
    yield from _twice(terms.columns)
    for place, column in enumerate(terms.columns):
        yield from below(("columns", place), _numbered(place, _column(scheme, terms, column)))


def _numbered(place: int, remarks: Remarks) -> Remarks:
    for at, what in remarks:
        yield at, message("column {number}: {what}", number=place + 1, what=what)


def figures_in(text: str) -> list[str]:
    """The names in curly brackets of a text; "" where the brackets hold none, or do not close."""
    try:
        return [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        return [""]


def _shape(terms: TableTerms) -> Remarks:
    if terms.pairs not in _PAIRS:
        words = {"least": _PAIRS[0], "most": _PAIRS[-1]}
        yield ("pairs",), message("pairs is a number from {least} to {most}", **words)
    elif terms.pairs > 1 and terms.turned:
        yield ("pairs",), message("pairs says nothing where turned = true")
    heads = [one.head for one in terms.columns if one.head]
    if terms.order not in {"place", "register", *heads}:
        yield ("order",), not_among("order", terms.order, ["place", "register", *heads])


def _twice(columns: Sequence[ColumnTerms]) -> Remarks:
    """Two columns that nobody could tell apart: of one head, or the same without any."""
    first: dict[object, int] = {}
    for place, column in enumerate(columns, 1):
        key = column.under, column.head or _meaning(column)
        if key in first:
            words = {"first": first[key], "second": place, "head": column.head or column.shows}
            wrong = message("columns {first} and {second} have one head: {head}", **words)
            yield ("columns", place - 1), wrong
        first.setdefault(key, place)


def _meaning(one: ColumnTerms) -> tuple[object, ...]:
    names = ("shows", "over", "each", "duty", "place", "part", "code", *_OF_USES)
    return tuple(getattr(one, name) for name in names)


def _columns(scheme: Scheme, one: ColumnTerms) -> int:
    """How many columns one makes; publications are as many as there are."""
    return len(_every(scheme, one.each)) if one.each else 1


def _every(scheme: Scheme, each: str) -> Sequence[str]:
    if each == "part":
        return scheme.parts
    return [*getattr(scheme, _WORDS_OF[each])] if each in _WORDS_OF else [""]


def _column(scheme: Scheme, terms: TableTerms, column: ColumnTerms) -> Remarks:
    yield from _narrowed(scheme, column)
    if column.shows in _OF_POINTS and not scheme.parts:
        yield ("shows",), message("{key} is of points, and the scheme gives none", key=column.shows)
    if column.digits is not None and column.digits not in _DIGITS:
        words = {"found": column.digits, "most": _DIGITS[-1]}
        yield ("digits",), message("digits = {found}: write a number from 0 to {most}", **words)
    if column.shows in _OF_DUTY and column.duty not in scheme.owes:
        yield ("shows",), message("no rule states a duty of what is {what}", what=column.duty)
    yield from _idle(terms, column)


def _narrowed(scheme: Scheme, column: ColumnTerms) -> Remarks:
    """Of what it is, against what it shows and what the scheme declares."""
    allowed = _NARROWED.get(column.shows, ())
    if column.each and column.each not in allowed:
        yield ("each",), _says_nothing("each", column)
    elif column.each and column.each in {"part", "level"} and not _every(scheme, column.each):
        yield ("each",), not_among("each", column.each, ())
    for name in ("part", "code", *_OF_USES):
        word = getattr(column, name)
        if word is None:
            continue
        if name not in allowed or name == column.each:
            yield (name,), _says_nothing(name, column)
        elif wrong := _unknown(scheme, name, word):
            yield (name,), wrong


def _unknown(scheme: Scheme, name: str, word: str) -> Text | None:
    """That a word is none of the scheme's, where it declares any; of parts, that no rule has it."""
    if name == "publication" or not word:
        return None
    if name == "part":
        choices: Sequence[str] = scheme.parts
        if not choices:
            return not_given(word)
    elif name == "code":
        choices = [*scheme.code_words()]
    else:
        choices = [*getattr(scheme, _WORDS_OF[name])]
    if name in {"category", "kind"} and not choices:
        return None
    return None if word in choices else not_among(name, word, choices)


def _says_nothing(name: str, one: ColumnTerms) -> Message:
    return message("{key} says nothing of what shows = {shows} shows", key=name, shows=one.shows)


def _idle(terms: TableTerms, column: ColumnTerms) -> Remarks:
    """What is stated and changes nothing."""
    if column.duty != "submitted" and column.shows not in _OF_DUTY:
        yield ("duty",), _says_nothing("duty", column)
    if terms.rows == "person" and column.shows not in _OF_PERSONS:
        yield ("shows",), message("{key} says nothing of a person", key=column.shows)
    for name in _of_figures(column):
        yield (name,), _says_nothing(name, column)
    if column.signs and column.shows not in {"title", "titles"}:
        yield ("signs",), _says_nothing("signs", column)
    if column.merged and terms.rows != "report":
        yield ("merged",), message("merged says nothing without rows = report")
    elif column.merged and column.shows in {"ref", "title"}:
        yield ("merged",), _says_nothing("merged", column)
    if column.shows in {"ref", "title"} and terms.rows != "report":
        yield ("shows",), message("{key} wants rows = report", key=column.shows)
    if column.shows == "person" and terms.rows != "person":
        yield ("shows",), message("{key} wants rows = person", key=column.shows)


def _of_figures(column: ColumnTerms) -> Iterator[str]:
    """What is stated of a column as if it showed figures, or had them of other times."""
    is_word, is_fixed = column.shows in _WORDS, column.shows in _FIXED
    stated = {
        "place": column.place and (is_word or is_fixed),
        "over": column.over != "period" and (is_word or column.shows == "change"),
        "digits": column.digits is not None and is_word,
        "zero": column.zero is not None and is_word,
    }
    return (name for name, idle in stated.items() if idle)

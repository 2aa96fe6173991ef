"""Words that a scheme uses and does not declare, and the nearest that it does declare.

Only the tables are needed, so that it can be asked beside other mistakes.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args

from inforeport.rules import KINDS
from inforeport.rules.remarks import At, Remarks, not_among
from inforeport.rules.where import Outcome, Where
from inforeport.rules.within import MOMENTS
from inforeport.scheme.annotations import tables_in
from inforeport.scheme.shape import CODES, FORMS, by_group
from inforeport.text import fold
from inforeport.words import Message, message

Tables = Sequence[Mapping[str, Any]]


def strangers(document: Mapping[str, Any], raw: Mapping[str, Tables]) -> Remarks:
    """Each group, level, form and code that is used and not declared, and the nearest that is."""
    for name in ("groups", "levels", "forms", "codes"):
        yield from _twice(name, _table(document, name))
    words = {name: _declared(document, name) for name in ("groups", "levels", "forms", "media")}
    words["forms"] = words["forms"] or list(FORMS)
    words["codes"] = [*CODES, *_declared(document, "codes")]
    for at, group in _groups_used(document, raw):
        if group not in words["groups"]:
            yield at, not_among(str(at[-1]), group, words["groups"])
    words["moments"] = [*MOMENTS, *words["codes"]]
    words["outcomes"] = list(get_args(Outcome))
    spelt = {key: {**_table(document, key)} for key in (*words, *_LISTS)}
    for key in _LISTS:
        words[key] = _declared(document, key)
    for at, key, word in words_used(raw):
        if word not in words[key] and (words[key] or key not in _LISTS):
            name = str(at[-1]) if at[-1] in _OF_WORDS else _ONE_OF[key]
            yield at, _no_key(name, word, words[key], spelt[key])
    used = _table(document, "bulletin").get("level")
    if used is not None and used not in words["levels"]:
        yield ("bulletin", "level"), not_among("level", used, words["levels"])


def _no_key(name: str, word: str, keys: Sequence[str], spelt: Mapping[str, Any]) -> Message:
    """That a word is no key; the key itself, where it is the word that people know it by."""
    for key, spelling in spelt.items():
        if spelling == word and key in keys:
            return message(
                "{key} = {found}: write its key, {right}", key=name, found=word, right=key
            )
    return not_among(name, word, keys)


_LISTS = ("kinds", "categories")
"""What a scheme may leave undeclared; then any word will do."""

_OF_WORDS = {
    "level": "levels",
    "requested_by": "levels",
    "forwarded": "levels",
    "instructed": "levels",
    "used": "levels",
    "form": "forms",
    "code": "codes",
    "marked": "codes",
    "event": "moments",
    "answer": "moments",
    "media": "media",
    "kind": "kinds",
    "category": "categories",
}
"""The conditions that name words of the scheme, and the tables where those are declared."""

_ONE_OF = {table: key for key, table in _OF_WORDS.items() if table in {f"{key}s", key}}
_ONE_OF |= {"outcomes": "outcome", "categories": "category"}


def words_used(raw: Mapping[str, Tables]) -> Iterator[tuple[At, str, str]]:
    """Every word of the scheme that a rule names: where, of which table, and which."""
    for name, tables in raw.items():
        for index, rule in enumerate(tables):
            at: At = (name, index)
            yield from _in_points(at, rule)
            yield from _in_rows(at, rule)
            for place, where in _wheres(at, rule):
                yield from _in_conditions(place, where)
                yield from _in_conditions((*place, "within"), _table(where, "within"))


def _in_conditions(at: At, where: Mapping[str, Any]) -> Iterator[tuple[At, str, str]]:
    """The words that conditions name."""
    for key, table in _OF_WORDS.items():
        for word in _listing(where.get(key)):
            yield (*at, key), table, word


def _in_points(at: At, rule: Mapping[str, Any]) -> Iterator[tuple[At, str, str]]:
    """The words that head a table of figures, and the forms below them."""
    kind = KINDS.get(str(rule.get("type")))
    for key, condition in (kind.keyed if kind else {"points": "level"}).items():
        for word, figure in _table(rule, key).items():
            here = (*at, key, word)
            yield here, _OF_WORDS.get(condition, "outcomes"), word
            for form in figure if isinstance(figure, dict) else ():
                yield (*here, form), "forms", form


def _in_rows(at: At, rule: Mapping[str, Any]) -> Iterator[tuple[At, str, str]]:
    """The forms that head the figures of a row."""
    for index, row in _listed(rule, "rows"):
        for form in _table(row, "points"):
            yield (*at, "rows", index, "points", form), "forms", form


def _wheres(at: At, rule: Mapping[str, Any]) -> Iterator[tuple[At, Mapping[str, Any]]]:
    """Every table of conditions in a rule, with its place; in one of no known kind, of any."""
    kind = KINDS.get(str(rule.get("type")))
    owners = [kind] if kind else KINDS.values()
    shapes = {name: shape for owner in owners for name, shape in tables_in(owner).items()}
    for key in (key for key, shape in shapes.items() if issubclass(shape, Where)):
        yield (*at, key), _table(rule, key)
        yield from (((*at, key, index), row) for index, row in _listed(rule, key))


def _listing(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _groups_used(
    document: Mapping[str, Any], raw: Mapping[str, Tables]
) -> Iterator[tuple[At, str]]:
    """Every group that is named, and where: in lists, and as keys of figures by group."""
    for name, index, rule in (
        (name, index, rule) for name, tables in raw.items() for index, rule in enumerate(tables)
    ):
        kind = str(rule.get("type"))
        keys = by_group(kind) if kind in KINDS else ()
        for key, value in rule.items():
            table = isinstance(value, dict) and key in keys
            if table or key == "groups":
                groups = value if table else _listing(value)
                yield from (((name, index, key), group) for group in groups)
    duties = _listed(_table(document, "ranking"), "last")
    yield from ((("ranking", "last", at, "group"), one) for at, one in _groups_of(duties))
    together = _table(document, "ranking").get("together")
    yield from ((("ranking", "together"), group) for group in _listing(together))
    for name in ("reward", "honour"):
        tables = _listed(document, name)
        yield from (((name, at, "group"), one) for at, one in _groups_of(tables))


def _groups_of(tables: Iterable[tuple[int, Mapping[str, Any]]]) -> Iterator[tuple[int, str]]:
    return ((at, group) for at, table in tables for group in _listing(table.get("group")))


def _twice(name: str, words: Mapping[str, Any]) -> Remarks:
    """Two keys with one word could not be told apart where people write the word."""
    spellings = ({key, str(word)} for key, word in words.items())  # a word may be a list as yet
    folded = Counter(fold(spelling) for both in spellings for spelling in both)
    for key, word in words.items():
        if folded[fold(str(word))] > 1:
            yield (
                (name, key),
                message("{key} = {found}: another has that word", key=key, found=word),
            )


def _declared(document: Mapping[str, Any], name: str) -> list[str]:
    return list(_table(document, name))


def _table(document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    table = document.get(name)
    return table if isinstance(table, dict) else {}


def _listed(document: Mapping[str, Any], name: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    tables = document.get(name)
    for index, table in enumerate(tables if isinstance(tables, list) else ()):
        if isinstance(table, dict):
            yield index, table

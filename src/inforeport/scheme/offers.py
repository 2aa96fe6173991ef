"""Whether prizes, titles and duties of places make sense beside the rules that they speak of."""

from collections.abc import Iterator
from typing import get_args

from inforeport.period import Per
from inforeport.rules import Entry
from inforeport.rules.remarks import At, PartOfOne, Remarks, below, not_among
from inforeport.rules.rewards import POINTS, ByPlace, OfGroups
from inforeport.scheme.shape import Scheme
from inforeport.words import message

_LENGTHS = get_args(Per)


def amiss(scheme: Scheme) -> Remarks:
    """Groups named twice, figures that no rule counts, or that are not to be had by then."""
    yield from below(("ranking", "together"), _together(scheme))
    for name, tables in _tables(scheme):
        for index, terms in enumerate(tables):
            at: At = (*name, index)
            if len({*terms.groups}) < len(terms.groups):
                yield (*at, "group"), message("a group is named twice; leave it in once")
            if isinstance(terms, ByPlace):
                yield from below(at, _measures(terms, scheme))
                yield from below(at, _never_given(terms, scheme))


def _tables(scheme: Scheme) -> Iterator[tuple[At, tuple[OfGroups, ...]]]:
    yield ("ranking", "last"), scheme.ranking.last
    yield ("reward",), scheme.reward
    yield ("honour",), scheme.honour


def _together(scheme: Scheme) -> Remarks:
    """One list wants two groups, and points to rank them by."""
    together = scheme.ranking.together
    if together and len({*together}) < max(len(together), 2):
        yield (), message("write the groups that share a list, two or more, each once")
    elif together and not scheme.parts:
        yield (), message("together says nothing here: without points nothing is ranked")


def _measures(terms: ByPlace, scheme: Scheme) -> Remarks:
    """What decides, or is wanted: named by a rule, of windows that are over by then."""
    if terms.ranked_by != POINTS:
        yield from below(("ranked_by",), _uncountable(terms.ranked_by, terms, scheme, "ranked_by"))
    for name, least in terms.at_least.items():
        at: At = ("at_least", name)
        yield from below(at, _uncountable(name, terms, scheme, "at_least"))
        wrong = PartOfOne().wrong(name, least) if name in scheme.rates else None
        if wrong is None and least <= 0:
            wrong = message("{key} must be above {least}", key=name, least=0)
        if wrong:
            yield at, wrong


def _never_given(terms: ByPlace, scheme: Scheme) -> Remarks:
    """Prizes for periods that are shorter than what is scored."""
    if terms.per and _LENGTHS.index(terms.per) < _LENGTHS.index(scheme.period):
        words = {"per": terms.per, "period": scheme.period}
        wrong = message(
            "per = {per}: nothing so short is scored; write {period} or longer", **words
        )
        yield ("per",), wrong


def _uncountable(name: str, terms: ByPlace, scheme: Scheme, key: str) -> Remarks:
    entries = [entry for entry in scheme.entries if _counts(entry, name)]
    if not entries and name not in scheme.parts_of_all:
        named = [entry.rule.called for entry in scheme.entries if entry.rule.called]
        yield (), not_among(key, name, [*dict.fromkeys(named), *scheme.parts_of_all])
    length = terms.per or scheme.period
    for entry in entries:
        if _LENGTHS.index(entry.per) > _LENGTHS.index(length):
            words = {"name": name, "per": entry.per}
            yield (), message("{name} is counted over longer windows: write per = {per}", **words)
            return


def _counts(entry: Entry, name: str) -> bool:
    """Whether a rule counts what is called so: a duty by its name or clause, a rate by its name."""
    if entry.rule.owes and entry.clause == name:
        return True
    return bool(name) and entry.rule.called == name

"""Whether a scheme that is well formed makes sense: nothing in it said twice, its days possible.

It wants a scheme in which nothing else is wrong; its words are looked at in `declared`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, get_args

import msgspec

from inforeport.period import Per
from inforeport.rules import Entry
from inforeport.rules.facts import Adopted
from inforeport.rules.highest import Highest
from inforeport.rules.priced import Priced
from inforeport.rules.quota import Quota
from inforeport.rules.totals import Average
from inforeport.scheme import figures, idle
from inforeport.scheme.mistakes import At
from inforeport.scheme.order import Above, conditions, of_kind
from inforeport.scheme.shape import WEEKDAYS, Scheme
from inforeport.words import Text, message

Found = Iterator[tuple[At, Text]]
Tables = Sequence[Mapping[str, Any]]
Entries = Sequence[tuple[At, Entry]]

_LENGTHS = get_args(Per)  # from the shortest window to the longest
_YEARS = range(1900, 3000)
_MOST_PLACES = 6


def contradictions(
    scheme: Scheme,
    found: Mapping[str, Entries],
    document: Mapping[str, Any],
) -> Found:
    """Each place where the scheme contradicts itself; the entries with the place of their rule."""
    yield from _days(scheme)
    yield from _places(scheme)
    yield from figures.of_scheme(scheme)
    yield from idle.of_scheme(scheme, document)
    yield from idle.of_parts(found)
    for entries in found.values():
        yield from idle.ambiguous(entries)
    yield from _in_order(scheme, found)


def alone(found: Mapping[str, Entries], raw: Mapping[str, Tables]) -> Found:
    """What is wrong with each rule whatever the others say, so that it is told beside theirs."""
    for name, entries in found.items():
        for at, entry in entries:
            yield from figures.of_entry(at, entry)
            yield from idle.idle(at, entry, raw[name][int(at[1])])
            yield from conditions(at, entry)
            yield from _of_rule(at, entry)


def _in_order(scheme: Scheme, found: Mapping[str, Entries]) -> Found:
    """What is wrong with each rule after the rules above it."""
    for name, entries in found.items():
        # money may be for the duties that are stated among the points
        above, twins = Above(), Twins()
        for _, one in found["rule"] if name == "fee" else ():
            if one.kind == "quota":
                above.add(one)
        above.parts.clear()
        for at, entry in entries:
            if entry.per == "whole" and not scheme.until:
                what = message("per = whole wants the day on which the campaign ends, as until")
                yield (*at, "per"), what
            yield from twins.of_rule(at, entry)
            if name == "fee" and entry.kind == "flag":
                yield at, message("a flag is no money: write it as a rule")
            if scheme.counting.repeated and _counts_once(entry):
                yield at, message("repeated = add, and this lets only the dearest use count")
            yield from of_kind(at, entry, above)
            above.add(entry)


def _of_rule(at: At, entry: Entry) -> Found:
    every, per = entry.every, entry.per
    if _LENGTHS.index(every) > _LENGTHS.index(per):
        what = message("every = {every} is longer than per = {per}", every=every, per=per)
        yield (*at, "every"), what
    if isinstance(entry.rule, Quota) and entry.rule.carry and every != per:
        # what is carried would be owed in both windows of one sum
        yield (
            (*at, "carry"),
            message("carry wants each window judged alone: per = {per}", per=every),
        )
    if isinstance(entry.rule, Average) and every == per:
        yield at, message("an average of one window is itself: write every, as the shorter window")
    if entry.since and entry.until and entry.until < entry.since:
        days = {"until": entry.until, "since": entry.since}
        yield (*at, "until"), message("until = {until} comes before since = {since}", **days)


def _counts_once(entry: Entry) -> bool:
    """Whether a rule lets not every use of a report count."""
    rule = entry.rule
    if isinstance(rule, Highest):
        return rule.of == "adoption"
    return isinstance(rule, Adopted) and bool(rule.once) and entry.part is None


class Twins:
    """Finds rules that say what another above them says, of the same units at the same time."""

    def __init__(self) -> None:
        self._rules: dict[object, list[Entry]] = defaultdict(list)
        self._prices: dict[object, list[tuple[str | None, Entry]]] = defaultdict(list)

    def of_rule(self, at: At, entry: Entry) -> Found:
        """The same rule twice, or two rules with points for one thing; then it is known itself."""
        rules = self._rules[entry.kind, entry.per, _hashable(_plain(entry.rule))]
        same = next((one for one in rules if _meet(one, entry)), None)
        rules.append(entry)
        if same:
            yield at, message("this is the rule of clause {clause} once more", clause=same.clause)
        if isinstance(entry.rule, Priced) and isinstance(entry.rule.points, Mapping):
            yield from self._of_prices(at, entry, entry.rule, entry.rule.points)

    def _of_prices(self, at: At, entry: Entry, rule: Priced, points: Mapping[str, object]) -> Found:
        asked = _hashable(_plain([rule.where, rule.unless, rule.once]))
        for word, figure in points.items():
            prices = self._prices[entry.kind, entry.parts, rule.times, asked, word]
            forms: list[str | None] = [*figure] if isinstance(figure, Mapping) else [None]
            rivals = (one for form, one in prices if form is None or {None, form} & {*forms})
            both = (one for one in rivals if _meet(one, entry) and _pay_one(one.rule, rule))
            if above := next(both, None):
                what = message(
                    "{word} has points in clause {clause} already, and a report would have "
                    "both; give one of the two a part of its own, or a condition",
                    word=word,
                    clause=above.clause,
                )
                yield (*at, "points"), what
            prices += [(form, entry) for form in forms]


def _meet(one: Entry, other: Entry) -> bool:
    """Whether two entries are of some of the same units at the same time."""
    apart = one.groups and other.groups and not {*one.groups} & {*other.groups}
    begins, ends = max(_first(one), _first(other)), min(_last(one), _last(other))
    return not apart and begins <= ends


def _pay_one(one: object, other: Priced) -> bool:
    """Whether both give points to units, or both to persons."""
    return isinstance(one, Priced) and {one.whom, other.whom} != {"units", "persons"}


def _plain(value: object) -> Any:
    return msgspec.to_builtins(value, builtin_types=(Decimal,))


def _hashable(value: Any) -> object:
    """Plain values as keys: equal ones are one, however their figures are written."""
    if isinstance(value, dict):
        return tuple((key, _hashable(value[key])) for key in sorted(value))
    if isinstance(value, list | tuple):
        return tuple(_hashable(one) for one in value)
    return value


def _first(entry: Entry) -> date:
    return entry.since or date.min


def _last(entry: Entry) -> date:
    return entry.until or date.max


def _days(scheme: Scheme) -> Found:
    since, until, deadline = scheme.since, scheme.until, scheme.calendar.deadline
    if since.year not in _YEARS:
        yield (
            ("since",),
            message("{key} = {found} is not a day of this age", key="since", found=since),
        )
    if until and until < since:
        what = message("until = {until} comes before since = {since}", until=until, since=since)
        yield ("until",), what
    anchor, first = scheme.calendar.anchor, WEEKDAYS.index(deadline) + 1
    if anchor and anchor.weekday() != first % 7:
        right = anchor + timedelta(days=(first - anchor.weekday()) % 7)
        what = message(
            "anchor = {anchor}: no week that ends on {deadline} begins then; write {right}",
            anchor=anchor,
            deadline=deadline,
            right=right,
        )
        yield ("calendar", "anchor"), what
    if not 1 <= scheme.calendar.year_starts <= 12:  # noqa: PLR2004  the months of a year
        yield ("calendar", "year_starts"), message("year_starts is a month, from 1 to 12")


def _places(scheme: Scheme) -> Found:
    if not 0 <= scheme.counting.places <= _MOST_PLACES:
        what = message("places is a number of decimals, from 0 to {most}", most=_MOST_PLACES)
        yield ("counting", "places"), what

"""Whether a scheme that is well formed makes sense: nothing in it said twice, its days possible.

It wants a scheme in which nothing else is wrong; its words are looked at in `vocabulary`. What a
rule states that makes no sense, its kind says.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, get_args

from inforeport.model.numbering import EXAMPLE, Numbering
from inforeport.period import Per
from inforeport.rules import Entry
from inforeport.rules.above import Above
from inforeport.rules.editions import Key, Kind
from inforeport.rules.remarks import (
    At,
    Remarks,
    below,
    not_among,
    not_given,
    out_of_range,
    tables_of,
)
from inforeport.rules.rule import Written
from inforeport.rules.where import shadow, stated
from inforeport.scheme import layout, offers
from inforeport.scheme.duties import table_at
from inforeport.scheme.shape import WEEKDAYS, Scheme, by_group
from inforeport.scheme.twins import Twins
from inforeport.words import Message, message

Table = Mapping[str, Any]
Entries = Sequence[tuple[At, Entry]]

RESERVED = ("unit", "place", "total", "due", "counted", "flag", "change", "duty")
"""The columns of a table of points that are no parts."""
_LENGTHS = get_args(Per)  # from the shortest window to the longest
_YEARS = range(1900, 3000)


def contradictions(scheme: Scheme, lists: Mapping[str, Entries], document: Table) -> Remarks:
    """Each place where the scheme contradicts itself; the entries with the place of their rule."""
    yield from _days(scheme)
    for at, table in tables_of(scheme):
        if at[0] not in {"entries", "fees"}:
            yield from below(at, out_of_range(table))
    yield from _numbers(scheme)
    yield from _idle(scheme, document)
    for entries in lists.values():
        yield from _ambiguous(entries)
    yield from _in_order(scheme, lists)
    yield from offers.amiss(scheme)
    yield from layout.amiss(scheme)


def _numbers(scheme: Scheme) -> Remarks:
    """A form of numbers that gives none, or such as are taken for those of the file."""
    if scheme.numbers is not None and not Numbering(scheme.numbers).is_sound:
        wrong = message(
            "numbers = {found} gives no number: write one {n}, and beside it {year} or a sign,"
            " as in {example}",
            found=scheme.numbers,
            n="{n}",
            year="{year}",
            example=EXAMPLE,
        )
        yield ("numbers",), wrong


def alone(lists: Mapping[str, Entries], raw: Mapping[str, Sequence[Table]]) -> Remarks:
    """What is wrong with each rule whatever the others say, so that it is told beside theirs."""
    for name, entries in lists.items():
        for at, entry in entries:
            written = Written(entry, table_at(raw, at), name == "fee")
            yield from below(at, out_of_range(entry.rule))
            yield from below(at, _of_entry(written))
            yield from below(at, entry.rule.amiss(written))
            yield from below(at, _conditions(entry))


def _of_entry(written: Written) -> Remarks:
    """What all rules share: the part, figures by group, persons, windows, days."""
    entry, keys = written.entry, written.keys
    yield from _parts_amiss(entry)
    tables = [key for key in by_group(entry.kind) if isinstance(keys.get(key), dict)]
    if tables and "groups" in keys:
        wrong = message(
            "groups says nothing beside {key}, which names its groups", key=Key(tables[0])
        )
        yield ("groups",), wrong
    if entry.persons:
        yield from _of_persons(entry)
    yield from _of_days(entry)


def _of_days(entry: Entry) -> Remarks:
    """What cannot be of the windows and the days that a rule is for."""
    every, per = entry.every, entry.per
    if entry.look and not entry.rule.can_look:
        wrong = message("look says nothing here: there is nothing to look back for")
        yield ("look",), wrong
    if _LENGTHS.index(every) > _LENGTHS.index(per):
        wrong = message(
            "every = {every} is longer than {key} = {per}", every=every, key=Key("judged"), per=per
        )
        yield ("every",), wrong
    if entry.since and entry.until and entry.until < entry.since:
        days = {"until": entry.until, "since": entry.since}
        yield ("until",), message("until = {until} comes before since = {since}", **days)


def _of_persons(entry: Entry) -> Remarks:
    """What cannot be asked of persons, one by one."""
    rule = entry.rule
    if not rule.of_each and hasattr(rule, "whom"):
        yield ("persons",), message('what it gives goes to persons by whom = "persons"')
    elif not rule.of_each:
        wrong = message("persons says nothing of a rule of kind {kind}", kind=Kind(entry.kind))
        yield ("persons",), wrong
    elif getattr(rule, "whom", None) == "persons":
        wrong = message(
            "whom = persons says nothing beside persons: each person has it already; leave one out"
        )
        yield ("whom",), wrong
    for key in ("authors", "target", "heads"):
        if getattr(rule, key, None):
            yield (key,), message("{key} says nothing of a duty of persons", key=key)
    if any(getattr(where, "code", None) for _, where in rule.wheres()):
        yield ("where",), message("marks are of units, and say nothing of persons")


def _parts_amiss(entry: Entry) -> Remarks:
    """Parts with the name of another column, or of the one that a rule has anyway."""
    for place, part in _parts(entry):
        if part in RESERVED:
            words = {"part": part}
            yield place, message("part = {part} is the name of another column; choose one", **words)
        elif len(place) > 1 and entry.part and part in entry.rule.columns:
            wrong = message("part = {part} is the rule's own column: leave it out", part=part)
            yield place, wrong


def _parts(entry: Entry) -> Iterator[tuple[At, str]]:
    """The parts that an entry and its rows name, with their places."""
    if entry.part:
        yield ("part",), entry.part
    for index, row in enumerate(getattr(entry.rule, "rows", ())):
        if row.part:
            yield ("rows", index, "part"), row.part


def _conditions(entry: Entry) -> Remarks:
    """Conditions that the facts of a kind can never meet."""
    only, but = getattr(entry.rule, "where", None), getattr(entry.rule, "unless", None)
    if only and but and shadow(only, [but]) is not None:
        yield ("unless",), message("unless leaves out all that where lets pass")
    asks = sorted(entry.rule.asks)
    for place, where in entry.rule.wheres():
        for name in stated(where):
            if name not in asks:
                yield (*place, name), _not_asked(name, entry.kind, asks)


def _not_asked(name: str, kind: str, names: Sequence[str]) -> Message:
    if not names:
        return message("{name} says nothing here: there is nothing to ask it of", name=Key(name))
    return message(
        "{name} says nothing of a rule of kind {kind}; there are {names}",
        name=Key(name),
        kind=Kind(kind),
        names=[Key(one) for one in names],
    )


def _in_order(scheme: Scheme, lists: Mapping[str, Entries]) -> Remarks:
    """What is wrong with each rule after the rules above it."""
    for name, entries in lists.items():
        twins, above = Twins(), _above(lists, money=name == "fee")
        for at, entry in entries:
            if entry.per == "whole" and not scheme.until:
                wrong = message(
                    "{key} = whole wants the day on which the campaign ends, as until",
                    key=Key("judged"),
                )
                yield (*at, "judged"), wrong
            yield from below(at, _out_of_days(entry, scheme))
            yield from below(at, twins.of_rule(entry))
            own_part = entry.part and entry.rule.gives
            if scheme.counting.repeated and entry.rule.repeated and not own_part:
                yield at, message("repeated = add, and this lets only the dearest use count")
            yield from below(at, entry.rule.amiss_below(above))
            above.add(entry)


def _out_of_days(entry: Entry, scheme: Scheme) -> Remarks:
    """A rule that is over before the scheme begins, or begins after it."""
    if entry.until and entry.until < scheme.since:
        days = {"until": entry.until, "since": scheme.since}
        yield ("until",), message("until = {until} comes before since = {since}", **days)
    if entry.since and scheme.until and entry.since > scheme.until:
        days = {"until": scheme.until, "since": entry.since}
        yield ("since",), message("until = {until} comes before since = {since}", **days)


def _above(lists: Mapping[str, Entries], *, money: bool) -> Above:
    """What the first of a list of rules may read: money may be for the duties among the points."""
    if not money:
        return Above()
    above = Above([*dict.fromkeys(part for _, entry in lists["rule"] for part in entry.parts)])
    for _, entry in lists["rule"]:
        above.add_duty(entry)
    return above


def _ambiguous(entries: Entries) -> Remarks:
    """Duties that cannot be told apart: by a name that another has, or that is another's clause."""
    duties = [(at, entry) for at, entry in entries if entry.rule.owes]
    for at, entry in duties:
        name = entry.rule.called
        others = [other for place, other in duties if place != at]
        if name and any(other.clause == name for other in others):
            wrong = message(
                "name = {name} is the clause of another duty: a rule that speaks of it "
                "could mean both; choose another name",
                name=name,
            )
            yield (*at, "name"), wrong
        if name and any(other.rule.called == name for place, other in duties if place < at):
            yield (*at, "name"), message("another duty above has the name {name}", name=name)
        has_then = getattr(entry.rule, "then", ())
        if has_then and not name and any(other.clause == entry.clause for other in others):
            wrong = message("another duty has the clause {clause}: give this one a name")
            yield (*at, "then"), Message(wrong.text, {"clause": entry.clause})


def _idle(scheme: Scheme, document: Table) -> Remarks:
    """Duties of the last that state what changes nothing; parts that nobody has; days of nobody."""
    for key in ("free", "make_up"):
        if getattr(scheme.calendar, key) and not scheme.counts_workdays:
            wrong = message("{key} says nothing: no rule asks which days are days of work", key=key)
            yield ("calendar", key), wrong
    for index, duty in enumerate(document.get("ranking", {}).get("last", ())):
        if "count" in duty and "below" in duty:
            wrong = message("count says nothing beside below: all with fewer points are meant")
            yield ("ranking", "last", index, "count"), wrong
    for part in scheme.ranking.tiebreak:
        if part not in scheme.parts:
            wrong = not_among("tiebreak", part, scheme.parts)
            yield ("ranking", "tiebreak"), wrong if scheme.parts else not_given(part)


def _days(scheme: Scheme) -> Remarks:
    since, until, deadline = scheme.since, scheme.until, scheme.calendar.deadline
    if since.year not in _YEARS:
        wrong = message("{key} = {found} is not a day of this age", key="since", found=since)
        yield ("since",), wrong
    if until and until < since:
        wrong = message("until = {until} comes before since = {since}", until=until, since=since)
        yield ("until",), wrong
    anchor, first = scheme.calendar.anchor, WEEKDAYS.index(deadline) + 1
    if anchor and anchor.weekday() != first % 7:
        right = anchor + timedelta(days=(first - anchor.weekday()) % 7)
        wrong = message(
            "anchor = {anchor}: no week that ends on {deadline} begins then; write {right}",
            anchor=anchor,
            deadline=deadline,
            right=right,
        )
        yield ("calendar", "anchor"), wrong

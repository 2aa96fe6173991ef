"""The questions that notices leave open, each with the ways to read it and when it arises.

How a scheme reads them, and what is printed of that, is said in `readings`.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from inforeport.rules import Entry
from inforeport.rules.facts import Adopted
from inforeport.rules.highest import Highest
from inforeport.rules.priced import Priced
from inforeport.rules.quota import Quota
from inforeport.rules.task import Consequences, Task
from inforeport.scheme.shape import Scheme
from inforeport.words import N_

Values = Callable[[Scheme], Sequence[str]]


class Reading(Struct, frozen=True):
    """A setting by its key, what it answers, and a sentence for each way to read it.

    `values` are those a scheme has for it; none where the question does not arise. `also` are
    other keys of a file that answer it.
    """

    key: str
    question: str
    ways: Mapping[str, str]
    values: Values
    also: tuple[str, ...] = ()


def _several_windows(entry: Entry, windows: Mapping[str, set[str]]) -> bool:
    """Whether what an entry judges is made of more than one window of a duty."""
    if not isinstance(entry.rule, Task):
        return entry.every != entry.per
    return any(windows.get(name, set()) - {entry.per} for name in entry.rule.of)


def _windows_of_quotas(scheme: Scheme) -> Mapping[str, set[str]]:
    """The windows of the quotas of each name and clause."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in scheme.entries:
        if isinstance(entry.rule, Quota):
            for name in {entry.clause, entry.rule.name}:
                found[name].add(entry.every)
    return found


def _windows(scheme: Scheme) -> bool:
    return any(entry.every in {"week", "fortnight"} for entry in scheme.entries)


def _if_windows(value: Callable[[Scheme], str]) -> Values:
    return lambda scheme: [value(scheme)] if _windows(scheme) else []


def _quota(value: Callable[[Quota], str]) -> Values:
    return lambda scheme: [
        value(entry.rule) for entry in scheme.entries if isinstance(entry.rule, Quota)
    ]


def _surplus(scheme: Scheme) -> list[str]:
    """How gaps are judged, where what is missing or above has a figure and several windows."""
    windows = _windows_of_quotas(scheme)
    return [
        entry.rule.surplus
        for entry in (*scheme.entries, *scheme.fees)
        if isinstance(entry.rule, Consequences)
        and (entry.rule.missing or entry.rule.extra or entry.rule.base)
        and _several_windows(entry, windows)
    ]


def _short(scheme: Scheme) -> list[str]:
    """What a shortfall does to the base, where there is one and something is subtracted."""
    return [
        entry.rule.shortened
        for entry in scheme.entries
        if isinstance(entry.rule, Consequences) and entry.rule.base and entry.rule.missing
    ]


def _priced(scheme: Scheme) -> bool:
    return any(isinstance(entry.rule, Adopted) for entry in scheme.entries)


def _repeated(scheme: Scheme) -> list[str]:
    """How a report used more than once is paid: by the `highest` rules, or every time."""
    adopted = [entry.rule for entry in scheme.entries if isinstance(entry.rule, Adopted)]
    if not adopted or any(rule.once for rule in adopted):  # a rule with once has said it
        return []
    return [
        "level" if "level" in entry.rule.by else "item"
        for entry in scheme.entries
        if isinstance(entry.rule, Highest) and entry.rule.of == "adoption"
    ] or ["add"]


def _is_of_parts(scheme: Scheme) -> bool:
    """Whether there are longer periods than those that are scored."""
    return scheme.period not in {"year", "whole"}


def _unstated(scheme: Scheme) -> list[str]:
    """What a use without a form is, where a rule asks for the form of a use."""
    asks = any(_asks_form(entry) for entry in (*scheme.entries, *scheme.fees))
    return [scheme.counting.unstated] if asks else []


def _asks_form(entry: Entry) -> bool:
    rule = entry.rule
    if not isinstance(rule, Adopted | Quota):
        return False
    if isinstance(rule, Quota) and rule.what != "adopted":
        return False
    rows = rule.rows if isinstance(rule, Priced) else rule.weights
    wheres = [where for where in (rule.where, rule.unless, *rows) if where]
    table = rule.points if isinstance(rule, Priced) else None
    forms = isinstance(table, Mapping) and any(isinstance(one, Mapping) for one in table.values())
    return forms or any(where.form for where in wheres)


READINGS: tuple[Reading, ...] = (
    Reading(
        "calendar.deadline",
        N_("on which day a week ends"),
        {
            "sunday": N_("A week ends on Sunday; Sunday itself is in time."),
            "monday": N_("A week ends on Monday; Monday itself is in time."),
            "tuesday": N_("A week ends on Tuesday; Tuesday itself is in time."),
            "wednesday": N_("A week ends on Wednesday; Wednesday itself is in time."),
            "thursday": N_("A week ends on Thursday; Thursday itself is in time."),
            "friday": N_("A week ends on Friday; Friday itself is in time."),
            "saturday": N_("A week ends on Saturday; Saturday itself is in time."),
        },
        _if_windows(lambda scheme: scheme.calendar.deadline),
    ),
    Reading(
        "calendar.belongs",
        N_("which month a week across two months belongs to"),
        {
            "end": N_("A week, and what is sent in it, belongs to the month in which it ends."),
            "start": N_("A week, and what is sent in it, belongs to the month in which it starts."),
        },
        _if_windows(lambda scheme: scheme.calendar.belongs),
    ),
    Reading(
        "calendar.holidays",
        N_("what public holidays change"),
        {
            "keep": N_("Public holidays change no deadline."),
            "shift": N_(
                "A deadline on a day off moves to the next working day; "
                "a week left without one is one with the next."
            ),
            "waive": N_("Nothing is owed for a week whose deadline is a day off."),
        },
        _if_windows(lambda scheme: scheme.calendar.holidays),
    ),
    Reading(
        "counting.joining",
        N_("what a unit owes that joins later"),
        {
            "ends after": N_("A unit that joins later owes what falls due after its first day."),
            "starts after": N_("A unit that joins later owes from the first whole window on."),
        },
        lambda scheme: [scheme.counting.joining] if _quota(str)(scheme) else [],
    ),
    Reading(
        "quota.surplus",
        N_("whether one week's surplus makes up for another's gap"),
        {
            "heals": N_("What is above or missing is judged by the month's total."),
            "stays": N_("What is above or missing is judged window by window."),
        },
        _surplus,
        ("task.surplus",),
    ),
    Reading(
        "quota.short",
        N_("what a shortfall does to the base points"),
        {
            "subtract": N_("A shortfall is subtracted for each report missing, without a floor."),
            "to zero": N_("A shortfall is subtracted from the base, down to zero."),
            "lose base": N_("With a shortfall the base is lost, and the shortfall subtracted."),
            "pro rata": N_("With a shortfall the base shrinks in proportion."),
        },
        _short,
        ("task.short",),
    ),
    Reading(
        "counting.counts_on",
        N_("which month a use counts for"),
        {
            "adopted": N_("A use counts in the month of its own day."),
            "received": N_("A use counts in the month in which the report was received."),
        },
        lambda scheme: [scheme.counting.counts_on] if _priced(scheme) else [],
    ),
    Reading(
        "counting.repeated",
        N_("what a report earns that is used more than once"),
        {
            "add": N_("Every use of a report counts."),
            "level": N_(
                "Of several uses at one level in a month the dearest counts; levels add up."
            ),
            "item": N_("Of all uses of a report in a month the dearest counts."),
        },
        _repeated,
        ("highest.by", "adoption.once"),
    ),
    Reading(
        "counting.unstated",
        N_("what a use is whose form is not stated"),
        {
            "whole": N_("A use whose form is not stated counts as one of the whole report."),
            "none": N_("A use whose form is not stated is of no form."),
        },
        _unstated,
    ),
    Reading(
        "ranking.ties",
        N_("how equal points stand in the ranking"),
        {
            "gap": N_("Equal points share a place, and the next place is skipped."),
            "dense": N_("Equal points share a place, and no place is skipped."),
            "order": N_("Equal points have places of their own, in the order of the register."),
        },
        lambda scheme: [scheme.ranking.ties] if scheme.parts else [],
    ),
    Reading(
        "duty.tied",
        N_("who answers where several tie for last"),
        {
            "all": N_("All who tie for last explain."),
            "none": N_("Where several tie for last, none explains."),
        },
        lambda scheme: [duty.tied for duty in scheme.ranking.duty],
    ),
    Reading(
        "counting.campaign",
        N_("what the result of several months is"),
        {"sum": N_("A longer period is the sum of its months.")},
        lambda scheme: [scheme.counting.campaign] if _is_of_parts(scheme) else [],
    ),
    Reading(
        "reward.tie",
        N_("who is paid where a tie crosses different prizes"),
        {
            "ask": N_("A tie across different prizes is left to people."),
            "share": N_("Those who tie share the prizes of their places equally."),
        },
        lambda scheme: [reward.tie for reward in scheme.reward if reward.prizes],
    ),
)

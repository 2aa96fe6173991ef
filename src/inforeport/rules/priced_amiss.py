"""What is wrong with the figures of a kind of rule that gives points fact by fact."""

from collections.abc import Iterator, Mapping
from typing import Any

from inforeport.rules.editions import Key
from inforeport.rules.remarks import Remarks, says_nothing
from inforeport.rules.rule import Written
from inforeport.rules.shares import idle_shares
from inforeport.rules.where import shadow
from inforeport.words import Text, message


def idle(rule: Any, keys: Mapping[str, Any]) -> Remarks:
    """Keys that say nothing without another, or of such a fact."""
    yield from idle_shares(rule, keys)
    if "leader" in rule.once and rule.fact != "instructions":
        yield ("once",), message("once = leader: only an instruction has a leader")
    if "step" in keys and not rule.multiplied_by:
        yield ("step",), says_nothing("step", "multiplied_by")
    if rule.counts_on and rule.once:
        yield ("once",), message("once says nothing beside rows with after: write further")
    if rule.counts_on and rule.whom != "units":
        wrong = message("rows with after count a unit's, not a person's: write once and keep")
        yield ("whom",), wrong
    for key in ("keep", "further"):
        if key in keys and not rule.once:
            yield (key,), says_nothing(key, "once")


def waiting(rule: Any, written: Written) -> Remarks:
    """A span of days from a fact to itself; a look that is shorter than what it waits for."""
    for at, where in rule.wheres():
        within = where.within
        if within and not (within.event or within.answer) and rule.fact != "commissions":
            yield (*at, "within"), message("within: write event or answer, or both")
    if rule.back and written.entry.look not in {None, rule.back}:
        wrong = message(
            "look = {look}: what waits for an answer looks at all there is; leave look out",
            look=written.entry.look,
        )
        yield ("look",), wrong


def row_amiss(rule: Any, index: int) -> Iterator[Text]:
    """What is wrong with a row of its table."""
    row, number = rule.rows[index], index + 1
    judged = row.from_ is not None or row.to is not None
    if judged is (row.points is not None):
        words = {"number": number, "low": Key("from_"), "high": Key("to")}
        yield message("row {number}: write points, or {low} and {high}", **words)
    elif judged and not rule.is_judged:
        yield message("row {number}: only a mark carries points of its own", number=number)
    if isinstance(row.points, Mapping) and not rule.has_form:
        yield message("row {number}: only a use or a report has a form", number=number)
    above = enumerate(rule.rows[:index])
    covering = next(
        (n for n, other in above if other.reaches(row) and shadow(row, [other]) is not None),
        None,
    )
    if covering is not None:
        yield message(
            "row {number} can never be reached: row {above} takes all of it; put it above",
            number=number,
            above=covering + 1,
        )

"""Conditions: which facts a figure is for, asked of a fact and of the report it is about.

What a fact that fits is worth is not known here.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Protocol

from inforeport.model import Adoption, Facts, Submission
from inforeport.rules.editions import Formerly
from inforeport.rules.remarks import Between, PartOfOne, Remarks, Table, upright
from inforeport.rules.within import Within, is_within
from inforeport.words import N_

Words = str | tuple[str, ...]
Outcome = Literal["delivered", "late", "missed"]
Outcomes = Outcome | tuple[Outcome, ...]


class Where(Table, frozen=True, kw_only=True):
    """Conditions that must all hold; a list holds where one of its words does."""

    level: Annotated[Words | None, N_("the level that acted")] = None
    form: Annotated[Words | None, N_("the form of the use, or as sent")] = None
    publication: Annotated[Words | None, N_("the publication, as written")] = None
    media: Annotated[Words | None, N_("the class of the publication")] = None
    position: Annotated[Words | None, N_("where in the publication")] = None
    leader_kind: Annotated[Words | None, N_("which kind of leader")] = None
    sent_as: Annotated[Words | None, N_("as what it was sent up"), Formerly("name")] = None
    code: Annotated[Words | None, N_("the code of the mark")] = None
    outcome: Annotated[Outcomes | None, N_("what became of a commission")] = None
    category: Annotated[Words | None, N_("the category of the report")] = None
    kind: Annotated[Words | None, N_("the kind of the report")] = None
    channel: Annotated[Words | None, N_("by which way it came")] = None
    requested_by: Annotated[Words | None, N_("the level that asked for it")] = None
    min_chars: Annotated[int | None, N_("at least so many characters")] = None
    max_chars: Annotated[int | None, N_("at most so many characters")] = None
    min_pictures: Annotated[int | None, N_("at least so many pictures")] = None
    by_day: Annotated[
        int | None,
        N_("received by this day of the month, itself included"),
        Between(1, 31, N_("by_day is a day of the month, from 1 to 31")),
    ] = None
    min_count: Annotated[int | None, N_("a mark's number, at least")] = None
    max_count: Annotated[int | None, N_("a mark's number, at most")] = None
    min_rewritten: Annotated[
        Decimal | None, N_("the part that was rewritten, at least"), PartOfOne()
    ] = None
    late: Annotated[bool | None, N_("whether it was late")] = None
    urgent: Annotated[bool | None, N_("whether it was urgent")] = None
    joint: Annotated[bool | None, N_("whether several units sent it")] = None
    circulated: Annotated[bool | None, N_("whether the unit was named for it in a circular")] = None
    proof: Annotated[bool | None, N_("whether the use is proved")] = None
    proof_by: Annotated[
        int | None,
        N_("whether the use was proved by this day of the month after it"),
        Between(1, 28, N_("proof_by is a day of a month, from 1 to 28")),
    ] = None
    commissioned: Annotated[bool | None, N_("whether it was asked for")] = None
    forwarded: Annotated[
        bool | Words | None,
        N_("whether it was sent up before, to the level of the use or to these"),
    ] = None
    instructed: Annotated[
        bool | Words | None,
        N_("whether a leader wrote on it, of any level or of these"),
    ] = None
    used: Annotated[
        bool | Words | None,
        N_("whether another level used it too, or one of these did"),
    ] = None

    marked: Annotated[Words | None, N_("the code of a mark that the office made on the report")] = (
        None
    )
    within: Annotated[
        Within | None, N_("that it came within so many days of something else, or was answered")
    ] = None

    summary = N_("the conditions of where, unless, rows and weights; all must hold")

    def contradictions(self) -> Remarks:
        """Limits that are upside down."""
        yield from upright(self, "min_chars", "max_chars")
        yield from upright(self, "min_count", "max_count")


CONDITIONS = Where.__struct_fields__
"""The names of all conditions."""
OF_REPORT = frozenset(
    {
        *("category", "kind", "channel", "requested_by", "min_chars", "max_chars", "min_pictures"),
        *("by_day", "late", "urgent", "joint", "commissioned", "forwarded", "instructed", "used"),
        "marked",
    }
)
OF_LINE = frozenset({"level", "form", "publication", "media", "position"})
OF_USE = OF_LINE | {"min_rewritten", "proof", "proof_by"}
OF_MARK = OF_REPORT | {"code", "circulated", "min_count", "max_count"}
"""Which conditions each kind of fact can meet."""


FORMS: Mapping[str, str] = {"submissions": "submission.form", "adoptions": "adoption.form"}
REPORTS: Mapping[str, str] = {"submissions": "submission", "adoptions": "adoption.item"}
"""By which columns facts of either kind are told apart: their form, and those of their report."""
COLUMNS: Mapping[str, str] = {
    **{it: it for it in ("category", "kind", "channel", "requested_by", "late", "urgent")},
    "min_chars": "chars",
    "max_chars": "chars",
    "min_pictures": "pictures",
}
"""The conditions that ask nothing of a report but what a column of it holds."""
BY_HAND = frozenset({"forwarded", "instructed", "joint", "marked"})
"""Those that hold alike of all reports of one unit alone on which there is nothing by hand."""
_OF_REPORT: Mapping[str, str] = {**COLUMNS, "commissioned": "requested_by"}
_OF_USE: Mapping[str, str] = {
    "publication": "publication",
    "media": "publication",
    "position": "position",
    "proof": "proof",
}
_USED: Mapping[str, frozenset[str]] = {
    "submissions": frozenset({"submission.used", "levels"}),
    "adoptions": frozenset({"item"}),
}
_ALIKE = BY_HAND | {"level"}
"""What is alike of all that are counted together: a level, a joint report, and one on which there
is anything, are told apart always."""


def told_apart(condition: str, facts: Collection[str]) -> frozenset[str]:
    """What a condition tells these facts apart by: a column, or each by itself.

    Whether a report was used is known of uses, where the report of each is. Days of a month after
    which a condition does not hold of a report part the time, see `Rule.turns`.
    """
    if condition == "by_day":
        return frozenset(facts) - {"submissions"}
    if condition == "used":
        return frozenset().union(*(_USED[fact] for fact in facts))
    if condition in _ALIKE:
        return frozenset()
    if condition == "form":
        return frozenset(FORMS[fact] for fact in facts)
    if condition in _OF_REPORT:
        return frozenset(f"{REPORTS[fact]}.{_OF_REPORT[condition]}" for fact in facts)
    if condition in _OF_USE:
        return frozenset({f"adoption.{_OF_USE[condition]}"} if "adoptions" in facts else ())
    return frozenset(facts)


def fits(where: Where | None, fact: object, item: Submission | None, facts: Facts) -> bool:
    """Whether every condition holds of a fact and of the report it is about, if there is one."""
    if where is not None:
        for _, holds in _tests(where):  # asked of each of thousands of facts
            if not holds(fact, item, facts):
                return False
    return True


def waits(where: Where | None, fact: object, item: Submission | None, facts: Facts) -> bool:
    """Whether it hangs on what may still come in time, and on nothing else that is wanting."""
    if where is None or where.within is None:
        return False
    others = (holds for name, holds in _tests(where) if name != "within")
    return is_within(where.within, fact, item, facts) is None and all(
        holds(fact, item, facts) for holds in others
    )


def passes(rule: "Chooses", fact: object, item: Submission | None, facts: Facts) -> bool:
    """Whether a rule is about a fact: all of its `where`, and not all of its `unless`."""
    if rule.where is not None and not fits(rule.where, fact, item, facts):
        return False
    return rule.unless is None or not fits(rule.unless, fact, item, facts)


Only = Annotated[Where | None, N_("only those of which this holds")]
But = Annotated[Where | None, N_("and not those of which this holds")]


class Chooses(Protocol):
    """A rule that is about some facts only: all that its `where` lets pass, `unless` …"""

    @property
    def where(self) -> Where | None:
        """What must hold of a fact."""

    @property
    def unless(self) -> Where | None:
        """What must not hold of it."""


def form_of(fact: object, facts: Facts) -> str | None:
    """The form of a use, one that nobody stated as the scheme reads it; of a report, as sent."""
    form: str | None = getattr(fact, "form", None)
    of_use = isinstance(fact, Adoption) or getattr(fact, "rule", "") == "adoption"
    return form or (facts.unstated if of_use else None)


def stated(where: Where) -> dict[str, Any]:
    """The conditions that are set, by name."""
    return {name: value for name in CONDITIONS if (value := getattr(where, name)) is not None}


Holds = Callable[[object, Submission | None, Facts], bool]
"""Whether a condition holds of a fact and of the report it is about."""
_TESTS: dict[int, tuple[Where, tuple[tuple[str, Holds], ...]]] = {}


def _tests(where: Where) -> tuple[tuple[str, Holds], ...]:
    """The conditions that are set, by name, each ready to be asked.

    They are kept with their table, found by where it is in memory: to compare tables takes longer.
    """
    kept = _TESTS.get(id(where))
    if kept is None or kept[0] is not where:
        tests = tuple((name, _test(name, wanted)) for name, wanted in stated(where).items())
        kept = _TESTS[id(where)] = where, tests
    return kept[1]


def _test(name: str, wanted: Any) -> Holds:
    """What asks one condition: a yes or no, a limit, or one of several words."""
    if not isinstance(wanted, _PLAIN):
        wanted = frozenset((wanted,) if isinstance(wanted, str) else wanted)
    if history := _HISTORY.get(name):
        return lambda fact, item, facts: history(wanted, fact, item, facts)
    value = _reading(name)
    if isinstance(wanted, bool):
        return lambda fact, item, facts: bool(value(fact, item, facts)) is wanted
    if name in _LEAST:
        return lambda fact, item, facts: (
            (it := value(fact, item, facts)) is not None and it >= wanted
        )
    if name in _MOST:
        return lambda fact, item, facts: (
            (it := value(fact, item, facts)) is not None and it <= wanted
        )
    return lambda fact, item, facts: value(fact, item, facts) in wanted


_PLAIN = (bool, int, Decimal, Within)
_LEAST = {"min_chars", "min_pictures", "min_count", "min_rewritten"}
_MOST = {"max_chars", "max_count", "by_day", "proof_by"}
_OF_ITEM = {"category", "kind", "channel", "requested_by", "late", "urgent", "chars", "pictures"}


def _reading(name: str) -> Callable[[object, Submission | None, Facts], Any]:
    """What finds what a condition is about; it is none where a fact has nothing of the kind."""
    if name in _READ:
        return _READ[name]
    name = name.removeprefix("min_").removeprefix("max_")
    if name in _OF_ITEM:
        return lambda _fact, item, _facts: getattr(item, name, None)
    return lambda fact, _item, _facts: getattr(fact, name, None)


def _form(fact: object, _item: Submission | None, facts: Facts) -> str | None:
    return form_of(fact, facts)


def _media(fact: object, _item: Submission | None, facts: Facts) -> str | None:
    return facts.media_of(fact)


def _proof(fact: object, _item: Submission | None, _facts: Facts) -> object:
    return getattr(fact, "proof", None) or getattr(fact, "proof_on", None)


def _proof_by(fact: object, _item: Submission | None, _facts: Facts) -> int | None:
    """The day of the month after the use on which the proof came; 0 where it came before."""
    proved, on = getattr(fact, "proof_on", None), getattr(fact, "on", None)
    if proved is None or on is None:
        return None
    months = (proved.year - on.year) * 12 + proved.month - on.month
    if months <= 0:
        return 0
    return proved.day if months == 1 else _NEVER


_NEVER = 99


def _joint(_fact: object, item: Submission | None, _facts: Facts) -> object:
    return item and item.partners


def _by_day(_fact: object, item: Submission | None, _facts: Facts) -> int | None:
    return item.received.day if item else None


def _commissioned(_fact: object, item: Submission | None, facts: Facts) -> object:
    if not item or item.requested_by:
        return item
    asked = facts.commissioned.get(item.label)
    return asked is not None and asked <= facts.window.last


def _sent_as(fact: object, _item: Submission | None, _facts: Facts) -> object:
    return getattr(fact, "name", None)


_READ: Mapping[str, Callable[[object, Submission | None, Facts], Any]] = {
    "form": _form,
    "sent_as": _sent_as,
    "media": _media,
    "proof": _proof,
    "proof_by": _proof_by,
    "joint": _joint,
    "by_day": _by_day,
    "commissioned": _commissioned,
}


def _forwarded(wanted: Any, fact: object, item: Submission | None, facts: Facts) -> bool:
    """By the day of a use, else by the window's end; to the level of the use, or to those named."""
    level = getattr(fact, "level", None)
    until = min(getattr(fact, "on", date.max), facts.window.last) if level else facts.window.last
    sent = facts.forwarded.get(item.label, ()) if item else ()
    levels = {one.level for one in sent if one.on <= until}
    if not isinstance(wanted, bool):
        return not levels.isdisjoint(wanted)
    return (level in levels if level else bool(levels)) is wanted


def _instructed(wanted: Any, _fact: object, item: Submission | None, facts: Facts) -> bool:
    """By the window's end, by a leader of any level or of one of those named."""
    on_it, last = facts.instructed.get(item.label, ()) if item else (), facts.window.last
    levels = {one.level for one in on_it if one.on <= last}
    return bool(levels) is wanted if isinstance(wanted, bool) else not levels.isdisjoint(wanted)


def _used(wanted: Any, fact: object, item: Submission | None, facts: Facts) -> bool:
    """As far as the rule looks, by another level than the fact's own, or by one of those named."""
    levels = facts.used.get(item.label, frozenset()) if item else frozenset()
    if isinstance(wanted, bool):
        return bool(levels - {getattr(fact, "level", None)}) is wanted
    return not levels.isdisjoint(wanted)


def _marked(wanted: Any, _fact: object, item: Submission | None, facts: Facts) -> bool:
    """By the window's end, with a mark of one of those codes."""
    on_it, last = facts.marked.get(item.label, ()) if item else (), facts.window.last
    return any(mark.code in wanted for mark in on_it if mark.on <= last)


def _came_within(wanted: Within, fact: object, item: Submission | None, facts: Facts) -> bool:
    return is_within(wanted, fact, item, facts) is True


HISTORY = ("used", "forwarded", "instructed", "commissioned", "marked")
"""The conditions that ask what became of a report: they may hold later and do not yet."""
_HISTORY: Mapping[str, Callable[[Any, object, Submission | None, Facts], bool]] = {
    "used": _used,
    "forwarded": _forwarded,
    "instructed": _instructed,
    "marked": _marked,
    "within": _came_within,
}


def shadow(row: Where, above: Sequence[Where]) -> int | None:
    """The row above that takes everything that this one would."""
    mine = stated(row)
    for index, other in enumerate(above):
        wide = stated(other)
        if all(name in mine and _within(name, mine[name], value) for name, value in wide.items()):
            return index
    return None


def _within(name: str, narrow: Any, wide: Any) -> bool:
    """Whether what a condition lets pass with one value it lets pass with the other too."""
    if name.startswith("min_"):
        return bool(narrow >= wide)
    if name.startswith("max_") or name in {"by_day", "proof_by"}:
        return bool(narrow <= wide)
    if isinstance(wide, bool) or isinstance(narrow, bool):
        return narrow is wide
    if isinstance(wide, (str, tuple)) and isinstance(narrow, (str, tuple)):
        return {*_several(narrow)} <= {*_several(wide)}
    return bool(narrow == wide)


def _several(words: str | tuple[str, ...]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else words

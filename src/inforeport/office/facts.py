"""The facts of a shorter span out of those of a longer one, just as the file would give them."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from inforeport.model import Facts
from inforeport.period import Period


def within(facts: Facts, span: Period) -> Facts:
    """The facts of a span that lies in the one that `facts` are of.

    Days count as in the file: a report on its receipt, a use as `facts.counts_on` says, a
    commission when it was due. Targets and exemptions hold at all times.
    """
    shorter = replace(
        facts,
        submissions=tuple(fact for fact in facts.submissions if fact.received in span),
        adoptions=tuple(fact for fact in facts.adoptions if facts.day_of(fact) in span),
        instructions=tuple(fact for fact in facts.instructions if fact.on in span),
        forwardings=tuple(fact for fact in facts.forwardings if fact.on in span),
        commissions=tuple(fact for fact in facts.commissions if fact.due in span),
        marks=tuple(fact for fact in facts.marks if fact.on in span),
    )
    return _about(shorter)


def _about(facts: Facts) -> Facts:
    """The same facts, and of the reports only those that one of them is about."""
    asked = {label for label in _labels(facts) if label}
    items = {label: report for label, report in facts.items.items() if label in asked}
    every = asked | {report.label for report in facts.submissions}
    return replace(
        facts,
        items=items,
        instructed={item: those for item, those in facts.instructed.items() if item in every},
        forwarded={item: those for item, those in facts.forwarded.items() if item in every},
        marked={item: those for item, those in facts.marked.items() if item in every},
        commissioned={item: day for item, day in facts.commissioned.items() if item in every},
    )


def _labels(facts: Facts) -> Iterator[str | None]:
    about: tuple[Iterable[object], ...] = (
        facts.adoptions,
        facts.instructions,
        facts.forwardings,
        facts.marks,
    )
    yield from (getattr(fact, "item", None) for those in about for fact in those)
    yield from (commission.delivered for commission in facts.commissions)

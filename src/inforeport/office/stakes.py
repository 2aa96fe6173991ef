"""What goes with a report that is withdrawn: its uses, what was said of it, the points of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from inforeport.figures import rounded
from inforeport.model import Submission
from inforeport.office.results import Results
from inforeport.period import Period, Window
from inforeport.store import Ledger, adoption
from inforeport.store.registers import FORWARDINGS, INSTRUCTIONS
from inforeport.words import Message, day_text, message

_YEAR = timedelta(days=366)


def stakes(results: Results, ledger: Ledger, report: Submission) -> Iterator[Message]:
    """Each use, instruction and forwarding of a report, and the points in each period scored."""
    words = results.snapshot.schemes.levels
    uses = adoption.of(ledger, report)
    for use in uses:
        level = words.get(use.level, use.level)
        yield message("used by {level} on {day}", level=level, day=day_text(use.on))
    days = [report.received, *(use.on for use in uses)]
    for register in (INSTRUCTIONS, FORWARDINGS):
        for fact in register.about(ledger, [report.id]):
            level, day = words.get(fact.level, fact.level), day_text(fact.on)
            yield message("{what}: {level}, {day}", what=register.fact.what, level=level, day=day)
            days.append(fact.on)
    yield from _points(results, report, days)


def _points(results: Results, report: Submission, days: Iterable[date]) -> Iterator[Message]:
    """The points that units have of it in the periods of some days."""
    for period in dict.fromkeys(filter(None, (scored_at(results, day) for day in sorted(days)))):
        result = results.of(period)
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for group in result.groups:
            for standing in group.standings:
                for line in standing.score.lines:
                    if line.item == report.label:
                        sums[line.unit] += line.points
        for unit, points in sums.items():
            if points:
                worth = rounded(points, result.places)
                facts = {"unit": unit, "period": period.name, "points": worth}
                yield message("{points} points of {unit}, {period}", **facts)


def scored_at(results: Results, day: date) -> Window | None:
    """The period that is scored which holds a day, if it has begun and there is one."""
    scheme = results.snapshot.schemes.on(day)
    if not scheme.parts:
        return None
    days = scheme.timetable()
    near = Period(day, day + _YEAR)
    holding = (one for one in days.windows(scheme.period, near) if day in one)
    window = next(holding, None)
    return window if window and window.start <= results.today else None

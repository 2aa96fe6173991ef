"""What tables and texts of a period show beside its own figures: other periods, and more of it."""

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec.structs import replace

from inforeport import scoring
from inforeport.errors import BeforeSchemes, NoUnits, PeriodNotWhole
from inforeport.model import Result
from inforeport.model.counts import Counts
from inforeport.model.papers import Beside
from inforeport.model.tables import ColumnTerms, Span, TableTerms
from inforeport.office.counting import counts
from inforeport.office.results import Results
from inforeport.period import Period, add_months
from inforeport.scoring.differences import renamed

_YEAR = 12  # months
_WEEKS = timedelta(weeks=52)
_ONE_BY_ONE = {"title", "titles", "ref"}
_OF_POINTS = {"points", "place", "running", "change", "flags", "duty", "owed", "counted", "met"}


def asked(tables: Iterable[TableTerms], compared: Iterable[Span] = ()) -> dict[Span, bool]:
    """Over which times the tables and the text show something, and whether anything one by one.

    The period itself is among them where more of it is shown than its result and its counts.
    """
    wanted: dict[Span, bool] = dict.fromkeys(compared, False)
    for terms in tables:
        for column in terms.columns:
            over: Span = "before" if column.over == "difference" else column.over
            if over != "period" or _wants_more(terms, column):
                wanted[over] = wanted.get(over, False) or _wants_more(terms, column)
    return wanted


def shows_change(tables: Iterable[TableTerms]) -> bool:
    """Whether any of them tells the places risen since the period before."""
    return any(column.shows == "change" for terms in tables for column in terms.columns)


def _wants_more(terms: TableTerms, column: ColumnTerms) -> bool:
    one_by_one = terms.rows == "report" or column.shows in _ONE_BY_ONE
    scored = terms.paper == "statistics" and column.shows in _OF_POINTS
    return one_by_one or scored or column.duty != "submitted"


def beside(results: Results, period: Period, over: Span, *, more: bool) -> Beside | None:
    """The figures of another time, or more of this one; none of before the first scheme."""
    span = _span(results, period, over)
    if span is None or span.last < results.snapshot.schemes.begins:
        return None
    found = Beside(period=span, counts=_counts(results, span), result=_result(results, span, over))
    return _with_more(results, found) if more else found


def _span(results: Results, period: Period, over: Span) -> Period | None:
    """The days of another time; a campaign has none before it."""
    if over == "period":
        return period
    scheme = results.snapshot.schemes.on(period.last)
    if over == "to date":
        days = scheme.timetable()
        campaign = scheme.ranking.running == "whole" or period.name == "campaign"
        start = days.since if campaign else days.year_of(period).start
        return Period(min(start, period.start), period.end, period.name)
    if period.name == "campaign":
        return None
    return before(period) if over == "before" else year_before(period)


def before(period: Period) -> Period:
    """The period of as many months, or else days, that ends where one begins.

    >>> before(Period(date(2009, 4, 1), date(2009, 7, 1))).start
    datetime.date(2009, 1, 1)
    """
    months = _months_in(period)
    if months:
        return Period(add_months(period.start, -months), period.start)
    return Period(period.start - (period.end - period.start), period.start)


def year_before(period: Period) -> Period:
    """The same months a year ago; of other days, those 52 weeks ago.

    >>> year_before(Period(date(2009, 5, 1), date(2009, 6, 1))).end
    datetime.date(2008, 6, 1)
    """
    if _months_in(period):
        return Period(add_months(period.start, -_YEAR), add_months(period.end, -_YEAR))
    return Period(period.start - _WEEKS, period.end - _WEEKS)


def _months_in(period: Period) -> int:
    """How many whole months a period is, nought if it is not made of them."""
    start, end = period.start, period.end
    if start.day != 1 or end.day != 1 or date.min in {start, end} or end == date.max:
        return 0
    return (end.year - start.year) * _YEAR + end.month - start.month


def _result(results: Results, span: Period, over: Span) -> Result | None:
    """What it came to, under the names of today; none where it is not scored as a whole."""
    try:
        result = results.of(span, change=over == "period")
    except (BeforeSchemes, NoUnits, PeriodNotWhole):
        if over == "period":
            raise
        return None
    return renamed(result, _names(results, span))


def _counts(results: Results, span: Period) -> Counts:
    """What was sent and used in it, as it was printed where it is sealed."""
    sealed = results.snapshot.sealed(span)
    if sealed is None:
        return counts(results, span)
    names = _names(results, span)
    rows = (replace(one, name=names.get(one.name, one.name)) for one in sealed.counts.rows)
    return replace(sealed.counts, rows=tuple(rows))


def _names(results: Results, span: Period) -> dict[str, str]:
    sealed = results.snapshot.sealed(span)
    return dict(results.snapshot.names_now(sealed)) if sealed else {}


def _with_more(results: Results, result: Beside) -> Beside:
    """With what was owed, sent and used in it, one by one."""
    snapshot, span = results.snapshot, result.period
    uses_by = snapshot.schemes.on(span.last).counting.counts_on
    facts = scoring.attributed(snapshot.facts(span, uses_by))
    return replace(
        result,
        dues=results.dues(span).windows,
        reports=tuple(replace(one, text=None) for one in facts.submissions),
        uses=tuple(facts.adoptions),
        instructed=tuple(dict.fromkeys(one.item for one in facts.instructions)),
    )

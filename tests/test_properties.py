"""What holds whatever the facts are: Hypothesis makes up ledgers and calendars."""

from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from inforeport.model import Adoption, Draft, Facts, Score, ScoreLine, Submission, Unit, Use
from inforeport.period import Calendar, Period, Window
from inforeport.rules.ranking import Amount, Ranking, Reward
from inforeport.scheme import read, shipped
from inforeport.scoring import Terms, dues, prizes, rank, score, totals
from inforeport.store import adoption, opened, submission, unit
from inforeport.store.founding import create

# Calendars

WORKED_OUT = (date(2009, 1, 1), date(2024, 6, 30))
"""Days around which the public holidays are known."""

calendars = st.builds(
    Calendar,
    since=st.dates(*WORKED_OUT),
    deadline=st.integers(0, 6),
    holidays=st.sampled_from(["keep", "shift", "waive"]),
    belongs=st.sampled_from(["end", "start"]),
    year_starts=st.integers(1, 12),
)


def months(calendar: Calendar, count: int = 14) -> list[Period]:
    """So many months from the one in which the statistics begin."""
    first = calendar.since.year * 12 + calendar.since.month - 1
    return [
        calendar.period(f"{number // 12}-{number % 12 + 1:02}")
        for number in range(first, first + count)
    ]


def tiles(calendar: Calendar, per: str, periods: list[Period]) -> list[Window]:
    """The windows that belong to the periods, one period after another."""
    return [*chain.from_iterable(calendar.windows(per, one) for one in periods)]  # type: ignore[arg-type]


@given(calendars, st.sampled_from(["week", "fortnight"]))
def test_weeks_tile_the_months_without_gap_or_overlap(calendar: Calendar, per: str) -> None:
    windows = tiles(calendar, per, months(calendar))
    assert windows[0].start == calendar.first_window
    assert all(one.end == after.start for one, after in pairwise(windows))


@given(calendars, st.sampled_from(["week", "fortnight"]))
def test_a_window_belongs_to_one_month(calendar: Calendar, per: str) -> None:
    windows = tiles(calendar, per, months(calendar))
    assert len({(one.start, one.end) for one in windows}) == len(windows)


@given(calendars, st.sampled_from(["week", "fortnight", "month"]), st.integers(0, 400))
def test_a_campaign_has_the_windows_of_its_months(
    calendar: Calendar, per: str, length: int
) -> None:
    ends = Calendar(
        calendar.since,
        until=calendar.since + timedelta(days=length),
        deadline=calendar.deadline,
        holidays=calendar.holidays,
        belongs=calendar.belongs,
    )
    whole = tiles(ends, per, [ends.campaign(ends.until)])
    assert whole == tiles(ends, per, months(ends, 16))


@given(calendars, st.sampled_from(["month", "quarter", "half", "year"]))
def test_months_and_their_multiples_tile_the_year(calendar: Calendar, per: str) -> None:
    windows = tiles(calendar, per, months(calendar, 30))
    assert all(one.end == after.start for one, after in pairwise(windows))
    assert windows[0].start <= calendar.since < windows[0].end
    assert all(calendar.period(one.name).start == one.start for one in windows)


@given(calendars)
def test_a_week_holds_its_day_and_ends_on_the_deadline(calendar: Calendar) -> None:
    week = calendar.week(calendar.since)
    assert calendar.since in week
    assert (week.end - week.start).days == 7
    assert week.last.weekday() == calendar.deadline


# Ledgers

STREET = read(shipped("street"), "street.toml")
TERMS = Terms(calendar=STREET.timetable())
SUMMER = [TERMS.calendar.period(name) for name in ("2009-05", "2009-06", "2009-07")]

days = st.dates(date(2009, 4, 25), date(2009, 8, 10))
names = st.sampled_from(["甲社区", "乙社区", "甲科室"])
units = st.tuples(*(st.none() | days for _ in range(3))).map(
    lambda since: (
        Unit("甲社区", "community", since=since[0]),
        Unit("乙社区", "community", since=since[1]),
        Unit("甲科室", "department", since=since[2]),
    )
)
submissions = st.lists(st.builds(Submission, names, st.just("情况"), days), max_size=30)
adoptions = st.lists(
    st.builds(
        Adoption,
        unit=names,
        item=st.sampled_from(["a1", "a2", "a3"]),
        title=st.just("情况"),
        received=days,
        level=st.sampled_from(["street", "district", "city"]),
        form=st.sampled_from(["whole", "brief", "compiled"]),
        on=days,
    ),
    max_size=20,
)
ledgers = st.builds(
    Facts, units, submissions.map(tuple), adoptions.map(tuple), st.just(()), st.just(STREET.words())
)


def lines_of(facts: Facts, period: Period, *, without: str = "") -> tuple[ScoreLine, ...]:
    """The street's lines for a period, those of one kind of rule left out."""
    entries = [one for one in STREET.entries if one.kind != without]
    return score(facts, entries, terms=TERMS, period=period)


def scored(facts: Facts, period: Period) -> dict[str, Score]:
    """The street's scores for a period."""
    owed = dues(facts, STREET.entries, terms=TERMS, period=period)
    found = totals(facts.units, lines_of(facts, period), dues=owed)
    return {one.unit: one for one in found}


def sums(lines: tuple[ScoreLine, ...]) -> dict[tuple[str, str], Decimal]:
    """Points by unit and part."""
    found: dict[tuple[str, str], Decimal] = {}
    for line in lines:
        key = line.unit, line.part
        found[key] = found.get(key, Decimal(0)) + line.points
    return found


@given(ledgers, st.sampled_from(SUMMER))
def test_a_score_is_the_sum_of_its_lines(facts: Facts, month: Period) -> None:
    for one in scored(facts, month).values():
        assert one.points == sum(line.points for line in one.lines)
        assert one.points == sum(one.parts.values())
        assert one.parts.get("adoption", 0) == sum(one.levels.values())


@given(ledgers, st.sampled_from(SUMMER), st.randoms(use_true_random=False))
def test_the_order_of_facts_changes_nothing(facts: Facts, month: Period, random: st.DrawFn) -> None:
    def shuffled(things: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(random.sample(things, len(things)))  # type: ignore[attr-defined]

    other = Facts(
        shuffled(facts.units),  # type: ignore[arg-type]
        shuffled(facts.submissions),  # type: ignore[arg-type]
        shuffled(facts.adoptions),  # type: ignore[arg-type]
        (),
        facts.words,
    )
    one, two = scored(facts, month), scored(other, month)
    for name, its in one.items():
        assert (its.points, its.due, its.counted) == (
            two[name].points,
            two[name].due,
            two[name].counted,
        )
        assert (its.parts, its.levels) == (two[name].parts, two[name].levels)


@given(ledgers)
def test_the_campaign_is_the_sum_of_its_months(facts: Facts) -> None:
    whole = scored(facts, TERMS.calendar.period("2009-05..2009-07"))
    by_month = [scored(facts, month) for month in SUMMER]
    for name, one in whole.items():
        assert one.points == sum(month[name].points for month in by_month)
        assert one.due == sum(month[name].due for month in by_month)
        assert one.counted == sum(month[name].counted for month in by_month)


@given(ledgers, st.sampled_from(SUMMER))
def test_a_unit_is_scored_by_its_own_facts(facts: Facts, month: Period) -> None:
    together = scored(facts, month)
    for one in facts.units:
        alone = Facts(
            (one,),
            tuple(sent for sent in facts.submissions if sent.unit == one.name),
            tuple(use for use in facts.adoptions if use.unit == one.name),
            (),
            facts.words,
        )
        assert scored(alone, month)[one.name] == together[one.name]


@given(ledgers, st.sampled_from(SUMMER))
def test_a_rule_over_lines_changes_its_own_part_only(facts: Facts, month: Period) -> None:
    before = sums(lines_of(facts, month, without="highest"))
    after = sums(lines_of(facts, month))
    for (name, part), points in after.items():
        if part == "adoption":
            assert 0 <= points <= before[name, part]
        else:
            assert points == before[name, part]


@given(ledgers, st.sampled_from(SUMMER))
def test_what_is_undone_cancels(facts: Facts, month: Period) -> None:
    lines = lines_of(facts, month)
    both = (*lines, *(line.undone("") for line in lines))
    assert set(sums(both).values()) <= {Decimal(0)}
    for one in totals(facts.units, both):
        assert set(one.levels.values()) <= {Decimal(0)}


# Places and prizes

amounts = st.lists(st.integers(-3, 6).map(Decimal), min_size=1, max_size=8)


def standings(points: list[Decimal]) -> list[Score]:
    """A score of each, of units called 0, 1, 2 …"""
    return [Score(unit=f"{n}", group="g", points=one) for n, one in enumerate(points)]


@given(amounts)
def test_a_place_is_one_more_than_the_number_of_better_units(points: list[Decimal]) -> None:
    for one in rank(standings(points), Ranking()):
        assert one.place == 1 + sum(other > one.score.points for other in points)
        assert one.tied == (points.count(one.score.points) > 1)


@given(amounts)
def test_a_dense_place_is_one_more_than_the_number_of_better_results(points: list[Decimal]) -> None:
    for one in rank(standings(points), Ranking(ties="dense")):
        assert one.place == 1 + len({other for other in points if other > one.score.points})


@given(amounts, st.lists(st.integers(0, 30), min_size=1, max_size=5), st.booleans())
def test_no_more_is_paid_than_the_notice_offers(
    points: list[Decimal], offered: list[int], share: bool
) -> None:
    pool = sorted(offered, reverse=True)
    reward = Reward(
        group="g",
        prizes=tuple(Amount(amount=Decimal(one)) for one in pool),
        tie="share" if share else "ask",
    )
    paid, undecided = prizes(rank(standings(points), Ranking()), reward)
    rounding = Decimal("0.01") * len(points)
    assert sum(one.amount for one in paid) <= sum(pool) + rounding
    assert len({one.unit for one in paid}) == len(paid)
    told = {one.unit for one in paid} | {name for one in undecided for name in one.units}
    assert sum(len(one.units) for one in undecided) + len(paid) == len(told)


# The file


@settings(max_examples=15)
@given(submissions, st.lists(st.tuples(st.integers(0, 29), days), max_size=10))
def test_importing_twice_adds_nothing(sent: list[Submission], uses: list[tuple[int, date]]) -> None:
    reports = [Draft(f"a.csv:{n}", one) for n, one in enumerate(sent, 2)]
    used = [
        Draft(f"b.csv:{n}", Use(ref=f"#{item + 1}", level="street", form="whole", on=on))
        for n, (item, on) in enumerate(uses, 2)
    ]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "office.db"
        with create(path) as fresh:
            for name in ("甲社区", "乙社区", "甲科室"):
                unit.add(fresh, Unit(name, "community"))
        with closing(opened(path)) as ledger:
            with ledger.writing():
                once = submission.take(ledger, reports), adoption.take(ledger, used)
            content = path.read_bytes()
            with ledger.writing():
                twice = submission.take(ledger, reports), adoption.take(ledger, used)
            assert [one.added for one in twice] == [0, 0]
            assert [one.problems for one in twice] == [one.problems for one in once]
            for first, second in zip(once, twice, strict=True):
                assert second.known == first.added + first.known
            assert len(submission.submissions(ledger, Period())) == once[0].added
            assert len(adoption.adoptions(ledger, Period())) == once[1].added
            assert len(content) == path.stat().st_size

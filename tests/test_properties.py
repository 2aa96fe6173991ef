"""What holds whatever the facts are: Hypothesis makes up ledgers and calendars."""

from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import chain, pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from inforeport.model import (
    Adoption,
    Author,
    Draft,
    Facts,
    Instruction,
    Score,
    ScoreLine,
    Submission,
    Unit,
    Use,
)
from inforeport.period import Calendar, Period, Window
from inforeport.rules.rewards import Amount, Ranking, Reward
from inforeport.scheme import Scheme, read, shipped
from inforeport.scoring import Terms, prizes, rank, totals
from inforeport.store import adoption, opened, submission, taking, unit
from inforeport.store.creation import create
from scored import score

Lines = tuple[ScoreLine, ...]

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
    Facts, units, submissions.map(tuple), adoptions.map(tuple), words=st.just(STREET.words())
)


def lines_of(facts: Facts, period: Period, *, without: str = "") -> tuple[ScoreLine, ...]:
    """The street's lines for a period, those of one kind of rule left out."""
    entries = [one for one in STREET.entries if one.kind != without]
    return score(facts, entries, terms=TERMS, period=period).lines


def scored(facts: Facts, period: Period) -> dict[str, Score]:
    """The street's scores for a period."""
    found = score(facts, STREET.entries, terms=TERMS, period=period)
    return {one.unit: one for one in totals(facts.units, found.lines, dues=found.dues)}


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

    other = replace(
        facts,
        units=shuffled(facts.units),
        submissions=shuffled(tuple(facts.submissions)),
        adoptions=shuffled(tuple(facts.adoptions)),
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
        alone = replace(
            facts,
            units=(one,),
            submissions=tuple(sent for sent in facts.submissions if sent.unit == one.name),
            adoptions=tuple(use for use in facts.adoptions if use.unit == one.name),
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


# Reports of several units and persons

people = st.sampled_from(["甲员", "乙员", "丙员", "赵六"])
houses = st.sampled_from(["甲社区", "乙社区", "丙社区"])
RULES = """
title = "办法"
since = 2009-05-02
[groups]
community = "社区"
[levels]
street = "街道"
city = "市"
[[rule]]
kind = "quota"
clause = "一"
every = "week"
joint = "equal"
missing = -1
extra = 1
[[rule]]
kind = "adoption"
clause = "二"
joint = "{joint}"
points = {{ street = 8, city = 25 }}
{more}
[[rule]]
kind = "instruction"
clause = "三"
joint = "each"
points = {{ city = 5 }}
once = ["item", "level"]
[[rule]]
kind = "limit"
clause = "四"
of = ["adoption"]
most = 30
[[rule]]
kind = "limit"
clause = "五"
per = "quarter"
least = -6
only = "taken"
"""


joint_reports = st.builds(  # once: hypothesis looks at a strategy anew that it has not met
    Submission,
    houses,
    st.just("情况"),
    days,
    partners=st.sets(houses).map(lambda some: tuple(sorted(some))),
    authors=st.lists(st.builds(Author, people, houses), max_size=3).map(tuple),
)


@st.composite
def joint_ledgers(draw: st.DrawFn) -> Facts:
    """Reports, some of several units or persons, their uses and what leaders wrote on them."""
    drawn = {f"a{n}": draw(joint_reports) for n in range(draw(st.integers(1, 6)))}
    items = {
        label: replace(
            one,
            title=label,
            ref=label,
            partners=tuple(name for name in one.partners if name != one.unit),
        )
        for label, one in drawn.items()
    }
    chosen = st.sampled_from(sorted(items))
    levels = st.sampled_from(["street", "city"])
    uses = draw(st.lists(st.tuples(chosen, levels, days), max_size=12))
    words = draw(st.lists(st.tuples(chosen, levels, days), max_size=6))
    return Facts(
        tuple(Unit(name, "community") for name in ("甲社区", "乙社区", "丙社区")),
        tuple(items.values()),
        tuple(
            Adoption(items[at].unit, at, at, items[at].received, level, "whole", on)
            for at, level, on in uses
        ),
        instructions=tuple(
            Instruction(item=at, level=level, on=on, unit=items[at].unit) for at, level, on in words
        ),
        items=items,
    )


COUNTED = SUMMER[0] & TERMS.calendar.run
"""The days of the first month on which a use counts: none before the campaign began."""


@cache
def by_rules(joint: str, more: str = "") -> Scheme:
    """A scheme in which reports of several units are shared, and sums have limits."""
    return read(RULES.format(joint=joint, more=more), "s.toml")


def told(facts: Facts, scheme: Scheme, period: Period = SUMMER[0], *, kinds: str = "") -> Lines:
    """The lines of a scheme, of some kinds of rule only where these are named."""
    terms = Terms(calendar=scheme.timetable())
    entries = [one for one in scheme.entries if not kinds or one.kind in kinds.split()]
    return score(facts, entries, terms=terms, period=period).lines


@given(joint_ledgers(), st.sampled_from(["", 'authors = "equal"', "authors = [3, 2]"]))
def test_the_parts_of_a_report_come_to_the_whole(facts: Facts, authors: str) -> None:
    """A use of the month is worth its figure, however many share in it."""
    shared = told(facts, by_rules("equal", authors), kinds="adoption")
    worth = {"street": 8, "city": 25}
    whole = sum(worth[use.level] for use in facts.adoptions if use.on in COUNTED)
    assert round(sum(line.points for line in shared), 9) == whole


@given(joint_ledgers(), st.sampled_from(["equal", "[3, 2]", "each"]))
def test_persons_have_their_parts_beside_those_of_their_units(facts: Facts, parts: str) -> None:
    authors = parts if parts.startswith("[") else f'"{parts}"'
    both = told(facts, by_rules("first", f'authors = {authors}\nwhom = "both"'), kinds="adoption")
    units_only = told(facts, by_rules("first"), kinds="adoption")
    assert [line for line in both if line.person is None] == list(units_only)
    signed = sum(
        {"street": 8, "city": 25}[use.level] * (len(its) if parts == "each" else 1)
        for use in facts.adoptions
        if use.on in COUNTED and (its := facts.items[use.item].authors)
    )
    assert round(sum(line.points for line in both if line.person), 9) == signed


@given(joint_ledgers(), st.sampled_from(["first", "each", "equal"]), st.sampled_from(SUMMER))
def test_a_limit_keeps_what_it_limits_within(facts: Facts, joint: str, month: Period) -> None:
    found = sums(told(facts, by_rules(joint), month))
    fine = Decimal("1E-20")
    assert all(points <= 30 + fine for (_, part), points in found.items() if part == "adoption")
    quarter = TERMS.calendar.period("2009-Q2")
    taken: dict[str, Decimal] = {}
    for line in told(facts, by_rules(joint), quarter):
        if line.clause == "五" or (
            line.points < 0 and line.clause != "四"
        ):  # 四 caps what is given
            taken[line.unit] = taken.get(line.unit, Decimal(0)) + line.points
    assert all(points >= -6 - fine for points in taken.values())


@given(joint_ledgers(), st.sampled_from(["first", "each", "equal"]), st.randoms())
def test_the_order_of_shared_facts_changes_nothing(
    facts: Facts, joint: str, random: Random
) -> None:
    def shuffled(name: str) -> tuple[Any, ...]:
        things = getattr(facts, name)
        return tuple(random.sample(things, len(things)))

    names = ("units", "submissions", "adoptions", "instructions")
    other = replace(facts, **{name: shuffled(name) for name in names})
    one, two = (sums(told(its, by_rules(joint))) for its in (facts, other))
    assert {key: round(its, 9) for key, its in one.items()} == {
        key: round(its, 9) for key, its in two.items()
    }


@given(joint_ledgers(), st.sampled_from(["first", "each", "equal"]), st.sampled_from(SUMMER))
def test_a_unit_scored_alone_has_the_lines_it_has_with_all(
    facts: Facts, joint: str, month: Period
) -> None:
    """Its facts are those of the reports that it has a part in."""
    together = told(facts, by_rules(joint), month)
    for unit_ in facts.units:
        mine = {
            label
            for label, one in facts.items.items()
            if unit_.name in {one.unit, *one.partners, *(author.unit for author in one.authors)}
        }
        alone = replace(
            facts,
            units=(unit_,),
            submissions=tuple(one for one in facts.submissions if one.label in mine),
            adoptions=tuple(one for one in facts.adoptions if one.item in mine),
            instructions=tuple(one for one in facts.instructions if one.item in mine),
        )
        found = told(alone, by_rules(joint), month)
        assert list(found) == [line for line in together if line.unit == unit_.name]


@given(joint_ledgers())
def test_a_quarter_is_the_sum_of_its_months(facts: Facts) -> None:
    """But for its own limit, which is of the quarter and of none of its months."""
    scheme = by_rules("equal")
    whole = told(facts, scheme, TERMS.calendar.period("2009-Q2"))
    quarter = sums(tuple(line for line in whole if (line.window or Period()).name != "2009-Q2"))
    months_ = [sums(told(facts, scheme, one)) for one in SUMMER[:2]]
    for key, points in quarter.items():
        by_month = sum((one.get(key, Decimal(0)) for one in months_), Decimal(0))
        assert round(points, 9) == round(by_month, 9)


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


@cache
def three_units() -> bytes:
    """The file of an office with three units."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "office.db"
        with create(path) as fresh:
            for name in ("甲社区", "乙社区", "甲科室"):
                unit.add(fresh, Unit(name, "community"))
        return path.read_bytes()


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
        path.write_bytes(three_units())
        with closing(opened(path)) as ledger:
            with ledger.writing():
                once = taking.take(ledger, reports), adoption.take(ledger, used)
            content = path.read_bytes()
            with ledger.writing():
                twice = taking.take(ledger, reports), adoption.take(ledger, used)
            assert [one.added for one in twice] == [0, 0]
            assert [one.problems for one in twice] == [one.problems for one in once]
            for first, second in zip(once, twice, strict=True):
                assert second.known == first.added + first.known
            assert len(submission.submissions(ledger, Period())) == once[0].added
            assert len(adoption.adoptions(ledger, Period())) == once[1].added
            assert len(content) == path.stat().st_size

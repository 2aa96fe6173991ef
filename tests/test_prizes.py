"""What places pay and who is given a title, told whole: amounts, places, names and reasons."""

from datetime import date
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from inforeport.model import (
    Award,
    GroupResult,
    Measure,
    Prize,
    Result,
    Score,
    Standing,
    StoredScheme,
    Undecided,
)
from inforeport.period import Period
from inforeport.ratio import Ratio
from inforeport.rules.rewards import Amount, ByPlace, Ranking, Reward, Title
from inforeport.scoring import Held, contest, eligible, prizes, rank, titles
from inforeport.words import say


def standings(*points: str) -> tuple[Standing, ...]:
    """Units a, b, c … of one group with so many points."""
    scores = [
        Score(unit=unit, group="g", points=Decimal(its))
        for unit, its in zip("abcdefg", points, strict=False)
    ]
    return rank(scores, Ranking())


def paid(*points: str, **figures: object) -> tuple[list[Any], list[Undecided]]:
    """Place, unit and amount of each prize, and what is left to people."""
    given, left = prizes(standings(*points), Reward(group="g", **figures))  # type: ignore[arg-type]
    return [(one.place, one.unit, one.amount) for one in given], list(left)


def reason(one: Undecided) -> str:
    """Why people must decide."""
    return say(one.because, "en")


THREE = (Amount(amount=Decimal(100)), Amount(amount=Decimal(60)), Amount(amount=Decimal(30)))


def test_who_has_a_title_above_is_passed_over() -> None:
    four = standings("9", "7", "5", "1")
    best, _ = titles(four, Title(title="一等", group="g", first=1))
    held = Held().with_more(best, ())
    second = Title(title="二等", group="g", first=2)
    assert [one.unit for one in titles(four, second, held)[0]] == ["b", "c"]
    both = replace(second, also=True)
    assert [one.unit for one in titles(four, both, held)[0]] == ["a", "b"]


def test_all_who_tie_at_the_cut_may_have_the_title() -> None:
    tied = standings("9", "5", "5", "1")
    given, left = titles(tied, Title(title="先进", group="g", first=2, tie="all"))
    assert ([one.unit for one in given], left) == (["a", "b", "c"], ())


def test_a_title_below_an_undecided_one_is_undecided() -> None:
    tied = standings("9", "9", "5", "1")
    _, left = titles(tied, Title(title="一等", group="g", first=1))
    held = Held().with_more((), left)
    given, [open_] = titles(tied, Title(title="二等", group="g", first=1), held)
    assert (given, open_.units) == ((), ("a", "b", "c"))


def test_a_tie_across_prizes_is_told_whole() -> None:
    given, [left] = paid("9", "5", "5", "1", prizes=THREE)
    assert given == [(1, "a", Decimal(100))]
    assert (left.places, left.units) == ((2, 3), ("b", "c"))
    assert left.amounts == (Decimal(60), Decimal(30))
    assert left.ways == {"shared": 45, "highest": 60, "lowest": 30}
    assert reason(left) == "a tie across places with different amounts"


def test_a_tie_across_the_last_prize_counts_the_place_without_one_as_nothing() -> None:
    given, [left] = paid("9", "8", "5", "5", prizes=THREE)
    assert [unit for _, unit, _ in given] == ["a", "b"]
    assert left.places == (3, 4)
    assert left.amounts == (Decimal(30), Decimal(0))
    assert left.ways == {"shared": 15, "highest": 30, "lowest": 0}


def test_a_tie_that_is_shared_is_paid_with_its_place_to_the_fen() -> None:
    given, left = paid("9", "9", "9", prizes=(Amount(amount=Decimal(100)),), tie="share")
    assert given == [(1, unit, Decimal("33.33")) for unit in "abc"]
    assert left == []


def test_an_amount_that_cannot_be_read_is_left_to_people() -> None:
    given, [left] = paid("9", "5", prizes=(Amount(), Amount(amount=Decimal(50))))
    assert given == [(2, "b", Decimal(50))]
    assert (left.places, left.units, left.amounts, left.ways) == ((1,), ("a",), (None,), {})
    assert reason(left) == "the amount of a place cannot be read in the notice"


def test_a_restored_amount_says_from_what() -> None:
    amount = Amount(amount=Decimal(50), restored="前后名次")
    [one], _ = prizes(standings("9"), Reward(group="g", prizes=(amount,)))
    assert isinstance(one, Prize)
    assert one.note is not None
    assert say(one.note, "en") == "restored: 前后名次"
    [plain], _ = prizes(standings("9"), Reward(group="g", prizes=(Amount(amount=Decimal(5)),)))
    assert plain.note is None


def test_a_pool_is_paid_out_to_the_last_fen() -> None:
    given, left = paid("1", "1", "1", pool=Decimal(100))
    assert [amount for _, _, amount in given] == [Decimal("33.34"), *[Decimal("33.33")] * 2]
    assert [(place, unit) for place, unit, _ in given] == [(1, "a"), (1, "b"), (1, "c")]
    assert left == []


def test_a_tie_at_the_end_of_a_pool_is_told_whole() -> None:
    given, [left] = paid("9", "5", "5", "1", pool=Decimal(90), first=2)
    assert given == []
    assert (left.places, left.units, left.amounts, left.ways) == ((2, 3), ("b", "c"), (), {})
    assert reason(left) == "a tie across the last place that shares the pool"


def test_a_tie_at_the_end_of_a_pool_may_be_let_in() -> None:
    given, left = paid("2", "1", "1", pool=Decimal(100), first=2, tie="share")
    assert given == [(1, "a", Decimal(50)), (2, "b", Decimal(25)), (2, "c", Decimal(25))]
    assert left == []


def test_who_has_nothing_has_no_part_in_a_pool() -> None:
    assert paid("3", "0", "-1", pool=Decimal(60)) == ([(1, "a", Decimal(60))], [])
    assert paid("3", "1", pool=Decimal(60), by="equal")[0] == [
        *((1, "a", Decimal(30)), (2, "b", Decimal(30))),
    ]


def test_who_has_no_place_is_paid_nothing() -> None:
    unplaced = Standing(place=None, tied=False, score=standings("9")[0].score)
    assert prizes((unplaced,), Reward(group="g", prizes=THREE)) == ((), ())


def test_titles_of_the_first_of_a_range_and_of_enough_points() -> None:
    five = standings("9", "8", "7", "6", "5")
    given, left = titles(five, Title(title="先进", group="g", first=2, upto=4))
    assert given == tuple(Award(title="先进", place=place, unit=unit) for place, unit in
                          ((1, "a"), (2, "b")))  # fmt: skip
    assert [(one.places, one.units) for one in left] == [((3,), ("c",)), ((4,), ("d",))]
    assert {reason(one) for one in left} == {"the office decides whether these are given the title"}


def test_a_tie_across_the_last_title_is_told_whole() -> None:
    given, [left] = titles(standings("9", "5", "5", "1"), Title(title="先进", group="g", first=2))
    assert [one.unit for one in given] == ["a"]
    assert (left.places, left.units, left.amounts, left.ways) == ((2, 3), ("b", "c"), (), {})
    assert reason(left) == "a tie across the last place with a title"


def test_a_tie_across_the_end_of_a_range_is_one_across_it() -> None:
    _, [left] = titles(standings("9", "5", "5"), Title(title="先进", group="g", first=1, upto=2))
    assert (left.places, reason(left)) == ((2, 3), "a tie across the last place with a title")


def ranked(result: Result, terms: ByPlace) -> list[Any]:
    """Place, name and what decides, of each who may be given it."""
    found = contest(result, terms, Ranking(), {"不得评先"})
    return [(one.place, one.score.unit, one.score.points) for one in found]


def result(*standings_: Standing, **more: Any) -> Result:
    """A period of one group, with whatever more there is of it."""
    stored = StoredScheme(date(2021, 1, 1), "办法", "", "", b"", "1")
    groups = (GroupResult("g", "单位", standings_),)
    period = Period(date(2021, 1, 1), date(2021, 2, 1), "2021-01")
    return Result(period=period, scheme=stored, groups=groups, levels={}, parts=("base",), **more)


def test_a_title_or_prize_may_want_so_many_points() -> None:
    five = result(*standings("9", "8", "7", "6", "5"))
    for terms in (Title(title="达标", group="g", points=Decimal(7)),
                  Reward(group="g", prizes=THREE, points=Decimal(7))):  # fmt: skip
        assert ranked(five, terms) == [(1, "a", 9), (2, "b", 8), (3, "c", 7)]


def measure(unit: str, part: str, whole: str | None = None, person: str | None = None) -> Measure:
    """What a unit or person came to."""
    of = None if whole is None else Decimal(whole)
    return Measure(unit=unit, part=Decimal(part), whole=of, person=person)


def test_places_by_a_count_add_up_its_windows_and_leave_out_who_has_none() -> None:
    counted = (measure("a", "1"), measure("b", "2"), measure("b", "2"), measure("c", "0"))
    three = result(*standings("9", "8", "7"), measures={"网站": counted})
    assert ranked(three, Title(title="网", group="g", ranked_by="网站", first=1)) == [
        *((1, "b", 4), (2, "a", 1)),
    ]


def test_a_rate_is_the_sum_of_its_parts_of_the_sum_of_its_wholes() -> None:
    """1 of 1 and 0 of 3 are a quarter, and not the mean of 1 and 0."""
    rates = (measure("a", "1", "1"), measure("a", "0", "3"), measure("b", "1", "2"))
    two = result(*standings("9", "8"), measures={"采用率": rates})
    half = Title(title="先进", group="g", first=1, at_least={"采用率": Ratio(1, 2)})
    assert ranked(two, half) == [(2, "b", 8)]
    assert ranked(two, Title(title="先进", group="g", ranked_by="采用率", first=1)) == [
        *((1, "b", Decimal("0.5")), (2, "a", Decimal("0.25"))),
    ]


def test_persons_are_ranked_by_their_points_under_names_with_their_units() -> None:
    """One name in two units is two persons; a flag of the unit is none of theirs."""
    people = (person("甲某", "b", "5"), person("甲某", "a", "3"), person("乙某", "a", "5"))
    two = result(flagged("a", "9"), *standings("8", "7")[1:], persons=people)
    best = Title(title="优秀个人", group="g", among="persons", first=1)
    assert ranked(two, best) == [(1, "甲某/b", 5), (1, "乙某/a", 5), (3, "甲某/a", 3)]
    assert [name for _, name, _ in ranked(two, Title(title="先进", group="g", first=1))] == ["b"]


def person(name: str, unit: str, points: str) -> Score:
    """A person of a unit."""
    return Score(unit=name, group=unit, points=Decimal(points))


def flagged(unit: str, points: str) -> Standing:
    """A unit that may have no title."""
    score = Score(unit=unit, group="g", points=Decimal(points), flags=("不得评先",))
    return Standing(place=1, tied=False, score=score)


def test_the_last_pay_from_the_last_place_up() -> None:
    """Of four the last pays 300, the one before it 200; nobody where all are equal."""
    fines: dict[str, Any] = {"prizes": (yuan(-300), yuan(-200)), "counted_from": "last"}
    assert paid("4", "3", "2", "1", **fines) == ([(4, "d", -300), (3, "c", -200)], [])
    assert paid("4", "4", **fines) == ([], [])
    assert paid("4", "3", "1", "1", **fines)[1][0].places == (3, 4)
    assert paid("4", "3", "1", "1", tie="share", **fines)[0] == [(3, "c", -250), (3, "d", -250)]
    assert paid("4", "3", "1", "1", tie="all", **fines)[0] == [(3, "c", -300), (3, "d", -300)]
    three = paid("4", "1", "1", "1", tie="all", **fines)  # they cover the place before the last
    assert [amount for _, _, amount in three[0]] == [-300, -300, -300]


def test_all_who_tie_may_have_the_prize_of_the_first_of_their_places() -> None:
    """Two firsts have 100 each; then comes the third place with 30."""
    found = paid("9", "9", "5", prizes=THREE, tie="all")
    assert found == ([(1, "a", 100), (1, "b", 100), (3, "c", 30)], [])


def yuan(amount: int) -> Amount:
    """So many yuan."""
    return Amount(amount=Decimal(amount))


def test_a_flag_takes_a_unit_out_before_titles_are_given() -> None:
    first, *others = standings("9", "8", "7")
    flagged = Standing(
        place=1,
        tied=False,
        score=Score(unit="a", group="g", points=Decimal(9), flags=("不得评先",)),
    )
    left = eligible((flagged, *others), {"不得评先"})
    assert [one.score.unit for one in left] == ["b", "c"]
    assert eligible((first, *others), {"不得评先"}) == (first, *others)
    given, _ = titles(left, Title(title="先进", group="g", first=1))
    assert [(one.place, one.unit) for one in given] == [(2, "b")]

"""Corners of scoring that no notice of the case sheets reaches, each worked out by hand."""

from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from inforeport.model import (
    Adoption,
    Author,
    Commission,
    Due,
    Facts,
    Mark,
    ScoreLine,
    Submission,
    Unit,
)
from inforeport.period import Calendar, Window
from inforeport.ratio import Ratio
from inforeport.rules import KINDS, Entry, Rule
from inforeport.rules.adoption import Adopted
from inforeport.rules.average import Average
from inforeport.rules.commission import Commissioned
from inforeport.rules.duty import Weight
from inforeport.rules.factor import Factor
from inforeport.rules.limit import Limit
from inforeport.rules.met import Dues, Obligation, met_by_unit
from inforeport.rules.quota import Quota
from inforeport.rules.submission import Sent
from inforeport.rules.void import Void
from inforeport.rules.where import Where
from inforeport.scoring import Scored, Terms, attributed, keyed, persons
from inforeport.words import say
from scored import reach, score

DAY = date(2009, 5, 5)
CALENDAR = Calendar(date(2009, 1, 1), until=date(2009, 12, 31))
TERMS = Terms(calendar=CALENDAR)
MAY = CALENDAR.period("2009-05")
[MAY_WINDOW] = CALENDAR.windows("month", MAY)


def entry(kind: str, rule: Rule, per: str = "month") -> Entry:
    """A rule in its place."""
    assert isinstance(rule, KINDS[kind])
    return Entry(kind=kind, rule=rule, clause="一", per=per, every="month")  # type: ignore[arg-type]


def scored(facts: Facts, *rules: Entry) -> Scored:
    """What May comes to."""
    return score(facts, rules, terms=TERMS, period=MAY)


def line(points: int, *, unit: str = "甲", person: str | None = None, part: str = "adoption",
         item: str | None = "a1") -> ScoreLine:  # fmt: skip
    """A line of a rule above."""
    return ScoreLine(
        unit=unit, points=Decimal(points), part=part, because="", person=person, item=item, on=DAY
    )


def told(rule: Rule, facts: Facts, *before: ScoreLine) -> list[tuple[str, str | None, Decimal]]:
    """Whom a rule gives what."""
    return [(one.unit, one.person, one.points) for one in rule.lines(facts, before)]


# Sums of persons are theirs


def test_a_factor_on_sums_keeps_persons_apart() -> None:
    rule = Factor(factor=Ratio(3), for_each="unit")
    found = told(rule, Facts(), line(4), line(5, person="甲员"))
    assert found == [("甲", None, Decimal(8)), ("甲", "甲员", Decimal(10))]


def test_an_average_keeps_persons_apart() -> None:
    year = Entry(kind="average", rule=Average(), clause="一", per="year", every="month")
    everybody = Facts((Unit("甲", "g"),), adoptions=(use("a1", DAY), use("a1", DAY)))
    priced = entry("adoption", Adopted(points=Decimal(12), authors="each", whom="both"))
    signed = Submission("甲", "a1", DAY, ref="a1", authors=(Author("甲员", "甲"),))
    facts = Facts(everybody.units, adoptions=everybody.adoptions, items={"a1": signed})
    found = score(facts, [priced, year], terms=TERMS, period=CALENDAR.period("2009")).lines
    assert [(one.person, one.points) for one in found if one.rule == "average"] == [
        *((None, Decimal(-22)), ("甲员", Decimal(-22))),  # 24 over 12 months is 2
    ]


def test_a_void_of_all_keeps_persons_apart_and_leaves_nothing_alone() -> None:
    mark = Mark(unit="甲", code="veto", on=DAY, reason="瞒报")
    found = told(Void(), Facts(marks=(mark,)), line(1), line(5, person="甲员"), line(0, unit="乙"))
    assert found == [("甲", None, Decimal(-1)), ("甲", "甲员", Decimal(-5))]


def test_a_use_that_came_to_nothing_is_not_voided() -> None:
    mark = Mark(unit="甲", code="untrue", on=DAY, reason="失实", item="a1")
    rule = Void(takes="item")
    assert told(rule, Facts(marks=(mark,)), line(0), line(-3, item="a2")) == []


def test_persons_owe_nothing_and_are_rounded_as_units_are() -> None:
    shares = [line(1, person="甲员"), line(2, person="甲员"), line(9)]
    eighth = replace(shares[0], points=Decimal("0.125"))
    [found] = persons([*shares, eighth])
    assert (found.unit, found.group, found.points) == ("甲员", "甲", Decimal("3.13"))
    assert [found.due, found.counted] == [Decimal(0)] * 2
    assert persons(shares[:1], places=0)[0].points == 1


# A mark is asked of its report too


def test_a_mark_about_a_report_is_asked_of_that_report() -> None:
    items = {
        name: Submission("甲", name, DAY, ref=name, category=category)
        for name, category in (("a1", "动态"), ("a2", "调研"))
    }
    marks = tuple(
        Mark(unit="甲", code="untrue", on=DAY, reason="失实", item=name) for name in items
    )
    rule = Void(takes="item", where=Where(category="调研"))
    facts = Facts(marks=marks, items=items)
    assert told(rule, facts, line(8), line(9, item="a2")) == [("甲", None, Decimal(-9))]


def test_a_mark_about_no_report_has_none_of_its_traits() -> None:
    mark = Mark(unit="甲", code="veto", on=DAY, reason="瞒报")
    assert told(Void(where=Where(category="动态")), Facts(marks=(mark,)), line(8)) == []


# Adopted reports, counted


def use(item: str, on: date, form: str = "whole") -> Adoption:
    """A use at the city."""
    return Adoption("甲", item, item, DAY, "city", form, on)


def test_adopted_reports_are_weighed_by_the_use_and_by_the_report() -> None:
    items = {
        "a1": Submission("甲", "a1", DAY, ref="a1", category="调研"),
        "a2": Submission("甲", "a2", DAY, ref="a2"),
        "a3": Submission("甲", "a3", DAY, ref="a3"),
    }
    facts = Facts(
        (Unit("甲", "g"),),
        adoptions=(use("a1", DAY), use("a2", DAY, "brief"), use("a3", DAY), use("a3", DAY)),
        items=items,
        unstated="whole",
    )
    weights = (
        Weight(category="调研", counts=Ratio(2)),
        Weight(form="brief", counts=Ratio("0.25")),
    )
    quota = Quota(what="adopted", weights=weights, owed=3, missing=Decimal(-4))
    found = scored(facts, entry("quota", quota))
    [due] = found.dues
    assert [due.owed, due.received] == [Decimal(3), Decimal("3.25")]
    only = Quota(what="adopted", where=Where(form="whole"), unless=Where(category="调研"))
    [due] = scored(facts, entry("quota", only)).dues
    assert due.received == 1


def test_what_comes_back_of_a_base_below_zero_was_taken_and_not_given() -> None:
    """Of -20 in proportion, one of two missing, 10 come back: nothing was given, void or not."""
    unit = Unit("甲", "g")
    facts = Facts((unit,), submissions=(Submission("甲", "a1", DAY, ref="a1"),))
    duty = entry("quota", Quota(owed=2, base=Decimal(-20), short="pro rata"))
    found = scored(facts, duty).lines
    both = [(one.points, one.of_given) for one in found]
    assert both == [(Decimal(-20), Decimal(0)), (Decimal(10), Decimal(0))]
    limit = entry("limit", Limit(cap=Decimal(0), only="given"))
    assert sum(one.points for one in scored(facts, duty, limit).lines) == -10


def test_a_duty_of_a_month_and_one_of_a_quarter_that_begin_alike_are_two() -> None:
    """Two owed in January, one sent: missed. One owed in the quarter, three sent: two above."""
    january = Window(date(2009, 1, 1), date(2009, 2, 1))
    quarter = Window(date(2009, 1, 1), date(2009, 4, 1))
    dues = [
        Due("甲", window, Decimal(owed), Decimal(sent), clause="一", judged=window)
        for window, owed, sent in ((january, 2, 1), (quarter, 1, 3))
    ]
    found = met_by_unit(dues)["甲"]
    assert [(one.missing, one.extra) for one in found] == [
        *((Decimal(1), Decimal(0)), (Decimal(0), Decimal(2))),
    ]


def test_a_duty_that_two_entries_state_is_settled_as_one() -> None:
    """甲 owes two by each, one and three are sent: nothing is missing. 乙 owes by the second."""
    january = Window(date(2009, 1, 1), date(2009, 2, 1))
    first, second = (
        [Due(unit, january, Decimal(2), Decimal(sent), clause="一") for unit, sent in piece]
        for piece in ([("甲", 1)], [("乙", 1), ("甲", 3)])
    )
    booked = Dues([Obligation.of(first), Obligation.of(second)])
    assert [*booked] == [*first, *second]
    found = met_by_unit(booked, ("一",))
    assert found == met_by_unit([*first, *second])
    assert {unit: [one.missing for one in its] for unit, its in found.items()} == {
        "甲": [Decimal(0)],
        "乙": [Decimal(1)],
    }
    assert met_by_unit(booked, ("二",)) == {}


# Who has a part in what


JOINT = Submission("甲", "a1", DAY, ref="a1", partners=("乙",))


def test_a_commission_that_two_units_answered_is_both_units() -> None:
    asked = Commission(unit="甲", title="约稿", due=DAY, delivered="a1", delivered_on=DAY)
    other = Commission(unit="丙", title="约稿", due=DAY)
    units = tuple(Unit(name, "g") for name in ("甲", "乙"))
    facts = Facts(units, commissions=(asked, other), items={"a1": JOINT})
    rule = Commissioned(points={"delivered": Decimal(4), "missed": Decimal(-4)}, joint="equal")
    found = scored(facts, entry("commission", rule)).lines
    assert [(one.unit, one.points) for one in found] == [
        *((unit, Decimal(2)) for unit in ("甲", "乙")),
    ]


def test_a_unit_scored_alone_has_its_part_of_what_another_sent() -> None:
    facts = Facts((Unit("乙", "g"),), submissions=(JOINT,))
    rule = Sent(points=Decimal(3), joint="each")
    assert [(one.unit, one.points) for one in scored(facts, entry("submission", rule)).lines] == [
        *(("乙", Decimal(3)),),
    ]


def test_what_was_sent_counts_from_the_first_to_the_last_day_of_a_unit() -> None:
    unit = Unit("甲", "g", since=date(2009, 5, 5), until=date(2009, 5, 7))
    days = [date(2009, 5, day) for day in (4, 5, 7, 8)]
    facts = Facts((unit,), tuple(Submission("甲", f"{day}", day) for day in days))
    found = scored(facts, entry("submission", Sent(points=Decimal(1)))).lines
    assert [one.on for one in found] == days[1:3]
    ever = Facts((Unit("甲", "g", until=date(2009, 5, 7)),), facts.submissions)
    assert len(scored(ever, entry("submission", Sent(points=Decimal(1)))).lines) == 3


def test_what_carries_on_wants_the_facts_of_the_whole_year() -> None:
    carried = entry("quota", Quota(carry="missing", missing=Decimal(-1)))
    assert reach([carried], CALENDAR, MAY).start == date(2009, 1, 1)
    plain = entry("quota", Quota(missing=Decimal(-1)))
    assert reach([plain], CALENDAR, MAY).start == date(2009, 5, 1)


# Whose the facts are of a unit that counts for another


def test_only_what_is_of_an_heir_changes_hands() -> None:
    point = Unit("直报点", "g", counts_for="甲县")
    units = (Unit("甲县", "g"), Unit("乙县", "g"), point)
    authors = (Author("甲员", "直报点"), Author("乙员", "乙县"))
    of_point = Submission("直报点", "a1", DAY, ref="a1", partners=("乙县",), authors=authors)
    of_other = Submission("乙县", "a2", DAY, ref="a2", partners=("直报点", "甲县"))
    facts = attributed(Facts(units, (of_point, of_other), items={"a1": of_point}))
    assert [unit.name for unit in facts.units] == ["甲县", "乙县"]
    first, second = facts.submissions
    assert (first.unit, first.partners) == ("甲县", ("乙县",))
    assert [one.unit for one in first.authors] == ["甲县", "乙县"]
    assert (second.unit, second.partners) == ("乙县", ("甲县",))
    assert facts.items["a1"].unit == "甲县"


def test_who_counts_for_one_that_counts_for_another_counts_for_the_last() -> None:
    units = (
        Unit("甲", "g", counts_for="乙"),
        Unit("乙", "g", counts_for="丙"),
        Unit("丙", "g"),
    )
    marks = tuple(Mark(unit=name, code="late", on=DAY, reason="迟") for name in ("甲", "乙", "丙"))
    found = attributed(Facts(units, marks=marks))
    assert [one.unit for one in found.marks] == ["丙", "丙", "丙"]
    assert [one.name for one in found.units] == ["丙"]


def test_a_scheme_that_declares_nothing_leaves_words_alone() -> None:
    sent = Submission("甲", "a1", DAY, ref="a1", kind="信息", category="动态")
    facts = Facts(submissions=(sent,), items={"a1": sent})
    assert keyed(facts, kinds={}, categories={}) is facts
    found = keyed(facts, kinds={"info": "信息"}, categories={"study": "调研"})
    assert [(one.kind, one.category) for one in found.submissions] == [("info", "动态")]
    assert found.items["a1"].kind == "info"
    only = keyed(facts, kinds={}, categories={"news": "动态"})
    assert (only.items["a1"].kind, only.items["a1"].category) == ("信息", "news")


# A use without a figure


def test_a_use_without_a_figure_is_shown_with_all_that_is_known_of_it() -> None:
    report = Submission("甲", "标题", DAY, ref="a1")
    adopted = Adoption("甲", "a1", "标题", DAY, "city", "brief", DAY, "市信息")
    facts = Facts((Unit("甲", "g"),), adoptions=(adopted,), items={"a1": report})
    [found] = scored(facts, entry("adoption", Adopted(points={"county": Decimal(5)}))).lines
    assert (found.unit, found.points, found.part) == ("甲", Decimal(0), "adoption")
    assert (found.item, found.level, found.publication, found.on) == ("a1", "city", "市信息", DAY)
    assert (found.rule, found.clause, found.window) == ("adoption", "一", MAY_WINDOW)
    assert say(found.because, "en") == (
        "city, 市信息, brief: 标题 (the scheme sets no points for this)"
    )


def test_a_use_with_a_figure_does_not_hide_one_of_another_form() -> None:
    report = Submission("甲", "a1", DAY, ref="a1")
    both = use("a1", DAY), use("a1", DAY, "compiled")
    facts = Facts((Unit("甲", "g"),), adoptions=both, items={"a1": report})
    rule = Adopted(points={"city": {"whole": Decimal(5)}})
    found = scored(facts, entry("adoption", rule)).lines
    assert [(one.form, one.points) for one in found] == [
        *(("whole", Decimal(5)), ("compiled", Decimal(0))),
    ]


def test_a_line_of_a_use_without_a_form_is_asked_as_the_scheme_reads_it() -> None:
    stamped = replace(line(8), rule="adoption")
    doubled = Factor(factor=Ratio(2), where=Where(form="whole"))
    facts = Facts(items={"a1": Submission("甲", "a1", DAY, ref="a1")}, unstated="whole")
    assert told(doubled, facts, stamped) == [("甲", None, Decimal(8))]
    assert told(doubled, facts, replace(stamped, rule="instruction")) == []
    assert told(doubled, replace(facts, unstated=None), stamped) == []


def test_a_campaign_is_called_so() -> None:
    assert CALENDAR.campaign(date(2009, 5, 31)).name == "campaign"
    assert CALENDAR.campaign(date(2009, 1, 31)).last == date(2009, 1, 31)

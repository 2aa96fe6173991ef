"""A scheme from its file: each mistake with its line, what is named and what is left open."""

from datetime import date
from decimal import Decimal
from typing import get_args

import pytest

from inforeport.errors import SchemeMistakes, UnknownShippedScheme
from inforeport.model import Problem
from inforeport.period import Per
from inforeport.rules.quota import Quota
from inforeport.scheme import Scheme, freeze, read, revive, shipped
from inforeport.scheme.readings import prize_print, small_print, taken, unreadable
from inforeport.scheme.shape import WEEKDAYS
from inforeport.words import say

SMALL = """\
title = "试行办法"
since = 2009-05-02

[groups]
community  = "社区"
department = "部门"

[levels]
street = "街道"

[[rule]]
kind   = "quota"
clause = "三.1"
every  = "week"
base   = 20

[[rule]]
kind   = "adoption"
clause = "三.2"
points = { street = 8 }
"""
GROUPS = ("community", "department")
WINDOWS = get_args(Per)
REWARD = """
[[reward]]
group  = "community"
prizes = [3000, {prize}, 1500]
"""

HIGHEST = """
[[rule]]
kind   = "highest"
clause = "五"
by     = ["item"]
"""


def mistakes(text: str) -> list[Problem]:
    """What is wrong in a file called s.toml."""
    with pytest.raises(SchemeMistakes) as refused:
        read(text, "s.toml")
    found: list[Problem] = refused.value.facts["problems"]  # type: ignore[assignment]
    assert refused.value.facts["count"] == len(found)
    return found


def changed(old: str, new: str) -> str:
    """The small scheme with one thing in it written otherwise."""
    assert SMALL.count(old) == 1
    return SMALL.replace(old, new)


# Mistakes


@pytest.mark.parametrize(
    ("old", "new", "place", "code", "what"),
    [
        ('"quota"', '"qouta"', "s.toml:12", "scheme-value",
         "rule 1: kind = qouta: write one of quota, adoption, highest; did you mean quota?"),
        ("base   =", "baes   =", "s.toml:15", "scheme-key",
         "rule 1: baes is not known here; did you mean base?"),
        ("base   = 20", 'base   = "xx"', "s.toml:15", "scheme-value",
         "rule 1: base = xx is not a figure"),
        ("base   = 20", 'base   = "xx元"', "s.toml:15", "scheme-value",
         "rule 1: base = xx元 is not a figure"),
        ('clause = "三.1"\n', "", "s.toml:11", "scheme-key",
         "rule 1: clause is missing"),
        ('"week"', '"weak"', "s.toml:14", "scheme-value",
         f"rule 1: every = weak: write one of {', '.join(WINDOWS)}; did you mean week?"),
        ("base   = 20", 'base   = 20\ngroups = ["comunity"]', "s.toml:16", "scheme-value",
         f"rule 1: groups = comunity: write one of {', '.join(GROUPS)}; did you mean community?"),
        ("base   = 20", 'base   = 20\ngroups = ["部门"]', "s.toml:16", "scheme-value",
         "rule 1: groups = 部门: write one of community, department"),
        ("{ street = 8 }", "{ stret = 8 }", "s.toml:20", "scheme-value",
         "rule 2: level = stret: write one of street; did you mean street?"),
        ("{ street = 8 }", "{ street = { hole = 8 } }", "s.toml:20", "scheme-value",
         "rule 2: form = hole: write one of whole, brief; did you mean whole?"),
        ("since = 2009-05-02", 'since = "May"', "s.toml:2", "scheme-value",
         "since = May is not a day; write 2009-05-02 without quotes"),
        ("since = 2009-05-02", "since = 2009-05-02\nuntil = 2009-05-01", "s.toml:3", "scheme-sense",
         "until = 2009-05-01 comes before since = 2009-05-02"),
        ('title = "试行办法"\n', "", "s.toml:1", "scheme-key",
         "title is missing"),
        ('title = "试行办法"', "title = 3", "s.toml:1", "scheme-value",
         "title = 3 is not text; put it in quotes"),
        ("[levels]", '[level]\nx = "y"\n[levels]', "s.toml:8", "scheme-key",
         "level is not known here; did you mean levels?"),
        ("base   = 20", "base   = 20 points", "s.toml:15", "scheme-syntax",
         "not TOML from column 13: base   = 20 points"),
        ("base   = 20", "base   = 20\nowed   = 0.5", "s.toml:16", "scheme-value",
         "rule 1: owed = 0.5 is not a whole number"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line_and_what_would_be_right(
    old: str, new: str, place: str, code: str, what: str
) -> None:
    [found] = mistakes(changed(old, new))
    assert (found.place, found.code, say(found.what, "en")) == (place, code, what)


@pytest.mark.parametrize(
    ("section", "line", "what"),
    [
        ('[calendar]\ndeadline = "firday"', 23,
         f"deadline = firday: write one of {', '.join(WEEKDAYS)}; did you mean friday?"),
        ('[calendar]\ndeadline = "friday"\nanchor = 2009-05-01', 24,
         "anchor = 2009-05-01: no week that ends on friday begins then; write 2009-05-02"),
        ("[calendar]\nyear_starts = 13", 23,
         "year_starts is a month, from 1 to 12"),
        ('[ranking]\nties = "gaps"', 23,
         "ties = gaps: write one of gap, dense; did you mean gap?"),
        ('[[ranking.duty]]\ngroup = "school"\nlast = "说明"', 23,
         "group = school: write one of community, department"),
        ('[[reward]]\ngroup = "school"\nprizes = [1]', 23,
         "group = school: write one of community, department"),
        ('[[reward]]\ngroup = "community"\nprizes = ["xx元"]', 24,
         "amount = xx元 is not a figure"),
        ('[bulletin]\nlevel = "city"', 23,
         "level = city: write one of street"),
        ('[counting]\nplaces = "two"', 23,
         "places = two is not a whole number"),
    ],
)  # fmt: skip
def test_a_mistake_outside_the_rules_is_told_too(section: str, line: int, what: str) -> None:
    [found] = mistakes(f"{SMALL}\n{section}\n")
    assert (found.place, say(found.what, "en")) == (f"s.toml:{line}", what)


def test_a_group_misspelt_among_figures_is_told() -> None:
    [found] = mistakes(changed('"week"', '{ comunity = "week" }'))
    assert "comunity" in say(found.what, "en")
    assert say(found.what, "en").endswith("did you mean community?")


def test_a_rule_over_lines_comes_after_those_it_reads() -> None:
    head, rules = SMALL.split("[[rule]]", 1)
    early = '[[rule]]\nkind = "highest"\nclause = "三"\nby = ["item"]\n\n'
    [found] = mistakes(f"{head}{early}[[rule]]{rules}")
    assert found.place == "s.toml:11"
    assert say(found.what, "en").endswith("no rule above gives points in part adoption")


def test_an_unreadable_figure_in_a_table_is_told_by_its_own_key() -> None:
    [found] = mistakes(changed("{ street = 8 }", '{ street = "xx" }'))
    assert (found.place, say(found.what, "en")) == (
        "s.toml:20",
        "rule 2: street = xx is not a figure",
    )


def test_a_mistake_draws_no_others_after_it() -> None:
    text = changed("points = { street = 8 }", "points = 3") + HIGHEST
    assert [one.place for one in mistakes(text)] == ["s.toml:20"]


def test_of_two_rules_of_a_kind_the_wrong_one_is_told() -> None:
    [found] = mistakes(SMALL + HIGHEST + HIGHEST + 'of     = "bonus"\n')
    assert say(found.what, "en").startswith("rule 4: ")


@pytest.mark.parametrize("kind", ['["quota"]', "3"])
def test_a_kind_is_a_word(kind: str) -> None:
    [found] = mistakes(changed('"quota"', kind))
    assert found.place == "s.toml:12"


def test_a_figure_by_group_wants_a_group() -> None:
    """Or the rule would be gone without a word."""
    [found] = mistakes(changed("base   = 20", "base   = { }"))
    assert found.place == "s.toml:15"


@pytest.mark.parametrize(
    "text",
    [
        changed("base   = 20", "base   = 20\nowed   = -1"),
        SMALL + HIGHEST + "keep   = 0\n",
        SMALL + HIGHEST.replace('["item"]', "[]"),
        SMALL + "[counting]\nplaces = -1\n",
        SMALL + "[counting]\nplaces = 40\n",
        SMALL + REWARD.format(prize="-2500"),
        changed("试行办法", ""),
        changed("2009-05-02", "9999-12-31"),
    ],
    ids=["owed", "keep", "by", "places below", "places above", "prize", "title", "since"],
)
def test_a_figure_that_cannot_be_is_refused(text: str) -> None:
    assert len(mistakes(text)) == 1


def test_all_mistakes_are_told_at_once_in_the_order_of_their_lines() -> None:
    text = SMALL.replace("base   = 20", 'base   = "xx"').replace("{ street = 8 }", "{ stret = 8 }")
    text = text.replace('kind   = "adoption"', 'kind   = "adoption"\npart   = 3')
    assert [one.place for one in mistakes(text)] == ["s.toml:15", "s.toml:19", "s.toml:21"]


def test_a_scheme_may_have_no_rule() -> None:
    """A campaign without points: units and their reports are kept, nothing is scored."""
    assert read(SMALL.split("[[rule]]", maxsplit=1)[0], "s.toml").entries == ()


@pytest.mark.parametrize("text", ["", "[[rule]]\n", "rule = 3\n", "groups = 3\n", "[[reward]]\n"])
def test_what_is_hardly_a_scheme_is_refused_with_its_mistakes(text: str) -> None:
    assert mistakes(text)


# What was read


def test_the_shipped_scheme_says_what_the_notice_says() -> None:
    street = read(shipped("street"), "street.toml")
    assert street.since == date(2009, 5, 2)
    assert dict(street.groups) == {"community": "社区", "department": "部门"}
    assert [[prize.amount for prize in reward.prizes] for reward in street.reward] == [
        [3000, 2500, 2000, 1500, 1000],
        [3000, 2000, 1000],
    ]


def test_figures_written_by_group_make_an_entry_for_each_group() -> None:
    entries = read(shipped("street"), "street.toml").entries
    assert [(one.kind, one.groups, one.per, one.every) for one in entries] == [
        ("quota", ("community",), "month", "week"),
        ("quota", ("department",), "month", "fortnight"),
        ("adoption", (), "month", "month"),
        ("highest", (), "month", "month"),
    ]


def test_any_figure_may_be_written_by_group() -> None:
    text = changed("base   = 20", "base   = { community = 20, department = 12.5 }")
    rules = [one.rule for one in read(text, "s.toml").entries[:2]]
    assert [one.base for one in rules if isinstance(one, Quota)] == [20, Decimal("12.5")]


def test_a_group_without_a_figure_of_its_own_is_not_concerned() -> None:
    entries = read(changed("base   = 20", "base   = { community = 20 }"), "s.toml").entries
    assert [one.groups for one in entries] == [("community",), ()]


def test_figures_are_exact() -> None:
    [quota, _] = read(changed("base   = 20", "base   = 0.1"), "s.toml").entries
    assert isinstance(quota.rule, Quota)
    assert quota.rule.base == Decimal("0.1")


@pytest.mark.parametrize(
    "text", [shipped("street"), SMALL, SMALL + REWARD.format(prize='"unknown"')]
)
def test_a_scheme_that_was_kept_is_the_same(text: str) -> None:
    scheme = read(text, "s.toml")
    assert revive(freeze(scheme)) == scheme


def test_only_schemes_that_ship_are_found_by_name() -> None:
    with pytest.raises(UnknownShippedScheme, match="streets"):
        shipped("streets")


# Readings


def keys(scheme: Scheme, *, named: bool) -> list[str]:
    """The readings that the file states, or those it leaves open."""
    return [one.reading.key for one in taken(scheme) if one.named is named]


def test_the_shipped_scheme_leaves_nothing_open() -> None:
    street = read(shipped("street"), "street.toml")
    assert keys(street, named=False) == []
    assert len(keys(street, named=True)) == 12


def test_what_a_scheme_does_not_state_is_open() -> None:
    assert keys(read(SMALL, "s.toml"), named=False) == [
        "calendar.deadline",
        "calendar.belongs",
        "calendar.holidays",
        "counting.joining",
        "quota.surplus",
        "quota.short",
        "counting.counts_on",
        "highest.by",
        "ranking.ties",
        "counting.campaign",
    ]


def test_a_question_that_does_not_arise_is_not_open() -> None:
    """Without weeks no deadline, without a duty to send no gaps."""
    head, _, adoption = SMALL.partition("[[rule]]")
    text = head + "[[rule]]" + adoption.partition("[[rule]]")[2]
    found = keys(read(text, "s.toml"), named=False)
    assert found == ["counting.counts_on", "highest.by", "ranking.ties", "counting.campaign"]


def test_what_is_stated_is_no_longer_open() -> None:
    scheme = read(SMALL + '\n[ranking]\nties = "gap"\n', "s.toml")
    assert keys(scheme, named=True) == ["ranking.ties"]
    assert "ranking.ties" not in keys(scheme, named=False)


def test_the_small_print_says_where_it_starts_and_how_it_was_read() -> None:
    said = [say(one, "en") for one in small_print(read(shipped("street"), "street.toml"))]
    assert said[0].startswith("The statistics begin on ")
    assert "A week ends on Friday; Friday itself is in time." in said
    assert "Equal points share a place, and the next place is skipped." in said


def test_the_small_print_of_prizes_says_what_was_restored() -> None:
    said = [say(one, "en") for one in prize_print(read(shipped("street"), "street.toml"))]
    assert said == [
        "A tie across different prizes is left to people.",
        "Place 3 of 社区, 2000 yuan, is restored from: 前后各名次奖金递减的级差.",
        "Place 2 of 部门, 2000 yuan, is restored from: 前后两个名次的奖金.",
    ]


def test_a_prize_that_cannot_be_read_is_named() -> None:
    scheme = read(SMALL + REWARD.format(prize='"unknown"'), "s.toml")
    assert [prize.amount for prize in scheme.reward[0].prizes] == [3000, None, 1500]
    assert [say(one, "en") for one in unreadable(scheme)] == [
        "the amount of place 2 of 社区 is unknown; restore it, or leave it to people"
    ]


def test_a_prize_that_was_restored_is_not_unreadable() -> None:
    text = SMALL + REWARD.format(prize='{ amount = 2000, restored = "级差" }')
    assert unreadable(read(text, "s.toml")) == ()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("base   = 20", 'base = 20\nper = "whole"', "per = whole wants the day"),
        ("base   = 20", "base = 1e30", "no figure may be 1000000000 or more"),
        ('department = "部门"', 'department = "社区"', "department = 社区: another has that word"),
    ],
)
def test_what_could_not_be_scored_is_told_before(old: str, new: str, says: str) -> None:
    assert any(says in say(one.what, "en") for one in mistakes(SMALL.replace(old, new)))


def test_two_prize_lists_of_one_group_are_a_mistake() -> None:
    reward = '[[reward]]\ngroup = "community"\nprizes = [1]\n'
    [found] = mistakes(SMALL + reward + reward)
    assert say(found.what, "en") == "reward: community is there twice"

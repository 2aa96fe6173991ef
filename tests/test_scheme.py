"""A scheme from its file: each mistake with its line, what is named and what is left open."""

from datetime import date
from decimal import Decimal
from time import process_time
from typing import get_args

import pytest

from inforeport.errors import SchemeMistakes, UnknownShippedScheme
from inforeport.model import Problem
from inforeport.period import Per
from inforeport.rules import KINDS
from inforeport.rules.quota import Quota
from inforeport.scheme import Scheme, freeze, read, revive, shipped
from inforeport.scheme.readings import prize_print, small_print, unreadable, ways_taken
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
         f"rule 1: kind = qouta: write one of {', '.join(KINDS)}; did you mean quota?"),
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
         "rule 2: form = hole: write one of whole, brief, compiled; did you mean whole?"),
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
         "ties = gaps: write one of gap, dense, order; did you mean gap?"),
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
    text = changed("points = { street = 8 }", "points = { }") + HIGHEST
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
    """The readings that the file states, or that are usual; or those it leaves open."""
    return [one.reading.key for one in ways_taken(scheme) if one.is_open is not named]


def test_the_shipped_scheme_leaves_nothing_open() -> None:
    street = read(shipped("street"), "street.toml")
    assert keys(street, named=False) == []
    assert len(keys(street, named=True)) == 14


def test_what_a_scheme_does_not_state_is_open() -> None:
    assert keys(read(SMALL, "s.toml"), named=False) == [
        "calendar.deadline",
        "calendar.belongs",
        "calendar.holidays",
        "quota.surplus",
        "counting.repeated",
        "ranking.ties",
    ]


def test_a_question_that_does_not_arise_is_not_open() -> None:
    """Without weeks no deadline, without a duty to send no gaps."""
    head, _, adoption = SMALL.partition("[[rule]]")
    text = head + "[[rule]]" + adoption.partition("[[rule]]")[2]
    found = keys(read(text, "s.toml"), named=False)
    assert found == ["counting.repeated", "ranking.ties"]


def test_what_is_stated_is_no_longer_open() -> None:
    scheme = read(SMALL + '\n[ranking]\nties = "gap"\n', "s.toml")
    usual = ["counting.joining", "counting.counts_on", "counting.campaign"]
    assert [key for key in keys(scheme, named=True) if key not in usual] == ["ranking.ties"]
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


def test_a_group_may_have_several_prize_lists_and_duties() -> None:
    reward = '[[reward]]\ngroup = "community"\nprizes = [1]\n'
    duty = '[[ranking.duty]]\ngroup = "community"\nlast = "说明"\n'
    scheme = read(SMALL + reward + reward + duty + f"{duty}below = 60\n", "s.toml")
    assert (len(scheme.reward), len(scheme.ranking.last)) == (2, 2)


# What makes no sense


def rules(*tables: str) -> str:
    """The small scheme with rules below its own, each with a clause from 四.1 on."""
    return SMALL + "".join(
        f'\n[[rule]]\nclause = "四.{n}"\n{table}\n' for n, table in enumerate(tables, 1)
    )


def told(text: str) -> list[tuple[int, str]]:
    """The line and the words of each mistake."""
    return [(int(one.place.partition(":")[2]), say(one.what, "en")) for one in mistakes(text)]


FIRST = 24
"""The line of the kind of the first rule below the small scheme; its head is two above."""


@pytest.mark.parametrize(
    ("table", "line", "what"),
    [
        ('kind = "mark"\nrows = [{ code = ["late", "veto"], points = 1 }, { code = "late", points = 2 }]',  # noqa: E501
         1, "row 2 can never be reached: row 1 takes all of it; put it above"),
        ('kind = "mark"\nrows = [{ points = 1 }, { circulated = true, points = 2 }]',
         1, "row 2 can never be reached: row 1 takes all of it; put it above"),
        ('kind = "mark"\nrows = [{ code = "bonus", points = 1, least = 1, most = 2 }]',
         1, "row 1: write points, or least and most"),
        ('kind = "mark"\nrows = [{ code = "bonus" }]', 1, "row 1: write points, or least and most"),
        ('kind = "instruction"\nrows = [{ least = 1, most = 2 }]',
         1, "row 1: only a mark carries points of its own"),
        ('kind = "instruction"', -2, "it has no figures: write points or rows"),
        ('kind = "instruction"\npoints = { street = { whole = 1 } }',
         1, "street: only a use or a report has a form"),
        ('kind = "mark"\npoints = { lates = 1 }',
         1, None),
        ('kind = "mark"\npoints = 1\nwhere = { code = "lates" }', 2, None),
        ('kind = "task"\nof = ["三.1"]', -2,
         "it gives and takes nothing: write base, missing, flat or extra"),
        ('kind = "task"\nof = ["三.9"]\nbase = 1', 1,
         "of = 三.9: write one of 三.1; did you mean 三.1?"),
        ('kind = "task"\nof = ["三.1"]\nneeds = ["周"]\nbase = 1', 2,
         "needs = 周: write one of 三.1"),
        ('kind = "task"\nof = ["三.1"]\nbase = 1\nwhere = { late = true }', 3,
         "where is not known here"),
        ('kind = "quota"\nevery = "week"\ncarry = "missing"', 2,
         "carry wants each window judged alone: per = week"),
        ('kind = "average"', -2,
         "an average of one window is itself: write every, as the shorter window"),
        ('kind = "limit"\nof = ["mark"]\nmost = 5', 1,
         "no rule above gives points in part mark; there are base, adoption"),
        ('kind = "limit"', -2, "it limits nothing: write most or least"),
        ('kind = "limit"\nmost = 1\nleast = 2', 1, "most = 1 is below least = 2"),
        ('kind = "factor"\nfactor = 1', 1, "a factor of 1 changes nothing"),
        ('kind = "flag"\nflag = "不达标"', -2,
         ("it says of nobody when it holds: write where, below, above, first, last, met or "
          "unmet")),
        ('kind = "rate"\nmeasure = "met"\nbands = []', 2, "bands is empty"),
        ('kind = "rate"\nmeasure = "met"\nbands = [{ points = 1 }, { least = 0.5, points = 2 }]', 2,
         "band 2 can never be reached"),
        ('kind = "void"\ntimes = 0\nwhere = { code = "veto" }', 1, "times must not be below 1"),
        ('kind = "quota"\nseasons = [{ months = [13], owed = 1 }]', 1,
         "months are numbers from 1 to 12"),
        ('kind = "quota"\nheads = 0', 1, "heads must not be below 1"),
        ('kind = "quota"\nwhat = "points"\nowed = 60\nwhere = { late = true }', 3,
         "late says nothing here: there is nothing to ask it of"),
        ('kind = "start"\npoints = 1\nsince = 2009-06-30\nuntil = 2009-06-01', 3,
         "until = 2009-06-01 comes before since = 2009-06-30"),
        ('kind = "start"\npoints = 1\nevery = "quarter"', 2,
         "every = quarter is longer than per = month"),
    ],
)  # fmt: skip
def test_a_rule_that_makes_no_sense_is_told(table: str, line: int, what: str | None) -> None:
    [(found, said)] = told(rules(table))
    assert found == FIRST + line
    if what is None:
        assert said.startswith("rule 3: code = lates: write one of late, ")
        assert said.endswith("did you mean late?")
    else:
        assert said == f"rule 3: {what}"


@pytest.mark.parametrize(
    ("kind", "where", "name"),
    [
        ('kind = "instruction"\npoints = 1', '{ form = "brief" }', "form"),
        ('kind = "forwarding"\npoints = 1', '{ leader_kind = "书记" }', "leader_kind"),
        ('kind = "submission"\npoints = 1', '{ publication = "日报" }', "publication"),
        ('kind = "commission"\npoints = 1', '{ position = "头版" }', "position"),
        ('kind = "mark"\npoints = 1', '{ outcome = "late" }', "outcome"),
        ('kind = "quota"\nmissing = -1', "{ proof = true }", "proof"),
        ('kind = "adoption"\npoints = { street = 1 }', '{ code = "late" }', "code"),
        ('kind = "rate"\nmeasure = "in time"\nbands = [{ points = 1 }]', '{ name = "x" }', "name"),
        ('kind = "limit"\nmost = 1', "{ proof = true }", "proof"),
        ('kind = "void"', '{ level = "street" }', "level"),
        ('kind = "flag"\nflag = "x"', '{ level = "street" }', "level"),
        ('kind = "average"\nper = "year"\nevery = "month"', "{ late = true }", "late"),
        ('kind = "scale"\ninto = 3', "{ late = true }", "late"),
    ],
)  # fmt: skip
def test_a_condition_that_a_kind_cannot_ask_is_told(kind: str, where: str, name: str) -> None:
    [(line, said)] = told(rules(f"{kind}\nwhere = {where}"))
    assert line == FIRST + kind.count("\n") + 1
    assert said.startswith(f"rule 3: {name} says nothing of a rule of kind ")


def test_a_condition_in_a_row_is_told_too() -> None:
    [(line, said)] = told(
        rules('kind = "mark"\npoints = 1\nrows = [{ form = "brief", points = 2 }]')
    )
    assert line == FIRST + 2
    assert "form says nothing of a rule of kind mark" in said


def test_a_condition_in_a_table_of_its_own_has_its_own_line() -> None:
    [(line, _)] = told(rules('kind = "mark"\npoints = 1\n[rule.where]\nform = "brief"'))
    assert line == FIRST + 3


def test_a_row_with_a_condition_more_is_reached() -> None:
    rows = (
        'rows = [{ code = "late", circulated = true, points = 1 }, { code = "late", points = 2 }]'
    )
    assert len(read(rules(f'kind = "mark"\n{rows}'), "s.toml").entries) == 3


SENT = 'kind = "submission"\n'


@pytest.mark.parametrize(
    ("above", "below", "reached"),
    [
        ("min_chars = 500", "min_chars = 1000", False),
        ("min_chars = 500", "min_chars = 500", False),
        ("min_chars = 1000", "min_chars = 500", True),
        ("max_chars = 500", "max_chars = 499", False),
        ("max_chars = 500", "max_chars = 501", True),
        ("by_day = 20", "by_day = 10", False),
        ("by_day = 10", "by_day = 20", True),
        ('category = ["调研", "经验"]', 'category = "调研"', False),
        ('category = "调研"', 'category = ["调研", "经验"]', True),
        ("late = true", "late = false", True),
        ("late = true", "urgent = true", True),
    ],
)
def test_a_row_is_reached_where_one_above_leaves_it_something(
    above: str, below: str, *, reached: bool
) -> None:
    text = rules(f"{SENT}rows = [{{ {above}, points = 1 }}, {{ {below}, points = 2 }}]")
    if reached:
        assert len(read(text, "s.toml").entries) == 3
    else:
        assert [line for line, _ in told(text)] == [FIRST + 1]


@pytest.mark.parametrize(
    ("above", "below", "reached"),
    [
        ("least = 0.5", "least = 0.8", False),
        ("least = 0.8", "least = 0.5", True),
        ("below = 0.8", "below = 0.5", False),
        ("below = 0.5", "below = 0.8", True),
        ("least = 0.5, below = 0.8", "least = 0.6", True),
        ("least = 0.5, below = 0.8", "least = 0.6, below = 0.7", False),
    ],
)
def test_a_band_is_reached_where_one_above_leaves_it_something(
    above: str, below: str, *, reached: bool
) -> None:
    bands = f"bands = [{{ {above}, points = 1 }}, {{ {below}, points = 2 }}]"
    text = rules(f'kind = "rate"\nmeasure = "in time"\n{bands}')
    if reached:
        assert len(read(text, "s.toml").entries) == 3
    else:
        assert told(text) == [(FIRST + 2, "rule 3: band 2 can never be reached")]


def test_quotas_are_known_by_name_and_clause_to_the_rules_below_them() -> None:
    quota = 'kind = "quota"\nname = "周"'
    task = 'kind = "task"\nof = ["周", "三.1"]\nneeds = ["四.1"]\nbase = 1'
    assert len(read(rules(quota, task), "s.toml").entries) == 4
    [(_, said)] = told(rules('kind = "task"\nof = ["周"]\nbase = 1'))
    assert said == "rule 3: of = 周: write one of 三.1"


def test_two_quotas_of_one_name_are_a_mistake() -> None:
    [(line, said)] = told(
        rules('kind = "quota"\nname = "周"', 'kind = "quota"\nname = "周"\nowed = 2')
    )
    assert (line, said) == (FIRST + 6, "rule 4: another duty above has the name 周")


def test_a_cap_stands_below_what_it_caps() -> None:
    cap, mark = 'kind = "limit"\nof = ["mark"]\nmost = 5', 'kind = "mark"\npoints = { late = -1 }'
    assert len(read(rules(mark, cap), "s.toml").entries) == 4
    [(line, said)] = told(rules(cap, mark))
    assert line == FIRST + 1
    assert said == "rule 3: no rule above gives points in part mark; there are base, adoption"


# One thing said twice

START = 'kind = "start"\npoints = {points}\n'


@pytest.mark.parametrize(
    ("one", "other", "twice"),
    [
        ("", "", True),
        ('groups = ["community"]', 'groups = ["department"]', False),
        ('groups = ["community"]', "", True),
        ('groups = ["community"]', 'groups = ["department", "community"]', True),
        ("until = 2009-05-31", "since = 2009-06-01", False),
        ("until = 2009-05-31", "since = 2009-05-31", True),
        ('per = "month"', 'per = "year"', False),
    ],
)
def test_the_same_rule_twice_is_a_mistake(one: str, other: str, *, twice: bool) -> None:
    text = rules(START.format(points=5) + one, START.format(points="5.0") + other)
    if twice:
        [(line, said)] = told(text)
        assert line == FIRST + 4
        assert said == "rule 4: this is the rule of clause 四.1 once more"
    else:
        assert len(read(text, "s.toml").entries) == 4


PRICES = 'kind = "adoption"\npoints = '


@pytest.mark.parametrize(
    "other",
    [
        "{ street = 5 }",
        "{ street = { brief = 5 } }",
        '{ street = 5 }\nwhom = "both"',
        '{ street = 5 }\ngroups = ["community"]',
        '{ street = 5 }\nper = "quarter"',
    ],
)
def test_two_rules_for_one_thing_are_a_mistake(other: str) -> None:
    [(line, said)] = told(rules(PRICES + other))
    assert line == FIRST + 1
    assert said == (
        "rule 3: street has points in clause 三.2 already, and a report would have both; "
        "give one of the two a part of its own, or a condition"
    )


@pytest.mark.parametrize(
    "other",
    [
        '{ street = 5 }\npart = "bonus"',
        "{ street = 5 }\nwhere = { late = true }",
        "{ street = 5 }\nunless = { late = true }",
        '{ street = 5 }\nonce = ["item"]',
        '{ street = 5 }\ntimes = "pictures"',
        '{ street = 5 }\nwhom = "persons"',
    ],
)
def test_two_rules_for_two_things_are_none(other: str) -> None:
    assert len(read(rules(PRICES + other), "s.toml").entries) == 3


def test_two_rules_for_two_forms_are_none() -> None:
    text = changed("{ street = 8 }", "{ street = { whole = 8 } }")
    text += '\n[[rule]]\nclause = "四"\nkind = "adoption"\npoints = { street = { brief = 3 } }\n'
    assert len(read(text, "s.toml").entries) == 3


def test_two_rules_for_one_thing_may_follow_one_another() -> None:
    text = changed("{ street = 8 }", "{ street = 8 }\nuntil = 2009-05-31")
    text += '\n[[rule]]\nclause = "四"\nkind = "adoption"\npoints = { street = 3 }\n'
    text += "since = 2009-06-01\n"
    assert len(read(text, "s.toml").entries) == 3


# Signs and ranges, settings that do nothing, words that are not there

ONE = 'kind = "mark"\npoints = { late = -1 }'
MORE = 'kind = "adoption"\npart = "more"\npoints = { street = 1 }'
RATE = 'kind = "rate"\nmeasure = "in time"\n'


@pytest.mark.parametrize(
    ("table", "line", "what"),
    [
        (f'{MORE}\ntimes = "count"', 3, "times = count: only a mark has a number of its own"),
        (f"{MORE}\nauthors = [3, 0]", 3, "authors must be above 0"),
        (f"{MORE}\nothers = 40", 3, "others = 40 is a part of one: write 0.4 for 40%"),
        (f"{MORE}\nothers = -0.5", 3, "others = -0.5 is a part of one, from 0 to 1"),
        ('kind = "quota"\nowed = 1000000000', 1, "no figure may be 1000000000 or more"),
        ('kind = "quota"\nmissing = 2', 1,
         "missing = 2 gives points for what is missing; write -2"),
        ('kind = "task"\nof = ["三.1"]\nflat = 2.5', 2,
         "flat = 2.5 gives points for what is missing; write -2.5"),
        ('kind = "quota"\nextra = 1\nmost_extra = -1', 2, "most_extra must not be below 0"),
        ('kind = "quota"\nseasons = [{ months = [7], owed = -1 }]', 1,
         "owed must not be below 0"),
        ('kind = "quota"\nseasons = [{ months = [7], owed = 1 }, { months = [7, 8], owed = 2 }]', 1,
         "month 7 is in two seasons; leave it in one"),
        ('kind = "quota"\nweights = [{ late = true, counts = -1 }]', 1,
         "counts must not be below 0"),
        ('kind = "quota"\nweights = [{ counts = 1 }, { late = true, counts = 2 }]', 1,
         "weight 2 can never be reached: weight 1 takes all of it; put it above"),
        ('kind = "factor"\nfactor = -1', 1, "factor must not be below 0"),
        ('kind = "scale"\ninto = 3\nfull = 0', 2, "full must be above 0"),
        (f"{RATE}bands = [{{ least = 30, points = 1 }}]", 2,
         "least = 30 is a part of one: write 0.3 for 30%"),
        (f"{RATE}bands = [{{ below = 1.5, points = 1 }}]", 2,
         "below = 1.5 is a part of one, from 0 to 1"),
        (f"{RATE}bands = [{{ below = 0.5, step = 0, points = 1 }}]", 2, "step must be above 0"),
        (f"{RATE}bands = [{{ least = 0.5, below = 0.5, points = 1 }}]", 2,
         "no rate is at least 0.5 and below 0.5"),
        (f"{MORE}\nwhere = {{ by_day = 32 }}", 3, "by_day is a day of the month, from 1 to 31"),
        (f"{MORE}\nunless = {{ min_chars = 9, max_chars = 8 }}", 3,
         "max_chars = 8 is below min_chars = 9"),
        (f"{MORE}\nwhere = {{ min_rewritten = 60 }}", 3,
         "min_rewritten = 60 is a part of one: write 0.6 for 60%"),
        ('kind = "mark"\nrows = [{ least = 3, most = 2 }]', 1, "most = 2 is below least = 3"),
        ('kind = "commission"\npoints = { intime = 1 }', 1,
         "outcome = intime: write one of delivered, late, missed"),
        (f"{MORE}\nwhere = {{ category = [] }}", 3, "category is empty"),
        (f"{MORE}\nonce = []", 3, "once is empty"),
        ('kind = "start"\npoints = 1\npart = " "', 2, "part is empty"),
        ('kind = "flag"\nflag = ""\nbelow = 1', 1, "flag is empty"),
        ('kind = "quota"\nname = "a\\nb"', 1,
         "name holds a line break or another character of control"),
        ('kind = "quota"\nsurplus = "stays"', 1,
         "surplus says nothing where each window is judged alone"),
        ('kind = "quota"\nshort = "pro rata"\nmissing = -1', 1, "short says nothing without base"),
        ('kind = "quota"\nbase = 1\nmost_extra = 2', 2, "most_extra says nothing without extra"),
        ('kind = "quota"\ntarget = true\nowed = 2', 2,
         "owed says nothing where target = true: each unit has its own"),
        ('kind = "quota"\ntarget = true\nseasons = [{ months = [7], owed = 1 }]', 2,
         "seasons says nothing where target = true: each unit has its own"),
        ('kind = "quota"\nevery = "tenday"\ntarget = true', 2,
         ("target = true: a number is set by the week or longer, not every = tenday; "
          "write owed")),
        ('kind = "limit"\nmost = 9\ncarry = "missing"', 2,
         "carry = missing says nothing without least"),
        ('kind = "limit"\nmost = 9\ncarry = "surplus"\nper = "year"', 2,
         "carry says nothing: no other window of the year comes after"),
        ('kind = "limit"\nmost = 9\ncarry = "surplus"\neach = "item"', 2,
         "carry says nothing with each = item"),
        ('kind = "limit"\nmost = 9\ncarry = "surplus"\nevery = "week"', 2,
         "carry wants each window judged alone: per = week"),
        ('kind = "quota"\nwhom = "persons"', 1, "whom says nothing without missing"),
        ('kind = "quota"\nthen = [{ flag = "甲", whom = "persons" }]', 1,
         "whom says nothing without missing"),
        ('kind = "adoption"\nonce = "item"\nrows = [{ after = 3, points = 2 }, { points = 1 }]', 1,
         "once says nothing beside rows with after: write further"),
        ('kind = "adoption"\nwhom = "both"\nrows = [{ after = 3, points = 2 }, { points = 1 }]', 1,
         "rows with after count a unit's, not a person's: write once and keep"),
        ('kind = "adoption"\nrows = [{ after = 3, points = 2 }, { after = 6, points = 1 }]', 1,
         "row 2 can never be reached: row 1 takes all of it; put it above"),
        ('kind = "adoption"\nrows = [{ after = 0, points = 2 }]', 1, "after must not be below 1"),
        (f'{MORE}\njoint = "each"\nlead = 0.6', 4,
         "lead says nothing with joint = each; leave one out"),
        (f"{MORE}\nothers = 0.4\nlead = 0.6", 4,
         "lead says nothing beside others: write one of them"),
        (f"{MORE}\nlead = 60", 3, "lead = 60 is a part of one: write 0.6 for 60%"),
        ('kind = "average"\nper = "year"\nevery = "month"\ndivided_by = "staff"', 2,
         "every says nothing with divided_by = staff"),
        ('kind = "quota"\npersons = true\nmissing = -1\nwhom = "persons"', 3,
         "whom = persons says nothing beside persons: each person has it already; leave one out"),
        ('kind = "quota"\npersons = true\nthen = [{ missing = -1, whom = "persons" }]', 2,
         "whom = persons says nothing beside persons: each person has it already; leave one out"),
        (f'{ONE}\nwhere = {{ within = {{ event = "receipt" }} }}', 2,
         "write days, workdays, or hours: one of the three"),
        (f'{ONE}\nwhere = {{ within = {{ days = 1, hours = 24, event = "receipt" }} }}', 2,
         "write days, workdays, or hours: one of the three"),
        (f"{ONE}\nwhere = {{ within = {{ days = 1 }} }}", 2,
         "within: write event or answer, or both"),
        (f'{ONE}\nwhere = {{ within = {{ days = -1, event = "receipt" }} }}', 2,
         "days must not be below 0"),
        (f'{ONE}\nlook = "year"\nwhere = {{ within = {{ days = 1, answer = "proof" }} }}', 2,
         "look = year: what waits for an answer looks at all there is; leave look out"),
        (f'{ONE}\nwhere = {{ within = {{ days = 1, answer = "fowarding" }} }}', 2,
         ("answer = fowarding: write one of receipt, instruction, forwarding, proof, late, "
          "missed, concealed, error, wrong, untrue, bad_press, urgent_late, urgent_on_time, "
          "weak_supervision, organisation, feedback_late, feedback_missed, commission_failed, "
          "bonus, subscription_met, subscription_extra, veto, duplicate; did you mean "
          "forwarding?")),
        (f"{ONE}\nkeep = 2", 2, "keep says nothing without once"),
        (f"{ONE}\nfurther = 2", 2, "further says nothing without once"),
        (f'{MORE}\njoint = "each"\nothers = 0.5', 4,
         "others says nothing with joint = each; leave one out"),
        ('kind = "start"\npoints = { community = 1 }\ngroups = ["community"]', 2,
         "groups says nothing beside points, which names its groups"),
        ('kind = "mark"\npoints = 1\nrows = [{ points = 2 }]', 1,
         "points says nothing: row 1 takes all that is left"),
        ('kind = "pay"\neach = 1', 0, "pay gives money: write it as a [[fee]]"),
        ('kind = "quota"\nname = "三.1"', 1,
         ("name = 三.1 is the clause of another duty: a rule that speaks of it could mean both; "
          "choose another name")),
        (f'{ONE}\npart = "total"', 2, "part = total is the name of another column; choose one"),
        (f"{ONE}\nwhere = {{ cod = 1 }}", 2, "cod is not known here; did you mean code?"),
        (f'{ONE}\ncode = "late"', 2, "code is a condition: write it inside where"),
        (f"{ONE}\nkeep = true", 2, "keep = true is not a whole number"),
        ('kind = "start"\npoints = nan', 1, "points = NaN is not a figure"),
        ('kind = "start"\npoints = -inf', 1, "points = -Infinity is not a figure"),
        ('kind = "quota"\ntarget = 1', 1, "target = 1: write true or false, without quotes"),
    ],
)  # fmt: skip
def test_what_a_rule_cannot_state_is_told(table: str, line: int, what: str) -> None:
    assert told(rules(table)) == [(FIRST + line, f"rule 3: {what}")]


@pytest.mark.parametrize(
    ("section", "line", "what"),
    [
        ('[[reward]]\ngroup = "community"', 22, "it pays nothing: write prizes, or a pool"),
        ('[[reward]]\ngroup = "community"\nprizes = [1]\npool = 9', 25,
         "prizes and pool are two ways to pay; write one of them"),
        ('[[reward]]\ngroup = "community"\npool = 0', 24, "pool must be above 0"),
        ('[[reward]]\ngroup = "community"\npool = 9\nfirst = 0', 25, "first must not be below 1"),
        ('[[reward]]\ngroup = "community"\nprizes = [1]\nfirst = 1', 25,
         "first says nothing without pool"),
        ('[[reward]]\ngroup = "community"\nprizes = []', 24, "prizes is empty"),
        ('[[honour]]\ngroup = "community"\ntitle = "先进"', 22,
         "it says of nobody who has the title: write first or least"),
        ('[[honour]]\ngroup = "community"\ntitle = "先进"\nfirst = 0', 25,
         "first must not be below 1"),
        ('[[ranking.duty]]\ngroup = "community"\nlast = "说明"\ncount = 0', 25,
         "count must not be below 1"),
        ('[[ranking.duty]]\ngroup = "community"\nlast = "说明"\ncount = 2\nbelow = 60', 25,
         "count says nothing beside below: all with fewer points are meant"),
        ('[ranking]\ntiebreak = ["adoptions"]', 23,
         "tiebreak = adoptions: write one of base, adoption; did you mean adoption?"),
        ('[[fee]]\nkind = "pay"\nclause = "六"\neach = 1\nof = ["adoptions"]', 26,
         "fee 1: of = adoptions: write one of base, adoption; did you mean adoption?"),
        ('[[rules]]\nkind = "start"', 22, "rules is not known here; did you mean rule?"),
        ("[rank]\nties = 1", 22, "rank is not known here; did you mean ranking?"),
        ('[calendar]\nholidays = "shift"\nfree = [2021-03-08]\nmake_up = [2021-03-08]', 25,
         "2021-03-08 is a day off and a day of work: leave one"),
        ("[calendar]\nfree = [2021-03-08]", 23,
         "free says nothing: no rule asks which days are days of work"),
        ('[ranking]\ntie = "gap"', 23, "tie is not known here; did you mean ties?"),
    ],
)  # fmt: skip
def test_what_a_table_cannot_state_is_told(section: str, line: int, what: str) -> None:
    assert told(f"{SMALL}\n{section}\n") == [(line, what)]


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ('"三.1"', '" "', 13, "rule 1: clause is empty"),
        ("试行办法", "试行\\t办法", 1, "title holds a line break or another character of control"),
        ("since =", "since ＝", 2, "full-width characters ＝; write =: since ＝ 2009-05-02"),
        ('"试行办法"', "“试行”", 1, 'full-width characters “”; write "": title = “试行”'),
        ("{ street = 8 }", "{ street = 8，}", 20,
         "full-width characters ，; write ,: points = { street = 8，}"),
        ("2009-05-02", "2009-02-30", 2,
         "no such day; a day is written as 2009-05-02: since = 2009-02-30"),
        ("2009-05-02", "2009-13-1", 2,
         "no such day; a day is written as 2009-05-02: since = 2009-13-1"),
        ("base   = 20", "base   = 20\nbase = 1", 16, "a key or table is there twice: base = 1"),
        ("[levels]", "[groups]\n[levels]", 8, "a key or table is there twice: [groups]"),
        ("{ street = 8 }", "{ street = 8,\n x = 9 }", 20,
         "a table in braces must end on the line it begins on: points = { street = 8,"),
        ("base   = 20", "base = " + "1" * 5000, 15,
         "a figure has more digits than can be read"),
        ("base   = 20", "base = 1e99999999999999999999", 15,
         "a figure has more digits than can be read"),
        ("base   = 20", "base = " + "[" * 3000, 15,
         "brackets stand in brackets too many times over"),
        ("base   = 20", "base = " + "{ a = " * 3000, 15,
         "brackets stand in brackets too many times over"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_words(old: str, new: str, line: int, what: str) -> None:
    assert told(changed(old, new)) == [(line, what)]


@pytest.mark.parametrize("depth", [60, 480, 3000])
@pytest.mark.parametrize(("opens", "closes"), [("[", "]"), ("{ a = ", "}")])
def test_however_deep_brackets_stand_in_brackets_it_is_a_mistake(
    depth: int, opens: str, closes: str
) -> None:
    deep = f"base = {opens * depth}1{closes * depth}"
    assert told(changed("base   = 20", deep)) == [
        (15, "brackets stand in brackets too many times over")
    ]


@pytest.mark.parametrize("rule", ['rule = "x"', 'rule = ["x"]', "rule = 3"])
def test_a_rule_is_a_table(rule: str) -> None:
    head = SMALL.split("[[rule]]", maxsplit=1)[0].replace("[groups]", f"{rule}\n\n[groups]")
    assert told(head) == [(4, "rule is not a table; write [[rule]] above its lines")]


@pytest.mark.parametrize(
    ("key", "condition", "what"),
    [
        ("kinds", 'where = { kind = "信息" }', "kind = 信息: write its key, info"),
        ("kinds", 'where = { kind = "inf" }', "kind = inf: write one of info; did you mean info?"),
        ("categories", 'where = { category = "信息" }', "category = 信息: write its key, info"),
        ("categories", 'unless = { category = ["info"] }', None),
        ("codes", 'where = { kind = "随便" }', None),
    ],
)
def test_words_that_are_declared_are_named_by_their_keys(
    key: str, condition: str, what: str | None
) -> None:
    text = f'{rules(f"{SENT}points = 1")}{condition}\n\n[{key}]\ninfo = "信息"\n'
    if what is None:
        assert len(read(text, "s.toml").entries) == 3
    else:
        assert told(text) == [(FIRST + 2, f"rule 3: {what}")]


def test_points_by_category_are_headed_by_keys() -> None:
    text = rules(SENT + 'points = { "信息" = 1 }') + '\n[categories]\ninfo = "信息"\n'
    assert told(text) == [(FIRST + 1, "rule 3: category = 信息: write its key, info")]


def test_what_is_subtracted_may_be_said_without_a_base() -> None:
    quota = 'kind = "quota"\nmissing = -1\nshort = "subtract"'
    assert len(read(rules(quota), "s.toml").entries) == 3


# All at once


def test_all_that_makes_no_sense_is_told_at_once() -> None:
    text = rules(
        'kind = "limit"',
        'kind = "mark"\npoints = { late = -1 }\nwhere = { form = "brief" }\nkeep = 0',
        'kind = "task"\nof = ["周"]\nbase = 1',
        'kind = "factor"\nfactor = 1',
    )
    assert [line for line, _ in told(text)] == [22, 30, 31, 36, 42]


def test_a_scheme_of_four_thousand_rules_is_read() -> None:
    """Each takes its place among those above it without looking at all of them again."""
    codes = "".join(f'c{n} = "事项{n}"\n' for n in range(2000))
    head, tail = SMALL.split("[levels]")
    marks = [f'kind = "mark"\npoints = {{ c{n} = {n} }}' for n in range(2000)]
    caps = [f'kind = "limit"\nof = ["mark"]\nmost = {n}' for n in range(2000)]
    text = rules(*marks, *caps).replace(SMALL, f"{head}[codes]\n{codes}\n[levels]{tail}")
    started = process_time()
    assert len(read(text, "s.toml").entries) == 4_002
    wrong = text.replace('kind = "limit"', 'kind = "limits"')
    assert len(mistakes(wrong)) == 2000
    assert process_time() - started < 6  # a second; anything quadratic takes more


def test_a_reading_has_words_for_each_way_a_scheme_may_take_it() -> None:
    scheme = read(SMALL + '\n[ranking]\nties = "order"\n', "s.toml")
    said = [say(one, "en") for one in small_print(scheme)]
    assert "Equal points have places of their own, in the order of the register." in said


def test_what_a_report_earns_more_than_once_may_be_said_by_the_rule_of_adoption() -> None:
    found = keys(
        read(changed("{ street = 8 }", '{ street = 8 }\nonce = ["item"]'), "s.toml"), named=False
    )
    assert "counting.repeated" not in found
    assert "ranking.ties" in found


@pytest.mark.parametrize(
    ("figures", "arises"),
    [
        ("base   = 20", False),
        ("base   = 20\nmissing = -5", True),
        ("missing = -5", False),
    ],
)
def test_what_a_shortfall_does_to_the_base_is_asked_where_there_are_both(
    figures: str, *, arises: bool
) -> None:
    found = keys(read(changed("base   = 20", figures), "s.toml"), named=False)
    assert ("quota.short" in found) is arises


def test_that_every_use_counts_may_be_stated_and_then_no_rule_may_say_otherwise() -> None:
    stated = SMALL + '\n[counting]\nrepeated = "add"\n'
    assert "counting.repeated" in keys(read(stated, "s.toml"), named=True)
    highest = '\n[[rule]]\nkind = "highest"\nclause = "五"\nby = ["item"]\n'
    [(_, said)] = told(stated.replace("\n[counting]", f"{highest}\n[counting]"))
    assert said == "rule 3: repeated = add, and this lets only the dearest use count"


def test_what_a_use_without_a_form_is_matters_where_a_rule_asks_for_forms() -> None:
    assert "counting.unstated" not in keys(read(SMALL, "s.toml"), named=False)
    forms = changed("{ street = 8 }", "{ street = { whole = 8 } }")
    assert "counting.unstated" in keys(read(forms, "s.toml"), named=False)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("base   = 20", 'base   = "20"', "rule 1: base = 20 is not a figure"),
        ("base   = 20", 'owed   = "2"', "rule 1: owed = 2 is not a whole number"),
        (
            "base   = 20",
            'target = "true"',
            "rule 1: target = true: write true or false, without quotes",
        ),
    ],
)
def test_a_figure_in_quotes_is_text(old: str, new: str, what: str) -> None:
    [(_, said)] = told(changed(old, new))
    assert said == what


def test_the_nearest_condition_is_named() -> None:
    typo = changed("{ street = 8 }", '{ street = 8 }\nwhere = { categry = "动态" }')
    [(_, said)] = told(typo)
    assert said == "rule 2: categry is not known here; did you mean category?"


def test_one_window_needs_no_reading_of_surplus() -> None:
    weekly = read(SMALL, "s.toml")
    assert "quota.surplus" in keys(weekly, named=False)
    monthly = read(changed('every  = "week"\n', ""), "s.toml")
    assert "quota.surplus" not in keys(monthly, named=False)


def test_a_wrong_word_does_not_hide_a_wrong_sign() -> None:
    text = changed("{ street = 8 }", "{ stret = 8 }").replace("base   = 20", "missing = 2")
    assert [said for _, said in told(text)] == [
        "rule 1: missing = 2 gives points for what is missing; write -2",
        "rule 2: level = stret: write one of street; did you mean street?",
    ]

"""What was printed is kept exactly, with what it said in every language."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from inforeport import words
from inforeport.model import Result, ScoreLine
from inforeport.model.counts import Counts
from inforeport.model.papers import Rewards
from inforeport.office.archive import decoded, encoded, fixed
from inforeport.words import LANGUAGES, Message, Text, say, spoken
from material import RESULT, stated

NAMES = ("n", "what", "unit")
FACTS = st.recursive(
    st.one_of(
        st.text(max_size=8),
        st.integers(-999, 999),
        st.decimals(allow_nan=False, allow_infinity=False, places=2),
        st.dates(),
    ),
    lambda facts: st.one_of(
        st.lists(facts, max_size=3),
        st.builds(
            lambda text, its: Message(text, dict.fromkeys(NAMES, its)),
            st.sampled_from(["{n}", "missing", "{what}: {unit}", "place {n} is left out"]),
            facts,
        ),
    ),
    max_leaves=6,
)
TEXTS = st.one_of(
    st.text(max_size=8),
    st.builds(
        lambda text, facts: Message(text, dict.fromkeys(NAMES, facts)),
        st.sampled_from(["{n}", "{unit}", "points", "{what}; {n}", "{unit} (no. {n})"]),
        FACTS,
    ),
)
FIGURES = st.decimals(allow_nan=False, allow_infinity=False)
LINES = st.builds(
    ScoreLine,
    unit=st.text(max_size=4),
    points=FIGURES,
    part=st.just("adoption"),
    because=TEXTS,
    on=st.none() | st.dates(),
)


@given(TEXTS)
def test_what_was_said_stays_the_same_in_every_language(text: Text) -> None:
    assert [say(spoken(text), one) for one in LANGUAGES] == [say(text, one) for one in LANGUAGES]


@given(LINES)
def test_a_line_is_kept_to_the_last_digit(line: ScoreLine) -> None:
    kept = decoded(encoded(line), ScoreLine)
    assert kept == fixed(line)
    assert str(kept.points) == str(line.points)
    assert [say(kept.because, one) for one in LANGUAGES] == [
        say(line.because, one) for one in LANGUAGES
    ]


@given(st.lists(LINES, max_size=3), TEXTS)
def test_a_result_is_kept_whole(lines: list[ScoreLine], reading: Text) -> None:
    (group, *_), score = RESULT.groups, RESULT.groups[0].standings[0].score
    standing = replace(group.standings[0], score=replace(score, lines=tuple(lines)))
    found = replace(
        RESULT,
        groups=(replace(group, standings=(standing,)),),
        readings=(reading,),
        fees=tuple(lines),
        untitled=frozenset({"不达标"}),
    )
    assert decoded(encoded(found), Result) == fixed(found)


def test_counts_and_rewards_are_kept_too() -> None:
    given_ = stated()
    assert decoded(encoded(given_.counts), Counts) == given_.counts
    assert decoded(encoded(Rewards()), Rewards) == Rewards()


def test_another_wording_does_not_reach_what_was_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    line = ScoreLine(
        unit="甲社区",
        points=Decimal("2.50"),
        part="base",
        because=Message("{n} due", {"n": 4}),
        on=date(2009, 5, 8),
    )
    kept = encoded(line)
    monkeypatch.setattr(words, "_catalogue", lambda _: pytest.fail("it was translated anew"))
    assert say(decoded(kept, ScoreLine).because, "en") == "4 due"

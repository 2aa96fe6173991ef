"""What one cell says, and text made safe to keep: what is taken, what is refused, what is left."""

from datetime import date
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inforeport.intake.values import Unfit, day, moment
from inforeport.text import clean, fold, one_line

# Days and numbers


@pytest.mark.parametrize(
    "text",
    [
        "2009-05-08",
        "2009.5.8",
        "20090508",
        "2009年5月8日",
        "２００９－０５－０８",
        "2009年5⽉8⽇",
    ],
)
def test_a_day_is_read(text: str) -> None:
    assert day(f" {text} ") == date(2009, 5, 8)


@pytest.mark.parametrize(
    "text",
    ["5/8", "5月8日", "2009-04-31", "0209-05-08", "2009-W19-5", "39941", "09-05-08",
     "2009-05/08", "2009年5月⑧日", "8", "2009-05-08 09:30", "May 8, 2009"],
)  # fmt: skip
def test_what_may_be_another_day_is_refused(text: str) -> None:
    with pytest.raises(Unfit) as raised:
        day(text)
    assert raised.value.code == "not-a-day"


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2009-05-08", None),
        ("2009-05-08 09:30", "2009-05-08 09:30"),
        ("2009-05-08T09:30:15", "2009-05-08 09:30"),
        ("2009/5/8 9:30", "2009-05-08 09:30"),
        ("2009年5月8日　０９：３０", "2009-05-08 09:30"),
    ],
)
def test_a_moment_keeps_the_hour_if_it_is_told(text: str, at: str | None) -> None:
    assert moment(text) == (date(2009, 5, 8), at)


@pytest.mark.parametrize("text", ["2009-05-08 24:00", "2009-05-08 9:60", "2009-05-08 上午", "9:30"])
def test_no_moment_is_guessed(text: str) -> None:
    with pytest.raises(Unfit):
        moment(text)


# Text


@pytest.mark.parametrize(
    ("dirty", "left"),
    [
        ("\x1b[1;31m甲\x1b[0m", "甲"),
        ("\x9b31m甲", "甲"),
        ("\x1b]0;title\x07甲", "甲"),
        ("\x1b]52;c;cGF5bG9hZA==\x1b\\甲", "甲"),
        ("\x9d0;title\x9c甲", "甲"),
        ("\x1bPq#0\x1b\\甲\x1b_a\x1b\\\x1b^b\x1b\\\x1bXc\x1b\\", "甲"),
        ("\x1b]甲乙", "甲乙"),
        ("\x1b\x1b[31m甲", "甲"),
        ("\x1b[甲", "甲"),
        ("甲\r\n乙\r丙\u2028丁\n", "甲\n乙\n丙\n丁\n"),
        ("\ufeff甲\u200b乙\u202e\u2066\x00\x7f\x85\ufff9\ufffe\U0001ffff\ud800\U000e0041", "甲乙"),
        ("[red]甲[/] :smile: [附件]\t①㎡", "[red]甲[/] :smile: [附件]\t①㎡"),
    ],
)
def test_what_commands_or_hides_is_taken_out(dirty: str, left: str) -> None:
    assert clean(dirty) == left


ANYTHING = st.text(
    st.one_of(st.characters(), st.sampled_from("\x1b\x9b\x9d\x90\r\n[]m;\x07\\0")), max_size=40
)


@given(ANYTHING)
def test_nothing_is_left_to_clean_after_cleaning(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ANYTHING)
def test_no_control_is_left_but_tab_and_line_feed(text: str) -> None:
    left = clean(text)
    assert not [one for one in left if category(one) in {"Cc", "Cs"} and one not in "\t\n"]
    assert not set("\u202e\u2066\u200f\ufeff") & set(left)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)))
def test_chinese_text_is_left_as_it_is(text: str) -> None:
    assert clean(text) == one_line(text) == text


@given(ANYTHING)
def test_a_line_is_one_line_and_stays_so(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert one_line(line) == line


def test_many_unfinished_sequences_take_no_longer_than_their_length() -> None:
    assert clean("\x9d" * 1_000_000) == clean("\x1b]" * 500_000) == ""


@pytest.mark.parametrize(
    "other",
    ["甲社区（东）", "甲社区(东)", " 甲 社区（ 东 ）", "甲社区\u3000(东)", "甲\u200b社区（东）"],
)
def test_spaces_and_width_do_not_tell_names_apart(other: str) -> None:
    assert fold(other) == fold("甲社区(东)")


def test_traditional_and_simplified_names_are_two() -> None:
    assert fold("甲社區") != fold("甲社区")

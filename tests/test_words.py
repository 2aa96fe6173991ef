"""Sentences as values: facts keep their exactness, somebody's data stays as it is."""

from datetime import date
from decimal import Decimal

import pytest

from inforeport.figures import number
from inforeport.words import (
    LANGUAGES,
    Spoken,
    Text,
    Titled,
    message,
    of_title,
    recorded,
    say,
    spoken,
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("20", "20"),
        ("20.00", "20"),
        ("-0.50", "-0.5"),
        ("0", "0"),
        ("0.0", "0"),
        ("1E+2", "100"),
        ("100", "100"),
        ("1E-6", "0.000001"),
        ("6.6666667", "6.67"),  # of a division
    ],
)
def test_a_figure_is_written_as_people_write_it(value: str, written: str) -> None:
    assert number(Decimal(value)) == written


def test_data_is_not_taken_for_a_sentence() -> None:
    assert say("{unit} 100% [甲]", "en") == "{unit} 100% [甲]"


def test_data_inside_a_sentence_stays_as_it_is() -> None:
    said = say(message("added: {title}", title="{n} of {m}"), "en")
    assert said == "added: {n} of {m}"


def test_a_sentence_without_facts_may_hold_braces() -> None:
    assert say(message("write {name}"), "en") == "write {name}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_and_figures_are_written_alike_in_every_language(language: str) -> None:
    facts = {"day": date(2009, 5, 8), "points": Decimal("2.50"), "n": 3}
    assert say(message("〔{day} {points} {n}〕", **facts), language) == "〔2009-05-08 2.5 3〕"


@pytest.mark.parametrize(("language", "listed"), [("en", "a, 1.5, c"), ("zh", "a、1.5、c")])
def test_a_list_has_the_comma_of_its_language(language: str, listed: str) -> None:
    items = ["a", Decimal("1.50"), message("c")]
    assert say(message("〔{items}〕", items=items), language) == f"〔{listed}〕"


def test_a_message_may_be_a_fact_of_another() -> None:
    inner = message("{n} missing", n=2)
    assert say(message("rule 1: {what}", what=inner), "en") == "rule 1: 2 missing"


def test_a_message_is_english_where_no_language_is_wanted() -> None:
    assert str(message("{n} of {m}", n=1, m=2)) == "1 of 2"


def test_a_language_without_a_catalogue_speaks_english() -> None:
    assert say(message("Units"), "xx") == "Units"


def titles() -> list[tuple[Text, Text]]:
    """Sentences of a title, each with the same put together at once."""
    way = message("{level}, {publication}", level="市级", publication="《{内}刊》 {use}")
    shared = message("{use}: {title}", use=way)
    title = "{n} of {m} 100% {title}"
    at_once = message("{use}: {title}", use=way, title=title)
    return [
        (Titled(shared, title), at_once),
        (Titled(message("sent: {title}"), title), message("sent: {title}", title=title)),
        (
            message("{because} (a further one)", because=Titled(shared, title)),
            message("{because} (a further one)", because=at_once),
        ),
    ]


@pytest.mark.parametrize(("late", "at_once"), titles())
def test_a_sentence_of_a_title_is_said_as_one_put_together_at_once(
    late: Text, at_once: Text
) -> None:
    for language in LANGUAGES:
        assert say(late, language) == say(at_once, language)
    assert str(late) == str(at_once)
    assert recorded(late) == spoken(late, {}) == spoken(at_once) == recorded(at_once)


def test_what_many_share_is_said_for_each_of_its_titles() -> None:
    said: dict[int, Spoken] = {}
    shared = message("sent: {title}")
    sentences = [spoken(Titled(shared, title), said) for title in ("甲", "乙", "")]
    assert [say(one, "en") for one in sentences] == ["sent: 甲", "sent: 乙", "sent: "]


@pytest.mark.parametrize(("late", "at_once"), titles())
def test_a_sentence_is_said_of_another_title(late: Text, at_once: Text) -> None:
    del at_once
    other = say(of_title(late, "别的标题"), "en")
    assert "别的标题" in other
    assert "{n} of {m}" not in other
    assert other.replace("别的标题", "{n} of {m} 100% {title}") == say(late, "en")


def test_a_sentence_of_no_title_stays_as_it_is() -> None:
    assert of_title("甲", "乙") == "甲"
    assert of_title(message("{a}", a=message("b")), "乙") == message("{a}", a=message("b"))

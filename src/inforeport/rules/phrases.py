"""What rules are told with: words of a scheme, figures, windows, and how they are joined.

What a rule says is not known here.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import reduce

from msgspec import Struct

from inforeport.figures import Figure, number
from inforeport.words import N_, Message, Text, message

SEMICOLON = N_("{a}; {b}")
COMMA = N_("{a}, {b}")
OR = N_("{a} or {b}")
AND = N_("{a} and {b}")

EVERY: Mapping[str, str] = {
    "day": N_("every day"),
    "week": N_("every week"),
    "tenday": N_("every ten days"),
    "fortnight": N_("every fortnight"),
    "halfmonth": N_("every half-month"),
    "month": N_("every month"),
    "bimonth": N_("every two months"),
    "quarter": N_("every quarter"),
    "half": N_("every half-year"),
    "year": N_("every year"),
    "whole": N_("over the campaign"),
}
JUDGED: Mapping[str, str] = {
    "day": N_("judged by the day"),
    "week": N_("judged by the week"),
    "tenday": N_("judged by the ten days"),
    "fortnight": N_("judged by the fortnight"),
    "halfmonth": N_("judged by the half-month"),
    "month": N_("judged by the month"),
    "bimonth": N_("judged by two months"),
    "quarter": N_("judged by the quarter"),
    "half": N_("judged by the half-year"),
    "year": N_("judged by the year"),
    "whole": N_("judged by the campaign"),
}
SUM_OF: Mapping[str, str] = {
    "day": N_("the sum of the day"),
    "week": N_("the sum of the week"),
    "tenday": N_("the sum of the ten days"),
    "fortnight": N_("the sum of the fortnight"),
    "halfmonth": N_("the sum of the half-month"),
    "month": N_("the sum of the month"),
    "bimonth": N_("the sum of two months"),
    "quarter": N_("the sum of the quarter"),
    "half": N_("the sum of the half-year"),
    "year": N_("the sum of the year"),
    "whole": N_("the sum of the campaign"),
}
"""Each window as the sentences want it."""


class Words(Struct, frozen=True, kw_only=True):
    """The words of a scheme, by its keys, and how its figures are said; with `money` in yuan."""

    groups: Mapping[str, str] = {}
    levels: Mapping[str, str] = {}
    forms: Mapping[str, str] = {}
    codes: Mapping[str, str] = {}
    kinds: Mapping[str, str] = {}
    categories: Mapping[str, str] = {}
    columns: Mapping[str, str] = {}
    money: bool = False

    def amount(self, figure: Decimal) -> Message:
        """A figure without its sign."""
        return yuan(abs(figure)) if self.money else points(abs(figure))

    def worth(self, figure: Decimal) -> Message:
        """What something is worth, as a row of a table says it."""
        if not figure:
            return message("no pay") if self.money else message("no points")
        return self.signed(figure)

    def signed(self, figure: Decimal) -> Message:
        """A figure with its sign in words."""
        amount = self.amount(figure)
        return message("minus {amount}", amount=amount) if figure < 0 else amount

    def gain(self, figure: Decimal) -> Message:
        """What something gives or takes, as a sentence says it."""
        if not figure:
            return message("gives nothing")
        amount = self.amount(figure)
        if figure > 0:
            return message("gives {amount}", amount=amount)
        return message("takes {amount}", amount=amount)

    def column(self, part: str) -> Text:
        """The word for a part of the score."""
        return Message(self.columns[part]) if part in self.columns else part

    def parts(self, keys: Sequence[str]) -> Text:
        """The points of some parts, of all where none is named."""
        if not keys:
            return message("the points of all parts")
        return message("the points of {parts}", parts=[self.column(key) for key in keys])


def points(figure: Decimal) -> Message:
    """So many points."""
    if figure == 1:
        return message("1 point")
    return message("{n} points", n=figure)


def yuan(figure: Decimal) -> Message:
    """So much money."""
    return message("{n} yuan", n=figure)


def reports(count: Decimal | int) -> Message:
    """So many reports."""
    if count == 1:
        return message("1 report")
    return message("{n} reports", n=count)


def percent(rate: Figure) -> str:
    """A rate as people say it.

    >>> percent(Decimal("0.30"))
    '30%'
    """
    return f"{number(rate * 100)}%"


def joined(bits: Iterable[Text], sign: str) -> Text:
    """Several bits of a sentence with a sign or a word between them; nothing for none."""
    first, *rest = list(bits) or [""]
    return reduce(lambda a, b: Message(sign, {"a": a, "b": b}), rest, first)


def sentence(*bits: Text) -> Text:
    """Bits of a sentence, and its stop."""
    return message("{what}.", what=joined(bits, SEMICOLON))


def quoted(words: Iterable[str]) -> Text:
    """Somebody's own words, any of them."""
    return joined((message("“{word}”", word=word) for word in words), OR)

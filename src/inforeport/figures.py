"""Every figure as it is shown: on screens and papers, in sentences, in JSON.

Inside, figures are exact; here, and only here, they are rounded to be read.
"""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from math import floor

Figure = Decimal | Fraction

_WRITTEN = 6  # decimals that people may write; a figure with more comes of a division
_SHOWN = 2
_TEN = 10
_HALF = Fraction(1, 2)


class Whole(Decimal):
    """A figure of a time that printed the tail of a division; a sum or a rest of such is one too.

    >>> number(Whole("4.333333333333")), number(Whole("1.0") - 3), exact(sum([Whole("0.9999999")]))
    ('4.333333333333', '-2', Decimal('0.9999999'))
    """

    def __add__(self, other: Decimal | int, /) -> "Whole":
        return Whole(Decimal(self) + other)

    def __sub__(self, other: Decimal | int, /) -> "Whole":
        return Whole(Decimal(self) - other)

    def __rsub__(self, other: Decimal | int, /) -> "Whole":
        return Whole(other - Decimal(self))

    __radd__ = __add__


def number(value: Figure) -> str:
    """A figure as people write it: no exponent, no closing zeros, no tail of a division.

    >>> number(Decimal("20.0")), number(Decimal("-0.50")), number(Decimal("1E+2"))
    ('20', '-0.5', '100')
    >>> number(Decimal(20) / 3), number(Decimal("0.333333")), number(Fraction(1, 3))
    ('6.67', '0.333333', '0.33')
    """
    plain = f"{_readable(value):f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def exact(value: Figure) -> Decimal:
    """The same figure for programs: no closing zeros, no exponent, never -0.

    >>> exact(Decimal("250.0")), exact(Decimal("1E+2")), exact(Decimal("-0.00"))
    (Decimal('250'), Decimal('100'), Decimal('0'))
    """
    return Decimal(number(value)) + 0


def count(value: Figure) -> Decimal:
    """How many, where some count in part: two decimals at most.

    >>> count(Decimal("0.333333")), count(Fraction(4, 2))
    (Decimal('0.33'), Decimal('2'))
    """
    return rounded(value, _SHOWN)


def rounded(value: Figure, places: int | None) -> Decimal:
    """A figure with so many decimals at most; one of a time that did not say how many, as it is.

    Half a step goes away from nothing, and there is no -0.

    >>> rounded(Fraction(2, 3), 2), rounded(Decimal("-0.005"), 2), rounded(Decimal("2.50"), 2)
    (Decimal('0.67'), Decimal('-0.01'), Decimal('2.5'))
    """
    whole = places is None or isinstance(value, Whole)
    return _decimal(value) if whole else _rounded(value, places)


@lru_cache(4096)  # a month has thousands of sums, and few that differ
def _rounded(value: Figure, places: int) -> Decimal:
    if isinstance(value, Decimal):
        figure = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    else:
        steps = floor(abs(value) * _TEN**places + _HALF)
        figure = Decimal(-steps if value < 0 else steps).scaleb(-places)
    return figure.normalize() + Decimal(0)


def _readable(value: Figure) -> Decimal:
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else -_WRITTEN - 1
    has_tail = isinstance(exponent, int) and exponent < -_WRITTEN
    if has_tail and not isinstance(value, Whole):
        return _decimal(value).quantize(Decimal(1).scaleb(-_SHOWN), ROUND_HALF_UP)
    return _decimal(value)


def _decimal(value: Figure) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(value.numerator) / value.denominator

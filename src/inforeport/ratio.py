"""Exact figures: what no decimal can hold, such as a third, is kept as a ratio until it is shown.

A `Ratio` goes with decimals wherever they are added, multiplied or compared, and whatever comes to
a decimal again is one: three thirds are 1. So a figure is typed as `Decimal` all over, and only
what divides, rounds or writes down knows better.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, cast

_TEN = 10


class Ratio(Fraction):
    """A fraction that is no decimal.

    >>> ratio(Decimal(1), 3) + ratio(Decimal(2), 3), ratio(Decimal(1), 4)
    (Decimal('1'), Decimal('0.25'))
    >>> Decimal("0.5") - ratio(Decimal(1), 3)
    Ratio(1, 6)
    """

    __slots__ = ()

    def __add__(self, other: Any) -> Any:
        return _plain(Fraction.__add__(self, Fraction(other)))

    def __sub__(self, other: Any) -> Any:
        return _plain(Fraction.__sub__(self, Fraction(other)))

    def __rsub__(self, other: Any) -> Any:
        return _plain(Fraction.__sub__(Fraction(other), self))

    def __mul__(self, other: Any) -> Any:
        return _plain(Fraction.__mul__(self, Fraction(other)))

    def __truediv__(self, other: Any) -> Any:
        return _plain(Fraction.__truediv__(self, Fraction(other)))

    def __rtruediv__(self, other: Any) -> Any:
        return _plain(Fraction.__truediv__(Fraction(other), self))

    def __neg__(self) -> "Ratio":
        return Ratio(-self.numerator, self.denominator)

    def __abs__(self) -> "Ratio":
        return Ratio(abs(self.numerator), self.denominator)

    __radd__, __rmul__ = __add__, __mul__


def ratio(part: Decimal | int, whole: Decimal | int) -> Decimal:
    """One figure divided by another, exactly."""
    return _plain(Fraction(part) / Fraction(whole))


def _plain(figure: Fraction) -> Decimal:
    """A decimal where it can be one."""
    rest, places = figure.denominator, 0
    while rest % _TEN == 0:
        rest, places = rest // _TEN, places + 1
    for factor in (2, 5):
        while rest % factor == 0:
            rest, places = rest // factor, places + 1
    if rest != 1:
        return cast("Decimal", Ratio(figure.numerator, figure.denominator))
    whole = figure.numerator * _TEN**places // figure.denominator
    return Decimal((int(whole < 0), tuple(map(int, str(abs(whole)))), -places))


class _OfBoth(type):
    def __instancecheck__(cls, figure: object) -> bool:
        return isinstance(figure, Decimal | Ratio)


if TYPE_CHECKING:
    Exact = Decimal
else:

    class Exact(metaclass=_OfBoth):
        """A figure that may be written as a fraction: it is a decimal wherever it can be one.

        >>> Exact("8.50"), Exact("-1/3"), isinstance(Decimal(8), Exact)
        (Decimal('8.5'), Ratio(-1, 3), True)
        """

        def __new__(cls, figure: Any) -> Any:
            return _plain(Fraction(figure))


class _OfAll(type):
    def __instancecheck__(cls, figure: object) -> bool:
        return isinstance(figure, Decimal | Ratio | Mapping)


if TYPE_CHECKING:
    ExactByWord = Decimal | Mapping[str, Decimal]
else:

    class ExactByWord(metaclass=_OfAll):
        """Such a figure, or a table of such figures by word.

        >>> ExactByWord({"a": "1/3", "b": 2})
        {'a': Ratio(1, 3), 'b': Decimal('2')}
        """

        written_as = Exact | Mapping[str, Exact]

        def __new__(cls, figure: Any) -> Any:
            if isinstance(figure, Mapping):
                return {word: Exact(one) for word, one in figure.items()}
            return Exact(figure)

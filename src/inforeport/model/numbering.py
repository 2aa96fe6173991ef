"""How an office numbers its reports: the form of a number, and what it says of one."""

import re

from msgspec import Struct

_PLACES = re.compile(r"\{(year|n(?::0[1-9])?)\}")
_LONGEST = 20

EXAMPLE = "{year}-{n:03}"


class Numbering(Struct, frozen=True):
    """A form such as `{year}-{n:03}`: the year of receipt, and a running number of three digits.

    Without `{year}` the numbers run on from year to year.

    >>> Numbering("{year}-{n:03}").number(2009, 7)
    '2009-007'
    """

    form: str

    @property
    def is_sound(self) -> bool:
        """Whether it has one running number, at most one year, and something beside the number.

        A number alone would be taken for that of the file.
        """
        places = [place.partition(":")[0] for place in _PLACES.findall(self.form)]
        rest = _PLACES.sub("", self.form)
        plain = rest.isprintable() and len(rest) <= _LONGEST and not set(rest) & set("{}# ")
        named = "year" in places or bool(rest)
        return places.count("n") == 1 and places.count("year") <= 1 and plain and named

    def number(self, year: int, n: int) -> str:
        """The number of the n-th report of a year."""
        return self.form.format(year=year, n=n)

    def begins(self, year: int) -> str:
        """What stands before the running number in the numbers of a year.

        >>> Numbering("{year}-{n:03}").begins(2009), Numbering("信{n}号").begins(2009)
        ('2009-', '信')
        """
        return self.form.partition("{n")[0].format(year=year)

    def read(self, ref: str) -> tuple[int | None, int] | None:
        """The year and the running number of a number of this form; none of another.

        >>> Numbering("信{n}号").read("信12号"), Numbering("信{n}号").read("12")
        ((None, 12), None)
        """
        pieces = _PLACES.split(self.form)  # a text, a place, a text …
        pattern = "".join(
            f"(?P<{piece.partition(':')[0]}>{'[0-9]{4}' if piece == 'year' else '[0-9]{1,9}'})"
            if at % 2
            else re.escape(piece)
            for at, piece in enumerate(pieces)
        )
        match = re.fullmatch(pattern, ref)
        if match is None:
            return None
        year = match.groupdict().get("year")
        return int(year) if year else None, int(match["n"])

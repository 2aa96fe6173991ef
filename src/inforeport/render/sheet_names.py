"""Names of the sheets of a workbook, as Excel takes them: short, plain, no two alike."""

import re
from collections.abc import Sequence

_LONGEST = 31  # UTF-16 units
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\s]+")
_RESERVED = {"history"}


def sheet_names(wanted: Sequence[str]) -> list[str]:
    """A name for each, as near as Excel allows to what was wanted; none is empty.

    >>> sheet_names(["社区, 2009/05", "甲", "甲", ""])
    ['社区, 2009 05', '甲', '甲 (2)', '4']
    """
    taken = set(_RESERVED)
    names: list[str] = []
    for count, name in enumerate(wanted, start=1):
        plain = _FORBIDDEN.sub(" ", name).strip(" '") or str(count)
        names.append(_free(plain, taken))
        taken.add(names[-1].casefold())
    return names


def _free(name: str, taken: set[str]) -> str:
    candidate, again = _cut(name, _LONGEST), 1
    while candidate.casefold() in taken:
        again += 1
        after = f" ({again})"
        candidate = _cut(name, _LONGEST - len(after)) + after
    return candidate


def _cut(name: str, units: int) -> str:
    """So much of the name as fits, no character halved."""
    return name.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore").strip(" '")

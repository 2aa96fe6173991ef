"""Figures that are written as fractions in quotes, and how a table of points holds them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from inforeport.rules import KINDS

FRACTION = r"^-?\d{1,9}/[1-9]\d{0,8}$"
"""How a fraction is written, as an editor is told."""


def is_fraction(value: object) -> bool:
    """Whether it is the text of a fraction, such as "1/3"."""
    return isinstance(value, str) and re.fullmatch(FRACTION, value, re.ASCII) is not None


def write_fractions_out(rule: dict[str, Any]) -> None:
    """`points = { county = "1/3" }` is short for a row with that condition: rows hold fractions."""
    kind, points, rows = KINDS.get(str(rule.get("type"))), rule.get("points"), rule.get("rows", [])
    if kind is None or "points" not in kind.keyed or not isinstance(rows, list):
        return
    priced = [*_rows(points, (kind.keyed["points"], "form"))]
    if not priced:
        return
    rule["rows"] = [*rows, *priced]
    left = _without(points)
    del rule["points"]
    if left:
        rule["points"] = left


def _rows(points: object, heads: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """A row for each fraction in a table of points."""
    if is_fraction(points):
        yield {"points": points}
    elif isinstance(points, Mapping) and heads:
        for word, figure in points.items():
            yield from ({heads[0]: word} | row for row in _rows(figure, heads[1:]))


def _without(points: object) -> Any:
    """What of a table of points is no fraction."""
    if not isinstance(points, Mapping):
        return None if is_fraction(points) else points
    left = {word: _without(figure) for word, figure in points.items()}
    return {word: figure for word, figure in left.items() if figure not in (None, {})}

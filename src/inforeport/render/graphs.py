"""Figures as small drawings in one black: a line over time, a bar of the largest.

A shape of Word's own DrawingML, which WPS shows and LibreOffice prints; SVG; signs of a screen.
Black on white outlives any copier. What they show stands beside them in figures, and is read out.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Self

from inforeport.documents.page import Graph
from inforeport.figures import number

_SIGNS = "▁▂▃▄▅▆▇█"
_BAR = 10  # signs of the longest bar
_WIDE, _HIGH = 936_000, 198_000  # EMU: 26 by 5.5 millimetres
_LINE = 12_700  # EMU; one point
_DOT = 46_000  # EMU; what the last figure is marked with
_HALF = Decimal("0.5")

Spots = list[tuple[int, int]]


class Drawn(str):
    """Nothing to be read or measured, and the run of a Word file that stands in its place."""

    __slots__ = ("run",)
    run: str

    def __new__(cls, run: str) -> Self:
        """An empty text with its run."""
        drawn = super().__new__(cls)
        drawn.run = run
        return drawn


_DRAWING = (
    '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' Requires="wps"><w:drawing>'
    '<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="0" name="{name}" descr="{told}"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    "<wps:wsp><wps:cNvSpPr/><wps:spPr>"
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
    "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
    '<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>{paths}</a:pathLst></a:custGeom>'
    '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
    '<a:ln w="{line}"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>'
    "</wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline>"
    "</w:drawing></mc:Choice></mc:AlternateContent></w:r>"
)
_PATH = '<a:path w="{wide}" h="{high}"{fill}>{steps}</a:path>'


def in_words(graph: Graph) -> str:
    """What is read out in its place: 1月12、2月15."""
    return "、".join(f"{label}{number(figure)}" for label, figure in graph.points)


def _escaped(graph: Graph) -> str:
    """The same as it stands in XML."""
    from html import escape  # its table of entities is longer than most answers take

    return escape(in_words(graph))


def signs(graph: Graph) -> str:
    """It as signs of a screen.

    >>> signs(Graph((("1月", Decimal(0)), ("2月", Decimal(4)), ("3月", Decimal(8)))))
    '▁▅█'
    """
    if graph.most is not None:
        return "█" * round(_BAR * _share(graph))
    low, span = _range(graph)
    steps = [(figure - low) * (len(_SIGNS) - 1) / span for _, figure in graph.points]
    return "".join(_SIGNS[int(step + _HALF)] for step in steps)


def drawing(graph: Graph) -> str:
    """It as a run of a Word file; its `docPr` has no number yet."""
    wide = _WIDE if graph.most is None else max(_LINE, round(_WIDE * _share(graph)))
    paths = "".join(_paths(graph, wide))
    facts = {"wide": wide, "high": _HIGH, "paths": paths, "line": _LINE}
    return _DRAWING.format(name="图", told=_escaped(graph), **facts)


def svg(graph: Graph) -> str:
    """It as a drawing in a web page."""
    size = f'viewBox="0 0 {_WIDE} {_HIGH}" width="26mm" height="5.5mm"'
    label = f'role="img" aria-label="{_escaped(graph)}"'
    if graph.most is not None:
        inside = f'<rect width="{round(_WIDE * _share(graph))}" height="{_HIGH}"/>'
    else:
        line = " ".join(f"{x},{y}" for x, y in _spots(graph))
        x, y = _spots(graph)[-1]
        inside = (
            f'<polyline points="{line}" fill="none" stroke="#000" stroke-width="{_LINE}"/>'
            f'<circle cx="{x}" cy="{y}" r="{_DOT // 2}"/>'
        )
    return f"<svg {size} {label}>{inside}</svg>"


def _paths(graph: Graph, wide: int) -> Iterator[str]:
    """The bar, or the line and the mark of its last figure."""
    if graph.most is not None:
        yield _path([(0, 0), (wide, 0), (wide, _HIGH), (0, _HIGH)], wide, filled=True)
        return
    spots = _spots(graph)
    yield _path(spots, wide, filled=False)
    (x, y), half = spots[-1], _DOT // 2
    corners = [
        (x - half, y - half),
        (x + half, y - half),
        (x + half, y + half),
        (x - half, y + half),
    ]
    yield _path([*corners, corners[0]], wide, filled=True)


def _path(spots: Spots, wide: int, *, filled: bool) -> str:
    first, *rest = (f'<a:pt x="{x}" y="{y}"/>' for x, y in spots)
    steps = f"<a:moveTo>{first}</a:moveTo>" + "".join(f"<a:lnTo>{one}</a:lnTo>" for one in rest)
    steps += "<a:close/>" if filled else ""
    fill = "" if filled else ' fill="none"'
    return _PATH.format(wide=wide, high=_HIGH, fill=fill, steps=steps)


def _spots(graph: Graph) -> Spots:
    """Where each figure stands, the lowest at the bottom; one alone, and all alike, halfway."""
    low, span = _range(graph)
    inside, room = _DOT, _HIGH - 2 * _DOT
    step = (_WIDE - 2 * inside) / max(1, len(graph.points) - 1)
    return [
        (round(inside + at * step), round(_HIGH - inside - room * float((figure - low) / span)))
        for at, (_, figure) in enumerate(graph.points)
    ]


def _range(graph: Graph) -> tuple[Decimal, Decimal]:
    """The lowest figure, and how far the others go above it."""
    figures = [figure for _, figure in graph.points]
    low = min(figures)
    return low, (max(figures) - low) or Decimal(1)


def _share(graph: Graph) -> float:
    """How long a bar is of the longest; below nought there is none."""
    figure = graph.points[0][1]
    return max(0.0, float(figure / graph.most)) if graph.most else 0.0

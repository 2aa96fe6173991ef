"""What each paper says: the table of the papers that can be printed.

How a paper looks is not here. A paper is a module of `papers` with a function `page`.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from msgspec import Struct

from inforeport.words import N_

if TYPE_CHECKING:
    from inforeport.documents.material import Material
    from inforeport.documents.page import Page


class Paper(Struct, frozen=True):
    """What a paper is, and what it takes of `Wanted`; `"period"` where it is of a period."""

    help: str
    takes: tuple[str, ...] = ("period",)
    of_points: bool = False  # a scheme without points has no such paper


PAPERS: Mapping[str, Paper] = {
    "circular": Paper(
        N_("Export the circular of a period: what was sent and used, who leads, who must explain."),
        ("period", "correct"),
    ),
    "ranking": Paper(
        N_("Export the tables of a period, one for each group."), ("period",), of_points=True
    ),
    "bulletin": Paper(N_("Export an issue of the bulletin, or the draft."), ("bulletin",)),
}


def write(name: str, material: "Material") -> "Page":
    """The paper of that name; its module is loaded here and not before."""
    page: Callable[[Material], Page] = import_module(f"{__name__}.papers.{name}").page
    return page(material)

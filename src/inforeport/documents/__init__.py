"""What each paper says: the table of the papers that are made from a period's result.

How a paper looks is not here; a bulletin is made from its items, by `bulletin.bulletin_page`.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inforeport.counts import Counts
    from inforeport.documents.page import Page
    from inforeport.model import Office, Result

Write = Callable[["Result", "Office", date], "Page"]
"""A result, whose it is and the day on the paper make a page."""


WriteCounts = Callable[["Result", "Counts", "Office", date], "Page"]
"""The same from counts, for a scheme without points."""


def _circular(result: "Result", office: "Office", day: date) -> "Page":
    """Export the circular of a period: what was sent and used, who leads, who must explain."""
    from inforeport.documents.circular import circular_page

    return circular_page(result, office, day)


def _ranking(result: "Result", office: "Office", day: date) -> "Page":
    """Export the tables of a period, one for each group."""
    from inforeport.documents.ranking import score_page

    return score_page(result, office, day)


PAPERS: Mapping[str, Write] = {"circular": _circular, "ranking": _ranking}
"""Each imports its module only when it is called; its docstring is the help of its command."""


def _counts_circular(result: "Result", counts: "Counts", office: "Office", day: date) -> "Page":
    """Export the circular of a period of a scheme without points."""
    from inforeport.documents.counted import counts_page

    return counts_page(result, counts, office, day)


COUNTED: Mapping[str, WriteCounts] = {"circular": _counts_circular}
"""The papers that need no points, by the same names."""

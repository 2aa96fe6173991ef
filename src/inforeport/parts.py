"""The parts of a score that come with the program, by the words people read for them.

Which rule gives points in which part is not known here.
"""

from collections.abc import Mapping

from inforeport.words import N_, Message, Text

_PARTS: Mapping[str, str] = {
    "base": N_("base"),
    "shortfall": N_("shortfall"),
    "extra": N_("extra"),
    "submission": N_("sending"),
    "adoption": N_("adoption"),
    "instruction": N_("instructions"),
    "forwarding": N_("sent up"),
    "commission": N_("commissions"),
    "mark": N_("marks"),
    "rate": N_("rate"),
    "adjustment": N_("adjustment"),
    "pay": N_("pay"),
    "flag": N_("remarks"),
}


def part_head(key: str) -> Text:
    """The parts that come with the program have names; another is named by its scheme."""
    return Message(_PARTS[key]) if key in _PARTS else key

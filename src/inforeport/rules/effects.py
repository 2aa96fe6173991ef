"""What follows from a word for a unit."""

from collections.abc import Mapping
from typing import Literal

from inforeport.words import N_

Effect = Literal["none", "unranked", "no title"]
EFFECTS: Mapping[str, str] = {
    "none": N_("nothing else follows"),
    "unranked": N_("such a unit has no place in the ranking"),
    "no title": N_("such a unit has no title and no prize"),
}

"""From facts to lines, from lines to places, from places to prizes. All pure: no clock, no file."""

from inforeport.scoring.attributed import attributed, keyed
from inforeport.scoring.cut import there
from inforeport.scoring.lines import Scored, Terms, horizon, judging, reach, score
from inforeport.scoring.places import Standards, rank, with_duty
from inforeport.scoring.prizes import eligible, prizes, titles
from inforeport.scoring.sums import persons, totals

__all__ = [
    "Scored",
    "Standards",
    "Terms",
    "attributed",
    "eligible",
    "horizon",
    "judging",
    "keyed",
    "persons",
    "prizes",
    "rank",
    "reach",
    "score",
    "there",
    "titles",
    "totals",
    "with_duty",
]

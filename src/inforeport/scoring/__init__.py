"""From facts to lines, from lines to places, from places to prizes. All pure: no clock, no file."""

from inforeport.scoring.attributed import attributed, counting_for, keyed
from inforeport.scoring.contest import contenders, contest, label, people, whose
from inforeport.scoring.cut import presence, there
from inforeport.scoring.lines import Scored, owed, score
from inforeport.scoring.places import Standards, rank, with_duty
from inforeport.scoring.prizes import Held, eligible, prizes, titles
from inforeport.scoring.spans import Ruling, Span, borders, horizon, judging, reach
from inforeport.scoring.sums import persons, totals
from inforeport.scoring.terms import Terms

__all__ = [
    "Held",
    "Ruling",
    "Scored",
    "Span",
    "Standards",
    "Terms",
    "attributed",
    "borders",
    "contenders",
    "contest",
    "counting_for",
    "eligible",
    "horizon",
    "judging",
    "keyed",
    "label",
    "owed",
    "people",
    "persons",
    "presence",
    "prizes",
    "rank",
    "reach",
    "score",
    "there",
    "titles",
    "totals",
    "whose",
    "with_duty",
]

"""From facts to lines, from lines to places, from places to prizes. All pure: no clock, no file."""

from inforeport.scoring.lines import Terms, dues, reach, score, there, totals
from inforeport.scoring.places import rank, with_duty
from inforeport.scoring.prizes import prizes

__all__ = ["Terms", "dues", "prizes", "rank", "reach", "score", "there", "totals", "with_duty"]

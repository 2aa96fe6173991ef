"""What a scheme gives, worked out a second time: plainly, slowly, and without a line of `src/`.

`score` takes a ledger as lists of dictionaries and schemes as `tomllib` reads them; the program is
held against it. It follows `docs/schemes.md`, and knows

- duties (`quota`, `task`, the list `then`): owed, target, heads, seasons, weights, whole, carry,
  every, per, surplus, short, base, missing, flat, extra, most_extra, needs, rates and flags;
- prices of submissions, uses, instructions, forwardings, commissions and marks: tables, rows,
  where, unless, once, keep, which, further, times, joint, others, and parts of authors;
- highest, limit, factor, void, average, scale, rate, flag, start; `look`; entries of some days;
- what came within so many days, or days of work, of something else, and what waits for that;
- days, weeks, ten days, fortnights, half-months and months up to the year, the deadline, `belongs`,
  deadlines waived on days off;
- several schemes, one after another; fees; places, ties and titles.

It does not know, and says so with `NotCovered`: public holidays that move deadlines, a campaign
without an end, `rewritten`. It leaves out in silence: persons, prizes and pools, units that
leave, and all texts.
"""

from referee.days import NotCovered
from referee.places import places, titles
from referee.score import Scored, score

__all__ = ["NotCovered", "Scored", "places", "score", "titles"]

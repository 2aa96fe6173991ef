"""The kinds of rule a scheme may name: one file, one kind, its fields the figures of its entry.

A rule never asks which month it is and who is in which group: `scoring` cuts the facts to the
window and the units of the entry before it asks. What a kind may say of itself, `rule` lists.
"""

from inforeport.rules.adoption import Adopted
from inforeport.rules.average import Average
from inforeport.rules.commission import Commissioned
from inforeport.rules.editions import NEWEST, type_of
from inforeport.rules.factor import Factor
from inforeport.rules.flag import Flag
from inforeport.rules.forwarding import Forwarded
from inforeport.rules.highest import Highest
from inforeport.rules.instruction import Instructed
from inforeport.rules.limit import Limit
from inforeport.rules.mark import Marked
from inforeport.rules.pay import Pay
from inforeport.rules.quota import Quota
from inforeport.rules.rate import Rate
from inforeport.rules.rule import Entry, Place, Rule
from inforeport.rules.scale import Scale
from inforeport.rules.start import Start
from inforeport.rules.submission import Sent
from inforeport.rules.task import Task
from inforeport.rules.void import Void

__all__ = ["KINDS", "Entry", "Place", "Rule", "types"]

KINDS: dict[str, type[Rule]] = {
    "quota": Quota,
    "task": Task,
    "start": Start,
    "submission": Sent,
    "adoption": Adopted,
    "instruction": Instructed,
    "forwarding": Forwarded,
    "commission": Commissioned,
    "mark": Marked,
    "rate": Rate,
    "highest": Highest,
    "limit": Limit,
    "factor": Factor,
    "void": Void,
    "average": Average,
    "scale": Scale,
    "flag": Flag,
    "pay": Pay,
}


def types() -> dict[str, tuple[str, ...]]:
    """The kinds of rule by what files call them: a duty is stated, or judged where it is stated."""
    kinds: dict[str, tuple[str, ...]] = {}
    for kind in KINDS:
        word = type_of(kind, NEWEST)
        kinds[word] = (*kinds.get(word, ()), kind)
    return kinds

"""What a rule answers where others ask of it: readings, claims, markings."""

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct

from inforeport.period import Per


class Reading(Struct, frozen=True):
    """A question that notices leave open: the key that answers it, a sentence for each way.

    `also` are other keys of a file that answer it, `told` the ways that a clause tells already.
    """

    key: str
    question: str
    ways: Mapping[str, str]
    also: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


class Way(NamedTuple):
    """A reading that arises, and how it is read; "" is as the scheme has it.

    `stated` says whether the rule itself does; where it is none, the keys of the file tell.
    """

    reading: Reading
    way: str = ""
    stated: bool | None = None


class Claim(Struct, frozen=True):
    """One thing that a rule has points for: a word, of all forms or of one, and for whom.

    Two rules that ask `alike` and claim the same word would both pay.
    """

    alike: object
    word: str
    form: str | None
    whom: str


class Marking(Struct, frozen=True):
    """A word for a unit, what follows from it, and in which periods."""

    flag: str
    effect: str
    applies: Per | None

"""What a rule answers where others ask of it: readings, claims, markings."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from msgspec import Struct

from inforeport.period import Per


class Reading(Struct, frozen=True):
    """A question that notices leave open: the key that answers it, a sentence for each way.

    `also` are other keys of a file that answer it, `told` the ways that a clause tells already.
    `otherwise` are the sentences of a scheme that does not score by months. Where the first way is
    the `usual` one of the trade it is taken, and told, without being stated.
    """

    key: str
    question: str
    ways: Mapping[str, str]
    also: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    otherwise: Mapping[str, str] = {}
    usual: bool = False


class Way(NamedTuple):
    """A reading that arises, and how it is read; "" is as the scheme has it.

    `stated` says whether the rule itself does; where it is none, the keys of the file tell.
    """

    reading: Reading
    way: str = ""
    stated: bool | None = None


class Following(Struct, frozen=True, kw_only=True):
    """A rule that follows from a duty: where it stands below that, its kind and its figures."""

    at: tuple[str | int, ...]
    kind: str
    figures: Mapping[str, Any]
    clause: str
    part: str | None = None
    money: bool = False


class Handed(NamedTuple):
    """The surplus that a rule states for the duties of some names or clauses."""

    names: tuple[str, ...]
    surplus: str


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

"""What comes in and is not on file yet, and what is wrong with it."""

from collections.abc import Mapping
from typing import Generic, TypeVar

from msgspec import Struct

from inforeport.words import Text

R = TypeVar("R")


class Outcome(Struct, frozen=True):
    """What putting many on file came to: added, already there, and refused with their places.

    `changed` are those of which something was written that was otherwise on file, `there` the
    places of those that were there already.
    """

    added: int
    known: int
    problems: tuple["Problem", ...] = ()
    changed: int = 0
    there: frozenset[str] = frozenset()


class Problem(Struct, frozen=True):
    """A mistake in what somebody wrote: where, which code, and what is wrong and would be right."""

    place: str
    code: str
    what: Text


class Draft(Struct, Generic[R], frozen=True):
    """A record that came in and is not on file yet, and its place, such as `units.csv:3`.

    `heads` are the columns as the file writes them, by key, so that a mistake found later can
    name its column too.
    """

    place: str
    record: R
    heads: Mapping[str, str] = {}

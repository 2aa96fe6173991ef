"""What follows from a duty, as it is stated with the duty itself: a row of `then`."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, Literal

from msgspec.structs import asdict

from inforeport.period import Per
from inforeport.ratio import Exact
from inforeport.rules.consequences import Short
from inforeport.rules.editions import Formerly, Key
from inforeport.rules.effects import Effect
from inforeport.rules.rate import Band
from inforeport.rules.remarks import AtLeast, Remarks, Table, says_nothing
from inforeport.words import N_, message

_POINTS = ("base", "missing", "flat", "extra")


class Consequence(Table, frozen=True, kw_only=True):
    """Points, a rate or a word for a unit; several rows are several consequences of one duty.

    Each is a rule of its own (`task`, `rate` or `flag`) for just that duty, in its windows.
    """

    clause: Annotated[str | None, N_("the notice's own number, else the duty's")] = None
    part: Annotated[str | None, N_("the column its points stand in, else the kind's own")] = None
    base: Annotated[Exact | None, N_("points for meeting the duty")] = None
    missing: Annotated[Exact | None, N_("points for each one missing")] = None
    flat: Annotated[Exact | None, N_("points once if any is missing")] = None
    extra: Annotated[Exact | None, N_("points for each one above")] = None
    most_extra: Annotated[
        Decimal | None, N_("at most so many points for those above"), AtLeast(0)
    ] = None
    short: Annotated[Short | None, N_("what a shortfall does to the base")] = None
    whom: Annotated[
        Literal["units", "persons"] | None,
        N_("who has it: the unit, or each person on file of the unit"),
    ] = None
    needs: Annotated[tuple[str, ...], N_("further duties that must be met for base and extra")] = ()
    rate: Annotated[tuple[Band, ...], N_("a table of bands; the first that holds counts")] = ()
    measure: Annotated[
        Literal["met", "windows"],
        N_("a rate of what was owed, or of the windows"),
        Formerly("by", {"owed": "met"}),
    ] = "met"
    flag: Annotated[str | None, N_("a word for the unit, as it is printed")] = None
    on: Annotated[Literal["met", "unmet"], N_("whether the word is for meeting it, or not")] = (
        "unmet"
    )
    count: Annotated[int, N_("how many windows missed it takes"), AtLeast(1), Formerly("times")] = 1
    effect: Annotated[
        Effect, N_("what follows: nothing, no place in the ranking, no title or prize")
    ] = "none"
    applies: Annotated[Per | None, N_("only in periods at least that long, else in all")] = None
    money: Annotated[bool, N_("whether what it gives or takes is money"), Formerly("yuan")] = False

    summary = N_("a row of then: what follows from meeting or missing the duty")

    def contradictions(self) -> Remarks:
        """What follows from nothing; what is of a word, or of a rate, that is not there."""
        if not (self.rate or self.flag or self._points):
            wrong = message("nothing follows: write base, missing, flat, extra, rate or flag")
            yield (), wrong
        if self.measure != "met" and not self.rate:
            yield ("measure",), says_nothing("measure", "rate")
        if self.whom and not self._points:
            yield ("whom",), says_nothing("whom", "missing")
        if self.money and self.flag:
            wrong = message("a flag is no money: leave out {key}", key=Key("money"))
            yield ("money",), wrong
        if not self.flag:
            for key, usual in (("on", "unmet"), ("count", 1), ("effect", "none")):
                if getattr(self, key) != usual:
                    yield (key,), says_nothing(key, "flag")

    @property
    def _points(self) -> dict[str, Any]:
        return {key: it for key in _POINTS if (it := getattr(self, key)) is not None}

    def rules(self, duty: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """The rules that it is short for: each by its kind, with its figures."""
        stated = {key: it for key, it in asdict(self).items() if it not in (None, ())}
        if self._points:
            keys = {*_POINTS, "most_extra", "short", "whom", "needs"}
            yield "task", {"duties": (duty,)} | {key: stated[key] for key in keys & stated.keys()}
        if self.rate:
            yield "rate", {"duties": (duty,), "measure": self.measure, "bands": self.rate}
        if self.flag:
            keys = {"flag", "count", "effect", "applies"}
            yield "flag", {self.on: (duty,)} | {key: stated[key] for key in keys & stated.keys()}

"""The duty to send, or to have used, so many reports in each window: `quota`.

Its figures, and how it is counted, stand in `duty`.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from inforeport.rules.above import Above
from inforeport.rules.adoption import UNSTATED, Adopted
from inforeport.rules.answers import Following, Reading, Way
from inforeport.rules.conditions import chosen
from inforeport.rules.consequences import Consequences
from inforeport.rules.duty import Duty
from inforeport.rules.editions import Key
from inforeport.rules.phrases import EVERY, SEMICOLON, SUM_OF, joined, points, reports
from inforeport.rules.remarks import Remarks
from inforeport.rules.rule import Voice, Written
from inforeport.rules.shares import idle_shares, sharing
from inforeport.rules.where import OF_REPORT, shadow
from inforeport.words import N_, Message, Text, message

_MONTHS = 12
_UNSET = ("day", "tenday")
"""The windows that no number can be set for, unit by unit."""
JOINING = Reading(
    "counting.joining",
    N_("what a unit owes that joins later"),
    {
        "ends after": N_("A unit that joins later owes what falls due after its first day."),
        "starts after": N_("A unit that joins later owes from the first whole window on."),
    },
    usual=True,
)

SURPLUS = Reading(
    "quota.surplus",
    N_("whether one week's surplus makes up for another's gap"),
    {
        "heals": N_("What is above or missing is judged by the month's total."),
        "stays": N_("What is above or missing is judged window by window."),
    },
    told=("heals", "stays"),
    otherwise={"heals": N_("What is above or missing is judged by the period's total.")},
)


class Quota(Duty, frozen=True, kw_only=True):
    """A duty as a rule of a scheme."""

    summary = N_("how many reports, uses or points each unit owes, and what follows")
    of_each = True
    readings = (JOINING, SURPLUS, *Consequences.readings)
    tells = frozenset({"groups", "per", "every"})
    of_state = True

    @property
    def owes(self) -> str:
        """What is counted."""
        return self.what

    @property
    def called(self) -> str:
        """Its name."""
        return self.name

    def following(self, clause: str) -> Iterator[Following]:
        """What is stated of it in `then`, each row a rule of its own."""
        for number, row in enumerate(self.then):
            for kind, figures in row.rules(self.name or clause):
                yield Following(
                    at=("then", number),
                    kind=kind,
                    figures=figures,
                    clause=row.clause or clause,
                    part=row.part,
                    money=row.money,
                )

    def taking(self, surplus: str) -> "Quota":
        """The same, its surplus as a task has it."""
        return replace(self, surplus=self.surplus or surplus)

    @property
    def asks_of_units(self) -> str | None:
        """The number that is set for each, or its staff."""
        if self.target:
            return "target"
        return super().asks_of_units if self.heads is None else "headcount"

    @property
    def asks(self) -> frozenset[str]:
        """Conditions of a report, or of a use; points are asked nothing."""
        if self.what == "adopted":
            return Adopted.asks - {"within"}
        return OF_REPORT | {"form"} if self.what == "submitted" else frozenset()

    def amiss(self, written: Written) -> Remarks:
        """Months that are none or told twice; what is idle, or cannot be reached."""
        yield from super().amiss(written)
        yield from self._seasons_amiss()
        yield from self._idle(written.keys)
        yield from self._never_set(written)
        yield from idle_shares(self, written.keys)
        entry = written.entry
        if self.surplus == "stays" and entry.every == entry.per and not (self.gives or self.then):
            yield ("surplus",), message("surplus says nothing where each window is judged alone")
        if self.carry and entry.every != entry.per:
            # what is carried would be owed in both windows of one sum
            words = {"key": Key("judged"), "window": entry.every}
            wrong = message("carry wants each window judged alone: {key} = {window}", **words)
            yield ("carry",), wrong
        elif self.carry and entry.per in {"year", "whole"}:
            yield ("carry",), message("carry says nothing: no other window of the year comes after")
        yield from self._weights_amiss()

    def _weights_amiss(self) -> Remarks:
        for index, weight in enumerate(self.weights):
            covering = shadow(weight, self.weights[:index])
            if covering is not None:
                wrong = message(
                    "weight {number} can never be reached: weight {above} takes all of it; "
                    "put it above",
                    number=index + 1,
                    above=covering + 1,
                )
                yield ("weights", index), wrong

    def _seasons_amiss(self) -> Remarks:
        seen: set[int] = set()
        for index, season in enumerate(self.seasons):
            months = {*season.months}
            if any(not 1 <= month <= _MONTHS for month in months):
                yield ("seasons",), message("months are numbers from 1 to 12")
            for month in months & seen:
                wrong = message("month {month} is in two seasons; leave it in one", month=month)
                yield ("seasons", index, "months"), wrong
            seen |= months

    def _idle(self, keys: Mapping[str, Any]) -> Remarks:
        """What says nothing where each unit has a number of its own."""
        for key in ("seasons", "owed") if keys.get("target") is True else ():
            if keys.get(key, 1) != 1:
                wrong = message(
                    "{key} says nothing where target = true: each unit has its own", key=key
                )
                yield (key,), wrong

    def _never_set(self, written: Written) -> Remarks:
        """That each unit has a number of its own for windows that none can be set for."""
        if self.target and (every := written.entry.every) in _UNSET:
            wrong = message(
                "target = true: a number is set by the week or longer, not every = {every}; "
                "write owed",
                every=every,
            )
            yield ("target",), wrong

    def amiss_below(self, above: Above) -> Remarks:
        """Points that nobody gives."""
        if self.what == "points":
            yield from above.without_parts(self.parts)

    def left_open(self, voice: Voice) -> Iterator[Way]:
        """What a unit owes that joins later; of uses also what one without a form is."""
        if not voice.money:
            yield Way(JOINING)
        if voice.entry.every != voice.entry.per:
            yield Way(SURPLUS, self.surplus or "heals", stated=self.surplus is not None)
        yield from super().left_open(voice)
        if self.what == "adopted" and self.asks_for("form"):
            yield Way(UNSTATED)

    def sentences(self, voice: Voice) -> Iterator[Text]:
        """What is owed, how it is counted, and what follows."""
        duty = chosen(self._duty(voice), self, voice)
        if voice.entry.groups:
            duty = message("{groups}: {duty}", groups=voice.group_words(), duty=duty)
        bits = [duty, *self.consequences(voice, self.what), *self._windows(voice)]
        yield message("{what}.", what=joined(bits, SEMICOLON))
        yield from self.for_whom()
        yield from (season.in_words(self.what) for season in self.seasons)
        yield from (weight.in_words(voice) for weight in self.weights)
        if self.once:
            yield message("Of the uses of a report one counts.")
        if self.rounded_down:
            yield message("The count is rounded down to whole ones.")
        if self.carry:
            yield Message(_CARRY[self.carry])
        yield from sharing(self, persons=bool(voice.entry.persons))
        if self.name:
            yield message("Other clauses call this duty “{name}”.", name=self.name)

    def _windows(self, voice: Voice) -> Iterator[Text]:
        """Whether windows make up for each other, where there are several."""
        if voice.entry.every == voice.entry.per:
            return
        if self.surplus == "stays":
            yield message("what is above in one window makes up for nothing in another")
        else:
            whole = Message(SUM_OF[voice.entry.per])
            yield message("what is above or missing counts by {sum}", sum=whole)

    def _duty(self, voice: Voice) -> Text:
        every = Message(EVERY[voice.entry.every])
        if self.target:
            return Message(_SET[self.what], {"every": every})
        owed: Text = points(Decimal(self.owed)) if self.what == "points" else reports(self.owed)
        if self.heads is not None:
            words = {"owed": owed, "heads": self.heads}
            owed = message("{owed} for each {heads} of staff or part of them", **words)
        duty: Text = Message(_OWED[self.what], {"every": every, "owed": owed})
        if self.parts:
            parts = [voice.column(key) for key in self.parts]
            duty = message("{what} (points of {parts})", what=duty, parts=parts)
        return duty


_OWED: Mapping[str, str] = {
    "submitted": N_("{owed} to be sent {every}"),
    "adopted": N_("{owed} to be used {every}"),
    "points": N_("{owed} to be reached {every}"),
}
_SET: Mapping[str, str] = {
    "submitted": N_("as many reports to be sent {every} as are set for each unit"),
    "adopted": N_("as many reports to be used {every} as are set for each unit"),
    "points": N_("as many points to be reached {every} as are set for each unit"),
}
_CARRY: Mapping[str, str] = {
    "missing": N_("What is missing is carried on to the next window of the year."),
    "surplus": N_("What is above is carried on to the next window of the year."),
    "both": N_("What is missing or above is carried on to the next window of the year."),
}

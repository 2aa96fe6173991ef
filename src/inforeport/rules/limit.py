"""A cap and a floor: `limit`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Annotated, Literal

from msgspec.structs import replace

from inforeport.model import Facts, ScoreLine, Unit
from inforeport.period import Look, Window
from inforeport.rules.editions import Formerly, Key
from inforeport.rules.over import Holder, Over, each_in_words, sums_of
from inforeport.rules.phrases import COMMA, joined
from inforeport.rules.remarks import Remarks, upright
from inforeport.rules.rule import Entry, Voice, Written
from inforeport.words import N_, Message, Text, message

_NONE = Decimal(0)
_KEYS = {"cap": Key("cap"), "floor": Key("floor")}
_CARRY: Mapping[str, str] = {
    "missing": N_("What is below goes over to the next window of the year."),
    "surplus": N_("What is above goes over to the next window of the year."),
    "both": N_("What is above or below goes over to the next window of the year."),
}
_ONLY: Mapping[str, str] = {
    "given": N_("{what}, only those given"),
    "taken": N_("{what}, only those taken away"),
}


class Limit(Over, frozen=True, kw_only=True):
    """A cap and a floor: what the lines of a window come to is at most `cap`, at least `floor`.

    `for_each` limits every item, or every level, for itself. `only` looks at what was given, or at
    what was taken away, alone, with all that rules above made of it: `floor = -6, only = "taken"`
    stops deductions at six. `carry` takes what is above, or below, on to the next window of the
    same year.
    """

    cap: Annotated[Decimal | None, N_("at most so many points"), Formerly("most")] = None
    floor: Annotated[Decimal | None, N_("at least so many points"), Formerly("least")] = None
    for_each: Annotated[
        Literal["unit", "item", "level", "publication"],
        N_("what is limited: a unit's sum, or each report, level, publication"),
        Formerly("each"),
    ] = "unit"
    only: Annotated[
        Literal["given", "taken"] | None,
        N_("only points given, or only points taken away"),
    ] = None

    carry: Annotated[
        Literal["missing", "surplus", "both"] | None,
        N_("what is carried on to the next window of the year: what is below, what is above"),
    ] = None

    summary = N_("a cap or a floor for what the rules above give or take")

    @property
    def back(self) -> Look | None:
        """How far back it must look: over the year where it carries on."""
        return "year" if self.carry else None

    @property
    def of_state(self) -> bool:
        """What it carries on is worked out anew for each window."""
        return self.carry is not None

    @property
    def can_look(self) -> bool:
        """One that carries on looks at each window for itself."""
        return self.carry is None

    @property
    def tells_apart(self) -> frozenset[str]:
        """What it asks of reports, and the publication where each has a limit of its own."""
        of_publication = {"adoption.publication"} if self.for_each == "publication" else set()
        return super().tells_apart | of_publication

    @property
    def joins(self) -> tuple[str, ...] | None:
        """Its parts, where each report has a limit of its own."""
        return self.parts if self.for_each == "item" else None

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """A line for each sum that is outside, which brings it back to the limit."""
        came: Mapping[Holder, Decimal] = {}
        if self.carry:
            came = self._come(facts, so_far)
            so_far = _booked_in(so_far, facts.window)
        sums = self._sums(facts, so_far, facts.window)
        moved = cache(lambda *figures: [*self._moved(*figures)])  # thousands come to the same
        for whose in dict.fromkeys((*sums, *came)):
            before, points = came.get(whose, _NONE), sums.get(whose, _NONE)
            n = _number(facts, whose) if self.for_each == "item" else 1
            unit, person, trait = whose
            of = {} if self.for_each == "unit" else {self.for_each: trait}
            for line in moved(before, points, n):
                yield replace(line, unit=unit, person=person, **of)

    def _come(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Mapping[Holder, Decimal]:
        """What the window before carries on into this one; an earlier scheme's as that left it."""
        left: dict[Holder, Decimal] = {}
        for span in facts.spans[:-1]:
            booked = _booked_in(so_far, span)
            if span.last < facts.begins:
                left = self._left(booked)
                continue
            sums = self._sums(facts, booked, span)
            keys = dict.fromkeys((*sums, *left))
            left = {it: self._over(sums.get(it, _NONE) + left.get(it, _NONE)) for it in keys}
        return left

    def _left(self, lines: Iterable[ScoreLine]) -> dict[Holder, Decimal]:
        """What limits of an earlier scheme carried out of a window."""
        left: dict[Holder, Decimal] = defaultdict(Decimal)
        for line in self.in_parts(lines):
            left[line.unit, line.person, None] += line.carried or _NONE
        return left

    def _sums(
        self, facts: Facts, lines: Iterable[ScoreLine], window: Window
    ) -> dict[Holder, Decimal]:
        """What is limited in a window."""
        seen = (self._seen(line) for line in self.about(facts, lines) if self._looks_at(line))
        sums = sums_of(seen, self.for_each)
        if self.for_each == "unit":  # who has no line at all may still be below the least
            there = (unit.name for unit in facts.units if _is_there(unit, window))
            sums = {(name, None, None): _NONE for name in there} | sums
        return sums

    def _moved(self, came: Decimal, points: Decimal, n: int) -> Iterator[ScoreLine]:
        """What comes from the window before, and what is outside then, of `n` that are alike."""
        if came:
            because: Text = message("carried over from the window before")
            yield self.change("", came, because, given=max(came, _NONE))
        if rest := self._outside(points + came, n):
            because = self._because(points + came, rest)
            over = self._over(points + came) if self.carry else None
            if over:
                because = message("{because}; carried over to the next window", because=because)
            yield self.change("", -rest, because, given=min(-rest, _NONE), carried=over)

    def _because(self, points: Decimal, rest: Decimal) -> Text:
        if rest > 0:
            return message("at most {most}, not {points}", most=self.cap, points=points)
        return message("at least {least}, not {points}", least=self.floor, points=points)

    def _outside(self, points: Decimal, n: int = 1) -> Decimal:
        """How far a sum, of `n` that are alike, is above the cap, or (below 0) below the floor."""
        if self.cap is not None and points > self.cap * n:
            return points - self.cap * n
        if self.floor is not None and points < self.floor * n:
            return points - self.floor * n
        return _NONE

    def _over(self, points: Decimal) -> Decimal:
        """What of a sum goes over to the next window."""
        rest = self._outside(points)
        return rest if self.carry in {"both", "surplus" if rest > 0 else "missing"} else _NONE

    def _looks_at(self, line: ScoreLine) -> bool:
        return self.for_each == "unit" or getattr(line, self.for_each) is not None

    def _seen(self, line: ScoreLine) -> ScoreLine:
        """A line, with what it is on the side that is limited."""
        if self.only is None:
            return line
        given = line.of_given
        return replace(line, points=given if self.only == "given" else line.points - given)

    def amiss(self, written: Written) -> Remarks:
        """No limit at all, limits that are upside down, or those of the other side."""
        if self.cap is None and self.floor is None:
            yield (), message("it limits nothing: write {cap} or {floor}", **_KEYS)
        if self.carry:
            yield from self._carried_amiss(written.entry)
        yield from upright(self, "floor", "cap")
        yield from self._other_side()

    def _carried_amiss(self, entry: Entry) -> Remarks:
        """What is carried from no window, into none, or is nobody's sum."""
        if entry.every != entry.per:
            words = {"key": Key("judged"), "window": entry.every}
            wrong = message("carry wants each window judged alone: {key} = {window}", **words)
            yield ("carry",), wrong
        elif entry.per in {"year", "whole"}:
            yield ("carry",), message("carry says nothing: no other window of the year comes after")
        if self.for_each != "unit":
            each = {"key": Key("for_each"), "each": self.for_each}
            yield ("carry",), message("carry says nothing with {key} = {each}", **each)
        for side, figure, key in (("surplus", self.cap, "cap"), ("missing", self.floor, "floor")):
            if self.carry in {side, "both"} and figure is None:
                wanted = {"carry": side, "key": Key(key)}
                wrong = message("carry = {carry} says nothing without {key}", **wanted)
                yield ("carry",), wrong

    def _other_side(self) -> Remarks:
        """What is given has a cap, at or above 0; what is taken away a floor, at or below."""
        if self.only == "given" and self.floor is not None:
            wrong = message("{floor} says nothing of what is given: write {cap}", **_KEYS)
            yield ("floor",), wrong
        elif self.only == "given" and self.cap is not None and self.cap < 0:
            words = {"found": self.cap, "right": -self.cap}
            wrong = message("{cap} = {found} of what is given: write {right}", **_KEYS, **words)
            yield ("cap",), wrong
        elif self.only == "taken" and self.cap is not None:
            wrong = message("{cap} says nothing of what is taken away: write {floor}", **_KEYS)
            yield ("cap",), wrong
        elif self.only == "taken" and self.floor is not None and self.floor > 0:
            words = {"found": self.floor, "right": -self.floor}
            wrong = message("{floor} = {found} of what is taken: write {right}", **_KEYS, **words)
            yield ("floor",), wrong

    def sentences(self, voice: Voice) -> Iterator[Text]:
        """A cap and a floor."""
        subject = self.about_in_words(voice)
        if self.only:
            subject = Message(_ONLY[self.only], {"what": subject})
        subject = each_in_words(subject, self.for_each)
        bits = joined(self._bounds(voice), COMMA)
        yield message("{what}: {bits}.", what=subject, bits=bits)
        if self.carry:
            yield Message(_CARRY[self.carry])

    def _bounds(self, voice: Voice) -> Iterator[Text]:
        for figure, is_cap in ((self.cap, True), (self.floor, False)):
            if figure is not None:
                amount = voice.amount(figure)
                if figure < 0:
                    worse = message("at least {amount} taken away", amount=amount)
                    better = message("at most {amount} taken away", amount=amount)
                    yield worse if is_cap else better
                elif is_cap:
                    yield message("at most {amount}", amount=amount)
                else:
                    yield message("at least {amount}", amount=amount)


def _booked_in(lines: Iterable[ScoreLine], window: Window) -> list[ScoreLine]:
    """The lines of a window, and of those inside it."""
    return [line for line in lines if line.window and line.window.last in window]


def _number(facts: Facts, whose: Holder) -> int:
    """How many reports that are alike a sum is of."""
    report = facts.items.get(whose[-1])
    return report.n if report else 1


def _is_there(unit: Unit, window: Window) -> bool:
    """Whether a unit is there on some day of a window."""
    return (unit.since is None or unit.since <= window.last) and (
        unit.until is None or unit.until >= window.start
    )

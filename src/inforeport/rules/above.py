"""What the rules above a rule give, which it may speak of."""

from collections.abc import Sequence
from typing import Any

from inforeport.rules.remarks import Remarks, not_among
from inforeport.words import Message, message


class Above:
    """What the rules above a rule give: parts of points, duties by their names and clauses.

    `paid` are the parts of all points, where the rules are of money.
    """

    def __init__(self, paid: Sequence[str] | None = None) -> None:
        self.parts: dict[str, None] = {}
        self.names: dict[str, None] = {}
        self.clauses: dict[str, None] = {}
        self.paid = paid

    def add(self, entry: Any) -> None:
        """Take in a rule, an `Entry`, for those below it."""
        self.parts |= dict.fromkeys(entry.parts)
        self.add_duty(entry)

    def add_duty(self, entry: Any) -> None:
        """Take in the duty that a rule states, and nothing else of it."""
        if entry.rule.owes:
            self.clauses[entry.clause] = None
            self.names |= dict.fromkeys(filter(None, [entry.rule.called]))

    def without_parts(self, parts: Sequence[str]) -> Remarks:
        """That what a rule reads is given by a rule above it."""
        for part in parts:
            if part not in self.parts:
                yield ("parts",), self._not_given(part)
        if not parts and not self.parts:
            yield (), message("no rule above gives points: there is nothing to change")

    def _not_given(self, part: str) -> Message:
        if not self.parts:
            return message("no rule above gives points in part {part}", part=part)
        parts = list(self.parts)
        return message(
            "no rule above gives points in part {part}; there are {known}", part=part, known=parts
        )

    def without_duties(self, key: str, names: Sequence[str]) -> Remarks:
        """That the duties a rule speaks of are stated above it."""
        stated = self.names | self.clauses
        for name in (name for name in names if name not in stated):
            if self.clauses:
                yield (key,), not_among(key, name, list(stated))
            else:
                yield (key,), message("no duty is stated above: {name} means none", name=name)

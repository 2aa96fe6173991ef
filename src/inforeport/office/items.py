"""The reports and uses of a period one by one: which of them count, and why the others do not."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from inforeport import scoring
from inforeport.model import Adoption, Facts, Submission
from inforeport.model.counts import Item
from inforeport.office.counting import Part
from inforeport.office.snapshot import Snapshot
from inforeport.period import Period
from inforeport.rules.rule import Credit
from inforeport.scoring.counting import Basis, credited
from inforeport.words import Text, day_text, message

_YEAR = timedelta(days=366)


def items(
    snapshot: Snapshot, period: Period, parts: Sequence[Part], basis: Basis
) -> tuple[Item, ...]:
    """Every report and use that counts for a period, or came in its days.

    `parts` are those of the period, `basis` what is counted of them.
    """
    return tuple(_Look(snapshot, period, parts, basis).items())


class _Look:
    """What is looked at of a period, to say of each report and use whether it counts."""

    def __init__(
        self, snapshot: Snapshot, period: Period, parts: Sequence[Part], basis: Basis
    ) -> None:
        self.period = period
        self.parts = parts
        self.basis = basis
        self.credits: Mapping[str, Sequence[Credit]] = credited(basis)
        self.units = {unit.name: unit for unit in snapshot.units}
        facts = self.basis.facts
        self.known = {
            **facts.items,
            **self.basis.reports,
            **{one.label: one for one in facts.submissions},
        }
        everything = Facts(
            units=snapshot.units,
            submissions=snapshot.submissions(period),
            adoptions=snapshot.adoptions(period),
        )
        self.came = scoring.attributed(everything)
        self._windows: dict[tuple[date, str], Text] = {}
        self._days: dict[date, Text | None] = {}

    def items(self) -> Iterator[Item]:
        """The reports in the order of their days, then the uses."""
        came = {fact.label: fact for fact in self.came.submissions}
        brought = {label: self.known[label] for label in self.credits if label not in came}
        for report in sorted((*came.values(), *brought.values()), key=lambda fact: fact.received):
            yield self._report(report)
        counted = {use.id: use for use in self.basis.facts.adoptions}
        left = [use for use in self.came.adoptions if use.id not in counted]
        for use in sorted((*counted.values(), *left), key=lambda fact: fact.on):
            yield self._use(use, counts=use.id in counted)

    def _report(self, report: Submission) -> Item:
        credits_ = self.credits.get(report.label, ())
        return Item(
            item=report.label,
            title=report.title,
            units=tuple([one.unit for one in credits_]) or self.basis.sent_by(report),
            on=report.received,
            counts=bool(credits_),
            why=self._brought(report.received) if credits_ else self._why_not(report),
        )

    def _use(self, use: Adoption, *, counts: bool) -> Item:
        report = self.known.get(use.item)
        return Item(
            item=use.item,
            title=use.title,
            units=self.basis.used_by(report) if report else (use.unit,),
            on=use.on,
            level=use.level,
            form=use.form,
            publication=use.publication,
            issue=use.issue,
            position=use.position,
            counts=counts,
            why=self._brought(use.on) if counts else self._why_no_use(use, report),
        )

    def _brought(self, day: date) -> Text | None:
        """That something counts for the period though its day is another."""
        if day not in self._days:
            self._days[day] = None if day in self.period else _of_day(day)
        return self._days[day]

    def _why_not(self, report: Submission) -> Text:
        if report.withdrawn:
            return message("withdrawn: {reason}", reason=report.withdrawn)
        return self._out_of_days(report.received, report.unit) or self._other_window(report)

    def _other_window(self, report: Submission) -> Text:
        """The same for all reports of a day and a group of units."""
        group = self.units[report.unit].group if report.unit in self.units else ""
        key = report.received, group
        if key not in self._windows:
            self._windows[key] = _other_window(report.received, group, self.parts)
        return self._windows[key]

    def _why_no_use(self, use: Adoption, report: Submission | None) -> Text:
        if report is None or report.withdrawn:
            return message("its report was withdrawn")
        counts_on = use.on if self.basis.facts.counts_on == "adopted" else use.received
        return self._out_of_days(counts_on, use.unit) or message(
            "used on {day}, in a window of another period", day=use.on
        )

    def _out_of_days(self, day: date, unit: str) -> Text | None:
        """That nothing counts on a day, or nothing of that unit."""
        if not any(day in part.calendar.run for part in self.parts):
            return message("{day} is outside the days of the scheme", day=day_text(day))
        known = self.units.get(unit)
        if known and not scoring.there(known, Period(day, day + timedelta(days=1))):
            return message("{unit} was not on the register on {day}", unit=unit, day=day_text(day))
        return None


def _of_day(day: date) -> Text:
    return message("of {day}, in a window that belongs to the period", day=day_text(day))


def _other_window(day: date, group: str, parts: Iterable[Part]) -> Text:
    """In which window a day falls that is none of the period, else that no duty counts a report."""
    near = Period(day, day + _YEAR)
    for part in parts:
        for entry in part.duties:
            if entry.groups and group not in entry.groups:
                continue
            for window in part.calendar.windows(entry.every, near):
                if day in window and window.last not in part.period:
                    return message(
                        "counts in the window that ends on {day}", day=day_text(window.last)
                    )
    return message("the duty does not count such a report")

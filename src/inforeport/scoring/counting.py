"""What was sent and used, counted: by unit, kind, category, level, month or publication.

It gives no points and judges nobody. What counts for a period, and what was owed in it, is handed
in; what is printed of it is said in `documents`.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from inforeport.model import Adoption, Facts, Submission
from inforeport.model.counts import Aside, By, Counts, Names, Tally, crossed, tallied, together
from inforeport.model.scores import TOGETHER
from inforeport.period import Period
from inforeport.rules.rule import Credit
from inforeport.scoring.cut import There
from inforeport.scoring.owing import Owed
from inforeport.scoring.sharing import Whose, alone
from inforeport.text import fold, spellings
from inforeport.words import Text

Key = Callable[[Any], Iterable[str]]
"""What finds the rows that a fact falls into."""


class Basis(Struct, frozen=True, kw_only=True):
    """What is counted of a period, and for whom.

    Of the `facts` the reports are those received on the days of the period, all else is what
    belongs to it. `owed` has by unit what was owed, `credits` by report for whom it counts; a unit
    of which nothing is owed has what was received. `reports` are those of other days that count.
    `sent_by` and `used_by` find the units that have a part in a report, and in a use of it. What a
    unit sent that was not `there` counts for nothing, whatever it owed.
    """

    facts: Facts
    owed: Mapping[str, Owed] = {}
    credits: Mapping[str, Sequence[Credit]] = {}
    reports: Mapping[str, Submission] = {}
    sent_by: Whose = alone
    used_by: Whose = alone
    there: There = lambda _unit, _day: True
    sharing: tuple[Text, ...] = ()
    uses_aside: Aside = Aside()


def counted(basis: Basis, names: Names, *, by: By, period: Period) -> Counts:
    """The facts of a period counted; a use counts for the unit and kind of its report.

    What the scheme declares comes first, in its order, then the rest as it is met, and last what
    nobody stated. A report is `used` where a use of it is among the facts.
    """
    basis = _plain(basis, names)
    heap = _Heap(basis)
    groups = {unit.name: unit.group for unit in basis.facts.units} if by == "unit" else {}
    declared = _declared(by, basis.facts, names, period)
    rows = tuple(heap.tallies(by, declared, groups))
    return Counts(
        period=period,
        by=by,
        names=names,
        rows=rows,
        total=heap.tally(heap.everything(), None),
        groups=heap.of_groups(groups, rows) | heap.of_groups(_one_list(groups, names), rows),
        uses_on=basis.facts.counts_on,
        sharing=basis.sharing if heap.shared else (),
        reports_aside=heap.aside(),
        uses_aside=basis.uses_aside,
        complete=True,
    )


class _Row:
    """What falls into one row."""

    def __init__(self) -> None:
        self.sent: list[Submission] = []
        self.counted: dict[str, None] = {}
        self.uses: list[Adoption] = []
        self.others: dict[str, Counter[str]] = defaultdict(Counter)


_OTHERS: Mapping[str, Callable[[Any], str]] = {
    "instructions": lambda one: one.level,
    "forwardings": lambda one: one.level,
    "commissions": lambda one: one.outcome,
    "marks": lambda one: one.code,
}
"""What else is counted, and by which word."""


class _Heap:
    """All that is counted, to be sorted into rows of one kind or another."""

    def __init__(self, basis: Basis) -> None:
        self.basis = basis
        self.facts = basis.facts
        self.known = {
            **basis.reports,
            **basis.facts.items,
            **{one.label: one for one in basis.facts.submissions},
        }
        self.used = {use.item for use in basis.facts.adoptions}
        self.credits = credited(basis)
        self.owed = _owed(basis, self.credits)
        self.divided = [item for item, its in self.credits.items() if len(its) > 1]
        self.shared = self._shared()

    def _shared(self) -> set[str]:
        """The reports in which several units have a part."""
        joint = [one for one in self.known.values() if one.partners or one.authors]
        parted = (self.basis.sent_by, self.basis.used_by)
        shared = {one.label for one in joint if any(len(find(one)) > 1 for find in parted)}
        return shared | {*self.divided}

    def aside(self) -> Aside:
        """How many reports count that came on other days, and how many of these days do not."""
        sent = {one.label for one in self.facts.submissions}
        return Aside(len(sent - self.credits.keys()), len(self.credits.keys() - sent))

    def keys(self, by: By) -> Mapping[str, Key]:
        """What finds the rows of reports, of counted ones, of uses, of all else."""
        if by == "unit":
            unit = lambda fact: (fact.unit,)  # noqa: E731
            return dict.fromkeys(_OTHERS, unit) | {
                "sent": self.basis.sent_by,
                "credits": unit,
                "uses": self._users,
            }
        if by in {"level", "publication"}:
            return {"uses": lambda use: (getattr(use, by) or "",)}
        if by == "month":
            return {
                "sent": lambda fact: (f"{fact.received:%Y-%m}",),
                "credits": lambda fact: (f"{self.known[fact.item].received:%Y-%m}",),
                "uses": lambda use: (f"{self.facts.day_of(use):%Y-%m}",),
            }
        return {
            "sent": lambda fact: (getattr(fact, by) or "",),
            "credits": lambda fact: (getattr(self.known[fact.item], by) or "",),
            "uses": lambda use: (getattr(self.known.get(use.item), by, "") or "",),
        }

    def _users(self, use: Adoption) -> Iterable[str]:
        return self.basis.used_by(self.known[use.item]) if use.item in self.shared else (use.unit,)

    def sorted(self, keys: Mapping[str, Key]) -> Mapping[str, _Row]:
        """The rows by name."""
        rows: dict[str, _Row] = defaultdict(_Row)
        nowhere: Key = lambda _: ()  # noqa: E731
        of_sent, of_use = keys.get("sent", nowhere), keys.get("uses", nowhere)
        of_credit = keys.get("credits", nowhere)
        for report in self.facts.submissions:
            for name in of_sent(report):
                rows[name].sent.append(report)
        for credit in (one for its in self.credits.values() for one in its):
            for name in of_credit(credit):
                rows[name].counted[credit.item] = None
        for use in self.facts.adoptions:
            for name in of_use(use):
                rows[name].uses.append(use)
        for noun, word in _OTHERS.items():
            for entry in getattr(self.facts, noun):
                for name in keys.get(noun, nowhere)(entry):
                    rows[name].others[noun][word(entry)] += 1
        return rows

    def tallies(
        self, by: By, declared: Iterable[str], groups: Mapping[str, str]
    ) -> Iterator[Tally]:
        """A tally for each row, the declared ones first."""
        rows = self.sorted(self.keys(by))
        order = dict.fromkeys([*declared, *sorted(rows)])
        for name in sorted(order, key=lambda name: not name):
            units = (name,) if by == "unit" else ()
            tally = self.tally(rows.get(name, _Row()), units)
            yield replace(tally, name=name, group=groups.get(name, ""))

    def everything(self) -> _Row:
        """One row that holds all."""
        row = _Row()
        row.sent, row.uses = list(self.facts.submissions), list(self.facts.adoptions)
        row.counted = dict.fromkeys(self.credits)
        for what, word in _OTHERS.items():
            row.others[what].update(map(word, getattr(self.facts, what)))
        return row

    def of_groups(self, groups: Mapping[str, str], rows: Iterable[Tally]) -> dict[str, Tally]:
        """The tallies of groups: what several of its units share is one there."""
        units: dict[str, list[str]] = defaultdict(list)
        for unit, group in groups.items():
            units[group].append(unit)
        if not self.shared:  # then they add up, and nothing need be sorted again
            mine: dict[str, list[Tally]] = {group: [] for group in units}
            for row in rows:
                if row.name in groups:
                    mine[groups[row.name]].append(row)
            return {group: replace(together(its), group=group) for group, its in mine.items()}

        def grouped(key: Key) -> Key:
            return lambda row: {groups[unit]: None for unit in key(row) if unit in groups}

        sorted_ = self.sorted({what: grouped(key) for what, key in self.keys("unit").items()})
        return {
            group: replace(self.tally(sorted_[group], its), group=group)
            for group, its in units.items()
        }

    def tally(self, row: _Row, units: Collection[str] | None) -> Tally:
        """The tally of a row; of what `units` owed, of all where it is none."""
        shared = self.shared and self.shared & _items(row)
        owed = self._owed(units)
        others: dict[str, Any] = {what: row.others.get(what, {}) for what in _OTHERS}
        return Tally(
            **self._of_sent(row.sent),
            counted=len(row.counted),
            owed=owed.owed,
            credited=owed.credited,
            missing=owed.missing,
            **self._of_uses(row.uses),
            shared=len(shared),
            **others,
        )

    def _of_sent(self, sent: Sequence[Submission]) -> dict[str, Any]:
        """How many reports there are, of which kinds, and how many of them are used."""
        return {
            "sent": len(sent),
            "kinds": tallied([report.kind or "" for report in sent]),
            "categories": tallied([report.category or "" for report in sent]),
            "pictured": len([1 for report in sent if report.pictures]),
            "late": len([1 for report in sent if report.late]),
            "used": len([1 for report in sent if report.label in self.used]),
        }

    def _of_uses(self, uses: Sequence[Adoption]) -> dict[str, Any]:
        """How many uses there are, of which kinds, and of how many reports."""
        words = tallied([self._words(use) for use in uses])
        levels, forms, publications, categories = (_by_word(words, at) for at in range(4))
        return {
            "uses": len(uses),
            "levels": levels,
            "forms": forms,
            "publications": publications,
            "used_categories": categories,
            "crossed": {crossed(*each): n for each, n in words.items()},
            "reports": len({use.item for use in uses}),
        }

    def _words(self, use: Adoption) -> tuple[str, str, str, str, str]:
        """The words of a use that `CROSSED` names."""
        report = self.known.get(use.item)
        category, kind = (report.category or "", report.kind or "") if report else ("", "")
        return use.level, use.form or "", use.publication or "", category, kind

    def _owed(self, units: Collection[str] | None) -> Owed:
        """What some units owed together; a report is credited to all of them once."""
        units = self.owed.keys() if units is None else units
        total = sum((self.owed[unit] for unit in units if unit in self.owed), Owed())
        twice = sum((_above(self.credits[item], units) for item in self.divided), Decimal(0))
        return total._replace(credited=total.credited - twice)


def _one_list(groups: Mapping[str, str], names: Names) -> dict[str, str]:
    """The list of each unit whose group is ranked together with others."""
    key = TOGETHER.join(names.together)
    return {unit: key for unit, group in groups.items() if group in names.together}


def _by_word(counts: Mapping[tuple[str, ...], int], at: int) -> dict[str, int]:
    """Counts of several words together, by one of them."""
    sums: dict[str, int] = {}
    for words, count in counts.items():
        sums[words[at]] = sums.get(words[at], 0) + count
    return sums


def _above(credits_: Sequence[Credit], units: Collection[str]) -> Decimal:
    """By how much what some units are credited with is more than the report is."""
    mine = [credit for credit in credits_ if credit.unit in units]
    parts = sum((credit.part for credit in mine), Decimal(0))
    return max(parts - mine[0].weight, Decimal(0)) if mine else Decimal(0)


def credited(basis: Basis) -> dict[str, Sequence[Credit]]:
    """For whom each report counts: by the duties, else for those who have a part in it."""
    credits_ = dict(basis.credits)
    for report in basis.facts.submissions:
        if report.unit in basis.owed and not (report.partners or report.authors):
            continue
        free = [
            unit
            for unit in basis.sent_by(report)
            if unit not in basis.owed and basis.there(unit, report.received)
        ]
        if free:
            mine = (Credit(report.label, unit, report.received) for unit in free)
            credits_[report.label] = (*credits_.get(report.label, ()), *mine)
    return credits_


def _items(row: _Row) -> set[str]:
    """Every report that a row has something of."""
    of_uses, of_sent = (use.item for use in row.uses), (report.label for report in row.sent)
    return {*row.counted, *of_uses, *of_sent}


def _owed(basis: Basis, credits_: Mapping[str, Sequence[Credit]]) -> dict[str, Owed]:
    """What each unit owed and was credited with; who owes nothing is credited with each report."""
    owed = dict(basis.owed)
    free = Counter(one.unit for its in credits_.values() for one in its if one.unit not in owed)
    return owed | {unit: Owed(credited=Decimal(count)) for unit, count in free.items()}


def _plain(basis: Basis, names: Names) -> Basis:
    """The same, the reports under the scheme's keys for kinds and categories."""
    if not names.kinds and not names.categories:
        return basis
    kind, category = _keyed(names.kinds), _keyed(names.categories)

    def plain(one: Submission) -> Submission:
        return replace(one, kind=kind(one.kind), category=category(one.category))

    def all_plain(those: Mapping[str, Submission]) -> dict[str, Submission]:
        return {label: plain(one) for label, one in those.items()}

    facts = replace(
        basis.facts,
        submissions=[plain(one) for one in basis.facts.submissions],
        items=all_plain(basis.facts.items),
    )
    return replace(basis, facts=facts, reports=all_plain(basis.reports))


def _keyed(words: Mapping[str, str]) -> Callable[[str | None], str]:
    """What finds the key of a word, however it is spelled; another word stands for itself."""
    keys = spellings(words)

    @cache
    def key(word: str | None) -> str:
        return keys.get(fold(word), word) if word else ""

    return key


def _declared(by: By, facts: Facts, names: Names, period: Period) -> Iterator[str]:
    """The rows that there are even with nothing in them, in order."""
    if by == "unit":
        order = {group: place for place, group in enumerate(names.groups)}
        units = sorted(facts.units, key=lambda one: order.get(one.group, len(order)))
        yield from (unit.name for unit in units)
    elif by == "month":
        yield from _months(period)
    elif by != "publication":
        yield from {"kind": names.kinds, "category": names.categories, "level": names.levels}[by]


def _months(period: Period) -> Iterator[str]:
    first = period.start.year * 12 + period.start.month - 1
    for month in range(first, period.last.year * 12 + period.last.month):
        yield f"{month // 12}-{month % 12 + 1:02}"

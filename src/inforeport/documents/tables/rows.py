"""The rows of a table: a unit, a report of it, or a person, with all that a column may show."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from inforeport.model import Adoption, Due, Result, Score, Standing, Submission
from inforeport.model.counts import Counts, Tally
from inforeport.model.papers import Beside
from inforeport.model.scores import groups_in
from inforeport.model.tables import Span
from inforeport.words import Text, message


class Row(Struct, frozen=True, kw_only=True):
    """A unit with its standing, its counts and what it owed, then and now; or all together.

    `word` is what it is called, `then` the same unit over other times, `number` its place in the
    table from 1. A row of a person has the points of it, one `of_reports` the report, if the unit
    sent any; `reports` and `uses` are all of the unit's. Where its counts are not complete, some
    figures are unknown.
    """

    name: str = ""
    word: Text = ""
    group: str = ""
    number: int | None = None
    standing: Standing | None = None
    tally: Tally | None = None
    is_complete: bool = True
    dues: tuple[Due, ...] = ()
    then: Mapping[Span, "Row"] = {}
    person: Score | None = None
    of_reports: bool = False
    report: Submission | None = None
    reports: tuple[Submission, ...] = ()
    uses: tuple[Adoption, ...] = ()
    instructed: Collection[str] = ()

    @property
    def score(self) -> Score | None:
        """The points of the person, else those of the unit."""
        return self.person or (self.standing.score if self.standing else None)


class Listing(Struct, frozen=True, kw_only=True):
    """What rows are made from: the period's figures and those beside them.

    What the period has beside its result and its counts stands at `beside["period"]`; one that is
    not over counts `until` a day.
    """

    result: Result | None
    counts: Counts
    beside: Mapping[Span, Beside] = {}
    until: date | None = None

    @property
    def of_points(self) -> bool:
        """Whether there are any points to show."""
        return bool(self.result and self.result.parts)

    @property
    def more(self) -> Beside:
        """What the period has beside its result and its counts."""
        return self.beside.get("period") or Beside(period=self.counts.period, counts=self.counts)


def units(listing: Listing, group: str | None, *, ranked: bool = True) -> list[Row]:
    """A row for each unit of a group, or of all, as it is ranked, else as the register has it."""
    groups = None if group is None else groups_in(group)
    order = [one.name for one in listing.counts.rows if groups is None or one.group in groups]
    placed = [one.score.unit for one in _standings(listing.result, group)]
    if listing.of_points and ranked:
        order = placed
    now = _now(listing)
    then = {over: _now(_then(beside)) for over, beside in listing.beside.items()}
    sent, used = _by_unit(listing.more.reports), _by_unit(listing.more.uses)
    return [
        replace(
            now.get(name, Row(name=name, word=name)),
            then={over: rows[name] for over, rows in then.items() if name in rows},
            reports=tuple(sent[name]),
            uses=tuple(used[name]),
            instructed=listing.more.instructed,
        )
        for name in order
    ]


def persons(listing: Listing, group: str | None) -> list[Row]:
    """A row for each person with points, best first, then and now; equal points share a place."""
    then = {
        over: {_who(row): row for row in _persons(beside.result, group)}
        for over, beside in listing.beside.items()
    }
    return [
        replace(
            row, then={over: rows[_who(row)] for over, rows in then.items() if _who(row) in rows}
        )
        for row in _persons(listing.result, group)
    ]


def _persons(result: Result | None, group: str | None) -> list[Row]:
    members = {one.score.unit for one in _standings(result, group)}
    scores = result.persons if result else ()
    mine = [one for one in scores if group is None or one.group in members]
    return [
        Row(
            name=one.group,
            word=one.group,
            person=one,
            standing=Standing(
                place=1 + sum(other.points > one.points for other in mine),
                tied=sum(other.points == one.points for other in mine) > 1,
                score=one,
            ),
        )
        for one in mine
    ]


def _who(row: Row) -> tuple[str, str]:
    """A person, of the unit that it wrote for."""
    return row.name, row.person.unit if row.person else ""


def reports(rows: Iterable[Row]) -> Iterator[Row]:
    """A row for each report of the units; a unit that sent nothing has one row all the same."""
    for row in rows:
        every = row.reports or (None,)
        yield from (replace(row, of_reports=True, report=report) for report in every)


def total(listing: Listing, rows: Sequence[Row], group: str | None) -> Row:
    """All units of the rows together: their counts; what is summed from the rows is not here."""
    then = {over: _whole(one.counts, group) for over, one in listing.beside.items()}
    dues = tuple(due for row in rows for due in row.dues)
    return replace(_whole(listing.counts, group), then=then, dues=dues)


def _whole(counts: Counts, group: str | None) -> Row:
    """All units of a group together, in one period."""
    tally = counts.total if group is None else counts.of_group(group)
    return Row(tally=tally, is_complete=counts.complete)


def _then(beside: Beside) -> Listing:
    return Listing(result=beside.result, counts=beside.counts, beside={"period": beside})


def _now(listing: Listing) -> dict[str, Row]:
    """Each unit with its standing, its counts and what it owed, in one period."""
    standings = {one.score.unit: one for one in _standings(listing.result, None)}
    tallies = {one.name: one for one in listing.counts.rows}
    dues: dict[str, list[Due]] = defaultdict(list)
    for due in listing.more.dues:
        if due.person is None:
            dues[due.unit].append(due)
    return {
        name: Row(
            name=name,
            word=_word(listing.counts, name),
            group=_group(listing, standings.get(name), tallies.get(name)),
            standing=standings.get(name),
            tally=tallies.get(name),
            is_complete=listing.counts.complete,
            dues=tuple(dues[name]),
        )
        for name in dict.fromkeys([*standings, *tallies])
    }


def _word(counts: Counts, name: str) -> Text:
    """What the rows are called: units by their names, kinds and levels by the scheme's words."""
    if counts.by == "unit":
        return name
    word_of: Mapping[str, str] = {
        "kind": counts.names.kinds,
        "category": counts.names.categories,
        "level": counts.names.levels,
    }.get(counts.by, {})
    return word(word_of, name)


def word(known: Mapping[str, str], key: str) -> Text:
    """The scheme's word, or what was written; of nothing, that nobody stated it."""
    return known.get(key, key) or message("not stated")


def _group(listing: Listing, standing: Standing | None, tally: Tally | None) -> str:
    """The group of a unit as the scheme writes it."""
    key = tally.group if tally else standing.score.group if standing else ""
    return listing.counts.names.groups.get(key, key)


def _standings(result: Result | None, group: str | None) -> list[Standing]:
    groups = result.groups if result else ()
    return [one for each in groups if group in {None, each.key} for one in each.standings]


def _by_unit(facts: Iterable[Submission] | Iterable[Adoption]) -> dict[str, list]:  # type: ignore[type-arg]
    of_unit = defaultdict(list)
    for fact in facts:
        of_unit[fact.unit].append(fact)
    return of_unit

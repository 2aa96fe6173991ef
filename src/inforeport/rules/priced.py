"""Points for each fact of a kind: what a use, an instruction, a mark or a report itself is worth.

Which facts fall into a window, and which units a rule concerns, is not known here.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Annotated, Any, ClassVar, Literal

from msgspec.structs import replace

from inforeport.model import Facts, ScoreLine, Submission
from inforeport.model.apart import EACH
from inforeport.period import Look
from inforeport.ratio import Exact
from inforeport.rules import priced_sentences
from inforeport.rules.alike import Worth, once_for_all
from inforeport.rules.answers import Claim
from inforeport.rules.editions import Formerly, Key
from inforeport.rules.once import counted_once
from inforeport.rules.priced_amiss import idle, row_amiss, waiting
from inforeport.rules.prices import (
    AlikeFacts,
    Points,
    Price,
    Which,
    traits_apart,
)
from inforeport.rules.remarks import AtLeast, Remarks
from inforeport.rules.rule import Voice, Written
from inforeport.rules.shares import Shared
from inforeport.rules.where import (
    BY_HAND,
    COLUMNS,
    FORMS,
    OF_LINE,
    REPORTS,
    Where,
    fits,
    form_of,
    passes,
    stated,
    waits,
)
from inforeport.words import N_, Message, Text, message


class Priced(Shared, frozen=True, kw_only=True):
    """A table of points: the first of `rows` that fits, else `points`.

    `points` is one figure, or a figure for each word, or for each word a figure for each form.
    `once` pays only the dearest of those that agree in all that it names (the `keep` dearest, or
    the first), and `further` for each one beyond.

    `fact` names the facts of a kind and `subject` one of them in a sentence; `has_form` says that
    they have a form, `is_judged` that they carry a number, and points where the office judges.
    """

    points: Annotated[
        Points | None, N_("points of each, or a table by word and form; also as “1/3”")
    ] = None
    rows: Annotated[tuple[Price, ...], N_("a table of rows; the first that fits counts")] = ()
    once: Annotated[
        tuple[AlikeFacts, ...], N_("of those alike in all these, the dearest counts")
    ] = ()
    keep: Annotated[int, N_("how many of those alike count"), AtLeast(1)] = 1
    which: Annotated[Which, N_("which of those alike count: the dearest, or the first")] = "dearest"
    further: Annotated[Exact, N_("points of each one beyond")] = Decimal(0)
    multiplied_by: Annotated[
        Literal["pictures", "chars", "count"] | None,
        N_("multiplied by the pictures or the characters of the report, or the mark's number"),
        Formerly("times"),
    ] = None

    step: Annotated[
        int, N_("for each so many of what it is multiplied by, the rest not counted"), AtLeast(1)
    ] = 1

    fact = ""
    subject = ""
    has_form = False
    is_judged = False
    keyed: ClassVar[Mapping[str, str]] = {"points": "level"}
    dated = True

    @property
    def reads(self) -> tuple[str, ...]:
        """The facts of its kind."""
        return (self.fact,)

    @property
    def tells_apart(self) -> frozenset[str]:
        """What its figures ask of reports and uses; the report where only one of its uses counts.

        Each by itself where they are counted one after another, or compared across reports.
        """
        if self.fact not in EACH:  # what else there is on a report is told apart always
            return frozenset()
        if self.counts_on or (self.once and "item" not in self.once):
            return frozenset({self.fact})
        asked = {f"{REPORTS[self.fact]}.{column}" for column in self._multipliers}
        if self._table() and self.keyed["points"] != "level":
            asked.add(f"{REPORTS[self.fact]}.{self.keyed['points']}")
        if any(isinstance(it, Mapping) for it in (*self._table().values(), *self._row_points())):
            asked.add(FORMS[self.fact])
        asked |= traits_apart(self.once)
        return self.conditions_apart({self.fact}) | asked

    @property
    def _multipliers(self) -> frozenset[str]:
        """The column of a report by which it multiplies."""
        return frozenset({"pictures", "chars"} & {self.multiplied_by})

    @property
    def lists(self) -> frozenset[str]:
        """The facts of its kind."""
        return EACH & {self.fact}

    def _row_points(self) -> Iterator[object]:
        return (row.points for row in self.rows)

    @property
    def gives(self) -> tuple[str, ...]:
        """None of its own where each row names its part."""
        all_own = self.points is None and self.rows and all(row.part for row in self.rows)
        return () if all_own else tuple(self.columns)

    @property
    def own_parts(self) -> tuple[str, ...]:
        """The parts of its rows."""
        return tuple(row.part for row in self.rows if row.part)

    @property
    def own_clauses(self) -> tuple[str, ...]:
        """The clauses of its rows."""
        return tuple(row.clause for row in self.rows if row.clause)

    @property
    def compares(self) -> bool:
        """Whether facts are alike, or something of their past is asked."""
        return bool(self.once) or self.counts_on or super().compares

    @property
    def counts_on(self) -> bool:
        """Whether a figure hangs on how many there were before."""
        return any(row.after is not None for row in self.rows)

    @property
    def back(self) -> Look | None:
        """Over all there is, where it waits for what answers a fact: that may come much later."""
        wheres = (where for where in (self.where, self.unless, *self.rows) if where is not None)
        return "ever" if any(self._waits(where) for where in wheres) else None

    def _waits(self, where: Where) -> bool:
        within = where.within
        return within is not None and (within.answer is not None or self.fact == "commissions")

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """A line for each fact that has a figure, in the order of the days, for whom it counts."""
        del so_far
        if self.once:
            yield from counted_once(self, self._whole(facts), facts)
        else:
            for _, item, line in self._whole(facts):
                yield from self.shared(line, item)

    def _whole(self, facts: Facts) -> Iterator[tuple[Any, Submission | None, ScoreLine]]:
        """Each fact that has a figure, its report, and its line, whosever it is."""
        worth: Worth = partial(self._line, facts, Counter())
        if (columns := self._columns) is not None:
            worth = once_for_all(self, worth, columns, facts)
        for fact in getattr(facts, self.fact):
            item = self.item_of(fact, facts)
            if line := worth(fact, item):
                yield fact, item, line

    @property
    def _columns(self) -> tuple[str, ...] | None:
        """The columns of a report by which facts on it are priced; none where more is asked."""
        asked = {condition for _, where in self.wheres() for condition in stated(where)} - OF_LINE
        if self.fact not in EACH or self.counts_on or not asked <= COLUMNS.keys() | BY_HAND:
            return None
        columns = {COLUMNS[condition] for condition in asked - BY_HAND}
        columns |= self._multipliers
        columns |= {self.keyed["points"]} if self._table() else set()
        return tuple(sorted(columns - {"level"}))

    def _line(
        self, facts: Facts, so_many: Counter[str], fact: Any, item: Submission | None
    ) -> ScoreLine | None:
        """What a fact is worth, whosever it is; nothing where it has no figure, or none yet."""
        if (self.where or self.unless) and not self._is_about(fact, item, facts):
            return None
        so_many[fact.unit] += 1
        row = self._row(fact, item, facts, so_many[fact.unit])
        if row and waits(row, fact, item, facts):
            return None
        points, why = self._figure(row, fact, facts)
        if points is None:
            return None
        if self.multiplied_by:
            points *= self._times(fact, item)
            why = why or self._not_known(item)
        if (n := getattr(fact, "n", 1)) > 1:
            points *= n
        because = self.because(fact, facts)
        if why:
            because = message("{because} ({why})", because=because, why=Message(why))
        line = self._of_fact(fact, item, points, because)
        if row and (row.part or row.clause):
            line = replace(line, part=row.part or line.part, clause=row.clause or "")
        return line

    def _row(self, fact: Any, item: Submission | None, facts: Facts, number: int) -> Price | None:
        """The first row that fits a fact, or may still fit it: it is one of so many of its unit."""
        for row in self.rows:
            beyond = row.after is None or number > row.after
            if beyond and (fits(row, fact, item, facts) or waits(row, fact, item, facts)):
                return row
        return None

    def _of_fact(
        self, fact: Any, item: Submission | None, points: Decimal, because: Text
    ) -> ScoreLine:
        """A line of points with all that tells its fact from others."""
        return ScoreLine(
            unit=fact.unit,
            points=points,
            part=next(iter(self.columns)),
            because=because,
            level=getattr(fact, "level", None),
            item=item.label if item else getattr(fact, "item", None),
            on=self.day_of(fact),
            publication=getattr(fact, "publication", None),
            position=getattr(fact, "position", None),
            form=getattr(fact, "form", None),
        )

    def _is_about(self, fact: Any, item: Submission | None, facts: Facts) -> bool:
        """Whether it is about a fact, and that hangs on nothing that may still come."""
        if waits(self.where, fact, item, facts) or waits(self.unless, fact, item, facts):
            return False
        return passes(self, fact, item, facts)

    def _times(self, fact: Any, item: Submission | None) -> int:
        if self.multiplied_by == "count":
            count = 1 if fact.count is None else int(fact.count)
        else:
            count = getattr(item, self.multiplied_by or "", None) or 0
        return count // self.step

    def _not_known(self, item: Submission | None) -> str:
        """That a report counts nothing, as nobody stated its length."""
        is_unknown = self.multiplied_by == "chars" and (item is None or item.chars is None)
        return N_("its length is not on file") if is_unknown else ""

    def _figure(self, row: Price | None, fact: Any, facts: Facts) -> tuple[Decimal | None, str]:
        """What one fact is worth, and what there is to say of that; none where nothing fits."""
        return row.worth(fact, form_of(fact, facts)) if row else (self._of_table(fact, facts), "")

    def _of_table(self, fact: Any, facts: Facts) -> Decimal | None:
        if not isinstance(self.points, Mapping):
            return self.points
        figure = self.points.get(getattr(fact, self.keyed["points"]) or "")
        if isinstance(figure, Mapping):
            return figure.get(form_of(fact, facts) or "")
        return figure

    def item_of(self, fact: Any, facts: Facts) -> Submission | None:
        """The report that a fact is about, if any."""
        return facts.items.get(fact.item) if fact.item else None

    def day_of(self, fact: Any) -> Any:
        """The day of a fact."""
        return fact.on

    def alike(self, fact: Any) -> tuple[object, ...] | None:
        """What its line has of a fact beside unit, report, day and title; none where it has more.

        It is none, too, of a fact that is looked at for itself.
        """
        del fact
        return None

    def because(self, fact: Any, facts: Facts) -> Text:
        """What the fact is, for people."""
        raise NotImplementedError

    @property
    def takes_all_levels(self) -> bool:
        """Whether a fact of any level has points, by a plain figure or a row that asks for none."""
        if self.keyed["points"] != "level" or (self.where and self.where.level is not None):
            return False
        plain = self.points is not None and not isinstance(self.points, Mapping)
        return plain or any(row.level is None for row in self.rows)

    @property
    def claims(self) -> Iterator[Claim]:
        """The words and forms of its table."""
        alike = (self.multiplied_by, self.where, self.unless, self.once)
        for word, figure in self._table().items():
            forms: Iterable[str | None] = figure if isinstance(figure, Mapping) else [None]
            yield from (Claim(alike, word, form, self.whom) for form in forms)

    def _table(self) -> Mapping[str, Decimal | Mapping[str, Decimal]]:
        """Its points by word; nothing where they are no table."""
        return self.points if isinstance(self.points, Mapping) else {}

    def amiss(self, written: Written) -> Remarks:
        """Figures that are missing, idle, or those of another kind of fact; rows out of reach."""
        keys = written.keys
        if self.points is None and not self.rows:
            yield (), message("it has no figures: write points or rows")
        if self.multiplied_by == "count" and not self.is_judged:
            wrong = message(
                "{key} = count: only a mark has a number of its own", key=Key("multiplied_by")
            )
            yield ("multiplied_by",), wrong
        yield from idle(self, keys)
        yield from waiting(self, written)
        all_taken = next((n for n, row in enumerate(self.rows, 1) if row.takes_all), None)
        if all_taken and self.points is not None:
            wrong = message(
                "points says nothing: row {number} takes all that is left", number=all_taken
            )
            yield ("points",), wrong
        for word, figure in self._table().items():
            if isinstance(figure, Mapping) and not self.has_form:
                wrong = message("{key}: only a use or a report has a form", key=word)
                yield ("points", word), wrong
        for index in range(len(self.rows)):
            yield from ((("rows", index), wrong) for wrong in row_amiss(self, index))

    def sentences(self, voice: Voice) -> Iterator[Text]:
        """The figures, a sentence for each row, then what is counted once, and whose it is."""
        yield from priced_sentences.of(self, voice)

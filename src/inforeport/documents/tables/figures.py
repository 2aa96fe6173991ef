"""What a column shows of a row: each thing that a `[[table]]` may name is found here, once."""

from collections.abc import Callable, Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from inforeport.documents.page import Cell, Several
from inforeport.documents.tables.rows import Row
from inforeport.figures import count
from inforeport.model import ScoreLine
from inforeport.model.counts import Tally
from inforeport.model.tables import ColumnTerms, Shows

Figure = Callable[[Row, ColumnTerms], Cell]

_ZERO = Decimal(0)
_HUNDRED = 100
_TENTH = Decimal("0.1")


def figure(row: Row, column: ColumnTerms) -> Cell:
    """What stands in a column for a row, over the time that the column is of."""
    if column.over == "period":
        return _FIGURES[column.shows](row, column)
    if column.over == "difference":
        now, before = (_over(row, column, over) for over in ("period", "before"))
        return _difference(column, now, before)
    return _over(row, column, column.over)


def is_counted(column: ColumnTerms) -> bool:
    """Whether all together have a count of their own; else the rows are summed."""
    return column.shows in (_TALLIED | _OF_DUTY)


def is_summed(column: ColumnTerms) -> bool:
    """Whether the sum of the rows says anything."""
    return column.shows in _SUMMED and not column.place


def is_figure(column: ColumnTerms) -> bool:
    """Whether it shows figures, that stand right."""
    return column.shows not in _WORDS


def _over(row: Row, column: ColumnTerms, over: str) -> Cell:
    then = row if over == "period" else row.then.get(over)  # type: ignore[call-overload]
    return None if then is None else _FIGURES[column.shows](then, column)


def _difference(column: ColumnTerms, now: Cell, before: Cell) -> Cell:
    """How much more than before; of places, how many it rose."""
    if not isinstance(now, int | Decimal) or not isinstance(before, int | Decimal):
        return None
    return before - now if column.shows == "place" else now - before


def _points(row: Row, column: ColumnTerms) -> Cell:
    """Points of the whole, of a part, of a level's use, or of the lines that are asked for."""
    score = row.score
    if score is None:
        return None
    asked = {
        name: value
        for name in ("part", "level", "form", "publication")
        if (value := getattr(column, name)) is not None
    }
    if not asked:
        return score.points
    if {*asked} == {"part"}:
        return score.parts.get(asked["part"], _ZERO)
    if {*asked} == {"part", "level"} and asked["part"] == "adoption" and asked["level"]:
        return score.levels.get(asked["level"], _ZERO)
    return _sum(line for line in score.lines if _is(line, asked))


def _is(line: ScoreLine, asked: Mapping[str, str]) -> bool:
    """Whether a line is of all that is asked; "" asks for what has none."""
    return all((getattr(line, name) or "") == value for name, value in asked.items())


def _sum(lines: Iterable[ScoreLine]) -> Decimal:
    return sum((line.points for line in lines), _ZERO)


def _counted(name: str) -> Figure:
    def tallied(row: Row, column: ColumnTerms) -> Cell:
        if row.tally is None or not (row.is_complete or name in _ALWAYS):
            return None
        return _of_tally(row.tally, name, column)

    return tallied


def _of_tally(tally: Tally, name: str, column: ColumnTerms) -> Cell:
    """A count of a tally, of the level, form … that is asked for."""
    asked = [(key, value) for key in _KEYS if (value := getattr(column, key)) is not None]
    if not asked:
        whole = getattr(tally, name)
        return sum(whole.values()) if isinstance(whole, Mapping) else whole
    (key, value), *others = asked
    if others or key not in _MAPS[name]:
        return tally.uses_of(dict(asked))
    found: Mapping[str, int] = getattr(tally, _MAPS[name][key])
    return found.get(value, 0)


_ALWAYS = {"sent", "used", "uses", "reports", "pictured"}
"""What was counted also before all that is counted now was kept."""
_KEYS = ("level", "form", "publication", "category", "kind", "code")
_MAPS: Mapping[str, Mapping[str, str]] = {
    "sent": {"kind": "kinds", "category": "categories"},
    "uses": {
        "level": "levels",
        "form": "forms",
        "publication": "publications",
        "category": "used_categories",
    },
    "instructions": {"level": "instructions"},
    "forwardings": {"level": "forwardings"},
    "marks": {"code": "marks"},
}
"""By what each count is kept apart, and under which name a tally has that."""


def _owed(row: Row, column: ColumnTerms) -> Cell:
    return _of_duty(row, column, "owed", "due")


def _received(row: Row, column: ColumnTerms) -> Cell:
    return _of_duty(row, column, "credited", "counted", "received")


def _missing(row: Row, column: ColumnTerms) -> Cell:
    if column.duty == "submitted" and row.tally is not None and row.is_complete:
        return count(row.tally.missing)
    return max(_figure(_owed(row, column)) - _figure(_received(row, column)), _ZERO)


def _of_duty(row: Row, column: ColumnTerms, tallied: str, scored: str, due: str = "owed") -> Cell:
    """A figure of a duty: of reports as they are counted, of uses and points as they are owed."""
    if column.duty != "submitted":
        return sum((getattr(one, due) for one in row.dues if one.what == column.duty), _ZERO)
    if row.tally is not None and row.is_complete:
        return count(getattr(row.tally, tallied))
    return getattr(row.score, scored) if row.score else None


def _figure(cell: Cell) -> Decimal:
    return Decimal(cell) if isinstance(cell, int | Decimal) else _ZERO


def _met(row: Row, column: ColumnTerms) -> Cell:
    owed, received = _figure(_owed(row, column)), _figure(_received(row, column))
    if not owed:
        return None
    return (_HUNDRED * received / owed).quantize(_step(column), ROUND_HALF_UP)


def _rate(row: Row, column: ColumnTerms) -> Cell:
    sent, used = _counted("sent")(row, column), _counted("used")(row, column)
    if not isinstance(sent, int) or not isinstance(used, int) or not sent:
        return None
    return (Decimal(_HUNDRED * used) / sent).quantize(_step(column), ROUND_HALF_UP)


def _step(column: ColumnTerms) -> Decimal:
    """To what a share is rounded: a tenth, where the column does not say."""
    return _TENTH if column.digits is None else Decimal(1).scaleb(-column.digits)


def _titles(row: Row, column: ColumnTerms) -> Cell:
    """The titles of the unit's reports, each with the signs of who used it."""
    return Several(
        tuple(f"{report.title}{_signs(row, report.label, column)}" for report in row.reports), "\n"
    )


def _title(row: Row, column: ColumnTerms) -> Cell:
    if row.report is None:
        return None
    return f"{row.report.title}{_signs(row, row.report.label, column)}"


def _signs(row: Row, item: str, column: ColumnTerms) -> str:
    """The signs of who used a report, by level, publication and form, and of an instruction."""
    words: list[str | None] = [
        word
        for use in row.uses
        if use.item == item
        for word in (use.level, use.publication, use.form)
    ]
    words += ["instruction"] if item in row.instructed else []
    return "".join(dict.fromkeys(column.signs.get(word or "", "") for word in words))


def _report_points(row: Row, column: ColumnTerms) -> Cell:
    if not row.of_reports or row.score is None or column.merged:
        return _points(row, column)
    if row.report is None:
        return None
    return _sum(line for line in row.score.lines if line.item == row.report.label)


def _of_standing(name: str) -> Figure:
    return lambda row, _: getattr(row.standing, name) if row.standing else None


def _flags(row: Row, column: ColumnTerms) -> Cell:
    del column
    return Several(row.score.flags, "、") if row.score else None


def _ref(row: Row, column: ColumnTerms) -> Cell:
    del column
    return row.report.label if row.report else None


def _person(row: Row, column: ColumnTerms) -> Cell:
    del column
    return row.person.unit if row.person else None


_FIGURES: Mapping[Shows, Figure] = {
    "number": lambda row, _: row.number,
    "place": _of_standing("place"),
    "unit": lambda row, _: row.word,
    "group": lambda row, _: row.group,
    "person": _person,
    "owed": _owed,
    "counted": _received,
    "missing": _missing,
    "met": _met,
    "sent": _counted("sent"),
    "used": _counted("used"),
    "uses": _counted("uses"),
    "reports": _counted("reports"),
    "rate": _rate,
    "pictured": _counted("pictured"),
    "points": _report_points,
    "running": _of_standing("running"),
    "rounding": lambda _, __: None,  # what the columns of points beside it leave; see `build`
    "change": _of_standing("change"),
    "instructions": _counted("instructions"),
    "forwardings": _counted("forwardings"),
    "commissions": _counted("commissions"),
    "late": _counted("late"),
    "marks": _counted("marks"),
    "ref": _ref,
    "title": _title,
    "titles": _titles,
    "flags": _flags,
    "duty": _of_standing("duty"),
    "blank": lambda _, __: None,
}
_WORDS = {"unit", "group", "person", "ref", "title", "titles", "flags", "duty", "blank"}
_TALLIED = {
    *("sent", "used", "uses", "reports", "pictured", "rate"),
    *("instructions", "forwardings", "commissions", "late", "marks"),
}
_SUMMED = {"owed", "counted", "missing", "points", "running", "rounding"}
_OF_DUTY = {"owed", "counted", "missing", "met"}

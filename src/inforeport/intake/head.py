"""The head of a list, looked for in its first rows: which row it is, and which column is what.

A mistake in it is told with its place.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from inforeport.fields import FACTS, Field
from inforeport.intake.columns import PASS, UNDER, Family, Meant, family
from inforeport.intake.rows import Row, Sheet, is_blank
from inforeport.intake.values import nearest
from inforeport.model import Problem
from inforeport.text import NAME, fold, one_line
from inforeport.words import Message, message

_DEEPEST = 15  # filled rows, in which a head is looked for
_FEWEST = 2  # columns that are known make a row a head

Learnt = Mapping[str, Mapping[str, str]]
"""What was settled of lists before: by their shape, the key of each head."""


class Headed(Struct, frozen=True):
    """A head: what a row below it is, the names of its columns, and the key of each.

    `lines` are its own rows, `above` those over it, `below` those that follow; `problems` what is
    wrong with it.
    """

    fact: str
    names: tuple[str, ...]
    keys: tuple[str, ...]
    lines: Sequence[Row]
    above: Sequence[Row]
    below: Sequence[Row]
    problems: tuple[Problem, ...]

    @property
    def shape(self) -> str:
        """What tells lists of its make from others."""
        return shape(self.names)


def shape(names: Iterable[str]) -> str:
    """What tells lists of one make from others: the names of their columns, in their order."""
    return "|".join(map(fold, names))


class _Line(Struct, frozen=True):
    """A row, or two, that may be a head."""

    at: int
    names: tuple[str, ...]
    deep: int = 1


def headed(sheet: Sheet, fact: str, levels: Mapping[str, str], learnt: Learnt) -> Headed | None:
    """The head of a sheet; none where nothing in it looks like one.

    Of a sheet whose rows are to be of that `fact` the first row is its head where no other is.
    """
    families = [family(name, levels) for name in ([fact] if fact else FACTS)]
    rows = [row for row in sheet.rows if not row.is_blank]
    best: tuple[tuple[bool, int, int], Headed] | None = None
    for line in _lines(rows[:_DEEPEST], sheet):
        for candidate in families:
            if len(_named(candidate, line, learnt)) < _FEWEST:
                continue  # what is wrong with it as a head need not be put in words
            head = _read(candidate, line, rows, sheet, learnt)
            keys = {*head.keys} - {PASS}
            worth = (not head.problems, len(keys), len(keys & {*candidate.fields}))
            if len(keys) >= _FEWEST and (best is None or worth > best[0]):
                best = worth, head
    if best:
        return best[1]
    return _read(families[0], _line(rows, 0), rows, sheet, learnt) if fact and rows else None


def _lines(rows: Sequence[Row], sheet: Sheet) -> Iterator[_Line]:
    """The rows that may be heads, each also with the one below where its cells stand under it."""
    for at, row in enumerate(rows):
        if row.wrong:
            return
        yield _line(rows, at)
        below = rows[at + 1] if at + 1 < len(rows) else row
        if below.number == row.number + 1 and not below.wrong:
            names = _over_two(row, below, sheet)
            if names:
                yield _Line(at, names, 2)


def _line(rows: Sequence[Row], at: int) -> _Line:
    names = [_name(cell) for cell in rows[at].cells]
    while names and not names[-1]:  # spreadsheets leave empty columns behind the last one
        names.pop()
    return _Line(at, tuple(names))


def _name(cell: str) -> str:
    """What stands in a cell of a head; a text that is as long as a report names no column."""
    return one_line(cell[:NAME])


def _over_two(row: Row, below: Row, sheet: Sheet) -> tuple[str, ...]:
    """The names of a head over two lines, those above before those below; none where it is not.

    A name stands over the columns that it is merged with, or over the empty ones beside it; under
    any other nothing may stand.
    """
    width = max(len(row.cells), len(below.cells))
    top, under = ([_name(cell) for cell in _padded(one.cells, width)] for one in (row, below))
    over = {
        at: first
        for r, first, last_row, last in sheet.merged
        if r == row.number - 1 == last_row
        for at in range(first, last + 1)
    }
    group = ""
    names = []
    for at, (name, lower) in enumerate(zip(top, under, strict=True)):
        group = name or group
        is_alone = name and at not in over and not (at + 1 < width and not top[at + 1])
        if lower and (is_alone or not group):
            return ()
        names.append(f"{group}{UNDER}{lower}" if lower else name)
    return tuple(names) if any(under) and sum(map(bool, top)) >= _FEWEST else ()


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells + ("",) * (width - len(cells))


def _read(kind: Family, line: _Line, rows: Sequence[Row], sheet: Sheet, learnt: Learnt) -> Headed:
    """What a line is taken for as the head of a list of that kind."""
    place = f"{rows[line.at].number}"
    below = rows[line.at + line.deep :]
    wrong = rows[line.at].wrong
    if wrong:
        problems = [Problem(place, wrong.code, wrong.what)]
        return Headed(kind.fact, (), (), (), (), below, tuple(problems))
    meant = _settled(kind, line.names, learnt)
    unknown = [at for at, one in enumerate(meant) if one is None and _matters(at, line, below)]
    problems = [*_unknown(line.names, unknown, kind, place)] if sheet.exact else []
    problems += _repeated(meant, kind, place)
    keys = tuple(_keys(meant))
    problems += _missing({*keys}, kind, place)
    lines = rows[line.at : line.at + line.deep]
    return Headed(kind.fact, line.names, keys, lines, rows[: line.at], below, tuple(problems))


def _named(kind: Family, line: _Line, learnt: Learnt) -> set[str]:
    """The columns of that kind which a line names."""
    return {*_keys(_settled(kind, line.names, learnt))} - {PASS}


def _settled(kind: Family, names: tuple[str, ...], learnt: Learnt) -> list[Meant | None]:
    """What each column is, as it was settled before, else as it is called."""
    settled = learnt.get(shape(names), {})
    return [
        Meant(-1, settled[name]) if name in settled else meant
        for name, meant in zip(names, kind.meant(names), strict=True)
    ]


def _matters(at: int, line: _Line, below: Iterable[Row]) -> bool:
    """Whether a column has a name, or anything stands in it."""
    return bool(line.names[at]) or any(
        at < len(row.cells) and not is_blank(row.cells[at]) for row in below
    )


def _keys(meant: Sequence[Meant | None]) -> Iterator[str]:
    """The key of each column; of several columns for one key the surest is it."""
    best: dict[str, int] = {}
    for at, field in enumerate(meant):
        if field and (field.key not in best or field < (meant[best[field.key]] or field)):
            best[field.key] = at
    for at, field in enumerate(meant):
        yield field.key if field and best[field.key] == at else PASS


def _unknown(
    names: tuple[str, ...], unknown: Sequence[int], kind: Family, place: str
) -> Iterator[Problem]:
    for at in unknown:
        if names[at]:
            wrong = no_column(names[at], kind.fields.values())
            yield Problem(f"{place}:{names[at]}", "unknown-column", wrong)
        else:
            wrong = message("column {number} has no name", number=at + 1)
            yield Problem(f"{place}:{at + 1}", "unknown-column", wrong)


def no_column(name: str, fields: Iterable[Field]) -> Message:
    """That a head names no column, and what may have been meant."""
    fields_by_name = {one: field for field in fields for one in (field.key, field.head)}
    near = nearest(name, list(fields_by_name))
    if near:
        return message("{name} is not a column here; did you mean {near}?", name=name, near=near)
    labels = list(dict.fromkeys(map(_label, fields_by_name.values())))
    return message("{name} is not a column here; there are {labels}", name=name, labels=labels)


def _label(field: Field) -> str:
    """Both names of a column."""
    return f"{field.key} ({field.head})"


def _repeated(meant: Sequence[Meant | None], kind: Family, place: str) -> Iterator[Problem]:
    """The columns that are there more than once under names that are equally good."""
    sure = Counter(one for one in meant if one and one.key)
    for (rank, key), times in sure.items():
        first = min(one.rank for one in sure if one.key == key)
        if times > 1 and rank == first and key in kind.fields:
            sentence = message(
                "the column {label} is there {times} times",
                label=_label(kind.fields[key]),
                times=times,
            )
            yield Problem(f"{place}:{key}", "column-twice", sentence)


def _missing(there: set[str], kind: Family, place: str) -> Iterator[Problem]:
    for key, field in kind.fields.items():
        if field.required and key not in there:
            what = message("there is no column {label}", label=_label(field))
            yield Problem(place, "column-missing", what)

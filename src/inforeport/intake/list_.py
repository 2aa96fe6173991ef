"""The lists of a letter, cut into pieces: one for each row, in the words that stand there."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from msgspec.structs import replace

from inforeport.errors import HeaderMistakes
from inforeport.fields import FACTS, Kind
from inforeport.fields.heads import CHOICES
from inforeport.intake.asked import Asked
from inforeport.intake.columns import PASS
from inforeport.intake.dated import Days, year_in
from inforeport.intake.filling import Cells, fill_down, fill_merged, fill_said
from inforeport.intake.head import Headed, headed
from inforeport.intake.rows import Row, Sheet, is_blank
from inforeport.intake.sifting import sifted
from inforeport.intake.used import Uses
from inforeport.intake.values import Unfit
from inforeport.model import Problem
from inforeport.model.letters import Head, Letter, Piece
from inforeport.words import message

_DAYS = {Kind.DAY, Kind.MOMENT}
_DOWN = _DAYS | {Kind.UNIT}
_UNIT, _USE = "unit", "adoption:"


def letter(sheets: Sequence[Sheet], blank: Letter, asked: Asked) -> Letter:
    """The letter with the pieces of its lists.

    Raises `HeaderMistakes` where one fact is wanted, and no sheet is a list of it.
    """
    full = [one for one in sheets if not (one.hidden or all(row.is_blank for row in one.rows))]
    full = [replace(one, name="") for one in full] if len(full) == 1 else full
    levels = asked.words.get("levels", {})
    heads = {one.name: headed(one, asked.fact, levels, asked.learnt) for one in full}
    lists = _worth_reading(full, heads, blank.name, asked.fact)
    read = [_List(sheet, head, blank.name, asked) for sheet, head in lists]
    pieces = chain.from_iterable(one.pieces() for one in read)
    aside = chain.from_iterable(one.passed() for one in read)
    return replace(
        blank,
        pieces=tuple(one for one in pieces if asked.fact in {"", one.fact}),
        heads=tuple(one.head for one in read),
        passed=(*_no_lists(sheets, [sheet.name for sheet, _ in lists]), *aside),
    )


def _worth_reading(
    sheets: Sequence[Sheet], heads: Mapping[str, Headed | None], file: str, fact: str
) -> list[tuple[Sheet, Headed]]:
    """The sheets that are lists: those whose heads are without a mistake, else the others."""
    with_heads = [(one, head) for one in sheets if (head := heads[one.name])]
    good = [(sheet, head) for sheet, head in with_heads if not head.problems]
    if with_heads and fact and not good:
        sheet, head = with_heads[0]
        problems = [
            Problem(f"{file}:{_place(sheet, one.place)}", one.code, one.what)
            for one in head.problems
        ]
        raise HeaderMistakes(file=file, count=len(problems), problems=problems)
    return good or with_heads


def _no_lists(sheets: Sequence[Sheet], lists: Sequence[str]) -> Iterator[Problem]:
    """What is said of the sheets that are no lists and hold something."""
    for sheet in sheets:
        if sheet.hidden:
            what = message("the sheet is hidden; it was not read")
            yield from [Problem(sheet.name, "hidden", what)] if sheet.name != CHOICES else []
        elif (
            sheet.name not in lists
            and lists != [""]
            and any(not row.is_blank for row in sheet.rows)
        ):
            what = message("no row of it names the columns of a list")
            yield Problem(sheet.name, "no-head", what)


def _place(sheet: Sheet, place: object) -> str:
    return f"{sheet.name}!{place}" if sheet.name else f"{place}"


class _List:
    """One list: a sheet whose head is known."""

    def __init__(self, sheet: Sheet, headed: Headed, file: str, asked: Asked) -> None:
        self._sheet, self._headed = sheet, headed
        self._sifted = sifted(headed, sheet)
        self._uses = Uses(asked.words)
        titles = (cell for row in headed.above for cell in row.cells)
        self._days = Days(asked.today, year_in([*titles, sheet.name, file]))
        self._columns = {key: at for at, key in enumerate(headed.keys) if key}

    @property
    def head(self) -> Head:
        """What its columns were taken for."""
        names = self._headed.names
        columns = {name: key for name, key in zip(names, self._headed.keys, strict=True) if name}
        return Head(
            sheet=self._sheet.name,
            row=self._headed.lines[0].number if self._headed.lines else 0,
            fact=self._headed.fact,
            shape=self._headed.shape,
            columns=columns,
        )

    def passed(self) -> Iterator[Problem]:
        """What of it is passed over, and why."""
        names = [name for name, key in self.head.columns.items() if self._is_idle(key)]
        if names:
            note = message("columns passed over: {names}", names=names)
            yield Problem(self._sheet.name, "columns", note)
        told = {key.removeprefix(_USE) for key in self._columns if key.startswith(_USE)}
        if told and "adopted" not in told:
            note = message("no column tells on which day a report was used: it is that of receipt")
            yield Problem(self._sheet.name, "undated", note)
        for number, why in self._sifted.passed.items():
            yield Problem(_place(self._sheet, number), "passed", why)

    def pieces(self) -> Iterator[Piece]:
        """A piece for each row, and in a list of reporters for each unit that it tells of."""
        units: set[str] = set()
        filled = dict(zip((row.number for row in self._sifted.rows), self._filled(), strict=True))
        for row in self._headed.below:
            if unfit := self._sifted.wrong.get(row.number):
                yield self._wrong(row, unfit)
            elif row.number in filled:
                cells = filled[row.number]
                at = self._columns.items()
                values = {key: cells[one] for key, one in at if not is_blank(cells[one])}
                yield from self._unit(row, values, units)
                yield self._piece(row, values)

    def _is_idle(self, key: str) -> bool:
        """Whether nothing is made of a column: it has no key, or one of reporters among units."""
        return key == PASS or (self._headed.fact == _UNIT and ":" in key)

    def _filled(self) -> Cells:
        """The cells of the rows as they are meant: filled down, and with their days as ISO."""
        sheet, width = self._sheet, len(self._headed.keys)
        rows = self._sifted.rows
        cells = [[*row.cells[:width], *[""] * (width - len(row.cells))] for row in rows]
        numbers = [row.number for row in rows]
        days = [at for key, at in self._columns.items() if self._kind(key) in _DAYS]
        for row, row_cells in zip(rows, cells, strict=True) if sheet.shorn else ():
            for at in days:
                if (row.number - 1, at) in sheet.shorn:
                    # which of the two, nobody can tell
                    row_cells[at] = f"{row_cells[at]}/{row_cells[at]}0"
        fill_merged(cells, numbers, sheet)
        fill_said(cells, self._columns.values())
        if not sheet.exact:
            down = [at for key, at in self._columns.items() if self._kind(key) in _DOWN]
            fill_down(cells, down)
        for row_cells in cells:
            for at in days:
                row_cells[at] = self._days.iso(row_cells[at]) if row_cells[at] else ""
        return cells

    def _kind(self, key: str) -> Kind | None:
        """What the field of a column holds."""
        fact, _, own = key.rpartition(":")
        fields = FACTS[fact or self._headed.fact].fields
        return next((one.kind for one in fields if one.key == own and one.head), None)

    def _piece(self, row: Row, cells: Mapping[str, str]) -> Piece:
        place = _place(self._sheet, row.number)
        own = {key: cell for key, cell in cells.items() if ":" not in key}
        doubts = [*self._valueless(row, place)]
        uses: tuple[dict[str, str], ...] = ()
        try:
            if len(own) < len(cells):
                uses = self._uses.of(cells)
        except Unfit as unfit:
            doubts.append(Problem(place, unfit.code, unfit.what))
        return Piece(
            place=place, fact=self._headed.fact, cells=own, uses=uses, doubts=tuple(doubts)
        )

    def _wrong(self, row: Row, unfit: Unfit) -> Piece:
        place = _place(self._sheet, row.number)
        doubt = Problem(place, unfit.code, unfit.what)
        return Piece(place=place, fact=self._headed.fact, cells={}, doubts=(doubt,))

    def _valueless(self, row: Row, place: str) -> Iterator[Problem]:
        """The formulas without a value in the columns that are read."""
        for at in self._columns.values() if self._sheet.valueless else ():
            if (row.number - 1, at) in self._sheet.valueless:
                remark = message(
                    "the formula here has no value: open the file in WPS or Excel and save it"
                )
                yield Problem(f"{place}:{self._headed.names[at]}", "no-value", remark)

    def _unit(self, row: Row, told: Mapping[str, str], seen: set[str]) -> Iterator[Piece]:
        """The unit of a reporter, the first time that the list tells of it."""
        more = {key.removeprefix("unit:"): cell for key, cell in told.items() if ":" in key}
        unit = told.get(_UNIT)
        if self._headed.fact == "reporter" and more and unit and unit not in seen:
            seen.add(unit)
            place = f"{_place(self._sheet, row.number)}({_UNIT})"
            yield Piece(place=place, fact=_UNIT, cells={_UNIT: unit} | more)

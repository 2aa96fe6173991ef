"""Lists that come in and go back: read whole, written empty, or returned with verdicts."""

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from inforeport.cli._options import Reading
from inforeport.cli._output import done, note, row_of
from inforeport.cli._progress import working
from inforeport.cli._session import Session
from inforeport.cli._streams import STDIN, taken_in
from inforeport.errors import UnknownFormat, WrongUsage
from inforeport.fields import FACTS, Fact, Field, Kind
from inforeport.fields.columns import columns
from inforeport.fields.heads import EXPLAINED, VERDICT
from inforeport.model import Outcome
from inforeport.period import Period
from inforeport.scoring import there
from inforeport.store.unit import units
from inforeport.text import fold, one_line
from inforeport.words import Message, Text, message, say

if TYPE_CHECKING:
    from inforeport.intake import Imported
    from inforeport.intake.layouts import Words
    from inforeport.intake.rows import Sheet
    from inforeport.model.letters import Head, Letter
    from inforeport.render.returned import Returned

_XLSX = ".xlsx"
_TOLD = 12  # places that are named one by one


def read_lists(
    session: Session,
    fact: Fact[Any],
    files: Sequence[Path],
    words: "Mapping[str, Words]",
    *,
    encoding: str | None,
) -> "list[Imported]":
    """What files say of a fact; what they were taken for, and what is passed over, is told.

    Where none is named, what is piped in. Raises `WrongUsage` where there is nothing, and as
    `intake.imported` does.
    """
    from inforeport import intake

    asked = intake.Asked(today=session.today, words=words, encoding=encoding, fact=fact.table)
    lists = []
    for called, content in _named(files) if files else _piped(session, fact):
        with working(session, message("reading {file}", file=called)):
            lists.append(intake.imported(content, called, asked))
        _tell(session, lists[-1].letter)
    return lists


def _named(files: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    """The contents of files by their names; of two of one name by their paths."""
    names = [one_line(file.name) for file in files]
    for file, name in zip(files, names, strict=True):
        yield name if names.count(name) == 1 else one_line(str(file)), taken_in(file)


def _piped(session: Session, fact: Fact[Any]) -> Iterator[tuple[str, bytes]]:
    """What somebody pipes in. Raises `WrongUsage` where nothing is."""
    nobody = sys.stdin is None or session.at_terminal
    content = b"" if nobody else taken_in(Path(STDIN))
    if not content.strip():
        what = message("{name} is missing", name=Message("FILE"))
        raise WrongUsage(what=what, command=f"inforeport {fact.table} import")
    yield STDIN, content


def _tell(session: Session, letter: "Letter") -> None:
    """What the columns of a letter's lists were taken for, and what of it is passed over."""
    places_of: dict[str, list[str]] = defaultdict(list)
    for head in letter.heads:
        pairs = [f"{name} = {_field(head, key).head}" for name, key in _renamed(head)]
        if pairs:
            places_of[session.say(message("columns taken for: {pairs}", pairs=pairs))].append(
                head.sheet
            )
    for one in letter.passed:
        places_of[session.say(one.what)].append(one.place)
    for remark, places in places_of.items():
        named = [*filter(None, places)]
        more = ["…"] if len(named) > _TOLD else []
        facts = {"place": letter.name, "what": remark}
        sentence = message("{place}: {what}", **facts)
        if named:
            sentence = message("{place}: {what} ({where})", where=named[:_TOLD] + more, **facts)
        note(session, sentence)


def _renamed(head: "Head") -> list[tuple[str, str]]:
    """The columns that are called otherwise than we call them, with what they were taken for."""
    own = [(name, key) for name, key in head.columns.items() if key and ":" not in key]
    return [
        (name, key)
        for name, key in own
        if fold(name) not in {fold(key), fold(_field(head, key).head)}
    ]


def _field(head: "Head", key: str) -> Field:
    return next(one for one in FACTS[head.fact].fields if one.key == key and one.head)


def write_template(
    session: Session, fact: Fact[Any], words: "Mapping[str, Words]", reading: Reading
) -> None:
    """Write an empty list of a fact, to be filled in. Raises `UnknownFormat`."""
    from inforeport.render import blank_list
    from inforeport.render.file import write

    path = reading.template or Path()
    draw = blank_list.DRAWN.get(path.suffix.lower())
    if draw is None:
        raise UnknownFormat(path=path, endings=list(blank_list.DRAWN))
    heads = [
        blank_list.Column(
            one.head,
            choices=_choices(session, one, words),
            is_day=one.kind in {Kind.DAY, Kind.MOMENT},
            is_required=one.required,
        )
        for one in columns(fact)
    ]
    content = draw(say(Message(fact.caption), "zh"), heads)
    write(path, content, force=reading.force)
    done(session, message("wrote: {path}", path=path))


def _choices(session: Session, field: Field, words: "Mapping[str, Words]") -> tuple[str, ...]:
    """What may stand in a column, where only some words may."""
    if field.kind is Kind.UNIT:
        today = Period(session.today, session.today + timedelta(days=1))
        return tuple(one.name for one in units(session.ledger) if there(one, today))
    if field.kind is Kind.FLAG:
        return ("是", "否")
    schemes = session.office.schemes
    listed = {"kind": schemes.listed("kind"), "category": schemes.listed("category")}
    if field.name in listed:
        return tuple(listed[field.name].values())
    own = words.get(field.words, {}) if isinstance(field.words, str) else field.words
    return tuple(own.values())


TAKEN, KNOWN, REFUSED = message("taken"), message("known"), message("refused")


class Verdict(NamedTuple):
    """What became of a row, and why; somebody must see to one that is `bad`."""

    what: Text
    why: Text = ""
    bad: bool = False


def check_return(fact: Fact[Any], files: Sequence[Path], reading: Reading) -> None:
    """See that a list can be given back. Raises `UnknownFormat`, or `WrongUsage` for several."""
    if reading.output and len(files) > 1:
        what = message("{name} takes one list at a time", name="--output")
        raise WrongUsage(what=what, command=f"inforeport {fact.table} import")
    if reading.output:
        _workbook(reading.output)


def check_lists(fact: Fact[Any], lists: "Sequence[Imported]", reading: Reading) -> None:
    """See that what is to be given back is a list, and no form or text. Raises `WrongUsage`."""
    from inforeport.intake.letters import is_list

    for imported in lists if reading.output else ():
        if not is_list(imported.letter):
            what = message("{file} is no list that could be given back", file=imported.letter.name)
            raise WrongUsage(what=what, command=f"inforeport {fact.table} import")


def give_back(lists: "Sequence[Imported]", outcome: Outcome, reading: Reading) -> None:
    """Write a list as it came, with what became of each row beside it."""
    from inforeport.render.file import write

    if reading.output is None:
        return
    [letter] = [one.letter for one in lists]
    why = {row_of(problem.place): problem.what for problem in reversed(outcome.problems)}
    verdicts = {}
    for piece in letter.pieces:
        place = f"{letter.name}:{piece.place}"
        if row_of(place) in why:
            verdicts[piece.place] = Verdict(REFUSED, why[row_of(place)], bad=True)
        else:
            verdicts[piece.place] = Verdict(KNOWN if place in outcome.there else TAKEN)
    write(reading.output, returned(letter, reading.encoding, verdicts), force=reading.force)


def returned(letter: "Letter", encoding: str | None, verdicts: Mapping[str, Verdict]) -> bytes:
    """The workbook of a list as it came, with the verdict on each piece, by its place."""
    from inforeport.intake.letters import sheets
    from inforeport.render.returned import draw

    heads = {headed.sheet: headed.row - 1 for headed in letter.heads}
    by_sheet: dict[str, dict[int, Verdict]] = defaultdict(dict)
    for place, verdict in verdicts.items():
        sheet, _, number = place.rpartition("!")
        by_sheet[sheet][int(number.partition("(")[0]) - 1] = verdict
    filled = [
        headed for headed in sheets(letter, encoding) if any(row.cells for row in headed.rows)
    ]
    drawn = []
    for headed in filled:
        name = "" if "" in heads else headed.name  # the only list of its file has no name
        drawn.append(_returned(headed, heads.get(name), by_sheet[name]))
    return draw(drawn)


def _returned(sheet: "Sheet", head: int | None, verdicts: Mapping[int, Verdict]) -> "Returned":
    from inforeport.render.returned import Returned

    rows = [row.cells for row in sheet.rows]
    at = max(map(len, rows), default=0)
    beside = {n: (say(one.what, "zh"), say(one.why, "zh")) for n, one in verdicts.items()}
    if head is not None:
        at = rows[head].index(VERDICT) if VERDICT in rows[head] else at
        beside[head] = VERDICT, EXPLAINED
    return Returned(
        name=sheet.name or "1",
        rows=rows,
        merged=sheet.merged,
        figures=sheet.shorn,
        at=at,
        beside=beside,
        bad=frozenset(number for number, one in verdicts.items() if one.bad),
    )


def _workbook(path: Path) -> Path:
    """A path that ends as a workbook does. Raises `UnknownFormat`."""
    if path.suffix.lower() != _XLSX:
        raise UnknownFormat(path=path, endings=[_XLSX])
    return path

"""Tables of labels with what they ask for beside them: one person, or one report, at a time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from inforeport.fields import FACTS, Kind
from inforeport.intake.around import as_day
from inforeport.intake.asked import Asked
from inforeport.intake.blocks import Grid
from inforeport.intake.columns import PASS, Family, family
from inforeport.model.letters import Piece
from inforeport.text import fold, one_line

_FEWEST = 3  # labels that make a table a form
_OF_A_FORM = {"reporter": {"post", "phone", "mobile", "email"}, "submission": {"title"}}
"""Of what a form may be, and what tells one from a list of names in a text: how to reach people."""

_LEADERS = ("领导", "负责人")
_NAMED_BY = {"reporter": "name", "submission": "title"}


def is_form(fact: str, keys: Iterable[str], asked: Asked) -> bool:
    """Whether a table of that head is a form or a list, and no table in a text."""
    return fact in {asked.fact, "unit"} or bool(_OF_A_FORM.get(fact, set()) & {*keys})


def labelled(grid: Grid, told: Mapping[str, str], asked: Asked) -> Iterator[Piece]:
    """The pieces of a table of labels; none where it is no such table."""
    facts = [asked.fact] if asked.fact else [*_NAMED_BY]
    read = [
        (fact, [*_records(grid, family(fact, {}), asked.today)])
        for fact in facts
        if fact in _NAMED_BY
    ]
    fact, records = max(read, key=lambda one: len(_keys(one[1])), default=("", []))
    keys = _keys(records)
    if len(keys) < _FEWEST or _NAMED_BY[fact] not in keys or not is_form(fact, keys, asked):
        return
    for cells in records:
        if _NAMED_BY[fact] in cells:
            own = {key: value for key, value in told.items() if key in _columns(fact)}
            yield Piece(place="", fact=fact, cells={**own, **cells})


def _columns(fact: str) -> set[str]:
    return {one.key for one in FACTS[fact].fields if one.head}


def _keys(records: Iterable[Mapping[str, str]]) -> set[str]:
    return {key for cells in records for key in cells}


def _records(grid: Grid, kind: Family, today: date | None) -> Iterator[dict[str, str]]:
    """What a table of labels says: a label that comes again begins the next record."""
    named_by = _NAMED_BY[kind.fact]
    cells: dict[str, str] = {}
    for group, label, value in _pairs(grid, kind):
        key = _of_leader(label) if any(one in group for one in _LEADERS) else label
        if key == named_by and key in cells:
            yield cells
            cells = {"unit": cells["unit"]} if "unit" in cells else {}
        if value and key in kind.fields:
            is_day = kind.fields[key].kind in {Kind.DAY, Kind.MOMENT}
            cells.setdefault(key, (as_day(value, today) or value) if is_day else value)
    yield cells


def _of_leader(label: str) -> str:
    """What a label means in the row of a leader: only his name is kept."""
    return "leader" if label == "name" else PASS


def _pairs(grid: Grid, kind: Family) -> Iterator[tuple[str, str, str]]:
    """The labels of a table with what stands beside each, and the word before them in their row."""
    group = waiting = ""
    for row in grid.rows:
        texts = [cell.text for cell in row if not cell.goes_on]
        group = group if row and row[0].goes_on else ""
        if waiting and len(texts) == 1:
            yield "", waiting, texts[0]
            waiting = ""
            continue
        if len(texts) % 2 and len(texts) > 1 and _key(texts[1], kind):
            group, *texts = texts
        if len(texts) == 1:
            waiting = _key(texts[0], kind) or ""
        yield from ((group, *one) for one in _side_by_side(texts, kind))


def _side_by_side(texts: Sequence[str], kind: Family) -> Iterator[tuple[str, str]]:
    """The labels of a row with what stands beside each, or behind its colon."""
    at = 0
    while at < len(texts):
        label, colon, rest = texts[at].replace(":", "：").partition("：")
        key = _key(label, kind)
        if key and colon and rest.strip():
            yield key, rest.strip()
            at += 1
            continue
        if key and at + 1 < len(texts):
            yield key, texts[at + 1] if key == "text" else one_line(texts[at + 1])
        at += 2


def _key(text: str, kind: Family) -> str | None:
    """What a label is taken for; none for a word that is no label."""
    meant = kind.names.get(fold(text).rstrip(":"))
    return meant.key if meant else None

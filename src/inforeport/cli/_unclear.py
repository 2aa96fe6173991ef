"""What is asked of whoever sits there when something comes in: what a column is, whose a name is.

Nobody is asked twice: the answer is kept for the next list of that make, or as another name of the
unit. In a pipe nothing is asked; a column can be told beforehand.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from inforeport.cli._asking import chosen
from inforeport.cli._session import Session
from inforeport.errors import UnknownColumn, WrongUsage
from inforeport.fields import FACTS, Field
from inforeport.store import letter as store
from inforeport.text import fold, one_line
from inforeport.words import Message, message

if TYPE_CHECKING:
    from inforeport.intake.asked import Asked
    from inforeport.model.letters import Head, Letter

_PASSED = ""
Columns = Mapping[str, str]
"""What columns are, as somebody says it: by the folded head, the folded name of a field."""


def columns_told(given: Sequence[str]) -> Columns:
    """What columns are, as HEAD=FIELD; raises `WrongUsage`."""
    columns = {}
    for pair in given:
        head, equals, field = pair.replace("＝", "=").partition("=")
        if not (equals and fold(head) and fold(field)):
            what = message("{text} is not HEAD=FIELD", text=one_line(pair))
            raise WrongUsage(what=what, command="inforeport intake add")
        columns[fold(head)] = fold(field)
    return columns


def are_unclear(letter: "Letter") -> bool:
    """Whether its lists lack columns that must be there, and have others that nobody knows."""
    return any(_missing(head) and _free(head) for head in letter.heads)


def with_columns(
    session: Session, letter: "Letter", asked: "Asked", told: Columns, *, keep: bool
) -> "tuple[Letter, Asked]":
    """A letter whose lists have the columns that somebody says, and what is known of such now.

    It was read when `asked` may have known less. With `keep` the answers are kept for good.
    """
    from inforeport.intake.letters import letter as read

    learnt = dict(asked.learnt)
    if any(head.shape in learnt for head in letter.heads):
        letter = read(letter.content, letter.name, asked)
    for head in letter.heads:
        more = _beforehand(head, told) or _answered(session, head)
        if more:
            learnt[head.shape] = {**learnt.get(head.shape, {}), **more}
    if learnt == asked.learnt:
        return letter, asked
    if keep:
        with session.ledger.writing():
            for shape, columns in learnt.items():
                store.learn(session.ledger, shape, columns)
    asked = replace(asked, learnt=learnt)
    return read(letter.content, letter.name, asked), asked


def _beforehand(head: "Head", told: Columns) -> dict[str, str]:
    """The columns of a list that were told beforehand; raises `UnknownColumn` for no field."""
    fields = {fold(word): one.key for one in _fields(head) for word in (one.key, one.head)}
    more = {}
    for name in head.columns:
        wanted = told.get(fold(name))
        if wanted is None:
            continue
        if wanted not in fields:
            words = [f"{one.key} ({one.head})" for one in _fields(head)]
            raise UnknownColumn(name=wanted, columns=words)
        more[name] = fields[wanted]
    return more


def _answered(session: Session, head: "Head") -> dict[str, str]:
    """What somebody at a terminal says of the columns without which no row can be read."""
    more: dict[str, str] = {}
    for field in _missing(head) if session.at_terminal else ():
        choice = [name for name in _free(head) if name not in more]
        question = message("Which column is {head}?", head=field.head)
        answer = _chosen(session, question, choice) if choice else None
        while answer and answer not in choice:
            session.note(message("{text} is none of them", text=answer))
            answer = _chosen(session, question, choice)
        if answer:
            more[answer] = field.key
    return more


def _missing(head: "Head") -> list[Field]:
    """The fields that must be there, and that no column is."""
    there = {*head.columns.values()}
    return [one for one in _fields(head) if one.required and one.key not in there]


def _free(head: "Head") -> list[str]:
    """The columns that are nothing yet."""
    return [name for name, key in head.columns.items() if key == _PASSED]


def _fields(head: "Head") -> list[Field]:
    return [one for one in FACTS[head.fact].fields if one.head]


def whose(session: Session) -> Iterator[tuple[str, str]]:
    """The names that nobody knows, each with the unit that somebody at a terminal says."""
    asked: set[str] = set()
    for piece in store.pieces(session.ledger, state="held"):
        written = one_line(piece.words.cells.get("unit", ""))
        if piece.code == "unknown-unit" and piece.reason and written not in asked:
            asked.add(written)
            question = message("Which unit is {name}?", name=written)
            unit = _chosen(session, question, piece.reason.near)
            if unit:
                yield written, unit


def _chosen(session: Session, question: Message, choice: Sequence[str]) -> str | None:
    """What somebody chooses by its number, or writes; none where nothing is written."""
    answer = chosen(session, question, choice)
    return choice[answer] if isinstance(answer, int) else answer

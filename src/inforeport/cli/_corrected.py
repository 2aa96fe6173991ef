"""What is typed of a held piece: its cells by their heads, and the uses that a report tells."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from inforeport.cli._named import day_named
from inforeport.cli._session import Session
from inforeport.errors import UnknownColumn, UnknownWord
from inforeport.fields import ADOPTION, FACTS, SUBMISSION, Fact, Kind
from inforeport.intake.columns import USES, family
from inforeport.intake.used import Use, Uses
from inforeport.intake.values import Unfit
from inforeport.model.desk import Kept
from inforeport.text import fold, one_line, plain
from inforeport.words import message

_OF_USES = f"{ADOPTION.table}:"


class Corrected(NamedTuple):
    """What a piece ought to say: cells by their keys, its uses where they are to be others."""

    cells: dict[str, str]
    uses: tuple[Use, ...] | None = None


def corrected(
    session: Session, kept: Kept, given: Mapping[str, str | None], columns: Sequence[str]
) -> Corrected:
    """What is typed of a piece, by keys and as HEAD=TEXT, in which days are as people say them.

    Raises `UnknownColumn`, `UnknownWord`, `NotADay`.
    """
    cells = {key: one_line(text) for key, text in given.items() if text is not None}
    cells |= dict(_cell(kept.fact, one) for one in columns)
    uses = {key: cells.pop(key) for key in [*cells] if key.startswith(_OF_USES)}
    dated = _dated(session, FACTS[kept.fact], cells)
    return Corrected(dated, _uses(session, kept, uses) if uses else None)


def _cell(fact: str, given: str) -> tuple[str, str]:
    """A key and its text, as HEAD=TEXT; raises `UnknownColumn` for a head that is none.

    What must not stand in the log is no such field; of a report its uses may be told too.
    """
    head, _, text = given.replace("＝", "=").partition("=")
    columns = family(fact, {})
    meant = columns.names.get(fold(head))
    is_use = meant is not None and fact == SUBMISSION.table and meant.key.startswith(_OF_USES)
    if meant is None or not (is_use or meant.key in columns.fields):
        words = [f"{one.head} ({one.key})" for one in columns.fields.values()]
        raise UnknownColumn(name=one_line(head), columns=words)
    return meant.key, one_line(text)


def _uses(session: Session, kept: Kept, told: Mapping[str, str]) -> tuple[Use, ...]:
    """The uses that a report tells: those in words, or those it told; with what is said of them."""
    words = session.office.vocabulary
    uses: tuple[Mapping[str, str], ...] = kept.words.uses or ({},)
    if USES in told:
        try:
            uses = Uses(words).of({USES: told[USES]})
        except Unfit:
            levels = [*words["levels"].values()]
            raise UnknownWord(what=message("level"), word=told[USES], words=levels) from None
    own = {key.removeprefix(_OF_USES): text for key, text in told.items() if key != USES}
    dated = _dated(session, ADOPTION, own)
    return tuple({**use, **dated} for use in uses)


def _dated(session: Session, fact: Fact[Any], cells: Mapping[str, str]) -> dict[str, str]:
    """The cells with their days written whole, as somebody types them today."""
    days = {one.key for one in fact.fields if one.head and one.kind in {Kind.DAY, Kind.MOMENT}}
    dated = dict(cells)
    for key in days & dated.keys():
        if dated[key] and " " not in plain(dated[key]):
            dated[key] = f"{day_named(session, dated[key])}"
    return dated

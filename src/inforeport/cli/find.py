"""`find`: what stands where; which reports are like each other."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from inforeport.cli._named import period_or_last, report_named
from inforeport.cli._options import Sink, When
from inforeport.cli._output import answer
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.documents import found as pages
from inforeport.documents.page import Block, Page
from inforeport.errors import WrongUsage
from inforeport.text import one_line
from inforeport.words import Message, message

app = Noun()

_COMMAND = "inforeport find"
WordsArg = Annotated[
    list[str] | None, typer.Argument(metavar="WORDS…", help="what must stand in it, each of them")
]
AlikeOpt = Annotated[
    bool,
    typer.Option(
        "--alike",
        help="near-copies, one event in slices, heaps on the last day, short reports; "
        "with two reports their texts side by side",
    ),
]
PeriodOpt = Annotated[
    str | None, typer.Option("--period", "-p", metavar="PERIOD", help="with --alike: of when")
]


@app.command()
def find(
    session: Session,
    sink: Sink,
    words: WordsArg = None,
    alike: AlikeOpt = False,
    period: PeriodOpt = None,
) -> None:
    """Find words in titles, texts, numbers and signers, units, reporters and bulletins.

    With --alike find what is odd of the reports of a period; no point is taken for it.
    """
    given = [word for word in map(one_line, words or ()) if word]
    if period and not alike:
        what = message("{a} says nothing without {b}", a="--period", b="--alike")
        raise WrongUsage(what=what, command=_COMMAND)
    if not alike:
        _find(session, given, sink)
    elif not given:
        _odd(session, period, sink)
    else:
        _compare(session, given, sink)


def _find(session: Session, words: Sequence[str], sink: Sink) -> None:
    if not words:
        what = message("{name} is missing", name=Message("WORDS…"))
        raise WrongUsage(what=what, command=_COMMAND)
    hits = session.office.search(words)
    groups = session.office.scheme().groups
    title = message("Found: {text}", text=" ".join(words))
    _answer(session, title, pages.blocks(hits, words, groups), pages.record(hits), sink)


def _odd(session: Session, period: str | None, sink: Sink) -> None:
    when = period_or_last(session, When(period=period))
    odd = session.office.odd(when)
    title = message("What is odd, {period}", period=when.name)
    _answer(session, title, pages.odd_blocks(odd), pages.odd_record(odd), sink)


def _compare(session: Session, refs: Sequence[str], sink: Sink) -> None:
    if len(refs) != 2:  # noqa: PLR2004  one is compared with another
        what = message("write two reports to compare, or none")
        raise WrongUsage(what=what, command=_COMMAND)
    first, second = (report_named(session, ref) for ref in refs)
    blocks, record = pages.side_by_side(first, second), pages.shared_record(first, second)
    _answer(session, message("Side by side"), blocks, record, sink)


def _answer(
    session: Session, title: Message, blocks: Sequence[Block], record: dict[str, Any], sink: Sink
) -> None:
    page = Page(title, session.profile.name, session.today, tuple(blocks))
    answer(session, lambda: page, record, sink)

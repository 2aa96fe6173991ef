"""`rollup`: the ledgers of many offices side by side."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace

from inforeport.cli._options import Sink, Span
from inforeport.cli._output import answer, done, remark
from inforeport.cli._progress import working
from inforeport.cli._root import Noun
from inforeport.cli._schemes import stored
from inforeport.cli._session import Session
from inforeport.documents.rollup import SHOWN, rollup_page, rollup_record
from inforeport.errors import LedgersLeftOut, WrongUsage
from inforeport.model import Problem
from inforeport.model.rollup import Ask, Told
from inforeport.pace import paced
from inforeport.rollup import gather, parquet, together
from inforeport.rollup.asking import Answer, answer_of, first_period
from inforeport.rollup.engines import cores, on_this_machine
from inforeport.words import Message, message

app = Noun()

LedgersArg = Annotated[
    list[Path],
    typer.Argument(
        metavar="FOLDER|LIST|FILE…",
        help="a folder with ledgers (.db), a list of paths (.txt), or ledgers",
        show_default=False,
    ),
]


class Engine(StrEnum):
    """What runs the work."""

    PROCESSES = "processes"
    DASK = "dask"


EngineOpt = Annotated[
    Engine,
    typer.Option(
        "--engine",
        metavar="processes|dask",
        help="all cores of this machine, or a cluster of Dask's",
    ),
]
SchedulerOpt = Annotated[
    str | None,
    typer.Option("--scheduler", metavar="ADDRESS", help="of the cluster, as tcp://10.0.0.1:8786"),
]
SchemeOpt = Annotated[
    str | None,
    typer.Option("--scheme", metavar="FILE", help="score all by this scheme, not each by its own"),
]


@app.command()
def rollup(
    session: Session,
    ledgers: LedgersArg,
    when: Span,
    sink: Sink,
    scheme: SchemeOpt = None,
    engine: EngineOpt = Engine.PROCESSES,
    scheduler: SchedulerOpt = None,
) -> None:
    """Score the ledgers of many offices and rank offices, groups, and all units side by side.

    No ledger is changed. One that cannot be asked is named, the others are answered, and the exit
    status is 3. With -o FOLDER everything is written as Parquet: lines, standings, dues, counts.
    """
    if scheduler and engine is not Engine.DASK:
        raise WrongUsage(what=message("--scheduler wants --engine dask"), command="rollup")
    folder, paths = _folder(sink), gather.ledgers(ledgers)
    ask = _asked(session, when, scheme, paths, folder)
    given, problems = _gathered(session, paths, _answers(ask, paths, engine, scheduler))
    _tell(session, given, sink, folder)
    if problems:
        raise LedgersLeftOut(count=len(problems), total=len(paths), problems=problems)


def _folder(sink: Sink) -> Path | None:
    """Into which folder Parquet is written, if that is asked for and what writes it is there."""
    folder = sink.output if sink.output and not sink.output.suffix else None
    if folder:
        parquet.check_there()
    return folder


def _gathered(
    session: Session, paths: Sequence[Path], answers: Iterator[Answer]
) -> tuple[list[Told], list[Problem]]:
    """What the ledgers answer, and which of them did not, while it is shown how many have."""
    with working(session, message("asking the ledgers")):
        told_ = (answer for _, answer in zip(paced(paths), answers, strict=True))
        return together.sorted_out(told_)


def _asked(
    session: Session, when: Span, scheme: str | None, paths: Sequence[Path], folder: Path | None
) -> Ask:
    """What is asked of each ledger; the period is the one that the first of them understands.

    Where a folder is to be written, all rows are asked for, and it must be free.
    """
    other = stored(scheme, None) if scheme else None
    ask = Ask(today=session.day_given, scheme=other, wait=session.wait, rows=folder is not None)
    period = first_period(ask, paths, when.of)
    if not when.is_given and period.name:
        session.note(message("no period is named; taken: {period}", period=period.name))
    if folder:
        parquet.check_free(folder, period)
    return replace(ask, period=period)


def _answers(
    ask: Ask, paths: Sequence[Path], engine: Engine, scheduler: str | None
) -> Iterator[Answer]:
    work = partial(answer_of, ask)
    if engine is Engine.DASK:
        from inforeport.rollup.cluster import on_cluster

        return on_cluster(work, paths, address=scheduler)
    return on_this_machine(work, paths, workers=cores())


def _tell(session: Session, given: Sequence[Told], sink: Sink, folder: Path | None) -> None:
    """Give the answer; of nothing there is none."""
    if not given:
        return
    if folder:
        done(session, message("wrote: {path}", path=parquet.write(given, folder)))
        return
    together_ = together.rollup(given)
    most = None if sink.asks else SHOWN
    remark(session, _remarks(given, len(together_.units), most))
    answer(
        session,
        lambda: rollup_page(together_, only_units=sink.is_rows, most=most),
        rollup_record(together_),
        sink,
    )


def _remarks(given: Sequence[Told], units: int, most: int | None) -> Iterator[Message]:
    """What there is to know of the figures."""
    running = [one.office for one in given if not one.over]
    if running:
        yield message("the period is not over for: {offices}", offices=running)
    schemes = sorted({one.scheme for one in given})
    if len(schemes) > 1:
        yield message(
            "scored by different schemes, so points are of different measures: {schemes};"
            " --scheme FILE scores all by one",
            schemes=schemes,
        )
    if most and units > most:
        yield message(
            "the first {most} of {units} units; all of them: --json, --csv or -o FILE.xlsx",
            most=most,
            units=units,
        )

"""What is typed of an issue that went down: who was sent it, who has received and read it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer
from msgspec.structs import replace

from inforeport.cli._desk import settling
from inforeport.cli._named import day_named, unit_named
from inforeport.cli._options import DayOpt
from inforeport.cli._output import done
from inforeport.cli._session import Session
from inforeport.cli._streams import taken_in
from inforeport.documents import issues
from inforeport.documents.reading import WHY
from inforeport.errors import AnswerOfNobody, InforeportError, ListRefused, WrongUsage
from inforeport.intake.answers import answers
from inforeport.model import Bulletin, Problem
from inforeport.model.desk import Kept
from inforeport.model.reading import Answer
from inforeport.office.outbox import sender
from inforeport.store import bulletin as bulletin_store
from inforeport.store import reading as store
from inforeport.store.letter import piece
from inforeport.store.reporter import reporters
from inforeport.store.unit import unit as unit_on_file
from inforeport.text import one_line
from inforeport.words import Message, message

Verb = Literal["received", "read"]


@dataclass(frozen=True)
class Replies:
    """Who says so: units by name, a list of them, or replies that came in by mail."""

    units: Annotated[
        list[str] | None, typer.Argument(metavar="UNIT…", help="names of the units that say so")
    ] = None
    list_: Annotated[
        Path | None,
        typer.Option(
            "--list", metavar="FILE", help="a list of them: 单位, 查收日期, 阅知日期, 阅知领导"
        ),
    ] = None
    reply: Annotated[
        list[int] | None,
        typer.Option(metavar="PIECE", help="a reply that waits on the desk; may be repeated"),
    ] = None
    on: DayOpt = None

    def answers(self, session: Session, verb: Verb, reader: str | None) -> list[Answer]:
        """What they say. Raises `WrongUsage` where nobody is named, and what reading raises."""
        day = day_named(session, self.on) or session.today
        given_answers = [
            _answer_of(verb, unit_named(session, one).name, day, reader) for one in self.units or ()
        ]
        if self.list_:
            file = one_line(self.list_.name)
            given_answers += answers(taken_in(self.list_), file, verb, day)
        if not given_answers and not self.reply:
            what = message("name the units, or a --list of them")
            raise WrongUsage(what=what, command=f"inforeport bulletin {verb}")
        given = day if self.on else None
        replies = (piece(session.ledger, number) for number in self.reply or ())
        return given_answers + [_replied(session, one, verb, given, reader) for one in replies]


def put_on_file(
    session: Session,
    number: int,
    answers: Sequence[Answer],
    replies: Sequence[int],
    *,
    dry_run: bool,
) -> None:
    """Put on file what units say of their copies, all or nothing; replies leave the desk."""
    with settling(session, dry_run=dry_run) as desk:
        issue = bulletin_store.bulletin(session.ledger, number)
        new = sum(_taken(session, issue, answers))
        if replies:
            desk.drop(replies, session.say(Message(WHY)))
    facts = {"issue": issues.called(issue), "n": new, "known": len(answers) - new}
    what = message("{issue}: put on file of units: {n}, said before: {known}", **facts)
    done(session, what, dry_run=dry_run)


def _taken(session: Session, issue: Bulletin, said: Sequence[Answer]) -> Iterator[bool]:
    """Whether each is anything new. Raises `ListRefused` for rows of a list, with every mistake."""
    problems = []
    for reply in said:
        try:
            unit = unit_on_file(session.ledger, reply.unit)
            yield store.answered(session.ledger, issue, replace(reply, unit=unit.name))
        except InforeportError as error:
            if not reply.place:
                raise
            problems.append(Problem(reply.place, error.code, error.message))
    if problems:
        raise ListRefused(problems=tuple(problems), count=len(problems))


def _answer_of(verb: Verb, unit: str, day: date, reader: str | None) -> Answer:
    if verb == "read":
        return Answer(unit=unit, read=day, reader=reader)
    return Answer(unit=unit, received=day)


def _replied(
    session: Session, kept: Kept, verb: Verb, day: date | None, reader: str | None
) -> Answer:
    """What a reply says: its sender's unit, on the day on which it was sent, if none is named."""
    unit = sender([kept], reporters(session.ledger)).unit
    if not unit:
        raise AnswerOfNobody(number=kept.id)
    told = kept.words.cells.get("received") or kept.words.cells.get("sent") or ""
    came = date.fromisoformat(told[:10]) if told else kept.letter.came
    return _answer_of(verb, unit, day or came, reader)

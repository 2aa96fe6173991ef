"""What comes in, from files to a line of counts: read, put on file a letter at a time, and told."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from msgspec.structs import replace

from inforeport.cli._output import done, note
from inforeport.cli._progress import keep_copy, working
from inforeport.cli._session import Session
from inforeport.cli._streams import STDIN, aside, taken_in
from inforeport.cli._told import error_line
from inforeport.cli._unclear import Columns, are_unclear, with_columns
from inforeport.documents import pieces as pages
from inforeport.errors import InforeportError, Status
from inforeport.fields import SUBMISSION
from inforeport.files.disk import is_there
from inforeport.model import Problem
from inforeport.model.desk import Ended, Kept
from inforeport.office.remarked import day_of
from inforeport.pace import paced
from inforeport.text import fold, one_line, unquoted
from inforeport.words import Message, message

if TYPE_CHECKING:
    from inforeport.intake.asked import Asked
    from inforeport.model.letters import Letter
    from inforeport.office.desk import Desk

_MAIL = "mail"
_TOLD = 20  # pieces, or parts that were passed over, that are named one by one


@contextmanager
def settling(session: Session, *, dry_run: bool) -> Iterator["Desk"]:
    """The desk, inside one command of the log."""
    with session.ledger.writing(keep=not dry_run):
        yield session.office.desk()


def tell_settled(session: Session, pieces: Sequence[Kept], *, dry_run: bool) -> None:
    """Say what became of pieces that were held. Exits with 3 where some still are."""
    _tell_held(session, pieces)
    done(session, counted(Counter(one.state for one in pieces)), dry_run=dry_run)
    if any(one.state == "held" for one in pieces):
        raise typer.Exit(Status.PARTIAL)


def counted(counts: Mapping[str, int]) -> Message:
    """How many pieces were taken, known, held and left out."""
    told = {name: counts.get(name, 0) for name in ("taken", "known", "held")}
    sentence = message("taken: {taken}, on file already: {known}, held: {held}", **told)
    dropped = counts.get("dropped", 0)
    return message("{what}, left out: {n}", what=sentence, n=dropped) if dropped else sentence


def _tell_held(session: Session, pieces: Iterable[Kept], *, more: int = 0) -> None:
    """Say which pieces wait, each with its reason and its number; of very many, that there are."""
    held = [piece for piece in pieces if piece.state == "held"]
    more += len(held[_TOLD:])
    for piece in held[:_TOLD]:
        told = {"place": f"{piece.letter.name}:{piece.place}", "number": piece.id}
        what = message("{place}: held as {number}: {why}", why=pages.reason(piece), **told)
        aside(one_line(session.say(what)))
    if more:
        note(session, message("and {n} more are held (see: inforeport intake list)", n=more))


class Arrivals:
    """What comes in with one run of the program; no more of it is kept than what is told of it."""

    def __init__(
        self,
        session: Session,
        *,
        encoding: str | None,
        columns: Columns,
        received: date | None,
        dry_run: bool,
    ) -> None:
        self._session, self._dry_run = session, dry_run
        self._encoding, self._columns, self._received = encoding, columns, received
        self._counts: Counter[str] = Counter()
        self._held: list[Kept] = []
        self._refused: list[Problem] = []
        self._passed: list[Problem] = []
        self._odd: list[Problem] = []
        self._met: set[str] = set()  # heads of columns
        self._records: list[dict[str, Any]] = []

    def take(self, paths: Sequence[str], *, record: bool = False) -> None:
        """Take in files, folders and zips, or standard input, a letter in a command of the log.

        With `record` what became of each piece is kept for `record`.
        """
        session = self._session
        if not self._dry_run:
            keep_copy(session, "intake")
        desk = session.office.desk()
        whole = session.ledger.writing(keep=False) if self._dry_run else nullcontext()
        came = chain.from_iterable(self._came(path) for path in paths)
        unclear: list[Letter] = []
        with whole:
            with working(session, message("taking in")):
                for arrived in paced(came):
                    if isinstance(arrived, Problem):
                        self._refused.append(arrived)
                    elif session.at_terminal and are_unclear(arrived):
                        unclear.append(arrived)
                    else:
                        self._take(desk, self._as_asked(arrived), record=record)
            for letter in unclear:  # when no bar moves any more
                self._take(desk, self._as_asked(letter), record=record)
        self._tell()

    def take_letters(
        self, came: "Iterable[Letter | Problem]", *, record: bool, also: Callable[[], None]
    ) -> None:
        """Take in letters from elsewhere, of which nothing is asked; `also` is done with each."""
        desk = self._session.office.desk()
        with working(self._session, message("taking in")):
            for letter in paced(came):
                if isinstance(letter, Problem):
                    self._refused.append(letter)
                else:
                    self._take(desk, letter, record=record, also=also)
        self._tell()

    @property
    def asked(self) -> "Asked":
        """What a reader is told: the words of the schemes, the columns that are known."""
        return self._asked

    @property
    def are_partial(self) -> bool:
        """Whether anything is held or was refused."""
        return bool(self._refused or self._counts["held"])

    @property
    def are_any(self) -> bool:
        """Whether anything came at all."""
        return bool(self._refused or self._counts["letters"])

    def summary(self) -> Message:
        """What it all came to, in one line."""
        return message("files read: {files}, refused: {refused}; {what}", **self._sums)

    def summary_of_mail(self) -> Message:
        """The same of messages that were fetched."""
        return message("messages fetched: {files}, refused: {refused}; {what}", **self._sums)

    @property
    def _sums(self) -> Mapping[str, object]:
        told = {"files": self._counts["letters"], "refused": len(self._refused)}
        return {"what": counted(self._counts), **told}

    def record(self) -> dict[str, Any]:
        """The same for programs, letter by letter."""
        say = self._session.say
        refused = [
            {"file": one.place, "code": one.code, "why": say(one.what)} for one in self._refused
        ]
        return {"schema": 1, "letters": self._records, "refused": refused}

    def _as_asked(self, letter: "Letter") -> "Letter":
        """A letter with its columns, and the day on which it came, as somebody says they are."""
        letter = _dated(letter, self._received) if self._received else letter
        self._met |= {fold(name) for head in letter.heads for name in head.columns}
        if not letter.heads:
            return letter
        keep, told = not self._dry_run, self._columns
        letter, self._asked = with_columns(self._session, letter, self._asked, told, keep=keep)
        return letter

    def _take(
        self,
        desk: "Desk",
        letter: "Letter",
        *,
        record: bool,
        also: Callable[[], None] | None = None,
    ) -> None:
        """Put a letter on file, and remember what is to be told of it."""
        ended = self._put(desk, letter, also)
        self._counts["letters"] += 1
        self._counts.update(one.state for one in ended.pieces)
        held = [one for one in ended.pieces if one.state == "held"]
        self._held += held[: _TOLD - len(self._held)]
        self._passed += [*_passed(letter)][: _TOLD - len(self._passed)]
        self._odd += [*self._odd_days(ended)][: _TOLD - len(self._odd)]
        if record:
            self._records.append(pages.letter_record(ended, self._session.say))

    def _came(self, path: str) -> "Iterator[Letter | Problem]":
        """The letters at a path; what cannot be read is refused, and the others go on."""
        from inforeport.intake import gather
        from inforeport.intake.containers import Item

        try:
            if path == STDIN:
                yield from gather.read(iter([Item(path, taken_in(Path(path)))]), self._asked)
            else:
                yield from gather.letters(_pasted(path), self._asked)
        except InforeportError as error:
            yield Problem(one_line(path), error.code, error.message)

    @cached_property
    def _asked(self) -> "Asked":
        from inforeport.intake.asked import Asked
        from inforeport.period import zone_of
        from inforeport.store.letter import learnt

        office = self._session.office
        return Asked(
            today=self._session.today,
            words=office.vocabulary,
            learnt=learnt(self._session.ledger),
            encoding=self._encoding,
            zone=zone_of(self._session.profile.zone),
        )

    def _put(self, desk: "Desk", letter: "Letter", also: Callable[[], None] | None) -> Ended:
        """Put a letter on file, as a command that names it."""
        ledger = self._session.ledger
        if self._dry_run:
            return desk.take(letter)
        by = ledger.by
        ledger.by = lambda: replace(by(), text=f"{by().text} # {letter.name}")
        try:
            with ledger.writing():
                ended = desk.take(letter)
                if also:
                    also()
                return ended
        finally:
            ledger.by = by

    def _odd_days(self, ended: Ended) -> Iterator[Problem]:
        """What is odd of the days of the reports that were put on file: they count nowhere."""
        for piece in ended.pieces:
            day = day_of(piece) if piece.state == "taken" else None
            if day and piece.fact == SUBMISSION.table:
                place = f"{piece.letter.name}:{piece.place}"
                yield from (Problem(place, "odd", one) for one in self._doubts(day))

    @cached_property
    def _doubts(self) -> Callable[[date], Iterable[Message]]:
        doubts = self._session.office.doubts
        return lambda day: doubts.of_day(SUBMISSION, day)

    def _tell(self) -> None:
        """What was refused, what was passed over, what is odd, what is held."""
        session = self._session
        for problem in self._refused:
            aside(error_line(session, problem.place, problem.code, problem.what))
        for name in self._columns.keys() - self._met:
            note(session, message("no list has the column {name} that --column tells", name=name))
        for problem in (*self._passed, *self._odd):
            note(session, message("{place}: {what}", place=problem.place, what=problem.what))
        _tell_held(session, self._held, more=self._counts["held"] - len(self._held))


def _pasted(path: str) -> Path:
    """A path as it was pasted: what no shell took off it, quotation marks and blanks, is not it."""
    bare = Path(unquoted(path.replace("'", '"')))
    return bare if not is_there(Path(path)) and is_there(bare) else Path(path)


def _dated(letter: "Letter", received: date) -> "Letter":
    """A letter whose reports came on that day, where they do not say it themselves."""
    day = f"{received}"
    pieces = [
        replace(one, cells={"received": day, **one.cells}) if one.fact == SUBMISSION.table else one
        for one in letter.pieces
    ]
    return replace(letter, pieces=tuple(pieces))


def _passed(letter: "Letter") -> Iterator[Problem]:
    """What of a letter was passed over; of one without pieces, that there is nothing."""
    for problem in letter.passed:
        place = f"{letter.name}:{problem.place}" if problem.place else letter.name
        yield Problem(place, problem.code, problem.what)
    if not letter.pieces and letter.kind != _MAIL:  # of a message it is told what it is
        yield Problem(letter.name, "empty", message("nothing in it could be put on file"))

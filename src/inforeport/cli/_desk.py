"""What comes in, from files to a line of counts: read, put on file a letter at a time, and told."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from msgspec.structs import replace

from inforeport.cli._output import done, note, progress
from inforeport.cli._session import Session
from inforeport.cli._streams import aside
from inforeport.documents import pieces as pages
from inforeport.errors import InforeportError, Status
from inforeport.model import Problem
from inforeport.model.desk import Ended, Kept
from inforeport.text import one_line
from inforeport.words import Message, message

if TYPE_CHECKING:
    from inforeport.model.letters import Letter
    from inforeport.office.desk import Desk

_TOLD = 20  # pieces, or parts that were passed over, that are named one by one


@contextmanager
def settling(session: Session, *, dry_run: bool) -> Iterator["Desk"]:
    """The desk, inside one command of the log."""
    with session.ledger.writing(keep=not dry_run):
        yield session.office.desk()


def tell_settled(session: Session, pieces: Sequence[Kept], *, dry_run: bool) -> None:
    """Say what became of pieces that were held. Exits with 3 where some still are."""
    _tell_held(session, pieces)
    done(session, counted(pieces), dry_run=dry_run)
    if any(one.state == "held" for one in pieces):
        raise typer.Exit(Status.PARTIAL)


def counted(pieces: Iterable[Kept]) -> Message:
    """How many pieces were taken, known, held and left out."""
    counts = Counter(one.state for one in pieces)
    told = {"taken": counts["taken"], "known": counts["known"], "held": counts["held"]}
    sentence = message("taken: {taken}, on file already: {known}, held: {held}", **told)
    if not counts["dropped"]:
        return sentence
    return message("{what}, left out: {dropped}", what=sentence, dropped=counts["dropped"])


def _tell_held(session: Session, pieces: Iterable[Kept]) -> None:
    """Say which pieces wait, each with its reason and its number; of very many, that there are."""
    held = [one for one in pieces if one.state == "held"]
    for one in held[:_TOLD]:
        told = {"place": f"{one.letter.name}:{one.place}", "number": one.id}
        what = message("{place}: held as {number}: {why}", why=pages.reason(one), **told)
        aside(one_line(session.say(what)))
    if len(held) > _TOLD:
        more = len(held) - _TOLD
        note(session, message("and {n} more are held (see: inforeport intake list)", n=more))


class Arrivals:
    """What comes in with one run of the program."""

    def __init__(self, session: Session, *, encoding: str | None, dry_run: bool) -> None:
        self._session, self._encoding, self._dry_run = session, encoding, dry_run
        self._ended: list[Ended] = []
        self._refused: list[Problem] = []
        self._passed: list[Problem] = []

    def take(self, paths: Sequence[str]) -> None:
        """Take in files and folders, or standard input, a letter in a command of the log."""
        session = self._session
        files = [file for path in paths for file in _files(path)]
        if not self._dry_run:
            session.keep("intake")
        desk, asked = session.office.desk(), self._asked()
        whole = session.ledger.writing(keep=False) if self._dry_run else nullcontext()
        with whole:
            for file in progress(session, files, message("taking in")):
                letter = self._letter(file, asked)
                if letter:
                    self._ended.append(self._put(desk, letter))
                    self._passed += _passed(letter)
        self._tell()

    @property
    def are_partial(self) -> bool:
        """Whether anything is held or was refused."""
        return bool(self._refused) or any(one.state == "held" for one in self._pieces)

    def summary(self) -> Message:
        """What it all came to, in one line."""
        told = {"files": len(self._ended), "refused": len(self._refused)}
        what = counted(self._pieces)
        return message("files read: {files}, refused: {refused}; {what}", what=what, **told)

    def record(self) -> dict[str, Any]:
        """The same for programs, piece by piece."""
        say = self._session.say
        refused = [
            {"file": one.place, "code": one.code, "why": say(one.what)} for one in self._refused
        ]
        letters = [pages.letter_record(one, say) for one in self._ended]
        return {"schema": 1, "letters": letters, "refused": refused}

    @property
    def _pieces(self) -> list[Kept]:
        return [piece for one in self._ended for piece in one.pieces]

    def _asked(self) -> Any:
        from inforeport import intake
        from inforeport.store.letter import learnt

        session = self._session
        return intake.Asked(
            today=session.today,
            words={
                what: session.office.words_of(what)
                for what in ("groups", "levels", "forms", "codes")
            },
            learnt=learnt(session.ledger),
            encoding=self._encoding,
        )

    def _letter(self, file: str, asked: Any) -> "Letter | None":
        """What a file is; one that cannot be read is refused, and the others go on."""
        from inforeport import intake

        try:
            if file == "-":
                return intake.letter(sys.stdin.buffer.read(), "-", asked)
            return intake.letter(intake.content_of(Path(file)), one_line(Path(file).name), asked)
        except InforeportError as error:
            self._refused.append(Problem(one_line(file), error.code, error.message))
            return None

    def _put(self, desk: "Desk", letter: "Letter") -> Ended:
        """Put a letter on file, as a command that names it."""
        session = self._session
        if self._dry_run:
            return desk.take(letter)
        by = session.ledger.by
        session.ledger.by = lambda: replace(by(), text=f"{by().text} # {letter.name}")
        try:
            with session.ledger.writing():
                return desk.take(letter)
        finally:
            session.ledger.by = by

    def _tell(self) -> None:
        """What was refused, what was passed over, what is held."""
        session = self._session
        for one in self._refused:
            aside(one_line(f"{one.place}: error[{one.code}]: {session.say(one.what)}"))
        for one in self._passed[:_TOLD]:
            note(session, message("{place}: {what}", place=one.place, what=one.what))
        _tell_held(session, self._pieces)


def _passed(letter: "Letter") -> Iterator[Problem]:
    """What of a letter was passed over; of one without pieces, that there is nothing."""
    for one in letter.passed:
        place = f"{letter.name}:{one.place}" if one.place else letter.name
        yield Problem(place, one.code, one.what)
    if not letter.pieces:
        yield Problem(letter.name, "empty", message("nothing in it could be put on file"))


def _files(path: str) -> list[str]:
    """The files of a folder, hidden ones left out; a file is itself."""
    folder = Path(path)
    if path == "-" or not folder.is_dir():
        return [path]
    there = sorted(one for one in folder.rglob("*") if one.is_file())
    return [str(one) for one in there if not one.name.startswith((".", "~$"))]

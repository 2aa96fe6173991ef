"""Mailboxes read one after the other: each message a letter, each letter a command of the log.

How far a mailbox was read is kept in the transaction of the letter. It saves fetching again and
decides nothing: a message that comes once more is known by its bytes.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from msgspec.structs import replace

from inforeport.cli._box import Box
from inforeport.cli._desk import Arrivals
from inforeport.cli._imap import LARGEST, opened
from inforeport.cli._password import password
from inforeport.cli._session import Session
from inforeport.cli._told import tell
from inforeport.errors import InforeportError, NoMailbox, PasswordRefused, PasswordRests
from inforeport.fields import SUBMISSION
from inforeport.intake.asked import Asked
from inforeport.intake.kind import Kind
from inforeport.intake.letters import READERS
from inforeport.intake.mail_files import BODY
from inforeport.model import Problem
from inforeport.model.letters import Letter, Piece
from inforeport.model.mailbox import Mailbox, Mark
from inforeport.store import mailbox as store
from inforeport.text import one_line
from inforeport.words import message

Came = Letter | Problem
"""A letter, or what could not be read and why."""

SECONDS = 30.0
"""How long a server may be silent."""

_TRIES = 2  # passwords that are refused in a row, before nobody's run tries one more
_SLICE = 200  # messages whose sizes are asked for at once
_MB = 1_000_000


class Accounts:
    """The passwords of a run: each is come by once, and where it is refused not tried again.

    `anyway` is whether one is tried that was refused before.
    """

    def __init__(self, session: Session, *, anyway: bool) -> None:
        self._session, self._anyway = session, anyway
        self._passwords: dict[tuple[str, int, str], str] = {}
        self._refused: set[tuple[str, int, str]] = set()

    def password(self, mailbox: Mailbox) -> str:
        """The password of a mailbox. Raises `PasswordRests` where it is not to be tried."""
        account = _account(mailbox)
        rests = mailbox.refusals >= _TRIES and not self._anyway
        if rests or account in self._refused:
            raise PasswordRests(name=mailbox.name, n=mailbox.refusals)
        if account not in self._passwords:
            self._passwords[account] = password(self._session, mailbox)
        return self._passwords[account]

    def was_refused(self, mailbox: Mailbox) -> None:
        """Remember that the server refused it."""
        self._refused.add(_account(mailbox))
        self._keep(mailbox, mailbox.refusals + 1)

    def was_taken(self, mailbox: Mailbox) -> None:
        """Remember that the server took it."""
        if mailbox.refusals:
            self._keep(mailbox, 0)

    def _keep(self, mailbox: Mailbox, refusals: int) -> None:
        with self._session.ledger.writing():
            store.refused(self._session.ledger, mailbox, refusals)


@contextmanager
def looked_into(mailbox: Mailbox, accounts: Accounts, *, seconds: float) -> Iterator[Box]:
    """The folder of a mailbox, open to be read; how its password fared is kept."""
    given = accounts.password(mailbox)
    try:
        with opened(mailbox, given, seconds=seconds) as connection:
            accounts.was_taken(mailbox)
            yield Box(connection, mailbox)
    except PasswordRefused:
        accounts.was_refused(mailbox)
        raise


class Fetching:
    """What mailboxes bring, letter by letter; what keeps one from it is kept for the end."""

    def __init__(self, session: Session, *, seconds: float, anew: bool) -> None:
        self.failures: list[InforeportError] = []
        self._session, self._seconds, self._anew = session, seconds, anew
        self._accounts = Accounts(session, anyway=session.at_terminal)
        self._at: Mailbox | None = None
        self._mark: Mark | None = None

    def letters(self, mailboxes: Sequence[Mailbox], asked: Callable[[], Asked]) -> Iterator[Came]:
        """Each message that is new; one that cannot be read is a `Problem`."""
        for mailbox in mailboxes:
            # of an account that was just refused or taken the file may know more by now
            self._at = store.mailbox(self._session.ledger, mailbox.name)
            self._mark = None
            try:
                yield from self._new(self._at, asked)
            except InforeportError as error:
                self.failures.append(error)
            self._keep_mark()

    def note(self) -> None:
        """Keep how far the mailbox was read, with the letter that was read last."""
        if self._at and self._mark and self._mark != self._at.mark:
            store.read_until(self._session.ledger, self._at, self._mark)
            self._at = replace(self._at, mark=self._mark)

    def _keep_mark(self) -> None:
        """Keep it beside any letter, where the last brought nothing."""
        if self._at and self._mark and self._mark != self._at.mark:
            with self._session.ledger.writing():
                self.note()

    def _new(self, mailbox: Mailbox, asked: Callable[[], Asked]) -> Iterator[Came]:
        with looked_into(mailbox, self._accounts, seconds=self._seconds) as box:
            numbers, below = box.after(None if self._anew else mailbox.mark)
            for start in range(0, len(numbers), _SLICE):
                part = numbers[start : start + _SLICE]
                sizes = box.sizes(part)
                for number in part:
                    came = _came(box, number, sizes.get(number), f"{mailbox.name}/{number}.eml")
                    below += came is not None
                    self._mark = Mark(box.validity, number, below)
                    if came is not None:
                        yield came(asked())


_Reading = Callable[[Asked], Came]


def _came(box: Box, number: int, size: int | None, name: str) -> _Reading | None:
    """What reads a message, which is fetched; none where it is gone from the server."""
    if size is None:
        return None
    content = box.message(number, size)
    if content is not None:
        return lambda asked: _read(content, name, asked)
    head = box.head(number)
    return None if head is None else lambda asked: _too_large(head, name, size, asked)


def _read(content: bytes, name: str, asked: Asked) -> Came:
    try:
        return READERS[Kind.MAIL](content, name, asked)
    except InforeportError as error:
        return Problem(name, error.code, error.message)


def _too_large(head: bytes, name: str, size: int, asked: Asked) -> Came:
    """A letter of which there is only the head: it waits until somebody says something."""
    came = _read(head, name, asked)
    if not isinstance(came, Letter):
        return came
    wrong = message(
        "the message has {n} MB, more than {most}: ask for it in parts, or take it in as a file",
        n=-(-size // _MB),
        most=LARGEST // _MB,
    )
    doubt = Problem(name, "too-large", wrong)
    piece = Piece(place=BODY, fact=SUBMISSION.table, cells={}, doubts=(doubt,))
    return replace(came, pieces=(piece,), passed=())


def _account(mailbox: Mailbox) -> tuple[str, int, str]:
    return mailbox.host, mailbox.port, mailbox.user


def mailboxes(session: Session, names: Sequence[str]) -> list[Mailbox]:
    """The mailboxes of those names, all where none is given.

    Raises `UnknownMailbox`, `NoMailbox`.
    """
    if names:
        named = [store.mailbox(session.ledger, one_line(name)) for name in names]
        return [*{one.id: one for one in named}.values()]
    every = store.mailboxes(session.ledger)
    if not every:
        raise NoMailbox
    return every


def fetch(
    session: Session,
    arrivals: Arrivals,
    mailboxes: Sequence[Mailbox],
    *,
    anew: bool,
    seconds: float,
    record: bool,
) -> list[InforeportError]:
    """Put on file what mailboxes bring, and what kept any of them from its end.

    All but the first of these are told.
    """
    fetching = Fetching(session, seconds=seconds, anew=anew)
    letters = fetching.letters(mailboxes, lambda: arrivals.asked)
    arrivals.take_letters(_after_a_copy(session, letters), record=record, also=fetching.note)
    tell(session, [Problem("fetch", one.code, one.message) for one in fetching.failures[1:]])
    return fetching.failures


def _after_a_copy(session: Session, letters: Iterator[Came]) -> Iterator[Came]:
    """The same; before the first of them a copy of the file is kept."""
    for number, letter in enumerate(letters):
        if not number:
            session.keep("intake")
        yield letter

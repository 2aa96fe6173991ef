"""`handover`: everything the next clerk needs, in one folder with one page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from inforeport.cli._batch import FolderOpt
from inforeport.cli._open import drafts, owing
from inforeport.cli._options import ForceOpt
from inforeport.cli._output import done
from inforeport.cli._publish import Privacy, look_again, unpersonal
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.documents import handover as documents
from inforeport.documents.chinese import day_words, period_words
from inforeport.documents.handover import (
    Beside,
    Closed,
    Duty,
    Handover,
    Kept,
    Open,
    People,
    Post,
    Rules,
    Waiting,
)
from inforeport.documents.page import Page
from inforeport.documents.personal import Found
from inforeport.documents.pieces import reason
from inforeport.errors import InforeportError
from inforeport.office import Office
from inforeport.office.snapshot import Snapshot
from inforeport.period import Period
from inforeport.scheme import Scheme
from inforeport.scheme.clauses import clauses, sentences
from inforeport.scheme.readings import ways_taken
from inforeport.scoring import there
from inforeport.store import (
    Ledger,
    adoption,
    copies,
    copy_files,
    letter,
    mailbox,
    outbox,
    submission,
)
from inforeport.store import scheme as scheme_store
from inforeport.words import message

app = Noun()

ContactsOpt = Annotated[
    bool,
    typer.Option(
        "--contacts", "--show-contact", help="with telephones and mailboxes of the reporters"
    ),
]
_COPY, _SCHEME, _PAGE = "台账备份.db", "评分办法.toml", "交接清单"
_LANGUAGE = "zh"
_AHEAD = timedelta(days=92)
_SHOWN = 6  # periods that were closed, copies


@app.command()
def handover(
    session: Session,
    privacy: Privacy,
    output: FolderOpt = None,
    contacts: ContactsOpt = False,
    force: ForceOpt = False,
) -> None:
    """Hand the office over: one page with all that the next clerk needs, a copy of the file.

    The page is there for the browser and for Word. It tells how to reach people only with
    --contacts; the copy of the file has that in any case, and is its owner's alone.
    """
    from inforeport.render.file import write_all

    folder = output or Path("交接")
    privacy = replace(privacy, allow_contact=privacy.allow_contact or contacts)
    gathered = _gathered(session, contacts=contacts)
    page, contacts_left = unpersonal(session, documents.page(gathered), privacy)
    files = _files(session, page)
    pages = {name for name in files if page.bears_contacts and name.startswith(_PAGE)}
    private = {_COPY, f"{_COPY}.sha256", *pages}
    write_all(folder, files, force=force, private=private)
    for name in files:
        done(session, message("wrote: {path}", path=folder / name))
    look_again(session, page, folder / f"{_PAGE}.html", _of_others(contacts_left, gathered))


def _of_others(found: Sequence[Found], handed: Handover) -> list[Found]:
    """The contacts that are not the office's own mailboxes, which are nobody's in person."""
    server = handed.post.server
    own = {server.sender, server.user} if server else set()
    own |= {box.user for box in handed.post.mailboxes}
    return [one for one in found if one.contact.value not in own]


def _files(session: Session, page: Page) -> dict[str, bytes]:
    """All files by their names: the page twice, the copy with its SHA-256, the scheme."""
    from inforeport.render.checked import drawn

    drawings = {
        f"{_PAGE}{ending}": drawn(page, Path(f"{_PAGE}{ending}"), _LANGUAGE)
        for ending in (".html", ".docx")
    }
    scheme = scheme_store.in_force(session.ledger, session.today).text.encode()
    with TemporaryDirectory(prefix="inforeport") as folder:
        copies.copy_to(session.ledger.path, Path(folder, _COPY), wait=session.wait)
        copied = {one.name: one.read_bytes() for one in sorted(Path(folder).iterdir())}
    return {**drawings, **copied, _SCHEME: scheme}


def _gathered(session: Session, *, contacts: bool) -> Handover:
    office, ledger = session.office, session.ledger
    with office.snapshot() as snapshot:
        people = _people(office, snapshot, contacts=contacts)
        return Handover(
            office=office.profile,
            day=office.today,
            ledger=str(session.path.resolve()),
            files=_beside(),
            counts=_counts(ledger, people),
            rules=_rules(office.scheme()),
            duties=tuple(sorted(_duties(office), key=lambda duty: duty.on)),
            people=people,
            open=_open(office),
            closed=tuple(_closed(office)),
            copies=tuple(_copies(session.path)),
            post=Post(tuple(mailbox.mailboxes(ledger)), outbox.server(ledger)),
        )


def _counts(ledger: Ledger, people: People) -> dict[str, int]:
    every = Period(date.min, date.max)
    return {
        "单位": len(people.units),
        "信息": len(submission.submissions(ledger, every)),
        "采用": len(adoption.adoptions(ledger, every)),
    }


def _rules(scheme: Scheme) -> Rules:
    return Rules(
        f"{scheme.title}（自{day_words(scheme.since)}起）",
        tuple((one.clause, sentences(one, _LANGUAGE)) for one in clauses(scheme)),
        tuple(one.sentence for one in ways_taken(scheme) if one.is_open),
    )


def _people(office: Office, snapshot: Snapshot, *, contacts: bool) -> People:
    now = Period(office.today, office.today + timedelta(days=1))
    return People(
        tuple(unit for unit in snapshot.units if there(unit, now)),
        office.scheme().groups,
        tuple(one for one in snapshot.reporters if there(one, now)),
        contacts,
    )


def _open(office: Office) -> Open:
    return Open(
        (*owing(office, office.last_period), *drafts(office)),
        tuple(
            Waiting(one.number or 0, one.letter.name, reason(one))
            for one in letter.pieces(office.ledger, state="held")
        ),
        office.open_objections,
    )


def _beside() -> tuple[Beside, ...]:
    return (
        Beside(_COPY, "台账的备份，已经校验"),
        Beside(f"{_COPY}.sha256", "备份的校验码"),
        Beside(_SCHEME, "现行评分办法的原文"),
    )


def _duties(office: Office) -> Iterator[Duty]:
    """What is due in the months that come: reports by their deadlines, and each month's papers."""
    ahead = Period(office.today, office.today + _AHEAD)
    for window in office.calendar.windows(office.scheme().period, ahead):
        span = Period(window.start, window.end, window.name)
        yield Duty(span.end, f"做{period_words(span)}材料：inforeport month {span.name}")
        yield from _deadlines(office, span)


def _deadlines(office: Office, span: Period) -> Iterator[Duty]:
    owed: dict[object, set[str]] = {}
    try:
        windows = office.dues(span).windows
    except InforeportError:  # days off that nobody knows yet, a scheme that ends
        return
    for due in windows:
        if due.owed and due.window.last >= office.today:
            owed.setdefault(due.window.last, set()).add(due.unit)
    for last, units in owed.items():
        yield Duty(last, f"报送截止，应报单位{len(units)}个")  # type: ignore[arg-type]


def _closed(office: Office) -> Iterator[Closed]:
    """How the last periods were closed, the newest first."""
    with office.snapshot() as snapshot:
        newest = sorted(snapshot.every_seal(), key=lambda one: one.period.start, reverse=True)
    for sealed in newest[:_SHOWN]:
        [recount] = office.differences(sealed.period)
        units = tuple(each.unit for each in recount.found)
        number = sealed.stationery.number
        yield Closed(period_words(sealed.period), recount.printed, number, units)


def _copies(path: Path) -> Iterator[Kept]:
    for one in copy_files.copies(path)[:_SHOWN]:
        yield Kept(str(one.path), copy_files.is_as_proved(one.path))

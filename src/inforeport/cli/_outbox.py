"""Mails drafted: to whom, and what each says; put into the outbox and told."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from msgspec.structs import replace

from inforeport.cli._output import done, note
from inforeport.cli._papers import check_over, material_of, written_page
from inforeport.cli._publish import own_contacts
from inforeport.cli._session import Session
from inforeport.cli._template import drawing
from inforeport.documents import PAPERS, file_name, mails, personal
from inforeport.documents.page import Page
from inforeport.errors import NoMailboxes
from inforeport.model.desk import Kept
from inforeport.model.outgoing import Addressee, Enclosure, Outgoing, Purpose
from inforeport.model.papers import Wanted
from inforeport.office.outbox import addressees, receipts
from inforeport.period import Period
from inforeport.scoring import there
from inforeport.store import original
from inforeport.store import outbox as store
from inforeport.store import unit as unit_store
from inforeport.store.reporter import reporters
from inforeport.text import one_line
from inforeport.words import message, say


def draft_receipts(session: Session, pieces: Sequence[Kept], *, dry_run: bool) -> None:
    """A receipt for each mail that some pieces came in."""
    office = session.profile
    every = [
        _mail("receipt", f"{one.letter.id}", one.to, mails.receipt(one, office), session)
        for one in receipts(pieces, reporters(session.ledger))
    ]
    _put(session, every, dry_run=dry_run)


def draft_reminders(session: Session, period: Period, unit: str | None, *, dry_run: bool) -> None:
    """What is missing of a period, to the reporters of each unit that owes it."""
    owed = session.office.reminder(period, unit=unit)
    units = [*{**owed.overdue, **owed.coming}]
    to = addressees(reporters(session.ledger), session.today, units)
    _tell_without(session, units, to)
    every = []
    for addressee in to:
        name = str(addressee.unit)
        alone = session.office.reminder(period, unit=name)
        words = mails.reminder(alone, name, period, session.profile)
        every.append(_mail("reminder", period.name, addressee, words, session))
    _put(session, every, dry_run=dry_run)


def draft_paper(
    session: Session,
    name: str,
    period: Period | None,
    *,
    wanted: Wanted | None = None,
    of: Sequence[str] | None = None,
    dry_run: bool,
) -> None:
    """A paper as a Word file, to the reporters of all units, or of some.

    Raises as its export does, and `NoMailboxes`.
    """
    to = addressees(reporters(session.ledger), session.today, of)
    if not to:
        raise NoMailboxes(whom="、".join(of) if of else message("any unit"))
    day = Period(session.today, session.today + timedelta(days=1))
    units = [one.name for one in unit_store.units(session.ledger) if there(one, day)]
    _tell_without(session, of or units, to)
    page, path = _page_of(session, name, period, wanted)
    _put_paper(session, page, path, to, dry_run=dry_run)


def _page_of(
    session: Session, name: str, period: Period | None, wanted: Wanted | None
) -> tuple[Page, Path]:
    """The paper without contacts that are nobody's business, and how its file is called."""
    paper = PAPERS[name]
    material = material_of(session, paper, period, wanted)
    check_over(session, material, paper)
    page = personal.redacted(written_page(name, paper, material), own_contacts(session))
    if period and not session.office.sealed(period):
        page = replace(page, reference="")  # it tells how far the log is, which goes on
        note(session, message("{period} is not sealed; it may still change", period=period.name))
    return page, Path(file_name(paper, material))


def _put_paper(
    session: Session, page: Page, path: Path, to: Sequence[Addressee], *, dry_run: bool
) -> None:
    """Draft a page as a Word file of that name, which is kept once, to each of some people."""
    from inforeport.render.checked import drawn

    content = drawn(page, path, "zh", draw=drawing(session, None, path))
    title = one_line(say(page.title, "zh"))
    with session.ledger.writing(keep=not dry_run):
        files = (Enclosure(path.name, original.keep(session.ledger, content)),)
        words = [mails.paper(title, one.unit, session.profile, page.day) for one in to]
        every = (
            _mail("paper", path.stem, one, said, session, files=files)
            for one, said in zip(to, words, strict=True)
        )
        counts = _drafted(session, every)
    _tell(session, counts, dry_run=dry_run)


def _tell_without(session: Session, units: Iterable[str], to: Sequence[Addressee]) -> None:
    """Say to which units no mail can go."""
    reached = {one.unit for one in to}
    if without := [one for one in units if one not in reached]:
        note(session, message("no mailbox is on file of {units}", units=without))


def _mail(
    purpose: Purpose,
    about: str,
    to: Addressee,
    words: mails.Words,
    session: Session,
    *,
    files: tuple[Enclosure, ...] = (),
) -> Outgoing:
    return Outgoing(
        purpose=purpose,
        about=about,
        address=to.address,
        subject=words.subject,
        body=words.body,
        made=session.today,
        unit=to.unit,
        recipient=to.name,
        reporter=to.reporter,
        files=files,
    )


def _put(session: Session, every: Iterable[Outgoing], *, dry_run: bool) -> None:
    with session.ledger.writing(keep=not dry_run):
        counts = _drafted(session, every)
    _tell(session, counts, dry_run=dry_run)


def _drafted(session: Session, every: Iterable[Outgoing]) -> Counter[str]:
    """How many were new, how many say something else now, how many were there."""
    return Counter(_hows(session, every))


def _hows(session: Session, every: Iterable[Outgoing]) -> Iterator[str]:
    from inforeport.render.eml import is_address

    for mail in every:
        if is_address(mail.address or ""):
            yield store.draft(session.ledger, mail)[1]
        else:
            yield "no address"
            whose = {"name": mail.recipient or "", "unit": mail.unit or ""}
            note(session, message("the mailbox of {name} ({unit}) is none", **whose))


def _tell(session: Session, counts: Counter[str], *, dry_run: bool) -> None:
    told = {name: counts[name] for name in ("added", "changed", "known")}
    what = message("drafted: {added}, drafted anew: {changed}, there already: {known}", **told)
    done(session, what, dry_run=dry_run)

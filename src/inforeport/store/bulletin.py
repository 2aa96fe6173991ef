"""Issues of the office's bulletin: drafts that are filled, then issued under the next number."""

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from inforeport.errors import (
    BulletinEmpty,
    BulletinIssued,
    IssueTooEarly,
    NoDraft,
    SeveralDrafts,
    UnknownBulletin,
    UnknownSubmission,
    WithdrawnSubmission,
)
from inforeport.model import Bulletin, BulletinItem, Submission, Use
from inforeport.store import adoption as adoption_store
from inforeport.store import submission as submission_store
from inforeport.store._row import day, iso
from inforeport.store.ledger import Ledger

_ALL = """
select id, name, created_on, issued_on, number, total
from bulletin
order by issued_on is null, total, id
"""

_ITEMS = """
select bulletin_id, submission_id, form, position
from bulletin_item
where bulletin_id = :bulletin
order by position
"""

_ADD_ITEM = """
insert into bulletin_item (bulletin_id, submission_id, form, position)
values (:bulletin, :submission, :form, :position)
on conflict do update set form = excluded.form
"""

_NEXT = """
select
  ifnull(max(number) filter (where issued_on like :year), 0) + 1 as number,
  ifnull(max(total), 0) + 1 as total
from bulletin
"""


def bulletins(ledger: Ledger) -> tuple[Bulletin, ...]:
    """All issues, the issued in their order, then the drafts; without their items."""
    return tuple(
        Bulletin(
            id=row["id"],
            name=row["name"],
            created=date.fromisoformat(row["created_on"]),
            issued=day(row["issued_on"]),
            number=row["number"],
            total=row["total"],
        )
        for row in ledger.rows(_ALL)
    )


def bulletin(ledger: Ledger, wanted: int | None) -> Bulletin:
    """The issue of that number in the file, or the only draft, with its items and pictures.

    Raises `UnknownBulletin`, `NoDraft` or `SeveralDrafts`.
    """
    known = bulletins(ledger)
    found = _only_draft(known) if wanted is None else _wanted(known, wanted)
    return replace(found, items=tuple(_items(ledger, found.id)))


def new(ledger: Ledger, name: str, today: date) -> Bulletin:
    """A draft with nothing in it."""
    number = ledger.change(
        "insert into bulletin (name, created_on) values (:name, :created)",
        name=name,
        created=iso(today),
    )
    return Bulletin(number, name, today)


def add(ledger: Ledger, draft: Bulletin, item: Submission, form: str) -> None:
    """Choose a report for a draft, whole or brief; chosen again it changes its form only.

    Raises `BulletinIssued`, or `WithdrawnSubmission`.
    """
    _must_be_draft(draft)
    if item.withdrawn:
        raise WithdrawnSubmission(ref=item.label)
    last = max((one.position for one in draft.items), default=0)
    ledger.change(_ADD_ITEM, bulletin=draft.id, submission=item.id, form=form, position=last + 1)


def remove(ledger: Ledger, draft: Bulletin, item: Submission) -> None:
    """Take a report out of a draft. Raises `BulletinIssued`, or `UnknownSubmission`."""
    _must_be_draft(draft)
    if all(one.submission.id != item.id for one in draft.items):
        raise UnknownSubmission(ref=item.label)
    ledger.change(
        "delete from bulletin_item where bulletin_id = :bulletin and submission_id = :submission",
        bulletin=draft.id,
        submission=item.id,
    )


def issue(ledger: Ledger, draft: Bulletin, *, level: str, on: date) -> Bulletin:
    """Give a draft the next number of its year and record each item as used at `level`.

    Raises `BulletinIssued`, `BulletinEmpty`, `IssueTooEarly`, or what recording a use raises.
    """
    _must_be_draft(draft)
    if not draft.items:
        raise BulletinEmpty(number=draft.id)
    last = ledger.rows("select max(issued_on) as day from bulletin")[0]["day"]
    if last and on.isoformat() < last:
        raise IssueTooEarly(day=on, last=last)
    row = ledger.rows(_NEXT, year=f"{on.year}-%")[0]
    issued = replace(draft, issued=on, number=row["number"], total=row["total"])
    ledger.update(
        "bulletin",
        draft.id,
        {"issued_on": iso(on), "number": issued.number, "total": issued.total},
    )
    for item in draft.items:
        use = Use(
            ref=f"#{item.submission.id}",
            level=level,
            form=item.form,
            on=on,
            publication=draft.name,
            issue=f"{on.year}-{issued.number}",
        )
        adoption_store.add(ledger, use, bulletin=draft.id)
    return issued


def _wanted(known: Iterable[Bulletin], number: int) -> Bulletin:
    for one in known:
        if one.id == number:
            return one
    raise UnknownBulletin(number=number)


def _only_draft(known: Iterable[Bulletin]) -> Bulletin:
    drafts = [one for one in known if one.issued is None]
    if not drafts:
        raise NoDraft
    if len(drafts) > 1:
        raise SeveralDrafts(drafts=[one.id for one in drafts])
    return drafts[0]


def _items(ledger: Ledger, number: int) -> list[BulletinItem]:
    items = []
    for row in ledger.rows(_ITEMS, bulletin=number):
        report = submission_store.submission(ledger, f"#{row['submission_id']}")
        pictures = submission_store.attachments(ledger, report)
        items.append(BulletinItem(report, row["form"], row["position"], pictures))
    return items


def _must_be_draft(known: Bulletin) -> None:
    if known.issued:
        raise BulletinIssued(number=known.number, day=known.issued)

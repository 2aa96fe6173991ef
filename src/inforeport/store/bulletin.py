"""Issues of the office's bulletin: drafts that are filled, then issued under the next number."""

from collections.abc import Iterable
from datetime import date
from sqlite3 import Row

from msgspec.structs import replace

from inforeport.errors import (
    BulletinEmpty,
    BulletinIssued,
    BulletinNotIssued,
    BulletinWithdrawn,
    IssueTooEarly,
    NoDraft,
    NotInBulletin,
    SeveralDrafts,
    UnknownBulletin,
    WithdrawnSubmission,
)
from inforeport.model import Bulletin, BulletinItem, Submission, Use
from inforeport.store import adoption as adoption_store
from inforeport.store import submission as submission_store
from inforeport.store._row import day, iso
from inforeport.store.ledger import Ledger

_ALL = """
select id, name, created_on, ifnull(issued_on, extra_on) as day,
  ifnull(number, extra_number) as number, total, extra, note, copies, also, editor, checker,
  signer, withdrawn, withdrawn_on
from bulletin
order by day is null, day, extra, number, id
"""

_ITEMS = """
select bulletin_id, submission_id, form, position, title, body, note
from bulletin_item
where bulletin_id = :bulletin
order by position
"""

_ADD_ITEM = """
insert into bulletin_item (bulletin_id, submission_id, form, position)
select :bulletin, :submission, :form, ifnull(max(position), 0) + 1
from bulletin_item
where bulletin_id = :bulletin
on conflict do update set form = excluded.form
"""

_EDIT_ITEM = """
update bulletin_item
set form = :form, position = :position, title = :title, body = :body, note = :note
where bulletin_id = :bulletin and submission_id = :submission
"""

_NEXT = """
select
  max(issued_on) as last,
  ifnull(max(number) filter (where issued_on like :year), 0) + 1 as number,
  ifnull(max(total), 0) + 1 as total
from bulletin
"""

_NEXT_EXTRA = """
select
  max(extra_on) as last,
  ifnull(max(extra_number) filter (where extra_on like :year), 0) + 1 as number,
  null as total
from bulletin
"""

# What went out was printed so, whatever becomes of the report later.
_KEEP_AS_PRINTED = """
update bulletin_item
set title = ifnull(bulletin_item.title, submission.title),
  body = coalesce(bulletin_item.body, submission.body, '')
from submission
where submission.id = submission_id and bulletin_id = :bulletin
"""

_TOLD = ("note", "copies", "also", "editor", "checker", "signer")


def bulletins(ledger: Ledger) -> tuple[Bulletin, ...]:
    """All issues, the issued in the order of their days, then the drafts; without their items."""
    return tuple(map(_record, ledger.rows(_ALL)))


def bulletin(ledger: Ledger, wanted: int | None) -> Bulletin:
    """The issue of that number in the file, or the only draft, with its items and pictures.

    Raises `UnknownBulletin`, `NoDraft` or `SeveralDrafts`.
    """
    every = bulletins(ledger)
    meant = _only_draft(every) if wanted is None else _wanted(every, wanted)
    return replace(meant, items=tuple(_items(ledger, meant.id)))


def new(ledger: Ledger, name: str, today: date, *, extra: bool = False) -> Bulletin:
    """A draft with nothing in it; `extra` for one of the series of extra issues."""
    number = ledger.change(
        "insert into bulletin (name, created_on, extra) values (:name, :created, :extra)",
        name=name,
        created=iso(today),
        extra=extra,
    )
    return Bulletin(number, name, today, extra=extra)


def add(ledger: Ledger, draft: Bulletin, item: Submission, form: str) -> None:
    """Choose a report for a draft, whole or brief; chosen again it changes its form only.

    Raises `BulletinIssued`, or `WithdrawnSubmission`.
    """
    _must_be_draft(draft)
    if item.withdrawn:
        raise WithdrawnSubmission(ref=item.number)
    ledger.change(_ADD_ITEM, bulletin=draft.id, submission=item.id, form=form)


def remove(ledger: Ledger, draft: Bulletin, item: Submission) -> None:
    """Take a report out of a draft. Raises `BulletinIssued`, or `NotInBulletin`."""
    _must_be_draft(draft)
    item_of(draft, item)
    ledger.change(
        "delete from bulletin_item where bulletin_id = :bulletin and submission_id = :submission",
        bulletin=draft.id,
        submission=item.id,
    )


def item_of(bulletin: Bulletin, report: Submission) -> BulletinItem:
    """A report as an issue holds it; raises `NotInBulletin` where it does not."""
    for item in bulletin.items:
        if item.submission.id == report.id:
            return item
    raise NotInBulletin(ref=report.number, number=bulletin.id)


def edit(ledger: Ledger, draft: Bulletin, changed: Bulletin) -> None:
    """Write what a draft says beside its items. Raises `BulletinIssued`."""
    _must_be_draft(draft)
    ledger.update("bulletin", draft.id, {key: getattr(changed, key) for key in _TOLD})


def edit_item(ledger: Ledger, draft: Bulletin, changed: BulletinItem) -> None:
    """Write how a draft prints one report; its position moves the others. Raises `BulletinIssued`.

    A position beyond the last is the last.
    """
    _must_be_draft(draft)
    items = [item for item in draft.items if item.submission.id != changed.submission.id]
    items.insert(changed.position - 1, changed)
    placed = [replace(item, position=position) for position, item in enumerate(items, 1)]
    for item in placed:
        if item not in draft.items:
            ledger.change(
                _EDIT_ITEM,
                bulletin=draft.id,
                submission=item.submission.id,
                form=item.form,
                position=item.position,
                title=item.title,
                body=item.text,
                note=item.note,
            )


def issue(ledger: Ledger, draft: Bulletin, *, level: str, on: date) -> Bulletin:
    """Give a draft the next number of its series and record each item as used at `level`.

    From then on its items stay as they are printed now. Raises `BulletinIssued`, `BulletinEmpty`,
    `IssueTooEarly`, or what recording a use raises.
    """
    _must_be_draft(draft)
    if not draft.items:
        raise BulletinEmpty(number=draft.id)
    row = ledger.rows(_NEXT_EXTRA if draft.extra else _NEXT, year=f"{on.year}-%")[0]
    if row["last"] and on.isoformat() < row["last"]:
        raise IssueTooEarly(day=on, last=row["last"])
    issued = replace(draft, issued=on, number=row["number"], total=row["total"])
    ledger.update("bulletin", draft.id, _numbers(issued))
    ledger.change(_KEEP_AS_PRINTED, bulletin=draft.id)
    for item in draft.items:
        use = Use(
            ref=f"#{item.submission.id}",
            level=level,
            form=item.form,
            on=on,
            publication=draft.name,
            issue=f"{on.year}-{'增刊' if draft.extra else ''}{issued.number}",
        )
        adoption_store.add(ledger, use, bulletin=draft.id)
    return issued


def withdraw(ledger: Ledger, bulletin: Bulletin, reason: str, on: date) -> None:
    """Take an issue back: its uses go, its number stays taken.

    Raises `BulletinNotIssued`, or `BulletinWithdrawn` where it was taken back before.
    """
    if bulletin.issued is None:
        raise BulletinNotIssued(number=bulletin.id)
    if bulletin.withdrawn:
        raise BulletinWithdrawn(number=bulletin.number, day=bulletin.withdrawn_on)
    ledger.change("delete from adoption where bulletin_id = :bulletin", bulletin=bulletin.id)
    ledger.update("bulletin", bulletin.id, {"withdrawn": reason, "withdrawn_on": iso(on)})


def _numbers(issued: Bulletin) -> dict[str, object]:
    """Day and numbers of an issue, in the columns of its series."""
    if issued.extra:
        return {"extra_on": iso(issued.issued), "extra_number": issued.number}
    return {"issued_on": iso(issued.issued), "number": issued.number, "total": issued.total}


def _wanted(bulletins: Iterable[Bulletin], number: int) -> Bulletin:
    for bulletin in bulletins:
        if bulletin.id == number:
            return bulletin
    raise UnknownBulletin(number=number)


def _only_draft(bulletins: Iterable[Bulletin]) -> Bulletin:
    drafts = [one for one in bulletins if one.issued is None]
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
        item = BulletinItem(
            submission=report,
            form=row["form"],
            position=row["position"],
            pictures=pictures,
            title=row["title"],
            text=row["body"],
            note=row["note"],
        )
        items.append(item)
    return items


def _record(row: Row) -> Bulletin:
    return Bulletin(
        id=row["id"],
        name=row["name"],
        created=date.fromisoformat(row["created_on"]),
        issued=day(row["day"]),
        number=row["number"],
        total=row["total"],
        extra=bool(row["extra"]),
        withdrawn=row["withdrawn"],
        withdrawn_on=day(row["withdrawn_on"]),
        **{key: row[key] for key in _TOLD},
    )


def _must_be_draft(bulletin: Bulletin) -> None:
    if bulletin.issued:
        raise BulletinIssued(number=bulletin.number, day=bulletin.issued)

"""What came in: letters as they came, their pieces, and what heads of lists were taken for.

Whatever of it may hold people's telephones stands in `incoming`, of which the trail tells a hash
with a salt; what a piece was is never changed there, one that is corrected gets a row more.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from inforeport.errors import UnknownEntry
from inforeport.model import Reporter
from inforeport.model.desk import Kept, Reason, Received, State, Words
from inforeport.model.letters import Letter, Piece
from inforeport.store import _contact
from inforeport.store._row import NUMBERS, iso
from inforeport.store.ledger import Ledger
from inforeport.text import fold
from inforeport.words import message

if TYPE_CHECKING:
    from sqlite3 import Row

_INCOMING = "select id from incoming where sha256 = :sha256"

_KEEP = """
insert into incoming (sha256, content, salt, mark)
values (:sha256, :content, :salt, :mark)
"""

_OF_CONTENT = """
select letter.*
from letter
join incoming on incoming.id = incoming_id
where incoming.sha256 = :sha256
"""

_ADD = """
insert into letter (incoming_id, name, kind, came_on, sender, subject, received_at, message_id)
values (:incoming, :name, :kind, :came, :sender, :subject, :received, :message)
"""

_CONTENT = """
select content
from letter
join incoming on incoming.id = incoming_id
where letter.id = :id
"""

_BYTES = "select incoming_id from letter where id = :id"

_ADD_PIECE = """
insert into piece
  (letter_id, place, fact, came_id, words_id, state, fact_id, same_id, code, reason, why)
values (:letter, :place, :fact, :came, :now, :state, :number, :same, :code, :reason, :why)
"""

_PIECES = """
select piece.*, letter.name, letter.kind, letter.came_on, letter.sender, letter.subject,
  incoming.content as words, ifnull(submission.ref, '#' || submission.id) as label,
  unit.name as unit
from piece
join letter on letter.id = letter_id
join incoming on incoming.id = words_id
left join submission on fact = 'submission' and submission.id = fact_id
left join unit on unit.id = submission.unit_id
where {asked}
order by piece.id
"""

_ASKED = {
    "piece": "piece.id = :piece",
    "letter": "letter_id = :letter",
    "came": "came_id = :came",
    "state": "state = :state",
    "fact": "fact = :fact",
    "start": "came_on >= :start",
    "end": "came_on < :end",
}
"""By what pieces are asked for."""

_FORGET = """
update incoming
set sha256 = null, content = null, salt = null, mark = null
where id = :id
"""

_OF_MESSAGE = {"sender", "sent", "received", "named"}
"""What a message tells of each report in it."""

_WITH_MAILBOX = """
select incoming_id
from letter
join incoming on incoming.id = incoming_id
where letter.kind = 'mail' and instr(content, cast(:mailbox as blob)) > 0
union
select value
from piece
join letter on letter.id = letter_id
join incoming on incoming.id = incoming_id,
  json_each(json_array(came_id, words_id))
where letter.kind = 'mail' and instr(content, cast(:mailbox as blob)) > 0
"""
"""What came in with messages in which a mailbox stands, and the words of their pieces."""

_LEARNT = "select shape, head, key from learnt_head order by shape, head"

_LEARN = """
insert into learnt_head (shape, head, key)
values (:shape, :head, :key)
on conflict (shape, head) do update set key = excluded.key
"""


def came_before(ledger: Ledger, content: bytes) -> Received | None:
    """The letter that these bytes are, if they came in before."""
    row = ledger.row(_OF_CONTENT, sha256=_digest(content))
    return _letter(row, row["id"]) if row else None


def add(ledger: Ledger, letter: Letter, came: date) -> Received:
    """A letter as put on file, with its bytes."""
    number = ledger.change(
        _ADD,
        incoming=_keep(ledger, _digest(letter.content), letter.content),
        name=letter.name,
        kind=letter.kind,
        came=iso(came),
        sender=_called(letter.sender),
        subject=letter.subject,
        received=letter.received.isoformat() if letter.received else None,
        message=letter.message_id,
    )
    told = {"sender": _called(letter.sender), "subject": letter.subject}
    return Received(name=letter.name, kind=letter.kind, came=came, id=number, **told)


def _called(sender: str | None) -> str | None:
    """What a sender calls himself: his mailbox stands beside the trail, with what he wrote."""
    name, _, address = (sender or "").rpartition("<")
    return name.strip() or address.rpartition("@")[2].strip("> ") or None


def content(ledger: Ledger, letter: Received) -> bytes | None:
    """The bytes of a letter as they came; none where they were forgotten."""
    ((kept,),) = ledger.tuples(_CONTENT, id=letter.id)
    return bytes(kept) if kept is not None else None


def keep_words(ledger: Ledger, of: Received, piece: Piece, words: Words) -> int:
    """The number of what a piece said when it came; the same in other width is kept once.

    One that could not be read says nothing, and is like no other. When a message with the same
    text was sent, and came, makes no difference.
    """
    of_message = _OF_MESSAGE if "sender" in words.cells else set()
    says = {key: cell for key, cell in words.cells.items() if key not in of_message}
    if not says:
        words_kept: object = [of.id, piece.place]
    elif of_message and says.get("text"):
        says["sender"] = words.cells["sender"]
        words_kept = _told_by(piece.fact, replace(words, cells=says))
    else:
        words_kept = _told_by(piece.fact, words)
    digest = _digest(msgspec.json.encode(words_kept))
    return _keep(ledger, digest, msgspec.json.encode(words))


def keep_corrected(ledger: Ledger, words: Words) -> int:
    """The number of what a piece says since somebody corrected it."""
    content = msgspec.json.encode(words)
    return _keep(ledger, _digest(content), content)


def add_piece(ledger: Ledger, piece: Kept) -> int:
    """The number of a piece as put on file."""
    columns = {name: getattr(piece, name) for name in ("place", "fact", "came", "now", "state")}
    columns |= {name: getattr(piece, name) for name in ("number", "same", "code", "why")}
    reason = _encoded(piece.reason)
    return ledger.change(_ADD_PIECE, letter=piece.letter.id, reason=reason, **columns)


def settle(ledger: Ledger, piece: Kept) -> None:
    """Write what has become of a piece, and what it says now."""
    ledger.update(
        "piece",
        piece.id,
        {
            "came_id": piece.came,
            "words_id": piece.now,
            "state": piece.state,
            "fact_id": piece.number,
            "same_id": piece.same,
            "code": piece.code,
            "reason": _encoded(piece.reason),
            "why": piece.why,
        },
    )


def pieces(
    ledger: Ledger,
    *,
    letter: Received | None = None,
    state: State | None = None,
    came: tuple[date, date] | None = None,
) -> list[Kept]:
    """The pieces of a letter, of a state, of letters that came from a day until before another."""
    start, end = came or (None, None)
    asked = {"letter": letter.id if letter else None, "state": state}
    return _pieces(ledger, **asked, start=iso(start), end=iso(end))


def piece(ledger: Ledger, number: int) -> Kept:
    """The piece of that number; raises `UnknownEntry`."""
    kept = _pieces(ledger, piece=number) if 0 <= number < NUMBERS else []
    if not kept:
        raise UnknownEntry(what=message("piece"), noun="intake", number=number)
    return kept[0]


def said_before(ledger: Ledger, came: int) -> list[Kept]:
    """The pieces that came with the same words."""
    return _pieces(ledger, came=came)


def learnt(ledger: Ledger) -> dict[str, dict[str, str]]:
    """What the heads of lists were taken for: by the shape of a list, the key of each head."""
    shapes: dict[str, dict[str, str]] = {}
    for shape, head, key in ledger.tuples(_LEARNT):
        shapes.setdefault(shape, {})[head] = key
    return shapes


def learn(ledger: Ledger, shape: str, columns: Mapping[str, str]) -> None:
    """Keep what the heads of a list of that shape mean."""
    rows = [{"shape": shape, "head": head, "key": key} for head, key in columns.items()]
    ledger.change_many(_LEARN, rows)


def forget(ledger: Ledger, reporter: Reporter) -> None:
    """Empty what came in of a reporter: his pieces, and the letters that they are of, whole.

    Of messages, those in which his mailbox stands.
    """
    for mailbox in {reporter.email, (reporter.email or "").lower()} - {None, ""}:
        for (number,) in ledger.tuples(_WITH_MAILBOX, mailbox=mailbox):
            ledger.change(_FORGET, id=number)
    for kept in _pieces(ledger, fact="reporter"):
        if kept.number == reporter.id or (kept.number is None and _names(kept, reporter)):
            ((whole,),) = ledger.tuples(_BYTES, id=kept.letter.id)
            for number in {kept.came, kept.now, whole}:
                ledger.change(_FORGET, id=number)


def _names(kept: Kept, reporter: Reporter) -> bool:
    return fold(kept.words.cells.get("name", "")) == fold(reporter.name)


def _keep(ledger: Ledger, digest: str, content: bytes) -> int:
    there = ledger.row(_INCOMING, sha256=digest)
    if there:
        return int(there["id"])
    salt, mark = _contact.reach([_digest(content)])
    return ledger.change(_KEEP, sha256=digest, content=content, salt=salt, mark=mark)


def _told_by(fact: str, words: Words) -> list[object]:
    """By what words are known when they come again: width, spaces and case do not count."""
    pictures, doubts = [one.sha256 for one in words.pictures], [one.code for one in words.doubts]
    return [fact, _folded(words.cells), [_folded(use) for use in words.uses], pictures, doubts]


def _folded(cells: Mapping[str, str]) -> Sequence[tuple[str, str]]:
    return sorted((key, fold(cell)) for key, cell in cells.items())


def _encoded(reason: Reason | None) -> str | None:
    return msgspec.json.encode(reason).decode() if reason else None


def _pieces(ledger: Ledger, **asked: object) -> list[Kept]:
    named = {name: value for name, value in asked.items() if value is not None}
    conditions = [_ASKED[name] for name in named] or ["1"]
    sql = _PIECES.format(asked="\n  and ".join(conditions))
    return [_kept(row) for row in ledger.rows(sql, **named)]


def _letter(row: "Row", number: int) -> Received:
    return Received(
        name=row["name"],
        kind=row["kind"],
        came=date.fromisoformat(row["came_on"]),
        sender=row["sender"],
        subject=row["subject"],
        id=number,
    )


def _kept(row: "Row") -> Kept:
    return Kept(
        letter=_letter(row, row["letter_id"]),
        place=row["place"],
        fact=row["fact"],
        state=row["state"],
        came=row["came_id"],
        now=row["words_id"],
        number=row["fact_id"],
        label=row["label"],
        unit=row["unit"],
        same=row["same_id"],
        code=row["code"],
        reason=msgspec.json.decode(row["reason"], type=Reason) if row["reason"] else None,
        why=row["why"],
        words=msgspec.json.decode(row["words"], type=Words) if row["words"] else Words(),
        id=row["id"],
    )


def _digest(content: bytes) -> str:
    from hashlib import sha256  # it loads OpenSSL, and few commands have to do with letters

    return sha256(content).hexdigest()

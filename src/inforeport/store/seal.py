"""Sealed periods: what was printed of them, by what, and whether they were opened again."""

from datetime import date, timedelta
from sqlite3 import Row

import msgspec

from inforeport.fields import PERIOD_FACTS
from inforeport.model import Seal, StoredScheme, Witness
from inforeport.period import Period
from inforeport.store import original
from inforeport.store._row import day, iso
from inforeport.store.ledger import Ledger

_PRINTED = ("result", "counts", "rewards", "stationery", "facts")

_LIST = """
select id, period, since, until, closed_at, printed_on, reopened_on, reason, counts_on, office,
  version, fingerprint, command, command_sha256
from seal
order by since, until, id
"""

_ONE = """
select *
from seal
where id = :number
"""

_LAST = """
select id
from seal
where since = :since and until = :until and (reopened_on is null or not :standing)
order by id desc
limit 1
"""

_ADD = """
insert into seal
  (period, since, until, closed_at, printed_on, counts_on, office, version, fingerprint, units,
  newest, schemes, stationery, rewards, counts, result, facts, command, command_sha256)
values
  (:period, :since, :until, :closed_at, :printed_on, :counts_on, :office, :version, :fingerprint,
  :units, :newest, :schemes, :stationery, :rewards, :counts, :result, :facts, :command,
  :command_sha256)
"""

_NEWEST = "\nunion all ".join(
    f"select '{fact.table}' as noun, max(id) as number from {fact.table}"  # noqa: S608  our own
    for fact in PERIOD_FACTS
)


def seals(ledger: Ledger) -> tuple[Seal, ...]:
    """All seals there ever were, in order of their periods; without what was printed."""
    return tuple(_record(row) for row in ledger.rows(_LIST))


def standing(ledger: Ledger, period: Period) -> Seal | None:
    """The seal of just that period, whole, if it is sealed."""
    return _last(ledger, period, standing=True)


def latest(ledger: Ledger, period: Period) -> Seal | None:
    """The newest seal of just that period, whole, also where it was opened again."""
    return _last(ledger, period, standing=False)


def whole(ledger: Ledger, known: Seal) -> Seal:
    """The same seal with what was printed."""
    (row,) = ledger.rows(_ONE, number=known.id)
    return _filled(ledger, _record(row), row)


def add(ledger: Ledger, new: Seal, *, counts_on: str) -> None:
    """Seal a period. `counts_on` says on which day a use counts: its own or its report's."""
    ledger.change(
        _ADD,
        period=new.period.name,
        since=iso(new.period.start),
        until=iso(new.period.last),
        closed_at=new.closed,
        printed_on=iso(new.day),
        counts_on=counts_on,
        office=new.office,
        version=new.version,
        fingerprint=new.fingerprint,
        command=new.log.number if new.log else None,
        command_sha256=new.log.sha256 if new.log else None,
        **{name: original.keep(ledger, part) for name, part in _parts(ledger, new).items()},
    )


def _parts(ledger: Ledger, new: Seal) -> dict[str, bytes]:
    """What is kept of a seal as contents, by the columns that refer to them."""
    return {
        "units": msgspec.json.encode(new.units),
        "newest": msgspec.json.encode(_newest(ledger)),
        "schemes": msgspec.json.encode(new.schemes),
        **{name: getattr(new, name) for name in _PRINTED},
    }


def reopen(ledger: Ledger, known: Seal, on: date, reason: str) -> None:
    """Open a sealed period again; its seal stays on file and says so."""
    ledger.update("seal", known.id, {"reopened_on": iso(on), "reason": reason})


def _newest(ledger: Ledger) -> dict[str, int]:
    """The highest number in each table of facts."""
    return {row["noun"]: row["number"] or 0 for row in ledger.rows(_NEWEST)}


def _last(ledger: Ledger, period: Period, *, standing: bool) -> Seal | None:
    days = {"since": iso(period.start), "until": iso(period.last)}
    found = ledger.row(_LAST, **days, standing=standing)
    return whole(ledger, _record(ledger.rows(_ONE, number=found["id"])[0])) if found else None


def _record(row: Row) -> Seal:
    start, last = date.fromisoformat(row["since"]), date.fromisoformat(row["until"])
    return Seal(
        period=Period(start, last + timedelta(days=1), row["period"]),
        day=date.fromisoformat(row["printed_on"]),
        closed=row["closed_at"],
        office=row["office"],
        version=row["version"],
        fingerprint=row["fingerprint"],
        log=Witness(row["command"], row["command_sha256"]) if row["command"] else None,
        reopened=day(row["reopened_on"]),
        reason=row["reason"],
        id=row["id"],
    )


def _filled(ledger: Ledger, known: Seal, row: Row) -> Seal:
    units, newest, schemes = (
        original.content(ledger, row[name]) for name in ("units", "newest", "schemes")
    )
    return msgspec.structs.replace(
        known,
        units=msgspec.json.decode(units, type=dict[int, str]),
        newest=msgspec.json.decode(newest, type=dict[str, int]),
        schemes=msgspec.json.decode(schemes, type=tuple[StoredScheme, ...]),
        **{name: original.content(ledger, row[name]) for name in _PRINTED},
    )

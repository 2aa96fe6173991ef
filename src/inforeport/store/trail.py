"""The trail of the file: which command changed what, and one command back.

What a command changed is taken back row by row, from what the trail says was there before. Only
the last command that stands can be: an earlier one may be what later ones rest on.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from sqlite3 import Row

import msgspec
from msgspec.structs import replace

from inforeport.errors import LastingCommand, NotTheLast, TakenBack, TakingBackStays, UnknownCommand
from inforeport.model import Change, Command, Submission, Touched, Unit
from inforeport.store import _tables
from inforeport.store._row import NUMBERS
from inforeport.store.ledger import Ledger, damaged

_UNIT, _REPORT = (
    f"substr({{row}}, nullif(instr({{row}}, '\"{key}\":'), 0) + {len(key) + 3})"
    for key in ("unit_id", "submission_id")
)
"""SQL for what stands behind a key of a row as the trail tells it, nothing where it has none: the
sign that stands before a quote in every text tells keys from texts."""

_LEFT = "ifnull(after, before)"

OF_UNIT = f"""cast(case table_name
  when 'unit' then substr(key, 7)
  else {_UNIT.format(row=_LEFT)} end as integer)"""
WAS_OF_UNIT = f"cast({_UNIT.format(row='before')} as integer)"
OF_REPORT = f"""cast(case table_name
  when 'submission' then '-' || substr(key, 7)
  else {_REPORT.format(row=_LEFT)} end as integer)"""
"""SQL for whose a change is: of which unit, of which before, and on which report; the number of a
report's own row is negative. Casts as a whole, so that an index of numbers finds them."""

_ABOUT_UNIT = f"""
select command_id
from change
where {OF_UNIT} = :unit
union all
select command_id
from change
where before is not null and {WAS_OF_UNIT} = :unit
union all
select command_id
from change
where {OF_REPORT} in (
  select id
  from submission
  where unit_id = :unit
)
"""  # noqa: S608  our own names

_ABOUT_REPORT = f"""
select command_id
from change
where {OF_REPORT} in (:report, -:report)
"""  # noqa: S608

_SELECT = "select id, at, who, text, undoes, lasting from command"

_COMMANDS = f"""{_SELECT}
where (:start is null or at >= :start) and (:end is null or at < :end){{about}}
order by id desc
limit :last
"""

_COMMAND = f"{_SELECT} where id = :number"

_TOUCHED = """
select command_id, table_name,
  sum(before is null) as added, sum(before is not null and after is not null) as changed,
  sum(after is null) as removed
from json_each(:numbers)
join change on command_id = value
where table_name not in ('contact', 'incoming', 'original', 'outgoing_address')
  or exists (select 1 from command where id = command_id and text = '')
group by command_id, table_name
order by min(change.id)
"""

_CHANGES = """
select table_name, key, before, after
from change
where command_id = :number
  and (
    table_name not in ('contact', 'incoming', 'original', 'outgoing_address')
    or exists (select 1 from command where id = command_id and text = '')
  )
order by id
"""
"""What the trail tells by a hash alone is nobody's business but of what another program did."""

_LAST = "select max(id) from command"

_UNDOES = "select max(undoes) from command where id = :number"

_UNDONE_BY = "select max(id) from command where undoes = :number"


def commands(
    ledger: Ledger,
    span: tuple[datetime | None, datetime | None] = (None, None),
    *,
    unit: Unit | None = None,
    report: Submission | None = None,
    last: int | None = None,
) -> list[Command]:
    """The commands that changed the file, in order.

    Of a span of moments, with its start and without its end; those that changed something of a
    unit or of a report; of these the `last` so many.
    """
    start, end = (one.astimezone(UTC).isoformat() if one else None for one in span)
    sql = _COMMANDS.format(about=_about(unit, report))
    about = {"unit": unit.id if unit else None, "report": report.id if report else None}
    most = -1 if last is None else last
    return _read(ledger, ledger.rows(sql, start=start, end=end, last=most, **about))


def command(ledger: Ledger, number: int) -> Command:
    """The command of that number; raises `UnknownCommand`."""
    rows = ledger.rows(_COMMAND, number=number) if 0 <= number < NUMBERS else []
    if not rows:
        raise UnknownCommand(number=number)
    return _read(ledger, rows)[0]


def changes(ledger: Ledger, number: int) -> list[Change]:
    """Every row that a command changed, in the order in which it did. Raises `DatabaseDamaged`."""
    with _legible(ledger):
        return [
            Change(
                table=row["table_name"],
                key=_tables.decoded(row["key"]),
                before=_row(row["before"]),
                after=_row(row["after"]),
            )
            for row in ledger.rows(_CHANGES, number=number)
        ]


def to_take_back(ledger: Ledger, number: int | None = None) -> Command:
    """The command of that number, or the last, where it may be taken back now.

    That is the last of all, also where it took another back, or the last that stands. Raises
    `UnknownCommand`, `TakenBack`, `TakingBackStays`, `NotTheLast` or `LastingCommand`.
    """
    [(last,)] = ledger.tuples(_LAST)
    wanted = command(ledger, last if number is None else number)
    standing = _last_standing(ledger, last)
    if wanted.number not in {last, standing}:
        by = _undone_by(ledger, wanted.number)
        if by and (wanted.undoes or not _stands(ledger, wanted.number)):
            raise TakenBack(number=wanted.number, by=by)
        if wanted.undoes:
            raise TakingBackStays(number=wanted.number, taken=wanted.undoes)
        raise NotTheLast(number=wanted.number, last=standing)
    if wanted.lasting:
        raise LastingCommand(number=wanted.number, text=wanted.text)
    return wanted


def take_back(ledger: Ledger, wanted: Command) -> None:
    """Make every row that a command changed what it was before, the last change first.

    Raises `DatabaseDamaged` where that cannot be read any more.
    """
    to_take_back(ledger, wanted.number)  # another program may have written meanwhile
    ledger.change("pragma defer_foreign_keys = on")
    tables = {one.name: one for one in _tables.tables(ledger)}
    rows = reversed(ledger.tuples(_CHANGES, number=wanted.number))
    told = (row for row in rows if row[0] not in _tables.UNTOLD)  # it cannot bring back a hash
    with _legible(ledger):
        back = [_back(tables[name], *row) for name, *row in told]
    for sql, alike in groupby(back, key=itemgetter(0)):
        ledger.change_many(sql, [values for _, values in alike])


def _back(
    table: _tables.Table, key: str, before: str | None, after: str | None
) -> tuple[str, Mapping[str, object]]:
    """SQL that makes a row what it was before a change, with its values."""
    if before is None:
        return table.delete(), _tables.decoded(key)
    return table.update() if after else table.insert(), table.values(before)


def _last_standing(ledger: Ledger, number: int) -> int:
    """The last command that stood after that number: what took one back leaves those before it.

    To take a taking back back makes a command stand again.
    """
    while True:
        stands, of = True, number
        while undoes := ledger.tuples(_UNDOES, number=of)[0][0]:
            stands, of = not stands, undoes
        if stands:
            return of
        number = of - 1


def _undone_by(ledger: Ledger, number: int) -> int | None:
    """The last command that took this one back."""
    by: int | None = ledger.tuples(_UNDONE_BY, number=number)[0][0]
    return by


def _stands(ledger: Ledger, number: int) -> bool:
    """Whether a command was not taken back, or what took it back was."""
    stands = True
    while by := _undone_by(ledger, number):
        stands, number = not stands, by
    return stands


def _about(unit: Unit | None, report: Submission | None) -> str:
    """SQL for the commands that changed something of a unit or of a report."""
    every = [_ABOUT_UNIT] * bool(unit) + [_ABOUT_REPORT] * bool(report)
    return f" and id in ({'union all'.join(every)})" if every else ""


def _read(ledger: Ledger, rows: Iterable[Row]) -> list[Command]:
    """The commands of these rows, the newest first, with what each touched; in order."""
    by_number = {row["id"]: _command(row) for row in reversed([*rows])}
    numbers = msgspec.json.encode([*by_number]).decode()
    for row in ledger.rows(_TOUCHED, numbers=numbers):
        command_ = by_number[row["command_id"]]
        touched = Touched(
            table=row["table_name"],
            added=row["added"],
            changed=row["changed"],
            removed=row["removed"],
        )
        by_number[command_.number] = replace(command_, touched=(*command_.touched, touched))
    return [*by_number.values()]


def _command(row: Row) -> Command:
    return Command(
        number=row["id"],
        at=datetime.fromisoformat(row["at"]),
        who=row["who"],
        text=row["text"],
        undoes=row["undoes"],
        lasting=bool(row["lasting"]),
    )


@contextmanager
def _legible(ledger: Ledger) -> Iterator[None]:
    """A row that cannot be read any more is damage; `check` tells where."""
    try:
        yield
    except ValueError:
        raise damaged(ledger.path) from None


def _row(told: str | None) -> _tables.Row | None:
    return _tables.decoded(told) if told else None

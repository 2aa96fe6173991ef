"""The trail of the file: which command changed what, and one command back.

What a command changed is taken back row by row, from what the trail says was there before. Only
the last command that stands can be: an earlier one may be what later ones rest on.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from sqlite3 import Row

import msgspec
from msgspec.structs import replace

from inforeport.errors import LastingCommand, NotTheLast, TakenBack, UnknownCommand
from inforeport.model import Change, Command, Submission, Touched, Unit
from inforeport.store import _tables
from inforeport.store._row import NUMBERS
from inforeport.store.ledger import Ledger, damaged

_COMMANDS = """
select id, at, who, text, undoes, lasting
from command
where (:number is null or id = :number)
  and (:start is null or at >= :start) and (:end is null or at < :end)
  and (:unit is null and :report is null or id in (
    select command_id
    from change
    where case when json_valid(ifnull(after, before)) and json_valid(ifnull(before, after)) then
      :unit = case table_name
        when 'unit' then json_extract(key, '$.id')
        else json_extract(ifnull(after, before), '$.unit_id') end
      or :unit = json_extract(before, '$.unit_id')
      or json_extract(ifnull(after, before), '$.submission_id') in (
        select id from submission where unit_id = :unit
      )
      or :report = case table_name
        when 'submission' then json_extract(key, '$.id')
        else json_extract(ifnull(after, before), '$.submission_id') end
    end
  ))
order by id desc
limit :last
"""

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

_ORDER = "select id, undoes, lasting from command order by id"


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
    about = {"unit": unit.id if unit else None, "report": report.id if report else None}
    return _commands(ledger, start=start, end=end, last=-1 if last is None else last, **about)


def command(ledger: Ledger, number: int) -> Command:
    """The command of that number; raises `UnknownCommand`."""
    commands_ = _commands(ledger, number=number) if 0 <= number < NUMBERS else []
    if not commands_:
        raise UnknownCommand(number=number)
    return commands_[0]


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
    `UnknownCommand`, `TakenBack`, `NotTheLast` or `LastingCommand`.
    """
    order = ledger.tuples(_ORDER)
    last = order[-1][0]
    wanted = command(ledger, last if number is None else number)
    standing = _standing((one, undoes) for one, undoes, _ in order)
    if wanted.number not in {last, standing[-1]}:
        by = [one for one, undoes, _ in order if undoes == wanted.number]
        if by and wanted.number not in standing:
            raise TakenBack(number=wanted.number, by=by[-1])
        raise NotTheLast(number=wanted.number, last=standing[-1])
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
    for name, key, before, after in reversed(ledger.tuples(_CHANGES, number=wanted.number)):
        if name in _tables.UNTOLD:  # what the trail does not tell, it cannot bring back
            continue
        table = tables[name]
        with _legible(ledger):
            row = _tables.decoded(key) if before is None else table.values(before)
        if before is None:
            ledger.change(table.delete(), **row)
        else:
            ledger.change(table.update() if after else table.insert(), **row)


def _standing(order: Iterable[tuple[int, int | None]]) -> list[int]:
    """The commands that stand, in order: to take back a taking back makes it stand again."""
    stack: list[int] = []
    means: dict[int, tuple[int, bool]] = {}
    for number, undoes in order:
        of, stands = (number, False) if undoes is None else means[undoes]
        means[number] = (of, not stands)
        if stands:
            stack.remove(of)
        else:
            stack.append(of)
    return stack


def _commands(ledger: Ledger, **asked: object) -> list[Command]:
    anything = {"number": None, "start": None, "end": None, "unit": None, "report": None}
    rows = ledger.rows(_COMMANDS, **{**anything, "last": -1, **asked})
    by_number = {row["id"]: _command(row) for row in reversed(rows)}
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

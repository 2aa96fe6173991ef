"""A folder with the facts of many offices as Parquet: what lies where in it, and how it is read.

A folder for each table, in it a file for each share of a hundred offices. All files say in their
metadata which schema they are of and what was written together with them.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from inforeport.errors import DatabaseNewer, FactsBad, FactsOlder, NoLedgers
from inforeport.model.rollup import Filed
from inforeport.rollup.parquet import check_there
from inforeport.store.columns import Rows, ledger_of, tables
from inforeport.store.ledger import SCHEMA, Ledger
from inforeport.words import message

MARK = b"inforeport"
"""The key of what a file says of itself."""

OFFICE, LEDGER = "office", "ledger"
"""Whose a row is, in each table; and where its ledger lay, in that of the offices."""

Columns = Mapping[str, str]


class Mark(Struct, frozen=True, kw_only=True):
    """What a file says of itself: `written` is the sha256 of all that was written with it."""

    schema: int
    share: int
    shares: int
    written: str


def place(folder: Path, table: str, share: int) -> Path:
    """Where a table of a share stands."""
    return folder / table / f"{share}.parquet"


def columns(table: str) -> Columns:
    """The columns of a table in the files, and the kind of each, those of all tables first."""
    own = {of_ledger(table, name): kind for name, kind in tables()[table].items()}
    return {OFFICE: "text", **({LEDGER: "text"} if table == OFFICE else {}), **own}


def of_ledger(table: str, name: str) -> str:
    """What a column of the ledger is called in the files."""
    return f"{table}_{name}" if name == OFFICE else name


def is_facts(folder: Path) -> bool:
    """Whether a folder holds facts of offices."""
    return any((folder / OFFICE).glob("*.parquet"))


def shares(folder: Path) -> range:
    """The shares that a folder should hold, as the files say that are there.

    Raises `NoLedgers` where it holds none, and `EngineMissing`.
    """
    check_there()
    if not is_facts(folder):
        raise NoLedgers(path=folder)
    numbers = {int(path.stem) for path in folder.glob("*/*.parquet") if path.stem.isdecimal()}
    marks = [_mark_if_whole(place(folder, OFFICE, number)) for number in numbers]
    return range(1, max([*numbers, *(mark.shares for mark in marks if mark)]) + 1)


def filed(folder: Path | str) -> list[Filed]:
    """All offices whose facts lie in a folder, in the order in which they were written.

    Raises what `shares` and `share_of` raise.
    """
    of = Path(folder)
    return [office for share in shares(of) for office in share_of(of, share)]


def share_of(folder: Path, share: int) -> list[Filed]:
    """The offices of a share.

    Raises `FactsBad`, `FactsOlder` or `DatabaseNewer` where a file of it is not as it was written.
    """
    marks = [_mark(place(folder, table, share)) for table in tables()]
    first = _mark_if_whole(place(folder, OFFICE, 1)) or marks[0]
    if {*marks} != {replace(first, share=share)}:
        raise FactsBad(path=folder, why=message("its files were not written together"))
    with _read(place(folder, OFFICE, share)) as file:
        names = file.read([OFFICE])[OFFICE].to_pylist()
    return [Filed(folder, share, name) for name in names]


def ledger(office: Filed) -> Ledger:
    """The ledger of an office, in memory. Raises what `share_of` raises."""
    facts = {table: _rows(office, table) for table in tables()}
    paths = _cells(office, OFFICE, [LEDGER])
    if len(paths) != 1:
        raise FactsBad(path=office.folder, why=message("no office {name}", name=office.office))
    return ledger_of(facts, Path(paths[0][0]), office.folder)


def _rows(office: Filed, table: str) -> Rows:
    return _cells(office, table, [of_ledger(table, name) for name in tables()[table]])


def _cells(office: Filed, table: str, wanted: list[str]) -> Rows:
    """The rows of an office in a table: those groups of rows are read in which it may stand."""
    from pyarrow.compute import equal

    with _read(place(office.folder, table, office.share)) as file:
        groups = [n for n in range(file.num_row_groups) if _may_hold(file, n, office.office)]
        if not groups:
            return []
        read = file.read_row_groups(groups, [OFFICE, *wanted], use_threads=False)
        own = read.filter(equal(read[OFFICE], office.office))
        return [*zip(*(own[name].to_pylist() for name in wanted), strict=True)]


def _may_hold(file: Any, number: int, office: str) -> bool:
    statistics = file.metadata.row_group(number).column(0).statistics
    if statistics is None or not statistics.has_min_max:  # of no rows, of a very long name
        return True
    return bool(statistics.min <= office <= statistics.max)


def _mark_if_whole(path: Path) -> Mark | None:
    """What a file says of itself, if it can be read."""
    try:
        return _mark(path)
    except (FactsBad, FactsOlder, DatabaseNewer):
        return None


def _mark(path: Path) -> Mark:
    """What a file says of itself. Raises what `share_of` raises."""
    with _read(path) as file:
        try:
            mark = msgspec.json.decode((file.metadata.metadata or {})[MARK], type=Mark)
        except (KeyError, msgspec.MsgspecError):
            raise FactsBad(path=path, why=message("it is no file of facts")) from None
    if mark.schema > SCHEMA:
        raise DatabaseNewer(path=path, found=mark.schema, known=SCHEMA)
    if mark.schema < SCHEMA:
        raise FactsOlder(path=path, found=mark.schema, known=SCHEMA)
    return mark


@contextmanager
def _read(path: Path) -> Iterator[Any]:
    """A file of Parquet, whose pages are proved by their checksums. Raises `FactsBad`."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(path, page_checksum_verification=True) as file:
            yield file
    except FileNotFoundError:
        raise FactsBad(path=path, why=message("it is not there")) from None
    except (pa.ArrowException, OSError, KeyError):
        raise FactsBad(path=path, why=message("it is damaged")) from None

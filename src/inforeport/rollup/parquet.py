"""The tables as Parquet, for whatever reads that: written whole or not at all."""

import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from inforeport.errors import EngineMissing, FolderTaken
from inforeport.files.disk import fill, output_errors, settled
from inforeport.files.names import file_stem
from inforeport.model.rollup import Row, Told
from inforeport.period import Period
from inforeport.rollup import tables
from inforeport.rollup.tables import COLUMNS, PLACES

_DIGITS = 28  # of a figure, with its decimals


def check_there() -> None:
    """That there is something to write Parquet with. Raises `EngineMissing`."""
    try:
        import pyarrow.parquet  # noqa: F401  asked for before the work begins
    except ImportError:
        raise EngineMissing(engine="pyarrow", extra="rollup") from None


def place_of(folder: Path, period: Period) -> Path:
    """Where the tables of a period stand: by year and month of its last day, then by its name."""
    last = period.last
    return folder / f"year={last.year}" / f"month={last.month}" / file_stem(period.name)


def check_free(folder: Path, period: Period) -> None:
    """That nothing stands there. Raises `FolderTaken`."""
    if place_of(folder, period).exists():
        raise FolderTaken(path=place_of(folder, period))


def write(answered: Sequence[Told], folder: Path) -> Path:
    """Write a file for each table and say where they are; all have their names, or none.

    Raises `FolderTaken`, and what an output may raise, such as `OutputNoSpace`.
    """
    period = answered[0].period
    place = place_of(folder, period)
    check_free(folder, period)
    with output_errors(folder), _there(folder), made_in(folder) as made:
        for name, rows in _rows(answered).items():
            fill(made / f"{name}.parquet", [_packed(COLUMNS[name], rows)])
        settled(made)
        place.parent.mkdir(parents=True, exist_ok=True)
        made.rename(place)
        settled(place.parent)
    return place


@contextmanager
def made_in(folder: Path) -> Iterator[Path]:
    """A hidden folder in which files are made; it goes with all that is left in it."""
    made = folder / f".{secrets.token_hex(4)}.tmp"
    made.mkdir()
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _rows(answers: Sequence[Told]) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {"offices": [tables.office(one) for one in answers]}
    for name in [*COLUMNS][1:]:
        rows[name] = [row for one in answers for row in one.rows[name]]
    return rows


def _packed(columns: Mapping[str, tables.Kind], rows: Sequence[Row]) -> Any:
    """The bytes of a file of Parquet."""
    import pyarrow as pa
    from pyarrow import parquet

    kinds: Mapping[str, Any] = {
        "text": pa.string(),
        "figure": pa.decimal128(_DIGITS, PLACES),
        "whole": pa.int64(),
        "flag": pa.bool_(),
        "day": pa.date32(),
    }
    schema = pa.schema([(name, kinds[kind]) for name, kind in columns.items()])
    cells = [*zip(*rows, strict=True)] if rows else [()] * len(columns)
    arrays = [pa.array(its, field.type) for its, field in zip(cells, schema, strict=True)]
    out = pa.BufferOutputStream()
    parquet.write_table(pa.table(arrays, schema=schema), out, compression="zstd")
    return out.getvalue()


@contextmanager
def _there(folder: Path) -> Iterator[None]:
    """The folder, which goes again where nothing came into it."""
    folder.mkdir(exist_ok=True)
    was_filled = any(folder.iterdir())
    try:
        yield
    finally:
        if not was_filled:
            with suppress(OSError):  # it holds what was written
                folder.rmdir()

"""The facts of many ledgers written as Parquet, all files or none; `facts` says what lies where."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from inforeport.errors import FolderTaken
from inforeport.files.disk import PRIVATE, fill, output_errors, settled
from inforeport.model.rollup import Taken
from inforeport.office import Office
from inforeport.rollup.facts import MARK, OFFICE, Mark, columns, place
from inforeport.rollup.parquet import made_in
from inforeport.store.columns import rows, tables
from inforeport.store.ledger import SCHEMA

_SHARE = 100  # offices, so that to find one costs the same among however many
_GROUP = 128 * 1024  # bytes of rows, above which no other office begins in a group of rows
_ARROW = {"text": "string", "integer": "int64", "blob": "binary"}


def taken(office: Office) -> Taken:
    """The facts of an office, as they go from the process that read them to the one that writes."""
    name, path = office.profile.name, str(office.ledger.path)
    facts = rows(office.ledger)
    head = {table: (name, path) if table == OFFICE else (name,) for table in facts}
    packed = {table: _packed(table, head[table], its) for table, its in facts.items()}
    return Taken(path=path, office=name, tables=packed)


def check_free(folder: Path) -> None:
    """That nothing stands there. Raises `FolderTaken`."""
    if folder.exists():
        raise FolderTaken(path=folder)


def write(every: Sequence[Taken], folder: Path) -> None:
    """Write a file for each table and each share of the offices; all have their names, or none.

    Raises `FolderTaken`, and what an output may raise, such as `OutputNoSpace`.
    """
    check_free(folder)
    with output_errors(folder), made_in(folder.parent) as made:
        for table in tables():
            (made / table).mkdir()
        for path, content in _files(every, made):
            fill(path, [content], PRIVATE)
        for one in (*map(made.joinpath, tables()), made):
            settled(one)
        made.rename(folder)
        settled(folder.parent)


def _files(every: Sequence[Taken], folder: Path) -> Iterator[tuple[Path, bytes]]:
    parts = [every[start : start + _SHARE] for start in range(0, len(every), _SHARE)]
    mark_of = partial(Mark, schema=SCHEMA, shares=len(parts), written=_digest(every))
    for share, part in enumerate(parts, 1):
        for table in tables():
            yield place(folder, table, share), _content(table, part, mark_of(share=share))


def _digest(every: Sequence[Taken]) -> str:
    digest = sha256()
    for one in every:
        for content in one.tables.values():
            digest.update(content)
    return digest.hexdigest()


def _content(table: str, part: Sequence[Taken], mark: Mark) -> Any:
    """The bytes of a file, which has the rows of an office in as few groups as can be."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    schema = _schema(table).with_metadata({MARK: msgspec.json.encode(mark)})
    out = pa.BufferOutputStream()
    with ParquetWriter(out, schema, compression="zstd", write_page_checksum=True) as writer:
        for group in _groups(pa.ipc.open_stream(one.tables[table]).read_all() for one in part):
            writer.write_table(group.cast(schema))
    return out.getvalue()


def _groups(shares: Iterator[Any]) -> Iterator[Any]:
    """The rows of offices together, until they are enough."""
    import pyarrow as pa

    group: list[Any] = []
    for share in shares:
        if share.num_rows:
            group.append(share)
        if sum(table.nbytes for table in group) >= _GROUP:
            yield pa.concat_tables(group)
            group = []
    if group:
        yield pa.concat_tables(group)


def _packed(table: str, head: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> bytes:
    """The rows of an office in a table, before each what it begins with."""
    import pyarrow as pa

    schema = _schema(table)
    cells = [*zip(*rows, strict=True)] if rows else [()] * (len(schema) - len(head))
    given = [*([word] * len(rows) for word in head), *cells]
    arrays = [pa.array(its, field.type) for its, field in zip(given, schema, strict=True)]
    out = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_stream(out, schema, options=options) as stream:
        stream.write_table(pa.table(arrays, schema=schema))
    packed: bytes = out.getvalue().to_pybytes()
    return packed


def _schema(table: str) -> Any:
    import pyarrow as pa

    kinds: Mapping[str, str] = columns(table)
    return pa.schema([(name, getattr(pa, _ARROW[kind])()) for name, kind in kinds.items()])

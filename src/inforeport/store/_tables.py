"""The tables whose rows leave a trail, and the SQL that is made from their columns.

Nobody lists them: every table there is, and every column, is found in the schema.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from inforeport.store.ledger import Ledger
from inforeport.text import MARK

UNTRAILED = ("command", "change")
"""The trail itself."""

UNTOLD = {
    "contact": ("phone", "mobile", "email", "salt"),
    "incoming": ("sha256", "content", "salt"),
    "original": ("content",),
    "outgoing_address": ("address", "salt"),
}
"""Columns of which the trail tells only the hash beside them: what may have to be forgotten, what
is large. No command is taken back in these tables; what refers to their rows is."""

APPEND_ONLY = ("command", "change", "original")

_TABLES = """
select name
from sqlite_schema
where type = 'table' and name not glob 'sqlite_*' and name not glob '[_0-9]*'
  and name not glob '*[^a-z0-9_]*'
order by name
"""

"""Ours are in plain letters; what another program put there is named by its shape alone."""

_COLUMNS = """
select name, type, "notnull" or (pk and lower(type) = 'integer'), dflt_value, pk
from pragma_table_xinfo(:table)
where name not glob '*[^a-z0-9_]*'
order by cid
"""

_ESCAPES = (
    ("'\\'", "'\\\\'"),
    ("'\"'", "'\\\"'"),
    ("char(10)", "'\\n'"),
    ("char(9)", "'\\t'"),
    (f"'{MARK}'", "'\"'"),
)
"""What is written for a sign, in this order, after which the marks that stood for the quotation
marks of JSON become these. Of the controls only TAB and LF are ever kept."""

Row = Mapping[str, Any]


def decoded(told: bytes | str) -> Row:
    """A row or key as the trail tells it; signs that another program let in are let pass.

    Raises `ValueError` for one that is not told any more.
    """
    import json

    row: Row = json.loads(told, strict=False)
    return row


class Column(Struct, frozen=True):
    """A column; `default` is the value of a row that says nothing of it."""

    name: str
    type: str
    filled: bool
    default: object
    key: bool


class Table(Struct, frozen=True):
    """A table with those of its columns that the trail tells."""

    name: str
    columns: tuple[Column, ...]

    @property
    def keys(self) -> tuple[Column, ...]:
        """The columns of its primary key."""
        return tuple(one for one in self.columns if one.key)

    def key_pairs(self, of: str) -> str:
        """SQL for the key of a row, as the pairs of an object before they are `written`."""
        return _pairs(self.keys, of, "")

    def other_pairs(self, of: str) -> str:
        """SQL for the other columns of a row, as further pairs; a blob is told in hex."""
        return _pairs([one for one in self.columns if not one.key], of, ",")

    def key_json(self, of: str) -> str:
        """SQL for the key of a row, as JSON."""
        return written(self.key_pairs(of))

    def row_json(self, of: str) -> str:
        """SQL for a whole row, as JSON, its key first."""
        return written(f"{self.key_pairs(of)} || {self.other_pairs(of)}")

    def marked(self) -> str:
        """SQL for the keys of its rows in which a mark of ours stands in a text."""
        keys = "||' '||".join(f'"{one.name}"' for one in self.keys)
        texts = [f"""instr("{one.name}",'{MARK}')""" for one in self.columns if one.type == "text"]
        where = " or ".join(texts) or "false"
        return f'select {keys} from "{self.name}" where {where}'  # noqa: S608  our own names

    def insert(self) -> str:
        """SQL that puts a row back, its columns as named parameters."""
        names = ", ".join(f'"{one.name}"' for one in self.columns)
        values = ", ".join(f":{one.name}" for one in self.columns)
        return f'insert into "{self.name}" ({names}) values ({values})'  # noqa: S608  our own names

    def update(self) -> str:
        """SQL that makes a row what it was."""
        values = ", ".join(f'"{one.name}" = :{one.name}' for one in self.columns if not one.key)
        return f'update "{self.name}" set {values} where {self._this()}'  # noqa: S608

    def delete(self) -> str:
        """SQL that takes a row away."""
        return f'delete from "{self.name}" where {self._this()}'  # noqa: S608

    def values(self, told: bytes | str) -> dict[str, object]:
        """The columns of a row as the trail tells it; what it does not know has its default."""
        row = decoded(told)
        return {one.name: _value(one, row) for one in self.columns}

    def _this(self) -> str:
        return " and ".join(f'"{one.name}" = :{one.name}' for one in self.keys)


def tables(ledger: Ledger) -> Iterator[Table]:
    """Every table in the file but the trail's own."""
    for (name,) in ledger.tuples(_TABLES):
        if name not in UNTRAILED and (table := _table(ledger, name)).keys:
            yield table


def _table(ledger: Ledger, name: str) -> Table:
    columns = (
        Column(column, kind.lower(), bool(filled), _default(ledger, default), bool(key))
        for column, kind, filled, default, key in ledger.tuples(_COLUMNS, table=name)
        if column not in UNTOLD.get(name, ())
    )
    return Table(name, tuple(columns))


def _default(ledger: Ledger, sql: str | None) -> object:
    return ledger.tuples(f"select {sql}")[0][0] if sql else None


def written(pairs: str) -> str:
    """SQL that writes an object of JSON from the SQL of its pairs; no object for none.

    Put together by hand: with `trusted_schema` off, older SQLites let no trigger use `json_object`.
    """
    sql = f"'{{' || {pairs} || '}}'"
    for sign, escaped in _ESCAPES:
        sql = f"replace({sql}, {sign}, {escaped})"
    return sql


def _pairs(columns: Sequence[Column], of: str, before: str) -> str:
    """SQL for columns and their values; one in which nothing stands is left out, where that is
    what its leaving out means.
    """
    pairs = [
        _pair(column, f'{of}."{column.name}"', "," if number else before)
        for number, column in enumerate(columns)
    ]
    return "||".join(pairs).replace("'||'", "") or "''"  # two literals are one


def _pair(column: Column, value: str, before: str) -> str:
    start, quote = f"{before}{MARK}{column.name}{MARK}:", "" if column.type == "integer" else MARK
    if column.type == "blob":
        value = f"iif({value} is null,null,hex({value}))"
    if quote:
        value = f"'{quote}'||{value}||'{quote}'"
    if column.filled:
        return f"'{start}'||{value}"
    if column.default is None and not column.key:
        return f"ifnull('{start}'||{value},'')"
    return f"'{start}'||ifnull({value},'null')"


def _value(column: Column, row: Row) -> object:
    value = row.get(column.name, column.default)
    return bytes.fromhex(value) if column.type == "blob" and isinstance(value, str) else value

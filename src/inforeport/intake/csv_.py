"""The rows of a CSV file, as a spreadsheet program counts them.

What the columns mean is not known here.
"""

import csv
import io
from collections.abc import Iterator
from itertools import count

from inforeport.errors import EncodingUnclear
from inforeport.intake.decoding import decoded
from inforeport.intake.rows import Row, Sheet
from inforeport.intake.values import Unfit
from inforeport.text import unguarded
from inforeport.words import message


def sheet(content: bytes, file: str, *, encoding: str | None = None) -> Sheet:
    """The rows with their numbers from 1; one that is not closed properly says so.

    Commas, tabs or semicolons divide the cells, as in the first line. Raises `EncodingUnclear`.
    """
    return Sheet(rows=tuple(_rows(text(content, file, encoding))), exact=True)


def _rows(text: str) -> Iterator[Row]:
    # each column has a limit of its own, and names it; the module's is one for all, so only raised
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    for number in count(1):
        first = reader.line_num + 1
        try:
            yield Row(number, tuple(unguarded(cell) for cell in next(reader)))
        except csv.Error:
            yield Row(number, wrong=_open_quote(first, reader.line_num))
        except StopIteration:
            return


def text(content: bytes, file: str, encoding: str | None) -> str:
    """The text of a file that came in. Raises `EncodingUnclear`."""
    try:
        read = decoded(content, encoding)
    except Unfit as unfit:
        raise EncodingUnclear(file=file, why=unfit.what) from None
    if "\0" in _head(read):
        why = message("there are NUL characters in its first line")
        raise EncodingUnclear(file=file, why=why)
    return read


def _delimiter(text: str) -> str:
    return max(",\t;", key=_head(text).count)


def _head(text: str) -> str:
    return io.StringIO(text.lstrip(), newline="").readline()


def _open_quote(first: int, last: int) -> Unfit:
    sentence = message(
        'lines {first} to {last} were not read: a quotation mark is not closed; write " as ""',
        first=first,
        last=last,
    )
    return Unfit("quote", sentence)

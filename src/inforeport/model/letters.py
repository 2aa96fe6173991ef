"""What came in, as it came, and the pieces that it was cut into."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from inforeport.model.drafts import Problem


class Image(Struct, frozen=True):
    """A picture that came with a report, its name there and what stands below it."""

    name: str
    content: bytes
    caption: str | None = None


class Piece(Struct, frozen=True, kw_only=True):
    """One report, unit, reporter or use that a letter holds, in the words that stand there.

    `place` tells it from the others of its letter (`5月!7`, `第2篇`), `fact` is the table of it.
    `cells` are what it says, by the key of the field, days as ISO where they could be read; `uses`
    the same of each use that is told beside a report. `doubts` are what its reader could not
    settle: a piece with one is held. Of a report in a message, `sender` and `sent` among the cells
    tell whose message it was and when he says that he sent it. `is_settled` says that somebody of
    the office has looked at it and said what is right.
    """

    place: str
    fact: str
    cells: Mapping[str, str]
    uses: tuple[Mapping[str, str], ...] = ()
    images: tuple[Image, ...] = ()
    doubts: tuple[Problem, ...] = ()
    is_settled: bool = False


class Head(Struct, frozen=True, kw_only=True):
    """What the columns of a list were taken for: by the head that stands there, the field's key.

    `sheet` is the name of its sheet, empty where there is one only; `shape` tells one make of list
    from another, so that what was settled of it once holds for the next; `fact` is what a row is,
    `row` the number of its own. A column that is passed over has no key.
    """

    sheet: str
    row: int
    fact: str
    shape: str
    columns: Mapping[str, str]


class Letter(Struct, frozen=True, kw_only=True):
    """Anything that came (来件): a list, a Word file, a form, a text, and what it holds.

    `name` is that of its file; `content` its bytes, kept as they are. `passed` says what was left
    out of it and why (an empty column, a total); `heads` are those of its lists. The rest is a
    message's own, where it is one.
    """

    name: str
    kind: str
    content: bytes
    pieces: tuple[Piece, ...] = ()
    passed: tuple[Problem, ...] = ()
    heads: tuple[Head, ...] = ()
    sender: str | None = None
    subject: str | None = None
    received: datetime | None = None
    message_id: str | None = None

"""Things of which one half is on file, and the other is not."""

from datetime import date
from typing import Literal

from msgspec import Struct

Missing = Literal["sheet", "text", "answer", "delivery"]
"""What is missing: the photo of a report's signed sheet, the text of a report that has one, a
report on what became of an instruction, what a commission asked for."""


class Half(Struct, frozen=True, kw_only=True):
    """One of two, since a day; `ref` is the number of its report, `due` by when the other is."""

    missing: Missing
    unit: str
    title: str
    since: date
    ref: str | None = None
    due: date | None = None

"""What a reader is told beside the bytes that came in."""

from collections.abc import Mapping
from datetime import date, tzinfo

from msgspec import Struct

from inforeport.intake.layouts import Words


class Asked(Struct, frozen=True, kw_only=True):
    """What a reader is told beside the bytes.

    `today` says which year a day without one is of; `words` are the scheme's, by what they are of;
    `learnt` is what was settled of lists before: by their shape, the key of each head. `encoding`
    is that of plain text, where it cannot be told. `zone` is the office's, in which a message came;
    without it the moment is that of the server. `fact` is the table of the only fact that is
    wanted; without it a list is what its head says.
    """

    today: date | None = None
    words: Mapping[str, Words] = {}
    learnt: Mapping[str, Mapping[str, str]] = {}
    encoding: str | None = None
    zone: tzinfo | None = None
    fact: str = ""

"""A scheme by the name people give it, ready to be put into the file."""

from hashlib import sha256
from pathlib import Path

from inforeport import scheme
from inforeport.errors import FileUnreadable, NotPlainText, reason
from inforeport.files.disk import is_there
from inforeport.model import StoredScheme
from inforeport.period import parse_day
from inforeport.words import message


def text_of(wanted: str) -> tuple[str, str]:
    """The text of a scheme and what to call it in mistakes: a TOML file, or one that ships.

    Raises `UnknownShippedScheme`, or `FileUnreadable`, or `NotPlainText` for one not in UTF-8.
    """
    path = Path(wanted)
    if not path.suffix and not is_there(path):
        return scheme.shipped(wanted), f"{wanted}.toml"
    try:
        return path.read_text(encoding="utf-8-sig"), wanted
    except UnicodeDecodeError:
        raise NotPlainText(file=wanted, why=message("it is not UTF-8")) from None
    except OSError as error:
        raise FileUnreadable(file=wanted, why=reason(error)) from None


def stored(wanted: str, begins: str | None) -> StoredScheme:
    """A scheme read, checked and dated: in force from `begins`, else from its own first day.

    Raises `SchemeMistakes`, and what `text_of` raises.
    """
    text, place = text_of(wanted)
    read = scheme.read(text, place)
    return StoredScheme(
        begins=parse_day(begins) if begins else read.since,
        title=read.title,
        text=text,
        sha256=sha256(text.encode()).hexdigest(),
        checked=scheme.freeze(read),
        version=scheme.EDITION,
    )

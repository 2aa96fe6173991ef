"""The names of folders as IMAP writes them: Chinese in a UTF-7 of its own (RFC 3501, 5.1.3)."""

import re
from base64 import b64decode, b64encode

_PLAIN = "[^ -~]+|&"
_SHIFTED = "&([A-Za-z0-9+,]*)-"


def written(name: str) -> str:
    """The name as it goes over the line.

    >>> written("报送 & 2009")
    '&YqWQAQ- &- 2009'
    """
    return re.sub(_PLAIN, _shifted, name)


def read(line: str) -> str:
    """The name that stands there; one that is badly written stays as it is.

    >>> read("&YqWQAQ- &- 2009")
    '报送 & 2009'
    """
    return re.sub(_SHIFTED, _plain, line)


def quoted(text: str) -> str:
    """A text in quotation marks, as a command takes it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _shifted(signs: re.Match[str]) -> str:
    if signs[0] == "&":
        return "&-"
    coded = b64encode(signs[0].encode("utf-16-be")).decode().rstrip("=")
    return f"&{coded.replace('/', ',')}-"


def _plain(shifted: re.Match[str]) -> str:
    if not shifted[1]:
        return "&"
    coded = shifted[1].replace(",", "/")
    try:
        return b64decode(coded + "=" * (-len(coded) % 4)).decode("utf-16-be")
    except ValueError:
        return shifted[0]

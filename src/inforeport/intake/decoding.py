"""Bytes to text, when nobody says which encoding they are in: read with certainty or refused.

No detector that weighs likelihoods is asked: on the few words of a list they guess wrong.
"""

import codecs
from collections import Counter
from unicodedata import category

from inforeport.intake.values import Unfit
from inforeport.words import message

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decoded(content: bytes, encoding: str | None = None) -> str:
    """The text, without a byte order mark.

    Without `encoding` the mark decides; else it is UTF-8, else GB18030 (which holds GBK). Raises
    `Unfit` where the bytes are in neither, in both by turns, or make no Chinese.
    """
    if encoding:
        return _in(encoding, content).removeprefix("\ufeff")
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _in(name, content[len(mark) :])
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _gb18030(content)
    if _is_thin(text) and _is_chinese(content.decode("gb18030")):
        raise Unfit("encoding", message("it can be read both as UTF-8 and as GB18030"))
    return text


def _in(encoding: str, content: bytes) -> str:
    try:
        return content.decode(encoding)
    except LookupError:
        sentence = message("no encoding is called {encoding}", encoding=encoding)
    except ValueError:
        sentence = message("it is not written in {encoding}", encoding=encoding)
    raise Unfit("encoding", sentence)


def _gb18030(content: bytes) -> str:
    if any(_is_utf8(line) for line in content.split(b"\n")):
        raise Unfit("encoding", message("some lines are in UTF-8 and some are not"))
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        raise Unfit("encoding", message("it is neither UTF-8 nor GB18030")) from None
    if not _is_chinese(text):
        raise Unfit("encoding", message("it is not UTF-8, and read as GB18030 it makes no sense"))
    return text


def _is_thin(text: str) -> bool:
    """Whether all beyond ASCII takes two bytes in UTF-8: each such pair is one of GBK as well."""
    return not text.isascii() and max(text) < "\u0800"


def _is_utf8(line: bytes) -> bool:
    """Whether the line can hardly be anything but UTF-8: three bytes in a row seldom fit it."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not text.isascii() and not _is_thin(text)


def _is_chinese(text: str) -> bool:
    """Whether the letters are mostly common simplified ones, and none is unassigned.

    Big5 read as GB18030 is full of rare characters, kana and private ones. Traditional text in
    GBK cannot be told from it, and is refused with it.
    """
    letters = {
        one: times
        for one, times in Counter(text).items()
        if one > "\x7f" and category(one)[0] in "LC"
    }
    if any(category(one) in {"Co", "Cn"} for one in letters):
        return False
    rare = sum(times for one, times in letters.items() if not _is_common(one))
    return 3 * rare <= sum(letters.values())


def _is_common(letter: str) -> bool:
    try:
        letter.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return letter >= "\u4e00"

r"""Text from outside made safe to keep: nothing in it that hides, commands a screen or breaks XML.

No letter that people read is changed, and nothing here knows what the text is for. It is cleaned
when it comes in, and again when it is shown: the file may have been edited by others.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from unicodedata import category, normalize

MARK = "\ufdd0"
"""No character of Unicode but kept for a program's own use: no text that is kept has it in it."""

NAME = 100
TITLE = 200
TEXT = 200_000
"""The longest name, title and text that are kept, in characters."""

BETWEEN = "[、，,;；]"
"""What people write between several names or numbers; a pattern."""

# Patterns are compiled when first used: most runs of the program clean nothing.
# Whole escape sequences go first: without their ESC they would stay behind as rubbish.
_SEQUENCES = (
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI: colours, the cursor
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])"  # OSC, DCS, SOS, PM, APC: titles, the clipboard
    r"[^\x07\x1b\x80-\x9f]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-~]"
)
_BREAKS = "\r\n?|[\v\f\u2028\u2029]"  # a manual line break of Word is a \v
_INVISIBLE = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls but TAB and LF
    "\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # direction, zero width
    "\ufff9-\ufffb\U000e0000-\U000e007f"  # interlinear marks, tags
    "\ud800-\udfff\ufdd0-\ufdef"  # halves of characters, and what is none
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)
_FIGURE = r"-?[0-9]{1,12}(?:\.[0-9]{1,6})?"
_MEASURE = r"(?<=[0-9]) ?[篇条次份张幅字人个期元分]$"
_THOUSANDS = r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"
_HAN = "[\u3400-\u9fff]+"
_SHORT_NAME = 3  # signs; two names have four
_AND = "[、,;/+]"
_OF_A_TITLE = "[“”‘’「」\"']|[。.!?;,、]+$"
_GUARD = r"^'(?=[=+\-@\t\r＝＋－＠])"


def of_bytes(line: bytes) -> str:
    """The text of a server or program that names no encoding: UTF-8, else GBK.

    >>> of_bytes("密码错误".encode("gbk"))
    '密码错误'
    """
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("gb18030", "replace")


def clean(text: str) -> str:
    r"""The text without escape sequences, controls, invisible and reordering characters.

    Of the controls TAB and LF stay; every other end of a line becomes LF.

    >>> clean("\x1b[31m甲\u202e社区\r\n")
    '甲社区\n'
    """
    if text.isprintable():
        return text  # nearly every cell; to ask first halves the time of an import
    return re.sub(_INVISIBLE, "", re.sub(_BREAKS, "\n", re.sub(_SEQUENCES, "", text)))


def one_line(text: str) -> str:
    r"""The text clean, on one line, composed (NFC), without spaces around it.

    >>> one_line(" 关于活动\n开展情况的报告\t")
    '关于活动 开展情况的报告'
    """
    line = text if text.isprintable() else re.sub(r"[\t\n]+", " ", clean(text))
    return normalize("NFC", line).strip()


def person_name(text: str) -> str:
    """A person's name without the blanks that make a short one as wide as the others of a list.

    >>> [person_name(one) for one in ("李　四", "欧阳 某", "张三 李四", "Li Si")]
    ['李四', '欧阳某', '张三 李四', 'Li Si']
    """
    written = one_line(text)
    parts = written.split()
    is_spread = all(len(one) == 1 for one in parts) or sum(map(len, parts)) <= _SHORT_NAME
    return "".join(parts) if is_spread and re.fullmatch(_HAN, "".join(parts)) else written


def unquoted(text: str) -> str:
    """The text on one line without the quotation marks around all of it, which a shell would eat.

    >>> unquoted("“清理 楼道”"), unquoted("“一”和“二”"), unquoted("召开“回头看”座谈会")
    ('清理 楼道', '“一”和“二”', '召开“回头看”座谈会')
    """
    line = one_line(text)
    for opened, closed in ("“”", "「」", '""'):
        inside = line[1:-1]
        if line[:1] == opened and line[-1:] == closed and not {opened, closed} & {*inside}:
            return inside.strip()
    return line


def plain(text: str) -> str:
    """One line with full-width digits and signs as plain ones; ① and ² stay, lest 5² be read 52.

    >>> plain("２００９年５月８日")
    '2009年5月8日'
    """
    line = one_line(text)
    return line if any(category(one) == "No" for one in line) else normalize("NFKC", line)


def figure(text: str) -> Decimal | None:
    """The figure that a text writes out in digits, exactly; none where it says anything else.

    It may say of what it is one, and part its thousands.

    >>> figure("０.5"), figure("1,200"), figure("8篇"), figure("1/2"), figure("1e3")
    (Decimal('0.5'), Decimal('1200'), Decimal('8'), None, None)
    """
    bare = re.sub(_MEASURE, "", plain(text))
    if re.fullmatch(_THOUSANDS, bare):
        bare = bare.replace(",", "")
    return Decimal(bare) if re.fullmatch(_FIGURE, bare) else None


def fold(name: str) -> str:
    """The key that two spellings of one name share: width, spaces and case make no difference.

    Traditional and simplified characters stay two spellings: which is meant, an alias says.

    >>> fold("甲社区（ＡＢ 区）") == fold("甲 社区(ab区)")
    True
    """
    return "".join(normalize("NFKC", clean(name)).split()).casefold()


def title_key(title: str) -> str:
    """The key of a report's title: quotation marks, and a sign behind the last word, make none.

    >>> title_key("开展“清洁家园”活动。") == title_key('开展"清洁家园"活动')
    True
    """
    folded = fold(title)
    return re.sub(_OF_A_TITLE, "", folded) or folded


def spellings(words: Mapping[str, str]) -> dict[str, str]:
    """The keys of words, by every folded way to write them: the word, or the key itself.

    >>> spellings({"street": "街道"})
    {'街道': 'street', 'street': 'street'}
    """
    return {fold(one): key for key, word in words.items() for one in (word, key)}


def meant(words: Mapping[str, str], given: str) -> str | None:
    """The key of the word that is given, or of the only one that begins so, or that it begins with.

    What names two of the words is neither.

    >>> levels = {"street": "街道", "district": "区委", "city": "市委"}
    >>> meant(levels, "区委实践办"), meant(levels, "市"), meant(levels, "省委")
    ('district', 'city', None)
    >>> meant(levels, "街道、区委"), meant(levels, "街道;")
    (None, None)
    """
    wanted, spelled = fold(given), spellings(words)
    if wanted in spelled or not wanted:
        return spelled.get(wanted)
    folded = {key: fold(word) for key, word in words.items()}
    near = [key for key, word in folded.items() if word.startswith(wanted)] or [
        key for key, word in folded.items() if wanted.startswith(word)
    ]
    several = sum(len(word) > 1 and word in wanted for word in folded.values()) > 1
    if several or re.search(_AND, wanted):
        return None
    return near[0] if len(near) == 1 else None


def unguarded(cell: str) -> str:
    """The cell without the apostrophe that our own CSV puts before what looks like a formula.

    >>> unguarded("'=甲"), unguarded("'甲'")
    ('=甲', "'甲'")
    """
    return re.sub(_GUARD, "", cell, count=1) if cell.startswith("'") else cell

"""How wide a text is, and which of it stays together, in characters of the text's own size.

It knows no font: figures and letters are taken for somewhat wider than half a character.
"""

import re
from collections.abc import Sequence
from itertools import accumulate, combinations, pairwise

from inforeport.render.lines import DAY, balanced, width

_DIGIT = 0.3  # of half a character; by so much a digit may be wider
_GAP = 0.23  # between a figure and a character
_JOINTS = re.compile(r"(?<=[0-9A-Za-z])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])")
_ONE_LINE = 3  # characters; a longer head may be folded
_PAIRS = 4  # characters; such a head is two words
_LONG = 6  # characters; a longer word that is not known is folded anywhere
_LEAST = 2  # characters; less is never left alone on a line

# What heads are made of: a line breaks beside one, not inside it; longer ones first.
_WORDS = (
    *("通讯员", "信息员", "领取人", "填报人", "负责人", "采用率", "完成率", "录用率", "基础分"),
    *("累计分", "单位", "姓名", "签字", "签名", "签章", "采用", "录用", "报送", "级别", "形式"),
    *("日期", "时间", "办公", "电话", "电子", "邮箱", "分管", "领导", "人员", "类别", "名次"),
    *("升降", "累计", "本月", "上月", "当月", "本期", "上期", "本年", "全年", "篇次", "篇数"),
    *("篇目", "条数", "应报", "实报", "小报", "少报", "多报", "扣分", "加分", "计分", "得分"),
    *("积分", "总分", "批示", "约稿", "完成", "计入", "收到", "刊物", "结果", "处理", "说明"),
    *("信息", "动态", "工作", "简报", "简讯", "调研", "文章", "材料", "网站", "街道", "社区"),
    *("部门", "名称", "情况", "任务", "合计", "登记", "编号", "序号", "标题", "金额", "称号"),
)
_TOKENS = re.compile(
    rf"[（(][^（()）]*[）)]|[\d.]+[年月日号期%]?|[A-Za-z%.@-]+|\s+|{'|'.join(_WORDS)}|."
)
_OPENS = ("（", "(")
_WHOLE = re.compile(
    rf"[（(]?{DAY.pattern}[）)]?[；，。]?|[A-Za-z]*〔\d{{4}}〕\d+号"
    r"|[−-]?[\w.%+-]*[A-Za-z0-9][\w.%+-]*",
    re.ASCII,
)
_PIECES = re.compile(rf"{_WHOLE.pattern}|.[，。；：、！？）》”’]*", re.ASCII)
MAILBOX = re.compile(r"[\w.%+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_MAIL_BREAKS = re.compile(r"(?=[@.])")


def room_for(text: str) -> float:
    """How wide the text is at most.

    In many a font a digit is wider than half a character, and some programs leave a gap between
    figures and characters.

    >>> room_for("甲社区"), round(room_for("5月8日"), 2)
    (3.0, 3.99)
    """
    if text.isascii():
        return len(text) * (0.5 + _DIGIT / 2)
    wide = width(text)
    halves = 2 * (len(text) - wide)
    return wide + halves * _DIGIT / 2 + (_GAP * len(_JOINTS.findall(text)) if halves else 0.0)


def unbroken(text: str) -> float:
    """The widest of what no line of a cell breaks: a day, a figure, a number 〔2009〕6号."""
    if text.isascii() and text.isalnum():
        return room_for(text)
    parts = [part for line in _WHOLE.findall(text) for part in line.split("@")]
    for box in MAILBOX.findall(text):
        parts += mail_pieces(box)
    return max(map(room_for, (part for part in parts if "@" not in part)), default=0.0)


def mail_pieces(address: str) -> list[str]:
    """A mailbox in the pieces that a line may hold: it breaks before its @ and its dots.

    >>> mail_pieces("jia.yi@example.cn")
    ['jia', '.yi', '@example', '.cn']
    """
    return [piece for piece in _MAIL_BREAKS.split(address) if piece]


def head_pieces(text: str) -> list[str]:
    """A head in the pieces between which it may be folded: beside words, before a bracket.

    >>> head_pieces("报送（篇）"), head_pieces("信息员姓名"), head_pieces("采用率（%）")
    (['报送', '（篇）'], ['信息员', '姓名'], ['采用率', '（%）'])
    >>> head_pieces("备注"), head_pieces("基础分"), head_pieces("甲乙丙丁")
    (['备注'], ['基础分'], ['甲乙', '丙丁'])
    """
    if width(text) <= _ONE_LINE:
        return [text]
    pieces: list[str] = []
    for token in _TOKENS.findall(text):
        alone = width(token) < _LEAST and not token.startswith(_OPENS)
        short = bool(pieces) and width(pieces[-1]) < _LEAST
        if pieces and (alone or short):
            pieces[-1] += token
        else:
            pieces.append(token)
    return [part for piece in pieces for part in _halves(piece)]


def _halves(piece: str) -> list[str]:
    """A word that is not known, in two where it is four characters, and in threes if it is long."""
    if piece.isascii() or piece in _WORDS or piece.startswith(_OPENS):
        return [piece]
    if len(piece) == _PAIRS:
        return [piece[:2], piece[2:]]
    if len(piece) <= _LONG:
        return [piece]
    step = _ONE_LINE
    starts = range(0, len(piece) - _LEAST + 1, step)
    return [piece[start:end] for start, end in pairwise((*starts, len(piece)))]


def head_room(text: str, lines: int) -> float:
    """How wide a column must be for a head to stand in so many lines, each of whole pieces."""
    pieces = head_pieces(text)
    rooms = [room_for(piece) for piece in pieces]
    ways = (wide for wide in _ways(rooms) if wide >= max(rooms))
    return next((wide for wide in ways if len(_filled(pieces, wide)) <= lines), sum(rooms))


_SPARING = (1.0, 0.9, 0.8, 0.7)
_NARROW = 5.0  # characters; what is folded so often looks no better by its words
_MORE = 1.03  # a program may set as much more on a line as was left for safety
_NEARLY = 0.01  # characters; what is lost in whole twips


def head_lines(text: str, wide: float) -> str:
    """A head in as few lines of whole pieces as fit, about alike in length."""
    return "\n".join(packed(head_pieces(text), wide))


def packed(pieces: Sequence[str], wide: float) -> list[str]:
    """The pieces in as few lines as fit, the widest line as narrow as can be."""
    rooms = [room_for(piece) for piece in pieces]
    fewest = len(_filled(pieces, wide))
    for narrower in _ways(rooms):
        if max(rooms) <= narrower < wide:
            lines = _filled(pieces, narrower)
            if len(lines) <= fewest:
                return lines
    return _filled(pieces, wide)


def _ways(rooms: Sequence[float]) -> list[float]:
    """The widths of all runs of pieces, the narrowest first."""
    sums = [0.0, *accumulate(rooms)]
    return sorted({after - before for before, after in combinations(sums, 2)})


def _filled(pieces: Sequence[str], wide: float) -> list[str]:
    """Lines filled one after the other."""
    lines: list[str] = []
    left = 0.0
    for piece in pieces:
        room = room_for(piece)
        if lines and room <= left + _NEARLY:
            lines[-1] += piece
        else:
            lines.append(piece)
            left = wide
        left -= room
    return [line.strip() for line in lines]


def set_in(text: str, wide: float) -> str:
    r"""The text of a cell, broken where it would be broken ill: in a day, before a lone sign.

    >>> set_in("街道整篇（6月2日）", 8.5)
    '街道整篇\n（6月2日）'
    >>> set_in("jia@example.cn", 6)
    'jia\n@example\n.cn'
    """
    if len(text) <= wide or width(text) <= wide:  # nearly every cell
        return text
    return "\n".join(_set_line(line, wide) for line in text.split("\n"))


def _set_line(line: str, wide: float) -> str:
    if room_for(line) <= wide:
        return line
    if MAILBOX.fullmatch(line):
        return "\n".join(packed(mail_pieces(line), wide))
    ill = _folds_ill(line, wide) or _folds_ill(line, wide * _MORE)
    return _balanced(line, wide) if ill and wide > _NARROW else line


def _balanced(line: str, wide: float) -> str:
    """The line broken by its words, into lines that fit however wide its figures are."""
    sparing = wide * width(line) / room_for(line)  # as `balanced` measures
    ways = (balanced(line, sparing * less) for less in _SPARING)
    fits = (way for way in ways if max(map(room_for, way.split("\n"))) <= wide)
    return next(fits, None) or "\n".join(packed(_PIECES.findall(line), wide))


def _folds_ill(text: str, wide: float) -> bool:
    """Whether a cell that is folded wherever a line is full leaves a lone sign, or breaks a day."""
    ends = _line_ends(text, wide)
    if not ends:
        return False
    if len(text) - ends[-1] < _LEAST:
        return True
    return any(day.start() < end < day.end() for day in DAY.finditer(text) for end in ends)


def _line_ends(text: str, wide: float) -> list[int]:
    """Where the lines end before the last, if each is full."""
    sums = [0.0, *accumulate(map(room_for, text))]
    ends: list[int] = []
    start = 0.0
    for at in range(1, len(text) + 1):
        if sums[at] - start > wide + _NEARLY:
            ends.append(at - 1)
            start = sums[at - 1]
    return ends

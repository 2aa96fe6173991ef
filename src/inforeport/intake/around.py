"""What lines around a report tell of it: who sent it, who wrote it, when, under which heading.

供稿：甲社区 张三；（甲社区供稿）；报送单位：甲社区　报送时间：5月8日；二〇〇九年五月八日. A line
that says nothing of the kind is text.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath

from inforeport.days import listed_day
from inforeport.errors import NotADay
from inforeport.text import BETWEEN, plain

Cells = dict[str, str]
"""What is told, by the key of the field; under `LEFT_OUT` the labels of what no field holds."""

LEFT_OUT = ""

_SUPPLIER = "supplier"
_LABELS = {
    "unit": "报送单位 报送部门 供稿单位 供稿部门 来稿单位 上报单位 填报单位 单位名称 单位 部门",
    _SUPPLIER: "供稿 来稿 报送 信息来源 来源",
    "authors": "特约通讯员 通讯员 信息员 撰稿人 供稿人 报送人 拟稿人 撰写人 撰稿 撰写 拟稿 执笔"
    " 作者 记者 文字 文图 图文 文",
    "received": "报送时间 报送日期 上报时间 上报日期 供稿时间 供稿日期 来稿时间 来稿日期 发稿时间"
    " 发稿日期 成文日期 日期",
    "title": "信息标题 信息题目 标题 题目",
    "category": "信息类别 信息类型 类别",
    "chars": "字数",
    LEFT_OUT: "责任编辑 责任审核人 审核人 审核 签发人 签发 核稿 校对 编辑 联系人 联系电话 电话 手机"
    " 摄影 供图 图 分管领导 领导签字 备注 填表人 填报人 制表人 填表日期 填报日期 填表时间",
}
_KEYS = {label: key for key, labels in _LABELS.items() for label in labels.split()}
_SPACED = (r"\s*".join(label) for label in sorted(_KEYS, key=len, reverse=True))
_LABEL = re.compile(
    rf"(?:^|(?<=[\s，,；;（(]))({'|'.join(_SPACED)})\s*(?:[（(][^（）()]{{1,4}}[）)])?\s*[:：/／]\s*"
)
_BY = re.compile(r"(?:本报|特约)?(?:通讯员|信息员|记者)\s+(?=\S{2,4}(?:\s|$))")
_WRAPPED = re.compile(r"[（(【\[]\s*(.*?)\s*[）)】\]]", re.DOTALL)
_NEWS = re.compile("(?:工作)?(?:动态|简讯|信息|快讯|简报|供稿|报送)$")
_STAMP = re.compile(r"[（(](?:盖章|公章|代章|章|印)[）)]")
_BETWEEN = re.compile(r"[\s、，,；;/／]+")
_SENTENCE = re.compile("[。！？!?；;：:，,]")
_STOP = re.compile("[。！？!?]")
_BODY = (
    "居民委员会|村民委员会|居委会|村委会|居委|村委|社区|街道|办事处|小组|中心|小学|中学|学校|大学"
    "|学院|幼儿园|公司|集团|医院|银行|支部|协会|学会|工会|商会|人大|政协|妇联|团委|党委|工委|政府"
    "|大队|支队|园区"
)
_SHORT_BODY = "村镇乡区县市局处科室所站队办联部院校厂馆社团园组"
_UNIT = re.compile(
    rf"(?:[^\s（）()]{{1,20}}(?:{_BODY})|[^\s（）()]{{1,7}}[{_SHORT_BODY}])(?:[（(][^（）()]+[）)])?"
)
_GLUED = re.compile(rf"(.*(?:{_BODY}|[村镇乡局科所站办]))([\u4e00-\u9fff]{{2,3}})")
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]某{1,2}")
_COUNT = "([一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]{1,2})"
_IN_WORDS = re.compile(rf"([〇○零Oo一二三四五六七八九]{{4}})年{_COUNT}月{_COUNT}[日号]")
_DIGITS = {one: str(n) for n, one in enumerate("〇一二三四五六七八九")} | dict.fromkeys(
    "○零Oo", "0"
)
_BRACKETED = re.compile(r"[（(【\[]([^（）()【】\[\]]+)[）)】\]]")
_PARTED = re.compile(r"[-_—－+：:、，,.\s（）()【】\[\]《》“”]+")
_PERIOD = re.compile(
    r"^(?:\d{4}年?)?(?:\d{1,2}月份?)?(?:\d{1,2}[日号])?|"
    r"(?:的?(?:\d{4}年?|\d{1,2}月份?|\d{1,2}[日号]|第\d+[期篇]|\d+|信息|简报|动态|材料|稿件|稿|报送|上报|登记表|报))*$"
)
_LONGEST = 120  # characters of a line that is about a report
_LONGEST_NAME = 40


def around(text: str, today: date | None) -> Cells | None:
    """What a line says of the report that it stands above or below; none for a line of text."""
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    if day := day_line(text, today):
        return {"received": day}
    wrapped = _WRAPPED.fullmatch(text)
    inside = wrapped[1] if wrapped else text
    if _LABEL.match(inside):
        return _labelled(inside, today)
    if match := _BY.match(inside):
        return supplier(inside[match.end() :], today)
    if text.startswith("【"):
        return supplier(_NEWS.sub("", inside), today, apart=True)
    if inside.endswith("供稿"):
        return supplier(inside.removesuffix("供稿"), today)
    return supplier(inside, today) if wrapped else None


def ending(text: str, today: date | None) -> tuple[str, Cells] | None:
    """The text without the supplier in brackets behind its last sentence, and what that says."""
    if not text.endswith(("）", ")")):
        return None
    match = re.fullmatch(r"(.*[。！？!?”\"])\s*([（(][^（）()]{2,40}[）)])", text, re.DOTALL)
    cells = around(match[2], today) if match else None
    return (match[1], cells) if match and cells and "unit" in cells else None


def supplier(text: str, today: date | None, *, apart: bool = False) -> Cells | None:
    """The unit, its partners, the writers and the day in some words; none where one is no such.

    A name may follow its unit without a blank, unless they must stand `apart`: 甲社区召开 is none.

    >>> supplier("甲社区 张三、李四", date(2009, 6, 3))
    {'unit': '甲社区', 'authors': '张三;李四'}
    """
    units: list[str] = []
    names: list[str] = []
    cells: Cells = {}
    for word in _words(_STAMP.sub("", text)):
        if day := day_line(word, today):
            cells["received"] = day
        elif is_unit(word):
            units.append(word)
        elif not apart and (glued := _GLUED.fullmatch(word)):
            units.append(glued[1])
            names.append(glued[2])
        elif _NAME.fullmatch(word):
            names.append(word)
        else:
            return None
    return _parties(units, names) | cells or None


def signature(text: str, today: date | None, *, apart: bool = False) -> Cells | None:
    """What a short line of its own says that names a unit, as one below a text does."""
    text = " ".join(text.split())  # the day may stand far to the right
    if len(text) > _LONGEST_NAME or _SENTENCE.search(text):
        return None
    cells = supplier(text, today, apart=apart)
    return cells if cells and "unit" in cells else None


def is_unit(text: str) -> bool:
    """Whether a word ends as the names of units do."""
    return bool(_UNIT.fullmatch(text))


def units_in(text: str) -> list[str]:
    """The units that a text is made of, with commas between them; none where a part is no unit.

    >>> units_in("甲社区、乙科室"), units_in("住建、交通局"), units_in("甲社区")
    (['甲社区', '乙科室'], [], ['甲社区'])
    """
    parts = [one for one in re.split(BETWEEN, text) if one.strip()]
    return parts if all(map(is_unit, parts)) else []


def day_line(text: str, today: date | None) -> str | None:
    """The day in ISO that is all a line says, also in Chinese figures; none where there is more.

    >>> day_line("二〇〇九年五月二十八日", date(2009, 6, 3))
    '2009-05-28'
    """
    written = plain(_WRAPPED.sub(r"\1", text.strip()))
    if match := _IN_WORDS.fullmatch("".join(written.split())):
        written = f"{_digits(match[1])}年{_count(match[2])}月{_count(match[3])}日"
    if not re.search(r"\d月|\d{4}", written) or len(written) > 20:  # noqa: PLR2004  5.8 may be any
        return None
    return as_day(written, today)


def as_day(text: str, today: date | None) -> str | None:
    """A day in ISO, where the words are one; without a year the newest that has begun by today."""
    try:
        return listed_day(text, today).isoformat()
    except NotADay:
        return None


def unit_in_name(name: str) -> str | None:
    """The unit that a file, or else its folder, is called after; none where it is called otherwise.

    >>> unit_in_name("5月/甲社区信息(1).docx"), unit_in_name("乙社区/新建文档.docx")
    ('甲社区', '乙社区')
    """
    path = PurePosixPath(name.replace("\\", "/"))
    if not path.name:
        return None
    *folders, stem = path.with_suffix("").parts
    for part in (stem, *reversed(folders)):
        for word in (*_BRACKETED.findall(part), *_PARTED.split(part)):
            bare = _PERIOD.sub("", word)
            if is_unit(bare):
                return bare
    return None


def _labelled(line: str, today: date | None) -> Cells | None:
    """What stands behind each label of a line; none where one is no label but a sentence."""
    cells: Cells = {}
    for label, value in _pairs(line):
        key = _KEYS["".join(label.split())]
        if key == LEFT_OUT:
            cells[LEFT_OUT] = " ".join(filter(None, (cells.get(LEFT_OUT, ""), label)))
        elif key != "title" and (len(value) > _LONGEST_NAME or _STOP.search(value)):
            return None
        else:
            cells |= _valued(key, value, today)
    return cells


def _pairs(line: str) -> Iterator[tuple[str, str]]:
    labels = [*_LABEL.finditer(line)]
    ends = [one.start() for one in labels[1:]] + [len(line)]
    for label, end in zip(labels, ends, strict=True):
        yield label[1], line[label.end() : end].strip(" \t\u3000，,；;（(")


def _valued(key: str, value: str, today: date | None) -> Mapping[str, str]:
    value = _STAMP.sub("", value).strip()
    if not value:
        return {}
    if key == _SUPPLIER:
        return supplier(value, today) or {"unit": value}
    if key == "unit":
        said = supplier(value, today) or {}
        return said if "unit" in said else {"unit": value}
    if key == "authors":
        return supplier(value, today) or {"authors": ";".join(_words(value))}
    return {key: (as_day(value, today) or value) if key == "received" else value}


def _parties(units: list[str], names: list[str]) -> Cells:
    cells = {"unit": units[0]} if units else {}
    if units[1:]:
        cells["with"] = ";".join(units[1:])
    return cells | ({"authors": ";".join(names)} if names else {})


def _words(text: str) -> list[str]:
    return [one for one in _BETWEEN.split(text) if one]


def _digits(text: str) -> str:
    return "".join(_DIGITS[one] for one in text)


def _count(text: str) -> int:
    """A number up to 99 in Chinese figures: 十二, 二十, 二八.

    >>> [_count(one) for one in ("八", "十", "十二", "二十", "三十一", "二八")]
    [8, 10, 12, 20, 31, 28]
    """
    tens, ten, ones = text.rpartition("十")
    return (int(_digits(tens) or 1) * 10 if ten else 0) + int(_digits(ones) or 0)

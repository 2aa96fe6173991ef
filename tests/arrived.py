"""A folder of 200 files as units send them, half of them troubled, and what must come of each.

    python tests/arrived.py FOLDER

writes it to look at, with `truth.json` beside it: by file, what is taken, or why it is held,
refused or known.
"""

import json
import random
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from typed_up import TYPES, body, box, docx, para, picture, png, table, title, zipped

COMMUNITIES = ("甲社区", "乙社区", "丙社区", "丁社区", "戊社区", "己社区")
DEPARTMENTS = ("综治办", "民政科", "文化站")
UNITS = (*COMMUNITIES, *DEPARTMENTS)
COUNT = 200

_DOINGS = ("开展", "召开", "举办", "组织", "推进", "启动")
_THINGS = (
    *("消防演练", "动员部署会", "便民服务", "入户走访", "环境整治", "读书活动", "义诊", "普法讲座"),
    *("养老服务", "矛盾排查", "防汛检查", "文艺汇演", "技能培训", "志愿服务"),
)
_AIMS = (
    "提高居民安全意识",
    "解决群众急难问题",
    "丰富居民文化生活",
    "夯实基层治理基础",
    "营造良好氛围",
)

_PNG_RELATIONS: Any = {"relations": {"p1": "media/a.png"}, "parts": {"word/media/a.png": png()}}


class Wanted(NamedTuple):
    """What must come of a piece: `taken` with these cells, or `held` or `known` for this reason."""

    state: str
    code: str = ""
    fact: str = "submission"
    cells: Mapping[str, str] = {}


class Arrived(NamedTuple):
    """A file, and what must come of it; none of its pieces where it is passed over in silence."""

    name: str
    content: bytes
    wanted: tuple[Wanted, ...]


class Report(NamedTuple):
    """What a report says."""

    unit: str
    title: str
    day: str
    text: tuple[str, ...]
    author: str

    @property
    def written_day(self) -> str:
        """The day as people write it, without its year."""
        _, month, day = self.day.split("-")
        return f"{int(month)}月{int(day)}日"

    @property
    def paragraphs(self) -> str:
        return "".join(map(body, self.text))

    def taken(self, **other: str) -> Wanted:
        """That it is taken as it is, but for what is told otherwise."""
        cells = {"unit": self.unit, "title": self.title, "received": self.day}
        cells |= {"text": "\n".join(self.text)}
        return Wanted("taken", cells={**cells, **other})


class Desk:
    """Makes up what lies on the desk; the same on every day."""

    def __init__(self, seed: int = 13) -> None:
        self._random = random.Random(seed)  # noqa: S311  nothing to be kept secret
        self._titles: set[str] = set()

    def report(self, unit: str = "") -> Report:
        """A report like no other before it."""
        unit = unit or self._random.choice(UNITS)
        month, day = self._random.choice(((5, 31), (6, 30), (7, 30)))
        at = self._random.randint(2, day)
        while True:
            heading = f"{unit}{self._random.choice(_DOINGS)}{self._random.choice(_THINGS)}"
            if heading not in self._titles:
                break
        self._titles.add(heading)
        doing, aim = heading.removeprefix(unit), self._random.choice(_AIMS)
        people = self._random.randint(20, 400)
        text = (
            f"{month}月{at - 1}日，{unit}{doing}，居民{people}人参加，{aim}。",
            f"下一步，{unit}将继续做好这项工作，让更多居民受益。",
        )
        author = f"信息员{self._random.choice('甲乙丙丁戊己庚辛')}"
        return Report(unit, heading, f"2009-{month:02}-{at:02}", text, author)

    def all(self) -> list[Arrived]:
        """The 200 files."""
        makers = [*GOOD, *TROUBLED]
        files: list[Arrived] = []
        while len(files) < COUNT:
            for maker in makers[: COUNT - len(files)]:
                number = len(files) + 1
                files.append(maker(self, f"{number:03}"))
        return files


Maker = Callable[[Desk, str], Arrived]


def _ends(report: Report) -> str:
    """Unit and day below a text."""
    return para(report.unit, align="right") + para(report.written_day, align="right")


# As they should be


def _supplier_below(desk: Desk, number: str) -> Arrived:
    report = desk.report()
    content = docx(
        title(report.title),
        para(f"（供稿：{report.unit} {report.author[-2:]}）", align="center"),
        report.paragraphs,
        para(report.day, align="right"),
    )
    return Arrived(f"{number}信息.docx", content, (report.taken(authors=report.author[-2:]),))


def _signed_below(desk: Desk, number: str) -> Arrived:
    report = desk.report()
    content = docx(para(report.title, bold=True, size=36), report.paragraphs, _ends(report))
    return Arrived(f"{number}.docx", content, (report.taken(),))


def _broken_title(desk: Desk, number: str) -> Arrived:
    report = desk.report()
    heading = title(f"{report.title[:5]}\n{report.title[5:]}")
    content = docx(heading, report.paragraphs, _ends(report))
    return Arrived(f"{number}.docx", content, (report.taken(),))


def _labels_above(desk: Desk, number: str) -> Arrived:
    report = desk.report()
    head = para(f"报送单位：{report.unit}（盖章）　　报送时间：{report.written_day}")
    content = docx(head, title(report.title), report.paragraphs, para("审核：某某"))
    return Arrived(f"{number}.docx", content, (report.taken(),))


def _plain(desk: Desk, number: str) -> Arrived:
    report = desk.report()
    lines = [report.title, *report.text, f"（{report.unit}供稿 {report.written_day}）"]
    content = docx(*map(para, lines[:-1]), para(f"供稿：{report.unit} {report.written_day}"))
    return Arrived(f"{number}.docx", content, (report.taken(),))


def _framed(desk: Desk, number: str) -> Arrived:
    report = desk.report()
    inside = title(report.title) + report.paragraphs + _ends(report)
    framed = f"<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>"
    return Arrived(f"{number}.docx", docx(framed), (report.taken(),))


def _with_picture(desk: Desk, number: str) -> Arrived:
    report = desk.report()
    shown = picture() + para("图为活动现场", align="center")
    content = docx(
        *(title(report.title), report.paragraphs, shown, _ends(report)), **_PNG_RELATIONS
    )
    return Arrived(f"{number}.docx", content, (report.taken(pictures="1"),))


def _boxed(desk: Desk, number: str) -> Arrived:
    report = desk.report()
    first, second = report.text
    content = docx(title(report.title), body(first), box(body(second)), _ends(report))
    return Arrived(f"{number}.docx", content, (report.taken(),))


def _two_in_one(desk: Desk, number: str) -> Arrived:
    reports = (desk.report(), desk.report())
    blocks = [
        title(one.title) + one.paragraphs + para(f"（{one.unit} {one.written_day}）", align="right")
        for one in reports
    ]
    return Arrived(f"{number}.docx", docx(*blocks), tuple(one.taken() for one in reports))


def _named_by_file(desk: Desk, number: str) -> Arrived:
    report = desk.report()
    content = docx(title(report.title), report.paragraphs, para(report.day, align="right"))
    return Arrived(f"{report.unit}信息({int(number)}).docx", content, (report.taken(),))


def _named_by_folder(desk: Desk, number: str) -> Arrived:
    report = desk.report()
    content = docx(title(report.title), report.paragraphs, para(report.day, align="right"))
    name = f"{report.unit}/新建 Microsoft Word 文档{number}.docx"
    return Arrived(name, content, (report.taken(),))


def _pasted(desk: Desk, number: str) -> Arrived:
    one, other = desk.report(), desk.report()
    chat = "\n".join(
        f"{report.unit}-{report.author[-2:]} {report.day} 9:30\n{report.title}\n"
        + "\n".join(report.text)
        for report in (one, other)
    )
    wanted = tuple(report.taken(authors=report.author[-2:]) for report in (one, other))
    return Arrived(f"{number}微信.txt", chat.encode("gb18030"), wanted)


def _zipped_by_windows(desk: Desk, number: str) -> Arrived:
    report = desk.report()
    inner = docx(title(report.title), report.paragraphs, para(report.day, align="right"))
    name = f"{report.unit}.docx".encode("gb18030")
    plain = b"x" * len(name)
    content = zipped({plain.decode(): inner}).replace(plain, name)
    return Arrived(f"{number}.zip", content, (report.taken(),))


def _sheet_of_a_report(desk: Desk, number: str) -> Arrived:
    report = desk.report()
    rows = (
        ("标题", f"<3{report.title}"),
        ("报送单位", report.unit, "报送时间", report.written_day),
        ("作者", report.author, "审核", "某某"),
        ("<4正文",),
        ("<4" + "\n".join(report.text),),
    )
    taken = report.taken(authors=report.author)
    return Arrived(f"{number}报送单.docx", docx(title("信息报送单"), table(*rows)), (taken,))


def _form(desk: Desk, number: str) -> Arrived:
    unit = desk.report().unit
    heads = ("序号", "信息员姓名", "职务", "手机", "电子邮箱", "备注")
    person = {"name": f"信息员{number}", "post": "文书", "mobile": f"13800138{number}"}
    rows = (heads, ("1", *person.values(), "", ""), ("2", "", "", "", "", ""))
    content = docx(title("信息员登记表"), para(f"填报单位（盖章）：{unit}"), table(*rows))
    cells = {"unit": unit, **person}
    return Arrived(f"{number}登记表.docx", content, (Wanted("taken", "", "reporter", cells),))


def _card(desk: Desk, number: str) -> Arrived:
    unit = desk.report().unit
    rows = (
        ("姓名", f"信息员{number}", "性别", "女"),
        ("单位", f"<3{unit}"),
        ("职务", "干事", "联系电话", f"8133{number}"),
    )
    cells = {"name": f"信息员{number}", "unit": unit, "post": "干事", "phone": f"8133{number}"}
    wanted = Wanted("taken", "", "reporter", cells)
    return Arrived(f"{number}登记表.docx", docx(title("登记表"), table(*rows)), (wanted,))


GOOD: tuple[Maker, ...] = (
    *(_supplier_below, _signed_below, _broken_title, _labels_above, _plain, _framed),
    *(_with_picture, _boxed, _two_in_one, _named_by_file, _named_by_folder, _pasted),
    *(_zipped_by_windows, _sheet_of_a_report, _form, _card),
)


# With a trouble


def _held(code: str, name: str, *blocks: str) -> Arrived:
    return Arrived(f"{name}.docx", docx(*blocks), (Wanted("held", code),))


def _no_title(desk: Desk, number: str) -> Arrived:
    report = desk.report()
    return _held("no-title", number, report.paragraphs, _ends(report))


def _two_titles(desk: Desk, number: str) -> Arrived:
    report = desk.report()
    second = para(f"{report.title}取得良好成效", align="center", size=36)
    blocks = (title("情系居民"), second, report.paragraphs, _ends(report))
    return _held("title", number, *blocks)


def _perhaps_several(desk: Desk, number: str) -> Arrived:
    one, other = desk.report(), desk.report()
    blocks = (title(one.title), one.paragraphs, title(other.title), other.paragraphs, _ends(other))
    return _held("several-reports", number, *blocks)


def _two_units(desk: Desk, number: str) -> Arrived:
    report = desk.report("甲社区")
    blocks = (title(report.title), para("（乙社区供稿）"), report.paragraphs, _ends(report))
    return _held("two-units", number, *blocks)


def _unknown_unit(desk: Desk, number: str) -> Arrived:
    report = desk.report()
    foot = para(f"供稿：申社区　{report.written_day}")
    return _held("unknown-unit", number, title(report.title), report.paragraphs, foot)


def _no_unit(desk: Desk, number: str) -> Arrived:
    report = desk.report()
    foot = para(report.day, align="right")
    return _held("no-unit", number, title(report.title), report.paragraphs, foot)


def _no_day(desk: Desk, number: str) -> Arrived:
    report = desk.report()
    foot = para(f"（{report.unit}供稿）")
    return _held("no-day", number, title(report.title), report.paragraphs, foot)


def _no_real_day(desk: Desk, number: str) -> Arrived:
    report = desk.report()
    head = para(f"报送单位：{report.unit}　报送时间：上周五")
    return _held("not-a-day", number, head, title(report.title), report.paragraphs)


def _refused(code: str, name: str, content: bytes) -> Arrived:
    return Arrived(name, content, (Wanted("refused", code),))


def _secret(desk: Desk, number: str) -> Arrived:
    report = desk.report()
    content = docx(para("机密★1年"), title(report.title), report.paragraphs, _ends(report))
    return _refused("secret", f"{number}.docx", content)


def _half(desk: Desk, number: str) -> Arrived:
    report = desk.report()
    content = docx(title(report.title), report.paragraphs, _ends(report))
    return _refused("file-unreadable", f"{number}.docx", content[: len(content) // 2])


def _entity(desk: Desk, number: str) -> Arrived:
    report = desk.report()
    whole = '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + report.title
    return _refused("file-unreadable", f"{number}.docx", docx(parts={"word/document.xml": whole}))


def _bomb(desk: Desk, number: str) -> Arrived:
    del desk
    content = docx(parts={"word/media/a.bin": bytes(31_000_000)})
    return _refused("file-unreadable", f"{number}.docx", content)


def _macros(desk: Desk, number: str) -> Arrived:
    report = desk.report()
    types = TYPES.replace("openxmlformats-officedocument.wordprocessingml.document.main", "ms-word")
    content = docx(title(report.title), parts={"[Content_Types].xml": types})
    return _refused("file-unreadable", f"{number}.docx", content)


def _paper(desk: Desk, number: str) -> Arrived:
    del desk
    return _refused("format", f"{number}.pdf", b"%PDF-1.4 scanned")


def _lock(desk: Desk, number: str) -> Arrived:
    del desk
    return Arrived(f"~${number}.docx", b"\x07somebody", ())


def _twice(desk: Desk, number: str) -> Arrived:
    """A report of which a copy lies there too, as another program saved it."""
    report = desk.report()
    first = docx(title(report.title), report.paragraphs, _ends(report))
    again = docx(para(report.title, style="T"), *map(para, report.text), _ends(report))
    content = zipped({"first.docx": first, "second.docx": again})
    return Arrived(f"{number}.zip", content, (report.taken(), Wanted("known")))


def _form_without_names(desk: Desk, number: str) -> Arrived:
    unit = desk.report().unit
    rows = (("单位", "姓名", "手机"), (unit, "", f"13800138{number}"))
    wanted = Wanted("held", "no-name", "reporter")
    return Arrived(f"{number}登记表.docx", docx(title("登记表"), table(*rows)), (wanted,))


TROUBLED: tuple[Maker, ...] = (
    *(_no_title, _two_titles, _perhaps_several, _two_units, _unknown_unit, _no_unit, _no_day),
    *(_no_real_day, _secret, _half, _entity, _bomb, _macros, _paper, _lock, _twice),
    _form_without_names,
)


def write(folder: Path) -> dict[str, tuple[Wanted, ...]]:
    """Put the files into a folder; what must come of each, by its name."""
    truth = {}
    for name, content, wanted in Desk().all():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        truth[name] = wanted
    return truth


def _told(truth: Mapping[str, tuple[Wanted, ...]]) -> Iterator[tuple[str, list[Any]]]:
    for name, wanted in truth.items():
        yield name, [one._asdict() for one in wanted]


if __name__ == "__main__":
    there = Path(sys.argv[1])
    there.mkdir(parents=True)
    told = dict(_told(write(there / "收件")))
    text = json.dumps(told, ensure_ascii=False, indent=1)
    (there / "truth.json").write_text(text, encoding="utf-8")

"""Two hundred messages as units send them, half of them troubled, and what must come of each.

    python tests/mail_corpus.py FOLDER

writes them as files, as one mailbox and as a folder of a mail server, with `truth.json` beside.
"""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from arrived import UNITS, Desk, Report, Wanted
from mailed import (
    CALLED_GB2312,
    NETEASE,
    QQ,
    RAW_GBK,
    RAW_UTF8,
    SPLIT,
    UTF8,
    Encoded,
    Head,
    Part,
    by_rfc2231,
    file,
    html,
    inside,
    joined,
    message,
    text,
)
from typed_up import docx, para, png, table, title, zipped

COUNT = 200
RARE = "镕砼囧"
"""Characters of GBK that GB 2312 does not have."""
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("", "", "", "", "", "May", "Jun", "Jul", "Aug")
_COVER = "您好！本周信息见附件，请查收。"


class Mailed(NamedTuple):
    """A message, and what must come of it: nothing where it is no report."""

    content: bytes
    wanted: tuple[Wanted, ...]
    style: str = ""


class Box(Desk):
    """Makes up what lies in the box; the same on every day."""

    def all(self) -> list[Mailed]:  # type: ignore[override]
        """The messages, in the order in which they came."""
        came: list[Mailed] = []
        at = {True: 0, False: 0}
        while len(came) < COUNT:
            good = len(came) % 2 == 0
            makers = GOOD if good else TROUBLED
            maker = makers[at[good] % len(makers)]
            at[good] += 1
            style = maker.__name__.strip("_")
            came += (one._replace(style=style) for one in maker(self, f"{len(came) + 1:03}"))
        return came[:COUNT]


Maker = Callable[[Box, str], list[Mailed]]


def mailbox(unit: str) -> str:
    """The mailbox of a unit's reporter, as it is on file."""
    return f"unit{UNITS.index(unit) + 1}@example.cn"


def moment(day: str, time: str = "16:30:00") -> str:
    """A moment of a day as the head of a message tells it."""
    when = date.fromisoformat(day)
    weekday, month = _WEEKDAYS[when.weekday()], _MONTHS[when.month]
    return f"{weekday}, {when.day:02} {month} {when.year} {time} +0800"


def word_file(report: Report, unit: str = "") -> bytes:
    """The report as a Word file, signed below."""
    signed = (unit or report.unit, report.written_day)
    ends = "".join(para(line, align="right") for line in signed)
    return docx(title(report.title), report.paragraphs, ends)


def unsigned(report: Report) -> bytes:
    """The report as a Word file that does not say whose it is."""
    return docx(title(report.title), report.paragraphs)


def head(report: Report, subject: str, number: str, **other: object) -> Head:
    """The head of a message from the unit of a report, which came on its day."""
    told = {
        "name": report.unit,
        "address": mailbox(report.unit),
        "received": moment(report.day),
        "date": moment(report.day, "16:28:00"),
        "number": number,
        **other,
    }
    return Head(subject, **told)  # type: ignore[arg-type]


def sent(
    report: Report, number: str, parts: Sequence[Part], encoded: Encoded = QQ, subject: str = ""
) -> bytes:
    """A message with a line of text and these files."""
    its = head(report, subject or f"{report.unit}信息", number)
    return message(its, joined("mixed", [text(_COVER), *parts]), encoded)


def taken(report: Report) -> Wanted:
    return report.taken()


def held(code: str) -> tuple[Wanted, ...]:
    return (Wanted("held", code),)


# As they should be


def _written_by(encoded: Encoded, called: str = "") -> Maker:
    def made(box: Box, number: str) -> list[Mailed]:
        report = box.report()
        its = file(f"{report.unit}信息{called}.docx", word_file(report), encoded)
        content = sent(report, number, [its], encoded, f"{report.unit}信息{called}")
        return [Mailed(content, (taken(report),))]

    return made


_qq, _netease, _raw_utf8 = _written_by(QQ), _written_by(NETEASE), _written_by(RAW_UTF8)
_called_gb2312, _raw_gbk = _written_by(CALLED_GB2312, RARE), _written_by(RAW_GBK)
_split = _written_by(SPLIT, "报送单位基层工作动态汇总")
for _maker, _name in (
    *((_qq, "qq"), (_netease, "netease"), (_raw_utf8, "raw_utf8"), (_raw_gbk, "raw_gbk")),
    *((_called_gb2312, "called_gb2312"), (_split, "split")),
):
    _maker.__name__ = _name


def _rfc2231(box: Box, number: str) -> list[Mailed]:
    report = box.report()
    its = by_rfc2231(f"{report.unit}信息.docx", word_file(report))
    return [Mailed(sent(report, number, [its], UTF8), (taken(report),))]


def _sent_on(box: Box, number: str) -> list[Mailed]:
    """Sent on whole by somebody who is of another unit."""
    report = box.report("甲社区")
    inner = sent(report, f"{number}.1", [file("信息.docx", unsigned(report))])
    outer = Head(
        "转发：信息", "乙社区", mailbox("乙社区"), moment(report.day), moment(report.day), number
    )
    content = message(outer, joined("mixed", [text(""), inside(inner)], "outer"))
    return [Mailed(content, (taken(report),))]


def _sent_on_as_text(box: Box, number: str) -> list[Mailed]:
    report = box.report("丙社区")
    lines = (
        *("请收。", "", "-------- 转发邮件信息 --------"),
        f'发件人："{report.unit}" <{mailbox(report.unit)}>',
        f"发送日期：{report.day} 9:30:00",
        *("收件人：乙社区 <unit2@example.cn>", f"主题：{report.title}", ""),
        *report.text,
    )
    outer = Head("转发：" + report.title, "乙社区", mailbox("乙社区"), moment(report.day))
    content = message(outer._replace(number=number), text("\r\n".join(lines)))
    return [Mailed(content, (taken(report),))]


def _several(box: Box, number: str) -> list[Mailed]:
    first = box.report()
    second = box.report(first.unit)
    second = second._replace(day=first.day)
    files = [file(f"{n}.docx", word_file(one)) for n, one in enumerate((first, second), 1)]
    return [Mailed(sent(first, number, files), (taken(first), taken(second)))]


def _zip(box: Box, number: str) -> list[Mailed]:
    report = box.report()
    name = f"{report.unit}.docx".encode("gb18030")
    plain = b"x" * len(name)
    content = zipped({plain.decode(): word_file(report)}).replace(plain, name)
    return [Mailed(sent(report, number, [file("信息.zip", content)]), (taken(report),))]


def _without_date(box: Box, number: str) -> list[Mailed]:
    report = box.report()
    its = head(report, f"{report.unit}信息", number, date="")
    content = message(its, joined("mixed", [text(_COVER), file("a.docx", word_file(report))]))
    return [Mailed(content, (taken(report),))]


def _in_the_text(box: Box, number: str) -> list[Mailed]:
    report = box.report()
    lines = ("您好！", *report.text, "", "--", "信息员", "电话：81330000")
    content = message(head(report, report.title, number), text("\r\n".join(lines), "gbk"))
    return [Mailed(content, (taken(report),))]


def _html_only(box: Box, number: str) -> list[Mailed]:
    report = box.report()
    page = (
        "<html><head><style>p {color: red}</style></head><body>"
        + "".join(f"<p>　　{one}</p>" for one in report.text)
        + '<img src="http://192.0.2.1/seen.gif"><div>发自我的iPhone</div></body></html>'
    )
    return [Mailed(message(head(report, report.title, number), html(page)), (taken(report),))]


def _two_forms(box: Box, number: str) -> list[Mailed]:
    """One text, plain and as a page."""
    report = box.report()
    plain = text("\r\n".join(report.text), "gbk")
    page = html("".join(f"<p>{one}</p>" for one in report.text))
    its = joined("alternative", [plain, page])
    return [Mailed(message(head(report, report.title, number), its), (taken(report),))]


def _pasted(box: Box, number: str) -> list[Mailed]:
    """A text from a chat, with its title."""
    report = box.report()
    lines = (report.title, *report.text, f"（{report.unit}供稿）")
    its = head(report, f"{report.unit}信息", number)
    return [Mailed(message(its, text("\n".join(lines), "utf-8")), (taken(report),))]


def _with_picture(box: Box, number: str) -> list[Mailed]:
    report = box.report()
    parts = [text("\r\n".join(report.text)), file("活动.png", png(int(number)), kind="image/png")]
    content = message(head(report, report.title, number), joined("mixed", parts))
    return [Mailed(content, (report.taken(pictures="1"),))]


def _answered(box: Box, number: str) -> list[Mailed]:
    """An answer with a file: what is quoted, the name of the sender and the warning are no text."""
    report = box.report()
    lines = (
        *("报上，请查收。", "", "本邮件及附件含有保密信息，仅限收件人使用。", ""),
        *(
            "------------------ 原始邮件 ------------------",
            '发件人: "街道办" <office@example.cn>;',
        ),
        *("发送时间: 2009年5月4日(星期一) 上午9:00", "主题: 请报送信息", "", "请各单位按时报送。"),
    )
    parts = [text("\r\n".join(lines)), file("信息.docx", unsigned(report))]
    its = head(report, "回复：请报送信息", number)
    return [Mailed(message(its, joined("mixed", parts)), (taken(report),))]


def _list(box: Box, number: str) -> list[Mailed]:
    """A list: its rows keep their own days."""
    reports = [box.report(box_unit) for box_unit in ("丁社区", "戊社区")]
    rows = [["单位", "标题", "报送时间"], *([one.unit, one.title, one.day] for one in reports)]
    content = "\r\n".join(",".join(row) for row in rows).encode("gb18030")
    its = Head("五月台账", "街道某某", "colleague@example.cn", moment("2009-07-30"), number=number)
    mail = message(its, joined("mixed", [text(_COVER), file("台账.csv", content)]))
    cells = [{"unit": one.unit, "title": one.title, "received": one.day} for one in reports]
    return [Mailed(mail, tuple(Wanted("taken", cells=one) for one in cells))]


def _form(box: Box, number: str) -> list[Mailed]:
    report = box.report()
    rows = (("序号", "姓名", "职务", "手机"), ("1", f"信息员{number}", "文书", f"13800139{number}"))
    content = docx(title("信息员登记表"), para(f"填报单位（盖章）：{report.unit}"), table(*rows))
    cells = {"unit": report.unit, "name": f"信息员{number}"}
    wanted = Wanted("taken", "", "reporter", cells)
    return [Mailed(sent(report, number, [file("登记表.docx", content)]), (wanted,))]


def _by_display_name(box: Box, number: str) -> list[Mailed]:
    """From a mailbox that is not on file, whose owner calls himself as his unit."""
    report = box.report()
    its = head(report, "本周信息", number, address=f"p{number}@example.com")
    content = message(its, joined("mixed", [text(_COVER), file("信息.docx", unsigned(report))]))
    return [Mailed(content, (taken(report),))]


def _with_signed_sheet(box: Box, number: str) -> list[Mailed]:
    """The picture of the sheet that the leader signed is none of the report."""
    report = box.report()
    files = [file("信息.docx", word_file(report)), file("签批单.png", png(7), kind="image/png")]
    return [Mailed(sent(report, number, files), (taken(report),))]


GOOD: tuple[Maker, ...] = (
    *(_qq, _netease, _called_gb2312, _raw_gbk, _split, _raw_utf8, _rfc2231, _sent_on),
    *(_sent_on_as_text, _several, _zip, _without_date, _in_the_text, _html_only, _two_forms),
    *(_pasted, _with_picture, _answered, _list, _form, _by_display_name, _with_signed_sheet),
)


# With a trouble


def _not_opened(code: str, name: str, content: bytes) -> Maker:
    def made(box: Box, number: str) -> list[Mailed]:
        report = box.report()
        its = sent(report, number, [file(name, content + number.encode())])
        return [Mailed(its, held(code))]

    made.__name__ = code
    return made


def _cloud(link: str) -> Maker:
    def made(box: Box, number: str) -> list[Mailed]:
        report = box.report()
        page = f"<div>您好</div><div>{link}</div><div>信息{number}.docx (61.20M)</div>"
        content = message(head(report, f"{report.unit}信息", number), html(page))
        return [Mailed(content, held("cloud-attachment"))]

    made.__name__ = "cloud"
    return made


def _old_word(box: Box, number: str) -> list[Mailed]:
    """An older Word file, where there is nothing that converts it."""
    report = box.report()
    entry = "WordDocument".encode("utf-16-le") + b"\0\0"
    stream = entry.ljust(64, b"\0") + len(entry).to_bytes(2, "little") + bytes(62)
    content = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + number.encode()).ljust(512, b"\0") + stream
    return [Mailed(sent(report, number, [file("信息.doc", content)]), held("older-format"))]


def _wrong_unit_in_the_name(box: Box, number: str) -> list[Mailed]:
    report = box.report("甲社区")
    its = file("乙社区信息.docx", word_file(report))
    return [Mailed(sent(report, number, [its]), held("two-units"))]


def _two_units(box: Box, number: str) -> list[Mailed]:
    """Two units in one message: the one whose mailbox it is, and another."""
    first, second = box.report("丙社区"), box.report("丁社区")
    second = second._replace(day=first.day)
    files = [file("1.docx", word_file(first)), file("2.docx", word_file(second))]
    wanted = (taken(first), *held("two-units"))
    return [Mailed(sent(first, number, files, subject="本周信息"), wanted)]


def _again(box: Box, number: str) -> list[Mailed]:
    """The same report in a second message, a day later."""
    report = box.report()
    files = [file("信息.docx", word_file(report))]
    later = f"{date.fromisoformat(report.day) + timedelta(days=1)}"
    second = head(report, "再发一次", f"{number}.2", received=moment(later))
    again = message(second, joined("mixed", [text(_COVER), *files]))
    return [
        Mailed(sent(report, number, files), (taken(report),)),
        Mailed(again, (Wanted("known"),)),
    ]


def _corrected(box: Box, number: str) -> list[Mailed]:
    """The report, and two days later what is to take its place."""
    report = box.report()
    changed = report._replace(text=(report.text[0] + "特此更正。", *report.text[1:]))
    later = f"{date.fromisoformat(report.day) + timedelta(days=2)}"
    its = head(report, f"更正：{report.title}", f"{number}.2", received=moment(later))
    parts = [text(_COVER), file("信息（修改稿）.docx", word_file(changed))]
    return [
        Mailed(sent(report, number, [file("信息.docx", word_file(report))]), (taken(report),)),
        Mailed(message(its, joined("mixed", parts)), held("correction")),
    ]


def _no_report(subject: str, *more: bytes, kind: str = "") -> Maker:
    def made(box: Box, number: str) -> list[Mailed]:
        report = box.report()
        its = head(report, subject, number, more=more)
        part = text("您的来信已收到，我会尽快回复。")
        whole = joined(f"report; report-type={kind}", [part]) if kind else part
        return [Mailed(message(its, whole), ())]

    made.__name__ = f"no_report {subject}"
    return made


def _file_forgotten(box: Box, number: str) -> list[Mailed]:
    report = box.report()
    content = message(head(report, f"{report.unit}信息", number), text(_COVER))
    return [Mailed(content, held("no-attachment"))]


def refused(content: bytes, code: str = "file-unreadable") -> list[Mailed]:
    return [Mailed(content, (Wanted("refused", code),))]


def _nested(box: Box, number: str) -> list[Mailed]:
    report = box.report()
    part = text(report.text[0])
    for deep in range(300):
        part = joined("mixed", [part], f"b{deep}")
    return refused(message(head(report, report.title, number), part))


def _loop(box: Box, number: str) -> list[Mailed]:
    """Sent on and on, by seven."""
    report = box.report()
    content = sent(report, number, [file("信息.docx", word_file(report))])
    for deep in range(7):
        outer = head(report, f"转发：{report.title}", f"{number}.{deep}")
        content = message(outer, joined("mixed", [text(""), inside(content)], f"o{deep}"))
    return [Mailed(content, held("too-deep"))]


def _damaged(box: Box, number: str) -> list[Mailed]:
    report = box.report()
    its = file("信息.docx", word_file(report))
    broken = Part(its.fields, its.content[:400] + b"\xff*" + its.content[402:])
    return [Mailed(sent(report, number, [broken]), held("damaged"))]


def _cut_short(box: Box, number: str) -> list[Mailed]:
    report = box.report()
    content = sent(report, number, [file("信息.docx", word_file(report))])
    return refused(content[: len(content) * 2 // 3])


def _without_boundary(box: Box, number: str) -> list[Mailed]:
    report = box.report()
    content = sent(report, number, [file("信息.docx", word_file(report))])
    return refused(content.replace(b' boundary="----=_Part_1"', b""))


def _long_head(box: Box, number: str) -> list[Mailed]:
    report = box.report()
    more = (b"X-Long: " + b"a" * 1_000_000,)
    its = head(report, report.title, number, more=more)
    return refused(message(its, text("\n".join(report.text))))


def _secret(box: Box, number: str) -> list[Mailed]:
    report = box.report()
    content = docx(para("机密★1年"), title(report.title), report.paragraphs)
    return refused(sent(report, number, [file("信息.docx", content)]), "secret")


def _stranger(box: Box, number: str) -> list[Mailed]:
    report = box.report()
    its = head(report, "本周信息", number, name="某某", address=f"s{number}@example.com")
    content = message(its, joined("mixed", [text(_COVER), file("信息.docx", unsigned(report))]))
    return [Mailed(content, held("no-unit"))]


def _unit_of_nobody(box: Box, number: str) -> list[Mailed]:
    report = box.report()._replace(unit="申社区")
    its = Head("本周信息", "某某", "x@example.com", moment(report.day), number=number)
    content = message(its, joined("mixed", [text(_COVER), file("1.docx", word_file(report))]))
    return [Mailed(content, held("unknown-unit"))]


def _without_trace(box: Box, number: str) -> list[Mailed]:
    """A draft that no server has seen: its own date does not count."""
    report = box.report()
    its = head(report, "本周信息", number, received="")
    content = message(its, joined("mixed", [text(_COVER), file("信息.docx", unsigned(report))]))
    return [Mailed(content, held("no-day"))]


def _unknown_charset(box: Box, number: str) -> list[Mailed]:
    report = box.report()
    its = text("\r\n".join(report.text), "gbk", "x-office-2009")
    return [Mailed(message(head(report, report.title, number), its), (taken(report),))]


def _zips_in_zips(box: Box, number: str) -> list[Mailed]:
    report = box.report()
    content = word_file(report)
    for name in ("a.docx", "a.zip", "b.zip"):
        content = zipped({name: content})
    return [Mailed(sent(report, number, [file("信息.zip", content)]), held("not-read"))]


def _late_by_the_trace(box: Box, number: str) -> list[Mailed]:
    """Sent in time by its own date, a week late by the office's server."""
    report = box.report()
    early = f"{date.fromisoformat(report.day) - timedelta(days=7)}"
    its = head(report, f"{report.unit}信息", number, date=moment(early))
    content = message(its, joined("mixed", [text(_COVER), file("1.docx", word_file(report))]))
    return [Mailed(content, (taken(report),))]


def _scan(box: Box, number: str) -> list[Mailed]:
    report = box.report()
    its = file("扫描件.pdf", b"%PDF-1.4 " + number.encode())
    return [Mailed(sent(report, number, [its]), held("format"))]


TROUBLED: tuple[Maker, ...] = (
    _not_opened("winmail", "winmail.dat", b'x\x9f>"'),
    _cloud("从QQ邮箱发来的超大附件"),
    _cloud("从网易163邮箱发来的云附件"),
    _not_opened("rar", "信息.rar", b"Rar!\x1a\x07\x00"),
    _not_opened("7z", "信息.7z", b"7z\xbc\xaf\x27\x1c"),
    *(_old_word, _wrong_unit_in_the_name, _two_units, _again, _corrected),
    _no_report("自动回复：信息", b"Auto-Submitted: auto-replied"),
    _no_report("已读：信息", kind="disposition-notification"),
    _no_report("系统退信", kind="delivery-status"),
    *(_file_forgotten, _nested, _loop, _damaged, _cut_short, _without_boundary, _long_head),
    *(_secret, _stranger, _unit_of_nobody, _without_trace, _unknown_charset, _zips_in_zips),
    *(_late_by_the_trace, _scan),
)


# As they lie there


def as_files(folder: Path, messages: Sequence[Mailed]) -> Path:
    """Each message a file."""
    folder.mkdir(parents=True)
    for number, one in enumerate(messages, 1):
        (folder / f"{number:03}.eml").write_bytes(one.content)
    return folder


def as_mailbox(path: Path, messages: Sequence[Mailed]) -> Path:
    """All messages in one file, with what a program puts there of its own."""
    with path.open("wb") as box:
        for number, one in enumerate(messages, 1):
            lines = one.content.replace(b"\r\n", b"\n").rstrip(b"\n").split(b"\n")
            box.write(
                f"From somebody@example.org Fri May  8 16:30:{number % 60:02} 2009\n".encode()
            )
            box.write(b"Status: RO\nX-Mozilla-Status: 0001\n")
            quoted = (
                b">" + line if line.lstrip(b">").startswith(b"From ") else line for line in lines
            )
            box.write(b"\n".join(quoted) + b"\n\n")
    return path


def as_maildir(folder: Path, messages: Sequence[Mailed]) -> Path:
    """A folder as servers keep a mailbox, half of it read."""
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True)
    (folder / "tmp" / "999.half").write_bytes(b"From: a\nSubject: half")
    (folder / "dovecot-uidlist").write_bytes(b"3 V1 N5\n")
    for number, one in enumerate(messages, 1):
        name = f"new/{number:03}.host" if number % 2 else f"cur/{number:03}.host:2,S"
        (folder / name).write_bytes(one.content.replace(b"\r\n", b"\n"))
    return folder


def _told(messages: Sequence[Mailed]) -> Iterator[tuple[str, dict[str, object]]]:
    for number, one in enumerate(messages, 1):
        wanted = [want._asdict() for want in one.wanted]
        yield f"{number:03}", {"style": one.style, "wanted": wanted}


if __name__ == "__main__":
    there = Path(sys.argv[1])
    all_of_them = Box(15).all()
    as_files(there / "来件", all_of_them)
    as_mailbox(there / "来件.mbox", all_of_them)
    as_maildir(there / "Maildir", all_of_them)
    told = json.dumps(dict(_told(all_of_them)), ensure_ascii=False, indent=1)
    (there / "truth.json").write_text(told, encoding="utf-8")

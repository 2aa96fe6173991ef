"""Word files and texts from strangers, made to do harm or broken on the way: refused or read."""

import io
import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from conftest import Program
from damaged import changed
from inforeport.errors import (
    EncodingUnclear,
    FileUnreadable,
    FormatNotRead,
    InforeportError,
    MarkedSecret,
    WorkbookUnusable,
)
from inforeport.intake import Asked, drafts, gather, letter
from inforeport.intake.blocks import Line, Look
from inforeport.intake.report import reports
from inforeport.model.letters import Letter
from shell import shell
from test_bulletin import bad_pictures, image
from typed_up import MAIN, TYPES, R, body, docx, para, picture, table, title, zipped

ASKED = Asked(today=date(2009, 6, 3), words={"forms": {}, "levels": {}, "groups": {}})
MAPPED = (EncodingUnclear, FileUnreadable, FormatNotRead, MarkedSecret, WorkbookUnusable)
FIRST = "5月7日，甲社区开展消防演练，居民二百多人参加。"
MAIN_PART = "word/document.xml"


def report(*blocks: str, **parts: Any) -> bytes:
    """A good report, and what else stands in its file."""
    foot = para("甲社区", align="right") + para("2009-05-08", align="right")
    return docx(title("甲社区开展消防演练"), body(FIRST), *blocks, foot, **parts)


def see(content: bytes, name: str) -> Letter | InforeportError:
    """What comes of a file: a letter whose pieces are read, or a refusal; and soon."""
    begun = time.monotonic()
    try:
        came = letter(content, name, ASKED)
        for one in drafts(came, ASKED.words):
            assert one.draft or one.problems
    except MAPPED as error:
        return error
    finally:
        assert time.monotonic() - begun < 10, "a busy machine has twice five seconds"
    return came


def why(content: bytes) -> str:
    """What is said of a Word file that is refused."""
    came = see(content, "信息.docx")
    assert isinstance(came, FileUnreadable), came
    return str(came.facts["why"])


# 34: too large


def xml_bomb() -> bytes:
    """A text of 100 MB in a file of a hundred thousand bytes."""
    return docx("<w:p/>" * 100, parts={"word/styles.xml": b"<a>" + b" " * 10**8 + b"</a>"})


LARGE: Mapping[str, Callable[[], bytes]] = {
    "a part of 100 MB": lambda: report(parts={"word/media/a.bin": bytes(10**8)}),
    "a text of 100 MB": xml_bomb,
    "parts without number": lambda: report(parts={f"word/{n}.bin": b"" for n in range(2_001)}),
}


@cache
def large(name: str) -> bytes:
    """One of them, made once."""
    return LARGE[name]()


@pytest.mark.parametrize("name", LARGE)
def test_bar_34_what_would_be_too_large_is_not_unpacked(name: str) -> None:
    content = large(name)
    begun = time.monotonic()
    assert why(content) == "it is too large, or would be when unpacked"
    assert time.monotonic() - begun < 1


@pytest.mark.skipif(sys.platform != "linux", reason="prlimit")
def test_bar_34_a_folder_with_bombs_is_read_in_little_memory(
    office: Program, tmp_path: Path
) -> None:
    office.well("unit", "add", "甲社区", "--group", "community")
    folder = tmp_path / "收件"
    folder.mkdir()
    for number, name in enumerate(LARGE):
        (folder / f"{number}.docx").write_bytes(large(name))
    (folder / "9.docx").write_bytes(report())
    ran = shell(office.db, "intake", folder, before=("prlimit", "--as=600000000"))
    counts = "files read: 1, refused: 3; taken: 1, on file already: 0, held: 0"
    assert (ran.status, ran.out) == (3, f"{counts}\n"), ran


# 35: entities


def with_doctype(entities: str, part: str = MAIN_PART, encoding: str = "utf-8") -> bytes:
    """A Word file a part of which declares entities, and says one."""
    text = f"<!DOCTYPE w [{entities}]><w>&e;</w>"
    return report(parts={part: text.encode(encoding)})


@pytest.mark.parametrize(
    "content",
    [
        with_doctype('<!ENTITY e SYSTEM "file:///etc/hostname">'),
        with_doctype('<!ENTITY e "inside">'),
        with_doctype('<!ENTITY a "xx"><!ENTITY e "&a;&a;&a;">'),
        with_doctype("", "word/styles.xml"),
        with_doctype('<!ENTITY e "inside">', encoding="utf-16"),
        with_doctype("", "word/_rels/document.xml.rels"),
    ],
)
def test_bar_35_a_file_that_declares_entities_is_refused(content: bytes) -> None:
    assert why(content) == "it holds a DOCTYPE, which no Word file does"


# 36: broken


def without(part: str) -> bytes:
    with ZipFile(io.BytesIO(report())) as archive:
        names = [one for one in archive.namelist() if one != part]
        return zipped({name: archive.read(name) for name in names})


def twice(part: str) -> bytes:
    out = io.BytesIO(report())
    with ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(part, "<a/>")
    return out.getvalue()


def damaged() -> bytes:
    """A part whose checksum is wrong."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive, ZipFile(io.BytesIO(report())) as good:
        for name in good.namelist():
            archive.writestr(name, good.read(name))
    return out.getvalue().replace("演练".encode(), "演戏".encode())


def locked() -> bytes:
    content = bytearray(report())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


DEEP = f"{'<w:sdt>' * 5_000}{'</w:sdt>' * 5_000}"
BROKEN: Mapping[str, Callable[[], bytes]] = {
    "half": lambda: report()[:1_000],
    "without its end": lambda: report()[:-30],
    "no text": lambda: without(MAIN_PART),
    "no types": lambda: without("[Content_Types].xml"),
    "checksum": damaged,
    "locked": locked,
    "a part twice": lambda: twice(MAIN_PART),
    "names that lead out": lambda: report(parts={"../a.xml": "<a/>"}),
    "no XML": lambda: report(parts={MAIN_PART: "no XML <"}),
    "too deep": lambda: report(DEEP),
    "one text of 11 MB": lambda: report(para("长" * 3_700_000)),
    "a workbook's type": lambda: report(
        parts={"[Content_Types].xml": TYPES.replace("wordprocessingml.document", "x")}
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_bar_36_a_broken_word_file_is_refused_with_its_reason(name: str) -> None:
    assert isinstance(see(BROKEN[name](), "信息.docx"), MAPPED)


# 37, 38: other things


def test_bar_37_a_picture_that_leads_nowhere_does_not_stop_the_text() -> None:
    came = see(report(picture(), relations={"p1": "../NULL"}), "信息.docx")
    assert isinstance(came, Letter)
    assert came.pieces[0].cells["title"] == "甲社区开展消防演练"
    assert [one.code for one in came.passed] == ["picture"]


def test_bar_37_what_is_linked_is_not_fetched() -> None:
    linked = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="p1" Type="{R}/image" Target="http://example.org/a.png"'
        ' TargetMode="External"/></Relationships>'
    )
    came = see(report(picture(), parts={"word/_rels/document.xml.rels": linked}), "信息.docx")
    assert isinstance(came, Letter)
    assert came.pieces[0].images == ()


def test_bar_38_only_what_is_a_plain_word_file_is_opened(tmp_path: Path) -> None:
    macros = report(parts={"word/vbaProject.bin": b"x"})
    enabled = TYPES.replace(MAIN, "application/vnd.ms-word.document.macroEnabled.main+xml")
    files = {
        "a.docm": macros,
        "b.docx": report(parts={"[Content_Types].xml": enabled}),
        "c.pdf": b"%PDF-1.4",
        "d.wps": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(1_024, b"\0"),
        "e.docx": report(),
        "~$e.docx": b"\x07somebody",
        ".hidden.docx": report(),
        "Thumbs.db": b"x",
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    came = {
        Path(one.name if isinstance(one, Letter) else one.place).name: one
        for one in gather.letters(tmp_path, ASKED)
    }
    read = {name for name, one in came.items() if isinstance(one, Letter)}
    assert ({*came}, read) == ({"a.docm", "b.docx", "c.pdf", "d.wps", "e.docx"}, {"e.docx"})


# 39 to 41: hostile texts


SIGNS = "\u202e倒\u200b\ufeff\u2066\x7f\x85\u2028"
IN_XML = re.compile("[\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff\x7f-\x9f\x00-\x08\x0b-\x1f]")


@pytest.mark.parametrize("name", ["信息.docx", "信息.txt"])
def test_bar_39_what_hides_or_commands_is_taken_out(
    office: Program, tmp_path: Path, name: str
) -> None:
    office.well("unit", "add", "甲社区", "--group", "community")
    heading, text = f"甲社区{SIGNS}开展消防演练", f"5月7日{SIGNS}，居民参加。"
    if name.endswith(".docx"):
        content = docx(title(heading), body(text), para("甲\u200b社区"), para("2009-05-08"))
    else:
        whole = f"{heading}\n\x1b[31m{text}\x1b]0;x\x07\n甲社区\n2009-05-08\x00\n"
        content = whole.encode()
    path = tmp_path / name
    path.write_bytes(content)
    ran = office("intake", path)
    assert (ran.status, "taken: 1" in ran.out) == (0, True), ran
    shown = office.well("submission", "show", "#1", "--json")
    kept = [shown.json["title"], shown.json["text"], shown.json["unit"]]
    assert not [one for one in kept if IN_XML.search(one)]
    assert not IN_XML.search(ran.out + ran.err + office.well("submission", "list").out)
    target = tmp_path / "登记.docx"
    office.well("export", "submissions", "--month", "5", "-o", target)
    assert Document(str(target)).tables


@pytest.mark.parametrize(
    "heading", ["[red]消防[/]演练", "[/]演练", "演练[link=x]", "演练:smile:记"]
)
def test_bar_40_markup_in_a_title_is_told_letter_by_letter(
    office: Program, tmp_path: Path, heading: str
) -> None:
    office.well("unit", "add", "甲社区", "--group", "community")
    path = tmp_path / "信息.docx"
    path.write_bytes(docx(title(heading), body(FIRST), para("甲社区"), para("2009-05-08")))
    assert office("intake", path).status == 0
    assert heading in office.well("submission", "list").out
    assert heading in office.well("intake", "list").out


def test_bar_41_a_text_or_title_that_is_too_long_is_held_with_the_limit(
    office: Program, tmp_path: Path
) -> None:
    office.well("unit", "add", "甲社区", "--group", "community")
    rows = (("标题", "长" * 201), ("单位", "甲社区"), ("报送时间", "2009-05-08"))
    foot = para("甲社区") + para("2009-05-08")
    files = {
        "a.docx": docx(title("报送单"), table(*rows)),
        "b.docx": docx(title("消防演练"), *[body("长" * 10_000)] * 21, foot),
        "c.docx": docx(title("消防演练"), *[body("长" * 9_000)] * 22, foot),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    ran = office("intake", *(tmp_path / name for name in files))
    assert "taken: 1, on file already: 0, held: 2" in ran.out
    assert "201 characters are too many; at most 200 are kept" in ran.err
    assert "at most 200000 are kept" in ran.err
    assert len(office.well("submission", "show", "#1", "--json").json["text"]) > 198_000


# 47: pictures


@pytest.mark.parametrize(("name", "content"), [*bad_pictures()], ids=lambda one: str(one)[:4])
def test_bar_47_a_bad_picture_in_a_word_file_is_left_out_and_said(
    name: str, content: bytes
) -> None:
    parts = {"word/media/a.png": content, "word/media/b.png": image("PNG")}
    both = {"p1": "media/a.png", "p2": "media/b.png"}
    came = see(report(picture("p1"), picture("p2"), relations=both, parts=parts), f"{name}.docx")
    assert isinstance(came, Letter)
    (piece,) = came.pieces
    assert [one.name for one in piece.images] == ["b.png"]
    assert [one.code for one in came.passed] == ["picture"]
    assert piece.cells["pictures"] == "2"


# 56: anything


def _sound_word() -> bytes:
    styles = Path(__file__).parent / "samples" / "word" / "styles.xml"
    shown = picture() + para("图为现场", align="center")
    rows = table(("序号", "<2姓名"), ("1", "甲", "^"))
    return report(
        *(shown, rows, body("一、做法")),
        relations={"p1": "media/a.png"},
        parts={"word/media/a.png": image("PNG"), "word/styles.xml": styles.read_bytes()},
    )


def _sound_form() -> bytes:
    heads = ("序号", "姓名", "职务", "手机", "电子邮箱")
    rows = [(f"{n}", f"信息员{n}", "文书", f"1380013800{n}", "a@example.org") for n in range(5)]
    return docx(title("登记表"), para("填报单位：甲社区"), table(heads, *rows))


def _sound_text() -> bytes:
    messages = [f"甲社区张三 5-{n} 9:30\n【甲社区】开展消防演练{n}\n{FIRST}\n" for n in range(1, 9)]
    return "\n".join(messages).encode("gb18030")


SOUND: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "word": ("信息.docx", _sound_word),
    "form": ("登记表.docx", _sound_form),
    "text": ("微信.txt", _sound_text),
}


def mutants(kind: str, count: int) -> Iterator[bytes]:
    """A good file with bytes flipped, lost, doubled; of a package often within its parts."""
    name, make = SOUND[kind]
    good = make()
    parts: dict[str, bytes] = {}
    if name.endswith(".docx"):
        with ZipFile(io.BytesIO(good)) as archive:
            parts = {one: archive.read(one) for one in archive.namelist()}
    for seed in range(count):
        chance = random.Random(seed)  # noqa: S311  the same mutants every time
        if parts and seed % 4:
            part = chance.choice(sorted(parts))
            yield zipped(parts | {part: changed(parts[part], chance)})
        else:
            yield changed(good, chance)


@pytest.mark.parametrize("kind", SOUND)
def test_bar_36_mutants_of_good_files_are_read_or_refused(kind: str) -> None:
    for content in mutants(kind, 50):
        see(content, SOUND[kind][0])


@pytest.mark.slow
@pytest.mark.parametrize("kind", SOUND)
def test_bar_36_five_hundred_mutants_of_good_files_are_read_or_refused(kind: str) -> None:
    came = [see(content, SOUND[kind][0]) for content in mutants(kind, 500)]
    read = sum(isinstance(one, Letter) for one in came)
    assert 0 < read < len(came)


LINES = st.sampled_from(
    (
        *("甲社区开展消防演练", "情况的报告", "——副题", "第3期", "一、做法", "附件：名单"),
        *("（甲社区供稿）", "供稿：乙社区 张三", "甲社区", "5月8日", "二〇〇九年五月八日"),
        *("图为现场", "【乙社区】", "审核：李四", "作者：张三", "报送单位：丙社区", "领导您好："),
        *("", " ", "张三 5-8 9:30"),
    )
)
TEXTS = st.builds(lambda number: f"5月7日，第{number}件事办好了。", st.integers(0, 10**6))
LOOKS = st.builds(
    Look,
    *(st.booleans(), st.booleans(), st.booleans(), st.booleans()),
    *(st.sampled_from((21, 32, 44)), st.booleans()),
)


@given(st.lists(st.builds(Line, LINES | TEXTS | st.text(max_size=60), LOOKS), max_size=20))
def test_bar_56_of_any_lines_no_sentence_is_lost_or_told_twice(lines: list[Line]) -> None:
    came = reports(lines, date(2009, 6, 3))
    whole = "\n".join(
        text
        for piece in came.pieces
        for text in (piece.cells.get("title", ""), piece.cells.get("text", ""))
    )
    for line in lines:
        if re.fullmatch(r"5月7日，第\d+件事办好了。", line.text):
            assert line.text in whole


@given(st.text(max_size=400) | st.lists(LINES | TEXTS).map("\n".join))
def test_bar_56_any_text_is_read_or_refused(text: str) -> None:
    see(text.encode("utf-8", "surrogatepass"), "微信.txt")


@given(st.binary(max_size=400))
def test_bar_56_any_bytes_are_read_or_refused(content: bytes) -> None:
    see(content, "a.txt")
    see(content, "a.docx")

"""A folder or a zip: what is read of it, what is not and why, and that nothing is waited for."""

import os
import socket
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from inforeport.errors import FileMissing
from inforeport.intake import gather
from inforeport.intake.containers import Budget, Item, items, unzipped
from inforeport.intake.letters import Asked
from inforeport.model import Problem
from inforeport.model.letters import Letter
from typed_up import body, docx, para, title, zipped

ASKED = Asked(today=date(2009, 6, 3))
REPORT = docx(title("消防演练"), body("5月7日，甲社区开展消防演练。"), para("（甲社区供稿）"))


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "收件"
    folder.mkdir()
    return folder


def told(came: Iterator[Item | Problem] | Iterator[Letter | Problem]) -> list[str]:
    """The names of what came, and the reasons for what did not."""
    return [
        one.name if isinstance(one, Item | Letter) else f"{one.place}: {one.what}" for one in came
    ]


# A folder


def test_the_files_of_a_folder_come_in_the_order_of_their_names(inbox: Path) -> None:
    for name in ("b.txt", "a.txt", "5月/c.txt", "5月/甲社区/d.txt"):
        (inbox / name).parent.mkdir(parents=True, exist_ok=True)
        (inbox / name).write_text(name, encoding="utf-8")
    names = ["收件/a.txt", "收件/b.txt", "收件/5月/c.txt", "收件/5月/甲社区/d.txt"]
    assert told(items(inbox)) == names
    assert told(items(inbox / "a.txt")) == ["a.txt"]


def test_what_programs_leave_behind_is_not_spoken_of(inbox: Path) -> None:
    for name in ("~$信息.docx", ".hidden", "Thumbs.db", "desktop.ini", ".~lock.信息.docx#"):
        (inbox / name).write_bytes(b"x")
    assert told(items(inbox)) == []


def test_only_ordinary_files_are_opened(inbox: Path, tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text("x", encoding="utf-8")
    os.mkfifo(inbox / "a.docx")
    (inbox / "b.docx").symlink_to(outside)
    (inbox / "c.docx").symlink_to(inbox)
    (inbox / "d.docx").mkdir()
    with socket.socket(socket.AF_UNIX) as there:
        there.bind(os.path.relpath(inbox / "e.docx"))
        link = "it is a link; only what lies in the folder itself is read"
        assert told(items(inbox)) == [
            "收件/a.docx: it is no ordinary file",
            f"收件/b.docx: {link}",
            f"收件/c.docx: {link}",
            "收件/e.docx: it is no ordinary file",
        ]


def test_a_file_that_grows_while_the_folder_is_read_is_left_for_the_next_time(inbox: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (inbox / name).write_text("5月7日，", encoding="utf-8")
    came = items(inbox)
    assert told(iter([next(came)])) == ["收件/a.txt"]
    with (inbox / "b.txt").open("a", encoding="utf-8") as file:
        file.write("甲社区开展")
    why = "it is still being written; it is read the next time"
    assert told(came) == [f"收件/b.txt: {why}"]
    assert told(items(inbox)) == ["收件/a.txt", "收件/b.txt"]


def test_a_file_that_is_gone_is_told(inbox: Path) -> None:
    (inbox / "a.txt").write_text("x", encoding="utf-8")
    (inbox / "b.txt").write_text("x", encoding="utf-8")
    came = items(inbox)
    next(came)
    (inbox / "b.txt").unlink()
    assert told(came) == ["收件/b.txt: there is no such file or folder"]


def test_a_file_that_is_too_large_is_not_opened(inbox: Path) -> None:
    with (inbox / "a.docx").open("wb") as file:
        file.truncate(50_000_001)
    assert told(items(inbox)) == ["收件/a.docx: it is larger than 50 MB"]


def test_a_path_that_is_not_there_is_an_error(inbox: Path) -> None:
    for path in (inbox / "none", inbox / "none" / "none"):
        with pytest.raises(FileMissing):
            next(items(path))


def test_folders_in_each_other_without_end_do_no_harm(inbox: Path) -> None:
    folder = inbox
    for _ in range(300):
        folder = folder / "x"
        folder.mkdir()
    (folder / "a.txt").write_text("x", encoding="utf-8")
    assert len(told(items(inbox))) == 1


# A zip


def test_names_in_a_zip_are_read_as_windows_or_a_telephone_wrote_them() -> None:
    for encoding in ("gb18030", "utf-8"):
        name = "5月/甲社区.txt".encode(encoding)
        plain = b"x" * len(name)
        content = zipped({plain.decode(): b"y"}).replace(plain, name)
        assert told(unzipped(Item("a.zip", content), Budget())) == ["a.zip/5月/甲社区.txt"]
    flagged = zipped({"5月/甲社区.txt": b"x"})
    assert told(unzipped(Item("a.zip", flagged), Budget())) == ["a.zip/5月/甲社区.txt"]


def test_a_name_in_a_zip_is_never_a_path(tmp_path: Path) -> None:
    names = ["../../out.txt", "/etc/out.txt", "..\\out.txt", "a\x1b[31m.txt", "CON", "a\nb"]
    content = zipped(dict.fromkeys(names, b"x"))
    assert told(unzipped(Item("a.zip", content), Budget())) == [
        "a.zip/CON",
        "a.zip/a b",
        "a.zip/a.txt",
        "a.zip/etc/out.txt",
        "a.zip/out.txt",
        "a.zip/out.txt",
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_zip_that_would_be_too_large_is_not_unpacked() -> None:
    bomb = zipped({"a.txt": bytes(50_000_001), "b.txt": b"x"})
    assert told(unzipped(Item("a.zip", bomb), Budget())) == [
        "a.zip/a.txt: it is too large, or would be when unpacked",
        "a.zip/b.txt",
    ]
    budget = Budget()
    budget.left = 10
    several = zipped({"a.txt": b"123456", "b.txt": b"123456", "c.txt": b"1"})
    assert told(unzipped(Item("a.zip", several), budget)) == [
        "a.zip/a.txt",
        "a.zip/b.txt: it is too large, or would be when unpacked",
        "a.zip/c.txt",
    ]
    many = zipped({f"{number}.txt": b"" for number in range(2_001)})
    assert told(unzipped(Item("a.zip", many), Budget())) == ["a.zip: it holds more than 2000 files"]


def test_a_zip_that_is_locked_or_damaged_is_told() -> None:
    content = zipped({"a.txt": b"x"})
    locked = bytearray(content)
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert told(unzipped(Item("a.zip", bytes(locked)), Budget())) == [
        "a.zip/a.txt: it is locked with a password"
    ]
    assert told(unzipped(Item("a.zip", content[:-5]), Budget())) == [
        "a.zip: it is no zip, or a damaged one"
    ]
    stored = zipped({"a.txt": b"x" * 100})
    broken = stored[:36] + b"\xff\xff" + stored[38:]
    assert told(unzipped(Item("a.zip", broken), Budget())) == ["a.zip/a.txt: it is damaged"]


# All letters at a path


def test_a_folder_is_read_letter_by_letter(inbox: Path) -> None:
    (inbox / "a.docx").write_bytes(REPORT)
    (inbox / "b.docx").write_bytes(REPORT[:100])
    (inbox / "c.pdf").write_bytes(b"%PDF-1.4")
    (inbox / "d.zip").write_bytes(
        zipped({"甲.docx": REPORT, "乙.zip": zipped({"丙.docx": REPORT})})
    )
    came = list(gather.letters(inbox, ASKED))
    assert [one.name if isinstance(one, Letter) else (one.place, one.code) for one in came] == [
        "收件/a.docx",
        ("收件/b.docx", "format"),
        ("收件/c.pdf", "format"),
        "收件/d.zip/乙.zip/丙.docx",
        "收件/d.zip/甲.docx",
    ]
    assert all(one.content == REPORT for one in came if isinstance(one, Letter))


def test_zips_are_opened_two_deep_and_no_deeper(inbox: Path) -> None:
    deep = zipped({"c.zip": zipped({"b.zip": zipped({"a.docx": REPORT})})})
    (inbox / "d.zip").write_bytes(deep)
    assert told(gather.letters(inbox, ASKED)) == [
        "收件/d.zip/c.zip/b.zip: it is a zip in a zip in a zip"
    ]


def test_what_is_in_zips_inside_counts_against_the_budget_of_the_whole() -> None:
    budget = Budget()
    budget.left = 300
    inner = zipped({"a.txt": bytes(500)})  # packed it is smaller than 300
    (item,) = unzipped(Item("b.zip", zipped({"a.zip": inner})), budget)
    assert isinstance(item, Item)
    assert told(unzipped(item, budget)) == [
        "b.zip/a.zip/a.txt: it is too large, or would be when unpacked"
    ]


def test_a_folder_marked_secret_in_one_file_is_read_but_for_that(inbox: Path) -> None:
    (inbox / "a.docx").write_bytes(docx(para("机密★1年"), body("5月7日，甲社区。")))
    (inbox / "b.docx").write_bytes(REPORT)
    said = told(gather.letters(inbox, ASKED))
    assert said[0].startswith("收件/a.docx: 收件/a.docx is marked 机密")
    assert said[1:] == ["收件/b.docx"]

"""A file is written whole or not at all, and what stood there is kept unless told otherwise."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from inforeport.errors import (
    OutputExists,
    OutputFolderMissing,
    OutputNotWritable,
    OutputOpen,
    Status,
)
from inforeport.files.disk import _error
from inforeport.render.file import write


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_has_the_content_and_the_rights_of_the_mask(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        write(tmp_path / "通报.csv", b"new")
    finally:
        os.umask(mask)
    assert (tmp_path / "通报.csv").read_bytes() == b"new"
    assert (tmp_path / "通报.csv").stat().st_mode & 0o777 == 0o640
    assert names(tmp_path) == ["通报.csv"]


def test_a_file_that_is_there_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_bytes(b"old")
    with pytest.raises(OutputExists) as caught:
        write(target, b"new")
    assert (caught.value.code, caught.value.status) == ("exists", Status.OUTPUT)
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["a.csv"]


def test_force_takes_its_place(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_bytes(b"old")
    write(target, b"new", force=True)
    assert target.read_bytes() == b"new"
    assert names(tmp_path) == ["a.csv"]


def test_force_makes_a_file_that_was_not_there(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", b"new", force=True)
    assert (tmp_path / "a.csv").read_bytes() == b"new"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputFolderMissing) as caught:
        write(tmp_path / "none" / "a.csv", b"new")
    assert str(tmp_path / "none") in str(caught.value)


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_is_never_replaced(tmp_path: Path, *, force: bool) -> None:
    (tmp_path / "a.csv").mkdir()
    with pytest.raises((OutputExists, OutputNotWritable)):
        write(tmp_path / "a.csv", b"new", force=force)
    assert names(tmp_path) == ["a.csv"]


def test_force_does_not_replace_a_device() -> None:
    with pytest.raises(OutputNotWritable):
        write(Path(os.devnull), b"new", force=True)


@pytest.mark.parametrize(
    "lock",
    [
        ".~lock.五月份情况通报.docx#",  # LibreOffice
        ".~五月份情况通报.docx",  # WPS
        "~$五月份情况通报.docx",  # Word, a short name
        "~$份情况通报.docx",  # Word, a long one
    ],
)
def test_a_file_that_another_program_has_open_is_kept(tmp_path: Path, lock: str) -> None:
    target = tmp_path / "五月份情况通报.docx"
    target.write_bytes(b"old")
    (tmp_path / lock).touch()
    with pytest.raises(OutputOpen, match="is open in another program") as caught:
        write(target, b"new", force=True)
    assert caught.value.status == Status.OUTPUT
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == sorted([target.name, lock])


def test_what_was_left_beside_a_file_that_is_gone_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / ".~lock.通报.docx#").touch()
    write(tmp_path / "通报.docx", b"new")
    assert (tmp_path / "通报.docx").read_bytes() == b"new"


def test_a_sharing_violation_is_told_as_such(tmp_path: Path) -> None:
    """What Windows says of a file that Word has open; only there has an error such a number."""
    refused = PermissionError(13, "used by another process")
    refused.winerror = 32  # type: ignore[attr-defined,unused-ignore] # Windows only
    assert isinstance(_error(tmp_path / "通报.docx", refused), OutputOpen)


def test_force_does_not_replace_a_file_that_may_only_be_read(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_bytes(b"old")
    target.chmod(0o444)
    with pytest.raises(OutputNotWritable, match="the rights do not allow it"):
        write(target, b"new", force=True)
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["a.csv"]


def test_a_long_chinese_name_leaves_room_for_the_file_beside_it(tmp_path: Path) -> None:
    target = tmp_path / ("报" * 83 + ".csv")  # 253 bytes
    write(target, b"new")
    assert target.read_bytes() == b"new"


def test_a_name_that_the_disk_refuses_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputNotWritable):
        write(tmp_path / ("报" * 100), b"new")


def test_control_characters_of_a_name_are_not_in_the_sentence(tmp_path: Path) -> None:
    target = tmp_path / "a\x1b[31m\nb"
    target.write_bytes(b"old")
    with pytest.raises(OutputExists) as caught:
        write(target, b"new")
    assert str(caught.value) == f"{tmp_path / 'a b'} is there already; it was not touched"


@pytest.mark.parametrize("force", [False, True])
def test_of_several_at_once_one_wins_and_its_file_is_whole(tmp_path: Path, *, force: bool) -> None:
    target = tmp_path / "a.csv"
    contents = [str(n).encode() * 100_000 for n in range(6)]

    def one(content: bytes) -> bool:
        try:
            write(target, content, force=force)
        except OutputExists:
            return False
        return True

    with ThreadPoolExecutor(len(contents)) as threads:
        won = list(threads.map(one, contents))
    assert won.count(True) == (len(contents) if force else 1)
    assert target.read_bytes() in contents
    assert names(tmp_path) == ["a.csv"]

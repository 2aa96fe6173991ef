"""A file is written whole or not at all, and what stood there is kept unless told otherwise."""

import os
from pathlib import Path

import pytest

from inforeport.errors import (
    OutputExists,
    OutputFolderMissing,
    OutputNotWritable,
    Status,
)
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

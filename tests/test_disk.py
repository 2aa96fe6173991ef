"""Disks that cannot do everything, and whom they let read what."""

import errno
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from conftest import Program
from inforeport.files import disk

POSIX = pytest.mark.skipif(os.name != "posix", reason="rights are POSIX's")


@contextmanager
def without_links(monkeypatch: pytest.MonkeyPatch, number: int) -> Iterator[None]:
    """A disk that gives no file a second name, as the system tells of it."""

    def refused(*_: object, **__: object) -> None:
        raise OSError(number, "no links here")

    with monkeypatch.context() as patch:
        patch.setattr("os.link", refused)
        yield


@pytest.mark.parametrize("number", [errno.EINVAL, errno.EPERM, errno.ENOTSUP])
def test_bar_92_a_disk_without_links_takes_every_new_file(
    office: Program, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    folder = office.db.parent
    run = Program(folder / "新.db")
    paper = folder / "名册.docx"
    with without_links(monkeypatch, number):
        run.well("init", "--office", "街道办")
        run.well("unit", "add", "甲社区", "--group", "社区")
        run.well("export", "roster", "-o", paper)
        run.well("backup")
        [copy] = (folder / "backups").glob("新-*.db")
        run.well("backup", "verify", copy)
        run.well("unit", "add", "乙社区", "--group", "社区")
        run.well("restore", copy, "--yes")
        again = run("export", "roster", "-o", paper)
    assert "error[exists]" in again.err
    assert [one["unit"] for one in run.well("unit", "list", "--json").json["units"]] == ["甲社区"]
    [kept] = folder.glob("新.db.before-restore-*")
    assert len(Program(kept).well("unit", "list", "--json").json["units"]) == 2
    run.well("check")


def test_bar_92_an_error_that_is_none_of_these_is_told(
    office: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.well("unit", "add", "甲社区", "--group", "社区")
    with without_links(monkeypatch, errno.EIO):
        ran = office("export", "roster", "-o", office.db.with_name("名册.docx"))
    assert "error[not-writable]" in ran.err
    assert not office.db.with_name("名册.docx").exists()


@POSIX
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077, 0o177, 0o777])
def test_bar_93_a_paper_with_contacts_is_as_careful_as_the_ledger(
    office: Program, mask: int
) -> None:
    office.well("unit", "add", "甲社区", "--group", "社区")
    office.well("reporter", "add", "甲社区", "甲员", "--mobile", "13800138000")
    folder = office.db.with_name("out")
    folder.mkdir()
    before = os.umask(mask)
    try:
        for ending in ("docx", "xlsx", "html", "csv", "json"):
            bears, bare = (folder / f"{name}.{ending}" for name in ("bears", "bare"))
            office("export", "roster", "--show-contact", "-o", bears)
            office("reporter", "list", "--show-contact", "-o", bears.with_stem("bears-list"))
            office("export", "roster", "-o", bare)
            office("export", "form", "-o", bare.with_stem("bare-form"))
        office.well("dump", "-o", folder / "bears.txt")
        office.well("backup", "-o", folder / "bears.db")
    finally:
        os.umask(before)
    modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()}
    assert len(modes) == 23
    assert {mode for name, mode in modes.items() if name.startswith("bears")} == {0o600}
    assert {mode for name, mode in modes.items() if name.startswith("bare")} == {0o666 & ~mask}


@POSIX
def test_a_new_file_is_its_owners_under_any_mask(tmp_path: Path) -> None:
    before = os.umask(0o777)
    try:
        disk.fill(tmp_path / "file", b"", disk.PRIVATE)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600
    shutil.rmtree(tmp_path)

"""The handover: one page with links, a proved copy, and contacts only where they are asked for."""

import io
import os
import re
import shutil
import stat
from datetime import date
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

from conftest import Program
from every import an_office
from inforeport.documents.page import Page, Paragraph
from inforeport.render import RENDERERS, checked
from test_outputs import page

FILES = {"交接清单.html", "交接清单.docx", "台账备份.db", "台账备份.db.sha256", "评分办法.toml"}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return an_office(tmp_path_factory.mktemp("base") / "office")


@pytest.fixture
def office(base: Program, tmp_path: Path) -> Program:
    shutil.copytree(base.db.parent, tmp_path / "office")
    return Program(tmp_path / "office" / base.db.name)


def text_of(path: Path) -> str:
    return unescape(re.sub(r"<[^>]+>", "", path.read_text("utf-8").partition("<body>")[2]))


def test_all_that_is_handed_over_lies_in_one_folder(office: Program, tmp_path: Path) -> None:
    folder = tmp_path / "交接"
    office.well("handover", "-o", folder, today=date(2009, 6, 5))
    assert {path.name for path in folder.iterdir()} == FILES
    assert office.well("backup", "verify", folder / "台账备份.db").out.startswith("good:")
    said = text_of(folder / "交接清单.html")
    for part in (
        "三.3　社区每周应报1篇",
        "2009年7月1日做2009年6月材料：inforeport month 2009-06",
        "异议第1号，乙社区：少计一篇",
        "2009年6月",
        "丙小区",
        "收信邮箱“信箱”：服务器127.0.0.1，端口9",
    ):
        assert part in said.replace("\n", ""), part


def test_the_page_is_signed_by_both_and_by_who_sees_to_it(office: Program, tmp_path: Path) -> None:
    office.well("handover", "-o", tmp_path / "交接", today=date(2009, 6, 5))
    *_, form = Document(str(tmp_path / "交接" / "交接清单.docx")).tables
    labels = {cell.text for row in form.rows for cell in row.cells}
    assert {"移交人\n（签字）", "接收人\n（签字）", "监交人\n（签字）", "交接日期"} <= labels


def test_every_link_leads_to_what_is_there(office: Program, tmp_path: Path) -> None:
    folder = tmp_path / "交接"
    office.well("handover", "-o", folder)
    source = (folder / "交接清单.html").read_text("utf-8")
    links = re.findall(r'<a href="([^"]+)"', source)
    assert len(links) == 9 + 3
    for link in links:
        assert f'id="{link[1:]}"' in source if link[0] == "#" else (folder / link).is_file()
    with ZipFile(folder / "交接清单.docx") as word:
        document = word.read("word/document.xml").decode()
    for name in FILES - {"交接清单.html", "交接清单.docx"}:
        assert f"HYPERLINK &quot;{name}&quot;" in document


def test_contacts_are_told_only_where_they_are_asked_for(office: Program, tmp_path: Path) -> None:
    office.well("reporter", "edit", "信息员乙一", "--mobile", "13800138000")
    office.well("handover", "-o", tmp_path / "无")
    office.well("handover", "-o", tmp_path / "有", "--contacts")
    pages = {name: tmp_path / name / "交接清单.html" for name in ("无", "有")}
    assert "13800138000" not in pages["无"].read_text("utf-8")
    assert "13800138000" in pages["有"].read_text("utf-8")
    if os.name == "posix":
        for path in (pages["有"], tmp_path / "无" / "台账备份.db"):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_mailboxes_are_told_without_what_unlocks_them(office: Program, tmp_path: Path) -> None:
    unlock = ("--password-command", "pass show geheim")
    office(
        "mailbox", "add", "办公", "--host", "imap.example.cn", "--user", "ban@example.cn", *unlock
    )
    sender = ("--sender", "fa@example.cn", "--user", "fa")
    office("outbox", "server", "--host", "smtp.example.cn", *sender, *unlock)
    office.well("handover", "-o", tmp_path / "交接")
    said = text_of(tmp_path / "交接" / "交接清单.html")
    assert "收信邮箱“办公”：服务器imap.example.cn，端口993，用户名ban@example.cn" in said
    assert "发信邮箱：fa@example.cn，服务器smtp.example.cn，端口465，用户名fa。" in said
    assert "geheim" not in said


def test_bar_114_a_folder_that_holds_some_of_it_is_not_touched(
    office: Program, tmp_path: Path
) -> None:
    (tmp_path / "评分办法.toml").write_bytes(b"mine")
    before = {path.name for path in tmp_path.iterdir()}
    ran = office("handover", "-o", tmp_path)
    assert (ran.status, ran.err.count("error[exists]")) == (7, 1)
    assert {path.name for path in tmp_path.iterdir()} == before
    office.well("handover", "-o", tmp_path, "--force")
    assert (tmp_path / "评分办法.toml").read_bytes() != b"mine"


def linking(link: str) -> Page:
    return page(Paragraph("甲", link=link))


@pytest.mark.parametrize(
    "link",
    ["https://example.cn", "//example.cn/x", "../x", "/etc/x", "javascript:x", "a/../b", "file:x"],
)
def test_a_page_leads_nowhere_outside(link: str) -> None:
    content = RENDERERS[".html"](linking(link), "zh")
    assert checked.prove(content, linking(link), ".html", "zh") is not None


def test_a_page_leads_to_a_file_beside_it() -> None:
    for ending in (".html", ".docx"):
        content = RENDERERS[ending](linking('甲 & "乙".db'), "zh")
        assert checked.prove(content, linking('甲 & "乙".db'), ending, "zh") is None
    with ZipFile(io.BytesIO(RENDERERS[".docx"](linking("甲.db"), "zh"))) as word:
        assert b'w:instr=" HYPERLINK &quot;' in word.read("word/document.xml")

"""The office's own template: what it lacks is told and taken from ours, and no trap is opened."""

import io
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document

from conftest import Program
from inforeport.files.package import UnusablePackageError, check
from inforeport.render.template import SHIPPED, fonts, lacking
from roles import role, roles

PLAIN = SHIPPED.read_bytes()


def remade(changes: dict[str, bytes | None], *, more: dict[str, bytes] | None = None) -> bytes:
    """The shipped template with parts that are another, or missing, or more."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(PLAIN)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = changes.get(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in (more or {}).items():
            new.writestr(name, content)
    return out.getvalue()


def part(name: str) -> bytes:
    with ZipFile(io.BytesIO(PLAIN)) as archive:
        return archive.read(name)


def without(style: str) -> bytes:
    """The template with a style that goes by another name."""
    styles = part("word/styles.xml").decode()
    renamed = styles.replace(
        f'w:name w:val="主送机关"/><w:aliases w:val="{style}"', 'w:name w:val="own"'
    )
    return remade({"word/styles.xml": renamed.encode()})


TYPES = part("[Content_Types].xml")
MACRO = TYPES.replace(
    b"vnd.openxmlformats-officedocument.wordprocessingml.document.main",
    b"vnd.ms-word.document.macroEnabled.main",
)
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>&e;</a>'
HOSTILE = {
    "empty": (b"", "not a Word file"),
    "text": (b"name,group\n", "not a Word file"),
    "half": (PLAIN[: len(PLAIN) // 2], "not a Word file"),
    "no types": (remade({"[Content_Types].xml": None}), "not a Word file"),
    "macro type": (remade({"[Content_Types].xml": MACRO}), "holds macros"),
    "macro part": (remade({}, more={"word/vbaProject.bin": b"x"}), "holds macros"),
    "doctype": (remade({}, more={"word/more.xml": DOCTYPE}), "DOCTYPE"),
    "wide doctype": (
        remade({}, more={"word/more.xml": DOCTYPE.decode().encode("utf-16")}),
        "DOCTYPE",
    ),
    "bomb": (remade({}, more={"word/media/a.png": b"\0" * 31_000_000}), "too large"),
    "xml bomb": (remade({}, more={"word/more.xml": b" " * 21_000_000}), "too large"),
    "many": (remade({}, more={f"word/{n}": b"" for n in range(2_001)}), "too large"),
    "leads out": (remade({}, more={"../../x.xml": b"<a/>"}), "no honest file"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason(name: str) -> None:
    content, reason = HOSTILE[name]
    with pytest.raises(UnusablePackageError, match=reason):
        check(content)


@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "_rels/.rels"])
@pytest.mark.parametrize("content", [None, b"", b"<w:styles", b"<a/>", b"<a>" * 5_000])
def test_a_damaged_part_is_told_in_the_same_words(name: str, content: bytes | None) -> None:
    with pytest.raises(UnusablePackageError, match="not a Word file, or a damaged one"):
        lacking(remade({name: content}))


def test_a_file_of_which_any_byte_was_changed_is_read_or_refused() -> None:
    for place in range(0, len(PLAIN), len(PLAIN) // 150):
        content = bytearray(PLAIN)
        content[place] ^= 0xFF
        try:
            lacking(bytes(content))
        except UnusablePackageError:
            continue


def test_the_shipped_template_lacks_nothing_and_names_the_fonts_of_the_standard() -> None:
    assert lacking(PLAIN) == []
    assert set(fonts(PLAIN)) == {"仿宋", "楷体", "黑体", "宋体", "方正小标宋简体"}
    assert "SimHei" in fonts(PLAIN)["黑体"]


@pytest.fixture
def template(office: Program) -> Path:
    """A template of the office's own, which calls one style by another name."""
    office.well("unit", "add", "甲社区", "--group", "community")
    path = office.db.with_name("own.docx")
    path.write_bytes(without("addressee"))
    return path


def test_a_paper_is_set_in_the_template_and_what_it_lacks_is_told_once(
    office: Program, template: Path
) -> None:
    target = office.db.with_name("通报.docx")
    asked = ("export", "circular", "--month", "5", "--template", template, "-o", target)
    ran = office(*asked)
    assert (ran.status, ran.out) == (0, f"wrote: {target}\n")
    assert ran.err == (
        "inforeport: own.docx lacks styles, which are taken from the template that ships: "
        "主送机关\n"
    )
    paper = Document(str(target))
    names = roles(paper.paragraphs)
    assert names[:2] == ["title", "addressee"]
    assert {"own", "addressee"} <= {role(style) for style in paper.styles}


def test_check_names_what_is_missing_and_writes_a_sample(office: Program, template: Path) -> None:
    sample = office.db.with_name("sample.docx")
    ran = office("template", "check", template, "--json")
    assert ran.status == 8
    assert ran.json["missing_styles"] == ["主送机关"]
    assert {font["name"] for font in ran.json["fonts"]} == set(fonts(PLAIN))
    assert office("template", "check", template, "--sample", sample).status == 8
    text = "".join(one.text for one in Document(str(sample)).paragraphs)
    assert "masthead name" in text


def test_new_hands_out_the_template_that_ships(office: Program) -> None:
    target = office.db.with_name("new.docx")
    office.well("template", "new", "-o", target)
    assert target.read_bytes() == PLAIN
    assert office("template", "new", "-o", target).status == 7
    assert office("template", "new", "-o", target.with_suffix(".doc")).status == 2


def test_a_template_is_for_word_only(office: Program, template: Path) -> None:
    target = office.db.with_name("a.csv")
    ran = office("export", "circular", "--month", "5", "--template", template, "-o", target)
    assert (ran.status, target.exists()) == (2, False)

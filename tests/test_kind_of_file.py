"""What a file is: its first bytes say it, whatever it is called."""

import io
import zipfile

import openpyxl
import pytest

from inforeport.intake.kind import Kind, kind


def packed(*names: str) -> bytes:
    """A zip with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def old(stream: str) -> bytes:
    """The beginning of an old Office file with a stream of that name."""
    name = stream.encode("utf-16-le")
    entry = name.ljust(64, b"\0") + (len(name) + 2).to_bytes(2, "little") + b"\2"
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + entry.ljust(128, b"\0")


def workbook() -> bytes:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "wanted"),
    [
        (workbook(), "list.csv", Kind.XLSX),
        (packed("word/document.xml"), "list.xlsx", Kind.DOCX),
        (packed("5\u6708/a.docx"), "list.xlsx", Kind.ZIP),
        (b"PK\x03\x04 and no more", "list.xlsx", Kind.UNKNOWN),
        (workbook()[:-100], "list.xlsx", Kind.XLSX),
        (old("Workbook"), "list.et", Kind.XLS),
        (old("WordDocument"), "list.xls", Kind.DOC),
        (old("EncryptedPackage"), "list.xlsx", Kind.LOCKED),
        (old("Nothing"), "list.xls", Kind.UNKNOWN),
        (b"\xef\xbb\xbf\n<HTML><body><table>", "list.xls", Kind.HTML),
        (b"{\\rtf1", "a.doc", Kind.RTF),
        (b"%PDF-1.4", "list.csv", Kind.UNKNOWN),
        (b"a,b", "list.csv", Kind.CSV),
        (b"a,b", "list.xlsx", Kind.CSV),
        (b"a,b", "news.txt", Kind.TEXT),
        (b"a\tb\n1\t2\n", "-", Kind.CSV),
        (b"a\tb\n1\n", "-", Kind.TEXT),
        (b"", "list.csv", Kind.CSV),
        (b"", "list.xls", Kind.UNKNOWN),
    ],
)
def test_the_first_bytes_say_what_a_file_is(content: bytes, name: str, wanted: Kind) -> None:
    assert kind(content, name) is wanted


def test_a_stream_that_a_text_speaks_of_is_none() -> None:
    text = "Workbook".encode("utf-16-le")
    assert kind(old("WordDocument") + text.rjust(700, b"\0"), "a") is Kind.DOC

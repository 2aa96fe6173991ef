"""Word files as people type them, for the tests of what comes in: a few lines of XML each."""

import io
import struct
import zlib
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
    '.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
)
_RELATION = '<Relationship Id="{id}" Type="{R}/{type}" Target="{target}"{more}/>'
_ROOT = _RELATION.format(id="r1", R=R, type="officeDocument", target="word/document.xml", more="")


def run(text: str, *, size: int = 0, bold: bool = False, hidden: bool = False) -> str:
    """Some text of a paragraph; a line end in it is a manual line break."""
    about = f'<w:sz w:val="{size}"/>' if size else ""
    about += "<w:b/>" * bold + "<w:vanish/>" * hidden
    lines = '</w:t><w:br/><w:t xml:space="preserve">'.join(escape(text).split("\n"))
    return f'<w:r><w:rPr>{about}</w:rPr><w:t xml:space="preserve">{lines}</w:t></w:r>'


def para(text: str = "", *, align: str = "", style: str = "", more: str = "", **look: Any) -> str:
    """A paragraph; `more` is XML that hangs in it."""
    about = f'<w:pStyle w:val="{style}"/>' if style else ""
    about += f'<w:jc w:val="{align}"/>' if align else ""
    return f"<w:p><w:pPr>{about}</w:pPr>{run(text, **look) if text else ''}{more}</w:p>"


def title(text: str) -> str:
    """A title as most set it: centred, 二号."""
    return para(text, align="center", size=44)


def body(text: str) -> str:
    """A paragraph of the text, in 三号."""
    return para(f"\u3000\u3000{text}", size=32)


def picture(name: str = "p1") -> str:
    """A paragraph with a picture, by the name of its reference."""
    return para(
        more=f'<w:r><w:drawing><a:blip r:embed="{name}"/></w:drawing></w:r>', align="center"
    )


def box(*paragraphs: str) -> str:
    """A paragraph with a text box, as newer programs write it: once for them, once for older."""
    inside = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    both = (
        f"<mc:Choice><w:drawing>{inside}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback>"
    )
    return para(more=f"<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>")


def table(*rows: Sequence[str]) -> str:
    """A table; a cell `"<2"` is two columns wide, `"^"` goes on the one above."""
    lines = (f"<w:tr>{''.join(map(_cell, row))}</w:tr>" for row in rows)
    return f"<w:tbl>{''.join(lines)}</w:tbl>"


def _cell(text: str) -> str:
    about = ""
    if text == "^":
        text, about = "", "<w:vMerge/>"
    elif text.startswith("<"):
        about, text = f'<w:gridSpan w:val="{text[1]}"/>', text[2:]
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{para(text)}</w:tc>"


def docx(
    *blocks: str,
    parts: Mapping[str, str | bytes] | None = None,
    relations: Mapping[str, str] | None = None,
) -> bytes:
    """A Word file of these blocks; `relations` are targets by the name of their reference."""
    document = (
        f'<w:document xmlns:w="{W}" xmlns:r="{R}" xmlns:a="{_A}" xmlns:mc="{_MC}">'
        f"<w:body>{''.join(blocks)}</w:body></w:document>"
    )
    related = "".join(
        _RELATION.format(id=key, R=R, type="image", target=target, more="")
        for key, target in (relations or {}).items()
    )
    whole: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{_ROOT}</Relationships>',
        "word/document.xml": document,
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>'
        ),
    }
    return zipped(whole | dict(parts or {}))


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip with these parts."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def png(shade: int = 0) -> bytes:
    """A small picture."""

    def chunk(name: bytes, data: bytes) -> bytes:
        whole = name + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    rows = b"".join(b"\0" + bytes([shade, 0, 0]) * 4 for _ in range(4))
    head = struct.pack(">IIBBBBB", 4, 4, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts

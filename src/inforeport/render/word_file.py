"""The file that a Word paper is packed into: the same parts make the same bytes on any day.

What stands in the parts is not known here.
"""

import io
from collections.abc import Iterable
from itertools import chain
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from docx.document import Document as Paper
from docx.opc.part import Part

_ZIP_BEGINS = (1980, 1, 1, 0, 0, 0)
_PACKED_ALREADY = (".jpg", ".jpeg", ".png")
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def packed(paper: Paper, text: Iterable[bytes]) -> bytes:
    """The paper's parts as a file, with `text`, in pieces, for its document.

    Pictures, which are packed already, are not packed again.
    """
    package = paper.part.package
    parts = sorted(package.iter_parts(), key=lambda part: str(part.partname))
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        _put(archive, "[Content_Types].xml", [_types(parts).encode()])
        _put(archive, "_rels/.rels", [package.rels.xml])
        for part in parts:
            content = chain([_HEAD.encode()], text) if part is paper.part else [part.blob]
            _put(archive, part.partname.membername, content)
            if part.rels:
                _put(archive, part.partname.rels_uri.membername, [part.rels.xml])
    return out.getvalue()


def with_fixed_times(archive: bytes) -> bytes:
    """The same zip archive without the time and the machine of its making."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(archive)) as made, ZipFile(out, "w") as fixed:
        for name in made.namelist():
            _put(fixed, name, [made.read(name)])
    return out.getvalue()


def _put(archive: ZipFile, name: str, content: Iterable[bytes]) -> None:
    entry = ZipInfo(name, _ZIP_BEGINS)
    entry.create_system = 0
    entry.compress_type = ZIP_STORED if name.endswith(_PACKED_ALREADY) else ZIP_DEFLATED
    with archive.open(entry, "w") as out:
        for piece in content:
            out.write(piece)


def _types(parts: Iterable[Part]) -> str:
    named = "".join(
        f'<Override PartName="{part.partname}" ContentType="{part.content_type}"/>'
        for part in parts
    )
    known = f'<Default Extension="rels" ContentType="{_RELATIONS}"/>'
    return f'{_HEAD}<Types xmlns="{_TYPES}">{known}{named}</Types>'

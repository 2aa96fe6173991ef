"""The Word template that a paper is set in: the one that ships, or the office's own.

How a page is set in it is `word`'s.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from functools import cache
from pathlib import Path
from zipfile import BadZipFile
from zlib import error as ZlibError  # noqa: N812  the library's name says nothing by itself

from docx import Document
from docx.document import Document as Paper
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree
from msgspec.structs import replace

from inforeport.documents.page import Block, Page, Paragraph
from inforeport.files.package import UnusablePackageError, check
from inforeport.render import own
from inforeport.words import Message, message, say

SHIPPED = Path(__file__).with_name("paper.docx")

_BROKEN = (
    *(BadZipFile, ZlibError, KeyError, ValueError, RecursionError, StopIteration),
    *(etree.XMLSyntaxError, PackageNotFoundError),
    *(AttributeError, TypeError, AssertionError),  # well-formed, and something else than it should
)
_USES = ("eastAsia", "ascii", "hAnsi")


def opened(template: bytes | None = None) -> Paper:
    """A fresh paper of the template, with every style that a page may name; what spoils one is out.

    Raises `UnusablePackageError` with the reason for what is no Word file, or of another form.
    """
    if template is None:
        return Document(str(SHIPPED))
    paper = _read(template)
    own.mended(paper)
    _complete(paper)
    return paper


def spoiling(template: bytes) -> list[Message]:
    """What in a template would spoil a paper, and is left out of it."""
    paper = _read(template)
    return [*own.mended(paper), *own.dropped(paper)]


def fitted(page: Page, template: bytes) -> Page:
    """The page without its red head, where the template has one of its own in its body."""
    return without_masthead(page) if own.kept(_read(template)).head else page


def without_masthead(page: Page) -> Page:
    """The page below a red head that is not ours: without its own, its number on top.

    The title needs not name the issuer there.
    """
    numbers = [one for one in page.blocks if _is(one, "document number", "number")]
    rest = (one for one in page.blocks if not _is(one, "masthead issuer", "letter issuer"))
    blocks = (_untold(one, page.issuer) for one in rest if one not in numbers)
    tops = (replace(one, role="document number") for one in numbers if isinstance(one, Paragraph))
    return replace(page, blocks=(*tops, *blocks))


def _is(block: Block, *roles: str) -> bool:
    return isinstance(block, Paragraph) and block.role in roles


def _untold(block: Block, issuer: str) -> Block:
    """A title without the issuer before 关于."""
    if not isinstance(block, Paragraph) or block.role != "title":
        return block
    title = say(block.text, "zh")
    return replace(
        block, text=title.removeprefix(issuer) if title.startswith(f"{issuer}关于") else title
    )


def style_ids(paper: Paper) -> dict[str, str]:
    """The ids of the styles of a complete paper by the roles that pages ask for."""
    has = _styles(paper)
    found = ((names, _one_of(has, names)) for names, _ in _ours())
    return {names[-1]: one.get(qn("w:styleId")) for names, one in found if one is not None}


def chinese_names() -> dict[str, str]:
    """What the styles are called in Chinese Word, by the roles that pages ask for."""
    built_in = {f"heading {level}": f"标题 {level}" for level in range(1, 5)}
    return built_in | {names[-1]: names[0] for names, _ in _ours() if len(names) > 1}


def lacking(template: bytes) -> list[str]:
    """The names of the styles that a template lacks, in Chinese."""
    has = _styles(_read(template))
    return [names[0] for names, _ in _ours() if _one_of(has, names) is None]


def fonts(template: bytes) -> Mapping[str, list[str]]:
    """The fonts that the styles of a template name, each with its other names from the table."""
    paper = _read(template)
    named = {
        font.get(qn(f"w:{use}"))
        for style in _styles(paper).values()
        for font in style.iter(qn("w:rFonts"))
        for use in _USES
    }
    others = dict(_other_names(paper))
    return {name: others.get(name, []) for name in sorted(name for name in named if name)}


def _read(template: bytes) -> Paper:
    check(template)
    try:
        paper = Document(io.BytesIO(template))
        _styles(paper)
        next(paper.element.body.iter(qn("w:sectPr")))
        paper.styles.element.get_by_name("title")
        own.check(paper)
    except _BROKEN as error:
        raise UnusablePackageError(message("not a Word file, or a damaged one")) from error
    return paper


def _styles(paper: Paper) -> dict[str, etree._Element]:
    """The styles by each of their names."""
    every = [*paper.styles.element.iterchildren(qn("w:style"))]
    named = [(names, style) for style in every if (names := _names(style))]
    others = {name: style for names, style in named for name in names[1:]}
    return others | {names[0]: style for names, style in named}


def _names(style: etree._Element) -> list[str]:
    """What a style is called, and by which other names; Word writes its own in its own case."""
    name, others = style.find(qn("w:name")), style.find(qn("w:aliases"))
    if name is None:
        return []
    also = "" if others is None else others.get(qn("w:val"))
    names = (one.strip() for one in (name.get(qn("w:val")), *also.split(",")))
    return [one.casefold() for one in names if one]


def _complete(paper: Paper) -> None:
    """Copy in the styles that are lacking, under ids that are free."""
    has = _styles(paper)
    taken = {style.get(qn("w:styleId")) for style in has.values()}
    ids: dict[str, str] = {}
    copies = []
    for names, style in _ours():
        ident = style.get(qn("w:styleId"))
        there = _one_of(has, names)
        if there is not None:
            ids[ident] = there.get(qn("w:styleId"))
            continue
        copy = deepcopy(style)
        copy.attrib.pop(qn("w:default"), None)  # the template has its own
        ids[ident] = next(free for free in _ids(ident) if free not in taken)
        copy.set(qn("w:styleId"), ids[ident])
        copies.append(copy)
    for copy in copies:
        for other in copy.iter(qn("w:basedOn"), qn("w:next")):
            other.set(qn("w:val"), ids[other.get(qn("w:val"))])
        paper.styles.element.append(copy)


@cache
def _ours() -> list[tuple[list[str], etree._Element]]:
    """The styles of the template that ships, with their names."""
    every = Document(str(SHIPPED)).styles.element.iterchildren(qn("w:style"))
    return [(_names(style), style) for style in every]


def _one_of(has: Mapping[str, etree._Element], names: Sequence[str]) -> etree._Element | None:
    """The style of that name, or of the other one: an office's own Title is a title too."""
    return next((has[name] for name in names if name in has), None)


def _ids(ident: str) -> Iterator[str]:
    yield ident
    number = 1
    while True:
        yield f"{ident}{number}"
        number += 1


def _other_names(paper: Paper) -> Iterator[tuple[str, list[str]]]:
    for relation in paper.part.rels.values():
        if relation.reltype.endswith("/fontTable") and not relation.is_external:
            table = etree.fromstring(relation.target_part.blob, _PARSER)
            for font in table.iterchildren(qn("w:font")):
                other = font.find(qn("w:altName"))
                names = "" if other is None else other.get(qn("w:val"), "")
                yield font.get(qn("w:name"), ""), re.findall(r"[^,;]+", names)


_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)

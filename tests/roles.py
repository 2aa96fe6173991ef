"""The styles of a Word file by the roles that pages ask for, whatever they are called in it."""

from collections.abc import Iterable
from typing import Any

from docx.document import Document as Paper
from docx.oxml.ns import qn
from docx.styles.style import BaseStyle
from docx.text.paragraph import Paragraph


def role(style: BaseStyle | None) -> str:
    """The role of a style: its other name, or what it is called where it has none."""
    assert style is not None
    other = style.element.find(qn("w:aliases"))
    named = str(other.get(qn("w:val")) if other is not None else style.name)
    return named.replace("Heading", "heading")


def roles(paragraphs: Iterable[Paragraph]) -> list[str]:
    """The roles of paragraphs."""
    return [role(one.style) for one in paragraphs]


def styled(paper: Paper, wanted: str) -> Any:
    """The style of a role."""
    return next(style for style in [*paper.styles] if role(style) == wanted)

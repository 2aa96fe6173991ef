"""How a page is drawn: the table from the ending of a file to its renderer.

What is drawn is said in `documents`; the screen has its own renderer, `terminal`.
"""

from collections.abc import Callable, Mapping

from inforeport.documents.page import Form, Page, Table

Draw = Callable[[Page, str], bytes]
"""A page and a language make the bytes of a file."""


def _word(page: Page, language: str, template: bytes | None = None) -> bytes:
    from inforeport.render import word

    return word.draw(page, language, template)


def _excel(page: Page, language: str) -> bytes:
    from inforeport.render import xlsx

    return xlsx.draw(page, language)


def _html(page: Page, language: str) -> bytes:
    from inforeport.render import html

    return html.draw(page, language)


def _csv(page: Page, language: str) -> bytes:
    from inforeport.render import csv_

    return csv_.draw(page, language)


def _json(page: Page, language: str) -> bytes:
    from inforeport.render import json_

    return json_.draw(page, language)


def _mail(page: Page, language: str) -> bytes:
    from inforeport.render import eml

    return eml.draw(page, language)


RENDERERS: Mapping[str, Draw] = {
    ".docx": _word,
    ".xlsx": _excel,
    ".html": _html,
    ".csv": _csv,
    ".json": _json,
    ".eml": _mail,
}
"""Each imports its library only when it is called."""

PDF = ".pdf"
"""What another program makes of the Word file; see `pdf`."""

PAPER = {".docx", ".xlsx", ".html", ".eml", PDF}
"""What people read and print: always in Chinese, whatever the screen speaks."""


def endings(page: Page) -> list[str]:
    """The endings that can hold the page: CSV holds tables and forms, and nothing else."""
    is_text = not any(isinstance(block, Table | Form) for block in page.blocks)
    return [ending for ending in (*RENDERERS, PDF) if not (is_text and ending == ".csv")]

"""How a page is drawn: the table from the ending of a file to its renderer.

What is drawn is said in `documents`; the screen has its own renderer, `terminal`.
"""

from collections.abc import Callable, Mapping

from inforeport.documents.page import Page

Draw = Callable[[Page, str], bytes]
"""A page and a language make the bytes of a file."""


def _word(page: Page, language: str, template: bytes | None = None) -> bytes:
    from inforeport.render import word

    return word.draw(page, language, template)


def _csv(page: Page, language: str) -> bytes:
    from inforeport.render import csv_

    return csv_.draw(page, language)


def _json(page: Page, language: str) -> bytes:
    from inforeport.render import json_

    return json_.draw(page, language)


RENDERERS: Mapping[str, Draw] = {".docx": _word, ".csv": _csv, ".json": _json}
"""Each imports its library only when it is called."""

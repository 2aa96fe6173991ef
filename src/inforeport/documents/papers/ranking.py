"""The tables of a period: place, what was due and counted, each part of the points, their sum."""

from msgspec.structs import replace

from inforeport.documents.manner import manner_of
from inforeport.documents.notice import on_sheets
from inforeport.documents.page import Page
from inforeport.documents.ranking import scores
from inforeport.model.papers import Material


def page(material: Material) -> Page:
    """A table for each group."""
    page = scores(material)
    if not manner_of(material).apart:
        return page
    return replace(page, blocks=tuple(on_sheets(page.blocks)))

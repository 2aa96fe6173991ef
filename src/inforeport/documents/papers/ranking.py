"""The tables of a period: place, what was due and counted, each part of the points, their sum."""

from inforeport.documents.page import Page
from inforeport.documents.ranking import score_page
from inforeport.model.papers import Material


def page(material: Material) -> Page:
    """A table for each group."""
    return score_page(material)

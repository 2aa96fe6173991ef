"""The circular (通报), by points where the scheme gives any, else by counts."""

from inforeport.documents.circular import circular_page
from inforeport.documents.counted import counts_page
from inforeport.documents.page import Page
from inforeport.documents.papers import correction
from inforeport.model.papers import Material


def page(material: Material) -> Page:
    """The circular of the period, or its correction."""
    if material.wanted.correct:
        return correction.page(material)
    return circular_page(material) if material.result.parts else counts_page(material)

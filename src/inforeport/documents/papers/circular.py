"""The circular (通报), by points where the scheme gives any, else by counts."""

from inforeport.documents.circular import circular_page
from inforeport.documents.counted import counts_page
from inforeport.documents.material import Material
from inforeport.documents.page import Page


def page(material: Material) -> Page:
    """The circular of the period."""
    return circular_page(material) if material.result.parts else counts_page(material)

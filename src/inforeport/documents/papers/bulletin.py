"""An issue of the office's bulletin, or a draft of one."""

from inforeport.documents.bulletin import bulletin_page
from inforeport.documents.page import Page
from inforeport.model.papers import Material


def page(material: Material) -> Page:
    """The issue, with what the scheme says of the bulletin's head and foot."""
    return bulletin_page(material.issue, material.office, material.day, material.bulletin_terms)

"""An issue of the office's bulletin, or a draft of one."""

from inforeport.documents.bulletin import bulletin_page
from inforeport.documents.material import Material
from inforeport.documents.page import Page


def page(material: Material) -> Page:
    """The issue, with what the scheme says of the bulletin's head and foot."""
    issue, terms = material.issue, material.bulletin_terms
    return bulletin_page(
        issue,
        material.office,
        issue.issued or material.day,
        activity=terms.activity if terms else "",
        foot=terms.foot if terms else (),
    )

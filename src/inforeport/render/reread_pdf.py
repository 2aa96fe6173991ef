"""A PDF, opened again: how many pages it has, and what stands on the first of them."""

import io
import logging

from inforeport.render.reread import squeezed

_FIRST = 3  # pages on which the title of a paper stands
_QUIET = logging.CRITICAL  # what the reader remarks of a file is no answer of ours


def pages_and_text(content: bytes) -> tuple[int, str]:
    """The number of pages, and the text of the first ones, squeezed; none of what is no PDF."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(_QUIET)
    try:
        pages = PdfReader(io.BytesIO(content)).pages
        return len(pages), squeezed("".join(one.extract_text() for one in pages[:_FIRST]))
    except Exception:  # noqa: BLE001  whatever a reader throws, the file cannot be read
        return 0, ""

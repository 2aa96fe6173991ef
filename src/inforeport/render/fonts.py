"""The names of the fonts that the papers ask for, as the template of Word files names them."""

import re
from pathlib import Path
from zipfile import ZipFile

_TEMPLATE = Path(__file__).parent / "paper.docx"
_NAMED = re.compile(r'<w:rFonts\b[^>]*w:eastAsia="([^"]+)"')


def fonts() -> list[str]:
    """Every font of the template's styles, sorted."""
    with ZipFile(_TEMPLATE) as template:
        return sorted(set(_NAMED.findall(template.read("word/styles.xml").decode())))

"""The tables of a period: place, what was due and counted, each part of the points, their sum."""

from msgspec.structs import replace

from inforeport.documents.chinese import period_words
from inforeport.documents.manner import manner_of
from inforeport.documents.notice import on_sheets
from inforeport.documents.page import Page
from inforeport.documents.ranking import scores
from inforeport.documents.windows import period_text
from inforeport.model.papers import Material
from inforeport.period import Period
from inforeport.words import Spoken, say


def page(material: Material) -> Page:
    """A table for each group."""
    manner, period = manner_of(material), material.result.period
    page = scores(material, _called(period) if manner.by_span else "")
    if not manner.apart:
        return page
    return replace(page, blocks=tuple(on_sheets(page.blocks)))


def _called(period: Period) -> Spoken:
    """The period as other papers call it: 2009年第二季度."""
    return Spoken({"zh": period_words(period), "en": say(period_text(period), "en")})

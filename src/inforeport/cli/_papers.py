"""A paper from the table to its page: what it is made of, and what is in the way of printing it."""

from inforeport.cli._session import Session
from inforeport.documents import Paper, write
from inforeport.documents.page import Page
from inforeport.errors import NoEnd, NoPoints, NothingDiffers, NothingToPrint, NotOver
from inforeport.model.papers import Material, Wanted
from inforeport.period import Period
from inforeport.words import Message, message


def material_of(
    session: Session, paper: Paper, period: Period | None, wanted: Wanted | None = None
) -> Material:
    """What a paper is made of, all of one state of the file."""
    office = session.office
    with office.snapshot():
        return office.material(paper.prints, period, *([wanted] if wanted else []))


def check_over(session: Session, material: Material, paper: Paper) -> None:
    """That a paper which looks final is of a period that is over, or is asked for `so_far`.

    Raises `NotOver` or `NoEnd`.
    """
    if material.until is None or "so_far" not in paper.takes or material.wanted.so_far:
        return
    campaign = material.period.name == "campaign"
    if campaign and session.office.scheme(material.period.last).until is None:
        raise NoEnd
    named = message("campaign") if campaign else material.period.name
    raise NotOver(period=named, today=material.until)


def written_page(name: str, paper: Paper, material: Material) -> Page:
    """The paper. Raises `NoPoints`, `NothingDiffers` or `NothingToPrint` where there is none."""
    if paper.of_points and not material.result.parts:
        raise NoPoints(title=material.result.scheme.title)
    page = write(name, material)
    if not page.blocks and material.wanted.correct:
        raise NothingDiffers(period=material.period.name)
    if not page.blocks:
        raise NothingToPrint(why=Message(paper.nothing))
    return page

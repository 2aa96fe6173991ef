"""What is still open of a period: told before it is sealed, and before its papers are made."""

from collections.abc import Iterator

from inforeport.office import Office
from inforeport.period import Period
from inforeport.scheme.readings import ways_taken
from inforeport.words import Message, message


def objections(office: Office, period: Period) -> Iterator[Message]:
    """Each objection that is still open to the period, or to what came before it or to nothing."""
    for objection in office.open_objections:
        if objection.period is None or objection.period & period:
            yield message(
                "open objection {number} of {unit}: {text}",
                number=objection.id,
                unit=objection.unit,
                text=objection.text,
            )


def waiting(office: Office, period: Period) -> Iterator[Message]:
    """How many pieces wait that may be of the period: nobody counts them."""
    pieces = office.waiting(period)
    if pieces:
        yield message("pieces that wait, and do not count: {n} (see: inforeport intake)", n=pieces)


def questions(office: Office, period: Period) -> Iterator[Message]:
    """How many questions the scheme of the period leaves open."""
    questions_open = sum(one.is_open for one in ways_taken(office.scheme(period.last)))
    if questions_open:
        yield message(
            "questions that the scheme leaves open: {n} (see: inforeport scheme show)",
            n=questions_open,
        )


def owing(office: Office, period: Period) -> Iterator[Message]:
    """Which units still owe reports of the period."""
    reminder = office.reminder(period)
    units = [*dict.fromkeys((*reminder.overdue, *reminder.coming, *reminder.later))]
    if units:
        yield message("units that owe reports: {n} ({units})", n=len(units), units=units)


def drafts(office: Office) -> Iterator[Message]:
    """How many issues of the bulletin are not issued."""
    from inforeport.store.bulletin import bulletins

    count = sum(one.issued is None for one in bulletins(office.ledger))
    if count:
        yield message("issues of the bulletin that are drafts: {n}", n=count)


def differing(office: Office, period: Period) -> Iterator[Message]:
    """Whether a sealed period would be printed otherwise today: its papers stay as they were."""
    sealed = office.sealed(period)
    if sealed and office.differences(period)[0].found:
        yield message(
            "{period} is sealed and would come out otherwise today; its papers are as printed"
            " (see: inforeport check --period {period})",
            period=period.name,
        )

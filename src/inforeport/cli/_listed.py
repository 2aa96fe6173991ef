"""What papers list beside the result of a period: its reports, their uses, what was owed."""

from msgspec.structs import replace

from inforeport import scoring
from inforeport.cli._gather import dues
from inforeport.cli._reigns import in_force
from inforeport.cli._session import Session
from inforeport.documents.material import Listed
from inforeport.model import Adoption, Submission
from inforeport.period import Period
from inforeport.store import adoption as adoption_store
from inforeport.store import facts as fact_store
from inforeport.store import submission as submission_store


def listed(session: Session, period: Period) -> Listed:
    """What any paper of a period may list."""
    return Listed(
        submissions=submissions(session, period),
        uses=uses(session, period),
        uses_of_sent=uses_of_sent(session, period),
        dues=dues(session, period),
    )


def submissions(session: Session, period: Period) -> tuple[Submission, ...]:
    """What arrived in a period, the withdrawn too; no paper prints their texts."""
    found = submission_store.submissions(session.ledger, period)
    return tuple(replace(one, text=None) if one.text else one for one in found)


def uses(session: Session, period: Period) -> tuple[Adoption, ...]:
    """The uses that count in a period, under the units they count for."""
    by = in_force(session, period.last).counting.counts_on
    facts = fact_store.facts(session.ledger, period, uses_by=by)
    return tuple(scoring.attributed(facts).adoptions)


def uses_of_sent(session: Session, period: Period) -> tuple[Adoption, ...]:
    """Every use of what was sent in a period, whenever it was."""
    sent = {one.id for one in submission_store.submissions(session.ledger, period)}
    found = adoption_store.adoptions(session.ledger, Period(period.start))
    return tuple(use for use in found if use.submission in sent)

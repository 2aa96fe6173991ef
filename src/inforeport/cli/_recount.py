"""Counts sealed periods again: what would be printed otherwise today, and why."""

from inforeport import __version__
from inforeport.cli._closing import on_file
from inforeport.cli._gather import recounted
from inforeport.cli._reigns import reigns_of
from inforeport.cli._sealed import Sealed
from inforeport.cli._session import Session
from inforeport.documents.recount import Recount
from inforeport.errors import NothingDiffers, NotSealed
from inforeport.model import Facts
from inforeport.period import Period
from inforeport.recount import Difference, differences
from inforeport.recount_why import Since, explained
from inforeport.said import decoded
from inforeport.store import seal as seal_store


def recount(session: Session, seal: Sealed) -> tuple[Difference, ...]:
    """The units of a sealed period that would be printed otherwise today, each with the reasons."""
    new = seal.as_named(session, recounted(session, seal.period))
    found = differences(seal.result, new, seal.called_now(session))
    return explained(found, _since(session, seal)) if found else ()


def recounts(session: Session, period: Period | None) -> list[Recount]:
    """The same for one sealed period, or for all. Raises `NotSealed`."""
    if period is None:
        known = [one for one in seal_store.seals(session.ledger) if one.reopened is None]
        found = [Sealed(seal_store.whole(session.ledger, one)) for one in known]
    else:
        standing = seal_store.standing(session.ledger, period)
        if standing is None:
            raise NotSealed(period=period.name)
        found = [Sealed(standing)]
    return [
        Recount(one.period, one.seal.day, recount(session, one), session.today) for one in found
    ]


def correction(session: Session, period: Period) -> Recount:
    """What a correction of a printed period says, also where it was opened again meanwhile.

    Raises `NotSealed` where it never was sealed, or `NothingDiffers`.
    """
    seal = seal_store.latest(session.ledger, period)
    if seal is None:
        raise NotSealed(period=period.name)
    every = recount(session, Sealed(seal))
    found = tuple(one for one in every if not one.by_name_only)
    if not found:
        raise NothingDiffers(period=period.name)
    return Recount(seal.period, seal.day, found, session.today)


def _since(session: Session, seal: Sealed) -> Since:
    """What was changed since a period was sealed: the facts, the schemes, the program."""
    now = decoded(on_file(session, seal.period), Facts)
    old = {one.sha256 for one in seal.seal.schemes}
    new = [reign.stored for reign in reigns_of(session, seal.period)]
    return Since(
        before=seal.facts,
        now=now,
        newest=seal.seal.newest,
        names={new: old for old, new in seal.called_now(session).items()},
        words={**seal.result.words, **seal.result.levels},
        schemes=tuple(one.title for one in new if one.sha256 not in old),
        program=seal.seal.version != __version__,
    )

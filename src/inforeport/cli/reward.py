"""`reward`: what each place is paid, who is given a title, what people decided of ties."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated

import typer

from inforeport.cli._named import figure, name, unit_named
from inforeport.cli._options import DayOpt, DryRun, Sink, When, day
from inforeport.cli._output import answer, done, remark
from inforeport.cli._root import ByItself, Noun
from inforeport.cli._session import Session
from inforeport.documents import records
from inforeport.documents.rewards import rewards_page
from inforeport.errors import NothingToDecide
from inforeport.model import Decision, Unit
from inforeport.model.papers import Rewards
from inforeport.office.decisions import fits
from inforeport.period import Period
from inforeport.store import decision as store
from inforeport.text import TITLE
from inforeport.words import message

app = Noun(cls=ByItself)

GiveOpt = Annotated[
    list[str],
    typer.Option(metavar="UNIT=YUAN", help="what a unit that tied is given; of a title, the unit"),
]


@app.command("show")
def show(session: Session, when: When, sink: Sink) -> None:
    """Show prizes and titles by final place, and fees; of the campaign if no period is named."""
    office = session.office
    with office.snapshot():
        days, today = office.calendar, office.today
        result, rewards = office.rewards(when.of(days, today) or days.campaign(today))
        imprint = office.imprint(result)
    remark(session, result.remarks)
    record = records.reward(result, rewards, session.say)
    answer(session, lambda: rewards_page(result, rewards, *imprint), record, sink)


@app.command("decide")
def decide(
    session: Session,
    when: When,
    give: GiveOpt,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="why, as it is printed")],
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="a title, and no prize")] = None,
    on: DayOpt = None,
    dry_run: DryRun = False,
) -> None:
    """Put on file what people decided of a tie: who is given what; the list prints the reason."""
    calendar, today = session.office.calendar, session.today
    period = when.of(calendar, today) or calendar.campaign(today)
    with session.ledger.writing(keep=not dry_run):
        given = {unit: amount for one in give for unit, amount in _given(session, one).items()}
        new = Decision(
            period=period,
            on=day(on) or today,
            reason=name(reason, what="--reason", most=TITLE),
            given={unit.name: amount for unit, amount in given.items()},
            title=title,
        )
        _check_open(session.office.rewards(period)[1], new)
        store.add(session.ledger, new, {unit.name: unit for unit in given})
    told = {"period": _named(period), "units": [*new.given]}
    done(session, message("decided for {period}: {units}", **told), dry_run=dry_run)


def _given(session: Session, typed: str) -> Mapping[Unit, Decimal | None]:
    """A unit, and the yuan behind the sign."""
    called, sign, amount = typed.replace("＝", "=").partition("=")
    return {unit_named(session, called): figure(amount, what="--give") if sign else None}


def _check_open(rewards: Rewards, new: Decision) -> None:
    """That just this is left to people. Raises `NothingToDecide`."""
    left = [(None, one) for _, open_ in rewards.prizes.values() for one in open_]
    titles = [(one.title, its) for one in rewards.titles for its in one.undecided]
    if not any(fits(new, one, title) for title, one in (*left, *titles)):
        raise NothingToDecide(period=_named(new.period), units=[*new.given])


def _named(period: Period) -> object:
    return message("campaign") if period.name == "campaign" else period.name

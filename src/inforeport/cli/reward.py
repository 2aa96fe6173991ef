"""`reward`: what each place is paid, who is given a title, what people decided of ties."""

from datetime import date
from decimal import Decimal
from typing import Annotated, NamedTuple

import typer

from inforeport.cli._named import day_named, figure, name, unit_named
from inforeport.cli._options import DayOpt, DryRun, Sink, When
from inforeport.cli._output import answer, done, note, remark
from inforeport.cli._progress import working
from inforeport.cli._root import ByItself, Noun
from inforeport.cli._session import Session
from inforeport.documents import records
from inforeport.documents.rewards import rewards_page
from inforeport.errors import NothingToDecide, UnknownUnit
from inforeport.model import Decision, Unit
from inforeport.model.papers import Rewards
from inforeport.office.decisions import fits
from inforeport.period import Period
from inforeport.scoring import label
from inforeport.store import decision as store
from inforeport.text import TITLE
from inforeport.words import message

app = Noun(cls=ByItself)

GiveOpt = Annotated[
    list[str],
    typer.Option(
        metavar="UNIT=YUAN",
        help="what a unit, or a person as 张三/甲社区, is given; of a title, just who",
    ),
]


@app.command("show")
def show(session: Session, when: When, sink: Sink) -> None:
    """Show prizes and titles by final place, and fees; of the campaign if no period is named."""
    office = session.office
    with office.snapshot(), working(session, message("counting")):
        days, today = office.calendar, office.today
        result, rewards = office.rewards(when.of(days, today) or days.campaign(today))
        imprint = office.imprint(result)
    remark(session, result.remarks)
    ahead = when.is_given and result.period.last < days.until < date.max
    if ahead and rewards.prizes and not sink.json:
        note(session, message("a look ahead: the campaign runs until {day}", day=days.until))
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
        given = [_given(session, typed) for typed in give]
        new = Decision(
            period=period,
            on=day_named(session, on) or today,
            reason=name(reason, what="--reason", most=TITLE),
            given={one.name: one.amount for one in given},
            title=title,
        )
        _check_open(session.office.rewards(period)[1], new)
        store.add(session.ledger, new, {one.name: one.party for one in given})
    told = {"period": _named(period), "units": [*new.given]}
    done(session, message("decided for {period}: {units}", **told), dry_run=dry_run)


class _Given(NamedTuple):
    """A unit, or a person of it, and the yuan; none of a title."""

    unit: Unit
    person: str | None
    amount: Decimal | None

    @property
    def name(self) -> str:
        """How a tie names it."""
        return label(self.person, self.unit.name) if self.person else self.unit.name

    @property
    def party(self) -> store.Given:
        """The unit, or the person of it."""
        return self.unit, self.person


def _given(session: Session, typed: str) -> _Given:
    """A unit, or a person before a slash and the unit, and the yuan behind the sign."""
    called, sign, amount = typed.replace("＝", "=").replace("／", "/").partition("=")
    yuan = figure(amount, what="--give") if sign else None
    person, slash, unit = called.partition("/")
    try:
        return _Given(unit_named(session, called), None, yuan)
    except UnknownUnit:
        if not slash:
            raise
    return _Given(unit_named(session, unit), name(person, what="--give"), yuan)


def _check_open(rewards: Rewards, new: Decision) -> None:
    """That just this is left to people. Raises `NothingToDecide`."""
    left = [(None, one) for _, open_ in rewards.prizes.values() for one in open_]
    titles = [(one.title, its) for one in rewards.titles for its in one.undecided]
    if not any(fits(new, one, title) for title, one in (*left, *titles)):
        raise NothingToDecide(period=_named(new.period), units=[*new.given])


def _named(period: Period) -> object:
    return message("campaign") if period.name == "campaign" else period.name

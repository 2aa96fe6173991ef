"""`init`: makes the office's file, with its first scheme in force."""

from typing import Annotated

import typer

from inforeport.cli._options import DryRun
from inforeport.cli._output import done
from inforeport.cli._root import Noun
from inforeport.cli._schemes import stored
from inforeport.cli._session import Session
from inforeport.errors import EmptyName
from inforeport.model import Profile
from inforeport.period import zone_of
from inforeport.store import office as office_store
from inforeport.store.creation import create
from inforeport.store.scheme import use
from inforeport.text import one_line
from inforeport.words import message

app = Noun()

OfficeOpt = Annotated[
    str, typer.Option("--office", metavar="NAME", help="the office, as on its papers")
]
SchemeOpt = Annotated[
    str,
    typer.Option(
        "--scheme", metavar="street|schools|FILE", help="a scheme that ships, or a TOML file"
    ),
]
FromOpt = Annotated[
    str | None,
    typer.Option("--from", metavar="DAY", help="the day from which the scheme is in force"),
]
ZoneOpt = Annotated[str, typer.Option("--zone", metavar="ZONE", help="the office's time zone")]


@app.command()
def init(
    session: Session,
    office: OfficeOpt,
    scheme: SchemeOpt = "street",
    begins: FromOpt = None,
    zone: ZoneOpt = "Asia/Shanghai",
    dry_run: DryRun = False,
) -> None:
    """Make the office's file with its first scheme. A file holds one office."""
    name = one_line(office)
    if not name:
        raise EmptyName(what="--office")
    first = stored(scheme, begins)
    zone_of(zone)
    language = session.language
    with create(session.path, session.actor, keep=not dry_run) as ledger:
        office_store.write(ledger, Profile(name, language, zone))
        use(ledger, first)
    made = message("made: {path}, for {office}", path=session.path, office=name)
    done(session, made, dry_run=dry_run)

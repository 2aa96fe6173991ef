"""`office`: whose file it is, and how that changes."""

from typing import Annotated

import typer
from msgspec.structs import asdict, replace

from inforeport.cli._common import list_page
from inforeport.cli._named import name
from inforeport.cli._options import DryRun, Sink
from inforeport.cli._output import answer, done
from inforeport.cli._root import ByItself, Noun
from inforeport.cli._session import Session
from inforeport.documents.page import grid
from inforeport.errors import NothingToChange, UnknownLanguage
from inforeport.period import zone_of
from inforeport.store import office as store
from inforeport.words import LANGUAGES, message

app = Noun(cls=ByItself)

NameOpt = Annotated[
    str | None, typer.Option("--name", metavar="NAME", help="the office, as on its papers")
]
LanguageOpt = Annotated[
    str | None, typer.Option("--language", metavar="zh|en", help="language of the screen")
]
ZoneOpt = Annotated[
    str | None, typer.Option("--zone", metavar="ZONE", help="the office's time zone")
]


@app.command("show")
def show(session: Session, sink: Sink) -> None:
    """Show whose file it is; `show` may be left out."""
    office = session.profile
    table = grid(
        message("Office"),
        {
            "name": message("office"),
            "language": message("language"),
            "zone": message("time zone"),
        },
        [(office.name, office.language, office.zone)],
    )
    answer(session, list_page(session, table), {"schema": 1, "office": asdict(office)}, sink)


@app.command("edit")
def edit(
    session: Session,
    name_: NameOpt = None,
    language: LanguageOpt = None,
    zone: ZoneOpt = None,
    dry_run: DryRun = False,
) -> None:
    """Change the office's name, language or time zone; what was sealed or issued keeps the old."""
    if language is not None and language not in LANGUAGES:
        raise UnknownLanguage(language=language, languages=LANGUAGES)
    if zone is not None:
        zone_of(zone)
    with session.ledger.writing(keep=not dry_run):
        before = store.office(session.ledger)
        changed = replace(
            before,
            name=name(name_, what="--name") if name_ is not None else before.name,
            language=language or before.language,
            zone=zone or before.zone,
        )
        if changed == before:
            raise NothingToChange(what=before.name)
        store.edit(session.ledger, changed)
    done(session, message("changed: {office}", office=changed.name), dry_run=dry_run)

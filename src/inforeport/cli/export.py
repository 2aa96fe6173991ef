"""`export`: papers to print, into a file by its ending."""

from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace

from inforeport.cli._counts import counts
from inforeport.cli._gather import counted, readings
from inforeport.cli._options import ForceOpt, IssueOpt, When
from inforeport.cli._output import save
from inforeport.cli._reigns import calendar, in_force
from inforeport.cli._root import Command, Noun
from inforeport.cli._session import Session
from inforeport.documents import COUNTED, PAPERS, Write
from inforeport.errors import NoPoints
from inforeport.store import bulletin as bulletin_store

app = Noun()

OutputOpt = Annotated[
    Path, typer.Option("--output", "-o", metavar="FILE", help="where to: .docx, .csv or .json")
]


def _exporting(name: str, write: Write) -> Command:
    """The command that exports one paper of the table."""

    def export(session: Session, when: When, output: OutputOpt, force: ForceOpt = False) -> None:
        period = when.wanted(calendar(session), session.today)
        found = counted(session, period)
        found = replace(found, readings=readings(session, found))
        if found.parts:
            page = write(found, session.office, session.today)
        elif name in COUNTED:
            its = counts(session, period)
            page = COUNTED[name](found, its, session.office, session.today)
        else:
            raise NoPoints(title=found.scheme.title)
        save(session, page, output, force=force)

    export.__doc__ = write.__doc__
    return export


for _name, _write in PAPERS.items():
    app.command(_name)(_exporting(_name, _write))


@app.command("bulletin")
def bulletin(
    session: Session, output: OutputOpt, number: IssueOpt = None, force: ForceOpt = False
) -> None:
    """Export an issue of the bulletin, or the draft."""
    from inforeport.documents.bulletin import bulletin_page

    issue = bulletin_store.bulletin(session.ledger, number)
    terms = in_force(session, issue.issued).bulletin
    page = bulletin_page(
        issue,
        session.office,
        issue.issued or session.today,
        activity=terms.activity if terms else "",
        foot=terms.foot if terms else (),
    )
    save(session, page, output, force=force)

"""`dump`: everything in the file as sorted text."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from inforeport.cli._options import ForceOpt
from inforeport.cli._output import done, put_file
from inforeport.cli._progress import working
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.cli._streams import put_out
from inforeport.files.disk import PRIVATE
from inforeport.files.spool import Spool
from inforeport.store.dump import dump as dumped
from inforeport.words import message

app = Noun()

OutputOpt = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="into a file, else the screen")
]


@app.command()
def dump(session: Session, output: OutputOpt = None, force: ForceOpt = False) -> None:
    """Write every row of the file as a line of JSON, sorted, so that two files can be compared.

    It holds everything, telephones and mailboxes too; only its owner can read the file. `restore`
    takes it like a copy.
    """
    text = Spool()
    with working(session, message("gathering")), closing(dumped(session.ledger)) as lines:
        if output:
            put_file(session, output, map(str.encode, lines), force=force, mode=PRIVATE)
        else:
            for line in lines:  # whoever reads them may be slow, and the file is not to wait
                text.add(line)
    if output:
        done(session, message("wrote: {path}", path=output))
        return
    for piece in text.read():
        put_out(piece)

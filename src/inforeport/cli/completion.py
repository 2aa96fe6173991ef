"""`completion`: what a shell must know to complete what is typed."""

from typing import Annotated

import typer

from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.cli._streams import put_out_text
from inforeport.completion.scripts import SCRIPTS
from inforeport.errors import WrongUsage
from inforeport.text import one_line
from inforeport.words import message

app = Noun()

ShellArg = Annotated[
    str, typer.Argument(metavar="bash|zsh|fish|powershell", help="the shell that is to complete")
]


@app.command()
def completion(session: Session, shell: ShellArg) -> None:
    """Print a script that lets a shell complete what is typed; no file of yours is changed.

    Its first line says where it belongs.
    """
    del session
    if shell not in SCRIPTS:
        facts = {"text": one_line(shell), "words": list(SCRIPTS)}
        what = message("{text} is not known; write one of {words}", **facts)
        raise WrongUsage(what=what, command="inforeport completion")
    put_out_text(SCRIPTS[shell])

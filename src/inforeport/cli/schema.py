"""`schema`: what the answers for programs look like, as JSON Schemas."""

from typing import Annotated

import typer

from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.cli._streams import put_out_json
from inforeport.documents import schemas
from inforeport.errors import WrongUsage
from inforeport.text import one_line
from inforeport.words import message

app = Noun()

AnswerArg = Annotated[
    str,
    typer.Argument(
        metavar="NOUN", help="of which answer: a noun's list, score, due, scheme-show, write, error"
    ),
]


@app.command()
def schema(session: Session, noun: AnswerArg) -> None:
    """Print the JSON Schema of what a command answers with --json.

    `write` is what every command that changes something answers, `error` what is told on stderr
    where one is refused.
    """
    del session
    if noun not in schemas.names():
        facts = {"text": one_line(noun), "words": schemas.names()}
        what = message("{text} is not known; write one of {words}", **facts)
        raise WrongUsage(what=what, command="inforeport schema")
    put_out_json(schemas.schema(noun))

"""`restore`: a copy, or a dump, takes the place of the file."""

from pathlib import Path
from typing import Annotated

import typer

from inforeport.cli._options import DryRun, FileArg, Yes
from inforeport.cli._output import ask, done, note
from inforeport.cli._progress import working
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.files.disk import check_is_file
from inforeport.store.restoration import restore as put_back
from inforeport.store.restoration import sent_since
from inforeport.words import Message, message

app = Noun()

ToOpt = Annotated[
    Path | None, typer.Option("--to", metavar="PATH", help="another place than the office's file")
]


@app.command()
def restore(
    session: Session, file: FileArg, to: ToOpt = None, yes: Yes = False, dry_run: DryRun = False
) -> None:
    """Prove a copy or a dump, then put it in the file's place; what was there before is kept."""
    check_is_file(file)
    target = to or session.path
    proving = message("proving {path}", path=file.name)
    with working(session, proving):
        before = put_back(file, target, dry_run=True, wait=session.wait)
    if target.exists() and not dry_run:
        ask(session, message("Replace {path} by {file}?", path=target, file=file), yes=yes)
    session.close()  # it may have been asked for the language of the question
    if not dry_run:
        with working(session, proving):
            before = put_back(file, target, wait=session.wait)
    done(session, _restored(target, before), dry_run=dry_run)
    if before and not dry_run:
        _tell_of_mails(session, sent_since(before, target), before)


def _restored(target: Path, before: Path | None) -> Message:
    if before is None:
        return message("restored: {path}", path=target)
    return message("restored: {path}; kept: {before}", path=target, before=before)


def _tell_of_mails(session: Session, sent: int, before: Path) -> None:
    """That mails which the restored file holds for drafts, or does not hold, are out already."""
    sentence = message(
        "mails that went out since that copy, of which it knows nothing: {n}; do not send them"
        " again (see: inforeport outbox list --all --db {before})",
        n=sent,
        before=before,
    )
    if sent:
        note(session, sentence)

"""`backup`: a copy of the file that is proved when it is made, and proved again when asked."""

import hashlib
from pathlib import Path
from typing import Annotated, Any

import typer

from inforeport.cli._options import FileArg
from inforeport.cli._output import done
from inforeport.cli._progress import COPYING, working
from inforeport.cli._root import Group, Noun
from inforeport.cli._session import Session
from inforeport.errors import DatabaseNewer, Status, WrongUsage
from inforeport.files.disk import check_is_file
from inforeport.store import copies
from inforeport.store.copy_files import folder_of
from inforeport.words import message


class _Backup(Group):
    """A noun whose plain name makes a copy: `backup` is `backup make`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse; where no verb is named, `make` is meant."""
        if not args or args[0] not in {*self.commands, *ctx.help_option_names}:
            args = ["make", *args]
        return super().parse_args(ctx, args)


app = Noun(cls=_Backup)

FolderArg = Annotated[
    Path | None, typer.Argument(metavar="FOLDER", help="where to; else backups beside the file")
]
OutputOpt = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="under this very name")
]


@app.command("make")
def make(session: Session, folder: FolderArg = None, output: OutputOpt = None) -> None:
    """Copy the file, prove the copy, and write its SHA-256 beside it; `make` may be left out.

    In a folder copies are named by their moment, an unchanged file is not copied again, and of the
    old ones the newest of 7 days, 5 weeks and 12 months are kept. Only its owner can read a copy.
    The office's own template, a file beside it, is copied along under a name of its own.
    """
    if folder and output:
        said = message("only one of {one} and {other}", one="FOLDER", other="--output")
        raise WrongUsage(what=said, command="inforeport backup")
    try:
        path = session.as_it_is.path
    except DatabaseNewer:  # a copy needs no understanding
        path = session.path
    if output:
        with working(session, COPYING):
            copies.copy_to(path, output, wait=session.wait)
        done(session, message("copied: {path}", path=output))
        _copy_template(session, output.parent)
        return
    with working(session, COPYING):
        made = copies.copied(path, folder or folder_of(path), wait=session.wait)
    what = message("copied: {path}", path=made.path)
    done(session, what if made.fresh else message("unchanged since: {path}", path=made.path))
    _copy_template(session, made.path.parent)


def _copy_template(session: Session, folder: Path) -> None:
    """Copy the office's own template too, each version once."""
    if not session.template.exists():
        return
    from inforeport.render.file import write

    content = session.template.read_bytes()
    version = hashlib.sha256(content).hexdigest()[:8]
    path = folder / f"{session.template.stem}-{version}.docx"
    if not path.exists():
        write(path, content)
        done(session, message("copied: {path}", path=path))


@app.command("verify")
def verify(session: Session, file: FileArg) -> None:
    """See whether a copy is what was copied: its SHA-256, its pages, its links.

    Exits with 8 if not. A copy without a SHA-256 beside it is judged by its pages and links alone.
    """
    check_is_file(file)
    with working(session, message("proving {path}", path=file.name)):
        problems = copies.problems(file)
    if problems:
        done(session, message("{path} is no good copy: {why}", path=file, why=problems))
        raise typer.Exit(Status.FINDINGS)
    done(session, message("good: {path}", path=file))

"""The command line: a table of contents. Each name is a module, loaded when it is asked for."""

import atexit
import gc
import sys
from typing import Annotated

import typer

from inforeport import signals
from inforeport.cli._root import Noun, Root
from inforeport.cli._session import Session
from inforeport.cli._streams import put_out_text
from inforeport.version import __version__
from inforeport.words import N_

gc.set_threshold(500_000)  # a run is short, and hardly anything of it goes round in circles
atexit.register(gc.freeze)  # what is left at its end goes with the process, unsearched

TABLE = {
    "init": N_("make the office's file"),
    "demo": N_("make an example office and run a month through it"),
    "office": N_("whose file it is: name, language, time zone"),
    "unit": N_("the units that report, their groups and other names"),
    "reporter": N_("the people who write for the units"),
    "intake": N_("what lies on the desk: lists, reports, forms, and what of it waits"),
    "outbox": N_("mails to the units: receipts, reminders, papers; drafted, then sent when asked"),
    "mailbox": N_("where mail is fetched from; intake fetch does it"),
    "submission": N_("the reports that arrived"),
    "adoption": N_("who used a report: level, form, publication"),
    "find": N_("words in everything on file; reports that are like each other"),
    "instruction": N_("leaders' words on reports: level, day, leader"),
    "forwarding": N_("the reports that the office sent up"),
    "commission": N_("the reports that were asked for, and what came"),
    "mark": N_("what the office notes of a unit by hand, with its reason"),
    "target": N_("numbers that the scheme sets unit by unit"),
    "exemption": N_("duties that do not bind a unit for a time"),
    "dayoff": N_("days off and make-up days, beside those that are known"),
    "scheme": N_("the office's rules, each version from its day on"),
    "score": N_("points of every unit in a period"),
    "rank": N_("a table for each group: place, points, change, duty"),
    "explain": N_("every point of one unit with its clause and report"),
    "status": N_("where the office stands, and what to do next"),
    "due": N_("who owes what by when"),
    "pairs": N_("what lacks its other half: signed sheets, answers, what was asked for"),
    "reward": N_("prizes and titles by final place, fees"),
    "rollup": N_("the ledgers of many offices side by side; as Parquet for other programs"),
    "stats": N_("what was sent and used, counted by unit, kind, level, month"),
    "objection": N_("what units say against what was counted, and how it was settled"),
    "close": N_("seal a period as it is printed"),
    "reopen": N_("open a sealed period again"),
    "month": N_("what a month needs: what is open, its papers, what to print"),
    "bulletin": N_("issues of the office's bulletin, from draft to issue"),
    "export": N_("papers to print: circular, slips, roster, prize list, bulletin …"),
    "site": N_("the bulletin as a web column: plain pages in a folder"),
    "handover": N_("everything the next clerk needs, in one folder"),
    "template": N_("the Word template that papers are set in"),
    "log": N_("which command changed what, and when"),
    "undo": N_("take back the last command that changed something"),
    "check": N_("whether the file is whole, and sealed periods are as printed"),
    "verify": N_("whether a printed circular is what was sealed"),
    "backup": N_("a copy of the file, proved; of the old ones some are kept"),
    "restore": N_("put a copy in the file's place"),
    "dump": N_("everything in the file as text that can be compared"),
    "config": N_("your own defaults: the office's file, the language, the template"),
    "schema": N_("what answers for programs look like, as JSON Schemas"),
    "completion": N_("let a shell complete what is typed"),
    "doctor": N_("which file is in use, and what is wrong with it"),
}


class _Program(Root):
    table = TABLE


app = Noun(cls=_Program)


def _versions(wanted: bool) -> None:
    if wanted:
        import platform
        import sqlite3

        python, sqlite = platform.python_version(), sqlite3.sqlite_version
        put_out_text(f"inforeport {__version__} (Python {python}, SQLite {sqlite})\n")
        raise typer.Exit


@app.callback()
def root(
    ctx: typer.Context,
    db: Annotated[str | None, typer.Option(metavar="FILE", help="the office's file")] = None,
    today: Annotated[
        str | None, typer.Option(metavar="DAY", help="the day to take for today")
    ] = None,
    lang: Annotated[
        str | None, typer.Option(metavar="zh|en", help="language of the screen")
    ] = None,
    lock_wait: Annotated[
        str | None,
        typer.Option(metavar="SECONDS", help="how long to wait for another writer, else 10"),
    ] = None,
    no_migrate: Annotated[
        bool, typer.Option("--no-migrate", help="refuse an older file, do not bring it up to date")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="say nothing but errors")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="show where a fault comes from")] = False,
    version: Annotated[
        bool,
        typer.Option("--version", help="the versions in use", callback=_versions, is_eager=True),
    ] = False,
) -> None:
    """Collect, score and print the reports that units send to an office."""
    del db, lang, lock_wait, no_migrate, quiet, debug, version
    session: Session = ctx.obj
    session.today_given = today
    session.check()


def main() -> None:
    """Run the program on the arguments of the shell."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if stream is not None:  # a console that lacks a sign shows its code, and goes on
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    signals.end_in_order()
    app()

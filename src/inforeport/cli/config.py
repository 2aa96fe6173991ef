"""`config`: the user's own defaults, read and written in their settings file."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from inforeport.cli._options import Sink
from inforeport.cli._output import answer, done
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.cli._streams import put_out_text
from inforeport.documents import lists, records
from inforeport.documents.page import grid
from inforeport.errors import NoHome, OutputNotWritable
from inforeport.settings import KEYS, changed, check_key, check_value, setting, settings_file
from inforeport.text import one_line
from inforeport.words import Message, message

app = Noun()

_NO_DAY = date(1, 1, 1)  # settings are of no day

KeyArg = Annotated[str, typer.Argument(metavar="db|lang|template", help="which default")]
ValueArg = Annotated[
    str, typer.Argument(metavar="VALUE", help="what it shall be; '' takes it away")
]


@app.command("list")
def list_(session: Session, sink: Sink) -> None:
    """List the defaults: what holds, and what says so."""
    values = {key: setting(key) for key in KEYS}
    heads = {
        "key": message("setting"),
        "value": message("value"),
        "origin": message("named by"),
        "about": message("what it is"),
    }
    rows = [
        (key, value, origin, session.say(Message(KEYS[key].about)))
        for key, (value, origin) in values.items()
    ]
    table = grid(message("Settings"), heads, rows)
    page = lists.page(table.caption, [table], issuer="", day=_NO_DAY)
    answer(session, lambda: page, records.table("settings", table), sink)


@app.command("get")
def get(session: Session, key: KeyArg) -> None:
    """Print what holds for one default; nothing where nothing names it."""
    del session
    check_key(one_line(key))
    value = setting(one_line(key)).value
    put_out_text(f"{value}\n" if value else "")


@app.command("set")
def set_(session: Session, key: KeyArg, value: ValueArg) -> None:
    """Write a default into your settings file; all else in it stays as it is."""
    key, value = one_line(key), one_line(value)
    check_key(key)
    if value:
        check_value(key, value)
    path = settings_file()
    if path is None:
        raise NoHome
    if value and KEYS[key].is_path:
        value = str(Path(value).expanduser().absolute())
    _write(path, changed(path, key, value))
    done(session, message("{path}: {key} = {value}", path=path, key=key, value=value))


def _write(path: Path, text: str) -> None:
    from inforeport.files.disk import PRIVATE, output_errors
    from inforeport.render.file import write

    if path.exists() and not path.is_file():
        raise OutputNotWritable(path=path, reason=message("it is no file"))
    with output_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    write(path, text.encode(), force=True, mode=PRIVATE)

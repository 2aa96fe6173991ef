"""That something goes on: on stderr, where somebody watches, from the first moment of long work."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from typing import TYPE_CHECKING

from inforeport.cli._session import Session
from inforeport.pace import Listener, heard
from inforeport.words import Message, message

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

COPYING = message("copying the file, and proving the copy")
_EVERY = 0.1  # seconds between two looks at the clock that are shown


@contextmanager
def working(session: Session, what: Message) -> Iterator[None]:
    """Show what is done, how much of it is and for how long, and what is left as far as one knows.

    Nothing is to be written to stdout meanwhile, and nobody asked.
    """
    if session.quiet or not _animated():
        yield
        return
    with _bar() as bar:
        task = bar.add_task(session.say(what), total=None, left="")
        with heard(_teller(session, bar, task)):
            yield


def keep_copy(session: Session, why: str) -> None:
    """Have a copy of the file before something great is done to it, and show that it is made."""
    with working(session, COPYING):
        session.keep(why)


def _bar() -> "Progress":
    """What is shown, and goes when the work is done."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=20),
        TextColumn("{task.fields[left]}", markup=False),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)


def _teller(session: Session, bar: "Progress", task: "TaskID") -> Listener:
    """What shows how far the work is, when some time has gone by since it last did."""
    last = 0.0

    def tell(done: int, total: int | None) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _EVERY or done == total:
            last = now
            bar.update(task, completed=done, total=total)
            bar.update(task, left=session.say(_left(done, total, bar.tasks[0].time_remaining)))

    return tell


def _left(done: int, total: int | None, seconds: float | None) -> Message:
    """How many are done, and how long the others will take."""
    if total is None:
        return message("{n} so far", n=done)
    if seconds is None or done == total:
        return message("{n} of {total}", n=done, total=total)
    left = ceil(seconds)
    return message("{n} of {total}, about {seconds} s left", n=done, total=total, seconds=left)


def _animated() -> bool:
    """Whether something may move on the screen; who wants no colour wants no moving bar either."""
    still = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stderr is not None and sys.stderr.isatty() and not still

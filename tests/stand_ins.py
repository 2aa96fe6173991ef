"""Functions that stand for the work on a ledger, in processes that import them by name."""

import os
import signal
from datetime import date
from pathlib import Path

from inforeport.model.rollup import Told
from inforeport.period import Period

DEADLY = "死"


def told_by_name(path: Path) -> Told:
    """An empty answer; at the deadly path the process is killed, as where memory runs out."""
    if path.name == DEADLY:
        os.kill(os.getpid(), signal.SIGKILL)
    return Told(
        path=str(path),
        office=path.name,
        period=Period(date(2009, 5, 2), date(2009, 6, 1), "2009-05"),
        scheme="",
        sha256="",
        sealed=False,
        over=True,
        received=0,
        uses=0,
        units=(),
    )

"""Ledgers of several offices in one folder, each with a May 2009 that is reckoned by hand."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from conftest import Program

_DAYS = ("05-05", "05-12", "05-19", "05-26")
Sent = Mapping[str, tuple[int, str]]
"""Units by name: how many of the four reports were sent, and the form of the use of the first."""

FIRST: Sent = {"甲社区": (4, "brief"), "乙社区": (3, "whole")}
SECOND: Sent = {"丙社区": (4, ""), "丁社区": (4, "whole")}
POINTS = {"甲社区": 23, "乙社区": 18, "丙社区": 20, "丁社区": 28}
"""20 for all four, 10 less for one that is missing; 8 for a use whole, 3 for one in brief."""


def ledger(street: Path, path: Path, office: str, sent: Sent) -> Path:
    """A ledger under the street's scheme."""
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(street, path)
    run = Program(path)
    run.well("office", "edit", "--name", office)
    run.take("unit", [{"unit": name, "group": "community"} for name in sent])
    run.take(
        "submission",
        [
            {"ref": f"{name[0]}{day}", "unit": name, "title": day, "received": f"2009-{day}"}
            for name, (count, _) in sent.items()
            for day in _DAYS[:count]
        ],
    )
    used = [
        {"ref": f"{name[0]}05-05", "level": "street", "form": form, "adopted": "2009-05-20"}
        for name, (_, form) in sent.items()
        if form
    ]
    run.take("adoption", used)
    for one in path.parent.glob("*.csv"):
        one.unlink()
    return path


def province(street: Path, folder: Path) -> Path:
    """A folder with two of them."""
    ledger(street, folder / "甲县" / "甲县.db", "甲县", FIRST)
    ledger(street, folder / "乙县" / "乙县.db", "乙县", SECOND)
    return folder


@contextmanager
def on_one_core() -> Iterator[None]:
    """No more processors for us than one: a pool for some small ledgers costs more than they do."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    turn = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    os.sched_setaffinity(0, {sorted(cores)[turn % len(cores)]})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)

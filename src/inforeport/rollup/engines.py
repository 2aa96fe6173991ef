"""What runs one function over many ledgers: this process, all cores of this machine, a cluster."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from inforeport.model import Problem
from inforeport.words import message

S = TypeVar("S")
T = TypeVar("T")
Work = Callable[[S], T | Problem]
"""Done to each source, such as a ledger; it never raises."""


def cores() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def on_this_machine(
    work: Work[S, T], sources: Sequence[S], *, workers: int
) -> Iterator[T | Problem]:
    """The answers in their order, by so many processes; one works here.

    Where a process dies, what is left is asked one by one: the ledger at which it dies again is
    named, and the others are answered.
    """
    if min(workers, len(sources)) < 2:  # noqa: PLR2004  a pool of one is but slower
        yield from map(work, sources)
        return
    answered = 0
    try:
        with ProcessPoolExecutor(min(workers, len(sources))) as pool:
            for answer in pool.map(work, sources):
                yield answer
                answered += 1
    except BrokenProcessPool:
        yield from _one_by_one(work, sources[answered:])


def died(source: object) -> Problem:
    """What is said of a ledger at which the process that read it came to its end."""
    why = message("the process that read it died; perhaps there was not enough memory")
    return Problem(str(source), "worker-died", why)


def _one_by_one(work: Work[S, T], sources: Sequence[S]) -> Iterator[T | Problem]:
    """The same by one process at a time, so that one knows at which ledger it dies."""
    left = list(sources)
    while left:
        try:
            with ProcessPoolExecutor(1) as pool:
                while left:
                    yield pool.submit(work, left[0]).result()
                    del left[0]
        except BrokenProcessPool:
            yield died(left.pop(0))

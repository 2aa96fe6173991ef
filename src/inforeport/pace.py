"""How far long work is: told by whoever does it, shown by whoever listens; nobody need listen.

It changes nothing of the work: no clock, no screen, no order.
"""

from collections.abc import Callable, Collection, Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")
Listener = Callable[[int, int | None], None]
"""Told how many are done, and of how many where that is known."""


class _Ear:
    """Who listens, and whether a loop tells it already: those inside that one are not told."""

    def __init__(self, listener: Listener | None) -> None:
        self.listener = listener
        self.hears = listener is not None


_NOBODY = _Ear(None)
_ears = [_NOBODY]


@contextmanager
def heard(listener: Listener) -> Iterator[None]:
    """Have somebody listen to the work that is done meanwhile."""
    _ears.append(_Ear(listener))
    try:
        yield
    finally:
        _ears.pop()


def paced(items: Iterable[T]) -> Generator[T, None, None]:
    """The items one by one; who listens is told of the outermost of such loops alone.

    >>> told = []
    >>> with heard(lambda done, total: told.append((done, total))):
    ...     _ = [[*paced("abc")] for _ in paced("ab")]
    >>> told
    [(0, 2), (1, 2), (2, 2)]
    """
    ear = _ears[-1]
    if ear.listener is None or not ear.hears:
        yield from items
        return
    ear.hears = False
    try:
        total = len(items) if isinstance(items, Collection) else None
        ear.listener(0, total)
        for done, item in enumerate(items, 1):
            yield item
            ear.listener(done, total)
    finally:
        ear.hears = True

"""How a run ends that is told to end: without a word, with the signal's status.

A signal that whoever started the run has set to be ignored, as `nohup` does, stays ignored.
"""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

_STATUSES = {"SIGINT": 130, "SIGTERM": 143, "SIGHUP": 129}  # 128 and the number of the signal


def end_at_once() -> None:
    """While nothing is held, not yet or no more: the program loads, or Python ends."""
    _answer_with(os._exit)


def end_in_order() -> None:
    """While a command runs: what it holds is put away first.

    Where Python calls back, nothing can be raised and the signal would be lost with a trace on the
    screen. There the run ends at once, as one that is killed does, which leaves nothing by halves.
    """
    _answer_with(sys.exit)
    sys.unraisablehook = _unraisable


def _answer_with(end: Callable[[int], object]) -> None:
    for name, status in _STATUSES.items():
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, lambda *_, status=status: end(status))


def _unraisable(lost: Any) -> None:
    if isinstance(lost.exc_value, SystemExit):
        os._exit(int(lost.exc_value.code or 0))
    sys.__unraisablehook__(lost)

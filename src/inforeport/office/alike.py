"""Texts that are nearly copies of each other, found among many.

Each text is known by its runs of three signs. Those with the smallest hashes stand for all: texts
that share one of them are compared exactly, and no others. CRC-32 is the same in every run.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping
from functools import lru_cache
from heapq import nsmallest
from typing import TypeVar
from zlib import crc32

from inforeport.model import Submission
from inforeport.text import fold

K = TypeVar("K", bound=Hashable)

_RUN = 3
_SMALLEST = 24
_COMMON = 200
"""A run that more texts share than this tells nothing of any."""


def alike(texts: Mapping[K, str], *, share: float = 0.5) -> Iterator[tuple[K, K, float]]:
    """The pairs of texts that have so much in common, and how much, from 0 to 1.

    >>> [*alike({1: "甲社区今天召开座谈会", 2: "乙社区今天召开座谈会", 3: "巡查路灯"})]
    [(1, 2, 0.7777777777777778)]
    """
    runs_of = lru_cache(maxsize=1024)(lambda key: _runs(texts[key]))
    holders: dict[int, list[K]] = defaultdict(list)
    for key in texts:
        runs = runs_of(key)
        smallest = nsmallest(_SMALLEST, runs)
        shared = Counter(other for run in smallest for other in holders[run][:_COMMON])
        enough = share * len(smallest) / 3  # of those that are really so alike far more are shared
        for other, count in shared.items():
            if count < enough:
                continue
            theirs = runs_of(other)
            both = len(runs & theirs) / len(runs | theirs)
            if both >= share:
                yield other, key, both
        for run in smallest:
            holders[run].append(key)


def compared(report: Submission) -> str:
    """What a report is compared by: its text, else its title; without the name of its unit."""
    return fold(report.text or report.title).replace(fold(report.unit), "")


def _runs(text: str) -> frozenset[int]:
    """The hashes of all runs of three signs; spaces and width make no difference."""
    signs = fold(text)
    return frozenset(
        crc32(signs[at : at + _RUN].encode()) for at in range(max(1, len(signs) - _RUN + 1))
    )

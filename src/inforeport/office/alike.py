"""Texts that are nearly copies of each other, found among many.

Each text is known by its runs of three signs. Those with the smallest hashes stand for all: texts
that share one of them are compared exactly, and no others. CRC-32 is the same in every run.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping
from heapq import nsmallest
from typing import TypeVar
from zlib import crc32

from inforeport.text import fold

K = TypeVar("K", bound=Hashable)

_RUN = 3
_SMALLEST = 24
_COMMON = 200
"""A run that more texts share than this tells nothing of any."""


def alike(texts: Mapping[K, str], *, share: float = 0.5) -> Iterator[tuple[K, K, float]]:
    """The pairs of texts that have so much in common, and how much, from 0 to 1.

    >>> [*alike({1: "甲社区今天召开座谈会", 2: "乙社区今天召开座谈会", 3: "巡查路灯"})]
    [(1, 2, 0.777...)]
    """
    runs = {key: _runs(text) for key, text in texts.items()}
    holders: dict[int, list[K]] = defaultdict(list)
    for key, its in runs.items():
        near = Counter(
            other for run in nsmallest(_SMALLEST, its) for other in holders[run][:_COMMON]
        )
        for other in near:
            both = len(its & runs[other]) / max(1, len(its | runs[other]))
            if both >= share:
                yield other, key, both
        for run in nsmallest(_SMALLEST, its):
            holders[run].append(key)


def _runs(text: str) -> frozenset[int]:
    """The hashes of all runs of three signs; spaces and width make no difference."""
    signs = fold(text)
    return frozenset(
        crc32(signs[at : at + _RUN].encode()) for at in range(max(1, len(signs) - _RUN + 1))
    )

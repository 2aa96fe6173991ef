"""Text that is long and is read once, packed meanwhile."""

import zlib
from collections.abc import Iterator

_QUICKLY = 1
_AT_ONCE = 1 << 20  # signs


class Spool:
    """Text in pieces, packed until it is read: papers for thousands hardly take memory."""

    def __init__(self) -> None:
        self._packed: list[bytes] = []
        self._open: list[str] = []
        self._signs = 0

    def add(self, text: str) -> None:
        """Put a piece behind the others."""
        self._open.append(text)
        self._signs += len(text)
        if self._signs > _AT_ONCE:
            self._pack()

    def read(self) -> Iterator[bytes]:
        """All of it, in pieces."""
        self._pack()
        return map(zlib.decompress, self._packed)

    def _pack(self) -> None:
        self._packed.append(zlib.compress("".join(self._open).encode(), _QUICKLY))
        self._open, self._signs = [], 0

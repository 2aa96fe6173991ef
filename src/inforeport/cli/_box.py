"""A folder of a mailbox that is open: which messages are new, how large they are, their bytes.

Nothing there is marked, moved or deleted: the folder is opened by EXAMINE, a message read by PEEK.
Nothing that a server says of sizes is believed. The numbers of messages are only as good as the
server that gives them; who is to know a message again goes by its bytes.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from inforeport.cli._folders import quoted, read, written
from inforeport.cli._imap import LARGEST, Connection, server_words
from inforeport.errors import FolderGone, MailboxRebuilt, ServerSenseless
from inforeport.model.mailbox import Mailbox, Mark
from inforeport.text import of_bytes, one_line
from inforeport.words import message

_HEAD = 100_000  # bytes that are fetched of the head of a message that is too large
_NUMBERS = 50_000  # so many numbers of messages are asked for at once
_SLICE = 200  # so many sizes


class Box:
    """A folder that is open: how many messages it has, and what they are."""

    def __init__(self, connection: Connection, mailbox: Mailbox) -> None:
        self._connection, self._mailbox = connection, mailbox
        self.count = self._open()
        self.validity = self._figure("UIDVALIDITY")
        self._next = self._figure("UIDNEXT")

    def after(self, mark: Mark | None) -> tuple[list[int], int]:
        """The numbers of the messages that are new since then, and how many there are before them.

        All are new where the server has numbered them anew, or has more up to there than it had.
        """
        if mark and self._is_of_now(mark):
            numbers = self._numbers(mark.last)
            below = self.count - len(numbers)
            if below <= mark.below:
                return numbers, max(below, 0)
        return self._numbers(0), 0

    def sizes(self, numbers: Sequence[int]) -> dict[int, int]:
        """How large messages are said to be, by number; those that are gone are not told."""
        sizes = {}
        for start in range(0, len(numbers), _SLICE):
            part = numbers[start : start + _SLICE]
            for head, _ in self._fetched(part, "RFC822.SIZE"):
                number, size = _figure("UID", head), _figure("RFC822.SIZE", head)
                if number and size is not None:
                    sizes[number] = size
        return sizes

    def message(self, number: int, size: int) -> bytes | None:
        """The bytes of a message; none where it is gone, or larger than `LARGEST`.

        Where they are not as many as the server said they are asked for once more: some count
        wrongly, and always come to the same.
        """
        if size > LARGEST:
            return None
        content = self._content(number, "", LARGEST + 1)
        if content is not None and len(content) != size:
            again = self._content(number, "", LARGEST + 1)
            if again != content:
                why = message("message {number} is another each time", number=number)
                raise ServerSenseless(name=self._mailbox.name, why=why)
        return None if content is None or len(content) > LARGEST else content

    def head(self, number: int) -> bytes | None:
        """The head of a message."""
        return self._content(number, "HEADER", _HEAD)

    def _content(self, number: int, part: str, most: int) -> bytes | None:
        answers = self._fetched([number], f"BODY.PEEK[{part}]<0.{most}>")
        whole = (
            content
            for head, content in answers
            if content is not None and _figure("UID", head) == number
        )
        return next(whole, None)

    def _fetched(self, numbers: Sequence[int], items: str) -> Iterator[tuple[str, bytes | None]]:
        """What is told of messages, and the bytes that stand in it, one by one."""
        them = ",".join(map(str, numbers))
        answers = self._asked("FETCH", them, f"(UID {items})")
        for place, answer in enumerate(answers):
            if isinstance(answer, tuple):
                rest = answers[place + 1] if place + 1 < len(answers) else b""
                tail = rest if isinstance(rest, bytes) else b""
                yield f"{of_bytes(answer[0])} {of_bytes(tail)}", answer[1]
            elif answer:
                yield of_bytes(answer), None

    def _numbers(self, after: int) -> list[int]:
        """The numbers of the messages after one, a part at a time: lines have a longest length."""
        numbers: set[int] = set()
        low, step = after + 1, _NUMBERS
        while low < self._next:
            these = self._searched(f"{low}:{min(low + step, self._next) - 1}")
            numbers |= {one for one in these if low <= one < self._next}
            low += step
            step = _NUMBERS if these else step * 2
        if not self._next:  # an old server, which does not tell it
            numbers |= {one for one in self._searched(f"{low}:*") if one >= low}
        return sorted(numbers)

    def _searched(self, numbers: str) -> list[int]:
        answers = self._asked("SEARCH", "UID", numbers)
        words = " ".join(of_bytes(one) for one in answers if isinstance(one, bytes)).split()
        if not all(one.isascii() and one.isdecimal() for one in words):
            raise ServerSenseless(name=self._mailbox.name, why=message("it tells no numbers"))
        return [*map(int, words)]

    def _is_of_now(self, mark: Mark) -> bool:
        return 0 < self.validity == mark.validity and (not self._next or mark.last < self._next)

    def _open(self) -> int:
        """How many messages the folder has, which is opened to be read only."""
        name = quoted(written(self._mailbox.folder))
        self._connection.begin()
        answer, lines = self._connection.select(name, readonly=True)
        if answer != "OK":
            self._refuse(lines)
        count = of_bytes(lines[-1] or b"")
        return int(count) if count.isascii() and count.isdecimal() else 0

    def _refuse(self, told: Sequence[Any]) -> None:
        """Say why the folder is not opened: it is not there, or in the server's own words."""
        folders = self._folders()
        mailbox = self._mailbox
        if mailbox.folder in folders:
            raise ServerSenseless(name=mailbox.name, why=server_words(told))
        raise FolderGone(name=mailbox.name, folder=mailbox.folder, folders=folders)

    def _folders(self) -> list[str]:
        _, lines = self._connection.list()
        names = []
        for line in lines:
            told = of_bytes(line if isinstance(line, bytes) else b" ".join(line or ()))
            name = re.search(r'\) (?:"[^"]*"|NIL) (?:\{\d+\} )?"?(.+?)"?$', told)
            names += [one_line(read(name[1]))] if name else []
        return names

    def _asked(self, command: str, *words: str) -> list[Any]:
        """What the server answers to a command. Raises `MailboxRebuilt`, `ServerSenseless`."""
        self._connection.begin()
        answer, lines = self._connection.uid(command, *words)
        if self._figure("UIDVALIDITY") not in {0, self.validity}:
            raise MailboxRebuilt(name=self._mailbox.name)
        if answer != "OK":
            raise ServerSenseless(name=self._mailbox.name, why=server_words(lines))
        return lines

    def _figure(self, name: str) -> int:
        """A figure that the server told beside its answer; 0 where it did not."""
        _, told = self._connection.response(name)
        figures = [one for one in map(of_bytes, filter(None, told or ())) if one.isdecimal()]
        return int(figures[-1]) if figures else 0


def _figure(name: str, told: str) -> int | None:
    figure = re.search(rf"(?<![\w.]){re.escape(name)} (\d{{1,10}})\b", told)
    return int(figure[1]) if figure else None

"""All letters that lie at one path: files, folders with folders in them, zips, mailboxes.

A start of the converter of older Word files takes seconds: they wait for each other, those in
messages too, and come last.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from inforeport.errors import InforeportError
from inforeport.intake.containers import Item, flat, items
from inforeport.intake.kind import Kind, kind
from inforeport.intake.letters import Asked, Reader, letter
from inforeport.intake.older import ENDINGS, Old
from inforeport.model import Problem
from inforeport.model.letters import Letter

_TOGETHER = 64_000_000  # bytes of what waits for the converter


def letters(path: Path, asked: Asked) -> Iterator[Letter | Problem]:
    """Each letter at a path, and what was not read and why, as `read`. Raises `FileMissing`."""
    yield from read(items(path), asked)


def read(found: Iterator[Item | Problem], asked: Asked) -> Iterator[Letter | Problem]:
    """Each letter of some files, and what was not read and why, one at a time.

    Older Word files, and messages that hold one, come last, converted together.
    """
    later = _Later(asked)
    for item in flat(found):
        if isinstance(item, Problem):
            yield item
        elif kind(item.content, item.name) in ENDINGS:
            later.wait(item, [_old(item.content, item.name)])
        else:
            read_now, olds = _tried(item, asked)
            if olds:
                later.wait(item, olds)
            else:
                yield read_now
        if later.size > _TOGETHER:
            yield from later.letters()
    yield from later.letters()


def _old(content: bytes, name: str) -> Old:
    return Old(name, kind(content, name), content)


def _tried(item: Item, asked: Asked) -> tuple[Letter | Problem, list[Old]]:
    """A letter, and the older Word files that were met in it; they are not read yet."""
    olds: list[Old] = []

    def setting_aside(content: bytes, name: str, asked: Asked) -> Letter:
        if kind(content, name) not in ENDINGS:
            return letter(content, name, asked)
        olds.append(_old(content, name))
        return Letter(name=name, kind=Kind.DOC, content=b"")

    return _read(item, asked, setting_aside), olds


def _read(item: Item, asked: Asked, reader: Reader) -> Letter | Problem:
    """A letter, what is attached to a message read by that reader; or why there is none."""
    try:
        if kind(item.content, item.name) is not Kind.MAIL:
            return reader(item.content, item.name, asked)
        from inforeport.intake import mail

        return mail.letter(item.content, item.name, asked, reader)
    except InforeportError as error:
        return Problem(item.name, error.code, error.message)


class _Later:
    """What waits for the converter: older Word files, and messages with such in them."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._waiting: list[Item] = []
        self._olds: list[Old] = []
        self.size = 0  # bytes of what waits

    def wait(self, item: Item, olds: list[Old]) -> None:
        """Let a file wait, with the older Word files that are in it, or that it is."""
        self._waiting.append(item)
        self._olds += olds
        self.size += len(item.content)

    def letters(self) -> Iterator[Letter | Problem]:
        """What waits, the older files converted in one start."""
        from inforeport.intake import old_word

        made = zip(self._olds, old_word.letters(self._olds, self._asked), strict=True)
        converted = {(old.name, old.content): read for old, read in made}
        waiting, self._waiting, self._olds, self.size = self._waiting, [], [], 0
        for item in waiting:
            yield _read(item, self._asked, _as_converted(converted))


def _as_converted(converted: Mapping[tuple[str, bytes], Letter | InforeportError]) -> Reader:
    """A reader that takes older Word files as they were converted."""

    def reader(content: bytes, name: str, asked: Asked) -> Letter:
        made = converted.get((name, content)) or letter(content, name, asked)
        if isinstance(made, InforeportError):
            raise made
        return made

    return reader

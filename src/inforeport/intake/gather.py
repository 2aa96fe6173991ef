"""All letters that lie at one path: a file, a folder with folders in it, a zip with zips in it,
a mailbox with its messages.
"""

from collections.abc import Iterator
from pathlib import Path

from inforeport.errors import InforeportError
from inforeport.intake.containers import Item, flat, items
from inforeport.intake.kind import kind
from inforeport.intake.letters import Asked, letter
from inforeport.intake.older import ENDINGS, Old
from inforeport.model import Problem
from inforeport.model.letters import Letter

_TOGETHER = 64_000_000  # bytes of older files that are converted together


def letters(path: Path, asked: Asked) -> Iterator[Letter | Problem]:
    """Each letter at a path, and what was not read and why, one at a time.

    Older Word files come last, converted together. Raises `FileMissing`.
    """
    olds: list[Old] = []
    for item in flat(items(path)):
        if isinstance(item, Problem):
            yield item
            continue
        its = kind(item.content, item.name)
        if its in ENDINGS:
            olds.append(Old(item.name, its, item.content))
        else:
            yield _letter(item, asked)
        if sum(len(one.content) for one in olds) > _TOGETHER:
            yield from _converted(olds, asked)
            olds = []
    yield from _converted(olds, asked)


def _letter(item: Item, asked: Asked) -> Letter | Problem:
    try:
        return letter(item.content, item.name, asked)
    except InforeportError as error:
        return Problem(item.name, error.code, error.message)


def _converted(olds: list[Old], asked: Asked) -> Iterator[Letter | Problem]:
    from inforeport.intake import old_word

    for old, made in zip(olds, old_word.letters(olds, asked), strict=True):
        if isinstance(made, Letter):
            yield made
        else:
            yield Problem(old.name, made.code, made.message)

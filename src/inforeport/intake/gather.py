"""All letters that lie at one path: a file, a folder with folders in it, a zip with zips in it."""

from collections.abc import Iterator
from pathlib import Path

from inforeport.errors import InforeportError
from inforeport.intake.containers import Budget, Item, items, unzipped
from inforeport.intake.convert import ENDINGS, Old
from inforeport.intake.kind import Kind, kind
from inforeport.intake.letters import Asked, letter
from inforeport.model import Problem
from inforeport.model.letters import Letter
from inforeport.words import message

Came = Item | Problem

_DEEP = 2  # zips inside each other
_TOGETHER = 64_000_000  # bytes of older files that are converted together


def letters(path: Path, asked: Asked) -> Iterator[Letter | Problem]:
    """Each letter at a path, and what was not read and why, one at a time.

    Older Word files come last, converted together. Raises `FileMissing`.
    """
    olds: list[Old] = []
    for item in _flat(items(path), Budget()):
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


def _flat(
    found: Iterator[Item | Problem], budget: Budget, deep: int = 0
) -> Iterator[Item | Problem]:
    """The files, those in zips in the place of the zip."""
    for item in found:
        if isinstance(item, Problem) or kind(item.content, item.name) is not Kind.ZIP:
            yield item
        elif deep == _DEEP:
            yield Problem(item.name, "not-read", message("it is a zip in a zip in a zip"))
        else:
            inner = Budget() if deep == 0 else budget
            yield from _flat(unzipped(item, inner), inner, deep + 1)


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

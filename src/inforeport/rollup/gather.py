"""Which offices are meant: by their ledgers, in a folder, a list, or one by one, or by facts."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from inforeport.errors import FileUnreadable, InforeportError, NoLedgers, NotPlainText, reason
from inforeport.model import Problem
from inforeport.model.rollup import Source
from inforeport.rollup import facts
from inforeport.store.copy_files import FOLDER as COPIES
from inforeport.words import message

_ENDING, _LISTS = ".db", {".txt", ".list"}


def sources(given: Iterable[Path]) -> tuple[list[Source], list[Problem]]:
    """What holds the offices that are meant, each once, in the order given; and what does not.

    They are ledgers, of a folder by their names, and the offices in a folder of facts. A list
    (.txt or .list) has a path in each line, from its own folder on; what begins with # is none.
    Whether a path is that of a ledger is found out when it is opened; facts that are not whole are
    problems. Raises `NoLedgers`, `FileUnreadable`, `NotPlainText` or `EngineMissing`.
    """
    paths: dict[Path, Path] = {}
    for source in given:
        for path in _in(source):
            paths.setdefault(path.resolve(), path)
    every = [*chain.from_iterable(map(_offices, paths.values()))]
    problems = [one for one in every if isinstance(one, Problem)]
    return [one for one in every if not isinstance(one, Problem)], problems


def _offices(path: Path) -> Iterator[Source | Problem]:
    """A ledger, or the offices in a folder of facts: a problem for each share that is not whole."""
    if not facts.is_facts(path):
        yield path
        return
    for share in facts.shares(path):
        try:
            yield from facts.share_of(path, share)
        except InforeportError as error:
            yield Problem(str(path), error.code, error.message)


def _in(source: Path) -> Iterator[Path]:
    if facts.is_facts(source):
        paths = [source]
    elif source.is_dir():
        paths = [one for one in source.rglob(f"*{_ENDING}") if _is_visible(one.relative_to(source))]
    elif source.suffix.lower() in _LISTS:
        paths = [*_listed(source)]
    else:
        paths = [source]
    if not paths:
        raise NoLedgers(path=source)
    yield from sorted(paths) if source.is_dir() else paths


def _is_visible(path: Path) -> bool:
    """Whether a file is an office's own: copies of ledgers lie in a folder beside them."""
    return not any(part == COPIES or part.startswith(".") for part in path.parts)


def _listed(path: Path) -> Iterator[Path]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise NotPlainText(file=path, why=message("it is not UTF-8")) from None
    except OSError as error:
        raise FileUnreadable(file=path, why=reason(error)) from None
    for line in map(str.strip, lines):
        if line and not line.startswith("#"):
            yield path.parent / line

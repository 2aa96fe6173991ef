"""Which ledgers are meant: those of a folder, of a list, or named one by one."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from inforeport.errors import FileUnreadable, NoLedgers, NotPlainText, reason
from inforeport.store.copy_files import FOLDER as COPIES
from inforeport.words import message

_ENDING, _LISTS = ".db", {".txt", ".list"}


def ledgers(given: Iterable[Path]) -> list[Path]:
    """The paths of the ledgers, each once, in the order given; of a folder by their names.

    A list (.txt or .list) has a path in each line, from its own folder on; what begins with # is
    none. Whether a path is that of a ledger is found out when it is opened. Raises `NoLedgers`,
    `FileUnreadable` or `NotPlainText`.
    """
    paths: dict[Path, Path] = {}
    for source in given:
        for path in _in(source):
            paths.setdefault(path.resolve(), path)
    return [*paths.values()]


def _in(source: Path) -> Iterator[Path]:
    if source.is_dir():
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

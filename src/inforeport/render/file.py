"""A file, or many, written whole or not at all: what stands there is kept unless told otherwise.

It knows no format.
"""

import errno
import shutil
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from hashlib import file_digest, sha256
from pathlib import Path

from inforeport.errors import OutputOpen, OutputUnproved, PapersExist
from inforeport.files.disk import PRIVATE, PUBLIC, beside, fill, named, output_errors, put
from inforeport.words import message

_WRITABLE = 0o222

Content = bytes | Callable[[], bytes]
"""What is written, or what makes it when its turn comes: of many files one is in memory."""


def write(
    path: Path, content: bytes | Iterable[bytes], *, force: bool = False, mode: int = PUBLIC
) -> None:
    """Put `content`, whole or in pieces, at `path`, on the disk when it returns.

    `force` takes the place of a file.

    It has the rights of `mode` that the user's mask allows. Raises `OutputExists`,
    `OutputFolderMissing`, `OutputNotWritable`, `OutputOpen`, `OutputNoSpace`, or `OutputUnproved`
    where the disk gives back something else; what stood at `path` is then untouched.
    """
    with output_errors(path):
        if not path.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, "no such folder")
        if force and path.exists():
            _check_free(path)
        with beside(path.parent, path.name) as made:
            _fill(made, content, mode, path)
            put(made, path, force=force)


def write_all(
    folder: Path,
    files: Mapping[str, Content],
    *,
    force: bool = False,
    private: Container[str] = (),
    ours: Container[str] = (),
) -> None:
    """Put files into a folder, which is made if need be: all of them or none.

    The names in `private` are their owner's alone, those in `ours` may be replaced without `force`.
    Raises `PapersExist`, and what `write` raises; what stood in the folder is then untouched.
    """
    with _new_folder(folder), ExitStack() as kept:
        check_names(folder, files, ours=ours, force=force)
        _put_all(_filled(folder, files, private, kept), kept)


@contextmanager
def _new_folder(folder: Path) -> Iterator[None]:
    """Make a folder if it is not there; where what is done in it fails, it goes again."""
    with output_errors(folder):
        if folder.exists() and not folder.is_dir():
            raise FileExistsError(errno.EEXIST, "a file")
        is_new = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        with suppress(OSError):
            if is_new:
                folder.rmdir()
        raise


def check_names(
    folder: Path, names: Iterable[str], *, force: bool, ours: Container[str] = ()
) -> None:
    """See that no file of these names is in a folder, or that it may be replaced.

    Raises as `write_all` does, which asks the same: here it is asked before the work.
    """
    there = [name for name in names if (folder / name).exists()]
    taken = [name for name in there if name not in ours]
    if taken and not force:
        raise PapersExist(folder=named(folder), count=len(taken), path=named(Path(taken[0])))
    for name in there:
        with output_errors(folder / name):
            _check_free(folder / name)


def _filled(
    folder: Path, files: Mapping[str, Content], private: Container[str], kept: ExitStack
) -> dict[Path, Path]:
    """Each file under a hidden name, by the path that it is to have."""
    made = {}
    for name, content in files.items():
        path = folder / name
        with output_errors(path):
            made[path] = kept.enter_context(beside(folder, name))
            whole = content() if callable(content) else content
            _fill(made[path], whole, PRIVATE if name in private else PUBLIC, path)
    return made


def _put_all(made: Mapping[Path, Path], kept: ExitStack) -> None:
    """Give all of them their names; where that fails with one, all is as it was."""
    replaced: dict[Path, Path] = {}
    new = []
    try:
        for path, file in made.items():
            with output_errors(path):
                if path.exists():
                    replaced[path] = _second(path, kept)
                put(file, path, force=path in replaced)
                new.append(path)
    except BaseException:
        for path in new:
            path.unlink()
        for path, old in replaced.items():
            old.replace(path)
        raise


def _second(path: Path, kept: ExitStack) -> Path:
    """A second name of a file, or a copy, for as long as it may have to be put back."""
    second = kept.enter_context(beside(path.parent, path.name))
    try:
        second.hardlink_to(path)
    except OSError:
        shutil.copyfile(path, second)
    return second


def _fill(made: Path, whole: bytes | Iterable[bytes], mode: int, path: Path) -> None:
    digest = sha256()
    content = _noted([whole] if isinstance(whole, bytes) else whole, digest.update)
    fill(made, content, mode)
    with made.open("rb") as file:
        same = file_digest(file, "sha256").digest() == digest.digest()
    if not same:  # before it takes the place of another
        why = message("the disk gives back other bytes")
        raise OutputUnproved(path=named(path), reason=why)


def _noted(pieces: Iterable[bytes], note: Callable[[bytes], None]) -> Iterator[bytes]:
    """The same pieces, each noted when it is taken."""
    for piece in pieces:
        note(piece)
        yield piece


def _check_free(path: Path) -> None:
    """See that it is a file that nobody works on, and that is not kept from being written."""
    if not path.is_file():
        raise OSError(errno.EISDIR if path.is_dir() else errno.EPERM, "not an ordinary file")
    if not path.stat().st_mode & _WRITABLE:
        raise PermissionError(errno.EACCES, "may only be read")
    for lock in _locks(path.name):
        if path.with_name(lock).exists():
            how = message("{lock} lies beside it", lock=named(path.with_name(lock)))
            raise OutputOpen(path=named(path), reason=how)


def _locks(name: str) -> list[str]:
    """What LibreOffice, WPS and Word lay beside a file that they have open."""
    return [f".~lock.{name}#", f".~{name}", *(f"~${name[cut:]}" for cut in (0, 1, 2))]

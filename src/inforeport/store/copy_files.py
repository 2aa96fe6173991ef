"""The copies of the office's file that lie in a folder: which there are, are good, and may go.

A copy is good while it is, letter by letter, what was proved when it was made; `NAME.sha256` beside
it says what that was. How one is made stands in `copies`.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from inforeport.files import disk
from inforeport.model import Witness

FOLDER = "backups"
STAMP = "%Y%m%d-%H%M%S"
_DAILY, _WEEKLY, _MONTHLY = 7, 5, 12
_WITNESS = re.compile("^# command ([0-9]{1,18}) ([0-9a-f]{64})$", re.MULTILINE)
_TODAY = 10  # copies of one day, which an import or two may fill


class Copy(NamedTuple):
    """A dated copy in a folder; of two of one second the later has the higher number."""

    moment: datetime
    number: int
    path: Path


def folder_of(path: Path) -> Path:
    """Where the copies of a file are kept if nobody says otherwise: beside it."""
    return path.resolve().parent / FOLDER


def copies(path: Path, folder: Path | None = None) -> list[Copy]:
    """The dated copies of a file, the newest first."""
    path = path.resolve()
    form = re.compile(
        rf"{re.escape(path.stem)}-(\d{{8}}-\d{{6}})(?:-(\d+))?(?:-before-[a-z]+)?"
        rf"{re.escape(path.suffix)}"
    )
    dated = []
    with suppress(OSError):  # there is no folder yet
        for file in (folder or folder_of(path)).iterdir():
            if fits := form.fullmatch(file.name):
                with suppress(ValueError):  # digits that are no moment
                    moment = datetime.strptime(fits[1], STAMP)  # noqa: DTZ007  the office's clock
                    dated.append(Copy(moment, int(fits[2] or 1), file))
    return sorted(dated, reverse=True)


def newest_good(path: Path, folder: Path | None = None) -> Path | None:
    """The newest copy of a file that is still what was proved; none where there is none."""
    return next((one.path for one in copies(path, folder) if is_as_proved(one.path)), None)


def is_as_proved(copy: Path) -> bool:
    """Whether a copy is, letter by letter, what its `.sha256` says."""
    with suppress(OSError):
        return stated(copy) == digest_of(copy)
    return False


def is_untouched(copy: Path) -> bool:
    """Whether a copy was not written since its digest was written beside it; it is not read."""
    with suppress(OSError):
        written, proved = copy.stat(), _digest_file(copy).stat()
        return written.st_size > 0 and written.st_mtime_ns <= proved.st_mtime_ns
    return False


def kept(days: Iterable[date], today: date) -> set[date]:
    """The days whose copies stay: the newest 7, and the newest of each of 5 weeks and 12 months.

    Weeks and months are the latest that have a copy, so that a long pause takes nothing away. Days
    after `today` stay: some clock was wrong, and it is not for us to say which.
    """
    all_days = sorted(set(days), reverse=True)
    past = [day for day in all_days if day <= today]
    weeks = {day.isocalendar()[:2]: day for day in reversed(past)}
    months = {(day.year, day.month): day for day in reversed(past)}
    return {
        *(day for day in all_days if day > today),
        *past[:_DAILY],
        *sorted(weeks.values())[-_WEEKLY:],
        *sorted(months.values())[-_MONTHLY:],
    }


def thin(path: Path, folder: Path, today: date) -> None:
    """Remove the copies that have had their time; the newest good one stays whatever its day."""
    dated = copies(path, folder)
    days = kept((copy.moment.date() for copy in dated), today)
    stays = {newest_good(path, folder)}
    for day in days:
        of_day = [copy.path for copy in dated if copy.moment.date() == day]
        stays.update(of_day[: _TODAY if day >= today else 1])
    for copy in dated:
        if copy.path not in stays:
            with disk.output_errors(copy.path):
                copy.path.unlink(missing_ok=True)
                _digest_file(copy.path).unlink(missing_ok=True)


def digest_of(path: Path) -> str:
    from hashlib import file_digest  # only where a copy is proved

    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _digest_file(copy: Path) -> Path:
    return copy.with_name(f"{copy.name}.sha256")


def stated(copy: Path) -> str:
    """The digest that is written beside a copy; nothing where none is."""
    return _beside(copy).partition(" ")[0]


def witnesses(path: Path, folder: Path) -> Iterator[tuple[Path, Witness]]:
    """The copies of a file that tell how far the log went when they were made, the newest first."""
    for copy in copies(path, folder):
        if told := witness_of(copy.path):
            yield copy.path, told


def witness_of(copy: Path) -> Witness | None:
    """How far the log went when a copy was made; none where it does not say."""
    told = _WITNESS.search(_beside(copy))
    return Witness(int(told[1]), told[2]) if told else None


def _beside(copy: Path) -> str:
    try:
        return _digest_file(copy).read_text(encoding="utf-8")
    except (FileNotFoundError, UnicodeDecodeError):
        return ""


def state(copy: Path, digest: str, witness: Witness | None = None) -> None:
    """Write the digest of a copy beside it, as `sha256sum --check` reads it.

    Below it, as a remark, how far the log went.
    """
    file = _digest_file(copy)
    text = f"{digest}  {copy.name}\n"
    if witness:
        text += f"# command {witness.number} {witness.sha256}\n"
    with disk.beside(file.parent, file.name) as made:
        disk.fill(made, text.encode(), disk.PRIVATE)
        disk.put(made, file, force=True)

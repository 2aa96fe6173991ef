"""What `doctor` looks at: one function for each thing, and their tables. Nothing is changed here.

A check gives one remark, or several, or none where there is nothing to say.
"""

import os
import platform
import sqlite3
import stat
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from importlib.metadata import PackageNotFoundError, version

from inforeport.cli._session import Session
from inforeport.documents.health import Remark
from inforeport.model import Bulletin
from inforeport.period import Period
from inforeport.scoring import there
from inforeport.settings import KEYS, setting, settings_file
from inforeport.store import adoption as adoption_store
from inforeport.store import bulletin as bulletin_store
from inforeport.store import copies, copy_files
from inforeport.store import letter as letter_store
from inforeport.store import objection as objection_store
from inforeport.store import reporter as reporter_store
from inforeport.store import scheme as scheme_store
from inforeport.store import unit as unit_store
from inforeport.store.ledger import SCHEMA
from inforeport.store.share import share_of
from inforeport.version import __version__
from inforeport.words import message

Check = Callable[[Session], Iterable[Remark]]

_LIBRARIES = ("typer", "rich", "sqlite-utils", "python-docx", "lxml", "pillow", "pydantic")
_NAMED = 10  # odd facts that are named
_SEEN_BY_CRON = ("PATH", "HOME", "LC_ALL", "LANG", "TZ", "INFOREPORT_DB", "INFOREPORT_TODAY")


def file(session: Session) -> Iterator[Remark]:
    """Which file, and why this one."""
    facts = {"path": session.path.resolve(), "why": session.origin}
    if session.origin == "default":
        sentence = message("{path}, the default; name another with --db or INFOREPORT_DB", **facts)
    else:
        sentence = message("{path}, named by {why}", **facts)
    yield Remark("file", sentence)


def rights(session: Session) -> Iterator[Remark]:
    """How large it is, and who may read it."""
    if not session.path.is_file():
        return
    status = session.path.stat()
    yield Remark("size", message("{bytes} bytes", bytes=status.st_size))
    if os.name == "posix":
        mode = stat.S_IMODE(status.st_mode)
        private = not mode & 0o077
        said = message("others may read it; set that right: chmod 600 {path}", path=session.path)
        yield Remark("mode", f"{mode:04o}" if private else said, well=private)


def share(session: Session) -> Iterator[Remark]:
    """Whether it lies on a disk that another computer lends."""
    network_share = share_of(session.path)
    if network_share:
        remark = message(
            "on a network share ({share}), where a file may come to harm", share=network_share
        )
        yield Remark("share", remark, well=False)


def versions(_: Session) -> Iterator[Remark]:
    """What is in use."""
    yield Remark("inforeport", f"{__version__}")
    yield Remark("python", platform.python_version())
    yield Remark("sqlite", sqlite3.sqlite_version)
    yield Remark("libraries", ", ".join(_library(name) for name in _LIBRARIES))


def language(session: Session) -> Iterator[Remark]:
    """The language of the screen."""
    yield Remark("language", session.language)


def settings(_: Session) -> Iterator[Remark]:
    """Where the user's own defaults stand, and which there are."""
    path = settings_file()
    held = {key: setting(key) for key in KEYS}
    lines = [f"{key} = {one.value}" for key, one in held.items() if one.origin == "settings"]
    if path is None or not lines:
        yield Remark("settings", message("none; set one with: inforeport config set"))
    else:
        yield Remark("settings", message("{path}: {settings}", path=path, settings=lines))


def cron(_: Session) -> Iterator[Remark]:
    """What a job that runs by itself would see of the environment, beside what is told here."""
    for name in _SEEN_BY_CRON:
        yield Remark(name, os.environ.get(name) or message("not set"))


def copy(session: Session) -> Iterator[Remark]:
    """The last copy, and whether it is good."""
    every = copy_files.copies(session.path)
    if not every:
        sentence = message("no copy yet; make one with: inforeport backup")
        yield Remark("copy", sentence, well=False)
        return
    newest, good = every[0].path, copy_files.newest_good(session.path)
    if newest == good and not copies.problems(newest):
        yield Remark("copy", message("{path}, good", path=newest))
        return
    facts = {"path": newest, "good": good or message("none is known")}
    sentence = message("{path} is no good copy; the newest good one: {good}", **facts)
    yield Remark("copy", sentence, well=False)


def template(session: Session) -> Iterator[Remark]:
    """The office's own template, which is a file beside its file."""
    if session.template.exists():
        sentence = message("{path}; `backup` copies it too", path=session.template)
        yield Remark("template", sentence)


def fonts(_: Session) -> Iterator[Remark]:
    """Whether the papers would look here as they should; where they are printed is what counts."""
    from inforeport.render.fonts import fonts as wanted

    there = _families()
    if there is None:
        sentence = message(
            "it cannot be told here which are there; wanted: {fonts}", fonts=wanted()
        )
    elif missing := [name for name in wanted() if name not in there]:
        sentence = message("not on this computer: {fonts}; others stand in for them", fonts=missing)
    else:
        sentence = message("all there")
    yield Remark("fonts", sentence)


def schema(session: Session) -> Iterator[Remark]:
    """The number of the file's newest step."""
    version = session.as_it_is.schema()
    older = message("{found}; this program works with {known}", found=version, known=SCHEMA)
    yield Remark("schema", str(version) if version == SCHEMA else older)


def pages(session: Session) -> Iterator[Remark]:
    """Whether the file is whole."""
    problems = copies.faults(session.as_it_is)
    said = message("damaged: {faults}", faults=problems) if problems else message("undamaged")
    yield Remark("pages", said, well=not problems)


def clock(session: Session) -> Iterator[Remark]:
    """The office's zone and its day."""
    yield Remark("zone", session.profile.zone)
    yield Remark("today", session.today.isoformat())


def drafts(session: Session) -> Iterator[Remark]:
    """Issues of the bulletin that have not gone out, and numbers that none has."""
    issues = bulletin_store.bulletins(session.ledger)
    waiting = [str(one.id) for one in issues if one.issued is None]
    if waiting:
        yield Remark("drafts", message("not issued yet: {drafts}", drafts=waiting))
    missing = list(_gaps(issues))
    if missing:
        said = message("no issue has the number: {numbers}", numbers=missing)
        yield Remark("issues", said, well=False)


def proofs(session: Session) -> Iterator[Remark]:
    """Uses without a proof, where the scheme in force asks for one."""
    scheme = session.office.scheme()
    if not scheme.asks_for("proof"):
        return
    begins = scheme_store.in_force(session.ledger, session.today).begins
    used = adoption_store.adoptions(session.ledger, Period(begins))
    bare = [str(one.id) for one in used if not one.proof and not one.proof_on]
    if bare:
        said = message("uses without a proof, which the scheme asks for: {numbers}", numbers=bare)
        yield Remark("proofs", said, well=False)


def reporters(session: Session) -> Iterator[Remark]:
    """Units that have nobody who writes."""
    today = Period(session.today, session.today + timedelta(days=1))
    served = {one.unit for one in reporter_store.reporters(session.ledger) if there(one, today)}
    units = [one.name for one in unit_store.units(session.ledger) if there(one, today)]
    bare = [name for name in units if name not in served]
    if bare:
        said = message("units without a reporter: {units}", units=bare)
        yield Remark("reporters", said, well=False)


BEFORE: tuple[Check, ...] = (
    file,
    rights,
    share,
    versions,
    language,
    settings,
    cron,
    copy,
    template,
    fonts,
)
"""What can be told of any file, also of one that cannot be opened."""

AS_IT_IS: tuple[Check, ...] = (schema, pages)
"""What can be told of an older file too, which is not to change for being looked at."""


def objections(session: Session) -> Iterator[Remark]:
    """What units object to and nobody has settled."""
    waiting = objection_store.objections(session.ledger, only_open=True)
    if waiting:
        numbers = [str(one.id) for one in waiting]
        said = message("not settled yet: {objections}", objections=numbers)
        yield Remark("objections", said, well=False)


def doubts(session: Session) -> Iterator[Remark]:
    """What on file is odd: days far off, words without a price."""
    for doubt in session.office.doubtful:
        which = [*doubt.facts[:_NAMED], *(["…"] if len(doubt.facts) > _NAMED else [])]
        said = message("{what}: {which}", what=doubt.what, which=which)
        yield Remark("doubts", said, well="day" not in doubt.what.facts)


def days_off(session: Session) -> Iterator[Remark]:
    """Years that are near and whose days off nobody has told yet."""
    for year in session.office.schemes.years_unknown(session.today):
        said = message("those of {year} are not known: inforeport dayoff import", year=year)
        yield Remark("days off", said, well=False)


def held(session: Session) -> Iterator[Remark]:
    """What came in and waits for somebody."""
    waiting = len(letter_store.pieces(session.ledger, state="held"))
    if waiting:
        said = message("pieces that wait: {n} (see: inforeport intake list)", n=waiting)
        yield Remark("held", said, well=False)


INSIDE: tuple[Check, ...] = (
    *(clock, drafts, held, objections, proofs, reporters, days_off, doubts),
)
"""What the file itself tells. A new check is a function and a place here."""


def _library(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:  # put beside us by other means
        return name


def _families() -> set[str] | None:
    """The fonts of this computer by all their names; none where nobody can tell."""
    from shutil import which
    from subprocess import SubprocessError, run

    lister = which("fc-list")
    if lister is None:
        return None
    try:
        listed = run([lister, ":", "family"], capture_output=True, check=True, timeout=20)  # noqa: S603  the system's own
    except (OSError, SubprocessError):
        return None
    lines = listed.stdout.decode(errors="replace").splitlines()
    return {name.strip() for line in lines for name in line.split(",")}


def _gaps(known: Iterable[Bulletin]) -> Iterator[str]:
    """The numbers that no issue has, below the highest of their year."""
    years: dict[int, set[int]] = {}
    for issue in known:
        if issue.issued and issue.number:
            years.setdefault(issue.issued.year, set()).add(issue.number)
    for year, numbers in years.items():
        missing = sorted(set(range(1, max(numbers))) - numbers)
        yield from (f"{year}-{number}" for number in missing)

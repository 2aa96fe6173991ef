"""What one run of the program knows: its file, its language, its day; here the clock is read."""

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from inforeport.cli._streams import aside, aside_json
from inforeport.errors import (
    DatabaseOlder,
    InforeportError,
    NotAFigure,
    UnknownLanguage,
)
from inforeport.settings import office_file, setting
from inforeport.text import one_line
from inforeport.words import LANGUAGES, Text, message, say

if TYPE_CHECKING:  # --help needs none of these, and they cost more than it does
    from inforeport.model import Profile
    from inforeport.office import Office
    from inforeport.store import Actor, Ledger

_CONTACTS = {"--phone", "--mobile", "--email"}
_COVER = "****"
_LANGUAGE, _CHINESE = 0x3FF, 0x04  # of a Windows language: its low ten bits, whatever the country
_HOW, _WHERE = {"--quiet", "-q", "--debug"}, {"--db", "--lang"}
"""Options of the root that change nothing of what is done."""


@dataclass(eq=False, repr=False)
class Session:
    """The root options of a run, and what follows from them when it is first asked for."""

    db: str | None = None
    today_given: str | None = None
    lang: str | None = None
    lock_wait: str | None = None
    migrates: bool = True
    quiet: bool = False
    debug: bool = False
    json: bool = False
    typed: str = ""
    command: str = ""
    tries: bool = False
    deeds: list[dict[str, object]] = field(default_factory=list, init=False)
    _ledger: "Ledger | None" = field(default=None, init=False)
    _current: bool = field(default=False, init=False)
    _refused: InforeportError | None = field(default=None, init=False)

    @classmethod
    def of(cls, args: Sequence[str]) -> "Session":
        """The session that an argument list asks for, as far as it can be told before parsing.

        File and language are wanted even where parsing fails, to say so in the right language.
        """
        given: dict[str, str] = {}
        typed = as_typed(args)
        args = args[: args.index("--")] if "--" in args else args
        for name, following in zip(args, (*args[1:], ""), strict=False):
            option, equals, value = name.partition("=")
            if option in {"--db", "--lang", "--lock-wait"}:
                given.setdefault(option[2:], value if equals else following)
        return cls(
            db=given.get("db"),
            lang=given.get("lang"),
            lock_wait=given.get("lock-wait"),
            migrates="--no-migrate" not in args,
            quiet="--quiet" in args or "-q" in args,
            debug="--debug" in args,
            json="--json" in args,
            typed=typed,
        )

    @property
    def path(self) -> Path:
        """The office's file: `--db`, `INFOREPORT_DB`, the settings', or one in the data folder."""
        return self._file[0]

    @property
    def template(self) -> Path:
        """Where the office's own template is kept: beside its file, under its name."""
        return self.path.with_suffix(".template.docx")

    @property
    def origin(self) -> str:
        """What names the file, as `setting` tells it."""
        return self._file[1]

    @cached_property
    def _file(self) -> tuple[Path, str]:
        return office_file(self.db)

    @property
    def wait(self) -> float | None:
        """The seconds to wait for another writer, where they were given. Raises `NotAFigure`."""
        if self.lock_wait is None:
            return None
        if not (self.lock_wait.isascii() and self.lock_wait.replace(".", "", 1).isdigit()):
            raise NotAFigure(what="--lock-wait", text=self.lock_wait)
        return float(self.lock_wait)

    @property
    def ledger(self) -> "Ledger":
        """The open file, of the newest schema; opened and brought up to date once a run."""
        ledger = self.as_it_is
        if not self._current:
            _bring_up_to_date(self, ledger)
            _tell_of_share(self)
            self._current = True
            ledger.sift = self._differing
        return ledger

    def _differing(self, late: Mapping[str, int]) -> Mapping[str, int]:
        """Of the sealed periods that a change falls into, those that come out otherwise by it.

        Asked inside the change: what it was asked of may be taken back, so it is forgotten.
        """
        from inforeport.office import Office

        differing = Office(self.ledger, self.day_given, clock=now).differing(late)
        return {period: count for period, count in late.items() if period in differing}

    def actor(self) -> "Actor":
        """Who runs this command, now by the clock: the trail tells when something was done."""
        from inforeport.store import Actor

        return Actor(user(), self.typed, now().isoformat(timespec="seconds"))

    @property
    def as_it_is(self) -> "Ledger":
        """The open file with the schema that it has; what was refused once is not tried again."""
        if self._refused:
            raise self._refused
        if self._ledger is None:
            from inforeport.store.access import opened_as_is

            try:
                self._ledger = opened_as_is(self.path, self.actor, wait=self.wait)
            except InforeportError as error:
                self._refused = error
                raise
        return self._ledger

    def keep(self, why: str) -> None:
        """Have a copy of the file, of today, before something great is done to it."""
        from inforeport.store.copies import keep_of_today

        keep_of_today(self.ledger, why, wait=self.wait)

    @cached_property
    def office(self) -> "Office":
        """What answers for the office of the file, brought up to date."""
        from inforeport.office import Office

        return Office(self.ledger, self.day_given, clock=now, guess=self.at_terminal)

    @cached_property
    def profile(self) -> "Profile":
        """Whose file it is, of whatever schema."""
        from inforeport.store.office import office

        return office(self.as_it_is)

    @property
    def day_given(self) -> date | None:
        """`--today` or `INFOREPORT_TODAY`. Raises `NotADay`."""
        given = self.today_given or os.environ.get("INFOREPORT_TODAY")
        if not given:
            return None
        from inforeport.days import read_day

        return read_day(given, now().astimezone().date()).day

    @cached_property
    def today(self) -> date:
        """The day that was given, or that of the clock in the office's zone."""
        from inforeport.period import zone_of

        return self.day_given or now().astimezone(zone_of(self.profile.zone)).date()

    @cached_property
    def language(self) -> str:
        """`--lang`, `INFOREPORT_LANG`, the settings', the office's own, or the locale's.

        It is `"zh"` or `"en"`.
        """
        with suppress(InforeportError):  # a mistake in the settings is told by `check`
            given = setting("lang", self.lang).value
            if given in LANGUAGES:
                return given
        with suppress(Exception):  # a fault is better told in some language than in none
            return self._own_language() or locale_language()
        return locale_language()

    def _own_language(self) -> str | None:
        """The office's; where its file is not open, it is not opened as for work."""
        if self._ledger:
            return self.profile.language
        from inforeport.store.names import language

        return language(self.path, wait=self.wait)

    def check(self) -> None:
        """Raise `UnknownLanguage` or `NotADay` where a root option says nothing known."""
        given = setting("lang", self.lang).value
        if given and given not in LANGUAGES:
            raise UnknownLanguage(language=given, languages=LANGUAGES)
        self.wait  # noqa: B018  as the day below
        if self.today_given:
            self.today  # noqa: B018  asked for, so that a day that is none is told at once

    def note(self, what: Text) -> None:
        """Tell something beside the answer, on stderr."""
        if self.quiet:
            return
        line = one_line(self.say(what))
        if self.json:
            aside_json({"note": line})
        else:
            aside(f"inforeport: {line}")

    def say(self, words: Text) -> str:
        """A sentence in the language of this run."""
        return say(words, self.language)

    @property
    def width(self) -> int | None:
        """The columns of the terminal; none where the output is not one."""
        if sys.stdout is None or not sys.stdout.isatty():
            return None
        import shutil

        return shutil.get_terminal_size().columns

    @property
    def at_terminal(self) -> bool:
        """Whether somebody sits there who sees what was understood."""
        return sys.stdin is not None and sys.stdin.isatty()

    @property
    def late(self) -> Mapping[str, int]:
        """How many facts this run changed, or would have, of each sealed period, by its name."""
        return self._ledger.late if self._ledger else {}

    def close(self) -> None:
        """Let go of the file."""
        if self._ledger:
            self._ledger.close()
            self._ledger, self._current = None, False
        self._refused = None


def _bring_up_to_date(session: Session, ledger: "Ledger") -> None:
    """Copy an older file and run the steps it has not seen. Raises `DatabaseOlder` if not to."""
    from inforeport.store.ledger import SCHEMA

    version = ledger.found
    if version == SCHEMA:
        return
    if not session.migrates:
        raise DatabaseOlder(path=session.path, found=version, known=SCHEMA)
    from inforeport.store.access import bring_up_to_date

    copy = bring_up_to_date(ledger, wait=session.wait)
    facts = {"path": session.path, "found": version, "known": SCHEMA, "copy": copy}
    what = message("{path}: brought from schema {found} to {known}; before that: {copy}", **facts)
    session.note(what)


def _tell_of_share(session: Session) -> None:
    """Say once a run where the file seems to lie on a disk that another computer lends."""
    from inforeport.store.share import share_of

    share = share_of(session.path)
    if share:
        facts = {"path": session.path, "share": share}
        session.note(message("{path} seems to lie on a network share ({share})", **facts))


def as_typed(args: Sequence[str]) -> str:
    """The command as the log tells it: contacts covered, clean, what has a space in quotes.

    >>> as_typed(["reporter", "edit", "甲 员", "--phone", "123", "--email=a@b.c"])
    "reporter edit '甲 员' --phone **** --email=****"
    """
    words = []
    for before, word in zip(("", *args), args, strict=False):
        option, equals, _ = word.partition("=")
        if word in _HOW or {option, before} & _WHERE:
            continue
        if before in _CONTACTS:
            words.append(_COVER)
        elif equals and option in _CONTACTS:
            words.append(f"{option}={_COVER}")
        else:
            words.append(_quoted(one_line(word)))
    return " ".join(words)


def _quoted(word: str) -> str:
    return f"'{word}'" if not word or " " in word else word


def user() -> str:
    """The name of the system's user; none where the system knows none."""
    import getpass

    try:
        return one_line(getpass.getuser())
    except (ImportError, KeyError, OSError):
        return ""


def now() -> datetime:
    """The moment, by the clock of this computer."""
    return datetime.now(UTC)


def locale_language() -> str:
    """The language of the locale, or of the system where none is set: Chinese, else English."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    named = next(filter(None, names), "") or ("zh" if _windows_is_chinese() else "")
    return "zh" if named.startswith("zh") else "en"


def _windows_is_chinese() -> bool:
    """Whether this is Windows and its own screens are in Chinese; no other system can be asked."""
    if sys.platform != "win32":
        return False
    import ctypes

    with suppress(AttributeError, OSError):
        language = ctypes.windll.kernel32.GetUserDefaultUILanguage()  # type: ignore[attr-defined, unused-ignore]
        return int(language) & _LANGUAGE == _CHINESE
    return False

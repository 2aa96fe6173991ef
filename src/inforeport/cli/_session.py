"""What one run of the program knows: its file, its language, its day; here the clock is read."""

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from inforeport.errors import InforeportError, UnknownLanguage, UnknownZone
from inforeport.words import LANGUAGES, Text, say

if TYPE_CHECKING:  # --help needs none of these, and they cost more than it does
    from zoneinfo import ZoneInfo

    from inforeport.model import Office
    from inforeport.store import Ledger


@dataclass
class Session:
    """The root options of a run, and what follows from them when it is first asked for."""

    db: str | None = None
    today_given: str | None = None
    lang: str | None = None
    quiet: bool = False
    debug: bool = False
    _ledger: "Ledger | None" = field(default=None, init=False, repr=False)

    @classmethod
    def of(cls, args: Sequence[str]) -> "Session":
        """The session that an argument list asks for, as far as it can be told before parsing.

        File and language are wanted even where parsing fails, to say so in the right language.
        """
        given: dict[str, str] = {}
        args = args[: args.index("--")] if "--" in args else args
        for name, following in zip(args, (*args[1:], ""), strict=False):
            option, equals, value = name.partition("=")
            if option in {"--db", "--lang"}:
                given.setdefault(option[2:], value if equals else following)
        return cls(
            db=given.get("db"),
            lang=given.get("lang"),
            quiet="--quiet" in args or "-q" in args,
            debug="--debug" in args,
        )

    @cached_property
    def path(self) -> Path:
        """The office's file: `--db`, `INFOREPORT_DB`, or the one in the user's data folder."""
        named = self.db or os.environ.get("INFOREPORT_DB")
        if named:
            return Path(named)
        from platformdirs import user_data_path

        return user_data_path("inforeport", appauthor=False) / "inforeport.db"

    @property
    def ledger(self) -> "Ledger":
        """The open file; opened once a run."""
        if self._ledger is None:
            from inforeport.store import opened

            self._ledger = opened(self.path)
        return self._ledger

    @cached_property
    def office(self) -> "Office":
        """Whose file it is."""
        from inforeport.store.office import office

        return office(self.ledger)

    @cached_property
    def today(self) -> date:
        """`--today`, `INFOREPORT_TODAY`, or the clock in the office's zone."""
        from inforeport.period import parse_day

        given = self.today_given or os.environ.get("INFOREPORT_TODAY")
        return parse_day(given) if given else datetime.now(zoned(self.office.zone)).date()

    @cached_property
    def language(self) -> str:
        """`--lang`, `INFOREPORT_LANG`, the office's own, or the locale's: `"zh"` or `"en"`."""
        for given in (self.lang, os.environ.get("INFOREPORT_LANG")):
            if given in LANGUAGES:
                return given
        with suppress(InforeportError):
            from inforeport.store.office import language

            return language(self.ledger)
        return locale_language()

    def check(self) -> None:
        """Raise `UnknownLanguage` or `NotADay` where a root option says nothing known."""
        for given in (self.lang, os.environ.get("INFOREPORT_LANG")):
            if given and given not in LANGUAGES:
                raise UnknownLanguage(language=given, languages=LANGUAGES)
        if self.today_given:
            self.today  # noqa: B018  asked for, so that a day that is none is told at once

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
        """How many facts this run changed of each sealed period, by its name."""
        return self._ledger.late if self._ledger else {}

    @property
    def now(self) -> str:
        """The moment by the clock, in the office's zone, to the second."""
        return datetime.now(zoned(self.office.zone)).isoformat(timespec="seconds")

    def close(self) -> None:
        """Let go of the file."""
        if self._ledger:
            self._ledger.close()
            self._ledger = None


def locale_language() -> str:
    """The language of the locale: Chinese where it says so, else English."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "zh" if next(filter(None, names), "").startswith("zh") else "en"


def zoned(name: str) -> "ZoneInfo":
    """The time zone of that name; raises `UnknownZone`."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError):  # an unknown zone is a KeyError of zoneinfo's
        raise UnknownZone(zone=name) from None

"""A user's own defaults: which office's file, which language, which template.

They stand in a TOML file in the user's settings folder. What is typed comes before what the
environment says, that before the file, and the file before what the program would take.
"""

import os
import re
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from inforeport.errors import NoHome, SettingsMistake
from inforeport.words import LANGUAGES, N_, Message, did_you_mean, message

FILE = "INFOREPORT_CONFIG"
"""The variable of the environment that names the settings file."""


class Key(NamedTuple):
    """A setting: the variable of the environment that stands before it, and what it is for."""

    variable: str
    about: str
    is_path: bool = True


KEYS: Mapping[str, Key] = {
    "db": Key("INFOREPORT_DB", N_("the office's file")),
    "lang": Key("INFOREPORT_LANG", N_("language of the screen"), is_path=False),
    "template": Key("INFOREPORT_TEMPLATE", N_("the office's own, for .docx")),
}


class Setting(NamedTuple):
    """A value, and what says so: an option, a variable, the file `"settings"`, or nothing."""

    value: str | None
    origin: str


def setting(key: str, given: str | None = None) -> Setting:
    """What holds for a key where an option was `given` or not. Raises `SettingsMistake`."""
    if given:
        return Setting(given, f"--{key}")
    variable = KEYS[key].variable
    if os.environ.get(variable):
        return Setting(os.environ[variable], variable)
    path = settings_file()
    value = _read(path, _text(path)).get(key) if path else None
    return Setting(value, "settings" if value else "default")


def office_file(named: str | None) -> tuple[Path, str]:
    """The office's file, and what names it: `"--db"`, `"INFOREPORT_DB"`, `"settings"`, `"default"`.

    Raises `NoHome` where nothing does and the user has no folder, or `SettingsMistake`.
    """
    value, origin = setting("db", named)
    if value:
        return Path(value), origin
    try:
        return _folder("data", ".local/share") / "inforeport.db", origin
    except RuntimeError:
        raise NoHome from None


def settings_file() -> Path | None:
    """Where the settings stand, or would; nowhere for a user without a folder."""
    named = os.environ.get(FILE)
    if named:
        return Path(named)
    try:
        return _folder("config", ".config") / "settings.toml"
    except RuntimeError:
        return None


def _folder(kind: Literal["data", "config"], usual: str) -> Path:
    """Our folder among the user's. Raises `RuntimeError` where the user has none.

    Where Linux has it as usual nobody needs to be asked, and nearly every run wants to know.
    """
    home = os.environ.get("HOME", "")
    is_usual = f"XDG_{kind.upper()}_HOME" not in os.environ and home.startswith("/")
    if sys.platform == "linux" and is_usual:
        return Path(home, usual, "inforeport")
    from platformdirs import user_config_path, user_data_path

    path = user_data_path if kind == "data" else user_config_path
    return path("inforeport", appauthor=False)


def changed(path: Path, key: str, value: str) -> str:
    """The text of the settings file with another value; with an empty one the line is gone.

    All else in it stays as it is. Raises `SettingsMistake`.
    """
    import json

    text = _text(path)
    _read(path, text)
    line = f"{key} = {json.dumps(value, ensure_ascii=False)}\n" if value else ""
    there = re.compile(rf"^[ \t]*{key}[ \t]*=.*\n?", re.MULTILINE)
    if there.search(text):
        text = there.sub(lambda _: line, text, count=1)
    else:
        text = f"{text}\n{line}" if text and not text.endswith("\n") else text + line
    _read(path, text)
    return text


def check_key(key: str) -> None:
    """Raise `SettingsMistake` for a key that there is not."""
    if key not in KEYS:
        raise SettingsMistake(place="config", what=_unknown(key))


def check_value(key: str, value: str, place: str = "config") -> None:
    """Raise `SettingsMistake` for a value that a key cannot have."""
    if key == "lang" and value not in LANGUAGES:
        what = message("{text} is not known; write one of {words}", text=value, words=LANGUAGES)
        raise SettingsMistake(place=place, what=what)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except UnicodeDecodeError:
        raise SettingsMistake(place=path, what=message("it is not in UTF-8")) from None
    except OSError as error:
        raise SettingsMistake(place=path, what=error.strerror or "") from None


@cache
def _read(path: Path, text: str) -> Mapping[str, str]:
    """The settings that a text holds; paths in it start from its folder."""
    if not text.strip():
        return {}
    import tomllib

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        place = f"{path}:{line[1]}" if line else f"{path}"
        raise SettingsMistake(place=place, what=message("this is no TOML")) from None
    for key, value in table.items():
        _check(f"{path}:{_line(text, key)}", key, value)
    folder = path.parent
    return {
        key: str(folder / Path(value).expanduser()) if KEYS[key].is_path else value
        for key, value in table.items()
        if value
    }


def _check(place: str, key: str, value: object) -> None:
    if key not in KEYS:
        raise SettingsMistake(place=place, what=_unknown(key))
    if not isinstance(value, str):
        what = message('{key} wants a text in "quotation marks"', key=key)
        raise SettingsMistake(place=place, what=what)
    if value:
        check_value(key, value, place)


def _unknown(key: str) -> Message:
    return did_you_mean(message("no setting {key}", key=key), key, list(KEYS))


def _line(text: str, key: str) -> int:
    """The line, from 1, in which a key stands."""
    lines = text.splitlines()
    begins = re.compile(rf"\s*\[?[\"']?{re.escape(key)}\b")
    return next((number for number, line in enumerate(lines, 1) if begins.match(line)), 1)

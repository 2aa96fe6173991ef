"""Takes the words of a command line for what they are: most options want just a word, or a path.

Typer asks pydantic to turn a word into a word. Loading that costs more than all else a small
question does, so it is asked only where there is something to find out, such as a number.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import Any

_PLAIN = (str, Path)
_LISTS: Mapping[object, type] = {list[str]: str, list[Path]: Path}
_WEEK, _THIS_WEEK = "--week", "--week=本周"


class _Coercer:
    """What Typer asks for the value of an option, with its own coercer behind it."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value that a command is given; whether a path can be read says whoever reads it."""
        wanted = param.type_descriptor.annotation
        if value is None:
            return () if param.multiple else None
        if wanted in _PLAIN and isinstance(value, str | Path):
            return wanted(value)
        if wanted in _LISTS:
            return [_LISTS[wanted](one) for one in value]
        if wanted is int and isinstance(value, str) and value.isascii() and value.isdecimal():
            return int(value)
        if isinstance(wanted, type) and issubclass(wanted, Enum):
            with suppress(ValueError):  # a word of no choice is Typer's to complain of
                return wanted(value)
        param._runtime_param = None  # noqa: SLF001  then Typer makes its own
        return param.get_runtime_param().coerce(value, param=param, ctx=ctx)


_COERCER = _Coercer()


def taken_plainly(params: Iterable[Any]) -> None:
    """Let options take plain words without pydantic."""
    for param in params:
        param._runtime_param = _COERCER  # noqa: SLF001  Typer has no other way in


def with_this_week(args: list[str]) -> list[str]:
    """The words with this week where `--week` names none: `due --week` can mean no other.

    A month or a quarter could be the one that runs as well as the last, so it is asked for.

    >>> with_this_week(["--week", "--json"]), with_this_week(["--week", "19"])
    (['--week=本周', '--json'], ['--week', '19'])
    """
    if "--" in args:
        return args
    pairs = zip(args, (*args[1:], "-"), strict=False)
    return [
        _THIS_WEEK if word == _WEEK and next_.startswith("-") else word for word, next_ in pairs
    ]

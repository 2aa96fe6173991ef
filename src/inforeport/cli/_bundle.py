"""Lets a command take options in bundles: a dataclass whose fields are Typer options.

A parameter annotated with a bundle is shown to Typer as the bundle's fields, and built from them
when the command runs; one annotated `Session` is given the session of the run.

The period (seven options) and the place of the answer (four) are each declared once, as a
dataclass; `cli/_bundle.py` spreads them out for Typer and puts them together again. The
alternative, eleven parameters repeated in a dozen commands, drifts apart.
"""

import inspect
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import wraps
from typing import Any, get_type_hints

import typer

from inforeport.cli._options import JsonOpt
from inforeport.cli._session import Session

_CONTEXT = inspect.Parameter(
    "ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context
)
_JSON = inspect.Parameter(
    "json", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=JsonOpt, default=False
)


def bundled(command: Callable[..., None]) -> Callable[..., None]:
    """The command as Typer should see it."""
    hints = get_type_hints(command, include_extras=True)
    bundles: dict[str, Any] = {name: hint for name, hint in hints.items() if is_dataclass(hint)}

    @wraps(command)
    def run(**given: Any) -> None:
        ctx = given.pop("ctx")
        session = ctx.obj
        session.command = ctx.command_path.partition(" ")[2]
        if writes:
            del given["json"]  # the session has it from the whole line
        for name, bundle in bundles.items():
            given[name] = (
                session
                if bundle is Session
                else bundle(**{one.name: given.pop(one.name) for one in fields(bundle)})
            )
        command(**given)

    shown = [_CONTEXT]
    for parameter in inspect.signature(command).parameters.values():
        bundle = bundles.get(parameter.name)
        shown += (
            _options(bundle) if bundle else [parameter.replace(annotation=hints[parameter.name])]
        )
    writes = _is_writing(shown)
    if writes:
        shown.append(_JSON)
    run.__signature__ = inspect.Signature(_ordered(shown))  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in shown}
    del run.__dict__["__wrapped__"]  # or Typer would look through to the bundles
    return run


def _is_writing(shown: list[inspect.Parameter]) -> bool:
    """Whether a command changes something and has no record of its own to answer with."""
    names = {parameter.name for parameter in shown}
    return "dry_run" in names and "json" not in names


def _options(bundle: Any) -> list[inspect.Parameter]:
    if bundle is Session:
        return []
    hints = get_type_hints(bundle, include_extras=True)
    return [
        inspect.Parameter(
            one.name,
            inspect.Parameter.POSITIONAL_OR_KEYWORD,
            annotation=hints[one.name],
            default=one.default,
        )
        for one in fields(bundle)
    ]


def _ordered(shown: list[inspect.Parameter]) -> list[inspect.Parameter]:
    """What must be given first, as Python wants it; Typer keeps the order otherwise."""
    keyword = inspect.Parameter.POSITIONAL_OR_KEYWORD
    plain = [one.replace(kind=keyword) for one in shown]
    return sorted(plain, key=lambda one: one.default is not inspect.Parameter.empty)

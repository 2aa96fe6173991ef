"""What is told of a run beside its answer: what was done, remarked and refused.

To people in sentences, to a program that asked for JSON as records. It knows no command.
"""

import os
import traceback
from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

from inforeport.cli._session import Session
from inforeport.cli._streams import aside, aside_json, put_out_json
from inforeport.errors import AnswerLost, InforeportError, Status, WrongUsage
from inforeport.text import one_line
from inforeport.words import Message, Text, did_you_mean, message

if TYPE_CHECKING:
    from inforeport.model import Problem

PROGRAM = "inforeport"


def usage(ctx: Any, what: Text) -> WrongUsage:
    """A complaint about the command line, with the command whose help explains it."""
    return WrongUsage(what=what, command=ctx.command_path if ctx else PROGRAM)


def tell(session: Session, problems: "Iterable[Problem]") -> None:
    """Every mistake with its place, on stderr."""
    for problem in problems:
        if session.json:
            aside_json({"problem": _problem(session, problem)})
            continue
        aside(error_line(session, problem.place, problem.code, problem.what))


def tell_sealed(session: Session) -> None:
    """What a command changed of a sealed period: it is on file, and what was printed stays."""
    for period, count in session.late.items() if not session.quiet else ():
        sentence = message(
            "{period} is sealed: facts of it changed: {n}; what was printed stays"
            " (see: inforeport check --period {period})",
            period=period,
            n=count,
        )
        by_rule = message(
            "{period} is sealed and would be counted otherwise now; what was printed stays"
            " (see: inforeport check --period {period})",
            period=period,
        )
        session.note(sentence if count else by_rule)


def for_programs(fact: object, say: Callable[[Text], str]) -> object:
    """A fact of a sentence as a program is told it: numbers as such, all else in words."""
    if fact is None or isinstance(fact, bool | int | Decimal):
        return fact
    if isinstance(fact, list | tuple):
        return [for_programs(one, say) for one in fact]
    return one_line(say(Message("{fact}", {"fact": fact})))


def tell_deeds(session: Session) -> None:
    """Tell a program that asked for JSON what was done, all together."""
    if not session.deeds:
        return
    numbers = [deed["id"] for deed in session.deeds]
    record = {
        "schema": 1,
        "command": session.command,
        "dry_run": session.tries,
        "id": numbers[0] if len(numbers) == 1 else None,
        "done": session.deeds,
    }
    try:
        put_out_json(record)
    except (AnswerLost, BrokenPipeError):  # it is done, so it is said somewhere
        aside_json(record)
        raise


def _problem(session: Session, problem: "Problem") -> dict[str, object]:
    said = one_line(session.say(problem.what))
    return {"place": problem.place, "code": problem.code, "message": said}


def _as_record(session: Session, error: InforeportError) -> dict[str, object]:
    """An error as a program is told it."""
    problems: Iterable[Problem] = error.facts.get("problems", ())  # type: ignore[assignment]
    return {
        "schema": 1,
        "error": {
            "code": error.code,
            "status": int(error.status),
            "message": one_line(session.say(error.message)),
            "hint": one_line(session.say(error.hint)) if error.hint else None,
            "problems": [_problem(session, one) for one in problems],
        },
    }


def complain(session: Session, error: InforeportError) -> None:
    """Tell an error on stderr: its mistakes with their places, one sentence, at most one hint."""
    if session.json:
        aside_json(_as_record(session, error))
        return
    tell(session, error.facts.get("problems", ()))  # type: ignore[arg-type]
    aside(error_line(session, PROGRAM, error.code, error.message))
    if error.hint:
        aside(_hint_line(session, error.hint))


def error_line(session: Session, place: str, code: str, what: Text) -> str:
    """An error on one line: where it is, its code, its sentence.

    What was typed is told, but commands no screen.
    """
    said = session.say(message("error[{code}]: {what}", code=code, what=what))
    return one_line(f"{place}: {said}")


def _hint_line(session: Session, hint: Text) -> str:
    said = session.say(message("hint: {hint}", hint=hint))
    return one_line(f"{PROGRAM}: {said}")


def in_our_words(error: Any) -> WrongUsage:
    """Typer's complaint about a command line, said by us; its classes are told by name only."""
    ctx = getattr(error, "ctx", None)
    name = _complained_of(error)
    match type(error).__name__:
        case "NoSuchOption":
            params = ctx.command.get_params(ctx) if ctx else []
            options = (one for one in params if one.param_type_name == "option")
            known = [name for one in options for name in one.opts]
            complaint = did_you_mean(message("no option {name}", name=name), str(name), known)
        case "MissingParameter":
            complaint = message("{name} is missing", name=name)
        case "BadOptionUsage" if "does not take" in error.message:
            complaint = message("{name} takes no value", name=name)
        case "BadOptionUsage":
            complaint = message("{name} wants a value", name=name)
        case "BadParameter":
            complaint = _wanted(error, name)
        case _:
            complaint = message("the command line does not fit")
    return usage(ctx, complaint)


def _wanted(error: Any, name: Text) -> Message:
    """What an argument or option wants that was given something else."""
    descriptor = getattr(getattr(error, "param", None), "type_descriptor", None)
    wanted = getattr(descriptor, "annotation", int)
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return message(
            "{name} wants one of {words}", name=name, words=[one.value for one in wanted]
        )
    if wanted is float:
        return message("{name} wants a number", name=name)
    return message("{name} wants a whole number", name=name)


def _complained_of(error: Any) -> Text:
    """The argument or option that a complaint is about, as it is typed."""
    from inforeport.cli import _help

    param = getattr(error, "param", None)
    if param is None:
        return str(getattr(error, "option_name", ""))
    return _help.metavar(param) if param.param_type_name == "argument" else max(param.opts, key=len)


def own_up(session: Session, error: Exception) -> None:
    """Tell a bug: one line, no data; the trace on request."""
    if session.debug:
        aside("".join(traceback.format_exception(error)).rstrip())
    where = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{os.path.basename(where.filename)}:{where.lineno}"  # noqa: PTH119  a name, no path
    sentence = message(
        "a fault of the program: {kind} at {place}", kind=type(error).__name__, place=place
    )
    hint = message("the same command with --debug after inforeport shows where it comes from")
    if session.json:
        facts = {"code": "bug", "status": int(Status.BUG), "problems": []}
        said = {"message": session.say(sentence), "hint": session.say(hint)}
        aside_json({"schema": 1, "error": facts | said})
        return
    aside(error_line(session, PROGRAM, "bug", sentence))
    aside(_hint_line(session, hint))

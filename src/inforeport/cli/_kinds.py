"""What `scheme kinds` answers: the kinds of rule and the tables of a file, or one with its keys."""

from collections.abc import Mapping

from inforeport.cli._session import Session
from inforeport.documents.page import Column, Table
from inforeport.errors import WrongUsage
from inforeport.rules import types
from inforeport.rules.editions import NEWEST, type_of
from inforeport.scheme import kinds
from inforeport.words import Message, did_you_mean, message

NAMES = (*types(), *kinds.tables())


def named(name: str, command: str) -> str:
    """The kind or table of that name, be it one of the first edition. Raises `WrongUsage`."""
    word = type_of(name, NEWEST)
    if word not in NAMES:
        what = message("no kind of rule, nor another table, is called {name}", name=name)
        raise WrongUsage(what=did_you_mean(what, name, NAMES), command=command)
    return word


def list_of_kinds() -> Table:
    """All kinds of rule, then the other tables."""
    columns = (
        Column("name", message("kind or table"), "left"),
        Column("is", message("is"), "left"),
        Column("meaning", message("meaning"), "left"),
    )
    rows = tuple((name, _sort_of(name), Message(kinds.summary(name))) for name in NAMES)
    return Table(message("Kinds of rule"), columns, rows)


def keys_of(name: str) -> Table:
    """The keys of a kind of rule, or of another table."""
    heads = {
        "key": message("key"),
        "type": message("what is written"),
        "default": message("where not stated"),
        "by_group": message("may be by group"),
        "meaning": message("meaning"),
    }
    columns = tuple(Column(key, head, "left") for key, head in heads.items())
    rows = tuple(
        (
            one.name,
            one.type,
            message("must be stated") if one.required else one.default,
            message("yes") if one.by_group else None,
            Message(one.meaning),
        )
        for one in kinds.figures_of(name)
    )
    caption = message("{name}: {what}", name=name, what=Message(kinds.summary(name)))
    return Table(caption, columns, rows)


def record(session: Session, name: str | None) -> Mapping[str, object]:
    """The same for programs: every kind and table with its keys, or one of them."""
    names = NAMES if name is None else (name,)
    return {"schema": 1, "kinds": [_record(session, one) for one in names]}


def _record(session: Session, name: str) -> Mapping[str, object]:
    keys = [
        {
            "key": one.name,
            "type": session.say(one.type),
            "default": one.default or None,
            "required": one.required,
            "by_group": one.by_group,
            "meaning": session.say(Message(one.meaning)),
        }
        for one in kinds.figures_of(name)
    ]
    says = session.say(Message(kinds.summary(name)))
    return {"name": name, "rule": name in types(), "says": says, "keys": keys}


def _sort_of(name: str) -> Message:
    return message("kind of rule") if name in types() else message("table of the file")

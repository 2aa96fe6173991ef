"""The trail on the screen: which command changed what, one command row by row, what check found."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from inforeport.documents.page import Cell, Table, grid
from inforeport.fields import FACTS
from inforeport.model import Change, Command, Problem, Touched
from inforeport.words import N_, Message, Text, message

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Record = dict[str, Any]
Say = Callable[[Text], str]

_NOUNS = {
    "office": N_("office"),
    "unit_alias": N_("other names of units"),
    "submission_partner": N_("partners of reports"),
    "submission_author": N_("authors of reports"),
    "attachment": N_("pictures"),
    "original": N_("contents of files"),
    "contact": N_("contacts"),
    "incoming": N_("contents that came in"),
    "letter": N_("letters"),
    "piece": N_("pieces of letters"),
    "learnt_head": N_("heads of lists"),
    "dayoff": N_("days off and of work"),
    "outgoing": N_("mails"),
    "outgoing_address": N_("mailboxes of mails"),
    "outgoing_file": N_("files of mails"),
    "mail_server": N_("mail server"),
    "mailbox": N_("mailboxes"),
    "scheme": N_("schemes"),
    "bulletin": N_("issues"),
    "bulletin_item": N_("items of issues"),
    "bulletin_copy": N_("issues sent down"),
    "seal": N_("sealed periods"),
    "objection": N_("objections"),
    "decision": N_("decisions on prizes"),
    "decision_unit": N_("units of decisions"),
    "decision_person": N_("persons of decisions"),
}
"""Tables beside those of `FACTS` in the words of the screen; another goes by its own name."""

_HEADS = {
    "id": N_("no."),
    "unit_id": N_("unit"),
    "name": N_("name"),
    "contact_id": N_("contact"),
    "reporter_id": N_("reporter"),
    "command": N_("last command"),
    "since": N_("from"),
    "until": N_("until"),
    "reason": N_("reason"),
    "submission_id": N_("report"),
    "title": N_("title"),
    "form": N_("form"),
    "body": N_("text"),
    "withdrawn": N_("withdrawn"),
    "position": N_("position"),
    "bulletin_id": N_("bulletin"),
    "sent_on": N_("sent down"),
    "received_on": N_("received"),
    "read_on": N_("read"),
    "reader": N_("read by"),
    "caption": N_("caption"),
    "created_on": N_("begun"),
    "issued_on": N_("issued"),
    "number": N_("issue"),
    "total": N_("running issue"),
    "extra": N_("extra issue"),
    "extra_on": N_("issued"),
    "extra_number": N_("extra issue"),
    "note": N_("note"),
    "copies": N_("copies"),
    "also": N_("also sent to"),
    "editor": N_("editor"),
    "checker": N_("checker"),
    "signer": N_("signer"),
    "withdrawn_on": N_("withdrawn"),
    "raised_on": N_("raised"),
    "period": N_("period"),
    "office": N_("office"),
    "settled_on": N_("settled"),
    "outcome": N_("outcome"),
    "language": N_("language"),
    "zone": N_("time zone"),
    "begins_on": N_("in force from"),
    "closed_at": N_("moment"),
    "printed_on": N_("printed on"),
    "reopened_on": N_("opened again"),
    "counts_on": N_("day of a use"),
    "alias": N_("other name"),
    "ends_on": N_("last day"),
    "decided_on": N_("decided"),
    "decision_id": N_("decision"),
    "person": N_("person"),
    "amount": N_("amount"),
    "letter_id": N_("letter"),
    "place": N_("where"),
    "fact": N_("what it is"),
    "state": N_("state"),
    "code": N_("held for"),
    "why": N_("why"),
    "same_id": N_("same as"),
    "fact_id": N_("no. on file"),
    "incoming_id": N_("content"),
    "came_id": N_("what it said"),
    "words_id": N_("what it says"),
    "came_on": N_("came"),
    "sender": N_("sender"),
    "subject": N_("subject"),
    "received_at": N_("moment"),
    "message_id": N_("no. of the message"),
    "kind": N_("kind"),
    "shape": N_("list"),
    "head": N_("head"),
    "key": N_("field"),
    "day": N_("day"),
    "works": N_("day of work"),
    "purpose": N_("purpose"),
    "about": N_("about"),
    "unit": N_("unit"),
    "recipient": N_("to whom"),
    "address_id": N_("mailbox"),
    "outgoing_id": N_("mail"),
    "made_on": N_("drafted on"),
    "answer": N_("answer of the server"),
    "answered_at": N_("answered at"),
    "host": N_("server"),
    "port": N_("port"),
    "user": N_("user"),
    "folder": N_("folder"),
    "unlock": N_("password from"),
    "starttls": N_("turns to TLS"),
    "unlock_command": N_("command for the password"),
    "authority": N_("certificate"),
    "validity": N_("numbering"),
    "last_uid": N_("read up to"),
    "below": N_("messages read"),
    "refusals": N_("password refused"),
    "sha256": N_("checksum"),
    "checked": N_("text"),
    "version": N_("version of the program"),
    "content": N_("content"),
    "phone": N_("telephone"),
    "mobile": N_("mobile"),
    "email": N_("email"),
    "address": N_("mailbox"),
    "salt": N_("key of a checksum"),
    "mark": N_("checksum"),
    "fingerprint": N_("checksum"),
    "command_sha256": N_("checksum"),
    "units": N_("units"),
    "newest": N_("last change"),
    "schemes": N_("schemes"),
    "stationery": N_("heads of papers"),
    "rewards": N_("prizes"),
    "counts": N_("counts"),
    "result": N_("points"),
    "facts": N_("facts"),
}
"""Columns beside those of `FACTS` in the words of the screen; another goes by its own name."""

_CALLED = {
    "office": N_("office"),
    "bulletin": N_("bulletin"),
    "letter": N_("letter"),
    "mailbox": N_("mailbox"),
    "attachment": N_("file"),
    "outgoing_file": N_("file"),
}
"""The word for the name of what is no person, by table."""

_LONG = {
    *("body", "checked", "sha256", "mark", "version", "fingerprint", "command_sha256"),
    *("units", "newest", "schemes", "stationery", "rewards", "counts", "result", "facts"),
}
"""Columns that nobody reads in a table: texts, and what is worked out from others."""


_FOLDED = "fold"
"""The column of a name as it is compared, which tells nothing beside the name."""


def log(commands: Iterable[Command], zone: "ZoneInfo") -> Table:
    """The commands that changed the file, in order."""
    return grid(
        message("Log"),
        {
            "number": message("no."),
            "at": message("moment"),
            "who": message("who"),
            "command": message("command"),
            "changed": message("what changed"),
        },
        [
            (one.number, _moment(one, zone), one.who, typed(one), what_changed(one.touched))
            for one in commands
        ],
    )


def typed(command: Command) -> Text:
    """The command as it was typed."""
    return command.text or message("(another program)")


def what_changed(touched: Sequence[Touched]) -> Message:
    """How many rows a command added, changed and removed, in a few words."""
    counts = [count for table in touched for count in _counts(table)]
    return message("{counts}", counts=counts) if counts else message("nothing")


def _counts(touched: Touched) -> Iterable[Message]:
    words = _table_word(touched.table)
    if touched.added:
        yield message("{what}: {count} added", what=words, count=touched.added)
    if touched.changed:
        yield message("{what}: {count} changed", what=words, count=touched.changed)
    if touched.removed:
        yield message("{what}: {count} removed", what=words, count=touched.removed)


def command(changes: Iterable[Change]) -> Table:
    """What one command changed: each column that is not what it was, row by row."""
    return grid(
        message("What the command changed"),
        {
            "table": message("what"),
            "key": message("no."),
            "column": message("column"),
            "before": message("before"),
            "after": message("after"),
        },
        [row for one in changes for row in _rows(one)],
    )


def _rows(change: Change) -> Iterable[tuple[Cell, ...]]:
    before, after = change.before or {}, change.after or {}
    key = " ".join(str(value) for value in change.key.values())
    for column in {**before, **after}:
        was, now = before.get(column), after.get(column)
        if was != now and column not in change.key and column != _FOLDED:
            cells = (_cell(column, was), _cell(column, now))
            yield (_table_word(change.table), key, _column_word(change.table, column), *cells)


def _cell(column: str, value: object) -> Cell:
    if column == "contact_id":
        return message("not shown")
    if value is None or isinstance(value, int):
        return value
    if column in _LONG:
        return message("{count} characters", count=len(str(value)))
    return str(value)


def findings(problems: Iterable[Problem]) -> Table:
    """What `check` found, one row each."""
    return grid(
        message("What was found"),
        {
            "place": message("where"),
            "code": message("fault"),
            "what": message("what was found"),
        },
        [(one.place, one.code, one.what) for one in problems],
    )


def log_record(commands: Iterable[Command], zone: "ZoneInfo") -> Record:
    """`log --json`: the commands, with the rows that each touched by table."""
    return {"schema": 1, "commands": [_head(one, zone) for one in commands]}


def command_record(one: Command, changes: Iterable[Change], zone: "ZoneInfo") -> Record:
    """`log NUMBER --json`: one command, with every row before and after."""
    keys = ("table", "key", "before", "after")
    rows = [{key: getattr(change, key) for key in keys} for change in changes]
    return {"schema": 1, "command": _head(one, zone), "changes": rows}


def findings_record(problems: Iterable[Problem], say: Say) -> Record:
    """`check --json`."""
    rows = [{"place": one.place, "code": one.code, "what": say(one.what)} for one in problems]
    return {"schema": 1, "findings": rows}


def _head(column: Command, zone: "ZoneInfo") -> Record:
    keys = ("table", "added", "changed", "removed")
    return {
        "number": column.number,
        "at": column.at.astimezone(zone).isoformat(),
        "who": column.who,
        "command": column.text,
        "undoes": column.undoes,
        "touched": [{key: getattr(its, key) for key in keys} for its in column.touched],
    }


def _moment(one: Command, zone: "ZoneInfo") -> str:
    return f"{one.at.astimezone(zone):%Y-%m-%d %H:%M:%S}"


def _table_word(table: str) -> Text:
    words = FACTS[table].many if table in FACTS else _NOUNS.get(table)
    return Message(words) if words else table


def _column_word(table: str, column: str) -> Text:
    if column == "name" and table in _CALLED:
        return Message(_CALLED[table])
    word = _words_of(table).get(column) or _HEADS.get(column)
    return Message(word) if word else column


@cache
def _words_of(table: str) -> Mapping[str, str]:
    """The words of a fact's columns; none of another table's."""
    fields = FACTS[table].fields if table in FACTS else ()
    return {field.column: field.trail or field.word for field in fields if field.column}

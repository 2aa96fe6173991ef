"""Lists of what happened to reports and units: uses, 批示, 转报, 约稿, and what goes by hand."""

from collections.abc import Iterable, Iterator, Mapping

from inforeport.documents.page import Cell, Table, grid
from inforeport.model import (
    Adoption,
    Commission,
    Exemption,
    Forwarding,
    Instruction,
    Mark,
    Submission,
    Target,
)
from inforeport.words import Text, message

Words = Mapping[str, str]

OF_A_USE = ("position", "share", "rewritten", "proof", "proof_on")
"""The columns of a use that few offices fill."""


def about(known: Submission, words: Words) -> Iterator[Text]:
    """What is on file of a report beside what every list of reports shows."""
    if known.partners:
        yield message("together with {units}", units=known.partners)
    if known.authors:
        names = [message("{name} ({unit})", name=one.name, unit=one.unit) for one in known.authors]
        yield message("signed by {names}", names=names)
    if known.chars is not None:
        yield message("characters: {n}", n=known.chars)
    if known.pictures is not None:
        yield message("pictures with it: {n}", n=known.pictures)
    if known.late:
        yield message("came late")
    if known.urgent:
        yield message("urgent")
    if known.requested_by:
        yield message(
            "asked for by {level}", level=words.get(known.requested_by, known.requested_by)
        )


def adoptions(known: Iterable[Adoption], words: Words) -> Table:
    """Uses, in order of their days."""
    heads = {
        "id": message("no."),
        "adopted": message("used"),
        "unit": message("unit"),
        "ref": message("report"),
        "title": message("title"),
        "level": message("level"),
        "form": message("form"),
        "publication": message("publication"),
        "issue": message("issue"),
        "position": message("place in it"),
        "share": message("share"),
        "rewritten": message("rewritten"),
        "proof": message("proof"),
        "proof_on": message("proof of"),
    }
    rows = [
        (
            *(one.id, one.on, one.unit, one.item, one.title, words.get(one.level, one.level)),
            *(words.get(one.form, one.form) if one.form else None, one.publication, one.issue),
            *(one.position, one.share, one.rewritten, one.proof, one.proof_on),
        )
        for one in known
    ]
    return grid(message("Uses of reports"), heads, rows)


def instructions(known: Iterable[Instruction], words: Words) -> Table:
    """Leaders' words on reports, in order of their days."""
    heads = {
        "id": message("no."),
        "on": message("day"),
        "unit": message("unit"),
        "ref": message("report"),
        "title": message("title"),
        "level": message("level"),
        "leader": message("leader"),
        "publication": message("publication"),
        "leader_kind": message("kind of leader"),
    }
    rows = [
        (
            *(one.id, one.on, one.unit, one.item, one.title, words.get(one.level, one.level)),
            *(one.leader, one.publication, one.leader_kind),
        )
        for one in known
    ]
    return grid(message("Instructions"), heads, rows)


def forwardings(known: Iterable[Forwarding], words: Words) -> Table:
    """Reports sent up, in order of the days."""
    heads = {
        "id": message("no."),
        "on": message("day"),
        "unit": message("unit"),
        "ref": message("report"),
        "title": message("title"),
        "level": message("level"),
        "as": message("in the name of"),
    }
    rows = [
        (
            *(one.id, one.on, one.unit, one.item, one.title),
            *(words.get(one.level, one.level), one.name),
        )
        for one in known
    ]
    return grid(message("Reports sent up"), heads, rows)


def commissions(known: Iterable[Commission]) -> Table:
    """Reports asked for, in order of the days on which they were due."""
    heads = {
        "id": message("no."),
        "unit": message("unit"),
        "title": message("title"),
        "on": message("asked on"),
        "due": message("due"),
        "delivered": message("delivered"),
        "delivered_on": message("day of receipt"),
    }
    rows = [
        (one.id, one.unit, one.title, one.on, one.due, one.delivered, one.delivered_on)
        for one in known
    ]
    return grid(message("Reports asked for"), heads, rows)


def marks(known: Iterable[Mark], words: Words, said: tuple[Cell, Cell] = (False, True)) -> Table:
    """What the office noted by hand, in order of the days; `said` is no and yes in a cell."""
    heads = {
        "id": message("no."),
        "on": message("day"),
        "unit": message("unit"),
        "code": message("for what"),
        "reason": message("reason"),
        "ref": message("report"),
        "points": message("points"),
        "count": message("times"),
        "circulated": message("circulated"),
    }
    rows = [
        (
            *(one.id, one.on, one.unit, words.get(one.code, one.code), one.reason, one.item),
            *(one.points, one.count, said[one.circulated]),
        )
        for one in known
    ]
    return grid(message("Marks"), heads, rows)


def targets(known: Iterable[Target], words: Words) -> Table:
    """The numbers set unit by unit."""
    heads = {
        "id": message("no."),
        "unit": message("unit"),
        "what": message("what"),
        "per": message("per"),
        "n": message("number"),
        "level": message("level"),
        "category": message("category"),
        "publication": message("publication"),
    }
    rows = [
        (
            *(one.id, one.unit, words.get(one.what, one.what), words.get(one.per, one.per), one.n),
            *(words.get(one.level, one.level) if one.level else None, one.category),
            one.publication,
        )
        for one in known
    ]
    return grid(message("Targets"), heads, rows)


def exemptions(known: Iterable[Exemption]) -> Table:
    """The duties that do not run for a time, in order of their first days."""
    heads = {
        "id": message("no."),
        "unit": message("unit"),
        "clause": message("clause"),
        "since": message("from"),
        "until": message("until"),
        "reason": message("reason"),
    }
    rows = [(one.id, one.unit, one.clause, one.since, one.until, one.reason) for one in known]
    return grid(message("Exemptions"), heads, rows)

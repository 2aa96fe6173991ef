"""Issues of the bulletin on the screen: their list, what one holds, how one prints a report."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import unified_diff

from inforeport.documents.page import Block, Heading, Page, Paragraph, Table, grid, trimmed
from inforeport.model import Bulletin, BulletinItem, Profile
from inforeport.words import N_, Message, Text, message

Words = Mapping[str, str]

OF_AN_ISSUE = ("extra", "withdrawn", "reason")
OF_AN_ITEM = ("edited",)
"""The columns that say nothing of most issues and items."""

_TOLD = {
    "note": N_("editor's note: {value}"),
    "copies": N_("copies: {value}"),
    "also": N_("this issue also goes to: {value}"),
    "editor": N_("edited by {value}"),
    "checker": N_("checked by {value}"),
    "signer": N_("signed by {value}"),
    "withdrawn": N_("withdrawn: {value}"),
}
_EDITED = {"title": N_("title"), "text": N_("text"), "note": N_("editor's note")}


def bulletins(known: Iterable[Bulletin]) -> Table:
    """Issues and drafts of the bulletin."""
    is_extra = (None, message("yes"))
    heads = {
        "id": message("no."),
        "name": message("bulletin"),
        "created": message("begun"),
        "issued": message("issued"),
        "number": message("issue"),
        "total": message("running issue"),
        "extra": message("extra issue"),
        "withdrawn": message("withdrawn on"),
        "reason": message("reason"),
    }
    rows = [
        (
            *(one.id, one.name, one.created, one.issued, one.number, one.total),
            *(is_extra[one.extra], one.withdrawn_on, one.withdrawn),
        )
        for one in known
    ]
    return grid(message("Issues"), heads, rows)


def bulletin_items(issue: Bulletin, words: Words) -> Table:
    """The reports chosen for an issue, in their order, under the titles that it prints."""
    heads = {
        "position": message("position"),
        "ref": message("report"),
        "unit": message("unit"),
        "title": message("title"),
        "form": message("form"),
        "pictures": message("pictures"),
        "edited": message("edited"),
    }
    rows = [
        (
            *(place, one.submission.number, one.submission.unit, one.printed_title),
            *(words.get(one.form, one.form), len(one.pictures), _edited_words(one)),
        )
        for place, one in enumerate(issue.items, 1)
    ]
    return grid(called(issue), heads, rows)


def issue_page(issue: Bulletin, words: Words, office: Profile) -> Page:
    """What an issue holds, and what it says beside its reports."""
    table = trimmed(bulletin_items(issue, words), *OF_AN_ITEM)
    told = (Paragraph(one, "note") for one in _about(issue))
    return Page(called(issue), office.name, issue.created, (table, *told))


def issue_record(issue: Bulletin) -> dict[str, object]:
    """What an issue says beside its reports, for programs."""
    first = ("id", "name", "created", "issued", "number", "total", "extra")
    return {key: getattr(issue, key) for key in (*first, *_TOLD, "withdrawn_on")}


def items_record(issue: Bulletin) -> dict[str, object]:
    """The reports of an issue and what it says beside them, for programs."""
    items = [
        {
            "position": place,
            "ref": one.submission.label,
            "unit": one.submission.unit,
            "title": one.printed_title,
            "form": one.form,
            "pictures": len(one.pictures),
            "edited": _edited(one),
        }
        for place, one in enumerate(issue.items, 1)
    ]
    return {"schema": 1, "items": items, "issue": issue_record(issue)}


def item_page(issue: Bulletin, item: BulletinItem, office: Profile) -> Page:
    """A report as it came, as the issue prints it, and the lines in which the two differ."""
    report = item.submission
    texts = message("{ref} in: {issue}", ref=report.number, issue=called(issue))
    blocks: list[Block] = [
        Paragraph(texts, "note"),
        Heading(message("As it came")),
        *_shown(report.title, report.text or ""),
    ]
    lines = changes(item)
    if lines:
        blocks += [
            Heading(message("As it is printed")),
            *_shown(item.printed_title, item.printed_text),
            Heading(message("What is changed")),
            *(Paragraph(line) for line in lines),
        ]
    else:
        blocks.append(Paragraph(message("It is printed as it came."), "note"))
    if item.note:
        blocks.append(Paragraph(message("editor's note: {value}", value=item.note), "note"))
    return Page(called(issue), office.name, issue.created, tuple(blocks))


def item_record(issue: Bulletin, item: BulletinItem) -> dict[str, object]:
    """The same for programs."""
    report = item.submission
    return {
        "schema": 1,
        "bulletin": issue.id,
        "ref": report.label,
        "unit": report.unit,
        "form": item.form,
        "position": item.position,
        "note": item.note,
        "original": {"title": report.title, "text": report.text},
        "printed": {"title": item.printed_title, "text": item.printed_text or None},
        "changes": changes(item),
    }


def called(issue: Bulletin) -> Message:
    """An issue, or a draft, by its number and name."""
    words = {"number": issue.number or issue.id, "name": issue.name}
    if issue.number and issue.extra:
        return message("Extra issue {number} of {name}", **words)
    if issue.number:
        return message("Issue {number} of {name}", **words)
    return message("Draft {number} of {name}", **words)


def changes(item: BulletinItem) -> list[str]:
    """The lines of title and text that the issue prints otherwise, as a unified difference.

    Without its two heads, as there are no two files.
    """
    came = [item.submission.title, *(item.submission.text or "").strip().splitlines()]
    printed = [item.printed_title, *item.printed_text.strip().splitlines()]
    return list(unified_diff(came, printed, lineterm="", n=1))[2:]


def _about(issue: Bulletin) -> Iterator[Text]:
    for key, sentence in _TOLD.items():
        value = getattr(issue, key)
        if value is not None:
            yield Message(sentence, {"value": value})


def _edited(item: BulletinItem) -> list[str]:
    """What an issue prints otherwise than it came, or adds to it."""
    report = item.submission
    same = {
        "title": item.printed_title == report.title,
        "text": item.printed_text.strip() == (report.text or "").strip(),
        "note": item.note is None,
    }
    return [key for key, its_own in same.items() if not its_own]


def _edited_words(item: BulletinItem) -> Message | None:
    found = [Message(_EDITED[key]) for key in _edited(item)]
    return message("{what}", what=found) if found else None


def _shown(title: str, text: str) -> Iterator[Block]:
    yield from (Paragraph(line) for line in (title, *text.splitlines()))

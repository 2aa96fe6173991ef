"""What `doctor` tells: one line for each thing looked at, and whether something must be done."""

from collections.abc import Callable, Iterable

from msgspec import Struct

from inforeport.documents.page import Table, grid
from inforeport.words import N_, Message, Text, message

_ABOUT = {
    "file": N_("file"),
    "size": N_("size"),
    "mode": N_("rights"),
    "share": N_("network share"),
    "libraries": N_("libraries"),
    "language": N_("language"),
    "copy": N_("newest copy"),
    "fonts": N_("fonts"),
    "schema": N_("schema"),
    "pages": N_("state"),
    "zone": N_("time zone"),
    "today": N_("today"),
    "settings": N_("settings"),
    "drafts": N_("drafts"),
    "held": N_("what came in"),
    "days off": N_("days off"),
    "issues": N_("issue numbers"),
    "proofs": N_("proofs"),
    "reporters": N_("reporters"),
    "doubts": N_("odd entries"),
}


class Remark(Struct, frozen=True):
    """One thing that was looked at: its key, what was found, and whether it is as it should be."""

    about: str
    said: Text
    well: bool = True


def health(found: Iterable[Remark]) -> Table:
    """The remarks as a table; what must be done is marked."""
    mark = message("look here")
    return grid(
        message("The office's file"),
        {
            "about": message("about"),
            "finding": message("finding"),
            "said": message("what was found"),
        },
        [(_about(one), None if one.well else mark, one.said) for one in found],
    )


def _about(one: Remark) -> Text:
    return Message(_ABOUT[one.about]) if one.about in _ABOUT else one.about


def record(found: Iterable[Remark], say: Callable[[Text], str]) -> dict[str, object]:
    """`doctor --json`: the same for programs."""
    checks = [{"about": one.about, "finding": not one.well, "said": say(one.said)} for one in found]
    return {"schema": 1, "checks": checks}

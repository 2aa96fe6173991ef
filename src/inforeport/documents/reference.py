"""What a circular's file says of itself beside the text: its period, and how far the log went."""

import re
from datetime import date, timedelta

from msgspec import Struct

from inforeport.model import Witness
from inforeport.model.papers import Material
from inforeport.period import Period

_DAY = r"\d{4}-\d{2}-\d{2}"
_FORM = re.compile(rf"inforeport ({_DAY})\.\.({_DAY}) (\d{{1,18}}) ([0-9a-f]{{64}})", re.ASCII)


class Reference(Struct, frozen=True):
    """A period by its days, and the newest command of the log when the paper was printed."""

    period: Period
    log: Witness


def reference(material: Material) -> str:
    """The reference of a paper; nothing where an old seal does not tell of the log."""
    period, log = material.period, material.log
    if log is None:
        return ""
    return f"inforeport {period.start}..{period.last} {log.number} {log.sha256}"


def parsed(text: str) -> Reference | None:
    """A reference read back; none where the text is no reference."""
    form = _FORM.fullmatch(text.strip())
    if form is None:
        return None
    try:
        period = Period(
            date.fromisoformat(form[1]), date.fromisoformat(form[2]) + timedelta(days=1)
        )
    except (ValueError, OverflowError):
        return None
    return Reference(period, Witness(int(form[3]), form[4]))

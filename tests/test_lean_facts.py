"""Facts that are read for their lines only: what no line shows and nothing asks is not read."""

from datetime import date
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from grains import dense_ledger
from inforeport.model import Adoption, Facts, Submission
from inforeport.model.apart import EACH, Apart
from inforeport.period import Period
from inforeport.store import opened
from inforeport.store.facts import facts

YEAR = Period(date(2021, 1, 1), date(2022, 1, 1))
UNREAD: dict[str, Any] = {
    **dict.fromkeys(("moment", "category", "channel", "chars", "pictures", "requested_by")),
    "urgent": False,
}


def test_what_nothing_asks_is_not_read_but_of_reports_with_something_by_hand(
    tmp_path: Path,
) -> None:
    ledger = opened(dense_ledger(tmp_path))
    apart = Apart(frozenset(), EACH | {"submission.kind"}, lean=True)
    whole, lean = facts(ledger, YEAR), facts(ledger, YEAR, apart=apart)
    special = _by_hand(whole)

    def bare(report: Submission) -> Submission:
        return report if report.label in special else replace(report, **UNREAD)

    assert special
    assert lean.submissions == tuple(map(bare, whole.submissions))
    assert lean.submissions != whole.submissions
    assert lean.items == {label: bare(item) for label, item in whole.items.items()}
    assert lean.adoptions == tuple(map(_unproved, whole.adoptions))
    assert lean.marked == whole.marked


def test_the_proof_of_a_use_is_read_with_its_day_where_it_is_asked(tmp_path: Path) -> None:
    ledger = opened(dense_ledger(tmp_path))
    asked = Apart(frozenset(), EACH | {"adoption.proof"}, lean=True)
    whole, lean = facts(ledger, YEAR), facts(ledger, YEAR, apart=asked)
    assert lean.adoptions == whole.adoptions
    assert any(use.proof_on for use in lean.adoptions)


def _unproved(use: Adoption) -> Adoption:
    return replace(use, proof=None, proof_on=None)


def _by_hand(whole: Facts) -> set[str]:
    """The reports that are joint or signed, or on which there is something by hand."""
    every = [*whole.submissions, *whole.items.values()]
    return {
        *whole.instructed,
        *whole.forwarded,
        *whole.marked,
        *whole.commissioned,
        *(report.label for report in every if report.partners or report.authors),
    }

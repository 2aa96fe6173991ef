"""Units and reports as people name them, each asked of the file once in a run of many rows."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from inforeport.directory import Directory
from inforeport.errors import (
    AmbiguousSubmission,
    UnknownSubmission,
    WithdrawnSubmission,
)
from inforeport.model import Submission, Unit
from inforeport.period import Period
from inforeport.store import submission as submission_store
from inforeport.store import unit as unit_store
from inforeport.store.ledger import Ledger
from inforeport.text import plain, title_key

_BARE = "select exists (select 1 from submission where ref not glob '*[^0-9]*')"


class Names:
    """What names mean in one file; as long as no unit or report is added."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._units: Directory | None = None
        self._reports: dict[str, Submission] = {}
        self._titles: dict[str, dict[str, list[Submission]]] = {}

    def unit(self, wanted: str) -> Unit:
        """The unit of that name, alias or `#3`; raises `UnknownUnit` or `AmbiguousUnit`."""
        if self._units is None:
            self._units = unit_store.directory(self._ledger)
        return self._units.find(wanted) or unit_store.unit(self._ledger, wanted)

    def report(self, ref: str) -> Submission:
        """The report of that number; raises `UnknownSubmission` or `WithdrawnSubmission`.

        Our lists show a report's own number as it is, so a bare one will do, but where the office
        has numbers of the same form: there it may be one of those that is not on file.
        """
        if ref not in self._reports:
            typed = not self._has_bare
            try:
                report = submission_store.plain(self._ledger, ref, typed=typed)
            except UnknownSubmission:  # as it is written; in full width perhaps
                report = submission_store.plain(self._ledger, plain(ref), typed=typed)
            self._reports[ref] = report
        return _standing(self._reports[ref])

    @cached_property
    def _has_bare(self) -> bool:
        """Whether some number of the office is nothing but digits."""
        return bool(self._ledger.tuples(_BARE)[0][0])

    def titled(self, unit: str, title: str) -> Submission:
        """The report of that unit and title.

        Raises `UnknownUnit`, `UnknownSubmission`, `AmbiguousSubmission` where the two fit several
        reports, or `WithdrawnSubmission`.
        """
        reports = self._titled(self.unit(unit).name).get(title_key(title), ())
        if not reports:
            raise UnknownSubmission(ref=title)
        if len(reports) > 1:
            raise AmbiguousSubmission(title=title, near=[report.number for report in reports])
        return _standing(reports[0])

    def _titled(self, unit: str) -> Mapping[str, list[Submission]]:
        """The reports of a unit by their titles, however these are spelled."""
        if unit not in self._titles:
            titles = self._titles[unit] = defaultdict(list)
            for report in submission_store.submissions(self._ledger, Period(), unit):
                titles[title_key(report.title)].append(report)
        return self._titles[unit]


def _standing(report: Submission) -> Submission:
    if report.withdrawn:
        raise WithdrawnSubmission(ref=report.number)
    return report

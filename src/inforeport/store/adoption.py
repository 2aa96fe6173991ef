"""Who used a report: at which level, whole or brief, on which day, in what."""

from collections.abc import Iterable, Iterator

from inforeport.errors import (
    AdoptedBeforeReceived,
    AdoptionExists,
    InforeportError,
    UnknownAdoption,
    UseOfIssue,
    WithdrawnSubmission,
)
from inforeport.fields import ADOPTION
from inforeport.model import Adoption, Draft, Outcome, Problem, Submission, Use, number_of
from inforeport.period import Period
from inforeport.store._many import each
from inforeport.store._names import Names
from inforeport.store._reader import Reader
from inforeport.store._row import NUMBERS, adds_nothing, iso, refused
from inforeport.store._writer import Columns, insert, written
from inforeport.store.ledger import Ledger
from inforeport.text import fold

_USES = Reader(ADOPTION)

_COLUMNS = _USES.select("""
from adoption
join submission on submission.id = adoption.submission_id
join unit on unit.id = submission.unit_id
""")

_DURING = f"""{_COLUMNS}
where adopted_on >= :start and adopted_on < :end
  and (:unit is null or unit.name = :unit)
order by adopted_on, adoption.id
"""

_OF = f"""{_COLUMNS}
where submission.id = :submission
order by adopted_on, adoption.id
"""

_ONE = f"{_COLUMNS} where adoption.id = :id"

_ADD = insert(ADOPTION)

_SAME = ("level", "form", "on", "publication", "issue")
"""What tells a use of a report from its others."""

_DAY = "on"

_MORE = ADOPTION.given("item", *_SAME)
"""What may be said of a use beside that."""


def adoptions(ledger: Ledger, during: Period, unit: str | None = None) -> list[Adoption]:
    """The uses in a period (of one unit's reports), in order of their days."""
    rows = ledger.tuples(_DURING, start=iso(during.start), end=iso(during.end), unit=unit)
    return _USES.records(rows)


def every(ledger: Ledger) -> Iterator[Adoption]:
    """All uses there ever were, one by one, in order of their days."""
    ever = Period()
    return each(_USES, ledger.each(_DURING, start=iso(ever.start), end=iso(ever.end), unit=None))


def adoption(ledger: Ledger, number: int) -> Adoption:
    """The use of that number; raises `UnknownAdoption`."""
    rows = ledger.tuples(_ONE, id=number) if number < NUMBERS else []
    if not rows:
        raise UnknownAdoption(number=number)
    return _USES.records(rows)[0]


def of(ledger: Ledger, submission: Submission) -> list[Adoption]:
    """The uses of one report."""
    return _of(ledger, submission.id)


def _of(ledger: Ledger, report: int) -> list[Adoption]:
    return _USES.records(ledger.tuples(_OF, submission=report))


def add(ledger: Ledger, use: Use, *, bulletin: int | None = None) -> Adoption:
    """The use as put on file.

    Raises `UnknownSubmission`, `UnknownUnit`, or `AmbiguousSubmission` where unit and title fit
    several reports; `AdoptedBeforeReceived`, `WithdrawnSubmission`, and `AdoptionExists` where the
    same use is on file.
    """
    report = _report_of(Names(ledger), use)
    for other in of(ledger, report):
        if _same(other, use):
            raise AdoptionExists(ref=number_of(other.item), number=other.id)
    number = ledger.change(_ADD, **_columns(use, report.id, bulletin))
    return adoption(ledger, number)


def enter(ledger: Ledger, report: Submission, uses: Iterable[Use], *, dated: bool) -> int:
    """Put on file what is told of who used a report; how many of the uses were not there.

    Where their days were not told, a use by that level is the same whatever its day. Raises
    `AdoptedBeforeReceived` or `WithdrawnSubmission`.
    """
    there: list[Use | Adoption] = [*of(ledger, report)]
    added = 0
    for use in uses:
        if any(_same(one, use) if dated else _same_but_for_day(one, use) for one in there):
            continue
        if report.withdrawn:
            raise WithdrawnSubmission(ref=report.label)
        if use.on < report.received:
            raise AdoptedBeforeReceived(ref=report.label, day=use.on, received=report.received)
        ledger.change(_ADD, **_columns(use, report.id, None))
        there.append(use)
        added += 1
    return added


def again(ledger: Ledger, use: Adoption) -> list[Adoption]:
    """The other uses of its report by its level on its day that say nothing else that differs."""
    others = [one for one in _of(ledger, use.submission) if one.id != use.id and one.on == use.on]
    return [one for one in others if _same_but_for_day(one, use)]


def edit(ledger: Ledger, before: Adoption, changed: Adoption) -> None:
    """Write what is changed of a use.

    Raises `AdoptedBeforeReceived`, `AdoptionExists` where it becomes the same as another, or
    `UseOfIssue` where it is to be that of another report and an issue stands for it.
    """
    if changed.submission != before.submission and before.bulletin is not None:
        raise UseOfIssue(number=before.id, bulletin=before.bulletin)
    for other in _of(ledger, changed.submission):
        if other.id != before.id and _same(other, changed):
            raise AdoptionExists(ref=number_of(other.item), number=other.id)
    if changed.on < changed.received:
        raise AdoptedBeforeReceived(
            ref=number_of(changed.item), day=changed.on, received=changed.received
        )
    ledger.update("adoption", before.id, _columns(changed, changed.submission, before.bulletin))


def remove(ledger: Ledger, use: Adoption) -> None:
    """Take a use off the file that was entered by mistake.

    Raises `UseOfIssue` for one that an issue of the bulletin stands for.
    """
    if use.bulletin is not None:
        raise UseOfIssue(number=use.id, bulletin=use.bulletin)
    ledger.change("delete from adoption where id = :id", id=use.id)


def take(ledger: Ledger, drafts: Iterable[Draft[Use]]) -> Outcome:
    """Put many on file; the same use again changes nothing."""
    names, added, again = Names(ledger), 0, list[str]()
    uses: dict[int, list[Adoption]] = {}
    problems: list[Problem] = []
    for draft in drafts:
        use = draft.record
        try:
            report = _report_of(names, use)
            if report.id not in uses:
                uses[report.id] = of(ledger, report)
            same = next((one for one in uses[report.id] if _same(one, use)), None)
            if same is None:
                number = ledger.change(_ADD, **_columns(use, report.id, None))
                uses[report.id].append(_used(use, report, number))
                added += 1
            elif adds_nothing(use, same, _MORE):
                again.append(draft.place)
            else:
                raise AdoptionExists(ref=number_of(same.item), number=same.id)
        except InforeportError as error:
            key = "adopted" if isinstance(error, AdoptedBeforeReceived) else "ref"
            problems.append(refused(draft, error, key))
    return Outcome(added, len(again), tuple(problems), there=frozenset(again))


def _report_of(names: Names, use: Use) -> Submission:
    """The report that a use names, which must have been there on its day; raises as `add` does."""
    report = names.report(use.ref) if use.ref else names.titled(use.unit or "", use.title or "")
    if use.on < report.received:
        raise AdoptedBeforeReceived(ref=report.number, day=use.on, received=report.received)
    return report


def _same(there: Use | Adoption, use: Use | Adoption) -> bool:
    return there.level == use.level and there.on == use.on and _told(there) == _told(use)


def _same_but_for_day(there: Use | Adoption, use: Use | Adoption) -> bool:
    """Whether two are uses by one level, and say nothing else that differs."""
    mine, others = (_told(one) for one in (there, use))
    pairs = [(mine[name], others[name]) for name in _SAME if name != _DAY]
    return there.level == use.level and all(None in pair or pair[0] == pair[1] for pair in pairs)


def _told(use: Use | Adoption) -> dict[str, object]:
    """What tells a use from others, however it is spelled: 第３期 is the issue 3."""
    told = {name: getattr(use, name) for name in _SAME}
    for name in ("publication", "issue"):
        if told[name]:
            told[name] = fold(told[name])
    if told["issue"]:
        told["issue"] = told["issue"].removeprefix("第").removesuffix("期")
    return told


def _columns(use: Use | Adoption, report: int, bulletin: int | None) -> Columns:
    return written(ADOPTION, use, submission_id=report, bulletin_id=bulletin)


def _used(use: Use, report: Submission, number: int) -> Adoption:
    """A use of a file that comes in, as later rows of it meet it."""
    values = {name: getattr(use, name) for name in (*_SAME, *_MORE)}
    values |= {one.name: getattr(report, one.of_report) for one in ADOPTION.fields if one.of_report}
    return ADOPTION.record(**values, id=number)

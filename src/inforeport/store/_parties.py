"""Who stands behind a report beside its unit: the partners of a joint one, its authors."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from inforeport.directory import Directory
from inforeport.errors import InforeportError, PartnerTwice
from inforeport.model import Author, Submission
from inforeport.store.ledger import Ledger

Partners = Mapping[int, tuple[str, ...]]
Authors = Mapping[int, tuple[Author, ...]]

_ANY = """
select
  exists (select 1 from submission_partner) as partner,
  exists (select 1 from submission_author) as author
"""

_PARTNERS = """
select submission_id, unit.name
from json_each(:items)
join submission_partner on submission_id = value
join unit on unit.id = unit_id
order by submission_id, position
"""

_AUTHORS = """
select submission_id, submission_author.name, unit.name
from json_each(:items)
join submission_author on submission_id = value
join unit on unit.id = unit_id
order by submission_id, position
"""

_ADD_PARTNER = """
insert into submission_partner (submission_id, unit_id, position)
values (:submission, :unit, :position)
"""

_ADD_AUTHOR = """
insert into submission_author (submission_id, position, name, unit_id)
values (:submission, :position, :name, :unit)
"""


def of(ledger: Ledger, numbers: Sequence[int]) -> tuple[Partners, Authors]:
    """Partners and authors of the reports of these numbers in the file, where they have any."""
    partners: dict[int, list[str]] = defaultdict(list)
    authors: dict[int, list[Author]] = defaultdict(list)
    ((any_partner, any_author),) = ledger.tuples(_ANY)
    if any_partner or any_author:
        items = msgspec.json.encode(numbers).decode()
        for number, unit in ledger.tuples(_PARTNERS, items=items):
            partners[number].append(unit)
        for number, name, unit in ledger.tuples(_AUTHORS, items=items):
            authors[number].append(Author(name=name, unit=unit))
    return (
        {number: tuple(units) for number, units in partners.items()},
        {number: tuple(names) for number, names in authors.items()},
    )


def signed(ledger: Ledger, plain: list[Submission]) -> list[Submission]:
    """The same reports with their partners and authors."""
    partners, authors = of(ledger, [one.id for one in plain])
    if not partners and not authors:
        return plain
    signers = partners.keys() | authors.keys()
    return [
        replace(one, partners=partners.get(one.id, ()), authors=authors.get(one.id, ()))
        if one.id in signers
        else one
        for one in plain
    ]


def named(new: Submission, units: Directory) -> Submission:
    """The report with all its units under their names in the file.

    An author without a unit is its own. Raises `UnknownUnit`, `AmbiguousUnit` or `PartnerTwice`.
    """
    unit = units.whose(new.unit).name
    if not new.partners and not new.authors:
        return new if unit == new.unit else replace(new, unit=unit)
    partners = tuple(units.whose(partner).name for partner in new.partners)
    for index, partner in enumerate(partners):
        if partner in {unit, *partners[:index]}:
            raise PartnerTwice(unit=partner)
    authors = tuple(
        Author(author.name, units.whose(author.unit or unit).name) for author in new.authors
    )
    return replace(new, unit=unit, partners=partners, authors=authors)


def column(new: Submission, error: InforeportError) -> str:
    """The column of a file that comes in that an error of `named` is about."""
    wrong = error.facts.get("name")
    if isinstance(error, PartnerTwice) or wrong in new.partners:
        return "with"
    return "unit" if wrong == new.unit else "authors"


def write(ledger: Ledger, reports: Iterable[tuple[int, Submission]], units: Directory) -> None:
    """Put partners and authors on file of reports that have none there yet."""
    partners: list[dict[str, object]] = []
    authors: list[dict[str, object]] = []
    for number, new in reports:
        for position, unit in enumerate(new.partners, 1):
            place = {"submission": number, "position": position}
            partners.append({**place, "unit": units.whose(unit).id})
        for position, author in enumerate(new.authors, 1):
            place = {"submission": number, "position": position}
            authors.append({**place, "name": author.name, "unit": units.whose(author.unit).id})
    ledger.change_many(_ADD_PARTNER, partners)
    ledger.change_many(_ADD_AUTHOR, authors)


def erase(ledger: Ledger, number: int) -> None:
    """Take the partners and authors of one report off the file."""
    ledger.change("delete from submission_partner where submission_id = :id", id=number)
    ledger.change("delete from submission_author where submission_id = :id", id=number)

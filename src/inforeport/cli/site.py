"""`site`: the issues of the bulletin as a web column, plain pages in a folder."""

from pathlib import Path

from inforeport.cli._batch import FolderOpt, ended, looked
from inforeport.cli._options import ForceOpt
from inforeport.cli._output import done
from inforeport.cli._publish import Privacy, own_contacts, unpersonal
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.documents import personal
from inforeport.documents import site as documents
from inforeport.documents.site import Issue, Printed
from inforeport.errors import NothingToPrint, Status
from inforeport.files.disk import output_errors
from inforeport.model.papers import Wanted
from inforeport.period import zone_of
from inforeport.store.bulletin import bulletins
from inforeport.words import message

app = Noun()

_LIST = ".inforeport-site"
"""Which files of a folder were made here: the next time they may be replaced, or taken away."""


@app.command()
def site(
    session: Session, privacy: Privacy, output: FolderOpt = None, force: ForceOpt = False
) -> None:
    """Make the web column: issues of the bulletin, a page an item, counts, a feed for readers.

    It opens without a server, runs nothing and loads nothing. Made again it takes the place of
    what was made before; other files in the folder stay. Drafts and withdrawn issues are left out.
    """
    from inforeport.render.file import write_all
    from inforeport.render.site import draw

    folder = output or Path("专栏")
    made = documents.site(_printed(session), session.profile)
    made = personal.redacted(made, own_contacts(session)) if privacy.redact else made
    files = draw(made, zone_of(session.profile.zone))
    before = _made_before(folder)
    listed = "".join(f"{name}\n" for name in files).encode()
    write_all(folder, {**files, _LIST: listed}, force=force, ours={*before, _LIST})
    _take_away(folder, before - files.keys())
    items = sum(len(issue.items) for issue in made.issues)
    facts = {"folder": folder, "n": len(made.issues), "items": items}
    done(session, message("made: {folder}, issues: {n}, items: {items}", **facts))
    ended(max(_looked(session, issue, folder, privacy) for issue in made.issues))


def _take_away(folder: Path, names: set[str]) -> None:
    """Remove what was made before and is no more."""
    for name in names:
        with output_errors(folder / name):
            (folder / name).unlink(missing_ok=True)


def _looked(session: Session, issue: Issue, folder: Path, privacy: Privacy) -> Status:
    """What the run ends with by what in an issue wants another look."""
    _, found = unpersonal(session, issue.page, privacy)
    return looked(session, issue.page, folder / f"{issue.key}.html", found)


def _printed(session: Session) -> list[Printed]:
    """The issues that are out, with what the scheme of their day says of them."""
    office = session.office
    with office.snapshot():
        issues = [one for one in bulletins(office.ledger) if one.issued and not one.withdrawn]
        made = [
            office.material(("issue", "bulletin_terms"), None, Wanted(bulletin=one.id))
            for one in issues
        ]
    if not made:
        raise NothingToPrint(why=message("no issue of the bulletin is out"))
    return [(one.issue, one.bulletin_terms) for one in made]


def _made_before(folder: Path) -> set[str]:
    """The files in a folder that were made here, as its list has them; never any other name."""
    from inforeport.render.site import is_ours

    try:
        names = (folder / _LIST).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return set()
    return {name for name in names if is_ours(name)}

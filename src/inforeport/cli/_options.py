"""The options that recur, each declared once: which period, where the answer goes, which unit.

Bundles of them are dataclasses without `eq` and `repr`, and not frozen: Python compiles each method
of a dataclass anew at every start, and of a bundle little is asked but the one that fills it.
"""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inforeport.errors import NoPeriod, OnePeriodOnly

if TYPE_CHECKING:  # --help reads no day
    from datetime import date

    from inforeport.office import Office
    from inforeport.period import Calendar, Period

INTO_FILE = "into a file, by its ending: .docx, .pdf, .xlsx, .html, .csv, .json or .eml"

UnitArg = Annotated[str, typer.Argument(metavar="UNIT", help="name, alias or number of a unit")]
UnitOpt = Annotated[str | None, typer.Option("--unit", metavar="UNIT", help="one unit only")]
_REF = "the office's number of a report, its number here, or enough of its title"
RefArg = Annotated[str, typer.Argument(metavar="REF", help=_REF)]
RefsArg = Annotated[list[str], typer.Argument(metavar="REF…", help=_REF)]
SpareRefsArg = Annotated[list[str] | None, typer.Argument(metavar="REF…", help=_REF)]
FileArg = Annotated[Path, typer.Argument(metavar="FILE", help="the file to read")]
FilesArg = Annotated[list[Path], typer.Argument(metavar="FILE…", help="the files to read")]
ListsArg = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="FILE…",
        help="lists to read, of any kind; - is what comes in on standard input, as a pasted table",
    ),
]
EncodingOpt = Annotated[
    str | None, typer.Option(metavar="NAME", help="encoding of the file, where it cannot be told")
]
StrictOpt = Annotated[bool, typer.Option("--strict", help="one bad row leaves everything out")]
NumberArg = Annotated[
    int, typer.Argument(metavar="NUMBER", help="its number, as the list shows it")
]
NewLevelOpt = Annotated[
    str | None, typer.Option("--level", metavar="LEVEL", help="a level of the scheme")
]
PublicationOpt = Annotated[str | None, typer.Option(metavar="TEXT", help="in which publication")]
DayOpt = Annotated[str | None, typer.Option(metavar="DAY", help="the day, as 2009-05-08")]
SinceOpt = Annotated[str | None, typer.Option(metavar="DAY", help="the first day")]
UntilOpt = Annotated[str | None, typer.Option(metavar="DAY", help="the last day")]
LastDayOpt = Annotated[str, typer.Option("--on", metavar="DAY", help="the last day")]
IssueOpt = Annotated[
    int | None, typer.Option("--bulletin", metavar="NUMBER", help="which issue, else the draft")
]
ContactsOpt = Annotated[bool, typer.Option("--show-contact", help="show telephones and mailboxes")]
ForceOpt = Annotated[bool, typer.Option("--force", help="replace the file if it is there")]
HeadsOpt = Annotated[
    bool, typer.Option("--heads", help="above the columns of a CSV their heads, not their keys")
]
VerdictOpt = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE.xlsx",
        help="the same list, with what became of each row beside it",
    ),
]
TemplateOpt = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="write an empty list to fill in (.xlsx, .csv), and read nothing"
    ),
]
JsonOpt = Annotated[bool, typer.Option("--json", help="as JSON, for programs")]
DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="check and tell, but change nothing")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="do not ask")]


@dataclass(eq=False, repr=False)
class Span:
    """The period of a reading command, by an option: one reader, whatever the option."""

    period: Annotated[
        str | None,
        typer.Option(
            "--period",
            "-p",
            metavar="PERIOD",
            help="2009-05, 2009-Q2, 2009-H1, 2009, 2009-05..2009-07, 上月, 一季度 …",
        ),
    ] = None
    month: Annotated[
        str | None, typer.Option("--month", "-m", metavar="N", help="the latest month N begun")
    ] = None
    quarter: Annotated[str | None, typer.Option(metavar="N", help="the latest quarter N")] = None
    half: Annotated[str | None, typer.Option(metavar="N", help="the latest half-year N")] = None
    year: Annotated[str | None, typer.Option(metavar="YEAR", help="the scheme's year")] = None
    week: Annotated[str | None, typer.Option(metavar="N", help="the latest week N")] = None
    campaign: Annotated[bool, typer.Option("--campaign", help="the whole run of the scheme")] = (
        False
    )

    @property
    def is_given(self) -> bool:
        """Whether any period was asked for."""
        return any(getattr(self, one.name, None) for one in fields(When))

    def of(self, calendar: "Calendar", today: "date") -> "Period | None":
        """The period asked for, if any. Raises `OnePeriodOnly` for two, `NotAPeriod` for none."""
        from inforeport.days import read_period

        given = [one.name for one in fields(When) if getattr(self, one.name, None)]
        if len(given) > 1:
            raise OnePeriodOnly(found=[_as_typed(name) for name in given])
        if not given:
            return None
        if given == ["campaign"]:
            return calendar.campaign(today)
        per = given[0] if given[0] in {"quarter", "half", "year", "week"} else "month"
        return read_period(str(getattr(self, given[0])), calendar, today, per=per)

    def wanted(self, office: "Office") -> "Period":
        """The same, where one must be named. Raises `NoPeriod` with one that there is."""
        period = self.of(office.calendar, office.today)
        if period is None:
            raise NoPeriod(example=office.last_period.name)
        return period


@dataclass(eq=False, repr=False)
class When(Span):
    """The same where it may stand by itself too, as in `score 5`."""

    named: Annotated[
        str | None, typer.Argument(metavar="PERIOD", help="5, 5月, 2009-05, 上月, 一季度, 5..6 …")
    ] = None


@dataclass(eq=False, repr=False)
class Sink:
    """Where an answer goes: the screen, JSON or CSV on stdout, or a file by its ending."""

    json: JsonOpt = False
    csv: Annotated[bool, typer.Option("--csv", help="as CSV, for a spreadsheet")] = False
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help=INTO_FILE),
    ] = None
    force: ForceOpt = False
    heads: HeadsOpt = False

    @property
    def is_drawn(self) -> bool:
        """Whether a page is drawn: of a record for programs alone there is none."""
        return self.output is not None or not self.json

    @property
    def is_rows(self) -> bool:
        """Whether it is for a spreadsheet, which holds one table."""
        return self.csv or (self.output is not None and self.output.suffix.lower() == ".csv")

    @property
    def asks(self) -> bool:
        """Whether the answer is for a program or a file, and so wanted in any case."""
        return bool(self.json or self.csv or self.output)


@dataclass(eq=False, repr=False)
class Reading:
    """How lists that come in are read: their encoding, how strictly, and whether for good.

    `output` is where a list goes back to with what became of each row, `template` where an empty
    one is put instead.
    """

    encoding: EncodingOpt = None
    strict: StrictOpt = False
    dry_run: DryRun = False
    output: VerdictOpt = None
    template: TemplateOpt = None
    force: ForceOpt = False


def _as_typed(name: str) -> str:
    return "PERIOD" if name == "named" else f"--{name}"

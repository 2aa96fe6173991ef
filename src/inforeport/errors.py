"""One small class for each thing a user can put right: code, exit status, sentence, hint.

Nothing here prints; the command line turns an error into a line, a hint and an exit status.
"""

import errno
from collections.abc import Sequence
from enum import IntEnum
from typing import ClassVar

from inforeport.words import N_, Message, Text, message


class Status(IntEnum):
    """Exit statuses, as the contract of the command line lists them."""

    DONE = 0
    BUG = 1
    USAGE = 2
    PARTIAL = 3
    REFUSED = 4
    DATABASE = 5
    BUSY = 6
    OUTPUT = 7
    FINDINGS = 8


class InforeportError(Exception):
    """Something a user can put right. The facts given fill the places of sentence and hint."""

    code: ClassVar[str]
    status: ClassVar[Status] = Status.REFUSED
    sentence: ClassVar[str]
    tip: ClassVar[str] = ""

    def __init__(self, **facts: object) -> None:
        super().__init__(self.sentence)
        self.facts = facts

    def __str__(self) -> str:
        return str(self.message)

    @property
    def message(self) -> Message:
        """What is the case, as one sentence."""
        facts = {name: _short(name, fact) for name, fact in self.facts.items()}
        return Message(self.sentence, facts)

    @property
    def hint(self) -> Message | None:
        """What to type next, where there is something to type."""
        return Message(self.tip, self.facts) if self.tip else None


def _short(name: str, fact: object) -> object:
    """What somebody typed, not longer than one can read in a sentence; a path stays whole."""
    if name not in _PATHS and isinstance(fact, str) and len(fact) > _READABLE:
        return f"{fact[:_READABLE]}…"
    return fact


def reason(error: OSError) -> Text:
    """Why the system refused, in our words where it is one of the usual reasons."""
    if getattr(error, "winerror", 0) in HELD:  # Python takes it for a lack of rights
        return Message(N_("another program has it open: close it there"))
    sentence = _REASONS.get(error.errno or 0)
    return Message(sentence) if sentence else error.strerror or type(error).__name__


HELD = {32, 33}
"""Windows: another program holds the file, or a part of it."""

_REASONS = {
    errno.ENOENT: N_("there is no such file or folder"),
    errno.EACCES: N_("the rights do not allow it"),
    errno.EPERM: N_("the rights do not allow it"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOTDIR: N_("part of its path is no folder"),
    errno.EROFS: N_("the disk may only be read"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EFBIG: N_("the disk is full"),
    errno.EIO: N_("the disk failed"),
    errno.EBADF: N_("it is closed"),
    errno.ENAMETOOLONG: N_("its name is too long"),
    errno.EEXIST: N_("a file is there where a folder has to be"),
    errno.ELOOP: N_("it is a link that leads back to itself"),
}


_READABLE = 60
_PATHS = {"path", "folder", "file", "place"}


# What somebody typed


class NotADay(InforeportError):
    """A day in no form that is read, or one that the calendar does not have."""

    code = "not-a-day"
    status = Status.USAGE
    sentence = N_("{text} is not a day")
    tip = N_("write a day as 2009-05-08")


class NotAFigure(InforeportError):
    """A figure that is not written out in digits."""

    code = "not-a-figure"
    status = Status.USAGE
    sentence = N_("{what}: {text} is not a figure")
    tip = N_("write a figure as 3 or 0.5")


class FigureOutOfRange(InforeportError):
    """A figure too small or too large for what it tells."""

    code = "out-of-range"
    status = Status.USAGE
    sentence = N_("{what} is a number from {least} to {most}; found {text}")


class NotAPeriod(InforeportError):
    """A period in no form that is read."""

    code = "not-a-period"
    status = Status.USAGE
    sentence = N_("{text} is not a period")
    tip = N_(
        "write 2009-05, 2009-Q2, 2009-H1, 2009, 2009-W19 or 2009-05..2009-07, or use --month 5"
    )


class UnknownLanguage(InforeportError):
    """A language that the screen does not speak."""

    code = "unknown-language"
    status = Status.USAGE
    sentence = N_("there is no screen language {language}")
    tip = N_("write one of {languages}")


class UnknownZone(InforeportError):
    """A time zone that does not exist."""

    code = "unknown-zone"
    status = Status.USAGE
    sentence = N_("there is no time zone {zone}")
    tip = N_("write a name such as Asia/Shanghai; without the package tzdata none is known")


class WrongUsage(InforeportError):
    """A command line that does not fit; `what` says how."""

    code = "usage"
    status = Status.USAGE
    sentence = N_("{what}")
    tip = N_("see: {command} --help")


class OnePeriodOnly(InforeportError):
    """Two options that each name a period."""

    code = "one-period"
    status = Status.USAGE
    sentence = N_("only one period can be asked for; found {found}")
    tip = N_("write one of them")


class NoPeriod(InforeportError):
    """A command that needs a period and was given none."""

    code = "no-period"
    status = Status.USAGE
    sentence = N_("which period?")
    tip = N_("for example: --period {example}")


class NeedsYes(InforeportError):
    """A question that cannot be asked because nobody is at the terminal, or was answered no."""

    code = "needs-yes"
    status = Status.USAGE
    sentence = N_("{question} nobody said yes; nothing was changed")
    tip = N_("pass --yes")


class HolidaysUnknown(InforeportError):
    """A year whose public holidays the calendar data do not hold yet."""

    code = "holidays-unknown"
    sentence = N_("the public holidays of {year} are not known to this installation")
    tip = N_('enter its notice with inforeport dayoff import, or set holidays = "keep"')


# Schemes


class SchemeMistakes(InforeportError):
    """A scheme file with mistakes; `problems` holds each with its line."""

    code = "scheme-mistakes"
    sentence = N_("{place}: mistakes found: {count}; nothing was changed")


class SettingsMistake(InforeportError):
    """A settings file, or a setting, that is not as it must be."""

    code = "settings"
    status = Status.USAGE
    sentence = N_("{place}: {what}; nothing was changed")
    tip = N_("which settings there are: inforeport config --help")


class UnknownShippedScheme(InforeportError):
    """A scheme that does not come with the program."""

    code = "scheme-unknown"
    sentence = N_("no scheme called {name} comes with the program, and no file has that name")
    tip = N_("write one of {names}, or the path of a TOML file")


# The ledger's file


class DatabaseError(InforeportError):
    """What all errors of the office's file share: the exit status."""

    status = Status.DATABASE


class DatabaseMissing(DatabaseError):
    """No file where one should be; reading never makes one."""

    code = "db-missing"
    sentence = N_("there is no file {path}; none was made")
    tip = N_("make one with: inforeport init --office NAME --scheme street, or name it with --db")


class DatabaseEmpty(DatabaseError):
    """A file of nothing, as an interrupted copy leaves it."""

    code = "db-empty"
    sentence = N_("{path} is empty; nothing was changed")
    tip = N_("restore a copy of the office's file, or remove this one and run: inforeport init")


class DatabaseNotFile(DatabaseError):
    """A folder, a pipe or a device."""

    code = "db-not-file"
    sentence = N_("{path} is not a file")
    tip = N_("name the office's file with --db FILE")


class DatabaseForeign(DatabaseError):
    """Some other file, or another program's database."""

    code = "db-foreign"
    sentence = N_("{path} was not made by inforeport; nothing was changed")
    tip = N_("name the office's file with --db FILE")


class DatabaseNewer(DatabaseError):
    """A file that a newer program has written."""

    code = "db-newer"
    sentence = N_(
        "{path} has schema {found}, this program knows up to {known}; nothing was changed"
    )
    tip = N_("install the newer inforeport")


class DatabaseOlder(DatabaseError):
    """A file that an older program has written, where it must not be brought up to date."""

    code = "db-older"
    sentence = N_("{path} has schema {found}, this program works with {known}; nothing was changed")
    tip = N_("leave out --no-migrate: the file is copied first, then brought up to date")


class DatabaseDamaged(DatabaseError):
    """SQLite finds the file damaged."""

    code = "db-damaged"
    sentence = N_("{path} is damaged")
    tip = N_("keep the file as it is, and restore its newest good copy: {copy}")


class SqliteOld(DatabaseError):
    """A SQLite from before strict tables."""

    code = "sqlite-old"
    sentence = N_("SQLite {version} is too old, {wanted} is wanted; nothing was changed")
    tip = N_("install a newer Python, which brings a newer SQLite")


class SqliteUnfit(DatabaseError):
    """A SQLite that was built without something that keeps the file whole."""

    code = "sqlite-unfit"
    sentence = N_("SQLite {version} does not take the setting {setting}; nothing was changed")
    tip = N_("install another Python, which brings another SQLite")


class DatabaseReadOnly(DatabaseError):
    """The file, or its folder, may be read but not written."""

    code = "db-readonly"
    sentence = N_("{path} may only be read; nothing was changed")
    tip = N_("check the rights of the file and of its folder")


class DatabaseUnwritable(DatabaseError):
    """The file cannot be made or opened where it should be."""

    code = "db-unwritable"
    sentence = N_("{path} cannot be opened: {reason}")
    tip = N_("check that the folder is there and may be written")


class NoHome(DatabaseError):
    """No file was named, and the user has no folder of their own to look in."""

    code = "no-home"
    sentence = N_("no file is named, and this user has no home folder; nothing was changed")
    tip = N_("name the office's file with --db")


class LedgerExists(InforeportError):
    """A second office for a file that has one."""

    code = "db-exists"
    sentence = N_("{path} is there already; a file holds one office; nothing was changed")
    tip = N_("name another file with --db FILE")


class DatabaseBusy(InforeportError):
    """Another program holds the file for too long."""

    code = "busy"
    status = Status.BUSY
    sentence = N_("{path} is in use by another program; nothing was changed")
    tip = N_("try again in a moment")


class NoSpace(InforeportError):
    """The disk is full."""

    code = "no-space"
    status = Status.OUTPUT
    sentence = N_("{path} cannot be written: the disk is full; nothing was changed")
    tip = N_("make room on the disk and try again")


class DiskFailed(InforeportError):
    """The disk did not take or give what was asked of it."""

    code = "io-error"
    status = Status.OUTPUT
    sentence = N_("{path}: the disk failed; nothing was changed")
    tip = N_("copy the file to another disk at once: inforeport backup FOLDER")


class DiskFailedAtLast(InforeportError):
    """The disk took a change, and did not say that it would outlast a power cut."""

    code = "io-error"
    status = Status.OUTPUT
    sentence = N_("{path}: the disk failed; the change is in the file, but not surely on the disk")
    tip = N_("copy the file to another disk at once: inforeport backup FOLDER")


class CopyBad(InforeportError):
    """A copy that is not what was written, or no copy of an office's file at all."""

    code = "copy-bad"
    sentence = N_("{path} is no good copy: {why}; nothing was changed")
    tip = N_("look for another: inforeport doctor names the newest good copy")


# Units and reporters


class EmptyName(InforeportError):
    """A name of nothing but spaces or signs that cannot be seen."""

    code = "empty-name"
    status = Status.USAGE
    sentence = N_("{what} is empty")
    tip = N_("write at least one letter")


class WrongNumber(InforeportError):
    """The number of a document in another form than that of the standard."""

    code = "wrong-number"
    status = Status.USAGE
    sentence = N_("{number} is not how a document is numbered")
    tip = N_("write {right}: the year in full in six-angle brackets, no 第, no nought before")


class NameTooLong(InforeportError):
    """A name or title that no page could bear."""

    code = "too-long"
    status = Status.USAGE
    sentence = N_("{what} has {length} characters; at most {most} are kept")


class NothingToChange(InforeportError):
    """An edit that changes nothing."""

    code = "nothing-to-change"
    status = Status.USAGE
    sentence = N_("nothing was given that would change {what}")


class EditorFailed(InforeportError):
    """An editor that is not there or did not end well."""

    code = "editor-failed"
    sentence = N_("the editor {editor} failed ({why}); nothing was changed")
    tip = N_("name one in EDITOR, or give the text with --text FILE")


class UnknownUnit(InforeportError):
    """A name that no unit has, nor as an alias."""

    code = "unknown-unit"
    sentence = N_("no unit is called {name}")
    tip = N_("the nearest: {near}; inforeport unit list shows all")

    @classmethod
    def nearest(cls, name: str, names: Sequence[str]) -> "UnknownUnit":
        """The error with the names that come nearest to the one not known."""
        from difflib import get_close_matches

        near = get_close_matches(name, names, n=3, cutoff=0.5) or names[:3]
        return cls(name=name, near=near or message("none so far"))


class AmbiguousUnit(InforeportError):
    """A beginning that fits several units."""

    code = "ambiguous-unit"
    sentence = N_("{name} fits several units: {near}")
    tip = N_("write the whole name")


class UnitExists(InforeportError):
    """A name or alias that a unit has already."""

    code = "unit-exists"
    sentence = N_("{name} is on file already ({unit}); nothing was changed")
    tip = N_("change it with: inforeport unit edit {unit}")


class UnitInUse(InforeportError):
    """A unit that is to go, and of which something is on file."""

    code = "unit-in-use"
    sentence = N_("there is something on file of {unit} ({facts}); nothing was changed")
    tip = N_(
        "end it with: inforeport unit retire {unit} --on DAY, "
        "or make one of two: inforeport unit merge {unit} UNIT"
    )


class UnitsOverlap(InforeportError):
    """Two units that are to be one, of which the same is on file."""

    code = "units-overlap"
    sentence = N_(
        "{unit} and {other} have the same on file, or something in common ({facts}); "
        "nothing was changed"
    )
    tip = N_("change or remove it in one of the two, then merge them")


class UnitMergedIntoItself(InforeportError):
    """One unit that is named twice where two are to be one."""

    code = "same-unit"
    sentence = N_("{unit} is one unit; nothing was changed")
    tip = N_("name the unit that goes, then the one that stays")


class CountsForItself(InforeportError):
    """A unit that is to be given its own points."""

    code = "counts-for-itself"
    sentence = N_("{unit} cannot count for itself; nothing was changed")
    tip = N_("name another unit, or none")


class CountsForChain(InforeportError):
    """A unit that counts for another and is counted for, or whose other counts for a third."""

    code = "counts-for-chain"
    sentence = N_("{unit} cannot count for {other}: points are handed on once, not further")
    tip = N_("inforeport unit show tells for whom a unit counts")


class EndsBeforeStart(InforeportError):
    """A last day before the first."""

    code = "ends-before"
    sentence = N_("{name}: the last day {until} comes before the first, {since}")
    tip = N_("correct one of the two days")


class UnknownColumn(InforeportError):
    """A column that a list does not have."""

    code = "unknown-column"
    status = Status.USAGE
    sentence = N_("the list has no column {name}")
    tip = N_("there are {columns}")


class UnknownWord(InforeportError):
    """A group, level or form that the scheme does not have."""

    code = "unknown-word"
    sentence = N_("the scheme has no {what} called {word}")
    tip = N_("write one of {words}")


class ReporterExists(InforeportError):
    """A reporter of that name in that unit."""

    code = "reporter-exists"
    sentence = N_("{unit} has a reporter called {name} already; nothing was changed")
    tip = N_("change them with: inforeport reporter edit {name} --unit {unit}")


class UnknownReporter(InforeportError):
    """A name that no reporter has."""

    code = "unknown-reporter"
    sentence = N_("no reporter is called {name}")
    tip = N_("inforeport reporter list shows all")


class AmbiguousReporter(InforeportError):
    """A name that reporters of several units have."""

    code = "ambiguous-reporter"
    sentence = N_("several reporters are called {name}: {near}")
    tip = N_("name the unit as well with --unit")


# Submissions, adoptions, bulletins


class UnitNotThere(InforeportError):
    """A unit that did not exist in a period."""

    code = "unit-not-there"
    sentence = N_("{unit} was not there in {period}")
    tip = N_("inforeport unit show {unit} tells its days")


class UnknownSubmission(InforeportError):
    """A number or title that no report has."""

    code = "unknown-submission"
    sentence = N_("no report is on file as {ref}")
    tip = N_("inforeport submission list shows the numbers")


class AmbiguousSubmission(InforeportError):
    """A title that a unit used several times."""

    code = "ambiguous-submission"
    sentence = N_("several reports are called {title}: {near}")
    tip = N_("name the report by its number")


class AmbiguousNumber(InforeportError):
    """A number that is the office's of one report, and that of another in the file."""

    code = "ambiguous-number"
    sentence = N_("{ref} is the number of two reports: {first}; {second}")
    tip = N_("name the report by some of its title")


class SubmissionExists(InforeportError):
    """A second copy of a report, or another one under its number."""

    code = "submission-exists"
    sentence = N_("{ref} is on file already: {title} of {unit}; nothing was changed")
    tip = N_("change it with: inforeport submission edit '{ref}'")


class SubmissionNear(InforeportError):
    """A row of a list with the title of a report that is on file of another day near to it."""

    code = "submission-near"
    sentence = N_("{unit} has {ref} on file with that title, of {day}: {title}")
    tip = N_("if it is that report: --update writes its new day; if it is another one: --twice")


class SameRow(InforeportError):
    """A row of a list that says what an earlier row of it says."""

    code = "same-row"
    sentence = N_("it says the same as {place}")
    tip = N_("leave one out; of reports that are two: --twice")


class PartnerTwice(InforeportError):
    """A unit that is named twice for one report: as its own and as a partner, or two times."""

    code = "partner-twice"
    sentence = N_("{unit} is named twice for this report; nothing was changed")
    tip = N_("name each other unit of a joint report once")


class WithdrawnSubmission(InforeportError):
    """A report that its unit took back."""

    code = "withdrawn"
    sentence = N_("{ref} was withdrawn and cannot be used")


class UnknownAdoption(InforeportError):
    """A number that no use has."""

    code = "unknown-adoption"
    sentence = N_("no use is on file under number {number}")
    tip = N_("inforeport adoption list shows the numbers")


class AdoptionExists(InforeportError):
    """The very same use."""

    code = "adoption-exists"
    sentence = N_("this use of {ref} is on file already, under number {number}")
    tip = N_("change it with: inforeport adoption edit {number}")


class AdoptedBeforeReceived(InforeportError):
    """A use on a day before the report came."""

    code = "adopted-too-early"
    sentence = N_("{ref} was received on {received} and cannot have been used on {day}")
    tip = N_("correct the day of the use, or the day of receipt")


class UnknownEntry(InforeportError):
    """A number that no such entry has: instruction, mark, target, objection and their like."""

    code = "unknown-entry"
    sentence = N_("no {what} is on file under number {number}")
    tip = N_("inforeport {noun} list shows the numbers")


class PieceSettled(InforeportError):
    """A piece of a letter that waits for nobody: it is on file, or was left out."""

    code = "piece-settled"
    sentence = N_("piece {number} is not held: it is {state}; nothing was changed")
    tip = N_("those that are: inforeport intake list --held; to take back: inforeport undo")


class MailSettled(InforeportError):
    """A mail that waits for nobody: it was sent, or dropped."""

    code = "mail-settled"
    sentence = N_("mail {number} is {state}; nothing was changed")
    tip = N_("those that wait: inforeport outbox list")


class NoMailboxes(InforeportError):
    """Nobody whom a mail could go to."""

    code = "no-mailboxes"
    sentence = N_("no reporter of {whom} has a mailbox on file; nothing was changed")
    tip = N_("put one on file with: inforeport reporter edit NAME --email MAILBOX")


class NoMailServer(InforeportError):
    """Mails that are to be sent, and no server on file that takes them."""

    code = "no-mail-server"
    sentence = N_("no mail server is on file; nothing was sent")
    tip = N_("name it with: inforeport outbox server --host HOST --sender MAILBOX")


class NotAMailbox(InforeportError):
    """What is to be a mailbox and is none, or is several."""

    code = "not-a-mailbox"
    sentence = N_("{text} is not a mailbox; nothing was changed")
    tip = N_("write it as name@example.cn")


class MailServerFailed(InforeportError):
    """A mail server that cannot be reached, or cannot be trusted."""

    code = "mail-server"
    status = Status.OUTPUT
    sentence = N_("{host}:{port} takes no mail: {why}; nothing was sent")
    tip = N_("inforeport outbox server shows what is on file of it")


class MailPasswordRefused(InforeportError):
    """A mail server that does not let the office in; it is asked once, lest it lock the door."""

    code = "mail-password"
    sentence = N_("{host} does not let {user} in: {why}; nothing was sent")
    tip = N_("QQ and 163 want an authorisation code and not the password, made in their settings")


class NoticeUnclear(InforeportError):
    """A notice of days off of which a line does not hold together, or that orders none."""

    code = "notice-unclear"
    sentence = N_("{file} does not say clearly which days are off; nothing was put on file")
    tip = N_("write a line as 元旦：1月1日（周四）至3日（周六）放假，共3天。")


class LetterForgotten(InforeportError):
    """A letter whose bytes went when somebody in it was forgotten."""

    code = "letter-forgotten"
    sentence = N_("{letter} is not kept any more: somebody in it was forgotten")


class EntryExists(InforeportError):
    """The very same instruction, forwarding, commission, mark, target or exemption."""

    code = "entry-exists"
    sentence = N_("this {what} of {unit} is on file already, under number {number}")
    tip = N_("change it with: inforeport {noun} edit {number}")


class EntryDiffers(InforeportError):
    """The same instruction, forwarding, commission, mark, target or exemption told otherwise."""

    code = "entry-differs"
    sentence = N_("{what} {number} of {unit} is on file already and says otherwise")
    tip = N_("change it with: inforeport {noun} edit {number}")


class BeforeReceived(InforeportError):
    """An instruction or forwarding on a day before the report came."""

    code = "before-received"
    sentence = N_("{ref} was received on {received}; no {what} of it can be of {day}")
    tip = N_("correct the day of the {what}, or the day of receipt")


class UnknownBulletin(InforeportError):
    """A number that no issue has."""

    code = "unknown-bulletin"
    sentence = N_("no issue or draft has number {number}")
    tip = N_("inforeport bulletin list shows the numbers")


class NoDraft(InforeportError):
    """No draft where one was to be taken."""

    code = "no-draft"
    sentence = N_("there is no draft of the bulletin")
    tip = N_("begin one with: inforeport bulletin new")


class SeveralDrafts(InforeportError):
    """Several drafts and no word which."""

    code = "several-drafts"
    sentence = N_("there are several drafts: {drafts}")
    tip = N_("say which with --bulletin NUMBER")


class NotInBulletin(InforeportError):
    """A report that is on file, but not in the issue or draft that is asked about."""

    code = "not-in-bulletin"
    sentence = N_("{ref} is not in issue or draft {number} of the bulletin")
    tip = N_("what it holds: inforeport bulletin show --bulletin {number}")


class BulletinIssued(InforeportError):
    """A change to an issue that is out."""

    code = "bulletin-issued"
    sentence = N_("issue {number} went out on {day} and stays as it is")


class BulletinNotIssued(InforeportError):
    """A draft where an issue was to be taken back."""

    code = "bulletin-draft"
    sentence = N_("draft {number} has not been issued, so there is nothing to withdraw")


class BulletinWithdrawn(InforeportError):
    """An issue that was taken back before."""

    code = "bulletin-withdrawn"
    sentence = N_("issue {number} was withdrawn on {day}; nothing was changed")


class BulletinNotOut(InforeportError):
    """A draft that was to go down to the units."""

    code = "bulletin-draft"
    sentence = N_("draft {number} has not been issued, so it cannot be sent down")
    tip = N_("issue it first with: inforeport bulletin issue")


class SentTooEarly(InforeportError):
    """An issue sent down on a day before it was issued."""

    code = "sent-too-early"
    sentence = N_("issue {number} went out on {issued}; it cannot have been sent down on {day}")
    tip = N_("correct the day: --on DAY")


class NotSentDown(InforeportError):
    """An answer to an issue that its unit was never sent."""

    code = "not-sent-down"
    sentence = N_("issue {number} was never sent to {unit}, which cannot have received or read it")
    tip = N_("if it was, say so: inforeport bulletin send {id} --to {unit} --on DAY")


class AnswerTooEarly(InforeportError):
    """An issue received or read before it was sent, or read before it was received."""

    code = "answer-too-early"
    sentence = N_(
        "{unit} was sent the issue on {sent}; it cannot have received it on {received}"
        " and read it on {read}"
    )
    tip = N_("correct the day: --on DAY")


class AnswerOfNobody(InforeportError):
    """A reply on the desk of which nobody knows whose it is."""

    code = "answer-of-nobody"
    sentence = N_("piece {number} does not tell which unit replies; nothing was changed")
    tip = N_("name the unit: inforeport bulletin read NUMBER UNIT")


class IssueTooEarly(InforeportError):
    """An issue dated before the one that went out last."""

    code = "issue-too-early"
    sentence = N_("an issue went out on {last}; the next cannot be dated {day}")
    tip = N_("numbers follow the days; write a later one with --on")


class UseOfIssue(InforeportError):
    """A use that an issue of the bulletin stands for."""

    code = "use-of-issue"
    sentence = N_("use {number} was recorded by issuing bulletin {bulletin} and stays with it")


class BulletinEmpty(InforeportError):
    """An issue of nothing."""

    code = "bulletin-empty"
    sentence = N_("draft {number} holds no report; nothing was issued")
    tip = N_("choose reports with: inforeport bulletin add REF --form whole")


class NoBulletinTerms(InforeportError):
    """A scheme that does not say what a use in the bulletin counts as."""

    code = "no-bulletin"
    sentence = N_("the scheme has no [bulletin], so the level of its uses is not known")
    tip = N_("add [bulletin] with level = … to the scheme and put it in force")


# Mailboxes


class MailboxExists(InforeportError):
    """A mailbox of that name is on file."""

    code = "mailbox-exists"
    sentence = N_("there is a mailbox {name} already; nothing was changed")
    tip = N_("inforeport mailbox remove {name} takes it off the file; what came from it stays")


class UnknownMailbox(InforeportError):
    """A name that no mailbox has."""

    code = "unknown-mailbox"
    sentence = N_("no mailbox is called {name}")
    tip = N_("inforeport mailbox list shows them")


class NoMailbox(InforeportError):
    """All mailboxes are to be fetched from, and there is none."""

    code = "no-mailbox"
    sentence = N_("no mailbox is on file")
    tip = N_("inforeport mailbox add NAME --host HOST --user USER")


class MailboxUnreachable(InforeportError):
    """No server answers there, or not over TLS."""

    code = "mailbox-unreachable"
    sentence = N_("{name}: {host}:{port} cannot be reached: {why}; nothing was fetched")
    tip = N_("see whether the network is there, and host and port right: inforeport mailbox list")


class MailboxStalled(InforeportError):
    """A server that says nothing more."""

    code = "mailbox-stalled"
    sentence = N_("{name}: the server has said nothing for {seconds} seconds")
    tip = N_("what came before is on file; run it again, and it goes on from there")


class MailboxDropped(InforeportError):
    """A server that broke off in the middle."""

    code = "mailbox-dropped"
    sentence = N_("{name}: the server broke off")
    tip = N_("what came before is on file; run it again, and it goes on from there")


class MailboxRebuilt(InforeportError):
    """A server that numbered its messages anew while they were read."""

    code = "mailbox-rebuilt"
    sentence = N_("{name}: the server numbered its messages anew while they were read")
    tip = N_("what came before is on file; run it again, and nothing is taken twice")


class ServerUntrusted(InforeportError):
    """A certificate that is expired, of another name, or signed by nobody that is trusted."""

    code = "server-untrusted"
    sentence = N_("{name}: the certificate of {host} is not trusted: {why}; no password was sent")
    tip = N_("the office's own certificate is trusted by inforeport mailbox add … --ca FILE")


class ServerSenseless(InforeportError):
    """An answer of a server that no server ought to give."""

    code = "server-senseless"
    sentence = N_("{name}: what the server answers cannot be used: {why}")
    tip = N_("what came before is on file; ask whoever keeps the server")


class FolderGone(InforeportError):
    """A folder that the server does not have, or has under another name by now."""

    code = "folder-gone"
    sentence = N_("{name}: the server has no folder {folder}; nothing was fetched")
    tip = N_("it has: {folders}; add the mailbox anew with the right one, nothing is taken twice")


class PasswordRefused(InforeportError):
    """A password that the server does not take; it is not tried twice in a run."""

    code = "password-refused"
    sentence = N_("{name}: the server refuses the password of {user}: {why}; it was tried once")
    tip = N_("163 and QQ want an authorisation code in its place; inforeport mailbox test {name}")


class PasswordRests(InforeportError):
    """A password that was refused so often that it is only tried when somebody is there."""

    code = "password-rests"
    sentence = N_("{name}: the password was refused {n} times in a row; it was not tried again")
    tip = N_("put it right, then try it: inforeport mailbox test {name}")


class PasswordMissing(InforeportError):
    """A password that nobody gives: no terminal, nothing kept, a command that fails."""

    code = "password-missing"
    sentence = N_("{name}: there is no password: {why}")
    tip = N_("inforeport mailbox add takes --keyring, and for cron --password-command")


class KeyringMissing(InforeportError):
    """A system that keeps no passwords, or the package for it is not installed."""

    code = "keyring-missing"
    sentence = N_("this system keeps no password: {why}; nothing was changed")
    tip = N_("pip install 'inforeport[mail]'; inforeport mailbox add takes --password-command too")


class AuthorityUnusable(InforeportError):
    """A file that holds no certificate."""

    code = "authority"
    sentence = N_("{file} holds no certificate; nothing was changed")
    tip = N_("a certificate as text (PEM) is wanted; it begins with -----BEGIN CERTIFICATE-----")


# The trail


class UnknownCommand(InforeportError):
    """A number that no command of the log has."""

    code = "unknown-command"
    sentence = N_("the log has no command {number}")
    tip = N_("inforeport log shows the numbers")


class NotTheLast(InforeportError):
    """A command that is to be taken back while later ones stand."""

    code = "not-the-last"
    sentence = N_("command {number} is not the last that stands; nothing was changed")
    tip = N_("take back the later ones first: inforeport undo {last}")


class TakingBackStays(InforeportError):
    """An undo that is to be taken back after something else was done."""

    code = "undo-stays"
    sentence = N_(
        "command {number} took command {taken} back and is not the last any more; nothing was"
        " changed"
    )
    tip = N_("enter anew what is missing; what it was, shows: inforeport log {taken}")


class TakenBack(InforeportError):
    """A command that was taken back already."""

    code = "taken-back"
    sentence = N_("command {number} was taken back already, by command {by}; nothing was changed")
    tip = N_("inforeport log shows what was taken back")


class LastingCommand(InforeportError):
    """What cannot be taken back: the making of the file, a new schema, a mail that went out."""

    code = "lasting"
    sentence = N_("command {number} cannot be taken back: {text}")
    tip = N_("inforeport log shows what came after it")


# Schemes in force


class NoSchemeInForce(InforeportError):
    """An office without any scheme."""

    code = "no-scheme"
    sentence = N_("the office has no scheme yet")
    tip = N_("put one in force with: inforeport scheme use FILE --from 2009-05-02")


class SchemeBegins(InforeportError):
    """Two schemes from one day."""

    code = "scheme-begins"
    sentence = N_("another scheme is in force from {day}: {title}; nothing was changed")
    tip = N_("let the new one begin on another day")


class WeeksDiffer(InforeportError):
    """A scheme whose weeks or fortnights do not fall in with those of the one before."""

    code = "weeks-differ"
    sentence = N_(
        "its weeks, counted from {new}, do not fall in with those counted from {old}; "
        "nothing was changed"
    )
    tip = N_("keep deadline and anchor as they are, or begin a new file with the new scheme")


class SchemeMeansOther(InforeportError):
    """A scheme file that would mean something else once it is rewritten."""

    code = "scheme-means-other"
    sentence = N_("{file} would be read otherwise in the second edition; nothing was changed")
    tip = N_("leave it as it is: files of the first edition are read for good")


class UnitsWithoutGroup(InforeportError):
    """A scheme that does not declare the groups of units there are."""

    code = "units-without-group"
    sentence = N_("the scheme has no group for {units}; nothing was changed")
    tip = N_("declare their groups under [groups] by the same keys")


class PeriodNotWhole(InforeportError):
    """A period that is not made of whole periods of the scheme."""

    code = "nothing-to-score"
    sentence = N_("{period} is not made of whole periods of the scheme, which scores by {per}")
    tip = N_("for example: --period {example}")


class PeriodNotBegun(InforeportError):
    """A period that lies ahead."""

    code = "not-begun"
    sentence = N_("{period} has not begun on {today}")
    tip = N_("ask for a period that has begun")


class BeforeSchemes(InforeportError):
    """A period in which no scheme of the office was in force yet."""

    code = "before-schemes"
    sentence = N_("{period} is before the first scheme, which is in force from {begins} on")
    tip = N_("ask for a later period")


class PeriodRunning(InforeportError):
    """A period to be sealed that is not over."""

    code = "period-running"
    sentence = N_("{period} is not over on {today}, so it cannot be sealed")
    tip = N_("seal it from {day} on")


class NotOver(InforeportError):
    """A paper that looks final, of a period that is not over."""

    code = "not-over"
    sentence = N_("{period} is not over on {today}: its paper would look final")
    tip = N_("wait for it, or print what there is, marked so, with --so-far")


class NothingAhead(InforeportError):
    """A look ahead in a period that is over, or is not scored."""

    code = "nothing-ahead"
    sentence = N_("{period} is over or not scored: no report that is still to come changes it")
    tip = N_("ask for a period that runs: inforeport due --forecast")


class NoEnd(InforeportError):
    """A paper that looks final, of a campaign that has no last day."""

    code = "no-end"
    sentence = N_("the campaign has no last day: its paper would look final")
    tip = N_("give it one: inforeport scheme end --on DAY; or print what there is with --so-far")


class NothingToDecide(InforeportError):
    """A decision on a tie that there is not, or that the scheme settles by itself."""

    code = "nothing-to-decide"
    sentence = N_("{period} leaves nothing to decide among just these: {units}")
    tip = N_("inforeport reward show tells what is left to people; name all who tie")


class MonthClosed(InforeportError):
    """A sealed period to be sealed again, though its facts would make another result today."""

    code = "closed"
    sentence = N_("{period} was sealed on {day} and would be counted otherwise today")
    tip = N_(
        "see: inforeport check --period {period}; to print it anew, first:"
        " inforeport reopen --period {period}"
    )


class NotSealed(InforeportError):
    """A period that was not sealed, or was opened again."""

    code = "not-sealed"
    sentence = N_("{period} is not sealed")
    tip = N_("inforeport check --list shows what is sealed")


class NotInSeal(InforeportError):
    """A paper of a sealed period that prints what was not printed yet when it was sealed."""

    code = "not-in-seal"
    sentence = N_("{period} was sealed by an older program, and its seal does not hold: {fields}")
    tip = N_("print what was printed then, or open the period again with inforeport reopen")


class NothingDiffers(InforeportError):
    """A correction of a period that would be printed as it was."""

    code = "nothing-differs"
    sentence = N_("{period} would be printed today as it was, so there is nothing to correct")


class ObjectionSettled(InforeportError):
    """An objection that was settled before."""

    code = "objection-settled"
    sentence = N_("objection {number} of {unit} was settled on {day}")
    tip = N_("if the unit objects again: inforeport objection add {unit}")


class ObjectionExists(InforeportError):
    """The very same objection, while it is open."""

    code = "objection-exists"
    sentence = N_("this objection of {unit} is on file already, under number {number}")
    tip = N_("settle it with: inforeport objection settle {number}")


class BeforeRaised(InforeportError):
    """An objection settled on a day before it was raised."""

    code = "before-raised"
    sentence = N_("objection {number} was raised on {raised}; it cannot be settled on {day}")
    tip = N_("correct the day: --on DAY")


class NoUnits(InforeportError):
    """A period in which the office had no unit."""

    code = "no-units"
    sentence = N_("there is no unit in {period}")
    tip = N_("put units on file with: inforeport unit add, or unit import")


class NoPoints(InforeportError):
    """Scores asked of a scheme without points."""

    code = "no-points"
    sentence = N_("the scheme {title} gives no points, so there is nothing to score")
    tip = N_("what was sent and used is counted by: inforeport stats, inforeport export circular")


class NothingToPrint(InforeportError):
    """A paper on which nothing would stand."""

    code = "nothing-to-print"
    sentence = N_("nothing to print: {why}")


# The output file


class UnknownFormat(InforeportError):
    """An ending that no renderer draws."""

    code = "unknown-format"
    status = Status.USAGE
    sentence = N_("{path}: no such output format")
    tip = N_("write one of {endings}")


class NoTable(InforeportError):
    """A file that holds nothing but tables, for an answer or a paper that has none."""

    code = "no-table"
    status = Status.USAGE
    sentence = N_("{path}: there is no table in it, and a {ending} file holds nothing else")
    tip = N_("write one of {endings}")


class AnswerLost(InforeportError):
    """Standard output is closed, or takes no more."""

    code = "answer-lost"
    status = Status.OUTPUT
    sentence = N_("the answer cannot be written: {reason}")


class ContactsPrinted(InforeportError):
    """A paper with personal contacts in its texts; `problems` holds the place of each."""

    code = "contact"
    status = Status.PARTIAL
    sentence = N_("{path} was written; personal contacts printed in it: {count}")
    tip = N_("--redact masks them, --allow-contact lets them stand")


class PicturesLeftOut(InforeportError):
    """A paper with a line in place of a picture; `problems` holds each with the reason."""

    code = "picture-left-out"
    status = Status.PARTIAL
    sentence = N_("{path} was written; pictures that could not be used: {count}")
    tip = N_("attach each again as JPEG or PNG: inforeport submission attach REF FILE")


class OutputExists(InforeportError):
    """A file of that name stands where the output should go."""

    code = "exists"
    status = Status.OUTPUT
    sentence = N_("{path} is there already; it was not touched")
    tip = N_("pass --force to replace it, or choose another name")


class FolderTaken(InforeportError):
    """A folder, or a file, of the name that a new folder should have."""

    code = "exists"
    status = Status.OUTPUT
    sentence = N_("{path} is there already; it was not touched")
    tip = N_("choose another name, or remove it first")


class NameTaken(InforeportError):
    """A file of the name that a copy should have."""

    code = "exists"
    status = Status.OUTPUT
    sentence = N_("{path} is there already; it was not touched")
    tip = N_("choose another name: a copy never takes the place of another file")


class OutputFolderMissing(InforeportError):
    """The folder that the output should go into is not there."""

    code = "folder-missing"
    status = Status.OUTPUT
    sentence = N_("{path} cannot be written: there is no folder {folder}")
    tip = N_("make the folder first, or choose another")


class OutputNotWritable(InforeportError):
    """The place of the output may not be written, or is not one for a file."""

    code = "not-writable"
    status = Status.OUTPUT
    sentence = N_("{path} cannot be written: {reason}")
    tip = N_("close the file if a program has it open, or choose another folder")


class OutputNoSpace(InforeportError):
    """The disk that the output should go to is full."""

    code = "no-space"
    status = Status.OUTPUT
    sentence = N_("{path} cannot be written: the disk is full")
    tip = N_("free some space and run the command again")


class OutputOpen(InforeportError):
    """Another program has the file open that the output should take the place of."""

    code = "open-elsewhere"
    status = Status.OUTPUT
    sentence = N_("{path} is open in another program ({reason}); it was not touched")
    tip = N_("close it there and run the command again, or choose another name")


class OutputUnproved(InforeportError):
    """What was drawn, opened again, is not what it should be: a fault of ours, or of the disk."""

    code = "unproved"
    status = Status.OUTPUT
    sentence = N_(
        "{path}: the file that was drawn does not say what it should: {reason}; nothing was written"
    )
    tip = N_("choose another ending, and report this: it should not happen")


class NoPdfProgram(InforeportError):
    """A PDF is asked for, and the program that makes it is not there."""

    code = "no-pdf"
    status = Status.OUTPUT
    sentence = N_("{path} cannot be written: LibreOffice, which makes the PDF, was not found")
    tip = N_("install LibreOffice, or write .docx and save that as PDF in Word or WPS")


class PdfNotMade(InforeportError):
    """LibreOffice was started and made no PDF, or did not end."""

    code = "pdf-failed"
    status = Status.OUTPUT
    sentence = N_("{path} cannot be written: LibreOffice made no PDF of it; it was given {n} s")
    tip = N_("close LibreOffice and try again, or write .docx and save that as PDF in Word or WPS")


class PapersExist(InforeportError):
    """Some files that are written together stand in their folder already."""

    code = "exists"
    status = Status.OUTPUT
    sentence = N_(
        "{folder} holds {count} of these files already, one of them {path}; nothing was written"
    )
    tip = N_("pass --force to replace them, or choose another folder")


class CellTooLong(InforeportError):
    """A text in a table that a spreadsheet would cut short."""

    code = "cell-too-long"
    status = Status.OUTPUT
    sentence = N_(
        "row {row}, column {column} holds more than the {limit} characters of a spreadsheet's"
        " cell; nothing was written"
    )
    tip = N_("choose the ending .docx, .html or .csv")


# Files that come in


class RowsRefused(InforeportError):
    """Bad rows where none was to be let pass; `problems` holds each."""

    code = "rows-refused"
    sentence = N_("bad rows: {count}; nothing was changed")
    tip = N_("correct them, or leave out --strict to store the good ones")


class ListRefused(RowsRefused):
    """Bad rows of a list that is taken whole or not at all."""

    tip = N_("correct them and read the list once more")


class FileMissing(InforeportError):
    """No file of that name."""

    code = "file-missing"
    sentence = N_("there is no file {file}")


class FileUnreadable(InforeportError):
    """A folder, a pipe, a file too large, or one that may not be read."""

    code = "file-unreadable"
    sentence = N_("{file} cannot be read: {why}; nothing was changed")


class MarkedSecret(InforeportError):
    """A text that bears a mark of secrecy; nothing of it is kept."""

    code = "secret"
    sentence = N_("{file} is marked {mark}: it does not belong here; nothing of it was kept")
    tip = N_("a text that is no secret must not bear the mark: have its sender take it off")


class FormatNotRead(InforeportError):
    """A file in a format that is not read."""

    code = "format"
    sentence = N_("{file} is in no format that is read here")
    tip = N_("save it as one of {endings}")


class PictureAlone(FormatNotRead):
    """A picture that came by itself: nobody knows of which report it is."""

    sentence = N_(
        "{file} is a picture; put it to its report: inforeport submission attach REF FILE"
    )
    tip = ""


class WorkbookUnusable(InforeportError):
    """A workbook that is locked or damaged, or one that is not opened for what it holds."""

    code = "workbook"
    sentence = N_("{file} cannot be read as a list: {why}; nothing was changed")
    tip = N_("save it anew in WPS or Excel as .xlsx, without a password")


class PictureUnusable(InforeportError):
    """A file that is no picture, or one that cannot be printed."""

    code = "picture"
    sentence = N_("{file} cannot be printed as a picture: {why}; nothing was changed")
    tip = N_("save it as JPEG or PNG")


class TemplateUnusable(InforeportError):
    """A file that is no Word template, or one that is not opened for what it holds."""

    code = "template"
    sentence = N_("{file} cannot be used as a template: {why}; nothing was changed")
    tip = N_("begin with the one that ships: inforeport template new -o FILE.docx")


class PaperUnusable(InforeportError):
    """A file that is to be a printed paper, and is no Word file or none that is opened."""

    code = "paper-unusable"
    sentence = N_("{file} cannot be read as a paper: {why}")
    tip = N_("inforeport verify takes the .docx as it was exported")


class PaperUnmarked(InforeportError):
    """A printed paper whose file does not say which period it is of."""

    code = "paper-unmarked"
    sentence = N_("{file} does not say which period it is of")
    tip = N_("name the period, as with --period {example}")


class EncodingUnclear(InforeportError):
    """A file whose characters cannot be told with certainty."""

    code = "encoding"
    sentence = N_("the characters of {file} cannot be told: {why}; nothing was changed")
    tip = N_("name the encoding: --encoding NAME, such as utf-8, gb18030 or big5")


class NotPlainText(InforeportError):
    """A file that is no plain text, where no encoding can be named: a scheme, a report's text."""

    code = "encoding"
    sentence = N_("the characters of {file} cannot be told: {why}; nothing was changed")
    tip = N_("it must be plain text: save it as UTF-8, from Word as a text file")


class EditedElsewhere(InforeportError):
    """A draft edited in a word processor beyond what is read back; `problems` says where."""

    code = "edited-elsewhere"
    sentence = N_("{file} cannot be read back; things out of place: {count}; nothing was changed")
    tip = N_("edit titles and texts alone, in a draft that was exported as it is now")


class NotOneReport(InforeportError):
    """A file of several reports, or of none, where the text of one is wanted."""

    code = "not-one-report"
    sentence = N_(
        "{file} holds {count} reports, and the text of one is wanted; nothing was changed"
    )
    tip = N_("save each report as a file of its own")


class HeaderMistakes(InforeportError):
    """A file whose first row does not name its columns; `problems` holds each mistake."""

    code = "header"
    sentence = N_("{file}: mistakes in the first row: {count}; nothing was changed")


# Many ledgers


class NoLedgers(InforeportError):
    """A folder or a list in which no ledger stands."""

    code = "no-ledgers"
    sentence = N_("there is no ledger in {path}")
    tip = N_("name a folder with .db files, or a list (.txt) with the path of one in each line")


class LedgersLeftOut(InforeportError):
    """Ledgers that could not be asked; `problems` holds each with the reason."""

    code = "ledgers-left-out"
    status = Status.PARTIAL
    sentence = N_("ledgers that could not be asked: {count} of {total}")
    tip = N_("see each with: inforeport doctor --db FILE")


class DatabaseUnfinished(DatabaseError):
    """A file whose last change was cut short, where it must not be written to take that back."""

    code = "db-unfinished"
    sentence = N_("{path} holds a change that was cut short; it was left as it is")
    tip = N_("open it once, which takes that change back: inforeport status --db {path}")


class FactsBad(InforeportError):
    """Facts of many ledgers, as Parquet, that are not what was written."""

    code = "facts-bad"
    sentence = N_("{path} is not what was written: {why}")
    tip = N_("write the facts again: inforeport rollup LEDGERS --facts -o FOLDER")


class FactsOlder(DatabaseError):
    """Facts that an older program has written."""

    code = "db-older"
    sentence = N_("{path} has schema {found}, this program works with {known}")
    tip = N_("write the facts again: inforeport rollup LEDGERS --facts -o FOLDER")


class EngineMissing(InforeportError):
    """An engine, or a writer, that is an extra and is not installed."""

    code = "engine-missing"
    sentence = N_("{engine} is not installed")
    tip = N_('install it: pip install "inforeport[{extra}]"')


class ClusterLost(InforeportError):
    """A cluster that is not there, or that is there no more."""

    code = "cluster-lost"
    sentence = N_("the cluster {address} cannot be reached: {why}; nothing was written")
    tip = N_("start it with: dask scheduler, and: dask worker ADDRESS; or leave out --engine")

"""What a message holds, part by part: the reports in its files, its text, its pictures."""

from collections.abc import Callable, Iterable, Mapping

from msgspec.structs import replace

from inforeport.errors import InforeportError, MarkedSecret
from inforeport.intake import mail_header as header
from inforeport.intake import mail_kinds as kinds
from inforeport.intake import mail_text
from inforeport.intake.around import unit_in_name
from inforeport.intake.asked import Asked
from inforeport.intake.blocks import Line, Look
from inforeport.intake.containers import Item, flat
from inforeport.intake.corrected import corrected
from inforeport.intake.kind import Kind, is_message
from inforeport.intake.mail_parts import Part, Whole, cut, parts
from inforeport.intake.mail_text import Said
from inforeport.intake.paste import looked_at
from inforeport.intake.report import Reports, reports
from inforeport.intake.secrecy import refuse_secret, refuse_secret_name
from inforeport.model import Problem
from inforeport.model.letters import Head, Image, Letter, Piece
from inforeport.text import fold
from inforeport.words import Message as Sentence
from inforeport.words import Text, message

Reader = Callable[[bytes, str, Asked], Letter]

SUBMISSION = "submission"
BODY = "正文"
_LISTS = {Kind.CSV, Kind.XLSX, Kind.XLS, Kind.ODS, Kind.HTML}
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_IGNORED = {
    *("text/calendar", "application/pkcs7-signature", "application/x-pkcs7-signature"),
    *("application/pgp-signature", "text/x-vcard", "text/vcard"),
}
_LONGEST = 300_000  # characters of a text
_DEEP = 5  # messages inside each other that are read
_INNER = "附件"
_DAMAGED = message("it is damaged: not all of it arrived; ask for it again")
_SEND_AGAIN: Mapping[str, Sentence] = {
    **{
        code: message("{form} is not opened; ask for .docx or .zip", form="." + code)
        for code in ("rar", "7z")
    },
    "winmail": message(
        "its sender's program packed it as {form}; ask for it as plain text", form="winmail.dat"
    ),
}
"""Why a file is not opened, and what to ask its sender for."""


class Opened:
    """A message that is opened, with all that lies in it; `name` is that of the message outside."""

    def __init__(self, name: str, asked: Asked, read: Reader, deep: int = 0) -> None:
        self._name, self._asked, self._read, self._deep = name, asked, read, deep
        self._texts: list[Part] = []
        self._pictures: list[Image] = []
        self.pieces: list[Piece] = []
        self.listed: list[Piece] = []
        self.passed: list[Problem] = []
        self.heads: list[Head] = []

    def of(self, whole: Whole) -> "Opened":
        """The same, when a message has been read."""
        subject = header.field(whole.head, "Subject")
        for part in parts(whole):
            self._take(part)
        body = self._body(subject)
        self._whole_text(body, subject)
        self._illustrate()
        self._sign(whole, body, subject)
        return self

    def _take(self, part: Part) -> None:
        """Read one part, or keep it for when the others are known."""
        if part.inner is not None:
            self._inner(part.inner, part.name)
        elif part.type in _IGNORED:
            self._pass("left-out", message("left out: {line}", line=part.name or part.type))
        elif part.content is None:
            self._hold(part.name or BODY, "damaged", _DAMAGED)
        elif not part.is_file:
            self._texts.append(part)
        elif part.is_decoration:
            self._pass("left-out", message("left out: {line}", line=part.name or part.type))
        elif part.content:
            self._file(part.name or part.type, part.content)
        elif part.name:
            self._hold(part.name, "empty-file", message("there is nothing in it"))

    def _file(self, name: str, content: bytes) -> None:
        """Read a file, or those in a zip, or say why it is not."""
        for item in flat(iter([Item(name, content)])):
            refuse_secret_name(item.name if isinstance(item, Item) else item.place, self._name)
            if isinstance(item, Problem):
                self._hold(item.place, item.code, item.what)
            elif code := kinds.unopened(item.name, item.content):
                self._hold(item.name, code, _SEND_AGAIN[code])
            elif item.content.startswith(_PICTURES):
                self._picture(item)
            elif is_message(item.content):
                self._message(item)
            else:
                self._document(item)

    def _picture(self, item: Item) -> None:
        if kinds.is_signed_sheet(item.name):
            what = message("{name} is a signed sheet, and no picture of the report", name=item.name)
            self._pass("signed-sheet", what)
        else:
            self._pictures.append(Image(item.name, item.content))

    def _message(self, item: Item) -> None:
        """A message that lies in a file."""
        try:
            self._inner(cut(item.content, item.name), item.name)
        except MarkedSecret:
            raise
        except InforeportError as error:
            self._hold(item.name, error.code, error.message)

    def _inner(self, inner: Whole, name: str) -> None:
        """A message that was sent on: its reports are those of its own sender."""
        if self._deep == _DEEP:
            self._hold(name or BODY, "too-deep", message("it is a message in too many others"))
            return
        subject = header.field(inner.head, "Subject")
        opened = Opened(self._name, self._asked, self._read, self._deep + 1).of(inner)
        place = (name or subject or _INNER).replace("!", "！")
        self._gather(place, opened.pieces, opened.listed, opened.heads)
        self.passed += opened.passed

    def _document(self, item: Item) -> None:
        try:
            read = self._read(item.content, item.name, self._asked)
        except MarkedSecret:
            raise
        except InforeportError as error:
            self._hold(item.name, error.code, error.message)
            return
        if not (read.pieces or read.passed):
            self._hold(item.name, "empty-file", message("nothing in it could be put on file"))
        is_list = read.kind in _LISTS
        pieces = [_named(corrected(one, item.name), item.name) for one in read.pieces]
        place = item.name.replace("!", "！")
        self._gather(place, [] if is_list else pieces, pieces if is_list else [], read.heads)
        self.passed += (replace(one, place=f"{place}!{one.place}") for one in read.passed)

    def _gather(
        self, place: str, pieces: Iterable[Piece], listed: Iterable[Piece], heads: Iterable[Head]
    ) -> None:
        """Take in what a part holds; the name of the part goes before each place."""
        self.pieces += (_placed(one, place) for one in pieces)
        self.listed += (_placed(one, place) for one in listed)
        self.heads += (
            replace(one, sheet=f"{place}!{one.sheet}" if one.sheet else place) for one in heads
        )

    def _body(self, subject: str) -> Said:
        """What is said in the text, of all its parts; what is marked secret is refused."""
        lines = [
            line
            for part in self._texts
            for line in mail_text.lines(part.text, is_html=part.type == "text/html")
        ]
        refuse_secret(lines, self._name)
        if sum(map(len, lines)) > _LONGEST:
            self._hold(BODY, "too-long", message("its text is far too long for a report"))
            lines = []
        return mail_text.without_frills(lines, is_sent_on=kinds.is_forward(subject))

    def _whole_text(self, body: Said, subject: str) -> None:
        """Read the text as a report, where it is one, or say what it is."""
        answers = kinds.is_reply(subject) and not body.is_sent_on  # its subject is another's
        text, title = "".join(body.lines), "" if answers else kinds.bare(body.subject or subject)
        refuse_secret_name(title, self._name)
        if self._is_linked(body):
            names = kinds.cloud_names("\n".join(body.lines)) or [_INNER]
            self._hold(BODY, "cloud-attachment", _linked(names))
        elif self.pieces or self.listed:
            self._beside(body, text, title)
        elif kinds.says_little(text):
            self._little(text, title, subject)
        elif kinds.speaks_of_files(text) and not self._pictures:
            self._hold(BODY, "no-attachment", message("it speaks of a file, and none came with it"))
        else:
            self._as_report(body, title)

    def _is_linked(self, said: Said) -> bool:
        """Whether a file was not sent, but a link to it; of what is quoted nothing is asked."""
        source = said.lines if said.cut else [one.text for one in self._texts]
        return any(map(kinds.CLOUD.search, source))

    def _beside(self, said: Said, text: str, title: str) -> None:
        """A text that came with files: it only goes with them, or is a report beside them."""
        if not (kinds.is_cover(text) or self._repeats(text)):
            self._as_report(said, title)
        elif text:
            self._pass("cover", message("left out: {line}", line=text[:60]))

    def _little(self, text: str, title: str, subject: str) -> None:
        """A text that is too short to be a report, with no file beside it."""
        if self._pictures and not kinds.is_reply(subject):
            self._hold(BODY, "only-pictures", message("there are only pictures in it"))
        elif kinds.speaks_of_files(text):
            self._hold(BODY, "no-attachment", message("it speaks of a file, and none came with it"))
        elif not text and not kinds.is_generic(title) and not kinds.is_reply(subject):
            self._hold(BODY, "no-text", message("it has a subject and no text: {line}", line=title))
        else:
            self._pass("no-report", message("no report: {line}", line=text[:60] or title))

    def _repeats(self, text: str) -> bool:
        """Whether the text says no more than a file with it."""
        return any(
            fold(text)[:200] in fold(one.cells.get("title", "") + one.cells.get("text", ""))
            for one in self.pieces
        )

    def _as_report(self, body: Said, title: str) -> None:
        read = reports(looked_at(body.lines), self._asked.today)
        if _has_no_title(read) and title and not kinds.is_generic(title):
            above = Line(title, Look(heading=True))
            read = reports([above, *looked_at(body.lines)], self._asked.today)
        self._gather(BODY, read.pieces, [], [])
        self.passed += (replace(one, place=BODY) for one in read.passed)
        if body.cut:
            self._pass("left-out", message("left out: {line}", line=body.cut[:60]))

    def _illustrate(self) -> None:
        """Give the pictures to the only report, else say that they are left out."""
        sound = [one for one in self._pictures if self._is_sound(one)]
        if not sound:
            return
        places = [at for at, one in enumerate(self.pieces) if one.fact == SUBMISSION]
        candidates = [at for at in places if self.pieces[at].cells] or places
        if len(candidates) != 1:
            for one in sound:
                self._pass("picture", _unclear(one))
            return
        piece = self.pieces[candidates[0]]
        images = (*piece.images, *sound)
        cells = {**piece.cells, "pictures": str(len(images))}
        self.pieces[candidates[0]] = replace(piece, images=images, cells=cells)

    def _is_sound(self, image: Image) -> bool:
        from inforeport.files.picture import UnusablePictureError, check

        try:
            check(image.content)
        except UnusablePictureError as error:
            told = {"name": image.name, "why": error.reason}
            self._pass("picture", message("the picture {name} is left out: {why}", **told))
            return False
        return True

    def _sign(self, whole: Whole, said: Said, subject: str) -> None:
        """Tell of each report who sent it; of one that was sent on, nobody who did that."""
        sender = said.sender if said.is_sent_on else header.sender(whole.head)
        subject = kinds.bare(said.subject or subject)
        sender_cell = {"sender": str(sender or "")}
        signed = (_named(corrected(one, subject), subject) for one in self.pieces)
        self.pieces = [replace(one, cells={**sender_cell, **one.cells}) for one in signed]

    def _hold(self, place: str, code: str, what: Text) -> None:
        place = place.replace("!", "！")
        doubt = Problem(place, code, what)
        self.pieces.append(Piece(place=place, fact=SUBMISSION, cells={}, doubts=(doubt,)))

    def _pass(self, code: str, what: Sentence) -> None:
        self.passed.append(Problem(BODY, code, what))


def _has_no_title(found: Reports) -> bool:
    """Whether it is one report whose title nobody wrote above it."""
    [*pieces] = found.pieces
    return len(pieces) == 1 and any(one.code == "no-title" for one in pieces[0].doubts)


def _named(piece: Piece, name: str) -> Piece:
    """A report with the unit after which its file, or its message, is called."""
    unit = unit_in_name(name)
    named = piece.cells.get("named", "").split(";")
    if piece.fact != SUBMISSION or not unit or unit in {piece.cells.get("unit"), *named}:
        return piece
    cells = {**piece.cells, "named": ";".join(filter(None, (*named, unit)))}
    return replace(piece, cells=cells)


def _linked(names: Iterable[str]) -> Sentence:
    return message(
        "{name} is only a link and was not sent; ask for it as an ordinary file", name=[*names]
    )


def _unclear(image: Image) -> Sentence:
    return message("it is not clear of which report the picture {name} is", name=image.name)


def _placed(piece: Piece, part: str) -> Piece:
    return replace(piece, place=f"{part}!{piece.place}")

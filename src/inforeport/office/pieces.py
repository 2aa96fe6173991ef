"""What a piece of a letter says, as the office reads it: whose it is, what is missing or unknown.

Nothing is put on file here, and what is on file already is not looked at.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from inforeport.directory import Directory
from inforeport.errors import AdoptedBeforeReceived
from inforeport.fields import FACTS, SUBMISSION
from inforeport.intake.drafts import AllWords, drafts
from inforeport.model import Draft, Problem, Reporter, Use
from inforeport.model.desk import Kept
from inforeport.model.letters import Letter, Piece
from inforeport.text import fold, one_line
from inforeport.words import message

USES = "uses"
"""What stands among the cells that somebody changes, where the uses that a report tells are."""

ABOUT = {
    "unknown-use": USES,
    **dict.fromkeys(("no-unit", "unknown-unit", "ambiguous-unit", "two-units"), "unit"),
    **dict.fromkeys(("no-title", "title"), "title"),
    **dict.fromkeys(("no-day", "not-a-day"), "received"),
}
"""Which cell settles what is doubted of a piece, by the code of the doubt; any other is settled by
whoever looks at the piece and changes it. A use that nobody can read is settled by nothing else:
it would be lost."""

_MISSING = {
    "unit": ("no-unit", message("it does not say whose it is")),
    "title": ("no-title", message("it has no title")),
    "received": ("no-day", message("it does not say on which day it came")),
}


CORRECTION = "correction"
"""The doubt of a report that says that it takes the place of another."""

_SENDER, _NAMED = "sender", "named"
"""The cells that tell who sent the message in which a report came, and after whom it is called."""


class Said(Struct, frozen=True):
    """What a piece says: a draft with its uses, or why nothing can be made of it."""

    draft: Draft[Any] | None = None
    uses: tuple[Use, ...] = ()
    problem: Problem | None = None

    @property
    def is_dated(self) -> bool:
        """Whether a day is told of its uses that is not simply that on which the report came."""
        received = getattr(self.draft.record, "received", None) if self.draft else None
        return any(use.on != received for use in self.uses)


class Reading(Struct, frozen=True):
    """By what an office reads pieces: its words, the kinds it lists, its units, its reporters."""

    words: AllWords
    listed: Mapping[str, Mapping[str, str]]
    units: Directory
    reporters: tuple[Reporter, ...] = ()

    def of(self, letter: Letter, pieces: Sequence[Piece]) -> list[Said]:
        """What each of some pieces of a letter says."""
        signed = [self.signed(letter, piece) for piece in pieces]
        read = drafts(replace(letter, pieces=tuple(signed)), self.words)
        return [
            self._verdict(piece, one.draft, one.uses, one.problems)
            for piece, one in zip(signed, read, strict=True)
        ]

    def _verdict(
        self,
        piece: Piece,
        draft: Draft[Any] | None,
        uses: Sequence[Draft[Use]],
        problems: Sequence[Problem],
    ) -> Said:
        if piece.doubts:
            return Said(problem=piece.doubts[0])
        wrong = next(_missing(piece), None) or next(iter(problems), None)
        if wrong is None and draft:
            wrong = next(_early(draft, uses), None) or next(self._unlisted(draft), None)
        if wrong:
            return Said(problem=wrong)
        return Said(draft, tuple(one.record for one in uses))

    def signed(self, letter: Letter, piece: Piece) -> Piece:
        """The piece with its unit, where the letter or its author tells it beyond doubt."""
        if piece.fact != SUBMISSION.table:
            return piece
        written = one_line(piece.cells.get("unit", ""))
        if written and (piece.is_settled or _SENDER not in piece.cells):
            return piece
        named = self._named(letter, piece, written)
        if len(named) > 1:
            what = message("it names two units: {first}; {second}", first=named[0], second=named[1])
            return replace(piece, doubts=(*piece.doubts, Problem(piece.place, "two-units", what)))
        unit = written or next(iter(named), None) or self._written_by(piece)
        return replace(piece, cells={**piece.cells, "unit": unit}) if unit else piece

    def _named(self, letter: Letter, piece: Piece, written: str) -> list[str]:
        """The units that a report says it is of: itself, its letter's name, its sender."""
        if _SENDER not in piece.cells:
            mentioned = self.units.mentioned(f"{letter.name} {letter.subject or ''}", whole=True)
            return [mentioned[0].name] if len(mentioned) == 1 else []
        texts = (piece.place, letter.subject or "", letter.name)
        claims = [
            self._unit_meant(written),
            *map(self._unit_meant, piece.cells.get(_NAMED, "").split(";")),
            *map(self._one_of, texts),
            *self._sent_by(piece.cells[_SENDER]),
        ]
        named = list(dict.fromkeys(filter(None, claims)))
        return named if self._unit_meant(written) or not written else []

    def _one_of(self, text: str) -> str | None:
        """The only unit that a text names."""
        named = self.units.mentioned(text, whole=True)
        return named[0].name if len(named) == 1 else None

    def _unit_meant(self, written: str) -> str | None:
        known = self.units.meant(written) if written else None
        return known.name if known else None

    def _sent_by(self, sender: str) -> Iterator[str | None]:
        """The units of a sender: by his mailbox, by the name that he gives himself."""
        name, _, address = sender.rpartition("<")
        if not name and "@" not in address:
            name, address = sender, ""
        address = address.removesuffix(">").strip().lower()
        units = {one.unit for one in self.reporters if one.email and one.email.lower() == address}
        if len(units) == 1:
            yield from units
        yield self._unit_meant(name.strip()) or self._one_of(name) or self._named_so(name)

    def _written_by(self, piece: Piece) -> str | None:
        """The only unit whose reporter signed it."""
        return self._named_so(piece.cells.get("authors", ""))

    def _named_so(self, name: str) -> str | None:
        """The only unit that has a reporter of that name."""
        wanted = fold(name)
        units = {one.unit for one in self.reporters if wanted and fold(one.name) == wanted}
        return next(iter(units)) if len(units) == 1 else None

    def _unlisted(self, draft: Draft[Any]) -> Iterator[Problem]:
        """That its kind or category is none of those that the scheme lists."""
        for field, words in self.listed.items():
            given = getattr(draft.record, field, None)
            spelled = {fold(one) for pair in words.items() for one in pair}
            if words and given and fold(given) not in spelled:
                said = {"text": given, "words": list(words.values())}
                what = message("{text} is not known; write one of {words}", **said)
                yield Problem(draft.place, "unknown-word", what)

    def near(self, letter: Letter, piece: Piece) -> tuple[str, ...]:
        """The units that a piece may be of, for somebody to choose from."""
        written = piece.cells.get("unit", "")
        told = [piece.cells.get(key, "") for key in (_SENDER, _NAMED, "title", "text")]
        text = [written, letter.name, letter.subject or "", piece.place, *told]
        named = self.units.mentioned(" ".join(text))
        return tuple(one.name for one in named) or self.units.near(written)


def piece_of(kept: Kept) -> Piece:
    """A piece that is kept, to be read again; its pictures are left where they are."""
    doubts = (Problem(one.place, one.code, one.what) for one in kept.words.doubts)
    return Piece(
        place=kept.place,
        fact=kept.fact,
        cells=kept.words.cells,
        uses=kept.words.uses,
        doubts=tuple(doubts),
        is_settled=kept.now != kept.came,
    )


def is_settled(doubt_code: str, changed: Collection[str] | None) -> bool:
    """Whether a doubt is settled by somebody who changes these cells, or says that all is right.

    That all is right does not say who used a report.
    """
    key = ABOUT.get(doubt_code)
    return key != USES if changed is None else key is None or key in changed


def _early(draft: Draft[Any], uses: Sequence[Draft[Use]]) -> Iterator[Problem]:
    """That somebody used it before it came."""
    for use in (one.record for one in uses):
        if use.on < draft.record.received:
            told = {"ref": draft.record.title, "day": use.on, "received": draft.record.received}
            error = AdoptedBeforeReceived(**told)
            yield Problem(draft.place, error.code, error.message)


def _missing(piece: Piece) -> Iterator[Problem]:
    """What a piece must say and does not."""
    for field in FACTS[piece.fact].fields:
        if field.head and field.required and not one_line(piece.cells.get(field.key, "")):
            nothing = message("it says nothing of {head}", head=field.head)
            code, what = _MISSING.get(field.key, (f"no-{field.key}", nothing))
            yield Problem(piece.place, code, what)

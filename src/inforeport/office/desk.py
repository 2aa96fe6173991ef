"""What comes in, letter by letter, and what people decide of the pieces that are held.

All of it happens inside the transaction of the caller; done again, it ends the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from inforeport.errors import PieceSettled
from inforeport.fields import SUBMISSION
from inforeport.intake.drafts import AllWords
from inforeport.model import Submission
from inforeport.model.desk import STATES, Doubt, Ended, Kept, Picture, Received, Words
from inforeport.model.letters import Letter, Piece
from inforeport.model.numbering import Numbering
from inforeport.office.pieces import USES, is_settled
from inforeport.office.settling import Settling
from inforeport.store import Ledger, original
from inforeport.store import letter as store
from inforeport.words import Message, recorded


class Desk:
    """Puts on file what comes in, and settles what is held, by the words of the schemes.

    `listed` are the kinds and categories where no others may be written, `numbering` is how the
    office numbers reports that bring no number along.
    """

    def __init__(
        self,
        ledger: Ledger,
        words: AllWords,
        listed: AllWords,
        today: date,
        *,
        numbering: Numbering | None = None,
    ) -> None:
        self._ledger, self._today, self._numbering = ledger, today, numbering
        self._words, self._listed = words, listed
        self._kept: Settling | None = None
        self._seen = 0

    def take(self, letter: Letter) -> Ended:
        """What becomes of a letter; one that came before changes what it left open, or nothing."""
        before = store.came_before(self._ledger, letter.content)
        received = before or store.add(self._ledger, letter, self._today)
        there = {one.place: one for one in store.pieces(self._ledger, letter=received)}
        every = [self._met(received, one, there.get(one.place)) for one in letter.pieces]
        every = self._said_before(every)
        others = [store.piece(self._ledger, one.same) for one in every if one.same]
        claimed = {
            one.number: f"{letter.name}:{one.place}"
            for one in every
            if one.number and one.fact == SUBMISSION.table
        }
        settled = self._settling.settled(filter(_waits, [*others, *every]), claimed)
        final = {(one.letter.id, one.place): self._written(one) for one in settled}
        pieces = [
            final.get((one.letter.id, one.place)) or _as_before(self._written(one)) for one in every
        ]
        return Ended(
            letter=received,
            pieces=tuple(self._meant(one) for one in pieces),
            again=before is not None,
        )

    def change(
        self,
        numbers: Iterable[int],
        cells: Mapping[str, str],
        uses: tuple[Mapping[str, str], ...] | None = None,
    ) -> list[Kept]:
        """What becomes of held pieces of which somebody says something else. Raises as `held`."""
        changed = [self._changed(self.held(one), cells, uses) for one in numbers]
        return [self._written(one) for one in self._settling.settled(changed)]

    def again(self) -> list[Kept]:
        """What becomes of all pieces that are held, now that more is known."""
        self._kept = None
        held = filter(_waits, store.pieces(self._ledger, state="held"))
        return [self._written(one) for one in self._settling.settled(held)]

    def accept(self, number: int) -> Kept:
        """What becomes of a held piece that is right as it is, and a report of its own."""
        kept = self._changed(self.held(number), None)
        return self._written(self._settling.as_its_own(kept))

    def same(self, number: int, report: Submission, *, update: bool) -> Kept:
        """Take a held piece for a report on file, and write what it says otherwise if wanted.

        One that is held for something else goes on saying whose it is.
        """
        kept = self.held(number)
        changed = self._changed(kept, {"unit": report.unit})
        settled = self._settling.as_that(changed, report, update=update)
        if _waits(settled):
            settled = replace(kept, code=settled.code, reason=settled.reason)
        return self._written(settled)

    def drop(self, numbers: Iterable[int], why: str) -> list[Kept]:
        """Leave held pieces out, with the reason. Raises as `held`."""
        held = [self.held(one) for one in numbers]
        return [
            self._written(replace(one, state="dropped", why=why, code=None, reason=None))
            for one in held
        ]

    def held(self, number: int) -> Kept:
        """The piece of that number, which must be held. Raises `UnknownEntry`, `PieceSettled`."""
        kept = self._meant(store.piece(self._ledger, number))
        if not _waits(kept):
            raise PieceSettled(number=number, state=Message(STATES[kept.state]))
        return kept

    @property
    def _settling(self) -> Settling:
        """What is known of the file, read again where somebody else has changed it."""
        seen, _ = self._ledger.state
        if self._kept is None or seen != self._seen:
            self._kept = Settling(
                self._ledger, self._words, self._listed, numbering=self._numbering
            )
            self._seen = seen
        return self._kept

    def _met(self, received: Received, piece: Piece, there: Kept | None) -> Kept:
        """A piece of a letter as it is on file; one that waits, untouched, is read anew."""
        if there and (not _waits(there) or there.now != there.came):
            return there
        words = self._words_of(piece)
        came = store.keep_words(self._ledger, received, piece, words)
        new = there or Kept(letter=received, place=piece.place, fact=piece.fact, state="held")
        return replace(new, came=came, now=came, words=words)

    def _words_of(self, piece: Piece) -> Words:
        """What a piece says, to be kept; its pictures are kept with it."""
        pictures = [
            Picture(one.name, original.keep(self._ledger, one.content), one.caption)
            for one in piece.images
        ]
        doubts = [Doubt(one.place, one.code, recorded(one.what)) for one in piece.doubts]
        return Words(
            cells=piece.cells, uses=piece.uses, pictures=tuple(pictures), doubts=tuple(doubts)
        )

    def _said_before(self, every: Sequence[Kept]) -> list[Kept]:
        """The same pieces; of the new ones it is found which came in other letters before."""
        used: set[int] = set()
        seen: list[Kept] = []
        for kept in every:
            there = [] if kept.id else store.said_before(self._ledger, kept.came)
            others = [one for one in there if one.letter.id != kept.letter.id and not one.same]
            before = next((one for one in others if one.id not in used), None)
            used |= {before.id} if before else set()
            if before and _came_earlier(kept, before):
                # the words are kept once, with the day of the other message
                seen.append(replace(kept, now=store.keep_corrected(self._ledger, kept.words)))
            else:
                seen.append(_like(kept, before) if before else kept)
        return seen

    def _changed(
        self,
        kept: Kept,
        cells: Mapping[str, str] | None,
        uses: tuple[Mapping[str, str], ...] | None = None,
    ) -> Kept:
        """A piece that says something else; what was doubted and is settled now is no doubt.

        Without cells somebody says that it is right as it is.
        """
        before = kept.words
        changed = None if cells is None else {*cells} | ({USES} if uses is not None else set())
        filled = {key: cell for key, cell in {**before.cells, **(cells or {})}.items() if cell}
        doubts = [one for one in before.doubts if not is_settled(one.code, changed)]
        told = before.uses if uses is None else uses
        words = replace(
            before,
            cells=filled,
            uses=tuple(_of_day(use, before.cells, filled) for use in told),
            doubts=tuple(doubts),
        )
        return replace(kept, words=words, now=store.keep_corrected(self._ledger, words))

    def _written(self, kept: Kept) -> Kept:
        """A piece with its number, as it is on file now."""
        if kept.id == 0:
            return replace(kept, id=store.add_piece(self._ledger, kept))
        store.settle(self._ledger, kept)
        return kept

    def _meant(self, kept: Kept) -> Kept:
        """The piece that another is the same as: that is what people have to do with."""
        return store.piece(self._ledger, kept.same) if kept.same else kept


def _of_day(
    use: Mapping[str, str], before: Mapping[str, str], now: Mapping[str, str]
) -> Mapping[str, str]:
    """A use, which is of the day of its report where it tells no other; that may be another now."""
    was, day = (one.get("received", "")[:10] for one in (before, now))
    return {**use, "adopted": day} if day and use.get("adopted", was) == was else use


def _waits(kept: Kept) -> bool:
    return kept.state == "held"


def _came_earlier(kept: Kept, before: Kept) -> bool:
    """Whether a message came days before the one whose report is on file, and was read after it."""
    mine, its = (one.words.cells.get("received", "")[:10] for one in (kept, before))
    return before.number is not None and "sender" in kept.words.cells and mine < its


def _as_before(kept: Kept) -> Kept:
    """A piece of which nothing became now: what was taken before is known."""
    return replace(kept, state="known") if kept.state == "taken" else kept


def _like(kept: Kept, before: Kept) -> Kept:
    """A new piece that is what an earlier one is; or is that one, where it is no fact."""
    same = before.id if before.state in {"held", "dropped"} else None
    return replace(kept, state="known", same=same, number=before.number, label=before.label)

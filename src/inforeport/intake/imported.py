"""What a noun's own import takes of a file: the pieces of one fact, and the uses beside them."""

from functools import cached_property
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from inforeport.fields import FACTS
from inforeport.intake.asked import Asked
from inforeport.intake.drafts import Drafted, drafts
from inforeport.intake.letters import letter
from inforeport.model import Draft, Problem, Use
from inforeport.model.letters import Letter, Piece
from inforeport.words import Message, message


class Imported(Struct, frozen=True, dict=True):
    """A file whose rows are of one fact, and what each of them says."""

    letter: Letter
    read: tuple[Drafted, ...]

    @cached_property
    def drafts(self) -> tuple[Draft[Any], ...]:
        """The records of the good rows."""
        return tuple(one.draft for one in self.read if one.draft)

    @cached_property
    def uses(self) -> tuple[Draft[Use], ...]:
        """The uses that good rows tell beside their reports."""
        return tuple(use for one in self.read for use in one.uses)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the other rows; that there are none is a mistake too."""
        if not self.read:
            what = message("there are no rows in it; nothing was put on file")
            return (Problem(self.letter.name, "empty", what),)
        return tuple(problem for one in self.read for problem in one.problems)


def _other(piece: Piece, file: str) -> Drafted:
    """That a piece is not of the fact that is wanted."""
    many = Message(FACTS[piece.fact].many)
    what = message("these are {many}; nothing was put on file", many=many)
    return Drafted(problems=(Problem(f"{file}:{piece.place}", "other-fact", what),))


def imported(content: bytes, name: str, asked: Asked) -> Imported:
    """What a file says of the one fact that is asked for. Raises as `letter` does."""
    came_in = letter(content, name, asked)
    wanted = replace(came_in, pieces=tuple(one for one in came_in.pieces if one.fact == asked.fact))
    others = (_other(one, name) for one in came_in.pieces if one.fact != asked.fact)
    return Imported(came_in, (*drafts(wanted, asked.words), *others))

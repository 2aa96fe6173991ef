"""A report that says that it takes the place of an earlier one: which it is, somebody says."""

from msgspec.structs import replace

from inforeport.fields import SUBMISSION
from inforeport.intake import mail_kinds as kinds
from inforeport.model import Problem
from inforeport.model.letters import Piece
from inforeport.words import message

_CORRECTION = message("it says that it corrects a report; say which, or that it is its own")


def corrected(piece: Piece, name: str) -> Piece:
    """The piece of a file of that name; where it says that it corrects another, with a doubt."""
    title = piece.cells.get("title", "")
    if piece.fact != SUBMISSION.table or not kinds.is_correction(f"{title} {name}"):
        return piece
    cells = {**piece.cells, "title": kinds.without_mark(title)} if title else piece.cells
    doubts = [one for one in piece.doubts if one.code != "correction"]
    doubt = Problem(piece.place, "correction", _CORRECTION)
    return replace(piece, cells=cells, doubts=(*doubts, doubt))

"""Pictures of a Word file: two by two, each with what is read out in its place.

Their captions come as texts in the paper's language.
"""

from collections.abc import Callable, Sequence

from inforeport.documents.page import Picture
from inforeport.files.picture import Printable, UnusablePictureError, printable
from inforeport.render.word_sheet import Line, Sheet, run
from inforeport.words import Message, Text, message

Say = Callable[[Text], str]

_GAPS = 6.0  # millimetres beside and between two pictures


def write(sheet: Sheet, pictures: Sequence[Picture], say: Say) -> None:
    """Pictures beside each other, the last of an odd number by itself; some text goes with them."""
    sheet.hold(1)
    for pair in (pictures[at : at + 2] for at in range(0, len(pictures), 2)):
        fits = [_fit(one) for one in pair]
        usable = [fit for fit in fits if isinstance(fit, Printable)]
        if len(usable) == 2:  # noqa: PLR2004  a pair
            _pair(sheet, pair, usable, say)
            continue
        for picture, fit in zip(pair, fits, strict=True):
            if isinstance(fit, Printable):
                _one(sheet, picture, fit, say)
            else:
                sheet.write("note", say(fit))


def _fit(picture: Picture) -> Printable | Message:
    """The picture fit for the page, or why there is none."""
    try:
        return printable(picture.content)
    except UnusablePictureError as error:
        return message(
            "[picture {name} could not be used: {reason}]", name=picture.name, reason=error.reason
        )


def _one(sheet: Sheet, picture: Picture, fit: Printable, say: Say) -> None:
    drawn = sheet.write("picture", runs=_drawn(sheet, picture, fit, say))
    if picture.caption:
        drawn.holds = True
        sheet.write("picture caption", say(picture.caption))


def _pair(sheet: Sheet, pair: Sequence[Picture], fits: Sequence[Printable], say: Say) -> None:
    """Two of one height beside each other, their captions below them, in a table without rules."""
    shapes = [fit.width / fit.height for fit in fits]
    high = min((sheet.width - _GAPS) / sum(shapes), *(fit.height for fit in fits))
    sized = [
        Printable(fit.content, shape * high, high) for fit, shape in zip(fits, shapes, strict=True)
    ]
    drawn = [_drawn(sheet, *each, say) for each in zip(pair, sized, strict=True)]
    rows = [[Line("picture", runs) for runs in drawn]]
    if any(one.caption for one in pair):
        rows.append([Line("picture caption", run(say(one.caption))) for one in pair])
        for line in rows[0]:
            line.holds = True
    spare = (sheet.width - sum(one.width for one in sized)) / 2
    sheet.table(_table(sheet, rows, [round((one.width + spare) * 1440 / 25.4) for one in sized]))


def _table(sheet: Sheet, rows: Sequence[Sequence[Line]], twips: Sequence[int]) -> str:
    drawn = ""
    for row in rows:
        cells = (
            f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/></w:tcPr>{sheet.line(line)}</w:tc>'
            for line, wide in zip(row, twips, strict=True)
        )
        drawn += f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"
    grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in twips)
    look = f'<w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{drawn}</w:tbl>"


def _drawn(sheet: Sheet, picture: Picture, fit: Printable, say: Say) -> str:
    """A run with the picture, its name, and what is read out in its place."""
    return sheet.picture(fit, say(picture.name), say(picture.caption))

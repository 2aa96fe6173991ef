"""A report found in the lines of a file or a text: its title, its text, who sent it, its pictures.

Several in one file are cut apart where a supplier's line closes one or opens the next. What could
be read in two ways is a doubt, with which the piece is held; nothing is guessed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from inforeport.intake.around import LEFT_OUT, Cells, around, ending, signature
from inforeport.intake.blocks import Block, Drawn, Grid, Line
from inforeport.intake.sections import (
    ANNEX,
    ENDS,
    LONGEST_TITLE,
    NUMBERED,
    is_caption,
    is_title,
    opened,
    sections,
    stands_out,
    usual_size,
)
from inforeport.model import Problem
from inforeport.model.letters import Image, Piece
from inforeport.words import Message, message

_ISSUE = re.compile(r"[（(]?(?:总?第)\s*[\d一二三四五六七八九十〇]+\s*期[）)]?")
_SHORT = 12  # characters of a line that names who sent it, and is no title
_SHOWN = 30  # characters of a line that a doubt names
_SENTENCE = re.compile(r"[^。！？!?\n]*")


class Reports(NamedTuple):
    """The reports of a letter, and what of it was left out and why."""

    pieces: tuple[Piece, ...]
    passed: tuple[Problem, ...]


def reports(blocks: Iterable[Block], today: date | None, *, first: int = 1) -> Reports:
    """The reports that the blocks make, in their order, numbered from `first` on."""
    whole = [*opened(blocks, today)]
    usual = usual_size(whole)
    pieces: list[Piece] = []
    passed: list[Problem] = []
    for number, section in enumerate(sections(whole, usual, today), first):
        report = _Report(f"第{number}篇", usual, today)
        report.read(section)
        pieces.append(report.piece())
        passed += report.passed
    return Reports(tuple(pieces), tuple(passed))


def joined(lines: Iterable[str]) -> str:
    """The lines of one title as one; a blank is put between words of letters only.

    >>> joined(["关于开展活动", "情况的报告"]), joined(["about", "us"])
    ('关于开展活动情况的报告', 'about us')
    """
    whole = ""
    for line in lines:
        both_latin = whole[-1:].isascii() and line[:1].isascii()
        whole += f" {line}" if whole and both_latin else line
    return whole


def _is_annex(block: Block) -> bool:
    return isinstance(block, Line) and bool(ANNEX.match(block.text))


class _Report:
    """One report while its blocks are read: first what stands above its text, then from below."""

    def __init__(self, place: str, usual: int, today: date | None) -> None:
        self._place, self._usual, self._today = place, usual, today
        self._cells: Cells = {}
        self._title: list[Line] = []
        self._images: list[Image] = []
        self._doubts: list[Problem] = []
        self._pictures = 0
        self.passed: list[Problem] = []

    def read(self, blocks: Sequence[Block]) -> None:
        rest = self._below(self._above([*self._illustrated(blocks)]))
        text = "\n".join(block.text for block in rest)
        if self._title:
            self._cells["title"] = joined(line.text for line in self._title)
        elif "title" not in self._cells:
            self._propose(text)
        self._look_for_more(rest)
        if text:
            self._cells["text"] = text
        if self._pictures:
            self._cells["pictures"] = str(self._pictures)

    def piece(self) -> Piece:
        return Piece(
            place=self._place,
            fact="submission",
            cells=self._cells,
            images=tuple(self._images),
            doubts=tuple(self._doubts),
        )

    def _illustrated(self, blocks: Sequence[Block]) -> Iterator[Line | Grid]:
        """The text; its pictures are taken out with their captions."""
        for place, block in enumerate(blocks):
            if isinstance(block, Drawn):
                below = blocks[place + 1] if place + 1 < len(blocks) else None
                captioned = isinstance(below, Line) and is_caption(blocks, place + 1)
                self._picture(block, below.text if captioned and isinstance(below, Line) else None)
            elif not is_caption(blocks, place):
                yield block

    def _picture(self, drawn: Drawn, caption: str | None) -> None:
        from inforeport.files.picture import UnusablePictureError, check

        self._pictures += 1
        try:
            check(drawn.content)
        except UnusablePictureError as error:
            remark = message(
                "the picture {name} is left out: {why}", name=drawn.name, why=error.reason
            )
            self.passed.append(Problem(self._place, "picture", remark))
        else:
            self._images.append(Image(drawn.name, drawn.content, caption))

    def _above(self, blocks: list[Line | Grid]) -> list[Line | Grid]:
        """What is below the title and the lines around it."""
        for place, block in enumerate(blocks):
            if isinstance(block, Grid):
                return blocks[place:]
            if self._takes(around(block.text, self._today)) or self._is_head(block, blocks[place:]):
                continue
            return blocks[place:]
        return []

    def _is_head(self, line: Line, rest: Sequence[Block]) -> bool:
        """Whether a line belongs to the title, and it is taken for it."""
        if _ISSUE.fullmatch(line.text):  # what stands above is the name of a bulletin
            self._pass([*(one.text for one in self._title), line.text])
            self._title.clear()
            return True
        if not self._title:
            if "title" in self._cells or not is_title(line, self._usual) or not rest[1:]:
                return False
            if self._is_title(rest[1], line) and self._takes(self._byline(line)):
                return True
        elif not self._goes_on(line):
            return self._takes(self._byline(line)) or self._is_second(line)
        self._title.append(line)
        return True

    def _is_title(self, block: Block, above: Line) -> bool:
        """Whether a line below one that may name a unit is the title, and does not go on it."""
        if not isinstance(block, Line) or block.broken or around(block.text, self._today):
            return False
        alike = block.look == above.look and stands_out(block, self._usual)
        return is_title(block, self._usual) and not alike and not self._byline(block)

    def _byline(self, line: Line) -> Cells | None:
        """What a short line by a title, or below a text, says of who sent it.

        A longer one says it where nothing stands in it but who and when: 甲社区居委会 2009年6月8日.
        """
        cells = signature(line.text, self._today, apart=True)
        is_plain = cells is not None and {"unit", "received"} <= cells.keys()
        return cells if len(line.text) <= _SHORT or is_plain else None

    def _goes_on(self, line: Line) -> bool:
        """Whether a line goes on the title above it."""
        if line.text.startswith(("—", "--", "－")):
            return True
        whole = joined(one.text for one in (*self._title, line))
        alike = line.look == self._title[-1].look and stands_out(line, self._usual)
        fits = len(whole) <= LONGEST_TITLE and not line.text.endswith(ENDS)
        return alike and fits and not NUMBERED.match(line.text)

    def _is_second(self, line: Line) -> bool:
        """False; a line that might be the title as well is doubted."""
        look = line.look
        centred = look.centred and len(line.text) > _SHORT
        loud = look.heading or look.size > self._usual or centred
        if loud and not line.text.endswith(ENDS) and not NUMBERED.match(line.text):
            told = {"first": self._title[0].text, "second": line.text}
            self._doubt("title", message("either may be the title: {first}; {second}", **told))
        return False

    def _below(self, blocks: list[Line | Grid]) -> list[Line | Grid]:
        """The text, without what stands below it of who sent it and when; annexes stay."""
        annex = next((place for place, one in enumerate(blocks) if _is_annex(one)), len(blocks))
        text, annexes = blocks[:annex], blocks[annex:]
        dated = False
        while text and isinstance(line := text[-1], Line):
            cells = around(line.text, self._today)
            if cells is None:
                signed = dated or line.look.right
                cells = signature(line.text, self._today) if signed else self._byline(line)
            if not self._takes(cells):
                break
            dated = "received" in (cells or {})
            text = text[:-1]
        return [*self._behind(text), *annexes]

    def _behind(self, text: list[Line | Grid]) -> list[Line | Grid]:
        """The text, without the supplier behind its last sentence."""
        last = text[-1] if text else None
        behind = ending(last.text, self._today) if isinstance(last, Line) else None
        if not isinstance(last, Line) or not behind:
            return text
        self._takes(behind[1])
        return [*text[:-1], replace(last, text=behind[0])]

    def _takes(self, cells: Cells | None) -> bool:
        """Keep what a line says of the report; whether it says anything."""
        if cells is None:
            return False
        for key, value in cells.items():
            if key == LEFT_OUT:
                self._pass([value])
            elif key == "unit" and self._differs(value):
                told = {"first": self._cells["unit"], "second": value}
                self._doubt("two-units", message("it names two units: {first}; {second}", **told))
            else:
                self._cells.setdefault(key, value)
        return True

    def _differs(self, unit: str) -> bool:
        there = self._cells.get("unit", unit)
        return unit not in there and there not in unit

    def _propose(self, text: str) -> None:
        """The first sentence for a title, which somebody must confirm."""
        first = _SENTENCE.match(text)
        if first and first[0].strip():
            self._cells["title"] = first[0].strip()[:LONGEST_TITLE]
        what = message("there is no title; write one, or take the beginning of its text")
        self._doubt("no-title", what)

    def _look_for_more(self, blocks: Sequence[Block]) -> None:
        """Doubt that this is one report where a further supplier or title stands in its text."""
        lines = [one for one in blocks if isinstance(one, Line)]
        more = [*filter(self._is_supplier, lines), *filter(self._is_like_title, lines)]
        if more:
            what = message("it may be several reports: see {line}", line=more[0].text[-_SHOWN:])
            self._doubt("several-reports", what)

    def _is_supplier(self, line: Line) -> bool:
        silent = not stands_out(line, self._usual)
        cells = around(line.text, self._today) or (silent and self._byline(line)) or {}
        return "unit" in cells or ending(line.text, self._today) is not None

    def _is_like_title(self, line: Line) -> bool:
        look = self._title[0].look if self._title else None
        if look is None or line.look != look or not (look.heading or look.size > self._usual):
            return False
        return not NUMBERED.match(line.text) and not line.text.endswith(ENDS)

    def _doubt(self, code: str, what: Message) -> None:
        self._doubts.append(Problem(self._place, code, what))

    def _pass(self, lines: Iterable[str]) -> None:
        for line in lines:
            what = message("left out: {line}", line=line)
            self.passed.append(Problem(self._place, "left-out", what))

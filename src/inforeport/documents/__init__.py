"""What each paper says: the table of the papers that can be printed.

How a paper looks is not here. A paper is a module of `papers` with a function `page`.
"""

from collections.abc import Callable, Mapping
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from inforeport.words import N_

if TYPE_CHECKING:
    from inforeport.documents.page import Page
    from inforeport.model.papers import Material


class Paper(Struct, frozen=True):
    """What a paper is, which fields of `Material` it prints, and what it takes of `Wanted`.

    `called` is what its file is called beside the period. It takes `"period"` where it is of a
    period. `nothing` says why a page of it may come out without any block.
    """

    help: str
    called: str
    prints: tuple[str, ...]
    takes: tuple[str, ...] = ("period",)
    of_points: bool = False  # a scheme without points has no such paper
    nothing: str = ""
    goes_out: bool = False  # to every unit, so that each gets a copy
    least: int = 0  # days; of a shorter period it is made only where it is asked for by name


PAPERS: Mapping[str, Paper] = {
    "circular": Paper(
        N_("Export the circular of a period: what was sent and used, who leads, who must explain."),
        "通报",
        prints=(
            *("result", "counts", "tables", "beside", "circular_terms"),
            *("uses", "submissions", "items", "correction", "log"),
        ),
        takes=("period", "draft", "number", "demands", "correct", "so_far"),
        goes_out=True,
    ),
    "ranking": Paper(
        N_("Export the tables of a period, one for each group."),
        "报送及采用情况统计表",
        prints=("result", "counts", "tables", "beside"),
        of_points=True,
        goes_out=True,
    ),
    "slips": Paper(
        N_("Export a page for each unit: every point with its clause, report, day and reason."),
        "得分通知单",
        prints=("result", "counts", "circular_terms", "past"),
        takes=("period", "unit", "each"),
        of_points=True,
    ),
    "statistics": Paper(
        N_("Export the statistics form of a period: sent by kind, used by level, unit by unit."),
        "报送情况统计表",
        prints=("counts", "tables", "beside", "past"),
        nothing=N_("there is no unit in the period"),
        goes_out=True,
    ),
    "submissions": Paper(
        N_("Export the register of what arrived in a period, and what came of it."),
        "报送登记表",
        prints=("counts", "submissions", "uses_of_sent"),
        takes=("period", "unit"),
        nothing=N_("nothing arrived in the period"),
    ),
    "letter": Paper(
        N_("Export a letter to each unit that owes reports of a period, or of a week."),
        "催报函",
        prints=("counts", "gaps", "rules", "circular_terms"),
        takes=("period", "unit", "number", "each"),
        nothing=N_("every unit has sent what it owed"),
    ),
    "explanation": Paper(
        N_("Export the sheet on which each unit that must explain itself does so."),
        "情况说明",
        prints=("result", "counts"),
        takes=("period", "unit", "each"),
        of_points=True,
        nothing=N_("no unit must explain itself for the period"),
    ),
    "rewards": Paper(
        N_("Export the list of prizes, titles and fees of a period, to be signed for."),
        "奖励名单",
        prints=("result", "rewards"),
        takes=("period", "so_far"),
        nothing=N_("nothing is to be paid for the period"),
    ),
    "evaluation": Paper(
        N_("Export the evaluation of a year: sent, used by level, mark and grade, to be signed."),
        "总结评价表",
        prints=("result", "counts", "rewards"),
        takes=("period", "so_far"),
        of_points=True,
        least=300,
        nothing=N_("no unit is ranked for the period"),
    ),
    "roster": Paper(
        N_("Export the roster of the people who write for the units."),
        "信息员名册",
        prints=("units", "reporters", "circular_terms"),
        takes=("unit", "contacts"),
        nothing=N_("there is no unit"),
    ),
    "form": Paper(
        N_("Export the blank form on which units name the people who write for them."),
        "信息报送人员登记表",
        prints=("units", "circular_terms"),
        takes=("unit", "each"),
        nothing=N_("there is no unit"),
    ),
    "bulletin": Paper(
        N_("Export an issue of the bulletin, or the draft."),
        "简报",
        prints=("issue", "bulletin_terms"),
        takes=("bulletin",),
    ),
}


def write(name: str, material: "Material") -> "Page":
    """The paper of that name, without blocks where there is nothing to print.

    Its module is loaded here and not before.
    """
    from inforeport.documents.manner import in_its_manner
    from inforeport.documents.shorter import shorter

    page: Callable[[Material], Page] = import_module(f"{__name__}.papers.{name}").page
    drawn = in_its_manner(page)(material)
    if not drawn.blocks:
        return drawn
    drawn = replace(drawn, shorter=shorter(material))
    return _marked(drawn, material.until) if material.until else drawn


def file_name(paper: Paper, material: "Material") -> str:
    """What the file of a paper is called by itself: 2009年5月通报.docx.

    A draft of it is called so: 2009年5月通报（征求意见稿）.docx.
    """
    from inforeport.documents.chinese import period_words

    if "bulletin" in paper.takes:
        issue = material.issue
        which = f"第{issue.number}期" if issue.number else "草稿"
        return f"{issue.name.replace('/', '／')}{which}.docx"
    when = period_words(material.period) if "period" in paper.takes else ""
    draft = "（征求意见稿）" if material.wanted.draft else ""
    return f"{when}{paper.called}{draft}.docx"


def _marked(page: "Page", until: date) -> "Page":
    """The same paper with what it is of said on top, for each owner: it looks final, and is not.

    A letter says in its text up to which day it counts.
    """
    from inforeport.documents.chinese import day_words
    from inforeport.documents.page import Block, PageBreak, Paragraph

    if any(isinstance(one, Paragraph) and one.role == "letter issuer" for one in page.blocks):
        return page
    mark = Paragraph(f"截至{day_words(until)}，本期尚未结束", "draft mark")
    first, *others = page.blocks
    blocks: list[Block] = [first, mark] if isinstance(first, PageBreak) else [mark, first]
    for block in others:
        blocks += [block, mark] if isinstance(block, PageBreak) and block.of else [block]
    return replace(page, blocks=tuple(blocks))

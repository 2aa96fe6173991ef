"""What an office says of its own papers: their names, whom they go to, what stands at their foot.

How they look is the template's; what they report is the result's.
"""

from typing import Annotated, Literal

from msgspec import Struct

from inforeport.words import N_


class BulletinTerms(Struct, frozen=True, kw_only=True):
    """`[bulletin]`: its name, the activity above it, the level that a use in it counts as.

    `notice` stands on top (内部资料 注意保存), `foot` are the lines below the last item.
    With `authors` each item names who signed it, else its units only. `issuers` stand below its
    number in place of the office, each on a line, behind `hosted` (主办).
    """

    level: Annotated[str, N_("the level that a use in the bulletin counts as")]
    name: Annotated[str, N_("its name")] = "工作简报"
    activity: Annotated[str, N_("the line above its name")] = ""
    notice: Annotated[str, N_("the line on top, as 内部资料 注意保存")] = ""
    foot: Annotated[tuple[str, ...], N_("the lines below its last item")] = ()
    authors: Annotated[bool, N_("whether each item names its authors")] = False
    issuers: Annotated[tuple[str, ...], N_("who issues it, else the office")] = ()
    hosted: Annotated[str, N_("the word before who issues it, as 主办")] = ""
    printer: Annotated[str, N_("who prints it, else the office")] = ""

    summary = N_("the office's bulletin")


class SectionTerms(Struct, frozen=True, kw_only=True):
    """`[[circular.section]]`: a head and a text, both with figures by name in curly brackets.

    A line with nothing but a figure of whole sentences takes as many paragraphs as that has. A
    section in which every figure is empty is left out.
    """

    head: Annotated[str, N_("its head, without the numeral")]
    text: Annotated[str, N_("its text, a paragraph a line, with {figures} by name")]

    summary = N_("a section of the circular")


SENTENCES = (
    *("overall", "comparison", "sending", "contents", "using"),
    *("praise", "silent", "unranked", "last", "below_quota", "problems"),
)
"""The figures of a section that are whole sentences, as the program words them."""

NUMBERS = (
    *("period", "issuer", "groups", "units", "last_word"),
    *("owed", "counted", "missing", "met", "unmet", "sent", "used", "uses", "rate"),
)
"""Those that are one word or number; `uses_` before the key of a level is one more."""

IN_TITLE = ("period", "issuer", "groups")


class CircularTerms(Struct, frozen=True, kw_only=True):
    """`[circular]`: what stands in every circular beside its figures; all of it may be left out.

    Without `masthead` it begins with the title, which then names the issuer; without `addressees`
    it goes to all groups. `issuers` sign it in place of the office, `printer` is who prints it
    (印发机关). `demands` are the paragraphs of the last section; `copies` is the line 抄送.
    `section` takes the place of the usual ones.
    """

    masthead: Annotated[str, N_("the office's name in red on top")] = ""
    title: Annotated[str, N_("its title, with {period}, {issuer} and {groups}")] = (
        "关于{period}信息报送及采用情况的通报"
    )
    addressees: Annotated[str, N_("whom it is addressed to")] = ""
    section: Annotated[tuple[SectionTerms, ...], N_("its sections in place of the usual ones")] = ()
    report: Annotated[str, N_("what reports are counted by: 篇, or 条")] = "篇"
    use: Annotated[str, N_("what uses are counted by: 篇次, or 条, 条次")] = "篇次"
    writer: Annotated[str, N_("what those who write are called: 信息员, or 通讯员")] = "信息员"
    praised: Annotated[int, N_("how many places are praised")] = 3
    below_quota: Annotated[bool, N_("whether all who did not do their duty are named")] = False
    compared: Annotated[
        tuple[Literal["before", "year before"], ...], N_("what the period is compared with")
    ] = ()
    problems: Annotated[bool, N_("whether a section says what is lacking")] = False
    topics: Annotated[tuple[str, ...], N_("what is to be reported on next")] = ()
    small_print: Annotated[
        Literal["annex", "text"], N_("where the small print stands: below a table, or the text")
    ] = "annex"
    demands: Annotated[tuple[str, ...], N_("the paragraphs of what is asked of the units")] = ()
    contact: Annotated[str, N_("whom to ask, below the text")] = ""
    remark: Annotated[str, N_("the remark in brackets below the day")] = ""
    copies: Annotated[str, N_("who gets a copy, at the foot")] = ""
    issuers: Annotated[tuple[str, ...], N_("who signs it together, else the office")] = ()
    printer: Annotated[str, N_("who prints it, at the foot, else the office")] = ""

    summary = N_("the office's circular")

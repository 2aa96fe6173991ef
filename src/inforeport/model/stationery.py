"""What an office says of its own papers: their names, whom they go to, what stands at their foot.

How they look is the template's; what they report is the result's.
"""

from typing import Annotated

from msgspec import Struct

from inforeport.words import N_


class BulletinTerms(Struct, frozen=True, kw_only=True):
    """`[bulletin]`: its name, the activity above it, the level that a use in it counts as.

    `notice` stands on top (内部资料 注意保存), `foot` are the lines below the last item.
    With `authors` each item names who signed it, else its units only.
    """

    level: Annotated[str, N_("the level that a use in the bulletin counts as")]
    name: Annotated[str, N_("its name")] = "工作简报"
    activity: Annotated[str, N_("the line above its name")] = ""
    notice: Annotated[str, N_("the line on top, as 内部资料 注意保存")] = ""
    foot: Annotated[tuple[str, ...], N_("the lines below its last item")] = ()
    authors: Annotated[bool, N_("whether each item names its authors")] = False

    summary = N_("the office's bulletin")


class CircularTerms(Struct, frozen=True, kw_only=True):
    """`[circular]`: what stands in every circular beside its figures; all of it may be left out.

    Without `masthead` it begins with the title; without `addressees` it goes to all groups.
    `demands` are the paragraphs of the last section; `copies` is the line 抄送.
    """

    masthead: Annotated[str, N_("the office's name in red on top")] = ""
    addressees: Annotated[str, N_("whom it is addressed to")] = ""
    demands: Annotated[tuple[str, ...], N_("the paragraphs of what is asked of the units")] = ()
    contact: Annotated[str, N_("whom to ask, below the text")] = ""
    remark: Annotated[str, N_("the remark in brackets below the day")] = ""
    copies: Annotated[str, N_("who gets a copy, at the foot")] = ""

    summary = N_("the office's circular")

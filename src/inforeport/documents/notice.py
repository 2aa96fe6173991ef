"""What stands on every circular around its figures: head, addressees, demands, annexes, foot.

The figures, their small print and their tables are handed in.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from inforeport.documents.chinese import day_words, listed, numeral, so_far
from inforeport.documents.manner import manner_of
from inforeport.documents.page import (
    Block,
    Ends,
    Heading,
    Page,
    PageBreak,
    Paragraph,
    Table,
)
from inforeport.documents.reference import reference
from inforeport.documents.sections import Section, counted_by
from inforeport.documents.shorter import SAID, shortened, shorter
from inforeport.documents.used import items_table
from inforeport.model.papers import Material
from inforeport.model.stationery import CircularTerms
from inforeport.words import say

DRAFT = "征求意见稿"
_BLANK = "　　"


class Annex(Struct, frozen=True):
    """A table behind the text, and the small print below it.

    Below one `of_figures` may stand the small print of the whole paper.
    """

    table: Table
    notes: tuple[str, ...] = ()
    of_figures: bool = False


class Parts(Struct, frozen=True, kw_only=True):
    """What a circular says of its period: sections, the small print, annexes.

    `has_short` says whether the sections call the units by short names.
    """

    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    annexes: tuple[Annex, ...]
    has_short: bool = False


def parts(
    material: Material,
    *,
    sections: Iterable[Section],
    notes: Iterable[str],
    annexes: Iterable[Annex],
) -> Parts:
    """The same in the office's words, the small print where it has it."""
    terms, small = material.circular_terms, tuple(notes)
    place = manner_of(material).small_print or terms.small_print
    full = [*_by_the_office_s_words(sections, terms)]
    brief = shortened(full, shorter(material))
    return Parts(
        has_short=brief != full,
        sections=tuple(brief),
        notes=small,
        annexes=tuple(_with_print(annexes, small if place == "annex" else (), terms)),
    )


def notice(material: Material, texts: Parts) -> Page:
    """The whole paper in the order of GB/T 9704; what nothing was given for is left out."""
    title, sections_told, notes = title_of(material), texts.sections, texts.notes
    behind = [*texts.annexes, *_checked(material)]
    asked = [*_topics(material), *_demands(material), *_objections(material, len(behind))]
    blocks: list[Block] = [
        *head(material, title),
        Paragraph(lead(material, SAID if texts.has_short else "")),
        *numbered(sections_told),
        *_in_text(notes, behind),
        *numbered(asked, len(sections_told) + 1),
        *below_text(material, behind),
        *annexed(behind, loose=manner_of(material).by_fit),
        *foot(material),
    ]
    name = f"{title}（{DRAFT}）" if material.wanted.draft else title
    page = Page(name, material.office.name, material.day, tuple(blocks), reference(material))
    return replace(page, is_short=texts.has_short)


def _in_text(notes: Sequence[str], annexes: Iterable[Annex]) -> Iterator[Block]:
    """The small print, where it does not stand below a table."""
    if not any(one.notes[: len(notes)] == tuple(notes) for one in annexes):
        yield from (Paragraph(one, "note") for one in notes)


def title_of(material: Material) -> str:
    """As the office has it, else 关于…的通报, behind its issuer where no red head names it."""
    figures = {
        "period": so_far(material.period, material.until),
        "issuer": "　".join(issuers(material)),
        "groups": all_groups(material),
    }
    title = material.circular_terms.title.format_map(figures)
    return issued(material, title) if manner_of(material).issuer_in_title else title


def issued(material: Material, title: str) -> str:
    """A title 关于…, behind its issuer where no red head names it."""
    if material.circular_terms.masthead or not title.startswith("关于"):
        return title
    return f"{'　'.join(issuers(material))}{title}"


def issuers(material: Material) -> tuple[str, ...]:
    """Who issues it: those of the scheme, else the office."""
    return material.circular_terms.issuers or (material.office.name,)


def _with_print(
    annexes: Iterable[Annex], notes: Sequence[str], terms: CircularTerms
) -> Iterator[Annex]:
    """The annexes in the office's words, the small print below the last table of figures."""
    every = [*annexes]
    last = max((at for at, annex in enumerate(every) if annex.of_figures), default=None)
    for at, annex in enumerate(every):
        below = tuple(notes) if at == last else ()
        yield replace(annex, table=_counted_by(annex.table, terms), notes=(*below, *annex.notes))


def _counted_by(table: Table, terms: CircularTerms) -> Table:
    """The table with what it is counted by in the office's words: 单位：条、分."""
    if not isinstance(table.unit_note, str) or not table.unit_note.startswith("单位："):
        return table
    words = {"篇": terms.report, "篇次": terms.use}
    units = table.unit_note.removeprefix("单位：").split("、")
    said = listed([*dict.fromkeys(words.get(unit, unit) for unit in units)])
    return replace(table, unit_note=f"单位：{said}")


def _by_the_office_s_words(sections: Iterable[Section], terms: CircularTerms) -> Iterator[Section]:
    """The sections with reports and uses counted by 篇 or 条, as the office does."""
    for head, blocks in sections:
        yield (
            head,
            [
                replace(one, text=counted_by(terms, say(one.text, "zh")))
                if isinstance(one, Paragraph)
                else one
                for one in blocks
            ],
        )


def _topics(material: Material) -> Iterator[Section]:
    """What is to be reported on next, where the scheme says so."""
    if topics := material.circular_terms.topics:
        yield (
            "下期报送重点",
            [Paragraph(f"请{all_groups(material)}围绕以下内容报送信息：{'；'.join(topics)}。")],
        )


def head(material: Material, title: str) -> Iterator[Block]:
    """The mark of a draft, the red head, the title, the addressees.

    The red head is whole, also where the number is still to be written into it; without one the
    number stands below the title.
    """
    terms, wanted = material.circular_terms, material.wanted
    if wanted.draft:
        yield Paragraph(DRAFT, "draft mark")
    number = wanted.number or material.number
    if terms.masthead:
        yield Paragraph(terms.masthead, "masthead issuer")
        if number or manner_of(material).red_number:
            yield Paragraph(number, "document number")
    yield Paragraph(title, "title")
    if number and not terms.masthead:
        yield Paragraph(number, "number")
    addressees = terms.addressees.rstrip(":：") or all_groups(material)
    yield Paragraph(f"{addressees}：", "addressee")


def lead(material: Material, remark: str = "") -> str:
    """On what basis the circular speaks, and of whom."""
    title = material.result.scheme.title.strip("《》")
    basis = f"根据《{title}》，" if title else ""
    span = so_far(material.period, material.until)
    return f"{basis}现将{span}{all_groups(material)}信息报送及采用情况通报如下{remark}："


def all_groups(material: Material) -> str:
    """Whom it is addressed to: 各社区、各部门."""
    groups = [group for group in material.result.groups if group.standings]
    return listed([manner_of(material).each(group.word) for group in groups]) or "各单位"


def numbered(sections: Iterable[Section], first: int = 1) -> Iterator[Block]:
    """The sections below their numbered heads."""
    for place, (head, blocks) in enumerate(sections, first):
        yield Heading(f"{numeral(place)}、{head}")
        yield from blocks


def _demands(material: Material) -> Iterator[Section]:
    """What is asked of the units: what was handed in for this circular, else the scheme's."""
    demands = material.wanted.demands or material.circular_terms.demands
    if demands:
        yield "工作要求", [Paragraph(one) for one in demands]


def _objections(material: Material, annexes: int) -> Iterator[Section]:
    """How a unit says that its figures are wrong, while they can still be changed."""
    if material.wanted.draft:
        listing = f"附件{annexes if annexes > 1 else ''}"
        sentence = (
            f"请各单位对照{listing}核对本单位的报送、采用情况。如有异议，请于{_BLANK}月{_BLANK}日前"
            f"书面报送{material.office.name}，并附证明材料；逾期未提出的，按无异议处理。"
        )
        yield "核对和反馈", [Paragraph(sentence)]


def below_text(material: Material, annexes: Sequence[Annex]) -> Iterator[Block]:
    """Whom to ask, what is annexed, who issued it on which day, and the remark."""
    terms = material.circular_terms
    yield from contact(material)
    yield from annex_list([say(one.table.caption, "zh") for one in annexes])
    yield from signature(material, issuers(material))
    if terms.remark:
        yield Paragraph(f"（{terms.remark.strip('（）()')}）", "remark")


def contact(material: Material) -> Iterator[Block]:
    """Whom to ask, where the scheme says so."""
    if material.circular_terms.contact:
        yield Paragraph(material.circular_terms.contact)


def annex_list(names: Sequence[str]) -> Iterator[Block]:
    """The list of annexes below the text."""
    if len(names) == 1:
        yield Paragraph(f"附件：{names[0]}", "annex list")
    elif names:
        listing = "\n".join(f"{place}．{name}" for place, name in enumerate(names, 1))
        yield Paragraph(f"附件：{listing}", "annex list")


def signature(material: Material, names: Sequence[str] = ()) -> Iterator[Block]:
    """Who issues it, one below the other, else the office; and the day."""
    yield from (Paragraph(name, "signature") for name in names or (material.office.name,))
    yield Paragraph(day_words(material.day), "signature")


def _checked(material: Material) -> Iterator[Annex]:
    """In a draft, every report of every unit, to be checked by it."""
    if material.wanted.draft and (table := items_table(material)).rows:
        yield Annex(table)


def annexed(annexes: Sequence[Annex], *, loose: bool = True) -> Iterator[Block]:
    """The annexes one behind the other; `loose`, where one fits below the other."""
    for place, annex in enumerate(annexes, 1):
        yield PageBreak(turned=None, loose=loose and place > 1)
        yield Paragraph(f"附件{place}" if len(annexes) > 1 else "附件", "annex mark")
        yield annex.table
        yield from (Paragraph(note, "note") for note in annex.notes)


def on_sheets(blocks: Iterable[Block], *, loose: bool = True) -> Iterator[Block]:
    """The same blocks; a wide table lies on a turned page with its heads, what follows does not.

    They are `loose` where a table may stand below another.
    """
    heads: list[Block] = []
    after_table = False
    for block in blocks:
        if isinstance(block, Heading) or _is_title(block):
            heads.append(block)
            continue
        if isinstance(block, Table):
            yield PageBreak(turned=None, loose=loose)
        elif after_table and not _is_small(block):
            yield PageBreak(loose=True)
        yield from heads
        yield block
        heads, after_table = [], isinstance(block, Table) or (after_table and _is_small(block))
    yield from heads


def _is_title(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role == "title"


def _is_small(block: Block) -> bool:
    """Whether it belongs below the table."""
    return isinstance(block, Paragraph) and block.role == "note"


def foot(material: Material) -> Iterator[Block]:
    """Who gets a copy, who printed it and when (版记): of an official paper that is final."""
    terms = material.circular_terms
    if material.wanted.draft or not (terms.copies or terms.masthead):
        return
    if terms.copies:
        copies = terms.copies.removeprefix("抄送").lstrip(":：").rstrip("。")
        yield Paragraph(f"抄送：{copies}。", "foot")
    printer = terms.printer or material.office.name
    yield Ends(printer, f"{day_words(material.day)}印发", "foot ends")

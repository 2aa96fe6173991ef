"""Makes the Word template that ships: every style by name, A4, the footers. Run it after a change.

    python tools/make_template.py

The measures are those of GB/T 9704-2012: A4 with a text block of 156 by 225 mm, 22 lines of 28
characters of 三号. It writes the same bytes each time.
"""

import io
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from inforeport.render.word_file import with_fixed_times

TARGET = Path(__file__).parent.parent / "src/inforeport/render/paper.docx"
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

FANG, KAI, HEI, SONG, BIAO = "仿宋", "楷体", "黑体", "宋体", "方正小标宋简体"
OTHER_NAMES = {
    FANG: "仿宋_GB2312,FangSong,STFangsong,Noto Serif CJK SC",
    KAI: "楷体_GB2312,KaiTi,STKaiti,AR PL KaitiM GB,Noto Serif CJK SC",
    HEI: "SimHei,STHeiti,Noto Sans CJK SC",
    SONG: "SimSun,STSong,Noto Serif CJK SC",
    BIAO: "方正小标宋_GBK,华文中宋,STZhongsong,宋体,Noto Serif CJK SC",
}
HEADER, FOOTER = 851, 1418  # twips from the edges of the paper
RED = "FF0000"
BLOCK = 8845  # twips; 156 mm
TOP, BOTTOM, LEFT, RIGHT = 2098, 1984, 1587, 1474  # twips; 37, 35, 28 and 26 mm
LINE = 579  # twips; 28.95 points, of which 22 fill the block
TO_MASTHEAD = 3.31  # lines from the top of the block to the issuer's name: 35 mm to its strokes
RULE_FROM = 1134  # twips; 20 mm
LETTER_TOP = 1679  # twips; so the strokes of the issuer's name begin 30 mm below the edge
RULES = {
    "red double": ('<w:bottom w:val="thickThinSmallGap" w:sz="24" w:space="6" w:color="FF0000"/>'),
    "red double below": (
        '<w:bottom w:val="thinThickSmallGap" w:sz="24" w:space="0" w:color="FF0000"/>'
    ),
    "red below": '<w:bottom w:val="single" w:sz="18" w:space="6" w:color="FF0000"/>',
    "red 4 mm below": '<w:bottom w:val="single" w:sz="18" w:space="9" w:color="FF0000"/>',
}


def style_id(name: str) -> str:
    """A name as Word wants it in references."""
    return "".join(word.capitalize() for word in name.replace("'", "").split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A paragraph style: sizes in points, indents in characters, what is before and after in lines.

    `line` is the exact height of a line in twips, 0 for as high as what stands in it; `spread` is
    put after each character, in twips, and negative where 28 are to fill a line; `holds` keeps it
    on the page of what follows; `tab` is a stop for what stands at the right end, so many
    characters before it; `block` leaves no space between neighbours of the style; one that goes
    `beyond` the block is as wide as the rules of a letter.
    """

    name: str
    font: str = FANG
    size: float = 16
    line: int = LINE
    align: str = "both"
    before: float = 0
    after: float = 0
    first: float = 0
    left: float = 0
    right: float = 0
    color: str = ""
    spread: int = 0
    holds: bool = False
    level: int | None = None
    rule: str = ""
    tab: float | None = None
    block: bool = False
    beyond: bool = False

    @property
    def id(self) -> str:
        """The name as Word wants it in references."""
        return style_id(self.name)


def issuers() -> tuple[Style, ...]:
    """The office's name in red: two sizes, each also below a line that stands above it."""
    sizes = (("masthead issuer", 36, 800), ("masthead issuer long", 26, 600))
    return tuple(
        Style(
            name=f"{name}{where}",
            font=BIAO,
            size=size,
            line=line,
            align="center",
            color=RED,
            before=TO_MASTHEAD - less,
        )
        for name, size, line in sizes
        for where, less in (("", 0), (" below mark", 1))
    )


def letter_heads() -> tuple[Style, ...]:
    """The office's name in red on top of a letter in two sizes, the double rule at its end."""
    sizes = (("letter issuer", 36, 800), ("letter issuer long", 26, 800))
    heads = (
        Style(
            name=name,
            font=BIAO,
            size=size,
            line=line,
            align="center",
            color=RED,
            rule="red double",
            beyond=True,
        )
        for name, size, line in sizes
    )
    end = Style(name="letter end", size=1, line=LINE, rule="red double below", beyond=True)
    return (*heads, end)


NAMES = {
    "title": "公文标题",
    "draft mark": "征求意见稿标识",
    "masthead issuer": "发文机关标志",
    "masthead issuer long": "发文机关标志（较长）",
    "masthead issuer below mark": "标识下发文机关标志",
    "masthead issuer long below mark": "标识下发文机关标志（较长）",
    "document number": "发文字号",
    "number": "标题下发文字号",
    "letter issuer": "信函发文机关标志",
    "letter issuer long": "信函发文机关标志（较长）",
    "letter number": "信函发文字号",
    "letter end": "信函下红线",
    "remark": "附注",
    "addressee": "主送机关",
    "body": "公文正文",
    "annex mark": "附件标识",
    "annex title": "附件标题",
    "caption": "表格标题",
    "unit note": "表格单位",
    "table head": "表头",
    "table cell": "表格内容",
    "form label": "表单栏目",
    "form value": "表单内容",
    "form ends": "表单填报行",
    "picture": "图片",
    "picture caption": "图片说明",
    "note": "口径说明",
    "annex list": "附件说明",
    "annex list first": "附件说明（首行）",
    "annex list next": "附件说明（次行）",
    "signature": "发文机关署名",
    "signature day": "成文日期",
    "editor's note": "编者按",
    "masthead notice": "简报提示",
    "masthead activity": "简报活动名称",
    "masthead name": "简报名称",
    "masthead name long": "简报名称（较长）",
    "masthead name longer": "简报名称（更长）",
    "masthead issue": "简报期号",
    "masthead ends": "简报编发行",
    "masthead ends small": "简报编发行（较长）",
    "contents head": "要目标题",
    "contents small": "要目（较多）",
    "contents": "要目",
    "item title": "信息标题",
    "supplier": "供稿单位",
    "staff": "编审人员",
    "foot": "版记",
    "foot short": "版记（报送发）",
    "foot ends": "印发行",
    "anchor": "定位",
    "page number odd": "单页码",
    "page number even": "双页码",
}
"""What styles are called in Chinese Word and WPS."""

FOLLOWED = {
    "title": "addressee",
    "addressee": "body",
    "annex mark": "annex title",
    "annex title": "body",
    "item title": "body",
    "editor's note": "body",
    "signature": "signature day",
    "picture": "picture caption",
    "picture caption": "body",
    **{f"heading {level}": "body" for level in (1, 2, 3, 4)},
}
"""What stands behind a paragraph of a style when one goes on writing."""

OFFERED = {
    *FOLLOWED,
    *("Normal", "body", "document number", "caption", "note", "signature day", "supplier", "foot"),
}
"""The styles that a clerk needs at hand; the others are shown where they are used."""

HIDDEN = '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
NORMAL = Style(name="Normal", spread=-5)
STYLES = (
    Style(name="title", font=BIAO, size=22, line=680, align="center", after=1, holds=True, level=0),
    Style(name="draft mark", font=HEI, spread=-5, align="left"),
    *issuers(),
    Style(
        name="document number",
        spread=-5,
        line=400,
        align="center",
        before=2,
        after=2,
        rule="red 4 mm below",
    ),
    Style(name="number", spread=-5, align="center", after=1),
    *letter_heads(),
    Style(name="letter number", spread=-5, align="right", before=0.48, after=2),
    Style(name="remark", spread=-5, first=2),
    Style(name="addressee", spread=-5, align="left"),
    Style(name="body", spread=-5, first=2),
    Style(name="heading 1", font=HEI, spread=-5, first=2, holds=True, level=0),
    Style(name="heading 2", font=KAI, spread=-5, first=2, holds=True, level=1),
    Style(name="heading 3", spread=-5, first=2, holds=True, level=2),
    Style(name="heading 4", spread=-5, first=2, holds=True, level=3),
    Style(name="annex mark", font=HEI, spread=-5, align="left", after=1, holds=True),
    Style(
        name="annex title",
        font=BIAO,
        size=22,
        line=680,
        align="center",
        after=0.5,
        holds=True,
        level=0,
    ),
    Style(
        name="caption",
        before=0.5,
        font=BIAO,
        size=18,
        line=LINE,
        align="center",
        after=0.5,
        holds=True,
        level=0,
    ),
    Style(name="unit note", font=SONG, size=10.5, line=0, align="right", after=0.1, holds=True),
    Style(
        name="table head",
        font=HEI,
        size=10.5,
        line=0,
        align="center",
        before=0.1,
        after=0.1,
        holds=True,
    ),
    Style(name="table cell", font=SONG, size=10.5, line=0, align="center", before=0.12, after=0.12),
    Style(name="form label", font=HEI, size=12, line=400, align="center"),
    Style(name="form value", size=12, line=400, align="left"),
    Style(name="form ends", size=12, line=400, align="left", tab=0),
    Style(name="picture", line=0, align="center", before=0.3, after=0.2),
    Style(name="picture caption", font=KAI, size=12, line=400, align="center", after=0.3),
    Style(name="note", font=KAI, size=12, line=400, first=2, before=0.5, block=True),
    Style(name="annex list", spread=-5, align="left", before=1, left=5, first=-3),
    Style(
        name="annex list first",
        spread=-5,
        align="left",
        before=1,
        left=6.5,
        first=-4.5,
        holds=True,
    ),
    Style(name="annex list next", spread=-5, align="left", left=6.5, first=-1.5),
    Style(name="signature", spread=-5, align="center", before=1.5, block=True, holds=True),
    Style(name="signature day", spread=-5, align="right", right=4),
    Style(name="editor's note", font=KAI, spread=-5, first=2, left=2, right=2),
    Style(name="masthead notice", font=HEI, spread=-5, align="left"),
    Style(name="masthead activity", font=BIAO, size=18, align="center", color=RED, after=0.3),
    Style(
        name="masthead name", font=BIAO, size=42, line=1200, align="center", color=RED, spread=200
    ),
    Style(name="masthead name long", font=BIAO, size=36, line=1100, align="center", color=RED),
    Style(name="masthead name longer", font=BIAO, size=26, line=840, align="center", color=RED),
    Style(name="masthead issue", align="center", before=0.5, after=0.5),
    Style(name="masthead ends", align="left", after=1, rule="red below", tab=0),
    Style(name="masthead ends small", size=14, align="left", after=1, rule="red below", tab=0),
    Style(name="contents head", font=HEI, align="center", holds=True),
    Style(name="contents small", size=12, line=360, align="left", left=2, first=-1),
    Style(name="contents", spread=-5, align="left", left=2, first=-1),
    Style(
        name="item title",
        font=BIAO,
        size=22,
        line=680,
        align="center",
        before=1,
        after=0.5,
        holds=True,
        level=0,
    ),
    Style(name="supplier", font=KAI, spread=-5, align="right", right=1),
    Style(name="staff", size=14, align="right", right=1),
    Style(name="foot", size=14, line=440, align="left", left=4, right=1, first=-3),
    Style(name="foot short", size=14, line=440, align="left", left=3, right=1, first=-2),
    Style(name="foot ends", size=14, line=440, align="left", left=1, right=1, tab=1),
    Style(name="anchor", size=1, line=20, align="left"),
    Style(name="page number odd", font=SONG, size=14, line=0, align="right", right=1),
    Style(name="page number even", font=SONG, size=14, line=0, align="left", left=1),
)


def xml(tag: str, inside: str, spaces: str = f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}"') -> str:
    """A whole part of the package; some readers look for both name spaces in every one."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f"{head}<{tag} {spaces}>{inside}</{tag}>"


def fonts(name: str) -> str:
    """One font for Chinese, letters and digits: so quotes and dashes are Chinese ones too."""
    return "<w:rFonts {}/>".format(
        " ".join(f'w:{use}="{name}"' for use in ("ascii", "hAnsi", "eastAsia", "cs"))
    )


def run_look(style: Style) -> str:
    """How the characters of a style look."""
    color = f'<w:color w:val="{style.color}"/>' if style.color else ""
    half_points = int(style.size * 2)
    return (
        f'<w:rPr>{fonts(style.font)}{color}<w:spacing w:val="{style.spread}"/>'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>'
    )


def indents(style: Style) -> str:
    """Indents in characters, and in twips for programs that do not count characters."""
    if style.beyond:  # 170 mm: 20 mm from both edges of the paper
        left, right = (RULE_FROM - margin for margin in (LEFT, RIGHT))
        return f'<w:ind w:leftChars="0" w:left="{left}" w:rightChars="0" w:right="{right}"/>'
    character = style.size * 20 + style.spread
    first = "firstLine" if style.first >= 0 else "hanging"
    wanted = {"left": style.left, "right": style.right, first: abs(style.first)}
    return "<w:ind {}/>".format(
        " ".join(
            f'w:{side}Chars="{round(count * 100)}" w:{side}="{round(count * character)}"'
            for side, count in wanted.items()
        )
    )


def stop(style: Style) -> str:
    """The tab stop for what stands at the right end of a line."""
    if style.tab is None:
        return ""
    place = round(BLOCK - style.tab * style.size * 20)
    return f'<w:tabs><w:tab w:val="right" w:pos="{place}"/></w:tabs>'


def paragraph_look(style: Style) -> str:
    """How the paragraphs of a style are set, in the order that the format asks for.

    No space is put between Chinese and digits, or a line would not hold 28 characters.
    """
    line = (
        f'w:line="{style.line}" w:lineRule="exact"'
        if style.line
        else 'w:line="240" w:lineRule="auto"'
    )
    before, after = round(style.before * LINE), round(style.after * LINE)
    parts = (
        "<w:keepNext/>" if style.holds else "",
        "<w:widowControl/>",
        f"<w:pBdr>{RULES[style.rule]}</w:pBdr>" if style.rule else "",
        stop(style),
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>',
        f'<w:spacing w:before="{before}" w:after="{after}" {line}/>',
        indents(style),
        "<w:contextualSpacing/>" if style.block else "",
        f'<w:jc w:val="{style.align}"/>',
        "" if style.level is None else f'<w:outlineLvl w:val="{style.level}"/>',
    )
    return f"<w:pPr>{''.join(parts)}</w:pPr>"


def style_xml(style: Style) -> str:
    """A style as the package holds it: its name in Chinese, the role that papers ask for its other.

    Built-in styles keep the names that Word knows them by, which it shows in the user's language.
    """
    is_normal = style.name == "Normal"
    shown = NAMES.get(style.name, style.name)
    kind = 'w:default="1" ' if is_normal else 'w:customStyle="1" ' if shown != style.name else ""
    other = f'<w:aliases w:val="{style.name}"/>' if shown != style.name else ""
    based = "" if is_normal else '<w:basedOn w:val="Normal"/>'
    after = style_id(FOLLOWED[style.name]) if style.name in FOLLOWED else ""
    following = f'<w:next w:val="{after}"/>' if after else ""
    place = "<w:qFormat/>" if style.name in OFFERED else HIDDEN
    return (
        f'<w:style w:type="paragraph" {kind}w:styleId="{style.id}"><w:name w:val="{shown}"/>{other}'
        f"{based}{following}{place}{paragraph_look(style)}{run_look(style)}</w:style>"
    )


OTHER_STYLES = """
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
<w:name w:val="Default Paragraph Font"/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>
<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="PaperTable">
<w:name w:val="公文表格"/><w:aliases w:val="paper table"/>
<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{borders}</w:tblBorders>
<w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar>
</w:tblPr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="FormTable">
<w:name w:val="公文表单"/><w:aliases w:val="form table"/>
<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>
<w:top w:w="60" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>
<w:bottom w:w="60" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="FootTable">
<w:name w:val="版记表格"/><w:aliases w:val="foot table"/>
<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>
<w:top w:val="single" w:sz="8" w:space="0" w:color="000000"/>
<w:bottom w:val="single" w:sz="8" w:space="0" w:color="000000"/>
<w:insideH w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:tblBorders><w:tblCellMar>
<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
"""


def styles() -> str:
    """All styles, and the font and language of what has none.

    Figures are in English: LibreOffice would break Chinese ones over two lines.
    """
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>' for side in sides)
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANG)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    paragraphs = "".join(map(style_xml, (NORMAL, *STYLES)))
    return xml("w:styles", defaults + paragraphs + OTHER_STYLES.format(borders=borders))


def font_table() -> str:
    """The fonts, and which to take where one is missing."""
    return xml(
        "w:fonts",
        "".join(
            f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
            for name, others in OTHER_NAMES.items()
        ),
    )


def settings() -> str:
    """Odd and even pages differ; lines are laid out as Word 2013 and later do."""
    return xml(
        "w:settings",
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        ' w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>',
    )


def number(style: str) -> str:
    """A paragraph with the page number between dashes."""
    field = "".join(
        f"<w:r>{part}</w:r>"
        for part in (
            "<w:t xml:space='preserve'>— </w:t>",
            "<w:fldChar w:fldCharType='begin'/>",
            "<w:instrText xml:space='preserve'> PAGE </w:instrText>",
            "<w:fldChar w:fldCharType='separate'/>",
            "<w:t>1</w:t>",
            "<w:fldChar w:fldCharType='end'/>",
            "<w:t xml:space='preserve'> —</w:t>",
        )
    )
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{field}</w:p>'


def footer(style: str) -> str:
    """The page number below the block."""
    return xml("w:ftr", number(style))


EMPTY = '<w:p><w:pPr><w:pStyle w:val="Anchor"/></w:pPr></w:p>'


def beside(style: str) -> str:
    """The page number of a turned page: beside its block, turned, where upright pages have it.

    The head of the turned page is the left edge of the paper, the bottom of the paper its left.
    """
    wide = 600
    return xml(
        "w:hdr",
        f"""<w:tbl><w:tblPr><w:tblpPr w:vertAnchor="page" w:horzAnchor="page"
 w:tblpX="{BOTTOM - 397 - wide // 2}" w:tblpY="{LEFT}"/><w:tblW w:w="{wide}" w:type="dxa"/>
<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="{wide}"/></w:tblGrid>
<w:tr><w:trPr><w:trHeight w:val="{BLOCK}" w:hRule="exact"/></w:trPr>
<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/><w:textDirection w:val="tbRl"/>
<w:vAlign w:val="center"/></w:tcPr>{number(style)}</w:tc></w:tr></w:tbl>{EMPTY}""",
    )


def letter_head() -> str:
    """What keeps the block 37 mm below the edge on the pages of a letter behind its first."""
    room = TOP - HEADER
    look = f'<w:spacing w:line="{room}" w:lineRule="exact"/>'
    return xml("w:hdr", f'<w:p><w:pPr><w:pStyle w:val="Anchor"/>{look}</w:pPr></w:p>')


def letter_footer(style: str) -> str:
    """The page number as on other papers, above the edge that a letter's rule stands on."""
    look = f'<w:spacing w:line="{FOOTER - RULE_FROM}" w:lineRule="exact"/>'
    below = f'<w:p><w:pPr><w:pStyle w:val="Anchor"/>{look}</w:pPr></w:p>'
    return xml("w:ftr", number(style) + below)


def document() -> str:
    """A letter, an upright page and a turned one: 37, 35, 28 and 26 mm around the block."""
    letter = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId10"/>'
        '<w:headerReference w:type="even" r:id="rId10"/>'
        '<w:footerReference w:type="default" r:id="rId11"/>'
        '<w:footerReference w:type="even" r:id="rId12"/>'
        '<w:footerReference w:type="first" r:id="rId13"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        f'<w:pgMar w:top="{LETTER_TOP}" w:right="{RIGHT}" w:bottom="{BOTTOM}" w:left="{LEFT}"'
        f' w:header="{HEADER}" w:footer="{RULE_FROM}" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
    upright = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId9"/>'
        '<w:headerReference w:type="even" r:id="rId9"/>'
        '<w:footerReference w:type="default" r:id="rId4"/>'
        '<w:footerReference w:type="even" r:id="rId5"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        f'<w:pgMar w:top="{TOP}" w:right="{RIGHT}" w:bottom="{BOTTOM}" w:left="{LEFT}"'
        f' w:header="{HEADER}" w:footer="{FOOTER}" w:gutter="0"/></w:sectPr>'
    )
    turned = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId6"/>'
        '<w:headerReference w:type="even" r:id="rId7"/>'
        '<w:footerReference w:type="default" r:id="rId8"/>'
        '<w:footerReference w:type="even" r:id="rId8"/>'
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        f'<w:pgMar w:top="{LEFT}" w:right="{TOP}" w:bottom="{RIGHT}" w:left="{BOTTOM}"'
        ' w:header="851" w:footer="851" w:gutter="0"/></w:sectPr>'
    )
    return xml(
        "w:document",
        "<w:body>"
        + "".join(
            f'<w:p><w:pPr><w:pStyle w:val="Body"/>{section}</w:pPr></w:p>'
            for section in (letter, upright)
        )
        + f'<w:p><w:pPr><w:pStyle w:val="Body"/></w:pPr></w:p>{turned}</w:body>',
        f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}"',
    )


def about() -> str:
    """The properties, which each paper replaces by its own."""
    day = "2000-01-01T00:00:00Z"
    spaces = (
        f'xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    inside = (
        "<dc:title/><dc:creator/><dc:language>zh-CN</dc:language><cp:lastModifiedBy/><cp:revision>1</cp:revision>"
        + "".join(
            f'<dcterms:{what} xsi:type="dcterms:W3CDTF">{day}</dcterms:{what}>'
            for what in ("created", "modified")
        )
    )
    return xml("cp:coreProperties", inside, spaces)


def relations(targets: dict[str, str]) -> str:
    """Links from one part to others: target and kind."""
    return xml(
        "Relationships",
        "".join(
            f'<Relationship Id="rId{place}" Type="{kind}" Target="{target}"/>'
            for place, (target, kind) in enumerate(targets.items(), 1)
        ),
        f'xmlns="{PACKAGE}/relationships"',
    )


PARTS = {
    "word/document.xml": (document(), f"{WORD}.document.main+xml"),
    "word/styles.xml": (styles(), f"{WORD}.styles+xml"),
    "word/settings.xml": (settings(), f"{WORD}.settings+xml"),
    "word/fontTable.xml": (font_table(), f"{WORD}.fontTable+xml"),
    "word/footer1.xml": (footer("PageNumberOdd"), f"{WORD}.footer+xml"),
    "word/footer2.xml": (footer("PageNumberEven"), f"{WORD}.footer+xml"),
    "word/header1.xml": (beside("PageNumberOdd"), f"{WORD}.header+xml"),
    "word/header2.xml": (beside("PageNumberEven"), f"{WORD}.header+xml"),
    "word/footer3.xml": (xml("w:ftr", EMPTY), f"{WORD}.footer+xml"),
    "word/header3.xml": (xml("w:hdr", EMPTY), f"{WORD}.header+xml"),
    "word/header4.xml": (letter_head(), f"{WORD}.header+xml"),
    "word/footer4.xml": (letter_footer("PageNumberOdd"), f"{WORD}.footer+xml"),
    "word/footer5.xml": (letter_footer("PageNumberEven"), f"{WORD}.footer+xml"),
    "word/footer6.xml": (
        xml("w:ftr", '<w:p><w:pPr><w:pStyle w:val="LetterEnd"/></w:pPr></w:p>'),
        f"{WORD}.footer+xml",
    ),
    "docProps/core.xml": (
        about(),
        "application/vnd.openxmlformats-package.core-properties+xml",
    ),
}
OF_PACKAGE = {
    "word/document.xml": f"{OFFICE}/officeDocument",
    "docProps/core.xml": f"{PACKAGE}/relationships/metadata/core-properties",
}
OF_DOCUMENT = {
    "styles.xml": f"{OFFICE}/styles",
    "settings.xml": f"{OFFICE}/settings",
    "fontTable.xml": f"{OFFICE}/fontTable",
    "footer1.xml": f"{OFFICE}/footer",
    "footer2.xml": f"{OFFICE}/footer",
    "header1.xml": f"{OFFICE}/header",
    "header2.xml": f"{OFFICE}/header",
    "footer3.xml": f"{OFFICE}/footer",
    "header3.xml": f"{OFFICE}/header",
    "header4.xml": f"{OFFICE}/header",
    "footer4.xml": f"{OFFICE}/footer",
    "footer5.xml": f"{OFFICE}/footer",
    "footer6.xml": f"{OFFICE}/footer",
}


def content_types() -> str:
    """What kind of thing each part is."""
    known = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, (_, kind) in PARTS.items()
    )
    return xml(
        "Types",
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels"'
        f' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{known}',
        f'xmlns="{PACKAGE}/content-types"',
    )


def template() -> bytes:
    """The file."""
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", content_types())
        archive.writestr("_rels/.rels", relations(OF_PACKAGE))
        archive.writestr("word/_rels/document.xml.rels", relations(OF_DOCUMENT))
        for name, (text, _) in PARTS.items():
            archive.writestr(name, text)
    return with_fixed_times(out.getvalue())


if __name__ == "__main__":
    TARGET.write_bytes(template())
    print(TARGET.name)

"""The fields of the six facts that are entered one by one: 批示, 转报, 约稿, and what goes by hand.

Fields come in the order of their files; the options of the six nouns are made from them too.
"""

from msgspec.structs import replace

from inforeport.fields.bodies import REF_HEADS
from inforeport.fields.field import MOST, Fact, Field, Kind
from inforeport.model import Commission, Exemption, Forwarding, Instruction, Mark, Target
from inforeport.words import N_, message

WHAT = {"submitted": "报送", "adopted": "采用", "points": "得分"}
"""What a target may be a number of."""

PER = {
    "week": "周",
    "fortnight": "两周",
    "halfmonth": "半月",
    "month": "月",
    "bimonth": "双月",
    "quarter": "季度",
    "half": "半年",
    "year": "年",
    "whole": "全程",
}
"""The spans of time in which a target is to be met."""

_ID = Field("id", Kind.WHOLE, "id", word=N_("no."))
_REPORT = Field(
    *("item", Kind.REPORT, "submission_id", "编号", "ref"),
    also=REF_HEADS,
    word=N_("report"),
    required=True,
    metavar="REF",
    help="the office's number of a report, its number here, or enough of its title",
    of_report="label",
)
_OF_THE_REPORT = (
    Field("unit", Kind.NAME, word=N_("unit"), of_report="unit"),
    Field("title", Kind.TITLE, word=N_("title"), of_report="title"),
    Field("received", Kind.DAY, of_report="received"),
    Field("submission", Kind.WHOLE, of_report="id"),
)
_UNIT = Field(
    *("unit", Kind.UNIT, "unit_id", "单位"),
    word=N_("unit"),
    required=True,
    metavar="UNIT",
    help="name, alias or number of a unit",
)
_LEVEL = Field(
    *("level", Kind.WORD, "level", "级别"),
    word=N_("level"),
    words="levels",
    metavar="LEVEL",
    help="a level of the scheme",
)
_PUBLICATION = Field(
    *("publication", Kind.NAME, "publication", "刊物"),
    word=N_("publication"),
    help="in which publication",
)
_WHY = Field("reason", Kind.TITLE, "reason", word=N_("reason"), required=True, help="why")
_ON = Field(
    *("on", Kind.DAY),
    word=N_("day"),
    required=True,
    metavar="DAY",
    help="the day, as 2009-05-08",
)

INSTRUCTION: Fact[Instruction] = Fact(
    table="instruction",
    base=Instruction,
    plural="instructions",
    caption=N_("Instructions"),
    many=N_("instructions"),
    what=message("instruction"),
    article=message("the instruction"),
    day="on",
    first=("id", "on", "unit", "ref", "title"),
    fields=[
        _ID,
        _REPORT,
        *_OF_THE_REPORT,
        replace(_LEVEL, head="批示级别", required=True),
        Field(
            *("leader", Kind.NAME, "leader", "批示领导"),
            word=N_("leader"),
            metavar="NAME",
            help="who gave it",
        ),
        replace(_ON, column="instructed_on", head="批示日期"),
        _PUBLICATION,
        Field(
            *("leader_kind", Kind.NAME, "leader_kind", "领导类别"),
            word=N_("kind of leader"),
            help="which kind of leader, as 主要领导",
        ),
    ],
)

FORWARDING: Fact[Forwarding] = Fact(
    table="forwarding",
    base=Forwarding,
    plural="forwardings",
    caption=N_("Reports sent up"),
    many=N_("forwardings"),
    what=message("forwarding"),
    article=message("the forwarding"),
    day="on",
    first=("id", "on", "unit", "ref", "title"),
    fields=[
        _ID,
        _REPORT,
        *_OF_THE_REPORT,
        replace(_LEVEL, head="上报级别", required=True),
        replace(_ON, column="forwarded_on", head="上报日期"),
        Field(
            *("name", Kind.NAME, "name", "名义", "as"),
            word=N_("in the name of"),
            metavar="NAME",
            help="under which name it went up",
        ),
    ],
)

COMMISSION: Fact[Commission] = Fact(
    table="commission",
    base=Commission,
    plural="commissions",
    caption=N_("Reports asked for"),
    many=N_("commissions"),
    what=message("commission"),
    article=message("the commission"),
    day="due",
    fields=[
        _ID,
        _UNIT,
        Field(
            *("title", Kind.TITLE, "title", "题目"),
            word=N_("title"),
            required=True,
            metavar="TITLE",
            help="what was asked for",
        ),
        Field(
            *("on", Kind.DAY, "asked_on", "约稿日期"),
            word=N_("asked on"),
            trail=N_("asked for"),
            metavar="DAY",
            help="the day on which it was asked for",
        ),
        Field(
            *("due", Kind.DAY, "due_on", "限期"),
            word=N_("due"),
            required=True,
            ahead=True,
            metavar="DAY",
            help="the last day for it",
        ),
        Field(
            *("delivered", Kind.REPORT, "submission_id", "交稿"),
            word=N_("delivered"),
            trail=N_("report"),
            metavar="REF",
            help="number of the report that came",
            of_report="label",
        ),
        Field("delivered_on", Kind.DAY, word=N_("day of receipt"), of_report="received"),
    ],
)

MARK: Fact[Mark] = Fact(
    table="mark",
    base=Mark,
    plural="marks",
    caption=N_("Marks"),
    many=N_("marks"),
    what=message("mark"),
    article=message("the mark"),
    day="on",
    first=("id", "on"),
    fields=[
        _ID,
        _UNIT,
        Field(
            *("code", Kind.WORD, "code", "事由"),
            word=N_("for what"),
            trail=N_("code"),
            required=True,
            words="codes",
            metavar="CODE",
            help="a code of the scheme",
        ),
        replace(_ON, column="noted_on", head="日期"),
        replace(_WHY, head="说明"),
        replace(_REPORT, required=False, help="number of the report it is about"),
        Field(
            *("points", Kind.FIGURE, "points", "分值"),
            word=N_("points"),
            least=-MOST,
            metavar="N",
            help="points, where the scheme leaves them to the office",
        ),
        Field(
            *("count", Kind.WHOLE, "count", "次数"),
            word=N_("times"),
            trail=N_("count"),
            least=1,
            metavar="N",
            help="a number that goes with it, as how often",
        ),
        Field(
            *("circulated", Kind.FLAG, "circulated", "已通报"),
            word=N_("circulated"),
            help="the unit was named in a circular",
        ),
    ],
)

TARGET: Fact[Target] = Fact(
    table="target",
    base=Target,
    plural="targets",
    caption=N_("Targets"),
    many=N_("targets"),
    what=message("target"),
    article=message("the number set"),
    fields=[
        _ID,
        _UNIT,
        Field(
            *("what", Kind.WORD, "what", "项目"),
            word=N_("what"),
            trail=N_("what is counted"),
            required=True,
            words=WHAT,
            metavar="WHAT",
            help="submitted, adopted or points",
        ),
        Field(
            *("per", Kind.WORD, "per", "周期"),
            word=N_("per"),
            trail=N_("each"),
            required=True,
            words=PER,
            metavar="SPAN",
            help="week, month, quarter, year …",
        ),
        Field(
            *("n", Kind.FIGURE, "n", "数量"),
            word=N_("number"),
            required=True,
            metavar="N",
            help="how many",
        ),
        _LEVEL,
        Field(
            *("category", Kind.NAME, "category", "类别"),
            word=N_("category"),
            help="of which category",
        ),
        _PUBLICATION,
    ],
)

EXEMPTION: Fact[Exemption] = Fact(
    table="exemption",
    base=Exemption,
    plural="exemptions",
    caption=N_("Exemptions"),
    many=N_("exemptions"),
    what=message("exemption"),
    article=message("the exemption"),
    day="since",
    last="until",
    fields=[
        _ID,
        _UNIT,
        Field(
            *("clause", Kind.NAME, "clause", "条款"),
            word=N_("clause"),
            required=True,
            help="clause of the scheme",
        ),
        Field(
            *("since", Kind.DAY, "since", "起"),
            word=N_("from"),
            required=True,
            metavar="DAY",
            help="the first day",
        ),
        Field(
            *("until", Kind.DAY, "until", "止"),
            word=N_("until"),
            required=True,
            ahead=True,
            metavar="DAY",
            help="the last day",
        ),
        replace(_WHY, head="理由"),
    ],
)

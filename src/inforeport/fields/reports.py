"""The fields of what arrived and of who used it."""

from inforeport.fields.bodies import REF_HEADS, UNIT_HEADS
from inforeport.fields.field import Fact, Field, Kind
from inforeport.model import Adoption, Submission, Use
from inforeport.words import N_, message

TITLE_HEADS = ("信息标题", "信息题目", "稿件标题", "文章标题", "稿件名称", "信息名称", "题目")
"""What a list calls the column of titles."""

SUBMISSION: Fact[Submission] = Fact(
    table="submission",
    base=Submission,
    plural="submissions",
    caption=N_("Reports"),
    many=N_("reports"),
    article=message("the report"),
    day="received",
    first=("ref", "received", "unit", "title", "kind", "category", "withdrawn"),
    fields=[
        Field(
            *("ref", Kind.NAME, "ref", "编号"),
            also=REF_HEADS,
            word=N_("no."),
            trail=N_("no. of the office"),
            shown="label",
        ),
        Field(
            *("unit", Kind.UNIT, "unit_id", "单位"),
            also=UNIT_HEADS,
            word=N_("unit"),
            required=True,
        ),
        Field(
            *("title", Kind.TITLE, "title", "标题"),
            also=TITLE_HEADS,
            word=N_("title"),
            required=True,
        ),
        Field(
            *("received", Kind.MOMENT, "received_on", "报送时间"),
            also=(
                *(
                    "报送日期",
                    "上报时间",
                    "上报日期",
                    "来稿时间",
                    "来稿日期",
                    "收稿时间",
                    "收稿日期",
                ),
                *("投稿时间", "投稿日期", "收到时间", "收到日期", "接收时间", "接收日期"),
                *("日期", "时间"),
            ),
            word=N_("day of receipt"),
            required=True,
        ),
        Field("moment", Kind.NAME, "received_at", trail=N_("moment")),
        Field(
            *("kind", Kind.NAME, "kind", "形式"),
            also=("信息形式", "信息类型", "稿件类型", "类型"),
            word=N_("kind"),
        ),
        Field("form", Kind.WORD, "form", "体裁", trail=N_("form"), words="forms"),
        Field(
            *("category", Kind.NAME, "category", "类别"),
            also=("信息类别", "分类", "栏目"),
            word=N_("category"),
        ),
        Field(
            *("channel", Kind.NAME, "channel", "渠道"),
            also=("报送方式", "报送渠道", "报送途径", "来稿方式", "方式"),
            trail=N_("channel"),
        ),
        Field(
            *("text", Kind.TEXT, "body", "正文"),
            also=("信息内容", "稿件内容", "全文", "内容"),
            trail=N_("text"),
        ),
        Field("withdrawn", Kind.NAME, "withdrawn", word=N_("withdrawn")),
        Field("partners", Kind.NAMES, "", "联合单位", "with", also=("联合报送单位", "合报单位")),
        Field("authors", Kind.AUTHORS, "", "作者", also=("撰稿人", "供稿人", "撰写人")),
        Field("chars", Kind.WHOLE, "chars", "字数", trail=N_("characters")),
        Field(
            "pictures",
            Kind.WHOLE,
            "pictures",
            "图片数",
            also=("图片", "照片数"),
            trail=N_("pictures"),
        ),
        Field("late", Kind.FLAG, "late", "迟报", also=("是否迟报",), trail=N_("late")),
        Field("urgent", Kind.FLAG, "urgent", "紧急", also=("是否紧急",), trail=N_("urgent")),
        Field(
            *("requested_by", Kind.WORD, "requested_by", "约稿级别"),
            trail=N_("asked for by"),
            words="levels",
        ),
        Field("id", Kind.WHOLE, "id", trail=N_("no.")),
    ],
)

ADOPTION: Fact[Adoption] = Fact(
    table="adoption",
    base=Adoption,
    draft=Use,
    plural="adoptions",
    caption=N_("Uses of reports"),
    many=N_("uses"),
    article=message("the use"),
    day="on",
    first=("id", "adopted", "unit", "ref", "title"),
    fields=[
        Field("id", Kind.WHOLE, "id", word=N_("no.")),
        Field(
            *("item", Kind.REPORT, "submission_id", "编号", "ref"),
            also=REF_HEADS,
            word=N_("report"),
            of_report="label",
        ),
        Field("submission", Kind.WHOLE, of_report="id"),
        Field(*("unit", Kind.NAME, "", "单位"), also=UNIT_HEADS, word=N_("unit"), of_report="unit"),
        Field(
            *("title", Kind.TITLE, "", "标题"),
            also=TITLE_HEADS,
            word=N_("title"),
            of_report="title",
        ),
        Field("received", Kind.DAY, of_report="received"),
        Field(
            *("level", Kind.WORD, "level", "级别"),
            also=("采用级别", "采用单位", "采用层级"),
            word=N_("level"),
            required=True,
            words="levels",
        ),
        Field("form", Kind.WORD, "form", "采用形式", word=N_("form"), words="forms"),
        Field(
            *("on", Kind.DAY, "adopted_on", "采用日期", "adopted"),
            also=("采用时间", "录用时间", "录用日期", "刊发时间", "刊发日期"),
            word=N_("used"),
            trail=N_("day"),
            required=True,
        ),
        Field(
            *("publication", Kind.NAME, "publication", "刊物"),
            also=("采用刊物", "刊物名称"),
            word=N_("publication"),
        ),
        Field("issue", Kind.NAME, "issue", "期号", also=("期数", "刊期"), word=N_("issue")),
        Field(
            *("position", Kind.NAME, "position", "版位"),
            word=N_("place in it"),
            trail=N_("position"),
            rare=True,
        ),
        Field("share", Kind.FIGURE, "share", "份额", word=N_("share"), most=1, rare=True),
        Field(
            *("rewritten", Kind.FIGURE, "rewritten", "改写比例"),
            word=N_("rewritten"),
            trail=N_("part rewritten"),
            most=1,
            rare=True,
        ),
        Field("proof", Kind.TITLE, "proof", "依据", word=N_("proof"), rare=True),
        Field(
            *("proof_on", Kind.DAY, "proof_on", "依据日期"),
            word=N_("proof of"),
            trail=N_("day of the proof"),
            rare=True,
        ),
        Field("bulletin", Kind.WHOLE, "bulletin_id", trail=N_("bulletin")),
    ],
)

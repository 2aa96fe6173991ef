"""The fields of units and reporters."""

from inforeport.fields.field import Fact, Field, Kind
from inforeport.model import Reporter, Unit
from inforeport.words import N_

REF_HEADS = ("信息编号", "稿件编号", "来稿编号", "登记号", "收文号")
"""What a list calls the column of the office's numbers of reports."""

UNIT_HEADS = (
    *("报送单位", "单位名称", "上报单位", "来稿单位", "供稿单位", "投稿单位", "来文单位"),
    *("报送部门", "稿件来源", "信息来源", "部门", "社区", "科室"),
)
"""What a list calls the column of units."""

UNIT: Fact[Unit] = Fact(
    table="unit",
    base=Unit,
    plural="units",
    caption=N_("Units"),
    many=N_("units"),
    fields=[
        Field("id", Kind.WHOLE, "id", word=N_("no.")),
        Field(
            *("name", Kind.NAME, "name", "单位", "unit"),
            also=UNIT_HEADS,
            word=N_("unit"),
            required=True,
        ),
        Field(
            *("group", Kind.WORD, "unit_group", "组别"),
            also=("单位类别", "单位性质", "单位类型", "分组", "类别"),
            word=N_("group"),
            required=True,
            words="groups",
        ),
        Field(
            *("aliases", Kind.NAMES, "", "别名"), also=("简称", "曾用名"), word=N_("other names")
        ),
        Field("since", Kind.DAY, "since", "起", word=N_("from")),
        Field("until", Kind.DAY, "until", "止", word=N_("until")),
        Field("reason", Kind.NAME, "reason", trail=N_("reason")),
        Field("headcount", Kind.WHOLE, "headcount", "人数", word=N_("staff"), least=1, rare=True),
        Field("counts_for", Kind.UNIT, "counts_for", "计入", word=N_("counts for"), rare=True),
    ],
)

REPORTER: Fact[Reporter] = Fact(
    table="reporter",
    base=Reporter,
    plural="reporters",
    caption=N_("Reporters"),
    many=N_("reporters"),
    fields=[
        Field("id", Kind.WHOLE, "id", word=N_("no.")),
        Field(
            *("unit", Kind.UNIT, "unit_id", "单位"),
            also=UNIT_HEADS,
            word=N_("unit"),
            required=True,
        ),
        Field(
            *("name", Kind.PERSON, "name", "姓名"),
            also=("信息员姓名", "通讯员姓名", "信息员", "通讯员", "联络员"),
            word=N_("name"),
            required=True,
        ),
        Field("kind", Kind.NAME, "kind", "人员类别", word=N_("kind of person"), rare=True),
        Field("post", Kind.NAME, "post", "职务", also=("职位",), word=N_("post")),
        Field(
            *("phone", Kind.CONTACT, "", "办公电话"),
            also=("办公室电话", "固定电话", "座机", "联系电话", "电话"),
            word=N_("telephone"),
        ),
        Field(
            *("mobile", Kind.CONTACT, "", "手机"),
            also=("手机号", "手机号码", "移动电话"),
            word=N_("mobile"),
        ),
        Field(
            *("email", Kind.CONTACT, "", "邮箱"),
            also=("电子邮箱", "电子邮件", "邮箱地址", "E-mail"),
            word=N_("mailbox"),
        ),
        Field("since", Kind.DAY, "since", "起", word=N_("from")),
        Field("until", Kind.DAY, "until", "止", word=N_("until")),
        Field(
            *("leader", Kind.NAME, "leader", "分管领导"),
            also=("主管领导", "分管负责人"),
            word=N_("leader in charge"),
            trail=N_("leader"),
            rare=True,
        ),
        Field("remark", Kind.TITLE, "remark", "备注", word=N_("remark"), rare=True),
    ],
)

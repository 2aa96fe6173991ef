"""The fields of units and reporters."""

from inforeport.fields.field import Fact, Field, Kind
from inforeport.model import Reporter, Unit
from inforeport.words import N_

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
            word=N_("unit"),
            trail=N_("name"),
            required=True,
        ),
        Field(
            *("group", Kind.WORD, "unit_group", "组别"),
            word=N_("group"),
            required=True,
            words="groups",
        ),
        Field("aliases", Kind.NAMES, "", "别名", word=N_("other names")),
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
        Field("unit", Kind.UNIT, "unit_id", "单位", word=N_("unit"), required=True),
        Field("name", Kind.NAME, "name", "姓名", word=N_("name"), required=True),
        Field("kind", Kind.NAME, "kind", "人员类别", word=N_("kind of person"), rare=True),
        Field("post", Kind.NAME, "post", "职务", word=N_("post")),
        Field("phone", Kind.NAME, "", "办公电话", word=N_("telephone")),
        Field("mobile", Kind.NAME, "", "手机", word=N_("mobile")),
        Field("email", Kind.NAME, "", "邮箱", word=N_("mailbox")),
        Field("since", Kind.DAY, "since", "起", word=N_("from")),
        Field("until", Kind.DAY, "until", "止", word=N_("until")),
    ],
)

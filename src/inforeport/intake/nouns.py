"""The columns of each file that comes in, as data, and the record that a row of it makes.

Names of units and numbers of reports are not looked up here.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from inforeport.intake.table import Column, Noun, Values
from inforeport.intake.values import (
    Unfit,
    authors,
    body,
    choice,
    day,
    flag,
    moment,
    name,
    names,
    number,
    title,
    whole,
)
from inforeport.model import (
    Commission,
    Exemption,
    Forwarding,
    Instruction,
    Mark,
    Reporter,
    Submission,
    Target,
    Unit,
    Use,
)
from inforeport.words import message

Words = Mapping[str, str]
"""Keys of the scheme and the office's words for them."""

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

MOST = 10**6
"""The largest figure that is believed."""


def unit(groups: Words) -> Noun[Unit]:
    """A list of units."""
    columns = (
        Column("unit", "单位", name, required=True),
        Column("group", "组别", choice(groups), required=True),
        Column("aliases", "别名", names),
        Column("since", "起", day),
        Column("until", "止", day),
        Column("headcount", "人数", whole(1, MOST)),
        Column("counts_for", "计入", name),
    )
    return Noun(columns, _unit, _span)


def reporter() -> Noun[Reporter]:
    """A list of reporters."""
    columns = (
        Column("unit", "单位", name, required=True),
        Column("name", "姓名", name, required=True),
        Column("post", "职务", name),
        Column("phone", "办公电话", name),
        Column("mobile", "手机", name),
        Column("email", "邮箱", name),
        Column("since", "起", day),
        Column("until", "止", day),
    )
    return Noun(columns, _reporter, _span)


def submission(forms: Words, levels: Words) -> Noun[Submission]:
    """A list of reports that arrived."""
    columns = (
        Column("ref", "编号", name),
        Column("unit", "单位", name, required=True),
        Column("title", "标题", title, required=True),
        Column("received", "报送时间", moment, required=True),
        Column("kind", "形式", name),
        Column("form", "体裁", choice(forms)),
        Column("category", "类别", name),
        Column("channel", "渠道", name),
        Column("text", "正文", body),
        Column("with", "联合单位", names),
        Column("authors", "作者", authors),
        Column("chars", "字数", whole(0, MOST)),
        Column("pictures", "图片数", whole(0, MOST)),
        Column("late", "迟报", flag("late", "迟报")),
        Column("urgent", "紧急", flag("urgent", "紧急")),
        Column("requested_by", "约稿级别", choice(levels)),
    )
    return Noun(columns, _submission, _anything)


def adoption(levels: Words, forms: Words) -> Noun[Use]:
    """A list of adoptions, each with the number of the report or with its unit and title."""
    columns = (
        Column("ref", "编号", name),
        Column("unit", "单位", name),
        Column("title", "标题", title),
        Column("level", "级别", choice(levels), required=True),
        Column("form", "采用形式", choice(forms)),
        Column("adopted", "采用日期", day, required=True),
        Column("publication", "刊物", name),
        Column("issue", "期号", name),
        Column("position", "版位", name),
        Column("share", "份额", number(0, 1)),
        Column("rewritten", "改写比例", number(0, 1)),
        Column("proof", "依据", title),
        Column("proof_on", "依据日期", day),
    )
    return Noun(columns, _use, _names_a_report)


def instruction(levels: Words) -> Noun[Instruction]:
    """A list of leaders' words on reports."""
    columns = (
        Column("ref", "编号", name, required=True),
        Column("level", "批示级别", choice(levels), required=True),
        Column("leader", "批示领导", name),
        Column("on", "批示日期", day, required=True),
        Column("publication", "刊物", name),
        Column("leader_kind", "领导类别", name),
    )
    return Noun(columns, lambda values: Instruction(**_named(values, ref="item")), _anything)


def forwarding(levels: Words) -> Noun[Forwarding]:
    """A list of reports sent up."""
    columns = (
        Column("ref", "编号", name, required=True),
        Column("level", "上报级别", choice(levels), required=True),
        Column("on", "上报日期", day, required=True),
        Column("as", "名义", name),
    )
    keys = {"ref": "item", "as": "name"}
    return Noun(columns, lambda values: Forwarding(**_named(values, **keys)), _anything)


def commission() -> Noun[Commission]:
    """A list of reports asked for."""
    columns = (
        Column("unit", "单位", name, required=True),
        Column("title", "题目", title, required=True),
        Column("on", "约稿日期", day),
        Column("due", "限期", day, required=True),
        Column("delivered", "交稿", name),
    )
    return Noun(columns, lambda values: Commission(**values), _anything)


def mark(codes: Words) -> Noun[Mark]:
    """A list of what the office notes by hand."""
    columns = (
        Column("unit", "单位", name, required=True),
        Column("code", "事由", choice(codes), required=True),
        Column("on", "日期", day, required=True),
        Column("reason", "说明", title, required=True),
        Column("ref", "编号", name),
        Column("points", "分值", number(-MOST, MOST)),
        Column("count", "次数", whole(1, MOST)),
        Column("circulated", "已通报", flag("circulated", "已通报")),
    )
    return Noun(columns, lambda values: Mark(**_named(values, ref="item")), _anything)


def target(levels: Words) -> Noun[Target]:
    """A list of numbers set unit by unit."""
    columns = (
        Column("unit", "单位", name, required=True),
        Column("what", "项目", choice(WHAT), required=True),
        Column("per", "周期", choice(PER), required=True),
        Column("n", "数量", number(0, MOST), required=True),
        Column("level", "级别", choice(levels)),
        Column("category", "类别", name),
        Column("publication", "刊物", name),
    )
    return Noun(columns, lambda values: Target(**values), _anything)


def exemption() -> Noun[Exemption]:
    """A list of duties that do not run for a time."""
    columns = (
        Column("unit", "单位", name, required=True),
        Column("clause", "条款", name, required=True),
        Column("since", "起", day, required=True),
        Column("until", "止", day, required=True),
        Column("reason", "理由", title, required=True),
    )
    return Noun(columns, lambda values: Exemption(**values), _span)


def _named(values: Values, **names: str) -> dict[str, Any]:
    """What a row says, with the record's names for some of the columns."""
    return {names.get(key, key): value for key, value in values.items()}


def _unit(values: Values) -> Unit:
    return Unit(**_named(values, unit="name"))


def _reporter(values: Values) -> Reporter:
    return Reporter(**values)


def _submission(values: Values) -> Submission:
    received, at = values["received"]
    told = {**values, "received": received, "moment": at}
    return Submission(**_named(told, **{"with": "partners"}))


def _use(values: Values) -> Use:
    return Use(**{"form": None, **_named(values, adopted="on")})


def _anything(_values: Values) -> Iterator[Unfit]:
    yield from ()


def _span(values: Values) -> Iterator[Unfit]:
    since, until = values.get("since"), values.get("until")
    if since and until and until < since:
        what = message("its last day {until} is before its first {since}", since=since, until=until)
        yield Unfit("ends-before", what)


def _names_a_report(values: Values) -> Iterator[Unfit]:
    if "ref" not in values and not {"unit", "title"} <= values.keys():
        yield Unfit("missing", message("write the number of the report, or its unit and title"))

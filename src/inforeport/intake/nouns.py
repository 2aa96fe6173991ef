"""The columns of each file that comes in, as data, and the record that a row of it makes.

Names of units and numbers of reports are not looked up here.
"""

from collections.abc import Iterator, Mapping

from inforeport.intake.table import Column, Noun, Values
from inforeport.intake.values import Unfit, body, choice, day, moment, name, names, title
from inforeport.model import Reporter, Submission, Unit, Use
from inforeport.words import message

Words = Mapping[str, str]
"""Keys of the scheme and the office's words for them."""


def unit(groups: Words) -> Noun[Unit]:
    """A list of units."""
    columns = (
        Column("unit", "单位", name, required=True),
        Column("group", "组别", choice(groups), required=True),
        Column("aliases", "别名", names),
        Column("since", "起", day),
        Column("until", "止", day),
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


def submission(forms: Words) -> Noun[Submission]:
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
        Column("proof", "依据", title),
    )
    return Noun(columns, _use, _names_a_report)


def _unit(values: Values) -> Unit:
    return Unit(**{("name" if key == "unit" else key): value for key, value in values.items()})


def _reporter(values: Values) -> Reporter:
    return Reporter(**values)


def _submission(values: Values) -> Submission:
    received, at = values["received"]
    return Submission(**{**values, "received": received, "moment": at})


def _use(values: Values) -> Use:
    told = {"form": "whole", **values}
    return Use(on=told.pop("adopted"), **told)


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

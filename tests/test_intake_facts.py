"""What schemes ask for, as it comes in from files: each column by both its names."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from inforeport import fields, intake
from inforeport.fields import Fact
from inforeport.intake.values import Unfit, authors, flag, number, whole
from inforeport.model import (
    Author,
    Commission,
    Exemption,
    Forwarding,
    Instruction,
    Mark,
    Submission,
    Target,
    Unit,
    Use,
)

LEVELS = {"city": "市委"}
FORMS = {"whole": "整篇"}
CODES = {"late": "迟报"}
GROUPS = {"community": "社区"}
WORDS = {"levels": LEVELS, "forms": FORMS, "codes": CODES, "groups": GROUPS}
ON = date(2009, 5, 20)

READ: dict[str, tuple[Fact[Any], str, str, str, Any]] = {
    "instructions": (
        fields.INSTRUCTION,
        "编号,批示级别,批示领导,批示日期,刊物,领导类别",
        "ref,level,leader,on,publication,leader_kind",
        "a1,市委,某领导,2009-05-20,信息,主要领导",
        Instruction(
            item="a1",
            level="city",
            on=ON,
            leader="某领导",
            publication="信息",
            leader_kind="主要领导",
        ),
    ),
    "forwardings": (
        fields.FORWARDING,
        "编号,上报级别,上报日期,名义",
        "ref,level,on,as",
        "a1,city,2009-05-20,街道办",
        Forwarding(item="a1", level="city", on=ON, name="街道办"),
    ),
    "commissions": (
        fields.COMMISSION,
        "单位,题目,约稿日期,限期,交稿",
        "unit,title,on,due,delivered",
        "甲社区,约稿,2009-05-20,2009年5月20日,a1",
        Commission(unit="甲社区", title="约稿", on=ON, due=ON, delivered="a1"),
    ),
    "marks": (
        fields.MARK,
        "单位,事由,日期,说明,编号,分值,次数,已通报",
        "unit,code,on,reason,ref,points,count,circulated",
        "甲社区,迟报,2009-05-20,迟两天,a1,-0.5,２,是",
        Mark(
            unit="甲社区",
            code="late",
            on=ON,
            reason="迟两天",
            item="a1",
            points=Decimal("-0.5"),
            count=2,
            circulated=True,
        ),
    ),
    "targets": (
        fields.TARGET,
        "单位,项目,周期,数量,级别,类别,刊物",
        "unit,what,per,n,level,category,publication",
        "甲社区,采用,季度,4.5,市委,动态,信息",
        Target(
            unit="甲社区",
            what="adopted",
            per="quarter",
            n=Decimal("4.5"),
            level="city",
            category="动态",
            publication="信息",
        ),
    ),
    "exemptions": (
        fields.EXEMPTION,
        "单位,条款,起,止,理由",
        "unit,clause,since,until,reason",
        "甲社区,三.3,2009-05-20,2009-05-20,搬迁",
        Exemption(unit="甲社区", clause="三.3", since=ON, until=ON, reason="搬迁"),
    ),
    "units": (
        fields.UNIT,
        "单位,组别,人数,计入",
        "unit,group,headcount,counts_for",
        "直报点,社区,12,甲社区",
        Unit("直报点", "community", headcount=12, counts_for="甲社区"),
    ),
    "submissions": (
        fields.SUBMISSION,
        "单位,标题,报送时间,联合单位,作者,字数,图片数,迟报,紧急,约稿级别",
        "unit,title,received,with,authors,chars,pictures,late,urgent,requested_by",
        "甲社区,调研,2009-05-20,乙社区；丙社区,甲员；乙员/乙社区,800,0,迟报,no,市委",
        Submission(
            "甲社区",
            "调研",
            ON,
            partners=("乙社区", "丙社区"),
            authors=(Author("甲员", ""), Author("乙员", "乙社区")),
            chars=800,
            pictures=0,
            late=True,
            requested_by="city",
        ),
    ),
    "adoptions": (
        fields.ADOPTION,
        "编号,级别,采用日期,版位,份额,改写比例,依据日期",
        "ref,level,adopted,position,share,rewritten,proof_on",
        "a1,市委,2009-05-20,头版,0.5,1,2009-05-20",
        Use(
            ref="a1",
            level="city",
            form=None,
            on=ON,
            position="头版",
            share=Decimal("0.5"),
            rewritten=Decimal(1),
            proof_on=ON,
        ),
    ),
}


@pytest.mark.parametrize("noun", READ)
def test_every_column_comes_in_by_both_its_names(tmp_path: Path, noun: str) -> None:
    fact, chinese, english, row, record = READ[noun]
    for header in (chinese, english):
        path = tmp_path / "rows.csv"
        path.write_text(f"{header}\n{row}\n", encoding="utf-8")
        [draft], problems = intake.records(fact, path, WORDS)
        assert (draft.record, problems) == (record, ())


@pytest.mark.parametrize("noun", READ)
def test_what_must_be_there_is_asked_for(tmp_path: Path, noun: str) -> None:
    fact, chinese, _, _, _ = READ[noun]
    path = tmp_path / "rows.csv"
    path.write_text(f"{chinese}\n{',' * chinese.count(',')}x\n", encoding="utf-8")
    drafts, problems = intake.records(fact, path, WORDS)
    assert drafts == ()
    assert {one.code for one in problems} >= {"missing"}


def test_an_exemption_does_not_end_before_it_begins(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("单位,条款,起,止,理由\n甲社区,一,2009-05-20,2009-05-19,因故\n", "utf-8")
    _, [problem] = intake.records(fields.EXEMPTION, path, WORDS)
    assert problem.code == "ends-before"


@pytest.mark.parametrize("text", ["0.5", "０．５", " 0.50 "])
def test_a_figure_is_read_exactly(text: str) -> None:
    assert number(0, 1)(text) == Decimal("0.5")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *((text, "not-a-figure") for text in ("1/2", "1e-1", "½", "0,5", "半", "NaN", ".5", "50%")),
        *((text, "out-of-range") for text in ("-0.1", "1.01", "50")),
    ],
)
def test_no_figure_is_guessed(text: str, code: str) -> None:
    with pytest.raises(Unfit) as raised:
        number(0, 1)(text)
    assert raised.value.code == code


@pytest.mark.parametrize(("text", "code"), [("2.5", "not-a-figure"), ("0", "out-of-range")])
def test_a_whole_number_is_whole(text: str, code: str) -> None:
    assert whole(1, 9)("3") == 3
    with pytest.raises(Unfit) as raised:
        whole(1, 9)(text)
    assert raised.value.code == code


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        *((text, True) for text in ("是", "Yes", "TRUE", "1", "√", "迟报", "late")),
        *((text, False) for text in ("否", "no", "false", "0", "×")),
    ],
)
def test_yes_and_no_are_read_in_both_languages(text: str, meant: bool) -> None:
    assert flag("late", "迟报")(text) is meant


@pytest.mark.parametrize("text", ["紧急", "2", "？"])
def test_what_is_neither_yes_nor_no_is_refused(text: str) -> None:
    with pytest.raises(Unfit):
        flag("late", "迟报")(text)


def test_an_author_has_a_name() -> None:
    with pytest.raises(Unfit, match="missing"):
        authors("甲员;/乙社区")

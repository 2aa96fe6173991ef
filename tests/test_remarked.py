"""What came in is remarked on: late, or like another report; no point is taken for it."""

from conftest import Program
from inforeport.office.alike import alike

TEXT = (
    "今天上午召开座谈会，围绕加装电梯听取居民意见，收集建议十二条，"
    "当场答复八条，其余列入清单逐条办理。"
)


def test_texts_that_are_nearly_copies_are_found_among_many() -> None:
    texts = {
        n: f"第{n}号：{'甲乙丙丁戊己庚辛壬癸'[n % 10] * 3}路灯修好{n}盏，用时{n * 7}天。"
        for n in range(300)
    }
    texts |= {1000: TEXT, 1001: f"昨天{TEXT}".replace("十二条", "十三条")}
    [(one, other, share)] = [pair for pair in alike(texts, share=0.6) if pair[0] >= 1000]
    assert (one, other, share > 0.7) == (1000, 1001, True)


def test_how_much_two_texts_share_is_exact() -> None:
    # the runs are abc bcd cde and abc bcd cdf: two of four are in both
    assert [*alike({1: "abcde", 2: "abcdf"})] == [(1, 2, 0.5)]
    assert [*alike({1: "abcde", 2: "abcdf"}, share=0.51)] == []
    assert [*alike({1: "ab", 2: "ａ Ｂ", 3: ""})] == [(1, 2, 1.0)]


def remarks(office: Program) -> dict[str, list[str]]:
    pieces = office.well("intake", "list", "--json").json["pieces"]
    return {one["cells"]["unit"]: one["remarks"] for one in pieces}


def test_a_report_of_two_units_is_remarked_on_at_both(office: Program) -> None:
    for unit in ("甲社区", "乙社区"):
        office.well("unit", "add", unit, "--group", "社区")
    rows = [
        {"单位": unit, "标题": f"{unit}开会", "报送时间": "2009-07-31", "正文": unit + TEXT}
        for unit in ("甲社区", "乙社区")
    ]
    path = office.db.with_name("a.csv")
    path.write_text(
        "\n".join(",".join(one) for one in ([*rows[0]], *(r.values() for r in rows))),
        encoding="utf-8",
    )
    office.well("intake", path)
    assert remarks(office) == {"甲社区": ["like 2 of 乙社区"], "乙社区": ["like 1 of 甲社区"]}


def test_a_report_that_comes_when_its_week_is_over_is_remarked_on(office: Program) -> None:
    for unit in ("甲社区", "乙社区"):
        office.well("unit", "add", unit, "--group", "社区")
    # a week ends on Friday, the 31st
    for unit, title, day in (("甲社区", "修好路灯", "7月31日"), ("乙社区", "举办义诊", "8月1日")):
        path = office.db.with_name(f"{unit}.txt")
        text = f"{unit}{title}\n今天，{unit}{title}。\n（{unit}供稿）\n2009年{day}\n"
        path.write_text(text, encoding="utf-8")
        office.well("intake", path)
    assert remarks(office) == {"甲社区": ["late: its week ended on 2009-07-31"], "乙社区": []}

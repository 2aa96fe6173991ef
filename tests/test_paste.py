"""Text pasted from a chat or a mail: its reports, whose they are, and on which day they came."""

from collections.abc import Mapping
from datetime import date

import pytest

from conftest import Program
from inforeport.errors import EncodingUnclear, MarkedSecret
from inforeport.intake import letter
from inforeport.intake.letters import Asked
from inforeport.model.letters import Letter

TODAY = date(2009, 6, 3)
FIRST = "5月7日，甲社区开展消防演练，居民二百多人参加。"
SECOND = "5月8日，乙社区召开动员会，部署下一步工作。"


def pasted(text: str, name: str = "-") -> Letter:
    return letter(text.encode(), name, Asked(today=TODAY))


def told(text: str) -> list[tuple[Mapping[str, str], list[str]]]:
    """The cells of each report in a text, and the codes of its doubts."""
    return [(one.cells, [doubt.code for doubt in one.doubts]) for one in pasted(text).pieces]


def test_a_unit_in_brackets_before_a_text_without_a_title() -> None:
    cells = {"unit": "甲社区", "title": FIRST.removesuffix("。"), "text": FIRST}
    assert told(f"【甲社区】{FIRST}") == [(cells, ["no-title"])]


def test_a_title_on_a_line_of_its_own() -> None:
    cells = {"title": "甲社区开展消防演练", "text": FIRST, "unit": "甲社区", "authors": "张三"}
    for blank in ("", "\n"):
        text = f"甲社区开展消防演练\n{blank}{FIRST}\n{blank}（甲社区 张三）\n"
        assert told(text) == [(cells, [])]


def test_two_units_in_one_paste() -> None:
    brackets = f"【甲社区】开展消防演练\n{FIRST}\n\n【乙社区】召开动员会\n{SECOND}"
    behind = f"开展消防演练\n{FIRST}（甲社区）\n\n召开动员会\n{SECOND}（乙社区）"
    below = f"开展消防演练\n{FIRST}\n甲社区\n5月8日\n召开动员会\n{SECOND}\n乙社区\n5月9日"
    for text in (brackets, behind, below):
        first, second = told(text)
        assert (first[0]["unit"], first[0]["title"], first[0]["text"]) == (
            *("甲社区", "开展消防演练", FIRST),
        )
        assert (second[0]["unit"], second[0]["title"], second[0]["text"]) == (
            *("乙社区", "召开动员会", SECOND),
        )
        assert first[1] == second[1] == []


def test_two_units_in_one_paste_without_titles() -> None:
    first, second = told(f"【甲社区】{FIRST}\n\n【乙社区】{SECOND}")
    assert (first[0]["unit"], second[0]["unit"]) == ("甲社区", "乙社区")
    assert first[1] == second[1] == ["no-title"]


def test_what_may_be_two_reports_is_doubted() -> None:
    text = f"开展消防演练\n{FIRST}\n\n召开动员会\n{SECOND}"
    assert [codes for _, codes in told(text)] == [["several-reports"]]


def test_a_heading_without_a_blank_line_before_it_is_text() -> None:
    ((cells, codes),) = told(f"开展消防演练\n{FIRST}\n主要做法\n{SECOND}\n（甲社区）")
    assert (codes, cells["text"]) == ([], f"{FIRST}\n主要做法\n{SECOND}")


def test_labels_above_a_text() -> None:
    ((cells, codes),) = told(f"报送单位：甲社区\n标题：开展消防演练\n报送时间：5月8日\n\n{FIRST}")
    assert codes == []
    assert cells == {
        "unit": "甲社区",
        "title": "开展消防演练",
        "received": "2009-05-08",
        "text": FIRST,
    }


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("甲社区-张三 2009/5/8 9:30", "乙社区李四 2009/5/9 14:02:11"),
        ("甲社区 张三(1000123)  5-8 9:30:01", "乙社区李四(1000124)  5-9 10:00:00"),
        ("2009-05-08 9:30:12 甲社区张三", "2009-05-09 9:30:12 乙社区李四"),
    ],
)
def test_the_messages_of_a_chat(first: str, second: str) -> None:
    chatter = "办公室 9:31\n收到，谢谢"
    text = f"{first}\n开展消防演练\n{FIRST}\n\n{chatter}\n\n{second}\n召开动员会\n{SECOND}"
    came = pasted(text)
    assert [(one.place, one.cells) for one in came.pieces] == [
        (
            "第1篇",
            {
                "unit": "甲社区",
                "authors": "张三",
                "received": "2009-05-08",
                "title": "开展消防演练",
                "text": FIRST,
            },
        ),
        (
            "第2篇",
            {
                "unit": "乙社区",
                "authors": "李四",
                "received": "2009-05-09",
                "title": "召开动员会",
                "text": SECOND,
            },
        ),
    ]
    assert [str(one.what) for one in came.passed] == ["left out: 收到，谢谢"]


def test_what_a_report_says_of_itself_is_believed_before_its_sender() -> None:
    ((cells, _),) = told(f"乙社区 李四 5-8 9:30\n开展消防演练\n{FIRST}\n（甲社区 张三 5月7日）")
    assert (cells["unit"], cells["authors"], cells["received"]) == ("甲社区", "张三", "2009-05-07")


def test_a_text_is_read_in_the_encoding_it_is_in() -> None:
    text = f"开展消防演练\n{FIRST}\n（甲社区）"
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        came = letter(text.encode(encoding), "a.txt", Asked(today=TODAY))
        assert came.pieces[0].cells["unit"] == "甲社区"
    big = letter(
        "開展消防演練\n活動。".encode("big5"), "a.txt", Asked(today=TODAY, encoding="big5")
    )
    assert big.pieces[0].cells["title"] == "開展消防演練"
    with pytest.raises(EncodingUnclear):
        letter("開展消防演練\n活動。".encode("big5"), "a.txt", Asked(today=TODAY))


def test_the_day_of_a_text_that_says_none_may_be_told(office: Program) -> None:
    office.well("unit", "add", "甲社区", "--group", "community")
    text = f"开展消防演练\n{FIRST}\n（甲社区）".encode()
    ran = office("intake", "-", stdin=text)
    assert (ran.status, "it does not say on which day it came" in ran.err) == (3, True)
    ran = office("intake", "-", "--received", "5月8日", stdin=text)
    assert "taken: 1, on file already: 0, held: 0" in ran.out
    (shown,) = office.well("submission", "list", "--json").json["submissions"]
    assert shown["received"] == "2009-05-08"
    dated = f"召开动员会\n{SECOND}\n（甲社区 2009-05-09）".encode()
    office("intake", "-", "--received", "2009-06-01", stdin=dated)
    every = office.well("submission", "list", "--json").json["submissions"]
    assert [one["received"] for one in every] == ["2009-05-08", "2009-05-09"]


def test_an_empty_text_holds_nothing() -> None:
    for text in ("", "\n \n", "\u3000\n"):
        assert pasted(text).pieces == ()


def test_a_text_marked_secret_is_refused() -> None:
    with pytest.raises(MarkedSecret):
        pasted(f"机密\n{FIRST}")


def test_what_hides_or_commands_is_taken_out_of_a_text() -> None:
    ((cells, _),) = told(f"开展\x1b[31m消防\u202e演练\n{FIRST}\x00\n（甲\u200b社区）")
    assert (cells["title"], cells["text"], cells["unit"]) == ("开展消防演练", FIRST, "甲社区")

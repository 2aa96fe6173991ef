"""What comes in as CSV: read whole and right, or each mistake named with its place."""

import codecs
import os
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inforeport.errors import (
    EncodingUnclear,
    FileMissing,
    FileUnreadable,
    FormatNotRead,
    HeaderMistakes,
)
from inforeport.fields import ADOPTION, REPORTER, SUBMISSION, UNIT
from inforeport.intake import records
from inforeport.model import Problem, Reporter, Submission, Unit, Use
from inforeport.text import one_line

SAMPLES = Path(__file__).parent / "samples" / "csv"
GROUPS = {"community": "社区", "department": "部门"}
LEVELS = {"street": "街道", "district": "区委"}
FORMS = {"whole": "整篇", "brief": "简讯"}
WORDS = {"groups": GROUPS, "levels": LEVELS, "forms": FORMS}

Write = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Write:
    """A function that puts text or bytes into units.csv and gives back its path."""

    def write(content: str | bytes, encoding: str = "utf-8") -> Path:
        path = tmp_path / "units.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


def codes(problems: Iterable[Problem]) -> list[tuple[str, str]]:
    return [(one.place, one.code) for one in problems]


def mistakes(error: HeaderMistakes) -> list[Problem]:
    problems = error.facts["problems"]
    assert isinstance(problems, list)
    return problems


# The four nouns


def test_units_come_in() -> None:
    drafts, problems = records(UNIT, SAMPLES / "units.csv", WORDS)
    begins = date(2009, 5, 2)
    assert problems == ()
    assert [(draft.place, draft.record) for draft in drafts] == [
        (
            "units.csv:2",
            Unit("甲社区", "community", since=begins, aliases=("甲居委会", "甲社区居委会")),
        ),
        ("units.csv:3", Unit("乙社区", "community", begins, date(2009, 7, 31))),
        ("units.csv:5", Unit("综治办（司法所）", "department")),
    ]
    assert drafts[0].heads["unit"] == "单位"


def test_reporters_come_in_with_columns_in_any_order() -> None:
    drafts, problems = records(REPORTER, SAMPLES / "reporters.csv", {})
    assert problems == ()
    assert [draft.record for draft in drafts] == [
        Reporter("甲社区", "张三", "文书", mobile="13800138000", email="zhang@example.org"),
        Reporter("乙社区", "信息员镕"),
    ]


def test_submissions_come_in_with_their_texts_and_moments() -> None:
    drafts, problems = records(SUBMISSION, SAMPLES / "submissions.csv", WORDS)
    assert problems == ()
    assert [(draft.place, draft.record) for draft in drafts] == [
        (
            "submissions.csv:2",
            Submission(
                unit="甲社区",
                title="甲社区召开动员大会",
                received=date(2009, 5, 8),
                ref="2009-001",
                moment="2009-05-08 09:30",
                kind="文字",
                form="brief",
                category="动态",
                channel="邮箱",
                text='5月7日,甲社区召开动员大会。\n居民代表说:"很及时"。',
            ),
        ),
        ("submissions.csv:3", Submission("乙社区", "=乙社区开展入户走访", date(2009, 5, 9))),
    ]


def test_adoptions_come_in_by_number_or_by_unit_and_title() -> None:
    drafts, problems = records(ADOPTION, SAMPLES / "adoptions.csv", WORDS)
    assert problems == ()
    assert [draft.record for draft in drafts] == [
        Use(
            level="district",
            form="brief",
            on=date(2009, 5, 12),
            ref="2009-001",
            publication="区委信息",
            issue="第12期",
        ),
        Use(
            level="street",
            form=None,
            on=date(2009, 5, 15),
            unit="乙社区",
            title="乙社区开展入户走访",
            proof="街道工作简报第3期",
        ),
    ]


def test_an_adoption_names_its_report_and_everything_wrong_with_it_is_told(written: Write) -> None:
    path = written("ref,unit,title,level,adopted\n,甲社区,,街委,5/8\n")
    drafts, problems = records(ADOPTION, path, WORDS)
    assert drafts == ()
    assert codes(problems) == [
        ("units.csv:2:level", "unknown-word"),
        ("units.csv:2:adopted", "not-a-day"),
        ("units.csv:2", "missing"),
    ]


# Mistakes of rows


def test_each_mistake_has_its_place_and_the_good_rows_stay() -> None:
    drafts, problems = records(SUBMISSION, SAMPLES / "mistakes.csv", WORDS)
    assert [draft.place for draft in drafts] == ["mistakes.csv:7", "mistakes.csv:9"]
    assert codes(problems) == [
        ("mistakes.csv:2:报送时间", "not-a-day"),
        ("mistakes.csv:2:体裁", "unknown-word"),
        ("mistakes.csv:4:单位", "missing"),
        ("mistakes.csv:4:报送时间", "not-a-day"),
        ("mistakes.csv:5", "ragged"),
        ("mistakes.csv:6", "ragged"),
        ("mistakes.csv:8", "quote"),
        ("mistakes.csv:10", "quote"),
    ]


ADVICE = "leave no cell out, and put text with a comma in it in quotation marks"


def test_a_mistake_says_what_was_found_and_what_would_be_right() -> None:
    _, problems = records(SUBMISSION, SAMPLES / "mistakes.csv", WORDS)
    assert [str(one.what) for one in problems] == [
        "5月8日 is not a day; write it as 2009-05-08",
        "简迅 is not known; write one of 整篇, 简讯; did you mean 简讯?",
        "nothing is written here; it must not be empty",
        "2009-04-31 is not a day; write it as 2009-05-08",
        f"the row has 2 cells and the header 4: {ADVICE}",
        f"the row has 5 cells and the header 4: {ADVICE}",
        'lines 8 to 8 were not read: a quotation mark is not closed; write " as ""',
        'lines 10 to 11 were not read: a quotation mark is not closed; write " as ""',
    ]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (f"{'甲' * 101},社区,", "too-long"),
        (f"甲社区,社区,乙;{'甲' * 101}", "too-long"),
        (f"甲社区,社区,{'甲' * 1_000_000}", "too-long"),
        ("甲社区,社\0区,", "nul"),
        ("甲社区,\u200b,", "missing"),
        ("甲社区,,", "missing"),
        ("甲社区,社囗,", "unknown-word"),
        ("甲社区,街道办,", "unknown-word"),
    ],
)
def test_one_bad_cell_leaves_its_row_out(written: Write, row: str, code: str) -> None:
    path = written(f"unit,group,aliases\n{row}\n乙社区,社区,\n")
    drafts, problems = records(UNIT, path, WORDS)
    assert [one.code for one in problems] == [code]
    assert [draft.record.name for draft in drafts] == ["乙社区"]


def test_a_limit_is_kept_to_the_character(written: Write) -> None:
    path = written(f"unit,title,received\n{'甲' * 100},{'乙' * 200},2009-05-08\n")
    drafts, _ = records(SUBMISSION, path, WORDS)
    assert len(drafts[0].record.title) == 200
    path = written(f"unit,title,received\n甲社区,{'乙' * 201},2009-05-08\n")
    _, problems = records(SUBMISSION, path, WORDS)
    assert str(problems[0].what) == "201 characters are too many; at most 200 are kept"


@pytest.mark.parametrize(("length", "kept"), [(200_000, 1), (200_001, 0)])
def test_a_long_text_is_kept_whole_or_refused(written: Write, length: int, kept: int) -> None:
    path = written(f"unit,title,received,text\n甲社区,动员,2009-05-08,{'甲' * length}\n")
    drafts, problems = records(SUBMISSION, path, WORDS)
    assert (len(drafts), len(problems)) == (kept, 1 - kept)


def test_a_unit_cannot_end_before_it_begins(written: Write) -> None:
    path = written("unit,group,since,until\n甲社区,社区,2009-05-02,2009-05-01\n")
    assert codes(records(UNIT, path, WORDS)[1]) == [("units.csv:2", "ends-before")]


def test_the_mark_of_our_own_csv_comes_off_and_no_other_apostrophe(written: Write) -> None:
    starts = {"'=1": "=1", "'+1": "+1", "'-1": "-1", "'@a": "@a", "'＝1": "＝1", "'\t1": "1"}
    for cell, title in (starts | {"'甲'": "'甲'", "''=1": "''=1", "=1": "=1"}).items():
        path = written(f"unit,title,received\n甲社区,{cell},2009-05-08\n")
        drafts, _ = records(SUBMISSION, path, WORDS)
        assert drafts[0].record.title == title


# Encodings

LIST = "单位,组别\n甲社区,社区\n乙社区,社区\n信息员镕纪念馆,部门\n"


@pytest.mark.parametrize(
    "content",
    [
        LIST.encode(),
        LIST.encode("utf-8-sig"),
        LIST.encode("gbk"),
        LIST.encode("gb18030"),
        LIST.encode("utf-16"),
        codecs.BOM_UTF16_BE + LIST.encode("utf-16-be"),
    ],
)
def test_what_offices_save_reads_the_same(written: Write, content: bytes) -> None:
    drafts, problems = records(UNIT, written(content), WORDS)
    assert problems == ()
    assert [one.record.name for one in drafts] == ["甲社区", "乙社区", "信息员镕纪念馆"]


def test_a_rare_character_of_four_bytes_is_read(written: Write) -> None:
    drafts, _ = records(UNIT, written("单位,组别\n𠮷村社区㐂,社区\n", "gb18030"), WORDS)
    assert drafts[0].record.name == "𠮷村社区㐂"


@pytest.mark.parametrize(
    "content",
    [
        "unit,group\n學習實踐活動辦公室,community\n".encode("big5"),
        "unit,group\n關鍵問題\n甲社區\n乙社區,community\n".encode("big5"),
        "單位,組別\n甲社區,社區\n".encode("big5"),
        LIST.encode("gbk") + "丙社区,社区\n".encode(),
        LIST.encode() + "丙社区,社区\n".encode("gbk"),
        LIST.encode() + b"\xff\xff\n",
        LIST.encode("gbk") + b"\xff\xff\n",
        "unit,group\n通,community\n".encode("gbk"),  # also two letters in UTF-8
        LIST.encode("utf-16-le"),
        "unit,group\nA,community\n".encode("utf-16-le"),
        LIST.encode("utf-16")[:-1],
    ],
)
def test_no_nonsense_is_read(written: Write, content: bytes) -> None:
    with pytest.raises(EncodingUnclear) as raised:
        records(UNIT, written(content), WORDS)
    assert "--encoding" in str(raised.value.hint)


def test_the_encoding_may_be_named(written: Write) -> None:
    content = "unit,group\n甲社區,community\n".encode("big5")
    drafts, _ = records(UNIT, written(content), WORDS, encoding="big5")
    assert drafts[0].record.name == "甲社區"
    drafts, _ = records(UNIT, written(LIST, "utf-8-sig"), WORDS, encoding="utf-8")
    assert drafts[0].record.name == "甲社区"


@pytest.mark.parametrize("encoding", ["ascii", "martian", "zlib"])
def test_a_wrong_encoding_is_refused(written: Write, encoding: str) -> None:
    with pytest.raises(EncodingUnclear):
        records(UNIT, written(LIST), WORDS, encoding=encoding)


# The file as a whole


@pytest.mark.parametrize("mark", [",", "\t", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_commas_tabs_and_semicolons_divide_cells(written: Write, mark: str, end: str) -> None:
    text = LIST.replace(",", mark).replace("\n", end)
    drafts, problems = records(UNIT, written(text), WORDS)
    assert (len(drafts), problems) == (3, ())


@pytest.mark.parametrize("content", ["", "\ufeff", "\n\n", "单位,组别\n", "单位,组别\n\n,\n"])
def test_a_file_without_rows_is_a_mistake(written: Write, content: str) -> None:
    drafts, [problem] = records(UNIT, written(content), WORDS)
    assert (drafts, problem.place, problem.code) == ((), "units.csv", "empty")


def test_empty_columns_behind_the_last_do_no_harm(written: Write) -> None:
    path = written("单位,组别,,\n甲社区,社区,,\n乙社区,社区,,,,\n丙社区,社区,,多\n")
    drafts, problems = records(UNIT, path, WORDS)
    assert [one.place for one in drafts] == ["units.csv:2", "units.csv:3"]
    assert codes(problems) == [("units.csv:4", "ragged")]


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("单位,组别,面积", [("units.csv:1:面积", "unknown-column")]),
        ("单位,组别,alias", [("units.csv:1:alias", "unknown-column")]),
        ("单位,,组别", [("units.csv:1:2", "unknown-column")]),
        ("单位,组别,unit", [("units.csv:1:unit", "column-twice")]),
        ("单位", [("units.csv:1", "column-missing")]),
        (
            "单 位,Aliasses",
            [("units.csv:1:Aliasses", "unknown-column"), ("units.csv:1", "column-missing")],
        ),
        ('单位,"组别"x', [("units.csv:1", "quote")]),
    ],
)
def test_mistakes_in_the_header_are_all_named(
    written: Write, header: str, found: list[tuple[str, str]]
) -> None:
    with pytest.raises(HeaderMistakes) as raised:
        records(UNIT, written(f"{header}\n甲社区,社区,\n"), WORDS)
    assert codes(mistakes(raised.value)) == found


def test_an_unknown_column_is_answered_with_the_nearest(written: Write) -> None:
    with pytest.raises(HeaderMistakes) as raised:
        records(UNIT, written("unit,group,alias\n"), WORDS)
    (problem,) = mistakes(raised.value)
    assert str(problem.what) == "alias is not a column here; did you mean aliases?"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match="there is no file"):
        records(UNIT, tmp_path / "units.csv", WORDS)
    (tmp_path / "file").touch()
    with pytest.raises(FileMissing):
        records(UNIT, tmp_path / "file" / "units.csv", WORDS)


def test_a_folder_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="folder"):
        records(UNIT, tmp_path, WORDS)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "units.csv")
    with pytest.raises(FileUnreadable, match="ordinary"):
        records(UNIT, tmp_path / "units.csv", WORDS)


def test_a_link_to_itself_is_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.symlink_to(path)
    with pytest.raises(FileUnreadable):
        records(UNIT, path, WORDS)


@pytest.mark.parametrize(("size", "error"), [(50_000_000, None), (50_000_001, FileUnreadable)])
def test_a_file_may_have_fifty_megabytes(
    tmp_path: Path, size: int, error: type[Exception] | None
) -> None:
    path = tmp_path / "units.csv"
    with path.open("wb") as file:
        file.write(b"unit,group\n")
        file.truncate(size)
    if error is None:
        assert [one.code for one in records(UNIT, path, WORDS)[1]] == ["ragged"]
    else:
        with pytest.raises(error, match="50 MB"):
            records(UNIT, path, WORDS)


def test_other_formats_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "units.xls"
    path.touch()
    with pytest.raises(FormatNotRead):
        records(UNIT, path, WORDS)


def test_the_name_of_a_file_is_cleaned_in_places(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m\u202eb.CSV"
    path.write_text("unit,group\nA,community\n", encoding="utf-8")
    assert records(UNIT, path, WORDS)[0][0].place == "ab.CSV:2"


@given(
    st.binary(max_size=300), st.sampled_from([b"", b"unit,group\n", "单位,组别\n".encode("gbk")])
)
def test_any_bytes_are_read_or_refused_by_name(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, header: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(header + content)
    try:
        drafts, _ = records(UNIT, path, WORDS)
    except (EncodingUnclear, FormatNotRead, HeaderMistakes):
        return
    assert all(one.record.name == one_line(one.record.name) != "" for one in drafts)

"""What people saw on printed papers and had to be mended: each thing, and the tests of it.

28 units with names of 13 to 23 characters, three months, 387 reports; `long_names` makes such an
office, `test_pages` looks at all its pages.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Paper
from docx.oxml.ns import qn
from docx.table import _Row

from conftest import Program
from test_papers import in_may

TESTS = Path(__file__).parent
_LEAST = 17  # things that were seen

SEEN: Mapping[str, tuple[str, ...]] = {
    "1 form to be filled in: columns of 9.5 mm, rows of 7; slivers in html; no title in xlsx": (
        "test_render_word:test_a_blank_has_the_room_for_a_hand",
        "test_render_word:test_rows_to_be_written_in_are_ten_millimetres_high",
        "test_render_html:test_a_blank_of_a_table_has_the_room_for_a_hand",
        "test_render_xlsx:test_a_form_has_its_title_above_it_and_room_for_a_hand",
        "test_pages:test_the_pages_of_an_office_with_long_names_have_no_faults",
    ),
    "2 one long cell as wide as a title": (
        "test_render_word:test_one_long_cell_does_not_widen_its_column",
        "test_render_word:test_the_widest_columns_give_way_so_that_most_cells_take_as_few_lines",
    ),
    "3 heads folded inside words, mailboxes inside theirs": (
        "test_render_word:test_a_head_is_folded_beside_a_word_and_never_in_it",
        "test_render_word:test_a_mailbox_is_broken_before_its_at_and_its_dots_only",
        "test_pages:test_the_pages_of_hard_papers_have_no_faults",
    ),
    "4 turned whatever the width; a figure in two lines": (
        "test_render_word:test_a_table_is_turned_only_if_it_does_not_fit_upright",
        "test_papers:test_a_narrow_statistics_form_stands_upright",
        "test_pages:test_the_checker_sees_what_is_broken",
    ),
    "5 no sums; three names for one table": (
        "test_seen:test_one_table_has_one_name_and_the_same_rows_and_sums_on_all_papers",
    ),
    "6 a red head without rule or room, numbers in any form, no issuer in the title": (
        "test_heads_of_papers:test_the_red_head_has_its_rule_and_room_where_there_is_no_number_yet",
        "test_heads_of_papers:test_another_is_refused_and_what_was_meant_is_offered",
        "test_heads_of_papers:test_the_title_names_the_issuer_where_no_red_head_does",
        "test_heads_of_papers:test_several_issuers_sign_and_another_office_prints",
    ),
    "7 one run of pages for all units, signatures alone, a line on a second page": (
        "test_heads_of_papers:test_each_unit_s_paper_begins_with_page_1_on_an_odd_page",
        "test_heads_of_papers:test_each_gives_a_file_for_each_unit",
        "test_heads_of_papers:test_a_signature_is_never_alone_on_a_page",
        "test_heads_of_papers:test_an_explanation_sheet_of_long_names_is_one_page_for_each_unit",
        "test_pages:test_the_pages_of_an_office_with_long_names_have_no_faults",
    ),
    "8 a closing that leaves half a page": (
        "test_render_word:test_a_long_paragraph_is_not_moved_with_a_closing_that_stands_by_itself",
        "test_pages:test_the_pages_of_an_office_with_long_names_have_no_faults",
    ),
    "9 a bulletin without text on its first page, pictures alone, heads that are plain text": (
        "test_heads_of_papers:test_the_first_page_of_the_bulletin_bears_text",
        "test_heads_of_papers:test_pictures_stand_side_by_side_and_say_what_they_show",
        "test_heads_of_papers:test_heads_inside_an_item_are_heads",
    ),
    "10 thirteen lines of small print between two sections": (
        "test_seen:test_no_small_print_stands_between_sections",
        "test_render_word:test_small_print_does_not_run_on_to_a_page_of_its_own_for_a_few_lines",
    ),
    "11 note and signature of the prizes alone on page 2": (
        "test_render_word:test_the_last_rows_of_a_table_go_with_the_signature",
        "test_short_names:test_no_page_ends_with_one_row_and_none_begins_with_the_last",
        "test_pages:test_the_pages_of_a_published_office_have_no_faults",
    ),
    "12 an office's own template is ignored, or spoils the paper": (
        "test_own_template:test_tables_and_ends_are_as_wide_as_the_text_of_the_template",
        "test_own_template:test_a_red_head_in_the_body_takes_the_place_of_ours",
        "test_own_template:test_what_would_spoil_a_paper_is_said_and_left_out",
        "test_own_template:test_a_template_no_paper_can_be_set_in_is_refused",
        "test_own_template:test_word_s_own_title_and_caption_are_known_and_ours_come_before_them",
    ),
    "13 English styles, all offered; pictures without a word; days as words in files": (
        "test_own_template:test_styles_are_called_in_chinese_and_few_are_offered",
        "test_heads_of_papers:test_pictures_stand_side_by_side_and_say_what_they_show",
        "test_render_xlsx:test_a_cell_holds_what_it_is",
    ),
    "14 no form of a letter, talk, 你单位 twice": (
        "test_heads_of_papers:test_a_letter_has_the_form_of_the_standard",
        "test_seen:test_a_letter_speaks_as_letters_do",
    ),
    "15 issues cited in two ways": ("test_heads_of_papers:test_an_issue_is_cited_in_one_way",),
    "16 titles broken inside a word": (
        "test_render_word:test_a_long_title_is_broken_between_words",
    ),
    "17 a minus that GBK lacks": (
        "test_render_word:test_a_negative_figure_has_a_minus_sign_that_no_line_breaks_at",
        "test_heads_of_papers:test_no_figure_is_broken_over_two_lines",
        "test_seen:test_no_sign_that_gbk_lacks_is_on_a_paper",
    ),
}


def test_every_thing_that_was_seen_is_measured() -> None:
    assert len(SEEN) == _LEAST
    for thing, tests in SEEN.items():
        for name in tests:
            module, _, test = name.partition(":")
            text = (TESTS / f"{module}.py").read_text(encoding="utf-8")
            assert f"\ndef {test}(" in text, (thing, name)


@pytest.fixture(scope="module")
def may(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Two communities, of which one sent a report that the street used, and a department."""
    return in_may(tmp_path_factory.mktemp("may"))


def blocks(may: Program, paper: str, folder: Path) -> list[dict[str, Any]]:
    """What a paper says, block by block."""
    path = folder / f"{paper}.json"
    may.well("export", paper, "--month", "5", "-o", path)
    return list(json.loads(path.read_text(encoding="utf-8"))["blocks"])


def printed(may: Program, paper: str, folder: Path) -> Paper:
    """A paper as Word has it."""
    path = folder / f"{paper}.docx"
    may.well("export", paper, "--month", "5", "-o", path)
    return Document(str(path))


def test_one_table_has_one_name_and_the_same_rows_and_sums_on_all_papers(
    may: Program, tmp_path: Path
) -> None:
    """The sums by hand: 4 owed of each, one report in all, -10 for each missing, 8 for its use."""
    annexes, ranking = printed(may, "circular", tmp_path), printed(may, "ranking", tmp_path)
    name = "2009年5月{}信息报送及采用情况统计表"
    assert name.format("") in {one.text for one in ranking.paragraphs}
    said = [one.text for one in annexes.paragraphs]
    assert {name.format("社区"), name.format("部门")} <= {*said}
    tables = [[_words(row) for row in one.rows] for one in ranking.tables]
    assert tables == [[_words(row) for row in one.rows] for one in annexes.tables[:2]]
    assert " ".join(tables[0][-1]) == "合计 8 1 40 −70 0 1 8 0 0 0 0 −22"


def _words(row: _Row) -> list[str]:
    return [cell.text for cell in row.cells if cell.text]


def test_no_small_print_stands_between_sections(may: Program, tmp_path: Path) -> None:
    every = blocks(may, "circular", tmp_path)
    notes = [at for at, one in enumerate(every) if one.get("role") == "note"]
    heads = [at for at, one in enumerate(every) if one["type"] == "heading"]
    assert notes
    assert min(notes) > max(heads)


def test_a_letter_speaks_as_letters_do(may: Program, tmp_path: Path) -> None:
    text = "".join(one.get("text", "") for one in blocks(may, "letter", tmp_path))
    units = len(re.findall("关于催报2009年5月信息的函", text))
    assert units == text.count("你单位") == text.count("特此函告。")
    assert "与我办联系核对" in text
    assert "与我们" not in text


@pytest.mark.parametrize("paper", ["circular", "ranking", "slips", "explanation", "letter"])
def test_no_sign_that_gbk_lacks_is_on_a_paper(may: Program, tmp_path: Path, paper: str) -> None:
    """Of its words in Word; the minus is the one sign that the standard asks for all the same."""
    body = printed(may, paper, tmp_path).element.body
    text = "".join(one.text or "" for one in body.iter(qn("w:t")))
    assert "\u2060" not in text
    text.replace("\u2212", "-").encode("gbk")

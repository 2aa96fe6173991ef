"""What the commands read from the file before the rules are asked."""

from pathlib import Path

import pytest

from conftest import Program
from inforeport.scheme import shipped


@pytest.mark.parametrize(("counts_on", "may", "july"), [("adopted", 0, 8), ("received", 8, 0)])
def test_a_use_months_later_counts_where_the_scheme_says(
    run: Program, tmp_path: Path, counts_on: str, may: int, july: int
) -> None:
    """Received on 5 May and used on 10 July: the file is asked for the right months."""
    scheme = tmp_path / "scheme.toml"
    text = shipped("street").replace('counts_on = "adopted"', f'counts_on = "{counts_on}"')
    scheme.write_text(text, encoding="utf-8")
    run.well("init", "--office", "街道办", "--scheme", scheme)
    run.well("unit", "add", "甲社区", "--group", "社区")
    run.well("submission", "add", "甲社区", "情况", "--ref", "a1", "--received", "2009-05-05")
    run.well("adoption", "add", "a1", "--level", "street", "--on", "2009-07-10")
    for month, points in (("5", may), ("7", july)):
        [unit] = run.well("score", "--month", month, "--json").json["units"]
        assert unit["parts"].get("adoption", 0) == points

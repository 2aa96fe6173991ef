"""Files of the first edition: read for good, and rewritten into the second without a change.

`cases/first/` keeps the shipped schemes and those of `examples/` as they were in the first edition.
"""

import tomllib
from pathlib import Path

import pytest
from msgspec.structs import replace

from conftest import CASES, Program
from inforeport.errors import SchemeMistakes
from inforeport.scheme import Scheme, read, upgraded
from inforeport.scheme.spots import lines_of, spots
from inforeport.scheme.wording import LISTS
from inforeport.words import say

FIRST = sorted((CASES / "first").glob("*.toml"))
SMALL = """# 依据:某办法
title  = "办法"   # 标题
since  = 2009-05-01
groups = { a = "社区" }
levels = { city = "市" }

[[rule]]             # 每周一篇
kind    = "quota"
clause  = "一"
name    = "周报"
per     = "month"
every   = "week"
whole   = true

[[rule]]
"kind"  = 'task'
clause  = "二"
of      = ["周报"]
missing = -1

[[rule]]
kind = "adoption"
clause = "三"
times = "pictures"
[rule.points]
city = 5

[[rule]]
kind   = "mark"
clause = "四"
rows   = [
  { code = "bonus", least = 1, most = 5 },   # 由办公室定
  { code = "error", points = -1 },
]

[[rule]]
kind   = "limit"
clause = "五"
of     = ["adoption"]
most   = 40
each   = "item"

[[fee]]
kind = "pay"
clause = "六"
each = 5

[ranking]
ties = "gap"
[[ranking.duty]]
group = "a"
last  = "说明"
"""
SECOND = """# 依据:某办法
edition = 2
title  = "办法"   # 标题
since  = 2009-05-01
groups = { a = "社区" }
levels = { city = "市" }

[[rule]]             # 每周一篇
type    = "duty"
clause  = "一"
name    = "周报"
judged  = "month"
every   = "week"
rounded_down = true

[[rule]]
type    = 'duty'
clause  = "二"
duties  = ["周报"]
missing = -1

[[rule]]
type = "adoption"
clause = "三"
multiplied_by = "pictures"
[rule.points]
city = 5

[[rule]]
type   = "mark"
clause = "四"
rows   = [
  { code = "bonus", from = 1, to = 5 },   # 由办公室定
  { code = "error", points = -1 },
]

[[rule]]
type   = "limit"
clause = "五"
parts  = ["adoption"]
cap    = 40
for_each = "item"

[[fee]]
type = "pay"
clause = "六"
yuan = 5

[ranking]
ties = "gap"
[[ranking.last]]
group = "a"
must  = "说明"
"""


def meant(text: str) -> Scheme:
    """What a file says, however it is written."""
    return replace(read(text, "a.toml"), edition=2, named=())


def mistakes(text: str) -> list[tuple[int, str]]:
    """The line of each mistake, and what is wrong."""
    with pytest.raises(SchemeMistakes) as met:
        read(text, "a.toml")
    problems = met.value.facts["problems"]
    assert isinstance(problems, list)
    return [(int(one.place.rpartition(":")[2]), say(one.what, "en")) for one in problems]


# The two editions say the same


def test_a_file_is_rewritten_key_by_key() -> None:
    assert upgraded(SMALL, "a.toml") == SECOND
    assert meant(SMALL) == meant(SECOND)


@pytest.mark.parametrize("path", FIRST, ids=lambda path: path.stem)
def test_a_file_of_the_first_edition_means_the_same_when_it_is_rewritten(path: Path) -> None:
    first = path.read_text("utf-8")
    second = upgraded(first, path.name)
    assert meant(second) == meant(first)
    assert upgraded(second, path.name) == second
    comments = [[row.partition("#")[2] for row in text.splitlines()] for text in (first, second)]
    assert [one for one in comments[1] if one] == [one for one in comments[0] if one]
    assert len(second.splitlines()) == len(first.splitlines()) + 1


def test_an_edition_that_is_stated_is_changed_in_its_place() -> None:
    stated = SMALL.replace('title  = "办法"', 'title  = "办法"\nedition = 1')
    assert 'title  = "办法"\nedition = 2   # 标题' in upgraded(stated, "a.toml")


def test_words_of_the_first_edition_are_those_of_the_second() -> None:
    then = '[[rule]]\nkind = "quota"\nclause = "七"\nper = "year"\nevery = "month"\n'
    then += 'then = [{ rate = [{ least = 0.5, points = 1, part = "nothing" }], by = "owed" }]\n'
    new = upgraded(SMALL.replace("[[fee]]", f"{then}\n[[fee]]"), "a.toml")
    row = 'rate = [{ from = 0.5, points = 1, rest = "nothing" }], measure = "met"'
    assert row in new


# Where a key stands


def test_every_key_and_row_of_a_file_has_its_place() -> None:
    text = 'a.b = 1 # "x = 2"\n[t."u v"]\ns = """]\n"""\nl = [[1, 2],\n { c = \'}\' }]\n'
    assert tomllib.loads(text)
    lines = lines_of(text)
    assert lines["a", "b"] == 1
    assert lines["t", "u v", "s"] == 3
    assert (lines["t", "u v", "l", 0, 1], lines["t", "u v", "l", 1, "c"]) == (5, 6)
    assert [text[spot.start : spot.end] for spot in spots(text) if spot.end > spot.start] == [
        *("a", "b", "t", '"u v"', "s", "l", "c")
    ]


# Each mistake is told by the keys of its file


FIRST_KEYS = [
    ("most   = 40", 'most = "40"', 40, "rule 5: most = 40 is not a figure"),
    ("most   = 40", "cap = 40", 40, "rule 5: cap is of the second edition; in the f"),
    ('kind   = "limit"', 'kind = "duty"', 37, "rule 5: kind = duty: write one of quota, "),
    ('of     = ["adoption"]', 'of     = ["mrak"]', 39, "rule 5: no rule above gives points "),
    ('each   = "item"', 'each = "itme"', 41, "rule 5: each = itme: write one of unit, item"),
    ("most   = 40", "", 36, "rule 5: it limits nothing: write most or least"),
    ("least = 1, most = 5", "least = 6, most = 5", 32, "rule 4: most = 5 is below least = 6"),
    ('last  = "说明"', "", 50, "last is missing"),
    ("since  = 2009", "edition = 3\nsince  = 2009", 3, "edition = 3: write one of 1, 2"),
]  # fmt: skip
SECOND_KEYS = [
    ("cap    = 40", 'cap = "40"', 41, "rule 5: cap = 40 is not a figure"),
    ("cap    = 40", "most = 40", 41, "rule 5: most is called cap in the second edition"),
    ('type   = "limit"', 'type = "quota"', 38, "rule 5: type = quota: write one of duty, "),
    ('type   = "limit"', 'kind = "limit"', 38, "rule 5: kind is called type in the "),
    ('parts  = ["adoption"]', 'parts  = ["mrak"]', 40, "rule 5: no rule above gives points "),
    ("cap    = 40", "", 37, "rule 5: it limits nothing: write cap or floor"),
    ("from = 1, to = 5", "from = 6, to = 5", 33, "rule 4: to = 5 is below from = 6"),
    ("from = 1, to = 5", "from_ = 1, to = 5", 33, "rule 4: from_ is not known here"),
    ('must  = "说明"', "", 51, "must is missing"),
    ("edition = 2\n", "", 1, "its rules are of the second edition: write edition "),
    ('duties  = ["周报"]', 'duties  = ["周报"]\nowed = 2', 20, "rule 2: owed says nothing "),
    ('name    = "周报"', 'together = "apart"', 11, "rule 1: together says nothing "),
    ('judged  = "month"', 'judgd = "month"', 12, "rule 1: judgd is not known here; did you"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "old", "new", "line", "says"),
    [*((SMALL, *row) for row in FIRST_KEYS), *((SECOND, *row) for row in SECOND_KEYS)],
)
def test_a_file_is_told_the_keys_of_its_own_edition(
    text: str, old: str, new: str, line: int, says: str
) -> None:
    assert text.count(old) == 1
    found = mistakes(text.replace(old, new))
    assert any(at == line and what.startswith(says) for at, what in found), found


def test_what_is_left_open_is_told_by_the_keys_of_the_file(run: Program, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    for text, key in ((SMALL, "quota.surplus"), (SECOND, "duty.surplus")):
        path.write_text(text, encoding="utf-8")
        assert f"({key})" in run("scheme", "check", path).out


def test_both_lists_of_rules_are_looked_at() -> None:
    assert LISTS == ("rule", "fee")
    assert mistakes(SECOND.replace("yuan = 5", "each = 5")) == [
        (47, "fee 1: each is called yuan in the second edition")
    ]


# The command


def test_a_file_is_rewritten_in_its_place_or_into_another(run: Program, tmp_path: Path) -> None:
    path, other = tmp_path / "a.toml", tmp_path / "b.toml"
    path.write_bytes(SMALL.replace("\n", "\r\n").encode())
    shown = run("scheme", "upgrade", path, "--dry-run")
    assert (shown.status, "-most   = 40" in shown.out, "+cap    = 40" in shown.out) == (
        0,
        True,
        True,
    )
    assert path.read_bytes() == SMALL.replace("\n", "\r\n").encode()
    run.well("scheme", "upgrade", path, "-o", other)
    assert other.read_bytes() == SECOND.replace("\n", "\r\n").encode()
    assert run("scheme", "upgrade", path, "-o", other).status == 7
    run.well("scheme", "upgrade", path)
    assert path.read_bytes() == other.read_bytes()
    assert "of the second edition already" in run.well("scheme", "upgrade", path).out


def test_a_file_with_mistakes_is_not_rewritten(run: Program, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(SMALL.replace("most", "mosst"), encoding="utf-8")
    before = path.read_bytes()
    assert run("scheme", "upgrade", path).status == 4
    assert path.read_bytes() == before

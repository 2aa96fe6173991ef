"""Every answer and every page of help on a screen of 80 columns, in both languages."""

import re
from collections.abc import Iterator

import pytest
from rich.cells import cell_len

from conftest import AFTER, Program
from every import COMMANDS, READING, Line, an_office
from inforeport.cli._session import Session

WIDTH = 80
STOPS = set("，。、；：！？）】》”’…,;:!?)")
UNDERLINE = re.compile(r"^-{5,}$")
SIGNS = re.compile("[一-鿿]")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return an_office(tmp_path_factory.mktemp("base") / "office")


def heads(out: str) -> Iterator[list[str]]:
    """What stands above each underline, line by line up to the blank line or the caption."""
    lines = out.splitlines()
    for number, line in enumerate(lines):
        if UNDERLINE.match(line):
            above = range(number - 1, -1, -1)
            first = next((at for at in above if not lines[at].strip()), -1)
            yield lines[first + 1 : number]


def texts(out: str) -> Iterator[str]:
    """What stands on each line, and in each cell of a line."""
    for line in out.splitlines():
        yield from (cell for cell in re.split(r"\s{2,}", line.strip()) if cell)


def whole_words(out: str) -> set[str]:
    """The words of heads that are not folded."""
    return {word for above in heads(out) for line in above for word in line.split()}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("line", READING, ids=str)
def test_an_answer_is_set_as_in_print(
    base: Program, line: Line, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = line.typed(base.db.parent, *(["--force"] if "-o" in line.words else []))
    with monkeypatch.context() as patch:
        patch.setattr(Session, "width", WIDTH)  # as at a terminal, though it goes into a pipe
        out = base(*words, lang=lang).out
    assert [text for text in texts(out) if text[0] in STOPS - {"…"}] == []
    assert [text for text in out.splitlines() if cell_len(text) > WIDTH] == []
    folded = whole_words(out)
    known = whole_words(base(*words, lang=lang).out) if folded else folded
    if lang == "en":
        assert {word for word in folded - known if not SIGNS.search(word)} == set()
    else:
        assert {word for word in folded - known if len(word) == 1} == set()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_of_help_is_set_as_in_print(
    run: Program, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setattr(Session, "width", WIDTH)
    for path in COMMANDS:
        out = run(*path, "--help", lang=lang, today=AFTER).out
        assert [text for text in out.splitlines() if text.strip()[:1] in STOPS] == [], path
        assert [text for text in out.splitlines()[1:] if cell_len(text) > WIDTH] == [], path

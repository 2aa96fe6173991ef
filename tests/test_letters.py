"""What came in is kept once, as it came; the trail, the check, undo and copies know it."""

import json
from collections.abc import Mapping
from datetime import date

import pytest
from msgspec.structs import replace

from conftest import Opening
from inforeport.errors import UnknownEntry
from inforeport.model import Reporter
from inforeport.model.desk import Kept, Picture, Reason, Received, Words
from inforeport.model.letters import Letter, Piece
from inforeport.store import Ledger, dump, health, letter, reporter, trail
from inforeport.words import Spoken

CAME = date(2009, 5, 11)


def came_in(ledger: Ledger, content: bytes = b"a,b\n", name: str = "台账.csv") -> Received:
    with ledger.writing():
        return letter.add(ledger, Letter(name=name, kind="csv", content=content), CAME)


def held(ledger: Ledger, of: Received, cells: Mapping[str, str], fact: str = "submission") -> Kept:
    with ledger.writing():
        words = Words(cells=cells)
        piece = Piece(place="2", fact=fact, cells=cells)
        number = letter.keep_words(ledger, of, piece, words)
        reason = Reason(Spoken({"en": "no day", "zh": "没有日期"}))
        said = Kept(letter=of, place="2", fact=fact, state="held", came=number, now=number)
        kept = replace(said, code="no-day", reason=reason)
        return letter.piece(ledger, letter.add_piece(ledger, kept))


def test_the_same_bytes_are_one_letter(filled: Ledger) -> None:
    one = came_in(filled)
    assert letter.came_before(filled, b"a,b\n") == one
    assert letter.came_before(filled, b"a,b") is None
    assert letter.content(filled, one) == b"a,b\n"


def test_the_same_words_in_another_width_are_known_again(filled: Ledger) -> None:
    of = came_in(filled)
    with filled.writing():
        numbers = [
            letter.keep_words(
                filled, of, Piece(place="1", fact=fact, cells=cells), Words(cells=cells)
            )
            for fact, cells in (
                ("submission", {"title": "走访12户", "unit": "甲社区"}),
                ("submission", {"unit": "甲 社区", "title": "走访１２户"}),
                ("submission", {"title": "走访13户", "unit": "甲社区"}),
                ("unit", {"title": "走访12户", "unit": "甲社区"}),
            )
        ]
    assert [number == numbers[0] for number in numbers] == [True, True, False, False]


def test_what_is_corrected_is_kept_to_the_letter(filled: Ledger) -> None:
    with filled.writing():
        one = letter.keep_corrected(filled, Words(cells={"title": "走访12户"}))
        other = letter.keep_corrected(filled, Words(cells={"title": "走访１２户"}))
    assert one != other


def test_pieces_are_asked_for_by_what_became_of_them(filled: Ledger) -> None:
    kept = held(filled, came_in(filled), {"title": "走访"})
    assert (kept.words.cells, kept.code, kept.label) == ({"title": "走访"}, "no-day", None)
    assert letter.pieces(filled, state="held") == [kept] == letter.said_before(filled, kept.came)
    assert letter.pieces(filled, state="taken") == []
    assert letter.pieces(filled, came=(CAME, date(2009, 5, 12))) == [kept]
    assert letter.pieces(filled, came=(date(2009, 5, 12), date.max)) == []
    with pytest.raises(UnknownEntry, match="no piece is on file under number 99"):
        letter.piece(filled, 99)


def test_the_trail_never_tells_what_came(filled: Ledger) -> None:
    held(filled, came_in(filled, "甲,13800000000\n".encode()), {"mobile": "13800000000"})
    told = json.dumps(filled.tuples("select before, after, key from change"), ensure_ascii=False)
    assert "台账.csv" in told
    assert "13800000000" not in told
    assert health.findings(filled) == []


def test_what_is_not_what_came_is_found(filled: Ledger) -> None:
    came_in(filled)
    with filled.writing():
        filled.change("update incoming set content = x'00'")
    found = [(one.place, one.code) for one in health.findings(filled)]
    assert found == [("incoming 1", "original")]


def test_a_letter_is_taken_back_and_brought_back(filled: Ledger) -> None:
    one = came_in(filled)
    held(filled, one, {"title": "走访"})
    for there in (0, 1):
        last = trail.to_take_back(filled)
        with filled.writing(undoes=last.number):
            trail.take_back(filled, last)
        assert len(letter.pieces(filled)) == there
    assert health.findings(filled) == []


def test_a_dump_has_all_of_it(ledger: Opening, filled: Ledger) -> None:
    kept = held(filled, came_in(filled), {"title": "走访"})
    text = filled.path.with_name("台账.txt")
    text.write_text("".join(dump.dump(filled)), encoding="utf-8")
    dump.load(text, filled.path.with_name("new.db"))
    filled.close()
    filled.path.with_name("new.db").replace(filled.path)
    again = ledger()
    assert letter.pieces(again) == [kept]
    assert letter.content(again, kept.letter) == b"a,b\n"


def test_whoever_is_forgotten_is_forgotten_in_what_came_too(filled: Ledger) -> None:
    of = came_in(filled, "甲社区,信息员甲,13800000000\n".encode(), "名单.csv")
    other = came_in(filled)
    kept = held(filled, of, {"name": "信息员甲", "mobile": "13800000000"}, "reporter")
    with filled.writing():
        known = reporter.add(filled, Reporter("甲社区", "信息员甲", mobile="13800000000"))
        reporter.forget(filled, known)
    assert letter.content(filled, of) is None
    assert letter.content(filled, other) == b"a,b\n"
    assert letter.piece(filled, kept.id).words == Words()
    assert "13800000000" not in "".join(dump.dump(filled))
    assert health.findings(filled) == []


def test_words_keep_uses_and_pictures(filled: Ledger) -> None:
    words = Words(
        cells={"title": "走访"},
        uses=({"level": "街道"},),
        pictures=(Picture("路灯.png", "0" * 64, "修好的路灯"),),
    )
    one = came_in(filled)
    with filled.writing():
        came = Piece(place="1", fact="submission", cells=words.cells)
        number = letter.keep_words(filled, one, came, words)
        piece = Kept(
            letter=one, place="1", fact="submission", state="taken", came=number, now=number
        )
        kept = letter.piece(filled, letter.add_piece(filled, piece))
    assert kept.words == words


def test_heads_are_learnt_for_a_shape(filled: Ledger) -> None:
    with filled.writing():
        letter.learn(filled, "某表", {"题目": "title", "渠道": ""})
        letter.learn(filled, "某表", {"渠道": "channel"})
    assert letter.learnt(filled) == {"某表": {"题目": "title", "渠道": "channel"}}

"""What `schema` publishes is what commands answer: each is run once and held against it."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from conftest import Program
from every import READING, WRITING, Line, an_office, as_good
from inforeport.documents import schemas
from inforeport.fields import FACTS

UNDESCRIBED = {"intake fetch", "outbox send"}
"""Answers that want a server; without one they are refused."""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return an_office(tmp_path_factory.mktemp("base") / "office")


def answer_of(line: Line) -> str | None:
    """The name of the schema of what a line answers."""
    if str(line) in UNDESCRIBED:
        return None
    named = [one for one in ("-".join(line.path), line.path[0]) if one in schemas.names()]
    if line in WRITING and named[:1] != ["-".join(line.path)]:
        return "write"
    return named[0] if named else ""


@cache
def validator(name: str) -> Draft202012Validator:
    """What holds answers against a schema, which is one itself."""
    shape = schemas.schema(name)
    Draft202012Validator.check_schema(shape)
    return Draft202012Validator(shape)


def held(name: str, answer: Any) -> None:
    """See that an answer is what its schema says."""
    problems = [one.message for one in validator(name).iter_errors(answer)]
    assert problems == [], json.dumps(answer, ensure_ascii=False)[:2000]


@pytest.mark.parametrize("line", READING, ids=str)
def test_an_answer_is_what_its_schema_says(base: Program, line: Line) -> None:
    name = answer_of(line)
    assert name != "", "describe it in documents/schemas.py, or name it here"
    if name:
        held(name, line.at(base, "--json").json)


@pytest.mark.parametrize("line", WRITING, ids=str)
def test_what_was_done_is_told_as_its_schema_says(
    base: Program, line: Line, tmp_path: Path
) -> None:
    name = answer_of(line)
    if name:
        held(name, line.at(as_good(base, tmp_path / "office"), "--json").json)


@pytest.mark.parametrize("by", ["kind", "category", "level", "month", "publication"])
def test_counts_by_anything_are_what_their_schema_says(base: Program, by: str) -> None:
    held("stats", base.well("stats", "-p", "2009-05", "--by", by, "--json").json)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("due --month 5 --message", "due-message"),
        ("due --month 7 --forecast --today 2009-07-10", "due-forecast"),
        ("find --alike --period 2009-05", "find-alike"),
        ("find --alike 2009-001 2009-002", "find-shared"),
        ("log 3", "log-command"),
        ("bulletin show 2009-017", "bulletin-item"),
        ("reward --month 5", "reward"),
        ("explain 甲社区 --month 5", "explain"),
    ],
)
def test_an_answer_of_another_question_has_its_schema(base: Program, words: str, name: str) -> None:
    held(name, base(*words.split(), "--json").json)


def test_a_refusal_is_told_as_its_schema_says(base: Program) -> None:
    for words in (["submission", "show", "路障"], ["scroe"], ["unit", "add", "甲社区", "社区"]):
        told = json.loads(base(*words, "--json").err.splitlines()[-1])
        held("error", told)


def test_every_list_of_facts_has_a_schema(run: Program) -> None:
    assert {*FACTS} < {*schemas.names()}
    for name in schemas.names():
        assert run.well("schema", name).json == schemas.schema(name)


def test_an_answer_of_another_shape_is_noticed(base: Program) -> None:
    answer = base.well("score", "-p", "2009-05", "--json").json
    answer["units"][0]["points"] = "54"
    with pytest.raises(AssertionError):
        held("score", answer)


def test_an_unknown_answer_is_told_with_those_there_are(run: Program) -> None:
    ran = run("schema", "scores")
    assert (ran.status, ran.out) == (2, "")
    assert "score, explain, rank" in ran.err

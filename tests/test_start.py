"""What a small question loads: every library costs its start, so each is named here."""

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from conftest import Program
from every import an_example
from inforeport.cli._root import Leaf
from shell import ENVIRONMENT

SLOW = {
    *("hashlib", "secrets", "tomllib", "multiprocessing", "concurrent.futures", "asyncio", "ssl"),
    "html.entities",
}
"""Of the standard library, what costs a small question more than its answer does."""
LOOK = """
import sys
from inforeport.__main__ import main
try:
    main()
except SystemExit:
    pass
own = {name for name in sys.modules if name.startswith("inforeport.")}
others = {name.partition(".")[0] for name in sys.modules} - {*sys.stdlib_module_names}
slow = {name for name in sys.modules if name in SLOW}
print([sorted(own), sorted(others | slow)], file=sys.stderr)
""".replace("SLOW", repr(SLOW))
LIBRARIES = {
    "score --month 5 --json": {"typer", "msgspec"},
    "submission list --month 5 --limit 3": {"typer", "msgspec"},
    "submission list --search 路灯 --json": {"typer", "msgspec"},
    "unit list": {"typer", "msgspec"},
    "find 路灯": {"typer", "msgspec"},
    "submission add 甲社区 开设夜校": {"typer", "msgspec", "hashlib"},  # of its trail
    "submission edit 1 2 --kind 简报 -n": {"typer", "msgspec"},
    "adoption remove 1 -n": {"typer", "msgspec"},
    "rank --month 5": {"typer", "msgspec"},
    "--help": {"typer"},
    "score --help": {"typer", "msgspec"},
    "__complete score 上": set(),
    "__complete submission add 甲": set(),
}
"""What is typed, and the libraries that it may load."""
NOT_WANTED = {
    "score --month 5 --json": {"intake", "render", "scheme.reader"},
    "submission list --month 5 --limit 3": {"intake", "scheme.reader", "render.word"},
    "unit list": {"intake", "scheme.reader", "render.word"},
    "find 路灯": {"intake", "scheme.reader", "render.word"},
    "submission add 甲社区 开设夜校": {"render", "scheme.reader"},
    "--help": {"store.access", "store.migrations", "office", "fields", "days", "scheme", "render"},
    "score --help": {"store.access", "store.migrations", "intake", "render", "scheme.reader"},
    "rank --month 5": {"intake", "scheme.reader", "render.word", "rollup"},
    "__complete score 上": {"cli", "office", "scheme", "render", "intake"},
    "__complete submission add 甲": {"cli", "office", "scheme", "render", "intake"},
}
"""Parts of ours that have nothing to do with it."""
WITH_THEM = {"typing_extensions", "annotated_doc", "shellingham", "sitecustomize"}
"""What these libraries load themselves."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return an_example(tmp_path_factory.mktemp("demo") / "office")


def loaded(office: Program, line: str) -> tuple[set[str], set[str]]:
    """The parts of ours and the libraries that a run has loaded when it is done."""
    own = {"INFOREPORT_DB": str(office.db), "INFOREPORT_TODAY": "2009-06-05", "LC_ALL": "C.UTF-8"}
    ran = subprocess.run(
        [sys.executable, "-c", LOOK, *line.split()],
        env=ENVIRONMENT | own | {"INFOREPORT_CONFIG": str(Path(office.db).with_name("none"))},
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=True,
        encoding="utf-8",
    )
    parts, libraries = ast.literal_eval(ran.stderr.splitlines()[-1])
    return {one.removeprefix("inforeport.") for one in parts}, {*libraries}


@pytest.mark.parametrize("line", LIBRARIES)
def test_a_small_question_loads_little(demo: Program, line: str) -> None:
    parts, libraries = loaded(demo, line)
    mine = {one for one in libraries if one not in WITH_THEM and not one.startswith("_")}
    assert mine - {"inforeport"} <= LIBRARIES[line]
    idle = NOT_WANTED.get(line, set())
    assert {one for one in parts if any(one == it or one.startswith(f"{it}.") for it in idle)} == (
        set()
    )


@pytest.mark.parametrize("noun", ["submission", "export", "scheme"])
def test_of_a_noun_only_the_verb_that_is_asked_for_is_made(noun: str) -> None:
    group = import_module(f"inforeport.cli.{noun}").app.made()
    first, *_ = group.list_commands(None)
    group.get_command(None, first)
    assert [name for name, one in group.commands.data.items() if isinstance(one, Leaf)] == [first]

"""The table of the house: every import goes downhill, every library has its place.

`MAY_IMPORT` and `MAY_USE` are that table; a new part, or a new library, is a new entry here.
"""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

from inforeport.rules import KINDS

PACKAGE = Path(__file__).parent.parent / "src" / "inforeport"

MAY_IMPORT = {
    "version": (),
    "signals": (),
    "folding": (),
    "pace": (),
    "ratio": (),
    "figures": ("ratio",),
    "words": ("ratio", "figures"),
    "text": (),
    "errors": ("words",),
    "workdays": ("errors",),
    "period": ("workdays", "errors"),
    "days": ("period", "errors", "text"),
    "files": ("errors", "words", "text"),
    "model": ("period", "workdays", "words"),
    "fields": ("model", "words"),
    "directory": ("model", "errors", "text", "words"),
    "rules": ("model", "period", "words", "ratio", "figures"),
    "scheme": (
        *("rules", "model", "period", "workdays", "errors", "words", "text", "ratio", "figures"),
    ),
    "scoring": (
        *("rules", "fields", "model", "period", "words", "text", "ratio", "figures", "pace"),
    ),
    "intake": ("files", "fields", "model", "days", "period", "errors", "words", "text"),
    "settings": ("errors", "words"),
    "completion": ("store.names", "settings", "errors"),
    "store": (
        *("files", "directory", "fields", "model", "workdays", "period", "errors", "words", "text"),
        "pace",
    ),
    "documents": (
        *("rules.columns", "directory", "fields", "model", "period", "words", "text", "figures"),
    ),
    "render": (
        *("documents.page", "documents.site", "files", "errors", "words", "text", "figures"),
        "folding",
    ),
    "office": (
        *("store", "intake.drafts", "scoring", "scheme", "rules", "directory", "fields"),
        *("model", "workdays", "period", "errors", "words", "text", "figures", "pace"),
    ),
    "rollup": (*("office", "store", "files", "model", "period", "errors", "words", "figures"),),
    "cli": (
        *(
            "office",
            "rollup",
            "render",
            "documents",
            "store",
            "intake",
            "scoring",
            "scheme",
            "rules",
        ),
        *("files", "fields", "model", "days", "period", "errors", "words", "text"),
        *("figures", "folding", "pace", "signals", "settings", "completion.scripts"),
    ),
    "__main__": ("cli", "completion", "intake.workbook", "signals"),
    "__init__": ("version", "office"),  # the office when it is asked for
}
CLI = (
    {"_streams", "_options", "_help", "_schemes", "_entry", "_wanted", "_folders", "_tls"},
    {"_session", "_imap", "_smtp"},
    {
        *("_told", "_bundle", "_asking", "_progress", "_kinds", "_health", "_plain", "_editor"),
        *("_box", "_password"),
    },
    {"_named", "_open"},
    {"_unlocking"},
    {"_root", "_draft", "_values", "_reports", "_about", "_mail_server"},
    {"_output"},
    {"_lists", "_listing", "_unclear", "_sitting", "_remember"},
    {"_common", "_corrected", "_desk", "_papers", "_template"},
    {"_publish"},
    {"_outbox", "_posting", "_each", "_batch", "_reading", "_edited"},
    {"_entries", "_fetch"},
)
"""The floors of the command line, the lowest first; above them all stand the nouns, each alone."""

MAY_USE = {
    "": {"msgspec"},  # records are its structs, everywhere
    "workdays": {"chinese_calendar"},
    "files.picture": {"PIL"},
    "intake.document": {"lxml"},
    "intake.looks": {"lxml"},
    "scheme.reader": {"pydantic", "pydantic_core"},
    "scheme.json_schema": {"pydantic"},
    "store": {"sqlite_utils"},
    "intake.workbook": {"python_calamine"},
    "intake.html": {"lxml"},
    "intake.mail_text": {"lxml"},
    "render.word": {"docx"},
    "render.word_sections": {"docx", "lxml"},
    "render.word_sheet": {"docx", "lxml"},
    "render.word_file": {"docx"},
    "render.template": {"docx", "lxml"},
    "render.own": {"docx", "lxml"},
    "render.standard": {"docx", "lxml"},
    "render.xlsx": {"xlsxwriter"},
    "render.xlsx_sheet": {"xlsxwriter"},
    "render.blank_list": {"xlsxwriter"},
    "render.returned": {"xlsxwriter"},
    "render.reread": {"lxml"},
    "render.reread_word": {"lxml"},
    "render.reread_pdf": {"pypdf"},
    "cli": {"typer"},
    "cli._progress": {"rich"},
    "cli._password": {"keyring"},
    "rollup.parquet": {"pyarrow"},
    "rollup.facts": {"pyarrow"},
    "rollup.facts_written": {"pyarrow"},
    "rollup.cluster": {"distributed"},
    "settings": {"platformdirs"},
}
KEPT_IN = {
    "sqlite3": ("store", "cli.__init__", "cli._health"),
    "gettext": (),  # it reads a catalogue whole, `words` what is said
    "email": (
        *("intake.mail", "render.eml", "render.reread"),
        *(f"intake.mail_{one}" for one in ("header", "parts", "files", "kinds")),
    ),
    "signal": ("signals",),
    "imaplib": ("cli._imap",),
    "ssl": ("cli._imap", "cli._smtp", "cli._tls"),
    "socket": ("cli._imap", "rollup.cluster"),
    "smtplib": ("cli._smtp",),
}
"""Parts of the standard library that have one place too; `--version` and `doctor` name SQLite's."""

CALLED_IN = {
    "print": ("cli._streams",),  # where it is seen to that a stream may be closed or full
    ".atomic": (),  # sqlite-utils': it commits when it is nested
    ".transform": (),  # sqlite-utils': it drops the triggers of a table
    ".insert_all": (),  # sqlite-utils': it stores a Decimal as a float
}
"""What is called in one place only, or nowhere."""


class Import(NamedTuple):
    """An import in a module; `at_start` where it runs when the module is loaded."""

    module: str
    name: str
    at_start: bool


def paths() -> dict[str, Path]:
    """Every module of ours by its name below `inforeport`."""
    return {
        ".".join(path.relative_to(PACKAGE).with_suffix("").parts): path
        for path in sorted(PACKAGE.rglob("*.py"))
    }


@cache
def modules() -> dict[str, ast.Module]:
    """The same, parsed."""
    return {name: ast.parse(path.read_text("utf8")) for name, path in paths().items()}


@cache
def imports() -> list[Import]:
    """Every import of every module, those inside functions too."""
    return [
        one
        for module, tree in modules().items()
        for one in _imports_in(tree, module, at_start=True)
    ]


@cache
def nodes() -> list[tuple[str, ast.AST]]:
    """Every node of every module, with its name."""
    return [(module, node) for module, tree in modules().items() for node in ast.walk(tree)]


@cache
def calls() -> list[tuple[str, ast.Call, str]]:
    """Every call in every module, and what is called as it is written."""
    return [
        (module, node, ast.unparse(node.func))
        for module, node in nodes()
        if isinstance(node, ast.Call)
    ]


def ours() -> list[Import]:
    """The imports of modules of ours."""
    return [one for one in imports() if _holds("inforeport", one.name)]


def others() -> list[Import]:
    """The imports of all else."""
    return [one for one in imports() if not _holds("inforeport", one.name)]


def _imports_in(node: ast.AST, module: str, *, at_start: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(module, one.name, at_start) for one in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, f"{module}: a relative import"
            source = child.module or ""
            for one in child.names:  # `from inforeport.store import unit` names a module
                name = f"{source}.{one.name}"
                known = _module(name.removeprefix("inforeport."))
                yield Import(module, name if known else source, at_start)
        elif not isinstance(child, ast.expr):
            later = isinstance(child, ast.FunctionDef) or _for_types_only(child)
            yield from _imports_in(child, module, at_start=at_start and not later)


def _for_types_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and any(
        "TYPE_CHECKING" in {getattr(one, "id", ""), getattr(one, "attr", "")}
        for one in ast.walk(node.test)
    )


def _module(name: str) -> str | None:
    """The key in `modules` of a module or package, if it is one."""
    return next((one for one in (name, f"{name}.__init__") if one in modules()), None)


def _ours(one: Import) -> str:
    return one.name.removeprefix("inforeport").removeprefix(".") or "__init__"


def _holds(place: str, name: str) -> bool:
    """Whether a dotted name is that place or inside it; all are inside the nameless one."""
    return place in {"", name} or name.startswith(f"{place}.")


@pytest.mark.parametrize("part", sorted({name.split(".")[0] for name in paths()}))
def test_every_import_goes_downhill(part: str) -> None:
    uphill = [
        one
        for one in ours()
        if _holds(part, one.module)
        and not _holds(part, _ours(one))
        and not any(_holds(lower, _ours(one)) for lower in (*MAY_IMPORT[part], "version"))
    ]
    assert uphill == []


def test_no_module_needs_itself() -> None:
    needs: dict[str, set[str]] = {name: set() for name in modules()}
    for one in ours():  # also those inside functions
        needed = _module(_ours(one))
        if needed and needed != one.module:
            needs[one.module].add(needed)
    tuple(TopologicalSorter(needs).static_order())  # raises CycleError


def test_every_library_has_its_place() -> None:
    astray = [
        one
        for one in others()
        if (library := one.name.split(".")[0]) not in sys.stdlib_module_names
        and not any(_holds(place, one.module) and library in its for place, its in MAY_USE.items())
    ]
    assert astray == []


def test_what_has_one_place_in_the_standard_library_stays_there() -> None:
    astray = [
        one
        for one in others()
        if one.name.split(".")[0] in KEPT_IN
        and not any(_holds(place, one.module) for place in KEPT_IN[one.name.split(".")[0]])
    ]
    assert astray == []


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    heavy = {
        "docx",
        "lxml",
        "xlsxwriter",
        "rich",
        "sqlite_utils",
        "pydantic",
        "chinese_calendar",
        "PIL",
        "platformdirs",
        "python_calamine",
        "pypdf",
        "pyarrow",
        "distributed",
    }
    at_once = [
        one.module
        for one in others()
        if one.at_start
        and one.name.split(".")[0] in heavy
        and one.module.startswith(("cli", "rollup", "settings", "completion"))
    ]
    assert at_once == []


def test_nothing_that_opens_a_socket_is_loaded_before_it_is_needed() -> None:
    opens = {"cli._imap", "cli._box", "cli._fetch"}
    at_once = {one.module for one in ours() if one.at_start and _ours(one) in opens}
    assert at_once <= opens


def test_the_scheme_knows_no_kind_of_rule_by_name() -> None:
    """What is asked of a rule is asked of every kind; a kind answers in its own file."""
    kinds = {f"rules.{name}" for name in KINDS}
    assert kinds <= modules().keys()
    astray = [one for one in ours() if _holds("scheme", one.module) and _ours(one) in kinds]
    assert astray == []


def test_the_command_line_has_floors() -> None:
    floor = {f"cli.{name}": number for number, names in enumerate(CLI) for name in names}
    assert {name for name in modules() if name.startswith("cli._") and name != "cli.__init__"} == {
        *floor
    }
    uphill = [
        one
        for one in ours()
        if one.module in floor and floor.get(_ours(one), -1) >= floor[one.module] != -1
    ]
    assert uphill == []


def test_no_noun_knows_another_noun() -> None:
    nouns = {name for name in modules() if name.startswith("cli.") and "._" not in name}
    assert [one for one in ours() if one.module.startswith("cli") and _ours(one) in nouns] == []


def test_what_is_called_in_one_place_is_called_there_only() -> None:
    names = [(module, re.sub(r".*\.", ".", name, flags=re.DOTALL)) for module, _, name in calls()]
    for called, places in CALLED_IN.items():
        where = {module for module, its in names if its == called}
        assert {one for one in where if not any(_holds(place, one) for place in places)} == set()


def test_a_transaction_begins_and_ends_in_one_module() -> None:
    words = re.compile("begin( immediate| exclusive| deferred)?|commit|rollback|savepoint.*")
    places = {
        module
        for module, node in nodes()
        if isinstance(node, ast.Constant) and words.fullmatch(str(node.value).strip().lower())
    }
    assert places == {"store.ledger"}


def test_text_is_read_and_written_in_a_named_encoding() -> None:
    """Or a list would read otherwise on another machine."""
    unnamed = [
        (module, ast.unparse(node))
        for module, node, name in calls()
        if re.search(r"(^|\.)open$|\.(read|write)_text$", name)
        and not {"os.open", "Image.open", "archive.open"} & {name}
        and not any(isinstance(one, ast.Constant) and "b" in str(one.value) for one in node.args)
        and not any(one.arg == "encoding" for one in node.keywords)
    ]
    assert unnamed == []

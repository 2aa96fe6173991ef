"""What fits a screen: the house's measures, and the few that exceed them with their reasons."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median

PACKAGE = Path(__file__).parent.parent / "src" / "inforeport"

LONG_FILES = {
    "errors.py": "a list: one class of five lines for each thing a user can put right",
}
LONG_FUNCTIONS = {
    "cli.__init__.root": "an option of the program is a parameter",
    "cli._bundle.bundled": "one parameter list made from another, in one go",
    "cli.mailbox.add": "an option of the command is a parameter",
    "cli.bulletin.issue": "asked, done and told in one go, so that what is asked is what is done",
    "cli.reporter.add": "an option of the command is a parameter",
    "cli.reporter.edit": "an option of the command is a parameter",
    "store.bulletin.issue": "a number, its record and its uses stand or fall together",
}
"""Over 25 lines from `def` on; DECISIONS.md says the same."""


@cache
def lengths() -> dict[str, int]:
    """The lines of every function, by its name below `inforeport`."""
    return {
        f"{'.'.join(path.relative_to(PACKAGE).with_suffix('').parts)}.{node.name}": (
            (node.end_lineno or 0) - node.lineno + 1
        )
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in functions(ast.parse(path.read_text("utf8")))
    }


def functions(parent: ast.AST) -> Iterator[ast.FunctionDef]:
    """The functions below a node; none stands in an expression."""
    for node in ast.iter_child_nodes(parent):
        if isinstance(node, ast.FunctionDef):
            yield node
        if not isinstance(node, ast.expr):
            yield from functions(node)


def test_a_file_is_split_at_400_lines() -> None:
    lines = {
        path.relative_to(PACKAGE).as_posix(): path.read_text("utf8").count("\n")
        for path in PACKAGE.rglob("*.py")
    }
    assert {name for name, count in lines.items() if count > 400} == LONG_FILES.keys()


def test_a_function_fits_a_screen() -> None:
    assert {name for name, count in lengths().items() if count > 25} == LONG_FUNCTIONS.keys()


def test_half_of_the_functions_have_at_most_8_lines() -> None:
    assert median(lengths().values()) <= 8

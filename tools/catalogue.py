"""Keeps the message catalogues: gathers every message, updates each `.po`, compiles it.

    python tools/catalogue.py

What it gathers: the calls of `message` and `N_` in the source, and the help of every command,
argument and option. `tests/test_catalogue.py` fails on a message that has no translation.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import typer
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from hatch_build import LOCALE, compile_catalogues  # noqa: E402  a file of the build, no package

SOURCE = ROOT / "src" / "inforeport"
KEYWORDS = {"message": None, "N_": None}


def messages() -> set[str]:
    """Every message of the program."""
    texts = (text for path in sources() for _, text, *_ in _extracted(path))
    return {*map(str, texts), *helps()}


def sources() -> Iterator[Path]:
    """The files that say something; Babel takes as long again to look through the others."""
    for path in SOURCE.rglob("*.py"):
        if any(f"{word}(" in path.read_text(encoding="utf-8") for word in KEYWORDS):
            yield path


def _extracted(path: Path) -> Iterator[Any]:
    yield from extract_from_file("python", path, keywords=KEYWORDS)


def helps() -> Iterator[str]:
    """The help of every command and of its parameters, as `--help` looks them up."""
    from inforeport.cli import app

    root: Any = typer.main.get_command(app)
    context = typer.Context(root)
    for name in root.list_commands(context):
        command = root.get_command(context, name)
        for one in (root, command, *getattr(command, "commands", {}).values()):
            texts = [
                one.help,
                *(text for param in one.params for text in (param.help, param.metavar)),
            ]
            yield from (" ".join(text.split()) for text in texts if text)


def updated(po: Path) -> Catalog:
    """The catalogue of a file with the messages of today; what is no longer said is dropped."""
    with po.open("rb") as file:
        catalogue = read_po(file)
    template = Catalog()
    for text in sorted(messages()):
        template.add(text)
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def main() -> None:
    """Update and compile every catalogue; say how many messages want a translation."""
    for po in sorted((ROOT / LOCALE).rglob("*.po")):
        catalogue = updated(po)
        written = BytesIO()
        write_po(written, catalogue, width=0, no_location=True, sort_output=True)
        po.write_bytes(written.getvalue())
        wanting = sum(1 for one in catalogue if one.id and not one.string)
        print(f"{po.relative_to(ROOT)}: {len(catalogue)} messages, {wanting} without a translation")
    compile_catalogues(ROOT)


if __name__ == "__main__":
    main()

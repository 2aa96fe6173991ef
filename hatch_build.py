"""Compiles the message catalogues when a wheel or an editable install is made.

It holds no list of languages: every `.po` under the package's locale folder is compiled.
"""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LOCALE = "src/inforeport/locale"


def compile_catalogues(root: Path) -> list[Path]:
    """Write a `.mo` beside every `.po` below `root`; the files written, in order of name."""
    written = []
    for po in sorted((root / LOCALE).rglob("*.po")):
        mo = po.with_suffix(".mo")
        with po.open("rb") as source, mo.open("wb") as target:
            write_mo(target, read_po(source))
        written.append(mo)
    return written


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg, unused-ignore]
    """The hook that hatchling calls by this name."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before anything is packed; `version` and `build_data` are hatchling's own."""
        del version, build_data
        compile_catalogues(Path(self.root))

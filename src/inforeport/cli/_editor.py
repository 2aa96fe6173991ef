"""A text that somebody changes in an editor of their own."""

import os
import shlex
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from inforeport.errors import EditorFailed, reason
from inforeport.words import message

_UTF8_MARK = "\ufeff"
"""Without it the editor of Windows may take a text for one of another encoding."""


def changed_in_editor(text: str) -> str:
    """The text as somebody leaves it, in the editor of `VISUAL`, `EDITOR` or the system.

    Raises `EditorFailed`, or what is wrong with a text that cannot be read.
    """
    from inforeport import intake

    command = _editor()
    with TemporaryDirectory(prefix="inforeport-") as folder:
        path = Path(folder) / "text.txt"
        path.write_text(_UTF8_MARK + text if sys.platform == "win32" else text, encoding="utf-8")
        try:
            status = subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603
        except OSError as error:
            raise EditorFailed(editor=command[0], why=reason(error)) from None
        if status:
            why = message("it ended with status {n}", n=status)
            raise EditorFailed(editor=command[0], why=why)
        content = path.read_bytes() if path.exists() else b""
    return intake.text(content, path.name) if content.strip() else ""


def _editor() -> list[str]:
    """The words of the command that edits a file."""
    given = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not given:
        return ["notepad" if sys.platform == "win32" else "vi"]
    return [given] if sys.platform == "win32" else shlex.split(given)

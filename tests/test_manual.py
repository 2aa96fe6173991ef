"""The man page is written from the help, and is one that groff reads without a complaint."""

import re
import subprocess
import sys

import pytest

from shell import tool
from test_examples import ROOT

sys.path.insert(0, str(ROOT / "tools"))

import manual


@pytest.mark.parametrize("language", ["en", "zh"])
def test_groff_reads_the_page_without_a_complaint(language: str) -> None:
    command = [tool("groff"), "-man", "-Kutf8", "-Tutf8", "-ww", "-z"]
    page = manual.manual(language).encode()
    ran = subprocess.run(command, input=page, capture_output=True, check=True)
    assert ran.stderr == b""


def test_every_command_stands_in_the_page_with_its_options() -> None:
    command = [tool("groff"), "-man", "-Kutf8", "-Tascii", "-P-c"]
    ran = subprocess.run(command, input=manual.manual().encode(), capture_output=True, check=True)
    shown = re.sub(".\x08", "", ran.stdout.decode("ascii", "replace"))  # bold is typed twice
    assert "inforeport submission add" in shown
    assert "--received DAY" in shown
    assert "EXIT STATUS" in shown

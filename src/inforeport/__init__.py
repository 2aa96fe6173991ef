"""Collects, scores and prints the reports that units send to an office.

Other programs import `Office` from here; see docs/office.md.
"""

from typing import Any

from inforeport.version import __version__

__all__ = ["Office", "__version__"]


def __getattr__(name: str) -> Any:
    """The office, loaded only where somebody asks for it: the command line starts without it."""
    if name == "Office":
        from inforeport.office import Office

        return Office
    raise AttributeError(name)

"""The office's file: the only place with SQL. One module a noun, one function a question.

Rows become records before they leave; no database exception gets out. Facts change only inside
`Ledger.writing`, which commits whole or not at all.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inforeport.store._command import Actor
    from inforeport.store.access import opened
    from inforeport.store.ledger import Ledger

__all__ = ["Actor", "Ledger", "opened"]

_IN = {"Actor": "_command", "Ledger": "ledger", "opened": "access"}


def __getattr__(name: str) -> object:
    """What is had from here, loaded when it is asked for: --help opens no file for work."""
    if name not in _IN:
        raise AttributeError(name)
    return getattr(import_module(f"inforeport.store.{_IN[name]}"), name)

"""The office's file: the only place with SQL. One module a noun, one function a question.

Rows become records before they leave; no database exception gets out. Facts change only inside
`Ledger.writing`, which commits whole or not at all.
"""

from inforeport.store._command import Actor
from inforeport.store.access import opened
from inforeport.store.ledger import Ledger

__all__ = ["Actor", "Ledger", "opened"]

"""`instruction`: leaders' words on reports (批示)."""

from inforeport.cli._entries import noun
from inforeport.cli._entry import Entry
from inforeport.store.registers import INSTRUCTIONS

app = noun(
    Entry(
        register=INSTRUCTIONS,
        arguments=("item",),
        today="on",
        order=("on", "leader", "leader_kind", "publication"),
        add="Record a leader's words on a report.",
        shown="List leaders' words on reports, in order of their days.",
        edit="Change what is on file of an instruction.",
    )
)

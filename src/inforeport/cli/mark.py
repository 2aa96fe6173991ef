"""`mark`: what the office notes of a unit by hand, with its reason."""

from inforeport.cli._entries import noun
from inforeport.cli._entry import Entry
from inforeport.store.registers import MARKS

app = noun(
    Entry(
        register=MARKS,
        arguments=("unit", "code"),
        argument_helps={"code": "for what: a code of the scheme"},
        today="on",
        add="Note something of a unit by hand.",
        shown="List what was noted by hand, in order of the days.",
        edit="Change what is on file of a mark.",
    )
)

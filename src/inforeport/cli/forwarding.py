"""`forwarding`: reports that the office sent up (转报)."""

from inforeport.cli._entries import noun
from inforeport.cli._entry import Entry
from inforeport.store.registers import FORWARDINGS

app = noun(
    Entry(
        register=FORWARDINGS,
        arguments=("item",),
        today="on",
        add="Record that a report was sent up.",
        shown="List the reports sent up, in order of the days.",
        edit="Change what is on file of a forwarding.",
    )
)

"""`commission`: reports that were asked for (约稿)."""

from inforeport.cli._entries import noun
from inforeport.cli._entry import Entry
from inforeport.store.registers import COMMISSIONS

app = noun(
    Entry(
        register=COMMISSIONS,
        arguments=("unit", "title"),
        add="Record that a unit was asked for a report.",
        shown="List the reports asked for, in order of the days on which they were due.",
        edit="Change a commission, or tell which report came of it.",
    )
)

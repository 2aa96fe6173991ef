"""`exemption`: duties that do not bind a unit for a time."""

from inforeport.cli._entries import noun
from inforeport.cli._entry import Entry
from inforeport.store.registers import EXEMPTIONS

app = noun(
    Entry(
        register=EXEMPTIONS,
        arguments=("unit",),
        fixed=("clause",),
        add="Free a unit from the duty of a clause for a time.",
        shown="List the duties that do not run on some day of a period, or at all.",
        edit="Change the days of an exemption, or its reason.",
    )
)

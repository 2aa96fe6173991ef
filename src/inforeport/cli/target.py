"""`target`: numbers that the scheme sets unit by unit."""

from inforeport.cli._entries import noun
from inforeport.cli._entry import Entry
from inforeport.store.registers import TARGETS

app = noun(
    Entry(
        register=TARGETS,
        arguments=("unit",),
        fixed=("what", "per"),
        add="Set a number for a unit.",
        shown="List the numbers set unit by unit.",
        edit="Change a number set for a unit.",
    )
)

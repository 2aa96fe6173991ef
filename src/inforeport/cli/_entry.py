"""What is a noun's own of the six that are made alike in `_entries`."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from inforeport.fields import Fact, Field, Kind
from inforeport.store.register import Register


class Entry(Struct, frozen=True, kw_only=True):
    """What is a noun's own.

    `arguments` are the fields that are typed without an option, `today` the field that is today's
    day where none is typed, `order` what the other options begin with, `fixed` the fields that are
    never edited. `add`, `shown` and `edit` are the sentences of its commands, `argument_helps`
    those of arguments that are told otherwise than as an option.
    """

    register: Register[Any]
    arguments: tuple[str, ...]
    add: str
    shown: str
    edit: str
    today: str = ""
    order: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    argument_helps: Mapping[str, str] = {}

    @property
    def helps(self) -> Mapping[str, str]:
        """What its commands do, in a sentence each."""
        article = "an" if self.fact.table[0] in "aeiou" else "a"
        removed = f"Take {article} {self.fact.table} off the file that was entered by mistake."
        rows = f"Put the {self.fact.plural} of lists on file"
        return {
            "add": self.add,
            "list": self.shown,
            "edit": self.edit,
            "remove": removed,
            "import": f"{rows}; the same rows again change nothing.",
        }

    @property
    def fact(self) -> Fact[Any]:
        """The fact that is entered."""
        return self.register.fact

    def asked(self) -> list[Field]:
        """What must be told of a new one, the arguments first."""
        arguments = [self.fact.named(name) for name in self.arguments]
        must = [one for one in self._typed() if one.required and one.name != self.today]
        return arguments + [one for one in must if one not in arguments]

    def more(self) -> list[Field]:
        """What may be told of it beside."""
        asked, order = self.asked(), {name: place for place, name in enumerate(self.order)}
        more = [one for one in self._typed() if one not in asked]
        return sorted(more, key=lambda one: order.get(one.name, len(order)))

    def changeable(self) -> list[Field]:
        """What may be changed of one that is on file: not whose it is."""
        whose = {Kind.UNIT, Kind.REPORT}
        asked = [one for one in self.asked() if one.kind not in whose]
        return self.more() + [one for one in asked if one.name not in self.fixed]

    def _typed(self) -> list[Field]:
        return [one for one in self.fact.fields if one.help]


def option(field: Field) -> str:
    """The name of a field's option."""
    return f"--{field.key.replace('_', '-')}"

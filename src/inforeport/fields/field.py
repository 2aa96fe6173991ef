"""What a field of a fact is, and what a fact is whose fields are listed. No fact is listed here."""

from collections.abc import Mapping
from enum import Enum, auto
from functools import cached_property
from typing import Any, Generic, TypeVar

from msgspec import Struct, defstruct

from inforeport.words import Message

R = TypeVar("R", bound=Struct)
S = TypeVar("S", bound=Struct)

MOST = 10**6
"""The largest figure that is believed."""


class Kind(Enum):
    """What a field holds; how it is kept, read and shown is known by who keeps, reads and shows."""

    NAME = auto()
    PERSON = auto()
    """The name of somebody: 李　四 is 李四."""
    CONTACT = auto()
    """A telephone or a mailbox: in plain signs, without spaces."""
    TITLE = auto()
    TEXT = auto()
    NAMES = auto()
    AUTHORS = auto()
    DAY = auto()
    MOMENT = auto()
    """A day, and in a file perhaps the hour, for the field `moment`."""
    FIGURE = auto()
    WHOLE = auto()
    FLAG = auto()
    WORD = auto()
    UNIT = auto()
    REPORT = auto()


class Field(Struct, frozen=True):
    """One field of a fact, wherever it stands.

    `name` is that of the record, `column` that of the table; one without is kept elsewhere, or is
    the report's own (`of_report`). `head` is the Chinese name of its column in a file that comes
    in, `alias` the English one where it is not `name`, also in JSON; one without `head` does not
    come in; `also` are other heads that offices write above it, the surest first. `word` is the
    head in lists, one without is not listed; `trail` the word in the log where it is another.
    `words` are the words of a `WORD`, or which of the scheme's (`levels`); `least` and `most` the
    limits of a figure. `shown` is what lists show for it, `rare` says that lists leave it out where
    nothing stands in it, `paper` that the register and the annex print it. `metavar` and `help` are
    those of its option; a day that lies `ahead` is a deadline.
    """

    name: str
    kind: Kind
    column: str = ""
    head: str = ""
    alias: str = ""
    also: tuple[str, ...] = ()
    word: str = ""
    trail: str = ""
    required: bool = False
    words: str | Mapping[str, str] = ""
    least: int = 0
    most: int = MOST
    of_report: str = ""
    shown: str = ""
    rare: bool = False
    paper: bool = False
    metavar: str = "TEXT"
    help: str = ""
    ahead: bool = False

    @property
    def key(self) -> str:
        """What files and programs call it."""
        return self.alias or self.name


class Fact(Struct, Generic[R], frozen=True, kw_only=True, dict=True):
    """A kind of fact: its table, its record, its fields in the order in which files have them.

    `plural` is its field in `Facts` and its name in JSON, `caption` the head of its list, `many`
    its rows in the log, `what` its name in a sentence, `article` the same of a certain one.
    `first` are the keys that its list begins with. `day` and `last` are the fields of its first and
    its last day, for a fact that is dated; `draft` is what one is as it comes in.
    """

    table: str
    base: type[R]
    fields: list[Field]
    plural: str
    caption: str
    many: str
    what: Message = Message("")
    article: Message = Message("")
    first: tuple[str, ...] = ("id",)
    day: str = ""
    last: str = ""
    draft: type[Struct] | None = None

    @cached_property
    def record(self) -> type[R]:
        """The class of its records; a field that is listed and not declared is added to it."""
        return self._completed(self.base)

    @cached_property
    def incoming(self) -> type[Struct]:
        """The class of those that come in from a file."""
        return self._completed(self.draft or self.base)

    def _completed(self, base: type[S]) -> type[S]:
        declared = self.base.__struct_fields__
        more: Any = [(one.name, Any, None) for one in self.fields if one.name not in declared]
        if not more:
            return base
        return defstruct(  # type: ignore[return-value]
            base.__name__, more, bases=(base,), frozen=True, kw_only=True
        )

    @property
    def listed(self) -> list[Field]:
        """The fields that its list shows, in their order there."""
        order = {key: place for place, key in enumerate(self.first)}
        every = [one for one in self.fields if one.word]
        return sorted(every, key=lambda one: order.get(one.key, len(order)))

    @property
    def rare(self) -> list[str]:
        """The keys of those that few offices fill."""
        return [one.key for one in self.fields if one.rare]

    @property
    def word_sets(self) -> set[str]:
        """Which of the scheme's words its fields hold: levels, forms, groups, codes."""
        return {one.words for one in self.fields if one.words and isinstance(one.words, str)}

    def given(self, *but: str) -> list[str]:
        """The names of the fields that come in and are columns, but for some."""
        return [one.name for one in self.fields if one.column and one.head and one.name not in but]

    def named(self, name: str) -> Field:
        """The field of that name."""
        return next(one for one in self.fields if one.name == name)

    def column(self, name: str) -> str:
        """The column of the field of that name."""
        return self.named(name).column

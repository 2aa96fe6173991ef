"""Whose a name is: the units of an office by every way in which people write them.

A list says 甲社区居委会, a form 甲社区居民委员会, a Word file 某街道甲社区: all the same body. What
two units may be called is said of neither.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property

from inforeport.errors import AmbiguousUnit, UnknownUnit
from inforeport.model import Unit
from inforeport.text import fold
from inforeport.words import message

_BRACKETS = str.maketrans("", "", "()[]〔〕【】《》〈〉「」『』“”\"'")
_FRONT = re.compile("..*?(?:街道|镇|乡)")
"""The street or town that the name of an office or of a unit begins with."""
_KINDS = {
    "社区": ("社区居民委员会", "社区居委会", "居民委员会", "居委会", "社区"),
    "村": ("村民委员会", "村委会", "村"),
    "办": ("办公室", "办"),
}
"""Bodies of one kind, by the word for it, in all the words that names end with."""
_COMMITTEES = ("社区", "村")
"""Those whose word alone still says what body it is."""
_TAILS = sorted(
    ((tail, kind) for kind, tails in _KINDS.items() for tail in tails),
    key=lambda pair: -len(pair[0]),
)


class Directory:
    """The units of an office, found by the names people write; `office` is the office's own name.

    Names and aliases come first, however they are spelled. Else brackets, the front that all units
    share, and the word for the kind of body make no difference.
    """

    def __init__(self, units: Iterable[Unit], office: str = "") -> None:
        self.units: list[Unit] = []
        self.exact: dict[str, Unit] = {}
        self._by_core: dict[str, dict[str, Unit]] = defaultdict(dict)
        every = tuple(units)
        self._fronts = _fronts(office, [one.name for one in every])
        for one in every:
            self.add(one)

    def add(self, unit: Unit) -> None:
        """Take in one more unit."""
        self.__dict__.pop("_named", None)
        self.units.append(unit)
        for name in map(fold, (unit.name, *unit.aliases)):
            self.exact[name] = unit
            self._by_core[self._core(name)][unit.name] = unit

    def whose(self, written: str) -> Unit:
        """The unit that is meant. Raises `UnknownUnit`, or `AmbiguousUnit` where two may be."""
        unit = self.find(written)
        if unit is None:
            near = [*self.near(written)] or [one.name for one in self.units[:3]]
            raise UnknownUnit(name=written, near=near or message("none so far"))
        return unit

    def find(self, written: str) -> Unit | None:
        """The unit that is meant, if any is. Raises `AmbiguousUnit`.

        >>> some = Directory([Unit("甲社区", "community"), Unit("乙科室", "department")])
        >>> some.find("甲社区（居委会）").name, some.find("丙社区")
        ('甲社区', None)
        """
        name = fold(written)
        if name in self.exact:
            return self.exact[name]
        meant = self._by_core.get(self._core(name), {}) if name else {}
        if len(meant) > 1:
            raise AmbiguousUnit(name=written, near=list(meant))
        return next(iter(meant.values()), None)

    def meant(self, written: str) -> Unit | None:
        """The unit that is meant, none where it is not clear."""
        try:
            return self.find(written)
        except AmbiguousUnit:
            return None

    def begins(self, written: str) -> list[Unit]:
        """The units whose names begin so."""
        name = fold(written)
        return [one for one in self.units if name and fold(one.name).startswith(name)]

    def mentioned(self, text: str, *, whole: bool = False) -> list[Unit]:
        """The units that a text names, in the order of the office.

        With `whole` only where no letter stands beside the name: 甲社区 is no part of 甲社区医院.

        >>> some = Directory([Unit("甲社区", "community"), Unit("乙社区", "community")])
        >>> [one.name for one in some.mentioned("大甲社区与乙居委会：座谈会")]
        ['甲社区', '乙社区']
        >>> [one.name for one in some.mentioned("大甲社区与乙居委会：座谈会", whole=True)]
        []
        """
        forms, anywhere, apart = self._named
        found = (apart if whole else anywhere).finditer(fold(text)) if forms else ()
        names = {unit.name for one in found for unit in forms[one[0]]}
        return [one for one in self.units if one.name in names]

    def near(self, written: str) -> tuple[str, ...]:
        """The units whose names come nearest to one that is not known, each once."""
        from difflib import get_close_matches

        near = get_close_matches(fold(written), list(self.exact), n=6, cutoff=0.5)
        return tuple(dict.fromkeys(self.exact[one].name for one in near))[:3]

    @cached_property
    def _named(self) -> tuple[dict[str, list[Unit]], re.Pattern[str], re.Pattern[str]]:
        """The forms, and how they are found in a text, anywhere or where no letter is beside."""
        forms = self._forms()
        every = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
        apart = rf"(?<![^\W\d_])(?:{every})(?![^\W\d_])"
        return forms, re.compile(every), re.compile(apart)

    def _forms(self) -> dict[str, list[Unit]]:
        """All forms in which units may be named in a text, each with those that it may mean."""
        forms = {name: [unit] for name, unit in self.exact.items()}
        for core, units in self._by_core.items():
            for kind, tails in _KINDS.items():
                if core.endswith(kind):
                    stem = core.removesuffix(kind)
                    for tail in tails:
                        forms.setdefault(f"{stem}{tail}", [*units.values()])
        return forms

    def _core(self, name: str) -> str:
        """What is left of a folded name that tells it from others: 甲社区 of 甲社区(居委会)."""
        bare = name.translate(_BRACKETS)
        for front in self._fronts:
            if bare.startswith(front) and len(bare) > len(front):
                bare = bare.removeprefix(front)
                break
        for tail, kind in _TAILS:
            if bare.endswith(tail) and len(bare) > len(tail):
                return bare.removesuffix(tail) + kind
        return bare


def short_names(names: Iterable[str], office: str = "") -> dict[str, str]:
    """The names without the front that all share and the long word for the body.

    A name that would not be shorter, or not tell its unit from all others, is left out.

    >>> short_names(["某街道甲社区居民委员会", "某街道办事处民政科"])
    {'某街道甲社区居民委员会': '甲社区', '某街道办事处民政科': '民政科'}
    >>> short_names(["某街道甲社区", "某街道甲社区居民委员会"])
    {}
    """
    every = [*dict.fromkeys(names)]
    fronts = _fronts(office, every)
    short = {name: _short(name, fronts) for name in every}
    taken = Counter(short.values())
    return {name: less for name, less in short.items() if less != name and taken[less] == 1}


def _short(name: str, fronts: Iterable[str]) -> str:
    front = next((one for one in fronts if name.startswith(one) and name != one), "")
    bare = name.removeprefix(front)
    for kind in _COMMITTEES:
        for tail in _KINDS[kind]:
            if tail.startswith(kind) and bare.endswith(tail) and bare != tail:
                return bare.removesuffix(tail) + kind
    return bare


def _fronts(office: str, names: Iterable[str]) -> tuple[str, ...]:
    """The street or town of an office, and that of all its units, as they may stand before names.

    >>> _fronts("某街道办事处", ["甲社区"])
    ('某街道办事处', '某街道')
    """
    of_units = {_front(name) for name in names}
    fronts = {_front(office)} | (of_units if len(of_units) == 1 else set())
    return tuple(f"{front}{more}" for front in fronts if front for more in ("办事处", ""))


def _front(name: str) -> str:
    match = _FRONT.match(fold(name))
    return match[0] if match else ""

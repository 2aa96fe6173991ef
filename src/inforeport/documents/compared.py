"""What a circular says beyond its figures where the office wants it: more or less, what is lacking.

Every sentence comes of the same counts as the rest of the paper.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from inforeport.documents.chinese import listed
from inforeport.documents.manner import TODAY
from inforeport.figures import count, number
from inforeport.model.counts import Counts, Tally
from inforeport.model.papers import Beside
from inforeport.model.tables import Span
from inforeport.period import Period

_FEW = 3  # names; so many may be said twice


class Silent(Struct, frozen=True):
    """The units that sent nothing; whether the paper names them elsewhere, being many."""

    names: Sequence[str]
    elsewhere: bool = False

    @property
    def are_named(self) -> bool:
        """Whether it is enough to say how many they are."""
        return self.elsewhere and len(self.names) > _FEW


_ORDER = ("一是", "二是", "三是", "四是")


def comparison(
    counts: Counts, beside: Mapping[Span, Beside], wanted: Sequence[Span]
) -> Iterator[str]:
    """How much more or less was sent and used than in the period before, or a year before."""
    for over in wanted:
        if over in beside:
            now, then = counts.total, beside[over].counts.total
            sent = _more("报送信息", _sent(now) - _sent(then), "篇")
            used = _more("采用", now.uses - then.uses, "篇次")
            yield f"与{_called(counts.period, over)}相比，{sent}，{used}。"


def _sent(tally: Tally) -> int | Decimal:
    """What the text says was sent: what counts, where something is owed."""
    return tally.counted if tally.owed else tally.sent


def _called(period: Period, over: Span) -> str:
    """The other period, as papers call it."""
    if over == "year before":
        return "上年同期"
    days = (period.end - period.start).days
    lengths = {7: "上周", 31: "上月", 92: "上季度", 184: "上半年", 366: "上年"}
    whole = period.start.day == period.end.day == 1
    fitting = (word for length, word in lengths.items() if days <= length)
    word = next(fitting, "上期")
    return word if whole or word == "上周" else "上期"


def _more(what: str, difference: int | Decimal, unit: str) -> str:
    if not difference:
        return f"{what}持平"
    return f"{what}{'增加' if difference > 0 else '减少'}{abs(difference)}{unit}"


def short_of(counts: Counts, names: Sequence[str]) -> list[Tally]:
    """The units that did not do what they owed, in the order of `names`."""
    return [tally for name in names if (tally := counts.of(name)).owed and tally.missing]


def below_quota(counts: Counts, names: Sequence[str]) -> str:
    """All of them by name, with how many are missing."""
    told = [f"{one.name}（缺{number(count(one.missing))}篇）" for one in short_of(counts, names)]
    return f"{listed(told)}未完成报送任务。" if told else ""


def problems(counts: Counts, names: Sequence[str], silent: Silent, word: str) -> Iterator[str]:
    """What is lacking by the same figures: who is short, sent or had used nothing, came late."""
    sentences = [*_problems(counts, names, silent, word)]
    if len(sentences) == 1:
        yield f"{sentences[0]}。"
    elif sentences:
        yield (
            "；".join(f"{order}{one}" for order, one in zip(_ORDER, sentences, strict=False)) + "。"
        )


def _problems(counts: Counts, names: Sequence[str], silent: Silent, word: str) -> Iterator[str]:
    tallies = [counts.of(name) for name in names]
    short = short_of(counts, names)
    if short:
        missing = sum((one.missing for one in short), Decimal(0))
        yield f"{len(short)}个{word}未完成报送任务，共缺{number(count(missing))}篇"
    if silent.names:
        who = f"{len(silent.names)}个{word}" if silent.are_named else TODAY.some(silent.names, word)
        yield f"{who}未报送信息"
    unused = [one.name for one in tallies if one.came and not one.uses]
    if unused:
        yield f"{TODAY.some(unused, word)}报送的信息均未被采用"
    if counts.total.late:
        yield f"迟报信息{counts.total.late}篇"

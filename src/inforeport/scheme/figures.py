"""Signs and ranges: figures that a rule, a prize or a title cannot have."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from inforeport.rules import Entry
from inforeport.rules.facts import Marked
from inforeport.rules.given import Band, Rate
from inforeport.rules.priced import Priced
from inforeport.rules.quota import Quota, Season
from inforeport.rules.ranking import LastDuty, Reward, Title
from inforeport.rules.task import Consequences
from inforeport.rules.totals import Factor, Scale
from inforeport.rules.where import Where
from inforeport.scheme.mistakes import At
from inforeport.scheme.shape import Scheme
from inforeport.words import Text, message

Found = Iterator[tuple[At, Text]]

_MONTHS = 12
_DAYS = 31
_PERCENT = 100


def of_entry(at: At, entry: Entry) -> Found:
    """The figures of a rule that are out of their range."""
    for place, where in wheres(at, entry.rule):
        yield from _where(place, where)
    for shape, look in _LOOKS.items():
        if isinstance(entry.rule, shape):
            yield from look(at, entry.rule)


def of_scheme(scheme: Scheme) -> Found:
    """The figures of prizes, titles and duties that are out of their range."""
    for index, reward in enumerate(scheme.reward):
        yield from _reward(("reward", index), reward)
    for index, honour in enumerate(scheme.honour):
        yield from _honour(("honour", index), honour)
    for index, duty in enumerate(scheme.ranking.duty):
        yield from _duty(("ranking", "duty", index), duty)


def wheres(at: At, rule: Any) -> Iterator[tuple[At, Where]]:
    """Every table of conditions of a rule, with its place."""
    for key in ("where", "unless"):
        if isinstance(where := getattr(rule, key, None), Where):
            yield (*at, key), where
    for key in ("rows", "weights"):
        yield from (((*at, key, n), row) for n, row in enumerate(getattr(rule, key, ())))


def at_least(at: At, key: str, value: Any, least: int) -> Found:
    """That a figure, if there is one, is not too small."""
    if value is not None and value < least:
        yield (*at, key), message("{key} must not be below {least}", key=key, least=least)


def _above(at: At, key: str, value: Any) -> Found:
    if value is not None and value <= 0:
        yield (*at, key), message("{key} must be above {least}", key=key, least=0)


def _part_of_one(at: At, key: str, value: Decimal | None) -> Found:
    """That a part is one; that it was written in percent is the common slip."""
    if value is None or 0 <= value <= 1:
        return
    if 1 < value <= _PERCENT and value == int(value):
        what = message(
            "{key} = {found} is a part of one: write {right} for {found}%",
            key=key,
            found=value,
            right=value / _PERCENT,
        )
    else:
        what = message("{key} = {found} is a part of one, from 0 to 1", key=key, found=value)
    yield (*at, key), what


def _consequences(at: At, rule: Consequences) -> Found:
    for key, found in (("missing", rule.missing), ("flat", rule.flat)):
        if found > 0:
            what = message(
                "{key} = {found} gives points for what is missing; write {right}",
                key=key,
                found=found,
                right=-found,
            )
            yield (*at, key), what
    yield from at_least(at, "most_extra", rule.most_extra, 0)


def _seasons(at: At, seasons: tuple[Season, ...]) -> Found:
    seen: set[int] = set()
    for index, season in enumerate(seasons):
        place = (*at, "seasons", index)
        if any(not 1 <= month <= _MONTHS for month in season.months):
            yield (*at, "seasons"), message("months are numbers from 1 to 12")
        for month in {*season.months} & seen:
            what = message("month {month} is in two seasons; leave it in one", month=month)
            yield (*place, "months"), what
        seen |= {*season.months}
        yield from at_least(place, "owed", season.owed, 0)


def _shares(at: At, rule: Any) -> Found:
    yield from _part_of_one(at, "others", rule.others)
    if isinstance(rule.authors, tuple) and any(part <= 0 for part in rule.authors):
        yield (*at, "authors"), message("{key} must be above {least}", key="authors", least=0)


def _priced(at: At, rule: Priced) -> Found:
    yield from _shares(at, rule)
    if rule.times == "count" and not isinstance(rule, Marked):
        yield (*at, "times"), message("times = count: only a mark has a number of its own")
    for index, row in enumerate(rule.rows):
        yield from _upright((*at, "rows", index), row, "least", "most")


def _where(at: At, where: Where) -> Found:
    if where.by_day is not None and not 1 <= where.by_day <= _DAYS:
        yield (*at, "by_day"), message("by_day is a day of the month, from 1 to 31")
    yield from _upright(at, where, "min_chars", "max_chars")
    yield from _upright(at, where, "min_count", "max_count")
    yield from _part_of_one(at, "min_rewritten", where.min_rewritten)


def _upright(at: At, row: Any, low: str, high: str) -> Found:
    """That the smaller of two limits is not above the larger."""
    least, most = getattr(row, low), getattr(row, high)
    if least is not None and most is not None and least > most:
        words = {"low": low, "least": least, "high": high, "most": most}
        yield (*at, high), message("{high} = {most} is below {low} = {least}", **words)


def _band(at: At, band: Band) -> Found:
    yield from _part_of_one(at, "least", band.least)
    yield from _part_of_one(at, "below", band.below)
    yield from _above(at, "step", band.step)
    if band.least is not None and band.below is not None and band.least >= band.below:
        words = {"least": band.least, "below": band.below}
        what = message("no rate is at least {least} and below {below}", **words)
        yield (*at, "below"), what


def _reward(at: At, reward: Reward) -> Found:
    if not reward.prizes and reward.pool is None:
        yield at, message("it pays nothing: write prizes, or a pool")
    yield from _above(at, "pool", reward.pool)
    yield from at_least(at, "first", reward.first, 1)
    if any(prize.amount is not None and prize.amount < 0 for prize in reward.prizes):
        yield (*at, "prizes"), message("{key} must not be below {least}", key="prizes", least=0)


def _honour(at: At, honour: Title) -> Found:
    if honour.first is None and honour.least is None:
        yield at, message("it says of nobody who has the title: write first or least")
    yield from at_least(at, "first", honour.first, 1)
    if honour.upto is not None and (honour.first is None or honour.upto <= honour.first):
        what = message("upto = {upto} wants first, and fewer there", upto=honour.upto)
        yield (*at, "upto"), what


def _duty(at: At, duty: LastDuty) -> Found:
    yield from at_least(at, "count", duty.count, 1)


def _quota(at: At, rule: Quota) -> Found:
    yield from _shares(at, rule)
    yield from _seasons(at, rule.seasons)
    for index, weight in enumerate(rule.weights):
        yield from at_least((*at, "weights", index), "counts", weight.counts, 0)


def _rate(at: At, rule: Rate) -> Found:
    for index, band in enumerate(rule.bands):
        yield from _band((*at, "bands", index), band)


def _factor(at: At, rule: Factor) -> Found:
    yield from at_least(at, "factor", rule.factor, 0)


def _scale(at: At, rule: Scale) -> Found:
    yield from _above(at, "full", rule.full)


_LOOKS: Mapping[type, Callable[[At, Any], Found]] = {
    Consequences: _consequences,
    Quota: _quota,
    Priced: _priced,
    Rate: _rate,
    Factor: _factor,
    Scale: _scale,
}

"""Rules over what is there already told: caps, factors, voids, rates, flags, pay."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from inforeport.rules.flag import Flag
from inforeport.rules.given import Band, Pay, Rate
from inforeport.rules.highest import Highest
from inforeport.rules.totals import Average, Factor, Limit, Over, Scale, Void
from inforeport.scheme.telling.conditions import chosen
from inforeport.scheme.telling.duties import quota_words
from inforeport.scheme.telling.priced import kept
from inforeport.scheme.telling.voice import (
    COMMA,
    EVERY,
    OR,
    Voice,
    joined,
    parts,
    percent,
    sentence,
    yuan,
)
from inforeport.words import N_, Message, Text, message

_EACH: Mapping[str, str] = {
    "item": N_("{what}, each report for itself"),
    "level": N_("{what}, each level for itself"),
    "publication": N_("{what}, each publication for itself"),
}
_ONLY: Mapping[str, str] = {
    "given": N_("{what}, only those given"),
    "taken": N_("{what}, only those taken away"),
}
_MEASURES: Mapping[str, str] = {
    "adopted": N_("the rate of those used among the reports sent"),
    "in time": N_("the rate of those in time among the reports sent"),
    "met": N_("the rate of what was sent of what was owed"),
}
_EFFECTS: Mapping[str, str] = {
    "none": N_("nothing else follows"),
    "unranked": N_("such a unit has no place in the ranking"),
    "no title": N_("such a unit has no title and no prize"),
}
_LEAST: Mapping[str, str] = {
    "week": N_("in every period"),
    "fortnight": N_("in periods of a fortnight or longer"),
    "halfmonth": N_("in periods of half a month or longer"),
    "month": N_("in periods of a month or longer"),
    "bimonth": N_("in periods of two months or longer"),
    "quarter": N_("in periods of a quarter or longer"),
    "half": N_("in periods of half a year or longer"),
    "year": N_("in periods of a year or longer"),
    "whole": N_("in the whole campaign"),
}


def highest(rule: Highest, voice: Voice) -> Iterator[Text]:
    """Of several lines that agree only the dearest, or the first, count."""
    del voice
    of = parts((rule.of,) if isinstance(rule.of, str) else rule.of)
    yield message("Of {parts}, {kept}.", parts=of, kept=kept(rule.by, rule.keep, rule.which))


def limit(rule: Limit, voice: Voice) -> Iterator[Text]:
    """A cap and a floor."""
    what = _about(rule, voice)
    if rule.only:
        what = Message(_ONLY[rule.only], {"what": what})
    if rule.each in _EACH:
        what = Message(_EACH[rule.each], {"what": what})
    bits = joined(_bounds(rule, voice), COMMA)
    yield message("{what}: {bits}.", what=what, bits=bits)


def factor(rule: Factor, voice: Voice) -> Iterator[Text]:
    """What is multiplied, and by what."""
    what = _about(rule, voice)
    if rule.each in _EACH:
        what = Message(_EACH[rule.each], {"what": what})
    yield message("{what}: multiplied by {factor}.", what=what, factor=rule.factor)


def void(rule: Void, voice: Voice) -> Iterator[Text]:
    """What becomes nothing, and because of which marks."""
    lost = (
        message("{parts} of the report that was marked are void", parts=parts(rule.of))
        if rule.what == "item"
        else message("{parts} of the unit are void", parts=parts(rule.of))
    )
    yield message("With {marks}: {lost}.", marks=_marks(rule, voice), lost=lost)


def average(rule: Average, voice: Voice) -> Iterator[Text]:
    """A sum made an average."""
    words = {"what": _about(rule, voice), "every": Message(EVERY[voice.entry.every])}
    yield message("{what}: averaged over the windows, one {every}.", **words)


def scale(rule: Scale, voice: Voice) -> Iterator[Text]:
    """Points folded into another score."""
    words = {"what": _about(rule, voice), "into": voice.worth(rule.into)}
    if rule.best:
        yield message("{what}: the best of the group is {into}, others in proportion.", **words)
    else:
        full = voice.worth(rule.full)
        yield message("{what}: {full} are {into}, others in proportion.", **words, full=full)


def rate(rule: Rate, voice: Voice) -> Iterator[Text]:
    """Which rate is taken, and its bands."""
    what: Text = Message(_MEASURES[rule.measure])
    if rule.of:
        of = quota_words(rule.of, voice.scheme)
        what = message("{what}, by {duties}", what=what, duties=of)
    what = chosen(what, rule.where, rule.unless, voice.scheme)
    yield message("By {rate}, by the first of these that fits:", rate=what)
    for band in rule.bands:
        words = {"rate": _rate(band), "worth": _worth(band, voice)}
        yield message("{rate}: {worth}", **words)


def flag(rule: Flag, voice: Voice) -> Iterator[Text]:
    """The word for a unit, whom it is for, and what follows."""
    reasons = joined(_reasons(rule, voice), OR)
    yield sentence(message("marked “{flag}”: {reasons}", flag=rule.flag, reasons=reasons))
    effect: Text = Message(_EFFECTS[rule.effect])
    if rule.applies:
        effect = message("{when}: {effect}", when=Message(_LEAST[rule.applies]), effect=effect)
    yield sentence(effect)


def pay(rule: Pay, voice: Voice) -> Iterator[Text]:
    """Money for points."""
    del voice
    words = {"parts": parts(rule.of), "each": yuan(rule.each)}
    if rule.above:
        words["above"] = message("{n} points", n=rule.above)
        yield message("{parts}: {each} for each point above {above}.", **words)
    else:
        yield message("{parts}: {each} for each point.", **words)
    if rule.whom == "persons":
        yield message("It is paid to the persons who signed, not to their units.")


def _about(rule: Over, voice: Voice) -> Text:
    return chosen(parts(rule.of), rule.where, rule.unless, voice.scheme)


def _bounds(rule: Limit, voice: Voice) -> Iterator[Text]:
    if rule.most is not None:
        yield _most(rule.most, voice)
    if rule.least is not None:
        yield _least(rule.least, voice)


def _most(figure: Decimal, voice: Voice) -> Text:
    amount = voice.amount(figure)
    if figure < 0:
        return message("at least {amount} taken away", amount=amount)
    return message("at most {amount}", amount=amount)


def _least(figure: Decimal, voice: Voice) -> Text:
    amount = voice.amount(figure)
    if figure < 0:
        return message("at most {amount} taken away", amount=amount)
    return message("at least {amount}", amount=amount)


def _marks(rule: Void | Flag, voice: Voice) -> Text:
    marks = chosen(message("a mark of the office"), rule.where, rule.unless, voice.scheme)
    if rule.times > 1:
        return message("{marks}, {times} times or more", marks=marks, times=rule.times)
    return marks


def _reasons(rule: Flag, voice: Voice) -> Iterator[Text]:
    if rule.where is not None:
        yield _marks(rule, voice)
    if rule.below is not None:
        yield message("a sum below {amount}", amount=_signed(rule.below, voice))
    if rule.above is not None:
        yield message("a sum above {amount}", amount=_signed(rule.above, voice))
    if rule.unmet:
        yield message("{duties} not met", duties=quota_words(rule.unmet, voice.scheme))


def _signed(figure: Decimal, voice: Voice) -> Text:
    amount = voice.amount(figure)
    return message("minus {amount}", amount=amount) if figure < 0 else amount


def _rate(band: Band) -> Text:
    words = {}
    if band.least is not None:
        words["least"] = percent(band.least)
    if band.below is not None:
        words["below"] = percent(band.below)
    if len(words) > 1:
        return message("from {least}, below {below}", **words)
    if band.least is not None:
        return message("from {least}", **words)
    return message("below {below}", **words) if words else message("all other rates")


def _worth(band: Band, voice: Voice) -> Text:
    worth = voice.worth(band.points)
    if not band.step:
        return worth
    words = {"worth": worth, "step": percent(band.step)}
    if band.part == "whole":
        return message("{worth} for each {step} begun from the limit", **words)
    if band.part == "share":
        return message(
            "{worth} for each {step} from the limit, a part of one in proportion", **words
        )
    return message("{worth} for each full {step} from the limit", **words)

"""What stands beside the rules told: ranking, duties, prizes, titles, and what counts when."""

from collections.abc import Iterator, Mapping

from inforeport.figures import number
from inforeport.model.numbering import Numbering
from inforeport.model.stationery import BulletinTerms, CircularTerms, SectionTerms
from inforeport.period import Per
from inforeport.rules.columns import part_head
from inforeport.rules.phrases import (
    COMMA,
    EVERY,
    SEMICOLON,
    joined,
    percent,
    points,
    sentence,
    yuan,
)
from inforeport.rules.rewards import POINTS, Amount, ByPlace, LastDuty, Reward, Title
from inforeport.scheme.readings import TIE, TIES, list_word, ways_taken
from inforeport.scheme.shape import Scheme
from inforeport.words import N_, Message, Text, day_text, message

_RUNNING: Mapping[str, str] = {
    "year": N_("The sum since the year began is published beside it."),
    "whole": N_("The sum since the campaign began is published beside it."),
}
_FREE = N_("Further days off of the office: {days}.")
_MAKE_UP = N_("Further days of work of the office: {days}.")
_TIED: Mapping[str, str] = {
    "all": N_("where several tie for last, all of them"),
    "none": N_("where several tie for last, none of them"),
    "everybody": N_("where several tie for last, all of them, also where all are equal"),
}


def span(scheme: Scheme) -> Iterator[Text]:
    """From when to when, by which periods, for whom, at which levels."""
    every = Message(EVERY[scheme.period])
    words = {"since": day_text(scheme.since), "every": every}
    if scheme.until:
        words["until"] = day_text(scheme.until)
        yield message("From {since} to {until}, scored and ranked {every}.", **words)
    else:
        yield message("From {since} on, scored and ranked {every}.", **words)
    if scheme.groups:
        yield message("Groups: {words}.", words=[*scheme.groups.values()])
    if scheme.levels:
        yield message("Levels: {words}.", words=[*scheme.levels.values()])
    if scheme.forms:
        yield message("Forms of a use: {words}.", words=[*scheme.forms.values()])
    if scheme.codes:
        yield message("Marks of its own: {words}.", words=[*scheme.codes.values()])
    if scheme.numbers:
        first = Numbering(scheme.numbers).number(scheme.since.year, 1)
        yield message("Reports that come without a number are numbered: {first} …", first=first)
    for name, names in scheme.media.items():
        yield message("Publications of class “{name}”: {words}.", name=name, words=names)


def counting(scheme: Scheme) -> Iterator[Text]:
    """What counts when: the readings that no clause tells, and what is no reading."""
    days = scheme.calendar
    if days.anchor:
        yield message("Weeks and fortnights are counted from {day}.", day=day_text(days.anchor))
    if days.year_starts != 1:
        yield message("The year begins in month {month}.", month=days.year_starts)
    for sentence_of, own in ((_FREE, days.free), (_MAKE_UP, days.make_up)):
        if own:
            yield Message(sentence_of, {"days": [day_text(day) for day in own]})
    for way in ways_taken(scheme):
        if way.value not in way.reading.told:
            yield way.sentence
    if scheme.counting.unlisted == "allowed":
        yield message("Kinds and categories that are not listed may come in.")
    yield message("Totals have {places} decimals at most.", places=scheme.counting.decimals)


def ranking(scheme: Scheme) -> Iterator[Text]:
    """How equal points stand, and whether those without any have a place."""
    terms = scheme.ranking
    yield Message(TIES.ways[terms.ties])
    if terms.tiebreak:
        parts = [part_head(key) for key in terms.tiebreak]
        yield message("Between equals the points of {parts} decide, in this order.", parts=parts)
    if terms.nothing == "blank":
        yield message("Units without any points have no place.")
    else:
        yield message("Units without any points are ranked too.")
    if terms.together:
        groups = [scheme.groups.get(group, group) for group in terms.together]
        yield message("{groups} are ranked in one list.", groups=groups)
    if terms.running:
        yield Message(_RUNNING[terms.running])


def duty(terms: LastDuty, scheme: Scheme) -> Iterator[Text]:
    """What the last of a group must do."""
    words = {"group": list_word(scheme, terms), "duty": terms.must}
    if terms.below is not None:
        below = points(terms.below)
        yield message("{group}, all with fewer than {below}: {duty}.", **words, below=below)
        return
    who = message("the last") if terms.count == 1 else message("the last {n}", n=terms.count)
    tied = Message(_TIED[terms.tied])
    yield message("{group}, {who}: {duty} ({tied}).", **words, who=who, tied=tied)


def reward(terms: Reward, scheme: Scheme) -> Iterator[Text]:
    """What each place is paid, or how a pool is shared."""
    group = _among(terms, scheme)
    if terms.prizes:
        last = terms.counted_from == "last"
        prizes = [_prize(place, prize, last=last) for place, prize in enumerate(terms.prizes, 1)]
        words = {"group": group, "prizes": prizes}
        yield (
            message("{group}: {prizes}.", **words)
            if last
            else message("Prizes of {group}: {prizes}.", **words)
        )
        yield Message(TIE.ways[terms.tie])
        if last:
            yield message("Where all are equal nobody is last.")
    if terms.pool is not None:
        yield sentence(_pool(terms, group))
    yield from _conditions(terms, scheme)
    yield from _given(terms.per)


def title(terms: Title, scheme: Scheme) -> Iterator[Text]:
    """Who is given a title."""
    bits: list[Text] = [_among(terms, scheme)]
    if terms.first is not None and terms.upto is not None:
        words = {"first": terms.first, "upto": terms.upto}
        bits.append(message("the first {first} to {upto}, as the office decides", **words))
    elif terms.first is not None:
        bits.append(message("the first {first}", first=terms.first))
    elif terms.upto is not None:
        bits.append(message("at most {upto}, as the office decides", upto=terms.upto))
    yield message("“{title}”: {whom}.", title=terms.title, whom=joined(bits, COMMA))
    yield from _conditions(terms, scheme)
    if terms.tie == "all":
        yield message("Where several tie at the last of these places, all of them have it.")
    if terms.also:
        yield message("Who has a title above has this one too.")
    yield from _given(terms.per)


def _among(terms: ByPlace, scheme: Scheme) -> Text:
    """Who is ranked, and by what."""
    whom = list_word(scheme, terms)
    if terms.among == "persons":
        whom = message("persons of {groups}", groups=[whom])
    if terms.ranked_by != POINTS:
        whom = message("{whom}, ranked by {what}", whom=whom, what=_named(terms.ranked_by, scheme))
    return whom


def _named(name: str, scheme: Scheme) -> Text:
    """What is counted by the name of a rule, or a part of the points."""
    part = part_head(name)
    return message("points of {part}", part=part) if name in scheme.parts_of_all else f"“{name}”"


def _conditions(terms: ByPlace, scheme: Scheme) -> Iterator[Text]:
    """What else it takes."""
    if terms.points is not None:
        yield message("Only with at least {points}.", points=points(terms.points))
    for name, least in terms.at_least.items():
        figure = percent(least) if name in scheme.rates else number(least)
        what = _named(name, scheme)
        yield message("Only with {what} of at least {figure}.", what=what, figure=figure)


def bulletin(terms: BulletinTerms, scheme: Scheme) -> Iterator[Text]:
    """What a use in the office's own bulletin counts as, and what is printed on it."""
    level = scheme.levels.get(terms.level, terms.level)
    yield message(
        "What is printed in 《{name}》 is a use by {level}.", name=terms.name, level=level
    )
    if terms.notice:
        yield message("On top of it stands: {words}.", words=terms.notice)
    if terms.authors:
        yield message("Each item names its authors.")
    if terms.issuers:
        yield message("It is issued by: {words}.", words=joined(terms.issuers, SEMICOLON))
    if terms.hosted:
        yield message("Before who issues it stands: {words}.", words=terms.hosted)
    if terms.printer:
        yield message("It is printed by: {words}.", words=terms.printer)
    if terms.activity:
        yield message("Above its name stands: {words}.", words=terms.activity)
    if terms.foot:
        foot = joined(terms.foot, SEMICOLON)
        yield message("Below its last item stands: {words}.", words=foot)


_ON_CIRCULARS = {
    "masthead": N_("On top of the circular stands: {words}."),
    "title": N_("Its title is: {words}."),
    "addressees": N_("It is addressed to: {words}."),
    "section": N_("Its sections are: {words}."),
    "report": N_("Reports are counted by: {words}."),
    "use": N_("Uses are counted by: {words}."),
    "writer": N_("Those who write are called: {words}."),
    "praised": N_("Places that are praised: {words}."),
    "topics": N_("What is to be reported on next: {words}."),
    "demands": N_("It asks of the units: {words}."),
    "contact": N_("Below its text stands: {words}."),
    "remark": N_("Below its day stands in brackets: {words}."),
    "copies": N_("A copy goes to: {words}."),
    "issuers": N_("It is signed by: {words}."),
    "printer": N_("It is printed by: {words}."),
}
_WHERE: Mapping[str, Mapping[object, str]] = {
    "below_quota": {True: N_("It names all who did not do their duty.")},
    "problems": {True: N_("It says what is lacking.")},
    "small_print": {"text": N_("The small print stands below its text.")},
}
_COMPARED = {
    "before": N_("It compares with the period before."),
    "year before": N_("It compares with the same period a year before."),
}


def circular(terms: CircularTerms) -> Iterator[Text]:
    """What is printed on every circular beside its figures, as far as it is not the usual."""
    usual = CircularTerms()
    for name, sentence_of in _ON_CIRCULARS.items():
        stated = getattr(terms, name)
        if stated != getattr(usual, name):
            lines = stated if isinstance(stated, tuple) else (stated,)
            words = joined([_words(one).rstrip("。") for one in lines], SEMICOLON)
            yield Message(sentence_of, {"words": words})
    for name, sentences in _WHERE.items():
        if (value := getattr(terms, name)) in sentences:
            yield Message(sentences[value])
    yield from (Message(_COMPARED[one]) for one in terms.compared)


def _words(stated: object) -> str:
    return stated.head if isinstance(stated, SectionTerms) else str(stated)


def _given(per: Per | None) -> Iterator[Text]:
    """Of which periods it is, where it is not of any."""
    if per:
        yield message("Given {every}.", every=Message(EVERY[per]))


def _prize(place: int, prize: Amount, *, last: bool) -> Text:
    amount: Text = message("amount unknown")
    if prize.amount is not None:
        amount = yuan(-prize.amount if last else prize.amount)
    words = {"place": place, "amount": amount}
    worth = (
        message("place {place} from the last: pays {amount}", **words)
        if last
        else message("place {place}: {amount}", **words)
    )
    if prize.restored:
        return message("{prize} (restored from: {source})", prize=worth, source=prize.restored)
    return worth


def _pool(terms: Reward, group: Text) -> Text:
    words = {"group": group, "pool": yuan(terms.pool)} if terms.pool is not None else {}
    who = message("all") if terms.first is None else message("the first {first}", first=terms.first)
    if terms.by == "points":
        return message("{group}: {pool} shared by {who}, in proportion to points", **words, who=who)
    return message("{group}: {pool} shared by {who}, in equal parts", **words, who=who)

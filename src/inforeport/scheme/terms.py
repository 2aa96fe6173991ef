"""What stands beside the rules told: ranking, duties, prizes, titles, and what counts when."""

from collections.abc import Iterator, Mapping

from inforeport.model.stationery import BulletinTerms, CircularTerms, SectionTerms
from inforeport.period import Per
from inforeport.rules.columns import part_head
from inforeport.rules.phrases import COMMA, EVERY, SEMICOLON, joined, points, sentence, yuan
from inforeport.rules.rewards import Amount, LastDuty, Reward, Title
from inforeport.scheme.readings import TIE, TIES, ways_taken
from inforeport.scheme.shape import Scheme
from inforeport.words import N_, Message, Text, day_text, message

_RUNNING: Mapping[str, str] = {
    "year": N_("The sum since the year began is published beside it."),
    "whole": N_("The sum since the campaign began is published beside it."),
}
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
    for name, names in scheme.media.items():
        yield message("Publications of class “{name}”: {words}.", name=name, words=names)


def counting(scheme: Scheme) -> Iterator[Text]:
    """What counts when: the readings that no clause tells, and what is no reading."""
    days = scheme.calendar
    if days.anchor:
        yield message("Weeks and fortnights are counted from {day}.", day=day_text(days.anchor))
    if days.year_starts != 1:
        yield message("The year begins in month {month}.", month=days.year_starts)
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
    if terms.running:
        yield Message(_RUNNING[terms.running])


def duty(terms: LastDuty, scheme: Scheme) -> Iterator[Text]:
    """What the last of a group must do."""
    words = {"group": scheme.groups.get(terms.group, terms.group), "duty": terms.must}
    if terms.below is not None:
        below = points(terms.below)
        yield message("{group}, all with fewer than {below}: {duty}.", **words, below=below)
        return
    who = message("the last") if terms.count == 1 else message("the last {n}", n=terms.count)
    tied = Message(_TIED[terms.tied])
    yield message("{group}, {who}: {duty} ({tied}).", **words, who=who, tied=tied)


def reward(terms: Reward, scheme: Scheme) -> Iterator[Text]:
    """What each place is paid, or how a pool is shared."""
    group = scheme.groups.get(terms.group, terms.group)
    if terms.prizes:
        prizes = [_prize(place, prize) for place, prize in enumerate(terms.prizes, 1)]
        yield message("Prizes of {group}: {prizes}.", group=group, prizes=prizes)
        yield Message(TIE.ways[terms.tie])
    if terms.pool is not None:
        yield sentence(_pool(terms, group))
    yield from _given(terms.per)


def title(terms: Title, scheme: Scheme) -> Iterator[Text]:
    """Who is given a title."""
    bits: list[Text] = [scheme.groups.get(terms.group, terms.group)]
    if terms.first is not None and terms.upto is not None:
        words = {"first": terms.first, "upto": terms.upto}
        bits.append(message("the first {first} to {upto}, as the office decides", **words))
    elif terms.first is not None:
        bits.append(message("the first {first}", first=terms.first))
    elif terms.upto is not None:
        bits.append(message("at most {upto}, as the office decides", upto=terms.upto))
    if terms.points is not None:
        bits.append(message("with at least {points}", points=points(terms.points)))
    yield message("“{title}”: {whom}.", title=terms.title, whom=joined(bits, COMMA))
    if terms.tie == "all":
        yield message("Where several tie at the last of these places, all of them have it.")
    if terms.also:
        yield message("Who has a title above has this one too.")
    yield from _given(terms.per)


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
            words = joined([_told(one).rstrip("。") for one in lines], SEMICOLON)
            yield Message(sentence_of, {"words": words})
    for name, sentences in _WHERE.items():
        if (value := getattr(terms, name)) in sentences:
            yield Message(sentences[value])
    yield from (Message(_COMPARED[one]) for one in terms.compared)


def _told(stated: object) -> str:
    return stated.head if isinstance(stated, SectionTerms) else str(stated)


def _given(per: Per | None) -> Iterator[Text]:
    """Of which periods it is, where it is not of any."""
    if per:
        yield message("Given {every}.", every=Message(EVERY[per]))


def _prize(place: int, prize: Amount) -> Text:
    if prize.amount is None:
        worth = message("place {place}: amount unknown", place=place)
    else:
        worth = message("place {place}: {amount}", place=place, amount=yuan(prize.amount))
    if prize.restored:
        return message("{prize} (restored from: {source})", prize=worth, source=prize.restored)
    return worth


def _pool(terms: Reward, group: str) -> Text:
    words = {"group": group, "pool": yuan(terms.pool)} if terms.pool is not None else {}
    who = message("all") if terms.first is None else message("the first {first}", first=terms.first)
    if terms.by == "points":
        return message("{group}: {pool} shared by {who}, in proportion to points", **words, who=who)
    return message("{group}: {pool} shared by {who}, in equal parts", **words, who=who)

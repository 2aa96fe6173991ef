"""The circular (通报) on what was sent and adopted in a period, with a table for each group.

Its figures are those of the result; it praises no one beyond them and makes no demands.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from inforeport.documents.chinese import listed, numeral, period_words, points, so_far
from inforeport.documents.compared import Silent, below_quota, comparison, problems
from inforeport.documents.manner import Manner, manner_of
from inforeport.documents.notice import Annex, Parts, all_groups, issuers, notice, parts
from inforeport.documents.page import Block, Heading, Page, Paragraph
from inforeport.documents.sections import OF_POINTS, Sentences, names_in, sections
from inforeport.documents.standings import scores
from inforeport.documents.tables.build import Head
from inforeport.documents.tables.paper import laid, listing, of_group
from inforeport.documents.tallies import aside, counts_of, levels, sent, shared, used_by
from inforeport.documents.used import used_table
from inforeport.figures import count, number
from inforeport.model import GroupResult, Result, Standing
from inforeport.model.counts import Counts
from inforeport.model.papers import Material
from inforeport.model.scores import groups_in
from inforeport.model.stationery import SENTENCES, SectionTerms
from inforeport.words import say


def circular_page(material: Material) -> Page:
    """The whole paper; a section with nothing to say is left out and the rest is renumbered."""
    return notice(material, circular_parts(material))


def circular_parts(material: Material) -> Parts:
    """What it says of its period."""
    result, counts = material.result, counts_of(material)
    groups = tuple(group for group in result.groups if group.standings)
    material = replace(material, result=replace(result, groups=groups))
    blocks_of = sections(
        material.circular_terms.section or OF_POINTS,
        _sentences(material, counts),
        numbers(material, counts),
    )
    return parts(
        material,
        sections=blocks_of,
        notes=_readings(material.result, counts),
        annexes=_annexes(material, material.result),
    )


def _annexes(material: Material, result: Result) -> Iterator[Annex]:
    """The table of each group, then every report used."""
    listed = listing(replace(material, counts=counts_of(material)))
    manner = manner_of(material)
    usual = (manner.ranking(result),)
    for group in result.groups:
        head = Head(_annex_title(material, group), manner.note)
        for terms in laid(material.tables, "circular", group.key, usual):
            yield Annex(of_group(terms, listed, group.key, head), of_figures=True)
    if found := used_table(material):
        yield Annex(*found)


def _annex_title(material: Material, group: GroupResult) -> str:
    return f"{so_far(material.period, material.until)}{group.word}信息报送及采用情况统计表"


def _sentences(material: Material, counts: Counts) -> Sentences:
    """Everything that a section may say in whole sentences, as far as there is anything to say."""
    result, manner = material.result, manner_of(material)
    most = material.circular_terms.praised
    praised = [
        (group.word, text)
        for group in result.groups
        if result.parts and (text := _praise(group, most, manner))
    ]
    headed = len(result.groups if manner.heads_alone else praised) > 1
    names = silent(result, counts)
    unranked = "".join(text for group in result.groups for text in _unranked(result, group, manner))
    sentences = {
        "overall": "".join(_overall(material, result, counts)),
        "silent": f"{manner.some(names, units_word(material))}未报送信息。" if names else "",
        "unranked": unranked,
    }
    return more(material, counts, names) | {
        **{name: [Paragraph(text)] if text else [] for name, text in sentences.items()},
        "praise": list(_by_group(praised, headed=headed)),
        "last": [Paragraph(text) for group in result.groups for text in _duties(group, manner)],
    }


def more(material: Material, counts: Counts, silent: Sequence[str]) -> dict[str, Sequence[Block]]:
    """What is said only where the office wants it: the same with points and without.

    `silent` are the units that the paper says sent nothing.
    """
    result, terms = material.result, material.circular_terms
    names, word = [one.unit for one in scores(result)], units_word(material)
    manner = manner_of(material)
    if not manner.owing_only:
        silent = [name for name in names if not counts.of(name).came]
    silence = Silent(silent, elsewhere=manner.names_once and _names_silent(terms.section))
    texts = {
        "comparison": "".join(comparison(counts, material.beside, terms.compared)),
        "below_quota": below_quota(counts, names) if terms.below_quota else "",
        "problems": "".join(problems(counts, names, silence, word)) if terms.problems else "",
    }
    empty: dict[str, Sequence[Block]] = dict.fromkeys(SENTENCES, ())
    return empty | {name: [Paragraph(text)] if text else [] for name, text in texts.items()}


def _names_silent(terms: Sequence[SectionTerms]) -> bool:
    """Whether a section names who sent nothing; the usual ones have one."""
    return not terms or any("silent" in names_in(one.text) for one in terms)


def numbers(material: Material, counts: Counts) -> Mapping[str, str]:
    """The figures that are one word or number."""
    result, total = material.result, counts.total
    owing = [tally for one in scores(result) if (tally := counts.of(one.unit)).owed]
    met = sum(not one.missing for one in owing)
    manner = manner_of(material)
    duties = [text for group in result.groups for text in _duties(group, manner)]
    last = all("排名末位的是" in text for text in duties)
    figures = {"owed": total.owed, "missing": total.missing, "rate": total.rate or Decimal(0)}
    counted = {name: getattr(total, name) for name in ("counted", "sent", "used", "uses")}
    return {
        "period": period_words(result.period),
        "issuer": "　".join(issuers(material)),
        "groups": all_groups(material),
        "units": str(len(scores(result))),
        "last_word": "末位" if last else "靠后",
        "met": str(met),
        "unmet": str(len(owing) - met),
        **{name: number(count(figure)) for name, figure in figures.items()},
        **{name: str(figure) for name, figure in counted.items()},
        **{f"uses_{key}": str(total.levels.get(key, 0)) for key in result.levels},
    }


def _overall(material: Material, result: Result, counts: Counts) -> Iterator[str]:
    manner = manner_of(material)
    every, word = scores(result), _units_word(result, manner)
    yield f"{period_words(result.period)}，{len(every)}个{word}{sent(counts.total)}。"
    groups = members(result, counts)
    if len(groups) > 1:
        each = [
            f"{units}个{manner.members(word)}{sent(counts.of_group(key))}"
            for key, (word, units) in groups.items()
        ]
        yield f"其中，{'；'.join(each)}。"
    yield from aside(material, counts)
    yield _done(result, counts, manner)
    yield from _adopted(result, counts)


def members(result: Result, counts: Counts) -> dict[str, tuple[str, int]]:
    """The word of each group and how many units it has, also of those ranked in one list."""
    words: dict[str, tuple[str, int]] = {}
    for group in result.groups:
        keys = groups_in(group.key)
        if len(keys) == 1:
            words[group.key] = group.word, len(group.standings)
            continue
        each = Counter(one.score.group for one in group.standings)
        words |= {key: (counts.names.groups.get(key, key), each[key]) for key in keys if each[key]}
    return words


def _done(result: Result, counts: Counts, manner: Manner) -> str:
    """How many units did what they owed; nothing where none owed."""
    owing = [tally for score in scores(result) if (tally := counts.of(score.unit)).owed]
    done = sum(not tally.missing for tally in owing)
    if not owing:
        return ""
    word = _units_word(result, manner) if manner.by_word else "单位"
    some = f"承担报送任务的{len(owing)}个{word}" if len(owing) < len(scores(result)) else ""
    if done in {0, len(owing)}:
        met = "完成" if done else "未完成"
        if manner.owing_only and some:
            return f"{some}{'均' if len(owing) > 1 else ''}{met}。"
        alone = manner.by_word and len(owing) == 1
        return f"{f'该{word}' if alone else f'各{word}均'}{met}报送任务。"
    if manner.by_word and some:
        return f"{some}中，{done}个完成，{len(owing) - done}个未完成。"
    return f"{done}个{word}完成报送任务，{len(owing) - done}个{word}未完成。"


def fulfilled(result: Result, counts: Counts, manner: Manner) -> Iterator[str]:
    """How many reports were owed and came, and how many units did what they owed."""
    if counts.total.owed:
        yield f"按报送任务，{sent(counts.total)}。"
        yield _done(result, counts, manner)


def _adopted(result: Result, counts: Counts) -> Iterator[str]:
    """How often reports were used, in all and at each level."""
    each = [used_by(word, count) for word, count in levels(counts, result.levels)]
    if each:
        yield (
            f"信息被采用{counts.total.uses}篇次，其中{listed(each)}。"
            if len(each) > 1
            else f"信息被{each[0]}。"
        )


def units_word(material: Material) -> str:
    """What the units are: of one group its word, of several 单位."""
    return _units_word(material.result, manner_of(material))


def _units_word(result: Result, manner: Manner) -> str:
    groups = [key for group in result.groups for key in groups_in(group.key)]
    return manner.members(result.groups[0].word) if len(groups) == 1 else "单位"


def _praise(group: GroupResult, most: int, manner: Manner) -> str:
    """The first places of a group with their points; nothing where all stand alike.

    The first place is named however many share it; the next ones as long as half of the group, or
    less, is named.
    """
    ranked = [one for one in group.standings if one.place is not None]
    good: list[list[Standing]] = []
    for equals in _by_place([one for one in ranked if one.score.points > 0]):
        place, named = equals[0].place or 0, sum(map(len, good)) + len(equals)
        far = place if manner.by_place else named
        if good and (far > len(ranked) // 2 or place > most):
            break
        good.append(equals)
    if sum(map(len, good)) == len(ranked):
        return ""
    return (
        "；".join(_shared_place(ones, group.word, manner) for ones in good) + "。" if good else ""
    )


def _by_place(standings: Sequence[Standing]) -> list[list[Standing]]:
    places: dict[int | None, list[Standing]] = defaultdict(list)
    for one in standings:
        places[one.place].append(one)
    return list(places.values())


def _shared_place(standings: Sequence[Standing], word: str, manner: Manner) -> str:
    names = manner.some([one.score.unit for one in standings], word)
    first = standings[0]
    if len(standings) > 1:
        return f"{names}均得{points(first.score.points)}，并列第{first.place}名"
    return f"{names}得{points(first.score.points)}，列第{first.place}名"


def _by_group(texts: Sequence[tuple[str, str]], *, headed: bool) -> Iterator[Block]:
    """The texts below the words of their groups; of a group without others it needs not be said."""
    for place, (word, text) in enumerate(texts, 1):
        if headed:
            yield Heading(f"（{numeral(place)}）{word}", 2)
        yield Paragraph(text)


def silent(result: Result, counts: Counts) -> list[str]:
    """The units that sent nothing though they owed something; of all, where nobody owes."""
    tallies = [counts.of(score.unit) for score in scores(result)]
    owed = any(one.owed for one in tallies)
    return [one.name for one in tallies if not one.came and (one.owed or not owed)]


def _unranked(result: Result, group: GroupResult, manner: Manner) -> Iterator[str]:
    """Who has no place, and why: a flag that costs it, or nothing to be ranked by."""
    why: dict[str, list[str]] = defaultdict(list)
    for standing in group.standings:
        if standing.place is None:
            flags = [flag for flag in standing.score.flags if flag in result.unranked]
            why[listed(flags)].append(standing.score.unit)
    for flag, units in why.items():
        names = manner.some(units, group.word)
        yield f"{names}{flag}，不参加排名。" if flag else f"{names}没有得分。"


def _duties(group: GroupResult, manner: Manner) -> Iterator[str]:
    """Who has to do what, in one sentence for each duty."""
    bound: dict[str, list[Standing]] = defaultdict(list)
    for standing in group.standings:
        if standing.duty:
            bound[standing.duty].append(standing)
    for duty, ones in bound.items():
        told = [f"{standing.score.unit}（{points(standing.score.points)}）" for standing in ones]
        names = manner.some(told, group.word)
        where = "末位" if len({standing.place for standing in ones}) == 1 else "靠后"
        yield f"{manner.members(group.word)}排名{where}的是{names}，须{duty.rstrip('。')}。"


def _readings(result: Result, counts: Counts) -> Iterator[str]:
    """How it was counted, in small print."""
    sentences = [*(say(reading, "zh") for reading in result.readings), *shared(counts)]
    if sentences:
        yield "计分口径："
    for place, one in enumerate(sentences, 1):
        yield f"{place}．{one.rstrip('。')}。"

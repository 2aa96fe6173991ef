"""The circular (通报) on what was sent and adopted in a period, with a table for each group.

Its figures are those of the result; it praises no one beyond them and makes no demands.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from inforeport.documents.chinese import day_words, listed, numeral, period_words, points
from inforeport.documents.page import Block, Heading, Page, PageBreak, Paragraph
from inforeport.documents.ranking import score_table
from inforeport.model import GroupResult, Office, Result, Score, Standing
from inforeport.words import say

_PRAISED = 3  # places; fewer where a group is small

Section = tuple[str, list[Block]]
"""A head without its numeral, and what stands below it."""


def circular_page(result: Result, office: Office, day: date) -> Page:
    """The whole paper; a section with nothing to say is left out and the rest is renumbered."""
    result = replace(result, groups=tuple(group for group in result.groups if group.standings))
    title = f"关于{period_words(result.period)}信息报送及采用情况的通报"
    annexes = [(group, _annex_title(result, group)) for group in result.groups]
    blocks: list[Block] = [
        Paragraph(title, "title"),
        Paragraph(f"{all_groups(result)}：", "addressee"),
        Paragraph(lead(result)),
        *numbered(_sections(result)),
        *_readings(result),
        *annex_list([name for _, name in annexes]),
        Paragraph(office.name, "signature"),
        Paragraph(day_words(day), "signature"),
    ]
    for place, (group, name) in enumerate(annexes, 1):
        mark = f"附件{place}" if len(annexes) > 1 else "附件"
        note = "单位：篇、分" if result.parts else "单位：篇"
        table = score_table(result, group, name, note)
        blocks += [PageBreak(), Paragraph(mark, "annex mark"), table]
    return Page(title, office.name, day, tuple(blocks))


def lead(result: Result) -> str:
    """On what basis the circular speaks, and of whom."""
    title = result.scheme.title.strip("《》")
    basis = f"根据《{title}》，" if title else ""
    return (
        f"{basis}现将{period_words(result.period)}{all_groups(result)}信息报送及采用情况通报如下："
    )


def all_groups(result: Result) -> str:
    """Whom it is addressed to: 各社区、各部门."""
    return listed([f"各{group.word}" for group in result.groups]) or "各单位"


def _annex_title(result: Result, group: GroupResult) -> str:
    return f"{period_words(result.period)}{group.word}信息报送及采用情况统计表"


def numbered(sections: Iterator[Section]) -> Iterator[Block]:
    """The sections below their numbered heads."""
    for place, (head, blocks) in enumerate(sections, 1):
        yield Heading(f"{numeral(place)}、{head}")
        yield from blocks


def _sections(result: Result) -> Iterator[Section]:
    yield "总体情况", [Paragraph("".join(_overall(result)))]
    praised = [(group.word, text) for group in result.groups if (text := _praise(group))]
    if praised and result.parts:
        yield "报送和采用情况较好的单位", list(_by_group(praised))
    silent = [score.unit for score in _scores(result) if _is_silent(score)]
    if silent:
        yield "未报送信息的单位", [Paragraph(f"{listed(silent)}未报送信息。")]
    unranked = [text for group in result.groups for text in _unranked(result, group)]
    if unranked:
        yield "不列名次的单位", [Paragraph("".join(unranked))]
    duties = [text for group in result.groups for text in _duties(group)]
    if duties:
        last = all("排名末位的是" in text for text in duties)
        yield f"排名{'末位' if last else '靠后'}的单位", [Paragraph(text) for text in duties]


def _scores(result: Result) -> list[Score]:
    return [one.score for group in result.groups for one in group.standings]


def _overall(result: Result) -> Iterator[str]:
    scores = _scores(result)
    several = len(result.groups) > 1
    word = result.groups[0].word if len(result.groups) == 1 else "单位"
    yield f"{period_words(result.period)}，{_sent(scores, word)}。"
    if several:
        each = [
            _sent([one.score for one in group.standings], group.word) for group in result.groups
        ]
        yield f"其中，{'；'.join(each)}。"
    yield _done([score for score in scores if score.due])
    yield from _adopted(result, scores)


def _sent(scores: Sequence[Score], word: str) -> str:
    """How many units owed and sent how many reports; what nobody owes is not mentioned."""
    due, counted = sum(one.due for one in scores), sum(one.counted for one in scores)
    sent = f"应报送信息{due}篇，实报{counted}篇" if due else f"实报信息{counted}篇"
    return f"{len(scores)}个{word}{sent}"


def _done(owing: Sequence[Score]) -> str:
    done = sum(score.counted >= score.due for score in owing)
    if not owing:
        return ""
    if done in {0, len(owing)}:
        return f"各单位均{'' if done else '未'}完成报送任务。"
    return f"{done}个单位完成报送任务，{len(owing) - done}个单位未完成。"


def fulfilled(result: Result) -> Iterator[str]:
    """How many reports were owed and came, and how many units did what they owed."""
    owing = [score for score in _scores(result) if score.due]
    if owing:
        due, counted = sum(one.due for one in owing), sum(one.counted for one in owing)
        yield f"按报送任务，应报送信息{due}篇，实报{counted}篇。"
        yield _done(owing)


def _adopted(result: Result, scores: Sequence[Score]) -> Iterator[str]:
    """An item counts once for each level at which points for its use stayed."""
    lines = [line for score in scores for line in score.lines]
    of_use = {"adoption", *(line.part for line in lines if line.rule == "adoption")}
    kept: dict[tuple[str, str | None, str | None], Decimal] = defaultdict(Decimal)
    for line in (line for line in lines if line.level and line.part in of_use):
        kept[line.unit, line.item, line.level] += line.points
    levels = [level for (_, item, level), left in kept.items() if item and left > 0]
    counts = {word: levels.count(key) for key, word in result.levels.items()}
    each = [f"{word}采用{count}篇次" for word, count in counts.items() if count]
    if each:
        yield (
            f"信息被采用{len(levels)}篇次，其中{listed(each)}。"
            if len(each) > 1
            else f"信息被{each[0]}。"
        )


def _praise(group: GroupResult) -> str:
    """The first places of a group with their points; nothing where all stand alike."""
    ranked = [one for one in group.standings if one.place is not None]
    limit = max(1, min(_PRAISED, len(ranked) // 2))
    good = [one for one in ranked if (one.place or 0) <= limit and one.score.points > 0]
    if len(good) == len(ranked):
        return ""
    return "；".join(_shared_place(ones) for ones in _by_place(good)) + "。" if good else ""


def _by_place(standings: Sequence[Standing]) -> list[list[Standing]]:
    places: dict[int | None, list[Standing]] = defaultdict(list)
    for one in standings:
        places[one.place].append(one)
    return list(places.values())


def _shared_place(standings: Sequence[Standing]) -> str:
    names = listed([one.score.unit for one in standings])
    first = standings[0]
    if len(standings) > 1:
        return f"{names}均得{points(first.score.points)}，并列第{first.place}名"
    return f"{names}得{points(first.score.points)}，列第{first.place}名"


def _by_group(texts: Sequence[tuple[str, str]]) -> Iterator[Block]:
    for place, (word, text) in enumerate(texts, 1):
        if len(texts) > 1:
            yield Heading(f"（{numeral(place)}）{word}", 2)
        yield Paragraph(text)


def _is_silent(score: Score) -> bool:
    return score.due > 0 and not score.counted


def _unranked(result: Result, group: GroupResult) -> Iterator[str]:
    """Who has no place, and why: a flag that costs it, or nothing to be ranked by."""
    why: dict[str, list[str]] = defaultdict(list)
    for one in group.standings:
        if one.place is None:
            flags = [flag for flag in one.score.flags if flag in result.unranked]
            why[listed(flags)].append(one.score.unit)
    for flag, units in why.items():
        yield f"{listed(units)}{flag}，不参加排名。" if flag else f"{listed(units)}没有得分。"


def _duties(group: GroupResult) -> Iterator[str]:
    """Who has to do what, in one sentence for each duty."""
    bound: dict[str, list[Standing]] = defaultdict(list)
    for one in group.standings:
        if one.duty:
            bound[one.duty].append(one)
    for duty, ones in bound.items():
        names = listed([f"{one.score.unit}（{points(one.score.points)}）" for one in ones])
        where = "末位" if len({one.place for one in ones}) == 1 else "靠后"
        yield f"{group.word}排名{where}的是{names}，须{duty.rstrip('。')}。"


def _readings(result: Result) -> Iterator[Block]:
    if result.readings:
        yield Paragraph("计分口径：", "note")
    for place, reading in enumerate(result.readings, 1):
        yield Paragraph(f"{place}．{say(reading, 'zh').rstrip('。')}。", "note")


def annex_list(names: Sequence[str]) -> Iterator[Block]:
    """The list of annexes below the text."""
    if len(names) == 1:
        yield Paragraph(f"附件：{names[0]}", "annex list")
    elif names:
        listing = "\n".join(f"{place}．{name}" for place, name in enumerate(names, 1))
        yield Paragraph(f"附件：{listing}", "annex list")

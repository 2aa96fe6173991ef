"""The circular on a period of a scheme without points: counts of what was sent and used.

It ranks nobody: units stand in the order of the register, or by how much of theirs was used.
"""

from collections.abc import Iterator, Mapping

from inforeport.documents.chinese import listed, period_words, so_far
from inforeport.documents.circular import fulfilled, more, numbers, units_word
from inforeport.documents.manner import Manner, manner_of
from inforeport.documents.notice import Annex, Parts, notice, parts
from inforeport.documents.page import Page, Paragraph
from inforeport.documents.sections import OF_COUNTS, Sentences, sections
from inforeport.documents.stats import has_categories
from inforeport.documents.tables import shipped
from inforeport.documents.tables.build import Head
from inforeport.documents.tables.paper import columns_of, laid, listing, of_group
from inforeport.documents.tallies import aside, shared, used_by
from inforeport.documents.used import uses_table
from inforeport.figures import number
from inforeport.model import GroupResult, Result
from inforeport.model.counts import Counts, Tally
from inforeport.model.papers import Material
from inforeport.words import say


def counts_page(material: Material) -> Page:
    """The whole paper; a section with nothing to say is left out and the rest is renumbered."""
    return notice(material, counts_parts(material))


def counts_parts(material: Material) -> Parts:
    """What it says of its period."""
    counts = material.counts
    blocks_of = sections(
        material.circular_terms.section or OF_COUNTS,
        _sentences(material, counts),
        numbers(material, counts),
    )
    return parts(
        material,
        sections=blocks_of,
        notes=_readings(material.result, counts),
        annexes=_annexes(material),
    )


def _sentences(material: Material, counts: Counts) -> Sentences:
    """What its sections say in whole sentences, as far as there is anything to say."""
    names, manner = unheard(counts), manner_of(material)
    silent = f"{manner.some(names, units_word(material))}未报送{_called(counts)}。"
    sentences = {
        "sending": "".join(_sent(material, counts)),
        "contents": "".join(_contents(counts)) if has_categories(counts) else "",
        "using": "".join(_used(counts, manner)) if counts.total.uses else "",
        "silent": silent if names else "",
    }
    return more(material, counts, names) | {
        name: [Paragraph(text)] if text else [] for name, text in sentences.items()
    }


def unheard(counts: Counts) -> list[str]:
    """The units that sent nothing."""
    return [one.name for one in counts.rows if not one.sent]


def _called(counts: Counts) -> str:
    """What is sent, by the kinds that the scheme declares: 信息和简报."""
    return "和".join(counts.names.kinds.values()) or "信息"


def _sent(material: Material, counts: Counts) -> Iterator[str]:
    result, manner = material.result, manner_of(material)
    total, words = counts.total, _words(counts, "kinds")
    each = [f"{word}{total.kinds[key]}篇" for key, word in words.items() if total.kinds.get(key)]
    what = f"{period_words(result.period)}，{len(counts.rows)}个{units_word(material)}"
    yield f"{what}共报送{_called(counts)}{total.sent}篇"
    yield f"，其中{listed(each)}。" if total.sent and each else "。"
    if total.pictured:
        yield f"配有图片的{total.pictured}篇。"
    if len(result.groups) > 1:
        of_groups = [_group_sent(counts, group, manner) for group in result.groups]
        yield f"分组看，{'；'.join(of_groups)}。"
    yield from aside(material, counts)
    yield from fulfilled(result, counts, manner)


def _group_sent(counts: Counts, group: GroupResult, manner: Manner) -> str:
    members = sum(one.group == group.key for one in counts.rows)
    return f"{members}个{manner.members(group.word)}报送{counts.of_group(group.key).sent}篇"


def _contents(counts: Counts) -> Iterator[str]:
    """How many reports were sent on what, and on what there were none."""
    counts_of, words = counts.total.categories, _words(counts, "categories")
    each = [f"{word}{counts_of[key]}篇" for key, word in words.items() if counts_of.get(key)]
    if each:
        yield f"按内容分，{listed(each)}。"
    none = [f"“{word}”" for key, word in counts.names.categories.items() if not counts_of.get(key)]
    if none and each:
        yield f"{listed(none)}方面没有报送。"
    elif none:
        yield f"重点报送的{len(none)}个方面均没有报送。"


def _used(counts: Counts, manner: Manner) -> Iterator[str]:
    total, words = counts.total, _words(counts, "levels")
    each = [
        used_by(word, total.levels[key]) for key, word in words.items() if total.levels.get(key)
    ]
    if len(each) > 1:
        yield f"共采用{total.uses}篇次，其中{listed(each)}。"
    else:
        yield f"{each[0]}。"
    if total.sent:
        yield f"本期报送的{total.sent}篇中有{total.used}篇被采用，采用率{_rate(total)}。"
    units = sorted((one for one in counts.rows if one.uses), key=lambda one: -one.uses)
    told = [f"{one.name}{one.uses}篇次" for one in units]
    yield f"被采用的单位有：{manner.some(told, '单位')}。"


def _rate(one: Tally) -> str:
    return "" if one.rate is None else f"{number(one.rate)}%"


def _words(counts: Counts, name: str) -> Mapping[str, str]:
    """The Chinese of what was counted, in order; what nobody stated is called so."""
    words: Mapping[str, str] = getattr(counts.names, name)
    return {key: say(word, "zh") for key, word in columns_of(words, counts, name).items()}


def _readings(result: Result, counts: Counts) -> Iterator[str]:
    """How it was counted, in small print."""
    yield "统计口径："
    day = "采用" if counts.uses_on == "adopted" else "收到"
    sentences = [
        *(say(one, "zh") for one in result.readings[:1]),
        f"报送数按信息收到之日统计，采用数按信息{day}之日统计",
        "采用率为本期报送且已采用的篇数占本期报送篇数的比例",
    ]
    if counts.total.owed:
        sentences.append("应报、实报按规定的报送周期统计，报送数按日历日期统计")
    sentences += shared(counts)
    for place, one in enumerate(sentences, 1):
        yield f"{place}．{one.rstrip('。')}。"


def _annexes(material: Material) -> Iterator[Annex]:
    """For each group its counts, and what its reports were about; then every use."""
    result, listed, key = material.result, listing(material), manner_of(material).key
    counted = [shipped.counted(owes=bool(material.counts.total.owed))]
    about = [shipped.categories()] if has_categories(material.counts) else []
    for usual in (counted, about):
        for group in result.groups:
            period = so_far(material.period, material.until)
            title = f"{period}{group.word}信息报送及采用情况统计表"
            head = Head(title, key=key)
            for terms in laid(material.tables, "circular", group.key, usual):
                if terms in usual or usual is counted:  # an office's own stand there once
                    yield Annex(of_group(terms, listed, group.key, head), of_figures=True)
    if found := uses_table(material):
        yield Annex(found)

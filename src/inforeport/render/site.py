"""The web column as files: plain pages that open without a server, and a feed.

They run nothing and ask for nothing from elsewhere; every link leads to a file beside them.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from html import escape
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from inforeport.documents.page import Page
from inforeport.documents.site import Issue, Item, Site
from inforeport.errors import OutputUnproved
from inforeport.render import html
from inforeport.render.text import day_shown, shown
from inforeport.words import message

INDEX, UNITS, STYLE, FEED = "index.html", "units.html", "style.css", "feed.xml"
_OURS = re.compile(r"(index|units)\.html|style\.css|feed\.xml|(issue|item)-[0-9a-z-]+\.html")
_LINK = re.compile(r' (?:href|src)="([^"]*)"')
_INLINE = "data:image/jpeg;base64,"
_LANGUAGE = "zh"
_NEWEST = 50  # items in the feed


def is_ours(name: str) -> bool:
    """Whether a file may be one that was made here before, by its name."""
    return bool(_OURS.fullmatch(name))


def draw(site: Site, zone: ZoneInfo) -> dict[str, bytes]:
    """The files by their names; days begin in `zone`. Raises `OutputUnproved`."""
    texts = {
        INDEX: _page(site, site.name, _index(site)),
        UNITS: _page(site, "各单位刊用篇数", html.drawn(site.counts, _LANGUAGE)),
        **{f"{issue.key}.html": _page(site, issue.title, _issue(issue)) for issue in site.issues},
        **dict(_items(site)),
        FEED: _feed(site, zone),
        STYLE: "".join(map(_style, ("paper.css", "site.css"))),
    }
    _prove(texts)
    return {name: text.encode() for name, text in texts.items()}


def _style(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _page(site: Site, title: str, inside: str) -> str:
    """A page: the head of the column, what is on it, the foot."""
    whole = title if title == site.name else f"{title} - {site.name}"
    named = {INDEX: "首页", UNITS: "各单位刊用篇数", FEED: "订阅"}
    ways = " ".join(f'<a href="{file}">{word}</a>' for file, word in named.items())
    lines = (
        "<!DOCTYPE html>",
        '<html lang="zh-CN">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(whole)}</title>",
        f'<link rel="stylesheet" href="{STYLE}">',
        f'<link rel="alternate" type="application/atom+xml" href="{FEED}">',
        "</head>",
        "<body>",
        f'<header class="site"><p class="name"><a href="{INDEX}">{_text(site.name)}</a></p>',
        f"<nav>{ways}</nav></header>",
        f'<main class="site">\n{inside}\n</main>',
        f'<footer class="site"><p>{_text(site.office)}</p></footer>',
        "</body>",
        "</html>",
    )
    return "".join(f"{line}\n" for line in lines)


def _index(site: Site) -> str:
    heads = (
        f'<h2><a href="{issue.key}.html">{_text(issue.title)}</a> {_day(issue.day)}</h2>'
        for issue in site.issues
    )
    return "\n".join(
        f'<section class="issue">{head}\n{_list(issue)}</section>'
        for head, issue in zip(heads, site.issues, strict=True)
    )


def _list(issue: Issue) -> str:
    lines = (
        f'<li><a href="{item.key}.html">{_text(item.title)}</a>'
        f' <span class="from">{_text("、".join(item.units))}</span></li>'
        for item in issue.items
    )
    return "".join(('<ul class="list">\n', *(f"{line}\n" for line in lines), "</ul>"))


def _issue(issue: Issue) -> str:
    """The issue as it was printed, and the way to the page of each item."""
    return f"{_sections(issue.page)}\n<nav>本期各条</nav>\n{_list(issue)}"


def _items(site: Site) -> Iterator[tuple[str, str]]:
    """The page of each item, with the ways to its issue and to the items beside it."""
    for issue in site.issues:
        for at, item in enumerate(issue.items):
            before = issue.items[at - 1] if at else None
            after = issue.items[at + 1] if at + 1 < len(issue.items) else None
            ways = (
                _way("上一条", before),
                f'<a href="{issue.key}.html">{_text(issue.title)}</a>',
                _way("下一条", after),
            )
            inside = f"{_sections(item.page)}\n<nav>{' '.join(filter(None, ways))}</nav>"
            yield f"{item.key}.html", _page(site, item.title, inside)


def _way(word: str, item: Item | None) -> str:
    return f'<a href="{item.key}.html">{word}：{_text(item.title)}</a>' if item else ""


def _sections(page: Page) -> str:
    return "\n".join(html.sections(page, _LANGUAGE))


def _feed(site: Site, zone: ZoneInfo) -> str:
    items = [(issue, item) for issue in site.issues for item in issue.items][:_NEWEST]
    newest = _moment(site.issues[0].day, zone)
    lines = (
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
        f"<id>{_id(site, INDEX)}</id>",
        f"<title>{_text(site.name)}</title>",
        f"<updated>{newest}</updated>",
        f"<author><name>{_text(site.office)}</name></author>",
        f'<link rel="self" href="{FEED}"/>',
        f'<link href="{INDEX}"/>',
        *(_entry(site, issue, item, zone) for issue, item in items),
        "</feed>",
    )
    return "".join(f"{line}\n" for line in lines)


def _entry(site: Site, issue: Issue, item: Item, zone: ZoneInfo) -> str:
    return (
        f"<entry><id>{_id(site, item.key)}</id><title>{_text(item.title)}</title>"
        f"<updated>{_moment(issue.day, zone)}</updated>"
        f"<author><name>{_text('、'.join(item.units))}</name></author>"
        f'<link href="{item.key}.html"/><summary>{_text(item.summary)}</summary></entry>'
    )


def _id(site: Site, key: str) -> str:
    return uuid5(NAMESPACE_URL, f"inforeport:{_text(site.office)}:{key}").urn


def _moment(day: date, zone: ZoneInfo) -> str:
    return datetime.combine(day, time(), zone).isoformat()


def _day(day: date) -> str:
    return f'<time datetime="{day.isoformat()}">{day_shown(day, _LANGUAGE)}</time>'


def _text(text: str) -> str:
    return escape(shown(text, _LANGUAGE).replace("\n", " "))


def _prove(texts: Mapping[str, str]) -> None:
    """See that every link leads to one of the files, and nothing is shown from elsewhere."""
    for name, text in texts.items():
        for link in () if name == STYLE else _LINK.findall(text):
            if link not in texts and not link.startswith(_INLINE):
                why = message("something in it that is asked for elsewhere")
                raise OutputUnproved(path=name, reason=why)

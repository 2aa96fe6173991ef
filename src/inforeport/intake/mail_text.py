"""The text of a message: what its writer says, and what he only sends on.

Answers that are quoted, signatures and what offices print below every message are cut away.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from inforeport.intake import mail_header as header
from inforeport.intake.mail_header import Sender
from inforeport.text import clean

_LABELS = {
    "from": "发件人|寄件者|发信人|From",
    "subject": "主题|标题|Subject",
    "": "收件人|抄送|密送|日期|时间|发送时间|发送日期|发件时间|To|Cc|Date|Sent|Reply-To",
}
_LABEL = re.compile(
    r"[*\s]*(?:"
    + "|".join(f"({words})" for words in _LABELS.values())
    + r")\s*[*]?\s*[:：]\s*(.*)",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"[-_—=\s]{2,}(原始邮件|原邮件|转发邮件信息|转发的邮件|Original(?: Message)?|Forwarded message"
    r"|Begin forwarded message:?)[-_—=\s]*",
    re.IGNORECASE,
)
_WROTE = re.compile(r"(?:在|于|On\s).{4,120}(?:写道|wrote|说)\s*[:：]")
_SENT_ON = re.compile(r"转发|forward", re.IGNORECASE)
_BELOW = re.compile(
    r"-- ?|发自.{0,12}(?:手机|iPhone|iPad|邮箱|Foxmail|客户端|华为|小米).{0,12}|Sent from .*"
    r"|(?:本|此|该)邮件.*(?:保密|机密|误收|收件人).*|This e-?mail.*(?:confidential|intended).*",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r".{0,8}(?:电话|手机|传真|邮编|地址|邮箱|微信|QQ|Tel|Fax|E-?mail)\s*[:：].*", re.IGNORECASE
)
_GREETING = re.compile(
    r".{0,12}(?:您好|你好|大家好)[!！,，。：:]*|此致|敬礼[!！]?|谢谢[!！。]?|祝(?:好|您?工作.{0,6})[!！。]?"
    r"|顺祝.{0,8}"
)
_BLOCKS = {
    *("p", "div", "br", "tr", "li", "table", "ul", "ol", "blockquote", "pre", "hr", "body"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "center"),
}
_SILENT = {"script", "style", "head", "title", "noscript", "template"}
_HEAD = 16  # lines of the head of a message inside another
_DEEP = 20  # messages that were sent on
_LARGEST = 5_000_000  # characters; a tree takes twenty times as much


class Said(Struct, frozen=True):
    """What a message says: the lines, whose they are and under which subject if sent on."""

    lines: list[str]
    sender: Sender | None = None
    subject: str | None = None
    is_sent_on: bool = False
    cut: str = ""
    """The first line of what was cut away."""


def lines(text: str, *, is_html: bool) -> list[str]:
    """The lines of a text; of a page of HTML those that one would see."""
    whole = _of_page(text[:_LARGEST]) if is_html else text
    return [re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in clean(whole).split("\n")]


def _of_page(page: str) -> str:
    from lxml import etree, html

    try:
        parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
        tree = html.document_fromstring(page.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return ""
    return "".join(_seen(tree))


def _seen(tree: Any) -> Iterator[str]:
    """What is to be seen of a page, piece by piece, with a line's end around each block."""
    from lxml import etree

    silent: Any = None
    for event, node in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        is_tag = isinstance(node.tag, str)
        if event == "start" and silent is None:
            silent = node if node.tag in _SILENT else None
            yield "\n" if node.tag in _BLOCKS else ""
            yield _blanks(node.text) if silent is None else ""
        elif event == "end" or not is_tag:
            yield "\n" if silent is None and is_tag and node.tag in _BLOCKS - {"br"} else ""
            yield "\t" if silent is None and node.tag in {"td", "th"} else ""
            silent = None if node is silent else silent
            yield _blanks(node.tail) if silent is None and node is not tree else ""


def _blanks(text: str | None) -> str:
    return re.sub(r"[\r\n\t ]+", " ", text or "")


def without_frills(written: Sequence[str], *, is_sent_on: bool) -> Said:
    """What is said in some lines; `is_sent_on` where the subject says that it is another's text."""
    whole = Said([*written], is_sent_on=is_sent_on)
    for _ in range(_DEEP):
        inner = _sent_on(whole)
        if inner is None:
            break
        whole = inner
    return _without_signature(whole)


def _sent_on(whole: Said) -> Said | None:
    """The text below, if it is what the message is about; that above it if not; none if no such."""
    for place, line in enumerate(whole.lines):
        inner = _inner_head(whole.lines[place : place + _HEAD])
        if not (inner or _MARK.fullmatch(line) or _WROTE.fullmatch(line)):
            continue
        head, size = inner or ({}, 1)
        above = [one for one in whole.lines[:place] if one and not _BELOW.fullmatch(one)]
        if not (whole.is_sent_on or _SENT_ON.search(line) or (inner and not above)):
            return Said(whole.lines[:place], whole.sender, whole.subject, cut=line)
        sender = _sender(head.get("from", "")) or whole.sender
        below = whole.lines[place + size :]
        subject = head.get("subject") or whole.subject
        return Said(below, sender, subject, is_sent_on=True) if below else None
    return None


def _inner_head(below: Sequence[str]) -> tuple[dict[str, str], int] | None:
    """What the head of a message inside another says, and how many lines it takes."""
    fields: dict[str, str] = {}
    count = at = 0
    for at, line in enumerate(below):
        label = _LABEL.fullmatch(line)
        if label:
            key = next(key for key, word in zip(_LABELS, label.groups(), strict=False) if word)
            fields.setdefault(key, label[4])
            count += 1
        elif (line and not _MARK.fullmatch(line)) or (not line and not count and at):
            break
    return (fields, at) if count > 1 and "from" in fields else None


def _sender(written: str) -> Sender | None:
    written = written.strip("; ；")
    return header.addressed(written) or (Sender(written.strip("\"'"), "") if written else None)


def _without_signature(whole: Said) -> Said:
    """The lines without what is quoted in them and stands below them, greetings too."""
    unquoted = [line for line in whole.lines if not line.startswith(">")]
    end = next((at for at, one in enumerate(unquoted) if _BELOW.fullmatch(one)), len(unquoted))
    start = 0
    while end and (not unquoted[end - 1] or _is_close(unquoted[end - 1])):
        end -= 1
    while start < end and (not unquoted[start] or _GREETING.fullmatch(unquoted[start])):
        start += 1
    below = next((line for line in unquoted[end:] if line), "")
    return replace(whole, lines=unquoted[start:end], cut=whole.cut or below)


def _is_close(line: str) -> bool:
    """Whether a line below a text only takes leave, or tells how to reach its writer."""
    return bool(_REACHED.fullmatch(line) or _GREETING.fullmatch(line))

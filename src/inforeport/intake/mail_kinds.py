"""What a message is, by signs that programs and people put on it: an answer by itself, a receipt,
a cover note, a correction, a file that is only a link.
"""

import re
from collections.abc import Sequence
from email.message import Message

from inforeport.model import Problem
from inforeport.text import one_line
from inforeport.words import message

_PREFIX = re.compile(
    r"(?:[\[【]?(?:转发|回复|答复|转|re|fwd?|回覆|轉寄)[\]】]?\s*(?:[\[(]\d+[\])])?\s*[:：]\s*"
    r"|[\[【](?:转发|回复|fwd?|外部邮件|外来邮件)[\]】]\s*)+",
    re.IGNORECASE,
)
_FORWARD = re.compile(r"[\[【]?(?:转发|转|fwd?|轉寄)[\]】]?\s*[:：\]】]", re.IGNORECASE)
_REPLY = re.compile(
    r"[\[【]?(?:回复|答复|re|回覆)[\]】]?\s*(?:[\[(]\d+[\])])?\s*[:：]", re.IGNORECASE
)
_AUTO = re.compile(
    r"(?:自动(?:回复|答复)|auto(?:matic)?[ -]?repl(?:y|ied)|out of (?:the )?office|不在办公室)",
    re.IGNORECASE,
)
_READ = re.compile(
    r"(?:已读|阅读回执|已读回执|送达回执|回执|read|not read|未读)\s*[:：]", re.IGNORECASE
)
_BOUNCED = re.compile(
    r"(?:系统)?退信|.*(?:undeliver|delivery status|delivery fail|returned mail|mail delivery)"
    r"|邮件(?:投递|发送)失败",
    re.IGNORECASE,
)
_DAEMON = re.compile(r"mailer-daemon|postmaster@", re.IGNORECASE)
_DRAFTS = "更正稿|修改稿|修订稿|更新稿|修改版|修正稿|改正稿|最新稿"
_MARKS = f"{_DRAFTS}|更正|重报"
_INSTEAD = "以此(?:稿|件|份|次)为准"
_CORRECTS = re.compile(
    rf"^\s*(?:[【\[(（](?:{_MARKS})[】\])）]\s*[:：]?|(?:{_MARKS})\s*[:：—-]+)\s*"
    rf"|\s*[【\[(（—-]+(?:{_MARKS})[】\])）]*\s*$|[，,、（(]?{_INSTEAD}[)）]?"
)
_SAYS_SO = re.compile(
    rf"{_DRAFTS}|{_INSTEAD}|原稿作废"
    r"|(?:^|[【\[(（\s_—-])(?:更正|重报)(?=$|[】\])）:：\s_.—-])"
)
_COVER = re.compile("附件|附上|附后|查收|请审|请阅|收悉|请接收|见附|已发送|报上|现将.*报送|请领导")
_GENERIC = re.compile(
    r"(?:.{0,12}(?:社区|村|科|办|街道|站|局|居委会))?[的]?(?:\d{4}年?)?(?:[\d一二三四五六七八九十]+月份?)?"
    r"(?:第?[\d一二三四五六七八九十]+[周期篇号日])?"
    r"(?:本周|每周|工作|报送|上报|信息|简报|动态|稿件|材料|稿|投稿|邮件|周报|无主题|no subject"
    r"|图片|照片|附件)*"
    r"[\d一二三四五]?",
    re.IGNORECASE,
)
CLOUD = re.compile(
    r"超大附件|云附件|ftnExs_download|fs\.163\.com|largeattachment"
    r"|large-attachment|dashi\.163\.com"
)
_FILE = re.compile(
    r"[\w（）()《》〈〉、.．\- ]{1,80}?\.(?:docx?|wps|rar|zip|7z|xlsx?|et|pdf|jpe?g|png|mp4)\b"
)
_SIGNED = re.compile("签字|签发|签批|审签|扫描|盖章|审批|审核表|报送单|签报")
_COVERS = 60  # characters of a text that only goes with a file
_SAYS = 30  # characters below which a text is no report

_UNOPENED: Sequence[tuple[bytes, str, str]] = (
    (b"Rar!", ".rar", "rar"),
    (b"7z\xbc\xaf", ".7z", "7z"),
    (b'x\x9f>"', "winmail.dat", "winmail"),
)


def no_report(whole: Message, subject: str) -> Problem | None:
    """Why a message is no report and asks for nothing: a program or a server wrote it."""
    kind = whole.get_content_type()
    report = str(whole.get_param("report-type") or "").lower()
    sender = str(whole.get("From", ""))
    bounced = _DAEMON.search(sender) or _BOUNCED.match(subject)
    if report == "delivery-status" or bounced:
        return Problem("", "bounce", message("a message that did not arrive; it is no report"))
    if (kind == "multipart/report" and report) or _READ.match(subject):
        return Problem("", "receipt", message("a receipt; it is no report"))
    answered = str(whole.get("Auto-Submitted", "no")).strip().lower().startswith("auto-replied")
    signs = ("X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress-Reply")
    if answered or any(one in whole for one in signs) or _AUTO.match(bare(subject)):
        return Problem("", "auto-reply", message("an automatic answer; it is no report"))
    return None


def bare(subject: str) -> str:
    """The subject without what programs put before it.

    >>> bare("转发：Re: [Fwd] 甲社区信息")
    '甲社区信息'
    """
    match = _PREFIX.match(subject)
    return subject[match.end() :].strip() if match else subject.strip()


def is_forward(subject: str) -> bool:
    """Whether the subject says that the message is another's."""
    return bool(_FORWARD.match(subject))


def is_reply(subject: str) -> bool:
    """Whether the subject says that it is an answer."""
    return bool(_REPLY.match(subject))


def is_correction(text: str) -> bool:
    """Whether a title, a subject or a name says that it takes the place of an earlier one.

    >>> is_correction("信息（更正）.docx"), is_correction("甲社区更正门牌号码")
    (True, False)
    """
    return bool(_SAYS_SO.search(text))


def without_mark(title: str) -> str:
    """The title without what says that it is a correction.

    >>> without_mark("更正：甲社区召开动员大会（修改稿）")
    '甲社区召开动员大会'
    """
    return _CORRECTS.sub("", _CORRECTS.sub("", title)).strip() or title


def is_cover(text: str) -> bool:
    """Whether a text only goes with the files that it comes with."""
    return len(text) < _COVERS or (len(text) < 4 * _COVERS and bool(_COVER.search(text)))


def speaks_of_files(text: str) -> bool:
    """Whether a short text says that there are files with it."""
    return len(text) < 2 * _COVERS and bool(_COVER.search(text))


def says_little(text: str) -> bool:
    """Whether a text is too short to be a report."""
    return len(text) < _SAYS


def is_generic(subject: str) -> bool:
    """Whether a subject is that of any message, and no title.

    >>> is_generic("甲社区5月信息"), is_generic("甲社区召开动员大会")
    (True, False)
    """
    return bool(_GENERIC.fullmatch(subject))


def is_signed_sheet(name: str) -> bool:
    """Whether a picture is that of a sheet that somebody signed, by its name."""
    return bool(_SIGNED.search(name))


def unopened(name: str, content: bytes) -> str | None:
    """What a file is that is not opened here: an archive of another make; none for any other."""
    for begins, ends, code in _UNOPENED:
        if content.startswith(begins) or name.lower().endswith(ends):
            return code
    return None


def cloud_names(text: str) -> list[str]:
    """The files that a message only links to, as it calls them."""
    return list(dict.fromkeys(one_line(one) for one in _FILE.findall(text)))[:5]

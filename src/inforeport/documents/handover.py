"""The handover (交接清单): one page with all that the next clerk must know, and where it lies."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from inforeport.documents.chinese import day_words, listed
from inforeport.documents.page import (
    Block,
    Cell,
    Column,
    Field,
    Form,
    Heading,
    Page,
    Paragraph,
    Table,
)
from inforeport.model import Objection, Profile, Reporter, Unit
from inforeport.model.mailbox import Mailbox
from inforeport.model.outgoing import Server
from inforeport.words import Text

TITLE = "信息报送工作交接清单"


class Beside(Struct, frozen=True):
    """A file that lies in the folder of the page, and what it is."""

    name: str
    what: str


class Waiting(Struct, frozen=True):
    """A piece that came in and waits: its number, where it came from, why it waits."""

    number: int
    source: str
    why: Text


class Closed(Struct, frozen=True):
    """A period as it was closed: its name, the day on its papers, its number, who differs now."""

    period: str
    day: date
    number: str
    differing: tuple[str, ...]


class Duty(Struct, frozen=True):
    """What is due on a day."""

    on: date
    what: str


class Kept(Struct, frozen=True):
    """A copy of the ledger: where it lies, and whether it is as it was proved."""

    path: str
    is_good: bool


class Rules(Struct, frozen=True):
    """The scheme in force in words, each clause with its number, and what it leaves open."""

    called: str
    clauses: tuple[tuple[str, tuple[str, ...]], ...]
    questions: tuple[Text, ...]


class People(Struct, frozen=True):
    """Units, what their groups are called, reporters; with how to reach them or not."""

    units: tuple[Unit, ...]
    groups: Mapping[str, str]
    reporters: tuple[Reporter, ...]
    contacts: bool


class Open(Struct, frozen=True):
    """What is not done: in sentences, pieces that wait, objections."""

    sentences: tuple[Text, ...]
    waiting: tuple[Waiting, ...]
    objections: tuple[Objection, ...]


class Post(Struct, frozen=True):
    """The mailboxes that mail comes in by, and the server that it goes out by."""

    mailboxes: tuple[Mailbox, ...]
    server: Server | None


class Handover(Struct, frozen=True, kw_only=True):
    """All that is handed over; `ledger` is where the file lies, `counts` how much is in it."""

    office: Profile
    day: date
    ledger: str
    files: tuple[Beside, ...]
    counts: Mapping[str, int]
    rules: Rules
    duties: tuple[Duty, ...]
    people: People
    open: Open
    closed: tuple[Closed, ...]
    copies: tuple[Kept, ...]
    post: Post


def page(handover: Handover) -> Page:
    """The page, its contents first."""
    parts = {
        "台账": _ledger(handover),
        "评分办法": _rules(handover.rules),
        "今后三个月日程": _calendar(handover),
        "单位和信息员": _people(handover.people),
        "未办事项": _open(handover.open),
        "近期封存情况": _closed(handover),
        "备份存放位置": _copies(handover),
        "邮箱": _post(handover.post),
        "交接签字": _to_be_signed(),
    }
    heads = [f"{number}、{name}" for number, name in zip(_NUMBERS, parts, strict=True)]
    blocks: list[Block] = [Paragraph(TITLE, "title")]
    blocks += [Paragraph(head, "contents", link=f"#{head}") for head in heads]
    for head, part in zip(heads, parts.values(), strict=True):
        blocks += [Heading(head), *part]
    blocks += [Paragraph(handover.office.name, "signature")]
    blocks += [Paragraph(day_words(handover.day), "signature")]
    return Page(TITLE, handover.office.name, handover.day, tuple(blocks))


_NUMBERS = "一二三四五六七八九"
_BLANK_DAY = "　　　　年　　月　　日"


def _to_be_signed() -> Iterator[Block]:
    """Who hands over, who takes over, who sees to it, and when."""
    first = Field("移交人（签字）", lines=2), Field("接收人（签字）", lines=2)
    yield Form((first, (Field("监交人（签字）", lines=2), Field("交接日期", _BLANK_DAY))))
    yield Paragraph("以上各项已由交接双方逐项核对。", "note")


def _ledger(handover: Handover) -> Iterator[Block]:
    counts = "，".join(f"{name}{count}" for name, count in handover.counts.items())
    yield Paragraph(f"台账为一个文件，全部登记内容均在其中：{handover.ledger}。现有{counts}。")
    yield Paragraph("随本清单移交的文件如下，与本清单放在同一文件夹。")
    for file in handover.files:
        yield Paragraph(f"{file.name}：{file.what}", link=file.name)
    yield Paragraph(
        "换一台电脑时，装好程序，把备份复制过去，用 inforeport restore 恢复；"
        "用 inforeport doctor 查看一切是否正常。备份里有信息员的联系方式，请妥善保管。"
    )


def _rules(rules: Rules) -> Iterator[Block]:
    yield Paragraph(f"现行：{rules.called}。逐条如下。")
    for number, sentences in rules.clauses:
        yield Paragraph(f"{number}　{''.join(sentences)}" if number else "".join(sentences))
    if rules.questions:
        yield Paragraph("办法没有写明、程序按通常做法理解的：")
        yield from map(Paragraph, rules.questions)


def _calendar(handover: Handover) -> Iterator[Block]:
    if not handover.duties:
        yield Paragraph("今后三个月没有排定的事项。")
        return
    columns = (Column("on", "日期"), Column("what", "事项", "left"))
    rows = tuple((duty.on, duty.what) for duty in handover.duties)
    yield Table("日程", columns, rows)


def _people(people: People) -> Iterator[Block]:
    columns = [Column("unit", "单位", "left"), Column("group", "组别"), Column("name", "信息员")]
    columns.append(Column("post", "职务"))
    if people.contacts:
        columns += [Column("phone", "办公电话"), Column("mobile", "手机")]
        columns.append(Column("email", "电子邮箱", "left"))
    rows = tuple(row for unit in people.units for row in _rows(unit, people))
    yield Table("单位和信息员", tuple(columns), rows)
    if not people.contacts:
        yield Paragraph("联系方式不在本清单，可用 inforeport reporter list --show-contact 查看。")


def _rows(unit: Unit, staff: People) -> Iterator[tuple[Cell, ...]]:
    group = staff.groups.get(unit.group, unit.group)
    reach = ("phone", "mobile", "email") if staff.contacts else ()
    people = [one for one in staff.reporters if one.unit == unit.name]
    for one in people:
        yield (unit.name, group, one.name, one.post, *(getattr(one, name) for name in reach))
    if not people:
        yield (unit.name, group, None, None, *(None for _ in reach))


def _open(waiting_for: Open) -> Iterator[Block]:
    yield from map(Paragraph, waiting_for.sentences)
    if waiting_for.waiting:
        yield _waiting(waiting_for.waiting)
    for one in waiting_for.objections:
        yield Paragraph(f"异议第{one.id}号，{one.unit}：{one.text}")
    if not (waiting_for.sentences or waiting_for.waiting or waiting_for.objections):
        yield Paragraph("无。")


def _waiting(pieces: Sequence[Waiting]) -> Table:
    columns = (
        Column("n", "编号"),
        Column("source", "来件", "left"),
        Column("why", "原因", "left"),
    )
    rows = tuple((one.number, one.source, one.why) for one in pieces)
    return Table("收到而未登记的来件", columns, rows)


def _closed(handover: Handover) -> Iterator[Block]:
    if not handover.closed:
        yield Paragraph("尚无已封存的时段。")
        return
    columns = (
        *(Column("period", "时段"), Column("day", "材料日期"), Column("number", "文号")),
        Column("differs", "现在重算有出入的单位", "left"),
    )
    rows = tuple(
        (one.period, one.day, one.number, listed([*one.differing]) or "无")
        for one in handover.closed
    )
    yield Table("封存记录", columns, rows)
    yield Paragraph("已印发的以封存时为准；有出入的，用 inforeport check 查看原因。")


def _copies(handover: Handover) -> Iterator[Block]:
    if not handover.copies:
        yield Paragraph("尚无备份，可用 inforeport backup 制作。")
        return
    columns = (Column("path", "备份", "left"), Column("good", "是否完好"))
    rows = tuple((one.path, "完好" if one.is_good else "有问题") for one in handover.copies)
    yield Table("最近的备份", columns, rows)


def _post(post: Post) -> Iterator[Block]:
    """Where mail comes in and goes out; how a password is come by may be the password itself."""
    for box in post.mailboxes:
        yield Paragraph(
            f"收信邮箱“{box.name}”：服务器{box.host}，端口{box.port}，用户名{box.user}，"
            f"文件夹{box.folder}。"
        )
    if post.server:
        yield Paragraph(
            f"发信邮箱：{post.server.sender}，服务器{post.server.host}，端口{post.server.port}，"
            f"用户名{post.server.user}。"
        )
    if post.mailboxes or post.server:
        yield Paragraph("密码不在本清单和台账里，请当面移交。")
    else:
        yield Paragraph("未设置邮箱。")

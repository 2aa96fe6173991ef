"""Every command once, as somebody would type it at the file of an office that has everything.

A new command is a new line here; `test_command_line.py` then runs it as cron does, into a pipe, on
a console without Chinese, dry, and with nobody at the terminal. It checks nothing itself.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import typer
from docx import Document

from conftest import Program, Ran
from inforeport.cli import app
from inforeport.errors import Status

LINES = """
init --office 某街道
demo {folder}/示例
office show
office edit --name 某街道党工委
unit add 新社区 --group 社区
unit list
unit show 甲社区
unit edit 甲社区 --headcount 9
unit retire 甲科室 --on 2009-07-31
unit alias 甲社区 甲居
unit rename 甲社区 甲一社区
unit remove 新单位
unit merge 甲科室 乙科室 --yes
unit import {folder}/units.csv
reporter add 甲社区 信息员某
reporter list
reporter edit 信息员甲一 --post 副主任
reporter leave 信息员甲一 --on 2009-07-31
reporter import {folder}/reporters.csv
intake add {folder}/来件.csv
intake list
intake show 1
intake assign 1 甲社区
intake edit 2 --title 丁社区组织义诊
intake accept 3
intake same 4 2009-004
intake drop 5 --why 重复
outbox list
outbox show 1
outbox receipts
outbox due
outbox circular --month 5
outbox bulletin --bulletin 1
outbox drop 1
outbox server --host smtp.street.example --sender office@street.example
outbox send 1 --yes # 4
intake fetch 信箱 # 4
mailbox add 新信箱 --host 127.0.0.1 --user office@street.example
mailbox list
mailbox test 信箱 # 4
mailbox remove 信箱
submission add 甲社区 甲社区召开座谈会 --received 2009-06-02
submission list --month 5
submission show 2009-001
submission edit 2009-001 --category 经验
submission attach 2009-001 {folder}/路灯.png
submission withdraw 2009-002 --reason 重复 --yes
submission import {folder}/submissions.csv
adoption add 2009-002 --level 区委 --form 整篇 --on 2009-06-02
adoption list
adoption edit 1 --publication 工作动态
adoption remove 1 --yes
adoption import {folder}/adoptions.csv
find 路灯
instruction add 2009-003 --level 区委 --leader 某书记 --on 2009-06-02
instruction list
instruction edit 1 --leader 某区长
instruction remove 1 --yes
instruction import {folder}/instructions.csv
forwarding add 2009-003 --level 区委 --on 2009-06-02
forwarding list
forwarding edit 1 --as 某街道
forwarding remove 1 --yes
forwarding import {folder}/forwardings.csv
commission add 甲社区 养老服务 --on 2009-06-01 --due 2009-06-20
commission list
commission edit 1 --due 2009-06-30
commission remove 1 --yes
commission import {folder}/commissions.csv
mark add 甲社区 bonus --reason 通报表扬 --on 2009-06-02
mark list
mark edit 1 --reason 更正
mark remove 1 --yes
mark import {folder}/marks.csv
target add 甲社区 --what submitted --per month --n 3
target list
target edit 1 --n 9
target remove 1 --yes
target import {folder}/targets.csv
exemption add 甲社区 --clause 三.3 --since 2009-07-01 --until 2009-07-31 --reason 换届
exemption list
exemption edit 1 --reason 更正
exemption remove 1 --yes
exemption import {folder}/exemptions.csv
dayoff add 2009-10-01..2009-10-08 --reason 国庆节
dayoff import {folder}/通知.txt
dayoff list
dayoff remove 2009-05-01
scheme check {folder}/scheme.toml
scheme use {folder}/scheme.toml --from 2009-07-15 --yes
scheme list
scheme show
scheme what-if {folder}/scheme.toml --month 5
scheme end --on 2009-07-30
scheme kinds
scheme upgrade {folder}/first.toml -o {folder}/second.toml
score --month 5
rank --month 5
explain 甲社区 --month 5
status
due --month 5 # 8
pairs --month 5
reward show --campaign
reward decide --month 6 --give 甲科室=1500 --give 乙科室=1500 --reason 平均发放
rollup {folder}/inforeport.db --month 5
stats --month 5
bulletin new
bulletin add 2009-021
bulletin remove 2009-017
bulletin show
bulletin list
bulletin send 1 --on 2009-05-21
bulletin received 1 甲社区
bulletin read 1 乙社区 --by 某书记
bulletin unread
bulletin issue --on 2009-06-03 --yes
export circular --month 5 -o {folder}/甲.docx
export ranking --month 5 -o {folder}/乙.csv
export bulletin --bulletin 1 -o {folder}/丙.docx
bulletin edit --note 按语
bulletin withdraw 1 --reason 有误 --yes
reporter forget 信息员甲一 --yes
export slips --month 5 -o {folder}/丁.xlsx
export statistics --month 5 -o {folder}/戊.html
export submissions --month 5 -o {folder}/己.json
export letter --month 5 -o {folder}/庚.docx
export explanation --month 5 -o {folder}/辛.docx
export rewards --campaign -o {folder}/壬.docx
export evaluation --month 5 -o {folder}/评价.docx
export roster -o {folder}/癸.docx
export form -o {folder}/表.docx
export all --month 6 -o {folder}/全部
month 5 -o {folder}/五月 --format html
site -o {folder}/专栏
handover -o {folder}/交接
template new -o {folder}/模板.docx
template check {folder}/plain.docx # 8
template use {folder}/plain.docx
objection add 甲社区 少计一篇 --month 5
objection settle 1 --outcome dismissed --reason 核对无误
objection list
close --month 5 --yes
check
verify {folder}/六月.docx
reopen --month 6 --reason 更正 --yes
log
undo --yes
backup make
backup verify {folder}/copy.db
restore {folder}/copy.db --yes
dump -o {folder}/台账.txt
schema score
completion bash
config list
config get lang
config set db {folder}/inforeport.db
doctor # 8
"""
"""`{folder}` is the folder of the test; `# 8` the exit status of one that does not end with 0."""

_FOR_GOOD = ExitStack()
_BEFORE = """
unit add 新单位 社区
instruction add 2009-001 --level 街道 --leader 某书记 --on 2009-05-08
forwarding add 2009-001 --level 区委 --on 2009-05-08
commission add 甲社区 夜间照明 --on 2009-05-08 --due 2009-05-20
mark add 甲社区 bonus --reason 通报表扬 --on 2009-05-08
target add 乙社区 --what submitted --per month --n 2
exemption add 乙社区 --clause 三.3 --since 2009-06-01 --until 2009-06-30 --reason 换届
bulletin new
bulletin add 2009-017
bulletin send 1 --to 甲社区 --to 乙社区 --on 2009-05-21
objection add 乙社区 少计一篇 --month 5
close --month 6 --yes
export circular --month 6 -o {folder}/六月.docx
intake add {folder}/待办.csv # 3
dayoff add 2009-05-01 --reason 劳动节
reporter edit 信息员甲一 --email jia@example.cn
outbox circular --month 5 --unit 甲社区
mailbox add 信箱 --host 127.0.0.1 --port 9 --user office@street.example
backup make -o {folder}/copy.db
"""
_FILES = {
    "通知.txt": "关于2010年部分节假日安排的通知\n元旦：1月1日（周五）至3日（周日）放假，共3天。\n",
    "来件.csv": "单位,标题,报送时间\n甲社区,甲社区开设夜校,2009-07-02\n",
    "待办.csv": (
        "单位,标题,报送时间\n丙小区,丙社区清理楼道,2009-07-02\n丁社区,,2009-07-02\n"
        "丁社区,丁社区完善值班制度,2009-05-05\n乙社区,乙社区公示整改事项,2009-05-07\n"
        "乙社区,乙社区公示整改事项,\n"
    ),
    "instructions.csv": "编号,批示级别,批示领导,批示日期\n2009-004,街道,某书记,2009-06-02\n",
    "forwardings.csv": "编号,上报级别,上报日期\n2009-004,区委,2009-06-02\n",
    "commissions.csv": "单位,题目,约稿日期,限期\n甲社区,消防安全,2009-06-01,2009-06-20\n",
    "marks.csv": "单位,事由,日期,说明\n甲社区,bonus,2009-06-03,通报表扬\n",
    "targets.csv": "单位,项目,周期,数量\n丙社区,submitted,month,2\n",
    "exemptions.csv": "单位,条款,起,止,理由\n丙社区,三.3,2009-06-01,2009-06-30,换届\n",
}


class Line(NamedTuple):
    """A command with its words, and the exit status that it ends with."""

    path: tuple[str, ...]
    words: tuple[str, ...]
    status: int

    def __str__(self) -> str:
        return " ".join(self.path)

    def typed(self, folder: Path, *more: str, without: str = "") -> list[str]:
        """What is typed: the words for a folder, with more behind them and without one of them."""
        words = [one.format(folder=folder) for one in self.words if one != without]
        return [*words, *more]

    def at(self, office: Program, *more: str, without: str = "") -> Ran:
        """Run it at an office's file; `init` gets a file that is not there yet."""
        program = Program(office.db.with_name("new.db")) if self.path == ("init",) else office
        return program(*self.typed(office.db.parent, *more, without=without))

    @property
    def is_refused(self) -> bool:
        """Whether it ends with an error: what would need a server finds none."""
        return self.status == Status.REFUSED

    @property
    def ending(self) -> str:
        """The ending of a file that it can write."""
        if "-o" in self.words:
            return Path(self.words[self.words.index("-o") + 1]).suffix
        [output] = [one for one in COMMANDS[self.path].params if "--output" in one.opts]
        return Path(str(output.metavar)).suffix or ".json"

    def takes(self, option: str) -> bool:
        """Whether the command has that option."""
        return any(option in one.opts for one in COMMANDS[self.path].params)


def _commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    if not hasattr(command, "list_commands"):
        yield path, command
        return
    context = typer.Context(command)
    for name in command.list_commands(context):
        yield from _commands(command.get_command(context, name), (*path, name))


def _lines() -> Iterator[Line]:
    for line in LINES.strip().splitlines():
        words, _, status = line.partition(" # ")
        given = tuple(words.split())
        path = given[:2] if given[:2] in COMMANDS else given[:1]
        yield Line(path, given, int(status or 0))


COMMANDS = dict(_commands(typer.main.get_command(app)))
"""Every command by the words that name it."""
EVERY = tuple(_lines())
WRITING = tuple(one for one in EVERY if one.takes("--dry-run"))
ASKING = tuple(one for one in EVERY if one.takes("--yes"))
READING = tuple(one for one in EVERY if one.takes("--json") and one not in WRITING)


def an_office(folder: Path) -> Program:
    """The example office with at least one of everything, in a new folder, and lists to import."""
    return the_same(_everything(), folder)


def an_example(folder: Path) -> Program:
    """The example office as it comes, in a new folder."""
    return the_same(_demo(), folder)


@cache
def _demo() -> Program:
    """The same, which is copied and never changed."""
    folder = Path(_FOR_GOOD.enter_context(TemporaryDirectory()))
    Program(folder / "unused.db").well("demo", folder / "office")
    return Program(folder / "office" / "inforeport.db")


@cache
def _everything() -> Program:
    folder = Path(_FOR_GOOD.enter_context(TemporaryDirectory())) / "office"
    office = an_example(folder)
    for name, rows in _FILES.items():
        (folder / name).write_text(rows, encoding="utf-8")
    first = Path(__file__).parent / "cases" / "first" / "street.toml"
    shutil.copy(first, folder / "first.toml")
    for line in _BEFORE.strip().splitlines():
        words, _, status = line.partition(" # ")
        assert office(*words.format(folder=folder).split()).status == int(status or 0), line
    Document().save(str(folder / "plain.docx"))  # a template without any of our styles
    return office


def the_same(office: Program, folder: Path) -> Program:
    """A copy of an office's folder, to do to it what one likes."""
    shutil.copytree(office.db.parent, folder)
    return Program(folder / office.db.name)


def as_good(office: Program, folder: Path) -> Program:
    """The same for a line of ours: most of a folder are its backups, which none writes to."""

    def copied(source: str, target: str) -> None:
        if source.endswith(".db") and source != str(office.db):
            with suppress(OSError):  # the folders may lie on two disks
                os.link(source, target)
                return
        shutil.copy2(source, target)

    shutil.copytree(office.db.parent, folder, copy_function=copied)
    return Program(folder / office.db.name)

"""`demo`: an example office in a folder of its own, and a month run through it."""

import os
import shutil
from collections.abc import Sequence
from contextlib import chdir
from pathlib import Path
from typing import Annotated

import typer

from inforeport.cli._output import done
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.cli._told import PROGRAM
from inforeport.errors import FolderTaken, OutputNotWritable, reason
from inforeport.scheme import shipped
from inforeport.words import message

app = Noun()

FolderArg = Annotated[Path, typer.Argument(metavar="FOLDER", help="a new folder for the example")]

_DATA = Path(__file__).parent.parent / "demo"
_ENDS = "until  = 2009-07-31          # 口径:示例中活动至 7 月底结束\n"
_STEPS: tuple[tuple[str, ...], ...] = (
    ("init", "--office", "某街道学习实践办", "--scheme", "scheme.toml"),
    ("unit", "import", "units.csv"),
    ("reporter", "import", "reporters.csv"),
    ("submission", "import", "submissions.csv"),
    ("adoption", "import", "adoptions.csv"),
    ("submission", "attach", "2009-017", "路灯.png"),
    ("--today", "2009-05-18", "bulletin", "new"),
    ("bulletin", "add", "2009-017"),
    ("bulletin", "add", "2009-021"),
    ("bulletin", "add", "2009-022"),
    ("bulletin", "add", "2009-018", "--form", "brief"),
    ("bulletin", "add", "2009-016", "--form", "brief"),
    ("bulletin", "issue", "--on", "2009-05-20", "--yes"),
    ("score", "--month", "5"),
    ("rank", "--month", "5"),
    ("export", "circular", "--month", "5", "--draft", "-o", "通报征求意见稿.docx"),
    ("export", "circular", "--month", "5", "-o", "通报.docx"),
    ("export", "slips", "--month", "5", "-o", "得分通知单.docx"),
    ("export", "statistics", "--month", "5", "-o", "报送情况统计表.docx"),
    ("export", "roster", "-o", "信息员名册.docx"),
    ("export", "form", "-o", "信息报送人员登记表.docx"),
    ("export", "ranking", "--month", "5", "-o", "统计表.docx"),
    ("export", "bulletin", "--bulletin", "1", "-o", "简报.docx"),
)


@app.command()
def demo(session: Session, folder: FolderArg = Path("demo")) -> None:
    """Make an example office in a new folder, run May through it, and name every file made."""
    _fill(folder)
    with chdir(folder):
        os.environ.update(INFOREPORT_DB="inforeport.db", INFOREPORT_TODAY="2009-06-05")
        os.environ["INFOREPORT_LANG"] = session.language
        for step in _STEPS:
            _run(session, step)
        made = sorted(path.name for path in Path().iterdir() if path.is_file())
    done(session, message("files in {folder}: {files}", folder=folder, files=made))


def _fill(folder: Path) -> None:
    """Make the folder with the tables an office would have; raises where it is there already."""
    try:
        folder.mkdir(parents=True)
        for file in sorted(_DATA.iterdir()):
            shutil.copyfile(file, folder / file.name)
        scheme = shipped("street").replace("\nperiod", f"\n{_ENDS}period", 1)
        (folder / "scheme.toml").write_text(scheme, encoding="utf-8")
    except FileExistsError:
        raise FolderTaken(path=folder) from None
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise OutputNotWritable(path=folder, reason=reason(error)) from None


def _run(session: Session, step: Sequence[str]) -> None:
    """One command as somebody would type it; the demo ends where it fails."""
    from inforeport.cli import app as program

    done(session, message("$ {command}", command=" ".join((PROGRAM, *step))))
    given = ["--quiet", *step] if session.quiet else [*step]
    try:
        program(given)
    except SystemExit as ended:
        if ended.code:
            raise typer.Exit(int(ended.code)) from None

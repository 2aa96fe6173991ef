"""An office of 28 units with long names, three months and 387 reports, and its papers to look at.

`python tests/long_names.py FOLDER` fills it there and prints its papers as Word files, for people
to look at; `test_pages.py` has them laid out and looks at the pages.
"""

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from inforeport.scheme import shipped

COMMUNITIES = (
    *("花台", "红旗", "沿河", "新风", "北苑", "南湖", "东门", "西站", "钟楼", "古井"),
    *("凤凰山庄", "长江大道", "水产路北", "机械厂家属区", "第二人民医院", "纺织工业园区"),
    *("桥头", "柳林", "滨江花园", "火车站东"),
)
DEPARTMENTS = (
    *("社会事务和民政", "经济发展和统计", "城市管理和综合执法", "党政综合", "计划生育服务"),
    *("劳动和社会保障服务", "社会治安综合治理", "企业退休人员社会化管理服务"),
)
UNITS = {
    **{f"荆东区东城街道{name}社区居民委员会": "社区" for name in COMMUNITIES},
    **{f"荆东区东城街道办事处{name}科": "部门" for name in DEPARTMENTS},
}
MONTHS = (5, 6, 7)
REPORTS = 387
LEVELS = (("street", "whole"), ("street", "brief"), ("district", "brief"), ("city", "brief"))
TITLES = (
    "召开深入学习实践科学发展观活动动员大会",
    "组织党员开展“进百家门、知百家情、解百家难”走访活动并建立民情台账",
    "整治楼道环境",
    "与辖区单位共建文明社区，为困难群众办实事二十件",
)
OF_A_MONTH = (
    *("circular", "ranking", "slips", "statistics", "submissions", "explanation", "rewards"),
    "letter",
)
OWN = """
[[table]]
paper   = "ranking"
columns = [
    { shows = "place" },
    { shows = "unit" },
    { shows = "owed" },
    { shows = "counted" },
    { shows = "missing" },
    { shows = "uses", each = "level" },
    { shows = "points", part = "adoption", each = "level" },
    { shows = "rate", digits = 0 },
    { shows = "points", head = "本月得分" },
    { shows = "points", head = "累计得分", over = "to date" },
    { shows = "sent", head = "上月报送", over = "before" },
    { shows = "place", head = "名次升降", over = "difference" },
]

[[table]]
paper   = "ranking"
caption = "{period}{group}报送篇数"
pairs   = 2
order   = "register"
columns = [{ shows = "number" }, { shows = "unit" }, { shows = "sent", head = "篇数" }]

[[table]]
paper   = "ranking"
caption = "{period}{group}报送篇目"
rows    = "report"
total   = false
columns = [
    { shows = "unit", merged = true },
    { shows = "title", head = "篇目" },
    { shows = "points", head = "计分" },
    { shows = "points", head = "当月得分", merged = true },
]
"""


def typed(db: Path, *words: object, today: str = "2009-08-05") -> str:
    """What a line says, which must go well."""
    from inforeport.cli import app

    line = ["--db", db, "--lang", "zh", "--today", today, *words]
    ran = CliRunner().invoke(app, [str(one) for one in line])
    assert ran.exit_code == 0, (words, ran.output)
    return ran.stdout


def taken(db: Path, noun: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Rows put on file through a CSV file."""
    rows, path = [*rows], db.with_name(f"{noun}s.csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]])
        writer.writeheader()
        writer.writerows(rows)
    typed(db, noun, "import", path)


def reports() -> Iterator[dict[str, Any]]:
    """Some units send much, some little, the last of each group nothing."""
    names, number = [*UNITS], count(1)
    silent = {names[len(COMMUNITIES) - 1], names[-1]}
    sending = [name for name in names if name not in silent]
    for at in range(REPORTS):
        unit = sending[at * at % len(sending)] if at % 3 else sending[at % len(sending)]
        day = f"2009-{MONTHS[at % 3]:02}-{at % 28 + 1:02}"
        title = f"{TITLES[at % len(TITLES)]}（{at // len(TITLES) + 1}）"
        yield {"ref": f"2009-{next(number):03}", "unit": unit, "title": title, "received": day}


def uses() -> Iterator[dict[str, Any]]:
    """Two of four reports are used, some at two levels."""
    for at, report in enumerate(reports()):
        for level, form in LEVELS[at % 4 : at % 4 + 1 + at % 2] if at % 4 < 2 else ():
            yield {
                "ref": report["ref"],
                "level": level,
                "form": form,
                "adopted": report["received"],
            }


def filled(folder: Path) -> Path:
    """The office's file in a folder."""
    db, scheme = folder / "office.db", folder / "scheme.toml"
    text = f'{shipped("street")}\n[circular]\nmasthead = "荆东区东城街道学习实践活动办公室"\n'
    scheme.write_text(f'{text}compared = ["before"]\nproblems = true\n', encoding="utf-8")
    typed(db, "init", "--office", "荆东区东城街道学习实践活动办公室", "--scheme", scheme)
    taken(db, "unit", [{"unit": name, "group": group} for name, group in UNITS.items()])
    taken(db, "reporter", reporters())
    taken(db, "submission", reports())
    taken(db, "adoption", uses())
    return db


def reporters() -> Iterator[dict[str, Any]]:
    """One for each unit, with a mailbox as offices have them."""
    for at, name in enumerate(UNITS):
        yield {
            "unit": name,
            "name": "张三四"[: 2 + at % 2],
            "post": "党务工作者",
            "phone": f"0716-81330{at:02}",
            "mobile": f"138000080{at:02}",
            "email": f"dongcheng.jiedao{at:02}@jingdong.example.gov.cn",
        }


def papers(db: Path) -> None:
    """The papers of June beside the file; then those of its own tables, and a correction of May."""
    folder, june, may = db.parent, ("--period", "2009-06"), ("--period", "2009-05")
    for paper in OF_A_MONTH:
        typed(db, "export", paper, *june, "-o", folder / f"{paper}.docx")
    typed(db, "export", "form", "-o", folder / "form.docx")
    typed(db, "export", "roster", "--show-contact", "-o", folder / "roster.docx")
    typed(db, "export", "circular", *june, "--draft", "-o", folder / "draft.docx")
    typed(db, "close", *may, "--yes", today="2009-06-05")
    for name in (*UNITS,)[:9]:
        ref = next(
            one["ref"] for one in reports() if one["unit"] == name and "-05-" in one["received"]
        )
        typed(db, "adoption", "add", ref, "--level", "city", "--on", "2009-05-31")
    typed(db, "export", "circular", *may, "--correct", "-o", folder / "correction.docx")
    (folder / "own.toml").write_text(
        (folder / "scheme.toml").read_text(encoding="utf-8") + OWN, encoding="utf-8"
    )
    typed(db, "scheme", "use", folder / "own.toml", "--from", "2009-06-06", "--yes")
    typed(db, "export", "ranking", *june, "-o", folder / "own.docx")


if __name__ == "__main__":
    papers(filled(Path(sys.argv[1])))

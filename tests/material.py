"""What papers are made of in the tests: a small month worked out by hand, and an issue."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from inforeport.documents.page import Cell, Day, Several
from inforeport.model import (
    Bulletin,
    BulletinItem,
    Facts,
    GroupResult,
    Profile,
    Result,
    Score,
    ScoreLine,
    Standing,
    StoredScheme,
    Submission,
    Unit,
)
from inforeport.model.counts import Names
from inforeport.model.papers import Material, Rewards, Wanted
from inforeport.model.stationery import CircularTerms
from inforeport.period import Period
from inforeport.render.text import paper_text
from inforeport.scoring.counting import Basis, counted

OFFICE = Profile("街道实践办", "zh", "Asia/Shanghai")
DAY = date(2009, 6, 3)
MAY = Period(date(2009, 5, 1), date(2009, 6, 1), "2009-05")
CAMPAIGN = Period(date(2009, 5, 2), date(2009, 8, 1), "campaign")
SCHEME = StoredScheme(date(2009, 5, 2), "信息报送评分办法", "", "", b"", "1")
EXPLAIN = "在下个月的会议上作情况说明"


def standing(place: int, unit: str, due: int, counted: int, **adopted: int) -> Standing:
    """Base 20, 10 off for each missing, 1 for each extra; `adopted` is one item for each level."""
    parts = {
        "base": Decimal(20),
        "shortfall": Decimal(min(0, counted - due) * 10),
        "extra": Decimal(max(0, counted - due)),
        "adoption": Decimal(sum(adopted.values())),
    }
    levels = {level: Decimal(points) for level, points in adopted.items()}
    lines = tuple(
        ScoreLine(unit=unit, points=points, part="adoption", because="", level=level, item="#1")
        for level, points in levels.items()
    )
    score = Score(
        unit=unit,
        group="",
        points=sum(parts.values(), Decimal(0)),
        due=Decimal(due),
        counted=Decimal(counted),
        parts=parts,
        levels=levels,
        lines=lines,
    )
    return Standing(place=place, tied=False, score=score)


COMMUNITIES = GroupResult(
    "community",
    "社区",
    (
        standing(1, "甲社区", 4, 5, street=8, city=30),  # 20 + 1 + 38 = 59
        standing(2, "乙社区", 4, 4, street=8),  # 28
        standing(2, "丙社区", 4, 4, street=8),
        standing(4, "丁社区", 4, 4),  # 20
        standing(5, "戊社区", 4, 3),  # 10
        replace(standing(6, "己社区", 4, 0), duty=EXPLAIN),  # 20 - 40 = -20
    ),
)
DEPARTMENTS = GroupResult(
    "department", "部门", (standing(1, "甲部门", 2, 2, street=3), standing(2, "乙部门", 2, 1))
)
RESULT = Result(
    period=MAY,
    scheme=SCHEME,
    groups=(COMMUNITIES, DEPARTMENTS),
    levels={"street": "街道", "city": "市委"},
    parts=("base", "shortfall", "extra", "adoption"),
    readings=("得分相同的名次并列",),
)


def item(position: int, form: str, title: str, text: str | None = None) -> BulletinItem:
    report = Submission(unit="甲社区", title=title, received=date(2009, 5, 8), text=text)
    return BulletinItem(report, form, position)


ISSUE = Bulletin(
    id=1,
    name="工作简报",
    created=date(2009, 5, 8),
    issued=date(2009, 5, 12),
    number=3,
    total=7,
    items=(
        item(3, "brief", "开设夜校", "5月11日开课。"),
        item(2, "whole", "听民声"),
        item(1, "whole", "召开动员大会", "　　第一段。\n\n　　第二段。"),
    ),
)


_NOTHING = counted(Basis(facts=Facts()), Names(), by="unit", period=MAY)


def stated(**fields: Any) -> Material:
    """The material of a paper: what is stated, and for the rest that of the small month."""
    usual: dict[str, Any] = {
        "office": OFFICE,
        "day": DAY,
        "wanted": Wanted(),
        "period": MAY,
        "result": RESULT,
        "counts": replace(_NOTHING, complete=False),  # as of a period that was sealed long ago
        "rewards": Rewards(),
        "units": (Unit("甲社区", "community"), Unit("甲部门", "department")),
        "reporters": (),
        "submissions": (),
        "uses": (),
        "uses_of_sent": (),
        "dues": (),
        "gaps": (),
        "rules": SCHEME.title,
        "items": (),
        "issue": ISSUE,
        "bulletin_terms": None,
        "circular_terms": CircularTerms(),
        "log": None,
        "tables": (),
        "beside": {},
        "past": (),
    }
    return Material(**usual | fields)


def as_printed(rows: Iterable[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """The rows of a table with days, and several things in a cell, as paper has them."""
    return tuple(
        tuple(paper_text(cell, "zh") if isinstance(cell, Day | Several) else cell for cell in row)
        for row in rows
    )

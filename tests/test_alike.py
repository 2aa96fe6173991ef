"""What facts are worth that are alike in all that a price asks is what each is worth alone."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from inforeport.model import (
    Adoption,
    Author,
    Facts,
    Forwarding,
    Instruction,
    ScoreLine,
    Submission,
)
from inforeport.period import Window
from inforeport.rules.priced import Priced
from inforeport.scheme import SHIPPED, Scheme, read

FILES = sorted(
    [*(Path(__file__).parent.parent / "examples" / "schemes").glob("*.toml"), *SHIPPED.glob("*")]
)
START = date(2009, 5, 1)
REPORTS, USES = 120, 300


def month(scheme: Scheme, draw: Random) -> Facts:
    """A month's reports and uses, with every word of a scheme, some joint, signed or in part."""
    reports = [_report(scheme, draw, n) for n in range(1, REPORTS)]
    words = [None, *scheme.words(), "内部刊物", "头版"]
    media = [None, *scheme.media_of(), "内部刊物"]
    uses = [
        Adoption(
            *(of.unit, of.label, of.title, of.received),
            level=draw.choice([*scheme.levels] or ["county"]),
            form=draw.choice([None, "whole", "brief"]),
            on=of.received,
            publication=draw.choice(media),
            position=draw.choice(words),
            share=draw.choice([None, None, Decimal("0.5"), Decimal("0.50")]),
            rewritten=draw.choice([None, Decimal("0.3")]),
            proof=draw.choice([None, "剪报"]),
        )
        for of in (draw.choice(reports) for _ in range(USES))
    ]
    return Facts(
        submissions=reports,
        adoptions=uses,
        items={report.label: report for report in reports},
        words=scheme.words(),
        media=scheme.media_of(),
        unstated="whole",
        window=Window(START, START + timedelta(days=31)),
        asof=START + timedelta(days=30),
        used={report.label: frozenset(scheme.levels) for report in reports[::3]},
        forwarded={it.label: (_sent_up(scheme, draw, it),) for it in reports[::4]},
        instructed={it.label: (_written_on(scheme, draw, it),) for it in reports[::5]},
    )


def _sent_up(scheme: Scheme, draw: Random, report: Submission) -> Forwarding:
    level = draw.choice([*scheme.levels] or ["county"])
    return Forwarding(item=report.label, level=level, on=report.received)


def _written_on(scheme: Scheme, draw: Random, report: Submission) -> Instruction:
    level = draw.choice([*scheme.levels] or ["county"])
    return Instruction(item=report.label, level=level, on=report.received)


def _report(scheme: Scheme, draw: Random, n: int) -> Submission:
    return Submission(
        draw.choice(["甲社区", "乙社区"]),
        f"第{n}条",
        START + timedelta(days=draw.randrange(31)),
        f"r{n}" if n % 3 else None,
        form=draw.choice([None, "whole", "brief"]),
        kind=draw.choice([None, *scheme.kinds]),
        category=draw.choice([None, *scheme.categories, "调研"]),
        channel=draw.choice([None, "mail"]),
        partners=("丙社区",) if n % 11 == 0 else (),
        authors=(Author("张三", "甲社区"),) if n % 13 == 0 else (),
        chars=draw.choice([None, 90, 800, 3000]),
        pictures=draw.choice([None, 0, 3]),
        late=draw.choice([False, True]),
        urgent=draw.choice([False, True]),
        requested_by=draw.choice([None, *scheme.levels]),
        id=n,
    )


def alone(rule: Priced, facts: Facts) -> list[ScoreLine]:
    """The lines of a rule that is asked of each fact by itself."""
    each = (replace(facts, **{rule.fact: [fact]}) for fact in getattr(facts, rule.fact))
    return [line for one in each for line in rule.lines(one, ())]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_facts_that_are_alike_are_worth_what_each_is_alone(path: Path) -> None:
    scheme = read(path.read_text(encoding="utf-8"), path.name)
    facts = month(scheme, Random(path.stem))  # noqa: S311 - examples, no secrets
    rules = [rule for rule in scheme.rules if isinstance(rule, Priced) and not rule.counts_on]
    for rule in (replace(rule, once=()) for rule in rules):
        lines, each = [*rule.lines(facts, ())], alone(rule, facts)
        assert lines == each
        assert [str(line.because) for line in lines] == [str(line.because) for line in each]
        assert [str(line.points) for line in lines] == [str(line.points) for line in each]

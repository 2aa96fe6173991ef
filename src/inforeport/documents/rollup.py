"""Many offices side by side on the screen: offices, groups, and the units of all of them."""

from typing import Any

from msgspec.structs import asdict

from inforeport.documents.page import Page, Paragraph, Table, grid
from inforeport.documents.records import span
from inforeport.documents.windows import period_text
from inforeport.figures import exact
from inforeport.model.rollup import Rollup
from inforeport.words import message

SHOWN = 20
"""So many units are shown where people read; programs and spreadsheets get all."""


def rollup_page(rollup: Rollup, *, only_units: bool = False, most: int | None = None) -> Page:
    """Offices, groups, and the first `most` units; for a spreadsheet the units alone."""
    title = message("Offices side by side, {period}", period=period_text(rollup.period))
    units = _units(rollup, most)
    tables = (units,) if only_units else (_offices(rollup), _groups(rollup), units)
    return Page(title, "", rollup.period.last, (Paragraph(title, "title"), *tables))


def rollup_record(rollup: Rollup) -> dict[str, Any]:
    """`rollup --json`: the same, all units."""
    return {
        "schema": 1,
        "period": span(rollup.period),
        **{
            name: [_exact(asdict(one)) for one in getattr(rollup, name)]
            for name in ("offices", "groups", "units")
        },
    }


def _exact(row: dict[str, Any]) -> dict[str, Any]:
    return {key: exact(row[key]) if key in {"points", "mean"} else row[key] for key in row}


def _offices(rollup: Rollup) -> Table:
    heads = {
        "place": message("place"),
        "office": message("office"),
        "units": message("units"),
        "received": message("reports sent"),
        "uses": message("uses"),
        "points": message("points"),
        "mean": message("points a unit"),
    }
    several = len(rollup.schemes) > 1
    rows = [
        (one.place, one.office, one.units, one.received, one.uses, one.points, one.mean)
        + ((one.scheme,) if several else ())
        for one in rollup.offices
    ]
    return grid(message("Offices"), heads | _scheme(several=several), rows)


def _scheme(*, several: bool) -> dict[str, Any]:
    """A column for the scheme, where there are several: then points are not of one measure."""
    return {"scheme": message("scheme")} if several else {}


def _groups(rollup: Rollup) -> Table:
    heads = {
        "place": message("place"),
        "group": message("group"),
        "offices": message("offices"),
        "units": message("units"),
        "points": message("points"),
        "mean": message("points a unit"),
    }
    rows = [
        (one.place, one.group, one.offices, one.units, one.points, one.mean)
        for one in rollup.groups
    ]
    return grid(message("Groups of all offices"), heads, rows)


def _units(rollup: Rollup, most: int | None) -> Table:
    heads = {
        "place": message("place"),
        "unit": message("unit"),
        "office": message("office"),
        "group": message("group"),
        "points": message("points"),
        "of_group": message("place in the group"),
        "at_home": message("place at home"),
    }
    rows = [
        (one.place, one.unit, one.office, one.group, one.points, one.of_group, one.at_home)
        for one in rollup.units[:most]
    ]
    return grid(message("Units of all offices"), heads, rows)

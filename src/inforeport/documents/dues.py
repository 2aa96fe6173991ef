"""What is owed by when and what came, as lists and for programs; what more reports would change."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from inforeport.documents.page import Cell, Page, Table, grid
from inforeport.documents.records import Record, span
from inforeport.documents.windows import period_text
from inforeport.figures import count, exact
from inforeport.model import Due, Profile
from inforeport.model.reminders import Forecast, Forecasts, Stand
from inforeport.words import N_, Message, Text, message

_COUNTED = {
    "submitted": N_("reports sent"),
    "adopted": N_("reports used"),
    "points": N_("points"),
}


def dues_table(windows: Iterable[Due]) -> Table:
    """What is owed and was received, window by window; of several duties, by which clause."""
    windows = list(windows)
    return _dues(message("What is owed"), windows, _due_columns(windows))


def dues_apart(windows: Iterable[Due], day: date) -> list[Table]:
    """The same apart: what is overdue, due next, due later, and what is past and was met."""
    windows = list(windows)
    columns = _due_columns(windows)
    return [_dues(part.caption, part.windows, columns) for part in parted(windows, day)]


class Part(Struct, frozen=True):
    """The windows of one kind."""

    key: str
    caption: Text
    windows: Sequence[Due]


def parted(windows: Iterable[Due], day: date) -> list[Part]:
    """Windows by when they are due; kinds of which there is none are left out."""
    windows = list(windows)
    past = [due for due in windows if due.window.last < day]
    ahead = [due for due in windows if due.window.last >= day]
    deadline = min((due.window.last for due in ahead), default=day)
    parts = [
        Part("overdue", message("Overdue"), [due for due in past if due.missing]),
        Part(
            "coming",
            message("Due by {day}", day=deadline),
            [due for due in ahead if due.window.last == deadline],
        ),
        Part("later", message("Due later"), [due for due in ahead if due.window.last > deadline]),
        Part("met", message("Past, and met"), [due for due in past if not due.missing]),
    ]
    return [part for part in parts if part.windows]


def _due_columns(windows: Sequence[Due]) -> Sequence[str]:
    several = len({(one.clause, one.name, one.what) for one in windows}) > 1
    asked = {"person": any(one.person for one in windows), "clause": several, "what": several}
    return [name for name in _DUE if asked.get(name, True)]


def _dues(caption: Text, windows: Iterable[Due], columns: Sequence[str]) -> Table:
    heads = {name: _DUE[name][0] for name in columns}
    rows = [tuple(_DUE[name][1](one) for name in columns) for one in windows]
    return grid(caption, heads, rows)


_DUE: Mapping[str, tuple[Text, Callable[[Due], Cell]]] = {
    "unit": (message("unit"), lambda due: due.unit),
    "person": (message("person"), lambda due: due.person),
    "from": (message("from"), lambda due: due.window.start),
    "deadline": (message("deadline"), lambda due: due.window.last),
    "owed": (message("owed"), lambda due: count(due.owed)),
    "received": (message("counted"), lambda due: count(due.received)),
    "missing": (message("missing"), lambda due: count(due.missing)),
    "clause": (message("clause"), lambda due: due.clause),
    "what": (message("what is counted"), lambda due: Message(_COUNTED[due.what])),
}
"""What is listed of a duty in a window: the head, and what stands below it."""


def apart_record(windows: Iterable[Due], day: date) -> Record:
    """`due --json`: beside the windows, apart, who still owes how many by when."""
    missing = {
        part.key: [
            {"unit": due.unit, "deadline": due.window.last, "missing": exact(due.missing)}
            for due in part.windows
            if due.missing
        ]
        for part in parted(windows, day)
    }
    return {key: missing.get(key, []) for key in ("overdue", "coming", "later")}


def forecast_page(forecasts: Forecasts, office: Profile, day: date) -> Page:
    """Where each unit would stand with one more report, and with all that are missing."""
    caption = message(
        "{period}, as it stands after {day}: what more reports of a unit would change",
        period=period_text(forecasts.period),
        day=forecasts.day,
    )
    rows = [_forecast_row(one) for one in forecasts.units]
    return Page(caption, office.name, day, (grid(caption, _FORECAST, rows),))


_FORECAST: Mapping[str, Text] = {
    "unit": message("unit"),
    "points": message("points"),
    "place": message("place"),
    "points_one_more": message("with one more"),
    "place_one_more": message("place then"),
    "missing": message("missing"),
    "points_all": message("with all of them"),
    "place_all": message("place then"),
}


def _forecast_row(forecast: Forecast) -> tuple[Cell, ...]:
    now, more, every = forecast.now, forecast.one_more, forecast.every
    most: tuple[Cell, ...] = (every.points, every.place) if every else (None, None)
    ahead = (now.points, now.place, more.points, more.place)
    return (forecast.unit, *ahead, count(forecast.missing), *most)


def forecast_record(forecasts: Forecasts) -> Record:
    """`due --forecast --json`."""
    return {
        "schema": 1,
        "period": span(forecasts.period),
        "day": forecasts.day,
        "units": [
            {
                "unit": one.unit,
                "missing": exact(one.missing),
                "now": _stand(one.now),
                "one_more": _stand(one.one_more),
                "all": _stand(one.every) if one.every else None,
            }
            for one in forecasts.units
        ],
    }


def _stand(stand: Stand) -> Record:
    return {"points": exact(stand.points), "place": stand.place}

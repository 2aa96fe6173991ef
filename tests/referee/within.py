"""Whether one thing came within so many days of another, as far as is known on a day."""

from datetime import date, timedelta
from typing import Any

import chinese_calendar

from referee.days import DAY, Row


def within(span: Row, fact: Row, facts: dict[str, list[Row]], scheme: Row, asof: date) -> Any:
    """In time, not in time, or none where it may still come."""
    begins = [fact["on"] if fact["id"][0] == "commission" and "on" in fact else fact["day"]]
    if fact["id"][0] == "commission" and not fact.get("on"):
        begins = []
    ends = [fact["day"]]
    if fact["id"][0] == "commission":
        ends = [it for it in [fact["report"].get("received")] if it]
    waits = "answer" in span or fact["id"][0] == "commission"
    if "event" in span:
        begins = _days(span["event"], fact, facts)
    if "answer" in span:
        ends = _days(span["answer"], fact, facts)
    lasts = {begin: _last(begin, span, scheme) for begin in begins}
    for begin, last in lasts.items():
        if any(begin <= end <= min(last, asof) for end in ends):
            return True
    if not begins and "event" not in span:
        return None
    return None if waits and any(last > asof for last in lasts.values()) else False


def _days(word: str, fact: Row, facts: dict[str, list[Row]]) -> list[date]:
    if word == "proof":
        return [fact["proof_on"]] if fact.get("proof_on") else []
    ref = fact["report"].get("ref")
    if ref is None:
        return []
    if word == "receipt":
        return [fact["report"]["received"]]
    if word in {"instruction", "forwarding"}:
        return [it["on"] for it in facts[word] if it["ref"] == ref]
    return [it["on"] for it in facts["mark"] if it.get("ref") == ref and it["code"] == word]


def _last(begin: date, span: Row, scheme: Row) -> date:
    if "hours" in span:
        return begin + timedelta(days=(span["hours"] + 23) // 24)
    if "days" in span:
        return begin + timedelta(days=span["days"])
    left, day = span["workdays"], begin
    while left:
        day += DAY
        left -= works(day, scheme)
    return day


def works(day: date, scheme: Row) -> bool:
    """Whether the office works on a day."""
    calendar = scheme.get("calendar", {})
    if day in calendar.get("make_up", ()):
        return True
    return day not in calendar.get("free", ()) and bool(chinese_calendar.is_workday(day))

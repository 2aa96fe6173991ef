"""Checks that columns carry, as the text of their declarations."""


def day(column: str) -> str:
    """A check that a column holds a day that exists; the usual `date(d) is d` lets 02-30 pass."""
    return (
        f"check ({column} glob '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'"
        f" and date({column}, '+0 days') is {column})"
    )


def text(column: str) -> str:
    """A check that a column says something and hides nothing behind a NUL."""
    return f"check ({column} <> '' and instr({column}, char(0)) = 0)"


def figure(column: str) -> str:
    """A check that a column holds an exact figure, as text: SQLite would round any other."""
    return f"check ({column} glob '*[0-9]*' and {column} not glob '*[^0-9.-]*')"


def share(column: str) -> str:
    """A check that a column holds a part of the whole, from 0 to 1."""
    return f"{figure(column)} check (cast({column} as real) between 0 and 1)"


def flag(column: str) -> str:
    """A check that a column says yes or no."""
    return f"check ({column} in (0, 1))"


SPAN = f"""
  since text {day("since")},
  until text {day("until")},
  check (since is null or until is null or since <= until)"""

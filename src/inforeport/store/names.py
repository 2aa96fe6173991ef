"""The names in an office's file that may be typed, units, reports, levels; and its language.

It only looks, loads little, and gives nothing where the file cannot be asked.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from inforeport.store._connection import APPLICATION, connection

_QUESTIONS: Mapping[str, str] = {
    "unit": """
        select name
        from unit
        order by until is not null, id
    """,
    "group": """
        select value
        from scheme, json_each(checked, '$.groups')
        order by begins_on desc
    """,
    "level": """
        select value
        from scheme, json_each(checked, '$.levels')
        order by begins_on desc
    """,
    "form": """
        select value
        from scheme, json_each(checked, '$.forms')
        order by begins_on desc
    """,
    "number": """
        select coalesce(ref, id)
        from submission
        where withdrawn is null
        order by id desc
        limit 200
    """,
    "title": """
        select title
        from submission
        where withdrawn is null
        order by id desc
        limit 200
    """,
    "month": """
        select distinct substr(received_on, 1, 7) as month
        from submission
        order by month desc
    """,
}


def names(path: Path, *kinds: str) -> Iterator[str]:
    """The names of some kinds in a file, each once, in their usual order."""
    given = set[str]()
    try:
        with closing(connection(path, mode="ro", wait=0)) as file:
            for kind in kinds:
                for (name,) in file.execute(_QUESTIONS[kind]):
                    if name not in given:
                        given.add(name)
                        yield str(name)
    except sqlite3.Error:
        return


def language(path: Path, *, wait: float | None = None) -> str | None:
    """The language of the screen of a file's office; every --help asks for it.

    Never of a file that this process has open: closing any handle on it lets go of SQLite's locks.
    """
    try:
        with closing(connection(path, mode="ro", wait=wait)) as file:
            ((application,),) = file.execute("pragma application_id")
            if application == APPLICATION:
                ((language,),) = file.execute("select language from office")
                return str(language)
    except (sqlite3.Error, ValueError):  # it holds nothing, or cannot be asked
        pass
    return None

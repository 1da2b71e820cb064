"""Who resigned within a period, by DuckDB with an index.

Run `python -m benchmarks.opponents.duckdb_period MEMBERSHIPS.csv FIRST LAST`.
"""

import sys
from typing import Any

import duckdb

from benchmarks.opponents.telling import tell_answer, tell_step

_ASK = """
    select person, body, "end" from memberships
    where kind = 'resigned' and "end" between $first::date and $last::date
"""


def load(path: str) -> Any:
    """Return a database with the memberships of a CSV file."""
    database = duckdb.connect()
    database.execute("create table memberships as from read_csv($path)", {"path": path})
    database.execute('create index ending on memberships ("end")')
    return database


def main(path: str, first: str, last: str) -> None:
    """Print how many there are, and their digest."""
    database = tell_step("load", lambda: load(path))
    asked = {"first": first, "last": last}
    found = tell_step("ask", lambda: database.execute(_ASK, asked).fetchall(), times=9)
    tell_answer(f"{person}\t{body}\t{end}" for person, body, end in found)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""The library's side of what is measured, a whole process for each.

`python -m benchmarks.ours count FILES`, `... holder FOLDER ID`, `... period ROWS FIRST LAST`,
`... network STATEMENTS.parquet QUALIFIER`.
"""

import csv
import sys
from array import array
from datetime import date
from pathlib import Path

import attrs

import stakeholders
from benchmarks.opponents.telling import tell_answer, tell_step
from benchmarks.opponents.triangle import tell_weights


def count(folder: str, cache: str) -> None:
    """Print how many records a tracker has, read anew or from the cache."""
    records = stakeholders.load(folder, cache=cache == "cache").records
    names = [field.name for field in attrs.fields(type(records)) if field.name != "about"]
    print(sum(len(getattr(records, name)) for name in names))


def holder(folder: str, wanted: str) -> None:
    """Print the stances of a holder, as the opponent that keeps a pickle does."""
    tracker = stakeholders.load(folder)
    tell_answer(
        f"{s.mark}\t{s.topic}\t{s.position}\t{s.date}"
        for s in tracker.stances(holder=wanted, min_confidence="low")
    )


def period(rows: str, first: str, last: str) -> None:
    """Print who resigned in a period, as the opponents do that read plain rows."""
    from benchmarks.world.rows import to_seats

    with Path(rows).open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        next(lines)
        records = to_seats(iter(lines))  # type: ignore[arg-type]
    tracker = stakeholders.Tracker(records)
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    tracker.departures(kind="resigned", since=begin, until=end)
    found = tell_step(
        "ask", lambda: tracker.departures(kind="resigned", since=begin, until=end), times=9
    )
    tell_answer(f"{d.people[0]}\t{d.bodies[0]}\t{d.date}" for d in found)


def network(table: str, qualifier: str) -> None:
    """Print the ties of holders, as the opponents do that read the same statements as text."""
    import numpy as np
    from pyarrow.parquet import ParquetFile

    from stakeholders.analysis import Statements, make_one_mode

    def read() -> Statements:
        columns = ["holder", "topic", "position"]
        with ParquetFile(table, read_dictionary=columns) as file:
            found = file.read(columns)
        holder, topic, position = (found[name] for name in columns)
        return Statements.of(actor=holder, concept=topic, value=position, scale="two")

    statements = tell_step("read", read)
    made = tell_step("ask", lambda: make_one_mode(statements, qualifier=qualifier))
    ties = made.to_dense()[np.triu_indices(len(made.rows), 1)]
    tell_weights(len(made.rows), array("q", ties.astype(np.int64).tobytes()))


if __name__ == "__main__":
    ways = {"count": count, "holder": holder, "period": period, "network": network}
    ways[sys.argv[1]](*sys.argv[2:])

"""The library's side of what is measured, a whole process for each.

`python -m benchmarks.ours count FOLDER anew`, `... holder FOLDER ID`, and so on: the name of a
function below, and its arguments.
"""

import csv
import sys
from array import array
from datetime import date
from pathlib import Path
from typing import Any

import stakeholders
from benchmarks.opponents.telling import tell_answer, tell_step
from benchmarks.opponents.triangle import tell_weights
from stakeholders.collecting import pause_collector

SECTIONS = (
    *("people", "organizations", "bodies", "topics", "sources"),
    *("memberships", "departures", "stances", "scores", "relations", "events"),
)


def count(folder: str, cache: str) -> None:
    """Print how many records a tracker has, read anew or from the cache."""
    if cache == "cache":
        records = stakeholders.load(folder).records
    else:
        # As large as it may be, also in one file.
        limits = stakeholders.Limits(file_bytes=2**30, nodes=2**30)
        records = stakeholders.load(folder, cache=False, limits=limits).records
    print(sum(len(getattr(records, name)) for name in SECTIONS))


def holder(folder: str, wanted: str) -> None:
    """Print the stances of a holder, as the opponent that keeps a pickle does."""
    found = tell_step(
        "restore",
        lambda: stakeholders.load(folder).stances(holder=wanted, min_confidence="low"),
    )
    tell_answer(f"{s.mark}\t{s.topic}\t{s.position}\t{s.date}" for s in found)


def period(rows: str, first: str, last: str) -> None:
    """Print who resigned in a period, as the opponents do that read plain rows."""
    tracker = _read_seats(rows)
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


def restore(folder: str, wanted: str) -> None:
    """Make every record of a tracker from the cache, and print the stances of a holder."""
    records = tell_step("restore", lambda: _make_all(stakeholders.load(folder).records))
    tell_answer(
        f"{s.mark}\t{s.topic}\t{s.position}\t{s.date}"
        for s in records["stances"]
        if s.holder == wanted
    )


def _make_all(records: stakeholders.Records) -> dict[str, tuple[Any, ...]]:
    with pause_collector():
        return {name: tuple(getattr(records, name)) for name in SECTIONS}


def graph(rows: str, day: str) -> None:
    """Print who sat where on a day, as the opponent does that has a graph."""
    tracker = _read_seats(rows)
    person, body = tracker.records.people[0], tracker.records.bodies[0]
    # The first question of either end makes the ways from there to the other for all.
    tell_step(
        "build", lambda: (tracker.members(body), tracker.departures(person=person, behind=body))
    )
    tracker.attendance(on=day)
    found = tell_step("ask", lambda: tracker.attendance(on=day).certain, times=9)
    sat = map(tracker.records.memberships.__getitem__, found)
    tell_answer(f"{membership.person}\t{membership.body}" for membership in sat)


def agree(rows: str) -> None:
    """Print on how much each two holders agree, as the opponent does; conflicts are counted too."""
    from benchmarks.world.rows import to_stances

    with Path(rows).open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        next(lines)
        with pause_collector():
            tracker = stakeholders.Tracker(to_stances(iter(lines)))  # type: ignore[arg-type]
    pairs = tell_step("ask", lambda: tracker.agreements(tracker.records.stances), times=3)
    tell_answer(f"{pair.one}\t{pair.other}\t{pair.agree}" for pair in pairs if pair.agree)


def refuse(path: str) -> None:
    """Print what is wrong with a file, as many codes as there are."""
    # What a load imports is not what it costs to refuse a file.
    stakeholders.loads("people: {}")
    limits = stakeholders.Limits(file_bytes=2**30, nodes=2**30)

    def read() -> str:
        try:
            stakeholders.load(path, cache=False, limits=limits)
        except stakeholders.DataError as error:
            first = error.problems[0]
            return (
                f"{first.mark.line}:{first.mark.column} {first.code}, {len(error.problems)} in all"
            )
        return "no problems"

    print(tell_step("refuse", read))


def _read_seats(rows: str) -> stakeholders.Tracker:
    from benchmarks.world.rows import to_seats

    with Path(rows).open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        next(lines)
        with pause_collector():
            return stakeholders.Tracker(to_seats(iter(lines)))  # type: ignore[arg-type]


_ASKED = {
    function.__name__: function
    for function in (count, holder, period, restore, graph, agree, refuse, network)
}

if __name__ == "__main__":
    _ASKED[sys.argv[1]](*sys.argv[2:])

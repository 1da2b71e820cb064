"""P13 to P17: a graph of a million edges, a day of it, a period, and who agrees with whom."""

from pathlib import Path

from benchmarks.measuring import compare
from benchmarks.synthetic import write_memberships, write_statements
from benchmarks.ways import Rows, at_least, at_most, list_missing, opponent, ours, weigh

DAY, FIRST, LAST = "2011-09-16", "2011-01-01", "2011-03-31"


def measure_graph(scratch: Path, rows: int) -> Rows:
    """Memberships as a graph, and who sat where on a day."""
    path = scratch / "memberships.csv"
    write_memberships(path, rows, 1)
    given, theirs = (str(path), DAY), "networkx_graph"
    build = compare([ours("graph", *given, step="build"), opponent(theirs, *given, step="build")],
                    runs=3)  # fmt: skip
    goal = at_least(4, 8, 30)
    yield weigh(build, "P13", f"graph of {rows} edges", goal, other=theirs)
    goal = at_most(0.3, 0.15, 0.05)
    yield weigh(build, "P13", "its memory", goal, other=theirs, figure="rss")
    asked = compare([ours("graph", *given, step="ask"), opponent(theirs, *given, step="ask")],
                    runs=3)  # fmt: skip
    goal = at_least(40, 200, 400)
    yield weigh(asked, "P14", "who sat where on a day", goal, other=theirs)


def measure_period(scratch: Path, rows: int) -> Rows:
    """Who resigned within a period, once everything is in memory."""
    path = scratch / "memberships.csv"
    write_memberships(path, rows, 1)
    given = (str(path), FIRST, LAST)
    missing = list_missing("duckdb")
    theirs = ["comprehension", *([] if missing else ["duckdb_period"])]
    found = compare(
        [ours("period", *given, step="ask"), *(opponent(n, *given, step="ask") for n in theirs)],
        runs=3,
    )
    goals = [at_least(50, 200, 460), at_least(10, 50, 120)]
    if missing:
        yield f"P15 beside DuckDB is left out: {missing}"
    for name, goal in zip(theirs, goals, strict=False):
        yield weigh(found, "P15", "resigned within a quarter", goal, other=name)


def measure_agreement(scratch: Path, rows: int) -> Rows:
    """On how much each two of 500 organizations agree and conflict, without numpy."""
    path = str(scratch / "statements.csv")
    write_statements(Path(path), rows, 1)
    theirs = "weighted_projection"
    found = compare([ours("agree", path, step="ask"), opponent(theirs, path, step="ask")], runs=1)
    goal = at_least(50, 100, 130)
    yield weigh(found, "P16", f"agreement of {rows} stances", goal, other=theirs)

"""Measure everything, and print a line for each goal: `python -m benchmarks [--quick]`.

The corpora are made in a folder of their own, which goes when the run ends. Times are CPU time of
whole processes in turns, medians of five, where a row does not say otherwise; the answers of both
ways are compared before. A ratio is how many times the opponent costs.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import Row, compare, run, spend, time_calls
from benchmarks.synthetic import Sizes, write_yaml

OPPONENTS = Path(__file__).parent / "opponents"
COUNT = """
import sys, stakeholders
records = stakeholders.load(sys.argv[1], cache={cache}).records
names = "people organizations bodies topics sources memberships departures stances relations events"
print(sum(len(getattr(records, name)) for name in names.split()))
"""
RESIGNED = """
import sys, stakeholders
for d in stakeholders.load(sys.argv[1]).departures(kind="resigned"):
    print(*d.people, d.date)
"""
FIND = "import sys, stakeholders\nprint(stakeholders.load(sys.argv[1]).get(sys.argv[2]).name)"


def opponent(name: str, *arguments: str) -> list[str]:
    """Return the command of an opponent."""
    return [sys.executable, str(OPPONENTS / f"{name}.py"), *arguments]


def measure_loading(top: Path) -> Iterator[Row]:
    """Measure a cold load, a warm one, and one after an edit."""
    corpus = str(top)
    ways = {
        "ours": run(COUNT.format(cache=False), corpus),
        "theirs": opponent("csafe_only", corpus),
    }
    cold = compare(ways, 3)
    yield Row("P4", "cold load to checked records", cold["ours"].seconds, cold["theirs"].seconds, 6)
    yield Row("P5", "its peak memory", cold["ours"].peak, cold["theirs"].peak, 1 / 0.3, "MiB")
    ways = {"ours": run(RESIGNED, corpus), "theirs": opponent("naive", corpus)}
    warm = compare(ways, 3)
    yield Row("P6s", "warm: who resigned", warm["ours"].seconds, warm["theirs"].seconds, 50)
    edited = max(top.glob("stances-*.yaml"))
    whole = edited.read_text(encoding="utf-8")
    spent = []
    for number in range(5):
        edited.write_text(whole.replace("say it again", f"say it again {number}", 1))
        spent.append(spend(run(RESIGNED, corpus))[0].seconds)
    edited.write_text(whole)
    spent.sort()
    yield Row("P10", "after an edit of one file", spent[2], cold["theirs"].seconds, 60)


def measure_cache(top: Path, scratch: Path) -> Iterator[Row]:
    """Measure the first answer from the cache beside a pickle of the records."""
    path = str(scratch / "records.pickle")
    spend(opponent("pickled", "--write", str(top), path))
    ways = {"ours": run(FIND, str(top), "p77"), "theirs": opponent("pickled", path, "p77")}
    found = compare(ways, 3)
    wanted = 200
    yield Row(
        "P12",
        "open the cache, first answer",
        found["ours"].seconds,
        found["theirs"].seconds,
        wanted,
    )


def measure_start() -> Iterator[Row]:
    """Measure what a command costs before it does anything."""
    command = [sys.executable, "-m", "stakeholders"]
    ways = {
        "version": [*command, "--version"],
        "library": run("import stakeholders"),
        "warm": [*command, "resigned", "data/secure-communities"],
        "networkx": run("import networkx"),
        "nothing": run("pass"),
    }
    spend(ways["warm"])
    found = compare(ways, 11, answer=False)
    nothing = found["nothing"].seconds
    yield Row("P18", "--version beside an empty process", found["version"].seconds, nothing, 1 / 2)
    base = found["networkx"].seconds - nothing
    yield Row("P19", "import beside import networkx", found["library"].seconds - nothing, base, 2.5)
    yield Row(
        "P20", "resigned, warm, beside an empty process", found["warm"].seconds, nothing, 1 / 5
    )


def measure_queries(top: Path, records: int) -> Iterator[Row]:
    """Measure what a question costs in a loaded tracker, wall time, beside fifty microseconds."""
    import random

    import stakeholders

    tracker = stakeholders.load(top)
    sizes, dice = Sizes.of(records), random.Random(2)
    tracker.position("p0", "t0")
    tracker.members("b0")
    tracker.explain("d0")
    people = [f"p{dice.randrange(sizes.people)}" for _ in range(2000)]
    bodies = [f"b{dice.randrange(sizes.bodies)}" for _ in range(2000)]
    lefts = [f"d{dice.randrange(sizes.departures)}" for _ in range(2000)]
    calls = {
        "position": lambda n: tracker.position(people[n], "t0", on="2005-05-05"),
        "members": lambda n: tracker.members(bodies[n], on="2005-05-05"),
        "explain": lambda n: tracker.explain(lefts[n]),
    }
    for name, call in calls.items():
        yield Row("-", f"{name}, first time", time_calls(call, 2000) * 1e6, 50, 1, "µs")
        yield Row("-", f"{name}, again", time_calls(call, 2000) * 1e6, 50, 1, "µs")
    made = list(tracker.records.departures)
    first, last = "2001-01-01", "2001-12-31"

    def scan(_: int) -> list[object]:
        return [
            d
            for d in made
            if d.kind == "resigned"
            and d.date is not None
            and d.date.latest is not None
            and d.date.earliest is not None
            and d.date.latest.isoformat() >= first
            and d.date.earliest.isoformat() <= last
        ]

    found = tracker.departures(kind="resigned", since=first, until=last)
    if len(found) != len(scan(0)):
        raise AssertionError(len(found))
    ours = time_calls(lambda _: tracker.departures(kind="resigned", since=first, until=last), 20)
    yield Row("P15", f"resigned within a year ({len(found)} found)", ours, time_calls(scan, 5), 200)


def main() -> None:
    """Print a line for each goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=220_000)
    parser.add_argument("--quick", action="store_true", help="a tenth of everything")
    given = parser.parse_args()
    records = given.records // 10 if given.quick else given.records
    with tempfile.TemporaryDirectory() as folder:
        os.environ["STAKEHOLDERS_CACHE"] = f"{folder}/cache"
        top = Path(folder) / "tracker"
        write_yaml(top, records)
        size = sum(path.stat().st_size for path in top.iterdir())
        print(f"{records} records, {size / 1e6:.1f} MB of YAML, Python {sys.version.split()[0]}")
        for rows in (
            measure_start(),
            measure_loading(top),
            measure_cache(top, Path(folder)),
            measure_queries(top, records),
        ):
            for row in rows:
                print(row, flush=True)


if __name__ == "__main__":
    main()

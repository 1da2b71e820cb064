"""Measure everything, and print a line for each goal: `python -m benchmarks`.

The trackers are invented, in a folder that goes when the run ends. Ways take turns, answers are
compared before times, and figures are medians; see `benchmarks/measuring.py`.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import stakeholders
from benchmarks.measuring import Comparison, Goal, Measure, Row, compare, format_rows, write_json
from benchmarks.running import Way, run
from benchmarks.synthetic import write_memberships, write_yaml

Rows = Iterator[Row]


def make_way(name: str, *arguments: str, step: str = "") -> Way:
    """Return a way that is a module of the benchmarks, run as a process."""
    # As on a user's machine, where modules are compiled once.
    known = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    command = (sys.executable, *arguments)
    return Way(name=name, command=command, environment=known, step=step)


def opponent(name: str, *arguments: str, step: str = "") -> Way:
    """Return an opponent."""
    return make_way(name, "-m", f"benchmarks.opponents.{name}", *arguments, step=step)


def ours(*arguments: str, step: str = "") -> Way:
    """Return the library's way."""
    return make_way("ours", "-m", "benchmarks.ours", *arguments, step=step)


def measure_start() -> Rows:
    """What it costs to begin."""
    tracker = "data/secure-communities"
    files = [str(path) for path in sorted(Path(tracker).glob("*.yaml"))]
    found = compare(
        [
            make_way("version", "-m", "stakeholders", "--version"),
            make_way("help", "-m", "stakeholders", "--help"),
            make_way("import", "-c", "import stakeholders"),
            make_way("warm", "-m", "stakeholders", "resigned", tracker),
            make_way("networkx", "-c", "import networkx"),
            opponent("csafe_only", *files),
            make_way("nothing", "-c", "pass"),
        ],
        runs=9,
        without_answers="they only begin",
    )
    begin, warm = _share(3, 2, 1.7), "resigned on a small tracker, warm"
    yield _weigh(found, "P18", "--version", "version", "nothing", begin)
    yield _weigh(found, "P18", "--help", "help", "nothing", begin)
    networkx = _share(0.5, 0.4, 0.25)
    yield _weigh(found, "P19", "import stakeholders, whole process", "import", "networkx", networkx)
    yield _weigh(found, "P20", warm, "warm", "nothing", _share(7, 5, 3))
    yield _weigh(found, "P20", warm, "warm", "csafe_only", Goal(0.7, 1, 2))


def _share(floor: float, goal: float, stretch: float) -> Goal:
    return Goal(floor, goal, stretch, is_share=True)


def measure_loading(top: Path) -> Rows:
    """A load of everything, and one after an edit."""
    files = [str(path) for path in sorted(top.glob("*.yaml"))]
    edited = max(top.glob("stances-*.yaml"))
    whole = edited.read_text(encoding="utf-8")
    numbers = iter(range(1000))

    def edit() -> None:
        edited.write_text(f"{whole}# edit {next(numbers)}\n", encoding="utf-8")

    cold = ours("count", str(top), "anew")
    warm = make_way("warm", *ours("count", str(top), "cache").command[1:])
    after = Way(name="edit", command=warm.command, environment=warm.environment, prepare=edit)
    run(warm)
    found = compare([cold, warm, after, opponent("csafe_only", *files)], runs=3)
    edited.write_text(whole, encoding="utf-8")
    theirs = "csafe_only"
    yield _weigh(found, "P4", "all records, read anew", "ours", theirs, Goal(4, 6, 12))
    yield _weigh(found, "P5", "its peak memory", "ours", theirs, _share(0.4, 0.3, 0.2), "rss")
    yield _weigh(found, "P10", "all records, one file edited", "edit", theirs, Goal(20, 60, 120))
    yield _weigh(found, "", "all records counted, warm", "warm", theirs, None)


def measure_cache(top: Path, scratch: Path) -> Rows:
    """The first answer from the cache, beside a pickle of the records."""
    path = str(scratch / "records.pickle")
    who = stakeholders.load(top).records.stances[5].holder
    run(opponent("pickle_records", "write", str(top), path))
    found = compare(
        [ours("holder", str(top), who), opponent("pickle_records", "read", path, who)], runs=3
    )
    goal = Goal(50, 200, 1000)
    yield _weigh(found, "P12", "open the cache, first answer", "ours", "pickle_records", goal)


def measure_period(scratch: Path, rows: int) -> Rows:
    """Who resigned within a period, once everything is in memory."""
    path = scratch / "memberships.csv"
    write_memberships(path, rows, 1)
    given = (str(path), "2011-01-01", "2011-03-31")
    found = compare(
        [ours("period", *given, step="ask"), opponent("comprehension", *given, step="ask")], runs=3
    )
    goal = Goal(50, 200, 460)
    yield _weigh(found, "P15", "resigned within a quarter", "ours", "comprehension", goal)


def _weigh(
    found: Comparison,
    key: str,
    what: str,
    one: str,
    other: str,
    goal: Goal | None,
    figure: str = "cpu",
) -> Row:
    measure = Measure(key=key, what=what, ours=one, opponent=other, goal=goal, figure=figure)
    return found.weigh(measure)


def time_questions(top: Path) -> Iterator[str]:
    """Yield the median microseconds of questions that an index answers, first and again."""
    tracker = stakeholders.load(top)
    dice = random.Random(2)
    stances = dice.choices(tracker.records.stances, k=1000)
    bodies = [body.id for body in dice.choices(tracker.records.bodies, k=1000)]
    left = [departure.id for departure in dice.choices(tracker.records.departures, k=1000)]
    tracker = stakeholders.load(top)
    calls: dict[str, Callable[[int], object]] = {
        "position": lambda n: tracker.position(
            stances[n].holder, stances[n].topic, on="2015-05-05"
        ),
        "members": lambda n: tracker.members(bodies[n], on="2015-05-05"),
        "explain": lambda n: tracker.explain(left[n]),
    }
    for name, call in calls.items():
        call(0)
        first, again = _time(call), _time(call)
        yield f"{name}: median {first:.0f} µs at first, {again:.0f} µs again; goal 50 µs"


def _time(call: Callable[[int], object]) -> float:
    spent = []
    for number in range(1000):
        began = time.perf_counter()
        call(number)
        spent.append(time.perf_counter() - began)
    return statistics.median(spent) * 1e6


def measure_growth(scratch: Path) -> Iterator[str]:
    """Yield how the costs of a load grow with the records."""
    before: tuple[float, float] | None = None
    for size in (1_000, 10_000, 100_000):
        top = scratch / f"grown-{size}"
        write_yaml(top, size, 1)
        costs = [run(ours("count", str(top), "anew")) for _ in range(3)]
        bare = statistics.median(
            run(make_way("x", "-c", "import benchmarks.ours")).cpu for _ in range(3)
        )
        cpu = statistics.median(cost.cpu for cost in costs) - bare
        rss = statistics.median(cost.rss for cost in costs)
        grown = f"; {cpu / before[0]:.1f} x the time" if before else ""
        yield f"{size} records read anew: {cpu:.2f} s, {rss:.0f} MB{grown}"
        before = cpu, rss


def main() -> None:
    """Print a line for each goal."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--records", type=int, default=220_000)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows there, too")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        os.environ["STAKEHOLDERS_CACHE"] = str(scratch / "cache")
        top = scratch / "tracker"
        write_yaml(top, given.records, 1)
        size = sum(path.stat().st_size for path in top.iterdir())
        print(f"{given.records} records, {size / 1e6:.1f} MB, Python {sys.version.split()[0]}")
        rows: list[Row] = []
        for measured in (
            measure_start(),
            measure_loading(top),
            measure_cache(top, scratch),
            measure_period(scratch, 4 * given.records),
        ):
            found = list(measured)
            rows += found
            print(format_rows(found), flush=True)
        for lines in (time_questions(top), measure_growth(scratch)):
            for line in lines:
                print(line, flush=True)
        if given.json is not None:
            write_json(given.json, rows)


if __name__ == "__main__":
    main()

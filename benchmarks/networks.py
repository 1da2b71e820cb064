"""Measure networks of statements: `python -m benchmarks.networks`.

500 invented organizations support or oppose 200 topics, in so many statements. The library reads
them from a Parquet file, the plain ways from CSV; the answers are compared first, to the last tie.
The plain way of networkx takes minutes at any size: `--without-networkx` leaves it out.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs

from benchmarks.measuring import Goal, Measure, Row, check_answers, compare, format_rows
from benchmarks.opponents.triangle import read_rows
from benchmarks.running import Way, run
from benchmarks.synthetic import write_statements

SIZES = (10_000, 100_000, 1_000_000)
QUALIFIERS = ("congruence", "subtract")
MONTHS = 100
# Goals of the largest size: seconds to compute, seconds and megabytes of the whole process.
COMPUTE, WHOLE, PEAK = 0.05, 1.0, 500


@attrs.frozen
class Sample:
    """Statements in both forms."""

    size: int
    csv: str
    parquet: str


def write_sample(folder: Path, size: int) -> Sample:
    """Write so many statements as CSV and as Parquet."""
    from pyarrow import csv, parquet

    text = folder / f"{size}.csv"
    write_statements(text, size, 1)
    options = csv.ConvertOptions(auto_dict_encode=True)
    table = folder / f"{size}.parquet"
    parquet.write_table(csv.read_csv(text, convert_options=options), table)
    return Sample(size, str(text), str(table))


def make_ways(sample: Sample, qualifier: str, *, networkx: bool) -> list[Way]:
    """Return the ways to the ties, ours first."""
    # As on a user's machine, where modules are compiled once.
    known = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}

    def make_way(name: str, module: str, *given: str, step: str = "ask") -> Way:
        command = (sys.executable, "-m", f"benchmarks.{module}", *given, qualifier)
        return Way(name=name, command=command, environment=known, step=step)

    ours = ("ours", "network", sample.parquet)
    ways = [
        make_way("ours", *ours),
        make_way("whole", *ours, step=""),
        make_way("python", "opponents.agreement_python", sample.csv),
    ]
    if networkx:
        ways.append(make_way("networkx", "opponents.agreement_networkx", sample.csv))
    return ways


def measure_ties(sample: Sample, qualifier: str, *, networkx: bool, runs: int) -> Iterator[Row]:
    """Yield ours beside the plain ways, and print what each needs by itself."""
    ways = make_ways(sample, qualifier, networkx=networkx)
    found = compare(ways, runs=runs)
    what = f"{sample.size:,} statements, {qualifier}"
    is_largest = sample.size == SIZES[-1]
    goals = {"python": Goal(50, 100, 300), "networkx": Goal(500, 1000, 3000)}
    for other in ("python", "networkx") if networkx else ("python",):
        goal = goals[other] if is_largest else None
        yield found.weigh(Measure(key="", what=what, ours="ours", opponent=other, goal=goal))
    compute, wall = found.median("ours"), found.median("whole", "wall")
    cpu, peak = found.median("whole"), found.median("whole", "rss")
    print(
        f"{what}: {compute:.3f} s from coded columns; the whole process {wall:.2f} s "
        f"({cpu:.2f} s CPU), {peak:.0f} MB at its peak"
    )
    for way in ways[2:]:
        print(f"  {way.name}: {run(attrs.evolve(way, step='')).rss:.0f} MB at its peak")
    if is_largest:
        print(f"  goals: {COMPUTE} s, {WHOLE} s and {PEAK} MB")


def read_sample(sample: Sample) -> Any:
    """Return statements in memory."""
    from pyarrow.parquet import ParquetFile

    from stakeholders.analysis import Statements

    columns = ("holder", "topic", "position")
    with ParquetFile(sample.parquet, read_dictionary=list(columns)) as file:
        found = file.read()
    holder, topic, position = (found[name] for name in columns)
    return Statements.of(
        actor=holder, concept=topic, value=position, time=found["date"], scale="two"
    )


def find_duplicates_plainly(sample: Sample) -> int:
    """Return how many statements are the first of their kind in a month, by a set."""
    return len({(who, what, how, day[:7]) for who, what, how, day in read_rows(sample.csv)})


def measure_duplicates(sample: Sample) -> str:
    """Return what it costs to keep one statement of a kind per month."""
    from stakeholders.analysis import filter_statements

    said = read_sample(sample)
    cost = run(Way(name="ours", call=lambda: len(filter_statements(said, duplicates="month"))))
    plain = run(Way(name="python", call=lambda: find_duplicates_plainly(sample)))
    check_answers({"ours": cost.answer, "python": plain.answer})
    share = cost.cpu / sample.size * 1e9
    return f"{sample.size:,} statements, one per month: {cost.cpu:.3f} s, {share:.0f} ns each"


def measure_windows(sample: Sample) -> str:
    """Return what the networks of many months cost, and what it costs to filter for each."""
    from stakeholders.analysis import make_windows

    said = read_sample(sample)
    series = make_windows(said, width=1, unit="months", isolates=True)
    months = [(each.first, each.last) for each in series][:MONTHS]
    since, until = months[0][0], months[-1][1]

    def slide() -> tuple[float, ...]:
        made = make_windows(
            said,
            width=1,
            unit="months",
            since=since,
            until=until,
            qualifier="subtract",
            isolates=True,
        )
        return tuple(network.sum() for network in made.networks)

    cost = run(Way(name="ours", call=slide))
    plain = run(Way(name="each", call=lambda: tuple(sum_months(said, months))))
    check_answers({"ours": cost.answer, "each": plain.answer})
    return (
        f"{sample.size:,} statements, {len(months)} monthly windows: {cost.cpu:.2f} s in one pass, "
        f"{plain.cpu:.2f} s where each is filtered from all"
    )


def sum_months(said: Any, months: Sequence[tuple[Any, Any]]) -> Iterator[float]:
    """Yield the sum of the ties of each month, each from all statements."""
    from stakeholders.analysis import filter_statements, make_one_mode

    for first, last in months:
        month = filter_statements(said, since=first, until=last)
        yield make_one_mode(month, qualifier="subtract").sum()


def measure(sizes: Sequence[int], *, networkx: bool, runs: int) -> None:
    """Print everything, size by size."""
    with tempfile.TemporaryDirectory() as folder:
        samples = [write_sample(Path(folder), size) for size in sizes]
        for sample in samples:
            for qualifier in QUALIFIERS:
                rows = list(measure_ties(sample, qualifier, networkx=networkx, runs=runs))
                print(format_rows(rows), flush=True)
        for sample in samples:
            print(measure_duplicates(sample), flush=True)
        print(measure_windows(samples[-1]), flush=True)


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.networks", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--without-networkx", action="store_true")
    given = parser.parse_args()
    measure(given.sizes, networkx=not given.without_networkx, runs=given.runs)


if __name__ == "__main__":
    main()

"""What the growth of costs is, in words: ten times the records, how many times the cost."""

import json
import statistics
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import stakeholders
from benchmarks.running import run
from benchmarks.synthetic import write_yaml
from benchmarks.ways import make_way

SIZES: Final = (1_000, 10_000, 100_000, 1_000_000)
BOUND: Final = 11
LATENCY: Final = 50
GOALS: Final = frozenset({"position", "members", "explain"})
_LEAST: Final = (0.02, 20.0)
_STANCE: Final = """
import resource, sys, stakeholders
stances = stakeholders.load(sys.argv[1]).records.stances
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
kept = tuple(stances)
grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(len(kept), grown * 1024 / len(kept))
"""


def tell_growth(scratch: Path, largest: int) -> Iterator[str]:
    """Yield how costs grow from each size to the next, and small questions at each size."""
    found: dict[int, Any] = {}
    for size in [size for size in SIZES if size <= largest]:
        top = scratch / f"grown-{size}"
        write_yaml(top, size, 1)
        cost = run(make_way(f"{size} records", "-m", "benchmarks.growth", str(top)))
        found[size] = json.loads(str(cost.answer))
        yield from _tell_latencies(size, found[size]["latencies"])
        yield from _tell_views(size, found[size]["figures"])
        yield from _tell_stance(size, top)
    for (small, before), (large, after) in pairwise(found.items()):
        yield f"from {small:,} to {large:,} records, at most {BOUND} times:"
        yield from tell_step(before["figures"], after["figures"])


def _tell_latencies(size: int, latencies: dict[str, list[float]]) -> Iterator[str]:
    for name, (first, again) in latencies.items():
        verdict = "goal" if again <= LATENCY else "MISSED"
        goal = f"; goal {LATENCY} µs: {verdict}" if name in GOALS else ""
        yield f"{size:,} records, {name}: {first:.1f} µs at first, {again:.1f} again{goal}"


def _tell_views(size: int, figures: dict[str, list[float]]) -> Iterator[str]:
    whole = figures["one linear pass"][0]
    for name in ("known_by, and a position", "known_by, and members", "stances of a day"):
        share = figures[name][0] / whole
        verdict = "goal" if share <= 1 else "MISSED"
        yield f"{size:,} records, {name}: {share:.2f} of one linear pass; goal 1: {verdict}"


def _tell_stance(size: int, top: Path) -> Iterator[str]:
    stakeholders.load(top)
    runs = [run(make_way("stance", "-c", _STANCE, str(top))) for _ in range(3)]
    number, _ = str(runs[0].answer).split()
    each = statistics.median(float(str(cost.answer).split()[1]) for cost in runs)
    verdict = "goal" if each <= 1024 else "MISSED"
    if int(number) > 10_000:
        yield f"{size:,} records: {each:.0f} bytes for a stance; goal 1,024: {verdict}"


def tell_step(before: dict[str, list[float]], after: dict[str, list[float]]) -> Iterator[str]:
    """Yield what each thing costs with more records, and how many times what it did with fewer.

    What costs next to nothing is not compared.
    """
    for name, (cpu, memory) in after.items():
        told = []
        for figure, old, unit, least in zip(
            (cpu, memory), before[name], ("s", "MB"), _LEAST, strict=True
        ):
            if figure < least:
                told.append(f"{figure:.3g} {unit}")
                continue
            times = figure / old if old > 0 else float("inf")
            verdict = "" if times <= BOUND or old < least / 20 else ": MISSED"
            told.append(f"{figure:.3g} {unit}, {times:.1f} x{verdict}")
        yield f"  {name}: {'; '.join(told)}"

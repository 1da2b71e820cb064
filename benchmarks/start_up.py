"""What it costs to import the library, beside importing attrs and yaml alone.

Run `python benchmarks/start_up.py`. Each figure is the median CPU time of whole processes, less
that of an empty one; the ways take turns, so that a drift of the machine touches all alike.
"""

import resource
import statistics
import subprocess
import sys

RUNS = 15
WAYS = {
    "nothing": "pass",
    "attrs and yaml": "import attrs, yaml",
    "import stakeholders": "import stakeholders",
    "from stakeholders import load": "from stakeholders import load",
    "import networkx": "import networkx",
}


def spend(code: str) -> float:
    """Return the CPU seconds that a fresh interpreter takes for some code."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print each way's median in milliseconds and its ratio to attrs and yaml."""
    spent: dict[str, list[float]] = {name: [] for name in WAYS}
    for _ in range(RUNS):
        for name, code in WAYS.items():
            spent[name].append(spend(code))
    base = statistics.median(spent["nothing"])
    medians = {name: statistics.median(times) - base for name, times in spent.items()}
    for name, median in medians.items():
        ratio = median / medians["attrs and yaml"]
        print(f"{name:32} {median * 1000:6.1f} ms  {ratio:5.2f} x attrs and yaml")


if __name__ == "__main__":
    main()

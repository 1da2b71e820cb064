"""What it costs to begin: the library and each command, beside an empty process.

Run `python -m benchmarks.start_up`. Each figure is the median CPU time of whole processes, which
take turns; a command answers from the cache, which is in a folder that goes when the run ends. What
no command may import is told by `tests/test_start_up.py`.
"""

import os
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import compare
from benchmarks.running import Way

RUNS = 15
TRACKER = "data/secure-communities"
FILES = tuple(str(path) for path in sorted(Path(TRACKER).glob("*.yaml")))
CODE = {
    "nothing": "pass",
    "import argparse": "import argparse",
    "import attrs": "import attrs",
    "import attrs, yaml": "import attrs, yaml",
    "import networkx": "import networkx",
    "import stakeholders": "import stakeholders",
    "import stakeholders.model": "import stakeholders.model",
    "from stakeholders import load": "from stakeholders import load",
}
COMMANDS = (
    ("--version",),
    ("--help",),
    ("check", TRACKER),
    ("resigned", TRACKER),
    ("why", "venegas", TRACKER),
    ("members", TRACKER),
    ("stances", TRACKER),
)


def list_ways(cache: str) -> list[Way]:
    """Return what is measured: code, commands, and the files of the tracker with the C loader."""
    # As on a user's machine, where modules are compiled once.
    known = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    known["STAKEHOLDERS_CACHE"] = cache
    words = {name: ("-c", code) for name, code in CODE.items()}
    words |= {f"stakeholders {line[0]}": ("-m", "stakeholders", *line) for line in COMMANDS}
    words["CSafeLoader alone"] = ("-m", "benchmarks.opponents.csafe_only", *FILES)
    return [
        Way(name=name, command=(sys.executable, *line), environment=known)
        for name, line in words.items()
    ]


def main() -> None:
    """Print each way's median in milliseconds and its ratio to an empty process."""
    with tempfile.TemporaryDirectory() as cache:
        ways = list_ways(cache)
        found = compare(ways, runs=RUNS, without_answers="most of them only begin")
    base = found.median("nothing")
    for way in ways:
        median = found.median(way.name)
        print(f"{way.name:32} {median * 1000:6.1f} ms  {median / base:5.2f} x an empty process")


if __name__ == "__main__":
    main()

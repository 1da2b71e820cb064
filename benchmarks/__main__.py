"""Measure everything, and print a line for each goal: `python -m benchmarks`.

The trackers are invented, in a folder that goes when the run ends; only openstates is real, and is
measured where it is given. Ways take turns, answers are compared before times, and figures are
medians of CPU time; see `benchmarks/measuring.py`. The whole takes an hour, `--quick` a quarter.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from benchmarks.growth_lines import tell_growth
from benchmarks.loading_rows import (
    measure_faults,
    measure_loading,
    measure_one_file,
    measure_restoring,
    tell_hostile,
)
from benchmarks.measuring import MeasuringError, Row, format_rows, write_json
from benchmarks.openstates_rows import FETCH, Peers, measure_openstates
from benchmarks.org_chart import measure_org_chart
from benchmarks.question_rows import measure_agreement, measure_graph, measure_period
from benchmarks.start_rows import measure_start
from benchmarks.synthetic import write_yaml
from benchmarks.ways import Rows

_MILLION: Final = 1_000_000


class Run:
    """One run: its options, its folder, and what was measured so far."""

    def __init__(self, given: argparse.Namespace, scratch: Path) -> None:
        self._given = given
        self._scratch = scratch
        self.rows: list[Row] = []
        self.large = given.records if given.quick else _MILLION

    @property
    def top(self) -> Path:
        """The folder of the invented tracker, written when it is first asked for."""
        top = self._scratch / "tracker"
        if not top.exists():
            write_yaml(top, self._given.records, 1)
            size = sum(path.stat().st_size for path in top.iterdir())
            print(f"a tracker of {self._given.records} records, {size / 1e6:.1f} MB", flush=True)
        return top

    def list_parts(self) -> dict[str, Callable[[], Rows]]:
        """Return every part of a run by its name."""
        scratch = self._scratch
        return {
            "start": measure_start,
            "loading": lambda: measure_loading(self.top),
            "one-file": lambda: measure_one_file(self.top, scratch),
            "restoring": lambda: measure_restoring(self.top, scratch),
            "faults": lambda: measure_faults(self.top, scratch),
            "hostile": lambda: tell_hostile(scratch),
            "openstates": self._measure_openstates,
            "graph": lambda: measure_graph(scratch, self.large),
            "period": lambda: measure_period(scratch, self.large),
            "agreement": lambda: measure_agreement(scratch, self.large),
            "org-chart": measure_org_chart,
            "growth": lambda: tell_growth(scratch, self.large),
        }

    def _measure_openstates(self) -> Rows:
        given = self._given
        if given.openstates is None:
            return iter([f"P1, P3, P6 to P9 are left out: {FETCH}"])
        peers = Peers(
            openstates=given.openstates_python, followthemoney=given.followthemoney_python
        )
        return measure_openstates(given.openstates, self._scratch, peers)

    def measure(self, name: str) -> None:
        """Measure one part, and print each row or line of it as it comes."""
        print(f"\n{name}", flush=True)
        try:
            for found in self.list_parts()[name]():
                if isinstance(found, Row):
                    self.rows.append(found)
                    print(format_rows([found]).splitlines()[1], flush=True)
                else:
                    print(found, flush=True)
        except MeasuringError as error:
            print(f"not measured: {error}", flush=True)


def read_arguments(arguments: list[str] | None = None) -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    add = parser.add_argument
    names = tuple(Run(argparse.Namespace(quick=False), Path()).list_parts())
    add("--only", action="append", choices=names, metavar="NAME", help=", ".join(names))
    add("--quick", action="store_true", help="no part with more than --records")
    add("--records", type=int, default=220_000, help="of the invented tracker: %(default)s")
    add("--openstates", type=Path, metavar="FOLDER", help=FETCH)
    add("--openstates-python", metavar="PATH", help="an interpreter with openstates==6.25.6")
    add("--followthemoney-python", metavar="PATH", help="one with followthemoney and PyYAML")
    add("--json", type=Path, metavar="FILE", help="write the rows there, too")
    given = parser.parse_args(arguments)
    given.only = given.only or list(names)
    return given


def main(arguments: list[str] | None = None) -> None:
    """Print a line for each goal."""
    given = read_arguments(arguments)
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["STAKEHOLDERS_CACHE"] = str(Path(folder) / "cache")
        whole = Run(given, Path(folder))
        for name in given.only:
            whole.measure(name)
    print(f"\n{format_rows(whole.rows)}")
    if given.json is not None:
        write_json(given.json, whole.rows)


if __name__ == "__main__":
    main()

"""Ask engines about invented tables, and tell the time, the peak memory and the rows of each answer.

Run `python -m benchmarks.engines --size 5000000 --engine duckdb --against spark`: the tables are
written to a folder that goes when the run ends, or, with `--folder`, once to one that stays. With
`--against`, a second engine is asked the same, and each whole answer is compared.

Memory is that of this process and of those that it started, as Spark's, at the peak of a question
(elsewhere than on Linux: at the peak of the run until then, without those that it started).
"""

import argparse
import datetime as dt
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any, Final

import attrs

from benchmarks.measuring import MeasuringError
from benchmarks.synthetic import write_parquet
from stakeholders import tables
from stakeholders.tables.engine import Engine

DAY: Final = dt.date(2010, 6, 30)
_BEFORE: Final = dt.date(2008, 1, 1)
_PROC: Final = Path("/proc")


@attrs.frozen
class Ids:
    """What is asked about: the topic and the organization with the most stances, and a body."""

    topic: str
    holder: str
    body: str

    @classmethod
    def choose(cls, folder: Path) -> "Ids":
        """Return those of invented tables, where the first is the most frequent."""
        from pyarrow.parquet import read_table

        first = {
            name: read_table(folder / f"{name}.parquet", columns=["id"])["id"][0].as_py()
            for name in ("topics", "organizations")
        }
        dates = ["id", "founded_latest", "dissolved_earliest"]
        bodies = read_table(folder / "bodies.parquet", columns=dates).to_pylist()
        living = [
            body["id"]
            for body in bodies
            if (body["founded_latest"] or DAY) < _BEFORE and body["dissolved_earliest"] is None
        ]
        body = living[0] if living else bodies[0]["id"]
        return cls(first["topics"], first["organizations"], body)


def list_questions(ids: Ids) -> Mapping[str, Callable[[Engine], Iterable[Any]]]:
    """Return the questions by name; changes come as a stream, for there are too many to hold."""
    return {
        "members of a body": lambda e: e.members(ids.body, on=DAY),
        "division of a body": lambda e: e.divisions(ids.body, ids.topic, on=DAY),
        "departures, all": lambda e: e.departures(),
        "resigned from a body": lambda e: e.departures(kind="resigned", body=ids.body),
        "positions on the largest topic": lambda e: e.positions(ids.topic, on=DAY),
        "changes on the largest topic": lambda e: e.walk_changes(topic=ids.topic),
        "changes, all": lambda e: e.walk_changes(),
        "pairs of a body": lambda e: e.agreement_pairs(body=ids.body),
        "pairs of the largest holder": lambda e: e.agreement_pairs(holder=ids.holder),
    }


@attrs.frozen(kw_only=True)
class Asked:
    """What a question cost, and how many rows its answer has."""

    question: str
    engine: str
    seconds: float
    megabytes: float
    rows: int

    def __str__(self) -> str:
        figures = f"{self.seconds:9.1f} s {self.megabytes:8,.0f} MB {self.rows:12,} rows"
        return f"{self.engine:8} {self.question:32} {figures}"


def measure(
    folder: Path, names: Iterable[str], memory: str, only: Iterable[str] = ()
) -> Iterator[Asked]:
    """Yield what each question costs on each engine.

    Raises:
        MeasuringError: if the second engine gives another answer than the first.
    """
    ids = Ids.choose(folder)
    engines = {name: tables.open(folder, engine=name, memory=memory) for name in names}
    for question, ask in list_questions(ids).items():
        if only and question not in only:
            continue
        answers: dict[str, list[Any]] = {}
        for name, engine in engines.items():
            forget_peak()
            began = time.perf_counter()
            found = ask(engine)
            # A second engine is there to be compared with: then answers are held.
            answers[name] = list(found) if len(engines) > 1 else []
            rows = len(answers[name]) if len(engines) > 1 else sum(1 for _ in found)
            spent = time.perf_counter() - began
            yield Asked(
                question=question, engine=name, seconds=spent, megabytes=read_peak(), rows=rows
            )
        check_alike(question, answers)


def check_alike(question: str, answers: Mapping[str, list[Any]]) -> None:
    """Refuse to go on where two engines do not give the same rows.

    Raises:
        MeasuringError: with the first rows that differ.
    """
    for rows in answers.values():
        # Streams come in the order in which an engine sorts text.
        rows.sort(key=repr)
    (first, expected), *others = answers.items()
    for name, rows in others:
        for one, other in zip_longest(expected, rows):
            if one != other:
                message = f"{question}: {first} says {one!r}, {name} says {other!r}"
                raise MeasuringError(message)


def _list_processes() -> list[Path]:
    """Return this process and all that it started, as folders of /proc."""
    parents: dict[str, str] = {}
    for stat in _PROC.glob("[0-9]*/stat"):
        try:
            parents[stat.parent.name] = stat.read_text().rpartition(")")[2].split()[1]
        except OSError:  # it ended just now
            continue
    found = [_PROC.joinpath("self").resolve().name]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return [_PROC / pid for pid in found]


def forget_peak() -> None:
    """Let the peak of memory be counted anew, where the system can."""
    for process in _list_processes() if _PROC.is_dir() else ():
        process.joinpath("clear_refs").write_text("5")


def read_peak() -> float:
    """Return the peak of memory in megabytes."""
    if not _PROC.is_dir():
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak / (1e6 if sys.platform == "darwin" else 1e3)
    texts = chain.from_iterable(
        process.joinpath("status").read_text().splitlines() for process in _list_processes()
    )
    return sum(int(line.split()[1]) * 1.024e-3 for line in texts if line.startswith("VmHWM"))


def main(arguments: list[str]) -> None:
    """Print a line for each question and engine."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engines", description=__doc__)
    parser.add_argument("--size", type=int, default=100_000, help="stances")
    parser.add_argument("--engine", default="duckdb", help="duckdb, polars or spark")
    parser.add_argument("--against", help="another, whose answers must be the same")
    parser.add_argument("--memory", default="4GB", help="what an engine may take")
    parser.add_argument("--folder", type=Path, help="where the tables are, or are to be and stay")
    parser.add_argument("--only", action="append", default=[], help="one of the questions")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.folder or Path(scratch)
        if not folder.joinpath("topics.parquet").exists():
            write_parquet(folder, given.size, 1)
        names = [given.engine, *([given.against] if given.against else [])]
        for asked in measure(folder, names, given.memory, given.only):
            print(asked, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

"""P1 to P3 and P6 to P9: the people files of openstates, which somebody must fetch first.

Openstates itself and FollowTheMoney run in interpreters of their own, where those are given.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import attrs

from benchmarks.measuring import compare
from benchmarks.openstates_load import list_files
from benchmarks.running import Way, run
from benchmarks.ways import Rows, at_least, at_most, make_way, opponent, prepare, weigh

FETCH = "git clone --depth 1 https://github.com/openstates/people FOLDER, then --openstates FOLDER"
OPENSTATES = "give --openstates-python an interpreter with openstates==6.25.6"
FOLLOWTHEMONEY = "give --followthemoney-python one with followthemoney and PyYAML"


@attrs.frozen(kw_only=True)
class Peers:
    """The interpreters that have openstates and FollowTheMoney, where there are any."""

    openstates: str | None = None
    followthemoney: str | None = None


def measure_openstates(folder: Path, scratch: Path, peers: Peers) -> Rows:
    """Who resigned: read anew with a cache written, from the cache, and after an edit."""
    cold, apart, warm, edited = _make_ways(folder, scratch)
    naive = opponent("naive_dataclass", str(folder))
    run(warm)
    found = compare([cold, apart, warm, naive], runs=3)
    yield weigh(
        found, "P1", "openstates, cold", at_least(1.8, 2.5, 4), one="cold", other=naive.name
    )
    what, goal = "two processes, on the clock", at_least(2.5, 3.5, 5)
    yield weigh(found, "P2", what, goal, one="apart", other=naive.name, figure="wall")
    goal = at_least(30, 50, 65)
    yield weigh(found, "P6", "openstates, warm", goal, one="warm", other=naive.name)
    yield from _measure_grep(folder, warm)
    # Apart, for a file that was edited just now is looked into again by whoever comes next.
    found = compare([edited, naive], runs=3)
    _undo_edits(folder)
    run(warm)
    goal = at_least(15, 25, 50)
    yield weigh(found, "P9", "openstates, a file edited", goal, one="edited", other=naive.name)
    yield from _measure_openstates_core(folder, cold, warm, peers.openstates)
    yield from _measure_followthemoney(folder, scratch, warm, peers.followthemoney)


def _make_ways(folder: Path, scratch: Path) -> tuple[Way, Way, Way, Way]:
    command = ("-m", "benchmarks.openstates_load", str(folder), "cache")
    kept = scratch / "cold"

    def make_cold(name: str, processes: int) -> Way:
        way = make_way(name, *command)
        said = {"STAKEHOLDERS_CACHE": str(kept), "STAKEHOLDERS_WORKERS": str(processes)}
        return attrs.evolve(
            way,
            environment={**(way.environment or {}), **said},
            prepare=lambda: shutil.rmtree(kept, ignore_errors=True),
        )

    edited = prepare(make_way("edited", *command), _edit(folder))
    return make_cold("cold", 1), make_cold("apart", 2), make_way("warm", *command), edited


def _edit(folder: Path) -> Callable[[], None]:
    """Return what changes one file, each time another way."""
    path = Path(list_files(folder).names[0])
    numbers = iter(range(1_000_000))

    def edit() -> None:
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{_EDIT} {next(numbers)}\n")

    return edit


_EDIT = "# edited by the benchmark"


def _undo_edits(folder: Path) -> None:
    path = Path(list_files(folder).names[0])
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith(_EDIT)), encoding="utf-8")


def _measure_grep(folder: Path, warm: Way) -> Rows:
    command = ("grep", "-rn", "end_reason:", str(folder / "data"))
    grep = Way(name="grep", command=command, read=lambda _: "lines")
    found = compare([attrs.evolve(warm, read=lambda _: "lines"), grep], runs=5)
    goal = at_most(2.5, 1.5, 1.1)
    yield weigh(found, "P7", "openstates, warm", goal, one="warm", other="grep")


def _measure_openstates_core(folder: Path, cold: Way, warm: Way, python: str | None) -> Rows:
    if python is None:
        yield f"P3 and half of P8 are left out: {OPENSTATES}"
        return
    theirs = opponent("openstates_core", str(folder), python=python)
    found = compare([cold, warm, theirs], runs=1)
    goal = at_least(12, 15, 25)
    yield weigh(found, "P3", "openstates, cold", goal, one="cold", other=theirs.name)
    goal = at_least(200, 300, 430)
    yield weigh(found, "P8", "openstates, warm", goal, one="warm", other=theirs.name)


def _measure_followthemoney(folder: Path, scratch: Path, warm: Way, python: str | None) -> Rows:
    if python is None:
        yield f"half of P8 is left out: {FOLLOWTHEMONEY}"
        return
    lines = str(scratch / "entities.json")
    run(opponent("followthemoney_lines", "write", str(folder), lines, python=python))
    theirs = opponent("followthemoney_lines", "read", lines, python=python)
    found = compare([warm, theirs], runs=5)
    goal = at_least(5, 8, 10)
    yield weigh(found, "P8", "openstates, warm", goal, one="warm", other=theirs.name)

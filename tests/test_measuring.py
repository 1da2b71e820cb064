"""What the benchmarks say is said of equal answers only, and of a machine that held still."""

import importlib
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture
def measuring(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT))
    return importlib.import_module("benchmarks.measuring")


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


def make_rounds(measuring: ModuleType, **spent: list[float]) -> list[Any]:
    return [
        {name: measuring.Cost(cpu, cpu, 10.0) for name, cpu in zip(spent, each, strict=True)}
        for each in zip(*spent.values(), strict=True)
    ]


def test_no_ratio_where_answers_differ(measuring: ModuleType) -> None:
    ours = measuring.Way(name="ours", call=lambda: "48")
    other = measuring.Way(name="other", command=python("print(47)"))
    with pytest.raises(measuring.MeasuringError, match="ours says '48', other says '47'"):
        measuring.compare([ours, other])


def test_no_ratio_where_nobody_answers(measuring: ModuleType) -> None:
    ways = [measuring.Way(name=name, command=python("pass")) for name in ("ours", "other")]
    with pytest.raises(measuring.MeasuringError, match="no answers"):
        measuring.compare(ways)
    found = measuring.compare(ways, runs=1, without_answers="only the start is measured")
    assert found.median("ours") > 0


def test_a_call_and_a_process_can_answer_alike(measuring: ModuleType) -> None:
    ours = measuring.Way(name="ours", call=lambda: list(range(3)), read=str)
    other = measuring.Way(name="other", command=python("print([0, 1, 2])"))
    found = measuring.compare([ours, other], runs=1)
    assert found.median("other") > found.median("ours")


def test_a_round_in_which_an_opponent_moved_is_thrown_away(measuring: ModuleType) -> None:
    rounds = make_rounds(measuring, ours=[1, 1, 9, 1], other=[10, 12.5, 10, 12.6])
    assert measuring.keep_steady(rounds, ["other"]) == rounds
    rounds = make_rounds(measuring, ours=[1, 1, 9, 1], other=[10, 10, 10, 12.6])
    assert measuring.keep_steady(rounds, ["other"]) == rounds[:3]


def test_it_gives_up_where_an_opponent_never_holds_still(measuring: ModuleType) -> None:
    sizes = (int(10_000 * 1.6**n) for n in range(100))
    ours = measuring.Way(name="ours", call=lambda: 1)
    other = measuring.Way(name="other", call=lambda: sum(range(next(sizes))) > 0)
    with pytest.raises(measuring.MeasuringError, match="wait until the machine is idle"):
        measuring.compare([ours, other])


def test_the_memory_of_a_process_is_its_own(measuring: ModuleType) -> None:
    """A small process that a large one starts is small."""
    large = bytearray(200_000_000)
    large[::4096] = b"x" * len(large[::4096])
    small = measuring.run(measuring.Way(name="small", command=python("pass")))
    code = "kept = b'x' * 100_000_000"
    other = measuring.run(measuring.Way(name="large", command=python(code)))
    assert small.rss < 50
    assert 100 < other.rss - small.rss + 10 < 150


def test_cpu_time_is_not_time_on_the_clock(measuring: ModuleType) -> None:
    way = measuring.Way(name="sleepy", command=python("import time; time.sleep(0.5)"))
    cost = measuring.run(way)
    assert cost.wall > 0.5 > cost.cpu


def test_a_step_of_a_process_is_taken_from_what_it_tells(measuring: ModuleType) -> None:
    code = "import sys; print('build: 5.000000 s, 561.0 MB', file=sys.stderr); print(7)"
    way = measuring.Way(name="graph", command=python(code), step="build")
    cost = measuring.run(way)
    assert (cost.cpu, cost.rss, cost.answer) == (5.0, 561.0, "7")
    with pytest.raises(ValueError, match="no step 'ask'"):
        measuring.run(measuring.Way(name="graph", command=python(code), step="ask"))


def test_a_process_that_fails_is_no_answer(measuring: ModuleType) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        measuring.run(measuring.Way(name="broken", command=python("raise SystemExit(3)")))


def test_rows_make_a_plain_table_and_json(measuring: ModuleType, tmp_path: Path) -> None:
    found = measuring.Comparison(tuple(make_rounds(measuring, ours=[2.5], naive=[10.0])))
    goals = [measuring.Goal(1.8, 2.5, 5), measuring.Goal(0.2, 0.1, 0.05, is_share=True), None]
    rows = [
        found.weigh(measuring.Measure(key=f"P{n}", what=w, ours="ours", opponent="naive", goal=g))
        for n, (w, g) in enumerate(zip(("read cold", "peak", "other"), goals, strict=True), 1)
    ]
    assert measuring.format_rows(rows).splitlines() == [
        "    measure          ours     opponent          ratio      goal",
        "P1  read cold  2,500.0 ms  10,000.0 ms  naive  4.00 x  >= 2.5 x  goal",
        "P2  peak       2,500.0 ms  10,000.0 ms  naive  0.25 x  <= 0.1 x  MISSED",
        "P3  other      2,500.0 ms  10,000.0 ms  naive  4.00 x",
    ]
    measuring.write_json(tmp_path / "rows.json", rows)
    written = json.loads((tmp_path / "rows.json").read_text())
    assert [row["ratio"] for row in written["rows"]] == [4.0, 0.25, 4.0]
    assert written["measured_on"]["python"]

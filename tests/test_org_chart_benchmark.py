"""The benchmark of org charts measures pictures that show the same words."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def benchmark() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT))
        yield importlib.import_module("benchmarks.org_chart")


@pytest.mark.parametrize("kind", ["reports", "random"])
def test_all_ways_show_the_same_boxes(benchmark: ModuleType, kind: str, tmp_path: Path) -> None:
    tracker = benchmark.make_tracker(kind, 30)
    done = [importlib.import_module("benchmarks.running").run(way)
            for way in benchmark.make_ways(tracker, tmp_path)]  # fmt: skip
    assert len({cost.answer for cost in done}) == 1
    assert len(done[0].answer) == 30 + 29  # names, and an office below each but that of the body

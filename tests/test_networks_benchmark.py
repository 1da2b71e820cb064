"""The benchmark of networks measures ways that give the same ties."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def networks() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT))
        patch.chdir(ROOT)
        yield importlib.import_module("benchmarks.networks")


@pytest.fixture(scope="module")
def sample(networks: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Any:  # noqa: ANN401 - a class of a module that is found at run time
    return networks.write_sample(tmp_path_factory.mktemp("statements"), 2000)


@pytest.mark.parametrize("qualifier", ["congruence", "subtract"])
def test_all_ways_give_the_same_ties(networks: ModuleType, sample: object, qualifier: str) -> None:
    ways = networks.make_ways(sample, qualifier, networkx=True)
    answers = {way.name: networks.run(way).answer for way in ways}
    assert list(answers) == ["ours", "whole", "python", "networkx"]
    networks.check_answers(answers)


def test_duplicates_and_windows_are_those_of_the_plain_ways(
    networks: ModuleType, sample: object
) -> None:
    assert networks.measure_duplicates(sample).startswith("2,000 statements, one per month: ")
    assert networks.measure_windows(sample).startswith("2,000 statements, 100 monthly windows: ")

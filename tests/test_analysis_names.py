"""The names of `stakeholders.analysis`: all there, and loaded when they are asked for."""

import inspect
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from stakeholders import analysis
from stakeholders.analysis import forecast

REFERENCE = (Path(__file__).parents[1] / "docs/reference/analysis.md").read_text(encoding="utf-8")
AUTOMATIC = re.findall(r"^\.\. auto(\w+):: ([\w.]+)", REFERENCE, re.MULTILINE)


def is_in_the_reference(value: object, name: str) -> bool:
    """Tell whether a name stands in the prose, or is taken from its docstring."""
    module = getattr(value, "__module__", "")
    taken = {where for _, where in AUTOMATIC}
    return bool(re.search(rf"`(\w+\.)*{name}\b", REFERENCE)) or (
        bool({module, f"{module}.{name}"} & taken)
    )


@pytest.mark.parametrize("name", analysis.__all__)
def test_every_name_that_is_offered_is_there(name: str) -> None:
    assert getattr(analysis, name).__name__ == name


@pytest.mark.parametrize("room", [analysis, forecast])
def test_every_name_that_is_offered_is_described_and_in_the_reference(room: ModuleType) -> None:
    names = [(name, getattr(room, name)) for name in room.__all__]
    assert [name for name, value in names if not inspect.getdoc(value)] == []
    assert [name for name, value in names if not is_in_the_reference(value, name)] == []


def test_the_module_lists_what_it_offers() -> None:
    assert dir(analysis) == sorted([*analysis.__all__, "forecast"])


def test_a_name_that_is_not_there_is_an_error() -> None:
    with pytest.raises(AttributeError, match=r"'stakeholders\.analysis' has no attribute 'find'"):
        analysis.find  # noqa: B018 - asking is the test


def test_what_groups_and_compares_is_not_loaded_before_it_is_needed() -> None:
    program = "import sys, stakeholders.analysis; print(*sorted({'networkx', 'scipy.cluster', 'scipy.linalg'} & {*sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []

"""The names of `stakeholders.analysis`: all there, and loaded when they are asked for."""

import subprocess
import sys

import pytest

from stakeholders import analysis


@pytest.mark.parametrize("name", analysis.__all__)
def test_every_name_that_is_offered_is_there(name: str) -> None:
    assert getattr(analysis, name).__name__ == name


def test_a_name_that_is_not_there_is_an_error() -> None:
    with pytest.raises(AttributeError, match=r"'stakeholders\.analysis' has no attribute 'find'"):
        analysis.find  # noqa: B018 - asking is the test


def test_what_groups_and_compares_is_not_loaded_before_it_is_needed() -> None:
    program = "import sys, stakeholders.analysis; print(*sorted({'networkx', 'scipy.cluster', 'scipy.linalg'} & {*sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []

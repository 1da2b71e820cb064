"""Whole processes in turns: what each costs, once they have given the same answer."""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs

_DRIFT = 0.25


@attrs.frozen
class Cost:
    """What a process cost: CPU seconds, and peak memory in MiB."""

    seconds: float
    peak: float


@attrs.frozen
class Row:
    """A goal, what was measured against it, and how many times the opponent cost."""

    goal: str
    what: str
    ours: float
    theirs: float
    wanted: float
    unit: str = "s"

    @property
    def ratio(self) -> float:
        """How many times as much the opponent costs."""
        return self.theirs / self.ours

    def __str__(self) -> str:
        met = "reached" if self.ratio >= self.wanted else "missed"
        scale = 1 if self.unit != "s" else 1000
        unit = "ms" if self.unit == "s" else self.unit
        return (
            f"{self.goal:4} {self.what:52} {self.ours * scale:10.2f} {unit:4}"
            f"{self.theirs * scale:10.1f} {unit:4}{self.ratio:9.2f} x  goal {self.wanted:7.2f}  {met}"
        )


def spend(command: Sequence[str]) -> tuple[Cost, str]:
    """Run a process, and return what it cost and what it printed."""
    with tempfile.TemporaryFile() as out:
        # As on a user's machine, where modules are compiled once.
        known = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        process = subprocess.Popen(command, stdout=out, env=known)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        out.seek(0)
        return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024), out.read().decode()


def run(code: str, *arguments: str) -> list[str]:
    """Return the command that runs code in a fresh interpreter."""
    return [sys.executable, "-c", code, *arguments]


def compare(
    ways: Mapping[str, Sequence[str]], runs: int = 5, *, answer: bool = True
) -> dict[str, Cost]:
    """Return the medians of several ways that take turns.

    A round in which the last way, the opponent, drifted a quarter from its median is run again.

    Raises:
        AssertionError: if the ways print different answers.
    """
    printed = {name: spend(command)[1] for name, command in ways.items()}
    if answer and len(set(printed.values())) > 1:
        raise AssertionError({name: text[:200] for name, text in printed.items()})
    opponent = list(ways)[-1]
    rounds: list[dict[str, Cost]] = []
    for _ in range(4 * runs):
        rounds.append({name: spend(command)[0] for name, command in ways.items()})
        middle = statistics.median(r[opponent].seconds for r in rounds)
        steady = [r for r in rounds if abs(r[opponent].seconds / middle - 1) <= _DRIFT]
        if len(steady) >= runs:
            break
    return {
        name: Cost(
            statistics.median(r[name].seconds for r in steady),
            statistics.median(r[name].peak for r in steady),
        )
        for name in ways
    }


def time_calls(call: Callable[[int], Any], number: int) -> float:
    """Return the median seconds of a call, which is told its number."""
    from time import perf_counter

    spent = []
    for turn in range(number):
        began = perf_counter()
        call(turn)
        spent.append(perf_counter() - began)
    return statistics.median(spent)

"""The ways that are measured, and rows of what came out."""

import importlib.util
import os
import sys
from collections.abc import Callable, Iterator
from typing import Final

from benchmarks.measuring import Comparison, Goal, Measure, Row
from benchmarks.running import Way

Rows = Iterator[Row | str]
# As on a user's machine, where modules are compiled once.
_ENVIRONMENT: Final = ("PYTHONDONTWRITEBYTECODE",)


def make_way(name: str, *arguments: str, step: str = "", python: str = sys.executable) -> Way:
    """Return a way that an interpreter runs as a process."""
    known = {k: v for k, v in os.environ.items() if k not in _ENVIRONMENT}
    return Way(name=name, command=(python, *arguments), environment=known, step=step)


def opponent(name: str, *arguments: str, step: str = "", python: str = sys.executable) -> Way:
    """Return an opponent: a module of `benchmarks.opponents`."""
    module = f"benchmarks.opponents.{name}"
    return make_way(name, "-m", module, *arguments, step=step, python=python)


def ours(*arguments: str, step: str = "", name: str = "ours") -> Way:
    """Return the library's way: a question of `benchmarks.ours`."""
    return make_way(name, "-m", "benchmarks.ours", *arguments, step=step)


def prepare(way: Way, before: Callable[[], object]) -> Way:
    """Return a way before each run of which something is done, uncounted."""
    return Way(
        name=way.name,
        command=way.command,
        environment=way.environment,
        step=way.step,
        prepare=before,
    )


def list_missing(*modules: str) -> str:
    """Return what must be installed for an opponent, in words, or nothing.

    Example:
        >>> list_missing("json", "no_such_module")
        'pip install no_such_module'
    """
    missing = [name for name in modules if importlib.util.find_spec(name) is None]
    return f"pip install {' '.join(missing)}" if missing else ""


def at_least(floor: float, goal: float, stretch: float) -> Goal:
    """Return the goal of a ratio: how many times as much the opponent needs."""
    return Goal(floor, goal, stretch)


def at_most(floor: float, goal: float, stretch: float) -> Goal:
    """Return the goal of a share: how much of what the opponent needs is ours."""
    return Goal(floor, goal, stretch, is_share=True)


def weigh(
    found: Comparison,
    key: str,
    what: str,
    goal: Goal | None,
    *,
    other: str,
    one: str = "ours",
    figure: str = "cpu",
) -> Row:
    """Return the row of one of our ways beside an opponent's."""
    measure = Measure(key=key, what=what, ours=one, opponent=other, goal=goal, figure=figure)
    return found.weigh(measure)

"""Measuring ways against each other: they take turns, and their answers are compared first.

A way is a whole process or a call. Ratios are of medians; absolute figures belong to a machine. A
round in which an opponent moved more than 25 % from its median is thrown away and run again, for
then the machine was busy with something else.
"""

import json
import platform
import statistics
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import attrs

from benchmarks.running import Cost, Way, run

RUNS: Final = 5
_REACH: Final = 0.25
_UNITS: Final = {"cpu": ("ms", 1e3), "wall": ("ms", 1e3), "rss": ("MB", 1.0)}
Round = Mapping[str, Cost]


class MeasuringError(Exception):
    """Nothing can be said: the ways do not agree, or the machine does not hold still."""


@attrs.frozen
class Goal:
    """What a ratio must reach: `floor` never to be missed, `goal` the claim, `stretch` the limit.

    A ratio says how many times as much the opponent needs; with `is_share`, which share of the
    opponent's is ours, and it must be no more than the goal.
    """

    floor: float
    goal: float
    stretch: float
    is_share: bool = False

    def judge(self, ratio: float) -> str:
        """Say how far a ratio reaches.

        Example:
            >>> Goal(1.8, 2.5, 4).judge(2.7), Goal(0.5, 0.4, 0.25, is_share=True).judge(0.6)
            ('goal', 'MISSED')
        """
        sign = -1 if self.is_share else 1
        for word in ("stretch", "goal", "floor"):
            if sign * ratio >= sign * getattr(self, word):
                return word
        return "MISSED"


@attrs.frozen(kw_only=True)
class Measure:
    """One figure of ours beside that of an opponent: which ways, which figure, and the goal."""

    key: str
    what: str
    ours: str
    opponent: str
    figure: str = attrs.field(default="cpu", validator=attrs.validators.in_(_UNITS))
    goal: Goal | None = None


@attrs.frozen(kw_only=True)
class Row:
    """A measure with what came out."""

    measure: Measure
    ours: float
    opponent: float
    ratio: float
    verdict: str


@attrs.frozen
class Comparison:
    """Rounds of ways whose answers were compared, and found equal."""

    rounds: tuple[Round, ...]

    def median(self, way: str, figure: str = "cpu") -> float:
        """Return the median of a figure: seconds of `cpu` or `wall`, or megabytes of `rss`."""
        found: list[float] = [getattr(each[way], figure) for each in self.rounds]
        return statistics.median(found)

    def weigh(self, measure: Measure) -> Row:
        """Return what came out of a measure."""
        ours = self.median(measure.ours, measure.figure)
        opponent = self.median(measure.opponent, measure.figure)
        goal = measure.goal
        is_share = goal is not None and goal.is_share
        high, low = (ours, opponent) if is_share else (opponent, ours)
        ratio = high / low if low else float("inf")
        verdict = goal.judge(ratio) if goal is not None else ""
        return Row(measure=measure, ours=ours, opponent=opponent, ratio=ratio, verdict=verdict)


def compare(
    ways: Sequence[Way], *, runs: int = RUNS, tries: int = 3, without_answers: str = ""
) -> Comparison:
    """Run ways in turns, the first being ours, and return the rounds in which all held still.

    One round before the first warms files and caches up, and is not counted. `without_answers` says
    why there is nothing to compare, as where a way only starts an interpreter.

    Raises:
        MeasuringError: if two ways give different answers, or after `tries` times as many rounds
            the opponents still move by more than 25 %.
    """
    rounds: list[Round] = []
    for number in range(runs * tries + 1):
        # Each is first once in a while: who runs after whom must not matter.
        turn = number % len(ways)
        done = {way.name: run(way) for way in (*ways[turn:], *ways[:turn])}
        if not without_answers:
            check_answers({way.name: done[way.name].answer for way in ways})
        if number:
            rounds.append(done)
        # By the median of all rounds: a spell of noise at the start must not set the measure.
        steady = keep_steady(rounds, [way.name for way in ways[1:]]) if rounds else []
        if len(steady) >= runs:
            return Comparison(tuple(steady))
    message = f"the opponents moved by more than 25 % in too many of {runs * tries} rounds"
    raise MeasuringError(f"{message}: wait until the machine is idle")


def check_answers(answers: Mapping[str, object]) -> None:
    """Refuse to go on where two ways do not give the same answer.

    Raises:
        MeasuringError: with both answers.

    Example:
        >>> try:
        ...     check_answers({"ours": "48", "naive": "47"})
        ... except MeasuringError as error:
        ...     print(error)
        different answers: ours says '48', naive says '47'
    """
    (first, expected), *others = answers.items()
    for name, answer in others:
        if answer != expected:
            said = f"{first} says {_shorten(expected)}, {name} says {_shorten(answer)}"
            raise MeasuringError(f"different answers: {said}")
    if expected in (None, "", (), []):
        raise MeasuringError(f"no answers: {first} and the others say nothing to compare")


def _shorten(answer: object) -> str:
    text = repr(answer)
    return text if len(text) <= 200 else f"{text[:197]}..."


def keep_steady(rounds: Sequence[Round], opponents: Sequence[str]) -> list[Round]:
    """Return the rounds in which no opponent moved more than 25 % from its median CPU time."""
    medians = {name: statistics.median(each[name].cpu for each in rounds) for name in opponents}
    return [
        each
        for each in rounds
        if all(abs(each[name].cpu - median) <= _REACH * median for name, median in medians.items())
    ]


def format_rows(rows: Sequence[Row]) -> str:
    """Return rows as a plain table: a measure, both medians, their ratio and the goal."""
    head = ("", "measure", "ours", "opponent", "", "ratio", "goal", "")
    lines = [head, *(_format_row(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    # Words to the left, figures to the right.
    signs = ("<", "<", ">", ">", "<", ">", ">", "<")
    return "\n".join(
        "  ".join(f"{cell:{sign}{width}}" for cell, sign, width in zip(line, signs, widths,
                                                                       strict=True)).rstrip()
        for line in lines
    )  # fmt: skip


def _format_row(row: Row) -> tuple[str, ...]:
    measure, goal = row.measure, row.measure.goal
    unit, factor = _UNITS[measure.figure]
    sign = "<=" if goal is not None and goal.is_share else ">="
    return (
        measure.key,
        measure.what,
        f"{row.ours * factor:,.1f} {unit}",
        f"{row.opponent * factor:,.1f} {unit}",
        measure.opponent,
        f"{row.ratio:,.2f} x",
        f"{sign} {goal.goal:g} x" if goal is not None else "",
        row.verdict,
    )


def write_json(path: str | Path, rows: Sequence[Row]) -> None:
    """Write rows, and on what they were measured, as JSON."""
    machine = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "system": platform.system(),
        "implementation": sys.implementation.name,
    }
    found = {"measured_on": machine, "rows": [attrs.asdict(row) for row in rows]}
    Path(path).write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")

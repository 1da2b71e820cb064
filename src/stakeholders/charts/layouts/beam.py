"""Weights along a scale: a row for each, its dot as large as its weight, outcomes across.

A dot's area is in proportion to the weight, and the share stands in words at the end of the row, so
that nothing has to be guessed from a size.
"""

from collections.abc import Iterator
from math import ceil, sqrt
from typing import NamedTuple

from stakeholders.charts.fonts import shorten, wrap
from stakeholders.charts.layouts.sizes import LINE, PAGE
from stakeholders.charts.scene import (
    FACES,
    Anchor,
    Dot,
    Drawing,
    Ink,
    Mark,
    Path,
    Shape,
    Trace,
    Words,
    measure_ink,
)
from stakeholders.charts.values import Beam, Outcome, Tone, Weight

_ROW = 26.0
_MOST_NAME = 260.0
_LABEL = 96.0
_INSET = 40.0
_LARGEST, _LEAST = 12.0, 2.5
_SIDE = 10.0
_TICK_LINES = 2
_HEAD = "of all weight"


class _Axis(NamedTuple):
    """The scale as drawn: its ends, and where they stand."""

    low: float
    high: float
    left: float
    width: float

    def place(self, at: float) -> float:
        """Return where a number stands; the middle where the scale has no width."""
        span = self.high - self.low
        return self.left + self.width * ((at - self.low) / span if span else 0.5)


def draw_beam(figure: Beam) -> Drawing:
    """Set a row for each weight, the labels of the scale below, and the outcomes above."""
    names = max((measure_ink(w.item.title, Ink.TEXT) for w in figure.weights), default=0.0)
    left = ceil(min(names, _MOST_NAME)) + _SIDE
    axis = _Axis(figure.low, figure.high, left + _INSET, PAGE - left - 2 * _INSET - _LABEL)
    lanes = _find_lanes(figure.outcomes, axis)
    top = LINE * (max(lanes, default=0) + 1) + 12
    bottom = top + _ROW * len(figure.weights)
    shapes = list(_draw_scale(figure, axis, top, bottom))
    for outcome, lane in zip(figure.outcomes, lanes, strict=True):
        data = f"M{axis.place(outcome.at):.1f} {LINE * (lane + 1) + 4:.1f}V{bottom:.1f}"
        shapes.append(Path(data, Trace.EVENT, tone=Tone.LEFT, width=1.6))
    largest = max((w.share for w in figure.weights), default=0.0) or 1.0
    for number, weight in enumerate(figure.weights):
        y = top + _ROW * (number + 0.5)
        shapes.append(_draw_weight(weight, axis, left, y, largest))
    # Words come last: their halo keeps the lines of other outcomes from running through them.
    for outcome, lane in zip(figure.outcomes, lanes, strict=True):
        middle = sum(_find_words(outcome, axis)) / 2
        y = LINE * (lane + 1)
        shapes.append(Words(middle, y, outcome.label, Ink.STATUS, Anchor.MIDDLE, has_halo=True))
    shapes.append(Words(PAGE, top - 8, _HEAD, Ink.LABEL, Anchor.END))
    return Drawing(PAGE, bottom + 8 + LINE * _TICK_LINES, shapes)


def _find_lanes(outcomes: tuple[Outcome, ...], axis: _Axis) -> list[int]:
    """Return the line of words in which each outcome is told, so that none meets another."""
    ends: list[list[tuple[float, float]]] = []
    found = []
    for outcome in outcomes:
        begin, end = _find_words(outcome, axis)
        for lane in range(len(ends) + 1):
            if lane == len(ends):
                ends.append([])
            if all(end + _SIDE < a or b + _SIDE < begin for a, b in ends[lane]):
                ends[lane].append((begin, end))
                found.append(lane)
                break
    return found


def _find_words(outcome: Outcome, axis: _Axis) -> tuple[float, float]:
    width = measure_ink(outcome.label, Ink.STATUS)
    most = axis.left + axis.width + _INSET - width
    begin = min(max(axis.place(outcome.at) - width / 2, axis.left - _INSET), most)
    return begin, begin + width


def _draw_scale(figure: Beam, axis: _Axis, top: float, bottom: float) -> Iterator[Shape]:
    """Yield a stripe for each row, a thin line for each tick, and its label below."""
    for number in range(len(figure.weights)):
        y = top + _ROW * (number + 0.5)
        yield Path(f"M{axis.left:.1f} {y:.1f}h{axis.width:.1f}", Trace.RULE)
    room = axis.width / max(1, len(figure.ticks) - 1) - 6
    for at, label in figure.ticks:
        x = axis.place(at)
        yield Path(f"M{x:.1f} {top:.1f}V{bottom:.1f}", Trace.GRID)
        for k, line in enumerate(wrap(label, room, FACES[Ink.LABEL].size, lines=_TICK_LINES)):
            yield Words(x, bottom + 16 + LINE * k, line, Ink.LABEL, Anchor.MIDDLE)


def _draw_weight(weight: Weight, axis: _Axis, left: float, y: float, largest: float) -> Mark:
    title = shorten(weight.item.title, left - _SIDE, FACES[Ink.TEXT].size)
    radius = max(_LARGEST * sqrt(weight.share / largest), _LEAST)
    share = Words(PAGE, y + 4.5, f"{100 * weight.share:.1f} %", Ink.LABEL, Anchor.END)
    name = Words(left - _SIDE, y + 4.5, title, Ink.TEXT, Anchor.END, Tone.PERSON)
    return Mark(weight.item, (name, Dot(axis.place(weight.at), y, radius, weight.item.tone), share))

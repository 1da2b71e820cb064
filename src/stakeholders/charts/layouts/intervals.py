"""Intervals along a line: a row for each item, its value as a dot, its interval as a bar."""

from collections.abc import Iterator
from math import ceil, floor
from typing import NamedTuple

from stakeholders.charts.layouts.captions import LINE, fit_words, set_lines
from stakeholders.charts.layouts.signs import draw_sign
from stakeholders.charts.layouts.sizes import PAGE
from stakeholders.charts.scene import (
    Anchor,
    Drawing,
    Ink,
    Mark,
    Path,
    Shape,
    Trace,
    Words,
    measure_ink,
)
from stakeholders.charts.values import Interval, Intervals

_MOST_NAME = 280.0
_MOST_NOTE = 170.0
_GAP = 14.0
_EDGE = 10.0
_LINES = 2
_ROW = 24.0
_TICKS = 24.0
_MOST_TICKS = 12
_STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_RADIUS = 4.5
_END = 4.0
_HIGH = 560.0
_HALF = 0.45


class Scale(NamedTuple):
    """Where values stand: from the first to the last along a stretch."""

    first: float
    last: float
    left: float
    right: float

    def place(self, value: float) -> float:
        """Return where a value stands."""
        share = (value - self.first) / (self.last - self.first)
        return self.left + share * (self.right - self.left)

    def list_ticks(self) -> list[float]:
        """Return the round values to label."""
        reach = self.last - self.first
        step = next((one for one in _STEPS if reach / one <= _MOST_TICKS), reach / _MOST_TICKS)
        numbers = range(ceil(self.first / step), floor(self.last / step) + 1)
        return [number * step for number in numbers]


class Sizes(NamedTuple):
    """The scale, and how wide the names and the notes at the right are."""

    scale: Scale
    name: float
    note: float


def draw_intervals(figure: Intervals) -> Drawing:
    """Set the rows in their order, names at the left and notes at the right of the line."""
    sizes = _measure(figure)
    scale = sizes.scale
    shapes: list[Shape] = []
    rows: list[Shape] = []
    top = _draw_ends(figure, scale, shapes)
    y = top + _TICKS
    for row in figure.rows:
        y = _draw_row(row, sizes, y, rows)
    for value in scale.list_ticks():
        x = scale.place(value)
        trace = Trace.TIE if value == 0 else Trace.GRID
        shapes.append(Path(f"M{x:.1f} {top + _TICKS - 4:.1f}V{y:.1f}", trace))
        shapes.append(Words(x, top + 14, _say(value), Ink.LABEL, Anchor.MIDDLE))
        if y - top > _HIGH:
            shapes.append(Words(x, y + 16, _say(value), Ink.LABEL, Anchor.MIDDLE))
    y += _TICKS if y - top > _HIGH else 0.0
    return Drawing(PAGE, y, [*shapes, *rows])


def _measure(figure: Intervals) -> Sizes:
    names = [measure_ink(row.item.title, Ink.TEXT) for row in figure.rows]
    notes = [measure_ink(text, Ink.LABEL) for row in figure.rows for text in row.item.lines]
    name = min(_MOST_NAME, max(names, default=0.0))
    note = min(_MOST_NOTE, max(notes, default=0.0))
    first = min((min(row.low, row.value) for row in figure.rows), default=-1.0)
    last = max((max(row.high, row.value) for row in figure.rows), default=1.0)
    if last - first < 1:
        first, last = first - 0.5, last + 0.5
    right = PAGE - (note + _GAP if note else 0.0) - _EDGE
    return Sizes(Scale(first, last, name + _GAP + _EDGE, right), name, note)


def _draw_ends(figure: Intervals, scale: Scale, shapes: list[Shape]) -> float:
    """Write what the two ends of the line are called; return where they end."""
    room = (scale.right - scale.left) * _HALF
    left = fit_words(f"← {figure.left}", room, Ink.LABEL, 3) if figure.left else ()
    right = fit_words(f"{figure.right} →", room, Ink.LABEL, 3) if figure.right else ()
    for lines, x, anchor in (
        (left, scale.left, Anchor.START),
        (right, scale.right, Anchor.END),
    ):
        for number, line in enumerate(lines):
            shapes.append(Words(x, 12 + LINE * number, line, Ink.LABEL, anchor))
    return LINE * max(len(left), len(right)) + (4 if left or right else 0)


def _draw_row(row: Interval, sizes: Sizes, y: float, shapes: list[Shape]) -> float:
    """Draw one row; return where the next begins."""
    scale, name, note = sizes
    title = fit_words(row.item.title, name, Ink.TEXT, _LINES)
    lines = tuple(line for text in row.item.lines for line in fit_words(text, note, Ink.LABEL, 2))
    high = max(_ROW, LINE * max(len(title), len(lines)) + 6)
    middle = y + high / 2
    x = scale.place(row.value)
    mark: list[Shape] = [
        *set_lines(title, 0.0, middle, Ink.TEXT),
        *_draw_interval(row, scale, middle),
        draw_sign(row.item.tone, x, middle, _RADIUS),
        *set_lines(lines, PAGE - note, middle, Ink.LABEL),
    ]
    shapes.append(Path(f"M0 {y + high:.1f}H{PAGE:.1f}", Trace.RULE))
    shapes.append(Mark(row.item, tuple(mark)))
    return y + high


def _draw_interval(row: Interval, scale: Scale, y: float) -> Iterator[Shape]:
    if row.low < row.high:
        low, high = scale.place(row.low), scale.place(row.high)
        ends = f"M{low:.1f} {y - _END:.1f}v{2 * _END:g}M{high:.1f} {y - _END:.1f}v{2 * _END:g}"
        yield Path(f"M{low:.1f} {y:.1f}H{high:.1f}{ends}", Trace.STEP, tone=row.item.tone)


def _say(value: float) -> str:
    return f"{value:g}".replace("-", "−")

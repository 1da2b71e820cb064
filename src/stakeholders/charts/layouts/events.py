"""Events across a time axis: a line each, with its words above, or a number and a key below.

An event of which the day is not known has a bar over the days that it can have been on.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import attrs

from stakeholders.charts.fonts import wrap
from stakeholders.charts.layouts.axis import ROW as TICKS
from stakeholders.charts.layouts.axis import Axis
from stakeholders.charts.scene import FACES, Anchor, Ink, Path, Shape, Trace, Words, measure_ink
from stakeholders.charts.values import Point

ROW = 18.0
_PITCH = 16.0
_NUMBER = 26.0
_GUTTER = 20.0
_MOST_WORDS = 6
_MOST_ROWS = 5
_ONE_COLUMN = 4
_GAP = 5.0
_CLEAR = 1.5
_BAR = 10.0


class Head(NamedTuple):
    """The words or numbers of some events: where they stand, and the bar below them, if any."""

    text: str
    x: float
    anchor: Anchor
    row: int
    bar: tuple[float, float] | None


@attrs.frozen
class Heads:
    """The events of a picture in the order of their places, with what stands above the axis."""

    events: tuple[Point, ...]
    axis: Axis
    heads: tuple[Head, ...]
    is_numbered: bool

    @property
    def height(self) -> float:
        """How much room there must be above the labels of the axis."""
        return ROW * (1 + max(head.row for head in self.heads)) + 2 if self.heads else 0.0

    def find_baseline(self, head: Head) -> float:
        """Return where the words of a head stand."""
        return self.height - 6 - ROW * head.row


def _span(event: Point, axis: Axis) -> tuple[float, float]:
    """Return from where to where an event can have been; one place, where its day is known."""
    first, last = axis.place(event.first), axis.place_end(event.last)
    return (first, last) if event.first != event.last and last - first > _BAR else (first, first)


def _middle(event: Point, axis: Axis) -> float:
    first, last = _span(event, axis)
    return (first + last) / 2


def place_events(events: Sequence[Point], axis: Axis, width: float) -> Heads:
    """Return few events with their words above, if they have room there, else all by numbers."""
    ordered = tuple(sorted(events, key=lambda event: (_middle(event, axis), event.last)))
    spelt = _spell(ordered, axis, width) if len(ordered) <= _MOST_WORDS else None
    if spelt is not None:
        return Heads(ordered, axis, tuple(spelt), is_numbered=False)
    return Heads(ordered, axis, tuple(_number(ordered, axis)), is_numbered=True)


def _spell(events: Sequence[Point], axis: Axis, width: float) -> list[Head] | None:
    heads: list[Head] = []
    reach: list[tuple[float, float, float]] = []
    for event in events:
        x, bar = _middle(event, axis), _span(event, axis)
        need = measure_ink(event.label, Ink.LABEL) + _GAP
        is_left = x + need > width
        if is_left and x - need < 0:
            return None
        left, right = (x - need, x - _CLEAR) if is_left else (x + _CLEAR, x + need)
        has_bar = bar[0] < bar[1]
        reach.append((x, min(left, bar[0]), max(right, bar[1])) if has_bar else (x, left, right))
        start = x - _GAP if is_left else x + _GAP
        anchor = Anchor.END if is_left else Anchor.START
        heads.append(Head(event.label, start, anchor, 0, bar if has_bar else None))
    rows = _stack(reach)
    if rows is None:
        return None
    return [head._replace(row=row) for head, row in zip(heads, rows, strict=True)]


def _stack(reach: Sequence[tuple[float, float, float]]) -> list[int] | None:
    """Return a row for each text, so that none lies on another or on the line of another."""
    rows = [0] * len(reach)
    while max(rows, default=0) < _MOST_ROWS:
        is_settled = True
        for i, (_, left, right) in enumerate(reach):
            for j, (line, start, end) in enumerate(reach):
                is_crossed = i != j and left < line < right and rows[i] <= rows[j]
                is_on = i < j and left < end and start < right and rows[i] == rows[j]
                if is_crossed or is_on:
                    rows[i] = rows[j] + 1
                    is_settled = False
        if is_settled:
            return rows
    return None


def _number(events: Sequence[Point], axis: Axis) -> Iterator[Head]:
    """Yield the numbers, those together that would lie on one another."""
    runs: list[tuple[int, int]] = []
    for number in range(len(events)):
        runs.append((number, number))
        while len(runs) > 1 and _is_close(events, axis, runs[-2], runs[-1]):
            (_, last), (first, _) = runs.pop(), runs.pop()
            runs.append((first, last))
    for first, last in runs:
        spans = [_span(event, axis) for event in events[first : last + 1]]
        bar = (min(span[0] for span in spans), max(span[1] for span in spans))
        x = _find_place(events, axis, (first, last))
        yield Head(_say((first, last)), x, Anchor.MIDDLE, 0, bar if bar[0] < bar[1] else None)


def _find_place(events: Sequence[Point], axis: Axis, run: tuple[int, int]) -> float:
    return (_middle(events[run[0]], axis) + _middle(events[run[1]], axis)) / 2


def _say(run: tuple[int, int]) -> str:
    return f"{run[0] + 1}" if run[0] == run[1] else f"{run[0] + 1}–{run[1] + 1}"


def _is_close(
    events: Sequence[Point], axis: Axis, one: tuple[int, int], two: tuple[int, int]
) -> bool:
    widths = measure_ink(_say(one), Ink.LABEL) + measure_ink(_say(two), Ink.LABEL)
    apart = _find_place(events, axis, two) - _find_place(events, axis, one)
    return apart < widths / 2 + _GAP


def draw_events(placed: Heads, bottom: float) -> list[Shape]:
    """Return the lines of the events down to the bottom, and what stands at their heads."""
    shapes: list[Shape] = []
    axis, top = placed.axis, placed.height
    ticks = axis.find_ticks()
    starts: dict[str, float] = {}
    for number, event in enumerate(placed.events):
        head = placed.heads[number] if not placed.is_numbered else placed.heads[0]
        begin = placed.find_baseline(head) + (-9 if not placed.is_numbered else 4)
        first, last = _span(event, axis)
        x = f"{first:.1f}"
        if first == last:
            starts[x] = min(begin, starts.get(x, begin))
    for x, begin in starts.items():
        # A line leaves out the labels of the axis that it would run through.
        is_through = any(tick.left - 3 < float(x) < tick.right + 3 for tick in ticks)
        ends = f"V{top:.1f}M{x} {top + TICKS:.1f}" if is_through else ""
        shapes.append(Path(f"M{x} {begin:.1f}{ends}V{bottom:.1f}", Trace.EVENT))
    for head in placed.heads:
        y = placed.find_baseline(head)
        shapes.append(Words(head.x, y, head.text, Ink.LABEL, head.anchor, has_halo=True))
        if head.bar:
            first, last = head.bar
            data = f"M{first:.1f} {y + 7:.1f}v-3H{last:.1f}v3"
            shapes.append(Path(data, Trace.TIE))
    return shapes


def draw_key(placed: Heads, width: float, y: float) -> tuple[list[Shape], float]:
    """Return what each number stands for, in one column or two, and where they end."""
    if not placed.is_numbered:
        return [], y - _PITCH
    columns = 2 if len(placed.events) > _ONE_COLUMN else 1
    room = (width - _GUTTER * (columns - 1)) / columns
    size = FACES[Ink.LABEL].size
    entries = [wrap(event.label, room - _NUMBER, size) for event in placed.events]
    half = sum(map(len, entries)) / columns
    shapes: list[Shape] = []
    x, down, count, bottom = 0.0, y, 0, y
    for number, lines in enumerate(entries, 1):
        if columns > 1 and x == 0 and count >= half:
            x, down = room + _GUTTER, y
        shapes.append(Words(x, down, str(number), Ink.LABEL))
        shapes += [
            Words(x + _NUMBER, down + _PITCH * k, line, Ink.LABEL) for k, line in enumerate(lines)
        ]
        count += len(lines)
        down += _PITCH * len(lines)
        bottom = max(bottom, down)
    return shapes, bottom

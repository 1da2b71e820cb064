"""A spectrum: a column for each position, holders stacked in it, moves as arrows between.

A column has as many slots beside one another as its holders need; one without holders is narrow.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import ceil

import attrs

from stakeholders.charts.fonts import shorten
from stakeholders.charts.layouts.chips import Chip, draw_chip, make_chip
from stakeholders.charts.layouts.sizes import PAD, PAGE
from stakeholders.charts.scene import (
    FACES,
    Anchor,
    Dot,
    Drawing,
    Ink,
    Mark,
    Path,
    Rect,
    Shape,
    Trace,
    Words,
    measure_ink,
)
from stakeholders.charts.values import GLYPHS, Placed, Spectrum, Tone
from stakeholders.model import Position

_GAP = 10.0
_HEAD = 40.0
_TOP = _HEAD + 10
_STACK = 8.0
_LANE = 36.0
_LINE_AT = 22.0
_WIDEST = 236.0
_NARROWEST = 168.0
_HIGH = 300.0
_SILENT = 24.0
_LEAST = 2 * _NARROWEST + _GAP


def draw_spectrum(figure: Spectrum) -> Drawing:
    """Stack those at each position in its column, who moved first; the silent stand below."""
    columns, width = _make_columns(figure)
    shapes: list[Shape] = []
    for column in columns.values():
        shapes += _draw_head(figure, column, width)
    heard = [one for one in figure.placed if one.position is not None]
    for one in sorted(heard, key=lambda one: not _list_stations(one)):
        shapes += _Placing(one, columns, width).draw()
    last = list(columns.values())[-1]
    total = last.end(width)
    depth = max(depth for column in columns.values() for depth in column.depths)
    silent = [one for one in figure.placed if one.position is None]
    if silent:
        total = max(total, _LEAST)
        depth = _draw_silent(shapes, silent, total, depth + 10)
    return Drawing(total, depth - _STACK, shapes)


@attrs.define
class _Column:
    """The column of a position: where it begins, its width if narrow, how deep each slot is."""

    position: Position
    x: float
    narrow: float
    depths: list[float]

    def start(self, slot: int, width: float) -> float:
        """Return where a slot begins."""
        return self.x + slot * (width + _GAP)

    def end(self, width: float) -> float:
        """Return where the column ends."""
        return self.x + (self.narrow or len(self.depths) * (width + _GAP) - _GAP)

    def centre(self, slot: int, width: float) -> float:
        """Return the middle of a slot."""
        return self.start(slot, width) + (self.narrow or width) / 2


def _make_columns(figure: Spectrum) -> tuple[dict[Position, _Column], float]:
    """Return the columns by position, and how wide a slot is."""
    heights: Counter[Position | None] = Counter()
    # Who moved stands in the slot that the arrow meets, and fills no second.
    for one in (one for one in figure.placed if not _list_stations(one)):
        heights[one.position] += round(make_chip(one.item, _NARROWEST).height + _STACK)
    used = {one.position for one in figure.placed}
    narrow = ceil(max(measure_ink(_say(p), Ink.HEADING) for p in figure.positions)) + 2 * PAD
    slots = {p: int(p in used) for p in figure.positions}
    while True:
        most = max(slots, key=lambda p: heights[p] / max(1, slots[p]))
        wider = {**slots, most: slots[most] + 1}
        is_low = heights[most] <= _HIGH * slots[most]
        if is_low or _fit_slot(wider, narrow) < _NARROWEST:
            break
        slots = wider
    width = _fit_slot(slots, narrow)
    columns: dict[Position, _Column] = {}
    x = 0.0
    for position, count in slots.items():
        column = _Column(position, x, 0 if count else narrow, [_TOP] * max(1, count))
        columns[position] = column
        x = column.end(width) + _GAP
    return columns, width


def _fit_slot(slots: dict[Position, int], narrow: float) -> float:
    empty = sum(not count for count in slots.values())
    filled = sum(slots.values())
    room = PAGE - empty * (narrow + _GAP) + _GAP
    return min(_WIDEST, room / max(1, filled) - _GAP)


def _say(position: Position) -> str:
    return position.replace("-", " ")


def _draw_head(figure: Spectrum, column: _Column, width: float) -> Iterator[Shape]:
    tone = Tone.of(column.position)
    end = column.end(width)
    total = str(sum(one.position is column.position for one in figure.placed))
    yield Rect(column.x, 0, end - column.x, _HEAD, tone, 4)
    yield Words(column.x + PAD, 16, GLYPHS[tone], Ink.GLYPH, Anchor.START, tone)
    yield Words(column.x + PAD, 32, _say(column.position), Ink.HEADING, Anchor.START, tone)
    yield Words(end - PAD, 16, total, Ink.HEADING, Anchor.END, tone)


def _list_stations(one: Placed) -> list[Position]:
    """Return the positions from which there is an arrow."""
    return [was for was, _ in _list_hops(one)]


def _list_hops(one: Placed) -> list[tuple[Position, str]]:
    ends = [*(was for was, _ in one.before[1:]), one.position]
    return [hop for hop, end in zip(one.before, ends, strict=False) if hop[0] is not end]


class _Placing:
    """Sets one holder: a chip in a slot, with a lane for every move before."""

    def __init__(self, one: Placed, columns: dict[Position, _Column], width: float) -> None:
        self.one = one
        self.columns = columns
        self.width = width
        self.order = list(columns)
        self.hops = [hop for hop in _list_hops(one) if hop[0] in columns]
        self.chip: Chip = make_chip(one.item, width)

    def draw(self) -> list[Shape]:
        """Return the shapes, set below what is there already."""
        position = self.one.position
        if position not in self.columns:
            return []
        column = self.columns[position]
        if not self.hops:
            slot = column.depths.index(min(column.depths))
            y = column.depths[slot]
            column.depths[slot] = y + self.chip.height + _STACK
            return [Mark(self.one.item, draw_chip(self.chip, column.start(slot, self.width), y))]
        return self._draw_move(column, position)

    def _draw_move(self, column: _Column, position: Position) -> list[Shape]:
        """Draw the arrows, each on a free lane, and the chip where the last one ends."""
        stops = [self.columns[was] for was, _ in self.hops]
        is_up = self._is_up(stops[-1].position, position)
        slot = 0 if is_up else len(column.depths) - 1
        places = [self.order.index(stop.position) for stop in (*stops, column)]
        # The lanes cross every slot between, so that all must be free at their height.
        crossed = [self.columns[p] for p in self.order[min(places) : max(places) + 1]]
        slots = [(one, n) for one in crossed for n in range(len(one.depths))]
        if len(stops) == 1:
            slots = [(one, n) for one, n in slots if one is not column or n == slot]
        y = max(one.depths[n] for one, n in slots)
        shapes = list(self._draw_lanes([*stops, column], slot, y))
        top = y + _LANE * (len(stops) - 1)
        shapes += draw_chip(self.chip, column.start(slot, self.width), top)
        for one, n in slots:
            one.depths[n] = top + _LANE + _STACK
        column.depths[slot] = top + max(self.chip.height, _LANE) + _STACK
        return [Mark(self.one.item, tuple(shapes))]

    def _is_up(self, start: Position, end: Position) -> bool:
        return self.order.index(end) > self.order.index(start)

    def _draw_lanes(self, stops: Sequence[_Column], slot: int, y: float) -> Iterator[Shape]:
        """Yield a lane for each move: a dot with its date, and an arrow to where it ends."""
        for number, (_, when) in enumerate(self.hops):
            stop, after = stops[number], stops[number + 1]
            is_up = self._is_up(stop.position, after.position)
            tone = Tone.STRONGLY_SUPPORT if is_up else Tone.STRONGLY_OPPOSE
            x, line = stop.centre(0, self.width), y + _LANE * number + _LINE_AT
            if number == len(self.hops) - 1:
                edge = after.start(slot, self.width)
                end = edge - 1 if is_up else edge + self.width + 1
                turn = ""
            else:
                end = after.centre(0, self.width)
                turn = f"V{line + _LANE - 6:.1f}"
            data = f"M{x:.1f} {line:.1f}H{end:.1f}{turn}"
            yield Path(data, Trace.STEP, has_arrow=True, tone=tone)
            yield Dot(x, line, 4.5, tone)
            yield _label(when, x, line - 7, end)


def _label(when: str, x: float, y: float, end: float) -> Words:
    """Return a date above the line that goes from x to its end."""
    side = 8 if end > x else -8
    said = shorten(when, abs(end - x) - 18, FACES[Ink.LABEL].size)
    return Words(x + side, y, said, Ink.LABEL, Anchor.START if end > x else Anchor.END)


def _draw_silent(shapes: list[Shape], silent: Sequence[Placed], width: float, y: float) -> float:
    """Draw those without a statement in rows below a heading; return where they end."""
    said = f"no statement found: {len(silent)}"
    shapes.append(Rect(0, y, width, _SILENT, Tone.NO_STATEMENT, 4))
    shapes.append(Rect(0, y, 24, _SILENT, Tone.NO_STATEMENT, 4, is_hatched=True))
    shapes.append(Words(32, y + 16.5, said, Ink.HEADING, Anchor.START, Tone.NO_STATEMENT))
    y += _SILENT + _GAP
    count = max(1, int((width + _GAP) // (_NARROWEST + _GAP)))
    room = (width + _GAP) / count - _GAP
    for first in range(0, len(silent), count):
        row = [(one, make_chip(one.item, room)) for one in silent[first : first + count]]
        for number, (one, chip) in enumerate(row):
            shapes.append(Mark(one.item, draw_chip(chip, number * (room + _GAP), y)))
        y += max(chip.height for _, chip in row) + _STACK
    return y

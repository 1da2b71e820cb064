"""A square matrix: everybody beside everybody, in groups, with a sign in each cell.

Rows have names and numbers, columns the numbers alone. A frame stands around the cells of a group,
so that what lies inside it can be told from what lies between groups without any colour.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import ceil
from typing import NamedTuple

from stakeholders.charts.fonts import shorten, wrap
from stakeholders.charts.layouts.sizes import LINE, PAGE
from stakeholders.charts.scene import (
    FACES,
    Anchor,
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
from stakeholders.charts.values import GLYPHS, Matrix, Row, Tone

_SMALLEST, _LARGEST = 18.0, 30.0
_GAP = 10.0
_HEADING = 22.0
_MOST_NAME = 280.0
_BESIDE = 8.0
_BASE = 4.5


class _Group(NamedTuple):
    """Rows under one heading: the first and how many, and where its cells begin."""

    heading: str
    first: int
    number: int
    x: float
    y: float


class _Grid(NamedTuple):
    """Where cells stand: the size of one, where they begin, and the groups."""

    size: float
    left: float
    groups: tuple[_Group, ...]

    @property
    def number(self) -> int:
        """How many rows there are."""
        return sum(group.number for group in self.groups)

    def find(self, number: int) -> tuple[float, float]:
        """Return the place of a row or column: its x as a column, its y as a row."""
        for group in reversed(self.groups):
            if number >= group.first:
                step = (number - group.first) * self.size
                return group.x + step, group.y + step
        raise IndexError(number)


def draw_square(figure: Matrix) -> Drawing:
    """Set the cells of each two beside one another, group by group."""
    grid = _measure(figure.rows)
    shapes: list[Shape] = []
    for number, row in enumerate(figure.rows):
        shapes += _draw_names(grid, row, number)
    for number, row in enumerate(figure.rows):
        shapes += _draw_cells(grid, row, number)
    for group in grid.groups:
        shapes += _draw_group(grid, group)
    last = grid.groups[-1]
    side = last.number * grid.size
    return Drawing(last.x + side, last.y + side + 2, shapes)


def _measure(rows: Sequence[Row]) -> _Grid:
    names = max(measure_ink(row.item.title, Ink.TEXT) for row in rows)
    numbers = measure_ink(str(len(rows)), Ink.LABEL)
    left = ceil(min(names, _MOST_NAME) + numbers + 2 * _BESIDE + 4)
    sections = [(heading, len(list(found))) for heading, found in groupby(rows, _name_section)]
    room = PAGE - left - _GAP * (len(sections) - 1)
    size = min(_LARGEST, max(_SMALLEST, room // len(rows)))
    groups: list[_Group] = []
    first, x, y = 0, float(left), _HEADING
    for heading, number in sections:
        y += _HEADING if heading else 0
        groups.append(_Group(heading, first, number, x, y))
        first += number
        x += number * size + _GAP
        y += number * size + (4 if heading else _GAP)
    return _Grid(size, left, tuple(groups))


def _name_section(row: Row) -> str:
    return row.section


def _draw_names(grid: _Grid, row: Row, number: int) -> Iterator[Shape]:
    """Yield the name and the number of a row, and the number above its column."""
    x, y = grid.find(number)
    base = y + grid.size / 2 + _BASE
    said = str(number + 1)
    end = grid.left - _BESIDE
    room = end - measure_ink(str(grid.number), Ink.LABEL) - _BESIDE
    lines = wrap(row.item.title, room, FACES[Ink.TEXT].size, lines=int(grid.size // LINE))
    first = base - LINE * (len(lines) - 1) / 2
    words = [
        Words(room, first + LINE * k, line, Ink.TEXT, Anchor.END, Tone.PERSON)
        for k, line in enumerate(lines)
    ]
    yield Mark(row.item, (*words, Words(end, base, said, Ink.LABEL, Anchor.END)))
    yield Words(x + grid.size / 2, _HEADING - 6, said, Ink.LABEL, Anchor.MIDDLE)


def _draw_cells(grid: _Grid, row: Row, number: int) -> Iterator[Shape]:
    """Yield the cells that say something; the empty ones are left white."""
    _, y = grid.find(number)
    for column, cell in enumerate(row.cells):
        tone, (x, _) = cell.item.tone, grid.find(column)
        if column == number:
            yield Rect(x + 1, y + 1, grid.size - 2, grid.size - 2, Tone.UNNAMED)
        elif tone is not Tone.NO_STATEMENT:
            middle = x + grid.size / 2
            sign = Words(middle, y + grid.size / 2 + _BASE, GLYPHS[tone], Ink.GLYPH, Anchor.MIDDLE)
            box = Rect(x + 1, y + 1, grid.size - 2, grid.size - 2, tone)
            yield Mark(cell.item, (box, sign._replace(tone=tone)))


def _draw_group(grid: _Grid, group: _Group) -> Iterator[Shape]:
    side = group.number * grid.size
    frame = f"M{group.x:.1f} {group.y:.1f}h{side:.1f}v{side:.1f}h-{side:.1f}z"
    yield Path(frame, Trace.TIE)
    if group.heading:
        room = grid.left + grid.size * 4
        heading = shorten(group.heading, room, FACES[Ink.HEADING].size, bold=True)
        yield Words(0.0, group.y - 6, heading, Ink.HEADING)

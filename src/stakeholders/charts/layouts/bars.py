"""Bars to both sides of a middle: who is for to the right, who is against to the left, by number.

The other counts, of those on neither side, stand in columns at the right, outside of the bars.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from stakeholders.charts.fonts import shorten
from stakeholders.charts.layouts.captions import LINE, fit_words, set_lines
from stakeholders.charts.layouts.sizes import PAGE
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
from stakeholders.charts.values import Bar, Bars, Tone

_MOST_NAME = 300.0
_LEAST_NAME = 150.0
_GAP = 16.0
_UNIT = 34.0
_HIGH = 24.0
_BETWEEN = 12.0
_HEAD = 24.0
_SECTION = 28.0
_COLUMN = 14.0
_PAD = 6.0
_LINES = 3


class _Sizes(NamedTuple):
    """How wide names are, where the middle is, how wide one is, and where each column ends."""

    name: float
    middle: float
    unit: float
    start: float
    end: float
    columns: tuple[float, ...]


def draw_bars(figure: Bars) -> Drawing:
    """Set the bars under one another, all of one scale, so that lengths can be compared."""
    sizes = _measure(figure)
    width = sizes.columns[-1] if sizes.columns else sizes.end
    shapes: list[Shape] = list(_draw_head(figure, sizes))
    rows: list[Shape] = []
    y = top = _HEAD
    for section, bars in groupby(figure.bars, key=lambda bar: bar.section):
        if section:
            y += 0 if y == top else 4
            said = shorten(section, width, FACES[Ink.HEADING].size, bold=True)
            rows.append(Words(0.0, y + 18, said, Ink.HEADING))
            y += _SECTION
        start = y
        for bar in bars:
            y = _draw_bar(bar, sizes, y, rows)
        # The middle is drawn beside the bars alone, and not through the heading of a section.
        shapes.append(Path(f"M{sizes.middle:.1f} {start:.1f}V{y - _BETWEEN / 2:.1f}", Trace.TIE))
    return Drawing(width, y - _BETWEEN / 2, [*shapes, *rows])


def _measure(figure: Bars) -> _Sizes:
    names = [measure_ink(bar.item.title, Ink.NAME) for bar in figure.bars]
    notes = [measure_ink(line, Ink.TEXT) for bar in figure.bars for line in bar.item.lines]
    widest = max([0.0, *names, *notes])
    name = max(_LEAST_NAME, min(_MOST_NAME, widest))
    widths = [
        max(measure_ink(said, Ink.LABEL), measure_ink("000", Ink.TEXT)) + _COLUMN
        for _, said in figure.apart
    ]
    room = PAGE - name - _GAP - sum(widths)
    sides = _list_sides(figure)
    most = sum(max(map(_add, side), default=0) for side in sides)
    outside = [max(map(_measure_outside, side), default=0.0) for side in sides]
    heads = [measure_ink(f"{said} →", Ink.HEADING) + _GAP for said in (figure.left, figure.right)]
    unit = min(_UNIT, (room - max(sum(outside), sum(heads))) / max(1, most))
    left, right = (
        max([head, *(_reach(bar, unit) for bar in side)])
        for head, side in zip(heads, sides, strict=True)
    )
    start = name + _GAP
    middle = start + left
    end = middle + right
    ends: list[float] = []
    for width in widths:
        ends.append((ends[-1] if ends else end) + width)
    return _Sizes(name, middle, unit, start, end, tuple(ends))


def _list_sides(figure: Bars) -> tuple[list[Sequence[tuple[Tone, int]]], ...]:
    return [bar.left for bar in figure.bars], [bar.right for bar in figure.bars]


def _add(side: Sequence[tuple[Tone, int]]) -> int:
    return sum(number for _, number in side)


def _say_outside(side: Sequence[tuple[Tone, int]]) -> str:
    return " + ".join(str(number) for _, number in side if number)


def _measure_outside(side: Sequence[tuple[Tone, int]]) -> float:
    return measure_ink(_say_outside(side), Ink.LABEL) + 2 * _PAD


def _reach(side: Sequence[tuple[Tone, int]], unit: float) -> float:
    """Return how far a bar reaches from the middle, with its counts where they stand beyond it."""
    return _add(side) * unit + (0.0 if _fits(side, unit) else _measure_outside(side))


def _fits(side: Sequence[tuple[Tone, int]], unit: float) -> bool:
    """Tell whether every count of a bar has room in its part."""
    return all(
        measure_ink(str(number), Ink.HEADING) + _PAD <= number * unit
        for _, number in side
        if number
    )


def _draw_head(figure: Bars, sizes: _Sizes) -> Iterator[Shape]:
    """Yield what the sides and the columns are called."""
    reach = sizes.middle - sizes.start, (sizes.end - sizes.middle)
    for said, room, x, anchor in (
        (f"← {figure.left}", reach[0], sizes.middle - 8, Anchor.END),
        (f"{figure.right} →", reach[1], sizes.middle + 8, Anchor.START),
    ):
        short = shorten(said, room - 8, FACES[Ink.HEADING].size, bold=True)
        yield Words(x, 14, short, Ink.HEADING, anchor)
    for (_, said), end in zip(figure.apart, sizes.columns, strict=True):
        yield Words(end, 14, said, Ink.LABEL, Anchor.END)


def _draw_bar(bar: Bar, sizes: _Sizes, y: float, shapes: list[Shape]) -> float:
    """Draw one bar with its name; return where the next begins."""
    title = fit_words(bar.item.title, sizes.name, Ink.NAME, _LINES)
    lines = tuple(
        line for text in bar.item.lines for line in fit_words(text, sizes.name, Ink.TEXT, 2)
    )
    count = len(title) + len(lines)
    high = max(_HIGH, LINE * count)
    middle = y + high / 2
    first = middle - LINE * (count - 1) / 2
    mark: list[Shape] = [
        *set_lines(title, 0.0, first + LINE * (len(title) - 1) / 2, Ink.NAME),
        *set_lines(lines, 0.0, first + LINE * (len(title) + (len(lines) - 1) / 2), Ink.TEXT),
    ]
    for side, sign in ((bar.left, -1), (bar.right, 1)):
        mark += _draw_side(side, sign, sizes, middle)
    for number, end in zip(bar.apart, sizes.columns, strict=True):
        mark.append(Words(end, middle + 4.5, str(number) if number else "–", Ink.TEXT, Anchor.END))
    shapes.append(Mark(bar.item, tuple(mark)))
    return y + high + _BETWEEN


def _draw_side(
    side: Sequence[tuple[Tone, int]], sign: int, sizes: _Sizes, middle: float
) -> Iterator[Shape]:
    """Yield the parts of a bar from the middle outwards, with their counts in or beyond them."""
    x = sizes.middle
    parts = [(tone, number) for tone, number in side if number]
    fits = _fits(parts, sizes.unit)
    for tone, number in parts:
        width = number * sizes.unit
        left = x if sign > 0 else x - width
        yield Rect(left, middle - _HIGH / 2, width, _HIGH, tone)
        if fits:
            yield Words(
                left + width / 2, middle + 4.5, str(number), Ink.HEADING, Anchor.MIDDLE, tone
            )
        x += sign * width
    if parts and not fits:
        anchor = Anchor.START if sign > 0 else Anchor.END
        yield Words(x + sign * _PAD, middle + 4.5, _say_outside(parts), Ink.LABEL, anchor)

"""Columns of boxes that hang below one: leaves, or headings with leaves below them."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import ceil, sqrt
from typing import NamedTuple

from stakeholders.charts.layouts.sizes import GAP_X, GAP_Y, PAGE, WIDTH

SPINE = 6.0
INDENT = 14.0
INNER = 12.0
STACK_GAP = 8.0
TICK = 15.0
_TALL = 9
_SHAPE = 0.62
_HIGH = 430.0
_PAGES = 2.0
_EXACT = 400


class Hung(NamedTuple):
    """A block of boxes, seen from the middle of the lower edge of the box above.

    `places` are how far each is to the right and down. `columns` are a spine each: its x, where it
    starts, and the heights of its ticks. `inner` are those below headings. `left` and `right` are
    how far the block reaches.
    """

    places: list[tuple[float, float]]
    columns: list[tuple[float, float, tuple[float, ...]]]
    inner: list[tuple[float, float, tuple[float, ...]]]
    left: float
    right: float
    height: float

    def write_segments(self, x: float, y: float) -> str:
        """Return the lines as path data, for a box the middle of whose lower edge is at a place."""
        made = ""
        if len(self.columns) > 1:
            bus = y + GAP_Y / 2
            ends = [x + spine for spine, _, _ in self.columns]
            made = f"M{x:.1f} {y:.1f}V{bus:.1f}M{ends[0]:.1f} {bus:.1f}H{max(ends[-1], x):.1f}"
        for columns, reach in ((self.columns, INDENT - SPINE), (self.inner, INNER - SPINE)):
            for spine, top, ticks in columns:
                start = f"M{x + spine:.1f} "
                made += start + start.join(_write_spine(y, top, ticks, reach))
        return made


@lru_cache(4096)
def _write_spine(y: float, top: float, ticks: tuple[float, ...], reach: float) -> list[str]:
    """Return a spine and its ticks, each from its y on; most columns of a row have the same."""
    return [
        f"{y + top:.1f}V{y + ticks[-1]:.1f}",
        *(f"{y + tick:.1f}h{reach:.0f}" for tick in ticks),
    ]


def hang(
    entries: list[int],
    children: Mapping[int, list[int]],
    sizes: Sequence[float],
    width: float,
    *,
    is_main: bool,
) -> tuple[list[int], Hung]:
    """Set what hangs from a box of a width in columns, in order down each column.

    Return what hangs, in the order of its places, and where. `sizes` are the heights of all boxes.
    With `is_main` the block is the main part of the picture and may take a page's width.
    """
    has_headings = not children.keys().isdisjoint(entries)
    if not is_main and not has_headings and len(entries) < _TALL:
        return entries, _stack(tuple([sizes[entry] for entry in entries]), -width / 2)
    heights = [_measure(entry, children, sizes) for entry in entries]
    pitch = INDENT + WIDTH + (INNER if has_headings else 0.0) + GAP_X
    count = _count_columns(heights, pitch, is_main=is_main)
    reach = count * pitch - GAP_X
    left = -width / 2 if count == 1 else -reach / 2
    top = STACK_GAP + 2 if count == 1 else GAP_Y
    block = Hung([], [], [], left, left + reach, 0.0)
    order: list[int] = []
    lowest = 0.0
    for column, part in enumerate(_split(entries, heights, count)):
        x = left + column * pitch + INDENT
        y = top
        ticks = []
        for entry in part:
            order.append(entry)
            block.places.append((x, y))
            ticks.append(y + TICK)
            y += sizes[entry] + STACK_GAP
            if entry in children:
                order += children[entry]
                y = _hang_leaves(block, children[entry], sizes, x, y)
        spine_top = 0.0 if count == 1 else GAP_Y / 2
        block.columns.append((x - INDENT + SPINE, spine_top, tuple(ticks)))
        lowest = max(lowest, y - STACK_GAP)
    return order, block._replace(height=lowest)


@lru_cache(1024)
def _stack(heights: tuple[float, ...], left: float) -> Hung:
    """Set a few leaves in one column: what most boxes of a large tree have below them.

    Boxes have few heights, so most stacks were set before.
    """
    x, y = left + INDENT, STACK_GAP + 2
    places: list[tuple[float, float]] = []
    for height in heights:
        places.append((x, y))
        y += height + STACK_GAP
    ticks = tuple(down + TICK for _, down in places)
    return Hung(places, [(left + SPINE, 0.0, ticks)], [], left, x + WIDTH, y - STACK_GAP)


def _hang_leaves(
    block: Hung, leaves: list[int], sizes: Sequence[float], x: float, y: float
) -> float:
    top, ticks = y - STACK_GAP, []
    for leaf in leaves:
        block.places.append((x + INNER, y))
        ticks.append(y + TICK)
        y += sizes[leaf] + STACK_GAP
    block.inner.append((x + SPINE, top, tuple(ticks)))
    return y + STACK_GAP


def _measure(entry: int, children: Mapping[int, list[int]], sizes: Sequence[float]) -> float:
    height = sizes[entry] + STACK_GAP
    if entry in children:
        height += sum(sizes[leaf] + STACK_GAP for leaf in children[entry]) + STACK_GAP
    return height


def _count_columns(heights: list[float], pitch: float, *, is_main: bool) -> int:
    """Return how many columns: few in a wide tree, else those that give the page's shape."""
    if not is_main and len(heights) < _TALL:
        return 1
    total = sum(heights)
    by_shape = min(len(heights), ceil(sqrt(total / (_SHAPE * pitch))))
    if not is_main:
        return by_shape
    across = min(len(heights), int((PAGE + GAP_X) // pitch))
    if total / across > _PAGES * PAGE:
        return max(by_shape, across)
    few = (
        n for n in range(1, across) if total / n <= _HIGH and _find_capacity(heights, n) <= _HIGH
    )
    return next(few, across)


def _split(entries: list[int], heights: list[float], count: int) -> Sequence[Sequence[int]]:
    """Return the entries in so many runs, the highest as low as can be and the others even."""
    if count == 1:
        return [entries]
    if len(entries) > _EXACT:
        return _fill(entries, heights, count, sum(heights) / count)[0]
    most = _find_capacity(heights, count)
    ahead, uneven = _fill(entries, heights, count, most)
    back, uneven_back = _fill(entries[::-1], heights[::-1], count, most)
    return ahead if uneven <= uneven_back else [run[::-1] for run in reversed(back)]


def _fill(
    entries: list[int], heights: list[float], count: int, most: float
) -> tuple[list[list[int]], float]:
    """Return runs, each filled up to a height, and the sum of the squares of their heights."""
    runs: list[list[int]] = [[]]
    height, uneven = 0.0, 0.0
    for k, (entry, need) in enumerate(zip(entries, heights, strict=True)):
        # Every column needs an entry: the last ones may not stay empty.
        is_needed = len(entries) - k <= count - len(runs)
        if runs[-1] and len(runs) < count and (height + need > most or is_needed):
            uneven += height * height
            runs.append([])
            height = 0.0
        runs[-1].append(entry)
        height += need
    return runs, uneven + height * height


def _find_capacity(heights: list[float], count: int) -> float:
    low, high = max(heights), sum(heights)
    while high - low > 1:
        middle = (low + high) / 2
        runs, height = 1, 0.0
        for need in heights:
            if height + need > middle:
                runs, height = runs + 1, 0.0
            height += need
        low, high = (low, middle) if runs <= count else (middle, high)
    return high

"""A tidy tree from the top down, laid out in time linear in its boxes.

Where all children of a box are leaves, or headings over leaves, they hang in columns below it, for
a row of twenty boxes fits no page. Every line leads from a box to the one above it, and to no
other. Rows of the same depth are level. Subtrees are set as close as their outlines allow
(Reingold and Tilford, Tidier Drawings of Trees, 1981), with outlines kept by height instead of by
level, so that hanging columns count (van der Ploeg, Drawing Non-layered Tidy Trees in Linear Time,
2014).
"""

from collections import defaultdict
from collections.abc import Iterator

from stakeholders.charts.layouts.hanging import Hung, hang
from stakeholders.charts.layouts.outlines import Outline, set_side_by_side
from stakeholders.charts.layouts.sizes import (
    GAP_Y,
    PAGE,
    WIDTH,
    Sized,
    size_items,
    size_widely,
)
from stakeholders.charts.layouts.ties import draw_tie
from stakeholders.charts.scene import Box, Drawing, Path, Shape, Trace
from stakeholders.charts.values import Graph, Tone

_ROOT_GAP = 40.0
_FEW = 8


def draw_tree(figure: Graph) -> Drawing:
    """Set the boxes of a tree, with a line from each to the one above it."""
    tree = _Tree(figure)
    width, height = tree.set_roots()
    boxes = [
        Box(item, x - width / 2, y, width, height, title, lines, status)
        for item, (title, lines, status, width, height), x, y in zip(
            tree.items, tree.sized, tree.x, tree.y, strict=True
        )
    ]
    shapes: list[Shape] = [Path("".join(tree.list_segments()), Trace.TIE)] if tree.children else []
    placed = {item.key: box for item, box in zip(tree.items, boxes, strict=True)}
    for line in figure.lines:
        drawn, reach = draw_tie(line, placed[line.tail], placed[line.head])
        shapes += drawn
        width = max(width, reach)
    return Drawing(width, height, [*shapes, *boxes])


class _Tree:
    """One run of the layout. Boxes are numbers, in the order of the figure."""

    def __init__(self, figure: Graph) -> None:
        self.items = figure.boxes
        number = {item.key: i for i, item in enumerate(figure.boxes)}
        self.children: dict[int, list[int]] = defaultdict(list)
        self.roots: list[int] = []
        for i, item in enumerate(figure.boxes):
            parent = figure.parents.get(item.key)
            if parent is None:
                self.roots.append(i)
            else:
                self.children[number[parent]].append(i)
        self.children.default_factory = None
        self.sized: list[Sized] = size_items(figure.boxes)
        self.x = [0.0] * len(self.items)
        self.y = [0.0] * len(self.items)
        self.hung: dict[int, Hung] = {}

    def set_roots(self) -> tuple[float, float]:
        """Set every tree: side by side while a page is wide enough, then in a new row."""
        x = y = width = row = 0.0
        for root in self.roots:
            members, left, right, height = self._set_root(root)
            if x and x + right - left > PAGE:
                x, y, row = 0.0, y + row + _ROOT_GAP, 0.0
            for i in members:
                self.x[i] += x - left
                self.y[i] += y
            x += right - left + _ROOT_GAP
            width, row = max(width, x - _ROOT_GAP), max(row, height)
        return width, y + row

    def _set_root(self, root: int) -> tuple[list[int], float, float, float]:
        """Set one tree; return its boxes, and how far it reaches to the left, right and down."""
        upper, depths = self._list_upper(root)
        for i in self._list_chain(root):
            if i in depths:
                self.sized[i] = size_widely(self.items[i])
        tops = self._level(upper, depths)
        outlines: dict[int, Outline] = {}
        shift: dict[int, float] = {}
        members = list(upper)
        for i in reversed(upper):
            y = self.y[i] = tops[depths[i]]
            width, bottom = self.sized[i].width, y + self.sized[i].height
            children = self.children.get(i)
            if not children:
                outlines[i] = Outline.of_box(bottom, width)
            elif children[0] in depths:
                parts = [outlines.pop(c) for c in children]
                outlines[i], offsets = set_side_by_side(parts, bottom, width)
                shift.update(zip(children, offsets, strict=True))
            else:
                is_main = len(upper) <= _FEW or 2 * self._count_hung(i) > len(self.items)
                block = self.hung[i] = hang(i, self.children, self.sized, is_main=is_main)
                outlines[i] = Outline.of_block(bottom, width, block)
                members += [j for j, _, _ in block.places]
        for i in upper:
            self._place(i, shift)
        outline = outlines[root]
        height = max(bottom for bottom, _ in outline.left)
        return members, outline.reach_left(), outline.reach_right(), height

    def _list_upper(self, root: int) -> tuple[list[int], dict[int, int]]:
        """Return the boxes that do not hang, parents first, and the depth of each."""
        upper, depths, children = [root], {root: 0}, self.children
        for i in upper:
            below = children.get(i)
            if below and not all(self._is_simple(c) for c in below):
                for c in below:
                    depths[c] = depths[i] + 1
                upper += below
        return upper, depths

    def _list_chain(self, root: int) -> Iterator[int]:
        """Yield the boxes above the first branch: they stand alone, so they may be wide."""
        below = [root]
        while len(below) == 1 and below[0] in self.children:
            yield below[0]
            below = self.children[below[0]]

    def _count_hung(self, i: int) -> int:
        return sum(1 + len(self.children.get(c, ())) for c in self.children[i])

    def _is_simple(self, i: int) -> bool:
        """Tell whether a box can hang: a leaf can, and a heading over leaves."""
        below = self.children.get(i)
        if below is None:
            return True
        is_heading = self.items[i].tone is Tone.HEADING
        return is_heading and not any(c in self.children for c in below)

    def _level(self, upper: list[int], depths: dict[int, int]) -> list[float]:
        """Return the top of each row; a row is as high as its highest box that does not hang."""
        heights: list[float] = []
        for i in upper:
            height = self.sized[i].height
            if depths[i] == len(heights):
                heights.append(height)
            elif heights[depths[i]] < height:
                heights[depths[i]] = height
        tops, y = [], 0.0
        for height in heights:
            tops.append(y)
            y += height + GAP_Y
        return tops

    def _place(self, i: int, shift: dict[int, float]) -> None:
        """Turn places relative to the box above into places in the plane, parents first."""
        x = self.x[i]
        for c in self.children.get(i, ()):
            if c in shift:
                self.x[c] = x + shift[c]
        if i in self.hung:
            y = self.y[i] + self.sized[i].height
            for j, right, down in self.hung[i].places:
                self.x[j] = x + right + WIDTH / 2
                self.y[j] = y + down

    def list_segments(self) -> Iterator[str]:
        """Yield the lines as path data, those of each box together."""
        for i, children in self.children.items():
            x, y = self.x[i], self.y[i] + self.sized[i].height
            if i in self.hung:
                yield from self.hung[i].list_segments(x, y)
            elif not all(map(self._is_simple, children)):
                top = self.y[children[0]]
                bus, ends = top - GAP_Y / 2, [self.x[c] for c in children]
                yield f"M{x:.1f} {y:.1f}V{bus:.1f}"
                if len(ends) > 1:
                    yield f"M{ends[0]:.1f} {bus:.1f}H{ends[-1]:.1f}"
                yield from (f"M{end:.1f} {bus:.1f}V{top:.1f}" for end in ends)

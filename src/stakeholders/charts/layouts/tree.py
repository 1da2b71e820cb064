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
from stakeholders.charts.layouts.outlines import (
    Outline,
    find_reach,
    outline_block,
    outline_box,
    set_side_by_side,
)
from stakeholders.charts.layouts.sizes import (
    GAP_Y,
    PAGE,
    WIDTH,
    fit_items,
    size_widely,
)
from stakeholders.charts.layouts.ties import draw_tie
from stakeholders.charts.scene import Drawing, Path, Shape, Trace, make_boxes
from stakeholders.charts.values import Graph, Tone

_ROOT_GAP = 40.0
_FEW = 8
_NOBODY = -1


def draw_tree(figure: Graph) -> Drawing:
    """Set the boxes of a tree, with a line from each to the one above it."""
    tree = _Tree(figure)
    width, height = tree.set_roots()
    texts = tree.fitted
    boxes = make_boxes(
        figure.boxes, tree.lefts, tree.tops, tree.widths, tree.heights,
        texts.titles, texts.lines, texts.statuses,
    )  # fmt: skip
    shapes: list[Shape] = [Path("".join(tree.list_segments()), Trace.TIE)] if tree.children else []
    placed = {box.item.key: box for box in boxes} if figure.lines else {}
    for line in figure.lines:
        drawn, reach = draw_tie(line, placed[line.tail], placed[line.head])
        shapes += drawn
        width = max(width, reach)
    return Drawing(width, height, [*shapes, *boxes])


class _Tree:
    """One run of the layout. Boxes are numbers, in the order of the figure.

    What is known of boxes is kept in lists by number, and not in an object for each: a tree may
    have ten thousand. A box that hangs has a left edge and a top, any other a middle, too.
    """

    def __init__(self, figure: Graph) -> None:
        self.items = items = figure.boxes
        keys = [item.key for item in items]
        number: dict[str | None, int] = dict(zip(keys, range(len(keys)), strict=True))
        number[None] = _NOBODY
        above = list(map(number.__getitem__, map(figure.parents.get, keys)))
        self.children: dict[int, list[int]] = defaultdict(list)
        for i, parent in enumerate(above):
            self.children[parent].append(i)
        self.roots = self.children.pop(_NOBODY, [])
        self.children.default_factory = None
        inner = self.children.keys()
        # A leaf can hang, and so can a heading over leaves.
        self.headings = {
            i
            for i, below in self.children.items()
            if items[i].tone is Tone.HEADING and inner.isdisjoint(below)
        }
        self.branching = {above[i] for i in inner - self.headings}
        self.fitted = fit_items(items)
        self.heights = self.fitted.heights
        self.widths = [WIDTH] * len(items)
        self.lefts, self.middles, self.tops = ([0.0] * len(items) for _ in range(3))
        self.offsets: dict[int, list[float]] = {}
        self.hung: dict[int, tuple[list[int], Hung]] = {}

    def set_roots(self) -> tuple[float, float]:
        """Set every tree: side by side while a page is wide enough, then in a new row."""
        x = y = width = row = 0.0
        for root in self.roots:
            levels = self._list_levels(root)
            self._widen(levels)
            tops = self._level(levels)
            left, right, height = find_reach(self._draw_outline(levels, tops))
            if x and x + right - left > PAGE:
                x, y, row = 0.0, y + row + _ROOT_GAP, 0.0
            self.middles[root] = x - left
            self._place(levels, [y + top for top in tops])
            x += right - left + _ROOT_GAP
            width, row = max(width, x - _ROOT_GAP), max(row, height)
        return width, y + row

    def _list_levels(self, root: int) -> list[list[int]]:
        """Return the boxes that do not hang, row by row."""
        level, levels = [root], []
        while level:
            levels.append(level)
            level = [c for i in level if i in self.branching for c in self.children[i]]
        return levels

    def _widen(self, levels: list[list[int]]) -> None:
        """Let the boxes above the first branch be as wide as they need: they stand alone."""
        for i, *others in levels:
            if others or i not in self.children:
                return
            texts = self.fitted
            texts.titles[i], texts.lines[i], texts.statuses[i], *size = size_widely(self.items[i])
            self.widths[i], self.heights[i] = size

    def _level(self, levels: list[list[int]]) -> list[float]:
        """Return the top of each row; a row is as high as its highest box that does not hang."""
        tops, y = [], 0.0
        for level in levels:
            tops.append(y)
            y += max([self.heights[i] for i in level]) + GAP_Y
        return tops

    def _draw_outline(self, levels: list[list[int]], tops: list[float]) -> Outline:
        """Return the outline of a tree; every box knows then where those below it stand."""
        outlines: dict[int, Outline] = {}
        children, heights, branching = self.children, self.heights, self.branching
        is_small = sum(map(len, levels)) <= _FEW
        for level, top in zip(reversed(levels), reversed(tops), strict=True):
            for i in level:
                width, bottom = self.widths[i], top + heights[i]
                below = children.get(i)
                if below is None:
                    outlines[i] = outline_box(bottom, width)
                elif i in branching:
                    parts = [outlines[c] for c in below]
                    outlines[i], self.offsets[i] = set_side_by_side(parts, bottom, width)
                else:
                    is_main = is_small or 2 * self._count_hung(below) > len(heights)
                    self.hung[i] = hang(below, children, heights, width, is_main=is_main)
                    outlines[i] = outline_block(bottom, width, self.hung[i][1])
        return outlines[levels[0][0]]

    def _count_hung(self, below: list[int]) -> int:
        if self.headings.isdisjoint(below):
            return len(below)
        return sum(1 + len(self.children.get(c, ())) for c in below)

    def _place(self, levels: list[list[int]], tops: list[float]) -> None:
        """Turn places relative to the box above into places in the plane, parents first."""
        middles, lefts, all_tops = self.middles, self.lefts, self.tops
        for level, top in zip(levels, tops, strict=True):
            for i in level:
                middle = middles[i]
                lefts[i] = middle - self.widths[i] / 2
                all_tops[i] = top
                if i in self.offsets:
                    for c, offset in zip(self.children[i], self.offsets[i], strict=True):
                        middles[c] = middle + offset
                elif i in self.hung:
                    bottom = top + self.heights[i]
                    order, block = self.hung[i]
                    for j, (right, down) in zip(order, block.places, strict=True):
                        lefts[j] = middle + right
                        all_tops[j] = bottom + down

    def list_segments(self) -> Iterator[str]:
        """Yield the lines as path data, those of each box together."""
        middles, tops, heights = self.middles, self.tops, self.heights
        for i, below in self.children.items():
            x, y = middles[i], tops[i] + heights[i]
            if i in self.hung:
                yield self.hung[i][1].write_segments(x, y)
            elif i in self.offsets:
                top = tops[below[0]]
                bus, ends = f" {top - GAP_Y / 2:.1f}", [f"M{middles[c]:.1f}" for c in below]
                across = f"{ends[0]}{bus}H{ends[-1][1:]}" if len(ends) > 1 else ""
                down = f"{bus}V{top:.1f}"
                yield f"M{x:.1f} {y:.1f}V{bus[1:]}{across}{down.join(ends)}{down}"

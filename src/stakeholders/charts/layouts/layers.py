"""Boxes in layers, lines running one way: from left to right, or from the top where that is wide.

The steps are those of Sugiyama, Tagawa and Toda (Methods for Visual Understanding of Hierarchical
System Structures, 1981): lines against the flow are turned, boxes put into layers by the longest
way to them, lines cut where they cross a layer, layers ordered by barycentres, and places found
by pulling each box towards its neighbours. Every line has a place for its label in a layer of
labels between the layers of boxes, so that no label meets another or a box.
"""

from collections import defaultdict
from collections.abc import Iterator

from stakeholders.charts.fonts import wrap
from stakeholders.charts.layouts.ordering import Chain, Edge, Spot, order_layers
from stakeholders.charts.layouts.placing import place_layers
from stakeholders.charts.layouts.sizes import PAGE, WIDTH, Sized, size_item
from stakeholders.charts.layouts.ties import TRACES
from stakeholders.charts.scene import (
    FACES,
    Anchor,
    Box,
    Drawing,
    Ink,
    Path,
    Shape,
    Words,
    measure_ink,
)
from stakeholders.charts.values import Graph, Line

_GAP = 20.0
_NARROW = 12.0
_SLIM = 148.0
_MOST_LINES = 7
_SPACE = 14.0
_LABEL = 130.0
_LABEL_LINE = 14.0
_COMPONENT = 30.0
_CORNER = 10.0


def draw_layers(figure: Graph) -> Drawing:
    """Set a graph in layers; parts that no line joins stand one under another."""
    drawn = [_draw_part(figure, part) for part in _split(figure)]
    shapes: list[Shape] = []
    y = width = 0.0
    for part in drawn:
        shapes += part.place(y)
        y += part.height + _COMPONENT
        width = max(width, part.width)
    return Drawing(width, max(0.0, y - _COMPONENT), shapes)


def _split(figure: Graph) -> list[tuple[list[int], list[int]]]:
    """Return the boxes and lines of each part, the largest first."""
    number = {item.key: i for i, item in enumerate(figure.boxes)}
    above = list(range(len(figure.boxes)))

    def find(i: int) -> int:
        while above[i] != i:
            above[i] = above[above[i]]
            i = above[i]
        return i

    for line in figure.lines:
        above[find(number[line.tail])] = find(number[line.head])
    parts: dict[int, tuple[list[int], list[int]]] = {}
    for i in range(len(figure.boxes)):
        parts.setdefault(find(i), ([], []))[0].append(i)
    for k, line in enumerate(figure.lines):
        if line.tail != line.head:
            parts[find(number[line.tail])][1].append(k)
    return sorted(parts.values(), key=lambda part: -len(part[0]))


def _draw_part(figure: Graph, part: tuple[list[int], list[int]]) -> "_Part":
    """Set a part from left to right if a page is wide enough for it, else from the top."""
    tried: list[_Part] = []
    for is_down, width in ((False, WIDTH), (False, _SLIM), (True, WIDTH), (True, _SLIM)):
        tried.append(_Part(figure, part, width, is_down=is_down))
        if tried[-1].width <= PAGE:
            return tried[-1]
    return min(tried, key=lambda one: one.width)


class _Part:
    """One connected part, set in one direction."""

    def __init__(
        self, figure: Graph, part: tuple[list[int], list[int]], width: float, *, is_down: bool
    ) -> None:
        self.figure = figure
        self.is_down = is_down
        boxes, lines = part
        self.sized: dict[int, Sized] = {
            i: size_item(figure.boxes[i], width, _MOST_LINES) for i in boxes
        }
        self.labels = {k: self._wrap(figure.lines[k]) for k in lines}
        number = {item.key: i for i, item in enumerate(figure.boxes)}
        edges = [Edge(number[figure.lines[k].tail], number[figure.lines[k].head], k) for k in lines]
        self.layers, self.chains = order_layers(boxes, edges, self._size)
        self.across = place_layers(self.layers, self.chains, _SPACE)
        self.ports = self._list_ports()
        self.starts = self._stack()
        along = self.starts[-1] + max((s.along for s in self.layers[-1]), default=0.0)
        reach = max(
            self.across[n][k] + spot.across / 2
            for n, layer in enumerate(self.layers)
            for k, spot in enumerate(layer)
        )
        self.width, self.height = (reach, along) if is_down else (along, reach)

    def _wrap(self, line: Line) -> list[str]:
        return wrap(line.label, _LABEL, FACES[Ink.LABEL].size) if line.label else []

    def _size(self, box: int, line: int) -> Spot:
        """Return how much room a box, a label or a passing line needs, along and across."""
        if box >= 0:
            size = (self.sized[box].width, self.sized[box].height)
        elif line >= 0 and self.labels[line]:
            label = self.labels[line]
            width = max(measure_ink(text, Ink.LABEL) for text in label) + 8
            size = (width, len(label) * _LABEL_LINE + 4)
        else:
            size = (0.0, 0.0)
        along, across = (size[1], size[0]) if self.is_down else size
        return Spot(box, line, along, max(across, 10.0))

    def _stack(self) -> list[float]:
        """Return where each layer begins, along the flow."""
        starts, at = [], 0.0
        for layer in self.layers:
            starts.append(at)
            depth = max(spot.along for spot in layer)
            at += depth + (_GAP if depth else _NARROW)
        return starts

    def place(self, down: float) -> list[Shape]:
        """Return the shapes, moved down."""
        shapes: list[Shape] = [self._draw_line(chain, down) for chain in self.chains]
        for n, layer in enumerate(self.layers):
            depth = max(spot.along for spot in layer)
            for k, spot in enumerate(layer):
                middle = self.across[n][k]
                if spot.box >= 0:
                    shapes.append(self._draw_box(spot.box, n, middle, depth, down))
                elif spot.line >= 0 and self.labels[spot.line]:
                    shapes += self._draw_label(spot, self.starts[n] + depth / 2, middle, down)
        return shapes

    def _point(self, along: float, across: float, down: float) -> tuple[float, float]:
        return (across, along + down) if self.is_down else (along, across + down)

    def _draw_box(self, i: int, layer: int, middle: float, depth: float, down: float) -> Box:
        title, lines, status, width, height = self.sized[i]
        along = height if self.is_down else width
        x, y = self._point(self.starts[layer] + (depth - along) / 2, middle, down)
        x -= width / 2 if self.is_down else 0.0
        y -= 0.0 if self.is_down else height / 2
        return Box(self.figure.boxes[i], x, y, width, height, title, lines, status)

    def _draw_label(self, spot: Spot, along: float, middle: float, down: float) -> list[Shape]:
        label = self.labels[spot.line]
        x, y = self._point(along, middle, down)
        top = y - len(label) * _LABEL_LINE / 2 + 11
        return [
            Words(x, top + k * _LABEL_LINE, text, Ink.LABEL, Anchor.MIDDLE, has_halo=True)
            for k, text in enumerate(label)
        ]

    def _draw_line(self, chain: Chain, down: float) -> Path:
        """Draw a line through its places: straight across each layer, curved between layers."""
        line = self.figure.lines[chain.line]
        runs = list(self._list_runs(chain))
        points = [self._point(*run, down) for run in runs]
        if chain.is_turned:
            points.reverse()
        (x, y), *rest = points
        data = f"M{x:.1f} {y:.1f}"
        for k, (x1, y1) in enumerate(rest):
            if k % 2:  # across a layer
                data += f"L{x1:.1f} {y1:.1f}"
            elif self.is_down:
                middle = (y + y1) / 2
                data += f"C{x:.1f} {middle:.1f} {x1:.1f} {middle:.1f} {x1:.1f} {y1:.1f}"
            else:
                middle = (x + x1) / 2
                data += f"C{middle:.1f} {y:.1f} {middle:.1f} {y1:.1f} {x1:.1f} {y1:.1f}"
            x, y = x1, y1
        trace = TRACES[line.stroke]
        return Path(data, trace, has_arrow=line.is_directed, tone=line.tone, tip=line.tip)

    def _list_runs(self, chain: Chain) -> Iterator[tuple[float, float]]:
        """Yield where the line leaves and enters each layer, as (along, across)."""
        last = len(chain.places) - 1
        for step, (n, k) in enumerate(chain.places):
            start = self.starts[n]
            depth = max(spot.along for spot in self.layers[n])
            across = self.across[n][k]
            if step == 0:
                inset = (depth - self.layers[n][k].along) / 2
                yield start + depth - inset, across + self._port(chain, step)
            elif step == last:
                inset = (depth - self.layers[n][k].along) / 2
                yield start + inset, across + self._port(chain, step)
            else:
                yield start, across
                yield start + depth, across

    def _port(self, chain: Chain, step: int) -> float:
        """Return how far from the middle of a box's side a line is fixed, so that none meet."""
        place = chain.places[step]
        ports = self.ports[place, step > 0]
        n, k = place
        side = self.layers[n][k].across - _CORNER
        return side * ((ports.index(chain.line) + 1) / (len(ports) + 1) - 0.5)

    def _list_ports(self) -> dict[tuple[tuple[int, int], bool], list[int]]:
        """Return the lines at each side of each box, in the order of where they come from."""
        found: dict[tuple[tuple[int, int], bool], list[tuple[float, int]]] = defaultdict(list)
        for chain in self.chains:
            first, second = chain.places[:2]
            found[first, False].append((self.across[second[0]][second[1]], chain.line))
            before, last = chain.places[-2:]
            found[last, True].append((self.across[before[0]][before[1]], chain.line))
        return {key: [line for _, line in sorted(ends)] for key, ends in found.items()}

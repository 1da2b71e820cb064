"""Layers of a flow: which box comes in which layer, in which order, and the way of each line."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

_SWEEPS = 12


class Edge(NamedTuple):
    """A line by its number, from one box to another."""

    tail: int
    head: int
    line: int


class Spot(NamedTuple):
    """What stands in a layer: a box, or a place of a line (`box` is -1), its label's or a bend.

    `along` and `across` are how much room it needs, seen along the flow.
    """

    box: int
    line: int
    along: float
    across: float


class Chain(NamedTuple):
    """A line's way, as (layer, index) from the earlier to the later box."""

    line: int
    is_turned: bool
    places: tuple[tuple[int, int], ...]


Measure = Callable[[int, int], Spot]


def order_layers(
    boxes: Sequence[int], edges: Sequence[Edge], measure: Measure
) -> tuple[list[list[Spot]], list[Chain]]:
    """Return the layers in the order that lets few lines cross, and the way of every line.

    Boxes stand in even layers, labels in odd ones. `measure` tells the room of a box, or, with -1
    for the box, of a line's label; with -1 for both, of a bend.
    """
    turned = _find_turned(boxes, edges)
    forward = [Edge(e.head, e.tail, e.line) if e.line in turned else e for e in edges]
    ranks = _rank(boxes, forward)
    count = 2 * max(ranks.values(), default=0) + 1
    ids: list[list[int]] = [[] for _ in range(count)]
    spots: dict[int, Spot] = {}
    ways: list[tuple[Edge, list[int]]] = []
    at: dict[int, int] = {}
    for box in boxes:
        at[box] = len(spots)
        spots[at[box]] = measure(box, -1)
        ids[2 * ranks[box]].append(at[box])
    layer_of = {spot: n for n, layer in enumerate(ids) for spot in layer}
    for edge in forward:
        way = [at[edge.tail]]
        first, last = 2 * ranks[edge.tail], 2 * ranks[edge.head]
        for n in range(first + 1, last):
            spot = len(spots)
            # The label stands in the first layer of labels behind the box it comes from.
            spots[spot] = measure(-1, edge.line if n == first + 1 else -1)
            layer_of[spot] = n
            ids[n].append(spot)
            way.append(spot)
        way.append(at[edge.head])
        ways.append((edge, way))
    _order(ids, [way for _, way in ways])
    layers = [[spots[spot] for spot in layer] for layer in ids]
    index = {spot: k for layer in ids for k, spot in enumerate(layer)}
    chains = [
        Chain(edge.line, edge.line in turned, tuple((layer_of[s], index[s]) for s in way))
        for edge, way in ways
    ]
    return layers, chains


def _find_turned(boxes: Sequence[int], edges: Sequence[Edge]) -> set[int]:
    """Return the lines that run against the flow: those that close a circle, by depth first."""
    out: dict[int, list[Edge]] = defaultdict(list)
    into: set[int] = set()
    for edge in edges:
        out[edge.tail].append(edge)
        into.add(edge.head)
    turned: set[int] = set()
    state: dict[int, int] = {}
    # Where nothing leads to, the flow begins.
    for root in sorted(boxes, key=lambda box: box in into):
        stack: list[tuple[int, int]] = [(root, 0)] if root not in state else []
        state.setdefault(root, 1)
        while stack:
            box, k = stack.pop()
            if k == len(out[box]):
                state[box] = 2
                continue
            stack.append((box, k + 1))
            edge = out[box][k]
            if state.get(edge.head) == 1:
                turned.add(edge.line)
            elif edge.head not in state:
                state[edge.head] = 1
                stack.append((edge.head, 0))
    return turned


def _rank(boxes: Sequence[int], edges: Sequence[Edge]) -> dict[int, int]:
    """Return the layer of each box: the longest way to it, then as near to its heads as can be."""
    out: dict[int, list[int]] = defaultdict(list)
    waiting = dict.fromkeys(boxes, 0)
    for edge in edges:
        out[edge.tail].append(edge.head)
        waiting[edge.head] += 1
    starts = {box for box, number in waiting.items() if not number}
    order = [box for box in boxes if box in starts]
    rank = dict.fromkeys(boxes, 0)
    for box in order:
        for head in out[box]:
            rank[head] = max(rank[head], rank[box] + 1)
            waiting[head] -= 1
            if not waiting[head]:
                order.append(head)
    for box in reversed(order):
        if box in starts and out[box]:
            rank[box] = min(rank[head] for head in out[box]) - 1
    return rank


def _order(layers: list[list[int]], ways: Sequence[Sequence[int]]) -> None:
    """Order each layer by the middle of its neighbours, forth and back; keep the best."""
    before: dict[int, list[int]] = defaultdict(list)
    after: dict[int, list[int]] = defaultdict(list)
    for way in ways:
        for one, two in pairwise(way):
            after[one].append(two)
            before[two].append(one)
    best = [list(layer) for layer in layers]
    fewest = _count_crossings(layers, after)
    for sweep in range(_SWEEPS):
        if not fewest:
            break
        neighbours = before if sweep % 2 == 0 else after
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            _sort(layer, neighbours, {s: k for n in layers for k, s in enumerate(n)})
        crossings = _count_crossings(layers, after)
        if crossings < fewest:
            fewest, best = crossings, [list(layer) for layer in layers]
    layers[:] = best


def _sort(layer: list[int], neighbours: dict[int, list[int]], index: dict[int, int]) -> None:
    def middle(spot: int) -> float:
        near = neighbours[spot]
        return sum(index[n] for n in near) / len(near) if near else index[spot]

    layer.sort(key=middle)


def _count_crossings(layers: Sequence[Sequence[int]], after: dict[int, list[int]]) -> int:
    """Return how many lines cross between neighbouring layers."""
    index = {spot: k for layer in layers for k, spot in enumerate(layer)}
    total = 0
    for layer in layers:
        ends = [k for spot in layer for k in sorted(index[n] for n in after[spot])]
        total += _count_inversions(ends)
    return total


def _count_inversions(numbers: list[int]) -> int:
    if len(numbers) <= 1:
        return 0
    half = len(numbers) // 2
    left, right = numbers[:half], numbers[half:]
    total = _count_inversions(left) + _count_inversions(right)
    left.sort()
    right.sort()
    k = 0
    for number in right:
        while k < len(left) and left[k] <= number:
            k += 1
        total += len(left) - k
    return total

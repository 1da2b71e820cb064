"""Places across a flow: each spot as near to its neighbours as its layer allows."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from stakeholders.charts.layouts.ordering import Chain, Spot

_ROUNDS = 40
_WEIGHTS = (1, 2, 8)


def place_layers(
    layers: Sequence[Sequence[Spot]], chains: Sequence[Chain], space: float
) -> list[list[float]]:
    """Return the middle of each spot, across the flow, from 0 on.

    In turns, every layer is moved to the means of its neighbours on one side, then the other; in
    each, spots keep their order and distance, at the least sum of squares.
    """
    places = [_pile(layer, space) for layer in layers]
    before: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    after: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for chain in chains:
        for one, two in pairwise(chain.places):
            after[one].append(two)
            before[two].append(one)
    for turn in range(_ROUNDS):
        sides = (before, after) if turn % 2 == 0 else (after, before)
        numbers = range(len(layers)) if turn % 2 == 0 else reversed(range(len(layers)))
        for n in numbers:
            wanted = []
            for k in range(len(layers[n])):
                near = sides[0][n, k] or sides[1][n, k]
                if turn > _ROUNDS - 4:  # the last rounds weigh both sides
                    near = [*before[n, k], *after[n, k]]
                wanted.append(_pull(layers, places, (n, k), near))
            places[n] = _separate(wanted, layers[n], space)
    lowest = min(
        (
            place - spot.across / 2
            for layer, row in zip(layers, places, strict=True)
            for spot, place in zip(layer, row, strict=True)
        ),
        default=0.0,
    )
    return [[place - lowest for place in row] for row in places]


def _pull(
    layers: Sequence[Sequence[Spot]],
    places: Sequence[Sequence[float]],
    here: tuple[int, int],
    near: Sequence[tuple[int, int]],
) -> float:
    """Return the mean of the neighbours; those along a passing line weigh most.

    The weights are those of Gansner et al. (A Technique for Drawing Directed Graphs, 1993).
    """
    n, k = here
    if not near:
        return places[n][k]
    is_bend = layers[n][k].box < 0
    total = weights = 0.0
    for m, j in near:
        weight = _WEIGHTS[is_bend + (layers[m][j].box < 0)]
        total += weight * places[m][j]
        weights += weight
    return total / weights


def _pile(layer: Sequence[Spot], space: float) -> list[float]:
    found, at = [], 0.0
    for spot in layer:
        found.append(at + spot.across / 2)
        at += spot.across + space
    return [place - at / 2 for place in found]


def _separate(wanted: Sequence[float], layer: Sequence[Spot], space: float) -> list[float]:
    """Return places in order, far enough apart, nearest to those wanted by least squares.

    Runs of spots that would overlap move together to their mean (pool adjacent violators).
    """
    offsets, at = [], 0.0
    for k, spot in enumerate(layer):
        at += (layer[k - 1].across + spot.across) / 2 + space if k else 0.0
        offsets.append(at)
    blocks: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        blocks.append((want - offset, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (two, n), (one, m) = blocks.pop(), blocks.pop()
            blocks.append(((one * m + two * n) / (m + n), m + n))
    found: list[float] = []
    for base, number in blocks:
        first = len(found)
        found += [base + offset for offset in offsets[first : first + number]]
    return found

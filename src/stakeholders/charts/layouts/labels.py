"""Labels beside points: each where it meets no point, no other label and no line."""

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from stakeholders.charts.scene import Anchor

_BESIDE: Final = 4.0
_SPACE: Final = 2.0
_RINGS: Final = (0.0, 16.0, 32.0, 52.0, 76.0, 104.0, 140.0)
_SAMPLES: Final = 16
_SIDES: Final = (
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.0, -1.0),
    (0.0, 1.0),
    (0.75, -0.75),
    (0.75, 0.75),
    (-0.75, -0.75),
    (-0.75, 0.75),
)


@attrs.frozen
class Extent:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top

    def shrink(self, by: float) -> "Extent":
        """Return it with all edges moved inwards."""
        return Extent(self.left + by, self.top + by, self.right - by, self.bottom - by)

    def meets(self, other: "Extent") -> bool:
        """Tell whether the two have a point in common, or nearly."""
        return (
            self.left < other.right + _SPACE
            and other.left < self.right + _SPACE
            and self.top < other.bottom + _SPACE
            and other.top < self.bottom + _SPACE
        )

    def holds(self, other: "Extent") -> bool:
        """Tell whether the other lies wholly in it."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    def has(self, x: float, y: float) -> bool:
        """Tell whether a point lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@attrs.frozen
class Label:
    """Where a label stands: what it covers, its x, which end of the text that is, and its line.

    `line` is where a line from the point ends, or None where the label is beside it.
    """

    extent: Extent
    x: float
    anchor: Anchor
    line: tuple[float, float] | None


Point = tuple[float, float, float]
Size = tuple[float, float]
Line = tuple[tuple[float, float], tuple[float, float]]


def place_labels(
    points: Sequence[Point],
    sizes: Sequence[Size | None],
    bounds: Sequence[Extent],
) -> list[Label | None]:
    """Return a label for each point (x, y, radius), or None where none of its places is free.

    Points with the nearest neighbours choose first. A label stays within the bounds of its point;
    a point without a size gets none.
    """
    dots = [Extent(x - r, y - r, x + r, y + r) for x, y, r in points]
    found: list[Label | None] = [None] * len(points)
    labels: list[Extent] = []
    lines: list[Line] = []
    for number in sorted(range(len(points)), key=lambda n: _find_nearest(n, points)):
        size = sizes[number]
        if size is None:
            continue
        others = [*labels, *(dot for n, dot in enumerate(dots) if n != number)]
        for label in _list_places(points[number], size):
            if bounds[number].holds(label.extent) and _is_free(
                label, points[number], others, lines
            ):
                found[number] = label
                labels.append(label.extent)
                if label.line is not None:
                    lines.append((points[number][:2], label.line))
                break
    return found


def _is_free(label: Label, point: Point, others: Sequence[Extent], lines: Sequence[Line]) -> bool:
    """Tell whether a label meets nothing, nor its line."""
    if any(label.extent.meets(other) for other in others):
        return False
    if any(label.extent.has(x, y) for line in lines for x, y in _list_samples(line)):
        return False
    if label.line is None:
        return True
    own = (point[:2], label.line)
    if any(other.has(x, y) for other in others for x, y in _list_samples(own)):
        return False
    return not any(_cross(own, line) for line in lines)


def _find_nearest(number: int, points: Sequence[Point]) -> tuple[float, int]:
    x, y, _ = points[number]
    apart = ((x - u) ** 2 + (y - v) ** 2 for n, (u, v, _) in enumerate(points) if n != number)
    return min(apart, default=0.0), number


def _list_places(point: Point, size: Size) -> Iterator[Label]:
    """Yield the places of a label, the best first: beside the point, then further off."""
    x, y, radius = point
    width, height = size
    for ring in _RINGS:
        reach = radius + _BESIDE + ring
        for across, down in _SIDES:
            u, v = x + across * reach, y + down * reach
            left = u - width / 2 + (width / 2) * _sign(across)
            top = v - height / 2 + (height / 2) * _sign(down)
            anchor = (Anchor.END, Anchor.MIDDLE, Anchor.START)[_sign(across) + 1]
            at = (left + width, left + width / 2, left)[_sign(across) + 1]
            extent = Extent(left, top, left + width, top + height)
            end = (u - _sign(across) * _SPACE, v - _sign(down) * _SPACE) if ring else None
            yield Label(extent, at, anchor, end)


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


def _list_samples(line: Line) -> Iterator[tuple[float, float]]:
    (x, y), (u, v) = line
    for step in range(_SAMPLES + 1):
        share = step / _SAMPLES
        yield x + (u - x) * share, y + (v - y) * share


def _cross(one: Line, two: Line) -> bool:
    """Tell whether two lines cross: the ends of each lie on both sides of the other."""
    return (_turn(one, two[0]) * _turn(one, two[1]) < 0) and (
        _turn(two, one[0]) * _turn(two, one[1]) < 0
    )


def _turn(line: Line, point: tuple[float, float]) -> float:
    (x, y), (u, v) = line
    return (u - x) * (point[1] - y) - (v - y) * (point[0] - x)

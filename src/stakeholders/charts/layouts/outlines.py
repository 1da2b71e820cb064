"""Outlines of subtrees, and how close two of them can stand.

An outline is kept from the lowest part up, as (bottom, x) of each stretch. Its two sides have a
shift each, so that moving it costs nothing; joining two walks the lower side of the shallower.
"""

from collections.abc import Sequence
from typing import NamedTuple, Self

from stakeholders.charts.layouts.hanging import Hung
from stakeholders.charts.layouts.sizes import GAP_X

_Side = list[tuple[float, float]]


class Outline(NamedTuple):
    """The left and right side of a subtree, seen from the middle of its top box."""

    left: _Side
    right: _Side
    left_shift: float = 0.0
    right_shift: float = 0.0

    @classmethod
    def of_box(cls, bottom: float, width: float) -> Self:
        """Return the outline of a box alone."""
        return cls([(bottom, -width / 2)], [(bottom, width / 2)])

    @classmethod
    def of_block(cls, bottom: float, width: float, block: Hung) -> Self:
        """Return the outline of a box with columns hanging from it."""
        lowest = bottom + block.height
        left = [(lowest, block.left), (bottom, -width / 2)]
        return cls(left, [(lowest, block.right), (bottom, width / 2)])

    def find_bottom(self) -> float:
        """Return how far it reaches down."""
        return max(bottom for bottom, _ in self.left)

    def reach_left(self) -> float:
        """Return how far it reaches to the left."""
        return min(x for _, x in self.left) + self.left_shift

    def reach_right(self) -> float:
        """Return how far it reaches to the right."""
        return max(x for _, x in self.right) + self.right_shift


def set_side_by_side(
    parts: Sequence[Outline], bottom: float, width: float
) -> tuple[Outline, list[float]]:
    """Join outlines under a box that ends at `bottom`; return the whole and each one's shift.

    The sides of the parts become those of the whole.
    """
    left, right, left_shift, right_shift = parts[0]
    offsets = [0.0]
    for part in parts[1:]:
        near, i, j = _find_distance(right, part.left)
        distance = near + right_shift - part.left_shift + GAP_X
        offsets.append(distance)
        part_left, part_right = part.left_shift + distance, part.right_shift + distance
        if i >= 0:
            move = part_right - right_shift
            right[i + 1 :] = [(low, x + move) for low, x in part.right]
        else:
            right, right_shift = part.right, part_right
        if j >= 0:
            move = left_shift - part_left
            part.left[j + 1 :] = [(low, x + move) for low, x in left]
            left, left_shift = part.left, part_left
    middle = offsets[-1] / 2
    left_shift -= middle
    right_shift -= middle
    left.append((bottom, -width / 2 - left_shift))
    right.append((bottom, width / 2 - right_shift))
    whole = Outline(left, right, left_shift, right_shift)
    return whole, [offset - middle for offset in offsets]


def _find_distance(right: _Side, left: _Side) -> tuple[float, int, int]:
    """Return how far a left side must be from a right one, and how many stretches each has left.

    That is the last that the other does not reach down to, or -1.
    """
    i, j = len(right) - 1, len(left) - 1
    distance = right[i][1] - left[j][1]
    while i >= 0 and j >= 0:
        right_bottom, right_x = right[i]
        left_bottom, left_x = left[j]
        if right_x - left_x > distance:  # noqa: PLR1730 - max() takes twice as long
            distance = right_x - left_x
        if right_bottom <= left_bottom:
            i -= 1
        if left_bottom <= right_bottom:
            j -= 1
    return distance, i, j

"""Outlines of subtrees, and how close two of them can stand.

An outline is kept from the lowest part up, as (bottom, x) of each stretch. Its two sides have an
offset each, so that moving it costs nothing; joining two walks the lower side of the shallower.
"""

from math import inf
from typing import Self

import attrs

from stakeholders.charts.layouts.hanging import Hung
from stakeholders.charts.layouts.sizes import GAP_X


@attrs.define
class Outline:
    """The left and right side of a subtree, seen from the middle of its top box."""

    left: list[tuple[float, float]]
    right: list[tuple[float, float]]
    left_offset: float = 0.0
    right_offset: float = 0.0

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
        return min(x for _, x in self.left) + self.left_offset

    def reach_right(self) -> float:
        """Return how far it reaches to the right."""
        return max(x for _, x in self.right) + self.right_offset


def set_side_by_side(
    parts: list[Outline], bottom: float, width: float
) -> tuple[Outline, list[float]]:
    """Join outlines under a box that ends at `bottom`; return the whole and each one's shift."""
    whole = parts[0]
    offsets = [0.0]
    for part in parts[1:]:
        distance, i, j = _find_distance(whole, part)
        offsets.append(distance)
        _join(whole, part, distance, i, j)
    middle = offsets[-1] / 2
    whole.left_offset -= middle
    whole.right_offset -= middle
    whole.left.append((bottom, -width / 2 - whole.left_offset))
    whole.right.append((bottom, width / 2 - whole.right_offset))
    return whole, [offset - middle for offset in offsets]


def _find_distance(whole: Outline, part: Outline) -> tuple[float, int, int]:
    """Return how far the part must be moved to stand beside the whole, and what is left below."""
    right, left = whole.right, part.left
    i, j = len(right) - 1, len(left) - 1
    distance = -inf
    while i >= 0 and j >= 0:
        right_bottom, right_x = right[i]
        left_bottom, left_x = left[j]
        if right_x - left_x > distance:  # max() would take a fifth of the layout's time
            distance = right_x - left_x
        if right_bottom <= left_bottom:
            i -= 1
        if left_bottom <= right_bottom:
            j -= 1
    return distance + whole.right_offset - part.left_offset + GAP_X, i, j


def _join(whole: Outline, part: Outline, distance: float, i: int, j: int) -> None:
    part.left_offset += distance
    part.right_offset += distance
    if i >= 0:
        move = part.right_offset - whole.right_offset
        whole.right[i + 1 :] = [(bottom, x + move) for bottom, x in part.right]
    else:
        whole.right, whole.right_offset = part.right, part.right_offset
    if j >= 0:
        move = whole.left_offset - part.left_offset
        part.left[j + 1 :] = [(bottom, x + move) for bottom, x in whole.left]
        whole.left, whole.left_offset = part.left, part.left_offset

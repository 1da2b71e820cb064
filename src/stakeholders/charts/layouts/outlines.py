"""Outlines of subtrees, and how close two of them can stand.

An outline is kept from the lowest part up, as (bottom, x) of each stretch. Its two sides have a
shift each, so that moving it costs nothing; joining two walks the lower side of the shallower.
"""

from collections.abc import Sequence

from stakeholders.charts.layouts.hanging import Hung
from stakeholders.charts.layouts.sizes import GAP_X

_Side = list[tuple[float, float]]


# The left and the right side of a subtree, seen from the middle of its top box, and how far each
# is shifted. A plain tuple: a tree has thousands, and making a named one takes six times as long.
Outline = tuple[_Side, _Side, float, float]


def outline_box(bottom: float, width: float) -> Outline:
    """Return the outline of a box alone."""
    return [(bottom, -width / 2)], [(bottom, width / 2)], 0.0, 0.0


def outline_block(bottom: float, width: float, block: Hung) -> Outline:
    """Return the outline of a box with columns hanging from it."""
    lowest = bottom + block.height
    left = [(lowest, block.left), (bottom, -width / 2)]
    return left, [(lowest, block.right), (bottom, width / 2)], 0.0, 0.0


def find_reach(outline: Outline) -> tuple[float, float, float]:
    """Return how far an outline reaches to the left, to the right and down."""
    left, right, left_shift, right_shift = outline
    to_left, to_right = min(x for _, x in left), max(x for _, x in right)
    return to_left + left_shift, to_right + right_shift, max(bottom for bottom, _ in left)


def set_side_by_side(
    parts: Sequence[Outline], bottom: float, width: float
) -> tuple[Outline, list[float]]:
    """Join outlines under a box that ends at `bottom`; return the whole and each one's shift.

    The sides of the parts become those of the whole.
    """
    left, right, left_shift, right_shift = parts[0]
    offsets = [0.0]
    for part_left, part_right, own_left, own_right in parts[1:]:
        near, i, j = _find_distance(right, part_left)
        distance = near + right_shift - own_left + GAP_X
        offsets.append(distance)
        if i >= 0:
            move = own_right + distance - right_shift
            right[i + 1 :] = [(low, x + move) for low, x in part_right]
        else:
            right, right_shift = part_right, own_right + distance
        if j >= 0:
            move = left_shift - own_left - distance
            part_left[j + 1 :] = [(low, x + move) for low, x in left]
            left, left_shift = part_left, own_left + distance
    middle = offsets[-1] / 2
    left_shift -= middle
    right_shift -= middle
    left.append((bottom, -width / 2 - left_shift))
    right.append((bottom, width / 2 - right_shift))
    whole = left, right, left_shift, right_shift
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

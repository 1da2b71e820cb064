"""Boxes set by attraction: those with strong positive ties near, all others apart.

Places lower the stress between drawn and wanted distances, as Gansner, Koren and North do (Graph
Drawing by Stress Majorization, 2004), from a circle as the fixed start; then boxes that overlap
are pushed apart. It takes time in the square of the boxes: fine for some 150.
"""

from math import cos, hypot, pi, sin, sqrt

from stakeholders.charts.layouts.sizes import PAGE, Sized, size_item
from stakeholders.charts.layouts.ties import TRACES
from stakeholders.charts.scene import Box, Drawing, Path, Shape
from stakeholders.charts.values import Graph, Stroke

_ROUNDS = 120
_STEP = 150.0
_MARGIN = 10.0
_SLIM = 132.0
_THIN, _THICK = 1.2, 4.5
_PUSHES = 400
_LARGE = 150


def draw_forces(figure: Graph) -> Drawing:
    """Set boxes by their ties, with straight lines between them, behind the boxes."""
    sized = [size_item(item, _SLIM, 5) for item in figure.boxes]
    number = {item.key: i for i, item in enumerate(figure.boxes)}
    places = _start(len(sized))
    if 1 < len(sized) <= _LARGE:
        _attract(places, _find_distances(figure, number))
    _fit(places)
    _push_apart(places, sized)
    left = min((x - s.width / 2 for (x, _), s in zip(places, sized, strict=True)), default=0.0)
    top = min((y - s.height / 2 for (_, y), s in zip(places, sized, strict=True)), default=0.0)
    boxes = [
        Box(item, x - left - s.width / 2, y - top - s.height / 2, s.width, s.height, *s[:3])
        for item, s, (x, y) in zip(figure.boxes, sized, places, strict=True)
    ]
    lines: list[Shape] = []
    for line in figure.lines:
        one, two = boxes[number[line.tail]], boxes[number[line.head]]
        (x0, y0), (x1, y1) = _middle(one), _middle(two)
        data = f"M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}"
        width = _THIN + (_THICK - _THIN) * line.weight
        lines.append(Path(data, TRACES[line.stroke], tone=line.tone, width=width, tip=line.tip))
    width = max((box.x + box.width for box in boxes), default=0.0)
    height = max((box.y + box.height for box in boxes), default=0.0)
    return Drawing(width, height, [*lines, *boxes])


def _middle(box: Box) -> tuple[float, float]:
    return box.x + box.width / 2, box.y + box.height / 2


def _start(count: int) -> list[list[float]]:
    radius = max(1.0, count) * _STEP / (2 * pi)
    return [
        [radius * cos(2 * pi * i / count), radius * sin(2 * pi * i / count)] for i in range(count)
    ]


def _find_distances(figure: Graph, number: dict[str, int]) -> list[list[float]]:
    """Return the distances wanted: short for strong agreement, long for disagreement."""
    count = len(figure.boxes)
    far = 1.0 + sqrt(count) / 2
    wanted = [[far] * count for _ in range(count)]
    for line in figure.lines:
        i, j = number[line.tail], number[line.head]
        is_positive = line.stroke is not Stroke.DASHED
        distance = 2.0 - line.weight if is_positive else far * (1.0 + line.weight / 2)
        wanted[i][j] = wanted[j][i] = min(distance, far) if is_positive else distance
    for k in range(count):  # the way over others that agree is a way, too
        row = wanted[k]
        for i in range(count):
            by = wanted[i][k]
            if by < far:
                one = wanted[i]
                for j in range(count):
                    if row[j] < far and by + row[j] < one[j] <= far and i != j:
                        one[j] = by + row[j]
    return wanted


def _attract(places: list[list[float]], wanted: list[list[float]]) -> None:
    count = len(places)
    for _ in range(_ROUNDS):
        for i in range(count):
            x, y = places[i]
            sum_x = sum_y = weights = 0.0
            for j in range(count):
                if j == i:
                    continue
                distance = wanted[i][j] * _STEP
                weight = 1.0 / (distance * distance)
                dx, dy = x - places[j][0], y - places[j][1]
                length = hypot(dx, dy) or 1e-9
                sum_x += weight * (places[j][0] + distance * dx / length)
                sum_y += weight * (places[j][1] + distance * dy / length)
                weights += weight
            places[i] = [sum_x / weights, sum_y / weights]


def _fit(places: list[list[float]]) -> None:
    """Turn nothing, but draw the picture no wider than a page and flatter than it is wide."""
    if len(places) < 2:  # noqa: PLR2004 - one place has no width
        return
    width = max(x for x, _ in places) - min(x for x, _ in places)
    scale = min(1.3, (PAGE - _SLIM) / width) if width else 1.0
    for place in places:
        place[0] *= scale
        place[1] *= scale * 0.62


def _push_apart(places: list[list[float]], sized: list[Sized]) -> None:
    """Move boxes that overlap apart along the shorter way, until none do."""
    for _ in range(_PUSHES):
        order = sorted(range(len(places)), key=lambda i: places[i][0] - sized[i].width / 2)
        has_moved = False
        for a, i in enumerate(order):
            right = places[i][0] + sized[i].width / 2 + _MARGIN
            for j in order[a + 1 :]:
                if places[j][0] - sized[j].width / 2 >= right:
                    break
                has_moved |= _push(places[i], places[j], sized[i], sized[j])
                right = places[i][0] + sized[i].width / 2 + _MARGIN
        if not has_moved:
            return
    _stack(places, sized)


def _push(one: list[float], two: list[float], first: Sized, second: Sized) -> bool:
    over_x = (first.width + second.width) / 2 + _MARGIN - abs(one[0] - two[0])
    over_y = (first.height + second.height) / 2 + _MARGIN - abs(one[1] - two[1])
    if over_x <= 0 or over_y <= 0:
        return False
    axis, over = (0, over_x) if over_x < over_y else (1, over_y)
    way = 1.0 if one[axis] <= two[axis] else -1.0
    one[axis] -= way * (over / 2 + 0.01)
    two[axis] += way * (over / 2 + 0.01)
    return True


def _stack(places: list[list[float]], sized: list[Sized]) -> None:
    """Where pushing does not end, set the boxes in rows, in the order they stand in."""
    order = sorted(range(len(places)), key=lambda i: (places[i][1], places[i][0]))
    x = y = row = 0.0
    for i in order:
        if x and x + sized[i].width > PAGE:
            x, y, row = 0.0, y + row + _MARGIN, 0.0
        places[i] = [x + sized[i].width / 2, y + sized[i].height / 2]
        x += sized[i].width + _MARGIN
        row = max(row, sized[i].height)

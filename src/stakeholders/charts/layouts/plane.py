"""A plane of four quadrants: marks at their places, names beside them without any overlap.

Marks that would lie on one another share a place. Names stand beside their place or, with a line
to it, further off, in the same quadrant; where there is no room for them, a number stands in the
place and the names below the plane.
"""

from collections.abc import Iterator, Sequence

import attrs

from stakeholders.charts.fonts import shorten
from stakeholders.charts.layouts.captions import LINE, fit_words
from stakeholders.charts.layouts.labels import Extent, Label, place_labels
from stakeholders.charts.layouts.signs import draw_sign, get_sign
from stakeholders.charts.layouts.sizes import PAGE
from stakeholders.charts.scene import (
    FACES,
    Anchor,
    Dot,
    Drawing,
    Ink,
    Mark,
    Path,
    Rect,
    Shape,
    Trace,
    Words,
    measure_ink,
)
from stakeholders.charts.values import Item, Plane, Spot, Tone

_FRAME = Extent(40.0, 46.0, PAGE, 646.0)
_BELOW = 37.0
_INSET = 20.0
_NEAR = 17.0
_SMALL = 5.0
_MIDDLE = 6.5
_LARGE = 8.5
_MOST_NAME = 180.0
_MOST_LINES = 8
_CLOSE = 0.05
_LEAST_NAME = 60.0
_KEY = 28.0
_ROW = 16.0
_GUTTER = 20.0
_ONE_COLUMN = 4
_ALL = 10**6


@attrs.frozen
class Place:
    """Where one spot, or several that would overlap, stand."""

    x: float
    y: float
    spots: tuple[Spot, ...]
    quadrant: int


def draw_plane(figure: Plane) -> Drawing:
    """Set the marks, then the names, then a key of those that have no room."""
    quadrants = _cut(figure)
    places = _find_places(figure)
    shapes: list[Shape] = [*_draw_axes(figure, quadrants), *_draw_heads(figure, quadrants, places)]
    blocks = [_spell(place, quadrants[place.quadrant].width - 2 * _INSET) for place in places]
    labels = place_labels(
        [(place.x, place.y, _LARGE) for place in places],
        [_measure_block(block) for block in blocks],
        [quadrants[place.quadrant].shrink(4) for place in places],
    )
    key: list[Place] = []
    for place, block, label in zip(places, blocks, labels, strict=True):
        if label is None:
            key.append(place)
            shapes += _draw_numbered(place, len(key))
        else:
            shapes += _draw_place(place, block, label)
    bottom = _FRAME.bottom + _BELOW + 4
    return Drawing(PAGE, _draw_key(key, bottom + 20, shapes) if key else bottom, shapes)


def _cut(figure: Plane) -> list[Extent]:
    """Return the quadrants: top left, top right, bottom left, bottom right."""
    x, y = _set(figure.x_cut, figure.y_cut)
    return [
        Extent(_FRAME.left, _FRAME.top, x, y),
        Extent(x, _FRAME.top, _FRAME.right, y),
        Extent(_FRAME.left, y, x, _FRAME.bottom),
        Extent(x, y, _FRAME.right, _FRAME.bottom),
    ]


def _set(x: float, y: float) -> tuple[float, float]:
    """Return where numbers from 0 to 1 stand; the ends are a little inside of the frame."""
    inner = _FRAME.shrink(_INSET)
    return inner.left + x * inner.width, inner.bottom - y * inner.height


def _find_places(figure: Plane) -> list[Place]:
    """Return the places from top to bottom; near spots of one quadrant share one."""
    places: list[Place] = []
    for spot in sorted(figure.spots, key=lambda one: (-one.y, one.x)):
        x, y = _set(spot.x, spot.y)
        quadrant = (0 if spot.y >= figure.y_cut else 2) + (spot.x >= figure.x_cut)
        for number, place in enumerate(places):
            is_near = (place.x - x) ** 2 + (place.y - y) ** 2 < _NEAR**2
            if is_near and place.quadrant == quadrant:
                places[number] = attrs.evolve(place, spots=(*place.spots, spot))
                break
        else:
            places.append(Place(x, y, (spot,), quadrant))
    return places


def _draw_axes(figure: Plane, quadrants: Sequence[Extent]) -> Iterator[Shape]:
    """Yield the borders of the quadrants, the names of the axes, and where the cuts are."""
    for extent in quadrants:
        yield Rect(extent.left, extent.top, extent.width, extent.height, Tone.HEADING)
    (up,) = fit_words(f"↑ {figure.y_label}", _FRAME.width, Ink.LABEL, 1)
    yield Words(0.0, 14, up, Ink.LABEL)
    yield Words(_FRAME.right, _FRAME.bottom + _BELOW, _name_right(figure), Ink.LABEL, Anchor.END)
    for value in _list_ticks(figure.x_cut):
        x, _ = _set(value, 0)
        yield Words(x, _FRAME.bottom + 17, f"{value:.2g}", Ink.LABEL, Anchor.MIDDLE)
    for value in _list_ticks(figure.y_cut):
        _, y = _set(0, value)
        yield Words(_FRAME.left - 8, y + 4.5, f"{value:.2g}", Ink.LABEL, Anchor.END)


def _name_right(figure: Plane) -> str:
    return fit_words(f"{figure.x_label} →", _FRAME.width / 2, Ink.LABEL, 1)[0]


def _list_ticks(cut: float) -> list[float]:
    """Return the cut, and the ends of the scale whose labels do not lie on that of the cut."""
    return [cut, *(end for end in (0.0, 1.0) if abs(end - cut) > _CLOSE)]


def _draw_heads(
    figure: Plane, quadrants: Sequence[Extent], places: Sequence[Place]
) -> Iterator[Shape]:
    """Yield the names of the quadrants, outside of the frame, where no mark can be."""
    taken = measure_ink(_name_right(figure), Ink.LABEL) + _GUTTER
    names = [
        f"{name}: {sum(len(place.spots) for place in places if place.quadrant == number)}"
        for number, name in enumerate(figure.quadrants)
    ]
    cut = quadrants[0].right
    yield from _draw_pair(names[0], names[1], cut, _FRAME.right, _FRAME.top - 9)
    yield from _draw_pair(names[2], names[3], cut, _FRAME.right - taken, _FRAME.bottom + _BELOW)


def _draw_pair(left: str, right: str, cut: float, limit: float, y: float) -> Iterator[Shape]:
    """Yield two names, each where its quadrant begins or, if that is narrow, as near as it can."""
    size = FACES[Ink.HEADING].size
    right = shorten(right, (limit - _FRAME.left) / 2, size, bold=True)
    start = max(cut, _FRAME.left + measure_ink(left, Ink.HEADING) + _GUTTER)
    start = min(start, limit - measure_ink(right, Ink.HEADING))
    left = shorten(left, start - _GUTTER - _FRAME.left, size, bold=True)
    yield Words(_FRAME.left, y, left, Ink.HEADING)
    yield Words(start, y, right, Ink.HEADING)


def _spell(place: Place, room: float) -> list[tuple[Item, str]]:
    """Return the lines of a place's label, each with its item; none where they do not fit."""
    if len(place.spots) > _MOST_LINES or room < _LEAST_NAME:
        return []
    width = min(_MOST_NAME, room)
    is_alone = len(place.spots) == 1
    most = 3 if is_alone else 1
    return [
        (spot.item, line)
        for spot in place.spots
        for line in fit_words(_name(spot.item, is_alone=is_alone), width, Ink.TEXT, most)
    ]


def _name(item: Item, *, is_alone: bool) -> str:
    """Return the name, with the sign of its kind where the mark at the place does not have it."""
    return item.title if is_alone else f"{get_sign(item.tone)} {item.title}"


def _measure_block(block: Sequence[tuple[Item, str]]) -> tuple[float, float] | None:
    if not block:
        return None
    return max(measure_ink(line, Ink.TEXT) for _, line in block), LINE * len(block)


def _draw_place(place: Place, block: Sequence[tuple[Item, str]], label: Label) -> Iterator[Shape]:
    """Yield the line to the label, the mark, and the names, each as one with its item."""
    if label.line is not None:
        x, y = label.line
        yield Path(f"M{place.x:.1f} {place.y:.1f}L{x:.1f} {y:.1f}", Trace.TIE)
    for number, spot in enumerate(place.spots):
        words = [
            Words(label.x, label.extent.top + 11.5 + LINE * row, line, Ink.TEXT, label.anchor)
            for row, (item, line) in enumerate(block)
            if item is spot.item
        ]
        signs = () if number else (_draw_mark(place),)
        yield Mark(spot.item, (*signs, *words))


def _draw_mark(place: Place) -> Shape:
    """Return the sign of one item, or a full dot for several."""
    if len(place.spots) == 1:
        return draw_sign(place.spots[0].item.tone, place.x, place.y, _SMALL)
    return Dot(place.x, place.y, _MIDDLE, Tone.SEAT)


def _draw_numbered(place: Place, number: int) -> Iterator[Shape]:
    """Yield a mark with its number in the key, for every item there."""
    for spot in place.spots:
        yield Mark(spot.item, tuple(_draw_number(place.x, place.y, number)))


def _draw_number(x: float, y: float, number: int) -> Iterator[Shape]:
    yield Dot(x, y, _LARGE, Tone.SEAT)
    yield Words(x, y + 4.2, str(number), Ink.LABEL, Anchor.MIDDLE, Tone.SEAT)


def _draw_key(key: Sequence[Place], top: float, shapes: list[Shape]) -> float:
    """Write who stands at each number, in one column or two; return where that ends."""
    columns = 2 if len(key) > _ONE_COLUMN else 1
    room = (PAGE - _GUTTER * (columns - 1)) / columns
    each = -(-len(key) // columns)
    bottom = top
    for column in range(columns):
        x, y = column * (room + _GUTTER), top
        for number, place in enumerate(key[column * each : (column + 1) * each], column * each + 1):
            names = ", ".join(_name(spot.item, is_alone=False) for spot in place.spots)
            lines = fit_words(names, room - _KEY, Ink.LABEL, _ALL)
            shapes += _draw_number(x + _LARGE, y - 4, number)
            shapes += [Words(x + _KEY, y + _ROW * n, s, Ink.LABEL) for n, s in enumerate(lines)]
            y += _ROW * len(lines) + 5
        bottom = max(bottom, y)
    return bottom - _ROW + 4

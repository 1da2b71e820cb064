"""Lanes along a time axis: a row for each seat, full where it is certain, hatched where not."""

from stakeholders.charts.fonts import shorten
from stakeholders.charts.layouts.axis import Axis
from stakeholders.charts.layouts.events import ROW, draw_events, draw_key
from stakeholders.charts.scene import (
    FACES,
    Anchor,
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
from stakeholders.charts.values import GLYPHS, Lane, Lanes, Tone

_WIDTH = 1048.0
_HEADING = 190.0
_NAME_GAP = 12.0
_MOST_NAME = 210.0
_PITCH = 23.0
_BAR = 15.0
_SECTION_GAP = 5.0
_LABEL = 290.0
_AXIS = 26.0


def draw_lanes(figure: Lanes) -> Drawing:
    """Set the lanes of each section below its heading, with the events across them."""
    lanes = [lane for section in figure.sections for lane in section.lanes]
    has_headings = any(section.heading for section in figure.sections)
    heading = _HEADING if has_headings else 0.0
    names = [measure_ink(_name(lane), Ink.TEXT) for lane in lanes]
    name = min(_MOST_NAME, max(names, default=0.0))
    left = heading + name + _NAME_GAP
    axis = Axis(figure.first, figure.last, left, _WIDTH - left - _LABEL)
    top = _AXIS + (ROW if figure.events else 0.0)
    rows: list[Shape] = []
    rules: list[Shape] = []
    y = top
    for section in figure.sections:
        rules.append(Path(f"M0 {y:.1f}H{_WIDTH:.1f}", Trace.RULE))
        y += _SECTION_GAP / 2
        if section.heading:
            said = shorten(section.heading, heading - 14, FACES[Ink.LABEL].size)
            rules.append(Words(0.0, y + 16, said, Ink.LABEL))
        for lane in section.lanes:
            rows.append(_draw_lane(lane, axis, left - _NAME_GAP, name, y))
            y += _PITCH
        y += _SECTION_GAP / 2
    ticks = Axis.draw(axis, top, y)
    events = draw_events(figure.events, axis, top - _AXIS + 2, y)
    key, bottom = draw_key(figure.events, _WIDTH, y + 22) if figure.events else ([], y)
    return Drawing(_WIDTH, bottom, [*rules, *events, *ticks, *rows, *key])


def _name(lane: Lane) -> str:
    has_left = lane.item.tone is Tone.LEFT
    return f"{GLYPHS[Tone.LEFT]} {lane.item.title}" if has_left else lane.item.title


def _draw_lane(lane: Lane, axis: Axis, right: float, room: float, y: float) -> Mark:
    size = FACES[Ink.TEXT].size
    tone = Tone.LEFT if lane.item.tone is Tone.LEFT else None
    shown = shorten(_name(lane), room, size)
    shapes: list[Shape] = [Words(right, y + 16, shown, Ink.TEXT, Anchor.END, tone)]
    bar = y + (_PITCH - _BAR) / 2
    for span in lane.spans:
        x, end = axis.place(span.first), axis.place(span.last)
        tone_ = Tone.SEAT if span.is_certain else Tone.UNSURE
        width = max(2.0, end - x)
        shapes.append(Rect(x, bar, width, _BAR, tone_, 0, is_hatched=not span.is_certain))
    ends = [axis.place(point.last) for point in lane.points]
    limits = [*ends[1:], axis.left + axis.width + _LABEL + 14][: len(ends)]
    for point, end, limit in zip(lane.points, ends, limits, strict=True):
        glyph = GLYPHS.get(point.tone, "•")
        shapes.append(
            Words(end + 3, y + 16, glyph, Ink.GLYPH, Anchor.START, point.tone, has_halo=True)
        )
        said = shorten(point.label, limit - end - 26, size)
        shapes.append(
            Words(end + 16, y + 16, said, Ink.LABEL, Anchor.START, point.tone, has_halo=True)
        )
    return Mark(lane.item, tuple(shapes))

"""Lanes along a time axis: a row for each seat, full where it is certain, hatched where not."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from stakeholders.charts.layouts.axis import ROW as TICKS
from stakeholders.charts.layouts.axis import Axis
from stakeholders.charts.layouts.captions import LINE, fit_words, set_lines
from stakeholders.charts.layouts.events import draw_events, draw_key, place_events
from stakeholders.charts.scene import (
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
from stakeholders.charts.values import GLYPHS, Lane, Lanes, Section, Tone

_WIDTH = 1048.0
_MOST_HEADING = 190.0
_MOST_NAME = 210.0
_GAP = 14.0
_LEAST_LABEL = 190.0
_MOST_LABEL = 320.0
_LONGEST = 430.0
_EDGE = 36.0
_PAD = 8.0
_BAR = 15.0
_GLYPH = 16.0
_AFTER = 8.0
_OPEN = 14.0
_LINES = 3
_HIGH = 640.0


class Columns(NamedTuple):
    """How wide the headings and the names may be, and the axis to the right of them."""

    heading: float
    name: float
    axis: Axis


class Row(NamedTuple):
    """A lane with its texts in lines, where its label begins, and how high it is."""

    lane: Lane
    name: tuple[str, ...]
    label: tuple[str, ...]
    end: float
    height: float


def draw_lanes(figure: Lanes) -> Drawing:
    """Set the lanes of each section beside its heading, with the events across them."""
    columns = _find_columns(figure)
    heads = place_events(figure.events, columns.axis, _WIDTH)
    top = heads.height + TICKS
    rows: list[Shape] = []
    rules: list[Shape] = []
    y = top
    for section in figure.sections:
        rules.append(Path(f"M0 {y:.1f}H{_WIDTH:.1f}", Trace.RULE))
        y = _draw_section(section, columns, y, rows)
    ticks = columns.axis.draw(heads.height, y)
    lines = draw_events(heads, y)
    again = columns.axis.draw_again(y) if y - top > _HIGH else []
    y += TICKS if again else 0.0
    key, bottom = draw_key(heads, _WIDTH, y + 22)
    return Drawing(_WIDTH, max(y, bottom), [*rules, *ticks, *lines, *again, *rows, *key])


def _find_columns(figure: Lanes) -> Columns:
    lanes = [lane for section in figure.sections for lane in section.lanes]
    names = (_name(lane, section) for section in figure.sections for lane in section.lanes)
    headings = (measure_ink(section.heading, Ink.LABEL) for section in figure.sections)
    heading = min(_MOST_HEADING, max(headings, default=0.0))
    name = min(_MOST_NAME, max((measure_ink(said, Ink.TEXT) for said in names), default=0.0))
    left = heading + (_GAP if heading else 0.0) + name + _GAP
    whole = Axis(figure.first, figure.last, 0.0, 1.0)
    room = _WIDTH - left
    width = min([room - _EDGE, *(_leave_room(lane, whole, room) for lane in lanes)])
    return Columns(heading, name, Axis(figure.first, figure.last, left, width))


def _leave_room(lane: Lane, whole: Axis, room: float) -> float:
    """Return how wide the axis may be at most for a lane's label to stand in about two lines."""
    said = measure_ink(_say(lane), Ink.LABEL)
    if not said:
        return room
    need = said if said < _LEAST_LABEL else max(_LEAST_LABEL, said / 2 * 1.1)
    share = max(0.01, _find_end(lane, whole))
    return (room - _OPEN - _GLYPH - min(need, _MOST_LABEL)) / share


def _find_end(lane: Lane, axis: Axis) -> float:
    """Return where a lane ends, and what is written of it begins."""
    ends = [axis.place_end(span.last) for span in lane.spans]
    return max([axis.left, *ends, *(axis.place(point.last) for point in lane.points)])


def _name(lane: Lane, section: Section) -> str:
    """Return who has the seat, with the role where it is a special one."""
    role = dict(lane.item.facts).get("Role", "member")
    is_said = role in {"member", section.heading}
    name = lane.item.title if is_said else f"{lane.item.title}, {role}"
    return f"{GLYPHS[Tone.LEFT]} {name}" if lane.item.tone is Tone.LEFT else name


def _say(lane: Lane) -> str:
    """Return what is written at the end of a lane, without its glyph."""
    return "; ".join(p.label for p in lane.points) if lane.points else lane.item.status or ""


def _draw_section(section: Section, columns: Columns, top: float, shapes: list[Shape]) -> float:
    """Add the heading and the rows of a section; return where they end."""
    y = top + 2
    lines = fit_words(section.heading, columns.heading, Ink.LABEL, _LINES)
    least = _PAD + LINE * len(lines)
    rows = [_measure(lane, section, columns) for lane in section.lanes]
    if len(rows) == 1:
        rows = [rows[0]._replace(height=max(least, rows[0].height))]
    for row in rows:
        shapes.append(Mark(row.lane.item, tuple(_draw_row(row, columns, y + row.height / 2))))
        y += row.height
    if section.heading:
        height = max(least, rows[0].height if rows else 0.0)
        shapes += set_lines(lines, 0.0, top + 2 + height / 2, Ink.LABEL)
        y = max(y, top + 2 + height)
    return y + 2


def _measure(lane: Lane, section: Section, columns: Columns) -> Row:
    axis = columns.axis
    is_open = any(span.last >= axis.last for span in lane.spans)
    end = _find_end(lane, axis) + (_OPEN if is_open else _AFTER - 4 * bool(lane.points))
    room = min(_LONGEST, _WIDTH - end - _GLYPH)
    name = fit_words(_name(lane, section), columns.name, Ink.TEXT, _LINES)
    said = _say(lane)
    label = fit_words(said, room, Ink.LABEL, _LINES) if said else ()
    return Row(lane, name, label, end, _PAD + LINE * max(1, len(name), len(label)))


def _draw_row(row: Row, columns: Columns, middle: float) -> Iterator[Shape]:
    item, axis = row.lane.item, columns.axis
    tone = Tone.LEFT if item.tone is Tone.LEFT else None
    yield from set_lines(row.name, axis.left - _GAP, middle, Ink.TEXT, anchor=Anchor.END, tone=tone)
    for span in row.lane.spans:
        x, end = axis.place(span.first), axis.place_end(span.last)
        kind = Tone.SEAT if span.is_certain else Tone.UNSURE
        width = max(2.0, end - x)
        hatched = not span.is_certain
        yield Rect(x, middle - _BAR / 2, width, _BAR, kind, 0, is_hatched=hatched)
    yield from _draw_edges(row, axis, middle)
    if not row.label:
        return
    glyph = GLYPHS.get(row.lane.points[0].tone if row.lane.points else item.tone, "")
    x = row.end
    if glyph:
        yield Words(x, middle + 4.5, glyph, Ink.GLYPH, Anchor.START, tone, has_halo=True)
        x += _GLYPH
    yield from set_lines(row.label, x, middle, Ink.LABEL, tone=tone)


def _draw_edges(row: Row, axis: Axis, middle: float) -> Iterator[Shape]:
    """Yield an angle at either edge of the axis where the lane goes on beyond it."""
    spans: Sequence[tuple[bool, float, float]] = (
        (any(s.first <= axis.first for s in row.lane.spans), axis.left - 3, -4.0),
        (any(s.last >= axis.last for s in row.lane.spans), axis.right + 3, 4.0),
    )
    for is_open, x, to in spans:
        if is_open:
            data = f"M{x:.1f} {middle - 5:.1f}l{to:g} 5l{-to:g} 5"
            yield Path(data, Trace.STEP, tone=Tone.SEAT)

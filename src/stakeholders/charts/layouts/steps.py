"""Counts that go up over time: one band of steps for each series, with who left at each step."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from stakeholders.charts.fonts import shorten
from stakeholders.charts.layouts.axis import Axis
from stakeholders.charts.layouts.events import ROW, draw_events, draw_key
from stakeholders.charts.scene import (
    FACES,
    Anchor,
    Area,
    Dot,
    Drawing,
    Ink,
    Mark,
    Path,
    Shape,
    Trace,
    Words,
)
from stakeholders.charts.values import Item, Step, Steps, Tone

_WIDTH = 1048.0
_LEFT = 34.0
_NAMES = 400.0
_AXIS = 26.0
_LOWEST = 150.0
_PER_PERSON = 16.0
_HIGHEST = 380.0
_PITCH = 17.0
_HEADING = 24.0
_GAP = 26.0
_FEW_TICKS = 6


def draw_steps(figure: Steps) -> Drawing:
    """Set the series one under another on one time axis."""
    axis = Axis(figure.first, figure.last, _LEFT, _WIDTH - _LEFT - _NAMES)
    shapes: list[Shape] = []
    y = _AXIS + (ROW if figure.events else 0.0)
    top = y
    ordered = sorted(figure.steps, key=lambda step: step.series)
    panels: list[Shape] = []
    for series, group in groupby(ordered, key=lambda step: step.series):
        steps = sorted(group, key=lambda step: (step.last, step.first))
        if series:
            panels.append(
                Words(
                    0.0,
                    y + 14,
                    shorten(series, _WIDTH, 12.5, bold=True),
                    Ink.HEADING,
                    has_halo=True,
                )
            )
            y += _HEADING
        drawn, y = _draw_series(steps, axis, y)
        panels += drawn
        y += _GAP
    y -= _GAP
    shapes += axis.draw(top, y)
    shapes += draw_events(figure.events, axis, top - _AXIS + 2, y)
    key, bottom = draw_key(figure.events, _WIDTH, y + 24) if figure.events else ([], y)
    return Drawing(_WIDTH, bottom, [*shapes, *panels, *key])


def _draw_series(steps: Sequence[Step], axis: Axis, top: float) -> tuple[list[Shape], float]:
    total = sum(step.number for step in steps)
    labels = _label(steps)
    height = max(min(_HIGHEST, max(_LOWEST, total * _PER_PERSON)), len(labels) * _PITCH + 6)
    base = top + height
    scale = (height - 10) / total
    most = _trace([(step.first, step.number) for step in steps], axis, base, scale)
    least = _trace([(step.last, step.number) for step in steps], axis, base, scale)
    end = axis.left + axis.width
    shapes: list[Shape] = [*_draw_counts(total, base, scale, end)]
    back = " ".join(f"L{x:.1f} {y:.1f}" for x, y in reversed(least))
    forth = " ".join(f"L{x:.1f} {y:.1f}" for x, y in most)
    shapes.append(Area(f"M{forth[1:]} {back}Z", Tone.UNSURE, is_hatched=True))
    line = " ".join(f"L{x:.1f} {y:.1f}" for x, y in least)
    shapes.append(Path(f"M{line[1:]}", Trace.STEP, tone=Tone.SEAT))
    shapes += _draw_labels(labels, axis, base, scale, top)
    return shapes, base + 4


def _trace(
    days: list[tuple[date, int]], axis: Axis, base: float, scale: float
) -> list[tuple[float, float]]:
    """Return the corners of a line that goes up on each day."""
    corners = [(axis.left, base)]
    count = 0
    for day, number in sorted(days):
        x = axis.place(day)
        corners.append((x, base - count * scale))
        count += number
        corners.append((x, base - count * scale))
    corners.append((axis.left + axis.width, base - count * scale))
    return corners


def _draw_counts(total: int, base: float, scale: float, end: float) -> list[Shape]:
    step = next(
        s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10**9) if total / s <= _FEW_TICKS
    )
    shapes: list[Shape] = [Path(f"M{_LEFT:.1f} {base:.1f}H{end:.1f}", Trace.RULE)]
    for count in range(0, total + 1, step):
        y = base - count * scale
        shapes.append(Words(_LEFT - 8, y + 4, str(count), Ink.LABEL, Anchor.END))
        shapes.append(Path(f"M{_LEFT:.1f} {y:.1f}h4", Trace.GRID))
    return shapes


def _label(steps: Sequence[Step]) -> list[tuple[list[Step], int]]:
    """Return the steps of each day together, with the count that they lead to."""
    found: list[tuple[list[Step], int]] = []
    count = 0
    for _, group in groupby(steps, key=lambda step: (step.first, step.last)):
        together = list(group)
        count += sum(step.number for step in together)
        found.append((together, count))
    return found


def _draw_labels(
    labels: list[tuple[list[Step], int]], axis: Axis, base: float, scale: float, top: float
) -> list[Shape]:
    """Write who left beside the picture, as near to the step as the others allow."""
    shapes: list[Shape] = []
    x = axis.left + axis.width + 16
    wanted = [base - (count - sum(s.number for s in steps) / 2) * scale for steps, count in labels]
    places = _spread(wanted, top + 8, base)
    for (steps, count), y in zip(labels, places, strict=True):
        step_x, step_y = axis.place(steps[0].last), base - count * scale
        item = _join(steps)
        said = shorten(item.title, _WIDTH - x - 4, FACES[Ink.LABEL].size)
        lead = f"M{step_x:.1f} {step_y:.1f}L{x - 6:.1f} {y - 4:.1f}"
        parts = (
            Path(lead, Trace.GRID),
            Dot(step_x, step_y, 3.5, Tone.SEAT),
            Words(x, y, said, Ink.LABEL),
        )
        shapes.append(Mark(item, parts))
    return shapes


def _join(steps: Sequence[Step]) -> Item:
    """Return the item of a day: who left, and when."""
    first = steps[0].item
    names = ", ".join(step.item.title for step in steps)
    when = dict(first.facts).get("When", "")
    return Item(
        key=first.key,
        title=f"{when}: {names}",
        tone=first.tone,
        record=first.record,
        tip="; ".join(step.item.tip for step in steps),
        sources=first.sources,
    )


def _spread(wanted: list[float], top: float, bottom: float) -> list[float]:
    """Return places from the bottom up, each at least a line apart, near those wanted."""
    places: list[float] = []
    floor = bottom
    for y in wanted:
        places.append(min(y + 4, floor))
        floor = places[-1] - _PITCH
    low = top
    for k in range(len(places) - 1, -1, -1):
        places[k] = max(places[k], low)
        low = places[k] + _PITCH
    return places

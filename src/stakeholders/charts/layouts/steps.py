"""Counts that go up over time: one band of steps for each series, with who left at each step.

A count only goes up, so that the room to the right of a step, below its level, is free: there
stands who left, in a band as high as their number.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from stakeholders.charts.layouts.axis import ROW as TICKS
from stakeholders.charts.layouts.axis import Axis
from stakeholders.charts.layouts.captions import LINE, fit_words, set_lines
from stakeholders.charts.layouts.events import draw_events, draw_key, place_events
from stakeholders.charts.scene import (
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
from stakeholders.charts.values import Step, Steps, Tone
from stakeholders.dates import PartialDate

_WIDTH = 1048.0
_LEFT = 40.0
_LABELS = 300.0
_LOWEST = 48.0
_PERSON = 17.0
_FEW = 8
_ONE_OF_FEW = 24.0
_HIGHEST = 560.0
_HEADING = 24.0
_GAP = 22.0
_MOST_TICKS = 8
_TICK_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10**4, 10**5, 10**6)
_BESIDE = 10.0
_DOT = 3.5
_LEAST_DOT = 1.2
_ALL = 10**6
_HIGH = 640.0


class Level(NamedTuple):
    """A step of the sure count: its day, and the counts below and above it."""

    step: Step
    below: int
    above: int
    is_sure: bool


class Panel(NamedTuple):
    """Where a series stands: its axis, the height of no one, and the height of each person."""

    axis: Axis
    base: float
    scale: float

    def lift(self, count: float) -> float:
        """Return the height of a count."""
        return self.base - count * self.scale


def draw_steps(figure: Steps) -> Drawing:
    """Set the series one under another on one time axis."""
    axis = Axis(figure.first, figure.last, _LEFT, _WIDTH - _LEFT - _LABELS)
    heads = place_events(figure.events, axis, _WIDTH)
    series: dict[str, list[Step]] = {}
    for step in figure.steps:
        series.setdefault(step.series, []).append(step)
    panels: list[Shape] = []
    top = y = heads.height + TICKS
    for name, steps in series.items():
        if name:
            lines = fit_words(name, _WIDTH, Ink.HEADING, 2)
            panels += set_lines(lines, 0.0, y + 12 + LINE * (len(lines) - 1) / 2, Ink.HEADING)
            y += _HEADING + LINE * (len(lines) - 1)
        y = _draw_series(steps, axis, y, panels) + _GAP
    y -= _GAP if series else 0.0
    ticks = axis.draw(heads.height, y)
    again = axis.draw_again(y) if y - top > _HIGH else []
    lines_ = draw_events(heads, y)
    y += TICKS if again else 0.0
    key, bottom = draw_key(heads, _WIDTH, y + 24)
    return Drawing(_WIDTH, max(y, bottom), [*ticks, *lines_, *again, *panels, *key])


def _draw_series(steps: Sequence[Step], axis: Axis, top: float, shapes: list[Shape]) -> float:
    """Add a series to the shapes; return where it ends."""
    total = sum(step.number for step in steps)
    person = _ONE_OF_FEW if total <= _FEW else _PERSON
    height = max(_LOWEST, min(_HIGHEST, total * person))
    panel = Panel(axis, top + height + 6, height / max(1, total))
    levels = list(_find_levels(steps, axis.last))
    sure = [(axis.place(x.step.last), x.step.number) for x in levels if x.is_sure]
    most = _trace([(axis.place(step.first), step.number) for step in steps], panel)
    least = _trace(sure, panel)
    shapes += _draw_counts(total, panel)
    if most != least:
        back = " ".join(f"L{x:.1f} {y:.1f}" for x, y in reversed(least))
        forth = " ".join(f"L{x:.1f} {y:.1f}" for x, y in most)
        shapes.append(Area(f"M{forth[1:]} {back}Z", Tone.UNSURE, is_hatched=True))
        shapes.append(Path(f"M{forth[1:]}", Trace.DASHED, tone=Tone.UNSURE))
    line = " ".join(f"L{x:.1f} {y:.1f}" for x, y in least)
    shapes.append(Path(f"M{line[1:]}", Trace.STEP, tone=Tone.SEAT))
    for bundle in _bundle(levels, panel.scale):
        shapes += _draw_bundle(bundle, panel)
    return panel.base + 4


def _find_levels(steps: Sequence[Step], last: date) -> Iterator[Level]:
    """Yield the sure steps by their day, then those that need not have been by the last day."""
    ordered = sorted(steps, key=lambda s: (s.last > last, s.last, s.first))
    count = 0
    for step in ordered:
        yield Level(step, count, count + step.number, step.last <= last)
        count += step.number


def _trace(rises: Sequence[tuple[float, int]], panel: Panel) -> list[tuple[float, float]]:
    """Return the corners of a line that goes up at each place."""
    corners = [(panel.axis.left, panel.base)]
    count = 0
    for x, number in sorted(rises):
        corners.append((x, panel.lift(count)))
        count += number
        corners.append((x, panel.lift(count)))
    corners.append((panel.axis.right, panel.lift(count)))
    return corners


def _draw_counts(total: int, panel: Panel) -> Iterator[Shape]:
    left, right = panel.axis.left, panel.axis.right
    yield Path(f"M{left:.1f} {panel.base:.1f}H{right:.1f}", Trace.RULE)
    step = next((s for s in _TICK_STEPS if total / s <= _MOST_TICKS), _TICK_STEPS[-1])
    for count in range(0, total + 1, step):
        y = panel.lift(count)
        yield Words(left - 9, y + 4.5, str(count), Ink.LABEL, Anchor.END)
        yield Path(f"M{left - 5:.1f} {y:.1f}h5", Trace.TIE)


def _bundle(levels: Sequence[Level], scale: float) -> list[list[Level]]:
    """Return the steps, together where one alone is too low for a line of text."""
    bundles: list[list[Level]] = []
    for level in levels:
        last = bundles[-1] if bundles else []
        is_new = not last or last[-1].is_sure is not level.is_sure
        if is_new or _measure(last) * scale >= LINE:
            bundles.append([level])
        else:
            last.append(level)
    # What is left over at the top goes with those below it.
    is_low = len(bundles) > 1 and _measure(bundles[-1]) * scale < LINE
    if is_low and bundles[-2][-1].is_sure is bundles[-1][-1].is_sure:
        rest = bundles.pop()
        bundles[-1] += rest
    return bundles


def _measure(bundle: Sequence[Level]) -> int:
    return bundle[-1].above - bundle[0].below


def _draw_bundle(bundle: Sequence[Level], panel: Panel) -> Iterator[Shape]:
    """Yield the dots of some steps, and who left beside them."""
    low, high = panel.lift(bundle[0].below), panel.lift(bundle[-1].above)
    right = _find_place(bundle[-1], panel.axis)
    x = right + _BESIDE
    most = max(1, int((low - high) // LINE))
    lines = _caption(bundle, _WIDTH - x, most)
    words = set_lines(lines, x, (low + high) / 2, Ink.LABEL)
    for level in bundle:
        radius = min(_DOT, max(_LEAST_DOT, level.step.number * panel.scale / 2))
        at, y = _find_place(level, panel.axis), panel.lift(level.above)
        dots: list[Shape] = [Dot(at, y, radius, Tone.SEAT)] if level.is_sure else []
        yield Mark(level.step.item, (*dots, *(words if level is bundle[-1] else [])))


def _find_place(level: Level, axis: Axis) -> float:
    return axis.place(level.step.last) if level.is_sure else axis.right


def _caption(bundle: Sequence[Level], room: float, most: int) -> tuple[str, ...]:
    """Return who left and when, or who, or how many: the first of them that has room."""
    doubt = "" if bundle[0].is_sure else "perhaps: "
    steps = [level.step for level in bundle]
    number = sum(step.number for step in steps)
    when = steps[0].item.status if len(steps) == 1 else _say_days(steps)
    who = ", ".join(step.item.title for step in steps)
    said = [f"{doubt}{who}, {when}"]
    if len(steps) == 1:
        said.append(f"{doubt}{who}")
    if number > 1:
        said.append(f"{doubt}{number} people, {when}")
    for text in said:
        lines = fit_words(text, room, Ink.LABEL, _ALL)
        if len(lines) <= most:
            return lines
    return fit_words(said[-1], room, Ink.LABEL, most)


def _say_days(steps: Sequence[Step]) -> str:
    first = PartialDate.of(min(step.first for step in steps)).in_words()
    last = PartialDate.of(max(step.last for step in steps)).in_words()
    return first if first == last else f"{first} to {last}"

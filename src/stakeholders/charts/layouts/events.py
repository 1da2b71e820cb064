"""Events across a time axis: a line each, with a number at its head and a key below."""

from collections.abc import Iterator, Sequence

from stakeholders.charts.fonts import wrap
from stakeholders.charts.layouts.axis import Axis
from stakeholders.charts.scene import FACES, Anchor, Ink, Path, Shape, Trace, Words, measure_ink
from stakeholders.charts.values import Point

ROW = 16.0
_PITCH = 16.0
_CLOSE = 18.0
_WIDER = 14.0
_NUMBER = 24.0
_FEW = 6


def draw_events(events: Sequence[Point], axis: Axis, top: float, bottom: float) -> list[Shape]:
    """Return a line for each event, its number above; those that lie close share one."""
    shapes: list[Shape] = []
    for x, numbers in _gather(events, axis):
        said = str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
        shapes.append(Path(f"M{x:.1f} {top + 4:.1f}V{bottom:.1f}", Trace.EVENT))
        shapes.append(Words(x, top, said, Ink.LABEL, Anchor.MIDDLE))
    return shapes


def _gather(events: Sequence[Point], axis: Axis) -> Iterator[tuple[float, list[int]]]:
    """Yield places and the numbers of the events there, in order of time."""
    run: list[int] = []
    first = place = 0.0
    for number, event in enumerate(events, 1):
        x = (axis.place(event.first) + axis.place(event.last)) / 2
        if run and x - first > _CLOSE + (_WIDER if len(run) > 1 else 0.0):
            yield place, run
            run = []
        first = x if not run else first
        run.append(number)
        place = (first + x) / 2
    if run:
        yield place, run


def draw_key(events: Sequence[Point], width: float, y: float) -> tuple[list[Shape], float]:
    """Return what each number stands for, in one column or two, and where they end."""
    shapes: list[Shape] = []
    half = width / 2
    fits = all(measure_ink(event.label, Ink.LABEL) <= half - 2 * _NUMBER for event in events)
    columns = 2 if fits and len(events) > _FEW else 1
    rows = -(-len(events) // columns)
    bottom = y
    for column in range(columns):
        x, down = column * half, y
        for number in range(column * rows, min(len(events), (column + 1) * rows)):
            shapes.append(Words(x, down, str(number + 1), Ink.LABEL))
            room = width / columns - 2 * _NUMBER
            for line in wrap(events[number].label, room, FACES[Ink.LABEL].size):
                shapes.append(Words(x + _NUMBER, down, line, Ink.LABEL))
                down += _PITCH
        bottom = max(bottom, down)
    return shapes, bottom

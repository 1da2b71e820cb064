"""A time axis: where a day stands, and which days get a label."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import attrs

from stakeholders.charts.scene import Anchor, Ink, Path, Shape, Trace, Words, measure_ink

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)
_LABEL_ROOM = 92.0
_MONTH = 30.44
ROW = 22.0
_BASELINE = 14.0


class Tick(NamedTuple):
    """A label on the axis: where its day begins, and from where to where the text goes."""

    x: float
    left: float
    right: float
    label: str


@attrs.frozen
class Axis:
    """Days from the first to the end of the last along a stretch from `left`, `width` wide."""

    first: date
    last: date
    left: float
    width: float

    @property
    def right(self) -> float:
        """Where the last day ends."""
        return self.left + self.width

    def place(self, day: date) -> float:
        """Return where a day begins; days beyond the ends are set at the ends."""
        return self._set((day - self.first).days)

    def place_end(self, day: date) -> float:
        """Return where a day ends; days beyond the ends are set at the ends."""
        return self._set((day - self.first).days + 1)

    def _set(self, days: int) -> float:
        whole = (self.last - self.first).days + 1
        return self.left + self.width * min(1.0, max(0.0, days / whole))

    def list_ticks(self) -> Iterator[tuple[date, str]]:
        """Yield the days to label, as many as have room, with their labels.

        Example:
            >>> week = Axis(date(2021, 3, 1), date(2021, 3, 4), 0.0, 400.0)
            >>> [label for _, label in week.list_ticks()]
            ['1 Mar 2021', '2 Mar 2021', '3 Mar 2021', '4 Mar 2021']
        """
        most = max(2, int(self.width // _LABEL_ROOM))
        days = (self.last - self.first).days + 1
        for step in _DAY_STEPS:
            if days / step <= most:
                yield from self._list_days(step)
                return
        months = days / _MONTH
        step = next((s for s in _MONTH_STEPS if months / s <= most), _MONTH_STEPS[-1])
        yield from self._list_months(step)

    def _list_days(self, step: int) -> Iterator[tuple[date, str]]:
        start = self.first.toordinal()
        # The first of all days was a Monday, so that weeks begin on Mondays.
        for ordinal in range(start + (1 - start) % step, self.last.toordinal() + 1, step):
            day = date.fromordinal(ordinal)
            yield day, f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def _list_months(self, step: int) -> Iterator[tuple[date, str]]:
        first = self.first.year * 12 + self.first.month - 1 + (self.first.day > 1)
        last = self.last.year * 12 + self.last.month - 1
        for month in range(first + (-first) % step, last + 1, step):
            year, number = divmod(month, 12)
            day = date(year, number + 1, 1)
            yield day, str(year) if step % 12 == 0 else f"{_MONTHS[number]} {year}"

    def find_ticks(self) -> list[Tick]:
        """Return the labels with their places; one that would leave the picture is moved in."""
        found = []
        for day, label in self.list_ticks():
            width = measure_ink(label, Ink.LABEL)
            x = self.place(day)
            left = max(0.0, x - width / 2)
            found.append(Tick(x, left, left + width, label))
        return found

    def draw(self, top: float, bottom: float) -> list[Shape]:
        """Return the labels below `top`, and a thin line down from each."""
        shapes: list[Shape] = []
        for tick in self.find_ticks():
            shapes.append(Path(f"M{tick.x:.1f} {top + ROW:.1f}V{bottom:.1f}", Trace.GRID))
            shapes.append(_write(tick, top + _BASELINE))
        return shapes

    def draw_again(self, bottom: float) -> list[Shape]:
        """Return the labels once more, below a high picture."""
        return [_write(tick, bottom + _BASELINE + 2) for tick in self.find_ticks()]


def _write(tick: Tick, y: float) -> Words:
    return Words((tick.left + tick.right) / 2, y, tick.label, Ink.LABEL, Anchor.MIDDLE)

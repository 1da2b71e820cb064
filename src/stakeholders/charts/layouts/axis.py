"""A time axis: where a day stands, and which days get a label."""

from collections.abc import Iterator
from datetime import date

import attrs

from stakeholders.charts.scene import Anchor, Ink, Path, Shape, Trace, Words

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240)
_LABEL_ROOM = 92.0


@attrs.frozen
class Axis:
    """Days from first to last along a stretch from `left`, `width` wide."""

    first: date
    last: date
    left: float
    width: float

    def place(self, day: date) -> float:
        """Return where a day begins; days beyond the ends are set at the ends."""
        whole = max(1, (self.last - self.first).days)
        share = (day - self.first).days / whole
        return self.left + self.width * min(1.0, max(0.0, share))

    def list_ticks(self) -> Iterator[tuple[date, str]]:
        """Yield the days to label, as many as have room, with their labels."""
        most = max(2, int(self.width // _LABEL_ROOM))
        days = (self.last - self.first).days
        for step in _DAY_STEPS:
            if days / step <= most:
                yield from self._list_days(step)
                return
        months = days / 30.44
        step = next((s for s in _MONTH_STEPS if months / s <= most), _MONTH_STEPS[-1])
        yield from self._list_months(step)

    def _list_days(self, step: int) -> Iterator[tuple[date, str]]:
        start = self.first.toordinal()
        for ordinal in range(start + (-start) % step, self.last.toordinal() + 1, step):
            day = date.fromordinal(ordinal)
            yield day, f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def _list_months(self, step: int) -> Iterator[tuple[date, str]]:
        first = self.first.year * 12 + self.first.month - 1 + (self.first.day > 1)
        last = self.last.year * 12 + self.last.month - 1
        for month in range(first + (-first) % step, last + 1, step):
            year, number = divmod(month, 12)
            day = date(year, number + 1, 1)
            yield day, str(year) if step % 12 == 0 else f"{_MONTHS[number]} {year}"

    def draw(self, top: float, bottom: float) -> list[Shape]:
        """Return the labels, and a thin line down from each."""
        shapes: list[Shape] = []
        for day, label in self.list_ticks():
            x = self.place(day)
            shapes.append(Words(x, top - 8, label, Ink.LABEL, Anchor.MIDDLE, has_halo=True))
            shapes.append(Path(f"M{x:.1f} {top:.1f}V{bottom:.1f}", Trace.GRID))
        return shapes

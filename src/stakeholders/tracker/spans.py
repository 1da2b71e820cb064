"""Records by date: which of them can lie in a span of days, by bisection.

A partial date is itself a span, so one sorted list does not do: the longest date would decide how
far back to look. Dates are put in classes by their width in days; within one, those that can touch
a span begin at most one width before it.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Final

from stakeholders.dates import PartialDate
from stakeholders.late import frozen

_WIDTHS: Final = (0, 1, 31, 366, 3660)


@frozen(eq=False)
class Spans:
    """Rows by date; those without both bounds, `loose`, are candidates of every span."""

    loose: list[int]
    _classes: list[tuple[int, list[int], list[int]]]

    @classmethod
    def make(cls, dated: Iterable[tuple[int, PartialDate | None]]) -> "Spans":
        """Return the look-up for rows with their dates."""
        loose: list[int] = []
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        bounds: dict[PartialDate, tuple[int, int] | None] = {}
        for row, when in dated:
            if when is None:
                loose.append(row)
                continue
            if when not in bounds:
                bounds[when] = _find_bounds(when)
            bound = bounds[when]
            if bound is None:
                loose.append(row)
            else:
                found[bound[1]].append((bound[0], row))
        classes = []
        for width in sorted(found):
            pairs = sorted(found[width])
            classes.append((width, [first for first, _ in pairs], [row for _, row in pairs]))
        return cls(loose, classes)

    def list_candidates(self, first: date | None, last: date | None) -> list[int]:
        """Return the rows that can lie between two days, in order, and perhaps a few more."""
        rows = list(self.loose)
        for width, days, found in self._classes:
            start, stop = self._bisect(width, days, first, last)
            rows += found[start:stop]
        return sorted(set(rows))

    def settle(self, first: date | None, last: date | None) -> tuple[list[int], list[int]]:
        """Return the rows that surely can lie between two days, and those that must be looked at.

        What begins between them can, whatever its width.
        """
        settled: list[int] = []
        doubtful = list(self.loose)
        for width, days, found in self._classes:
            start, stop = self._bisect(width, days, first, last)
            middle = start if first is None else bisect_left(days, first.toordinal(), start, stop)
            settled += found[middle:stop]
            doubtful += found[start:middle]
        return settled, doubtful

    def count_candidates(self, first: date | None, last: date | None) -> int:
        """Return how many rows `list_candidates` would give at most."""
        spans = (self._bisect(width, days, first, last) for width, days, _ in self._classes)
        return len(self.loose) + sum(stop - start for start, stop in spans)

    @staticmethod
    def _bisect(
        width: int, days: list[int], first: date | None, last: date | None
    ) -> tuple[int, int]:
        start = bisect_left(days, first.toordinal() - width) if first is not None else 0
        stop = bisect_right(days, last.toordinal()) if last is not None else len(days)
        return start, max(start, stop)


def _find_bounds(when: PartialDate) -> tuple[int, int] | None:
    """Return the first day and the class of width; None for a date that is open or very wide."""
    if when.earliest is None or when.latest is None:
        return None
    first = when.earliest.toordinal()
    width = when.latest.toordinal() - first
    return next(((first, known) for known in _WIDTHS if width <= known), None)

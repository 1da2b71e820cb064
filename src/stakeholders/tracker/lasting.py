"""What lasts from day to day, by day: rows that hold on a day, without a look at the others.

Rows are sorted by their first day and cut into blocks; each block is sorted by when its rows end.
Of a block that had begun by a day, those that still last are one slice at its end: a day of a
million rows is 250 bisections and copies.
"""

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from stakeholders.late import frozen

_BLOCK: Final = 4096


@frozen(eq=False)
class Lasting:
    """Rows by the days they last from and until, a number each; on the last they are over."""

    _rows: "array[int]"
    _firsts: "array[int]"
    _ends: "array[int]"
    _begun: list[int]
    _block: int

    @classmethod
    def make(
        cls, firsts: Sequence[int], ends: Sequence[int], rows: Sequence[int], *, block: int = _BLOCK
    ) -> "Lasting":
        """Return the look-up for rows, each with its first day and the day when it is over.

        Example:
            >>> list(Lasting.make([1, 2, 3], [5, 3, 9], [70, 71, 72]).find(3))
            [70, 72]
        """
        order = [place for place in range(len(rows)) if firsts[place] < ends[place]]
        order.sort(key=firsts.__getitem__)
        begun = []
        for start in range(0, len(order), block):
            same = order[start : start + block]
            begun.append(firsts[same[-1]])
            order[start : start + block] = sorted(same, key=ends.__getitem__)
        kept, begins, overs = (array("i", map(c.__getitem__, order)) for c in (rows, firsts, ends))
        return cls(kept, begins, overs, begun, block)

    def find(self, day: int) -> memoryview:
        """Return the rows that last on a day, in no order that means anything."""
        found = array("i")
        whole = bisect_right(self._begun, day)
        for start in range(0, whole * self._block, self._block):
            found += self._rows[slice(*self._bisect(start, day))]
        for place in range(*self._bisect(whole * self._block, day)):
            if self._firsts[place] <= day:
                found.append(self._rows[place])
        return memoryview(found).toreadonly()

    def _bisect(self, start: int, day: int) -> tuple[int, int]:
        stop = min(start + self._block, len(self._rows))
        start = min(start, stop)
        return bisect_right(self._ends, day, start, stop), stop

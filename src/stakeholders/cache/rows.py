"""The records of a section, each made when it is first asked for."""

from abc import abstractmethod
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from functools import partial
from itertools import accumulate, chain, groupby
from operator import attrgetter
from typing import Any, Final, TypeVar, overload

from stakeholders.cache.segments import Segment, Wanted
from stakeholders.collecting import pause_collector

T = TypeVar("T")
_SEVERAL: Final = 20
_MANY: Final = 100


class Columns(Sequence[T]):
    """Records that can tell one field of all of them without making one.

    It is equal to any sequence of equal records.
    """

    @abstractmethod
    def read_column(self, name: str) -> list[Any]:
        """Return one field of every record."""

    def find_rows(self, name: str, text: str) -> Sequence[int] | None:  # noqa: ARG002 - see below
        """Return the rows in which a field is a text, or has it among several.

        None where that takes a look at all of them.
        """
        return None

    def read_some(self, name: str, rows: Sequence[int]) -> list[Any]:
        """Return one field of the records in several rows."""
        return [getattr(record, name) for record in self.take(rows)]

    def take(self, rows: Iterable[int]) -> list[T]:
        """Return the records in several rows."""
        return list(map(self.__getitem__, rows))

    @abstractmethod
    def read_inside(self, name: str, inner: str) -> list[tuple[Any, ...]]:
        """Return, for every record, one field of each record that a field of it holds."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Columns | tuple):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def __reduce__(self) -> tuple[type[tuple[T, ...]], tuple[tuple[T, ...]]]:
        """Go elsewhere, and be copied, as the plain records: mapped memory stays here."""
        return tuple, (tuple(self),)


class Rows(Columns[T]):
    """The records of a section, made from the columns of an entry."""

    def __init__(self, kind: type[T], runs: Iterable[tuple[Segment, int, int]]) -> None:
        self._kind = kind
        self._runs = [run for run in runs if run[1] < run[2]]
        self._ends = list(accumulate(stop - start for _, start, stop in self._runs))
        self._some: dict[int, T] = {}
        self._all: list[T] | None = None

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[T, ...]: ...
    def __getitem__(self, place: int | slice) -> T | tuple[T, ...]:
        if isinstance(place, slice):
            return tuple(self._make_all()[place])
        if self._all is not None:
            return self._all[place]
        made = self._some.get(place)
        return made if made is not None else self._make(range(len(self))[place])

    def _make(self, number: int) -> T:
        made = self._some.get(number)
        if made is None:
            run = bisect_right(self._ends, number)
            segment, _, stop = self._runs[run]
            made = self._some[number] = segment.make(self._kind, stop - self._ends[run] + number)
        return made

    def __iter__(self) -> Iterator[T]:
        return iter(self._make_all())

    def _make_all(self) -> list[T]:
        if self._all is None:
            made = [r for s, start, stop in self._runs for r in s.make_all(self._kind, start, stop)]
            # Who holds a record already must find the very same one here.
            for number, record in self._some.items():
                made[number] = record
            self._all, self._some = made, {}
        return self._all

    def read_column(self, name: str) -> list[Any]:
        """Return one field of every record."""
        if self._all is not None:
            return [getattr(record, name) for record in self._all]
        return [
            value
            for segment, start, stop in self._runs
            for value in segment.read_column(self._kind, name, start, stop)
        ]

    def read_some(self, name: str, rows: Sequence[int]) -> list[Any]:
        """Return one field of the records in several rows."""
        if self._all is not None:
            return super().read_some(name, rows)
        return [
            value
            for segment, places in self._place(rows)
            for value in segment.read_some(self._kind, name, places)
        ]

    def take(self, rows: Iterable[int]) -> list[T]:
        """Return the records in several rows, those that are not yet made together."""
        if self._all is not None:
            return super().take(rows)
        missing = [row for row in rows if row not in self._some]
        if len(missing) < _SEVERAL:
            return list(map(self._make, rows))
        with pause_collector() if len(missing) > _MANY else nullcontext():
            made = (s.make_some(self._kind, places) for s, places in self._place(missing))
            self._some.update(zip(missing, chain.from_iterable(made), strict=True))
        return list(map(self._some.__getitem__, rows))

    def _place(self, rows: Iterable[int]) -> Iterator[tuple[Segment, list[int]]]:
        """Yield the segments of rows, each with their places there."""
        if len(self._runs) == 1:
            segment, start, _ = self._runs[0]
            yield segment, [row + start for row in rows]
            return
        for run, same in groupby(rows, partial(bisect_right, self._ends)):
            segment, _, stop = self._runs[run]
            shift = stop - self._ends[run]
            yield segment, [row + shift for row in same]

    def find_rows(self, name: str, text: str) -> Sequence[int] | None:
        """Return the rows in which a field is a text, or has it among several."""
        if self._all is not None:
            return None
        found = array("i")
        first = 0
        for segment, start, stop in self._runs:
            rows = segment.find_rows(self._kind, name, text, start, stop)
            found.extend(array("i", (first + row for row in rows)) if first else rows)
            first += stop - start
        return found

    def read_inside(self, name: str, inner: str) -> list[tuple[Any, ...]]:
        """Return, for every record, one field of each record that a field of it holds."""
        return [
            values
            for segment, start, stop in self._runs
            for values in segment.read_inside(self._kind, name, inner, start, stop)
        ]

    def find_texts(self, wanted: Wanted) -> Iterator[tuple[type, str, set[str]]]:
        """Yield the distinct texts of fields of the records, and of all that is inside them."""
        for segment, start, stop in self._runs:
            yield from segment.find_texts(self._kind, start, stop, wanted)


def read_field(section: Sequence[Any], name: str) -> list[Any]:
    """Return one field of every record of a section, without making a record that is not yet."""
    if isinstance(section, Columns):
        return section.read_column(name)
    return list(map(attrgetter(name), section))

"""Columns of a section, and the rows in which each value of one stands."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain, islice
from operator import attrgetter, itemgetter
from typing import Any, Final, TypeVar

from stakeholders.cache import Columns
from stakeholders.cache import read_field as read_field  # noqa: PLC0414 - it belongs to these
from stakeholders.collecting import pause_collector

T = TypeVar("T")
Postings = Mapping[str, Sequence[int]]
FEW: Final = 8  # questions are answered without a look-up
_make_rows: Final = partial(array, "i")
_read_source: Final = attrgetter("source")


def read_cited(section: Sequence[Any]) -> list[tuple[str, ...]]:
    """Return the ids of the sources that every record of a section cites itself."""
    if isinstance(section, Columns):
        return section.read_inside("sources", "source")
    return [tuple(map(_read_source, record.sources)) for record in section]


class Sought(Mapping[str, Sequence[int]]):
    """The rows in which a field of a section is each text, or has it among several.

    Who asks for a few texts has them sought in the column; who asks for more, a look-up of all.
    """

    def __init__(self, section: Sequence[Any], name: str) -> None:
        self._section = section
        self._name = name
        self._found: dict[str, Sequence[int]] = {}

    @cached_property
    def _all(self) -> Postings:
        values = read_field(self._section, self._name)
        is_many = any(isinstance(value, tuple) for value in islice(values, 1))
        return post_each(values) if is_many else post(values)

    def __getitem__(self, text: str) -> Sequence[int]:
        found = self._found.get(text)
        if found is None:
            found = self._seek(text)
            if found is None:
                return self._all[text]
            self._found[text] = found
        if not found:
            raise KeyError(text)
        return found

    def _seek(self, text: str) -> Sequence[int] | None:
        if len(self._found) < FEW and isinstance(self._section, Columns):
            return self._section.find_rows(self._name, text)
        return None

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


def post(values: Iterable[str | None]) -> Postings:
    """Return the rows of each value, in order."""
    # Arrays take a fifth of the memory of lists. The collector would look through all records
    # while they come: that took four fifths of the time for a million rows.
    found: dict[str, array[int]] = defaultdict(_make_rows)
    with pause_collector():
        for row, value in enumerate(values):
            if value is not None:
                found[value].append(row)
    return dict(found)


def post_each(*columns: Iterable[Iterable[str]]) -> Postings:
    """Return the rows of each value, in order, where a row has several in one or more columns."""
    found: dict[str, array[int]] = defaultdict(_make_rows)
    several = map(chain, *columns) if len(columns) > 1 else columns[0]
    with pause_collector():
        for row, values in enumerate(several):
            for value in values:
                rows = found[value]
                if not rows or rows[-1] != row:
                    rows.append(row)
    return dict(found)


def pick(section: Sequence[T], found: Iterable[Sequence[int] | None]) -> Iterable[T]:
    """Return the records of the shortest of several lists of rows; of None, and if none, all."""
    rows = min((rows for rows in found if rows is not None), key=len, default=None)
    return section if rows is None else take(section, rows)


def take(section: Sequence[T], rows: Sequence[int]) -> list[T]:
    """Return the records of a section in some rows."""
    if isinstance(section, Columns):
        return section.take(rows)
    # One call for all takes a third of the time; of one row, it would give the record itself.
    return list(itemgetter(*rows)(section)) if len(rows) > 1 else [section[row] for row in rows]


def read_some(section: Sequence[Any], name: str, rows: Sequence[int]) -> list[Any]:
    """Return one field of the records of a section in some rows."""
    if isinstance(section, Columns):
        return section.read_some(name, rows)
    return [getattr(section[row], name) for row in rows]

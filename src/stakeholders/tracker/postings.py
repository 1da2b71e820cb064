"""Columns of a section, and the rows in which each value of one stands."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, Final, TypeVar

from stakeholders.cache import Columns
from stakeholders.collecting import pause_collector

T = TypeVar("T")
Postings = Mapping[str, Sequence[int]]
_read_source: Final = attrgetter("source")


def read_field(section: Sequence[Any], name: str) -> list[Any]:
    """Return one field of every record of a section, without making a record that is not yet."""
    if isinstance(section, Columns):
        return section.read_column(name)
    return list(map(attrgetter(name), section))


def read_cited(section: Sequence[Any]) -> list[tuple[str, ...]]:
    """Return the ids of the sources that every record of a section cites itself."""
    if isinstance(section, Columns):
        return section.read_inside("sources", "source")
    return [tuple(map(_read_source, record.sources)) for record in section]


def post(values: Iterable[str | None]) -> Postings:
    """Return the rows of each value, in order."""
    found: dict[str, list[int]] = defaultdict(list)
    with pause_collector():
        for row, value in enumerate(values):
            if value is not None:
                found[value].append(row)
        return dict(found)


def post_each(*columns: Iterable[Iterable[str]]) -> Postings:
    """Return the rows of each value, in order, where a row has several in one or more columns."""
    found: dict[str, list[int]] = defaultdict(list)
    with pause_collector():
        for row, given in enumerate(zip(*columns, strict=True)):
            for values in given:
                for value in values:
                    rows = found[value]
                    if not rows or rows[-1] != row:
                        rows.append(row)
        return dict(found)


def pick(section: Sequence[T], found: Iterable[Sequence[int] | None]) -> Iterable[T]:
    """Return the records of the shortest of several lists of rows; of None, and if none, all."""
    rows = min((rows for rows in found if rows is not None), key=len, default=None)
    return section if rows is None else map(section.__getitem__, rows)

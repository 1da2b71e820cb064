"""Records to columns: the texts each once, and all else whole numbers."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import accumulate, chain, count
from operator import attrgetter
from typing import Any, Final

from stakeholders.cache.boxes import Block, list_block_bytes
from stakeholders.cache.layout import Column, Holds, Shape, list_columns

NUMBERS: Final = "i"
OFFSETS: Final = "q"
NO_NUMBER: Final = -(2**31)
_MARK: Final = ("path", "line", "column")
# So many records with what is inside them are still at hand when their columns are.
_BATCH: Final = 1_000


class Packer:
    """Columns of one segment, which grow batch by batch."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        # The number of each text, given when it is first asked for.
        self._texts: defaultdict[Any, int] = defaultdict(count(1).__next__, {None: 0})
        self._columns: dict[type, list[array[int]]] = {
            kind: [array(NUMBERS) for c in list_columns(kind) for _ in range(c.width)]
            for kind in shape.classes
        }

    def add(self, kind: type, records: Sequence[Any]) -> int:
        """Add records of one class with all that is inside them; return the row of the first.

        A record may be a tuple of the values of its fields in their order, where a mark is three.
        """
        columns = self._columns[kind]
        first = len(columns[0])
        for start in range(0, len(records), _BATCH):
            self._add_batch(kind, records[start : start + _BATCH], columns)
        return first

    def _add_batch(self, kind: type, records: Sequence[Any], columns: "list[array[int]]") -> None:
        rows = records if isinstance(records[0], tuple) else map(_find_getter(kind), records)
        values = zip(*rows, strict=True)
        place = 0
        for column in list_columns(kind):
            taken = columns[place : place + column.width]
            self._spell(column, values, taken)
            place += column.width

    def _spell(
        self, column: Column, fields: Iterator[tuple[Any, ...]], into: "list[array[int]]"
    ) -> None:
        number = self._texts.__getitem__
        values = next(fields)
        match column.holds:
            case Holds.TEXT:
                into[0].extend(map(number, values))
            case Holds.NUMBER | Holds.FLAG:
                into[0].extend(NO_NUMBER if value is None else int(value) for value in values)
            case Holds.DECIMAL:
                into[0].extend(number(None if v is None else repr(v)) for v in values)
            case Holds.CHOICE:
                into[0].extend(_spell_each(values, lambda choice: number(choice.value), number))
            case Holds.DATE:
                into[0].extend(_spell_each(values, lambda date: number(date.edtf), number))
            case Holds.MARK:
                into[0].extend(map(number, values))
                into[1].extend(next(fields))
                into[2].extend(next(fields))
            case Holds.TEXTS:
                _span(values, len(into[2]), into)
                into[2].extend(map(number, chain.from_iterable(values)))
            case Holds.NESTED:
                first = self.add(column.of, list(chain.from_iterable(values)))
                _span(values, first, into)

    def list_bytes(self) -> list[Block]:
        """Return the segment to be written: where texts begin, the texts, and every column."""
        # The first is None.
        texts = list(map(str.encode, list(self._texts)[1:]))
        ends = array(OFFSETS, accumulate(map(len, texts), initial=0))
        numbers = (c.tobytes() for kind in self._shape.classes for c in self._columns[kind])
        return list_block_bytes(
            [[ends.tobytes()], [b"".join(texts)], *([block] for block in numbers)]
        )


@cache
def _find_getter(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    """Return what gives the values of a record's fields, where a mark is three."""
    names: list[str] = []
    for column in list_columns(kind):
        is_mark = column.holds is Holds.MARK
        names.extend([f"{column.name}.{part}" for part in _MARK] if is_mark else [column.name])
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda record: (get(record),)


def _spell_each(
    values: Sequence[Any], spell: Callable[[Any], int], spell_none: Callable[[None], int]
) -> Iterator[int]:
    """Yield a number for each value; of many equal ones, few are more than one object."""
    found = {id(value): value for value in values}
    spelt = {
        key: spell_none(None) if value is None else spell(value) for key, value in found.items()
    }
    return map(spelt.__getitem__, map(id, values))


def _span(values: Sequence[tuple[Any, ...]], first: int, into: "list[array[int]]") -> None:
    counts = list(map(len, values))
    into[0].extend(accumulate(counts[:-1], initial=first) if counts else ())
    into[1].extend(counts)

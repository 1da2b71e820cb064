"""Columns to records, each when it is first asked for."""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice
from operator import add, itemgetter
from typing import Any, Final, TypeVar

from stakeholders.cache.boxes import TornError, open_box
from stakeholders.cache.layout import Column, Holds, Shape, list_columns
from stakeholders.cache.packing import NO_NUMBER, NUMBERS, OFFSETS
from stakeholders.dates import PartialDate
from stakeholders.errors import Mark
from stakeholders.twins import find_maker

T = TypeVar("T")
Read = Callable[[int], Any]
Wanted = Collection[tuple[type, str]]
Take = Callable[[memoryview], Sequence[int]]
_PIECE: Final = 2**20
_TRIES: Final = 1_000
_make_mark: Final[Callable[[str, int, int], Mark]] = find_maker(Mark)


class _Texts(dict[int, Any]):
    """The texts of a segment by number, each decoded when it is first asked for."""

    def __init__(self, ends: memoryview, texts: memoryview) -> None:
        super().__init__({0: None})
        self._ends = ends
        self._texts = texts
        self._sought: dict[str, int | None] = {}

    def __missing__(self, number: int) -> str:
        text = str(self._texts[self._ends[number - 1] : self._ends[number]], "utf-8")
        self[number] = text
        return text

    def find(self, text: str) -> int | None:
        """Return the number of a text without decoding the others, or None.

        Raises:
            LookupError: if it stands inside too many others to be told apart quickly.
        """
        if text not in self._sought:
            self._sought[text] = self._seek(text)
        return self._sought[text]

    def _seek(self, text: str) -> int | None:
        wanted = text.encode("utf-8", "surrogatepass")
        for tries, place in enumerate(_list_places(self._texts, wanted)):
            if tries == _TRIES:
                raise LookupError(text)
            number = bisect_right(self._ends, place)
            if self._ends[number - 1] == place and self._ends[number] == place + len(wanted):
                return number
        return None


def _list_places(view: memoryview, wanted: bytes) -> Iterator[int]:
    """Yield where bytes begin that are in others."""
    if not wanted:
        raise LookupError(wanted)
    for start in range(0, len(view), _PIECE):
        piece = bytes(view[start : start + _PIECE + len(wanted) - 1])
        place = piece.find(wanted)
        while place >= 0:
            yield start + place
            place = piece.find(wanted, place + 1)


class _Made(dict[int, Any]):
    """What the texts of a segment stand for: dates, decimal numbers, or members of an enum."""

    def __init__(self, texts: _Texts, make: Callable[[str], Any]) -> None:
        super().__init__({0: None})
        self._source = texts
        self._make = make

    def __missing__(self, number: int) -> Any:  # noqa: ANN401 - a date or a choice
        made = self[number] = self._make(self._source[number])
        return made


class Segment:
    """The columns of some files, in mapped memory."""

    def __init__(self, view: memoryview, shape: Shape) -> None:
        ends, texts, *blocks = open_box(view)
        self._texts = _Texts(ends.cast(OFFSETS), texts)
        self._dates = _Made(self._texts, PartialDate.parse)
        self._decimals = _Made(self._texts, float)
        self._choices: dict[type, _Made] = {}
        self._columns: dict[type, list[tuple[Column, list[memoryview]]]] = {}
        waiting = iter(blocks)
        for kind in shape.classes:
            self._columns[kind] = [
                (column, [next(waiting).cast(NUMBERS) for _ in range(column.width)])
                for column in list_columns(kind)
            ]
        if next(waiting, None) is not None:
            raise TornError
        self._makers: dict[type, tuple[Callable[..., Any], list[Read]]] = {}

    def count(self, kind: type) -> int:
        """Return how many records of a class there are."""
        return len(self._columns[kind][0][1][0])

    # One record

    def make(self, kind: type[T], row: int) -> T:
        """Return the record in a row."""
        known = self._makers.get(kind)
        if known is None:
            readers = [self._read(*column) for column in self._columns[kind]]
            known = self._makers[kind] = find_maker(kind), readers
        maker, readers = known
        made: T = maker(*[read(row) for read in readers])
        return made

    def _read(self, column: Column, numbers: list[memoryview]) -> Read:
        one = numbers[0]
        if column.holds is Holds.NUMBER:
            return lambda row: None if one[row] == NO_NUMBER else one[row]
        if column.holds is Holds.FLAG:
            return lambda row: one[row] != 0
        if column.width == 1:
            made = self._find_made(column)
            return lambda row: made[one[row]]
        two = numbers[1]
        if column.holds is Holds.MARK:
            texts, three = self._texts, numbers[2]
            return lambda row: _make_mark(texts[one[row]], two[row], three[row])
        pick = self._pick(column, numbers)

        def read(row: int) -> tuple[Any, ...]:
            # Most are empty, and most others are one.
            count = two[row]
            if count <= 1:
                return (pick(one[row]),) if count else ()
            return tuple(map(pick, range(one[row], one[row] + count)))

        return read

    def _pick(self, column: Column, numbers: list[memoryview]) -> Read:
        """Return a way to get one of the texts or nested records of a column."""
        if column.holds is Holds.NESTED:
            return partial(self.make, column.of)
        texts, three = self._texts, numbers[2]
        return lambda place: texts[three[place]]

    def _find_made(self, column: Column) -> Mapping[int, Any]:
        if column.holds is Holds.TEXT:
            return self._texts
        if column.holds is Holds.DATE:
            return self._dates
        if column.holds is Holds.DECIMAL:
            return self._decimals
        return self._choices.setdefault(column.of, _Made(self._texts, column.of))

    # Many at once: a column at a time is four times as fast as a record at a time

    def make_all(self, kind: type[T], start: int, stop: int) -> list[T]:
        """Return the records in a span of rows."""
        return self._make_taken(kind, _take_span(start, stop))

    def make_some(self, kind: type[T], rows: Sequence[int]) -> list[T]:
        """Return the records in several rows."""
        return self._make_taken(kind, _take_rows(rows))

    def _make_taken(self, kind: type[T], take: Take) -> list[T]:
        values = [self._read_all(*column, take) for column in self._columns[kind]]
        return list(map(find_maker(kind), *values))

    def read_column(self, kind: type, name: str, start: int, stop: int) -> list[Any]:
        """Return one field of the records in a span of rows."""
        for column, numbers in self._columns[kind]:
            if column.name == name:
                return list(self._read_all(column, numbers, _take_span(start, stop)))
        raise AttributeError(name)

    def read_some(self, kind: type, name: str, rows: Sequence[int]) -> Sequence[Any]:
        """Return one field of the records in several rows."""
        column, numbers = next(c for c in self._columns[kind] if c[0].name == name)
        return self._read_all(column, numbers, _take_rows(rows))

    def read_inside(
        self, kind: type, name: str, inner: str, start: int, stop: int
    ) -> list[tuple[Any, ...]]:
        """Return one field of what a field of the records in a span of rows holds."""
        column, numbers = next(c for c in self._columns[kind] if c[0].name == name)
        starts, counts = map(_take_span(start, stop), numbers)
        if not any(counts):
            return [()] * len(counts)
        low, high = starts[0], starts[-1] + counts[-1]
        return _cut_up(self.read_column(column.of, inner, low, high), counts)

    def find_rows(self, kind: type, name: str, text: str, start: int, stop: int) -> "array[int]":
        """Return the rows of a span, from its first, in which a field is a text or has it."""
        column, numbers = next(c for c in self._columns[kind] if c[0].name == name)
        try:
            number = self._texts.find(text)
        except LookupError:
            values = self.read_column(kind, name, start, stop)
            is_one = column.holds is Holds.TEXT
            fits = (value == text if is_one else text in value for value in values)
            return array(NUMBERS, (row for row, fit in enumerate(fits) if fit))
        if number is None:
            return array(NUMBERS)
        if column.holds is Holds.TEXT:
            return _find_all(numbers[0][start:stop], number)
        places = _find_all(numbers[2], number)
        rows = dict.fromkeys(bisect_right(numbers[0], place) - 1 for place in places)
        return array(NUMBERS, (row - start for row in rows if start <= row < stop))

    def find_texts(
        self, kind: type, start: int, stop: int, wanted: Wanted
    ) -> Iterator[tuple[type, str, set[str]]]:
        """Yield the distinct texts of fields, by class and name, in a span of rows and inside."""
        for column, numbers in self._columns[kind]:
            if column.holds is Holds.NESTED:
                for low, high in _list_spans(numbers, start, stop):
                    yield from self.find_texts(column.of, low, high, wanted)
            elif (kind, column.name) in wanted:
                if column.holds is Holds.TEXTS:
                    spans = _list_spans(numbers, start, stop)
                    found = {n for low, high in spans for n in numbers[2][low:high]}
                else:
                    found = set(numbers[0][start:stop])
                yield kind, column.name, {self._texts[number] for number in found if number}

    def spell_all(self, kind: type, start: int, stop: int) -> list[list[Any]]:
        """Return the fields of a span of rows as they were written, each a list, without marks."""
        found: list[list[Any]] = []
        for column, numbers in self._columns[kind]:
            if column.holds is Holds.MARK:
                continue
            first = numbers[0][start:stop].tolist()
            if column.holds in {Holds.NUMBER, Holds.FLAG}:
                found.append(first)
            elif column.width == 1:
                found.append(list(map(self._texts.__getitem__, first)))
            else:
                items: list[Any] = []
                for low, high in _list_spans(numbers, start, stop):
                    if column.holds is Holds.TEXTS:
                        items += map(self._texts.__getitem__, numbers[2][low:high])
                    else:
                        items += zip(*self.spell_all(column.of, low, high), strict=True)
                found.append(_cut_up(items, numbers[1][start:stop]))
        return found

    def _read_all(self, column: Column, numbers: list[memoryview], take: Take) -> Sequence[Any]:
        first = take(numbers[0])
        match column.holds:
            case Holds.NUMBER:
                return [None if number == NO_NUMBER else number for number in first]
            case Holds.FLAG:
                return list(map(bool, first))
            case Holds.TEXT | Holds.CHOICE | Holds.DATE | Holds.DECIMAL:
                return list(map(self._find_made(column).__getitem__, first))
            case Holds.MARK:
                paths = map(self._texts.__getitem__, first)
                return list(map(_make_mark, paths, *map(take, numbers[1:])))
            case _:
                return self._read_spans(column, numbers, first, take(numbers[1]))

    def _read_spans(
        self,
        column: Column,
        numbers: list[memoryview],
        starts: Sequence[int],
        counts: Sequence[int],
    ) -> list[Any]:
        if not any(counts):
            return [()] * len(counts)
        low, high = starts[0], starts[-1] + counts[-1]
        is_whole = high - low == sum(counts)
        spans = map(range, starts, map(add, starts, counts))
        places = range(low, high) if is_whole else list(chain.from_iterable(spans))
        if column.holds is Holds.TEXTS:
            found = numbers[2][low:high] if is_whole else map(numbers[2].__getitem__, places)
            return _cut_up(list(map(self._texts.__getitem__, found)), counts)
        if is_whole:
            return _cut_up(self.make_all(column.of, low, high), counts)
        return _cut_up(self.make_some(column.of, places), counts)


def _take_rows(rows: Sequence[int]) -> Take:
    return itemgetter(*rows) if len(rows) > 1 else lambda numbers: [numbers[row] for row in rows]


def _take_span(start: int, stop: int) -> Take:
    return lambda numbers: numbers[start:stop].tolist()


def _find_all(numbers: memoryview, wanted: int) -> "array[int]":
    """Return where a number stands among others."""
    size = numbers.itemsize
    places = _list_places(numbers.cast("B"), array(NUMBERS, [wanted]).tobytes())
    return array(NUMBERS, (place // size for place in places if place % size == 0))


def _list_spans(numbers: list[memoryview], start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield where lie the texts or the nested records of a span of rows: mostly in one piece."""
    starts, counts = numbers[0][start:stop].tolist(), numbers[1][start:stop].tolist()
    if not any(counts):
        return
    low = high = starts[0]
    if starts[-1] + counts[-1] - low == sum(counts):
        yield low, starts[-1] + counts[-1]
        return
    for begin, count in zip(starts, counts, strict=True):
        if count and begin != high:
            yield low, high
            low = begin
        high = begin + count if count else high
    yield low, high


def _cut_up(items: Sequence[Any], counts: Iterable[int]) -> list[tuple[Any, ...]]:
    """Return items that follow each other as so many tuples."""
    each = iter(items)
    return [
        (next(each),) if count == 1 else tuple(islice(each, count)) if count else ()
        for count in counts
    ]


def merge_runs(runs: Iterable[tuple[Segment, int, int]]) -> list[tuple[Segment, int, int]]:
    """Return runs with those joined that follow each other."""
    merged: list[tuple[Segment, int, int]] = []
    for segment, start, stop in runs:
        if merged and merged[-1][0] is segment and merged[-1][2] == start:
            merged[-1] = (segment, merged[-1][1], stop)
        elif start < stop:
            merged.append((segment, start, stop))
    return merged

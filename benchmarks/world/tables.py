"""The flat tables: their columns, told by the record classes, and how they are put on disk.

A column is filled from a pool of values and a number for each row, so that millions of rows are
made without a loop. What is not given has the record's own default.
"""

import enum
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import attrs
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from stakeholders.cache.layout import Column, Holds, list_columns
from stakeholders.tables.flat import make_schema
from stakeholders.tables.schema import TABLES

Numbers = np.ndarray[Any, np.dtype[np.int64]]
NONE: Final = -1
_PER_FILE: Final = 5_000
_TYPES: Final = {
    Holds.TEXT: pa.string(),
    Holds.CHOICE: pa.string(),
    Holds.NUMBER: pa.int64(),
    Holds.DECIMAL: pa.float64(),
    Holds.FLAG: pa.bool_(),
    Holds.TEXTS: pa.list_(pa.string()),
}


@attrs.frozen(eq=False)
class Pick:
    """A column of texts: for each row the place of its text in a pool, or NONE.

    With `counts`, a column of lists: `places` are those of all lists one after another.
    """

    pool: pa.Array
    places: Numbers
    counts: Numbers | None = None

    def take(self) -> pa.Array:
        """Return the column."""
        lacks = self.places == NONE
        values = self.pool.take(pa.array(self.places, mask=lacks if lacks.any() else None))
        if self.counts is None:
            return values
        ends = np.concatenate(([0], np.cumsum(self.counts))).astype(np.int32)
        return pa.ListArray.from_arrays(pa.array(ends), values)


@attrs.frozen(eq=False)
class Calendar:
    """All dates that occur, as text and as bounds."""

    texts: pa.Array
    earliest: pa.Array
    latest: pa.Array

    def take(self, places: Numbers) -> dict[str, pa.Array]:
        """Return the three columns of a date, by what their names end in."""
        lacks = places == NONE
        found = pa.array(places, mask=lacks if lacks.any() else None)
        bounds = {"_earliest": self.earliest, "_latest": self.latest}
        return {end: pool.take(found) for end, pool in {"": self.texts, **bounds}.items()}


@attrs.frozen(eq=False)
class Owners:
    """To whom nested rows belong: the table, the row in it, and the place in the row's list."""

    table: str
    rows: Numbers
    places: Numbers


@attrs.define(eq=False)
class Table:
    """A table on its way to disk: one file, or a folder of parts, row numbers running on."""

    folder: Path
    name: str
    calendar: Calendar
    in_parts: bool = False
    rows: int = 0
    parts: int = 0

    def write(
        self, rows: int, columns: Mapping[str, Pick | Numbers], owners: Owners | None = None
    ) -> None:
        """Add rows: texts as a Pick, dates as places in the calendar, numbers as they are."""
        schema = make_schema(self.name)
        numbers = np.arange(self.rows, self.rows + rows, dtype=np.int64)
        found: dict[str, pa.Array] = {"row": pa.array(numbers)}
        for column in list_columns(TABLES[self.name]):
            found |= self._fill(column, rows, columns.get(column.name))
        found |= _mark(self.name, numbers) if owners is None else _mark_nested(owners)
        # What no row here has, as a disputed value that is a date, is null, or false.
        for name in set(schema.names) - set(found):
            field = schema.field(name)
            found[name] = (
                pa.nulls(rows, field.type)
                if field.nullable
                else pa.repeat(pa.scalar(value=False), rows)
            )
        made = pa.table([found[name] for name in schema.names], schema=schema)
        pq.write_table(made, self._find_place(), compression="zstd")
        self.rows += rows
        self.parts += 1

    def _find_place(self) -> Path:
        if not self.in_parts:
            return self.folder / f"{self.name}.parquet"
        (self.folder / self.name).mkdir(exist_ok=True)
        return self.folder / self.name / f"part-{self.parts:05}.parquet"

    def _fill(self, column: Column, rows: int, given: Pick | Numbers | None) -> dict[str, pa.Array]:
        if column.holds in (Holds.NESTED, Holds.MARK):
            return {}
        if column.holds is Holds.DATE:
            places = np.full(rows, NONE) if given is None else given
            assert not isinstance(places, Pick)  # noqa: S101 - dates are in the calendar
            taken = self.calendar.take(places)
            return {f"{column.name}{end}": array for end, array in taken.items()}
        if given is None:
            return {column.name: self._repeat_default(column, rows)}
        return {column.name: given.take() if isinstance(given, Pick) else pa.array(given)}

    def _repeat_default(self, column: Column, rows: int) -> pa.Array:
        default = attrs.fields_dict(TABLES[self.name])[column.name].default
        kind = _TYPES[column.holds]
        # A table without rows has no value for a field that must be given, and needs none.
        if default is None or not rows:
            return pa.nulls(rows, kind)
        value = default.value if isinstance(default, enum.Enum) else default
        return pa.repeat(pa.scalar(list(value) if value == () else value, kind), rows)


def _mark(table: str, rows: Numbers) -> dict[str, pa.Array]:
    """Return the three columns of a mark, as if every file had 5,000 records of eight lines."""
    first = int(rows[0]) // _PER_FILE if len(rows) else 0
    last = int(rows.max()) // _PER_FILE if len(rows) else 0
    files = pa.array([f"{table}-{n + 1:05}.yaml" for n in range(first, last + 1)], pa.string())
    return {
        "file": files.take(pa.array(rows // _PER_FILE - first)),
        "line": pa.array((rows % _PER_FILE * 8 + 2).astype(np.int32)),
        "column": pa.array(np.full(len(rows), 5, np.int32)),
    }


def _mark_nested(owners: Owners) -> dict[str, pa.Array]:
    found = _mark(owners.table, owners.rows)
    line = owners.rows % _PER_FILE * 8 + 8 + owners.places
    return found | {
        "owner": pa.repeat(pa.scalar(owners.table), len(owners.rows)),
        "owner_row": pa.array(owners.rows),
        "place": pa.array(owners.places.astype(np.int32)),
        "line": pa.array(line.astype(np.int32)),
    }

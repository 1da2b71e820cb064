"""Records as flat tables, and back."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from stakeholders.cache.layout import Column, Holds, list_columns
from stakeholders.dates import PartialDate
from stakeholders.errors import DateError, Mark, MissingExtraError
from stakeholders.model import Reading, Record, Records
from stakeholders.tables.schema import (
    DAY,
    FLOAT64,
    INT32,
    INT64,
    NAMES,
    NESTED,
    TABLES,
    TEXT,
    TEXTS,
    TOP,
    list_kinds,
)
from stakeholders.twins import find_maker

if TYPE_CHECKING:
    import pyarrow as pa

Values = dict[str, list[Any]]


def import_arrow() -> Any:  # noqa: ANN401 - a module
    """Return pyarrow.

    Raises:
        MissingExtraError: if it is not installed.
    """
    try:
        import pyarrow  # noqa: ICN001, PLC0415
    except ImportError:
        raise MissingExtraError("a table", "tables") from None
    return pyarrow


def make_schema(table: str) -> "pa.Schema":
    """Return the Arrow schema of a table."""
    pa = import_arrow()
    types = {
        TEXT: pa.string(),
        TEXTS: pa.list_(pa.string()),
        INT64: pa.int64(),
        INT32: pa.int32(),
        FLOAT64: pa.float64(),
        DAY: pa.date32(),
    }
    return pa.schema(
        [
            pa.field(name, types.get(kind.word, pa.bool_()), nullable=kind.is_nullable)
            for name, kind in list_kinds(table).items()
        ]
    )


def flatten(records: Records) -> dict[str, "pa.Table"]:
    """Return every table of the records."""
    pa = import_arrow()
    columns: dict[str, Values] = {name: {c: [] for c in list_kinds(name)} for name in TABLES}
    about = () if records.about is None else (records.about,)
    for name in TOP:
        _add(columns, name, about if name == "tracker" else getattr(records, name))
    return {name: pa.table(values, schema=make_schema(name)) for name, values in columns.items()}


def _add(columns: dict[str, Values], name: str, records: Sequence[Record]) -> int:
    """Add records with all that is inside them to the tables; return the row of the first."""
    into = columns[name]
    first = len(into["row"])
    into["row"].extend(range(first, first + len(records)))
    kind = TABLES[name]
    for column in list_columns(kind):
        values = list(map(attrgetter(column.name), records))
        if column.holds is Holds.NESTED:
            _add_inner(columns, NAMES[column.of], values, name, first)
        else:
            _spell(into, column, values)
    if kind is Reading:
        _spell_readings(into, records)
    return first


def _add_inner(
    columns: dict[str, Values], name: str, held: list[tuple[Record, ...]], owner: str, first: int
) -> None:
    into = columns[name]
    into["owner"].extend(owner for inner in held for _ in inner)
    into["owner_row"].extend(row for row, inner in enumerate(held, first) for _ in inner)
    into["place"].extend(place for inner in held for place in range(len(inner)))
    _add(columns, name, list(chain.from_iterable(held)))


def _spell(into: Values, column: Column, values: list[Any]) -> None:
    name = column.name
    if column.holds is Holds.MARK:
        into["file"].extend(mark.path for mark in values)
        into["line"].extend(mark.line for mark in values)
        into["column"].extend(mark.column for mark in values)
    elif column.holds is Holds.DATE:
        into[name].extend(None if when is None else when.edtf for when in values)
        into[f"{name}_earliest"].extend(when and when.earliest for when in values)
        into[f"{name}_latest"].extend(when and when.latest for when in values)
    elif column.holds is Holds.CHOICE:
        into[name].extend(None if choice is None else choice.value for choice in values)
    else:
        into[name].extend(values)


def _spell_readings(into: Values, readings: Sequence[Any]) -> None:
    for reading in readings:
        try:
            when = PartialDate.parse(reading.value)
        except DateError:
            when = None
        into["value_is_date"].append(when is not None)
        into["value_earliest"].append(when and when.earliest)
        into["value_latest"].append(when and when.latest)


def unflatten(tables: Mapping[str, "pa.Table"]) -> Records:
    """Return the records of checked tables."""
    inner: dict[tuple[str, str, int], list[Record]] = {}
    made: dict[str, list[Record]] = {}
    for name in _list_inside_out():
        table = tables[name].sort_by("row")
        records = list(_make(name, table, inner))
        made[name] = records
        if name in NESTED:
            owners = zip(*(table[c].to_pylist() for c in ("owner", "owner_row")), strict=True)
            places = table["place"].to_pylist()
            found = sorted(zip(owners, places, range(len(records)), strict=True))
            for (owner, row), _, number in found:
                inner.setdefault((name, owner, row), []).append(records[number])
    about = next(iter(made["tracker"]), None)
    sections = {name: tuple(made[name]) for name in TOP if name != "tracker"}
    return Records(about=about, **sections)  # type: ignore[arg-type]


def _list_inside_out() -> list[str]:
    """Return the names of the tables, each after those of what its records hold."""
    found: list[str] = []
    waiting = list(TABLES)
    while waiting:
        name = waiting.pop(0)
        inner = {NAMES[c.of] for c in list_columns(TABLES[name]) if c.holds is Holds.NESTED}
        (found if inner <= set(found) else waiting).append(name)
    return found


def _make(
    name: str, table: "pa.Table", inner: Mapping[tuple[str, str, int], list[Record]]
) -> Iterator[Record]:
    rows = table["row"].to_pylist()
    columns = [_read(name, column, table, rows, inner) for column in list_columns(TABLES[name])]
    return map(find_maker(TABLES[name]), *columns)


def _read(
    name: str,
    column: Column,
    table: "pa.Table",
    rows: list[int],
    inner: Mapping[tuple[str, str, int], list[Record]],
) -> list[Any]:
    match column.holds:
        case Holds.NESTED:
            held = NAMES[column.of]
            return [tuple(inner.get((held, name, row), ())) for row in rows]
        case Holds.MARK:
            parts = (table[part].to_pylist() for part in ("file", "line", "column"))
            return list(map(Mark, *parts))
        case Holds.TEXTS:
            return list(map(tuple, table[column.name].to_pylist()))
        case Holds.DATE:
            return _read_each(table[column.name].to_pylist(), PartialDate.parse)
        case Holds.CHOICE:
            return _read_each(table[column.name].to_pylist(), column.of)
        case _:
            values: list[Any] = table[column.name].to_pylist()
            return values


def _read_each(values: list[Any], read: Any) -> list[Any]:  # noqa: ANN401 - a parser, or an enum
    made = {value: None if value is None else read(value) for value in dict.fromkeys(values)}
    return list(map(made.__getitem__, values))
